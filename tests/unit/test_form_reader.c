#include "checks.h"

#include "site/form_reader.h"
#include "source/yaml.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEN(words) words words words words words words words words words words
#define IS_WRONG "error: the form is not defined correctly: "
#define FIELDS "sections:\n- id: osa\n  fields:\n"

// ---- form.yaml

typedef struct {
    const char *yaml, *expected;
} trial;

// A form is read without a site around it: its mistakes are its own.
static void check_structure(const trial *of)
{
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    site around = { .memory = &memory };
    form made = { 0 };
    form_reader from = { .memory = &memory, .site = &around, .found = &found, .form = &made, .path = TEXT("f.yaml") };
    from.root = yaml_read(&memory, text_of(of->yaml), from.path, 1, 0, &found);
    form_read_structure(&from);
    check_reported(&found, of->expected);
    release(&memory, &found);
}

static void fields_have_ids_and_types(void **state)
{
    (void)state;
    static const trial trials[] = {
        { FIELDS "  - {id: A, type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "a field's id is small letters a-z, digits and _, at most 40\n" },
        { FIELDS "  - {id: 1a, type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "a field's id is small letters a-z, digits and _, at most 40\n" },
        { FIELDS "  - {id: '', type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "a field's id is small letters a-z, digits and _, at most 40\n" },
        { FIELDS "  - {id: " TEN("aaaa") "a, type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "a field's id is small letters a-z, digits and _, at most 40\n" },
        { FIELDS "  - {id: aB, type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "a field's id is small letters a-z, digits and _, at most 40\n" },
        { FIELDS "  - {id: a__b, type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "a field's id is small letters a-z, digits and _, at most 40\n" },
        { FIELDS "  - {id: b_other, type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "a field's id is small letters a-z, digits and _, at most 40\n" },
        { FIELDS "  - word\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "write a field as '- {id: name, type: text}'\n" },
        { FIELDS "  - {id: b}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "'type' is text, long, date, number, choice, multi, check, signature, table, score or file\n" },
        { FIELDS "  - {id: b, type: word}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:19: " IS_WRONG "'type' is text, long, date, number, choice, multi, check, signature, table, score or file\n" },
        { FIELDS "  - {id: a, type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:5:5: " IS_WRONG "the field 'a' is there twice\n" },
        { FIELDS "  - {id: a-b, type: text}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:5: " IS_WRONG "a field's id is small letters a-z, digits and _, at most 40\n" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

static void forms_have_sections(void **state)
{
    (void)state;
    static const trial trials[] = {
        { "version: 1\n", "f.yaml:1:1: " IS_WRONG "'sections' must list 1 to 40 sections\n" },
        { "sections: word\n", "f.yaml:1:11: " IS_WRONG "'sections' must list 1 to 40 sections\n" },
        { "sections: []\n", "f.yaml:1:11: " IS_WRONG "'sections' must list 1 to 40 sections\n" },
        { "sections:\n"
          "- word\n",
          "f.yaml:2:3: " IS_WRONG "begin each section with '- id: ...'\n"
          "f.yaml:2:1: " IS_WRONG "a form needs a field\n" },
        { "sections:\n"
          "- id: A\n"
          "  fields: [{id: a, type: text}]\n",
          "f.yaml:2:3: " IS_WRONG "a section needs an 'id' of small letters a-z, digits and _\n" },
        { "sections:\n"
          "- id: a\n",
          "f.yaml:2:1: " IS_WRONG "a form needs a field\n" },
        { "sections:\n"
          "- id: a\n"
          "  fields: word\n",
          "f.yaml:2:1: " IS_WRONG "a form needs a field\n" },
        { "paper: A5\n" FIELDS "  - {id: a, type: text}\n", "f.yaml:1:8: " IS_WRONG "'paper' is A4 or A3\n" },
        { "paper: A3\n"
          "header: maybe\n" FIELDS "  - {id: a, type: text}\n",
          "f.yaml:2:9: error: the field has the wrong kind of value: write true or false\n" },
        { "version: 0\n" FIELDS "  - {id: a, type: text}\n", "f.yaml:1:10: " IS_WRONG "'version' is a number from 1 to 9999\n" },
        { "version: 9999999999\n" FIELDS "  - {id: a, type: text}\n", "f.yaml:1:10: " IS_WRONG "'version' is a number from 1 to 9999\n" },
        { "version: 1.5\n" FIELDS "  - {id: a, type: text}\n", "f.yaml:1:10: " IS_WRONG "'version' is a whole number from 1 to 9999\n" },
        { "version: first\n" FIELDS "  - {id: a, type: text}\n",
          "f.yaml:1:10: error: not a number: 'first': write digits only, for example 12 or 12.5\n" },
        { "sections: [" TEN("{id: a}, {id: a}, {id: a}, {id: a}, ") "{id: a}, ]\n",
          "f.yaml:1:11: " IS_WRONG "'sections' must list 1 to 40 sections\n" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

static void numbers_have_limits(void **state)
{
    (void)state;
    static const trial trials[] = {
        { FIELDS "  - {id: a, type: text, length: many}\n",
          "f.yaml:4:33: error: not a number: 'many': write digits only, for example 12 or 12.5\n" },
        { FIELDS "  - {id: a, type: text, length: 0}\n", "f.yaml:4:33: " IS_WRONG "'length' is a number from 1 to 20000\n" },
        { FIELDS "  - {id: a, type: text, length: 2.5}\n", "f.yaml:4:33: " IS_WRONG "'length' is a whole number from 1 to 20000\n" },
        { FIELDS "  - {id: a, type: text, lines: 41}\n", "f.yaml:4:32: " IS_WRONG "'lines' is a number from 1 to 40\n" },
        { FIELDS "  - {id: a, type: text, minimum: 1}\n",
          "f.yaml:4:34: " IS_WRONG "only number, score and multi have a minimum and a maximum\n" },
        { FIELDS "  - {id: a, type: date, maximum: 1}\n",
          "f.yaml:4:34: " IS_WRONG "only number, score and multi have a minimum and a maximum\n" },
        { FIELDS "  - {id: a, type: number, minimum: x}\n",
          "f.yaml:4:36: error: not a number: 'x': write digits only, for example 12 or 12.5\n" },
        { FIELDS "  - {id: a, type: number, maximum: 2000000000000}\n",
          "f.yaml:4:36: " IS_WRONG "'maximum' is a number from -1e+12 to 1e+12\n" },
        { FIELDS "  - {id: a, type: number, decimals: 7}\n", "f.yaml:4:37: " IS_WRONG "'decimals' is a number from 0 to 6\n" },
        { FIELDS "  - {id: a, type: number, minimum: 5, maximum: 4}\n",
          "f.yaml:4:5: " IS_WRONG "'a': the minimum is larger than the maximum\n" },
        { FIELDS "  - {id: a, type: score, minimum: 5, maximum: 5}\n",
          "f.yaml:4:5: " IS_WRONG "'a': a score's scale is whole numbers, such as 0 to 5\n" },
        { FIELDS "  - {id: a, type: score, maximum: 11}\n",
          "f.yaml:4:5: " IS_WRONG "'a': a score's scale is whole numbers, such as 0 to 5\n" },
        { FIELDS "  - {id: a, type: score, minimum: -1}\n",
          "f.yaml:4:5: " IS_WRONG "'a': a score's scale is whole numbers, such as 0 to 5\n" },
        { FIELDS "  - {id: a, type: score, minimum: 0.5}\n",
          "f.yaml:4:5: " IS_WRONG "'a': a score's scale is whole numbers, such as 0 to 5\n" },
        { FIELDS "  - {id: a, type: score, maximum: 4.5}\n",
          "f.yaml:4:5: " IS_WRONG "'a': a score's scale is whole numbers, such as 0 to 5\n" },
        { FIELDS "  - {id: a, type: multi, options: [x, y], minimum: 3}\n",
          "f.yaml:4:5: " IS_WRONG "'a' asks for more options than it has\n" },
        { FIELDS "  - {id: a, type: number, required: often}\n",
          "f.yaml:4:37: error: the field has the wrong kind of value: write true or false\n" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

static void dates_are_in_order(void **state)
{
    (void)state;
    static const trial trials[] = {
        { FIELDS "  - {id: a, type: date, earliest: soon}\n",
          "f.yaml:4:35: error: not a date: 'soon': write year-month-day, for example 2026-05-01\n" },
        { FIELDS "  - {id: a, type: date, latest: 2026-02-30}\n", "f.yaml:4:33: error: not a date: '2026-02-30': there is no such day\n" },
        { FIELDS "  - {id: a, type: date, earliest: 2026-02-02, latest: 2026-02-01}\n",
          "f.yaml:4:5: " IS_WRONG "'a': 'earliest' is after 'latest'\n" },
        { FIELDS "  - {id: a, type: date, earliest: 2026-02-01, latest: 2026-02-01}\n", "" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

static void options_are_ids(void **state)
{
    (void)state;
    static const trial trials[] = {
        { FIELDS "  - {id: a, type: text, options: [x]}\n",
          "f.yaml:4:34: " IS_WRONG "only fields of type choice and multi have 'options'\n" },
        { FIELDS "  - {id: a, type: choice}\n", "f.yaml:4:5: " IS_WRONG "'a' needs 'options': a list of 1 to 100 ids\n" },
        { FIELDS "  - {id: a, type: choice, options: x}\n", "f.yaml:4:36: " IS_WRONG "'a' needs 'options': a list of 1 to 100 ids\n" },
        { FIELDS "  - {id: a, type: multi, options: []}\n", "f.yaml:4:35: " IS_WRONG "'a' needs 'options': a list of 1 to 100 ids\n" },
        { FIELDS "  - {id: a, type: choice, options: [x, Y]}\n",
          "f.yaml:4:40: " IS_WRONG "an option's id is small letters a-z, digits and _, such as 'kylla'\n" },
        { FIELDS "  - {id: a, type: choice, options: [x, y, x]}\n", "f.yaml:4:43: " IS_WRONG "the option 'x' is listed twice\n" },
        { FIELDS "  - {id: a, type: choice, options: [x, [y]]}\n",
          "f.yaml:4:40: " IS_WRONG "an option's id is small letters a-z, digits and _, such as 'kylla'\n" },
        { FIELDS "  - {id: a, type: choice, options: [" TEN(TEN("o, ")) "o]}\n",
          "f.yaml:4:36: " IS_WRONG "'a' needs 'options': a list of 1 to 100 ids\n" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

static void patterns_are_simple(void **state)
{
    (void)state;
    static const trial trials[] = {
        { FIELDS "  - {id: a, type: number, pattern: '[0-9]'}\n", "f.yaml:4:36: " IS_WRONG "only fields of type text have a 'pattern'\n" },
        { FIELDS "  - {id: a, type: text, pattern: ''}\n",
          "f.yaml:4:34: " IS_WRONG "a pattern is letters, [classes] and repetition such as [0-9]{7}-[0-9]\n" },
        { FIELDS "  - {id: a, type: text, pattern: '(a+)+'}\n",
          "f.yaml:4:34: " IS_WRONG "a pattern is letters, [classes] and repetition such as [0-9]{7}-[0-9]\n" },
        { FIELDS "  - {id: a, type: text, pattern: \"a\\tb\"}\n",
          "f.yaml:4:34: " IS_WRONG "a pattern is letters, [classes] and repetition such as [0-9]{7}-[0-9]\n" },
        { FIELDS "  - {id: a, type: text, pattern: '" TEN(TEN("aa")) "a'}\n",
          "f.yaml:4:34: " IS_WRONG "a pattern is letters, [classes] and repetition such as [0-9]{7}-[0-9]\n" },
        { FIELDS "  - {id: a, type: text, pattern: '" TEN(".*.*.*") "'}\n",
          "f.yaml:4:34: " IS_WRONG "on 500 characters this pattern is too slow: give the field a smaller 'length', "
          "or write fewer repetitions such as * and +, and with numbers such as {1,9}\n" },
        { FIELDS "  - {id: a, type: text, length: 20000, pattern: '.+@.+'}\n",
          "f.yaml:4:49: " IS_WRONG "on 20000 characters this pattern is too slow: give the field a smaller 'length', "
          "or write fewer repetitions such as * and +, and with numbers such as {1,9}\n" },
        { FIELDS "  - {id: a, type: text, pattern: '[0-9]{7}-[0-9]'}\n", "" },
        { FIELDS "  - {id: a, type: text, pattern: '[a-z.]+@[a-z]+[.][a-z]+'}\n", "" },
        { FIELDS "  - {id: a, type: text, length: 40, pattern: '[A-Z]+-[0-9]+-[A-Z]*-[0-9]*'}\n", "" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

static void conditions_can_be_met(void **state)
{
    (void)state;
    static const trial trials[] = {
        { FIELDS "  - {id: a, type: text}\n"
          "  - {id: b, type: text, when: a}\n",
          "f.yaml:5:31: " IS_WRONG "write 'when: {field: value}'\n" },
        { FIELDS "  - {id: a, type: text}\n"
          "  - {id: b, type: text, when: {a: x, c: y}}\n",
          "f.yaml:5:31: " IS_WRONG "write 'when: {field: value}'\n" },
        { FIELDS "  - {id: b, type: text, when: {a: x}}\n"
          "  - {id: a, type: text}\n",
          "f.yaml:4:31: " IS_WRONG "there is no field 'a' before this one\n" },
        { FIELDS "  - {id: a, type: text}\n"
          "  - {id: b, type: text, when: {a: x}}\n",
          "f.yaml:5:31: " IS_WRONG "a condition asks a field of type choice, multi or check\n" },
        { FIELDS "  - {id: a, type: check}\n"
          "  - {id: b, type: text, when: {a: false}}\n",
          "f.yaml:5:31: " IS_WRONG "'a' never has the value 'false'\n" },
        { FIELDS "  - {id: a, type: check}\n"
          "  - {id: b, type: text, when: {a: true}}\n",
          "" },
        { FIELDS "  - {id: a, type: multi, options: [x, y]}\n"
          "  - {id: b, type: text, when: {a: z}}\n",
          "f.yaml:5:31: " IS_WRONG "'a' never has the value 'z'\n" },
        { FIELDS "  - {id: a, type: choice, options: [x, y]}\n"
          "  - {id: b, type: text, when: {a: y}}\n",
          "" },
        { FIELDS "  - {id: a, type: check}\n"
          "- id: osa2\n"
          "  when: {a: no}\n"
          "  fields: [{id: b, type: text}]\n",
          "f.yaml:6:9: " IS_WRONG "'a' never has the value 'no'\n" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

static void tables_have_plain_columns(void **state)
{
    (void)state;
    static const trial trials[] = {
        { FIELDS "  - {id: a, type: text, columns: [{id: b, type: text}]}\n", "f.yaml:4:34: " IS_WRONG "only tables have 'columns'\n" },
        { FIELDS "  - {id: a, type: table}\n", "f.yaml:4:5: " IS_WRONG "the table 'a' needs 1 to 12 'columns'\n" },
        { FIELDS "  - {id: a, type: table, columns: b}\n", "f.yaml:4:35: " IS_WRONG "the table 'a' needs 1 to 12 'columns'\n" },
        { FIELDS "  - {id: a, type: table, columns: []}\n", "f.yaml:4:35: " IS_WRONG "the table 'a' needs 1 to 12 'columns'\n" },
        { FIELDS "  - {id: a, type: table, columns: [" TEN("{id: c, type: text}, ") "{id: c}, {id: c}, {id: c}]}\n",
          "f.yaml:4:35: " IS_WRONG "the table 'a' needs 1 to 12 'columns'\n" },
        { FIELDS "  - {id: a, type: table, columns: [{id: b, type: table}]}\n",
          "f.yaml:4:36: " IS_WRONG "a table's columns are text, long, date, number, choice, check or score\n" },
        { FIELDS "  - {id: a, type: table, columns: [{id: b, type: signature}]}\n",
          "f.yaml:4:36: " IS_WRONG "a table's columns are text, long, date, number, choice, check or score\n" },
        { FIELDS "  - {id: a, type: table, columns: [{id: b, type: file}]}\n",
          "f.yaml:4:36: " IS_WRONG "a table's columns are text, long, date, number, choice, check or score\n" },
        { FIELDS "  - {id: a, type: table, columns: [{id: b, type: multi, options: [x]}]}\n",
          "f.yaml:4:36: " IS_WRONG "a table's columns are text, long, date, number, choice, check or score\n" },
        { FIELDS "  - {id: a, type: table, columns: [{id: b, type: text}, {id: b, type: date}]}\n",
          "f.yaml:4:57: " IS_WRONG "the column 'b' is there twice\n" },
        { FIELDS "  - {id: a, type: table, rows: 31, columns: [{id: b, type: text}]}\n",
          "f.yaml:4:32: " IS_WRONG "'rows' is a number from 1 to 30\n" },
        { FIELDS "  - {id: a, type: table, columns: [b]}\n", "f.yaml:4:36: " IS_WRONG "write a field as '- {id: name, type: text}'\n" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

static void numbers_are_computed_from_numbers(void **state)
{
    (void)state;
    static const trial trials[] = {
        { FIELDS "  - {id: a, type: number}\n"
          "  - {id: c, type: number, product: a}\n",
          "f.yaml:5:36: " IS_WRONG "write 'product: [weight, points]': two fields to be multiplied\n" },
        { FIELDS "  - {id: a, type: number}\n"
          "  - {id: c, type: number, product: [a, x]}\n",
          "f.yaml:5:40: " IS_WRONG "there is no number or score 'x' before this one\n" },
        { FIELDS "  - {id: a, type: text}\n"
          "  - {id: b, type: number}\n"
          "  - {id: c, type: number, product: [a, b]}\n",
          "f.yaml:6:37: " IS_WRONG "there is no number or score 'a' before this one\n" },
        { FIELDS "  - {id: a, type: number}\n"
          "  - {id: b, type: score}\n"
          "  - {id: c, type: number, decimals: 1, product: [a, b]}\n",
          "" },
        { FIELDS "  - {id: a, type: score, weight: 0}\n", "f.yaml:4:34: " IS_WRONG "'weight' is a number from 0.01 to 1000\n" },
        { FIELDS "  - {id: a, type: score, weight: 1001}\n", "f.yaml:4:34: " IS_WRONG "'weight' is a number from 0.01 to 1000\n" },
        { FIELDS "  - {id: a, type: score, weight: Heavy}\n",
          "f.yaml:4:34: error: not a number: 'Heavy': write digits only, for example 12 or 12.5\n" },
        { FIELDS "  - {id: a, type: score, weight: heavy}\n",
          "f.yaml:4:34: " IS_WRONG "'weight' is a number; only a table's score takes it from a column\n" },
        { FIELDS "  - {id: w, type: number}\n"
          "  - {id: a, type: score, weight: w}\n",
          "f.yaml:5:34: " IS_WRONG "'weight' is a number; only a table's score takes it from a column\n" },
        { FIELDS "  - {id: c, type: number, sum: {column: t.m, by: n}}\n",
          "f.yaml:4:32: " IS_WRONG "only a table's column is a sum; a form's scores have a total without it\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, sum: t.m}]}\n",
          "f.yaml:5:84: " IS_WRONG "write 'sum: {column: table.column, by: column}'\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, sum: {column: x.m, by: n}}]}\n",
          "f.yaml:5:84: " IS_WRONG "there is no table 'x' before this one\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, sum: {column: t.n, by: n}}]}\n",
          "f.yaml:5:84: " IS_WRONG "the table 't' has no number or score 'n'\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, sum: {column: t.x, by: n}}]}\n",
          "f.yaml:5:84: " IS_WRONG "the table 't' has no number or score 'x'\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, sum: {column: t.m, by: x}}]}\n",
          "f.yaml:5:84: " IS_WRONG "both tables need a text column 'x', here before the sum\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: m, type: number}, {id: s, type: number, sum: {column: t.m, by: m}}]}\n",
          "f.yaml:5:86: " IS_WRONG "both tables need a text column 'm', here before the sum\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: s, type: number, sum: {column: t.m, by: n}}]}\n",
          "f.yaml:5:63: " IS_WRONG "both tables need a text column 'n', here before the sum\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, sum: {column: t.m, by: n}}]}\n",
          "" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: text, sum: {column: t.m, by: n}}]}\n",
          "f.yaml:5:82: " IS_WRONG "only a field of type number is computed\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, required: true, sum: {column: t.m, by: n}}]}\n",
          "f.yaml:5:100: " IS_WRONG "a computed number is neither required nor limited\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, minimum: 1, sum: {column: t.m, by: n}}]}\n",
          "f.yaml:5:96: " IS_WRONG "a computed number is neither required nor limited\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, maximum: 1, sum: {column: t.m, by: n}}]}\n",
          "f.yaml:5:96: " IS_WRONG "a computed number is neither required nor limited\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: number, product: [n, n], sum: {column: t.m, by: n}}]}\n",
          "f.yaml:5:101: " IS_WRONG "a number is a product or a sum, not both\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: score, weight: m}]}\n",
          "f.yaml:5:86: " IS_WRONG "there is no number column 'm' before this one\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: m, type: text}, {id: s, type: score, weight: m}]}\n",
          "f.yaml:5:86: " IS_WRONG "there is no number column 'm' before this one\n" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: m, type: number}, {id: s, type: score, weight: m}]}\n",
          "" },
        { FIELDS "  - {id: t, type: table, columns: [{id: n, type: text}, {id: m, type: number}]}\n"
          "  - {id: u, type: table, columns: [{id: n, type: text}, {id: s, type: text, weight: 2}]}\n",
          "f.yaml:5:85: " IS_WRONG "only scores have a 'weight'\n" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_structure(&trials[i]);
}

// ---- The words

#define STRUCTURE FIELDS "  - {id: nimi, type: text}\n" \
    "  - {id: tunnus, type: text, pattern: '[0-9]'}\n" \
    "  - {id: laji, type: choice, options: [x, y]}\n" \
    "  - {id: taulu, type: table, columns: [{id: k, type: text}]}\n"
#define NIMI "  nimi: Nimi\n"
#define TUNNUS "  tunnus: {label: Tunnus, pattern_help: Numero}\n"
#define LAJI "  laji: {label: Laji, options: {x: Äks, y: Yy}}\n"
#define TAULU "  taulu: {label: Taulu, columns: {k: K}}\n"
#define LABELS NIMI TUNNUS LAJI TAULU
#define HEAD "title: T\nfields:\n"
#define WORDS HEAD LABELS
#define BODY "## Osa\n\n[[nimi]]\n[[tunnus]]\n[[laji]]\n[[taulu]]\n"

typedef struct {
    const char *front, *body, *expected;
} words_trial;

static void check_words(const words_trial *of)
{
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    site around = { .memory = &memory };
    form made = { 0 };
    form_words said = { 0 };
    form_reader from = { .memory = &memory, .site = &around, .found = &found, .form = &made, .path = TEXT("f.yaml") };
    from.root = yaml_read(&memory, TEXT(STRUCTURE), from.path, 1, 0, &found);
    form_read_structure(&from);
    from.path = TEXT("f.md");
    from.root = yaml_read(&memory, text_of(of->front), from.path, 2, 0, &found);
    form_read_words(&from, &said, text_of(of->body), 100);
    check_reported(&found, of->expected);
    release(&memory, &found);
}

static void words_fit_the_structure(void **state)
{
    (void)state;
    static const words_trial trials[] = {
        { WORDS,
          BODY,
          "" },
        { "title: [T]\nfields:\n" LABELS,
          BODY,
          "f.md:2:8: " IS_WRONG "'title' must be one text\n" },
        { "title:\nfields:\n" LABELS,
          BODY,
          "" },
        { "title: T\n",
          BODY,
          "f.md:1:1: " IS_WRONG "'fields' must give the label of every field\n" },
        { "fields: word\n",
          BODY,
          "f.md:2:9: " IS_WRONG "'fields' must give the label of every field\n" },
        { "binding: sv\n" WORDS,
          BODY,
          "f.md:2:10: " IS_WRONG "'sv' is not among the site's languages\n" },
        { HEAD "  nimi: []\n" TUNNUS LAJI TAULU,
          BODY,
          "f.md:4:9: " IS_WRONG "the field 'nimi' needs a 'label'\n" },
        { HEAD "  nimi: {help: Apu}\n" TUNNUS LAJI TAULU,
          BODY,
          "f.md:4:9: " IS_WRONG "the field 'nimi' needs a 'label'\n" },
        { HEAD "  nimi: {label: N, options: {x: X}}\n" TUNNUS LAJI TAULU,
          BODY,
          "f.md:4:29: " IS_WRONG "the field 'nimi' has no options\n" },
        { HEAD "  nimi: " TEN(TEN("äää")) "ä\n" TUNNUS LAJI TAULU,
          BODY,
          "f.md:4:9: " IS_WRONG "the label is longer than 300 characters: say the rest in the text of the form\n" },
        { HEAD NIMI "  tunnus: Tunnus\n" LAJI TAULU,
          BODY,
          "f.md:5:11: " IS_WRONG "'tunnus' has a pattern: tell in 'pattern_help' what to write\n" },
        { HEAD NIMI TUNNUS "  laji: Laji\n" TAULU,
          BODY,
          "f.md:6:9: " IS_WRONG "the options of 'laji' need texts: 'options: {...}'\n" },
        { HEAD NIMI TUNNUS "  laji: {label: Laji}\n" TAULU,
          BODY,
          "f.md:6:9: " IS_WRONG "the option 'x' of 'laji' has no text\n"
          "f.md:6:9: " IS_WRONG "the option 'y' of 'laji' has no text\n" },
        { HEAD NIMI TUNNUS "  laji: {label: Laji, options: {x: X}}\n" TAULU,
          BODY,
          "f.md:6:32: " IS_WRONG "the option 'y' of 'laji' has no text\n" },
        { HEAD NIMI TUNNUS LAJI "  taulu: Taulu\n",
          BODY,
          "f.md:7:10: " IS_WRONG "the columns of 'taulu' need texts: 'columns: {...}'\n" },
        { HEAD NIMI TUNNUS LAJI "  taulu: {label: Taulu}\n",
          BODY,
          "f.md:7:10: " IS_WRONG "the column 'k' of 'taulu' has no label\n" },
        { HEAD NIMI TUNNUS LAJI "  taulu: {label: Taulu, columns: {k: " TEN(TEN("ä")) "ä}}\n",
          BODY,
          "f.md:7:38: " IS_WRONG "the label is longer than 100 characters: say the rest in the text of the form\n" },
        { HEAD NIMI TUNNUS LAJI "  taulu: {label: Taulu, columns: {j: K}}\n",
          BODY,
          "f.md:7:35: error: unknown key: 'j': the keys that can be used here are k\n"
          "f.md:7:34: " IS_WRONG "the column 'k' of 'taulu' has no label\n" },
        { WORDS,
          "## Osa\n\n```\n## Koodi\n[[nimi]]\n```\n[[nimi]]\n[[tunnus]]\n[[laji]]\n[[taulu]]\n",
          "" },
        { WORDS,
          "## Osa\n\n~~~\n[[nimi]]\n~~~\n[[tunnus]]\n[[laji]]\n[[taulu]]\n",
          "f.md:105:1: " IS_WRONG "'tunnus' stands here, but form.yaml puts 'nimi' next\n" },
        { WORDS,
          "## Osa\n\n[[nimi]]\n[[]]\n[[a[b]]\n[[nimi] ]\n[[tunnus]]\n[[laji]]\n[[taulu]]\n",
          "" },
        { WORDS,
          BODY "[[nimi]]\n",
          "f.md:106:1: " IS_WRONG "'nimi' stands here, but form.yaml puts 'nothing' next\n" },
        { WORDS,
          "## Osa\n\n[[zzzzzzz]]\n[[nimi]]\n[[tunnus]]\n[[laji]]\n[[taulu]]\n",
          "f.md:102:1: " IS_WRONG "the form has no field 'zzzzzzz'\n" },
        { WORDS,
          "## Osa\n" BODY,
          "f.md:101:1: " IS_WRONG "the form has only 1 sections; a heading inside one is '###'\n"
          "f.md:103:1: " IS_WRONG "'nimi' belongs to section 1 ('osa')\n" },
        { WORDS,
          "[[nimi]]\n## Osa\n[[tunnus]]\n[[laji]]\n[[taulu]]\n",
          "f.md:100:1: " IS_WRONG "'nimi' belongs to section 1 ('osa')\n" },
        { WORDS,
          "",
          "f.md:100:1: " IS_WRONG "the text has no place for 'nimi': write [[nimi]]\n"
          "f.md:100:1: " IS_WRONG "the text has 0 '##' headings, but the form has 1 sections\n" },
    };
    for (size_t i = 0; i < COUNT(trials); i++)
        check_words(&trials[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_have_ids_and_types),
        cmocka_unit_test(forms_have_sections),
        cmocka_unit_test(numbers_have_limits),
        cmocka_unit_test(dates_are_in_order),
        cmocka_unit_test(options_are_ids),
        cmocka_unit_test(patterns_are_simple),
        cmocka_unit_test(conditions_can_be_met),
        cmocka_unit_test(tables_have_plain_columns),
        cmocka_unit_test(numbers_are_computed_from_numbers),
        cmocka_unit_test(words_fit_the_structure),
    };
    return cmocka_run_group_tests_name("form_reader", tests, NULL, NULL);
}
