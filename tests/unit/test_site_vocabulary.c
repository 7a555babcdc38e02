#include "checks.h"

#include "language/site_vocabulary.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void words_are_counted(void **state)
{
    (void)state;
    site_vocabulary words = { .memory = &memory };
    vocabulary_add_function_words(&words, TEXT("och att"));
    vocabulary_add(&words, TEXT("skola"), 2);
    vocabulary_add(&words, TEXT("skola"), 3);
    vocabulary_add(&words, TEXT("och"), 9);
    vocabulary_add_stem(&words, TEXT("skol"), 1);
    vocabulary_finish(&words);
    assert_int_equal(vocabulary_count(&words, TEXT("skola")), 5);
    assert_int_equal(vocabulary_count(&words, TEXT("skol")), 0);
    assert_int_equal(vocabulary_stem_count(&words, TEXT("skol")), 1);
    assert_int_equal(vocabulary_count(&words, TEXT("och")), 0);
    check(vocabulary_is_function_word(&words, TEXT("och")));
    check(!vocabulary_is_function_word(&words, TEXT("skola")));
}

static void words_are_tried_with_endings(void **state)
{
    (void)state;
    site_vocabulary words = { .memory = &memory };
    vocabulary_add(&words, TEXT("skolan"), 1);
    vocabulary_finish(&words);
    uint64_t begun = word_hash(WORD_BEGINS, TEXT("skola"));
    check(filter_may_have(&words.is_word, word_hash(begun, TEXT("n"))));
    check(!filter_may_have(&words.is_word, begun));
    check(!filter_may_have(&words.is_stem, word_hash(begun, TEXT("n"))));
}

static void many_words_are_found_again(void **state)
{
    (void)state;
    site_vocabulary words = { .memory = &memory };
    for (size_t i = 0; i < 5000; i++)
        vocabulary_add(&words, text_format(&memory, "%zuword", i * 2), i + 1);
    vocabulary_finish(&words);
    for (size_t i = 0; i < 10000; i++) {
        text word = text_format(&memory, "%zuword", i);
        assert_int_equal(vocabulary_count(&words, word), i % 2 == 0 ? i / 2 + 1 : 0);
    }
}

static void no_words_are_no_trouble(void **state)
{
    (void)state;
    site_vocabulary words = { .memory = &memory };
    vocabulary_finish(&words);
    assert_int_equal(vocabulary_count(&words, TEXT("a")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(words_are_counted, end),
        cmocka_unit_test_teardown(words_are_tried_with_endings, end),
        cmocka_unit_test_teardown(many_words_are_found_again, end),
        cmocka_unit_test_teardown(no_words_are_no_trouble, end),
    };
    return cmocka_run_group_tests_name("site_vocabulary", tests, NULL, NULL);
}
