// Blocks of ours as HTML. Views go through the theme's partials.
#include "publishers/website/worker.h"

#include "site/field_text.h"
#include "site/views.h"

// What the view shows, and of each column of a table whether it has numbers, and with how many decimals.
typedef struct {
    const view *of;
    bool *is_number;
    int *decimals;
} shown_view;

static data *groups_data(const making *of, const shown_view *shown, const page **pages, size_t count,
                         data *(*one_group)(const making *of, const shown_view *shown, const page_group *group))
{
    page_group *groups;
    size_t group_count = view_groups(of->memory, of->build->site, shown->of, of->language, pages, count, &groups);
    data *list = data_list(of->memory);
    for (size_t i = 0; i < group_count; i++) {
        data *made = one_group(of, shown, &groups[i]);
        data_set(of->memory, made, "label", text_or_false(of->memory, groups[i].label));
        data_add(of->memory, list, made);
    }
    return list;
}

static data *card_group(const making *of, const shown_view *shown, const page_group *group)
{
    (void)shown;
    data *made = data_map(of->memory);
    data_set(of->memory, made, "items", cards_data(of, group->pages, group->count));
    return made;
}

// ---- Tables

static void add_links(const making *of, const reference *to, buffer *out)
{
    size_t languages = of->build->site->config.languages.count;
    bool is_first = true;
    for (size_t i = 0; i < to->count; i++) {
        const page *target = edition_page(of->edition, to->targets[i], of->language, languages);
        if (target == NULL)
            continue;
        buffer_add_string(out, is_first ? "<a href=\"" : ", <a href=\"");
        html_escape(out, url_to(of, target->url));
        buffer_add_string(out, "\">");
        html_escape(out, target->title);
        buffer_add_string(out, "</a>");
        is_first = false;
    }
}

static void add_texts(const data *items, const char *key, buffer *out)
{
    for (size_t i = 0; items != NULL && items->type == DATA_LIST && i < items->list.count; i++) {
        const data *shown = data_get(items->list.items[i], text_of(key));
        if (i > 0)
            buffer_add_string(out, ", ");
        if (shown != NULL)
            html_escape(out, shown->text);
    }
}

static void add_field(const making *of, const page *shown, text id, int decimals, buffer *out)
{
    const reference *to = page_reference(shown, id);
    const field_value *v = page_field(shown, id);
    if (to != NULL) {
        add_links(of, to, out);
        return;
    }
    if (v == NULL)
        return;
    if (v->field->type == FIELD_TYPE_NUMBER) {
        html_escape(out, field_text_in_column(of->memory, of->build->site, of->language, v, decimals));
        return;
    }
    const data *made = field_data(of, shown, v);
    const data *html = data_get(made, TEXT("html")), *plain = data_get(made, TEXT("value"));
    const data *choice = data_get(made, TEXT("choice")), *date_map = data_get(made, TEXT("date"));
    if (html->type == DATA_MARKUP)
        buffer_add(out, html->text);
    else if (plain->type == DATA_TEXT)
        html_escape(out, plain->text);
    else if (choice->type == DATA_MAP)
        html_escape(out, data_get(choice, TEXT("label"))->text);
    else if (date_map->type == DATA_MAP)
        html_escape(out, data_get(date_map, TEXT("text"))->text);
    else if (v->field->type == FIELD_TYPE_IMAGE && data_get(made, TEXT("alt"))->type == DATA_TEXT)
        html_escape(out, data_get(made, TEXT("alt"))->text);
    add_texts(data_get(made, TEXT("items")), "value", out);
    add_texts(data_get(made, TEXT("choices")), "label", out);
    add_texts(data_get(made, TEXT("pictures")), "alt", out);
}

static data *cell_data(const making *of, const page *shown, text id, bool is_number, int decimals)
{
    buffer out = { 0 };
    if (text_equals(id, TEXT("summary"))) {
        html_escape(&out, shown->summary);
    } else if (text_equals(id, TEXT("date")) || text_equals(id, TEXT("updated"))) {
        const data *made = date_data(of, text_equals(id, TEXT("date")) ? shown->date : shown->updated);
        if (made->type == DATA_MAP)
            html_escape(&out, data_get(made, TEXT("text"))->text);
    } else {
        add_field(of, shown, id, decimals, &out);
    }
    data *made = data_map(of->memory);
    data_set(of->memory, made, "html", data_markup(of->memory, text_copy(of->memory, buffer_text(&out))));
    data_set_bool(of->memory, made, "is_number", is_number);
    buffer_free(&out);
    return made;
}

static data *row_group(const making *of, const shown_view *shown, const page_group *group)
{
    data *made = data_map(of->memory), *rows = data_list(of->memory);
    for (size_t i = 0; i < group->count; i++) {
        data *row = data_map(of->memory), *cells = data_list(of->memory);
        for (size_t f = 0; f < shown->of->field_count; f++)
            data_add(of->memory, cells, cell_data(of, group->pages[i], shown->of->fields[f], shown->is_number[f], shown->decimals[f]));
        data_set(of->memory, row, "card", card_data(of, group->pages[i]));
        data_set(of->memory, row, "cells", cells);
        data_add(of->memory, rows, row);
    }
    data_set(of->memory, made, "rows", rows);
    return made;
}

static shown_view settle_columns(const making *of, const view *shown, const page **pages, size_t count)
{
    shown_view made = { shown, ARENA_NEW(of->memory, bool, shown->field_count), ARENA_NEW(of->memory, int, shown->field_count) };
    for (size_t i = 0; i < shown->field_count; i++) {
        made.is_number[i] = view_is_number(shown, shown->fields[i]);
        made.decimals[i] = view_column_decimals(of->memory, shown, pages, count, shown->fields[i]);
    }
    return made;
}

static data *table_columns(const making *of, const shown_view *shown)
{
    data *columns = data_list(of->memory);
    for (size_t i = 0; i < shown->of->field_count; i++) {
        data *column = data_map(of->memory);
        text label = view_column_label(of->memory, of->build->site, of->build->theme, shown->of, shown->of->fields[i], of->language);
        data_set_text(of->memory, column, "label", label);
        data_set_bool(of->memory, column, "is_number", shown->is_number[i]);
        data_add(of->memory, columns, column);
    }
    return columns;
}

// ---- Matrices

static void set_matrix(const making *of, const view *shown, const page **pages, size_t count, data *view_map)
{
    view_column *columns;
    size_t column_count = view_columns(of->memory, of->build->site, of->edition, shown, of->language, &columns);
    data *heads = data_list(of->memory), *rows = data_list(of->memory);
    for (size_t c = 0; c < column_count; c++) {
        data *head = data_map(of->memory);
        data_set_text(of->memory, head, "label", columns[c].label);
        text url = columns[c].page != NULL ? url_to(of, columns[c].page->url) : (text){ 0 };
        data_set(of->memory, head, "url", text_or_false(of->memory, url));
        data_add(of->memory, heads, head);
    }
    for (size_t r = 0; r < count; r++) {
        data *row = data_map(of->memory), *cells = data_list(of->memory);
        for (size_t c = 0; c < column_count; c++) {
            data *cell = data_map(of->memory);
            data_set_bool(of->memory, cell, "is_marked", view_is_marked(shown, pages[r], columns[c].id));
            data_add(of->memory, cells, cell);
        }
        data_set(of->memory, row, "card", card_data(of, pages[r]));
        data_set(of->memory, row, "cells", cells);
        data_add(of->memory, rows, row);
    }
    text corner = count > 0 ? words_in(pages[0]->kind->label, of->language, of->build->site->config.languages.count) : (text){ 0 };
    data_set_text(of->memory, view_map, "corner", corner);
    data_set(of->memory, view_map, "columns", heads);
    data_set(of->memory, view_map, "rows", rows);
}

// ---- Blocks

static void write_view(const making *of, const node *block, buffer *out)
{
    static const char *const partials[] = { "partials/view-list", "partials/view-cards", "partials/view-table",
                                            "partials/view-matrix" };
    view shown;
    build_note_all_shown();
    if (!view_read(of->memory, of->build->site, block->literal, of->page->path, block->line, of->found, &shown))
        return;
    const page **pages;
    size_t count = view_pages(of->memory, of->build->site, of->edition, &shown, of->language, of->page, &pages);
    data *context = shared_context(of, "view", (text){ 0 }, (text){ 0 }, NULL), *view_map = data_map(of->memory);
    data_set(of->memory, view_map, "title", text_or_false(of->memory, shown.title));
    data_set_bool(of->memory, view_map, "is_empty", count == 0);
    if (shown.form == VIEW_MATRIX) {
        set_matrix(of, &shown, pages, count, view_map);
    } else {
        bool is_table = shown.form == VIEW_TABLE;
        shown_view settled = settle_columns(of, &shown, pages, count);
        data_set(of->memory, view_map, "columns", table_columns(of, &settled));
        data_set(of->memory, view_map, "groups", groups_data(of, &settled, pages, count, is_table ? row_group : card_group));
    }
    data_set(of->memory, context, "view", view_map);
    mustache_render(of->with->templates, text_of(partials[shown.form]), context, of->memory, of->found, out);
}

drawing_maker drawing_maker_of(const making *of)
{
    return (drawing_maker){ of->memory, of->build->theme, of->language, build_language(of->build, of->language),
                            build_hyphenation(of->build, of->language) };
}

void block_write(void *context, const node *block, buffer *out)
{
    const making *of = context;
    if (text_equals(block->code.info, TEXT("view"))) {
        write_view(of, block, out);
        return;
    }
    drawing_maker with = drawing_maker_of(of);
    text id = text_format(of->memory, "%.*s-%d", TEXT_PRINT(block->code.info), block->line);
    drawing_write_html(&with, block, of->page->path, id, false, of->found, out);
}
