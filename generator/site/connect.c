// How pages belong together: references, backlinks, tags. See site.h.
#include "site/load.h"

#include "base/unicode.h"
#include "language/slug.h"

#include <stdlib.h>

static bool is_page_field(const field *f)
{
    return field_item(f)->type == FIELD_TYPE_PAGE;
}

static entry *resolve(site *into, const page *from, const field *item, const field_value *v, diagnostics *found)
{
    // A form's references stand in its structure, not in its words.
    place where = at(from->form != NULL ? from->form->path : from->path, v->line, v->column);
    entry *target = site_find_entry(into, v->text, where, found);
    if (target == NULL)
        return NULL;
    if (item->page_kind.length > 0 && !text_equals(item->page_kind, target->kind->id)) {
        if (entry_has_doubtful_kind(into, target))
            return NULL;
        report(found, PAGE_WRONG_KIND, where, "'%.*s' is '%.*s', here belongs '%.*s'", TEXT_PRINT(v->text),
               TEXT_PRINT(target->kind->id), TEXT_PRINT(item->page_kind));
        return NULL;
    }
    return target;
}

static void add_reference(site *into, page *from, const field_value *v, diagnostics *found)
{
    bool is_list = v->field->type == FIELD_TYPE_LIST;
    size_t given = is_list ? v->count : 1;
    reference *made = &from->references[from->reference_count];
    *made = (reference){ .field = v->field, .targets = ARENA_NEW(into->memory, entry *, given) };
    for (size_t i = 0; i < given; i++) {
        const field_value *item = is_list ? &v->items[i] : v;
        entry *target = resolve(into, from, is_list ? v->field->of : v->field, item, found);
        bool is_twice = false;
        for (size_t j = 0; j < made->count; j++)
            is_twice |= made->targets[j] == target;
        if (target != NULL && !is_twice)
            made->targets[made->count++] = target;
    }
    if (made->count > 0)
        from->reference_count++;
}

static void resolve_references(site *into, diagnostics *found)
{
    for (size_t i = 0; i < into->page_count; i++) {
        page *p = &into->pages[i];
        size_t set = 0;
        for (size_t f = 0; f < p->kind->fields.count; f++)
            set += is_page_field(p->fields[f].field) && p->fields[f].is_set;
        p->references = ARENA_NEW(into->memory, reference, set);
        for (size_t f = 0; f < p->kind->fields.count; f++)
            if (is_page_field(p->fields[f].field) && p->fields[f].is_set)
                add_reference(into, p, &p->fields[f], found);
    }
}

static backlink *backlink_of(site *into, entry *target, const kind *from_kind, const field *by)
{
    for (size_t i = 0; i < target->backlink_count; i++)
        if (target->backlinks[i].field == by && target->backlinks[i].kind == from_kind)
            return &target->backlinks[i];
    if (target->backlink_count == target->backlink_capacity)
        target->backlinks = arena_grow(into->memory, target->backlinks, target->backlink_count,
                                       &target->backlink_capacity, sizeof *target->backlinks);
    backlink *made = &target->backlinks[target->backlink_count++];
    *made = (backlink){ .kind = from_kind, .field = by };
    return made;
}

// First how many sources each backlink has, then which: entries are many, and
// growing arrays in an arena would leave as much behind.
typedef void backlink_step(site *into, entry *target, entry *source, const kind *from_kind, const field *by);

static void count_source(site *into, entry *target, entry *source, const kind *from_kind, const field *by)
{
    (void)source;
    backlink_of(into, target, from_kind, by)->count++;
}

static void add_source(site *into, entry *target, entry *source, const kind *from_kind, const field *by)
{
    backlink *made = backlink_of(into, target, from_kind, by);
    made->sources[made->count++] = source;
}

// Translations may differ in what they refer to; the first language that has
// the page speaks for all.
static void each_reference(site *into, backlink_step *step)
{
    for (size_t i = 0; i < into->entry_count; i++) {
        entry *source = into->entries[i];
        const page *p = entry_page(source, 0);
        for (size_t r = 0; r < p->reference_count; r++)
            if (p->references[r].field->has_backlink)
                for (size_t t = 0; t < p->references[r].count; t++)
                    step(into, p->references[r].targets[t], source, p->kind, p->references[r].field);
    }
}

static int compare_sources(const void *left, const void *right)
{
    return page_compare(entry_page(*(entry *const *)left, 0), entry_page(*(entry *const *)right, 0));
}

static int compare_backlinks(const void *left, const void *right)
{
    const backlink *a = left, *b = right;
    int order = text_compare(a->kind->id, b->kind->id);
    return order != 0 ? order : (a->field > b->field) - (a->field < b->field);
}

static void turn_references_around(site *into)
{
    each_reference(into, count_source);
    for (size_t i = 0; i < into->entry_count; i++) {
        entry *target = into->entries[i];
        for (size_t b = 0; b < target->backlink_count; b++) {
            target->backlinks[b].sources = ARENA_NEW(into->memory, entry *, target->backlinks[b].count);
            target->backlinks[b].count = 0;
        }
    }
    each_reference(into, add_source);
    for (size_t i = 0; i < into->entry_count; i++) {
        entry *target = into->entries[i];
        for (size_t b = 0; b < target->backlink_count; b++)
            qsort(target->backlinks[b].sources, target->backlinks[b].count, sizeof(entry *), compare_sources);
        if (target->backlink_count > 1)
            qsort(target->backlinks, target->backlink_count, sizeof *target->backlinks, compare_backlinks);
    }
}

static int compare_entries(const void *left, const void *right)
{
    return text_compare((*(entry *const *)left)->id, (*(entry *const *)right)->id);
}

static void collect_entries(site *into)
{
    into->entries = ARENA_NEW(into->memory, entry *, into->entries_by_id.count + 1);
    for (size_t i = 0; i < into->page_count; i++) {
        entry *of = into->pages[i].entry;
        page *first = NULL;
        for (size_t l = 0; first == NULL && l < into->config.languages.count; l++)
            first = of->by_language[l];
        if (first == &into->pages[i])
            into->entries[into->entry_count++] = of;
    }
    // Pages are sorted by path already, and ids mostly follow it.
    bool is_in_order = true;
    for (size_t i = 1; i < into->entry_count && is_in_order; i++)
        is_in_order = compare_entries(&into->entries[i - 1], &into->entries[i]) < 0;
    if (!is_in_order)
        qsort(into->entries, into->entry_count, sizeof *into->entries, compare_entries);
}

static int compare_tags(const void *left, const void *right)
{
    return unicode_collate(((const tag *)left)->name, ((const tag *)right)->name);
}

// The tags of a language, found by what pages call them and by their addresses: 1 + the place.
typedef struct {
    table by_name, by_slug;
} known_tags;

// 0 where the name is of no use.
static uintptr_t place_of_tag(site *into, known_tags *known, const page *p, text name, diagnostics *found)
{
    tag_list *tags = &into->tags[p->language];
    uintptr_t *of_name = table_put(&known->by_name, name, NULL);
    if (*of_name != 0)
        return *of_name;
    text slug = slug_of(into->memory, name);
    if (slug.length == 0 || text_equals(slug, TEXT("index"))) {
        report(found, FIELD_TYPE, at(p->path, p->line, 1), "the tag '%.*s' needs letters or digits", TEXT_PRINT(name));
        return 0;
    }
    uintptr_t *of_slug = table_put(&known->by_slug, slug, NULL);
    if (*of_slug == 0) {
        *ARENA_PUSH(into->memory, *tags) = (tag){ .name = name, .slug = slug };
        *of_slug = tags->count;
    }
    return *of_name = *of_slug;
}

static void add_tag(site *into, known_tags *known, page *p, text name, diagnostics *found)
{
    uintptr_t found_at = place_of_tag(into, known, p, name, found);
    if (found_at == 0)
        return;
    tag *of = &into->tags[p->language].items[found_at - 1];
    if (of->count > 0 && of->pages[of->count - 1] == p)
        return;
    if (of->count == of->capacity)
        of->pages = arena_grow(into->memory, of->pages, of->count, &of->capacity, sizeof *of->pages);
    of->pages[of->count++] = p;
}

static void collect_tags(site *into, diagnostics *found)
{
    size_t languages = into->config.languages.count;
    into->tags = ARENA_NEW(into->memory, tag_list, languages);
    known_tags *known = ARENA_NEW(into->memory, known_tags, languages);
    for (size_t l = 0; l < languages; l++)
        known[l].by_name.memory = known[l].by_slug.memory = into->memory;
    for (size_t i = 0; i < into->page_count; i++)
        for (size_t t = 0; t < into->pages[i].tag_count; t++)
            add_tag(into, &known[into->pages[i].language], &into->pages[i], into->pages[i].tags[t], found);
    for (size_t l = 0; l < languages; l++) {
        tag_list *tags = &into->tags[l];
        if (tags->count > 1)
            qsort(tags->items, tags->count, sizeof *tags->items, compare_tags);
        for (size_t t = 0; t < tags->count; t++)
            pages_sort((const page **)tags->items[t].pages, tags->items[t].count, TEXT("title"), false);
    }
}

static page_list *list_of(site *into, const page *p)
{
    size_t k = 0;
    while (into->kinds[k] != p->kind)
        k++;
    return &into->by_kind[k * into->config.languages.count + p->language];
}

static void list_by_kind(site *into)
{
    size_t lists = into->kind_count * into->config.languages.count;
    into->by_kind = ARENA_NEW(into->memory, page_list, lists);
    for (size_t i = 0; i < into->page_count; i++)
        list_of(into, &into->pages[i])->count++;
    for (size_t l = 0; l < lists; l++) {
        into->by_kind[l].items = ARENA_NEW(into->memory, const page *, into->by_kind[l].count);
        into->by_kind[l].count = 0;
    }
    for (size_t i = 0; i < into->page_count; i++) {
        page_list *list = list_of(into, &into->pages[i]);
        list->items[list->count++] = &into->pages[i];
    }
    for (size_t l = 0; l < lists; l++) {
        const page_list *list = &into->by_kind[l];
        pages_sort_by_kind(list->items, list->count);
        for (size_t i = 0; i < list->count; i++)
            into->pages[list->items[i]->number].place = i;
    }
}

static void note_dates(site *into, diagnostics *found)
{
    date now = date_of_build();
    for (size_t i = 0; i < into->page_count; i++) {
        const page *p = &into->pages[i];
        if (date_is_set(p->date) && date_compare(p->date, into->newest) > 0)
            into->newest = p->date;
        if (date_is_set(p->updated) && date_compare(p->updated, into->newest) > 0)
            into->newest = p->updated;
    }
    for (size_t i = 0; i < into->page_count; i++) {
        const page *p = &into->pages[i];
        if (date_is_set(p->review_by) && date_compare(p->review_by, now) < 0)
            report(found, REVIEW_OVERDUE, at(p->path, p->line, 1), "check the page and move 'review_by' (%04d-%02d-%02d)",
                   p->review_by.year, p->review_by.month, p->review_by.day);
    }
}

void site_connect(site *into, diagnostics *found)
{
    collect_entries(into);
    resolve_references(into, found);
    turn_references_around(into);
    collect_tags(into, found);
    list_by_kind(into);
    note_dates(into, found);
}
