#include "pdf_fixture.h"

#include "formats/pdf/pdf_parts.h"

#include <time.h>

static void add_field(pdf *document, pdf_field field)
{
    pdf_slice *slice = pdf_slice_new(document, 10, 30);
    pdf_put_field(document, slice, NULL, &field, 0, 0, field.type == PDF_FIELD_TEXT ? 200 : 11,
                  field.type == PDF_FIELD_TEXT ? 26 : 11);
}

// ---- Structure

static void blocks_become_tagged_structure(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Otsikko"));
    add_markdown(document, "## Part\n\nText with *emphasis* and [a link](https://example.org/a_(b)).\n\n"
                           "1. one\n2. two\n\n> [!WARNING]\n> Careful.\n\n| A | B |\n|---|---|\n| 1 | |\n\n> A quote.\n");
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(H1 H2 P(Link) L(LI(Lbl LBody(P)) LI(Lbl LBody(P))) Div(P P) "
                               "Table(TR(TH(P) TH(P)) TR(TD(P) TD)) BlockQuote(P))");
    check_text(text_of_key(catalogue, "/Lang"), "fi");
    assert_true(qpdf_oh_get_bool_value(opened, get(get(catalogue, "/MarkInfo"), "/Marked")));
    assert_true(qpdf_oh_get_bool_value(opened, get(get(catalogue, "/ViewerPreferences"), "/DisplayDocTitle")));
    qpdf_oh link = qpdf_oh_get_array_item(opened, get(qpdf_get_page_n(opened, 0), "/Annots"), 0);
    check_text(text_of_key(get(link, "/A"), "/URI"), "https://example.org/a_(b)");
    check_text(text_of_key(link, "/Contents"), "a link");
}

static void a_table_of_many_columns_becomes_several(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Otsikko"));
    add_markdown(document, "|a|b|c|d|e|f|g|h|i|j|k|l|m|n|\n|--|--|--|--|--|--|--|--|--|--|--|--|--|--|\n"
                           "|row1|1|2|3|4|5|6|7|8|9|10|11|12|13|\n|row2|1|\n");
    qpdf_oh catalogue = open_pdf(finish(document));
#define THREE(cell) cell " " cell " " cell
#define TWELVE(cell) THREE(cell) " " THREE(cell) " " THREE(cell) " " THREE(cell)
    check_structure(catalogue, "(H1 Table(TR(" TWELVE("TH(P)") ") TR(" TWELVE("TD(P)") ") TR(TD(P) TD(P) TD " THREE("TD") " " THREE("TD") " " THREE("TD") ")) "
                               "Table(TR(" THREE("TH(P)") ") TR(" THREE("TD(P)") ") TR(TD(P) TD TD)))");
}

static void headings_become_nested_bookmarks(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Whole"));
    add_markdown(document, "## First\n\ntext\n\n### Inner\n\ntext\n\n## Second (b)\n\ntext\n");
    qpdf_oh top = get(get(open_pdf(finish(document)), "/Outlines"), "/First");
    check_text(text_of_key(top, "/Title"), "Whole");
    check_text(text_of_key(get(top, "/First"), "/Title"), "First");
    check_text(text_of_key(get(get(top, "/First"), "/First"), "/Title"), "Inner");
    check_text(text_of_key(get(top, "/Last"), "/Title"), "Second (b)");
    assert_int_equal(qpdf_oh_get_int_value(opened, get(top, "/Count")), 2);
}

static text long_document(void)
{
    pdf *document = begin();
    add_title(document, TEXT("Long"));
    for (int i = 0; i < 60; i++)
        add_markdown(document, "Sata sanaa kerrallaan kulkee tämä teksti sivulta sivulle, eikä yksikään rivi jää yksin. "
                               "Sata sanaa kerrallaan kulkee tämä teksti sivulta sivulle, eikä yksikään rivi jää yksin.\n");
    return finish(document);
}

static void same_input_gives_same_bytes(void **state)
{
    (void)state;
    text first = long_document(), second = long_document();
    assert_true(text_equals(first, second));
    open_pdf(first);
    assert_int_equal(qpdf_get_num_pages(opened), 4);
}

// ---- Fields

static void fields_have_names_tooltips_and_looks(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Form"));
    add_field(document, (pdf_field){ .type = PDF_FIELD_TEXT, .name = TEXT("nimi"), .tooltip = TEXT("Nimi (koko) \\ )"),
                                     .is_required = true, .is_multiline = true, .max_length = 120, .size = 10.5 });
    add_field(document, (pdf_field){ .type = PDF_FIELD_CHECK, .name = TEXT("lupa"), .tooltip = TEXT("Lupa") });
    const text states[] = { TEXT("kylla"), TEXT("ei") };
    for (size_t i = 0; i < 2; i++)
        add_field(document, (pdf_field){ .type = PDF_FIELD_RADIO, .name = TEXT("v"), .tooltip = TEXT("Valitse"),
                                         .state = states[i], .state_label = TEXT("Sana") });
    const pdf_option options[] = { { TEXT("a"), TEXT("Äiti") }, { TEXT("b"), TEXT("Bö") } };
    add_field(document, (pdf_field){ .type = PDF_FIELD_COMBO, .name = TEXT("c"), .tooltip = TEXT("C"),
                                     .options = options, .option_count = 2, .size = 10 });
    qpdf_oh catalogue = open_pdf(finish(document));
    qpdf_oh form = get(catalogue, "/AcroForm"), fields = get(form, "/Fields");
    assert_int_equal(qpdf_oh_get_array_n_items(opened, fields), 4);
    assert_false(qpdf_oh_is_bool(opened, get(form, "/NeedAppearances")));
    qpdf_oh name = qpdf_oh_get_array_item(opened, fields, 0);
    check_text(text_of_key(name, "/T"), "nimi");
    check_text(text_of_key(name, "/TU"), "Nimi (koko) \\ )");
    check_text(text_of_key(name, "/DA"), "/LatoFill 10.50 Tf 0.07 0.11 0.10 rg");
    assert_int_equal(qpdf_oh_get_int_value(opened, get(name, "/Ff")), 2 | 4096);
    assert_int_equal(qpdf_oh_get_int_value(opened, get(name, "/F")), 4);
    assert_int_equal(qpdf_oh_get_int_value(opened, get(name, "/MaxLen")), 120);
    assert_true(qpdf_oh_is_stream(opened, get(get(name, "/AP"), "/N")));
    qpdf_oh radio = qpdf_oh_get_array_item(opened, fields, 2);
    qpdf_oh kids = get(radio, "/Kids");
    assert_int_equal(qpdf_oh_get_array_n_items(opened, kids), 2);
    qpdf_oh second = qpdf_oh_get_array_item(opened, kids, 1);
    assert_true(qpdf_oh_is_stream(opened, get(get(get(second, "/AP"), "/N"), "/ei")));
    check_text(text_of_key(second, "/TU"), "Valitse: Sana");
    qpdf_oh combo = qpdf_oh_get_array_item(opened, fields, 3);
    qpdf_oh pair = qpdf_oh_get_array_item(opened, get(combo, "/Opt"), 0);
    check_text(text_of(qpdf_oh_get_utf8_value(opened, qpdf_oh_get_array_item(opened, pair, 1))), "Äiti");
    check_structure(catalogue, "(H1 Form Form Form Form Form)");
}

// ---- Hard cases

static void a_page_is_never_overrun(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Hard"));
    buffer out = { 0 };
    for (int i = 0; i < 6000; i++)
        buffer_add_byte(&out, 'x');
    buffer_add_string(&out, "\n\n| A | B |\n|---|---|\n");
    for (int i = 0; i < 300; i++)
        buffer_format(&out, "| row %d | cell |\n", i);
    buffer_add_string(&out, "| tall | ");
    for (int i = 0; i < 3000; i++)
        buffer_add_string(&out, "word ");
    buffer_add_string(&out, "|\n\n> a\n>> b\n>>> c\n\n```\ncode\n```\n\n---\n\n- [ ] task\n- [x] done\n");
    buffer_add_byte(&out, '\0');
    add_markdown(document, out.bytes);
    buffer_free(&out);
    pdf_slice *huge = pdf_slice_new(document, 0, 5000);
    huge->keep = true;
    add_markdown(document, "after");
    open_pdf(finish(document));
    assert_true(qpdf_get_num_pages(opened) > 12);
}

static void a_document_is_measured(void **state)
{
    (void)state;
    pdf *document = begin();
    double last, height = pdf_text_height(document);
    assert_int_equal(pdf_measure(document, &last), 1);
    assert_true(last == 0);
    pdf_slice_new(document, 0, height * 0.75);
    pdf_slice_new(document, 0, height * 0.5);
    assert_int_equal(pdf_measure(document, &last), 2);
    assert_true(last > 0.49 && last < 0.51);
    // Measuring changes nothing.
    open_pdf(finish(document));
    assert_int_equal(qpdf_get_num_pages(opened), 2);
}

static void an_empty_document_is_a_page(void **state)
{
    (void)state;
    open_pdf(finish(begin()));
    assert_int_equal(qpdf_get_num_pages(opened), 1);
}

static void characters_without_a_glyph_are_told(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Å ä ö – € → ☐ ✓"));
    check_text(pdf_missing_characters(document), "");
    add_markdown(document, "\xF0\x9F\xAB\xA0 ja \xF0\x9F\xAB\xA0\n");
    check_text(pdf_missing_characters(document), "\xF0\x9F\xAB\xA0");
    open_pdf(finish(document));
}

static void links_of_other_kinds_are_words(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Links"));
    add_markdown(document, "[a](javascript:alert) [b](sivu.md) [c](smb://x/y)\n");
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(H1 P)");
    assert_true(qpdf_oh_is_null(opened, get(qpdf_get_page_n(opened, 0), "/Annots")));
}

static void a_code_that_is_too_long_is_refused(void **state)
{
    (void)state;
    pdf *document = begin();
    pdf_slice *slice = pdf_slice_new(document, 0, 80);
    pdf_element *figure = pdf_element_new(document, NULL, "Figure");
    figure->alt = TEXT("A code");
    char *bytes = arena_allocate(&memory, 5000, 1);
    memset(bytes, 'a', 5000);
    assert_false(pdf_put_qr(document, slice, figure, (text){ 0 }, 0, 0, 70));
    assert_false(pdf_put_qr(document, slice, figure, (text){ bytes, 2332 }, 0, 0, 70));
    // The longest one can be drawn.
    assert_true(pdf_put_qr(document, slice, figure, (text){ bytes, 2331 }, 0, 0, 70));
    check_structure(open_pdf(finish(document)), "(Figure)");
}

// A soft hyphen behind every "mis".
static text divide(const void *context, arena *into, text whole)
{
    buffer out = { 0 };
    for (size_t from = 0; from < whole.length;) {
        size_t found = text_find(whole, TEXT("mis"), from), end = found == TEXT_NOT_FOUND ? whole.length : found + 3;
        buffer_add(&out, text_slice(whole, from, end));
        if (found != TEXT_NOT_FOUND)
            buffer_add_string(&out, context);
        from = end;
    }
    text made = text_copy(into, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void words_are_divided_where_a_line_ends(void **state)
{
    (void)state;
    const text whole = TEXT("aa kehittämispalvelu bb kehittämispalvelu");
    const double width = 84;
    pdf *plain = begin();
    assert_int_equal(pdf_lines_count(pdf_break_text(plain, whole, &pdf_default_look.body, width)), 4);
    pdf_abandon(plain);
    pdf_settings settings = pdf_default_settings();
    settings.language = TEXT("fi");
    settings.hyphenate = divide;
    settings.hyphenate_context = "\xC2\xAD";
    pdf *divided = pdf_begin(&memory, &settings);
    assert_int_equal(pdf_lines_count(pdf_break_text(divided, whole, &pdf_default_look.body, width)), 3);
    // Where the whole word fits, no hyphen is left in it.
    pdf_lines *fits = pdf_break_text(divided, whole, &pdf_default_look.body, 400);
    assert_int_equal(pdf_lines_count(fits), 1);
    pdf_add_lines(divided, pdf_element_new(divided, NULL, "P"), fits, (pdf_place){ .width = 400 });
    open_pdf(finish(divided));
    unsigned char *bytes = NULL;
    size_t length = 0;
    qpdf_oh_get_page_content_data(opened, qpdf_get_page_n(opened, 0), &bytes, &length);
    assert_true(text_find((text){ (char *)bytes, length }, TEXT("/ActualText"), 0) == TEXT_NOT_FOUND);
    free(bytes);
}

// ---- Long texts

static text repeated(text first, text one, size_t count)
{
    buffer out = { 0 };
    buffer_add(&out, first);
    for (size_t i = 0; i < count; i++)
        buffer_add(&out, one);
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static size_t broken_bytes(const pdf_lines *lines)
{
    size_t length = 0;
    for (size_t i = 0; i < pdf_lines_count(lines); i++)
        length += pdf_line_length(lines, i);
    return length;
}

// Seconds of the processor for a word, accents over one letter, and words with a hyphen: so many of each.
static double broken_whole_in(size_t count)
{
    pdf *document = begin();
    clock_t start = clock();
    text long_word = repeated(TEXT(""), TEXT("W"), 3 * count), marks = repeated(TEXT("a"), TEXT("\xcc\x81"), count);
    const pdf_lines *lines = pdf_break_text(document, long_word, &pdf_default_look.body, 400);
    assert_int_equal(broken_bytes(lines), long_word.length);
    check(pdf_lines_width(lines) <= 400 && pdf_line_width(lines, 0) > 380);
    assert_int_equal(broken_bytes(pdf_break_text(document, marks, &pdf_default_look.body, 400)), marks.length);
    text hyphens = repeated(long_word, TEXT(" -a"), count);
    pdf_break_text(document, hyphens, &pdf_default_look.label, 400);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    pdf_abandon(document);
    return seconds;
}

// Eight times as much takes some ten times as long, not 64 times.
static void words_without_end_are_broken_soon_and_whole(void **state)
{
    (void)state;
    broken_whole_in(100);           // opens the fonts
    double few = broken_whole_in(2500), many = broken_whole_in(20000);
    check(many < 30 * few);
}

// A long text is laid out in parts: each of its lines is what the text from there on begins with.
static void lines_of_long_texts_are_those_of_short_ones(void **state)
{
    (void)state;
    pdf *document = begin();
    buffer out = { 0 };
    for (unsigned i = 0, seed = 7; i < 3000; i++) {
        seed = seed * 1103515245 + 12345;
        for (unsigned j = 0; j < 1 + (seed >> 16) % 12; j++)
            buffer_format(&out, "\xd0%c", (char)(0xB0 + (seed >> (j + 4)) % 16));
        buffer_add_byte(&out, i % 97 == 96 ? '\n' : ' ');
    }
    text all = buffer_text(&out);
    const double widths[] = { 60, 400, 2000 };
    for (size_t w = 0; w < 3; w++) {
        const pdf_lines *lines = pdf_break_text(document, all, &pdf_default_look.body, widths[w]);
        size_t at = 0;
        check(pdf_lines_count(lines) > 10);
        for (size_t i = 0; i < pdf_lines_count(lines); i++) {
            size_t end = at + 2000 < all.length ? at + 2000 : all.length;
            while (end < all.length && ((unsigned char)all.bytes[end] & 0xC0) == 0x80)
                end--;
            text rest = text_slice(all, at, end);
            const pdf_lines *alone = pdf_break_text(document, rest, &pdf_default_look.body, widths[w]);
            assert_int_equal(pdf_line_length(lines, i), pdf_line_length(alone, 0));
            check(pdf_line_width(lines, i) >= pdf_line_width(alone, 0) - 0.01 && pdf_line_width(lines, i) <= pdf_line_width(alone, 0) + 0.01);
            at += pdf_line_length(lines, i);
            at += at < all.length && all.bytes[at] == '\n';
        }
        assert_int_equal(at, all.length);
    }
    buffer_free(&out);
    pdf_abandon(document);
}

int main(void)
{
    markdown_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_become_tagged_structure),
        cmocka_unit_test(a_table_of_many_columns_becomes_several),
        cmocka_unit_test(headings_become_nested_bookmarks),
        cmocka_unit_test(same_input_gives_same_bytes),
        cmocka_unit_test(fields_have_names_tooltips_and_looks),
        cmocka_unit_test(a_page_is_never_overrun),
        cmocka_unit_test(a_document_is_measured),
        cmocka_unit_test(an_empty_document_is_a_page),
        cmocka_unit_test(characters_without_a_glyph_are_told),
        cmocka_unit_test(links_of_other_kinds_are_words),
        cmocka_unit_test(a_code_that_is_too_long_is_refused),
        cmocka_unit_test(words_are_divided_where_a_line_ends),
        cmocka_unit_test(words_without_end_are_broken_soon_and_whole),
        cmocka_unit_test(lines_of_long_texts_are_those_of_short_ones),
    };
    return cmocka_run_group_tests_name("pdf", tests, NULL, clean_up);
}
