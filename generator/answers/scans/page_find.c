#include "answers/scans/page_find.h"

#include "answers/scans/rings.h"

#include <math.h>

enum { CORNERS = 4, ENOUGH = 3, NEAREST = 4 };

typedef struct {
    spot from[2 * CORNERS], to[2 * CORNERS];
    double weights[2 * CORNERS];
    size_t count;
} pairs;

static void add_pair(pairs *to, spot from, spot seen, double weight)
{
    to->from[to->count] = from;
    to->to[to->count] = seen;
    to->weights[to->count++] = weight;
}

static spot code_corner(const pdf_page_place *printed, size_t corner)
{
    double right = corner == 1 || corner == 2 ? printed->code_size : 0;
    double down = corner >= 2 ? printed->code_size : 0;
    return (spot){ printed->code_x + right, printed->code_y + down };
}

static double distance(spot a, spot b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

// Pixels for a point of paper, near the code.
static double scale_of(const page_code *code, const pdf_page_place *printed)
{
    double sum = 0;
    for (size_t i = 0; i < CORNERS; i++)
        sum += distance(code->corners[i], code->corners[(i + 1) % CORNERS]);
    return sum / CORNERS / printed->code_size;
}

// Rings that may be one of the corners'; the last is none.
typedef struct {
    const ring *items[NEAREST + 1];
    size_t count;
} candidates;

// The nearest to where the code says that the corner is.
static candidates candidates_for(const ring_list *rings, spot expected, double most)
{
    candidates made = { .count = 0 };
    for (size_t i = 0; i < rings->count; i++) {
        const ring *one = &rings->items[i];
        if (distance(one->middle, expected) > most)
            continue;
        size_t at = made.count < NEAREST ? made.count++ : NEAREST;
        for (; at > 0 && distance(one->middle, expected) < distance(made.items[at - 1]->middle, expected); at--)
            made.items[at] = made.items[at - 1];
        made.items[at] = one;
    }
    made.items[made.count++] = NULL;
    return made;
}

// How far the code is from where the rings say it should be, at most.
static double disagreement(const plane *lies, const page_code *code, const pdf_page_place *printed)
{
    double most = 0;
    for (size_t i = 0; i < CORNERS; i++)
        most = fmax(most, distance(plane_at(lies, code_corner(printed, i)), code->corners[i]));
    return most;
}

typedef struct {
    const page_code *code;
    const pdf_page_place *printed;
    candidates corners[CORNERS];
    double scale;
    plane best;
    double error;
    size_t found;                   // rings in the best
} match;

// One choice of a ring for every corner. Four rings need no code: its corners are not as exact; three need it.
static void try_rings(match *in, const ring *const chosen[CORNERS])
{
    pairs made = { .count = 0 };
    for (size_t i = 0; i < CORNERS; i++)
        if (chosen[i] != NULL)
            add_pair(&made, (spot){ in->printed->rings[i].x, in->printed->rings[i].y }, chosen[i]->middle, 1);
    size_t found = made.count;
    if (found < ENOUGH || found < in->found)
        return;
    for (size_t i = 0; i < CORNERS && found < CORNERS; i++)
        add_pair(&made, code_corner(in->printed, i), in->code->corners[i], 0.03);
    plane lies;
    if (!plane_through(made.from, made.to, made.weights, made.count, false, &lies))
        return;
    double error = disagreement(&lies, in->code, in->printed);
    // Within two millimetres; more rings before a smaller error.
    if (error > PDF_MM(2) * in->scale || (found == in->found && error >= in->error))
        return;
    in->best = lies;
    in->error = error;
    in->found = found;
}

static void try_all(match *in)
{
    size_t number[CORNERS] = { 0 };
    for (bool is_done = false; !is_done;) {
        const ring *chosen[CORNERS];
        bool is_twice = false;
        for (size_t i = 0; i < CORNERS; i++) {
            chosen[i] = in->corners[i].items[number[i]];
            for (size_t j = 0; j < i; j++)
                is_twice = is_twice || (chosen[i] != NULL && chosen[i] == chosen[j]);
        }
        if (!is_twice)
            try_rings(in, chosen);
        // The next choice, counted as numbers are.
        size_t corner = 0;
        while (corner < CORNERS && ++number[corner] == in->corners[corner].count)
            number[corner++] = 0;
        is_done = corner == CORNERS;
    }
}

static bool match_rings(const ring_list *rings, match *in)
{
    spot from[CORNERS], to[CORNERS];
    const double weights[CORNERS] = { 1, 1, 1, 1 };
    plane guess;
    for (size_t i = 0; i < CORNERS; i++) {
        from[i] = code_corner(in->printed, i);
        to[i] = in->code->corners[i];
    }
    if (!plane_through(from, to, weights, CORNERS, true, &guess))
        return false;
    for (size_t i = 0; i < CORNERS; i++) {
        spot at = { in->printed->rings[i].x, in->printed->rings[i].y };
        double far = distance(at, from[2]);
        in->corners[i] = candidates_for(rings, plane_at(&guess, at), in->scale * (8 + far * 0.26));
    }
    try_all(in);
    return in->found >= ENOUGH;
}

bool page_find(arena *memory, const grey *in, const page_code *code, const pdf_page_place *printed, plane *made)
{
    const double fine = 3.4;                    // pixels for a point, above which half of them do
    double scale = scale_of(code, printed), factor = scale > fine ? 2 : 1;
    if (!(scale > 0.5))
        return false;
    grey looked = factor == 2 ? grey_halved(memory, in) : *in;
    ring_list rings = rings_find(memory, &looked, 2 * PDF_RING_RADIUS * scale / factor);
    for (size_t i = 0; i < rings.count; i++) {
        rings.items[i].middle.x *= factor;
        rings.items[i].middle.y *= factor;
    }
    match found = { .code = code, .printed = printed, .scale = scale };
    if (!match_rings(&rings, &found))
        return false;
    *made = found.best;
    return true;
}

grey page_straighten(arena *memory, const grey *in, const plane *lies, const pdf_page_place *printed)
{
    grey made = grey_new(memory, (int)ceil(printed->width * PAGE_DOTS), (int)ceil(printed->height * PAGE_DOTS));
    for (int y = 0; y < made.height; y++)
        for (int x = 0; x < made.width; x++) {
            spot from = plane_at(lies, (spot){ (x + 0.5) / PAGE_DOTS, (y + 0.5) / PAGE_DOTS });
            made.pixels[(size_t)y * (size_t)made.width + (size_t)x] = (uint8_t)(grey_between(in, from.x, from.y) + 0.5);
        }
    return made;
}
