// Cycles: steps around a ring, from the top clockwise. Rows of two, with one alone at the top and, when their number
// is even, at the bottom; the ring runs through the middles of the boxes.
#include "diagram_parts.h"

#include <math.h>

enum { ROW_GAP = 34, SAMPLES = 120, AISLE = 28 };

typedef struct {
    double x, y, width, height; // of the box; x and y of its middle
    diagram_content content;
} station;

typedef struct {
    const sketch *s;
    station *stations;
    size_t count, row_count;
    diagram_way *ways;
    double box_width, middle, half_width, half_height;
    bool is_squarer;            // x⁴ + y⁴ = 1, else x² + y² = 1
    bool is_closed;             // a single one stands at the bottom
} ring;

// Another way, unless the ring leads it already.
static bool is_way(const sketch *s, const diagram_arrow *arrow)
{
    return arrow->to != (arrow->from + 1) % s->drawn->box_count;
}

static size_t row_of(const ring *r, size_t box)
{
    return box < r->row_count ? box : r->count - box;
}

// The other of its row, or itself.
static size_t opposite(const ring *r, size_t box)
{
    return box == 0 ? 0 : r->count - box;
}

static void measure(ring *r)
{
    for (size_t i = 0; i < r->count; i++) {
        station *own = &r->stations[i];
        own->content = diagram_content_of(r->s, i, r->box_width - 2 * PADDING);
        own->width = r->box_width;
        own->height = own->content.height + 2 * PADDING + 4 + diagram_notes_height(r->ways, r->s->drawn->arrow_count, i);
    }
    for (size_t i = 1; i < r->count; i++)
        r->stations[i].height = fmax(r->stations[i].height, r->stations[opposite(r, i)].height);
}

// How far the ring is from its middle line at a height, from -1 to 1.
static double reach(const ring *r, double height)
{
    double square = height * height, rest = 1 - (r->is_squarer ? square * square : square);
    double root = sqrt(fmax(0, rest));
    return r->half_width * (r->is_squarer ? sqrt(root) : root);
}

// Few boxes stand farther apart, so that the ring is round.
static double row_gap(const ring *r)
{
    enum { ROUND = 300, MOST = 90 };
    double boxes = 0;
    for (size_t row = 0; row < r->row_count; row++)
        boxes += r->stations[row].height;
    return fmin(MOST, fmax(ROW_GAP, (ROUND - boxes) / (double)(r->row_count - 1)));
}

static void set_rows(ring *r, double top)
{
    double y = top, gap = row_gap(r);
    for (size_t row = 0; row < r->row_count; row++) {
        double height = r->stations[row].height;
        r->stations[row].y = y + height / 2;
        y += height + gap;
    }
    double first = r->stations[0].y, last = r->stations[r->row_count - 1].y;
    // Without a single one at the bottom the ring goes on below the last pair.
    r->half_height = (last - first) / (r->is_closed ? 2 : 1.7);
    r->middle = first + r->half_height;
    for (size_t i = r->row_count; i < r->count; i++)
        r->stations[i].y = r->stations[opposite(r, i)].y;
}

static void set_columns(ring *r)
{
    double centre = r->s->width / 2, least = (r->box_width + AISLE) / 2;
    for (int attempt = 0; attempt < 2; attempt++) {
        bool is_tight = false;
        r->is_squarer = attempt > 0;
        for (size_t i = 0; i < r->count; i++) {
            bool is_single = i == 0 || opposite(r, i) == i;
            double x = reach(r, (r->stations[i].y - r->middle) / r->half_height);
            is_tight = is_tight || (!is_single && x < least);
            x = fmin(fmax(x, least), r->half_width);
            r->stations[i].x = is_single ? centre : row_of(r, i) == i ? centre + x : centre - x;
        }
        if (!is_tight)
            break;
    }
}

// ---- Arcs

static bool is_inside(const station *own, diagram_point p)
{
    return fabs(p.x - own->x) < own->width / 2 && fabs(p.y - own->y) < own->height / 2;
}

// A place on the way from one middle to the next, from 0 to 1, on the ring's right (1) or left (-1) side.
static diagram_point place_between(const ring *r, const station *a, const station *b, double share, double side)
{
    double centre = r->s->width / 2;
    bool is_level = fabs(a->y - b->y) < 1;
    if (is_level && !r->is_closed && a != b) {          // below the last pair
        double turn = 2 * share - 1, dip = 0.3 * r->half_height;
        double x = centre + (a->x - centre) * -turn, depth = sqrt(fmax(0, 1 - turn * turn));
        return (diagram_point){ x, a->y + dip * depth };
    }
    double y = a->y + (b->y - a->y) * share, x = reach(r, (y - r->middle) / r->half_height);
    // Where columns were moved off the ring, the way bends to them.
    double ring_a = reach(r, (a->y - r->middle) / r->half_height), ring_b = reach(r, (b->y - r->middle) / r->half_height);
    double off_a = side * (a->x - centre) - ring_a, off_b = side * (b->x - centre) - ring_b;
    return (diagram_point){ centre + side * (x + off_a + (off_b - off_a) * share), y };
}

static diagram_point between(diagram_point a, diagram_point b, double share)
{
    return (diagram_point){ a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

// Where the way from [inside] to [outside] crosses the edge.
static diagram_point edge_of(const station *own, diagram_point inside, diagram_point outside)
{
    for (int i = 0; i < 30; i++) {
        diagram_point half = between(inside, outside, 0.5);
        if (is_inside(own, half))
            inside = half;
        else
            outside = half;
    }
    return outside;
}

static void add_arc(const ring *r, size_t from, size_t to)
{
    const station *a = &r->stations[from], *b = &r->stations[to];
    double side = from + 1 < r->row_count ? 1 : -1;
    diagram_point places[SAMPLES + 1];
    size_t first = 0, last = SAMPLES;
    for (size_t i = 0; i <= SAMPLES; i++)
        places[i] = place_between(r, a, b, (double)i / SAMPLES, side);
    while (first + 1 < SAMPLES && is_inside(a, places[first + 1]))
        first++;
    while (last > first + 2 && is_inside(b, places[last - 1]))
        last--;
    diagram_point start = edge_of(a, places[first], places[first + 1]), end = edge_of(b, places[last], places[last - 1]);
    diagram_line *line = diagram_begin_line(r->s, from, to, start.x, start.y);
    for (size_t i = first + 2; i + 1 < last; i += 3)
        if (hypot(places[i].x - end.x, places[i].y - end.y) > 8)
            diagram_line_to(r->s, line, places[i].x, places[i].y);
    diagram_line_to(r->s, line, end.x, end.y);
}

// ---- Other ways run in the aisle between the columns.

static double inner_edge(const ring *r, size_t box, double lane)
{
    const station *own = &r->stations[box];
    if (box == 0 || opposite(r, box) == box)
        return lane;
    return row_of(r, box) == box ? own->x - own->width / 2 : own->x + own->width / 2;
}

// A single one is left and entered at its inner edge, above or below the aisle.
static double inner_height(const ring *r, size_t box, double height)
{
    const station *own = &r->stations[box];
    if (box == 0)
        return own->y + own->height / 2;
    return opposite(r, box) == box ? own->y - own->height / 2 : height;
}

static void add_way(const ring *r, const diagram_way *way, size_t number, size_t way_count)
{
    double room = way_count > 1 ? fmin(LANE, (AISLE - 12.0) / (double)(way_count - 1)) : 0;
    double lane = r->s->width / 2 + ((double)number - (double)(way_count - 1) / 2) * room;
    size_t from = way->arrow->from, to = way->arrow->to;
    double exit = inner_height(r, from, way->exit), entry = inner_height(r, to, way->entry);
    diagram_line *line = diagram_begin_line(r->s, from, to, inner_edge(r, from, lane), exit);
    const diagram_point corners[] = { { lane, exit }, { lane, entry }, { inner_edge(r, to, lane), entry } };
    line->is_back = true;
    diagram_line_along(r->s, line, corners, 3);
}

static void add_station(const ring *r, size_t box)
{
    const station *own = &r->stations[box];
    double top = own->y - own->height / 2, left = own->x - own->width / 2;
    bool is_left = row_of(r, box) != box, is_single = box == 0 || opposite(r, box) == box;
    double notes = diagram_notes_height(r->ways, r->s->drawn->arrow_count, box);
    diagram_add_box(r->s, box, left, top, own->width, own->height);
    diagram_add_content(r->s, box, &own->content, DIAGRAM_MIDDLE, own->x,
                        top + (own->height - notes - own->content.height) / 2 + 2, false);
    diagram_place_ways(r->s, r->ways, box, top, top + own->height,
                       is_single ? DIAGRAM_MIDDLE : is_left ? DIAGRAM_END : DIAGRAM_START,
                       is_single ? own->x : is_left ? left + own->width - PADDING : left + PADDING);
    diagram_add_badge(r->s, box, left + BADGE / 2.0 + 6, top);
}

void diagram_lay_cycle(sketch *s)
{
    size_t ignored, count = s->drawn->box_count;
    ring r = { .s = s, .count = count, .row_count = count / 2 + 1, .is_closed = count % 2 == 0,
               .stations = ARENA_NEW(s->memory, station, count) };
    r.box_width = s->is_narrow ? (s->width - 2 * EDGE - AISLE) / 2 : 180;
    r.half_width = (s->width - 2 * EDGE - r.box_width) / 2;
    if (!s->is_narrow)
        r.half_width = fmin(r.half_width, 180);
    r.ways = diagram_ways(s, r.box_width - 2 * PADDING, is_way, &ignored);
    measure(&r);
    set_rows(&r, EDGE + BADGE / 2.0);
    set_columns(&r);
    double bottom = 0;
    for (size_t i = 0; i < count; i++) {
        add_station(&r, i);
        bottom = fmax(bottom, r.stations[i].y + r.stations[i].height / 2);
    }
    for (size_t i = 0; i < count; i++)
        add_arc(&r, i, (i + 1) % count);
    size_t way_count = 0, number = 0;
    for (size_t i = 0; i < s->drawn->arrow_count; i++)
        way_count += r.ways[i].is_way;
    for (size_t i = 0; i < s->drawn->arrow_count; i++)
        if (r.ways[i].is_way)
            add_way(&r, &r.ways[i], number++, way_count);
    double ring_bottom = r.is_closed ? 0 : r.stations[r.row_count - 1].y + 0.3 * r.half_height;
    s->into->height = fmax(bottom, ring_bottom) + EDGE;
}
