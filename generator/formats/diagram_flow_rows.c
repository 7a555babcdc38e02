// Which row each box stands in, and what passes the rows.
#include "diagram_flow.h"

#include <math.h>

typedef struct {
    flow *f;
    const diagram *d;
    bool is_back[DIAGRAM_ARROW_LIMIT];
    int state[DIAGRAM_BOX_LIMIT];       // 0 not seen, 1 on the way, 2 done
    size_t row[DIAGRAM_BOX_LIMIT];
    size_t order[DIAGRAM_BOX_LIMIT];    // every box after those that lead to it
    size_t ordered;
    size_t in_row[2 * DIAGRAM_BOX_LIMIT];
} ranking;

// ---- Arrows that lead back

// Depth first: an arrow to a box on the way there closes a circle. As deep as there are boxes at most.
static void visit(ranking *r, size_t box)
{
    r->state[box] = 1;
    for (size_t i = 0; i < r->d->arrow_count; i++) {
        const diagram_arrow *arrow = &r->d->arrows[i];
        if (arrow->from != box)
            continue;
        r->is_back[i] = r->state[arrow->to] == 1;
        if (r->state[arrow->to] == 0)
            visit(r, arrow->to);
    }
    r->state[box] = 2;
    r->order[r->ordered++] = box;
}

static bool has_arrow_to(const diagram *d, size_t box)
{
    for (size_t i = 0; i < d->arrow_count; i++)
        if (d->arrows[i].to == box)
            return true;
    return false;
}

static void find_backs(ranking *r)
{
    for (int attempt = 0; attempt < 2; attempt++)
        for (size_t box = 0; box < r->d->box_count; box++)
            if (r->state[box] == 0 && (attempt > 0 || !has_arrow_to(r->d, box)))
                visit(r, box);
    for (size_t i = 0; i < r->ordered / 2; i++) {
        size_t other = r->order[r->ordered - 1 - i];
        r->order[r->ordered - 1 - i] = r->order[i];
        r->order[i] = other;
    }
}

// ---- Rows

// How many boxes fit beside one another, so that the longest word of any is not parted.
static size_t capacity(const flow *f)
{
    double needed = 96, room = f->right - f->left;
    for (size_t i = 0; i < f->s->drawn->box_count; i++)
        needed = fmax(needed, diagram_widest_word(DIAGRAM_SAYS_LABEL, f->s->drawn->boxes[i].label) + 2 * PADDING);
    size_t count = (size_t)((room + FLOW_GAP) / (fmin(needed, 160) + FLOW_GAP));
    return count > 1 ? count : 1;
}

static void rank(ranking *r)
{
    size_t limit = capacity(r->f);
    for (size_t i = 0; i < r->d->box_count; i++) {
        size_t box = r->order[i], row = 0;
        for (size_t j = 0; j < r->d->arrow_count; j++)
            if (!r->is_back[j] && r->d->arrows[j].to == box && r->row[r->d->arrows[j].from] + 1 > row)
                row = r->row[r->d->arrows[j].from] + 1;
        while (r->in_row[row] >= limit)
            row++;
        r->row[box] = row;
        r->in_row[row]++;
    }
    // What begins a way stands just above where it leads.
    for (size_t i = r->d->box_count; i-- > 0;) {
        size_t box = r->order[i], row = SIZE_MAX;
        for (size_t j = 0; j < r->d->arrow_count; j++) {
            if (!r->is_back[j] && r->d->arrows[j].from == box && r->row[r->d->arrows[j].to] < row)
                row = r->row[r->d->arrows[j].to];
            if (r->d->arrows[j].to == box)
                row = 0;
        }
        for (row = row == SIZE_MAX ? 0 : row; row-- > r->row[box] + 1;)
            if (r->in_row[row] < limit) {
                r->in_row[r->row[box]]--;
                r->in_row[row]++;
                r->row[box] = row;
                break;
            }
    }
}

// ---- What passes the rows

static size_t add_item(flow *f, item made)
{
    *ARENA_PUSH(f->s->memory, f->items) = made;
    *ARENA_PUSH(f->s->memory, f->rows.items[made.row].order) = f->items.count - 1;
    return f->items.count - 1;
}

static void add_link(flow *f, size_t arrow, size_t upper, size_t lower)
{
    arena *memory = f->s->memory;
    size_t number = f->links.count;
    *ARENA_PUSH(memory, f->links) = (link){ .arrow = arrow, .upper = upper, .lower = lower };
    *ARENA_PUSH(memory, f->items.items[upper].below) = number;
    *ARENA_PUSH(memory, f->items.items[lower].above) = number;
    *ARENA_PUSH(memory, f->rows.items[f->items.items[upper].row].below) = number;
    *ARENA_PUSH(memory, f->paths[arrow]) = number;
}

// The line on which an arrow before this one leaves the same item, whose arrow has no text either.
static bool share(flow *f, size_t arrow, size_t upper, size_t *lower)
{
    const item *of = &f->items.items[upper];
    for (size_t i = 0; i < of->below.count; i++) {
        const link *l = &f->links.items[of->below.items[i]];
        const item *other = &f->items.items[l->lower];
        if (other->type != ITEM_LINE || f->s->drawn->arrows[l->arrow].label.length > 0)
            continue;
        *ARENA_PUSH(f->s->memory, f->paths[arrow]) = of->below.items[i];
        *lower = l->lower;
        return true;
    }
    return false;
}

static size_t pass(flow *f, size_t arrow, size_t upper, item made)
{
    size_t lower;
    if (f->s->drawn->arrows[arrow].label.length == 0 && share(f, arrow, upper, &lower))
        return lower;
    made.number = arrow;
    lower = add_item(f, made);
    add_link(f, arrow, upper, lower);
    return lower;
}

// Rows of texts below each row of boxes: a few in each. [note_row] gets the row of each arrow's text, counted below the boxes.
static size_t set_note_rows(const ranking *r, size_t row, size_t *note_row)
{
    size_t limit = r->f->s->is_narrow ? 2 : 3, count = 0;
    for (size_t i = 0; i < r->d->arrow_count; i++)
        if (r->row[r->d->arrows[i].from] == row && r->d->arrows[i].label.length > 0)
            note_row[i] = count++ / limit;
    return (count + limit - 1) / limit;
}

static void add_arrow(const ranking *r, size_t number, const size_t *box_rows, size_t note_row)
{
    flow *f = r->f;
    const diagram_arrow *arrow = &r->d->arrows[number];
    bool has_note = arrow->label.length > 0, is_back = r->is_back[number];
    size_t at_item = f->box_items[arrow->from], row = f->items.items[at_item].row + 1;
    size_t last = is_back ? row + (has_note ? note_row + 1 : 0) : box_rows[r->row[arrow->to]];
    for (size_t below = 0; row < last; row++, below++) {
        bool is_note = has_note && below == note_row;
        at_item = pass(f, number, at_item, (item){ .type = is_note ? ITEM_NOTE : ITEM_LINE, .row = row });
    }
    if (is_back)
        *ARENA_PUSH(f->s->memory, f->backs) = (back_way){ .arrow = number, .start = at_item, .end = f->box_items[arrow->to] };
    else
        add_link(f, number, at_item, f->box_items[arrow->to]);
}

void flow_make_rows(flow *f)
{
    ranking *r = ARENA_NEW(f->s->memory, ranking, 1);
    size_t note_row[DIAGRAM_ARROW_LIMIT] = { 0 }, box_rows[2 * DIAGRAM_BOX_LIMIT] = { 0 }, count = 0;
    *r = (ranking){ .f = f, .d = f->s->drawn };
    find_backs(r);
    rank(r);
    for (size_t i = 0; i < r->d->box_count; i++)
        count = r->row[i] + 1 > count ? r->row[i] + 1 : count;
    for (size_t row = 0; row < count; row++) {
        box_rows[row] = f->rows.count;
        for (size_t more = r->in_row[row] == 0 ? 0 : 1 + set_note_rows(r, row, note_row); more > 0; more--)
            *ARENA_PUSH(f->s->memory, f->rows) = (flow_row){ 0 };
    }
    for (size_t i = 0; i < r->d->box_count; i++)
        f->box_items[i] = add_item(f, (item){ .type = ITEM_BOX, .number = i, .row = box_rows[r->row[i]] });
    for (size_t i = 0; i < r->d->arrow_count; i++)
        add_arrow(r, i, box_rows, note_row[i]);
}
