#include "answers/scans/rings.h"

#include <math.h>

// Dark pixels side by side, and the patch they belong to.
typedef struct {
    int y, left, right;             // right: behind the last
    uint32_t parent;                // number of a run of the same patch, in the end the first
} run;

typedef struct {
    run *items;
    size_t count, capacity;
} run_list;

// Dark pixels that touch.
typedef struct {
    int left, top, right, bottom;
    double area, x, y;              // x, y: sums, then the middle
} patch;

static uint32_t root_of(run_list *of, uint32_t number)
{
    while (of->items[number].parent != number) {
        of->items[number].parent = of->items[of->items[number].parent].parent;
        number = of->items[number].parent;
    }
    return number;
}

static void join(run_list *of, uint32_t a, uint32_t b)
{
    a = root_of(of, a);
    b = root_of(of, b);
    if (a < b)
        of->items[b].parent = a;
    else
        of->items[a].parent = b;
}

static run_list find_runs(arena *memory, const grey *dark)
{
    run_list found = { 0 };
    size_t above = 0, begin = 0;
    for (int y = 0; y < dark->height; y++) {
        above = begin;
        begin = found.count;
        const uint8_t *row = dark->pixels + (size_t)y * (size_t)dark->width;
        size_t upper = above;
        for (int x = 0; x < dark->width; x++) {
            if (!row[x])
                continue;
            int left = x;
            while (x < dark->width && row[x])
                x++;
            uint32_t number = (uint32_t)found.count;
            *ARENA_PUSH(memory, found) = (run){ y, left, x, number };
            // Corner to corner counts as touching.
            while (upper < begin && found.items[upper].right < left)
                upper++;
            for (size_t i = upper; i < begin && found.items[i].left <= x; i++)
                join(&found, number, (uint32_t)i);
        }
    }
    return found;
}

static void add_run(patch *to, const run *from)
{
    double length = from->right - from->left;
    bool is_first = to->area == 0;
    to->left = is_first || from->left < to->left ? from->left : to->left;
    to->right = is_first || from->right > to->right ? from->right : to->right;
    to->top = is_first ? from->y : to->top;
    to->bottom = from->y + 1;
    to->area += length;
    to->x += length * (from->left + from->right) / 2;
    to->y += length * (from->y + 0.5);
}

typedef struct {
    patch *items;
    size_t count, capacity;
} patch_list;

static patch_list find_patches(arena *memory, const grey *dark)
{
    run_list runs = find_runs(memory, dark);
    patch *all = ARENA_NEW(memory, patch, runs.count + 1);
    for (size_t i = 0; i < runs.count; i++)
        add_run(&all[root_of(&runs, (uint32_t)i)], &runs.items[i]);
    patch_list found = { 0 };
    for (size_t i = 0; i < runs.count; i++)
        if (all[i].area > 0) {
            all[i].x /= all[i].area;
            all[i].y /= all[i].area;
            *ARENA_PUSH(memory, found) = all[i];
        }
    return found;
}

static bool is_about(const patch *of, double least, double most)
{
    int width = of->right - of->left, height = of->bottom - of->top;
    return width >= least && width <= most && height >= least && height <= most
        && width <= height * 1.7 && height <= width * 1.7;
}

// How round it is, and how thick its line, is told by how much of its box it fills. The squares in the corners of a QR
// code, which look much alike, fill more.
static bool is_ring(const patch *of, double size)
{
    double box = (of->right - of->left) * (double)(of->bottom - of->top);
    return is_about(of, size * 0.6, size * 1.6) && of->area > box * 0.24 && of->area < box * 0.465;
}

static bool is_dot(const patch *of, double size)
{
    double box = (of->right - of->left) * (double)(of->bottom - of->top);
    return is_about(of, size * 0.15, size * 0.65) && of->area > box * 0.64 && of->area < box * 0.91;
}

static bool is_within(const patch *dot, const patch *around)
{
    double width = around->right - around->left, height = around->bottom - around->top;
    double x = (around->left + around->right) / 2.0, y = (around->top + around->bottom) / 2.0;
    return fabs(dot->x - x) < width * 0.13 && fabs(dot->y - y) < height * 0.13
        && dot->right - dot->left < width * 0.6 && dot->bottom - dot->top < height * 0.6;
}

// Dots by the square of the picture that their middle is in, each as wide as a ring: the few in reach of a ring are found at once.
typedef struct {
    const patch_list *dots;
    double size;
    size_t across, down;
    size_t *first, *next;           // one more than the number of a dot; 0: none
} dot_map;

static size_t cell_of(double at, double size, size_t count)
{
    size_t number = (size_t)(at / size);
    return number < count ? number : count - 1;
}

static dot_map map_dots(arena *memory, const patch_list *dots, const grey *in, double size)
{
    dot_map made = { .dots = dots, .size = size, .across = (size_t)(in->width / size) + 1, .down = (size_t)(in->height / size) + 1 };
    made.first = ARENA_NEW(memory, size_t, made.across * made.down);
    made.next = ARENA_NEW(memory, size_t, dots->count + 1);
    for (size_t i = dots->count; i > 0; i--) {
        const patch *dot = &dots->items[i - 1];
        size_t *cell = &made.first[cell_of(dot->y, size, made.down) * made.across + cell_of(dot->x, size, made.across)];
        made.next[i - 1] = *cell;
        *cell = i;
    }
    return made;
}

// The first of those within; NULL when there is none. It is nearer than a cell: a ring is at most 1.6 of them wide, and its dot within 0.13 of that.
static const patch *dot_within(const dot_map *of, const patch *around)
{
    size_t x = cell_of((around->left + around->right) / 2.0, of->size, of->across);
    size_t y = cell_of((around->top + around->bottom) / 2.0, of->size, of->down), first = 0;
    for (size_t row = y > 0 ? y - 1 : 0; row <= y + 1 && row < of->down; row++)
        for (size_t column = x > 0 ? x - 1 : 0; column <= x + 1 && column < of->across; column++)
            for (size_t i = of->first[row * of->across + column]; i > 0; i = of->next[i - 1])
                if ((first == 0 || i < first) && is_within(&of->dots->items[i - 1], around))
                    first = i;
    return first > 0 ? &of->dots->items[first - 1] : NULL;
}

ring_list rings_find(arena *memory, const grey *in, double size)
{
    const double share = 0.78;
    grey dark = grey_dark(memory, in, (int)ceil(size * 0.8), share);
    patch_list patches = find_patches(memory, &dark), dots = { 0 };
    for (size_t i = 0; i < patches.count; i++)
        if (is_dot(&patches.items[i], size))
            *ARENA_PUSH(memory, dots) = patches.items[i];
    dot_map map = map_dots(memory, &dots, in, size);
    ring_list found = { 0 };
    for (size_t i = 0; i < patches.count; i++) {
        const patch *outer = &patches.items[i], *inner = is_ring(outer, size) ? dot_within(&map, outer) : NULL;
        if (inner == NULL)
            continue;
        // Both middles, the larger one's more.
        double x = (outer->x * 2 + inner->x) / 3, y = (outer->y * 2 + inner->y) / 3;
        *ARENA_PUSH(memory, found) = (ring){ { x, y }, (outer->right - outer->left + outer->bottom - outer->top) / 2.0 };
    }
    return found;
}
