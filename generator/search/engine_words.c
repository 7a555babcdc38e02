#include "search/engine.h"

#include "base/unicode.h"
#include "search/lexicon.h"

#include <stdlib.h>

enum { TERMS_LIMIT = 12, HEAVY = 65, ENOUGH_PAGES = 30, COMPLETIONS = 8, ALIKE = 6, MEANT = 3, TAIL_MOST = 12, DISTANCE_LETTERS = 80 };

static const uint64_t class_weights[8] = { 100, 60, 40, 50, 70 };

// ---- Letters

static text letters_before(text word, size_t count)
{
    text rest = word;
    uint32_t letter;
    for (size_t i = 0; i < count; i++)
        if (!unicode_take(&rest, &letter))
            break;
    return text_slice(word, 0, word.length - rest.length);
}

// How inflected forms of a word begin, as far as one can tell without the index.
static text beginning(text word)
{
    size_t length = (unicode_count(word) * 7 + 9) / 10;
    return letters_before(word, length > 4 ? length : 4);
}

static size_t common_length(text a, text b)
{
    size_t length = 0;
    for (uint32_t x, y; unicode_take(&a, &x) && unicode_take(&b, &y) && x == y;)
        length++;
    return length;
}

static size_t spread(text word, uint32_t *letters)
{
    size_t count = 0;
    while (count < DISTANCE_LETTERS && unicode_take(&word, &letters[count]))
        count++;
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t word_distance(text first, text second, size_t limit)
{
    uint32_t a[DISTANCE_LETTERS], b[DISTANCE_LETTERS];
    size_t rows[3][DISTANCE_LETTERS + 1] = { 0 };
    size_t *before = rows[0], *previous = rows[1], *current = rows[2];
    size_t m = spread(first, a), n = spread(second, b);
    if ((m > n ? m - n : n - m) > limit)
        return limit + 1;
    for (size_t j = 0; j <= n; j++)
        previous[j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t lowest = current[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
            size_t away = least(least(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                away = least(away, before[j - 2] + 1);
            current[j] = away;
            lowest = least(lowest, away);
        }
        if (lowest > limit)
            return limit + 1;
        size_t *old = before;
        before = previous;
        previous = current;
        current = old;
    }
    return previous[n];
}

// ---- Terms

static void add_entry(meaning *of, const index_entry *entry, uint64_t percent, bool is_whole)
{
    for (size_t t = 0; t < entry->target_count; t++) {
        const entry_target *target = &entry->targets[t];
        if (!is_whole && target->weight_class != 0)
            continue;
        uint64_t weight = class_weights[target->weight_class & 7] * percent / 100;
        bool is_strong = target->weight_class == 0 || target->weight_class == TARGET_SYNONYM;
        meaning_term *known = NULL;
        for (size_t i = 0; i < of->terms.count && known == NULL; i++)
            if (of->terms.items[i].term == target->term)
                known = &of->terms.items[i];
        if (known == NULL) {
            known = ARENA_PUSH(of->memory, of->terms);
            known->term = target->term;
        }
        if (weight > known->weight)
            known->weight = weight;
        known->is_strong = known->is_strong || is_strong;
    }
}

static const index_entry *entry_called(entry_list entries, text folded)
{
    for (size_t i = 0; i < entries.count; i++)
        if (text_equals(entries.items[i].folded, folded))
            return &entries.items[i];
    return NULL;
}

typedef struct {
    const index_entry *entry;
    size_t away;                // what is compared first
} candidate;

typedef struct {
    candidate *items;
    size_t count, capacity;
} candidate_list;

static int compare_candidates(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->away != b->away)
        return a->away < b->away ? -1 : 1;
    if (a->entry->common != b->entry->common)
        return a->entry->common > b->entry->common ? -1 : 1;
    return text_compare(a->entry->folded, b->entry->folded);
}

static void sort(candidate_list *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_candidates);
}

static bool add_completions(meaning *of, entry_list entries)
{
    candidate_list longer = { 0 };
    for (size_t i = 0; i < entries.count; i++)
        if (text_starts_with(entries.items[i].folded, of->folded))
            *ARENA_PUSH(of->memory, longer) = (candidate){ &entries.items[i], 0 };
    sort(&longer);
    for (size_t i = 0; i < longer.count && i < COMPLETIONS; i++)
        add_entry(of, longer.items[i].entry, 80, false);
    if (longer.count > 0)
        *ARENA_PUSH(of->memory, of->weak) = of->folded;
    return longer.count > 0;
}

static size_t add_alike(meaning *of, entry_list entries)
{
    size_t length = unicode_count(of->folded), best = 0;
    for (size_t i = 0; i < entries.count; i++) {
        size_t common = common_length(entries.items[i].folded, of->folded);
        best = common > best ? common : best;
    }
    if (best < 4 || best * 10 < length * 6)
        return best;
    *ARENA_PUSH(of->memory, of->strong) = letters_before(of->folded, best);
    candidate_list alike = { 0 };
    for (size_t i = 0; i < entries.count; i++) {
        size_t own = unicode_count(entries.items[i].folded);
        if (common_length(entries.items[i].folded, of->folded) == best)
            *ARENA_PUSH(of->memory, alike) = (candidate){ &entries.items[i], own > length ? own - length : length - own };
    }
    sort(&alike);
    for (size_t i = 0; i < alike.count && i < ALIKE; i++)
        add_entry(of, alike.items[i].entry, best * 100 / length - 20, true);
    return best;
}

static candidate_list misspelled(meaning *of, entry_list entries)
{
    size_t limit = unicode_count(of->folded) < 8 ? 1 : 2;
    candidate_list found = { 0 };
    for (size_t i = 0; i < entries.count; i++) {
        size_t away = word_distance(of->folded, entries.items[i].folded, limit);
        if (away <= limit)
            *ARENA_PUSH(of->memory, found) = (candidate){ &entries.items[i], away };
    }
    sort(&found);
    size_t kept = 0;
    while (kept < found.count && kept < MEANT && found.items[kept].away == found.items[0].away)
        kept++;
    found.count = kept;
    return found;
}

static bool add_spelling(meaning *of, search_index *in)
{
    text first = letters_before(of->folded, 1), two = letters_before(of->folded, 2);
    candidate_list found = misspelled(of, index_spelling(in, first));
    if (found.count == 0 && unicode_count(of->folded) >= 5)
        found = misspelled(of, index_spelling(in, text_from(two, first.length)));
    for (size_t i = 0; i < found.count; i++) {
        const index_entry *entry = entry_called(index_near(in, found.items[i].entry->folded), found.items[i].entry->folded);
        if (entry == NULL)
            continue;
        add_entry(of, entry, found.items[i].away == 1 ? 85 : 65, true);
        *ARENA_PUSH(of->memory, of->strong) = beginning(entry->folded);
    }
    if (found.count > 0)
        of->suggestion = found.items[0].entry->word;
    return found.count > 0;
}

// The end of an unknown compound, where its beginning is known or other words part from it.
static void add_tails(meaning *of, entry_list entries, size_t shared, search_index *in)
{
    size_t length = unicode_count(of->folded), places[3 + TAIL_MOST], count = 0, head_length = 0;
    const index_entry *head = NULL;
    for (size_t i = 0; i < entries.count; i++) {
        size_t own = unicode_count(entries.items[i].folded);
        if (own >= 3 && own + 4 <= length && own > head_length && text_starts_with(of->folded, entries.items[i].folded)) {
            head = &entries.items[i];
            head_length = own;
        }
    }
    if (head != NULL)
        places[count++] = head_length;
    if (shared >= 4 && shared + 4 <= length && shared != head_length)
        places[count++] = shared;
    if (head != NULL && of->folded.bytes[head->folded.length] == 's')
        places[count++] = head_length + 1;
    for (size_t at = length > TAIL_MOST + 3 ? length - TAIL_MOST : 3; at + 4 <= length; at++) {
        bool is_new = true;
        for (size_t i = 0; i < count; i++)
            is_new = is_new && places[i] != at;
        if (is_new)
            places[count++] = at;
    }
    for (size_t i = 0; i < count; i++) {
        text rest = text_from(of->folded, letters_before(of->folded, places[i]).length);
        const index_entry *tail = entry_called(index_near(in, rest), rest);
        if (tail == NULL)
            continue;
        add_entry(of, tail, 60, true);
        *ARENA_PUSH(of->memory, of->weak) = beginning(rest);
        if (head != NULL)
            add_entry(of, head, 40, true);
        return;
    }
}

meaning meaning_of(arena *memory, search_index *in, text folded)
{
    meaning made = { .memory = memory, .folded = folded };
    entry_list entries = index_near(in, folded);
    const index_entry *own = entry_called(entries, folded);
    if (own != NULL) {
        made.is_known = true;
        add_entry(&made, own, 100, true);
        return made;
    }
    size_t length = unicode_count(folded);
    if (add_completions(&made, entries) || length < 4)
        return made;
    size_t shared = add_alike(&made, entries);
    if (shared + 1 < length && !add_spelling(&made, in))
        add_tails(&made, entries, shared, in);
    return made;
}

static size_t split_word(text folded, text *parts, size_t limit)
{
    size_t count = 0, from = 0;
    for (size_t i = 0; i <= folded.length; i++) {
        bool is_joint = i == folded.length || folded.bytes[i] == '-' || folded.bytes[i] == '\'' || folded.bytes[i] == ':';
        if (!is_joint)
            continue;
        text part = text_slice(folded, from, i);
        if (unicode_count(part) > 1 && count < limit)
            parts[count++] = part;
        from = i + 1;
    }
    return count;
}

size_t meanings_of(arena *memory, search_index *in, text folded, meaning *found, size_t limit)
{
    text parts[32];
    found[0] = meaning_of(memory, in, folded);
    size_t count = split_word(folded, parts, sizeof parts / sizeof *parts);
    if (found[0].is_known || count < 2)
        return 1;
    count = least(count, limit);
    for (size_t i = 0; i < count; i++)
        found[i] = meaning_of(memory, in, parts[i]);
    return count;
}

// ---- Points

static int compare_terms(const void *left, const void *right)
{
    const meaning_term *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->term > b->term) - (a->term < b->term);
}

static void add_stems(meaning *of, stem_list *into, const index_list *list)
{
    for (size_t i = 0; i < list->stem_count; i++) {
        bool is_new = true;
        for (size_t s = 0; s < into->count; s++)
            is_new = is_new && !text_equals(into->items[s], list->stems[i]);
        if (is_new)
            *ARENA_PUSH(of->memory, *into) = list->stems[i];
    }
}

static void add_points(meaning *of, search_index *in, const meaning_term *term, bool is_whole)
{
    index_list list;
    if (!index_list_of(in, term->term, is_whole, &list))
        return;
    uint64_t rarity = term->is_strong ? list.rarity : list.rarity / 2;
    of->rarity = rarity > of->rarity ? rarity : of->rarity;
    for (size_t g = 0; g < list.group_count; g++) {
        uint64_t points = term->weight * list.rarity * (list.groups[g].level + 4);
        for (size_t i = 0; i < list.groups[g].count; i++) {
            uint32_t document = list.groups[g].documents[i];
            if (document >= index_page_count(in) || points <= of->points[document])
                continue;
            of->pages += of->points[document] == 0;
            of->points[document] = points;
        }
    }
    add_stems(of, term->is_strong ? &of->strong : &of->weak, &list);
}

void meaning_weigh(meaning *of, search_index *in, bool is_whole)
{
    of->points = ARENA_NEW(of->memory, uint64_t, index_page_count(in) + 1);
    if (of->terms.count > 1)
        qsort(of->terms.items, of->terms.count, sizeof *of->terms.items, compare_terms);
    if (of->is_known)
        *ARENA_PUSH(of->memory, of->strong) = beginning(of->folded);
    size_t count = least(of->terms.count, TERMS_LIMIT), heavy = 0;
    while (heavy < count && of->terms.items[heavy].weight >= HEAVY)
        heavy++;
    if (heavy == 0)
        heavy = count;
    for (size_t i = 0; i < heavy; i++)
        add_points(of, in, &of->terms.items[i], is_whole);
    if (of->pages >= ENOUGH_PAGES)
        return;
    for (size_t i = heavy; i < count; i++)
        add_points(of, in, &of->terms.items[i], is_whole);
}

void word_holders(arena *memory, search_index *in, text folded, bool *holders)
{
    meaning known = meaning_of(memory, in, folded);
    index_list list;
    for (size_t t = 0; known.is_known && t < known.terms.count; t++) {
        if (!known.terms.items[t].is_strong || !index_list_of(in, known.terms.items[t].term, true, &list))
            continue;
        for (size_t g = 0; g < list.group_count; g++)
            for (size_t i = 0; i < list.groups[g].count; i++)
                if (list.groups[g].documents[i] < index_page_count(in))
                    holders[list.groups[g].documents[i]] = true;
    }
}
