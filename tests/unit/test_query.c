#include "search_fixture.h"

#include "search/query.h"

static search_fixture made;
static search_index *in;
static const fixture_page pages[] = { { "One", "A page." } };

static int open_index(void **state)
{
    (void)state;
    fixture_make(&made, pages, 1);
    in = index_open(made.folder, TEXT("en"));
    return in == NULL;
}

static int close_index(void **state)
{
    (void)state;
    index_close(in);
    fixture_remove(&made);
    return 0;
}

static search_query parse(const char *asked)
{
    return query_parse(&made.memory, in, text_of(asked));
}

static void words_are_folded_and_stand_once(void **state)
{
    (void)state;
    search_query query = parse("  Työ\tTYÖ lupa?! ");
    assert_int_equal(query.word_count, 2);
    check_text(query.words[0], "tyo");
    check_text(query.words[1], "lupa");
    assert_int_equal(parse("").word_count, 0);
    assert_int_equal(parse(" .*+?[](){}^$|\\ ").word_count, 0);
}

static void phrases_are_words_in_a_row(void **state)
{
    (void)state;
    search_query query = parse("b \"a b a\" “c d”");
    assert_int_equal(query.word_count, 4);
    assert_int_equal(query.phrase_count, 2);
    assert_int_equal(query.phrases[0].count, 3);
    assert_int_equal(query.phrases[0].numbers[0], 1);
    assert_int_equal(query.phrases[0].numbers[1], 0);
    assert_int_equal(query.phrases[1].count, 2);
    assert_int_equal(parse("\"alone\"").phrase_count, 0);
    assert_int_equal(parse("\"never closed").phrase_count, 1);
    assert_int_equal(parse("\"\" \"").word_count, 0);
}

static void a_minus_makes_words_unwanted(void **state)
{
    (void)state;
    search_query query = parse("lupa -lomake -\"a b\" co-creation - x");
    assert_int_equal(query.word_count, 3);
    check_text(query.words[1], "co-creation");
    check_text(query.words[2], "x");
    assert_int_equal(query.unwanted_count, 2);
    check_text(query.unwanted[0].words[0], "lomake");
    assert_int_equal(query.unwanted[1].count, 2);
}

static void fields_narrow(void **state)
{
    (void)state;
    search_query query = parse("parity:EVEN -Pariteetti:\"even number\" EU:n other:x parity:");
    assert_int_equal(query.filters.count, 2);
    check_text(query.filters.items[0].value, "even");
    check(!query.filters.items[0].is_out && query.filters.items[1].is_out);
    check_text(query.filters.items[1].value, "even number");
    assert_int_equal(query.word_count, 2);
    check_text(query.words[0], "eu:n");
    check_text(query.words[1], "other:x");
}

static void long_queries_are_cut(void **state)
{
    (void)state;
    char many[10001];
    for (size_t i = 0; i + 1 < sizeof many; i++)
        many[i] = (char)(i % 2 == 0 ? 'a' + (char)(i / 2 % 26) : ' ');
    many[sizeof many - 1] = '\0';
    assert_int_equal(parse(many).word_count, QUERY_WORDS_LIMIT);
    memset(many, 'x', sizeof many - 1);
    search_query query = parse(many);
    assert_int_equal(query.word_count, 1);
    check(query.words[0].length <= 64);
    memset(many, '-', sizeof many - 1);
    assert_int_equal(parse(many).word_count, 0);
    memset(many, '"', sizeof many - 1);
    assert_int_equal(parse(many).word_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_folded_and_stand_once, open_index, close_index),
        cmocka_unit_test_setup_teardown(phrases_are_words_in_a_row, open_index, close_index),
        cmocka_unit_test_setup_teardown(a_minus_makes_words_unwanted, open_index, close_index),
        cmocka_unit_test_setup_teardown(fields_narrow, open_index, close_index),
        cmocka_unit_test_setup_teardown(long_queries_are_cut, open_index, close_index),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
