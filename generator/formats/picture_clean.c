// Pictures that are passed on as they are, without what stands beside the picture in their files.
#include "formats/picture.h"

#include "base/buffer.h"

// A WebP file is "RIFF", its length, "WEBP", and chunks: four letters, a length, as many bytes, one more when they are odd.
enum { CHUNK_HEAD = 8, FILE_HEAD = 12, EXTENDED_BYTES = 10, HAS_EXIF = 8, HAS_XMP = 4 };

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

static bool is_of_picture(text name)
{
    static const char *const kept[] = { "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP" };
    bool is = false;
    for (size_t i = 0; i < sizeof kept / sizeof *kept && !is; i++)
        is = text_equals(name, text_of(kept[i]));
    return is;
}

// The chunks of the picture; false when the file is no whole WebP.
static bool copy_chunks(text rest, buffer *out)
{
    while (rest.length >= CHUNK_HEAD) {
        text name = text_slice(rest, 0, 4);
        size_t length = number_at(rest, 4), whole = CHUNK_HEAD + length + length % 2;
        if (length > rest.length - CHUNK_HEAD)
            return false;
        text chunk = text_slice(rest, 0, whole);
        bool is_head = text_equals(name, TEXT("VP8X")) && length >= EXTENDED_BYTES;
        if (is_head) {      // its first byte tells what else there is
            buffer_add(out, text_slice(chunk, 0, CHUNK_HEAD));
            buffer_add_byte(out, (char)(chunk.bytes[CHUNK_HEAD] & ~(HAS_EXIF | HAS_XMP)));
            buffer_add(out, text_from(chunk, CHUNK_HEAD + 1));
        } else if (is_of_picture(name)) {
            buffer_add(out, chunk);
        }
        if (chunk.length < whole && is_of_picture(name))
            buffer_add_byte(out, '\0');
        rest = text_from(rest, whole);
    }
    return true;
}

static text webp_cleaned(arena *memory, text bytes)
{
    buffer chunks = { 0 }, out = { 0 };
    size_t length = number_at(bytes, 4);
    bool is_whole = length >= 4 && length <= bytes.length - 8
                 && copy_chunks(text_slice(bytes, FILE_HEAD, 8 + length), &chunks) && chunks.length > 0;
    if (is_whole) {
        buffer_add(&out, TEXT("RIFF"));
        put_number(&out, chunks.length + 4);
        buffer_add(&out, TEXT("WEBP"));
        buffer_add(&out, buffer_text(&chunks));
    }
    text made = is_whole ? text_copy(memory, buffer_text(&out)) : bytes;
    buffer_free(&chunks);
    buffer_free(&out);
    return made;
}

text picture_cleaned(arena *memory, text bytes)
{
    picture read;
    if (bytes.length > FILE_HEAD && text_starts_with(bytes, TEXT("RIFF")) && text_equals(text_slice(bytes, 8, FILE_HEAD), TEXT("WEBP")))
        return webp_cleaned(memory, bytes);
    bool is_cleaned = picture_read(memory, bytes, &read) == PICTURE_FINE && read.type != PICTURE_SVG;
    return is_cleaned ? picture_turned_bytes(memory, &read) : bytes;
}
