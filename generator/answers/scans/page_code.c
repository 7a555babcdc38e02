#include "answers/scans/page_code.h"

#include "printing/form_pdf.h"

#include <zbar.h>

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
        to->corners[i] = (spot){ zbar_symbol_get_loc_x(from, order[i]) * scale,
                                 zbar_symbol_get_loc_y(from, order[i]) * scale };
}

static size_t scan(arena *memory, const grey *in, double scale, int density, page_code *found, size_t most)
{
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_X_DENSITY, density);
    zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_Y_DENSITY, density);
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)in->width, (unsigned)in->height);
    zbar_image_set_data(image, in->pixels, (size_t)in->width * (size_t)in->height, NULL);
    size_t count = 0;
    if (zbar_scan_image(scanner, image) > 0) {
        const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
        for (; symbol != NULL && count < most; symbol = zbar_symbol_next(symbol)) {
            text said = { zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol) };
            if (!is_ours(said) || zbar_symbol_get_loc_size(symbol) != CORNERS || is_found(found, count, said))
                continue;
            found[count].said = text_copy(memory, said);
            take_corners(symbol, scale, &found[count++]);
        }
    }
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
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

size_t page_codes_find(arena *memory, const grey *in, page_code *found, size_t most)
{
    const int large = 3000;
    size_t count = scan(memory, in, 1, COARSE, found, most);
    if (count == 0)
        count = scan(memory, in, 1, FINE, found, most);
    if (count > 0)
        return count;
    // Noise goes when a large picture is made smaller, and small modules are told apart when a small one is made
    // larger.
    arena scratch = { 0 };
    bool is_large = in->width > large || in->height > large;
    grey other = is_large ? grey_halved(&scratch, in) : doubled(&scratch, in);
    count = scan(memory, &other, is_large ? 2 : 0.5, FINE, found, most);
    arena_free(&scratch);
    return count;
}
