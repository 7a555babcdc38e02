// Measures layouts: nothing overlaps, lines keep to their ways, all of it stands in the view.
#include "checks.h"

#include "formats/diagram_layout.h"

#include <math.h>

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// ---- Diagrams by chance, the same in every run

static uint32_t chance_state;

static size_t chance(size_t below)
{
    chance_state = chance_state * 1664525 + 1013904223;
    return (size_t)(chance_state >> 8) % below;
}

static text words_of_length(size_t limit)
{
    static const char *const words[] = { "osallistumismahdollisuuksien", "ja", "kunta", "digitaalisuus", "me", "arviointi",
                                         "Yhteiskehittämistyöpajat", "on", "koe", "W" };
    buffer made = { 0 };
    for (size_t length = 0;;) {
        const char *word = words[chance(sizeof words / sizeof *words)];
        length += strlen(word) + 1;
        if (length > limit)
            break;
        buffer_format(&made, "%s%s", made.length > 0 ? " " : "", word);
    }
    if (made.length == 0)
        buffer_add_string(&made, "a");
    text said = text_copy(&memory, buffer_text(&made));
    buffer_free(&made);
    return said;
}

static bool is_there(const diagram_arrow *arrows, size_t count, diagram_arrow wanted)
{
    for (size_t i = 0; i < count; i++)
        if (arrows[i].from == wanted.from && arrows[i].to == wanted.to)
            return true;
    return false;
}

static diagram by_chance(diagram_type type, uint32_t seed)
{
    chance_state = seed * 2654435761u + (uint32_t)type;
    size_t most = type == DIAGRAM_CIRCLES ? DIAGRAM_CIRCLE_LIMIT : seed % 3 == 0 ? DIAGRAM_BOX_LIMIT : 9;
    size_t least = type == DIAGRAM_CYCLE || type == DIAGRAM_FLOW ? 2 : 1, count = least + chance(most - least + 1), arrow_count = 0;
    diagram_box *boxes = ARENA_NEW(&memory, diagram_box, count);
    diagram_arrow *arrows = ARENA_NEW(&memory, diagram_arrow, DIAGRAM_ARROW_LIMIT);
    for (size_t i = 0; i < count; i++)
        boxes[i] = (diagram_box){ words_of_length(1 + chance(DIAGRAM_LABEL_LIMIT)),
                                  chance(2) == 0 ? words_of_length(1 + chance(DIAGRAM_DETAIL_LIMIT)) : (text){ 0 } };
    bool has_arrows = type == DIAGRAM_STEPS || type == DIAGRAM_FLOW || type == DIAGRAM_CYCLE;
    size_t wanted = !has_arrows ? 0 : seed % 5 == 0 ? DIAGRAM_ARROW_LIMIT : chance(count * 2);
    for (size_t i = 0; i < wanted; i++) {
        diagram_arrow made = { chance(count), chance(count), chance(3) == 0 ? words_of_length(1 + chance(60)) : (text){ 0 } };
        if (made.from != made.to && arrow_count < DIAGRAM_ARROW_LIMIT && !is_there(arrows, arrow_count, made))
            arrows[arrow_count++] = made;
    }
    return (diagram){ .type = type, .title = TEXT("Kuvio"), .boxes = boxes, .box_count = count, .arrows = arrows,
                      .arrow_count = arrow_count, .id = TEXT("d") };
}

// ---- Measuring

static const double CLOSE = 0.06;

static const char *measured;    // what is being measured, for messages

static void fault(const char *what, size_t a, size_t b)
{
    fprintf(stderr, "%s: %s (%zu, %zu)\n", measured, what, a, b);
    fail();
}

static bool overlap(diagram_shape a, diagram_shape b)
{
    return a.x + a.width > b.x + CLOSE && b.x + b.width > a.x + CLOSE && a.y + a.height > b.y + CLOSE && b.y + b.height > a.y + CLOSE;
}

static bool holds(diagram_shape outer, diagram_shape inner)
{
    return inner.x >= outer.x - CLOSE && inner.y >= outer.y - CLOSE && inner.x + inner.width <= outer.x + outer.width + CLOSE
        && inner.y + inner.height <= outer.y + outer.height + CLOSE;
}

static double depth_in(diagram_shape of, diagram_point p)
{
    return fmin(fmin(p.x - of.x, of.x + of.width - p.x), fmin(p.y - of.y, of.y + of.height - p.y));
}

static bool is_on_edge(diagram_shape of, diagram_point p)
{
    return fabs(depth_in(of, p)) < 0.6;
}

static bool disc_holds(diagram_shape disc, diagram_shape inner)
{
    double x = disc.x + disc.width / 2, y = disc.y + disc.width / 2;
    double far_x = fmax(fabs(inner.x - x), fabs(inner.x + inner.width - x));
    double far_y = fmax(fabs(inner.y - y), fabs(inner.y + inner.height - y));
    return hypot(far_x, far_y) <= disc.width / 2 + CLOSE;
}

static bool disc_meets(diagram_shape disc, diagram_shape other)
{
    double x = disc.x + disc.width / 2, y = disc.y + disc.width / 2;
    double near_x = fmax(0, fmax(other.x - x, x - other.x - other.width));
    double near_y = fmax(0, fmax(other.y - y, y - other.y - other.height));
    return hypot(near_x, near_y) < disc.width / 2 - CLOSE;
}

static bool band_holds(diagram_shape band, diagram_shape inner)
{
    double middle = band.x + band.width / 2, slope = (band.width - band.top) / 2 / band.height;
    double half = band.top / 2 + slope * (inner.y - band.y);
    return inner.y >= band.y - CLOSE && inner.y + inner.height <= band.y + band.height + CLOSE && inner.x >= middle - half - CLOSE
        && inner.x + inner.width <= middle + half + CLOSE;
}

static const diagram_shape *shape_of(const diagram_layout *made, size_t box)
{
    for (size_t i = 0; i < made->shapes.count; i++)
        if (made->shapes.items[i].box == box)
            return &made->shapes.items[i];
    return NULL;
}

static bool is_inside(const diagram_layout *made, const diagram_shape *shape, diagram_shape room)
{
    if (shape->type == DIAGRAM_SHAPE_BAND)
        return band_holds(*shape, room);
    if (shape->type == DIAGRAM_SHAPE_BOX)
        return holds(*shape, room);
    const diagram_shape *inner = shape->box > 0 ? shape_of(made, shape->box - 1) : NULL;
    return disc_holds(*shape, room) && (inner == NULL || !disc_meets(*inner, room));
}

static bool meets(const diagram_shape *shape, diagram_shape room)
{
    return shape->type == DIAGRAM_SHAPE_DISC ? disc_meets(*shape, room) : overlap(*shape, room);
}

static void check_shapes(const diagram_layout *made)
{
    diagram_shape view = { .width = made->width, .height = made->height };
    for (size_t i = 0; i < made->shapes.count; i++) {
        if (!holds(view, made->shapes.items[i]))
            fault("a shape is outside the view", i, 0);
        for (size_t j = i + 1; j < made->shapes.count; j++)
            if (made->shapes.items[i].type != DIAGRAM_SHAPE_DISC && overlap(made->shapes.items[i], made->shapes.items[j]))
                fault("two shapes overlap", i, j);
    }
}

// Words stand inside their shape or outside all; the numbers of a cycle stand on the edge of their boxes.
static void check_texts(const diagram_layout *made, diagram_type type)
{
    diagram_shape view = { .width = made->width, .height = made->height };
    for (size_t i = 0; i < made->texts.count; i++) {
        const diagram_text *own = &made->texts.items[i];
        diagram_shape room = diagram_text_room(own);
        const diagram_shape *shape = shape_of(made, own->box);
        if (!holds(view, room))
            fault("words are outside the view", i, own->box);
        bool is_badge = type == DIAGRAM_CYCLE && own->says == DIAGRAM_SAYS_NUMBER;
        bool is_within = shape != NULL && is_inside(made, shape, room);
        for (size_t j = 0; j < made->shapes.count && !is_within; j++)
            if (meets(&made->shapes.items[j], room) && !(is_badge && made->shapes.items[j].box == own->box))
                fault("words meet a shape", i, j);
        for (size_t j = i + 1; j < made->texts.count; j++)
            if (overlap(room, diagram_text_room(&made->texts.items[j])))
                fault("words meet words", i, j);
        for (size_t j = 0; j < own->lines.count; j++)
            if (text_ends_with(own->lines.lines[j], TEXT("\u2026")))
                fault("words are cut", i, j);
    }
}

// Points along a line, close to each other.
typedef struct {
    struct { diagram_point *items; size_t count, capacity; } points;
} track;

static double mix(double a, double b, double c, double d, double t)
{
    double u = 1 - t;
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

static track follow(const diagram_line *line)
{
    track made = { 0 };
    diagram_point at_point = line->start;
    *ARENA_PUSH(&memory, made.points) = at_point;
    for (size_t i = 0; i < line->segments.count; i++) {
        const diagram_segment *s = &line->segments.items[i];
        diagram_point c = s->is_curve ? s->first_control : at_point, d = s->is_curve ? s->second_control : s->to;
        for (int step = 1; step <= 24; step++) {
            double t = step / 24.0;
            *ARENA_PUSH(&memory, made.points) = (diagram_point){ mix(at_point.x, c.x, d.x, s->to.x, t),
                                                                 mix(at_point.y, c.y, d.y, s->to.y, t) };
        }
        at_point = s->to;
    }
    return made;
}

static bool is_on_line(const diagram_layout *made, size_t before, size_t from, diagram_point p)
{
    for (size_t i = 0; i < before; i++) {
        track other = follow(&made->lines.items[i]);
        for (size_t j = 0; j < other.points.count; j++)
            if (made->lines.items[i].from == from && hypot(other.points.items[j].x - p.x, other.points.items[j].y - p.y) < 0.1)
                return true;
    }
    return false;
}

static bool is_on_note(const diagram_layout *made, diagram_point p)
{
    for (size_t i = 0; i < made->texts.count; i++) {
        const diagram_text *own = &made->texts.items[i];
        diagram_shape room = diagram_text_room(own);
        room.x -= 5;
        room.width += 10;
        if (shape_of(made, own->box) == NULL && is_on_edge(room, p))
            return true;
    }
    return false;
}

static void check_line(const diagram_layout *made, size_t number)
{
    const diagram_line *line = &made->lines.items[number];
    track own = follow(line);
    diagram_point start = own.points.items[0], end = own.points.items[own.points.count - 1];
    if (line->from != line->to) {
        if (!is_on_edge(*shape_of(made, line->from), start) && !is_on_note(made, start)
            && !is_on_line(made, number, line->from, start))
            fault("a line begins nowhere", line->from, line->to);
        if (line->has_head ? !is_on_edge(*shape_of(made, line->to), end) : !is_on_note(made, end))
            fault("a line ends nowhere", line->from, line->to);
    }
    for (size_t i = 0; i < own.points.count; i++) {
        diagram_point p = own.points.items[i];
        if (p.x < 0 || p.y < 0 || p.x > made->width || p.y > made->height)
            fault("a line leaves the view", line->from, line->to);
        for (size_t j = 0; j < made->shapes.count; j++)
            if (made->shapes.items[j].type == DIAGRAM_SHAPE_BOX && depth_in(made->shapes.items[j], p) > 0.6)
                fault("a line runs through a box", number, j);
        for (size_t j = 0; j < made->texts.count; j++)
            if (made->texts.items[j].says != DIAGRAM_SAYS_NUMBER && depth_in(diagram_text_room(&made->texts.items[j]), p) > 0.6)
                fault("a line runs through words", number, j);
    }
}

static void check_layout(const diagram *drawn)
{
    for (diagram_width width = DIAGRAM_WIDE; width <= DIAGRAM_NARROW; width++) {
        diagram_layout made = diagram_lay_out(&memory, drawn, width);
        check(made.width == (width == DIAGRAM_WIDE ? 560 : 340));
        check(made.shapes.count == drawn->box_count);
        check_shapes(&made);
        check_texts(&made, drawn->type);
        for (size_t i = 0; i < made.lines.count; i++)
            check_line(&made, i);
    }
}

static void check_type(diagram_type type, uint32_t seeds)
{
    for (uint32_t seed = 1; seed <= seeds; seed++) {
        diagram drawn = by_chance(type, seed);
        text name = text_format(&memory, "type %d, seed %u", type, seed);
        measured = text_to_string(&memory, name);
        check_layout(&drawn);
        arena_reset(&memory);
    }
}

static void steps_keep_apart(void **state)
{
    (void)state;
    check_type(DIAGRAM_STEPS, 150);
}

static void flows_keep_apart(void **state)
{
    (void)state;
    check_type(DIAGRAM_FLOW, 250);
}

static void cycles_keep_apart(void **state)
{
    (void)state;
    check_type(DIAGRAM_CYCLE, 150);
}

static void circles_keep_apart(void **state)
{
    (void)state;
    check_type(DIAGRAM_CIRCLES, 150);
}

static void layers_keep_apart(void **state)
{
    (void)state;
    check_type(DIAGRAM_LAYERS, 150);
}

// ---- What is where

static diagram flow_of(const char *const *labels, size_t count, const diagram_arrow *arrows, size_t arrow_count)
{
    diagram_box *boxes = ARENA_NEW(&memory, diagram_box, count);
    for (size_t i = 0; i < count; i++)
        boxes[i].label = text_of(labels[i]);
    return (diagram){ .type = DIAGRAM_FLOW, .title = TEXT("Kulku"), .boxes = boxes, .box_count = count, .arrows = arrows,
                      .arrow_count = arrow_count, .id = TEXT("d") };
}

static void arrows_lead_down_and_back_up(void **state)
{
    (void)state;
    static const char *const labels[] = { "Haku", "Päätös", "Valitus" };
    const diagram_arrow arrows[] = { { 0, 1, { 0 } }, { 1, 2, { 0 } }, { 2, 0, { 0 } } };
    diagram drawn = flow_of(labels, 3, arrows, 3);
    diagram_layout made = diagram_lay_out(&memory, &drawn, DIAGRAM_WIDE);
    double first = shape_of(&made, 0)->y, second = shape_of(&made, 1)->y, third = shape_of(&made, 2)->y;
    check(first < second && second < third);
    check(shape_of(&made, 0)->x == shape_of(&made, 1)->x && shape_of(&made, 1)->x == shape_of(&made, 2)->x);
    for (size_t i = 0; i < made.lines.count; i++)
        check(made.lines.items[i].is_back == (made.lines.items[i].to == 0));
}

static void branches_stand_side_by_side(void **state)
{
    (void)state;
    static const char *const labels[] = { "Alku", "Vasen", "Oikea", "Loppu" };
    const diagram_arrow arrows[] = { { 0, 1, { 0 } }, { 0, 2, { 0 } }, { 1, 3, { 0 } }, { 2, 3, { 0 } } };
    diagram drawn = flow_of(labels, 4, arrows, 4);
    diagram_layout made = diagram_lay_out(&memory, &drawn, DIAGRAM_NARROW);
    check(shape_of(&made, 1)->y == shape_of(&made, 2)->y && shape_of(&made, 1)->x < shape_of(&made, 2)->x);
    check(fabs(shape_of(&made, 0)->x - shape_of(&made, 3)->x) < 0.1);
}

static void words_are_parted_at_soft_hyphens(void **state)
{
    (void)state;
    drawn_lines lines = drawn_wrap(&memory, TEXT("osallis\u00adtumis\u00admahdol\u00adlisuus"), 130, 16, 3);
    check(lines.count == 2);
    check_text(lines.lines[0], "osallistumis-");
    check_text(lines.lines[1], "mahdollisuus");
    check_text(drawn_wrap(&memory, TEXT("a\u00adb c"), 100, 16, 3).lines[0], "ab c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_keep_apart),
        cmocka_unit_test(flows_keep_apart),
        cmocka_unit_test(cycles_keep_apart),
        cmocka_unit_test(circles_keep_apart),
        cmocka_unit_test(layers_keep_apart),
        cmocka_unit_test(arrows_lead_down_and_back_up),
        cmocka_unit_test(branches_stand_side_by_side),
        cmocka_unit_test(words_are_parted_at_soft_hyphens),
    };
    return cmocka_run_group_tests_name("diagram_layout", tests, NULL, free_memory);
}
