#include "formats/picture.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "formats/exif.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES ((size_t)40 << 20)
#define MOST_SVG_BYTES ((size_t)4 << 20)
#define MOST_PIXELS 50e6

static unsigned byte_at(text t, size_t offset)
{
    return offset < t.length ? (unsigned char)t.bytes[offset] : 0;
}

static uint32_t number_at(text t, size_t offset, size_t size)
{
    uint32_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | byte_at(t, offset + i);
    return number;
}

static picture_result check_size(const picture *read)
{
    if (!(read->width >= 1 && read->height >= 1))
        return PICTURE_BROKEN;
    return read->width * read->height > MOST_PIXELS ? PICTURE_TOO_LARGE : PICTURE_FINE;
}

// ---- JPEG

enum { JPEG_START = 0xD8, JPEG_END = 0xD9, JPEG_SCAN = 0xDA, JPEG_APP0 = 0xE0, JPEG_EXIF = 0xE1, JPEG_PROFILE = 0xE2,
       JPEG_ADOBE = 0xEE, JPEG_HUFFMAN = 0xC4, JPEG_ARITHMETIC = 0xCC, JPEG_QUANTIZATION = 0xDB, JPEG_LINES = 0xDC,
       JPEG_RESTART = 0xDD };

static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// What decodes the picture, and what says how its colours are meant.
static bool is_kept(unsigned marker, text segment)
{
    switch (marker) {
    case JPEG_PROFILE: return text_starts_with(segment, TEXT("ICC_PROFILE"));
    case JPEG_APP0: return text_starts_with(segment, TEXT("JFIF")) && segment.length >= 14;
    case JPEG_ADOBE: return text_starts_with(segment, TEXT("Adobe")) && segment.length >= 12;
    case JPEG_HUFFMAN: case JPEG_ARITHMETIC: case JPEG_QUANTIZATION: case JPEG_LINES: case JPEG_RESTART: case JPEG_SCAN:
        return true;
    default: return is_frame(marker);
    }
}

// The heads of programs may hold a small picture or anything else behind what they have to say.
static void add_segment(buffer *out, unsigned marker, text segment)
{
    bool is_head = marker == JPEG_APP0 || marker == JPEG_ADOBE;
    text kept = is_head ? text_slice(segment, 0, 12) : segment;
    size_t length = kept.length + 2 + (marker == JPEG_APP0 ? 2 : 0);
    buffer_add_byte(out, (char)0xFF);
    buffer_add_byte(out, (char)marker);
    buffer_add_byte(out, (char)(length >> 8));
    buffer_add_byte(out, (char)(length & 0xFF));
    buffer_add(out, kept);
    if (marker == JPEG_APP0)
        buffer_add(out, TEXT("\0\0"));     // no small picture
}

// The length of what is coded behind a scan's head: up to the next marker that is none of its own.
static size_t scan_length(text t)
{
    for (size_t i = 0; i + 1 < t.length; i++) {
        unsigned next = byte_at(t, i + 1);
        if (byte_at(t, i) == 0xFF && next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7))
            return i;
    }
    return t.length;
}

typedef struct {
    bool has_frame, has_scan, is_over;
} jpeg_progress;

// Copies one segment to [out] or drops it; false when the file is broken.
static bool read_segment(text *rest, picture *read, jpeg_progress *progress, buffer *out)
{
    while (rest->length > 1 && byte_at(*rest, 0) == 0xFF && byte_at(*rest, 1) == 0xFF)
        *rest = text_from(*rest, 1);
    if (rest->length < 2 || byte_at(*rest, 0) != 0xFF)
        return false;
    unsigned marker = byte_at(*rest, 1);
    if (marker == JPEG_END) {
        buffer_add(out, text_slice(*rest, 0, 2));
        progress->is_over = true;
        return true;
    }
    size_t length = number_at(*rest, 2, 2);
    if (rest->length < 4 || length < 2 || length + 2 > rest->length)
        return false;
    text whole = text_slice(*rest, 0, length + 2), segment = text_from(whole, 4);
    *rest = text_from(*rest, whole.length);
    if (marker == JPEG_EXIF && read->orientation == 1 && text_starts_with(segment, TEXT("Exif")))
        read->orientation = exif_orientation(text_from(segment, 6));
    if (is_frame(marker) && !progress->has_frame) {
        progress->has_frame = true;
        read->height = number_at(segment, 1, 2);
        read->width = number_at(segment, 3, 2);
    }
    if (is_kept(marker, segment))
        add_segment(out, marker, segment);
    if (marker == JPEG_SCAN) {
        size_t coded = scan_length(*rest);
        buffer_add(out, text_slice(*rest, 0, coded));
        *rest = text_from(*rest, coded);
        progress->has_scan = progress->has_scan || coded > 0;
        // A file that was cut off shows what it has.
        if (rest->length == 0) {
            buffer_add(out, TEXT("\xFF\xD9"));
            progress->is_over = true;
        }
    }
    return true;
}

static picture_result read_jpeg(arena *memory, text bytes, picture *read)
{
    text rest = text_from(bytes, 2);
    jpeg_progress progress = { 0 };
    buffer out = { 0 };
    buffer_add(&out, text_slice(bytes, 0, 2));
    bool is_whole = true;
    while (is_whole && !progress.is_over)
        is_whole = read_segment(&rest, read, &progress, &out);
    is_whole = is_whole && progress.has_frame && progress.has_scan;
    if (is_whole)
        read->bytes = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    if (read->orientation > 4) {
        double width = read->width;
        read->width = read->height;
        read->height = width;
    }
    return is_whole ? check_size(read) : PICTURE_BROKEN;
}

text picture_turned_bytes(arena *memory, const picture *of)
{
    if (of->type != PICTURE_JPEG || of->orientation < 2 || of->orientation > 8)
        return of->bytes;
    char exif[] = "\xFF\xE1\x00\x22" "Exif\0\0" "MM\0*\0\0\0\x08" "\0\x01" "\x01\x12\0\x03\0\0\0\x01\0?\0\0" "\0\0\0\0";
    exif[29] = (char)of->orientation;
    text start = text_slice(of->bytes, 0, 2), line = { exif, sizeof exif - 1 };
    return text_join(memory, text_join(memory, start, line), text_from(of->bytes, 2));
}

// ---- PNG

static const text png_start = TEXT_CONSTANT("\x89PNG\r\n\x1a\n");

static bool is_kept_chunk(text name)
{
    static const text kept[] = { TEXT_CONSTANT("IHDR"), TEXT_CONSTANT("PLTE"), TEXT_CONSTANT("IDAT"), TEXT_CONSTANT("IEND"),
                                 TEXT_CONSTANT("gAMA"), TEXT_CONSTANT("cHRM"), TEXT_CONSTANT("sRGB"),
                                 TEXT_CONSTANT("iCCP"), TEXT_CONSTANT("tRNS") };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (text_equals(name, kept[i]))
            return true;
    return false;
}

static picture_result read_png(arena *memory, text bytes, picture *read)
{
    text rest = text_from(bytes, png_start.length);
    bool has_data = false, is_over = false, is_whole = true;
    buffer out = { 0 };
    buffer_add(&out, png_start);
    while (is_whole && !is_over) {
        size_t length = number_at(rest, 0, 4);
        is_whole = rest.length >= 12 && length <= rest.length - 12;
        if (!is_whole)
            break;
        text chunk = text_slice(rest, 0, length + 12), name = text_slice(rest, 4, 8);
        rest = text_from(rest, chunk.length);
        if (text_equals(name, TEXT("IHDR")) && length == 13) {
            read->width = number_at(chunk, 8, 4);
            read->height = number_at(chunk, 12, 4);
        }
        has_data = has_data || text_equals(name, TEXT("IDAT"));
        is_over = text_equals(name, TEXT("IEND"));
        if (is_kept_chunk(name))
            buffer_add(&out, chunk);
    }
    is_whole = is_whole && has_data;
    if (is_whole)
        read->bytes = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return is_whole ? check_size(read) : PICTURE_BROKEN;
}

// ---- SVG

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// What stands before the root element is skipped; true when that is <svg>.
static bool find_svg(text bytes, text *root)
{
    text rest = bytes;
    if (text_starts_with(rest, TEXT("\xEF\xBB\xBF")))
        rest = text_from(rest, 3);
    for (;;) {
        while (rest.length > 0 && is_white(rest.bytes[0]))
            rest = text_from(rest, 1);
        text end = text_starts_with(rest, TEXT("<!--")) ? TEXT("-->")
                   : text_starts_with(rest, TEXT("<?")) ? TEXT("?>")
                   : text_starts_with(rest, TEXT("<!")) ? TEXT(">")
                                                        : TEXT("");
        if (text_is_empty(end))
            break;
        size_t found = text_find(rest, end, 2);
        if (found == TEXT_NOT_FOUND)
            return false;
        rest = text_from(rest, found + end.length);
    }
    size_t end = text_find_byte(rest, '>', 0);
    bool is_svg = text_starts_with(rest, TEXT("<svg")) && rest.length > 4 && end != TEXT_NOT_FOUND &&
                  (is_white(rest.bytes[4]) || rest.bytes[4] == '>' || rest.bytes[4] == '/');
    *root = text_slice(rest, 0, end);
    return is_svg;
}

static text attribute(text root, text name)
{
    for (size_t at = 0; (at = text_find(root, name, at)) != TEXT_NOT_FOUND; at += name.length) {
        text rest = text_from(root, at + name.length);
        bool is_name = at > 0 && is_white(root.bytes[at - 1]);
        while (rest.length > 0 && is_white(rest.bytes[0]))
            rest = text_from(rest, 1);
        if (!is_name || !text_starts_with(rest, TEXT("=")))
            continue;
        rest = text_from(rest, 1);
        while (rest.length > 0 && is_white(rest.bytes[0]))
            rest = text_from(rest, 1);
        if (rest.length == 0 || (rest.bytes[0] != '"' && rest.bytes[0] != '\''))
            continue;
        return text_slice(rest, 1, text_find_byte(rest, rest.bytes[0], 1));
    }
    return (text){ 0 };
}

// A number at the front of [rest], with what follows left in it; not below zero.
static bool take_number(text *rest, double *number)
{
    while (rest->length > 0 && (is_white(rest->bytes[0]) || rest->bytes[0] == ','))
        *rest = text_from(*rest, 1);
    double whole = 0, part = 0, scale = 1;
    size_t digits = 0, i = 0;
    bool is_negative = rest->length > 0 && rest->bytes[0] == '-';
    for (i = is_negative ? 1 : 0; i < rest->length; i++) {
        char c = rest->bytes[i];
        if (c == '.' && scale == 1) {
            scale = 0.1;
        } else if (c >= '0' && c <= '9') {
            digits++;
            if (scale == 1)
                whole = whole * 10 + (c - '0');
            else {
                part += (c - '0') * scale;
                scale /= 10;
            }
        } else {
            break;
        }
    }
    *rest = text_from(*rest, i);
    *number = is_negative ? -(whole + part) : whole + part;
    return digits > 0 && isfinite(*number);
}

static double length_of(text root, text name)
{
    text written = attribute(root, name);
    double number = 0;
    if (!take_number(&written, &number) || (!text_is_empty(written) && !text_equals(written, TEXT("px"))))
        return 0;
    return number;
}

static picture_result read_svg(text bytes, text root, picture *read)
{
    if (bytes.length > MOST_SVG_BYTES)
        return PICTURE_TOO_LARGE;
    size_t fault = 0;
    if (unicode_check(bytes, &fault) == UNICODE_MALFORMED)
        return PICTURE_BROKEN;
    read->bytes = bytes;
    read->width = length_of(root, TEXT("width"));
    read->height = length_of(root, TEXT("height"));
    text box = attribute(root, TEXT("viewBox"));
    double sides[4] = { 0 };
    for (size_t i = 0; i < 4; i++)
        if (!take_number(&box, &sides[i]))
            break;
    if (sides[2] > 0 && sides[3] > 0 && (read->width <= 0 || read->height <= 0)) {
        double ratio = sides[3] / sides[2];
        if (read->width > 0)
            read->height = read->width * ratio;
        else if (read->height > 0)
            read->width = read->height / ratio;
        else {
            read->width = sides[2];
            read->height = sides[3];
        }
    }
    return read->width > 0 && read->height > 0 && isfinite(read->width) && isfinite(read->height) ? PICTURE_FINE
                                                                                                    : PICTURE_BROKEN;
}

picture_result picture_read(arena *memory, text bytes, picture *read)
{
    *read = (picture){ .orientation = 1 };
    text root;
    if (bytes.length > MOST_BYTES)
        return PICTURE_TOO_LARGE;
    if (byte_at(bytes, 0) == 0xFF && byte_at(bytes, 1) == JPEG_START) {
        read->type = PICTURE_JPEG;
        return read_jpeg(memory, bytes, read);
    }
    if (text_starts_with(bytes, png_start)) {
        read->type = PICTURE_PNG;
        return read_png(memory, bytes, read);
    }
    read->type = PICTURE_SVG;
    return find_svg(bytes, &root) ? read_svg(bytes, root, read) : PICTURE_UNKNOWN_FORMAT;
}
