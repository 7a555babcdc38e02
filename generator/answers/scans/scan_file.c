#include "answers/scans/scan_file.h"

static bool begins(text bytes, const char *start, size_t length)
{
    return bytes.length >= length && memcmp(bytes.bytes, start, length) == 0;
}

scan_format scan_format_of(text bytes)
{
    // What stands before a PDF's head is forgiven by every reader.
    enum { HEAD_WITHIN = 1024 };
    if (begins(bytes, "\xFF\xD8\xFF", 3))
        return SCAN_JPEG;
    if (begins(bytes, "\x89PNG\r\n\x1A\n", 8))
        return SCAN_PNG;
    if (bytes.length > 12 && begins(bytes, "RIFF", 4) && memcmp(bytes.bytes + 8, "WEBP", 4) == 0)
        return SCAN_WEBP;
    if (text_find(text_slice(bytes, 0, HEAD_WITHIN), TEXT("%PDF-"), 0) != TEXT_NOT_FOUND)
        return SCAN_PDF;
    return SCAN_UNKNOWN;
}

static unsigned byte_at(text bytes, size_t at)
{
    return at < bytes.length ? (unsigned char)bytes.bytes[at] : 0;
}

// As its head says, before anything is decoded; a JPEG is checked when it is read. Pages of a PDF have a size of ours.
static double pixels_of(text bytes)
{
    double width = 0, height = 0;
    if (scan_format_of(bytes) == SCAN_PNG) {
        for (size_t i = 0; i < 4; i++) {
            width = width * 256 + byte_at(bytes, 16 + i);
            height = height * 256 + byte_at(bytes, 20 + i);
        }
    } else if (scan_format_of(bytes) == SCAN_WEBP) {
        // 16383 a side at most, by the format.
        if (begins(text_from(bytes, 12), "VP8X", 4)) {
            width = 1 + byte_at(bytes, 24) + 256 * byte_at(bytes, 25) + 65536.0 * byte_at(bytes, 26);
            height = 1 + byte_at(bytes, 27) + 256 * byte_at(bytes, 28) + 65536.0 * byte_at(bytes, 29);
        } else if (begins(text_from(bytes, 12), "VP8L", 4)) {
            width = 1 + byte_at(bytes, 21) + 256 * (byte_at(bytes, 22) & 63);
            height = 1 + (byte_at(bytes, 22) >> 6) + 4 * byte_at(bytes, 23) + 1024 * (byte_at(bytes, 24) & 15);
        } else {
            width = byte_at(bytes, 26) + 256 * (byte_at(bytes, 27) & 63);
            height = byte_at(bytes, 28) + 256 * (byte_at(bytes, 29) & 63);
        }
    }
    return width * height;
}

scan_result scan_count_pages(text bytes, size_t *count)
{
    *count = 1;
    if (bytes.length > SCAN_MOST_BYTES || pixels_of(bytes) > SCAN_MOST_PIXELS)
        return SCAN_TOO_LARGE;
    if (scan_format_of(bytes) == SCAN_PDF) {
        scan_result result = scan_count_pdf(bytes, count);
        return result == SCAN_READ && *count > SCAN_MOST_PAGES ? SCAN_TOO_LARGE : result;
    }
    return scan_format_of(bytes) != SCAN_UNKNOWN ? SCAN_READ : SCAN_BROKEN;
}

scan_result scan_read_page(arena *memory, text bytes, size_t page, grey *read)
{
    bool is_read = false;
    switch (scan_format_of(bytes)) {
    case SCAN_PDF: return scan_read_pdf(memory, bytes, page, read);
    case SCAN_JPEG: is_read = scan_read_jpeg(memory, bytes, read); break;
    case SCAN_PNG: is_read = scan_read_png(memory, bytes, read); break;
    case SCAN_WEBP: is_read = scan_read_webp(memory, bytes, read); break;
    case SCAN_UNKNOWN: break;
    }
    if (!is_read || read->width < 1 || read->height < 1)
        return SCAN_BROKEN;
    while (read->width > SCAN_LONG_SIDE * 3 / 2 || read->height > SCAN_LONG_SIDE * 3 / 2)
        *read = grey_halved(memory, read);
    return SCAN_READ;
}
