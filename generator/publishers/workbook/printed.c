// How much of a page is printed.
//
// What stands apart takes time and memory of its own in a PDF, however short it is: elements that screen readers follow, with marks and objects.
// So does text in narrow columns, which is many short lines, and words that are longer than a line, since every place to cut them at is
// tried. Weights are about what was measured, in microseconds.
#include "publishers/workbook/writer.h"

#include "base/unicode.h"

enum { BLOCK = 500, LINK = 250, PART = 100, LINE = 60, LOOK = 30, PICTURE = 20 };
enum { LETTER_OF_BLOCK = 30, LETTER_OF_LONG_WORD = 5, LETTER_OF_CUT_WORD = 2, LETTER = 1 };
enum { FIRST_PICTURE = 0x2600, LETTERS_A_LINE = 80, MOST_COLUMNS = 12, PARTS_PRINTED = 15000 };

typedef struct {
    size_t weight;
    size_t columns;                 // of the last table
    bool is_in_cell;
    const node *block;              // the last one
} page_weight;

// Signs and pictures may stand in any font, which is looked for.
static size_t weight_of_word(text word, size_t columns)
{
    bool is_long = unicode_count(word) > LETTERS_A_LINE / columns;
    size_t weight = 0, letter = !is_long ? LETTER : columns == 1 ? LETTER_OF_LONG_WORD : LETTER_OF_CUT_WORD;
    for (uint32_t character; unicode_take(&word, &character);)
        weight += character >= FIRST_PICTURE ? PICTURE : letter;
    return weight * columns;
}

// Words are what stands between spaces and ends of lines.
static size_t weight_of_words(text literal, size_t columns)
{
    size_t weight = 0;
    for (size_t from = 0, end; from < literal.length; from = end + 1) {
        for (end = from; end < literal.length && literal.bytes[end] != ' ' && literal.bytes[end] != '\n'; end++)
            ;
        weight += weight_of_word(text_slice(literal, from, end), columns);
        weight += end < literal.length && literal.bytes[end] == '\n' ? LINE : 0;
    }
    return weight;
}

static size_t weight_of(page_weight *so_far, const node *of)
{
    switch (of->type) {
    case NODE_TABLE:
        so_far->columns = of->table.column_count < 1 ? 1 : of->table.column_count < MOST_COLUMNS ? of->table.column_count : MOST_COLUMNS;
        return PART;
    case NODE_LINK: case NODE_FOOTNOTE_CALL: return LINK;
    case NODE_EMPHASIS: case NODE_STRONG: case NODE_STRIKETHROUGH: return LOOK;
    case NODE_TEXT: case NODE_CODE:
        return (of->type == NODE_CODE ? LOOK : 0) + weight_of_words(of->literal, so_far->is_in_cell ? so_far->columns : 1);
    case NODE_BLOCK: return BLOCK + of->literal.length * LETTER_OF_BLOCK;       // charts and diagrams: many shapes and texts
    case NODE_CODE_BLOCK: return PART + weight_of_words(of->literal, 1);
    case NODE_HARD_BREAK: return LINE;
    default: return node_is_block(of->type) ? PART : 0;
    }
}

// [too_many]: where there are more than are printed, or NULL; then the rest is not counted.
static size_t parts_of(const node *whole, const node **too_many)
{
    page_weight sum = { .columns = 1 };
    document_walk walk = { .root = (node *)whole };
    *too_many = NULL;
    while (*too_many == NULL && document_next(&walk)) {
        const node *at = walk.current;
        if (at->type == NODE_TABLE_CELL)
            sum.is_in_cell = walk.entering;
        if (!walk.entering)
            continue;
        if (node_is_block(at->type))
            sum.block = at;
        sum.weight += weight_of(&sum, at);
        if (sum.weight > (size_t)PARTS_PRINTED * PART)
            *too_many = sum.block;
    }
    return sum.weight / PART;
}

void book_refuse_many_parts(book_writer *to, chapter *read)
{
    const node *where;
    to->parts = parts_of(read->whole, &where);
    if (where == NULL)
        return;
    report(to->found, PAGE_TOO_LARGE, at(read->page->path, where->line > 0 ? where->line : 1, 1),
           "it has too much to be printed: 15,000 paragraphs, items, cells and links, or fewer with much text, most of all in narrow columns, "
           "or many charts and diagrams; divide the page, or leave it out of the book");
    while (read->whole->first != NULL)
        node_remove(read->whole->first);
    read->facts = read->references = NULL;
}
