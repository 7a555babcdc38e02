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

static scan_result result_of(pdf_read_result read)
{
    return read == PDF_READ ? SCAN_READ : read == PDF_READ_LOCKED ? SCAN_LOCKED : SCAN_BROKEN;
}

static scan_result open_pdf(scan_file *of)
{
    scan_result result = result_of(pdf_pages_open(of->bytes, SCAN_MOST_PAGES, &of->pages));
    if (result != SCAN_READ)
        return result;
    of->page_count = pdf_pages_count(of->pages);
    return of->page_count > SCAN_MOST_PAGES ? SCAN_TOO_LARGE : of->page_count > 0 ? SCAN_READ : SCAN_BROKEN;
}

scan_result scan_file_open(scan_file *of, text bytes)
{
    *of = (scan_file){ .bytes = bytes, .format = scan_format_of(bytes), .page_count = 1 };
    if (bytes.length > SCAN_MOST_BYTES)
        return SCAN_TOO_LARGE;
    if (of->format == SCAN_PDF)
        return open_pdf(of);
    return of->format != SCAN_UNKNOWN ? SCAN_READ : SCAN_BROKEN;
}

void scan_file_close(scan_file *of)
{
    pdf_pages_close(of->pages);
    of->pages = NULL;
}

static scan_result read_pdf(arena *memory, scan_file *of, size_t page, grey *read)
{
    buffer alone = { 0 };
    scan_result result = result_of(pdf_page_alone(of->pages, page, &alone));
    if (result == SCAN_READ)
        result = scan_draw_pdf(memory, buffer_text(&alone), read);
    buffer_free(&alone);
    return result;
}

// What is larger takes longer than a page may, and tells no more.
static bool is_large(const grey *of)
{
    return of->width > SCAN_LONG_SIDE * 3 / 2 || of->height > SCAN_LONG_SIDE * 3 / 2
        || (double)of->width * of->height > (double)SCAN_LONG_SIDE * SCAN_LONG_SIDE;
}

scan_result scan_file_page(arena *memory, scan_file *of, size_t page, grey *read)
{
    if (of->format == SCAN_PDF)
        return read_pdf(memory, of, page, read);
    scan_result result = read_picture(memory, of->bytes, read);
    while (result == SCAN_READ && is_large(read))
        *read = grey_halved(memory, read);
    return result;
}
