#include "checks.h"

#include "formats/chart.h"
#include "formats/drawn_text.h"

#include <math.h>

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// ---- Making charts

enum { SERIES = 2, ROWS = 3 };

static text series[CHART_SERIES_LIMIT], labels[CHART_ROW_LIMIT];
static double numbers[CHART_ROW_LIMIT * CHART_SERIES_LIMIT];
static bool missing[CHART_ROW_LIMIT * CHART_SERIES_LIMIT];

static chart make(chart_type type, size_t series_count, size_t row_count)
{
    static const char *const names[] = { "Espoo", "Turku", "Oulu", "Tampere", "Vantaa", "Helsinki" };
    memset(missing, 0, sizeof missing);
    for (size_t i = 0; i < series_count; i++)
        series[i] = text_of(names[i]);
    for (size_t i = 0; i < row_count; i++)
        labels[i] = text_format(&memory, "%zu", 2001 + i);
    for (size_t i = 0; i < row_count * series_count; i++)
        numbers[i] = (double)(i + 1);
    return (chart){ .type = type, .title = TEXT("A & B"), .language = TEXT("fi"), .id = TEXT("c1"),
                    .series = series, .series_count = series_count, .labels = labels,
                    .row_count = row_count, .numbers = numbers, .missing = missing };
}

static text write_chart(const chart *drawn)
{
    const chart_words words = { .label_column = TEXT("Vuosi"), .show_table = TEXT("Näytä luvut taulukkona"),
                                .source_label = TEXT("Lähde"), .largest = TEXT("suurin"), .smallest = TEXT("pienin") };
    buffer out = { 0 };
    chart_write_html(drawn, &words, &out);
    text html = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return html;
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
    assert_int_not_equal(start, TEXT_NOT_FOUND);
    start += strlen(from);
    return text_slice(whole, start, text_find(whole, text_of(to), start));
}

// Tags close in the order in which they open, and nothing is drawn at no place.
static void check_well_formed(text html)
{
    text open[64];
    size_t depth = 0;
    for (size_t i = 0; (i = text_find_byte(html, '<', i)) != TEXT_NOT_FOUND;) {
        size_t end = text_find_byte(html, '>', i);
        check(end != TEXT_NOT_FOUND);
        text tag = text_slice(html, i + 1, end), name = tag, rest;
        text_split(tag, ' ', &name, &rest);
        if (tag.bytes[0] == '/') {
            check(depth > 0 && text_equals(open[depth - 1], text_from(tag, 1)));
            depth--;
        } else if (!text_ends_with(tag, TEXT("/"))) {
            check(depth < 64);
            open[depth++] = name;
        }
        i = end;
    }
    assert_int_equal(depth, 0);
    text picture = between(html, "<svg", "</svg>");
    check(count(picture, "nan") == 0 && count(picture, "inf") == 0);
    check(count(html, "style=") == 0 && count(html, "<script") == 0);
}

// ---- What stands around the picture

static void the_figure_has_all_its_parts(void **state)
{
    (void)state;
    chart drawn = make(CHART_BAR, SERIES, ROWS);
    drawn.source = TEXT("Espoo <2024>");
    missing[3] = true;
    text html = write_chart(&drawn);
    check_well_formed(html);
    check(text_starts_with(html, TEXT("<figure class=\"chart chart-bar\">\n<figcaption><span class=\"chart-title\">A &amp; B</span></figcaption>\n<svg ")));
    check_text(between(html, "role=\"img\" ", ">"),
               "aria-labelledby=\"c1-title c1-desc\" viewBox=\"0 0 640 211\" font-size=\"16\" fill=\"currentColor\" overflow=\"visible\"");
    check_text(between(html, "<title id=\"c1-title\">", "</title>"), "A &amp; B");
    check_text(between(html, "<desc id=\"c1-desc\">", "</desc>"),
               "2001: Espoo 1, Turku 2; 2002: Espoo 3, Turku –; 2003: Espoo 5, Turku 6.");
    check_text(between(html, "</svg>\n", "</figure>\n"),
               "<p class=\"chart-source\">Lähde: Espoo &lt;2024&gt;</p>\n"
               "<details class=\"chart-data\">\n<summary>Näytä luvut taulukkona</summary>\n"
               "<section class=\"table-scroll\" aria-label=\"A &amp; B\" tabindex=\"0\"><table>\n"
               "<thead>\n<tr><th scope=\"col\">Vuosi</th><th scope=\"col\" class=\"align-right\">Espoo</th>"
               "<th scope=\"col\" class=\"align-right\">Turku</th></tr>\n</thead>\n<tbody>\n"
               "<tr><th scope=\"row\">2001</th><td class=\"align-right\">1</td><td class=\"align-right\">2</td></tr>\n"
               "<tr><th scope=\"row\">2002</th><td class=\"align-right\">3</td><td class=\"align-right\">–</td></tr>\n"
               "<tr><th scope=\"row\">2003</th><td class=\"align-right\">5</td><td class=\"align-right\">6</td></tr>\n"
               "</tbody>\n</table></section>\n</details>\n");
}

static void short_units_follow_numbers_and_long_ones_the_title(void **state)
{
    (void)state;
    chart drawn = make(CHART_BAR, 1, 2);
    drawn.unit = TEXT("%");
    check_text(between(write_chart(&drawn), "-desc\">", "</desc>"), "2001 1\u00a0%; 2002 2\u00a0%.");
    drawn.language = TEXT("en");
    check_text(between(write_chart(&drawn), "-desc\">", "</desc>"), "2001 1%; 2002 2%.");
    drawn.unit = TEXT("€ per <head>");
    text html = write_chart(&drawn);
    check_text(between(html, "-desc\">", "</desc>"), "2001 1; 2002 2.");
    check_text(between(html, "<figcaption>", "</figcaption>"),
               "<span class=\"chart-title\">A &amp; B</span> <span class=\"chart-unit\">(€ per &lt;head&gt;)</span>");
    assert_int_equal(count(html, "<th scope=\"col\" class=\"align-right\">Espoo (€ per &lt;head&gt;)</th>"), 1);
}

static void columns_of_the_table_have_equal_decimals(void **state)
{
    (void)state;
    chart drawn = make(CHART_BAR, SERIES, ROWS);
    drawn.unit = TEXT("%");
    numbers[0] = 65;
    numbers[2] = 12.5;
    numbers[4] = 0.25;
    missing[5] = true;
    text html = write_chart(&drawn), body = between(html, "<tbody>", "</tbody>");
    check_text(between(html, "-desc\">", "</desc>"),
               "2001: Espoo 65\u00a0%, Turku 2\u00a0%; 2002: Espoo 12,5\u00a0%, Turku 4\u00a0%; 2003: Espoo 0,25\u00a0%, Turku –.");
    assert_int_equal(count(body, ">65,00\u00a0%</td>"), 1);
    assert_int_equal(count(body, ">12,50\u00a0%</td>"), 1);
    assert_int_equal(count(body, ">0,25\u00a0%</td>"), 1);
    assert_int_equal(count(body, ">4\u00a0%</td>"), 1);
    assert_int_equal(count(body, ">–</td>"), 1);
}

static void many_numbers_are_told_in_their_gist(void **state)
{
    (void)state;
    chart drawn = make(CHART_LINE, SERIES, 9);
    numbers[2] = -4;
    missing[0] = true;
    check_text(between(write_chart(&drawn), "-desc\">", "</desc>"),
               "Espoo: 2002 −4 → 2009 17; suurin 2009 17, pienin 2002 −4. "
               "Turku: 2001 2 → 2009 18; suurin 2009 18, pienin 2001 2.");
    drawn = make(CHART_BAR, 1, 13);
    numbers[2] = -4;
    check_text(between(write_chart(&drawn), "-desc\">", "</desc>"), "suurin 2013 13, pienin 2003 −4.");
}

// ---- Pictures

static void bars_are_as_long_as_their_numbers(void **state)
{
    (void)state;
    chart drawn = make(CHART_BAR, 1, 3);
    numbers[0] = 10;
    numbers[1] = 5;
    numbers[2] = 0;
    text html = write_chart(&drawn);
    text first = between(html, "<rect ", "/>");
    double whole = strtod(between(first, "width=\"", "\"").bytes, NULL);
    text rest = text_from(html, text_find(html, TEXT("<rect "), 0) + 1);
    double half = strtod(between(between(rest, "<rect ", "/>"), "width=\"", "\"").bytes, NULL);
    check(fabs(whole - 2 * half) < 0.3);
    check(whole > 400);
    assert_int_equal(count(html, "class=\"chart-1\""), 3);
    assert_int_equal(count(html, "<pattern"), 0);
}

static void series_differ_by_more_than_colour(void **state)
{
    (void)state;
    chart drawn = make(CHART_STACKED_BAR, 6, 2);
    text html = write_chart(&drawn);
    check_well_formed(html);
    assert_int_equal(count(html, "<pattern id=\"c1-pattern-"), 5);
    check(count(html, "url(#c1-pattern-6)") >= 2);
    check(count(html, "class=\"chart-inside\"") > 0);
    drawn.type = CHART_LINE;
    html = write_chart(&drawn);
    check_well_formed(html);
    assert_int_equal(count(html, "stroke-dasharray"), 5);
    assert_int_equal(count(html, "chart-marker"), 6 * 2 + 6);
}

static void the_first_value_stays_clear_of_the_axis(void **state)
{
    (void)state;
    chart drawn = make(CHART_LINE, 1, 2);
    numbers[0] = 62.5;
    numbers[1] = 63.25;
    text html = write_chart(&drawn);
    text tick = between(html, "class=\"chart-label chart-tick\"", ">"), value = between(html, "class=\"chart-value chart-halo\"", ">");
    double end = strtod(text_to_string(&memory, between(tick, " x=\"", "\"")), NULL);
    double middle = strtod(text_to_string(&memory, between(value, " x=\"", "\"")), NULL);
    check(middle - drawn_text_width(TEXT("62,5"), 16) / 2 > end);
}

static void missing_numbers_part_a_line(void **state)
{
    (void)state;
    chart drawn = make(CHART_LINE, 1, 5);
    missing[2] = true;
    text html = write_chart(&drawn);
    text path = between(between(html, "class=\"chart-line\"", "/>"), " d=\"", "\"");
    assert_int_equal(count(path, "M"), 2);
    assert_int_equal(count(path, "L"), 2);
    assert_int_equal(count(html, "chart-marker"), 4);
}

static void pies_show_shares(void **state)
{
    (void)state;
    chart drawn = make(CHART_PIE, 1, 4);
    numbers[0] = 65;
    numbers[1] = 34.6;
    numbers[2] = 0.4;
    numbers[3] = -5;
    text html = write_chart(&drawn);
    check_well_formed(html);
    assert_int_equal(count(html, ">65 (65\u00a0%)</text>"), 1);
    assert_int_equal(count(html, ">34,6 (35\u00a0%)</text>"), 1);
    assert_int_equal(count(html, ">0,4 (0,4\u00a0%)</text>"), 1);
    assert_int_equal(count(html, "chart-leader"), 3);
    drawn.type = CHART_DONUT;
    check(count(write_chart(&drawn), "chart-total") == 1);
    drawn.unit = TEXT("%");
    html = write_chart(&drawn);
    assert_int_equal(count(html, ">65\u00a0%</text>"), 1);
    assert_int_equal(count(html, "chart-total"), 0);
    drawn.row_count = 1;
    check_well_formed(write_chart(&drawn));
}

static void a_pie_of_nothing_becomes_bars(void **state)
{
    (void)state;
    chart drawn = make(CHART_PIE, 1, 3);
    memset(numbers, 0, sizeof numbers);
    text html = write_chart(&drawn);
    check_well_formed(html);
    assert_int_equal(count(html, "chart-leader"), 0);
    assert_int_equal(count(html, ">0</text>"), 3);
}

static void long_labels_are_parted(void **state)
{
    (void)state;
    chart drawn = make(CHART_BAR, 1, 3);
    labels[0] = TEXT("Liiketoimintatapahtumat, ensimmäinen kierros");
    labels[1] = TEXT("Yhteiskehittämistyöpajaohjelmakokonaisuudet");
    labels[2] = TEXT("Sana ja sen jatko joka vain jatkuu ja jatkuu eikä lopu ennen kuin tila loppuu kesken kokonaan");
    text html = write_chart(&drawn);
    check_well_formed(html);
    assert_int_equal(count(html, ">Liiketoimintatapahtumat,</text>"), 1);
    assert_int_equal(count(html, ">ensimmäinen kierros</text>"), 1);
    assert_int_equal(count(html, "-</text>"), 1);
    assert_int_equal(count(html, "\u2026</text>"), 1);
    assert_int_equal(count(html, "loppuu kesken kokonaan</th>"), 1);
}

static void strange_numbers_draw_something(void **state)
{
    (void)state;
    static const double strange[] = { 0, -1, 1e-300, 1e300, -1e300, 1.7e308, -1.7e308, 5e-324, 0.1, 123456789.125 };
    for (int type = CHART_BAR; type <= CHART_LINE; type++) {
        for (size_t i = 0; i < 100; i++) {
            chart drawn = make((chart_type)type, 2, 3);
            for (size_t n = 0; n < 6; n++)
                numbers[n] = strange[(i * (n + 1) + n) % 10];
            numbers[i % 6] = i % 3 == 0 ? (double)NAN : i % 3 == 1 ? (double)INFINITY : numbers[i % 6];
            check_well_formed(write_chart(&drawn));
        }
    }
}

static void every_size_is_drawn(void **state)
{
    (void)state;
    for (int type = CHART_BAR; type <= CHART_LINE; type++) {
        for (size_t series_count = 1; series_count <= CHART_SERIES_LIMIT; series_count++) {
            for (size_t row_count = 1; row_count <= CHART_ROW_LIMIT; row_count += 6) {
                chart drawn = make((chart_type)type, series_count, row_count);
                drawn.missing = row_count % 2 == 0 ? NULL : missing;
                check_well_formed(write_chart(&drawn));
            }
        }
    }
    chart nothing = make(CHART_LINE, 2, 2);
    memset(missing, true, sizeof missing);
    check_well_formed(write_chart(&nothing));
}

static void names_are_escaped(void **state)
{
    (void)state;
    for (int type = CHART_BAR; type <= CHART_LINE; type++) {
        chart drawn = make((chart_type)type, 2, 2);
        drawn.title = drawn.source = drawn.unit = series[0] = series[1] = labels[0] = TEXT("<b\"&'>");
        text html = write_chart(&drawn);
        check_well_formed(html);
        assert_int_equal(count(html, "<b"), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_figure_has_all_its_parts, free_memory),
        cmocka_unit_test_teardown(short_units_follow_numbers_and_long_ones_the_title, free_memory),
        cmocka_unit_test_teardown(columns_of_the_table_have_equal_decimals, free_memory),
        cmocka_unit_test_teardown(many_numbers_are_told_in_their_gist, free_memory),
        cmocka_unit_test_teardown(bars_are_as_long_as_their_numbers, free_memory),
        cmocka_unit_test_teardown(series_differ_by_more_than_colour, free_memory),
        cmocka_unit_test_teardown(the_first_value_stays_clear_of_the_axis, free_memory),
        cmocka_unit_test_teardown(missing_numbers_part_a_line, free_memory),
        cmocka_unit_test_teardown(pies_show_shares, free_memory),
        cmocka_unit_test_teardown(a_pie_of_nothing_becomes_bars, free_memory),
        cmocka_unit_test_teardown(long_labels_are_parted, free_memory),
        cmocka_unit_test_teardown(strange_numbers_draw_something, free_memory),
        cmocka_unit_test_teardown(every_size_is_drawn, free_memory),
        cmocka_unit_test_teardown(names_are_escaped, free_memory),
    };
    return cmocka_run_group_tests_name("chart", tests, NULL, NULL);
}
