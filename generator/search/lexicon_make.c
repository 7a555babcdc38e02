// The words of a language analysed: those that the last build knew are taken from what it kept, unless a change among the
// words of the site touches them.
#include "search/lexicon_parts.h"

#include "base/packed.h"
#include "base/program.h"
#include "base/workers.h"
#include "language/function_words.h"
#include "search/text_order.h"

#include <string.h>

enum {
    ALONE = 500,                // so few words are analysed sooner than processes start
    RANGES_OF_A_WORKER = 8,     // several, since words take unlike times
    OTHERS_EXPECTED = 1000,     // words besides those of the corpus that come with a change, as a rule
    TOO_MANY = 8                // when one word in so many has changed all are analysed
};

typedef struct {
    lexicon_maker made;
    search_words *analysed;
    const lexicon_caches *caches;
    int workers;
    struct { text *items; size_t count, capacity; } changed;        // surfaces that came, went or weigh otherwise
    bool *touched;              // by entry of what is kept
    struct { uint32_t *items; size_t count, capacity; } wanted;     // places of words to be analysed
    text *ranges;               // what is known of each range of them
    size_t range_count;
    table others;               // word that is not in the corpus -> 1 + its place
    arena scratch;
} maker;

uint32_t lexicon_weight(size_t mentions)
{
    uint32_t weight = 0;
    for (; mentions > 0; mentions >>= 1)
        weight++;
    return weight;
}

// ---- What the last build kept

static fingerprint version_of(maker *with)
{
    buffer told = { 0 };
    record_add_text(&told, program_stamp(&with->scratch));
    record_add_text(&told, search_words_version(&with->scratch));
    record_add_text(&told, with->made.language);
    fingerprint made = fingerprint_of(buffer_text(&told));
    buffer_free(&told);
    arena_reset(&with->scratch);
    return made;
}

// The numbers of words of the corpus that the last build knew, in its order; the others are marked in [is_new].
static size_t known_in_order(lexicon_maker *made, uint32_t *numbers, bool *is_new)
{
    size_t count = 0, number;
    memset(is_new, true, made->count);
    for (size_t k = 0; k < made->kept.count; k++)
        if (surfaces_find(&made->of->surfaces, made->kept.entries[k].surface, &number) && is_new[number]) {
            is_new[number] = false;
            numbers[count++] = (uint32_t)number;
        }
    return count;
}

// Only words that are new need be sorted.
static void order_corpus(maker *with)
{
    lexicon_maker *made = &with->made;
    const text *surfaces = made->of->surfaces.items;
    uint32_t *known = ARENA_NEW(&made->memory, uint32_t, made->count + 1);
    uint32_t *numbers = ARENA_NEW(&made->memory, uint32_t, made->count + 1);
    bool *is_new = ARENA_NEW(&made->memory, bool, made->count + 1);
    size_t known_count = known_in_order(made, known, is_new);
    struct { text *items; size_t count, capacity; } fresh = { 0 };
    for (uint32_t n = 0; n < made->count; n++)
        if (is_new[n]) {
            numbers[fresh.count] = n;
            *ARENA_PUSH(&made->memory, fresh) = surfaces[n];
        }
    const uint32_t *order = text_order(&made->memory, fresh.items, fresh.count);
    made->numbers = ARENA_NEW(&made->memory, uint32_t, made->count + 1);
    for (size_t k = 0, f = 0; k < known_count || f < fresh.count;) {
        bool is_known = f == fresh.count
            || (k < known_count && text_compare(surfaces[known[k]], fresh.items[order[f]]) < 0);
        made->numbers[k + f] = is_known ? known[k] : numbers[order[f]];
        *(is_known ? &k : &f) += 1;
    }
}

static void add_corpus(maker *with)
{
    lexicon_maker *made = &with->made;
    const search_corpus *of = made->of;
    order_corpus(with);
    // An array that grows leaves as much behind.
    made->sources.capacity = (made->count > made->kept.count ? made->count : made->kept.count) + OTHERS_EXPECTED;
    made->sources.items = ARENA_NEW(&made->memory, lexicon_source, made->sources.capacity);
    for (size_t i = 0; i < made->count; i++)
        *ARENA_PUSH(&made->memory, made->sources) = (lexicon_source){
            of->surfaces.items[made->numbers[i]], NO_ENTRY, NO_ENTRY, lexicon_weight(of->mentions.items[made->numbers[i]]),
            false, false };
}

static void note_change(maker *with, text surface)
{
    *ARENA_PUSH(&with->made.memory, with->changed) = surface;
}

// Which words of the corpus are as they were. Both lists are in order.
static void match_kept(maker *with)
{
    lexicon_maker *made = &with->made;
    const kept_lexicon *kept = &made->kept;
    size_t k = 0;
    for (size_t i = 0; i < made->count; i++) {
        lexicon_source *own = &made->sources.items[i];
        int order = 1;
        for (; k < kept->count && (order = text_compare(kept->entries[k].surface, own->surface)) < 0; k++)
            if (kept->entries[k].weight > 0)
                note_change(with, kept->entries[k].surface);
        bool is_there = k < kept->count && order == 0;
        uint32_t weight = is_there ? kept->entries[k].weight : 0;
        if (is_there)
            made->place_of_kept[k] = (uint32_t)i;
        if (weight != own->weight)
            note_change(with, own->surface);
        if (weight > 0)
            own->kept = (uint32_t)k;
        k += is_there;
    }
    for (; k < kept->count; k++)
        if (kept->entries[k].weight > 0)
            note_change(with, kept->entries[k].surface);
}

static void forget_kept(maker *with)
{
    with->made.kept.count = with->made.kept.key_count = 0;
    for (size_t i = 0; i < with->made.count; i++)
        with->made.sources.items[i].kept = NO_ENTRY;
}

// Every lexicon has them, whatever the site says. Of one that has not, words would be wanted though none has changed.
static bool has_function_words(const kept_lexicon *kept, text language)
{
    text rest = function_words(language), word;
    while (function_words_next(&rest, &word))
        if (kept_lexicon_find(kept, word) == NO_ENTRY)
            return false;
    return true;
}

static void begin_with_kept(maker *with, const fingerprint *version)
{
    lexicon_maker *made = &with->made;
    text saved = with->caches->load(with->caches->context, &made->memory, "lexicon");
    bool is_there = kept_lexicon_read(&made->memory, saved, version, &made->kept)
                 && has_function_words(&made->kept, made->language);
    if (!is_there)
        made->kept = (kept_lexicon){ 0 };
    add_corpus(with);
    if (!is_there)
        return;
    made->place_of_kept = ARENA_NEW(&made->memory, uint32_t, made->kept.count + 1);
    memset(made->place_of_kept, 0xFF, made->kept.count * sizeof *made->place_of_kept);
    with->touched = ARENA_NEW(&made->memory, bool, made->kept.count + 1);
    match_kept(with);
    if (with->changed.count * TOO_MANY > made->count)
        forget_kept(with);
}

// ---- The words of the site

static void open_words(maker *with)
{
    lexicon_maker *made = &with->made;
    text known = with->caches->load(with->caches->context, &made->memory, "words");
    with->analysed = search_words_open(made->language);
    made->lacks_dictionary = search_words_lacks_dictionary(with->analysed);
    made->has_dictionary = text_equals(made->language, TEXT("fi")) && !made->lacks_dictionary;
    bool is_loaded = known.length > 0 && search_words_load(with->analysed, known);
    if (made->has_dictionary && !is_loaded)
        forget_kept(with);          // asking about the words is what takes long
    if (made->kept.count > 0)
        search_words_only_look(with->analysed);
    else
        search_words_expect(with->analysed, made->count);
    for (size_t i = 0; i < made->count; i++)
        search_words_learn(with->analysed, made->sources.items[i].surface, made->sources.items[i].weight);
}

static void mark_touched(maker *with)
{
    lexicon_maker *made = &with->made;
    struct { text *items; size_t count, capacity; } parts = { 0 };
    for (size_t i = 0; i < with->changed.count; i++) {
        surface_list of_one = search_words_touched(with->analysed, &with->scratch, with->changed.items[i]);
        for (size_t p = 0; p < of_one.count; p++)
            *ARENA_PUSH(&with->scratch, parts) = of_one.items[p];
    }
    kept_lexicon_mark_touched(&made->kept, (surface_list){ parts.items, parts.count }, with->touched);
    for (size_t i = 0; i < made->count; i++) {
        lexicon_source *own = &made->sources.items[i];
        if (own->kept != NO_ENTRY && with->touched[own->kept])
            own->kept = NO_ENTRY;
    }
    arena_reset(&with->scratch);
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

static void analyse_word(maker *with, const lexicon_source *of, buffer *record)
{
    search_word found = search_words_find(with->analysed, of->surface);
    buffer part = { 0 };
    pass_word(&part, found);
    packed_add_text(record, buffer_text(&part));
    packed_add_text(record, found.asked);
    buffer_clear(&part);
    surface_list related = { 0 };
    if (of->weight > 0)
        related = search_words_related(with->analysed, &with->scratch, found);
    for (size_t i = 0; i < related.count; i++)
        packed_add_text(&part, related.items[i]);
    packed_add_text(record, buffer_text(&part));
    buffer_free(&part);
    arena_reset(&with->scratch);
}

// The record of a range: its words, then what the dictionary said.
static bool analyse_range(void *context, size_t range, buffer *record)
{
    maker *with = context;
    size_t from = with->wanted.count * range / with->range_count, to = with->wanted.count * (range + 1) / with->range_count;
    size_t read = search_words_read_count(with->analysed);
    buffer words = { 0 };
    for (size_t i = from; i < to; i++)
        analyse_word(with, &with->made.sources.items[with->wanted.items[i]], &words);
    packed_add_text(record, buffer_text(&words));
    search_words_pass_on(with->analysed, read, record);
    buffer_free(&words);
    return true;
}

static void take_range(void *context, size_t range, text record)
{
    maker *with = context;
    text rest = text_copy(&with->made.memory, record);
    with->ranges[range] = packed_take_text(&rest);
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
        text rest = text_copy(&with->made.memory, buffer_text(&record));
        with->ranges[i] = packed_take_text(&rest);
        buffer_free(&record);
    }
}

static bool analyse_ranges(maker *with)
{
    bool are_many = with->wanted.count >= ALONE, shares = with->workers > 1 && are_many;
    with->range_count = are_many ? (size_t)with->workers * RANGES_OF_A_WORKER : 1;
    with->ranges = ARENA_NEW(&with->made.memory, text, with->range_count);
    worker_plan plan = { .job_count = with->range_count, .worker_count = with->workers, .context = with,
                         .run = analyse_range, .finished = take_range, .died = leave_range };
    if (shares && !(search_words_prepare(with->analysed, with->workers) && workers_run(&plan)))
        return false;
    analyse_here(with);
    return true;
}

static void take_fresh(maker *with, uint32_t place, text *rest)
{
    lexicon_maker *made = &with->made;
    lexicon_source *own = &made->sources.items[place];
    own->fresh = (uint32_t)made->fresh.count;
    fresh_word *word = ARENA_PUSH(&made->memory, made->fresh);
    word->surface = own->surface;
    word->told = packed_take_text(rest);
    word->asked = packed_take_text(rest);
    word->related_texts = packed_take_text(rest);
}

static bool analyse_wanted(maker *with)
{
    if (with->wanted.count == 0)
        return true;
    if (!analyse_ranges(with))
        return false;
    size_t place = 0;
    for (size_t r = 0; r < with->range_count; r++)
        for (text rest = with->ranges[r]; rest.length > 0;)
            take_fresh(with, with->wanted.items[place++], &rest);
    with->wanted.count = 0;
    return true;
}

// ---- Words besides those of the corpus

static void want(maker *with, size_t place)
{
    *ARENA_PUSH(&with->made.memory, with->wanted) = (uint32_t)place;
}

static size_t add_other(maker *with, text surface, uint32_t entry)
{
    lexicon_maker *made = &with->made;
    size_t place = made->sources.count;
    bool is_kept = entry != NO_ENTRY && !with->touched[entry];
    *ARENA_PUSH(&made->memory, made->sources)
        = (lexicon_source){ surface, is_kept ? entry : NO_ENTRY, NO_ENTRY, 0, false, false };
    if (entry != NO_ENTRY)
        made->place_of_kept[entry] = (uint32_t)place;
    if (!is_kept)
        want(with, place);
    return place;
}

// The place of a word by its bytes; it gets one.
static size_t place_of(maker *with, text surface)
{
    lexicon_maker *made = &with->made;
    uint32_t entry = kept_lexicon_find(&made->kept, surface);
    if (entry != NO_ENTRY && made->place_of_kept[entry] != NO_ENTRY)
        return made->place_of_kept[entry];
    uintptr_t *known = table_put(&with->others, surface, NULL);
    if (*known == 0)
        *known = add_other(with, surface, entry) + 1;
    return (size_t)*known - 1;
}

// Words of the corpus are among the others where what is kept does not tell them.
static void know_corpus(maker *with)
{
    lexicon_maker *made = &with->made;
    for (size_t i = 0; i < made->count; i++)
        if (made->sources.items[i].kept == NO_ENTRY)
            *table_put(&with->others, made->sources.items[i].surface, NULL) = i + 1;
}

static void add_function_words(maker *with)
{
    text rest = function_words(with->made.language), word;
    while (function_words_next(&rest, &word)) {
        size_t place = place_of(with, word);        // may move the sources
        with->made.sources.items[place].is_function_word = true;
    }
}

static void find_related_places(maker *with, fresh_word *word)
{
    text rest = word->related_texts;
    struct { uint32_t *items; size_t count, capacity; } related = { 0 };
    while (rest.length > 0) {
        uint32_t place = (uint32_t)place_of(with, packed_take_text(&rest));
        with->made.sources.items[place].is_related = true;
        *ARENA_PUSH(&with->made.memory, related) = place;
    }
    word->related = related.items;
    word->related_count = related.count;
}

static void find_kept_related(maker *with, uint32_t entry)
{
    lexicon_maker *made = &with->made;
    text rest = made->kept.entries[entry].related;
    for (uint64_t other; packed_take(&rest, &other);) {
        if (made->place_of_kept[other] == NO_ENTRY)
            place_of(with, made->kept.entries[other].surface);
        made->sources.items[made->place_of_kept[other]].is_related = true;
    }
}

// Words that readers may type instead of those of the corpus.
static void add_related(maker *with)
{
    lexicon_maker *made = &with->made;
    for (size_t i = 0; i < made->count; i++)
        if (made->sources.items[i].kept != NO_ENTRY)
            find_kept_related(with, made->sources.items[i].kept);
    for (size_t i = 0; i < made->fresh.count; i++)
        if (made->fresh.items[i].related_texts.length > 0)
            find_related_places(with, &made->fresh.items[i]);
}

// ---- All of them

static void keep_words(maker *with)
{
    if (with->made.kept.count > 0 || !search_words_has_news(with->analysed))
        return;
    buffer saved = { 0 };
    search_words_save(with->analysed, &saved);
    with->caches->keep(with->caches->context, "words", buffer_text(&saved));
    buffer_free(&saved);
}

static bool find_words(maker *with)
{
    lexicon_maker *made = &with->made;
    bool is_new = made->kept.count == 0 || with->changed.count > 0;
    if (is_new)
        open_words(with);
    if (is_new && made->kept.count > 0)
        mark_touched(with);
    know_corpus(with);
    for (size_t i = 0; i < made->count; i++)
        if (made->sources.items[i].kept == NO_ENTRY)
            want(with, i);
    add_function_words(with);
    bool fine = analyse_wanted(with);
    if (fine)
        add_related(with);
    fine = fine && analyse_wanted(with);
    if (fine && is_new)
        keep_words(with);
    return fine;
}

static void write_found(maker *with, const fingerprint *version, bool is_new, buffer *record)
{
    buffer contents = { 0 }, saved = { 0 };
    buffer_add(&contents, fingerprint_text(version));
    lexicon_write(&with->made, record, is_new ? &contents : NULL);
    if (is_new) {
        kept_lexicon_save(buffer_text(&contents), &saved);
        buffer_free(&contents);
        with->caches->keep(with->caches->context, "lexicon", buffer_text(&saved));
    }
    buffer_free(&contents);
    buffer_free(&saved);
}

bool lexicon_make(const search_corpus *of, text language, int workers, const lexicon_caches *caches, buffer *record)
{
    maker with = { .made = { .of = of, .language = language }, .caches = caches, .workers = workers > 0 ? workers : 1 };
    with.others.memory = &with.made.memory;
    fingerprint version = version_of(&with);
    with.made.count = of->surfaces.count;
    begin_with_kept(&with, &version);
    with.made.lacks_dictionary = with.made.kept.lacks_dictionary;
    with.made.has_dictionary = with.made.kept.has_dictionary;
    bool fine = find_words(&with), is_new = with.analysed != NULL;
    search_words_close(with.analysed);      // before more memory is needed
    if (fine)
        write_found(&with, &version, is_new, record);
    arena_free(&with.made.memory);
    arena_free(&with.scratch);
    return fine;
}
