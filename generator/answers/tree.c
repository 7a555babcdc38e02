#include "answers/tree.h"

#include "base/unicode.h"
#include "document/addresses.h"
#include "formats/data.h"
#include "source/value_make.h"
#include "source/yaml_write.h"

#include <math.h>

enum { CHART_LABEL = 60 };

static bool is_harmful(uint32_t character)
{
    return unicode_fault_of(character) != UNICODE_FINE || character == '\r' || character == 0xFEFF;
}

text tree_clean(arena *memory, text t)
{
    size_t offset;
    if (unicode_check(t, &offset) == UNICODE_FINE && text_find_byte(t, '\r', 0) == TEXT_NOT_FOUND)
        return t;
    buffer made = { 0 };
    uint32_t character;
    char bytes[4];
    while (unicode_take(&t, &character))
        if (!is_harmful(character))
            buffer_add(&made, (text){ bytes, unicode_encode(character, bytes) });
    text cleaned = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return cleaned;
}

static node *add(arena *memory, node *parent, node_type type)
{
    node *made = node_new(memory, type, 1, 1);
    node_append(parent, made);
    return made;
}

// Markdown makes links of addresses by itself. What people wrote is nothing to click on, so addresses are set as code.
static void add_line(arena *memory, node *parent, text line)
{
    size_t done = 0;
    for (address_span span; address_find(line, done, &span); done = span.to) {
        if (span.from > done)
            add(memory, parent, NODE_TEXT)->literal = text_slice(line, done, span.from);
        add(memory, parent, NODE_CODE)->literal = text_slice(line, span.from, span.to);
    }
    if (done < line.length)
        add(memory, parent, NODE_TEXT)->literal = text_from(line, done);
}

void tree_add_words(arena *memory, node *parent, text said)
{
    text rest = tree_clean(memory, said), line;
    bool is_first = true;
    while (text_take_line(&rest, &line)) {
        line = text_trim(line);
        if (line.length == 0)
            continue;
        if (!is_first && parent->type == NODE_TABLE_CELL)
            add(memory, parent, NODE_TEXT)->literal = TEXT(" ");
        else if (!is_first)
            add(memory, parent, NODE_HARD_BREAK);
        add_line(memory, parent, line);
        is_first = false;
    }
}

static size_t count_headings(const node *parent)
{
    size_t count = 0;
    for (const node *n = parent->first; n != NULL; n = n->next)
        count += n->type == NODE_HEADING;
    return count;
}

node *tree_add_heading(arena *memory, node *parent, int level, text said)
{
    size_t number = count_headings(parent) + 1;
    node *made = add(memory, parent, NODE_HEADING);
    made->heading.level = level;
    made->heading.id = text_format(memory, "k-%zu", number);
    tree_add_words(memory, made, said);
    return made;
}

node *tree_add_paragraph(arena *memory, node *parent, text said)
{
    node *made = add(memory, parent, NODE_PARAGRAPH);
    tree_add_words(memory, made, said);
    return made;
}

node *tree_add_callout(arena *memory, node *parent, callout sort, text said)
{
    node *made = add(memory, parent, NODE_CALLOUT);
    made->callout = sort;
    tree_add_paragraph(memory, made, said);
    return made;
}

node *tree_add_list(arena *memory, node *parent)
{
    node *made = add(memory, parent, NODE_LIST);
    made->list.tight = true;
    made->list.start = 1;
    return made;
}

void tree_add_item(arena *memory, node *list, text said)
{
    tree_add_paragraph(memory, add(memory, list, NODE_ITEM), said);
}

void tree_add_labelled_item(arena *memory, node *list, text label, text said)
{
    node *paragraph = add(memory, add(memory, list, NODE_ITEM), NODE_PARAGRAPH);
    tree_add_words(memory, add(memory, paragraph, NODE_STRONG), text_join(memory, label, TEXT(":")));
    add(memory, paragraph, NODE_TEXT)->literal = TEXT(" ");
    tree_add_words(memory, paragraph, said);
}

static node *add_cells(arena *memory, node *of_table, const text *cells, bool is_header)
{
    node *row = add(memory, of_table, NODE_TABLE_ROW);
    row->row.is_header = is_header;
    for (size_t i = 0; i < of_table->table.column_count; i++) {
        node *cell = add(memory, row, NODE_TABLE_CELL);
        cell->cell.alignment = of_table->table.alignments[i];
        tree_add_words(memory, cell, cells[i]);
    }
    return row;
}

node *tree_add_table(arena *memory, node *parent, const text *heads, size_t count, size_t first_number)
{
    alignment *sides = ARENA_NEW(memory, alignment, count);
    node *made = add(memory, parent, NODE_TABLE);
    for (size_t i = first_number; i < count; i++)
        sides[i] = ALIGN_RIGHT;
    made->table.column_count = count;
    made->table.alignments = sides;
    add_cells(memory, made, heads, true);
    return made;
}

void tree_add_row(arena *memory, node *of_table, const text *cells)
{
    add_cells(memory, of_table, cells, false);
}

// ---- Charts

static text shortened(arena *memory, text label)
{
    text rest = tree_clean(memory, label);
    buffer made = { 0 };
    uint32_t character;
    char bytes[4];
    for (size_t i = 0; i < CHART_LABEL && unicode_take(&rest, &character); i++)
        buffer_add(&made, (text){ character == '\n' ? " " : bytes, unicode_encode(character == '\n' ? ' ' : character, bytes) });
    if (rest.length > 0)
        buffer_add_string(&made, "\xE2\x80\xA6");
    text cut = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return cut;
}

static text number_text(arena *memory, double number)
{
    buffer made = { 0 };
    data_write_number(round(number * 100) / 100, &made);
    text written = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return written;
}

static void add_pair(arena *memory, value *list, text one, text other)
{
    value *pair = value_make_list(memory);
    value_add(memory, pair, value_make_text(memory, one));
    value_add(memory, pair, value_make_text(memory, other));
    value_add(memory, list, pair);
}

void tree_add_chart(arena *memory, node *parent, const tree_chart *from)
{
    if (from->count < TREE_CHART_LEAST || from->count > TREE_CHART_MOST)
        return;
    value *whole = value_make_map(memory), *rows = value_make_list(memory);
    value_set(memory, whole, TEXT("type"), value_make_text(memory, from->is_line ? TEXT("line") : TEXT("bar")));
    value_set(memory, whole, TEXT("title"), value_make_text(memory, tree_clean(memory, from->title)));
    if (from->unit.length > 0)
        value_set(memory, whole, TEXT("unit"), value_make_text(memory, from->unit));
    add_pair(memory, rows, from->label_head, from->number_head);
    for (size_t i = 0; i < from->count; i++)
        add_pair(memory, rows, shortened(memory, from->labels[i]),
                 isfinite(from->numbers[i]) ? number_text(memory, from->numbers[i]) : TEXT("\xE2\x80\x93"));
    value_set(memory, whole, TEXT("data"), rows);
    buffer yaml = { 0 };
    yaml_write(whole, &yaml);
    node *block = add(memory, parent, NODE_BLOCK);
    block->code.info = TEXT("chart");
    block->literal = text_copy(memory, buffer_text(&yaml));
    buffer_free(&yaml);
}
