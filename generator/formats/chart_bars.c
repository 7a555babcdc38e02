// Bars lie: labels of any length stand at their left.
#include "chart_parts.h"

#include <math.h>

enum { LABEL_LIMIT = 230, LABEL_GAP = 12, VALUE_GAP = 8 };

// Where labels end, where bars may lie and what numbers their ends mean.
typedef struct {
    drawn_lines *labels;      // one per row
    double label_end, from, to;
    double least, most;
} frame;

static frame wrap_labels(const drawing *d)
{
    frame f = { .labels = ARENA_NEW(d->memory, drawn_lines, d->shown->row_count) };
    double widest = 0;
    for (size_t row = 0; row < d->shown->row_count; row++) {
        f.labels[row] = drawn_wrap(d->memory, d->shown->labels[row], LABEL_LIMIT, TEXT_SIZE, WRAP_LINES);
        widest = fmax(widest, f.labels[row].width);
    }
    f.label_end = widest;
    f.from = widest + LABEL_GAP;
    f.to = PICTURE_WIDTH;
    return f;
}

static double position(const frame *f, double number)
{
    double range = f->most - f->least;
    double share = range > 0 && isfinite(range) ? (number - f->least) / range : 0;
    return f->from + share * (f->to - f->from);
}

static double row_height(const frame *f, size_t row, double bars)
{
    double lines = (double)f->labels[row].count * LINE_HEIGHT;
    return fmax(lines, bars);
}

static void draw_axis(const drawing *d, const frame *f, double top, double bottom)
{
    double zero = position(f, 0);
    chart_draw_line(d, "chart-axis", zero, top, zero, bottom);
}

// ---- Bars side by side

static void set_range(const drawing *d, frame *f)
{
    double left = 0, right = 0;     // room for the values
    for (size_t row = 0; row < d->shown->row_count; row++) {
        for (size_t i = 0; i < d->shown->series_count; i++) {
            double number = chart_number(d->shown, row, i);
            double width = chart_value_width(chart_value_at(d, row, i)) + VALUE_GAP;
            f->least = fmin(f->least, number);
            f->most = fmax(f->most, number);
            if (number < 0)
                left = fmax(left, width);
            else
                right = fmax(right, width);
        }
    }
    f->from += left > 0 ? left + LABEL_GAP : 0;
    f->to -= right;
}

static void draw_bar(const drawing *d, const frame *f, size_t row, size_t series, double y, double height)
{
    double number = chart_number(d->shown, row, series);
    double zero = position(f, 0), end = position(f, number);
    drawn_lines value = { { chart_value_at(d, row, series) }, 1, 0 };
    if (chart_has(d->shown, row, series))
        chart_draw_rectangle(d, series, true, fmin(zero, end), y, fabs(end - zero), height);
    if (number < 0)
        chart_draw_wrapped(d, "chart-value", "end", end - VALUE_GAP, y + height / 2, &value);
    else
        chart_draw_wrapped(d, "chart-value", "start", end + VALUE_GAP, y + height / 2, &value);
}

double chart_draw_bars(const drawing *d)
{
    enum { SINGLE = 28, GROUPED = 20, BETWEEN = 3 };
    size_t series_count = d->shown->series_count;
    double height = series_count > 1 ? GROUPED : SINGLE, gap = series_count > 1 ? 20 : 14;
    double group = (double)series_count * (height + BETWEEN) - BETWEEN;
    chart_write_patterns(d, series_count);
    double y = chart_draw_legend(d), top = y;
    frame f = wrap_labels(d);
    set_range(d, &f);
    for (size_t row = 0; row < d->shown->row_count; row++) {
        double room = row_height(&f, row, group), middle = y + room / 2;
        chart_draw_wrapped(d, "chart-label", "end", f.label_end, middle, &f.labels[row]);
        for (size_t i = 0; i < series_count; i++)
            draw_bar(d, &f, row, i, middle - group / 2 + (double)i * (height + BETWEEN), height);
        y += room + gap;
    }
    draw_axis(d, &f, top - 4, y - gap + 4);
    return y - gap + 6;
}

// ---- Bars one after another

static double total(const chart *shown, size_t row)
{
    double sum = 0;
    for (size_t i = 0; i < shown->series_count; i++)
        sum += fmax(chart_number(shown, row, i), 0);
    return sum;
}

// A value stands inside its part, on a ground of its own that is easy to read on in any theme.
static void draw_inner_value(const drawing *d, size_t row, size_t series, double x, double y, double width,
                             double height)
{
    enum { AROUND = 5, PLATE = 20 };
    text value = chart_value_at(d, row, series);
    double needed = chart_value_width(value) + 2 * AROUND;
    if (needed + 4 > width)
        return;
    drawn_lines lines = { { value }, 1, 0 };
    chart_draw_plate(d, x + (width - needed) / 2, y + (height - PLATE) / 2, needed, PLATE);
    chart_draw_wrapped(d, "chart-inside", "middle", x + width / 2, y + height / 2, &lines);
}

static void draw_stack(const drawing *d, const frame *f, size_t row, double y, double height)
{
    enum { GAP = 2 };
    double sum = 0;
    for (size_t i = 0; i < d->shown->series_count; i++) {
        double number = fmax(chart_number(d->shown, row, i), 0);
        if (number <= 0)
            continue;
        double x = position(f, sum), end = position(f, sum + number);
        double width = fmax(end - x - GAP, 1);
        chart_draw_rectangle(d, i, true, x, y, width, height);
        draw_inner_value(d, row, i, x, y, width, height);
        sum += number;
    }
    if (chart_unit_is_percent(d->shown))
        return;     // shares say nothing together
    drawn_lines value = { { chart_value(d, sum) }, 1, 0 };
    chart_draw_wrapped(d, "chart-value", "start", position(f, sum) + VALUE_GAP, y + height / 2, &value);
}

double chart_draw_stacked_bars(const drawing *d)
{
    enum { HEIGHT = 32, BETWEEN = 14 };
    chart_write_patterns(d, d->shown->series_count);
    double y = chart_draw_legend(d), top = y, widest = 0;
    frame f = wrap_labels(d);
    for (size_t row = 0; row < d->shown->row_count; row++) {
        double sum = total(d->shown, row);
        f.most = fmax(f.most, sum);
        widest = fmax(widest, chart_value_width(chart_value(d, sum)) + VALUE_GAP);
    }
    if (!chart_unit_is_percent(d->shown))
        f.to -= widest;
    for (size_t row = 0; row < d->shown->row_count; row++) {
        double room = row_height(&f, row, HEIGHT), middle = y + room / 2;
        chart_draw_wrapped(d, "chart-label", "end", f.label_end, middle, &f.labels[row]);
        draw_stack(d, &f, row, middle - HEIGHT / 2.0, HEIGHT);
        y += room + BETWEEN;
    }
    draw_axis(d, &f, top - 4, y - BETWEEN + 4);
    return y - BETWEEN + 6;
}
