#include "chart_parts.h"

#include "base/unicode.h"
#include "language/formatting.h"

#include <math.h>
#include <stdlib.h>

enum { DECIMALS = 4 };

// ---- Numbers

bool chart_has(const chart *shown, size_t row, size_t series)
{
    size_t place_of_it = row * shown->series_count + series;
    bool is_missing = shown->missing != NULL && shown->missing[place_of_it];
    return !is_missing && isfinite(shown->numbers[place_of_it]);
}

double chart_number(const chart *shown, size_t row, size_t series)
{
    return chart_has(shown, row, series) ? shown->numbers[row * shown->series_count + series] : 0;
}

bool chart_unit_is_percent(const chart *shown)
{
    return text_equals(shown->unit, TEXT("%"));
}

bool chart_unit_is_short(const chart *shown)
{
    enum { SHORT = 4 };
    return unicode_count(shown->unit) <= SHORT;
}

static text with_unit(const drawing *d, text written)
{
    if (text_is_empty(d->shown->unit) || !chart_unit_is_short(d->shown))
        return written;
    bool is_close = chart_unit_is_percent(d->shown) && text_equals(d->shown->language, TEXT("en"));
    return text_format(d->memory, "%.*s%s%.*s", TEXT_PRINT(written), is_close ? "" : "\u00a0",
                       TEXT_PRINT(d->shown->unit));
}

text chart_value(const drawing *d, double number)
{
    if (!isfinite(number))
        return TEXT("\u2013");
    return with_unit(d, format_number(d->memory, d->shown->language, number, DECIMALS));
}

text chart_value_at(const drawing *d, size_t row, size_t series)
{
    return chart_has(d->shown, row, series) ? chart_value(d, chart_number(d->shown, row, series))
                                            : TEXT("\u2013");
}

text *chart_column_values(const drawing *d, size_t series)
{
    size_t count = d->shown->row_count;
    double *numbers = ARENA_NEW(d->memory, double, count);
    text *values = ARENA_NEW(d->memory, text, count);
    for (size_t row = 0; row < count; row++)
        numbers[row] = chart_has(d->shown, row, series) ? chart_number(d->shown, row, series) : NAN;
    format_column(d->memory, d->shown->language, numbers, count, DECIMALS, values);
    for (size_t row = 0; row < count; row++)
        values[row] = chart_has(d->shown, row, series) ? with_unit(d, values[row]) : values[row];
    return values;
}

// ---- Shapes

static size_t colour(size_t series)
{
    return series % CHART_SERIES_LIMIT + 1;
}

// Themes colour a class by fill, by stroke or by colour: the group takes it, the
// shape takes from the group what it needs.
static void open_group(const drawing *d, size_t series)
{
    buffer_format(d->out, "<g class=\"chart-%zu\" fill=\"currentColor\" stroke=\"currentColor\">", colour(series));
}

// [shape] twice: in its colour, then in its pattern.
static void draw_filled(const drawing *d, size_t series, bool is_patterned, text shape)
{
    open_group(d, series);
    buffer_format(d->out, "<%.*s stroke=\"none\"/>", TEXT_PRINT(shape));
    if (is_patterned && colour(series) > 1)
        buffer_format(d->out, "<%.*s stroke=\"none\" fill=\"url(#%.*s-pattern-%zu)\"/>", TEXT_PRINT(shape),
                      TEXT_PRINT(d->shown->id), colour(series));
    buffer_add_string(d->out, "</g>\n");
}

void chart_draw_curve(const drawing *d, size_t series, text path)
{
    static const char *const dashes[CHART_SERIES_LIMIT] = { "", "9 5", "3 4", "14 4 3 4", "6 3", "2 3 9 3" };
    const char *dash = dashes[series % CHART_SERIES_LIMIT];
    open_group(d, series);
    buffer_add_string(d->out, "<path class=\"chart-line\" fill=\"none\" stroke-width=\"2.5\" stroke-linejoin=\"round\"");
    if (dash[0] != '\0')
        buffer_format(d->out, " stroke-dasharray=\"%s\"", dash);
    buffer_format(d->out, " d=\"%.*s\"/></g>\n", TEXT_PRINT(path));
}

void chart_draw_rectangle(const drawing *d, size_t series, bool is_patterned, double x, double y, double width,
                          double height)
{
    buffer shape = { 0 };
    buffer_add_string(&shape, "rect");
    drawn_add_attribute(&shape, "x", x);
    drawn_add_attribute(&shape, "y", y);
    drawn_add_attribute(&shape, "width", width > 0 ? width : 0);
    drawn_add_attribute(&shape, "height", height);
    draw_filled(d, series, is_patterned, buffer_text(&shape));
    buffer_free(&shape);
}

void chart_draw_path(const drawing *d, size_t series, bool is_patterned, text path)
{
    draw_filled(d, series, is_patterned, text_format(d->memory, "path d=\"%.*s\"", TEXT_PRINT(path)));
}

void chart_draw_line(const drawing *d, const char *class_name, double x1, double y1, double x2, double y2)
{
    buffer_format(d->out, "<line class=\"%s\" stroke=\"currentColor\"", class_name);
    drawn_add_attribute(d->out, "x1", x1);
    drawn_add_attribute(d->out, "y1", y1);
    drawn_add_attribute(d->out, "x2", x2);
    drawn_add_attribute(d->out, "y2", y2);
    buffer_add_string(d->out, "/>\n");
}

void chart_draw_marker(const drawing *d, size_t series, double x, double y)
{
    static const char *const shapes[CHART_SERIES_LIMIT] = {
        "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
        "M-4.5 -4.5h9v9h-9z",
        "M0 -6l6 10.5h-12z",
        "M0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z",
        "M-2 -6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
        "M0 6l-6 -10.5h12z",
    };
    open_group(d, series);
    buffer_format(d->out, "<path class=\"chart-marker\" stroke=\"none\" d=\"%s\" transform=\"translate(",
                  shapes[series % CHART_SERIES_LIMIT]);
    drawn_add_length(d->out, x);
    buffer_add_byte(d->out, ' ');
    drawn_add_length(d->out, y);
    buffer_add_string(d->out, ")\"/></g>\n");
}

void chart_draw_plate(const drawing *d, double x, double y, double width, double height)
{
    buffer_add_string(d->out, "<rect class=\"chart-plate\" fill=\"#fff\" rx=\"3\"");
    drawn_add_attribute(d->out, "x", x);
    drawn_add_attribute(d->out, "y", y);
    drawn_add_attribute(d->out, "width", width);
    drawn_add_attribute(d->out, "height", height);
    buffer_add_string(d->out, "/>\n");
}

void chart_write_patterns(const drawing *d, size_t count)
{
    static const char *const paths[CHART_SERIES_LIMIT] = {
        NULL,
        "M-2 2l4 -4M0 8l8 -8M6 10l4 -4",                // rising lines
        "M2 2h.01M6 6h.01",                             // dots
        "M0 4h8",                                       // level lines
        "M-2 6l4 4M0 0l8 8M6 -2l4 4",                   // falling lines
        "M4 0v8M0 4h8",                                 // a grid
    };
    if (count < 2)
        return;
    buffer_add_string(d->out, "<defs>\n");
    for (size_t i = 1; i < count && i < CHART_SERIES_LIMIT; i++)
        buffer_format(d->out,
                      "<pattern id=\"%.*s-pattern-%zu\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
                      "<path class=\"chart-pattern\" fill=\"none\" stroke=\"#fff\" stroke-opacity=\".4\" "
                      "stroke-width=\"%s\" stroke-linecap=\"round\" d=\"%s\"/></pattern>\n",
                      TEXT_PRINT(d->shown->id), i + 1, i == 2 ? "2.4" : "1.6", paths[i]);
    buffer_add_string(d->out, "</defs>\n");
}

double chart_draw_legend(const drawing *d)
{
    enum { SWATCH = 16, GAP = 8, BETWEEN = 24, LINE = 26 };
    double x = 0, y = 0;
    if (d->shown->series_count < 2)
        return 0;
    for (size_t i = 0; i < d->shown->series_count; i++) {
        drawn_lines name = drawn_wrap(d->memory, d->shown->series[i], PICTURE_WIDTH - SWATCH - GAP, TEXT_SIZE, 1);
        if (x > 0 && x + SWATCH + GAP + name.width > PICTURE_WIDTH) {
            x = 0;
            y += LINE;
        }
        chart_draw_rectangle(d, i, true, x, y + 2, SWATCH, SWATCH);
        chart_draw_wrapped(d, "chart-label", "start", x + SWATCH + GAP, y + 2 + SWATCH / 2.0, &name);
        x += SWATCH + GAP + name.width + BETWEEN;
    }
    return y + LINE + 10;
}
