// Lines over a row of labels (years, say), named at their right ends.
#include "chart_parts.h"

#include <math.h>

enum { HEIGHT = 260, TOP = 30, RIGHT = 26, NAME_LIMIT = 150, NAME_GAP = 26, TICKS = 4, CLOSE_VALUES = 12 };

typedef struct {
    double from, to, top, bottom;   // the field
    double least, most, step;       // of the numbers along its left edge
} field;

static double x_at(const drawing *d, const field *f, size_t row)
{
    size_t count = d->shown->row_count;
    return count > 1 ? f->from + (f->to - f->from) * (double)row / (double)(count - 1) : (f->from + f->to) / 2;
}

static double y_at(const field *f, double number)
{
    double range = f->most - f->least;
    double share = range > 0 && isfinite(range) ? (number - f->least) / range : 0.5;
    return f->bottom - share * (f->bottom - f->top);
}

// ---- The field

// 1, 2, 2.5 or 5 times a power of ten.
static double round_step(double step)
{
    static const double steps[] = { 1, 2, 2.5, 5, 10 };
    if (!(step > 0) || !isfinite(step))
        return 1;
    double power = pow(10, floor(log10(step)));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i] * power >= step * 0.999)
            return steps[i] * power;
    return 10 * power;
}

// The range begins at zero unless that would flatten the lines.
static void set_range(const drawing *d, field *f)
{
    double least = INFINITY, most = -INFINITY;
    for (size_t row = 0; row < d->shown->row_count; row++) {
        for (size_t i = 0; i < d->shown->series_count; i++) {
            if (!chart_has(d->shown, row, i))
                continue;
            least = fmin(least, chart_number(d->shown, row, i));
            most = fmax(most, chart_number(d->shown, row, i));
        }
    }
    if (!isfinite(least) || !isfinite(most))
        least = most = 0;
    if (least >= 0 && most - least >= most / 4)
        least = 0;
    else if (most <= 0 && most - least >= -least / 4)
        most = 0;
    if (most <= least)
        most = least + 1;
    f->step = round_step((most - least) / TICKS);
    f->least = floor(least / f->step + 1e-9) * f->step;
    f->most = ceil(most / f->step - 1e-9) * f->step;
}

static size_t tick_count(const field *f)
{
    double count = (f->most - f->least) / f->step;
    return count > 0 && count < 20 ? (size_t)lround(count) + 1 : 1;
}

// Without the noise of binary fractions: 0.1 * 3 is 0.3.
static double tick_at(const field *f, size_t i)
{
    double tick = (round(f->least / f->step) + (double)i) * f->step;
    double fine = round(tick / f->step * 1e6) / 1e6 * f->step;
    return fabs(fine) < f->step / 2 ? 0 : fine;
}

static double widest_tick(const drawing *d, const field *f)
{
    double widest = 0;
    for (size_t i = 0; i < tick_count(f); i++)
        widest = fmax(widest, chart_text_width(chart_value(d, tick_at(f, i)), TEXT_SIZE));
    return widest;
}

static void draw_grid(const drawing *d, const field *f)
{
    for (size_t i = 0; i < tick_count(f); i++) {
        double tick = tick_at(f, i), y = y_at(f, tick);
        chart_wrapped value = { { chart_value(d, tick) }, 1, 0 };
        chart_draw_line(d, i == 0 ? "chart-axis" : "chart-grid", f->from - 8, y, f->to + 8, y);
        chart_draw_wrapped(d, "chart-tick", "end", f->from - 14, y, &value);
    }
}

// ---- The labels below

// Every how many-th label fits beside its neighbours on at most two lines.
static size_t label_step(const drawing *d, double spacing)
{
    double widest = 0;
    for (size_t row = 0; row < d->shown->row_count; row++)
        widest = fmax(widest, chart_wrap(d->memory, d->shown->labels[row], 130, 2).width);
    for (size_t step = 1; step < d->shown->row_count; step++)
        if (widest + 10 <= spacing * (double)step)
            return step;
    return d->shown->row_count;
}

static double draw_labels(const drawing *d, const field *f)
{
    size_t count = d->shown->row_count, lines = 1;
    double spacing = count > 1 ? (f->to - f->from) / (double)(count - 1) : PICTURE_WIDTH;
    size_t step = label_step(d, spacing);
    for (size_t row = 0; row < count; row += step) {
        chart_wrapped label = chart_wrap(d->memory, d->shown->labels[row], 130, 2);
        double x = x_at(d, f, row), half = label.width / 2;
        x = fmin(fmax(x, half), PICTURE_WIDTH - half);
        for (size_t i = 0; i < label.count; i++)
            chart_draw_text(d, "chart-label", "middle", x, f->bottom + 26 + (double)i * LINE_HEIGHT, label.lines[i]);
        if (label.count > lines)
            lines = label.count;
    }
    return f->bottom + 14 + (double)lines * LINE_HEIGHT;
}

// ---- The lines

static void draw_line(const drawing *d, const field *f, size_t series)
{
    static const char *const dashes[CHART_SERIES_LIMIT] = { "", "9 5", "3 4", "14 4 3 4", "6 3", "2 3 9 3" };
    bool is_drawing = false;
    buffer_format(d->out, "<g class=\"chart-%zu\">\n<path class=\"chart-line\" fill=\"none\" stroke=\"currentColor\""
                  " stroke-width=\"2.5\" stroke-linejoin=\"round\"", series % CHART_SERIES_LIMIT + 1);
    if (dashes[series][0] != '\0')
        buffer_format(d->out, " stroke-dasharray=\"%s\"", dashes[series]);
    buffer_add_string(d->out, " d=\"");
    for (size_t row = 0; row < d->shown->row_count; row++) {
        if (chart_has(d->shown, row, series)) {
            buffer_add_byte(d->out, is_drawing ? 'L' : 'M');
            chart_add_length(d->out, x_at(d, f, row));
            buffer_add_byte(d->out, ' ');
            chart_add_length(d->out, y_at(f, chart_number(d->shown, row, series)));
        }
        is_drawing = chart_has(d->shown, row, series);      // a missing number is a gap
    }
    buffer_add_string(d->out, "\"/>\n</g>\n");
    for (size_t row = 0; row < d->shown->row_count; row++)
        if (chart_has(d->shown, row, series))
            chart_draw_marker(d, series, x_at(d, f, row), y_at(f, chart_number(d->shown, row, series)));
}

// A single line says its numbers: above the line, or below it in a valley.
static void draw_values(const drawing *d, const field *f)
{
    size_t count = d->shown->row_count;
    double last_end = -PICTURE_WIDTH;
    for (size_t row = 0; row < count; row++) {
        if (!chart_has(d->shown, row, 0))
            continue;
        double number = chart_number(d->shown, row, 0), x = x_at(d, f, row), y = y_at(f, number);
        double before = row > 0 ? chart_number(d->shown, row - 1, 0) : number;
        double after = row + 1 < count ? chart_number(d->shown, row + 1, 0) : number;
        bool is_valley = before >= number && after >= number && before + after > 2 * number
            && y + 28 < f->bottom;
        text value = chart_value(d, number);
        double width = chart_text_width(value, TEXT_SIZE);
        if (x - width / 2 < last_end + 6)
            continue;
        last_end = x + width / 2;
        chart_draw_text(d, "chart-value", "middle", x, is_valley ? y + 24 : y - 12, value);
    }
}

// ---- Their names

static size_t last_row(const chart *shown, size_t series)
{
    size_t row = shown->row_count;
    while (row > 0 && !chart_has(shown, row - 1, series))
        row--;
    return row;     // one behind it; 0 when there is none
}

static chart_wrapped name_of(const drawing *d, size_t series)
{
    size_t row = last_row(d->shown, series);
    text name = d->shown->series[series];
    if (row > 0)
        name = text_format(d->memory, "%.*s %.*s", TEXT_PRINT(name), TEXT_PRINT(chart_value_at(d, row - 1, series)));
    return chart_wrap(d->memory, name, NAME_LIMIT, WRAP_LINES);
}

static void draw_names(const drawing *d, const field *f)
{
    size_t order[CHART_SERIES_LIMIT], count = 0;
    double middles[CHART_SERIES_LIMIT], heights[CHART_SERIES_LIMIT], y[CHART_SERIES_LIMIT];
    for (size_t i = 0; i < d->shown->series_count; i++) {
        size_t row = last_row(d->shown, i), place_in_order = count;
        if (row == 0)
            continue;
        y[i] = y_at(f, chart_number(d->shown, row - 1, i));
        for (; place_in_order > 0 && y[order[place_in_order - 1]] > y[i]; place_in_order--)
            order[place_in_order] = order[place_in_order - 1];
        order[place_in_order] = i;
        count++;
    }
    for (size_t n = 0; n < count; n++) {
        middles[n] = y[order[n]];
        heights[n] = (double)name_of(d, order[n]).count * LINE_HEIGHT + 4;
    }
    chart_spread(middles, heights, count, 0, f->bottom + 2 * LINE_HEIGHT);
    for (size_t n = 0; n < count; n++) {
        chart_wrapped name = name_of(d, order[n]);
        double x = f->to + NAME_GAP;
        chart_draw_marker(d, order[n], x, middles[n] - (double)(name.count - 1) * LINE_HEIGHT / 2);
        chart_draw_wrapped(d, "chart-label", "start", x + 12, middles[n], &name);
    }
}

double chart_draw_lines(const drawing *d)
{
    field f = { .to = PICTURE_WIDTH - RIGHT, .top = TOP, .bottom = TOP + HEIGHT };
    size_t series_count = d->shown->series_count;
    double names = 0, below = f.bottom + 6;
    set_range(d, &f);
    for (size_t i = 0; series_count > 1 && i < series_count; i++) {
        chart_wrapped name = name_of(d, i);
        names = fmax(names, name.width + NAME_GAP + 12 - RIGHT);
        below = fmax(below, (double)(name.count * series_count) * LINE_HEIGHT);
    }
    f.to -= names;
    f.from = widest_tick(d, &f) + 22;
    draw_grid(d, &f);
    double height = draw_labels(d, &f);
    for (size_t i = 0; i < series_count; i++)
        draw_line(d, &f, i);
    if (series_count > 1)
        draw_names(d, &f);
    else
        draw_values(d, &f);
    return fmax(height, series_count > 1 ? f.bottom + 2 * LINE_HEIGHT : 0);
}
