// The order of what stands in rows, and its places.
#include "diagram_flow.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { SWEEPS = 16, LINE_ROOM = 18, NOTE_MARGIN = 5 };

// ---- Order

static void set_keys(flow *f, size_t row, bool from_above)
{
    const flow_row *own = &f->rows.items[row];
    for (size_t i = 0; i < own->order.count; i++) {
        size_t number = own->order.items[i];
        const item *of = &f->items.items[number];
        double sum = 0, count = (double)(from_above ? of->above.count : of->below.count);
        for (size_t j = 0; j < (size_t)count; j++)
            sum += from_above ? f->items.items[f->links.items[of->above.items[j]].upper].x
                              : f->items.items[f->links.items[of->below.items[j]].lower].x;
        f->items.items[number].key = count > 0 ? sum / count : f->items.items[number].x;
    }
}

// While the order is sought, x is the place in the row, from 0 to 1.
static void number_row(flow *f, size_t row)
{
    const flow_row *own = &f->rows.items[row];
    for (size_t i = 0; i < own->order.count; i++)
        f->items.items[own->order.items[i]].x = ((double)i + 0.5) / (double)own->order.count;
}

static void sort_row(flow *f, size_t row)
{
    flow_row *own = &f->rows.items[row];
    for (size_t i = 1; i < own->order.count; i++) {
        size_t moved = own->order.items[i], j = i;
        for (; j > 0 && f->items.items[own->order.items[j - 1]].key > f->items.items[moved].key + 1e-9; j--)
            own->order.items[j] = own->order.items[j - 1];
        own->order.items[j] = moved;
    }
    number_row(f, row);
}

static bool do_cross(const flow *f, const link *one, const link *other)
{
    const item *items = f->items.items;
    double above = items[one->upper].x - items[other->upper].x, below = items[one->lower].x - items[other->lower].x;
    return (above < 0 && below > 0) || (above > 0 && below < 0);
}

static size_t crossings(const flow *f)
{
    size_t count = 0;
    for (size_t row = 0; row < f->rows.count; row++) {
        const flow_row *own = &f->rows.items[row];
        for (size_t i = 0; i < own->below.count; i++)
            for (size_t j = i + 1; j < own->below.count; j++)
                count += do_cross(f, &f->links.items[own->below.items[i]], &f->links.items[own->below.items[j]]);
    }
    return count;
}

static void keep_order(flow *f, size_t *kept, bool takes_it)
{
    for (size_t row = 0, n = 0; row < f->rows.count; row++) {
        size_t *own = f->rows.items[row].order.items, count = f->rows.items[row].order.count;
        if (count > 0 && takes_it)
            memcpy(own, kept + n, count * sizeof *own);
        else if (count > 0)
            memcpy(kept + n, own, count * sizeof *own);
        n += count;
    }
}

void flow_set_order(flow *f)
{
    size_t *best = ARENA_NEW(f->s->memory, size_t, f->items.count);
    for (size_t row = 0; row < f->rows.count; row++)
        number_row(f, row);
    size_t fewest = crossings(f);
    keep_order(f, best, false);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
        bool from_above = sweep % 2 == 0;
        for (size_t i = 1; i < f->rows.count; i++) {
            size_t row = from_above ? i : f->rows.count - 1 - i;
            set_keys(f, row, from_above);
            sort_row(f, row);
        }
        size_t now = crossings(f);
        if (now < fewest) {
            fewest = now;
            keep_order(f, best, false);
        }
    }
    keep_order(f, best, true);
}

// ---- Sizes

static double room_of_line(const flow *f, const flow_row *row)
{
    double lines = 0, others = 0, room = f->right - f->left;
    for (size_t i = 0; i < row->order.count; i++)
        *(f->items.items[row->order.items[i]].type == ITEM_LINE ? &lines : &others) += 1;
    double left = room - others * (90 + FLOW_GAP);
    return lines > 0 ? fmin(LINE_ROOM, fmax(room * 0.2, left) / lines) : LINE_ROOM;
}

static double widest_box(const flow *f)
{
    double widest = 110;
    for (size_t i = 0; i < f->s->drawn->box_count; i++) {
        const diagram_box *box = &f->s->drawn->boxes[i];
        double label = drawn_text_width(box->label, diagram_text_size(DIAGRAM_SAYS_LABEL));
        double detail = drawn_text_width(box->detail, diagram_text_size(DIAGRAM_SAYS_DETAIL)) / 2;
        widest = fmax(widest, fmax(label, detail) + 2 * PADDING + 4);
    }
    return fmin(widest, f->s->is_narrow ? 200 : 210);
}

static void set_size(const flow *f, item *own, double width)
{
    if (own->type == ITEM_BOX) {
        own->content = diagram_content_of(f->s, own->number, width - 2 * PADDING);
        own->width = width;
        own->height = own->content.height + 2 * PADDING;
    } else if (own->type == ITEM_NOTE) {
        own->note = diagram_wrap(f->s, DIAGRAM_SAYS_NOTE, f->s->drawn->arrows[own->number].label, width - 2 * NOTE_MARGIN);
        own->width = own->note.width + 2 * NOTE_MARGIN;
        own->height = diagram_lines_height(&own->note);
    } else {
        own->width = width;
    }
}

static void set_row_sizes(flow *f, flow_row *row, double widest)
{
    double line_room = room_of_line(f, row), others = 0, lines = 0;
    for (size_t i = 0; i < row->order.count; i++)
        *(f->items.items[row->order.items[i]].type == ITEM_LINE ? &lines : &others) += 1;
    double share = (f->right - f->left - lines * line_room) / fmax(1, others) - FLOW_GAP * fmax(0, others - 1) / fmax(1, others);
    row->height = 0;
    for (size_t i = 0; i < row->order.count; i++) {
        item *own = &f->items.items[row->order.items[i]];
        double width = own->type == ITEM_LINE ? line_room : fmin(share, own->type == ITEM_BOX ? widest : 190);
        set_size(f, own, width);
        row->height = fmax(row->height, own->height);
    }
}

// ---- Places

// What wants to stand at [wanted], in order and at least [apart] from the one before, with as little moving as may be:
// those that push each other stand together around the middle of what they want.
static void spread(const flow *f, flow_row *row, double *wanted)
{
    size_t count = row->order.count, blocks = 0;
    double *sums = ARENA_NEW(f->s->memory, double, count), *before = ARENA_NEW(f->s->memory, double, count);
    size_t *sizes = ARENA_NEW(f->s->memory, size_t, count);
    for (size_t i = 0; i < count; i++) {
        const item *own = &f->items.items[row->order.items[i]];
        if (i > 0) {
            const item *last = &f->items.items[row->order.items[i - 1]];
            bool has_line = own->type == ITEM_LINE || last->type == ITEM_LINE;
            before[i] = before[i - 1] + (own->width + last->width) / 2 + (has_line ? 0 : FLOW_GAP);
        }
        sums[blocks] = wanted[i] - before[i];
        sizes[blocks++] = 1;
        while (blocks > 1 && sums[blocks - 2] / (double)sizes[blocks - 2] > sums[blocks - 1] / (double)sizes[blocks - 1]) {
            sums[blocks - 2] += sums[blocks - 1];
            sizes[blocks - 2] += sizes[blocks - 1];
            blocks--;
        }
    }
    const item *first = &f->items.items[row->order.items[0]], *last = &f->items.items[row->order.items[count - 1]];
    double low = f->left + first->width / 2, high = f->right - last->width / 2 - before[count - 1];
    for (size_t i = 0, block = 0, used = 0; i < count; i++) {
        double own = fmin(fmax(sums[block] / (double)sizes[block], low), fmax(low, high));
        f->items.items[row->order.items[i]].x = own + before[i];
        if (++used == sizes[block]) {
            block++;
            used = 0;
        }
    }
}

// Lines pull hard, so that they stay straight.
static void pull(const item *own, const item *other, double where, double *sum, double *weights)
{
    double weight = own->type == ITEM_LINE && other->type == ITEM_LINE ? 6 : 1;
    *sum += weight * where;
    *weights += weight;
}

// Where the neighbours above and below want the items of a row.
static void place_row(flow *f, size_t number)
{
    flow_row *row = &f->rows.items[number];
    double *wanted = ARENA_NEW(f->s->memory, double, row->order.count);
    for (size_t i = 0; i < row->order.count; i++) {
        const item *own = &f->items.items[row->order.items[i]];
        double sum = 0, weights = 0;
        for (size_t j = 0; j < own->above.count; j++) {
            const link *l = &f->links.items[own->above.items[j]];
            const item *other = &f->items.items[l->upper];
            pull(own, other, other->x + l->leaves - l->arrives, &sum, &weights);
        }
        for (size_t j = 0; j < own->below.count; j++) {
            const link *l = &f->links.items[own->below.items[j]];
            const item *other = &f->items.items[l->lower];
            pull(own, other, other->x + l->arrives - l->leaves, &sum, &weights);
        }
        wanted[i] = weights > 0 ? sum / weights : own->x;
    }
    if (row->order.count > 0)
        spread(f, row, wanted);
}

static double free_edge(const flow *f, const item *own, size_t place_in_row, bool is_left)
{
    const flow_row *row = &f->rows.items[own->row];
    bool is_first = is_left ? place_in_row == 0 : place_in_row + 1 == row->order.count;
    if (is_first)
        return is_left ? f->left : f->right;
    const item *other = &f->items.items[row->order.items[is_left ? place_in_row - 1 : place_in_row + 1]];
    return other->x + (is_left ? other->width : -other->width) / 2;
}

static size_t place_of(const flow *f, size_t number)
{
    const flow_row *row = &f->rows.items[f->items.items[number].row];
    size_t i = 0;
    while (row->order.items[i] != number)
        i++;
    return i;
}

// Where a line goes on as a line; SIZE_MAX when it does not.
static size_t line_below(const flow *f, size_t number)
{
    const item *own = &f->items.items[number];
    for (size_t i = 0; i < own->below.count; i++) {
        size_t lower = f->links.items[own->below.items[i]].lower;
        if (f->items.items[lower].type == ITEM_LINE)
            return lower;
    }
    return SIZE_MAX;
}

// A line through several rows is straight as long as there is room for that.
static void straighten_from(flow *f, size_t number)
{
    double low = f->left, high = f->right, sum = 0, count = 0;
    size_t run[4 * DIAGRAM_BOX_LIMIT], length = 0;
    for (size_t i = number; i != SIZE_MAX && length < sizeof run / sizeof *run; i = line_below(f, i)) {
        const item *own = &f->items.items[i];
        size_t in_row = place_of(f, i);
        double from = free_edge(f, own, in_row, true) + own->width / 2, to = free_edge(f, own, in_row, false) - own->width / 2;
        if (fmax(low, from) > fmin(high, to))
            break;
        low = fmax(low, from);
        high = fmin(high, to);
        sum += own->x;
        count++;
        run[length++] = i;
    }
    for (size_t i = 0; i < length; i++)
        f->items.items[run[i]].x = fmin(fmax(sum / count, low), high);
}

static void straighten_lines(flow *f)
{
    for (size_t i = 0; i < f->items.count; i++) {
        const item *own = &f->items.items[i];
        if (own->type != ITEM_LINE)
            continue;
        const item *before = &f->items.items[f->links.items[own->above.items[0]].upper];
        if (before->type != ITEM_LINE || fabs(before->x - own->x) > 0.01)
            straighten_from(f, i);
    }
}

// All of it into the middle, with the lanes close to it.
static void centre(flow *f)
{
    double low = f->right, high = f->left, middle = f->s->width / 2;
    double left_lanes = f->left - EDGE, right_lanes = f->s->width - EDGE - f->right;
    for (size_t i = 0; i < f->items.count; i++) {
        const item *own = &f->items.items[i];
        low = fmin(low, own->x - own->width / 2);
        high = fmax(high, own->x + own->width / 2);
    }
    double moved = middle - (low - left_lanes + high + right_lanes) / 2;
    for (size_t i = 0; i < f->items.count; i++)
        f->items.items[i].x += moved;
    f->left = low + moved;
    f->right = high + moved;
}

static void place_all(flow *f)
{
    enum { ROUNDS = 40 };
    for (size_t i = 0; i < f->items.count; i++)
        f->items.items[i].x = (f->left + f->right) / 2;
    for (int i = 0; i < ROUNDS; i++) {
        for (size_t row = 0; row < f->rows.count; row++)
            place_row(f, row);
        for (size_t row = f->rows.count; row-- > 0;)
            place_row(f, row);
    }
    straighten_lines(f);
    centre(f);
}

// How much room the lines below a row need to bend.
static double gap_below(const flow *f, size_t row)
{
    double farthest = 0;
    bool is_note = false;
    for (size_t i = 0; i < f->links.count; i++) {
        const link *l = &f->links.items[i];
        const item *upper = &f->items.items[l->upper], *lower = &f->items.items[l->lower];
        if (upper->row != row)
            continue;
        farthest = fmax(farthest, fabs(upper->x + l->leaves - lower->x - l->arrives));
        is_note = is_note || upper->type == ITEM_NOTE || lower->type == ITEM_NOTE;
    }
    double least = is_note ? 22 : 30;
    return farthest < 1 ? least : fmin(64, fmax(34, 26 + farthest * 0.14));
}

void flow_set_places(flow *f)
{
    double widest = widest_box(f);
    for (size_t row = 0; row < f->rows.count; row++)
        set_row_sizes(f, &f->rows.items[row], widest);
    flow_set_ports(f);
    place_all(f);
    flow_straighten(f);
    flow_set_tracks(f);
    double y = EDGE;
    for (size_t row = 0; row < f->rows.count; row++) {
        flow_row *own = &f->rows.items[row];
        y += flow_tracks_room(own->tracks);
        own->top = y;
        for (size_t i = 0; i < own->order.count; i++)
            f->items.items[own->order.items[i]].y = y;
        y += own->height;
        if (row + 1 < f->rows.count)
            y += gap_below(f, row);
    }
    f->s->into->height = y + flow_tracks_room(f->tracks_below) + EDGE;
}
