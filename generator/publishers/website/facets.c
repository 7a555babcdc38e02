// Facets: the values by which a list can be narrowed.
#include "publishers/website/worker.h"

#include "base/unicode.h"
#include "language/slug.h"

#include <math.h>
#include <stdlib.h>

static bool add_value(const site *of, const field_value *v, const page *target, size_t language, arena *memory,
                      text *id, text *label, double *order)
{
    *order = 0;
    if (target != NULL) {
        *label = target->title;
        *id = slug_of(memory, path_name(target->entry->id));
        *order = (double)target->number;
        const field_value *number = page_field(target, target->kind->sort);
        if (number != NULL && number->field->type == FIELD_TYPE_NUMBER)
            *order = number->is_set ? number->number : INFINITY;
    } else if (v->choice != NULL) {
        *label = words_in(v->choice->label, language, of->config.languages.count);
        *id = slug_of(memory, v->choice->id);
        *order = (double)(v->choice - v->field->choices);
    } else if (v->field->type == FIELD_TYPE_TEXT) {
        *label = v->text;
        *id = slug_of(memory, v->text);
    } else {
        return false;
    }
    return id->length > 0;
}

size_t facet_values_of_page(arena *memory, const site *of, const page *shown, const field *by, size_t language,
                            text *ids, text *labels, double *orders, size_t limit)
{
    const field_value *v = page_field(shown, by->id);
    const reference *to = page_reference(shown, by->id);
    size_t count = 0;
    if (to != NULL) {
        for (size_t i = 0; i < to->count && count < limit; i++)
            count += add_value(of, v, entry_page(to->targets[i], language), language, memory, &ids[count],
                               &labels[count], &orders[count]);
        return count;
    }
    if (v == NULL)
        return 0;
    bool is_list = v->field->type == FIELD_TYPE_LIST;
    for (size_t i = 0; i < (is_list ? v->count : 1) && count < limit; i++)
        count += add_value(of, is_list ? &v->items[i] : v, NULL, language, memory, &ids[count], &labels[count],
                           &orders[count]);
    return count;
}

bool page_has_facet_value(arena *memory, const site *of, const page *shown, const field *by, text value_id,
                          size_t language)
{
    text ids[FACET_VALUES_PER_PAGE], labels[FACET_VALUES_PER_PAGE];
    double orders[FACET_VALUES_PER_PAGE];
    size_t count = facet_values_of_page(memory, of, shown, by, language, ids, labels, orders, FACET_VALUES_PER_PAGE);
    for (size_t i = 0; i < count; i++)
        if (text_equals(ids[i], value_id))
            return true;
    return false;
}

text facet_url(arena *memory, text list_url, const field *by, text value_id)
{
    text name = slug_of(memory, by->id);
    return path_join(memory, path_folder(list_url),
                     text_format(memory, "%.*s-%.*s.html", TEXT_PRINT(name), TEXT_PRINT(value_id)));
}

static int compare_values(const void *left, const void *right)
{
    const facet_value *a = left, *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return unicode_collate(a->label, b->label);
}

static void count_values(arena *memory, const site *of, size_t language, const page *shown, facet *into, table *by_id)
{
    text ids[FACET_VALUES_PER_PAGE], labels[FACET_VALUES_PER_PAGE];
    double orders[FACET_VALUES_PER_PAGE];
    size_t count = facet_values_of_page(memory, of, shown, into->field, language, ids, labels, orders, FACET_VALUES_PER_PAGE);
    for (size_t i = 0; i < count; i++) {
        bool is_new;
        uintptr_t *slot = table_put(by_id, ids[i], &is_new);
        if (is_new) {
            if (into->count == into->capacity)
                into->values = arena_grow(memory, into->values, into->count, &into->capacity, sizeof *into->values);
            *slot = into->count;
            into->values[into->count++] = (facet_value){ .id = ids[i], .label = labels[i], .order = orders[i] };
        }
        into->values[*slot].count++;
    }
}

facet_list facets_of(arena *memory, const site *of, const kind *of_kind, size_t language, page_list pages)
{
    facet_list found = { 0 };
    for (size_t f = 0; f < of_kind->fields.count; f++) {
        if (!of_kind->fields.items[f].is_facet)
            continue;
        facet made = { .field = &of_kind->fields.items[f] };
        table by_id = { .memory = memory };
        for (size_t i = 0; i < pages.count; i++)
            count_values(memory, of, language, pages.items[i], &made, &by_id);
        if (made.count < 2 || made.count > FACET_VALUES_SHOWN)
            continue;
        qsort(made.values, made.count, sizeof *made.values, compare_values);
        *ARENA_PUSH(memory, found) = made;
    }
    return found;
}
