// Pies and rings: every part is named beside it, with a line to it.
#include "chart_parts.h"

#include "language/formatting.h"

#include <math.h>

enum { RADIUS = 112, HOLE = 66, ELBOW = 14, REACH = 26, LABEL_LINES = 2, MARGIN = 8 };

#define GAP 0.011       // radians

typedef struct {
    size_t row;
    double share;
    double angle;               // of its middle, clockwise from the top
    drawn_lines label;
    text value;
} slice;

typedef struct {
    slice *slices;
    size_t count;
    double total, centre_x, centre_y;
} pie;

static double x_at(const pie *p, double angle, double radius)
{
    return p->centre_x + radius * sin(angle);
}

static double y_at(const pie *p, double angle, double radius)
{
    return p->centre_y - radius * cos(angle);
}

// ---- The parts

// "63 (65 %)", or "65 %" when the numbers are shares already.
static text value_of(const drawing *d, double number, double share)
{
    text value = chart_value(d, number);
    if (chart_unit_is_percent(d->shown))
        return value;
    text percent = format_number(d->memory, d->shown->language, share * 100, share < 0.01 ? 1 : 0);
    bool is_close = text_equals(d->shown->language, TEXT("en"));
    return text_format(d->memory, "%.*s (%.*s%s%%)", TEXT_PRINT(value), TEXT_PRINT(percent),
                       is_close ? "" : "\u00a0");
}

static pie divide(const drawing *d)
{
    pie p = { .slices = ARENA_NEW(d->memory, slice, d->shown->row_count), .centre_x = PICTURE_WIDTH / 2.0 };
    for (size_t row = 0; row < d->shown->row_count; row++)
        p.total += fmax(chart_number(d->shown, row, 0), 0);
    double sum = 0, label_width = PICTURE_WIDTH / 2.0 - RADIUS - REACH - MARGIN;
    for (size_t row = 0; row < d->shown->row_count; row++) {
        double number = chart_number(d->shown, row, 0);
        if (number <= 0 || !isfinite(p.total))
            continue;
        slice *s = &p.slices[p.count++];
        s->row = row;
        s->share = number / p.total;
        s->angle = number < p.total ? 2 * M_PI * (sum + number / 2) / p.total : M_PI / 2;
        s->label = drawn_wrap(d->memory, d->shown->labels[row], label_width, TEXT_SIZE, LABEL_LINES);
        s->value = value_of(d, number, s->share);
        sum += number;
    }
    return p;
}

static void add_point(buffer *out, const pie *p, double angle, double radius)
{
    drawn_add_length(out, x_at(p, angle, radius));
    buffer_add_byte(out, ' ');
    drawn_add_length(out, y_at(p, angle, radius));
}

// A whole ring or disc: an arc may not end where it began, so each edge is two arcs.
static void add_edge(buffer *out, const pie *p, double radius, bool is_inner)
{
    buffer_add_byte(out, 'M');
    add_point(out, p, 0, radius);
    for (int half = 1; half <= 2; half++) {
        buffer_format(out, "A%.0f %.0f 0 0 %d ", radius, radius, !is_inner);
        add_point(out, p, half * M_PI, radius);
    }
    buffer_add_byte(out, 'z');
}

static void add_slice(buffer *out, const pie *p, const slice *s, double hole)
{
    // A little less than its share: so parts stand apart whatever the ground's colour is.
    double half = M_PI * s->share - fmin(GAP, M_PI * s->share / 4);
    double from = s->angle - half, to = s->angle + half;
    int is_large = half > M_PI / 2;
    buffer_add_byte(out, 'M');
    add_point(out, p, from, RADIUS);
    buffer_format(out, "A%d %d 0 %d 1 ", RADIUS, RADIUS, is_large);
    add_point(out, p, to, RADIUS);
    buffer_add_byte(out, 'L');
    add_point(out, p, to, hole);
    if (hole > 0) {
        buffer_format(out, "A%.0f %.0f 0 %d 0 ", hole, hole, is_large);
        add_point(out, p, from, hole);
    }
    buffer_add_byte(out, 'z');
}

// Colours repeat after six; the last part must not look like the first beside it.
static size_t colour_of(const pie *p, size_t i)
{
    bool meets_first = i + 1 == p->count && i > 0 && i % CHART_SERIES_LIMIT == 0;
    return meets_first ? 1 : i;
}

static void draw_slices(const drawing *d, const pie *p, double hole)
{
    for (size_t i = 0; i < p->count; i++) {
        buffer path = { 0 };
        if (p->count == 1) {
            add_edge(&path, p, RADIUS, false);
            if (hole > 0)
                add_edge(&path, p, hole, true);
        } else {
            add_slice(&path, p, &p->slices[i], hole);
        }
        chart_draw_path(d, colour_of(p, i), true, buffer_text(&path));
        buffer_free(&path);
    }
}

// ---- The labels

static double label_height(const slice *s)
{
    return (double)(s->label.count + 1) * LINE_HEIGHT + MARGIN;
}

static bool is_at_right(const slice *s)
{
    return s->angle < M_PI;
}

// Places the labels of one side from the top down; parts at the left come in the other direction.
static void place_labels(const pie *p, bool right, double *middles, double height)
{
    double *centres = middles + p->count, *heights = centres + p->count;
    size_t count = 0;
    for (size_t n = 0; n < p->count; n++) {
        const slice *s = &p->slices[right ? n : p->count - 1 - n];
        if (is_at_right(s) != right)
            continue;
        centres[count] = y_at(p, s->angle, RADIUS + ELBOW);
        heights[count++] = label_height(s);
    }
    chart_spread(centres, heights, count, 0, height);
    count = 0;
    for (size_t n = 0; n < p->count; n++) {
        size_t i = right ? n : p->count - 1 - n;
        if (is_at_right(&p->slices[i]) == right)
            middles[i] = centres[count++];
    }
}

static void draw_label(const drawing *d, const pie *p, const slice *s, double middle)
{
    double side = is_at_right(s) ? 1 : -1;
    double edge = p->centre_x + side * (RADIUS + REACH), x = edge + side * MARGIN;
    buffer_add_string(d->out, "<path class=\"chart-leader\" fill=\"none\" stroke=\"currentColor\" d=\"M");
    add_point(d->out, p, s->angle, RADIUS + 2);
    buffer_add_byte(d->out, 'L');
    add_point(d->out, p, s->angle, RADIUS + ELBOW - 2);
    buffer_add_byte(d->out, 'L');
    drawn_add_length(d->out, edge + side * 2);
    buffer_add_byte(d->out, ' ');
    drawn_add_length(d->out, middle);
    buffer_add_string(d->out, "\"/>\n");

    const char *anchor = side > 0 ? "start" : "end";
    drawn_lines value = { { s->value }, 1, 0 };
    double lines = (double)s->label.count;
    chart_draw_wrapped(d, "chart-label", anchor, x, middle - LINE_HEIGHT / 2.0, &s->label);
    chart_draw_wrapped(d, "chart-value", anchor, x, middle + lines * LINE_HEIGHT / 2, &value);
}

static double height_of(const pie *p)
{
    double left = 0, right = 0;
    for (size_t i = 0; i < p->count; i++)
        *(is_at_right(&p->slices[i]) ? &right : &left) += label_height(&p->slices[i]);
    return fmax(2 * (RADIUS + ELBOW + 6), fmax(left, right));
}

// In the hole, as large as fits.
static void draw_total(const drawing *d, const pie *p)
{
    enum { LARGEST = 26 };
    text total = chart_value(d, p->total);
    double size = fmin(LARGEST, TEXT_SIZE * (2 * HOLE - 4 * MARGIN) / chart_value_width(total));
    buffer_add_string(d->out, "<g");
    drawn_add_attribute(d->out, "font-size", size);
    buffer_add_string(d->out, ">\n");
    chart_draw_text(d, "chart-value chart-total", "middle", p->centre_x, p->centre_y + 0.35 * size, total);
    buffer_add_string(d->out, "</g>\n");
}

double chart_draw_pie(const drawing *d)
{
    pie p = divide(d);
    if (p.count == 0)
        return chart_draw_bars(d);      // nothing to divide
    double height = height_of(&p);
    p.centre_y = height / 2;
    double *middles = ARENA_NEW(d->memory, double, p.count * 3);
    chart_write_patterns(d, p.count);
    draw_slices(d, &p, d->shown->type == CHART_DONUT ? HOLE : 0);
    place_labels(&p, true, middles, height);
    place_labels(&p, false, middles, height);
    for (size_t i = 0; i < p.count; i++)
        draw_label(d, &p, &p.slices[i], middles[i]);
    if (d->shown->type == CHART_DONUT && !chart_unit_is_percent(d->shown))
        draw_total(d, &p);
    return height;
}
