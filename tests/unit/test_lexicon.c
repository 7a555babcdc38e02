#include "checks.h"

#include "search/lexicon.h"
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

// Every word with its keys, whatever their numbers.
static text told_by(const search_corpus *corpus, kept_caches *caches, int workers)
{
    buffer record = { 0 }, out = { 0 };
    lexicon_caches kept = { load, keep, caches };
    check(lexicon_make(corpus, TEXT("fi"), workers, &kept, &record));
    const lexicon *made = lexicon_take(&memory, corpus, buffer_text(&record));
    assert_int_equal(made->corpus_count, corpus->surfaces.count);
    for (size_t i = 0; i < made->count; i++) {
        const lexicon_word *word = &made->words[i];
        buffer_format(&out, "%.*s %.*s %d:", TEXT_PRINT(word->surface), TEXT_PRINT(word->folded), word->is_known);
        for (size_t t = 0; t < word->target_count; t++)
            buffer_format(&out, " %.*s/%d/%d", TEXT_PRINT(made->keys[word->targets[t].key]), word->targets[t].weight_class,
                          made->says_little[word->targets[t].key]);
        buffer_add_byte(&out, '\n');
    }
    text told = text_copy(&memory, buffer_text(&out));
    buffer_free(&record);
    buffer_free(&out);
    return told;
}

// ---- Tests

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
        cmocka_unit_test_teardown(no_words_are_no_trouble, end),
    };
    return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}
