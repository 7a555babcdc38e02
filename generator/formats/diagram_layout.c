#include "diagram_parts.h"

#include <math.h>

diagram_layout diagram_lay_out(arena *memory, const diagram *drawn, diagram_width width)
{
    diagram_layout made = { 0 };
    sketch s = { memory, drawn, &made, width == DIAGRAM_NARROW ? NARROW : WIDE, width == DIAGRAM_NARROW };
    made.width = s.width;
    switch (drawn->type) {
    case DIAGRAM_STEPS: diagram_lay_steps(&s); break;
    case DIAGRAM_FLOW: diagram_lay_flow(&s); break;
    case DIAGRAM_CYCLE: diagram_lay_cycle(&s); break;
    case DIAGRAM_CIRCLES: diagram_lay_circles(&s); break;
    case DIAGRAM_LAYERS: diagram_lay_layers(&s); break;
    }
    made.height = ceil(made.height);
    return made;
}

// ---- Words

double diagram_text_size(diagram_saying says)
{
    const double bold = 1.1;
    return says == DIAGRAM_SAYS_LABEL || says == DIAGRAM_SAYS_NUMBER ? DIAGRAM_LABEL_SIZE * bold : DIAGRAM_DETAIL_SIZE;
}

static text divided(const sketch *s, text words)
{
    return s->drawn->divide != NULL ? s->drawn->divide(s->drawn->divide_context, s->memory, words) : words;
}

drawn_lines diagram_wrap(const sketch *s, diagram_saying says, text words, double width)
{
    enum { USUAL = 3 };
    text ready = divided(s, words);
    drawn_lines lines = { 0 };
    for (size_t limit = USUAL; limit <= DRAWN_LINES_LIMIT; limit++) {
        lines = drawn_wrap(s->memory, ready, width, diagram_text_size(says), limit);
        if (lines.count == 0 || !text_ends_with(lines.lines[lines.count - 1], TEXT("\u2026")) || text_ends_with(words, TEXT("\u2026")))
            break;
    }
    return lines;
}

double diagram_widest_word(diagram_saying says, text words)
{
    return drawn_widest_part(words, diagram_text_size(says));
}

double diagram_lines_height(const drawn_lines *lines)
{
    return (double)lines->count * DIAGRAM_LINE;
}

diagram_shape diagram_text_room(const diagram_text *of)
{
    if (of->says == DIAGRAM_SAYS_NUMBER)
        return (diagram_shape){ .type = DIAGRAM_SHAPE_DISC, .box = of->box, .x = of->x - BADGE / 2.0,
                                .y = of->y - BADGE / 2.0, .width = BADGE, .height = BADGE };
    double before = of->anchor == DIAGRAM_START ? 0 : of->anchor == DIAGRAM_MIDDLE ? of->lines.width / 2 : of->lines.width;
    return (diagram_shape){ .box = of->box, .x = of->x - before, .y = of->y, .width = of->lines.width,
                            .height = diagram_lines_height(&of->lines) };
}

void diagram_add_text(const sketch *s, diagram_text said)
{
    if (said.lines.count > 0)
        *ARENA_PUSH(s->memory, s->into->texts) = said;
}

diagram_content diagram_content_of(const sketch *s, size_t box, double width)
{
    diagram_content made = { .label = diagram_wrap(s, DIAGRAM_SAYS_LABEL, s->drawn->boxes[box].label, width),
                             .detail = diagram_wrap(s, DIAGRAM_SAYS_DETAIL, s->drawn->boxes[box].detail, width) };
    made.width = fmax(made.label.width, made.detail.width);
    made.height = diagram_lines_height(&made.label) + diagram_lines_height(&made.detail);
    return made;
}

void diagram_add_content(const sketch *s, size_t box, const diagram_content *content, diagram_anchor anchor, double x, double y,
                         bool is_on_core)
{
    diagram_add_text(s, (diagram_text){ DIAGRAM_SAYS_LABEL, anchor, box, is_on_core, x, y, content->label });
    diagram_add_text(s, (diagram_text){ DIAGRAM_SAYS_DETAIL, anchor, box, is_on_core, x,
                                        y + diagram_lines_height(&content->label), content->detail });
}

void diagram_add_badge(const sketch *s, size_t box, double x, double y)
{
    diagram_text badge = { DIAGRAM_SAYS_NUMBER, DIAGRAM_MIDDLE, box, true, x, y, { .count = 1 } };
    badge.lines.lines[0] = text_format(s->memory, "%zu", box + 1);
    badge.lines.width = drawn_text_width(badge.lines.lines[0], diagram_text_size(DIAGRAM_SAYS_NUMBER));
    diagram_add_text(s, badge);
}

// ---- Ways

diagram_way *diagram_ways(const sketch *s, double note_width, bool (*is_way)(const sketch *s, const diagram_arrow *arrow),
                          size_t *lane_count)
{
    const diagram *d = s->drawn;
    diagram_way *ways = ARENA_NEW(s->memory, diagram_way, d->arrow_count);
    diagram_interval *spans = ARENA_NEW(s->memory, diagram_interval, d->arrow_count);
    size_t *numbers = ARENA_NEW(s->memory, size_t, d->arrow_count), count = 0;
    for (size_t i = 0; i < d->arrow_count; i++) {
        const diagram_arrow *arrow = &d->arrows[i];
        double low = (double)(arrow->from < arrow->to ? arrow->from : arrow->to);
        ways[i] = (diagram_way){ .arrow = arrow, .is_way = is_way(s, arrow), .note = diagram_wrap(s, DIAGRAM_SAYS_NOTE, arrow->label, note_width) };
        // What says nothing needs room for its line alone.
        ways[i].height = ways[i].note.count > 0 ? diagram_lines_height(&ways[i].note) + 6 : LANE;
        if (!ways[i].is_way)
            continue;
        spans[count] = (diagram_interval){ low, low + fabs((double)arrow->from - (double)arrow->to), 0 };
        numbers[count++] = i;
    }
    *lane_count = diagram_set_lanes(s->memory, spans, count);
    for (size_t i = 0; i < count; i++)
        ways[numbers[i]].lane = spans[i].lane;
    return ways;
}

double diagram_notes_height(const diagram_way *ways, size_t count, size_t box)
{
    double height = 0;
    for (size_t i = 0; i < count; i++)
        height += ways[i].arrow->from == box ? ways[i].height : 0;
    return height > 0 ? height + 4 : 0;
}

void diagram_place_ways(const sketch *s, diagram_way *ways, size_t box, double top, double bottom, diagram_anchor anchor,
                        double x)
{
    size_t count = s->drawn->arrow_count, entry_count = 0, entry = 0;
    double y = bottom - 8 - fmax(0, diagram_notes_height(ways, count, box) - 4), room = y - top;
    for (size_t i = 0; i < count; i++)
        entry_count += ways[i].is_way && ways[i].arrow->to == box;
    for (size_t i = 0; i < count; i++) {
        diagram_way *way = &ways[i];
        if (way->is_way && way->arrow->to == box)
            way->entry = top + room * (double)(++entry) / (double)(entry_count + 1);
        if (way->arrow->from != box)
            continue;
        diagram_add_text(s, (diagram_text){ way->is_way ? DIAGRAM_SAYS_BACK : DIAGRAM_SAYS_NOTE, anchor, box, false, x, y + 3,
                                            way->note });
        way->exit = y + way->height / 2;
        y += way->height;
    }
}

// ---- Shapes and lines

void diagram_add_box(const sketch *s, size_t box, double x, double y, double width, double height)
{
    *ARENA_PUSH(s->memory, s->into->shapes) =
        (diagram_shape){ .type = DIAGRAM_SHAPE_BOX, .box = box, .x = x, .y = y, .width = width, .height = height };
}

diagram_line *diagram_begin_line(const sketch *s, size_t from, size_t to, double x, double y)
{
    diagram_line *line = ARENA_PUSH(s->memory, s->into->lines);
    *line = (diagram_line){ .from = from, .to = to, .has_head = true, .start = { x, y } };
    return line;
}

diagram_point diagram_line_end(const diagram_line *line)
{
    return line->segments.count > 0 ? line->segments.items[line->segments.count - 1].to : line->start;
}

void diagram_line_to(const sketch *s, diagram_line *line, double x, double y)
{
    diagram_point end = diagram_line_end(line);
    if (fabs(end.x - x) + fabs(end.y - y) > 0.01)
        *ARENA_PUSH(s->memory, line->segments) = (diagram_segment){ .to = { x, y } };
}

void diagram_curve_down(const sketch *s, diagram_line *line, double x, double y)
{
    diagram_point end = diagram_line_end(line);
    if (fabs(end.x - x) < 0.5) {
        diagram_line_to(s, line, x, y);
        return;
    }
    double middle = (end.y + y) / 2;
    *ARENA_PUSH(s->memory, line->segments) =
        (diagram_segment){ true, { end.x, middle }, { x, middle }, { x, y } };
}

// The point [length] from [from] on the way to [to].
static diagram_point towards(diagram_point from, diagram_point to, double length)
{
    double whole = hypot(to.x - from.x, to.y - from.y), share = whole > 0 ? length / whole : 0;
    return (diagram_point){ from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share };
}

void diagram_line_along(const sketch *s, diagram_line *line, const diagram_point *corners, size_t count)
{
    const double round = 8;
    for (size_t i = 0; i < count; i++) {
        diagram_point before = diagram_line_end(line), corner = corners[i];
        if (i + 1 == count) {
            diagram_line_to(s, line, corner.x, corner.y);
            break;
        }
        double radius = fmin(round, fmin(hypot(corner.x - before.x, corner.y - before.y),
                                         hypot(corners[i + 1].x - corner.x, corners[i + 1].y - corner.y) / 2));
        diagram_point in = towards(corner, before, radius), out = towards(corner, corners[i + 1], radius);
        diagram_line_to(s, line, in.x, in.y);
        if (radius > 0.01)
            *ARENA_PUSH(s->memory, line->segments) =
                (diagram_segment){ true, towards(corner, in, radius * 0.45), towards(corner, out, radius * 0.45), out };
    }
}

size_t diagram_set_lanes(arena *memory, diagram_interval *intervals, size_t count)
{
    size_t *order = ARENA_NEW(memory, size_t, count), lanes = 0;
    for (size_t i = 0; i < count; i++) {
        size_t j = i;
        double length = intervals[i].to - intervals[i].from;
        for (; j > 0 && intervals[order[j - 1]].to - intervals[order[j - 1]].from > length; j--)
            order[j] = order[j - 1];
        order[j] = i;
    }
    for (size_t i = 0; i < count; i++) {
        diagram_interval *own = &intervals[order[i]];
        own->lane = 0;
        for (size_t j = 0; j < i; j++) {
            const diagram_interval *other = &intervals[order[j]];
            if (other->lane >= own->lane && other->from <= own->to && own->from <= other->to)
                own->lane = other->lane + 1;    // outside all shorter ones that it meets
        }
        lanes = own->lane + 1 > lanes ? own->lane + 1 : lanes;
    }
    return lanes;
}
