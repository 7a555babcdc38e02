#include "checks.h"

static arena memory;
static diagnostics found;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    found = (diagnostics){ .memory = &memory };
    return 0;
}

static int end(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

static void check_json(const char *expected)
{
    char *printed = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&printed, &length);
    diagnostics_print(&found, true, stream);
    fclose(stream);
    assert_string_equal(printed, expected);
    free(printed);
}

static void diagnostics_are_printed_on_a_line_each(void **state)
{
    (void)state;
    report(&found, FIELD_MISSING, at(TEXT("a.md"), 2, 5), "'%s'", "aim");
    report(&found, REVIEW_OVERDUE, at(TEXT("b.md"), 0, 0), "%s", "");
    check_reported(&found, "a.md:2:5: error: a required field is missing: 'aim'\n"
                           "b.md:1:1: warning: the page should have been reviewed\n");
    check_json("{\"path\":\"a.md\",\"line\":2,\"column\":5,\"severity\":\"error\",\"code\":\"field-missing\","
               "\"message\":\"a required field is missing\",\"detail\":\"'aim'\"}\n"
               "{\"path\":\"b.md\",\"line\":1,\"column\":1,\"severity\":\"warning\",\"code\":\"review-overdue\","
               "\"message\":\"the page should have been reviewed\",\"detail\":\"\"}\n");
    assert_int_equal(diagnostics_count(&found, SEVERITY_ERROR), 1);
    assert_int_equal(diagnostics_count(&found, SEVERITY_WARNING), 1);
}

static void texts_of_authors_cannot_break_the_line(void **state)
{
    (void)state;
    report(&found, KEY_UNKNOWN, at(TEXT("a\nb.md"), 1, 1), "%s", "x\x1B[2J\x7F\xC2\x9B ä\u202E\u2028\xE4\"\\");
    check_reported(&found, "a\\x0ab.md:1:1: error: unknown key: x\\x1b[2J\\x7f\\x9b ä\\u202e\\u2028\\xe4\"\\\n");
    check_json("{\"path\":\"a\\u000ab.md\",\"line\":1,\"column\":1,\"severity\":\"error\",\"code\":\"key-unknown\","
               "\"message\":\"unknown key\",\"detail\":\"x\\u001b[2J\\u007f\\u009b ä\\u202e\\u2028\\ufffd\\\"\\\\\"}\n");
}

static void what_is_no_character_is_escaped(void **state)
{
    (void)state;
    report(&found, KEY_UNKNOWN, at(TEXT("a\uFFFE.md"), 1, 1), "%s", "\uFDD0 \U0001F600 \U0001FFFE \U0010FFFF");
    check_reported(&found, "a\\ufffe.md:1:1: error: unknown key: \\ufdd0 \U0001F600 \\u1fffe \\u10ffff\n");
    check_json("{\"path\":\"a\\ufffe.md\",\"line\":1,\"column\":1,\"severity\":\"error\",\"code\":\"key-unknown\","
               "\"message\":\"unknown key\",\"detail\":\"\\ufdd0 \U0001F600 \\ud83f\\udffe \\udbff\\udfff\"}\n");
}

static void paths_and_details_are_kept(void **state)
{
    (void)state;
    char path[] = "a.md";
    report(&found, KEY_UNKNOWN, at(text_of(path), 1, 1), "x");
    path[0] = 'z';
    check_text(found.items[0].place.path, "a.md");
}

static void diagnostics_are_sorted_and_single(void **state)
{
    (void)state;
    diagnostics_sort(&found);
    report(&found, KEY_UNKNOWN, at(TEXT("b.md"), 1, 1), "x");
    report(&found, KEY_UNKNOWN, at(TEXT("a.md"), 10, 1), "x");
    report(&found, KEY_UNKNOWN, at(TEXT("a.md"), 2, 7), "y");
    report(&found, KEY_UNKNOWN, at(TEXT("a.md"), 2, 7), "x");
    report(&found, YAML_SYNTAX, at(TEXT("a.md"), 2, 7), "z");
    report(&found, KEY_UNKNOWN, at(TEXT("a.md"), 2, 6), "z");
    report(&found, KEY_UNKNOWN, at(TEXT("a.md"), 2, 7), "x");
    diagnostics_sort(&found);
    check_reported(&found, "a.md:2:6: error: unknown key: z\n"
                           "a.md:2:7: error: this is not valid YAML: z\n"
                           "a.md:2:7: error: unknown key: x\n"
                           "a.md:2:7: error: unknown key: y\n"
                           "a.md:10:1: error: unknown key: x\n"
                           "b.md:1:1: error: unknown key: x\n");
}

static void details_are_cut(void **state)
{
    (void)state;
    char many[5000];
    memset(many, 'a', sizeof many);
    report(&found, KEY_UNKNOWN, at(TEXT("a.md"), 1, 1), "%.*s", 1999, many);
    assert_int_equal(found.items[0].detail.length, 1999);
    memcpy(many + 1999, "\u00e4", 2);        // the cut is between characters
    report(&found, KEY_UNKNOWN, at(TEXT("a.md"), 1, 1), "%.*s", (int)sizeof many, many);
    assert_int_equal(found.items[1].detail.length, 1999 + strlen("\u2026"));
}

static void records_carry_diagnostics(void **state)
{
    (void)state;
    buffer record = { 0 };
    report(&found, KEY_UNKNOWN, at(TEXT("a.md"), 2, 7), "100 %%d");
    report(&found, LINK_BROKEN, at(TEXT("b.md"), 3, 1), "y");
    diagnostics_add_to_record(&found, &record);
    record_add_number(&record, 42);

    diagnostics received = { .memory = &memory };
    text rest = buffer_text(&record);
    diagnostics_take_from_record(&received, &rest);
    assert_int_equal(record_take_number(&rest), 42);
    check_reported(&received, "a.md:2:7: error: unknown key: 100 %d\n"
                              "b.md:3:1: error: the link leads nowhere: y\n");

    rest = text_slice(buffer_text(&record), 0, record.length - 12);     // cut in the second
    received.count = 0;
    diagnostics_take_from_record(&received, &rest);
    check_reported(&received, "a.md:2:7: error: unknown key: 100 %d\n");
    assert_null(rest.bytes);
    buffer_free(&record);
}

static void the_same_of_one_file_is_counted_in_the_end(void **state)
{
    (void)state;
    buffer expected = { 0 };
    for (int i = 1; i <= 53; i++) {
        report(&found, REVIEW_OVERDUE, at(TEXT("a.md"), i, 1), "%d", i);
        if (i <= 50)
            buffer_format(&expected, "a.md:%d:1: warning: the page should have been reviewed: %d\n", i, i);
    }
    report(&found, LINK_BROKEN, at(TEXT("a.md"), 60, 1), "x");
    report(&found, REVIEW_OVERDUE, at(TEXT("b.md"), 1, 1), "x");
    buffer_add_string(&expected, "a.md:60:1: error: the link leads nowhere: x\n"
                                 "a.md:51:1: warning: the page should have been reviewed: and 3 more in this file\n"
                                 "b.md:1:1: warning: the page should have been reviewed: x\n");
    buffer_add_byte(&expected, '\0');
    check_reported(&found, expected.bytes);
    buffer_free(&expected);
    assert_int_equal(diagnostics_count(&found, SEVERITY_WARNING), 54);
}

static void every_kind_has_its_words(void **state)
{
    (void)state;
    for (int kind = 0; kind < DIAGNOSTIC_KINDS; kind++) {
        text message = text_of(diagnostic_message((diagnostic_kind)kind));
        text name = text_of(diagnostic_name((diagnostic_kind)kind));
        check(message.length > 0 && !text_ends_with(message, TEXT(".")));
        check(name.length > 0 && name.length < 60 && text_find_byte(name, '_', 0) == TEXT_NOT_FOUND);
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(message.bytes, diagnostic_message((diagnostic_kind)other));
    }
    assert_int_equal(diagnostic_severity(TRANSLATION_MISSING), SEVERITY_WARNING);
    assert_int_equal(diagnostic_severity(YAML_TAB), SEVERITY_ERROR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(diagnostics_are_printed_on_a_line_each, begin, end),
        cmocka_unit_test_setup_teardown(texts_of_authors_cannot_break_the_line, begin, end),
        cmocka_unit_test_setup_teardown(what_is_no_character_is_escaped, begin, end),
        cmocka_unit_test_setup_teardown(paths_and_details_are_kept, begin, end),
        cmocka_unit_test_setup_teardown(diagnostics_are_sorted_and_single, begin, end),
        cmocka_unit_test_setup_teardown(details_are_cut, begin, end),
        cmocka_unit_test_setup_teardown(records_carry_diagnostics, begin, end),
        cmocka_unit_test_setup_teardown(the_same_of_one_file_is_counted_in_the_end, begin, end),
        cmocka_unit_test_setup_teardown(every_kind_has_its_words, begin, end),
    };
    return cmocka_run_group_tests_name("diagnostics", tests, NULL, NULL);
}
