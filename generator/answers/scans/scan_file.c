#include "answers/scans/scan_file.h"

#include "formats/raster.h"

scan_format scan_format_of(text bytes)
{
    // What stands before a PDF's head is forgiven by every reader.
    enum { HEAD_WITHIN = 1024 };
    raster_format format;
    if (raster_is_known(bytes, &format))
        return SCAN_PICTURE;
    bool is_pdf = text_find(text_slice(bytes, 0, HEAD_WITHIN), TEXT("%PDF-"), 0) != TEXT_NOT_FOUND;
    return is_pdf ? SCAN_PDF : SCAN_UNKNOWN;
}

// Grey as eyes see colours; what can be seen through shows paper.
static uint8_t brightness(const unsigned char *pixel)
{
    unsigned seen = (pixel[0] * 77u + pixel[1] * 150u + pixel[2] * 29u) >> 8;
    return (uint8_t)((seen * pixel[3] + 255u * (255u - pixel[3])) / 255u);
}

static scan_result read_picture(arena *memory, text bytes, grey *read)
{
    raster colours;
    raster_origin origin;
    raster_fault fault = raster_read(memory, bytes, SCAN_LONG_SIDE, &colours, &origin);
    if (fault != RASTER_FINE)
        return fault == RASTER_TOO_LARGE ? SCAN_TOO_LARGE : SCAN_BROKEN;
    *read = grey_new(memory, (int)colours.width, (int)colours.height);
    for (size_t i = 0; i < colours.width * colours.height; i++)
        read->pixels[i] = brightness(colours.pixels + 4 * i);
    return SCAN_READ;
}

scan_result scan_count_pages(text bytes, size_t *count)
{
    *count = 1;
    if (bytes.length > SCAN_MOST_BYTES)
        return SCAN_TOO_LARGE;
    if (scan_format_of(bytes) == SCAN_PDF) {
        scan_result result = scan_count_pdf(bytes, count);
        return result == SCAN_READ && *count > SCAN_MOST_PAGES ? SCAN_TOO_LARGE : result;
    }
    return scan_format_of(bytes) != SCAN_UNKNOWN ? SCAN_READ : SCAN_BROKEN;
}

// What is larger takes longer than a page may, and tells no more.
static bool is_large(const grey *of)
{
    return of->width > SCAN_LONG_SIDE * 3 / 2 || of->height > SCAN_LONG_SIDE * 3 / 2
        || (double)of->width * of->height > (double)SCAN_LONG_SIDE * SCAN_LONG_SIDE;
}

scan_result scan_read_page(arena *memory, text bytes, size_t page, grey *read)
{
    if (scan_format_of(bytes) == SCAN_PDF)
        return scan_read_pdf(memory, bytes, page, read);
    scan_result result = read_picture(memory, bytes, read);
    while (result == SCAN_READ && is_large(read))
        *read = grey_halved(memory, read);
    return result;
}
