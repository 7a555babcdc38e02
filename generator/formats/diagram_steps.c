// Steps: boxes below one another, with ways back at their right.
#include "diagram_parts.h"

#include <math.h>

enum { NUMBER_ROOM = PADDING + BADGE + 12, GAP = 26, LANE_GAP = 18 };

// The order leads from each step to the next; that way may say something too.
static bool is_way(const sketch *s, const diagram_arrow *arrow)
{
    (void)s;
    return arrow->to != arrow->from + 1;
}

static void add_next(const sketch *s, size_t box, double y, double gap, const drawn_lines *note)
{
    double x = EDGE + PADDING + BADGE / 2.0;
    diagram_line *line = diagram_begin_line(s, box, box + 1, x, y);
    diagram_line_to(s, line, x, y + gap);
    diagram_add_text(s, (diagram_text){ DIAGRAM_SAYS_NOTE, DIAGRAM_START, NOBODY, false, EDGE + NUMBER_ROOM,
                                        y + (gap - diagram_lines_height(note)) / 2, *note });
}

// The note of the way to the next step leaves the box's own ones.
static drawn_lines take_next_note(const sketch *s, diagram_way *ways, size_t box)
{
    for (size_t i = 0; i < s->drawn->arrow_count; i++)
        if (ways[i].arrow->from == box && !ways[i].is_way) {
            drawn_lines note = ways[i].note;
            ways[i].height = 0;
            ways[i].note.count = 0;
            return note;
        }
    return (drawn_lines){ 0 };
}

// Whether what is said of the ways out fits at the right of the words.
static bool fits_beside(const sketch *s, const diagram_way *ways, size_t box, const diagram_content *content, double width)
{
    double widest = 0;
    for (size_t i = 0; i < s->drawn->arrow_count; i++)
        if (ways[i].arrow->from == box)
            widest = fmax(widest, ways[i].note.width);
    return content->width + 30 + widest <= width
        && diagram_notes_height(ways, s->drawn->arrow_count, box) <= fmax(content->height, BADGE) + 6;
}

static double lay_step(const sketch *s, diagram_way *ways, size_t box, double width, double y)
{
    double inner = width - NUMBER_ROOM - PADDING;
    diagram_content content = diagram_content_of(s, box, inner);
    bool is_beside = fits_beside(s, ways, box, &content, inner);
    double notes = is_beside ? 0 : diagram_notes_height(ways, s->drawn->arrow_count, box);
    // The first line stands beside its number.
    double sink = (BADGE - DIAGRAM_LINE) / 2.0, height = fmax(content.height + sink, BADGE) + 2 * PADDING + notes;
    diagram_add_box(s, box, EDGE, y, width, height);
    diagram_add_badge(s, box, EDGE + PADDING + BADGE / 2.0, y + PADDING + BADGE / 2.0);
    diagram_add_content(s, box, &content, DIAGRAM_START, EDGE + NUMBER_ROOM, y + PADDING + sink, false);
    diagram_place_ways(s, ways, box, y, y + height, DIAGRAM_END, EDGE + width - PADDING);
    return y + height;
}

static void add_way(const sketch *s, const diagram_way *way, double right, double spacing)
{
    double lane = right + LANE_GAP + (double)way->lane * spacing;
    diagram_line *line = diagram_begin_line(s, way->arrow->from, way->arrow->to, right, way->exit);
    const diagram_point corners[] = { { lane, way->exit }, { lane, way->entry }, { right, way->entry } };
    line->is_back = true;
    diagram_line_along(s, line, corners, 3);
}

void diagram_lay_steps(sketch *s)
{
    const diagram *d = s->drawn;
    size_t lanes;
    diagram_ways(s, 100, is_way, &lanes);
    double most = s->width * 0.3, spacing = lanes > 1 ? fmin(LANE, (most - LANE_GAP) / (double)(lanes - 1)) : 0;
    double aside = lanes > 0 ? LANE_GAP + (double)(lanes - 1) * spacing : 0, width = s->width - 2 * EDGE - aside;
    diagram_way *ways = diagram_ways(s, width - NUMBER_ROOM - PADDING, is_way, &lanes);
    double y = EDGE;
    for (size_t box = 0; box < d->box_count; box++) {
        drawn_lines note = take_next_note(s, ways, box);
        y = lay_step(s, ways, box, width, y);
        if (box + 1 == d->box_count)
            break;
        double gap = fmax(GAP, diagram_lines_height(&note) + 12);
        add_next(s, box, y, gap, &note);
        y += gap;
    }
    for (size_t i = 0; i < d->arrow_count; i++)
        if (ways[i].is_way)
            add_way(s, &ways[i], EDGE + width, spacing);
    s->into->height = y + EDGE;
}
