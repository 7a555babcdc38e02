// Lines made from kept words are those of Pango's own layout, glyph by glyph.
#include "checks.h"
#include "font_leaks.h"

#include "formats/pdf/pdf_pango.h"

static arena memory;
static struct pdf_canvas *canvas;

static int open_canvas(void **state)
{
    (void)state;
    canvas = pdf_canvas_open(&memory, (text){ 0 }, TEXT("fi"));
    return canvas == NULL;
}

static int close_canvas(void **state)
{
    (void)state;
    pdf_canvas_close(canvas);
    pdf_forget_shapes();
    arena_free(&memory);
    return 0;
}

typedef struct {
    PangoAttrList *fonts, *looks, *breaks, *all;
} lists;

static lists new_lists(const char *font)
{
    lists made = { pango_attr_list_new(), pango_attr_list_new(), pango_attr_list_new(), pango_attr_list_new() };
    PangoFontDescription *description = pango_font_description_from_string(font);
    pango_attr_list_insert(made.fonts, pango_attr_font_desc_new(description));
    pango_attr_list_insert(made.all, pango_attr_font_desc_new(description));
    pango_font_description_free(description);
    return made;
}

static void free_lists(lists *of)
{
    pango_attr_list_unref(of->fonts);
    pango_attr_list_unref(of->looks);
    pango_attr_list_unref(of->breaks);
    pango_attr_list_unref(of->all);
}

static void add(lists *to, PangoAttrList *own, PangoAttribute *attribute, size_t from, size_t end)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(own, pango_attribute_copy(attribute));
    pango_attr_list_insert(to->all, attribute);
}

static void check_run(const PangoGlyphItem *made, const PangoGlyphItem *wanted, const char *words)
{
    if (made->item->offset != wanted->item->offset || made->item->length != wanted->item->length)
        fail_msg("a piece at %d of %d bytes, not at %d of %d: %s", made->item->offset, made->item->length, wanted->item->offset,
                 wanted->item->length, words);
    assert_ptr_equal(made->item->analysis.font, wanted->item->analysis.font);
    assert_int_equal(made->item->num_chars, wanted->item->num_chars);
    assert_int_equal(made->glyphs->num_glyphs, wanted->glyphs->num_glyphs);
    for (int i = 0; i < made->glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *a = &made->glyphs->glyphs[i], *b = &wanted->glyphs->glyphs[i];
        if (a->glyph != b->glyph || a->geometry.width != b->geometry.width ||
            a->geometry.x_offset != b->geometry.x_offset || a->geometry.y_offset != b->geometry.y_offset)
            fail_msg("another glyph at %d of '%.*s'", i, wanted->item->length, words + wanted->item->offset);
        assert_int_equal(a->attr.is_cluster_start, b->attr.is_cluster_start);
        assert_int_equal(made->glyphs->log_clusters[i], wanted->glyphs->log_clusters[i]);
    }
}

static void check_lines(const pdf_wrapped *made, text words, const lists *with, int width)
{
    PangoLayout *layout = pango_layout_new(canvas->context);
    pango_layout_set_attributes(layout, with->all);
    pango_layout_set_text(layout, words.bytes, (int)words.length);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, width);
    GSList *wanted = pango_layout_get_lines_readonly(layout);
    for (size_t i = 0; i < made->count; i++, wanted = wanted->next) {
        assert_non_null(wanted);
        GSList *run = ((PangoLayoutLine *)wanted->data)->runs;
        for (GSList *own = made->items[i]; own != NULL; own = own->next, run = run->next) {
            if (run == NULL)
                fail_msg("line %zu is longer: %.*s", i, TEXT_PRINT(words));
            check_run(own->data, run->data, words.bytes);
        }
        assert_null(run);
    }
    assert_null(wanted);
    g_object_unref(layout);
}

// Whether the text was broken here; then as Pango does.
static bool wrap_and_compare(text words, const lists *with, int width)
{
    arena scratch = { 0 };
    pdf_wrapped lines = { 0 };
    const pdf_paragraph paragraph = { canvas->context, words, with->fonts, with->breaks, with->looks, width };
    bool is_done = pdf_wrap(&scratch, &paragraph, &lines) == PDF_IS_WRAPPED;
    if (is_done)
        check_lines(&lines, words, with, width);
    else
        assert_int_equal(lines.count, 0);
    pdf_wrapped_free(&lines);
    arena_free(&scratch);
    return is_done;
}

// ---- Texts by chance

static uint32_t chance = 1;

static uint32_t any(uint32_t below)
{
    chance = chance * 1664525u + 1013904223u;
    return (chance >> 8) % below;
}

static const char *const parts[] = {
    "kunta", "yhteis\u00adke\u00adhit\u00adtä\u00admi\u00adnen", "Työ", "ja", "on", "AVAT", "Tä\u00admä", "office", "ef\u00adfi",
    "fjord", "pää\u00adtök\u00adsen\u00adte\u00adko", "-kysymys", "linja-auto", "ja/tai", "2026", "12\u00a0000", "\u201dniin\u201d", "\u2013",
    "www.esimerkki.fi/polku/sivu?a=1", "(suluissa)", "a", "Åland", "V.", "T", "y\u00adö", "kau\u00adpun\u00adki,", "\u2192", "1.",
    "käyttäjälähtöisyys", "kaupunkikehittämisohjelma\u00ad", "городские", "совет,", "δήμος",
};

static void add_part(lists *to, buffer *words)
{
    size_t from = words->length;
    buffer_add_string(words, parts[any(sizeof parts / sizeof *parts)]);
    if (any(12) > 0)
        buffer_add_string(words, any(40) > 0 ? " " : "  ");
    switch (any(14)) {
    case 0: add(to, to->fonts, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, words->length - any(2)); break;
    case 1: add(to, to->fonts, pango_attr_style_new(PANGO_STYLE_ITALIC), from, words->length); break;
    case 2: add(to, to->fonts, pango_attr_family_new("DejaVu Sans Mono"), from, words->length - any(2)); break;
    case 3: add(to, to->fonts, pango_attr_scale_new(0.66), from, words->length); break;
    case 4: add(to, to->looks, pango_attr_foreground_new((guint16)from, 1, 0), from, words->length - any(2)); break;
    case 5: add(to, to->fonts, pango_attr_language_new(pango_language_from_string("en")), from, words->length); break;
    case 6: add(to, to->breaks, pango_attr_allow_breaks_new(FALSE), from, words->length); break;
    }
}

static void lines_are_those_of_pango(void **state)
{
    (void)state;
    static const char *const fonts[] = { "Vollkorn 10.5px", "Lato 9.5px", "Vollkorn 9.87px", "Lato Bold 25px" };
    size_t done = 0, tried = 1500;
    for (size_t i = 0; i < tried; i++) {
        lists with = new_lists(fonts[any(4)]);
        buffer words = { 0 };
        for (uint32_t count = 1 + any(60); count > 0; count--)
            add_part(&with, &words);
        add(&with, with.fonts, pango_attr_font_features_new("lnum=1"), 0, words.length);
        *buffer_room(&words, 1) = '\0';
        done += wrap_and_compare(buffer_text(&words), &with, (int)(30 + any(450)) * PANGO_SCALE);
        buffer_free(&words);
        free_lists(&with);
    }
    // Narrow columns with long words are Pango's.
    assert_true(done > tried / 2);
}

static pdf_wrap_result result_of(const char *words, int width)
{
    arena scratch = { 0 };
    pdf_wrapped lines = { 0 };
    lists with = new_lists("Vollkorn 10.5px");
    const pdf_paragraph paragraph = { canvas->context, text_of(words), with.fonts, with.breaks, NULL, width * PANGO_SCALE };
    pdf_wrap_result result = pdf_wrap(&scratch, &paragraph, &lines);
    assert_int_equal(lines.count > 0, result == PDF_IS_WRAPPED);
    pdf_wrapped_free(&lines);
    free_lists(&with);
    arena_free(&scratch);
    return result;
}

static void it_is_told_that_a_word_would_be_cut(void **state)
{
    (void)state;
    assert_int_equal(result_of("Kunta ja kaupunkikunta", 40), PDF_WOULD_CUT);
    assert_int_equal(result_of("Kunta ja kau\u00adpunki\u00adkunta", 40), PDF_IS_WRAPPED);
    // Not behind a letter that is wider than the line itself.
    assert_int_equal(result_of("Kunta", 2), PDF_NOT_WRAPPED);
    assert_int_equal(result_of("Kunta\tja kaupunkikunta", 40), PDF_NOT_WRAPPED);
}

// ---- What is left to Pango

static void check_left(const char *words, int width, bool is_left)
{
    lists with = new_lists("Vollkorn 10.5px");
    assert_int_equal(!wrap_and_compare(text_of(words), &with, width * PANGO_SCALE), is_left);
    free_lists(&with);
}

static void what_is_rare_is_left_to_pango(void **state)
{
    (void)state;
    check_left("Kunta ja kaupunki", 300, false);
    check_left("Kunta\tja", 300, true);
    check_left("Kunta\nja", 300, true);
    check_left("\u05e9\u05dc\u05d5\u05dd", 300, true);
    check_left("", 300, true);
    check_left("Kunta\xC3", 300, true);
    // A word that is longer than the line, and one that is longer than any word.
    check_left("Kuntakaupunkikunta", 40, true);
    check_left("Kuntakaupunkikunta", 300, false);
    check_left("Городской совет", 300, false);
    char endless[PDF_LONGEST_WORD + 2] = "";
    memset(endless, 'a', sizeof endless - 1);
    check_left(endless, 40, true);
    // Endings that would need a hyphen of another piece.
    check_left("Kunta\u00ad", 300, true);
}

// A library of fonts that finds no memory takes another font, or none, and does not tell.
static void a_font_that_nobody_wanted_is_seen(void **state)
{
    (void)state;
    check(!pdf_font_is_wrong(PDF_SERIF, "Vollkorn", TEXT("Työpaja")));
    check(pdf_font_is_wrong(PDF_SERIF, "DejaVu Sans", TEXT("Työpaja")));
    check(pdf_font_is_wrong(PDF_SANS, "Vollkorn", TEXT("a")));
    check(pdf_font_is_wrong(PDF_MONO, NULL, TEXT("ä")));
    // What the font that was wanted has not, or what may be a picture.
    check(!pdf_font_is_wrong(PDF_SERIF, "DejaVu Sans", TEXT("→")));
    check(!pdf_font_is_wrong(PDF_SERIF, "DejaVu Sans", TEXT("ճա")));
    check(!pdf_font_is_wrong(PDF_SANS, "DejaVu Sans", TEXT("1️⃣ ℹ️")));
    check(!pdf_font_is_wrong(PDF_MONO, NULL, TEXT("漢")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_those_of_pango),
        cmocka_unit_test(it_is_told_that_a_word_would_be_cut),
        cmocka_unit_test(what_is_rare_is_left_to_pango),
        cmocka_unit_test(a_font_that_nobody_wanted_is_seen),
    };
    return cmocka_run_group_tests_name("pdf_wrap", tests, open_canvas, close_canvas);
}
