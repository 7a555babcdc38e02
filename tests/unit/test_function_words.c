#include "checks.h"

#include "language/function_words.h"
#include "language/words.h"

static size_t count(text language, text wanted, bool *is_there)
{
    text rest = function_words(language), word;
    size_t found = 0;
    for (*is_there = false; function_words_next(&rest, &word); found++)
        *is_there = *is_there || text_equals(word, wanted);
    return found;
}

static void languages_have_their_words(void **state)
{
    (void)state;
    bool is_there;
    check(count(TEXT("fi"), TEXT("miten"), &is_there) > 50 && is_there);
    check(count(TEXT("sv"), TEXT("och"), &is_there) > 50 && is_there);
    check(count(TEXT("en"), TEXT("which"), &is_there) > 50 && is_there);
    assert_int_equal(count(TEXT("de"), TEXT("und"), &is_there), 0);
}

static void every_word_is_one_word(void **state)
{
    (void)state;
    static const text languages[] = { TEXT_CONSTANT("fi"), TEXT_CONSTANT("sv"), TEXT_CONSTANT("en") };
    for (size_t l = 0; l < 3; l++) {
        text rest = function_words(languages[l]), word;
        while (function_words_next(&rest, &word))
            assert_int_equal(words_count(word), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_have_their_words),
        cmocka_unit_test(every_word_is_one_word),
    };
    return cmocka_run_group_tests_name("function_words", tests, NULL, NULL);
}
