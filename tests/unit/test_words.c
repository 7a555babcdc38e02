#include "checks.h"

#include "base/buffer.h"
#include "language/words.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// The words of [t] with "|" between them.
static text words_of(text t)
{
    buffer out = { 0 };
    word_span word;
    for (size_t offset = 0; words_next(t, &offset, &word);) {
        if (out.length > 0)
            buffer_add_byte(&out, '|');
        buffer_add(&out, text_slice(t, word.from, word.to));
        assert_int_equal(offset, word.to);
    }
    text words = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return words;
}

static void words_are_letters_and_digits(void **state)
{
    (void)state;
    check_text(words_of(TEXT("Hyvää päivää, 2 kuntaa!")), "Hyvää|päivää|2|kuntaa");
    check_text(words_of(TEXT("(x)–y 5–10 1,5")), "x|y|5|10|1|5");
    check_text(words_of(TEXT("")), "");
    check_text(words_of(TEXT(" ... ")), "");
    check_text(words_of(TEXT("a\u0308iti Ελλάδα")), "a\u0308iti|Ελλάδα");
}

static void joints_are_inside_only(void **state)
{
    (void)state;
    check_text(words_of(TEXT("EU:n co-creation vaa'an vaa\u2019an linja\u2011auto")),
               "EU:n|co-creation|vaa'an|vaa\u2019an|linja\u2011auto");
    check_text(words_of(TEXT("'quoted' -5 alku- ja a--b x:: :y")), "quoted|5|alku|ja|a|b|x|y");
    check_text(words_of(TEXT("työ\u00ADpaja")), "työ\u00ADpaja");
}

static void malformed_bytes_part_words(void **state)
{
    (void)state;
    check_text(words_of(TEXT("a\xFFz")), "a|z");
    check_text(words_of(TEXT("\xC3")), "");
}

// Counting looks at many bytes at once: it tells of any text what going through its words tells.
static void counts_are_of_words(void **state)
{
    (void)state;
    static const char *const parts[] = { "a", "b", "Z", "9", "ä", "Ö", "×", "÷", "–", "\u2019", "\u00AD", "Ω", "a\u0308", " ", " ", ".",
                                         "-", "'", ":", "\n", "sana", "pitkähkösana", " ja ", "\xC3", "\xFF" };
    for (unsigned seed = 0; seed < 4000; seed++) {
        unsigned chance = seed * 2654435761u, kinds = seed % 2 == 0 ? sizeof parts / sizeof *parts : 21;
        buffer out = { 0 };
        for (unsigned length = seed % 90; length > 0; length--) {
            chance = chance * 1103515245u + 12345u;
            buffer_add_string(&out, parts[(chance >> 16) % kinds]);
        }
        size_t count = 0;
        word_span word;
        for (size_t offset = 0; words_next(buffer_text(&out), &offset, &word);)
            count++;
        if (words_count(buffer_text(&out)) != count)
            print_error("%.*s\n", TEXT_PRINT(buffer_text(&out)));
        assert_int_equal(words_count(buffer_text(&out)), count);
        buffer_free(&out);
    }
}

static void words_are_counted(void **state)
{
    (void)state;
    assert_int_equal(words_count(TEXT("Kolme sanaa tässä.")), 3);
    assert_int_equal(words_count((text){ 0 }), 0);
    size_t offset = 99;
    word_span word;
    check(!words_next(TEXT("abc"), &offset, &word));
    assert_int_equal(offset, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(words_are_letters_and_digits, end),
        cmocka_unit_test_teardown(joints_are_inside_only, end),
        cmocka_unit_test_teardown(malformed_bytes_part_words, end),
        cmocka_unit_test(words_are_counted),
        cmocka_unit_test(counts_are_of_words),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
