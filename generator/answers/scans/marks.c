#include "answers/scans/marks.h"

#include "answers/scans/page_find.h"

#include <math.h>
#include <stdlib.h>

// In points, as formats/pdf/ draws them.
#define OUTLINE 0.8
#define INSET 1.6                       // from the edge to where the inside begins
#define REACH 3.6                       // how far a box may have moved
enum { SIDES = 4 };

// How much a share of ink inside tells: below the first nothing is marked, from the second it is.
static const double little = 0.012, enough = 0.055;
// How clearly an outline must be seen: in full it gives 70 to 80, under a box filled in 14, where there is none nothing.
static const double clear = 9;

// ---- Where a box is

enum { SAMPLES = 40, ACROSS = 3 };

// Places along what is printed around a box, each with one beside it on the inner and the outer side, in pixels of the page.
typedef struct {
    const grey *ink;
    spot places[SAMPLES][ACROSS];
} outline;

// A place on the outline, moved outwards by [out] points; [share] from 0 to 1 goes around it.
static spot on_outline(const pdf_field_place *field, double share, double out)
{
    double half = field->width / 2 + out, x = field->x + field->width / 2, y = field->y + field->height / 2;
    if (field->type == PDF_FIELD_RADIO) {
        double angle = share * 2 * 3.14159265358979;
        return (spot){ x + half * cos(angle), y + half * sin(angle) };
    }
    // The corners are round, and left out.
    double along = (fmod(share * SIDES, 1) * 2 - 1) * (field->width / 2 - 2);
    switch ((int)(share * SIDES)) {
    case 0: return (spot){ x + along, y - half };
    case 1: return (spot){ x + half, y + along };
    case 2: return (spot){ x - along, y + half };
    default: return (spot){ x - half, y - along };
    }
}

static outline outline_of(const grey *ink, const pdf_field_place *field)
{
    const double beside = 1.5;
    outline made = { .ink = ink };
    for (size_t i = 0; i < SAMPLES; i++)
        for (size_t j = 0; j < ACROSS; j++) {
            spot at = on_outline(field, ((double)i + 0.5) / SAMPLES, (double)j * beside - beside);
            made.places[i][j] = (spot){ at.x * PAGE_DOTS, at.y * PAGE_DOTS };
        }
    return made;
}

// How well the outline fits when everything is moved by (dx, dy) pixels: ink on it, none beside it.
static double fit(const outline *of, double dx, double dy)
{
    double sum = 0;
    for (size_t i = 0; i < SAMPLES; i++) {
        double parts[ACROSS];
        for (size_t j = 0; j < ACROSS; j++)
            parts[j] = grey_between(of->ink, of->places[i][j].x + dx, of->places[i][j].y + dy);
        // A stroke across one place must not count more than the print.
        sum += fmax(-40, fmin(parts[1] - (parts[0] + parts[2]) / 2, 80));
    }
    return sum / SAMPLES;
}

typedef struct {
    double dx, dy, fit;
} shift;

static shift best_shift(const outline *of, shift around, double reach, double step)
{
    shift best = { around.dx, around.dy, -1000 };
    for (double dy = -reach; dy <= reach; dy += step)
        for (double dx = -reach; dx <= reach; dx += step) {
            // What is further away has to fit better.
            double fits = fit(of, around.dx + dx, around.dy + dy) - 0.25 * hypot(dx, dy);
            if (fits > best.fit)
                best = (shift){ around.dx + dx, around.dy + dy, fits };
        }
    return best;
}

static int by_number(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static double middle_of(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, by_number);
    return numbers[count / 2];
}

// Paper moves as a whole: what the neighbours say of a box is worth more than what it says itself.
static shift agreed(arena *memory, const mark_list *marks, const shift *shifts, size_t of)
{
    const double near = 130;
    double *dx = ARENA_NEW(memory, double, marks->count), *dy = ARENA_NEW(memory, double, marks->count);
    const pdf_field_place *here = marks->items[of].field;
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++)
        if (hypot(marks->items[i].field->x - here->x, marks->items[i].field->y - here->y) < near) {
            dx[count] = shifts[i].dx;
            dy[count++] = shifts[i].dy;
        }
    return count >= 3 ? (shift){ middle_of(dx, count), middle_of(dy, count), 0 } : shifts[of];
}

static void find_boxes(const grey *ink, mark_list *marks)
{
    arena scratch = { 0 };
    shift *shifts = ARENA_NEW(&scratch, shift, marks->count + 1);
    for (size_t i = 0; i < marks->count; i++) {
        outline of = outline_of(ink, marks->items[i].field);
        shifts[i] = best_shift(&of, (shift){ 0 }, REACH * PAGE_DOTS, 2);
        shifts[i] = best_shift(&of, shifts[i], 1, 1);
    }
    for (size_t i = 0; i < marks->count; i++) {
        outline of = outline_of(ink, marks->items[i].field);
        shift found = best_shift(&of, agreed(&scratch, marks, shifts, i), 2, 1);
        marks->items[i].x = marks->items[i].field->x * PAGE_DOTS + found.dx;
        marks->items[i].y = marks->items[i].field->y * PAGE_DOTS + found.dy;
        marks->items[i].fit = found.fit;
    }
    arena_free(&scratch);
}

// ---- What is in it

typedef struct {
    const grey *ink;
    int pale;
} sheet;

static double share_of_ink(const sheet *on, double left, double top, double right, double bottom)
{
    int count = 0, dark = 0;
    for (int y = (int)lround(top); y < (int)lround(bottom); y++)
        for (int x = (int)lround(left); x < (int)lround(right); x++) {
            if (x < 0 || y < 0 || x >= on->ink->width || y >= on->ink->height)
                continue;
            count++;
            dark += grey_at(on->ink, x, y) > on->pale;
        }
    return count > 0 ? (double)dark / count : 0;
}

static bool is_inside(const mark *of, double x, double y)
{
    double half = of->field->width * PAGE_DOTS / 2, inset = INSET * PAGE_DOTS;
    double dx = x + 0.5 - of->x - half, dy = y + 0.5 - of->y - half;
    return of->field->type == PDF_FIELD_RADIO ? hypot(dx, dy) < half - inset
                                              : fabs(dx) < half - inset && fabs(dy) < half - inset;
}

static void measure_inside(const sheet *on, mark *of)
{
    int size = (int)ceil(of->field->width * PAGE_DOTS), count = 0, dark = 0;
    for (int y = (int)of->y; y <= (int)of->y + size; y++)
        for (int x = (int)of->x; x <= (int)of->x + size; x++) {
            if (x < 0 || y < 0 || x >= on->ink->width || y >= on->ink->height || !is_inside(of, x, y))
                continue;
            count++;
            dark += grey_at(on->ink, x, y) > on->pale;
        }
    of->inside = count > 0 ? (double)dark / count : 0;
}

// Around the box; at the right as far as no label stands.
static void measure_around(const sheet *on, mark *of)
{
    double size = of->field->width * PAGE_DOTS, near = 1.6 * PAGE_DOTS, far = 5 * PAGE_DOTS;
    double left = of->x, top = of->y, right = left + size, bottom = top + size;
    of->around[0] = share_of_ink(on, left - far, top, left - near, bottom);
    of->around[1] = share_of_ink(on, right + near, top, right + far, bottom);
    of->around[2] = share_of_ink(on, left, top - far, right, top - near);
    of->around[3] = share_of_ink(on, left, bottom + near, right, bottom + far);
}

// ---- Strokes that only pass

typedef struct {
    const sheet *on;
    int left, top, size;                // of the window, square
    bool *seen;
    int *waiting;
    size_t count;
} window;

static void visit(window *in, int x, int y)
{
    if (x < 0 || y < 0 || x >= in->size || y >= in->size || in->seen[y * in->size + x])
        return;
    int from_x = in->left + x, from_y = in->top + y;
    if (from_x < 0 || from_y < 0 || from_x >= in->on->ink->width || from_y >= in->on->ink->height
        || grey_at(in->on->ink, from_x, from_y) <= in->on->pale)
        return;
    in->seen[y * in->size + x] = true;
    in->waiting[in->count++] = y * in->size + x;
}

// Whether what is inked in the box goes on to opposite edges of a window four boxes wide.
static bool passes_through(const sheet *on, const mark *of)
{
    const double boxes = 4.2;
    int box = (int)(of->field->width * PAGE_DOTS), size = (int)(box * boxes);
    arena scratch = { 0 };
    window in = { .on = on, .left = (int)of->x + box / 2 - size / 2, .top = (int)of->y + box / 2 - size / 2,
                  .size = size, .seen = ARENA_NEW(&scratch, bool, (size_t)size * (size_t)size),
                  .waiting = ARENA_NEW(&scratch, int, (size_t)size * (size_t)size) };
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            if (is_inside(of, in.left + x, in.top + y))
                visit(&in, x, y);
    bool left = false, right = false, top = false, bottom = false;
    while (in.count > 0) {
        int at = in.waiting[--in.count], x = at % size, y = at / size;
        left = left || x == 0;
        right = right || x == size - 1;
        top = top || y == 0;
        bottom = bottom || y == size - 1;
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
                visit(&in, x + dx, y + dy);
    }
    arena_free(&scratch);
    return (left && right) || (top && bottom);
}

// ---- What it means

static bool is_filled(const mark *of)
{
    return of->inside > 0.86;
}

static double mean_around(const mark *of)
{
    return (of->around[0] + of->around[1] + of->around[2] + of->around[3]) / SIDES;
}

// A circle drawn around a box leaves ink on most of its sides and none in it.
static bool is_circled(const mark *of)
{
    size_t sides = 0;
    for (size_t i = 0; i < SIDES; i++)
        sides += of->around[i] > 0.07;
    return sides >= 3;
}

static void judge(mark *of)
{
    const double scribbled = 0.42;
    of->likelihood = 1 / (1 + exp(-(of->inside - (little + enough) / 2) * 160));
    if (of->fit < clear)
        of->verdict = MARK_DOUBTFUL;
    else if (of->inside < little)
        of->verdict = is_circled(of) ? MARK_DOUBTFUL : MARK_NONE;
    else if (of->inside < enough || of->passes || (is_filled(of) && mean_around(of) > scribbled))
        of->verdict = MARK_DOUBTFUL;
    else
        of->verdict = MARK_MADE;
    // What is doubtful for another reason than its little ink.
    if (of->verdict == MARK_DOUBTFUL && (of->fit < clear || of->inside < little || of->inside >= enough))
        of->likelihood = 0.5;
}

// A box filled in whole, among ticks, is a tick that was taken back.
static void judge_filled(mark_list *marks)
{
    size_t filled = 0, made = 0;
    for (size_t i = 0; i < marks->count; i++) {
        made += marks->items[i].verdict == MARK_MADE;
        filled += marks->items[i].verdict == MARK_MADE && is_filled(&marks->items[i]);
    }
    for (size_t i = 0; i < marks->count && filled * 2 < made; i++)
        if (marks->items[i].verdict == MARK_MADE && is_filled(&marks->items[i])) {
            marks->items[i].verdict = MARK_DOUBTFUL;
            marks->items[i].likelihood = 0.5;
        }
}

mark_list marks_read(arena *memory, const grey *ink, const pdf_page_place *printed, int pale)
{
    mark_list found = { 0 };
    sheet on = { ink, pale };
    for (size_t i = 0; i < printed->fields.count; i++) {
        const pdf_field_place *field = &printed->fields.items[i];
        if (field->type == PDF_FIELD_CHECK || field->type == PDF_FIELD_RADIO)
            ARENA_PUSH(memory, found)->field = field;
    }
    find_boxes(ink, &found);
    for (size_t i = 0; i < found.count; i++) {
        mark *of = &found.items[i];
        measure_inside(&on, of);
        measure_around(&on, of);
        of->passes = of->inside >= little && passes_through(&on, of);
        judge(of);
    }
    judge_filled(&found);
    return found;
}

int ink_threshold(const grey *ink)
{
    const int least = 26;
    size_t counts[256] = { 0 }, total = (size_t)ink->width * (size_t)ink->height, sum = 0;
    for (size_t i = 0; i < total; i++)
        counts[ink->pixels[i]]++;
    int half = 0, most = 0;
    for (int i = 0; i < 256; i++) {
        sum += counts[i];
        if (sum * 2 <= total)
            half = i + 1;
        if (sum * 100 <= total * 80)
            most = i + 1;
    }
    // More than half of a page is empty.
    int noise = half + 4 * (most - half);
    return noise > least ? noise : least;
}
