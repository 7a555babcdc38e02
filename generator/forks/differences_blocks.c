// Markdown as a row of blocks. See differences_blocks.h.
#include "forks/differences_blocks.h"

#include "document/markdown.h"
#include "formats/markdown_write.h"

#include <stdlib.h>

enum { WORDS_COMPARED = 400 };

typedef struct {
    arena *memory;
    compared_blocks *into;
    table *numbers, *words;
    text heading;
    arena scratch;              // for one block
} divider;

static int compare_numbers(const void *left, const void *right)
{
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    return (a > b) - (a < b);
}

static void number_block(divider *with, compared_block *made)
{
    text key = text_format(with->memory, "%d %.*s", (int)made->type, TEXT_PRINT(made->source));
    bool is_new;
    uintptr_t *number = table_put(with->numbers, key, &is_new);
    if (is_new)
        *number = with->numbers->count;
    made->number = (size_t)*number;
    word_tokens tokens = differences_tokens(&with->scratch, made->plain.length > 0 ? made->plain : made->source, with->words);
    made->word_count = tokens.count < WORDS_COMPARED ? tokens.count : WORDS_COMPARED;
    made->words = ARENA_NEW(with->memory, size_t, made->word_count + 1);
    for (size_t i = 0; i < made->word_count; i++)
        made->words[i] = tokens.items[i].number;
    qsort(made->words, made->word_count, sizeof *made->words, compare_numbers);
    arena_reset(&with->scratch);
}

static void add_block(divider *with, compared_block made)
{
    made.heading = with->heading;
    number_block(with, &made);
    *ARENA_PUSH(with->memory, *with->into) = made;
}

static void add_literal(divider *with, block_type type, text literal)
{
    add_block(with, (compared_block){ .type = type, .plain = literal, .with_addresses = literal, .source = literal });
}

static void add_code(divider *with, const node *block)
{
    text source = text_format(with->memory, "```%.*s\n%.*s", TEXT_PRINT(block->code.info), TEXT_PRINT(block->literal));
    add_block(with, (compared_block){ .type = BLOCK_CODE, .plain = block->literal, .with_addresses = block->literal, .source = source });
}

// ---- Blocks of inlines

// The inlines of [block] as Markdown, on one line.
static text inline_source(divider *with, const node *block)
{
    buffer out = { 0 };
    node *document = node_new(&with->scratch, NODE_DOCUMENT, 1, 1), *paragraph = node_new(&with->scratch, NODE_PARAGRAPH, 1, 1);
    node_append(document, paragraph);
    for (const node *inner = block->first; inner != NULL; inner = inner->next)
        node_append(paragraph, node_copy(&with->scratch, inner));
    markdown_write(&with->scratch, document, &(markdown_write_options){ 0 }, &out);
    text made = text_copy(with->memory, text_trim(buffer_text(&out)));
    buffer_free(&out);
    return made;
}

static void note_addresses(divider *with, node *block, compared_block *made)
{
    buffer addresses = { 0 }, words = { 0 };
    document_walk walk = { .root = block };
    while (document_next(&walk)) {
        const node *here = walk.current;
        bool has_address = here->type == NODE_LINK || here->type == NODE_IMAGE;
        if (has_address && !walk.entering) {
            buffer_format(&addresses, "%.*s\n", TEXT_PRINT(here->link.address));
            buffer_format(&words, " (%.*s)", TEXT_PRINT(here->link.address));
        } else if (walk.entering && (here->type == NODE_TEXT || here->type == NODE_CODE)) {
            buffer_add(&words, here->literal);
        } else if (walk.entering && (here->type == NODE_SOFT_BREAK || here->type == NODE_HARD_BREAK)) {
            buffer_add_byte(&words, ' ');
        } else if (walk.entering && here->type == NODE_TABLE_CELL && here->previous != NULL) {
            buffer_add_string(&words, " | ");
        }
    }
    made->addresses = text_copy(with->memory, buffer_text(&addresses));
    made->with_addresses = text_copy(with->memory, buffer_text(&words));
    buffer_free(&addresses);
    buffer_free(&words);
}

static void add_inlines(divider *with, node *block, block_type type)
{
    compared_block made = { .type = type, .plain = document_plain_text(with->memory, block) };
    text source = inline_source(with, block), mark = { 0 };
    if (type == BLOCK_HEADING)
        mark = text_slice(TEXT("######"), 0, (size_t)block->heading.level);
    else if (type == BLOCK_ITEM)
        mark = block->parent->item.is_task ? TEXT("- [ ]") : block->parent->parent->list.ordered ? TEXT("1.") : TEXT("-");
    made.source = mark.length > 0 ? text_format(with->memory, "%.*s %.*s", TEXT_PRINT(mark), TEXT_PRINT(source)) : source;
    note_addresses(with, block, &made);
    if (type == BLOCK_HEADING)
        with->heading = made.plain;
    add_block(with, made);
}

static void add_row(divider *with, node *row)
{
    buffer plain = { 0 }, source = { 0 };
    for (node *cell = row->first; cell != NULL; cell = cell->next) {
        const char *between = cell != row->first ? " | " : "";
        buffer_format(&plain, "%s%.*s", between, TEXT_PRINT(document_plain_text(with->memory, cell)));
        buffer_format(&source, "%s%.*s", between, TEXT_PRINT(inline_source(with, cell)));
    }
    compared_block made = { .type = BLOCK_ROW, .plain = text_copy(with->memory, buffer_text(&plain)),
                            .source = text_copy(with->memory, buffer_text(&source)) };
    buffer_free(&plain);
    buffer_free(&source);
    note_addresses(with, row, &made);
    add_block(with, made);
}

static void add_node(divider *with, node *block)
{
    switch (block->type) {
    case NODE_PARAGRAPH:
        add_inlines(with, block, block->parent->type == NODE_ITEM ? BLOCK_ITEM : BLOCK_PARAGRAPH);
        break;
    case NODE_HEADING:
        add_inlines(with, block, BLOCK_HEADING);
        break;
    case NODE_TABLE_ROW:
        add_row(with, block);
        break;
    case NODE_CODE_BLOCK:               // also views and the like: their settings
        add_code(with, block);
        break;
    default:
        break;
    }
}

// ---- All of them

static void divide_at_empty_lines(divider *with, text markdown)
{
    size_t start = 0;
    for (text rest = markdown, line; text_take_line(&rest, &line);) {
        bool is_end = rest.length == 0;
        if (text_trim(line).length > 0 && !is_end)
            continue;
        size_t end = is_end ? markdown.length : (size_t)(line.bytes - markdown.bytes);
        text block = text_trim(text_slice(markdown, start, end));
        if (block.length > 0)
            add_literal(with, BLOCK_PARAGRAPH, block);
        start = end;
    }
}

compared_blocks differences_blocks(arena *memory, text markdown, table *numbers, table *word_numbers)
{
    compared_blocks made = { 0 };
    divider with = { .memory = memory, .into = &made, .numbers = numbers, .words = word_numbers };
    diagnostics ignored = { .memory = memory };         // a build tells them
    markdown_options options = { .path = TEXT("page.md"), .first_line = 1 };
    node *document = markdown_parse(memory, markdown, &options, &ignored);
    document_walk walk = { .root = document };
    if (document == NULL)
        divide_at_empty_lines(&with, markdown);
    while (document != NULL && document_next(&walk))
        if (walk.entering)
            add_node(&with, walk.current);
    arena_free(&with.scratch);
    return made;
}
