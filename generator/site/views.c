#include "site/views.h"

#include "site/field_text.h"
#include "site/selection.h"
#include "source/yaml.h"

#include <stdlib.h>

enum { VIEW_COLUMN_LIMIT = 8, VIEW_LIMIT = 5000 };

static const text known_keys[] = {
    TEXT_CONSTANT("kind"), TEXT_CONSTANT("where"), TEXT_CONSTANT("tag"), TEXT_CONSTANT("show"),
    TEXT_CONSTANT("title"), TEXT_CONSTANT("fields"), TEXT_CONSTANT("columns"), TEXT_CONSTANT("sort"),
    TEXT_CONSTANT("order"), TEXT_CONSTANT("group"), TEXT_CONSTANT("limit"),
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    arena *memory;
    const site *of;
    text path;
    place start;
    diagnostics *found;
    const value *root;
    view *view;
} view_reader;

static place place_of(const view_reader *from, const value *v)
{
    return v != NULL ? value_place(v, from->path) : from->start;
}

static bool add_kind(const view_reader *from, const value *v)
{
    const kind *known = site_find_kind(from->of, value_text(v), place_of(from, v), from->found);
    if (known != NULL)
        from->view->kinds[from->view->kind_count++] = known;
    return known != NULL;
}

static bool read_kinds(const view_reader *from)
{
    const value *v = value_get(from->root, TEXT("kind"));
    size_t given = v != NULL && v->type == VALUE_LIST ? v->count : 1;
    from->view->kinds = ARENA_NEW(from->memory, const kind *, given);
    if (v == NULL)
        return true;
    if (v->type == VALUE_SCALAR)
        return add_kind(from, v);
    bool is_fine = v->type == VALUE_LIST;
    if (!is_fine)
        report(from->found, BLOCK_INVALID, place_of(from, v), "'kind' is one kind or a list of kinds");
    for (size_t i = 0; is_fine && i < v->count; i++)
        is_fine = add_kind(from, v->items[i]);
    return is_fine;
}

static bool read_form(const view_reader *from)
{
    static const text forms[] = { TEXT_CONSTANT("list"), TEXT_CONSTANT("cards"), TEXT_CONSTANT("table"),
                                  TEXT_CONSTANT("matrix") };
    const value *v = value_get(from->root, TEXT("show"));
    if (v == NULL)
        return true;
    for (size_t i = 0; i < COUNT(forms); i++) {
        if (text_equals(value_text(v), forms[i])) {
            from->view->form = (view_form)i;
            return true;
        }
    }
    report(from->found, BLOCK_INVALID, place_of(from, v), "'show' is list, cards, table or matrix");
    return false;
}

const field *view_field(const view *shown, text id)
{
    for (size_t i = 0; i < shown->kind_count; i++) {
        const field *known = kind_field(shown->kinds[i], id);
        if (known != NULL)
            return known;
    }
    return NULL;
}

bool view_is_number(const view *shown, text id)
{
    bool is_number = view_field(shown, id) != NULL;
    for (size_t i = 0; i < shown->kind_count; i++) {
        const field *known = kind_field(shown->kinds[i], id);
        is_number = is_number && (known == NULL || known->type == FIELD_TYPE_NUMBER);
    }
    return is_number;
}

static bool check_field(const view_reader *from, const value *v, text id, bool allow_common)
{
    static const text common[] = { TEXT_CONSTANT("title"), TEXT_CONSTANT("date"), TEXT_CONSTANT("weight"),
                                   TEXT_CONSTANT("updated"), TEXT_CONSTANT("summary") };
    for (size_t i = 0; allow_common && i < COUNT(common); i++)
        if (text_equals(id, common[i]))
            return true;
    if (view_field(from->view, id) != NULL)
        return true;
    report(from->found, KEY_UNKNOWN, place_of(from, v), "the pages of this view have no field '%.*s'", TEXT_PRINT(id));
    return false;
}

static bool read_field(const view_reader *from, const char *key, bool allow_common, text *id)
{
    const value *v = value_get(from->root, text_of(key));
    if (v == NULL)
        return true;
    *id = value_text(v);
    return check_field(from, v, *id, allow_common);
}

static bool read_fields(const view_reader *from)
{
    const value *v = value_get(from->root, TEXT("fields"));
    if (v == NULL)
        return true;
    if (v->type != VALUE_LIST || v->count > VIEW_COLUMN_LIMIT) {
        report(from->found, BLOCK_INVALID, place_of(from, v), "'fields' is a list of at most %d fields",
               VIEW_COLUMN_LIMIT);
        return false;
    }
    text *ids = ARENA_NEW(from->memory, text, v->count);
    bool is_fine = true;
    for (size_t i = 0; i < v->count; i++) {
        ids[i] = value_text(v->items[i]);
        is_fine &= check_field(from, v->items[i], ids[i], true);
    }
    from->view->fields = ids;
    from->view->field_count = v->count;
    return is_fine;
}

static bool read_order_and_limit(const view_reader *from)
{
    const value *order = value_get(from->root, TEXT("order"));
    text written = value_text(order);
    if (order != NULL && !text_equals(written, TEXT("ascending")) && !text_equals(written, TEXT("descending"))) {
        report(from->found, BLOCK_INVALID, place_of(from, order), "'order' is ascending or descending");
        return false;
    }
    from->view->descending = text_equals(written, TEXT("descending"));
    const value *limit = value_get(from->root, TEXT("limit"));
    double number = 0;
    if (limit != NULL && !scalar_read_number(limit, from->path, from->found, &number))
        return false;
    if (limit != NULL && (number < 1 || number > VIEW_LIMIT || number != (double)(size_t)number)) {
        report(from->found, FIELD_RANGE, place_of(from, limit), "'limit' is a whole number from 1 to %d", VIEW_LIMIT);
        return false;
    }
    from->view->limit = (size_t)number;
    return true;
}

static bool read_matrix(const view_reader *from)
{
    if (from->view->form != VIEW_MATRIX)
        return true;
    const field *columns = view_field(from->view, from->view->columns);
    const field *item = columns != NULL ? field_item(columns) : NULL;
    if (item != NULL && (item->type == FIELD_TYPE_CHOICE || (item->type == FIELD_TYPE_PAGE && item->page_kind.length > 0)))
        return true;
    report(from->found, BLOCK_INVALID, place_of(from, value_get(from->root, TEXT("columns"))),
           "a matrix needs 'columns': a field of choices, or of pages of one kind");
    return false;
}

bool view_read(arena *memory, const site *of, text yaml, text path, int line, diagnostics *found, view *read)
{
    size_t before = found->count;
    const value *root = yaml_read(memory, yaml, path, line + 1, 0, found);
    *read = (view){ 0 };
    if (root == NULL && found->count > before)
        return false;
    return view_read_settings(memory, of, root, at(path, line, 1), found, read) && found->count == before;
}

bool view_read_settings(arena *memory, const site *of, const value *root, place where, diagnostics *found, view *read)
{
    size_t before = found->count;
    text path = where.path;
    *read = (view){ 0 };
    view_reader from = { memory, of, path, where, found, root, read };
    if (root == NULL || root->type != VALUE_MAP) {
        report(found, BLOCK_INVALID, where, "write what the view shows, such as 'kind: role'");
        return false;
    }
    value_check_keys(root, path, known_keys, COUNT(known_keys), found);
    read->title = value_text(value_get(root, TEXT("title")));
    read->tag = value_text(value_get(root, TEXT("tag")));
    read->where = value_get(root, TEXT("where"));
    bool is_fine = read_kinds(&from) && read_form(&from) && read_fields(&from)
                && read_field(&from, "columns", false, &read->columns)
                && read_field(&from, "group", false, &read->group)
                && read_field(&from, "sort", true, &read->sort)
                && read_order_and_limit(&from) && read_matrix(&from);
    if (is_fine && read->kind_count == 0 && read->tag.length == 0 && read->where == NULL) {
        report(found, BLOCK_INVALID, where, "say what to show: 'kind', 'tag' or 'where'");
        is_fine = false;
    }
    if (is_fine && read->where != NULL && read->where->type != VALUE_MAP) {
        report(found, BLOCK_INVALID, value_place(read->where, path), "write 'where: {field: value}'");
        is_fine = false;
    }
    if (is_fine)
        selection_check_fields(of, read->where, read->kind_count == 1 ? read->kinds[0]->id : (text){ 0 }, path, found);
    return is_fine && found->count == before;
}

static bool is_shown(const view *shown, const edition *in, const page *p)
{
    bool is_of_kind = shown->kind_count == 0;
    for (size_t i = 0; i < shown->kind_count; i++)
        is_of_kind |= shown->kinds[i] == p->kind;
    bool has_tag = shown->tag.length == 0;
    for (size_t i = 0; i < p->tag_count && !has_tag; i++)
        has_tag = text_equals(p->tags[i], shown->tag);
    return is_of_kind && has_tag && edition_holds(in, p) && selection_fields_match(p, shown->where);
}

size_t view_pages(arena *memory, const site *of, const edition *in, const view *shown, size_t language,
                  const page *self, const page ***pages)
{
    struct { const page **items; size_t count, capacity; } list = { 0 };
    for (size_t i = 0; i < of->page_count; i++) {
        const page *p = &of->pages[i];
        if (p->language == language && p != self && is_shown(shown, in, p))
            *ARENA_PUSH(memory, list) = p;
    }
    if (shown->sort.length > 0)
        pages_sort(list.items, list.count, shown->sort, shown->descending);
    else
        pages_sort_by_kind(list.items, list.count);
    *pages = list.items;
    return shown->limit > 0 && list.count > shown->limit ? shown->limit : list.count;
}

// ---- Columns

text view_column_label(arena *memory, const site *of, const theme *look, const view *shown, text id, size_t language)
{
    const field *described = view_field(shown, id);
    if (described != NULL)
        return words_in(described->label, language, of->config.languages.count);
    return theme_string(look, language, text_to_string(memory, text_join(memory, TEXT("view.column_"), id)));
}

int view_column_decimals(arena *memory, const view *shown, const page *const *pages, size_t count, text id)
{
    int decimals = 0;
    for (size_t i = 0; i < shown->kind_count; i++)
        if (text_equals(shown->kinds[i]->sort, id))
            return 0;
    for (size_t i = 0; i < count; i++) {
        const field_value *v = page_field(pages[i], id);
        if (v != NULL)
            field_count_decimals(memory, v, &decimals);
    }
    return decimals;
}

size_t view_columns(arena *memory, const site *of, const edition *in, const view *shown, size_t language,
                    view_column **columns)
{
    const field *described = view_field(shown, shown->columns);
    const field *item = field_item(described);
    size_t languages = of->config.languages.count, count = 0;
    if (item->type == FIELD_TYPE_CHOICE) {
        *columns = ARENA_NEW(memory, view_column, item->choice_count);
        for (size_t i = 0; i < item->choice_count; i++)
            (*columns)[i] = (view_column){ item->choices[i].id, words_in(item->choices[i].label, language, languages), NULL };
        return item->choice_count;
    }
    const kind *target_kind = site_kind(of, item->page_kind);
    page_list targets = { 0 };
    if (target_kind != NULL)
        targets = site_pages_of_kind(of, target_kind, language);
    *columns = ARENA_NEW(memory, view_column, targets.count);
    for (size_t i = 0; i < targets.count; i++)
        if (edition_holds(in, targets.items[i]))
            (*columns)[count++] = (view_column){ targets.items[i]->entry->id, targets.items[i]->title, targets.items[i] };
    return count;
}

bool view_is_marked(const view *shown, const page *of_page, text column_id)
{
    const field_value *v = page_field(of_page, shown->columns);
    if (v == NULL)
        return false;
    if (v->field->type != FIELD_TYPE_LIST)
        return text_equals(v->text, column_id);
    for (size_t i = 0; i < v->count; i++)
        if (text_equals(v->items[i].text, column_id))
            return true;
    return false;
}

// ---- Groups

static text group_label(const site *of, const page *p, text field_id, size_t language, size_t *order)
{
    const field_value *v = page_field(p, field_id);
    *order = (size_t)-1;
    if (v != NULL && v->field->type == FIELD_TYPE_LIST)
        v = v->count > 0 ? &v->items[0] : NULL;
    if (v == NULL)
        return (text){ 0 };
    const reference *to = page_reference(p, field_id);
    if (to != NULL)
        return entry_page(to->targets[0], language)->title;
    if (v->choice == NULL)
        return v->text;
    *order = (size_t)(v->choice - v->field->choices);
    return words_in(v->choice->label, language, of->config.languages.count);
}

typedef struct {
    page_group group;
    size_t capacity, order, first;
} ordered_group;

static int compare_groups(const void *left, const void *right)
{
    const ordered_group *a = left, *b = right;
    bool a_named = a->group.label.length > 0, b_named = b->group.label.length > 0;
    if (a_named != b_named)
        return a_named ? -1 : 1;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

size_t view_groups(arena *memory, const site *of, const view *shown, size_t language,
                   const page **pages, size_t count, page_group **groups)
{
    if (shown->group.length == 0) {
        *groups = ARENA_NEW(memory, page_group, 1);
        (*groups)[0] = (page_group){ .pages = pages, .count = count };
        return count > 0;
    }
    struct { ordered_group *items; size_t count, capacity; } list = { 0 };
    table by_label = { .memory = memory };
    for (size_t i = 0; i < count; i++) {
        size_t order;
        text label = group_label(of, pages[i], shown->group, language, &order);
        bool is_new;
        uintptr_t *slot = table_put(&by_label, label, &is_new);
        if (is_new) {
            *slot = list.count;
            *ARENA_PUSH(memory, list) = (ordered_group){ .group = { .label = label }, .order = order, .first = i };
        }
        ordered_group *of_page = &list.items[*slot];
        if (of_page->group.count == of_page->capacity)
            of_page->group.pages = arena_grow(memory, of_page->group.pages, of_page->group.count,
                                              &of_page->capacity, sizeof *pages);
        of_page->group.pages[of_page->group.count++] = pages[i];
    }
    if (list.count > 1)
        qsort(list.items, list.count, sizeof *list.items, compare_groups);
    *groups = ARENA_NEW(memory, page_group, list.count);
    for (size_t i = 0; i < list.count; i++)
        (*groups)[i] = list.items[i].group;
    return list.count;
}
