#include "forks/merge_values.h"

#include "source/value_make.h"

typedef struct {
    arena *memory;
    bool has_conflict;
} merging;

static const value *merge(merging *with, const value *base, const value *ours, const value *theirs);

// The name by which an entry of a list is known when it changes.
static text name_of(const value *item)
{
    text id = value_text(value_get(item, TEXT("id")));
    return id.length > 0 ? id : value_text(value_get(item, TEXT("name")));
}

static bool is_same_item(const value *a, const value *b)
{
    text name = name_of(a);
    return name.length > 0 ? text_equals(name, name_of(b)) : value_equals(a, b);
}

static size_t place_in(const value *list, const value *item)
{
    size_t i = 0;
    while (list != NULL && i < list->count && !is_same_item(list->items[i], item))
        i++;
    return list != NULL ? i : 0;
}

static const value *find_in(const value *list, const value *item)
{
    size_t found = place_in(list, item);
    return list != NULL && found < list->count ? list->items[found] : NULL;
}

static const value *only(const value *v, value_type type)
{
    return v != NULL && v->type == type ? v : NULL;
}

static bool has_added(const value *base, const value *side)
{
    for (size_t i = 0; i < side->count; i++)
        if (find_in(base, side->items[i]) == NULL)
            return true;
    return false;
}

// Both took the same entry out and put something else in: each has its own view of one thing.
static bool lists_collide(const value *base, const value *ours, const value *theirs)
{
    if (!has_added(base, ours) || !has_added(base, theirs))
        return false;
    for (size_t i = 0; base != NULL && i < base->count; i++)
        if (find_in(ours, base->items[i]) == NULL && find_in(theirs, base->items[i]) == NULL)
            return true;
    return false;
}

// Puts [item] after the one that stands before it in [theirs].
static void insert(merging *with, value *list, const value *theirs, size_t number, const value *item)
{
    size_t after = list->count;
    for (size_t i = number; i > 0 && after == list->count; i--)
        after = place_in(list, theirs->items[i - 1]);
    size_t to = number == 0 ? 0 : after < list->count ? after + 1 : list->count;
    value_add(with->memory, list, item);
    for (size_t i = list->count - 1; i > to; i--)
        list->items[i] = list->items[i - 1];
    list->items[to] = item;
}

static const value *merge_lists(merging *with, const value *base, const value *ours, const value *theirs)
{
    base = only(base, VALUE_LIST);
    if (lists_collide(base, ours, theirs)) {
        with->has_conflict = true;
        return ours;
    }
    value *made = value_make_list(with->memory);
    for (size_t i = 0; i < ours->count; i++) {
        const value *item = ours->items[i], *before = find_in(base, item), *other = find_in(theirs, item);
        const value *merged = other != NULL ? merge(with, before, item, other)
                            : before != NULL && value_equals(before, item) ? NULL : item;
        if (merged != NULL)
            value_add(with->memory, made, merged);
    }
    for (size_t i = 0; i < theirs->count; i++)
        if (find_in(ours, theirs->items[i]) == NULL && find_in(base, theirs->items[i]) == NULL)
            insert(with, made, theirs, i, theirs->items[i]);
    return made;
}

static const value *merge_maps(merging *with, const value *base, const value *ours, const value *theirs)
{
    value *made = value_make_map(with->memory);
    for (size_t i = 0; i < ours->count; i++) {
        text key = ours->entries[i].key;
        const value *merged = merge(with, value_get(base, key), ours->entries[i].value, value_get(theirs, key));
        if (merged != NULL)
            value_set(with->memory, made, key, merged);
    }
    for (size_t i = 0; i < theirs->count; i++) {
        text key = theirs->entries[i].key;
        if (value_get(ours, key) == NULL && value_get(base, key) == NULL)
            value_set(with->memory, made, key, theirs->entries[i].value);
    }
    return made;
}

// As deep as the reader allows, which is not deep.
static const value *merge(merging *with, const value *base, const value *ours, const value *theirs)
{
    if (value_equals(ours, theirs) || value_equals(base, theirs))
        return ours;
    if (value_equals(base, ours))
        return theirs;
    // Taken out on one side, changed on the other: what we did stays.
    if (ours == NULL || theirs == NULL)
        return ours;
    if (ours->type == VALUE_MAP && theirs->type == VALUE_MAP)
        return merge_maps(with, only(base, VALUE_MAP), ours, theirs);
    if (ours->type == VALUE_LIST && theirs->type == VALUE_LIST)
        return merge_lists(with, base, ours, theirs);
    with->has_conflict = true;
    return ours;
}

const value *merge_values(arena *memory, const value *base, const value *ours, const value *theirs, bool *has_conflict)
{
    merging with = { memory, false };
    const value *merged = merge(&with, base, ours, theirs);
    *has_conflict |= with.has_conflict;
    return merged;
}
