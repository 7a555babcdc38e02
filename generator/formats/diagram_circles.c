// Circles inside one another, all standing on one point; each shows its name in the sickle above the next.
#include "diagram_parts.h"

#include <math.h>

enum { CORE = 96, ROOM = 8, NUMBERED_STEP = 38 };

typedef struct {
    drawn_lines label;
    double radius, above;       // above: from the circle's top to its words
} nested;

// The length of a chord at a depth below the top.
static double chord(double radius, double depth)
{
    double square = depth * (2 * radius - depth);
    return square > 0 ? 2 * sqrt(square) : 0;
}

// The smallest circle around [inner] whose sickle holds the words.
static void fit_words(nested *own, double inner)
{
    double height = diagram_lines_height(&own->label);
    for (own->above = ROOM; own->above < 200; own->above += 1) {
        own->radius = inner > 0 ? inner + (own->above + height + ROOM) / 2 : CORE / 2.0 + own->above - ROOM;
        double top = inner > 0 ? own->above : own->radius - height / 2;
        double low = fmin(chord(own->radius, top), chord(own->radius, top + height));
        if (fmin(chord(own->radius, top), low) >= own->label.width + 2 * ROOM)
            return;
    }
}

// Of one, two or three lines those that need the smallest circle.
static void fit(const sketch *s, nested *own, size_t box, double inner)
{
    text label = s->drawn->boxes[box].label;
    double widest = diagram_widest_word(DIAGRAM_SAYS_LABEL, label), whole = drawn_text_width(label, diagram_text_size(DIAGRAM_SAYS_LABEL));
    nested best = { .radius = 1000 };
    for (int lines = 1; lines <= 3; lines++) {
        nested attempt = { .label = diagram_wrap(s, DIAGRAM_SAYS_LABEL, label, fmax(widest, whole / lines * 1.15) + 1) };
        fit_words(&attempt, inner);
        if (attempt.radius < best.radius - 1)
            best = attempt;
    }
    *own = best;
}

// The circles with their names, or, when they would be larger than [largest], with numbers; larger than they need be, up to [wanted].
static bool fit_all(const sketch *s, nested *circles, double wanted, double largest)
{
    size_t count = s->drawn->box_count;
    for (size_t i = 0; i < count; i++)
        fit(s, &circles[i], i, i > 0 ? circles[i - 1].radius : 0);
    bool has_names = 2 * circles[count - 1].radius <= largest;
    for (size_t i = 0; i < count && !has_names; i++)
        circles[i].radius = (CORE / 2.0 + (double)i * NUMBERED_STEP) / 2;
    double more = fmax(0, fmin(wanted, largest) / 2 - circles[count - 1].radius) / (double)count;
    for (size_t i = 0; i < count; i++)
        circles[i].radius += more * (double)(i + 1);
    return has_names;
}

static void add_circle(const sketch *s, const nested *circles, size_t box, double x, double bottom, bool has_names)
{
    const nested *own = &circles[box];
    double top = bottom - 2 * own->radius, inner = box > 0 ? bottom - 2 * circles[box - 1].radius : bottom;
    double middle = (top + inner) / 2, height = diagram_lines_height(&own->label);
    *ARENA_PUSH(s->memory, s->into->shapes) =
        (diagram_shape){ .type = DIAGRAM_SHAPE_DISC, .box = box, .is_core = box == 0, .x = x - own->radius, .y = top,
                         .width = 2 * own->radius, .height = 2 * own->radius };
    if (has_names)
        diagram_add_text(s, (diagram_text){ DIAGRAM_SAYS_LABEL, DIAGRAM_MIDDLE, box, box == 0, x,
                                            box == 0 ? middle - height / 2 : fmax(top + own->above, middle - height / 2), own->label });
    else
        diagram_add_badge(s, box, x, middle);
}

void diagram_lay_circles(sketch *s)
{
    enum { LARGEST = 324, FIRST = 140, EACH = 64, LEADERS = 30 };
    size_t count = s->drawn->box_count;
    nested *circles = ARENA_NEW(s->memory, nested, count);
    diagram_point *edges = ARENA_NEW(s->memory, diagram_point, count);
    bool has_names = fit_all(s, circles, FIRST + EACH * (double)(count - 1), s->is_narrow ? s->width - 2 * EDGE : LARGEST);
    double diameter = 2 * circles[count - 1].radius;
    diagram_key key = { .has_numbers = !has_names, .edges = edges, .x = EDGE, .width = s->width - 2 * EDGE };
    if (!s->is_narrow) {
        key.x = EDGE + diameter + LEADERS;
        key.width = s->width - key.x - EDGE;
        key.bend = EDGE + diameter + 4;
    }
    double told = diagram_key_height(s, &key), height = s->is_narrow ? diameter : fmax(diameter, told);
    double x = s->is_narrow || told <= 0 ? s->width / 2 : EDGE + diameter / 2;
    double bottom = EDGE + height - (height - diameter) / 2;
    for (size_t i = count; i-- > 0;) {
        double inner = i > 0 ? 2 * circles[i - 1].radius : 0, deep = circles[i].radius - (2 * circles[i].radius - inner) / 2;
        edges[i] = (diagram_point){ x + sqrt(fmax(0, circles[i].radius * circles[i].radius - deep * deep)),
                                    bottom - circles[i].radius - deep };
        add_circle(s, circles, i, x, bottom, has_names);
    }
    double end = EDGE + height;
    if (told > 0)
        end = fmax(end, diagram_lay_key(s, &key, s->is_narrow ? end + 18 : end));
    s->into->height = end + EDGE;
}
