#include "publishers/search/facets.h"

#include "language/slug.h"

#include <stdlib.h>

typedef struct {
    text id, label;
    struct { size_t *items; size_t count, capacity; } documents;
} value_of;

typedef struct {
    arena *memory;
    table known;            // id -> place + 1
    struct { value_of *items; size_t count, capacity; } values;
} collector;

static void collect(collector *into, text id, text label, size_t document)
{
    if (id.length == 0)
        return;
    uintptr_t *number = table_put(&into->known, id, NULL);
    if (*number == 0) {
        *ARENA_PUSH(into->memory, into->values) = (value_of){ .id = id, .label = label };
        *number = into->values.count;
    }
    value_of *found = &into->values.items[*number - 1];
    if (found->documents.count == 0 || found->documents.items[found->documents.count - 1] != document)
        *ARENA_PUSH(into->memory, found->documents) = document;
}

static int compare_values(const void *left, const void *right)
{
    const index_value *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return text_compare(a->id, b->id);
}

static void add_facet(arena *memory, facet_table *facets, collector *from, text id, text label, const text *names, size_t count)
{
    if (from->values.count == 0)
        return;
    index_value *values = ARENA_NEW(memory, index_value, from->values.count);
    for (size_t i = 0; i < from->values.count; i++) {
        const value_of *found = &from->values.items[i];
        values[i] = (index_value){ found->id, found->label, found->documents.items, found->documents.count };
    }
    qsort(values, from->values.count, sizeof *values, compare_values);
    *ARENA_PUSH(memory, *facets) = (index_facet){ id, label, names, count, values, from->values.count };
}

// ---- The kind and the tags

static void add_kinds(arena *memory, const build *of, const page **documents, size_t count, size_t language, facet_table *facets)
{
    collector kinds = { .memory = memory, .known = { .memory = memory } };
    for (size_t d = 0; d < count; d++)
        collect(&kinds, documents[d]->kind->id,
                words_in(documents[d]->kind->label, language, of->site->config.languages.count), d);
    add_facet(memory, facets, &kinds, TEXT("kind"), theme_string(of->theme, language, "search.kind"), NULL, 0);
}

static void add_tags(arena *memory, const build *of, const page **documents, size_t count, size_t language, facet_table *facets)
{
    collector tags = { .memory = memory, .known = { .memory = memory } };
    for (size_t d = 0; d < count; d++)
        for (size_t t = 0; t < documents[d]->tag_count; t++)
            collect(&tags, slug_of(memory, documents[d]->tags[t]), documents[d]->tags[t], d);
    add_facet(memory, facets, &tags, TEXT("tag"), theme_string(of->theme, language, "search.tag"), NULL, 0);
}

// ---- Fields

static void collect_target(collector *into, const page *target, size_t document)
{
    collect(into, slug_of(into->memory, path_name(target->entry->id)), target->title, document);
}

static void collect_item(collector *into, const field_value *v, size_t language, size_t languages, size_t document)
{
    if (v->choice != NULL)
        collect(into, slug_of(into->memory, v->choice->id), words_in(v->choice->label, language, languages), document);
    else if (v->field->type == FIELD_TYPE_TEXT)
        collect(into, slug_of(into->memory, v->text), v->text, document);
}

static void collect_field(collector *into, const page *shown, text id, size_t languages, size_t document)
{
    const field *of_kind = kind_field(shown->kind, id);
    const reference *to = page_reference(shown, id);
    const field_value *v = page_field(shown, id);
    if (of_kind == NULL || !of_kind->is_facet)
        return;
    for (size_t i = 0; to != NULL && i < to->count; i++)
        collect_target(into, entry_page(to->targets[i], shown->language), document);
    if (to != NULL || v == NULL)
        return;
    bool is_list = v->field->type == FIELD_TYPE_LIST;
    for (size_t i = 0; i < (is_list ? v->count : 1); i++)
        collect_item(into, is_list ? &v->items[i] : v, shown->language, languages, document);
}

// Fields of one id in several kinds are one facet, called as any of them calls it.
static void add_field(arena *memory, const build *of, const page **documents, size_t count, size_t language, text id,
                      facet_table *facets)
{
    size_t languages = of->site->config.languages.count;
    collector values = { .memory = memory, .known = { .memory = memory } };
    struct { text *items; size_t count, capacity; } names = { 0 };
    for (size_t k = 0; k < of->site->kind_count; k++) {
        const field *found = kind_field(of->site->kinds[k], id);
        text label = found != NULL && found->is_facet ? words_in(found->label, language, languages) : (text){ 0 };
        bool is_new = label.length > 0;
        for (size_t i = 0; i < names.count; i++)
            is_new &= !text_equals(names.items[i], label);
        if (is_new)
            *ARENA_PUSH(memory, names) = label;
    }
    for (size_t d = 0; d < count; d++)
        collect_field(&values, documents[d], id, languages, d);
    add_facet(memory, facets, &values, id, names.count > 0 ? names.items[0] : id, names.items, names.count);
}

facet_table search_facets(arena *memory, const build *of, const page **documents, size_t count, size_t language)
{
    facet_table facets = { 0 };
    table known = { .memory = memory };
    table_put(&known, TEXT("kind"), NULL);
    table_put(&known, TEXT("tag"), NULL);
    add_kinds(memory, of, documents, count, language, &facets);
    add_tags(memory, of, documents, count, language, &facets);
    for (size_t k = 0; k < of->site->kind_count; k++) {
        const field_list *fields = &of->site->kinds[k]->fields;
        for (size_t f = 0; f < fields->count; f++) {
            bool is_new;
            if (!fields->items[f].is_facet)
                continue;
            table_put(&known, fields->items[f].id, &is_new);
            if (is_new)
                add_field(memory, of, documents, count, language, fields->items[f].id, &facets);
        }
    }
    return facets;
}
