#include "checks.h"

#include "language/stemmer.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void languages_have_their_own_stems(void **state)
{
    (void)state;
    stemmer *finnish = stemmer_open(TEXT("fi")), *swedish = stemmer_open(TEXT("sv")), *english = stemmer_open(TEXT("en"));
    check_text(stemmer_stem(finnish, &memory, TEXT("työpajassa")), "työpaj");
    check_text(stemmer_stem(swedish, &memory, TEXT("kommunerna")), "kommun");
    check_text(stemmer_stem(english, &memory, TEXT("development")), "develop");
    check(stemmer_open(TEXT("se")) == NULL);
    stemmer_close(finnish);
    stemmer_close(swedish);
    stemmer_close(english);
    stemmer_close(NULL);
}

static void odd_words_do_no_harm(void **state)
{
    (void)state;
    stemmer *swedish = stemmer_open(TEXT("sv"));
    check_text(stemmer_stem(swedish, &memory, (text){ 0 }), "");
    check(stemmer_stem(swedish, &memory, TEXT("a\xFF\xC3\x80\xF0")).length > 0);
    char letters[10000];
    memset(letters, 'a', sizeof letters);
    text lengthy = { letters, sizeof letters };
    check(text_equals(stemmer_stem(swedish, &memory, lengthy), lengthy));
    stemmer_close(swedish);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(languages_have_their_own_stems, end),
        cmocka_unit_test_teardown(odd_words_do_no_harm, end),
    };
    return cmocka_run_group_tests_name("stemmer", tests, NULL, NULL);
}
