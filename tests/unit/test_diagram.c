#include "checks.h"

#include "formats/diagram.h"

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static const diagram_words words = {
    .show_list = TEXT_CONSTANT("Näytä kuvio tekstinä"), .source_label = TEXT_CONSTANT("Lähde"),
    .go = TEXT_CONSTANT("Siirry kohtaan"), .back = TEXT_CONSTANT("Takaisin kohtaan"), .end = TEXT_CONSTANT("Päättyy tähän"),
    .outwards = TEXT_CONSTANT("Sisimmästä uloimpaan"), .downwards = TEXT_CONSTANT("Ylimmästä alimpaan"),
};

static const diagram_box boxes[] = {
    { TEXT_CONSTANT("Tarve & syy"), TEXT_CONSTANT("kuka <b>tarvitsee</b>?") },
    { TEXT_CONSTANT("Idea"), { 0 } },
    { TEXT_CONSTANT("Kokeilu"), TEXT_CONSTANT("pieni") },
};

static diagram make(diagram_type type, const diagram_arrow *arrows, size_t arrow_count)
{
    return (diagram){ .type = type, .title = TEXT("Mitä & miksi"), .boxes = boxes, .box_count = 3, .arrows = arrows,
                      .arrow_count = arrow_count, .id = TEXT("d1") };
}

static text taken(buffer *out)
{
    text copy = text_copy(&memory, buffer_text(out));
    buffer_free(out);
    return copy;
}

static text html_of(const diagram *drawn, bool is_narrow)
{
    buffer out = { 0 };
    diagram_write_html(drawn, &words, is_narrow, &out);
    return taken(&out);
}

static text alternative_of(const diagram *drawn)
{
    buffer out = { 0 };
    diagram_write_alternative(drawn, &words, &out);
    return taken(&out);
}

static size_t count(text whole, const char *part)
{
    size_t found = 0;
    for (size_t at_byte = 0; (at_byte = text_find(whole, text_of(part), at_byte)) != TEXT_NOT_FOUND; at_byte++)
        found++;
    return found;
}

static text between(text whole, const char *from, const char *to)
{
    size_t start = text_find(whole, text_of(from), 0);
    check(start != TEXT_NOT_FOUND);
    return text_slice(whole, start, text_find(whole, text_of(to), start));
}

static void figures_have_two_pictures_and_a_list(void **state)
{
    (void)state;
    const diagram_arrow way = { 2, 0, TEXT_CONSTANT("jos \"ei\" < 1") };
    diagram drawn = make(DIAGRAM_STEPS, &way, 1);
    drawn.source = TEXT("Joku & muut");
    text html = html_of(&drawn, false);
    check(count(html, "<svg class=\"diagram-wide\" role=\"img\" aria-labelledby=\"d1-title\"") == 1);
    check(count(html, "<svg class=\"diagram-narrow\" role=\"img\" aria-labelledby=\"d1-title\"") == 1);
    check(count(html, "id=\"") == 1 && count(html, "<span class=\"diagram-title\" id=\"d1-title\">Mitä &amp; miksi</span>") == 1);
    check(count(html, "style=") == 0 && count(html, "<script") == 0 && count(html, "<b>") == 0);
    check(count(html, "<p class=\"diagram-source\">Lähde: Joku &amp; muut</p>") == 1);
    check_text(between(html, "<details", "</figure>"),
               "<details class=\"diagram-list\">\n<summary>Näytä kuvio tekstinä</summary>\n<ol>\n"
               "<li><strong>Tarve &amp; syy</strong>: kuka &lt;b&gt;tarvitsee&lt;/b&gt;?</li>\n"
               "<li><strong>Idea</strong></li>\n"
               "<li><strong>Kokeilu</strong>: pieni\n<ul>\n<li>Takaisin kohtaan 1, Tarve &amp; syy: jos &quot;ei&quot; &lt; 1</li>\n</ul>\n</li>\n"
               "</ol>\n</details>\n");
    check(count(html_of(&drawn, true), "<svg") == 1);
}

static void every_kind_is_told_in_words(void **state)
{
    (void)state;
    const diagram_arrow arrows[] = { { 0, 1, TEXT_CONSTANT("jos voi") }, { 1, 2, { 0 } }, { 1, 0, { 0 } } };
    diagram steps = make(DIAGRAM_STEPS, arrows, 1), flow = make(DIAGRAM_FLOW, arrows, 3), cycle = make(DIAGRAM_CYCLE, NULL, 0);
    diagram circles = make(DIAGRAM_CIRCLES, NULL, 0), layers = make(DIAGRAM_LAYERS, NULL, 0);
    check_text(alternative_of(&steps), "1. Tarve & syy: kuka <b>tarvitsee</b>? Siirry kohtaan 2, Idea: jos voi. 2. Idea. 3. Kokeilu: pieni.");
    check_text(alternative_of(&flow), "1. Tarve & syy: kuka <b>tarvitsee</b>? Siirry kohtaan 2, Idea: jos voi. "
               "2. Idea. Siirry kohtaan 3, Kokeilu. Siirry kohtaan 1, Tarve & syy. 3. Kokeilu: pieni. Päättyy tähän.");
    check_text(alternative_of(&cycle), "1. Tarve & syy: kuka <b>tarvitsee</b>? 2. Idea. 3. Kokeilu: pieni. Takaisin kohtaan 1, Tarve & syy.");
    check_text(alternative_of(&circles), "Sisimmästä uloimpaan: 1. Tarve & syy: kuka <b>tarvitsee</b>? 2. Idea. 3. Kokeilu: pieni.");
    check_text(alternative_of(&layers), "Ylimmästä alimpaan: 1. Tarve & syy: kuka <b>tarvitsee</b>? 2. Idea. 3. Kokeilu: pieni.");
    check(count(html_of(&circles, true), "<p>Sisimmästä uloimpaan</p>\n<ol>") == 1);
}

static void pictures_alone_name_nobody(void **state)
{
    (void)state;
    diagram drawn = make(DIAGRAM_LAYERS, NULL, 0);
    buffer out = { 0 };
    diagram_write_svg(&drawn, DIAGRAM_WIDE, &out);
    text svg = taken(&out);
    check(text_starts_with(svg, TEXT("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 560 ")));
    check(count(svg, "Kokeilu</text>") == 1 && count(svg, "aria-") == 0);
}

static void dashes_tell_what_leads_back(void **state)
{
    (void)state;
    const diagram_arrow way = { 2, 0, { 0 } };
    diagram drawn = make(DIAGRAM_CYCLE, &way, 1), back = make(DIAGRAM_STEPS, &way, 1);
    // The ring leads from the last to the first anyway.
    check(count(html_of(&drawn, true), "stroke-dasharray") == 0 && count(html_of(&drawn, true), "class=\"diagram-arrow\"") == 3);
    check(count(html_of(&back, true), "stroke-dasharray") == 1 && count(html_of(&back, true), "class=\"diagram-arrow\"") == 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_have_two_pictures_and_a_list),
        cmocka_unit_test(every_kind_is_told_in_words),
        cmocka_unit_test(pictures_alone_name_nobody),
        cmocka_unit_test(dashes_tell_what_leads_back),
    };
    return cmocka_run_group_tests_name("diagram", tests, NULL, free_memory);
}
