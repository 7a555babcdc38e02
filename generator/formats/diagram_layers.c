// Layers of a pyramid, from the top; names stand inside, what is told of them beside or below.
#include "diagram_parts.h"

#include <math.h>

enum { LEAST_HEIGHT = 52, BETWEEN = 4, MARGIN = 14, BROAD = 316, ALONE = 400, LEADERS = 30 };

// How wide the pyramid is at the upper edge of its layers, so that the longest words fit.
static double top_width(const sketch *s, double base)
{
    double top = base * 0.3, count = (double)s->drawn->box_count;
    for (size_t i = 0; i < s->drawn->box_count; i++) {
        double needed = diagram_widest_word(DIAGRAM_SAYS_LABEL, s->drawn->boxes[i].label) + 2 * MARGIN, share = (double)i / count;
        top = fmax(top, (needed - base * share) / (1 - share));
    }
    return fmin(top, base * 0.86);
}

static double width_at(double top, double base, double share)
{
    return top + (base - top) * share;
}

static double band_height(const sketch *s, double top, double base, double told_width)
{
    double height = LEAST_HEIGHT, count = (double)s->drawn->box_count;
    for (size_t i = 0; i < s->drawn->box_count; i++) {
        drawn_lines label = diagram_wrap(s, DIAGRAM_SAYS_LABEL, s->drawn->boxes[i].label,
                                         width_at(top, base, (double)i / count) - 2 * MARGIN);
        drawn_lines detail = diagram_wrap(s, DIAGRAM_SAYS_DETAIL, s->drawn->boxes[i].detail, told_width);
        height = fmax(height, diagram_lines_height(&label) + 18);
        if (!s->is_narrow)
            height = fmax(height, diagram_lines_height(&detail) + 10);
    }
    return height;
}

void diagram_lay_layers(sketch *s)
{
    size_t count = s->drawn->box_count;
    bool has_details = false;
    for (size_t i = 0; i < count; i++)
        has_details = has_details || s->drawn->boxes[i].detail.length > 0;
    double base = s->is_narrow ? s->width - 2 * EDGE : has_details ? BROAD : ALONE, top = top_width(s, base);
    diagram_point *edges = ARENA_NEW(s->memory, diagram_point, count);
    diagram_key key = { .edges = edges, .x = EDGE, .width = s->width - 2 * EDGE };
    if (!s->is_narrow) {
        key.x = EDGE + base + LEADERS;
        key.width = s->width - key.x - EDGE;
    }
    double x = s->is_narrow || !has_details ? s->width / 2 : EDGE + base / 2, y = EDGE;
    double height = band_height(s, top, base, key.width);
    for (size_t i = 0; i < count; i++) {
        double upper = width_at(top, base, (double)i / (double)count), lower = width_at(top, base, (double)(i + 1) / (double)count);
        drawn_lines label = diagram_wrap(s, DIAGRAM_SAYS_LABEL, s->drawn->boxes[i].label, upper - 2 * MARGIN);
        *ARENA_PUSH(s->memory, s->into->shapes) =
            (diagram_shape){ DIAGRAM_SHAPE_BAND, i, i == 0, x - lower / 2, y, lower, height, upper };
        diagram_add_text(s, (diagram_text){ DIAGRAM_SAYS_LABEL, DIAGRAM_MIDDLE, i, i == 0, x,
                                            y + (height - diagram_lines_height(&label)) / 2, label });
        edges[i] = (diagram_point){ x + (upper + lower) / 4, y + height / 2 };
        y += height + (i + 1 < count ? BETWEEN : 0);
    }
    key.bend = key.x - 10;
    if (has_details)
        y = fmax(y, diagram_lay_key(s, &key, s->is_narrow ? y + 18 : y));
    s->into->height = y + EDGE;
}
