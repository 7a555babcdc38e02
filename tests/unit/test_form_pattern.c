#include "checks.h"

#include "site/form_pattern.h"

#include <time.h>

static void patterns_ask_for_the_whole_text(void **state)
{
    (void)state;
    text identity = TEXT("[0-9]{7}-[0-9]");
    check(form_pattern_matches(TEXT("1234567-8"), identity));
    check(!form_pattern_matches(TEXT("1234567-88"), identity));
    check(!form_pattern_matches(TEXT("x1234567-8"), identity));
    check(!form_pattern_matches(TEXT(""), identity));
    check(form_pattern_matches(TEXT("äÖ"), TEXT("[a-zäöÄÖ]+")));
    check(!form_pattern_matches(TEXT("å"), TEXT("[a-zäö]")));
    check(form_pattern_matches(TEXT("aab"), TEXT("a*a{1,2}b?")));
    check(form_pattern_matches(TEXT("ab"), TEXT(".{2,}")));
    check(!form_pattern_matches(TEXT("a"), TEXT(".{2,}")));
    check(form_pattern_matches(TEXT("-"), TEXT("[a-]")));
    check(form_pattern_matches(TEXT("anything"), TEXT("[unclosed")));
    check(form_pattern_matches(TEXT("anything"), TEXT("*")));
    check(!form_pattern_matches(TEXT("a\nb"), TEXT("a.b")));
    check(!form_pattern_matches(TEXT("a\rb"), TEXT("a.b")));
    check(form_pattern_matches(TEXT("a"), TEXT("a+?")));
    check(form_pattern_matches(TEXT("anything"), TEXT("a{x}")));
    check(form_pattern_matches(TEXT("anything"), TEXT("a{2")));
    check(form_pattern_matches(TEXT("anything"), TEXT("[]")));
    check(form_pattern_matches(TEXT(""), TEXT("")));
    // More characters than a pattern is held against are no match.
    static char many[7000];
    memset(many, 'a', sizeof many);
    check(form_pattern_matches((text){ many, 6000 }, TEXT("a*")));
    check(!form_pattern_matches((text){ many, 6001 }, TEXT("a*")));
    // A pattern of more parts than are held says nothing.
    check(form_pattern_matches(TEXT("b"), (text){ many, 129 }));
    check(!form_pattern_matches(TEXT("b"), (text){ many, 128 }));
}

#define TEN(x) x x x x x x x x x x

static void repetitions_are_counted(void **state)
{
    (void)state;
    static const struct { const char *pattern, *fits, *fails; } cases[] = {
        { "a{2,3}b{0,1}", "aaab", "aaaab" }, { "a{2,3}a{2}", "aaaaa", "aaaaaa" }, { "a{3,}", "aaaa", "aa" }, { "[ab]*a[ab]{2}", "bbabb", "bbbab" },
        { "a{0}b", "b", "ab" }, { "a?a?a?b", "aab", "aaaab" }, { "x*y+z?", "yyz", "xxz" }, { "a{2}.*", "aab", "ab" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(form_pattern_matches(text_of(cases[i].fits), text_of(cases[i].pattern)));
        check(!form_pattern_matches(text_of(cases[i].fails), text_of(cases[i].pattern)));
    }
}

static void patterns_take_no_longer_than_the_text_is(void **state)
{
    (void)state;
    static char many[6000];
    memset(many, 'a', sizeof many);
    text long_text = { many, sizeof many };
    clock_t from = clock();
    for (int i = 0; i < 5; i++) {
        check(!form_pattern_matches(long_text, TEXT(TEN(TEN("a*")) "b")));
        check(form_pattern_matches(long_text, TEXT(TEN(TEN(".*")))));
        check(form_pattern_matches(long_text, TEXT(TEN(".{0,999}"))));
    }
    check((double)(clock() - from) / CLOCKS_PER_SEC < 10);
}

static void ways_are_those_of_trying_one_after_another(void **state)
{
    (void)state;
    check(form_pattern_ways(TEXT("[0-9]{7}-[0-9]"), 9) == 1);
    check(form_pattern_ways(TEXT("a+-.*"), 100) == 100.0 * 101);
    check(form_pattern_ways(TEXT("a?b{2,4}c{5,}"), 10) == 2.0 * 3 * 6);
    check(form_pattern_ways(TEXT("a{20,}"), 10) == 1);
    check(form_pattern_ways(TEXT("[unclosed"), 10) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_ask_for_the_whole_text),
        cmocka_unit_test(repetitions_are_counted),
        cmocka_unit_test(patterns_take_no_longer_than_the_text_is),
        cmocka_unit_test(ways_are_those_of_trying_one_after_another),
    };
    return cmocka_run_group_tests_name("form_pattern", tests, NULL, NULL);
}
