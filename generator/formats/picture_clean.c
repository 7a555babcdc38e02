// Pictures that are passed on as they are, without what stands beside the picture in their files.
#include "formats/picture.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "formats/picture_set.h"

#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

// ---- WebP: "RIFF", its length, "WEBP", and chunks: four letters, a length, as many bytes, one more when they are odd

enum { CHUNK_HEAD = 8, FILE_HEAD = 12, EXTENDED_BYTES = 10, MOTION_BYTES = 6, FRAME_HEAD = 16, HAS_EXIF = 8, HAS_XMP = 4 };

static size_t number_at(text bytes, size_t offset)
{
    size_t number = 0;
    for (size_t i = 4; i-- > 0;)
        number = number << 8 | (unsigned char)bytes.bytes[offset + i];
    return number;
}

static void put_number(buffer *out, size_t number)
{
    for (size_t i = 0; i < 4; i++)
        buffer_add_byte(out, (char)(number >> 8 * i & 255));
}

static void put_chunk(buffer *out, text name, text contents)
{
    buffer_add(out, name);
    put_number(out, contents.length);
    buffer_add(out, contents);
    if (contents.length % 2 == 1)
        buffer_add_byte(out, '\0');
}

static bool is_still_picture(text name)
{
    return text_equals(name, TEXT("VP8 ")) || text_equals(name, TEXT("VP8L"));
}

static bool copy_chunks(text rest, bool in_frame, buffer *out);

// One picture of several: where it stands and how long, and chunks of its own.
static bool copy_frame(text contents, buffer *out)
{
    buffer frame = { 0 };
    buffer_add(&frame, text_slice(contents, 0, FRAME_HEAD));
    bool is_whole = contents.length >= FRAME_HEAD && copy_chunks(text_from(contents, FRAME_HEAD), true, &frame);
    put_chunk(out, TEXT("ANMF"), buffer_text(&frame));
    buffer_free(&frame);
    return is_whole;
}

// False when there is less of it than its head needs. The first byte tells what else the file holds.
static bool copy_extended_head(text contents, buffer *out)
{
    if (contents.length < EXTENDED_BYTES)
        return false;
    char head[EXTENDED_BYTES];
    for (size_t i = 0; i < EXTENDED_BYTES; i++)
        head[i] = contents.bytes[i];
    head[0] = (char)(head[0] & ~(HAS_EXIF | HAS_XMP));
    put_chunk(out, TEXT("VP8X"), (text){ head, EXTENDED_BYTES });
    return true;
}

// The chunks of the picture; false when they are not whole, or there is none.
static bool copy_chunks(text rest, bool in_frame, buffer *out)
{
    bool is_whole = true, has_picture = false;
    while (is_whole && rest.length >= CHUNK_HEAD) {
        text name = text_slice(rest, 0, 4);
        size_t length = number_at(rest, 4);
        if (length > rest.length - CHUNK_HEAD)
            return false;
        text contents = text_slice(rest, CHUNK_HEAD, CHUNK_HEAD + length);
        bool is_frame = !in_frame && text_equals(name, TEXT("ANMF"));
        has_picture = has_picture || is_frame || is_still_picture(name);
        if (is_frame)
            is_whole = copy_frame(contents, out);
        else if (is_still_picture(name) || text_equals(name, TEXT("ALPH")) || (!in_frame && text_equals(name, TEXT("ICCP"))))
            put_chunk(out, name, contents);
        else if (!in_frame && text_equals(name, TEXT("ANIM")))
            put_chunk(out, name, text_slice(contents, 0, MOTION_BYTES));
        else if (!in_frame && text_equals(name, TEXT("VP8X")))
            is_whole = copy_extended_head(contents, out);
        rest = text_from(rest, CHUNK_HEAD + length + length % 2);
    }
    return is_whole && has_picture;
}

static bool is_webp(text bytes)
{
    return bytes.length >= FILE_HEAD && text_starts_with(bytes, TEXT("RIFF")) && text_equals(text_slice(bytes, 8, FILE_HEAD), TEXT("WEBP"));
}

static bool copy_webp(text bytes, buffer *out)
{
    buffer chunks = { 0 };
    size_t length = number_at(bytes, 4);
    bool is_whole = length >= 4 && length <= bytes.length - 8 && copy_chunks(text_slice(bytes, FILE_HEAD, 8 + length), false, &chunks);
    buffer_add(out, TEXT("RIFF"));
    put_number(out, chunks.length + 4);
    buffer_add(out, TEXT("WEBP"));
    buffer_add(out, buffer_text(&chunks));
    buffer_free(&chunks);
    return is_whole;
}

// ---- GIF: a head with the size, colours, and blocks; what is long stands in parts, each behind its length, the last of none

enum { GIF_HEAD = 13, GIF_IMAGE = 0x2C, GIF_IMAGE_HEAD = 10, GIF_MORE = 0x21, GIF_CONTROL = 0xF9, GIF_PROGRAM = 0xFF, GIF_END = 0x3B };

// The bytes of a table of colours, as the byte says that stands before it.
static size_t colours_length(char flags)
{
    return (flags & 0x80) != 0 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

// What is long, with the part that ends it; 0 when it is not whole.
static size_t parts_length(text rest)
{
    size_t at = 0;
    while (at < rest.length && rest.bytes[at] != 0)
        at += 1 + (size_t)(unsigned char)rest.bytes[at];
    return at < rest.length ? at + 1 : 0;
}

// How the picture is shown, and how often when it moves; comments and what programs add tell more.
static bool is_kept_block(text block)
{
    unsigned char label = (unsigned char)block.bytes[1];
    return label == GIF_CONTROL || (label == GIF_PROGRAM && text_equals(text_slice(block, 2, 14), TEXT("\x0BNETSCAPE2.0")));
}

// Takes the next block; false when it is not whole or unknown.
static bool copy_block(text *rest, bool *has_picture, buffer *out)
{
    bool is_picture = rest->bytes[0] == GIF_IMAGE && rest->length >= GIF_IMAGE_HEAD;
    if (!is_picture && (rest->bytes[0] != GIF_MORE || rest->length < 2))
        return false;
    size_t before = is_picture ? GIF_IMAGE_HEAD + colours_length(rest->bytes[GIF_IMAGE_HEAD - 1]) + 1 : 2;
    size_t parts = before < rest->length ? parts_length(text_from(*rest, before)) : 0;
    text block = text_slice(*rest, 0, before + parts);
    if (is_picture || (parts > 0 && is_kept_block(block)))
        buffer_add(out, block);
    *has_picture = *has_picture || is_picture;
    *rest = text_from(*rest, block.length);
    return parts > 0;
}

static bool copy_gif(text bytes, buffer *out)
{
    if (bytes.length < GIF_HEAD)
        return false;
    size_t head = GIF_HEAD + colours_length(bytes.bytes[10]);
    bool is_whole = true, has_picture = false;
    text rest = text_from(bytes, head);
    buffer_add(out, text_slice(bytes, 0, head));
    while (is_whole && rest.length > 0 && rest.bytes[0] != GIF_END)
        is_whole = copy_block(&rest, &has_picture, out);
    buffer_add_byte(out, GIF_END);
    return is_whole && has_picture && rest.length > 0;
}

// ---- Files

// Formats in which telephones, cameras and picture programs write where, when and by whom, and which are not read here.
static bool may_tell_of_people(text bytes)
{
    static const char *const formats[] = { "HEIC", "AVIF", "TIFF", "JPEG XL", "JPEG 2000", "Photoshop" };
    const char *name = picture_format_name(bytes);
    for (size_t i = 0; name != NULL && i < COUNT(formats); i++)
        if (text_equals(text_of(name), text_of(formats[i])))
            return true;
    return false;
}

static picture_result copy_whole(arena *memory, bool copy(text, buffer *), text bytes, text *cleaned)
{
    buffer out = { 0 };
    bool is_whole = copy(bytes, &out);
    if (is_whole)
        *cleaned = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return is_whole ? PICTURE_FINE : PICTURE_BROKEN;
}

picture_result picture_cleaned(arena *memory, text bytes, text *cleaned)
{
    picture read;
    *cleaned = (text){ 0 };
    if (is_webp(bytes))
        return copy_whole(memory, copy_webp, bytes, cleaned);
    if (text_starts_with(bytes, TEXT("GIF8")))
        return copy_whole(memory, copy_gif, bytes, cleaned);
    if (may_tell_of_people(bytes))
        return PICTURE_UNKNOWN_FORMAT;
    bool is_read = text_starts_with(bytes, TEXT("\xFF\xD8")) || text_starts_with(bytes, TEXT("\x89PNG"));
    picture_result result = is_read ? picture_read(memory, bytes, &read) : PICTURE_FINE;
    if (result == PICTURE_FINE)
        *cleaned = is_read ? picture_turned_bytes(memory, &read) : bytes;
    return result == PICTURE_UNKNOWN_FORMAT ? PICTURE_BROKEN : result;
}

const char *picture_uncleaned_words(picture_result why)
{
    static const raster_fault faults[] = { RASTER_FINE, RASTER_OTHER_FORMAT, RASTER_BROKEN, RASTER_TOO_LARGE };
    return picture_fault_words(faults[why]);
}

// ---- Texts that hold files: "data:image/jpeg;base64,/9j/4AAQ..."

static const text base64_sign = TEXT_CONSTANT("base64,");

// Where the first of such files begins behind [from].
static size_t find_base64(text in, size_t from)
{
    for (size_t at = from; (at = text_find_byte(in, ',', at)) != TEXT_NOT_FOUND;) {
        at++;
        if (at >= base64_sign.length && strncasecmp(in.bytes + at - base64_sign.length, base64_sign.bytes, base64_sign.length) == 0)
            return at;
    }
    return TEXT_NOT_FOUND;
}

static int base64_digit(char sign)
{
    if (sign >= 'A' && sign <= 'Z')
        return sign - 'A';
    if (sign >= 'a' && sign <= 'z')
        return sign - 'a' + 26;
    return sign >= '0' && sign <= '9' ? sign - '0' + 52 : sign == '+' ? 62 : sign == '/' ? 63 : -1;
}

// What the digits at the front of [rest] say; it then stands at the first sign that is none.
static text take_base64(arena *memory, text *rest)
{
    buffer out = { 0 };
    unsigned bits = 0;
    size_t digits = 0, i = 0;
    for (; i < rest->length; i++) {
        char sign = rest->bytes[i];
        int digit = base64_digit(sign);
        if (digit < 0 && sign != '=' && sign != ' ' && sign != '\n' && sign != '\r' && sign != '\t')
            break;
        if (digit < 0)
            continue;
        bits = (bits << 6 | (unsigned)digit) & 0xFFFFFF;
        if (digits++ % 4 != 0)
            buffer_add_byte(&out, (char)(bits >> (6 - 2 * ((digits - 1) % 4)) & 255));
    }
    *rest = text_from(*rest, i);
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

// Digits of which some are written by another sign, so that their end is not where it seems.
static bool goes_on(text rest)
{
    return text_starts_with(rest, TEXT("\\")) || text_starts_with(rest, TEXT("%")) || text_starts_with(rest, TEXT("&#"));
}

static picture_result clean_text(arena *memory, text written, text *cleaned)
{
    buffer out = { 0 };
    size_t copied = 0;
    picture_result result = PICTURE_FINE;
    for (size_t at = 0; result == PICTURE_FINE && (at = find_base64(written, at)) != TEXT_NOT_FOUND;) {
        text rest = text_from(written, at), clean, held = take_base64(memory, &rest);
        result = picture_file_cleaned(memory, held, &clean);
        bool is_changed = result == PICTURE_FINE && !text_equals(clean, held);
        if (is_changed && goes_on(rest))
            result = PICTURE_BROKEN;
        if (is_changed) {
            buffer_add(&out, text_slice(written, copied, at));
            buffer_add_base64(&out, clean);
            copied = written.length - rest.length;
        }
        at = written.length - rest.length;
    }
    if (copied > 0)
        buffer_add(&out, text_from(written, copied));
    *cleaned = result != PICTURE_FINE ? (text){ 0 } : copied > 0 ? text_copy(memory, buffer_text(&out)) : written;
    buffer_free(&out);
    return result;
}

picture_result picture_file_cleaned(arena *memory, text bytes, text *cleaned)
{
    size_t offset;
    picture_result result = picture_cleaned(memory, bytes, cleaned);
    bool is_text = result == PICTURE_FINE && find_base64(bytes, 0) != TEXT_NOT_FOUND && unicode_check(bytes, &offset) == UNICODE_FINE;
    return is_text ? clean_text(memory, bytes, cleaned) : result;
}
