// What the dictionary says of words: from memory, from the cache, from other processes, or asked now.
#include "base/workers.h"
#include "language/search_inside.h"
#include "language/voikko.h"

#include <stdlib.h>

enum {
    ALONE = 500,                // so few words are read sooner than processes start
    RANGES_OF_A_WORKER = 8      // several, since words take unlike times
};

text search_words_version(arena *memory)
{
    return text_format(memory, "Digitori %s\n%.*s", DIGITORI_VERSION, TEXT_PRINT(voikko_version(memory)));
}

// ---- One word

static void keep(search_words *words, word_reading *made)
{
    table_set(&words->readings, made->surface, made);
    *ARENA_PUSH(&words->memory, words->read) = made;
}

static const word_reading *cached(search_words *words, text surface)
{
    word_reading found;
    if (!reading_cache_find(&words->cache, &words->memory, surface, &found))
        return NULL;
    word_reading *made = ARENA_NEW(&words->memory, word_reading, 1);
    *made = found;
    keep(words, made);
    return made;
}

const word_reading *search_reading(search_words *words, text surface)
{
    const word_reading *known = table_find(&words->readings, surface);
    if (known != NULL || words->finnish == NULL)
        return known;
    known = cached(words, surface);
    if (known != NULL)
        return known;
    word_reading *made = ARENA_NEW(&words->memory, word_reading, 1);
    *made = finnish_words_read(words->finnish, &words->memory, surface);
    words->has_news = true;
    keep(words, made);
    return made;
}

bool search_reading_of_learnt(search_words *words, arena *memory, text surface, word_reading *found)
{
    const word_reading *known = table_find(&words->readings, surface);
    if (known == NULL && words->only_looks && reading_cache_find(&words->cache, memory, surface, found))
        return true;
    if (known == NULL)
        known = search_reading(words, surface);
    if (known != NULL)
        *found = *known;
    return known != NULL;
}

void search_words_only_look(search_words *opened)
{
    opened->only_looks = true;
}

// ---- From one build to the next

bool search_words_load(search_words *opened, text saved)
{
    return opened->finnish != NULL && reading_cache_load(&opened->cache, saved, search_words_version(&opened->memory));
}

bool search_words_has_news(const search_words *opened)
{
    return opened->has_news;
}

static int compare_readings(const void *a, const void *b)
{
    return text_compare((*(const word_reading *const *)a)->surface, (*(const word_reading *const *)b)->surface);
}

void search_words_save(search_words *opened, buffer *out)
{
    if (opened->finnish == NULL)
        return;
    arena scratch = { 0 };
    reading_list *read = &opened->read;
    if (read->count > 0)
        qsort(read->items, read->count, sizeof *read->items, compare_readings);
    reading_cache_save(read->items, read->count, search_words_version(&scratch), out);
    arena_free(&scratch);
}

// ---- From one process to another

size_t search_words_read_count(const search_words *opened)
{
    return opened->read.count;
}

void search_words_pass_on(const search_words *opened, size_t since, buffer *record)
{
    for (size_t i = since; i < opened->read.count; i++)
        reading_write(record, opened->read.items[i]);
}

void search_words_take_up(search_words *opened, text record)
{
    while (record.length > 0) {
        word_reading *made = ARENA_NEW(&opened->memory, word_reading, 1);
        if (!reading_take(&record, &opened->memory, made))
            return;
        opened->has_news = true;
        if (table_get(&opened->readings, made->surface) == NULL)
            keep(opened, made);
    }
}

// ---- All that were learnt

typedef struct {
    search_words *words;
    text *unread;
    size_t count, ranges;
} reading_crew;

static bool read_range(void *context, size_t range, buffer *record)
{
    reading_crew *crew = context;
    size_t since = search_words_read_count(crew->words);
    for (size_t i = crew->count * range / crew->ranges; i < crew->count * (range + 1) / crew->ranges; i++)
        search_reading(crew->words, crew->unread[i]);
    search_words_pass_on(crew->words, since, record);
    return true;
}

static void take_range(void *context, size_t range, text record)
{
    (void)range;
    reading_crew *crew = context;
    search_words_take_up(crew->words, text_copy(&crew->words->memory, record));
}

// What a range lacks because its process died is read when it is asked for.
static void leave_range(void *context, size_t range, job_death why)
{
    (void)context, (void)range, (void)why;
}

static bool read_learnt(search_words *words, int workers)
{
    search_sort_learnt(words);
    arena scratch = { 0 };
    reading_crew crew = { .words = words, .ranges = (size_t)workers * RANGES_OF_A_WORKER,
                          .unread = ARENA_NEW(&scratch, text, words->learnt.count) };
    for (size_t i = 0; i < words->learnt.count; i++)
        if (table_get(&words->readings, words->learnt.items[i].surface) == NULL
            && cached(words, words->learnt.items[i].surface) == NULL)
            crew.unread[crew.count++] = words->learnt.items[i].surface;
    worker_plan plan = { .job_count = crew.ranges, .worker_count = workers, .context = &crew,
                         .run = read_range, .finished = take_range, .died = leave_range };
    bool fine = workers < 2 || crew.count < ALONE || workers_run(&plan);
    arena_free(&scratch);
    return fine;
}

bool search_words_prepare(search_words *opened, int workers)
{
    bool fine = opened->finnish == NULL || read_learnt(opened, workers);
    if (fine)
        search_vocabulary(opened);
    return fine;
}
