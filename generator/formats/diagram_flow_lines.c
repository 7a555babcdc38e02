// Where the lines of a flow run.
#include "diagram_flow.h"

#include <math.h>

enum { TRACK = 16, LANE_GAP = 14, HEAD = 9, PORT = 22 };

double flow_tracks_room(size_t tracks)
{
    return tracks > 0 ? TRACK + (double)(tracks - 1) * LANE + 4 : 0;
}

double flow_track(size_t number)
{
    return TRACK + (double)number * LANE;
}

// ---- Arrows that lead back

// Whether nothing but lines stands beside an item.
static bool is_last(const flow *f, size_t number, bool is_left)
{
    const flow_row *row = &f->rows.items[f->items.items[number].row];
    for (size_t i = 0; i < row->order.count; i++) {
        size_t own = row->order.items[is_left ? i : row->order.count - 1 - i];
        if (f->items.items[own].type != ITEM_LINE)
            return own == number;
    }
    return false;
}

// Its text stands outside all lines of its row, so that the way leads straight to its lane.
static void move_outside(flow *f, size_t number, bool is_left)
{
    flow_row *row = &f->rows.items[f->items.items[number].row];
    size_t place_in_row = 0;
    while (row->order.items[place_in_row] != number)
        place_in_row++;
    for (; is_left && place_in_row > 0; place_in_row--)
        row->order.items[place_in_row] = row->order.items[place_in_row - 1];
    for (; !is_left && place_in_row + 1 < row->order.count; place_in_row++)
        row->order.items[place_in_row] = row->order.items[place_in_row + 1];
    row->order.items[place_in_row] = number;
}

static size_t set_lanes(flow *f, bool is_left)
{
    diagram_interval *spans = ARENA_NEW(f->s->memory, diagram_interval, f->backs.count);
    size_t *numbers = ARENA_NEW(f->s->memory, size_t, f->backs.count), count = 0;
    for (size_t i = 0; i < f->backs.count; i++) {
        const back_way *way = &f->backs.items[i];
        if (way->is_left != is_left)
            continue;
        spans[count] = (diagram_interval){ (double)f->items.items[way->end].row - (way->arrives_aside ? 0 : 0.6),
                                           (double)f->items.items[way->start].row + (way->leaves_aside ? 0 : 0.6), 0 };
        numbers[count++] = i;
    }
    size_t lanes = diagram_set_lanes(f->s->memory, spans, count);
    for (size_t i = 0; i < count; i++)
        f->backs.items[numbers[i]].lane = spans[i].lane;
    return lanes;
}

void flow_set_backs(flow *f)
{
    for (size_t i = 0; i < f->backs.count; i++) {
        back_way *way = &f->backs.items[i];
        bool is_right = is_last(f, way->start, false) && is_last(f, way->end, false);
        way->is_left = !is_right && is_last(f, way->start, true) && is_last(f, way->end, true);
        way->leaves_aside = is_last(f, way->start, way->is_left);
        way->arrives_aside = is_last(f, way->end, way->is_left);
        if (way->leaves_aside && f->items.items[way->start].type == ITEM_NOTE)
            move_outside(f, way->start, way->is_left);
    }
    f->left_lanes = set_lanes(f, true);
    f->right_lanes = set_lanes(f, false);
    size_t lanes = f->left_lanes + f->right_lanes;
    f->lane_room = lanes > 0 ? fmin(LANE, f->s->width * 0.2 / (double)lanes) : 0;
    f->left += f->left_lanes > 0 ? LANE_GAP + (double)(f->left_lanes - 1) * f->lane_room : 0;
    f->right -= f->right_lanes > 0 ? LANE_GAP + (double)(f->right_lanes - 1) * f->lane_room : 0;
}

// Level lines between rows: those below a row stand above the next.
void flow_set_tracks(flow *f)
{
    for (size_t i = 0; i < f->backs.count; i++) {
        back_way *way = &f->backs.items[i];
        size_t below = f->items.items[way->start].row + 1;
        if (!way->leaves_aside)
            way->leaves_track = below < f->rows.count ? f->rows.items[below].tracks++ : f->tracks_below++;
        if (!way->arrives_aside)
            way->arrives_track = f->rows.items[f->items.items[way->end].row].tracks++;
    }
}

// ---- Ports

typedef struct {
    double *offset;             // from the middle of the item
    double key;                 // where it leads to, from the left
} port;

typedef struct {
    port items[DIAGRAM_ARROW_LIMIT];
    size_t count;
} port_list;

static void add_port(port_list *ports, double *offset, double key)
{
    size_t j = ports->count++;
    for (; j > 0 && ports->items[j - 1].key > key; j--)
        ports->items[j] = ports->items[j - 1];
    ports->items[j] = (port){ offset, key };
}

static void spread_ports(const port_list *ports, double width)
{
    if (ports->count < 2)
        return;
    double apart = fmin(PORT, (width - 2 * PADDING) / (double)(ports->count - 1));
    for (size_t i = 0; i < ports->count; i++)
        *ports->items[i].offset = ((double)i - (double)(ports->count - 1) / 2) * apart;
}

static double place_in_row(const flow *f, size_t number)
{
    const flow_row *row = &f->rows.items[f->items.items[number].row];
    size_t i = 0;
    while (i < row->order.count && row->order.items[i] != number)
        i++;
    return ((double)i + 0.5) / (double)row->order.count;
}

static void set_box_ports(flow *f, size_t number)
{
    enum { LEFT = -1, RIGHT = 2 };
    port_list above = { .count = 0 }, below = { .count = 0 };
    const item *own = &f->items.items[number];
    for (size_t i = 0; i < own->below.count; i++) {
        link *l = &f->links.items[own->below.items[i]];
        add_port(&below, &l->leaves, place_in_row(f, l->lower));
    }
    for (size_t i = 0; i < own->above.count; i++) {
        link *l = &f->links.items[own->above.items[i]];
        add_port(&above, &l->arrives, place_in_row(f, l->upper));
    }
    for (size_t i = 0; i < f->backs.count; i++) {
        back_way *way = &f->backs.items[i];
        if (way->start == number && !way->leaves_aside)
            add_port(&below, &way->leaves, way->is_left ? LEFT : RIGHT);
        if (way->end == number && !way->arrives_aside)
            add_port(&above, &way->arrives, way->is_left ? LEFT : RIGHT);
    }
    spread_ports(&above, own->width);
    spread_ports(&below, own->width);
}

// Those that use one side of an item, arriving ones first.
static void set_side_ports(flow *f, size_t number, bool is_left)
{
    double *heights[2 * DIAGRAM_ARROW_LIMIT];
    size_t count = 0;
    for (int leaves = 0; leaves < 2; leaves++)
        for (size_t i = 0; i < f->backs.count; i++) {
            back_way *way = &f->backs.items[i];
            if (way->is_left != is_left)
                continue;
            if (leaves == 0 && way->end == number && way->arrives_aside)
                heights[count++] = &way->arrives;
            if (leaves == 1 && way->start == number && way->leaves_aside)
                heights[count++] = &way->leaves;
        }
    for (size_t i = 0; i < count; i++)
        *heights[i] = f->items.items[number].height * (double)(i + 1) / (double)(count + 1);
}

void flow_set_ports(flow *f)
{
    for (size_t i = 0; i < f->items.count; i++) {
        if (f->items.items[i].type == ITEM_LINE)
            continue;
        set_side_ports(f, i, true);
        set_side_ports(f, i, false);
        if (f->items.items[i].type == ITEM_BOX)
            set_box_ports(f, i);
    }
}

// How far a port may move without meeting another one or the end of its box.
static double slack(const item *own, size_t ports)
{
    return own->type != ITEM_BOX ? 0 : ports < 2 ? own->width / 2 - PADDING - 4 : PORT / 4.0;
}

// Lines that are nearly straight become so, as far as their boxes allow.
void flow_straighten(flow *f)
{
    for (size_t i = 0; i < f->links.count; i++) {
        link *l = &f->links.items[i];
        const item *upper = &f->items.items[l->upper], *lower = &f->items.items[l->lower];
        double off = upper->x + l->leaves - lower->x - l->arrives;
        double above = slack(upper, upper->below.count), below = slack(lower, lower->above.count);
        if (fabs(off) > fmin(above + below, PORT))
            continue;
        double moved = fmin(fmax(off, -below), below);
        l->arrives += moved;
        l->leaves -= off - moved;
    }
}

// ---- Lines

static double bottom_of(const flow *f, size_t row)
{
    return f->rows.items[row].top + f->rows.items[row].height;
}

static diagram_line *begin(flow *f, size_t arrow, double x, double y)
{
    const diagram_arrow *of = &f->s->drawn->arrows[arrow];
    diagram_line *line = diagram_begin_line(f->s, of->from, of->to, x, y);
    line->has_head = false;
    return line;
}

static bool leads_back(const flow *f, size_t arrow)
{
    for (size_t i = 0; i < f->backs.count; i++)
        if (f->backs.items[i].arrow == arrow)
            return true;
    return false;
}

static void add_link(flow *f, size_t arrow, const link *l, diagram_line **line)
{
    const item *upper = &f->items.items[l->upper], *lower = &f->items.items[l->lower];
    const flow_row *next = &f->rows.items[lower->row];
    double from = upper->x + l->leaves, to = lower->x + l->arrives, bottom = bottom_of(f, upper->row);
    if (*line == NULL || upper->type != ITEM_LINE)
        *line = begin(f, arrow, from, upper->type == ITEM_LINE ? bottom : upper->y + upper->height);
    (*line)->is_back = leads_back(f, arrow);
    (*line)->has_head = lower->type == ITEM_BOX;
    diagram_line_to(f->s, *line, from, bottom);
    diagram_curve_down(f->s, *line, to, next->top - fmax(lower->type == ITEM_BOX ? HEAD : 0, flow_tracks_room(next->tracks)));
    diagram_line_to(f->s, *line, to, next->top);
}

// What an arrow shares with one before it is there already.
static void add_path(flow *f, size_t arrow)
{
    diagram_line *line = NULL;
    for (size_t i = 0; i < f->paths[arrow].count; i++) {
        const link *l = &f->links.items[f->paths[arrow].items[i]];
        if (l->arrow == arrow)
            add_link(f, arrow, l, &line);
    }
}

static void add_back(flow *f, const back_way *way)
{
    const item *start = &f->items.items[way->start], *end = &f->items.items[way->end];
    double out = LANE_GAP + (double)way->lane * f->lane_room, side = way->is_left ? -1 : 1;
    double lane = way->is_left ? f->left - out : f->right + out;
    size_t below = start->row + 1;
    diagram_point corners[5];
    size_t count = 0;
    diagram_line *line;
    if (way->leaves_aside) {
        line = begin(f, way->arrow, start->x + side * start->width / 2, start->y + way->leaves);
        corners[count++] = (diagram_point){ lane, start->y + way->leaves };
    } else {
        double level = below < f->rows.count ? f->rows.items[below].top - flow_track(way->leaves_track)
                                             : bottom_of(f, start->row) + flow_track(way->leaves_track) - 2;
        line = begin(f, way->arrow, start->x + way->leaves, start->y + start->height);
        corners[count++] = (diagram_point){ start->x + way->leaves, level };
        corners[count++] = (diagram_point){ lane, level };
    }
    if (way->arrives_aside) {
        corners[count++] = (diagram_point){ lane, end->y + way->arrives };
        corners[count++] = (diagram_point){ end->x + side * end->width / 2, end->y + way->arrives };
    } else {
        double level = f->rows.items[end->row].top - flow_track(way->arrives_track);
        corners[count++] = (diagram_point){ lane, level };
        corners[count++] = (diagram_point){ end->x + way->arrives, level };
        corners[count++] = (diagram_point){ end->x + way->arrives, end->y };
    }
    line->is_back = line->has_head = true;
    diagram_line_along(f->s, line, corners, count);
}

void flow_add_lines(flow *f)
{
    for (size_t i = 0; i < f->s->drawn->arrow_count; i++)
        add_path(f, i);
    for (size_t i = 0; i < f->backs.count; i++)
        add_back(f, &f->backs.items[i]);
}
