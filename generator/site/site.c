// Asking the model. See site.h.
#include "site/site.h"

#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

const kind *site_kind(const site *of, text id)
{
    for (size_t i = 0; i < of->kind_count; i++)
        if (text_equals(of->kinds[i]->id, id))
            return of->kinds[i];
    return NULL;
}

const entry *site_entry(const site *of, text id)
{
    return table_find(&of->entries_by_id, id);
}

absence site_absence(const site *of, text path_or_id)
{
    const uintptr_t *why = table_get(&of->absent, path_or_id);
    return why != NULL ? (absence)*why : ABSENCE_NONE;
}

// Whether readers see [name] as the name of the kind, in some language.
static bool is_called(arena *memory, const site *of, const kind *one, text name)
{
    text folded = unicode_fold(memory, name);
    for (size_t i = 0; name.length > 0 && one->label.by_language != NULL && i < of->config.languages.count; i++)
        if (text_equals(unicode_fold(memory, one->label.by_language[i]), folded))
            return true;
    return false;
}

const kind *site_find_kind(const site *of, text id, place where, diagnostics *found)
{
    const kind *known = site_kind(of, id);
    if (known != NULL)
        return known;
    text path = text_format(found->memory, "%.*s/kinds/%.*s.yaml", TEXT_PRINT(of->config.content), TEXT_PRINT(id));
    if (site_absence(of, path) != ABSENCE_NONE)
        return NULL;
    text *ids = ARENA_NEW(found->memory, text, of->kind_count), meant = { 0 };
    for (size_t i = 0; i < of->kind_count; i++) {
        ids[i] = of->kinds[i]->id;
        if (is_called(found->memory, of, of->kinds[i], id))
            meant = ids[i];
    }
    if (meant.length == 0)
        meant = value_suggestion(id, ids, of->kind_count);
    text all = value_list_words(found->memory, ids, of->kind_count);
    if (meant.length > 0)
        report(found, KIND_UNKNOWN, where, "'%.*s': did you mean '%.*s'?", TEXT_PRINT(id), TEXT_PRINT(meant));
    else
        report(found, KIND_UNKNOWN, where, "'%.*s': the kinds are %.*s", TEXT_PRINT(id), TEXT_PRINT(all));
    return NULL;
}

entry *site_find_entry(const site *of, text id, place where, diagnostics *found)
{
    entry *known = table_find(&of->entries_by_id, id);
    absence why = site_absence(of, id);
    if (known != NULL || why == ABSENCE_UNUSABLE || of->config.is_part)
        return known;
    if (why == ABSENCE_DRAFT) {
        report(found, PAGE_UNKNOWN, where, "'%.*s' is a draft: publish it by removing its 'draft: true', or leave it out here",
               TEXT_PRINT(id));
        return NULL;
    }
    arena scratch = { 0 };
    text *ids = ARENA_NEW(&scratch, text, of->entry_count);
    for (size_t i = 0; i < of->entry_count; i++)
        ids[i] = of->entries[i]->id;
    text meant = value_suggestion(id, ids, of->entry_count);
    arena_free(&scratch);
    if (meant.length > 0)
        report(found, PAGE_UNKNOWN, where, "'%.*s': did you mean '%.*s'?", TEXT_PRINT(id), TEXT_PRINT(meant));
    else
        report(found, PAGE_UNKNOWN, where, "'%.*s': an id is the page's path without the language and .md",
               TEXT_PRINT(id));
    return NULL;
}

static bool is_beyond_ascii(text name)
{
    for (size_t i = 0; i < name.length; i++)
        if ((unsigned char)name.bytes[i] >= 0x80)
            return true;
    return false;
}

text site_file_in_other_letters(arena *memory, const site *of, text path)
{
    arena scratch = { 0 };
    size_t start = of->config.content.length + 1;
    text wanted = unicode_lower(memory, text_from(path, start)), meant = { 0 };
    for (size_t i = 0; i < of->content_files.count && meant.length == 0; i++) {
        text file = of->content_files.items[i].path;
        bool may_be = file.length + start == path.length || is_beyond_ascii(file);
        if (may_be && text_equals(unicode_lower(&scratch, file), wanted))
            meant = path_join(memory, of->config.content, file);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return meant;
}

bool names_look_alike(text name, text other)
{
    arena scratch = { 0 };
    bool are_alike = !text_equals(name, other) && text_equals(unicode_normalize(&scratch, name), unicode_normalize(&scratch, other));
    arena_free(&scratch);
    return are_alike;
}

const page *entry_page(const entry *of, size_t language)
{
    if (of->by_language[language] != NULL)
        return of->by_language[language];
    size_t first = 0;
    while (of->by_language[first] == NULL)
        first++;
    return of->by_language[first];
}

const field_value *page_field(const page *of, text id)
{
    for (size_t i = 0; i < of->kind->fields.count; i++)
        if (text_equals(of->fields[i].field->id, id))
            return of->fields[i].is_set ? &of->fields[i] : NULL;
    return NULL;
}

const reference *page_reference(const page *of, text field_id)
{
    for (size_t i = 0; i < of->reference_count; i++)
        if (text_equals(of->references[i].field->id, field_id))
            return &of->references[i];
    return NULL;
}

static int compare_numbers(bool has_a, double a, bool has_b, double b)
{
    if (has_a != has_b)
        return has_a ? -1 : 1;      // what has no number comes last
    return (a > b) - (a < b);
}

static int choice_number(const field_value *v)
{
    return v->choice != NULL ? (int)(v->choice - v->field->choices) : -1;
}

static int compare_fields(const page *a, const page *b, text field_id)
{
    const field_value *x = page_field(a, field_id), *y = page_field(b, field_id);
    if (x == NULL || y == NULL)
        return (x == NULL) - (y == NULL);
    switch (x->field->type) {
    case FIELD_TYPE_NUMBER:
        return compare_numbers(true, x->number, true, y->number);
    case FIELD_TYPE_DATE:
        return date_compare(x->date, y->date);
    case FIELD_TYPE_BOOL:
        return (int)y->truth - (int)x->truth;
    case FIELD_TYPE_CHOICE:
        return choice_number(x) - choice_number(y);
    default:
        return unicode_collate(x->text, y->text);
    }
}

int page_compare_by(const page *a, const page *b, text field_id, bool descending)
{
    int order;
    if (text_equals(field_id, TEXT("weight")))
        order = compare_numbers(a->has_weight, a->weight, b->has_weight, b->weight);
    else if (text_equals(field_id, TEXT("date")))
        order = date_compare(a->date, b->date);
    else if (text_equals(field_id, TEXT("updated")))
        order = date_compare(a->updated, b->updated);
    else if (text_equals(field_id, TEXT("title")))
        order = unicode_collate(a->title, b->title);
    else
        order = compare_fields(a, b, field_id);
    if (order != 0)
        return descending ? -order : order;
    order = unicode_collate(a->title, b->title);
    return order != 0 ? order : text_compare(a->path, b->path);
}

int page_compare(const page *a, const page *b)
{
    if (a->kind != b->kind)
        return text_compare(a->kind->id, b->kind->id);
    return page_compare_by(a, b, a->kind->sort, a->kind->descending);
}

// ---- Sorting many

// A page with what is known of its place without looking at it: where numbers differ, they decide.
typedef struct {
    uint64_t by_field, by_title;
    const page *page;
} placed_page;

typedef struct {
    text field_id;
    bool descending, by_kind;
} page_order;

// In the order of numbers; what has none comes last.
static uint64_t place_of_number(bool has_number, double number)
{
    const uint64_t sign = (uint64_t)1 << 63;
    uint64_t bits;
    number += 0;                    // of zero there are two
    memcpy(&bits, &number, sizeof bits);
    return !has_number ? UINT64_MAX : bits & sign ? ~bits : bits | sign;
}

static uint64_t place_of_date(date of)
{
    return ((uint64_t)of.year * 100 + (uint64_t)of.month) * 100 + (uint64_t)of.day;
}

static placed_page placed(const page *p, const page_order *order)
{
    placed_page made = { .page = p };
    if (text_equals(order->field_id, TEXT("title"))) {
        made.by_field = p->title_start;
    } else if (text_equals(order->field_id, TEXT("weight"))) {
        made = (placed_page){ place_of_number(p->has_weight, p->weight), p->title_start, p };
    } else if (text_equals(order->field_id, TEXT("date"))) {
        made = (placed_page){ place_of_date(p->date), p->title_start, p };
    } else if (text_equals(order->field_id, TEXT("updated"))) {
        made = (placed_page){ place_of_date(p->updated), p->title_start, p };
    }
    if (order->descending)
        made.by_field = ~made.by_field;
    return made;
}

static int compare_in_order(const void *left, const void *right, void *context)
{
    const page_order *order = context;
    const placed_page *a = left, *b = right;
    if (a->by_field != b->by_field)
        return a->by_field < b->by_field ? -1 : 1;
    if (a->by_title != b->by_title)
        return a->by_title < b->by_title ? -1 : 1;
    return order->by_kind ? page_compare(a->page, b->page)
                          : page_compare_by(a->page, b->page, order->field_id, order->descending);
}

static void sort_pages(const page **pages, size_t count, page_order order)
{
    if (count < 2)
        return;
    placed_page *all = memory_allocate(count, sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = order.by_kind ? (placed_page){ .page = pages[i] } : placed(pages[i], &order);
    qsort_r(all, count, sizeof *all, compare_in_order, &order);
    for (size_t i = 0; i < count; i++)
        pages[i] = all[i].page;
    free(all);
}

void pages_sort(const page **pages, size_t count, text field_id, bool descending)
{
    sort_pages(pages, count, (page_order){ field_id, descending, false });
}

void pages_sort_by_kind(const page **pages, size_t count)
{
    bool is_one_kind = true;
    for (size_t i = 1; i < count && is_one_kind; i++)
        is_one_kind = pages[i]->kind == pages[0]->kind;
    if (count > 0 && is_one_kind)
        pages_sort(pages, count, pages[0]->kind->sort, pages[0]->kind->descending);
    else
        sort_pages(pages, count, (page_order){ .by_kind = true });
}

size_t site_kind_number(const site *of, const kind *of_kind)
{
    size_t k = 0;
    while (of->kinds[k] != of_kind)
        k++;
    return k;
}

text site_list_url(const site *of, const kind *of_kind, size_t language)
{
    return of->list_urls[site_kind_number(of, of_kind) * of->config.languages.count + language];
}

text site_tag_url(arena *memory, const site *of, size_t language, const tag *of_tag)
{
    text slug = of_tag != NULL ? of_tag->slug : TEXT("index");
    return text_format(memory, "%.*s/tags/%.*s.html", TEXT_PRINT(of->config.languages.codes[language]),
                       TEXT_PRINT(slug));
}

page_list site_pages_of_kind(const site *of, const kind *of_kind, size_t language)
{
    return of->by_kind[site_kind_number(of, of_kind) * of->config.languages.count + language];
}
