#include "checks.h"
#include "hidden_dictionary.h"

#include "base/digest.h"
#include "search/lexicon.h"
#include "base/packed.h"
#include "search/page_words.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// ---- What is kept, here

typedef struct {
    text words, lexicon;
    size_t kept;                // how often
} kept_caches;

static text *cache_called(kept_caches *in, const char *name)
{
    return strcmp(name, "words") == 0 ? &in->words : &in->lexicon;
}

static text load(void *context, arena *into, const char *name)
{
    return text_copy(into, *cache_called(context, name));
}

static void keep(void *context, const char *name, text saved)
{
    kept_caches *in = context;
    *cache_called(in, name) = text_copy(&memory, saved);
    in->kept++;
}

// ---- A corpus: words that the dictionary knows, compounds that it does not, many of them

static const char *const HEADS[] = { "botti", "kehittämis", "palvelu", "showroom", "asukas", "tori", "makerspace" };
static const char *const TAILS[] = { "työpaja", "kierros", "lupa", "kokeilu", "mittari", "viikko", "botti", "talo" };
static const char *const ENDINGS[] = { "", "n", "ssa", "lla", "ksi", "t", "sta", "lle", "a", "ni", "kin" };
enum { HEAD_COUNT = 7, TAIL_COUNT = 8, ENDING_COUNT = 11 };

static search_corpus corpus_of(size_t mentions)
{
    word_counts counts = { .memory = &memory };
    buffer record = { 0 };
    search_corpus corpus = { .memory = &memory, .pages = ARENA_NEW(&memory, corpus_page, 1), .page_count = 1 };
    for (size_t i = 0; i < HEAD_COUNT * TAIL_COUNT * ENDING_COUNT; i++)
        word_counts_add(&counts, text_format(&memory, "%s%s%s %s %s", HEADS[i % HEAD_COUNT],
                                             TAILS[i / HEAD_COUNT % TAIL_COUNT], ENDINGS[i / HEAD_COUNT / TAIL_COUNT],
                                             HEADS[i % HEAD_COUNT], TAILS[i % TAIL_COUNT]), WORDS_BODY);
    for (size_t i = 0; i < mentions; i++)
        word_counts_add(&counts, TEXT("viikko"), WORDS_BODY);
    word_counts_to_record(&counts, &record);
    corpus_add(&corpus, 0, buffer_text(&record));
    buffer_free(&record);
    return corpus;
}

static int by_bytes(const void *left, const void *right)
{
    return text_compare(*(const text *)left, *(const text *)right);
}

// Every word with its keys, whatever their numbers.
static text told_in(const search_corpus *corpus, text language, kept_caches *caches, int workers)
{
    buffer record = { 0 }, out = { 0 };
    lexicon_caches kept = { load, keep, caches };
    check(lexicon_make(corpus, language, workers, &kept, &record));
    const lexicon *made = lexicon_take(&memory, corpus, buffer_text(&record));
    assert_int_equal(made->corpus_count, corpus->surfaces.count);
    text *lines = ARENA_NEW(&memory, text, made->count + 1);
    for (size_t i = 0; i < made->count; i++) {
        buffer_clear(&out);
        const lexicon_word *word = &made->words[i];
        buffer_format(&out, "%.*s %.*s %d:", TEXT_PRINT(word->surface), TEXT_PRINT(word->folded), word->is_known);
        for (size_t t = 0; t < word->target_count; t++)
            buffer_format(&out, " %.*s/%d/%d", TEXT_PRINT(made->keys[word->targets[t].key]), word->targets[t].weight_class,
                          made->says_little[word->targets[t].key]);
        lines[i] = text_copy(&memory, buffer_text(&out));
    }
    buffer_clear(&out);
    qsort(lines, made->count, sizeof *lines, by_bytes);
    for (size_t i = 0; i < made->count; i++)
        buffer_format(&out, "%.*s\n", TEXT_PRINT(lines[i]));
    text told = text_copy(&memory, buffer_text(&out));
    buffer_free(&record);
    buffer_free(&out);
    return told;
}

static text told_by(const search_corpus *corpus, kept_caches *caches, int workers)
{
    return told_in(corpus, TEXT("fi"), caches, workers);
}

// ---- Words by chance, of pieces that go together in many ways

static uint32_t seed;

static uint32_t below(uint32_t limit)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % limit;
}

static const char *const FINNISH[] = {
    "botti", "kehittämis", "kehittäminen", "palvelu", "show", "room", "tori", "tuppu", "hattu", "kukka", "lupa", "luva",
    "makerspace", "space", "työ", "paja", "oikeus", "oikeude", "zumba", "blogi", "vlogi", "striimi", "koulu", "talo", "piha",
    "ainen", "ais", "sopimus", "sopimukse", "pop", "up", "digi", "loota", "kilke", "kilkkee", NULL };
static const char *const FINNISH_ENDINGS[] = {
    "", "", "", "n", "ssa", "lla", "ksi", "t", "sta", "a", "ä", "in", "seen", "ia", "en", "ni", "kse", "-", ":n", "ta", NULL };
static const char *const SWEDISH[] = {
    "skola", "skol", "verksamhet", "verksamhets", "kyrko", "kyrka", "plan", "sommar", "utveckling", "utvecklings", "grupp",
    "möte", "mötes", "kom", "mun", "avtal", "lista", "gata", "gatu", "upphandl", "upphandling", "stad", "stads", "väg", NULL };
static const char *const SWEDISH_ENDINGS[] = {
    "", "", "", "en", "n", "et", "t", "ar", "or", "er", "a", "arna", "ens", "s", "ing", "ning", "-", "e", "an", NULL };

static const char *one_of(const char *const *list)
{
    uint32_t count = 0;
    while (list[count] != NULL)
        count++;
    return list[below(count)];
}

enum { CHANCE_PARTS = 7, CHANCE_WORDS = 60, CHANGES = 3, STEPS = 6 };

// Few parts at a time, so that words have much to do with one another.
static text word_by_chance(bool is_finnish, const char *const *parts)
{
    return text_format(&memory, "%s%s%s%s", one_of(parts), below(3) > 0 ? one_of(parts) : "",
                       below(4) == 0 ? one_of(parts) : "", one_of(is_finnish ? FINNISH_ENDINGS : SWEDISH_ENDINGS));
}

// Each word as often as [times] says.
static search_corpus corpus_of_words(const text *words, const uint32_t *times)
{
    word_counts counts = { .memory = &memory };
    buffer record = { 0 };
    search_corpus corpus = { .memory = &memory, .pages = ARENA_NEW(&memory, corpus_page, 1), .page_count = 1 };
    for (size_t i = 0; i < CHANCE_WORDS; i++)
        for (uint32_t n = 0; n < times[i]; n++)
            word_counts_add(&counts, words[i], WORDS_BODY);
    word_counts_to_record(&counts, &record);
    corpus_add(&corpus, 0, buffer_text(&record));
    buffer_free(&record);
    return corpus;
}

// ---- Tests

// Words come, go, and are used more or less often: what was kept and patched tells what a new analysis does.
static void change_and_compare(bool is_finnish)
{
    const char *parts[CHANCE_PARTS + 1] = { NULL };
    text words[CHANCE_WORDS], language = is_finnish ? TEXT("fi") : TEXT("sv");
    uint32_t times[CHANCE_WORDS];
    kept_caches kept = { 0 };
    for (size_t i = 0; i < CHANCE_PARTS; i++)
        parts[i] = one_of(is_finnish ? FINNISH : SWEDISH);
    for (size_t i = 0; i < CHANCE_WORDS; i++) {
        words[i] = word_by_chance(is_finnish, parts);
        times[i] = below(4) * below(5);
    }
    for (int step = 0; step < STEPS; step++) {
        search_corpus corpus = corpus_of_words(words, times);
        kept_caches none = { 0 };
        text patched = told_in(&corpus, language, &kept, 1), fresh = told_in(&corpus, language, &none, 1);
        check_text(patched, text_to_string(&memory, fresh));
        for (int change = 0; change < CHANGES; change++) {
            uint32_t i = below(CHANCE_WORDS);
            words[i] = below(2) == 0 ? word_by_chance(is_finnish, parts) : words[i];
            times[i] = below(3) * below(9);
        }
    }
    arena_free(&memory);
}

enum { SEEDS = 30 };

static void answers_follow_the_words(void **state)
{
    (void)state;
    for (uint32_t begun = 1; begun <= SEEDS; begun++) {
        seed = begun;
        dictionary_is_hidden = begun % 3 == 2;
        change_and_compare(begun % 3 != 0);
    }
    dictionary_is_hidden = false;
}

static void workers_find_what_one_process_finds(void **state)
{
    (void)state;
    search_corpus corpus = corpus_of(0);
    check(corpus.surfaces.count > 600);
    kept_caches alone = { 0 }, many = { 0 };
    text one = told_by(&corpus, &alone, 1);
    check(text_equals(told_by(&corpus, &many, 3), one));
    check(text_find(one, TEXT("kehittämistyöpajassa"), 0) != TEXT_NOT_FOUND);
    check(text_equals(alone.lexicon, many.lexicon));
}

static void the_same_words_are_not_analysed_again(void **state)
{
    (void)state;
    search_corpus corpus = corpus_of(0);
    kept_caches caches = { 0 };
    text fresh = told_by(&corpus, &caches, 1);
    size_t kept = caches.kept;
    caches.words = (text){ 0 };
    check(text_equals(told_by(&corpus, &caches, 2), fresh));
    assert_int_equal(caches.kept, kept);
}

static void other_words_are(void **state)
{
    (void)state;
    search_corpus corpus = corpus_of(0), other = corpus_of(200);
    kept_caches caches = { 0 }, none = { 0 };
    told_by(&corpus, &caches, 1);
    check(text_equals(told_by(&other, &caches, 1), told_by(&other, &none, 1)));
}

static void what_is_damaged_is_not_believed(void **state)
{
    (void)state;
    search_corpus corpus = corpus_of(0);
    kept_caches caches = { 0 };
    text fresh = told_by(&corpus, &caches, 1), whole = caches.lexicon;
    for (size_t at = 0; at < whole.length; at += whole.length / 23 + 1) {
        char *bytes = text_to_string(&memory, whole);
        bytes[at] = (char)(bytes[at] ^ 0x40);
        caches.lexicon = (text){ bytes, whole.length };
        check(text_equals(told_by(&corpus, &caches, 1), fresh));
        check(text_equals(caches.lexicon, whole));          // made again
    }
    caches.lexicon = text_slice(whole, 0, whole.length / 2);
    caches.words = text_slice(caches.words, 0, caches.words.length / 2);
    check(text_equals(told_by(&corpus, &caches, 1), fresh));
}

// With the checksum and the version that belong to it, but without the words that every lexicon has.
static void one_without_function_words_is_not_believed(void **state)
{
    (void)state;
    static const text first_line = TEXT_CONSTANT("digitori lexicon 2\n");
    search_corpus empty = { .memory = &memory };
    kept_caches caches = { 0 };
    buffer contents = { 0 }, file = { 0 };
    check_text(told_by(&empty, &caches, 1), "");
    text whole = caches.lexicon, versioned = text_from(whole, first_line.length + sizeof(uint64_t));
    buffer_add(&contents, text_slice(versioned, 0, sizeof(fingerprint)));
    packed_add(&contents, 0);               // has a dictionary
    packed_add(&contents, 0);               // no keys
    packed_add(&contents, 1);               // a word, which the site does not have
    packed_add_text(&contents, TEXT("sana"));
    packed_add(&contents, 0);
    packed_add_text(&contents, TEXT("\0\0"));
    packed_add_text(&contents, TEXT(""));
    packed_add_text(&contents, TEXT(""));
    buffer_add(&file, first_line);
    record_add_number(&file, digest_checksum(0, buffer_text(&contents)));
    buffer_add(&file, buffer_text(&contents));
    caches.lexicon = text_copy(&memory, buffer_text(&file));
    buffer_free(&contents);
    buffer_free(&file);
    check_text(told_by(&empty, &caches, 1), "");
    check(text_equals(caches.lexicon, whole));              // made again
}

// Many keys, and those of function words last among them.
static void function_words_say_little(void **state)
{
    (void)state;
    word_counts counts = { .memory = &memory };
    buffer record = { 0 };
    search_corpus corpus = { .memory = &memory, .pages = ARENA_NEW(&memory, corpus_page, 1), .page_count = 1 };
    for (size_t i = 0; i < 3000; i++)
        word_counts_add(&counts, text_format(&memory, "aa%zub", i), WORDS_BODY);
    word_counts_add(&counts, TEXT("library which"), WORDS_BODY);
    word_counts_to_record(&counts, &record);
    corpus_add(&corpus, 0, buffer_text(&record));
    buffer_free(&record);
    kept_caches caches = { 0 };
    for (int build = 0; build < 2; build++) {
        text told = told_in(&corpus, TEXT("en"), &caches, 1);
        check(text_find(told, TEXT("\nwhich which 0: which/0/1\n"), 0) != TEXT_NOT_FOUND);
        check(text_find(told, TEXT("\nlibrary library 0: librari/0/0\n"), 0) != TEXT_NOT_FOUND);
        check(text_find(told, TEXT("aa2999b aa2999b 0: aa2999b/0/0\n"), 0) != TEXT_NOT_FOUND);
    }
}

static void no_words_are_no_trouble(void **state)
{
    (void)state;
    search_corpus empty = { .memory = &memory };
    kept_caches caches = { 0 };
    check_text(told_by(&empty, &caches, 2), "");
    check_text(told_by(&empty, &caches, 2), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(workers_find_what_one_process_finds, end),
        cmocka_unit_test_teardown(the_same_words_are_not_analysed_again, end),
        cmocka_unit_test_teardown(other_words_are, end),
        cmocka_unit_test_teardown(what_is_damaged_is_not_believed, end),
        cmocka_unit_test_teardown(one_without_function_words_is_not_believed, end),
        cmocka_unit_test_teardown(answers_follow_the_words, end),
        cmocka_unit_test_teardown(function_words_say_little, end),
        cmocka_unit_test_teardown(no_words_are_no_trouble, end),
    };
    return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}
