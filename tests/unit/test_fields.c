#include "checks.h"

#include "schema/fields.h"
#include "source/yaml.h"

static arena memory;
static diagnostics found;
static const text codes[] = { TEXT_CONSTANT("fi"), TEXT_CONSTANT("sv") };
static const language_list languages = { codes, 2 };
static const text common[] = { TEXT_CONSTANT("title"), TEXT_CONSTANT("tags") };

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

// Reads [front] as a page of a kind that has [fields] ("aim: {type: long}", one
// a line; every field is given the label "L").
static field_value *read(const char *fields, const char *front)
{
    buffer yaml = { 0 };
    buffer_add_string(&yaml, "label: L\nfields:\n");
    text rest = text_of(fields);
    for (text line; text_take_line(&rest, &line);) {
        text without_brace = text_slice(line, 0, line.length - 1);
        buffer_format(&yaml, "  %.*s, label: L}\n", TEXT_PRINT(without_brace));
    }
    found.count = 0;
    const kind *k = kind_read(&memory, NULL, TEXT("case"), buffer_text(&yaml), TEXT("case.yaml"), &languages, &found);
    check_reported(&found, "");
    buffer_free(&yaml);
    const value *map = yaml_read(&memory, text_of(front), TEXT("a.md"), 2, 0, &found);
    return fields_read(&memory, k, map, TEXT("a.md"), common, 2, &found);
}

// ---- Keys

static void common_keys_are_left_to_the_caller(void **state)
{
    (void)state;
    field_value *v = read("aim: {type: text}\n", "title: [x]\ntags: x\naim: Puut\n");
    check_reported(&found, "");
    check_text(v[0].text, "Puut");
    check_text(v[0].field->id, "aim");
    check(v[0].is_set);
    assert_int_equal(v[0].line, 4);
    assert_int_equal(v[0].column, 6);
}

static void unknown_keys_are_reported(void **state)
{
    (void)state;
    read("target_groups: {type: text}\n", "title: x\ntarget_group: y\nauthor: z\n");
    check_reported(&found,
        "a.md:3:1: error: unknown key: 'target_group': did you mean 'target_groups'?\n"
        "a.md:4:1: error: unknown key: 'author': the keys that can be used here are title, tags, target_groups\n");
}

static void values_stand_in_the_order_of_the_kind(void **state)
{
    (void)state;
    field_value *v = read("a: {type: text}\nb: {type: text}\nc: {type: text}\n", "c: 3\na: 1\n");
    check_text(v[0].text, "1");
    check(!v[1].is_set);
    check_text(v[1].field->id, "b");
    check_text(v[2].text, "3");
}

static void missing_fields_are_reported_where_the_front_matter_begins(void **state)
{
    (void)state;
    static const char fields[] = "aim: {type: long, required: true}\n"
                                 "lessons: {type: list, of: text, required: true}\n"
                                 "topic: {type: choice, required: true, choices: {a: {fi: Eka, sv: Den}, b: {sv: Andra}}}\n";
    field_value *v = read(fields, "# comment\ntitle: x\n");
#define MISSING "error: a required field is missing: "
    check_reported(&found,
        "a.md:3:1: " MISSING "'aim': add a line 'aim: ...'\n"
        "a.md:3:1: " MISSING "'lessons': add a line 'lessons:' and below it a line for each item, beginning with '- '\n"
        "a.md:3:1: " MISSING "'topic': add a line 'topic:' with one of a (Eka), b\n");
    check(!v[0].is_set && !v[1].is_set && !v[2].is_set);

    read("aim: {type: long, required: true}\n", "");
    check_reported(&found, "a.md:1:1: " MISSING "'aim': add a line 'aim: ...'\n");
}

static void empty_values_are_as_good_as_absent(void **state)
{
    (void)state;
    static const char fields[] = "a: {type: text}\nb: {type: date}\nc: {type: list, of: text}\nd: {type: url}\n";
    field_value *v = read(fields, "a: ''\nb:\nc: []\nd: ' '\n");
    check_reported(&found, "");
    for (size_t i = 0; i < 4; i++)
        check(!v[i].is_set);

    read("a: {type: text, required: true}\nb: {type: list, of: text, required: true}\n", "title: x\na:\nb: []\n");
    check_reported(&found,
        "a.md:3:1: " MISSING "'a': add a line 'a: ...'\n"
        "a.md:4:1: " MISSING "'b': add a line 'b:' and below it a line for each item, beginning with '- '\n");
}

// ---- Texts

#define TYPE_OF "error: the field has the wrong kind of value: "

static void texts_are_trimmed(void **state)
{
    (void)state;
    field_value *v = read("a: {type: text}\nb: {type: long}\nc: {type: markdown}\nd: {type: page}\n",
                          "a: ' x '\nb: |\n  one\n\n  two\nc: >\n  *x*\nd: vaiheet/seuranta\n");
    check_reported(&found, "");
    check_text(v[0].text, "x");
    check_text(v[1].text, "one\n\ntwo");
    check_text(v[2].text, "*x*");
    check_text(v[3].text, "vaiheet/seuranta");
}

static void a_text_is_no_list_and_no_map(void **state)
{
    (void)state;
    field_value *v = read("a: {type: text}\nb: {type: date}\nc: {type: list, of: text}\n",
                          "a: [x]\nb: {c: d}\nc:\n  - Huomaa: tämä\n  - hyvä\n  - [x]\n");
#define QUOTE "put it in quotes if it has a colon, or begins with '-' or a bracket\n"
    check_reported(&found,
        "a.md:2:4: " TYPE_OF "'a' is one text, not a list: " QUOTE
        "a.md:3:4: " TYPE_OF "'b' is one text, not a group of keys: " QUOTE
        "a.md:5:5: " TYPE_OF "each item of 'c' is one text, not a group of keys: " QUOTE
        "a.md:7:5: " TYPE_OF "each item of 'c' is one text, not a list: " QUOTE);
    check(!v[0].is_set && !v[1].is_set);
    check(v[2].is_set);
    assert_int_equal(v[2].count, 1);
    check_text(v[2].items[0].text, "hyvä");
}

static void a_text_is_one_line(void **state)
{
    (void)state;
    field_value *v = read("a: {type: text}\nb: {type: text}\n", "a: |\n  one\n  two\nb: |\n  one\n");
    check_reported(&found, "a.md:2:4: " TYPE_OF
                   "'a' is one line without line breaks: begin a longer text with '>-' instead of '|'\n");
    check(!v[0].is_set);
    check_text(v[1].text, "one");
}

static text repeated(const char *start, const char *part, size_t times)
{
    buffer built = { 0 };
    buffer_add_string(&built, start);
    for (size_t i = 0; i < times; i++)
        buffer_add_string(&built, part);
    text copy = text_copy(&memory, buffer_text(&built));
    buffer_free(&built);
    return copy;
}

static void lengths_have_limits(void **state)
{
    (void)state;
    check(read("a: {type: text}\n", repeated("a: ", "ä", 2000).bytes)[0].is_set);
    check(!read("a: {type: text}\n", repeated("a: ", "ä", 2001).bytes)[0].is_set);
    check_reported(&found, "a.md:2:4: error: outside the allowed range: 'a' has 2001 characters, and can have at most 2000\n");
    check(read("a: {type: long}\n", repeated("a: ", "ä", 20000).bytes)[0].is_set);
    check(!read("a: {type: markdown}\n", repeated("a: ", "ä", 20001).bytes)[0].is_set);
    check_reported(&found, "a.md:2:4: error: outside the allowed range: 'a' has 20001 characters, and can have at most 20000\n");
    check(read("a: {type: list, of: text}\n", repeated("a:\n", "- x\n", 1000).bytes)[0].count == 1000);
    check(!read("a: {type: list, of: text}\n", repeated("a:\n", "- x\n", 1001).bytes)[0].is_set);
    check_reported(&found, "a.md:3:1: error: outside the allowed range: 'a' has 1001 items, and can have at most 1000\n");
}

// ---- Lists and records

static void a_list_is_written_as_a_list(void **state)
{
    (void)state;
    read("a: {type: list, of: text}\nb: {type: list, of: text}\n", "a: x\nb: {c: d}\n");
    check_reported(&found,
        "a.md:2:4: " TYPE_OF "'a' is a list: write each item on a line of its own, beginning with '- '\n"
        "a.md:3:4: " TYPE_OF "'b' is a list: write each item on a line of its own, beginning with '- '\n");
}

static void items_have_types(void **state)
{
    (void)state;
    field_value *v = read("a: {type: list, of: number, minimum: 1}\n", "a:\n  - 1\n  - x\n  -\n  - 0\n  - 2\n");
    check_reported(&found,
        "a.md:4:5: error: not a number: 'x': write digits only, for example 12 or 12.5\n"
        "a.md:5:4: " TYPE_OF "an item of 'a' is empty: write it or delete the '-'\n"
        "a.md:6:5: error: outside the allowed range: each item of 'a' must be at least 1\n");
    assert_int_equal(v[0].count, 2);
    check(v[0].items[0].number == 1 && v[0].items[1].number == 2);
    assert_ptr_equal(v[0].items[1].field, v[0].field->of);
    assert_int_equal(v[0].items[1].line, 7);
}

#define FIGURES "figures: {type: list, of: record, fields: {value: {type: text, required: true, label: L}, " \
                "parts: {type: list, of: text, label: L}}}\n"

static void records_are_read_in_their_order(void **state)
{
    (void)state;
    field_value *v = read(FIGURES, "figures:\n  - parts: [a, b]\n    value: '33'\n  - value: '10'\n");
    check_reported(&found, "");
    assert_int_equal(v[0].count, 2);
    const field_value *first = &v[0].items[0], *second = &v[0].items[1];
    assert_int_equal(first->count, 2);
    check_text(first->items[0].text, "33");
    assert_int_equal(first->items[1].count, 2);
    check(second->is_set && !second->items[1].is_set);
}

static void mistakes_in_records_have_their_place(void **state)
{
    (void)state;
    read(FIGURES "one: {type: record, fields: {x: {type: text, label: L}}}\n",
         "figures:\n  - vlaue: '33'\n  - plain\n  - value: [x]\n    parts: y\none: x\n");
    check_reported(&found,
        "a.md:3:5: error: unknown key: 'vlaue': did you mean 'value'?\n"
        "a.md:3:5: " MISSING "'value': add a line 'value: ...'\n"
        "a.md:4:5: " TYPE_OF "each item of 'figures' is a group of lines of the form 'key: text'; the keys are value, parts\n"
        "a.md:5:12: " TYPE_OF "'value' is one text, not a list: " QUOTE
        "a.md:6:12: " TYPE_OF "'parts' is a list: write each item on a line of its own, beginning with '- '\n"
        "a.md:7:6: " TYPE_OF "'one' is a group of lines of the form 'key: text'; the keys are x\n");
}

// ---- Choices

#define STATUS "a: {type: choice, choices: {open: {fi: Avoin}, ongoing: {fi: Käynnissä}, in-use: {sv: I bruk}}}\n"
#define STATUS_LIST "open (Avoin), ongoing (Käynnissä), in-use\n"

static void choices_are_found_by_id(void **state)
{
    (void)state;
    field_value *v = read(STATUS, "a: ongoing\n");
    check_reported(&found, "");
    assert_ptr_equal(v[0].choice, &v[0].field->choices[1]);
    check_text(v[0].text, "ongoing");
}

static void other_words_are_no_choices(void **state)
{
    (void)state;
    static const struct { const char *front, *expected; } cases[] = {
        { "a: opne\n", "'opne': did you mean 'open'? The choices are " STATUS_LIST },
        { "a: avoin\n", "'avoin': did you mean 'open'? The choices are " STATUS_LIST },
        { "a: KÄYNNISSÄ\n", "'KÄYNNISSÄ': did you mean 'ongoing'? The choices are " STATUS_LIST },
        { "a: in use\n", "'in use': did you mean 'in-use'? The choices are " STATUS_LIST },
        { "a: valmis\n", "'valmis': the choices are " STATUS_LIST },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char expected[300];
        snprintf(expected, sizeof expected, "a.md:2:4: error: not one of the choices: %s", cases[i].expected);
        field_value *v = read(STATUS, cases[i].front);
        check_reported(&found, expected);
        check(!v[0].is_set && v[0].choice == NULL);
    }
}

// ---- Dates, numbers, yes and no

static const value *scalar(const char *yaml)
{
    found.count = 0;
    const value *map = yaml_read(&memory, text_of(yaml), TEXT("a.md"), 1, 0, &found);
    return value_get(map, TEXT("a"));
}

static void dates_are_read(void **state)
{
    (void)state;
    date d;
    check(scalar_read_date(scalar("a: 2026-02-28"), TEXT("a.md"), &found, &d));
    check(d.year == 2026 && d.month == 2 && d.day == 28);
    check(scalar_read_date(scalar("a: ' 2024-02-29 '"), TEXT("a.md"), &found, &d));
    check(d.day == 29);
    check(read("a: {type: date}\n", "a: 2026-11-22\n")[0].date.month == 11);
}

static void dates_in_other_forms_are_corrected(void **state)
{
    (void)state;
    static const struct { const char *yaml, *expected; } cases[] = {
        { "a: 1.5.2026", "'1.5.2026': write it as 2026-05-01" },
        { "a: 2026-5-1", "'2026-5-1': write it as 2026-05-01" },
        { "a: 2026-02-30", "'2026-02-30': there is no such day" },
        { "a: 31.2.2026", "'31.2.2026': write year-month-day, for example 2026-05-01" },
        { "a: 5/1/2026", "'5/1/2026': write year-month-day, for example 2026-05-01" },
        { "a: toukokuu", "'toukokuu': write year-month-day, for example 2026-05-01" },
        { "a: 2026-05-01-02", "'2026-05-01-02': write year-month-day, for example 2026-05-01" },
        { "a: 2026-05-01T10:00", "'2026-05-01T10:00': write year-month-day, for example 2026-05-01" },
        { "a: ", "write year-month-day, for example 2026-05-01" },
        { "a: [2026-05-01]", "write year-month-day, for example 2026-05-01" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date d = { 0 };
        check(!scalar_read_date(scalar(cases[i].yaml), TEXT("a.md"), &found, &d));
        assert_int_equal(found.count, 1);
        assert_int_equal(found.items[0].kind, FIELD_DATE);
        check_text(found.items[0].detail, cases[i].expected);
        check(!date_is_set(d));
    }
}

static void numbers_are_read_exactly(void **state)
{
    (void)state;
    static const struct { const char *yaml; double expected; } cases[] = {
        { "a: 0", 0 }, { "a: 12", 12 }, { "a: -3", -3 }, { "a: 0.1", 0.1 }, { "a: 12.50", 12.5 }, { "a: '-0.07'", -0.07 },
        { "a: 007", 7 }, { "a: 999999999999999", 999999999999999 }, { "a: 3.14159265358979", 3.14159265358979 },
        { "a: 0.00000000000001", 0.00000000000001 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double read = -1;
        check(scalar_read_number(scalar(cases[i].yaml), TEXT("a.md"), &found, &read));
        check(read == cases[i].expected);
    }
    check_text(read("a: {type: number}\n", "a: 2.50\n")[0].text, "2.50");
}

static void numbers_in_other_forms_are_corrected(void **state)
{
    (void)state;
    static const struct { const char *yaml, *expected; } cases[] = {
        { "a: 12,5", "'12,5': write it as 12.5" },
        { "a: 10,000", "'10,000': write it as 10000 or 10.000" },
        { "a: 10 000 000", "'10 000 000': write it as 10000000" },
        { "a: 10 000,5", "'10 000,5': write it as 10000.5" },
        { "a: 10\xC2\xA0" "000", "'10\xC2\xA0" "000': write it as 10000" },
        { "a: \xE2\x88\x92" "5", "'\xE2\x88\x92" "5': write it as -5" },
        { "a: 12 %", "'12 %': write digits only, for example 12 or 12.5" },
        { "a: 1e5", "'1e5': write digits only, for example 12 or 12.5" },
        { "a: 0x10", "'0x10': write digits only, for example 12 or 12.5" },
        { "a: .5", "'.5': write digits only, for example 12 or 12.5" },
        { "a: 5.", "'5.': write digits only, for example 12 or 12.5" },
        { "a: 1.2.3", "'1.2.3': write digits only, for example 12 or 12.5" },
        { "a: +5", "'+5': write digits only, for example 12 or 12.5" },
        { "a: '-'", "'-': write digits only, for example 12 or 12.5" },
        { "a: -.5", "'-.5': write digits only, for example 12 or 12.5" },
        { "a: nan", "'nan': write digits only, for example 12 or 12.5" },
        { "a: 1234567890123456", "'1234567890123456': write digits only, for example 12 or 12.5" },
        { "a: ", "write digits, for example 12 or 12.5" },
        { "a: {b: 1}", "write digits, for example 12 or 12.5" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double read = -1;
        check(!scalar_read_number(scalar(cases[i].yaml), TEXT("a.md"), &found, &read));
        assert_int_equal(found.count, 1);
        assert_int_equal(found.items[0].kind, FIELD_NUMBER);
        check_text(found.items[0].detail, cases[i].expected);
        check(read == -1);
    }
}

static void numbers_have_limits(void **state)
{
    (void)state;
    static const char limits[] = "a: {type: number, minimum: 1, maximum: 2.5}\n";
    check(read(limits, "a: 1\n")[0].is_set);
    check(read(limits, "a: 2.5\n")[0].is_set);
    check(!read(limits, "a: 0.99\n")[0].is_set);
    check_reported(&found, "a.md:2:4: error: outside the allowed range: 'a' must be at least 1\n");
    check(!read(limits, "a: 3\n")[0].is_set);
    check_reported(&found, "a.md:2:4: error: outside the allowed range: 'a' must be at most 2.5\n");
}

static void yes_and_no_are_read(void **state)
{
    (void)state;
    static const char *const yes[] = { "a: true", "a: yes", "a: True", "a: YES", "a: 'yes'" };
    static const char *const no[] = { "a: false", "a: no", "a: No" };
    static const char *const neither[] = { "a: on", "a: 1", "a: kyllä", "a: ''", "a: [true]", "a: truely" };
    bool truth = false;
    for (size_t i = 0; i < 5; i++)
        check(scalar_read_bool(scalar(yes[i]), TEXT("a.md"), &found, &truth) && truth);
    for (size_t i = 0; i < 3; i++)
        check(scalar_read_bool(scalar(no[i]), TEXT("a.md"), &found, &truth) && !truth);
    for (size_t i = 0; i < 6; i++) {
        check(!scalar_read_bool(scalar(neither[i]), TEXT("a.md"), &found, &truth));
        check_reported(&found, "a.md:1:4: " TYPE_OF "write true or false\n");
    }
    check(read("a: {type: bool}\n", "a: no\n")[0].is_set);
    check(read("a: {type: bool}\n", "a: yes\n")[0].truth);
}

// ---- Addresses

static void addresses_of_four_schemes_are_allowed(void **state)
{
    (void)state;
    static const char *const allowed[] = {
        "https://espoo.fi", "http://a.fi/b?c=d&e=%20#f", "HTTPS://A.FI", "mailto:a@b.fi", "tel:+358401234567",
        "https://fi.wikipedia.org/wiki/Yhteiskehittäminen", "http://[::1]/", "https://åbo.fi", "https://a.fi/(b)",
    };
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        check(address_is_allowed(text_of(allowed[i])));
}

static void other_addresses_are_not(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "", "espoo.fi", "javascript:alert(1)", "data:text/html,x", "ftp://a.fi", "https:", "https://", "https:a.fi", "http:///a",
        "mailto:", "tel:", "//a.fi", "https://a b.fi", "https://a.fi/\"", "https://a.fi/'", "https://a.fi/<x>", " https://a.fi",
        "https://a.fi\n", "https://a.fi\t", "https://a.fi\\b", "https://a.fi/\xC2\xA0", "https://a.fi/\xE2\x80\x8B",
        "https://a.fi/\xE2\x80\xAE", "https://a.fi/\xFF", "https://a.fi/`", "java\nscript:x", "https://?x", "vbscript:x", "http",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        check(!address_is_allowed(text_of(refused[i])));
    check(!address_is_allowed((text){ 0 }));
    check(!address_is_allowed(TEXT("https://a.fi/\0x")));
}

static void emails_are_plain(void **state)
{
    (void)state;
    static const char *const usable[] = { "kirjaamo@espoo.fi", "a.b-c_d+e@x.y.fi", "a@åbo.fi", "1@2.fi" };
    static const char *const refused[] = {
        "", "a", "a@b", "@b.fi", "a@", "a@b.fi.", "a@.fi", "a@b..fi", "a b@c.fi", "a@b.fi, c@d.fi", "a@b@c.fi", "a@b.fi?bcc=x",
        ".a@b.fi", "a.@b.fi", "a..b@c.fi", "<a@b.fi>", "a@-b.fi", "a@b-.fi", "ä@b.fi", "a@b_c.fi", "mailto:a@b.fi", "a@b.fi\n",
    };
    for (size_t i = 0; i < sizeof usable / sizeof *usable; i++)
        check(email_is_usable(text_of(usable[i])));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        check(!email_is_usable(text_of(refused[i])));
}

static void addresses_in_fields_are_explained(void **state)
{
    (void)state;
    field_value *v = read("a: {type: url}\nb: {type: url}\nc: {type: email}\nd: {type: image}\ne: {type: image}\n"
                          "f: {type: image}\ng: {type: url}\n",
                          "a: www.espoo.fi/x\nb: javascript:x\nc: a at b.fi\nd: https://a.fi/b.jpg\ne: /b.jpg\n"
                          "f: kuvat/tori.jpg\ng: https://a.fi\n");
#define ADDRESS "error: not an address that can be used: "
#define WHOLE "write the whole address without spaces, for example https://www.example.fi/page\n"
#define IMAGE "an image is a file of this site, written as seen from the page, for example images/square.jpg\n"
    check_reported(&found,
        "a.md:2:4: " ADDRESS "'www.espoo.fi/x': begin it with https://\n"
        "a.md:3:4: " ADDRESS "'javascript:x': " WHOLE
        "a.md:4:4: " ADDRESS "'a at b.fi': write it as name@example.fi\n"
        "a.md:5:4: " ADDRESS "'https://a.fi/b.jpg': " IMAGE
        "a.md:6:4: " ADDRESS "'/b.jpg': " IMAGE);
    check_text(v[5].text, "kuvat/tori.jpg");
    check_text(v[6].text, "https://a.fi");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(common_keys_are_left_to_the_caller, begin, end),
        cmocka_unit_test_setup_teardown(unknown_keys_are_reported, begin, end),
        cmocka_unit_test_setup_teardown(values_stand_in_the_order_of_the_kind, begin, end),
        cmocka_unit_test_setup_teardown(missing_fields_are_reported_where_the_front_matter_begins, begin, end),
        cmocka_unit_test_setup_teardown(empty_values_are_as_good_as_absent, begin, end),
        cmocka_unit_test_setup_teardown(texts_are_trimmed, begin, end),
        cmocka_unit_test_setup_teardown(a_text_is_no_list_and_no_map, begin, end),
        cmocka_unit_test_setup_teardown(a_text_is_one_line, begin, end),
        cmocka_unit_test_setup_teardown(lengths_have_limits, begin, end),
        cmocka_unit_test_setup_teardown(a_list_is_written_as_a_list, begin, end),
        cmocka_unit_test_setup_teardown(items_have_types, begin, end),
        cmocka_unit_test_setup_teardown(records_are_read_in_their_order, begin, end),
        cmocka_unit_test_setup_teardown(mistakes_in_records_have_their_place, begin, end),
        cmocka_unit_test_setup_teardown(choices_are_found_by_id, begin, end),
        cmocka_unit_test_setup_teardown(other_words_are_no_choices, begin, end),
        cmocka_unit_test_setup_teardown(dates_are_read, begin, end),
        cmocka_unit_test_setup_teardown(dates_in_other_forms_are_corrected, begin, end),
        cmocka_unit_test_setup_teardown(numbers_are_read_exactly, begin, end),
        cmocka_unit_test_setup_teardown(numbers_in_other_forms_are_corrected, begin, end),
        cmocka_unit_test_setup_teardown(numbers_have_limits, begin, end),
        cmocka_unit_test_setup_teardown(yes_and_no_are_read, begin, end),
        cmocka_unit_test_setup_teardown(addresses_of_four_schemes_are_allowed, begin, end),
        cmocka_unit_test_setup_teardown(other_addresses_are_not, begin, end),
        cmocka_unit_test_setup_teardown(emails_are_plain, begin, end),
        cmocka_unit_test_setup_teardown(addresses_in_fields_are_explained, begin, end),
    };
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
