#include "given_fixture.h"

#include "answers/cell_marks.h"
#include "answers/filled_record.h"
#include "answers/output_tables.h"

static buffer out;

static int clean_up(void **state)
{
    buffer_free(&out);
    out = (buffer){ 0 };
    return answers_clean_up(state);
}

static filled_form filled(const char *answers, const char *header)
{
    return (filled_form){ .form = fixed.site.forms.items[0], .version = TEXT("1.10"), .path = TEXT("maija.pdf"), .filled = TEXT("2026-11-22"),
                          .format = FILLED_PDF, .answers = data_read_json(&fixed.memory, text_of(answers)), .header = data_read_json(&fixed.memory, text_of(header)) };
}

static const char answers[] = "{\"nimi\":\"Maija\",\"kanavat\":[\"lehti\"],\"kanavat_other\":\"=1+1\",\"paiva\":\"2026-12-01\",\"hinta\":-1.5,"
                              "\"lupa\":true,\"rivit\":[{\"kuka\":\"0401234567\"}],\"hyvin_pitka_tunniste_joka_lyhenee_tassa\":\"a\\\"b; c\"}";

static output_request request_for(const filled_form *const *items, bool has_personal, size_t language)
{
    return (output_request){ .site = &fixed.site, .look = &fixed.theme, .form = fixed.site.forms.items[0], .items = items, .count = 1,
                             .choice = { .has_personal = has_personal, .language = language }, .found = &fixed.found };
}

static void a_row_holds_every_value(void **state)
{
    (void)state;
    filled_form one = filled(answers, "{\"_filled_by\":\"M\",\"_phase\":\"2\"}");
    const filled_form *items[] = { &one };
    output_request request = request_for(items, true, 0);
    check(output_csv(&fixed.memory, &request, &out));
    check_text(buffer_text(&out), "\xEF\xBB\xBF" "form;version;language;filled;file;_process;_phase;_filled_by;_date;nimi;alaikainen;huoltaja;"
               "kanavat__verkko;kanavat__lehti;kanavat_other;paiva;hinta;lupa;pisteet;rivit__1__kuka;rivit__1__maara;"
               "hyvin_pitka_tunniste_joka_lyhenee_tassa\r\n"
               "koe;'1.10;fi;2026-11-22;maija.pdf;;2;M;;Maija;;;;1;'=1+1;2026-12-01;-1,5;1;;'0401234567;;\"a\"\"b; c\"\r\n");
}

static void in_english_commas_separate(void **state)
{
    (void)state;
    filled_form one = filled(answers, "{}");
    const filled_form *items[] = { &one };
    output_request request = request_for(items, false, 1);
    check(output_csv(&fixed.memory, &request, &out));
    text whole = buffer_text(&out);
    check(text_find(whole, TEXT("form,version"), 0) != TEXT_NOT_FOUND && text_find(whole, TEXT(",-1.5,"), 0) != TEXT_NOT_FOUND);
    check(text_find(whole, TEXT("Maija"), 0) == TEXT_NOT_FOUND && text_find(whole, TEXT("maija"), 0) == TEXT_NOT_FOUND);
}

static void what_was_written_reads_back(void **state)
{
    (void)state;
    filled_form one = filled(answers, "{\"_filled_by\":\"M\"}"), again;
    const filled_form *items[] = { &one };
    given_reader *const readers[] = { given_read_csv, given_read_json };
    for (size_t i = 0; i < 4; i++) {
        output_request request = request_for(items, true, i % 2);
        given_forms given = { 0 };
        text why = { 0 };
        buffer_clear(&out);
        check(i < 2 ? output_csv(&fixed.memory, &request, &out) : output_json(&fixed.memory, &request, &out));
        check(readers[i / 2](&fixed.memory, buffer_text(&out), &given, &why));
        assert_int_equal(given.count, 1);
        assert_int_equal(answer_check(&fixed.memory, &checker, &given.items[0], TEXT("a"), &fixed.found, &again), CHECK_FILLED);
        check_text(answers_shown(&fixed.memory, again.answers), text_to_string(&fixed.memory, answers_shown(&fixed.memory, one.answers)));
        check_text(answers_shown(&fixed.memory, again.header), "{\"_filled_by\":\"M\"}");
        check_text(again.version, "1.10");
    }
}

static text answer_of_long_name(const filled_form *of)
{
    return data_get(of->answers, TEXT("hyvin_pitka_tunniste_joka_lyhenee_tassa"))->text;
}

// A spreadsheet that is told another separator cuts the cell there, and at the ends of lines.
static void no_formula_follows_a_separator(void **state)
{
    (void)state;
    static const struct { const char *told, *in_finnish, *in_english; } texts[] = {
        { "a,=1", "a,'=1", "\"a,'=1\"" }, { "a;=1", "\"a;'=1\"", "a;'=1" }, { "a;+1;@b;'c;d", "\"a;'+1;'@b;''c;d\"", "a;'+1;'@b;''c;d" },
        { "a, -1", "a,' -1", "\"a,' -1\"" }, { "=,=", "'=,'=", "\"'=,'=\"" }, { "a, b; c", "\"a, b; c\"", "\"a, b; c\"" },
    };
    for (size_t i = 0; i < 2 * (sizeof texts / sizeof *texts); i++) {
        filled_form one = filled("{}", "{}"), again;
        const filled_form *items[] = { &one };
        given_forms given = { 0 };
        text why = { 0 };
        bool is_english = i % 2 == 1;
        data *made = data_map(&fixed.memory);
        data_set_text(&fixed.memory, made, "hyvin_pitka_tunniste_joka_lyhenee_tassa", text_of(texts[i / 2].told));
        one.answers = made;
        output_request request = request_for(items, true, is_english);
        buffer_clear(&out);
        check(output_csv(&fixed.memory, &request, &out));
        text row = buffer_text(&out), end = text_format(&fixed.memory, "%c%s\r\n", is_english ? ',' : ';',
                                                         is_english ? texts[i / 2].in_english : texts[i / 2].in_finnish);
        check_text(text_from(row, row.length - end.length), text_to_string(&fixed.memory, end));
        check(given_read_csv(&fixed.memory, buffer_text(&out), &given, &why));
        assert_int_equal(answer_check(&fixed.memory, &checker, &given.items[0], TEXT("a"), &fixed.found, &again), CHECK_FILLED);
        check_text(answer_of_long_name(&again), texts[i / 2].told);
    }
}

static void cells_are_marked_where_a_formula_would_begin(void **state)
{
    (void)state;
    static const struct { const char *plain, *marked; } cells[] = {
        { "", "" }, { "Maija", "Maija" }, { "a\n=6*7\nb", "a\n'=6*7\nb" }, { "a\r\n+1", "a\r\n'+1" }, { "\t\n=1", "'\t\n'=1" },
        { " =1", "' =1" }, { "\u00A0@a", "'\u00A0@a" }, { "\u200B=1", "'\u200B=1" }, { "\uFEFF-1", "'\uFEFF-1" },
        { "a\n \u3000\u2009\uFF1D1", "a\n' \u3000\u2009\uFF1D1" }, { "a\n\n\tb\n\n=1", "a\n\n\tb\n\n'=1" },
        { "a,\"=1,\"", "a,'\"=1,\"" }, { "a\n'b\n''=1\n' =1", "a\n''b\n'''=1\n'' =1" }, { "it's; 'tis", "it's;' 'tis" },
        { "'=1", "''=1" }, { "'", "''" }, { "a,", "a," }, { "007", "'007" }, { "x;007", "x;007" }, { "1-2=3\n1+1", "1-2=3\n1+1" },
        { "500,-", "500,-" }, { "10,20, - ", "10,20, - " }, { "-", "-" }, { " + ", " + " }, { "\u2212", "\u2212" }, { "500,'-", "500,''-" }, { "'-", "''-" },
        { "-,-", "'-,-" }, { "500,-,", "500,'-," }, { "500,- ,x", "500,'- ,x" }, { "500,-\n300,-", "500,'-\n300,'-" }, { "-\n2+3", "'-\n2+3" },
        { "x;500,-", "x;500,'-" }, { "x;-", "x;'-" }, { "\"x\",-", "\"x\",'-" }, { "\t-", "'\t'-" }, { "a,=", "a,'=" }, { "--", "'--" }, { "- -", "'- -" },
        { "- item", "'- item" }, { "a\n- item", "a\n'- item" }, { "500,- euroa", "500,'- euroa" }, { "-\u00A01", "'-\u00A01" }, { "'- item", "''- item" },
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        text marked = cell_with_marks(&fixed.memory, text_of(cells[i].plain));
        check_text(marked, cells[i].marked);
        check_text(cell_without_marks(&fixed.memory, marked), cells[i].plain);
    }
}

static void a_signature_is_personal(void **state)
{
    (void)state;
    static const form_field fields[] = { { .id = TEXT_CONSTANT("merkki"), .type = FORM_SIGNATURE } };
    static const form_field_words labels[] = { { .label = TEXT_CONSTANT("Merkki") } };
    form_words said = { .exists = true, .title = TEXT("Koe"), .fields = labels };
    form signed_form = { .id = TEXT("koe"), .version = TEXT("1"), .fields = fields, .field_count = 1,
                         .by_language = (form_words[]){ said, { 0 } } };
    filled_form one = filled("{\"merkki\":\"Maija Meikäläinen\"}", "{}");
    one.form = &signed_form;
    const filled_form *items[] = { &one };
    for (size_t i = 0; i < 4; i++) {
        output_request request = request_for(items, i >= 2, 0);
        request.form = &signed_form;
        buffer_clear(&out);
        check(i % 2 == 0 ? output_csv(&fixed.memory, &request, &out) : output_json(&fixed.memory, &request, &out));
        check((text_find(buffer_text(&out), TEXT("Maija"), 0) != TEXT_NOT_FOUND) == (i >= 2));
    }
}

static void a_record_keeps_a_filled_form(void **state)
{
    (void)state;
    filled_form one = filled(answers, "{}"), again;
    const doubtful_mark doubt = { TEXT("lupa"), 0.25, TEXT("png") };
    const handwriting written = { TEXT("nimi"), TEXT("png2") };
    one.doubts = &doubt;
    one.doubt_count = 1;
    one.written = &written;
    one.written_count = 1;
    filled_add_to_record(&fixed.site, &one, &out);
    text record = buffer_text(&out), cut = text_slice(record, 0, record.length / 2);
    check(filled_take_from_record(&fixed.memory, &fixed.site, &record, &again) && record.length == 0);
    check(again.form == one.form && again.format == FILLED_PDF && again.doubts[0].likelihood == 0.25);
    check_text(answers_shown(&fixed.memory, again.answers), text_to_string(&fixed.memory, answers_shown(&fixed.memory, one.answers)));
    check_text(again.written[0].picture, "png2");
    check(!filled_take_from_record(&fixed.memory, &fixed.site, &cut, &again));
}

static void other_tables_are_refused(void **state)
{
    (void)state;
    given_forms given = { 0 };
    text why = { 0 };
    check(!given_read_csv(&fixed.memory, TEXT("name;age\nx;1\n"), &given, &why));
    check_text(why, "it is no table of answers that 'digitori collect' made");
    check(!given_read_json(&fixed.memory, TEXT("[1]"), &given, &why));
    check_text(why, "it is no answers file that a form has saved");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_row_holds_every_value, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(in_english_commas_separate, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(what_was_written_reads_back, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(no_formula_follows_a_separator, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(cells_are_marked_where_a_formula_would_begin, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(a_signature_is_personal, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(a_record_keeps_a_filled_form, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(other_tables_are_refused, answers_set_up, clean_up),
    };
    return cmocka_run_group_tests_name("output_tables", tests, NULL, NULL);
}
