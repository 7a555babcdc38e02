#include "site_vocabulary.h"

#include <stdlib.h>

void vocabulary_add_function_words(site_vocabulary *in, const char *const *list)
{
    in->function_words.memory = in->memory;
    for (; *list != NULL; list++)
        table_put(&in->function_words, text_of(*list), NULL);
}

void vocabulary_add(site_vocabulary *in, text word, size_t count)
{
    bool is_new;
    if (vocabulary_is_function_word(in, word))
        return;
    in->counts.memory = in->memory;
    *table_put(&in->counts, word, &is_new) += count;
    if (is_new)
        *ARENA_PUSH(in->memory, in->words) = word;
}

void vocabulary_add_stem(site_vocabulary *in, text stem, size_t count)
{
    in->stems.memory = in->memory;
    *table_put(&in->stems, stem, NULL) += count;
}

static int compare_words(const void *a, const void *b)
{
    return text_compare(*(const text *)a, *(const text *)b);
}

void vocabulary_sort(site_vocabulary *in)
{
    if (in->words.count > 0)
        qsort(in->words.items, in->words.count, sizeof *in->words.items, compare_words);
}

static size_t count_of(const table *in, text word)
{
    const uintptr_t *count = table_get(in, word);
    return count != NULL ? (size_t)*count : 0;
}

size_t vocabulary_count(const site_vocabulary *in, text word)
{
    return count_of(&in->counts, word);
}

size_t vocabulary_stem_count(const site_vocabulary *in, text stem)
{
    return count_of(&in->stems, stem);
}

bool vocabulary_is_function_word(const site_vocabulary *in, text word)
{
    return table_get(&in->function_words, word) != NULL;
}

word_range vocabulary_all(const site_vocabulary *in)
{
    return (word_range){ 0, in->words.count };
}

// The first word of the range that comes after [start], or, with [after_all], after all that begin with it.
static size_t bound(const site_vocabulary *in, word_range range, text start, bool after_all)
{
    while (range.from < range.to) {
        size_t middle = range.from + (range.to - range.from) / 2;
        int order = text_compare(text_slice(in->words.items[middle], 0, start.length), start);
        if (order < 0 || (order == 0 && after_all))
            range.from = middle + 1;
        else
            range.to = middle;
    }
    return range.from;
}

word_range vocabulary_narrow(const site_vocabulary *in, word_range range, text start)
{
    size_t from = bound(in, range, start, false);
    return (word_range){ from, bound(in, (word_range){ from, range.to }, start, true) };
}

bool vocabulary_has(const site_vocabulary *in, word_range range, text word)
{
    size_t at = bound(in, range, word, false);
    return at < range.to && text_equals(in->words.items[at], word);
}
