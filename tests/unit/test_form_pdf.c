#include "checks.h"
#include "font_leaks.h"

#include "document/markdown.h"
#include "printing/form_pdf.h"

#include <math.h>
#include <qpdf/qpdf-c.h>

static arena memory;
static qpdf_data opened;

static int clean_up(void **state)
{
    (void)state;
    if (opened != NULL)
        qpdf_cleanup(&opened);
    arena_free(&memory);
    return 0;
}

static const text yes_no[] = { TEXT_CONSTANT("kylla"), TEXT_CONSTANT("ei") };
static const text yes_no_words[] = { TEXT_CONSTANT("Kyllä"), TEXT_CONSTANT("Ei") };
static const text many[] = { TEXT_CONSTANT("a"), TEXT_CONSTANT("b"), TEXT_CONSTANT("c"), TEXT_CONSTANT("d"),
                             TEXT_CONSTANT("e"), TEXT_CONSTANT("f"), TEXT_CONSTANT("g") };

static const form_field columns[] = {
    { .id = TEXT_CONSTANT("nimi"), .type = FORM_TEXT, .required = true },
    { .id = TEXT_CONSTANT("rooli"), .type = FORM_CHOICE, .options = yes_no, .option_count = 2, .number = 1 },
    { .id = TEXT_CONSTANT("valmis"), .type = FORM_CHECK, .number = 2 },
};
static const form_field_words column_words[] = {
    { .label = TEXT_CONSTANT("Nimi") }, { .label = TEXT_CONSTANT("Rooli"), .options = yes_no_words },
    { .label = TEXT_CONSTANT("Valmis") },
};

// One field of every type.
static const form_field fields[] = {
    { .id = TEXT_CONSTANT("teksti"), .type = FORM_TEXT, .required = true, .length = 120, .lines = 1 },
    { .id = TEXT_CONSTANT("pitka"), .type = FORM_LONG, .lines = 30, .number = 1 },
    { .id = TEXT_CONSTANT("paiva"), .type = FORM_DATE, .number = 2 },
    { .id = TEXT_CONSTANT("luku"), .type = FORM_NUMBER, .has_minimum = true, .minimum = 1, .number = 3 },
    { .id = TEXT_CONSTANT("valinta"), .type = FORM_CHOICE, .options = yes_no, .option_count = 2, .has_other = true,
      .required = true, .number = 4 },
    { .id = TEXT_CONSTANT("lista"), .type = FORM_CHOICE, .options = many, .option_count = 7, .number = 5 },
    { .id = TEXT_CONSTANT("monta"), .type = FORM_MULTI, .options = yes_no, .option_count = 2, .number = 6 },
    { .id = TEXT_CONSTANT("rasti"), .type = FORM_CHECK, .number = 7 },
    { .id = TEXT_CONSTANT("pisteet"), .type = FORM_SCORE, .maximum = 5, .weight = 2, .number = 8 },
    { .id = TEXT_CONSTANT("iso"), .type = FORM_SCORE, .maximum = 100, .weight = 1, .number = 9 },
    { .id = TEXT_CONSTANT("taulu"), .type = FORM_TABLE, .columns = columns, .column_count = 3, .rows = 2,
      .number = 10 },
    { .id = TEXT_CONSTANT("liite"), .type = FORM_FILE, .number = 11 },
    { .id = TEXT_CONSTANT("nimikirjoitus"), .type = FORM_SIGNATURE, .number = 12,
      .when = { &fields[4], TEXT_CONSTANT("kylla") } },
};
enum { FIELDS = sizeof fields / sizeof *fields };

static const form_section sections[] = { { .id = TEXT_CONSTANT("yksi"), .field_count = FIELDS } };

static form_words words_of_form(const char *body)
{
    form_field_words *said = ARENA_NEW(&memory, form_field_words, FIELDS);
    for (size_t i = 0; i < FIELDS; i++) {
        said[i].label = text_format(&memory, "Otsikko %zu <b>(\\", i);
        said[i].help = i == 0 ? TEXT("Ohje") : (text){ 0 };
        said[i].options = fields[i].option_count == 7 ? many : yes_no_words;
        said[i].columns = column_words;
    }
    return (form_words){ .exists = true, .path = TEXT("templates-forms/koe/fi.md"), .title = TEXT("Koelomake"),
                         .summary = TEXT("Yksi lause."), .purpose = TEXT("Miksi *näin*."), .filled_by = TEXT("Kuka"),
                         .privacy = TEXT("Ei kerätä mitään."), .body = text_of(body), .body_line = 10,
                         .fields = said };
}

static const char whole_body[] =
    "Alkuun.\n\n## Osa\n\n[[teksti]]\n\n[[pitka]]\n\n[[paiva]]\n\n[[luku]]\n\n[[valinta]]\n\n[[lista]]\n\n"
    "[[monta]]\n\n[[rasti]]\n\n[[pisteet]]\n\n[[iso]]\n\n[[taulu]]\n\n[[liite]]\n\n[[nimikirjoitus]]\n\nLoppu.\n";

static bool is_board;

static pdf_places places;

static text write_form(form_words *said, diagnostics *found)
{
    static form_strings strings;
    strings.other = TEXT("Muu");
    strings.row = TEXT("rivi");
    strings.name_in_print = TEXT("Nimenselvennys");
    strings.weighted_total = TEXT("Yhteensä");
    strings.date_hint = TEXT("pp.kk.vvvv");
    form asked = { .id = TEXT("koe"), .version = TEXT("1.abc123"), .has_header = true, .has_scores = true,
                   .fields = fields, .field_count = FIELDS, .sections = sections, .section_count = 1,
                   .by_language = said, .is_board = is_board };
    form_request request = { .form = &asked, .language_code = TEXT("fi"), .site_title = TEXT("Digitori"),
                             .publisher = TEXT("Kunta"), .licence = TEXT("CC BY 4.0"), .strings = &strings,
                             .page_url = TEXT("https://example.org/fi/lomakkeet/koe.html") };
    buffer out = { 0 };
    assert_true(form_pdf_write_with(&request, &(form_pdf_options){ .found = found, .places_memory = &memory,
                                                                    .places = &places }, &out));
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static qpdf_oh open_fields(text made)
{
    if (opened != NULL)
        qpdf_cleanup(&opened);
    opened = qpdf_init();
    qpdf_silence_errors(opened);
    assert_int_equal(qpdf_read_memory(opened, "test", made.bytes, made.length, NULL), QPDF_SUCCESS);
    return qpdf_oh_get_key(opened, qpdf_oh_get_key(opened, qpdf_get_root(opened), "/AcroForm"), "/Fields");
}

// "name/Tx" for every field, in order.
static text list_fields(qpdf_oh fields_of)
{
    buffer out = { 0 };
    for (int i = 0; i < qpdf_oh_get_array_n_items(opened, fields_of); i++) {
        qpdf_oh one = qpdf_oh_get_array_item(opened, fields_of, i);
        buffer_format(&out, "%s%s", i > 0 ? " " : "", qpdf_oh_get_utf8_value(opened, qpdf_oh_get_key(opened, one, "/T")));
        buffer_add_string(&out, qpdf_oh_get_name(opened, qpdf_oh_get_key(opened, one, "/FT")));
    }
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

// As a scan is read by them: the same rectangles, on the same pages, as in the file.
static void places_are_those_of_the_file(void **state)
{
    (void)state;
    form_words said = words_of_form(whole_body);
    places = (pdf_places){ 0 };
    open_fields(write_form(&said, NULL));
    assert_int_equal(places.count, qpdf_get_num_pages(opened));
    size_t checked = 0;
    for (size_t i = 0; i < places.count; i++) {
        qpdf_oh widgets = qpdf_oh_get_key(opened, qpdf_get_page_n(opened, i), "/Annots");
        size_t next = 0;
        for (int j = 0; j < qpdf_oh_get_array_n_items(opened, widgets); j++) {
            qpdf_oh one = qpdf_oh_get_array_item(opened, widgets, j), box = qpdf_oh_get_key(opened, one, "/Rect");
            if (strcmp(qpdf_oh_get_name(opened, qpdf_oh_get_key(opened, one, "/Subtype")), "/Widget") != 0)
                continue;
            const pdf_field_place *told = &places.items[i].fields.items[next++];
            double left = qpdf_oh_get_numeric_value(opened, qpdf_oh_get_array_item(opened, box, 0));
            double top = qpdf_oh_get_numeric_value(opened, qpdf_oh_get_array_item(opened, box, 3));
            assert_true(fabs(told->x - left) < 0.02 && fabs(places.items[i].height - told->y - top) < 0.02);
            checked++;
        }
        assert_true(text_starts_with(places.items[i].code,
                                     text_format(&memory, "DGT1:KOE:1.ABC123:FI:%zu:", i + 1)));
    }
    assert_true(checked > 30);
}

// The code of a page changes when a field on it moves, and not otherwise.
static void codes_tell_where_fields_stand(void **state)
{
    (void)state;
    form_words said = words_of_form(whole_body);
    places = (pdf_places){ 0 };
    write_form(&said, NULL);
    text before = places.items[0].code;
    places = (pdf_places){ 0 };
    write_form(&said, NULL);
    assert_true(text_equals(before, places.items[0].code));
    said.purpose = TEXT("Miksi näin.\n\nJa vielä toinen kappale.");
    places = (pdf_places){ 0 };
    write_form(&said, NULL);
    assert_false(text_equals(before, places.items[0].code));
}

static void every_field_has_its_name(void **state)
{
    (void)state;
    form_words said = words_of_form(whole_body);
    qpdf_oh made = open_fields(write_form(&said, NULL));
    check_text(list_fields(made),
               "_process/Tx _filled_by/Tx _date/Tx _phase/Btn teksti/Tx pitka/Tx paiva/Tx luku/Tx valinta/Btn "
               "valinta_other/Tx lista/Ch monta__kylla/Btn monta__ei/Btn rasti/Btn pisteet/Btn iso/Tx "
               "taulu__1__nimi/Tx taulu__1__rooli/Btn taulu__1__valmis/Btn taulu__2__nimi/Tx taulu__2__rooli/Btn "
               "taulu__2__valmis/Btn liite/Tx nimikirjoitus/Tx _total/Tx");
    qpdf_oh first = qpdf_oh_get_array_item(opened, made, 4);
    check_text(text_of(qpdf_oh_get_utf8_value(opened, qpdf_oh_get_key(opened, first, "/TU"))),
               "Otsikko 0 <b>(\\. Ohje");
    assert_int_equal(qpdf_oh_get_int_value(opened, qpdf_oh_get_key(opened, first, "/Ff")), 2);
    assert_int_equal(qpdf_oh_get_int_value(opened, qpdf_oh_get_key(opened, first, "/MaxLen")), 120);
}

static void scales_are_radios_named_by_their_points(void **state)
{
    (void)state;
    form_words said = words_of_form(whole_body);
    qpdf_oh made = open_fields(write_form(&said, NULL));
    qpdf_oh kids = qpdf_oh_get_key(opened, qpdf_oh_get_array_item(opened, made, 14), "/Kids");
    assert_int_equal(qpdf_oh_get_array_n_items(opened, kids), 6);
    qpdf_oh looks = qpdf_oh_get_key(opened, qpdf_oh_get_array_item(opened, kids, 5), "/AP");
    assert_true(qpdf_oh_is_stream(opened, qpdf_oh_get_key(opened, qpdf_oh_get_key(opened, looks, "/N"), "/5")));
}

static void same_form_gives_same_bytes(void **state)
{
    (void)state;
    form_words said = words_of_form(whole_body);
    text first = write_form(&said, NULL), second = write_form(&said, NULL);
    assert_true(text_equals(first, second));
}

static void a_board_is_a3_and_lies(void **state)
{
    (void)state;
    form_words said = words_of_form(whole_body);
    is_board = true;
    text names = list_fields(open_fields(write_form(&said, NULL)));
    is_board = false;
    qpdf_oh box = qpdf_oh_get_key(opened, qpdf_get_page_n(opened, 0), "/MediaBox");
    assert_true(fabs(qpdf_oh_get_numeric_value(opened, qpdf_oh_get_array_item(opened, box, 2)) - 1190.55) < 1);
    assert_true(fabs(qpdf_oh_get_numeric_value(opened, qpdf_oh_get_array_item(opened, box, 3)) - 841.89) < 1);
    assert_true(text_equals(names, list_fields(open_fields(write_form(&said, NULL)))));
}

static void unprintable_characters_are_reported(void **state)
{
    (void)state;
    form_words said = words_of_form(whole_body);
    said.title = TEXT("Hymy \xF0\x9F\xAB\xA0");
    diagnostics found = { .memory = &memory };
    write_form(&said, &found);
    check_reported(&found, "templates-forms/koe/fi.md:1:1: error: a character that no font for print has: "
                           "'\xF0\x9F\xAB\xA0' cannot be printed: write it in words\n");
}

static void a_form_without_words_is_still_a_file(void **state)
{
    (void)state;
    form_words said = words_of_form("");
    said.privacy = said.purpose = said.summary = said.filled_by = (text){ 0 };
    check_text(list_fields(open_fields(write_form(&said, NULL))), "_process/Tx _filled_by/Tx _date/Tx _phase/Btn");
}

static void very_long_words_do_no_harm(void **state)
{
    (void)state;
    enum { LENGTH = 60000 };
    form_words said = words_of_form(whole_body);
    char *bytes = arena_allocate(&memory, LENGTH, 1);
    for (size_t i = 0; i < LENGTH; i++)
        bytes[i] = i % 90 == 89 ? ' ' : 'm';
    said.title = said.filled_by = said.privacy = (text){ bytes, 2000 };
    form_field_words *changed = (form_field_words *)said.fields;
    changed[0].label = changed[4].help = (text){ bytes, LENGTH };
    qpdf_oh listed = open_fields(write_form(&said, NULL));
    assert_true(qpdf_oh_get_array_n_items(opened, listed) > 20);
    assert_true(qpdf_get_num_pages(opened) > 5);
}

int main(void)
{
    markdown_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_those_of_the_file),
        cmocka_unit_test(codes_tell_where_fields_stand),
        cmocka_unit_test(every_field_has_its_name),
        cmocka_unit_test(scales_are_radios_named_by_their_points),
        cmocka_unit_test(same_form_gives_same_bytes),
        cmocka_unit_test(a_board_is_a3_and_lies),
        cmocka_unit_test(unprintable_characters_are_reported),
        cmocka_unit_test(very_long_words_do_no_harm),
        cmocka_unit_test(a_form_without_words_is_still_a_file),
    };
    return cmocka_run_group_tests_name("form_pdf", tests, NULL, clean_up);
}
