#include "answers/scans/page_find.h"

#include "answers/scans/rings.h"

#include <math.h>

enum { CORNERS = 4, ENOUGH = 3 };

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

// The ring nearest to where it is expected that is not another corner's; NULL when none is near.
static const ring *nearest(const ring_list *rings, spot expected, double most, const ring **taken)
{
    const ring *best = NULL;
    for (size_t i = 0; i < rings->count; i++) {
        const ring *candidate = &rings->items[i];
        double away = distance(candidate->middle, expected);
        bool is_taken = false;
        for (size_t j = 0; j < CORNERS; j++)
            is_taken = is_taken || taken[j] == candidate;
        if (!is_taken && away < most && (best == NULL || away < distance(best->middle, expected)))
            best = candidate;
    }
    return best;
}

// From the code outwards: every ring that is found makes the next expectation better.
static size_t match_rings(const ring_list *rings, const pdf_page_place *printed, const page_code *code, double scale,
                          pairs *matched)
{
    static const size_t order[CORNERS] = { 2, 1, 3, 0 };
    const ring *taken[CORNERS] = { 0 };
    size_t found = 0;
    for (size_t i = 0; i < CORNERS; i++)
        add_pair(matched, code_corner(printed, i), code->corners[i], 0.03);
    for (size_t i = 0; i < CORNERS; i++) {
        size_t corner = order[i];
        spot at = { printed->rings[corner].x, printed->rings[corner].y };
        plane guess;
        if (!plane_through(matched->from, matched->to, matched->weights, matched->count, true, &guess))
            return 0;
        double far = distance(at, code_corner(printed, 2));
        const ring *best = nearest(rings, plane_at(&guess, at), scale * (8 + far * 0.24), taken);
        taken[corner] = best;
        if (best == NULL)
            continue;
        add_pair(matched, at, best->middle, 1);
        found++;
    }
    return found;
}

// The code stands where the rings say it should, within two millimetres.
static bool agrees(const plane *lies, const page_code *code, const pdf_page_place *printed, double scale)
{
    for (size_t i = 0; i < CORNERS; i++)
        if (distance(plane_at(lies, code_corner(printed, i)), code->corners[i]) > PDF_MM(2) * scale)
            return false;
    return true;
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
    pairs matched = { .count = 0 };
    size_t found = match_rings(&rings, printed, code, scale, &matched);
    // Four rings need no code: its corners are not as exact.
    size_t left_out = found == CORNERS ? CORNERS : 0;
    return found >= ENOUGH
        && plane_through(matched.from + left_out, matched.to + left_out, matched.weights + left_out,
                         matched.count - left_out, false, made)
        && agrees(made, code, printed, scale);
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
