#include "answers/scans/page_code.h"

#include "base/library.h"
#include "printing/form_pdf.h"

#include <zbar.h>

#define FUNCTIONS(each) each(zbar_image_create) each(zbar_image_destroy) each(zbar_image_first_symbol) \
    each(zbar_image_scanner_create) each(zbar_image_scanner_destroy) each(zbar_image_scanner_set_config) \
    each(zbar_image_set_data) each(zbar_image_set_format) each(zbar_image_set_size) each(zbar_scan_image) \
    each(zbar_symbol_get_data) each(zbar_symbol_get_data_length) each(zbar_symbol_get_loc_size) each(zbar_symbol_get_loc_x) \
    each(zbar_symbol_get_loc_y) each(zbar_symbol_next)

static struct { FUNCTIONS(LIBRARY_POINTER) } library;

static bool open_library(void)
{
    static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
    return library_open("libzbar.so.0", names, sizeof names / sizeof *names, &library);
}

enum { CORNERS = 4, FINE = 1, COARSE = 2 };

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

static size_t scan(arena *memory, const grey *in, double scale, int density, page_code *found, size_t most)
{
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
        for (; symbol != NULL && count < most; symbol = library.zbar_symbol_next(symbol)) {
            text said = { library.zbar_symbol_get_data(symbol), library.zbar_symbol_get_data_length(symbol) };
            if (!is_ours(said) || library.zbar_symbol_get_loc_size(symbol) != CORNERS || is_found(found, count, said))
                continue;
            found[count].said = text_copy(memory, said);
            take_corners(symbol, scale, &found[count++]);
        }
    }
    library.zbar_image_destroy(image);
    library.zbar_image_scanner_destroy(scanner);
    return count;
}

static grey doubled(arena *memory, const grey *of)
{
    grey made = grey_new(memory, of->width * 2, of->height * 2);
    for (int y = 0; y < made.height; y++)
        for (int x = 0; x < made.width; x++)
            made.pixels[(size_t)y * (size_t)made.width + (size_t)x] =
                (uint8_t)grey_between(of, (x + 0.5) / 2, (y + 0.5) / 2);
    return made;
}

typedef struct {
    int halvings;               // -1: doubled
    bool is_sharpened;
} way_of_looking;

static size_t look(arena *memory, const grey *in, const way_of_looking *way, page_code *found, size_t most)
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
    size_t count = scan(memory, &seen, scale, FINE, found, most);
    arena_free(&scratch);
    return count;
}

size_t page_codes_find(arena *memory, const grey *in, page_code *found, size_t most)
{
    const int large = 3000;
    if (!open_library())
        return 0;
    size_t count = scan(memory, in, 1, COARSE, found, most);
    if (count == 0)
        count = scan(memory, in, 1, FINE, found, most);
    if (count > 0)
        return count;
    // Noise goes when a picture is made smaller, small modules are told apart when it is made larger, and shadows go when
    // every pixel is held against those around it.
    static const way_of_looking ways[] = { { 1, false }, { 0, true }, { 1, true }, { -1, false }, { -1, true } };
    bool is_large = in->width > large || in->height > large;
    for (size_t i = 0; i < sizeof ways / sizeof *ways && count == 0; i++)
        if (ways[i].halvings >= 0 || !is_large)
            count = look(memory, in, &ways[i], found, most);
    return count;
}
