#include "checks.h"

#include "base/files.h"
#include "base/unicode.h"
#include "language/letters.h"
#include "language/search_fold.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// "\u00AD" and "\U0001F600" as the characters.
static text decoded(text written)
{
    char *bytes = ARENA_NEW(&memory, char, written.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < written.length; i++) {
        char next = i + 1 < written.length ? written.bytes[i + 1] : ' ';
        size_t digits = written.bytes[i] != '\\' ? 0 : next == 'u' ? 4 : next == 'U' ? 8 : 0;
        if (digits == 0) {
            bytes[length++] = written.bytes[i];
            continue;
        }
        char *number = text_to_string(&memory, text_slice(written, i + 2, i + 2 + digits));
        length += unicode_encode((uint32_t)strtoul(number, NULL, 16), bytes + length);
        i += 1 + digits;
    }
    return (text){ bytes, length };
}

static text folded(text word)
{
    return search_word_fold(&memory, search_word_surface(&memory, word));
}

static void words_are_folded_as_the_table_says(void **state)
{
    (void)state;
    text path = path_join(&memory, path_folder(text_of(__FILE__)), TEXT("search-fold.txt")), rest, line, word, expected;
    check(file_read(&memory, path, 1 << 20, &rest) == FILE_READ);
    size_t count = 0;
    while (text_take_line(&rest, &line)) {
        if (text_starts_with(line, TEXT("#")))
            continue;
        check(text_split(line, '=', &word, &expected));
        text found = folded(decoded(word));
        check_text(found, text_to_string(&memory, decoded(expected)));
        check_text(folded(found), text_to_string(&memory, found));      // folding again changes nothing
        count++;
    }
    check(count > 70);
}

static void surfaces_keep_their_accents(void **state)
{
    (void)state;
    check_text(search_word_surface(&memory, TEXT("TYÖPAJASSA")), "työpajassa");
    check_text(search_word_surface(&memory, TEXT("ÀÞ×ßÄÖÅÉ")), "àþ×ßäöåé");
    check_text(search_word_surface(&memory, TEXT("A\u0308iti")), "äiti");
    check_text(search_word_surface(&memory, TEXT("työ\u00ADpaja")), "työpaja");
    check_text(search_word_surface(&memory, TEXT("e\u2011palvelu")), "e-palvelu");
    check_text(search_word_surface(&memory, TEXT("vaa\u2019an")), "vaa'an");
    check_text(search_word_surface(&memory, TEXT("Žižek")), "žižek");
    check_text(search_word_surface(&memory, TEXT("\u200B\u00AD")), "");
    check_text(search_word_surface(&memory, (text){ 0 }), "");
    text plain = TEXT("työ-päivänä");
    check(search_word_surface(&memory, plain).bytes == plain.bytes);
}

static void long_words_are_cut(void **state)
{
    (void)state;
    char letters[20000];
    for (size_t i = 0; i < sizeof letters; i += 2)
        memcpy(letters + i, "ä", 2);
    text surface = search_word_surface(&memory, (text){ letters, sizeof letters });
    assert_int_equal(unicode_count(surface), SEARCH_WORD_LIMIT);
    assert_int_equal(search_word_fold(&memory, surface).length, SEARCH_WORD_LIMIT);
    // A letter that becomes two.
    for (size_t i = 0; i < sizeof letters; i += 2)
        memcpy(letters + i, "æ", 2);
    assert_int_equal(folded((text){ letters, sizeof letters }).length, SEARCH_WORD_LIMIT);
    // Marks without end on one letter.
    for (size_t i = 0; i < sizeof letters; i += 2)
        memcpy(letters + i, "\u0308", 2);
    letters[0] = letters[1] = 'a';
    check(text_starts_with(folded((text){ letters, sizeof letters }), TEXT("aa")));
}

static void malformed_bytes_do_no_harm(void **state)
{
    (void)state;
    check(folded(TEXT("a\xFF\xC3\xF0\x90")).length > 0);
    check(folded(TEXT("a\xC3")).length > 0);
    check(search_word_surface(&memory, TEXT("a\0b")).length == 3);
}

static void letters_without_accents_have_plain_ones(void **state)
{
    (void)state;
    assert_string_equal(plain_letters(0xDF), "ss");
    assert_string_equal(plain_letters(0xF8), "o");
    check(plain_letters('a') == NULL);
    check(plain_letters(0xE4) == NULL);
    for (uint32_t character = 0; character < 0x3000; character++)
        check(plain_letters(character) == NULL || strlen(plain_letters(character)) <= PLAIN_LETTERS_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(words_are_folded_as_the_table_says, end),
        cmocka_unit_test_teardown(surfaces_keep_their_accents, end),
        cmocka_unit_test_teardown(long_words_are_cut, end),
        cmocka_unit_test_teardown(malformed_bytes_do_no_harm, end),
        cmocka_unit_test_teardown(letters_without_accents_have_plain_ones, end),
    };
    return cmocka_run_group_tests_name("search_fold", tests, NULL, NULL);
}
