// Lines over a row of labels (years, say), named at their right ends.
#include "chart_parts.h"

#include <math.h>

enum { HEIGHT = 260, TOP = 12, TOP_OF_VALUES = 30, RIGHT = 26, NAME_LIMIT = 150, NAME_GAP = 26, NAME_AROUND = 4, TICKS = 4 };

typedef struct {
    double from, to, top, bottom;   // the field
    double first;                   // where the first point stands
    double least, most, step;       // of the numbers along its left edge
} field;

static double x_at(const drawing *d, const field *f, size_t row)
{
    size_t count = d->shown->row_count;
    return count > 1 ? f->first + (f->to - f->first) * (double)row / (double)(count - 1) : (f->first + f->to) / 2;
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
    if (f->least > 0 && least - f->least < f->step / 3)
        f->least -= f->step;        // room for values below the line
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
        widest = fmax(widest, drawn_text_width(chart_value(d, tick_at(f, i)), TEXT_SIZE));
    return widest;
}

static void draw_grid(const drawing *d, const field *f)
{
    for (size_t i = 0; i < tick_count(f); i++) {
        double tick = tick_at(f, i), y = y_at(f, tick);
        drawn_lines value = { { chart_value(d, tick) }, 1, 0 };
        chart_draw_line(d, tick == 0 ? "chart-axis" : "chart-grid", f->from - 8, y, f->to + 8, y);
        chart_draw_wrapped(d, "chart-label chart-tick", "end", f->from - 14, y, &value);
    }
}

// ---- The labels below

// Every how many-th label fits beside its neighbours; if it can be, so that the last is among them.
static size_t label_step(size_t count, double widest, double spacing)
{
    size_t least = 1;
    while (least < count && widest + 10 > spacing * (double)least)
        least++;
    for (size_t step = least; step < 2 * least && step < count; step++)
        if ((count - 1) % step == 0)
            return step;
    return least;
}

static double draw_labels(const drawing *d, const field *f)
{
    enum { WIDEST = 130, LINES = 2 };
    size_t count = d->shown->row_count, lines = 1;
    double spacing = count > 1 ? (f->to - f->first) / (double)(count - 1) : PICTURE_WIDTH, widest = 0;
    drawn_lines *labels = ARENA_NEW(d->memory, drawn_lines, count);
    for (size_t row = 0; row < count; row++) {
        labels[row] = drawn_wrap(d->memory, d->shown->labels[row], WIDEST, TEXT_SIZE, LINES);
        widest = fmax(widest, labels[row].width);
        lines = labels[row].count > lines ? labels[row].count : lines;
    }
    size_t step = label_step(count, widest, spacing);
    for (size_t row = 0; row < count; row += step) {
        double half = labels[row].width / 2;
        double x = fmin(fmax(x_at(d, f, row), half), PICTURE_WIDTH - half);
        for (size_t i = 0; i < labels[row].count; i++)
            chart_draw_text(d, "chart-label", "middle", x, f->bottom + 26 + (double)i * LINE_HEIGHT,
                            labels[row].lines[i]);
    }
    return f->bottom + 14 + (double)lines * LINE_HEIGHT;
}

// ---- The lines

static void draw_line(const drawing *d, const field *f, size_t series)
{
    buffer path = { 0 };
    bool is_drawing = false;
    for (size_t row = 0; row < d->shown->row_count; row++) {
        if (chart_has(d->shown, row, series)) {
            buffer_add_byte(&path, is_drawing ? 'L' : 'M');
            drawn_add_length(&path, x_at(d, f, row));
            buffer_add_byte(&path, ' ');
            drawn_add_length(&path, y_at(f, chart_number(d->shown, row, series)));
        }
        is_drawing = chart_has(d->shown, row, series);      // a missing number is a gap
    }
    chart_draw_curve(d, series, buffer_text(&path));
    buffer_free(&path);
    for (size_t row = 0; row < d->shown->row_count; row++)
        if (chart_has(d->shown, row, series))
            chart_draw_marker(d, series, x_at(d, f, row), y_at(f, chart_number(d->shown, row, series)));
}

static size_t last_row(const chart *shown, size_t series)
{
    size_t row = shown->row_count;
    while (row > 0 && !chart_has(shown, row - 1, series))
        row--;
    return row;     // one behind it; 0 when there is none
}

// Where the value of a point stands so that the line does not run through it:
// above a peak, below a valley, beside a slope on its free side.
static void draw_value(const drawing *d, const field *f, size_t row, text value)
{
    const chart *shown = d->shown;
    bool is_first = row == 0 || !chart_has(shown, row - 1, 0);
    bool is_last = row + 1 == shown->row_count || !chart_has(shown, row + 1, 0);
    double y = y_at(f, chart_number(shown, row, 0)), x = x_at(d, f, row);
    double rise = is_first ? 0 : y_at(f, chart_number(shown, row - 1, 0)) - y;
    double fall = is_last ? 0 : y_at(f, chart_number(shown, row + 1, 0)) - y;
    enum { STEEP = 14 };
    const char *anchor = "middle";
    double down = y + 25 < f->bottom && rise <= 0 && fall <= 0 && rise + fall < 0 ? 25 : -12;
    if (down < 0 && rise > -STEEP && fall < -STEEP && !is_first)
        anchor = "end";
    else if (down < 0 && rise < -STEEP && fall > -STEEP && !is_last)
        anchor = "start";
    double aside = anchor[0] == 'e' ? 3 : anchor[0] == 's' ? -3 : 0;
    chart_draw_text(d, "chart-value chart-halo", anchor, x + aside, y + down, value);
}

static size_t extreme_row(const chart *shown, double sign)
{
    size_t best = shown->row_count;
    for (size_t row = 0; row < shown->row_count; row++)
        if (chart_has(shown, row, 0)
            && (best == shown->row_count || sign * chart_number(shown, row, 0) > sign * chart_number(shown, best, 0)))
            best = row;
    return best;
}

// A single line says its numbers: all when there is room, or those that matter most.
static void draw_values(const drawing *d, const field *f)
{
    size_t count = d->shown->row_count;
    double widest = 0, ends[4] = { -1, -1, -1, -1 };
    for (size_t row = 0; row < count; row++)
        widest = fmax(widest, chart_value_width(chart_value_at(d, row, 0)));
    bool is_close = count > 1 && widest + 6 > (f->to - f->first) / (double)(count - 1);
    size_t chosen[4] = { last_row(d->shown, 0) - 1, extreme_row(d->shown, 1), extreme_row(d->shown, -1), 0 };
    for (size_t n = 0; n < (is_close ? 4 : count); n++) {
        size_t row = is_close ? chosen[n] : n;
        if (row >= count || !chart_has(d->shown, row, 0))
            continue;
        double x = x_at(d, f, row);
        bool is_taken = false;
        for (size_t i = 0; is_close && i < n; i++)
            is_taken = is_taken || (ends[i] >= 0 && fabs(ends[i] - x) < widest + 6);
        if (is_taken)
            continue;
        if (is_close)
            ends[n] = x;
        draw_value(d, f, row, chart_value_at(d, row, 0));
    }
}

// ---- Their names

static drawn_lines name_of(const drawing *d, size_t series)
{
    size_t row = last_row(d->shown, series);
    text name = d->shown->series[series];
    if (row > 0)
        name = text_format(d->memory, "%.*s %.*s", TEXT_PRINT(name), TEXT_PRINT(chart_value_at(d, row - 1, series)));
    return drawn_wrap(d->memory, name, NAME_LIMIT, TEXT_SIZE, WRAP_LINES);
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
        heights[n] = (double)name_of(d, order[n]).count * LINE_HEIGHT + NAME_AROUND;
    }
    chart_spread(middles, heights, count, 0, f->bottom + LINE_HEIGHT);
    for (size_t n = 0; n < count; n++) {
        drawn_lines name = name_of(d, order[n]);
        double x = f->to + NAME_GAP;
        chart_draw_marker(d, order[n], x, middles[n] - (double)(name.count - 1) * LINE_HEIGHT / 2);
        chart_draw_wrapped(d, "chart-label", "start", x + 12, middles[n], &name);
    }
}

double chart_draw_lines(const drawing *d)
{
    size_t series_count = d->shown->series_count;
    double top = series_count > 1 ? TOP : TOP_OF_VALUES;
    field f = { .to = PICTURE_WIDTH - RIGHT, .top = top, .bottom = top + HEIGHT };
    double names = 0, names_height = 0;
    set_range(d, &f);
    for (size_t i = 0; series_count > 1 && i < series_count; i++) {
        drawn_lines name = name_of(d, i);
        names = fmax(names, name.width + NAME_GAP + 12 - RIGHT);
        names_height += (double)name.count * LINE_HEIGHT + NAME_AROUND;
    }
    f.bottom = fmax(f.bottom, names_height);
    if (series_count == 1 && last_row(d->shown, 0) > 0)
        names = fmax(names, chart_value_width(chart_value_at(d, last_row(d->shown, 0) - 1, 0)) / 2 - RIGHT);
    f.to -= names;
    f.from = f.first = widest_tick(d, &f) + 22;
    // The value of the first point stays clear of the numbers along the edge.
    if (series_count == 1 && chart_has(d->shown, 0, 0))
        f.first = fmax(f.from, f.from - 4 + chart_value_width(chart_value_at(d, 0, 0)) / 2);
    draw_grid(d, &f);
    double height = draw_labels(d, &f);
    for (size_t i = 0; i < series_count; i++)
        draw_line(d, &f, i);
    if (series_count > 1)
        draw_names(d, &f);
    else
        draw_values(d, &f);
    return height;
}
