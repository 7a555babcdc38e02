#include "search/lexicon.h"

#include "base/digest.h"
#include "base/program.h"
#include "base/workers.h"
#include "language/function_words.h"
#include "language/search_words.h"
#include "search/packed.h"
#include "search/text_order.h"

// The record: for each word of the corpus, by bytes, its number there; whether the dictionary is missing or there; how
// many words readers may type instead; the words of the corpus and those, the latter with their surfaces; for each key
// whether it says little. A word is its folded form, its keys and their classes; a key is told in full where it comes
// up first.

enum {
    ALONE = 500,                // so few words are analysed sooner than processes start
    RANGES_OF_A_WORKER = 8      // several, since words take unlike times
};

// The first line of what is kept, then a checksum of all that follows: what it was made from, and the record without
// the numbers.
static const text FIRST_LINE = TEXT_CONSTANT("digitori lexicon 1\n");

typedef struct {
    search_words *analysed;
    const search_corpus *of;
    arena memory, scratch;
    uint32_t *numbers;      // the words of the corpus by their bytes
    size_t count;
    text *ranges;           // what is known of each range of them
    size_t range_count;
    table keys;             // key -> its number
    table known;            // related words that are noted already
    struct { text *items; size_t count, capacity; } related;
    buffer *record;
} maker;

static text surface_of(const maker *with, size_t place)
{
    return with->of->surfaces.items[with->numbers[place]];
}

// ---- A range of words: in a process of its own where there are many

static void pass_word(buffer *record, search_word found)
{
    bool is_folded = !text_equals(found.folded, found.surface);
    packed_add(record, is_folded ? found.folded.length + 1 : 0);
    if (is_folded)
        buffer_add(record, found.folded);
    packed_add(record, (uint64_t)found.count << 1 | found.is_known);
    for (size_t i = 0; i < found.count; i++) {
        packed_add_text(record, found.keys[i].key);
        packed_add(record, found.keys[i].weight_class);
    }
}

static void note_related(maker *with, text surface)
{
    size_t number;
    if (surfaces_find(&with->of->surfaces, surface, &number) || table_get(&with->known, surface) != NULL)
        return;
    text kept = text_copy(&with->memory, surface);
    table_put(&with->known, kept, NULL);
    *ARENA_PUSH(&with->memory, with->related) = kept;
}

static void find_related(maker *with, search_word found)
{
    surface_list related = search_words_related(with->analysed, &with->scratch, found);
    for (size_t i = 0; i < related.count; i++)
        note_related(with, related.items[i]);
    arena_reset(&with->scratch);
}

// The record of a range: its words, the related words that are not known yet, what the dictionary said.
static bool analyse_range(void *context, size_t range, buffer *record)
{
    maker *with = context;
    size_t from = with->count * range / with->range_count, to = with->count * (range + 1) / with->range_count;
    size_t read = search_words_read_count(with->analysed), related = with->related.count;
    buffer words = { 0 };
    for (size_t i = from; i < to; i++) {
        search_word found = search_words_find(with->analysed, surface_of(with, i));
        pass_word(&words, found);
        find_related(with, found);
    }
    packed_add_text(record, buffer_text(&words));
    packed_add(record, with->related.count - related);
    for (size_t i = related; i < with->related.count; i++)
        packed_add_text(record, with->related.items[i]);
    search_words_pass_on(with->analysed, read, record);
    buffer_free(&words);
    return true;
}

static void take_range(void *context, size_t range, text record)
{
    maker *with = context;
    text rest = text_copy(&with->memory, record);
    uint64_t count = 0;
    with->ranges[range] = packed_take_text(&rest);
    packed_take(&rest, &count);
    for (uint64_t i = 0; i < count; i++)
        note_related(with, packed_take_text(&rest));
    search_words_take_up(with->analysed, rest);
}

// A range whose process died is analysed here, so that whatever is wrong with it comes to light.
static void leave_range(void *context, size_t range, job_death why)
{
    (void)context, (void)range, (void)why;
}

static void analyse_here(maker *with)
{
    for (size_t i = 0; i < with->range_count; i++) {
        if (with->ranges[i].bytes != NULL)
            continue;
        buffer record = { 0 };
        analyse_range(with, i, &record);
        text rest = text_copy(&with->memory, buffer_text(&record));
        with->ranges[i] = packed_take_text(&rest);
        buffer_free(&record);
    }
}

static bool analyse_ranges(maker *with, int workers)
{
    bool shares = workers > 1 && with->count >= ALONE;
    with->range_count = shares ? (size_t)workers * RANGES_OF_A_WORKER : 1;
    with->ranges = ARENA_NEW(&with->memory, text, with->range_count);
    worker_plan plan = { .job_count = with->range_count, .worker_count = workers, .context = with,
                         .run = analyse_range, .finished = take_range, .died = leave_range };
    if (shares && !(search_words_prepare(with->analysed, workers) && workers_run(&plan)))
        return false;
    analyse_here(with);
    return true;
}

// ---- All of them

// Adds what pass_word told, with numbers for keys.
static void add_word(maker *with, text *told)
{
    uint64_t folded = 0, head = 0, weight_class = 0;
    packed_take(told, &folded);
    packed_add(with->record, folded);
    buffer_add(with->record, text_slice(*told, 0, folded > 0 ? (size_t)folded - 1 : 0));
    *told = text_from(*told, folded > 0 ? (size_t)folded - 1 : 0);
    packed_take(told, &head);
    packed_add(with->record, head);
    for (uint64_t i = 0; i < head >> 1; i++) {
        bool is_new;
        text key = packed_take_text(told);
        uintptr_t *number = table_put(&with->keys, key, &is_new);
        if (is_new)
            *number = with->keys.count - 1;
        packed_add(with->record, (uint64_t)*number << 1 | is_new);
        if (is_new)
            packed_add_text(with->record, key);
        packed_take(told, &weight_class);
        packed_add(with->record, weight_class);
    }
}

static void add_words(maker *with)
{
    packed_add(with->record, with->related.count);
    for (size_t i = 0; i < with->range_count; i++)
        for (text told = with->ranges[i]; told.length > 0;)
            add_word(with, &told);
    const uint32_t *order = text_order(&with->memory, with->related.items, with->related.count);
    buffer words = { 0 };
    for (size_t i = 0; i < with->related.count; i++)
        pass_word(&words, search_words_find(with->analysed, with->related.items[order[i]]));
    text told = text_copy(&with->memory, buffer_text(&words));
    buffer_free(&words);
    for (size_t i = 0; i < with->related.count; i++) {
        packed_add_text(with->record, with->related.items[order[i]]);
        add_word(with, &told);
    }
}

// Keys that only words such as "which" have, as far as the corpus knows them: a 1 for each.
static void add_function_words(maker *with, text language)
{
    text rest = function_words(language), word;
    char *marks = ARENA_NEW(&with->memory, char, with->keys.count + 1);
    while (function_words_next(&rest, &word)) {
        search_word found = search_words_find(with->analysed, word);
        for (size_t i = 0; i < found.count; i++) {
            const uintptr_t *number = table_get(&with->keys, found.keys[i].key);
            if (number != NULL && found.keys[i].weight_class == KEY_LEMMA)
                marks[*number] = 1;
        }
    }
    for (size_t i = 0; i < with->keys.count; i++)
        packed_add(with->record, (uint64_t)marks[i]);
}

static bool analyse(maker *with, text language, int workers, const lexicon_caches *caches)
{
    with->analysed = search_words_open(language);
    bool lacks_dictionary = search_words_lacks_dictionary(with->analysed);
    packed_add(with->record, lacks_dictionary);
    packed_add(with->record, text_equals(language, TEXT("fi")) && !lacks_dictionary);
    text known = caches->load(caches->context, &with->memory, "words");
    if (known.length > 0)
        search_words_load(with->analysed, known);
    search_words_expect(with->analysed, with->count);
    for (size_t i = 0; i < with->count; i++)
        search_words_learn(with->analysed, surface_of(with, i), with->of->mentions.items[with->numbers[i]]);
    bool fine = analyse_ranges(with, workers);
    if (fine) {
        add_words(with);
        add_function_words(with, language);
    }
    if (fine && search_words_has_news(with->analysed)) {
        buffer saved = { 0 };
        search_words_save(with->analysed, &saved);
        caches->keep(caches->context, "words", buffer_text(&saved));
        buffer_free(&saved);
    }
    search_words_close(with->analysed);
    return fine;
}

// ---- The whole, when nothing changed

// All that the record is made from.
static fingerprint key_of(maker *with, text language)
{
    buffer told = { 0 };
    record_add_text(&told, program_stamp(&with->scratch));
    record_add_text(&told, search_words_version(&with->scratch));
    record_add_text(&told, language);
    for (size_t i = 0; i < with->count; i++) {
        packed_add_text(&told, surface_of(with, i));
        packed_add(&told, with->of->mentions.items[with->numbers[i]]);
    }
    fingerprint made = fingerprint_of(buffer_text(&told));
    buffer_free(&told);
    arena_reset(&with->scratch);
    return made;
}

// False when what is kept is damaged or of other words.
static bool take_kept(maker *with, const fingerprint *key, const lexicon_caches *caches)
{
    text kept = caches->load(caches->context, &with->memory, "lexicon");
    if (!text_starts_with(kept, FIRST_LINE))
        return false;
    kept = text_from(kept, FIRST_LINE.length);
    uint64_t sum = record_take_number(&kept);
    if (kept.bytes == NULL || sum != digest_checksum(0, kept) || !text_starts_with(kept, fingerprint_text(key)))
        return false;
    buffer_add(with->record, text_from(kept, fingerprint_text(key).length));
    return true;
}

static void keep_whole(const fingerprint *key, text made, const lexicon_caches *caches)
{
    buffer contents = { 0 }, kept = { 0 };
    buffer_add(&contents, fingerprint_text(key));
    buffer_add(&contents, made);
    buffer_add(&kept, FIRST_LINE);
    record_add_number(&kept, digest_checksum(0, buffer_text(&contents)));
    buffer_add(&kept, buffer_text(&contents));
    caches->keep(caches->context, "lexicon", buffer_text(&kept));
    buffer_free(&contents);
    buffer_free(&kept);
}

bool lexicon_make(const search_corpus *of, text language, int workers, const lexicon_caches *caches, buffer *record)
{
    maker with = { .of = of, .record = record, .count = of->surfaces.count };
    with.keys.memory = with.known.memory = &with.memory;
    with.numbers = text_order(&with.memory, of->surfaces.items, with.count);
    for (size_t i = 0; i < with.count; i++)
        packed_add(record, with.numbers[i]);
    size_t begin = record->length;
    fingerprint key = key_of(&with, language);
    bool fine = true;
    if (!take_kept(&with, &key, caches)) {
        fine = analyse(&with, language, workers, caches);
        if (fine)
            keep_whole(&key, text_from(buffer_text(record), begin), caches);
    }
    arena_free(&with.memory);
    arena_free(&with.scratch);
    return fine;
}
