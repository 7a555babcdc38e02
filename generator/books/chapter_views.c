// Blocks `view` as nodes: lists and tables of links.
#include "books/chapter_parts.h"

#include "language/formatting.h"

static const edition website = { 0 };

static void add_title(const chapter_maker *with, node *parent, text title)
{
    if (title.length > 0)
        add_strong(with, add_node(with, parent, NODE_PARAGRAPH), title);
}

static void add_page_list(const chapter_maker *with, node *parent, const page_group *group)
{
    node *list = add_list(with, parent, MARKS_BULLETS);
    for (size_t i = 0; i < group->count; i++) {
        node *paragraph = add_node(with, add_item(with, list), NODE_PARAGRAPH);
        add_page_link(with, paragraph, group->pages[i]);
        if (group->pages[i]->summary.length > 0) {
            add_node(with, paragraph, NODE_HARD_BREAK);
            add_text(with, paragraph, group->pages[i]->summary);
        }
    }
}

// ---- Tables

static void fill_cell(const chapter_maker *with, node *cell, const page *shown, text id, int decimals)
{
    text code = with->of->config.languages.codes[with->language];
    const field_value *v = page_field(shown, id);
    if (text_equals(id, TEXT("summary")))
        add_text(with, cell, shown->summary);
    else if (text_equals(id, TEXT("date")) && date_is_set(shown->date))
        add_text(with, cell, format_date(with->memory, code, shown->date));
    else if (text_equals(id, TEXT("updated")) && date_is_set(shown->updated))
        add_text(with, cell, format_date(with->memory, code, shown->updated));
    else if (v != NULL)
        add_field_in_column(with, cell, shown, v, decimals);
}

// Pictures belong to the pages that they are of: who is in one may not have agreed to this book. Its words stand for it.
static void put_words_for_pictures(node *cell)
{
    document_walk walk = { .root = cell };
    for (node *passed = NULL; document_next(&walk);) {
        if (passed != NULL)
            node_remove(passed);
        passed = !walk.entering && walk.current->type == NODE_IMAGE ? walk.current : NULL;
        while (passed != NULL && passed->first != NULL) {
            node *word = passed->first;
            node_remove(word);
            node_insert_before(passed, word);
        }
    }
}

// [decimals] are those of each column.
static void add_page_table(const chapter_maker *with, node *parent, const view *shown, const page_group *group, const int *decimals)
{
    alignment *alignments = ARENA_NEW(with->memory, alignment, shown->field_count + 1);
    for (size_t f = 0; f < shown->field_count; f++)
        alignments[f + 1] = column_alignment(view_is_number(shown, shown->fields[f]));
    node *made = add_table(with, parent, shown->field_count + 1, alignments), *head = add_row(with, made, true);
    add_text(with, add_cell(with, head), theme_string(with->theme, with->language, "view.name"));
    for (size_t f = 0; f < shown->field_count; f++)
        add_text(with, add_cell(with, head),
                 view_column_label(with->memory, with->of, with->theme, shown, shown->fields[f], with->language));
    for (size_t i = 0; i < group->count; i++) {
        node *row = add_row(with, made, false);
        add_page_link(with, add_cell(with, row), group->pages[i]);
        for (size_t f = 0; f < shown->field_count; f++) {
            node *cell = add_cell(with, row);
            fill_cell(with, cell, group->pages[i], shown->fields[f], decimals[f]);
            put_words_for_pictures(cell);
        }
    }
}

void add_matrix(const chapter_maker *with, node *parent, const view *shown, const page **pages, size_t count)
{
    view_column *columns;
    size_t column_count = view_columns(with->memory, with->of, &website, shown, with->language, &columns);
    alignment *alignments = ARENA_NEW(with->memory, alignment, column_count + 1);
    for (size_t c = 1; c <= column_count; c++)
        alignments[c] = ALIGN_CENTRE;
    node *made = add_table(with, parent, column_count + 1, alignments), *head = add_row(with, made, true);
    add_text(with, add_cell(with, head),
             words_in(pages[0]->kind->label, with->language, with->of->config.languages.count));
    for (size_t c = 0; c < column_count; c++) {
        node *cell = add_cell(with, head);
        if (columns[c].page != NULL)
            add_page_link(with, cell, columns[c].page);
        else
            add_text(with, cell, columns[c].label);
    }
    for (size_t r = 0; r < count; r++) {
        node *row = add_row(with, made, false);
        add_page_link(with, add_cell(with, row), pages[r]);
        for (size_t c = 0; c < column_count; c++) {
            node *cell = add_cell(with, row);
            if (view_is_marked(shown, pages[r], columns[c].id))
                add_text(with, cell, TEXT("✓"));
        }
    }
}

// ---- The block

static void add_groups(const chapter_maker *with, node *parent, const view *shown, const page **pages, size_t count)
{
    page_group *groups;
    int *decimals = ARENA_NEW(with->memory, int, shown->field_count);
    for (size_t f = 0; f < shown->field_count; f++)
        decimals[f] = view_column_decimals(with->memory, shown, pages, count, shown->fields[f]);
    size_t group_count = view_groups(with->memory, with->of, shown, with->language, pages, count, &groups);
    for (size_t i = 0; i < group_count; i++) {
        add_title(with, parent, groups[i].label);
        if (shown->form == VIEW_TABLE)
            add_page_table(with, parent, shown, &groups[i], decimals);
        else
            add_page_list(with, parent, &groups[i]);
    }
}

// In the place of [block]; nothing when there is nothing to show.
static void replace(const chapter_maker *with, node *block)
{
    diagnostics told = { .memory = with->memory };
    view shown;
    const page **pages;
    node *made = node_new(with->memory, NODE_DOCUMENT, block->line, block->column);
    if (view_read(with->memory, with->of, block->literal, with->page->path, block->line, &told, &shown)) {
        size_t count = view_pages(with->memory, with->of, &website, &shown, with->language, with->page, &pages);
        if (count > 0)
            add_title(with, made, shown.title);
        if (count > 0 && shown.form == VIEW_MATRIX)
            add_matrix(with, made, &shown, pages, count);
        else
            add_groups(with, made, &shown, pages, count);
    }
    while (made->first != NULL) {
        node *child = made->first;
        node_remove(child);
        node_insert_before(block, child);
    }
    node_remove(block);
}

void replace_views(const chapter_maker *with, node *document)
{
    struct { node **items; size_t count, capacity; } blocks = { 0 };
    document_walk walk = { .root = document };
    while (document_next(&walk))
        if (walk.entering && walk.current->type == NODE_BLOCK && text_equals(walk.current->code.info, TEXT("view")))
            *ARENA_PUSH(with->memory, blocks) = walk.current;
    for (size_t i = 0; i < blocks.count; i++)
        replace(with, blocks.items[i]);
}
