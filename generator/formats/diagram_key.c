// Beside circles and layers, or below them: what does not stand inside.
#include "diagram_parts.h"

#include <math.h>

enum { BETWEEN = 12 };

typedef struct {
    size_t box;
    drawn_lines label, detail;
    double height, wanted;      // wanted: where its middle belongs
} entry;

static double inset(const sketch *s, const diagram_key *key)
{
    (void)s;
    return key->has_numbers ? BADGE + 10 : 0;
}

static size_t read_entries(const sketch *s, const diagram_key *key, entry *entries)
{
    size_t count = 0;
    bool has_labels = key->has_numbers || s->is_narrow;
    for (size_t i = 0; i < s->drawn->box_count; i++) {
        // Circles are told from the top of the picture, which is outside.
        size_t box = s->drawn->type == DIAGRAM_CIRCLES && !s->is_narrow ? s->drawn->box_count - 1 - i : i;
        const diagram_box *of = &s->drawn->boxes[box];
        if (of->detail.length == 0 && !key->has_numbers)
            continue;
        entry *made = &entries[count++];
        *made = (entry){ .box = box, .detail = diagram_wrap(s, DIAGRAM_SAYS_DETAIL, of->detail, key->width - inset(s, key)) };
        if (has_labels)
            made->label = diagram_wrap(s, DIAGRAM_SAYS_LABEL, of->label, key->width - inset(s, key));
        made->height = fmax(diagram_lines_height(&made->label) + diagram_lines_height(&made->detail), key->has_numbers ? BADGE : 0);
        made->wanted = key->edges[box].y;
    }
    return count;
}

static double height_of(const entry *entries, size_t count)
{
    double height = 0;
    for (size_t i = 0; i < count; i++)
        height += entries[i].height + (i > 0 ? BETWEEN : 0);
    return height;
}

double diagram_key_height(const sketch *s, const diagram_key *key)
{
    entry *entries = ARENA_NEW(s->memory, entry, s->drawn->box_count);
    return height_of(entries, read_entries(s, key, entries));
}

static void add_entry(const sketch *s, const diagram_key *key, const entry *of, double y)
{
    double x = key->x + inset(s, key), label = diagram_lines_height(&of->label);
    double sink = key->has_numbers ? fmax(0, (BADGE - label - diagram_lines_height(&of->detail)) / 2) : 0;
    if (key->has_numbers)
        diagram_add_badge(s, of->box, key->x + BADGE / 2.0, y + BADGE / 2.0);
    diagram_add_text(s, (diagram_text){ DIAGRAM_SAYS_LABEL, DIAGRAM_START, of->box, false, x, y + sink, of->label });
    diagram_add_text(s, (diagram_text){ DIAGRAM_SAYS_DETAIL, DIAGRAM_START, of->box, false, x, y + sink + label, of->detail });
}

static void add_leader(const sketch *s, const diagram_key *key, size_t box, double y)
{
    diagram_point edge = key->edges[box];
    diagram_line *line = diagram_begin_line(s, box, box, edge.x, edge.y);
    line->has_head = false;
    diagram_line_to(s, line, fmax(edge.x, key->bend), edge.y);
    diagram_line_to(s, line, key->x - 10, y);
}

double diagram_lay_key(const sketch *s, const diagram_key *key, double bottom)
{
    entry *entries = ARENA_NEW(s->memory, entry, s->drawn->box_count);
    size_t count = read_entries(s, key, entries);
    double y = s->is_narrow ? bottom : EDGE;
    double rest = fmax(0, bottom - EDGE - height_of(entries, count));       // room that may be left between entries
    for (size_t i = 0; i < count; i++) {
        const entry *of = &entries[i];
        if (!s->is_narrow) {
            double moved = fmin(fmax(0, of->wanted - of->height / 2 - y), rest);
            y += moved;
            rest -= moved;
            add_leader(s, key, of->box, y + of->height / 2);
        }
        add_entry(s, key, of, y);
        y += of->height + (i + 1 < count ? BETWEEN : 0);
    }
    return y;
}
