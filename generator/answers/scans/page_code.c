#include "answers/scans/page_code.h"

#include "answers/scans/code_marks.h"
#include "base/library.h"
#include "printing/form_pdf.h"

#include <zbar.h>

#define FUNCTIONS(each) each(zbar_image_create) each(zbar_image_destroy) each(zbar_image_first_symbol) \
    each(zbar_image_scanner_create) each(zbar_image_scanner_destroy) each(zbar_image_scanner_set_config) \
    each(zbar_image_set_data) each(zbar_image_set_format) each(zbar_image_set_size) each(zbar_scan_image) each(zbar_scan_y) \
    each(zbar_scanner_create) each(zbar_scanner_destroy) each(zbar_scanner_flush) each(zbar_scanner_get_edge) \
    each(zbar_scanner_get_width) each(zbar_scanner_new_scan) \
    each(zbar_symbol_get_data) each(zbar_symbol_get_data_length) each(zbar_symbol_get_loc_size) each(zbar_symbol_get_loc_x) \
    each(zbar_symbol_get_loc_y) each(zbar_symbol_next)

static struct { FUNCTIONS(LIBRARY_POINTER) } library;

static bool open_library(void)
{
    static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
    return library_open("libzbar.so.0", names, sizeof names / sizeof *names, &library);
}

enum { CORNERS = 4, FINE = 1, COARSE = 2 };

// For all ways of looking at a page together, in about microseconds: pages that are hard to read take a tenth.
static const double MOST_COST = 800000;

// ---- What there would be to try

// Widths of what was met along a line, the newest first, in parts of a pixel.
enum { WIDTHS = 6, FIXED_BITS = 5, QUARTERS = 2 };
typedef struct {
    zbar_scanner_t *scanner;
    unsigned widths[WIDTHS];
    bool is_dark;
} tracer;

// Whether two neighbours of a mark, of [modules] of its seven, are about as wide as they should be.
static bool is_wide(const tracer *of, size_t first, unsigned modules, unsigned all)
{
    unsigned halves = (of->widths[first] + of->widths[first + 1]) * 14 + 1;
    return halves >= (2 * modules - 1) * all && halves < (2 * modules + 1) * all;
}

static void take_edge(arena *memory, tracer *in, int line, mark_crossings *found)
{
    memmove(in->widths + 1, in->widths, (WIDTHS - 1) * sizeof *in->widths);
    in->widths[0] = library.zbar_scanner_get_width(in->scanner);
    in->is_dark = !in->is_dark;
    found->edges++;
    unsigned all = in->widths[1] + in->widths[2] + in->widths[3] + in->widths[4] + in->widths[5];
    if (in->is_dark || all < 7 || !is_wide(in, 1, 2, all) || !is_wide(in, 2, 4, all) || !is_wide(in, 3, 4, all) || !is_wide(in, 4, 2, all))
        return;
    unsigned behind = in->widths[0] + in->widths[1] + in->widths[2];
    *ARENA_PUSH(memory, *found) = (mark_crossing){
        .line = line, .from = (int)library.zbar_scanner_get_edge(in->scanner, behind + in->widths[3], 0),
        .to = (int)library.zbar_scanner_get_edge(in->scanner, behind, 0) };
}

// Along every [density]th row or column, as zbar goes, for as long as is [left]; what that took is taken off.
static mark_crossings trace(arena *memory, const grey *in, int density, bool is_down, double *left)
{
    mark_crossings found = { 0 };
    int lines = is_down ? in->width : in->height, length = is_down ? in->height : in->width;
    size_t step = is_down ? (size_t)in->width : 1;
    zbar_scanner_t *scanner = library.zbar_scanner_create(NULL);
    for (int line = 0; line < lines && found.count <= CODE_MARKS_MOST_CROSSINGS && (double)found.edges * CODE_MARKS_EDGE_COST < *left; line += density) {
        tracer along = { .scanner = scanner, .is_dark = true };
        const uint8_t *pixel = in->pixels + (size_t)line * (is_down ? 1 : (size_t)in->width);
        library.zbar_scanner_new_scan(scanner);
        for (int i = 0; i < length; i++, pixel += step)
            if (library.zbar_scan_y(scanner, *pixel) != ZBAR_NONE)
                take_edge(memory, &along, line, &found);
        for (int i = 0; i < 2; i++)
            if (library.zbar_scanner_flush(scanner) != ZBAR_NONE)
                take_edge(memory, &along, line, &found);
    }
    library.zbar_scanner_destroy(scanner);
    *left -= (double)found.edges * CODE_MARKS_EDGE_COST;
    return found;
}

static bool is_ours(text said)
{
    return text_starts_with(said, TEXT(FORM_PDF_CODE ":"));
}

static bool is_found(const page_code *found, size_t count, text said)
{
    for (size_t i = 0; i < count; i++)
        if (text_equals(found[i].said, said))
            return true;
    return false;
}

// zbar goes round the other way.
static void take_corners(const zbar_symbol_t *from, double scale, page_code *to)
{
    static const unsigned order[CORNERS] = { 0, 3, 2, 1 };
    for (size_t i = 0; i < CORNERS; i++)
        to->corners[i] = (spot){ library.zbar_symbol_get_loc_x(from, order[i]) * scale,
                                 library.zbar_symbol_get_loc_y(from, order[i]) * scale };
}

// ---- The search

// What a picture is searched for, and how much of the time for that is left.
typedef struct {
    arena *memory;
    page_code *found;
    size_t most;
    double left;                    // about microseconds
    bool is_cluttered;              // for some way of looking too little was left
} search;

// Whether there is something that may be a code, and zbar can try it in the time that is left.
static bool is_worth_it(search *of, const grey *in, int density)
{
    arena scratch = { 0 };
    mark_crossings rows = trace(&scratch, in, density, false, &of->left), columns = { 0 };
    if (rows.count >= CODE_MARKS_LEAST_CROSSINGS)
        columns = trace(&scratch, in, density, true, &of->left);
    double cost = rows.count < CODE_MARKS_LEAST_CROSSINGS || columns.count < CODE_MARKS_LEAST_CROSSINGS ? 0
                : code_marks_cost(&scratch, &rows, &columns);
    arena_free(&scratch);
    if (cost > of->left || of->left <= 0) {
        of->is_cluttered = true;
        return false;
    }
    of->left -= cost;
    return cost > 0;
}

static size_t scan(search *of, const grey *in, double scale, int density)
{
    if (!is_worth_it(of, in, density))
        return 0;
    zbar_image_scanner_t *scanner = library.zbar_image_scanner_create();
    zbar_image_t *image = library.zbar_image_create();
    library.zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_ENABLE, 0);
    library.zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    library.zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_X_DENSITY, density);
    library.zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_Y_DENSITY, density);
    library.zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    library.zbar_image_set_size(image, (unsigned)in->width, (unsigned)in->height);
    library.zbar_image_set_data(image, in->pixels, (size_t)in->width * (size_t)in->height, NULL);
    size_t count = 0;
    if (library.zbar_scan_image(scanner, image) > 0) {
        const zbar_symbol_t *symbol = library.zbar_image_first_symbol(image);
        for (; symbol != NULL && count < of->most; symbol = library.zbar_symbol_next(symbol)) {
            text said = { library.zbar_symbol_get_data(symbol), library.zbar_symbol_get_data_length(symbol) };
            if (!is_ours(said) || library.zbar_symbol_get_loc_size(symbol) != CORNERS || is_found(of->found, count, said))
                continue;
            of->found[count].said = text_copy(of->memory, said);
            take_corners(symbol, scale, &of->found[count++]);
        }
    }
    library.zbar_image_destroy(image);
    library.zbar_image_scanner_destroy(scanner);
    return count;
}

// Four pixels of each, between it and those around it: as grey_between has them, below one.
static grey doubled(arena *memory, const grey *of)
{
    grey made = grey_new(memory, of->width * 2, of->height * 2);
    for (int y = 0; y < made.height; y++) {
        int other = (y & 1) != 0 ? y / 2 + 1 : y / 2 - 1;
        const uint8_t *near = of->pixels + (size_t)(y / 2) * (size_t)of->width;
        const uint8_t *far = other < 0 || other >= of->height ? near : of->pixels + (size_t)other * (size_t)of->width;
        uint8_t *to = made.pixels + (size_t)y * (size_t)made.width;
        for (int x = 0; x < of->width; x++) {
            int left = x > 0 ? x - 1 : 0, right = x < of->width - 1 ? x + 1 : x, here = 9 * near[x] + 3 * far[x];
            to[2 * x] = (uint8_t)((here + 3 * near[left] + far[left]) / 16);
            to[2 * x + 1] = (uint8_t)((here + 3 * near[right] + far[right]) / 16);
        }
    }
    return made;
}

typedef struct {
    int halvings;               // -1: doubled
    bool is_sharpened;
} way_of_looking;

static size_t look(search *of, const grey *in, const way_of_looking *way)
{
    enum { REACH = 20 };
    const double darker = 0.85;
    arena scratch = { 0 };
    double scale = 1;
    grey seen = way->halvings < 0 ? doubled(&scratch, in) : *in;
    if (way->halvings < 0)
        scale = 0.5;
    for (int i = 0; i < way->halvings; i++, scale *= 2)
        seen = grey_halved(&scratch, &seen);
    if (way->is_sharpened) {
        seen = grey_dark(&scratch, &seen, REACH, darker);
        for (size_t i = 0; i < (size_t)seen.width * (size_t)seen.height; i++)
            seen.pixels[i] = seen.pixels[i] != 0 ? 0 : 255;
    }
    size_t count = scan(of, &seen, scale, FINE);
    arena_free(&scratch);
    return count;
}

size_t page_codes_find(arena *memory, const grey *in, page_code *found, size_t most, bool *is_cluttered)
{
    const double small = 4e6;                   // pixels: paper of A4 at 200 dots an inch, of which modules need not be larger
    search of = { .memory = memory, .found = found, .most = most, .left = MOST_COST };
    *is_cluttered = false;
    if (!open_library())
        return 0;
    size_t count = scan(&of, in, 1, COARSE);
    if (count == 0)
        count = scan(&of, in, 1, FINE);
    // Noise goes when a picture is made smaller, small modules are told apart when it is made larger, and shadows go when
    // every pixel is held against those around it.
    static const way_of_looking ways[] = { { 1, false }, { 0, true }, { 1, true }, { -1, false }, { -1, true } };
    bool is_small = (double)in->width * in->height <= small;
    for (size_t i = 0; i < sizeof ways / sizeof *ways && count == 0; i++)
        if (ways[i].halvings >= 0 || is_small)
            count = look(&of, in, &ways[i]);
    *is_cluttered = of.is_cluttered && count == 0;
    return count;
}
