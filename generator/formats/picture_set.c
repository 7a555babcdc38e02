#include "formats/picture_set.h"

#include "base/digest.h"
#include "formats/picture.h"

static const size_t widths[PICTURE_WIDTHS] = { 480, 960, 1600 };
enum { MOST_HEIGHT = 4800, MOST_SOURCE_SIDE = 6000, JPEG_QUALITY = 80, WEBP_QUALITY = 78, SOURCE_QUALITY = 92 };

// ---- Sizes

// A picture that is very tall is narrower than the widest.
static size_t widest_of(const raster_origin *from)
{
    size_t most = widths[PICTURE_WIDTHS - 1];
    if (from->height * most > MOST_HEIGHT * from->width)
        most = MOST_HEIGHT * from->width / from->height;
    most = most > 0 ? most : 1;
    return from->width < most ? from->width : most;
}

// The widths that are clearly smaller than the picture, and the widest it has.
static void choose_sizes(const raster_origin *from, picture_set *made)
{
    size_t widest = widest_of(from);
    for (size_t i = 0; i < PICTURE_WIDTHS; i++)
        if (widths[i] * 5 <= widest * 4)
            made->variants[made->count++].width = widths[i];
    made->variants[made->count++].width = widest;
    for (size_t i = 0; i < made->count; i++) {
        picture_variant *variant = &made->variants[i];
        variant->height = (variant->width * from->height + from->width / 2) / from->width;
        variant->height = variant->height > 0 ? variant->height : 1;
    }
}

// ---- Writing

typedef struct {
    arena *memory;
    const raster *pixels;
    const raster_origin *origin;
    bool is_lossless;
} set_maker;

static text taken(arena *memory, buffer *out)
{
    text made = text_copy(memory, buffer_text(out));
    buffer_free(out);
    return made;
}

static void write_variant(const set_maker *with, picture_variant *into)
{
    arena scratch = { 0 };
    raster scaled = *with->pixels;
    buffer plain = { 0 }, webp = { 0 };
    if (scaled.width != into->width || scaled.height != into->height)
        scaled = raster_scaled(&scratch, with->pixels, into->width, into->height);
    if (with->is_lossless)
        raster_write_png(&scaled, &plain);
    else
        raster_write_jpeg(&scaled, JPEG_QUALITY, &plain);
    raster_write_webp(&scaled, with->is_lossless, WEBP_QUALITY, &webp);
    into->plain = taken(with->memory, &plain);
    into->webp = taken(with->memory, &webp);
    arena_free(&scratch);
}

static void leave_out_larger_webp(picture_set *made)
{
    size_t plain = 0, webp = 0;
    bool are_there = true;
    for (size_t i = 0; i < made->count; i++) {
        plain += made->variants[i].plain.length;
        webp += made->variants[i].webp.length;
        are_there = are_there && made->variants[i].webp.length > 0;
    }
    for (size_t i = 0; i < made->count && (!are_there || webp >= plain); i++)
        made->variants[i].webp = (text){ 0 };
}

static void write_all(const set_maker *with, picture_set *made)
{
    made->is_png = with->is_lossless;
    for (size_t i = 0; i < made->count; i++)
        write_variant(with, &made->variants[i]);
    leave_out_larger_webp(made);
    text hash = digest_sha256(with->memory, made->variants[made->count - 1].plain);
    made->stamp = text_slice(hash, 0, PICTURE_STAMP);
}

// ---- For those who build the site from a kit

static text source_anew(arena *memory, text bytes, const raster_origin *origin)
{
    arena scratch = { 0 };
    raster pixels;
    raster_origin ignored;
    buffer out = { 0 };
    bool is_jpeg = origin->format == RASTER_JPEG;
    raster_read(&scratch, bytes, is_jpeg ? MOST_SOURCE_SIDE : 0, &pixels, &ignored);
    if (is_jpeg)
        raster_write_jpeg(&pixels, SOURCE_QUALITY, &out);
    else if (origin->format == RASTER_PNG || !raster_write_webp(&pixels, origin->is_lossless, SOURCE_QUALITY, &out))
        raster_write_png(&pixels, &out);
    arena_free(&scratch);
    return taken(memory, &out);
}

static text source_of(arena *memory, text bytes, const raster_origin *origin)
{
    picture cleaned;
    bool is_usable = origin->is_plain && picture_read(memory, bytes, &cleaned) == PICTURE_FINE;
    return is_usable ? picture_turned_bytes(memory, &cleaned) : source_anew(memory, bytes, origin);
}

// ---- Together

raster_fault picture_set_make(arena *memory, text bytes, picture_set_extent wanted, picture_set *made)
{
    arena scratch = { 0 };
    raster pixels;
    raster_origin origin;
    *made = (picture_set){ 0 };
    raster_fault fault = raster_read(&scratch, bytes, wanted == SET_SIZES ? 1 : widths[PICTURE_WIDTHS - 1], &pixels, &origin);
    if (fault == RASTER_FINE) {
        bool is_drawn = origin.has_alpha || (origin.is_lossless && raster_is_drawn(&pixels));
        set_maker with = { memory, &pixels, &origin, is_drawn };
        choose_sizes(&origin, made);
        if (wanted != SET_SIZES)
            write_all(&with, made);
    }
    arena_free(&scratch);
    if (fault == RASTER_FINE && wanted == SET_WITH_SOURCE)
        made->source = source_of(memory, bytes, &origin);
    return fault;
}

const char *picture_fault_words(raster_fault fault)
{
    switch (fault) {
    case RASTER_OTHER_FORMAT: return "save the picture as JPEG, PNG or WebP";
    case RASTER_CUT_OFF: return "the end of the file is missing; copy the picture here again";
    case RASTER_TOO_LARGE: return "a picture may have 40 MiB, 50 million pixels and 30,000 pixels a side; make it smaller";
    case RASTER_MOVES: return "moving pictures are not published; save one still picture as JPEG, PNG or WebP";
    default: return "the file is damaged; open it in a picture program and save it again as JPEG or PNG";
    }
}

const char *picture_format_name(text bytes)
{
    static const struct { size_t offset; text sign; const char *name; } known[] = {
        { 4, TEXT_CONSTANT("ftyphei"), "HEIC" }, { 4, TEXT_CONSTANT("ftyphev"), "HEIC" }, { 4, TEXT_CONSTANT("ftypmif"), "HEIC" },
        { 4, TEXT_CONSTANT("ftypmsf"), "HEIC" }, { 4, TEXT_CONSTANT("ftypavif"), "AVIF" }, { 4, TEXT_CONSTANT("ftypavis"), "AVIF" },
        { 4, TEXT_CONSTANT("ftyp"), "video" }, { 0, TEXT_CONSTANT("GIF8"), "GIF" }, { 0, TEXT_CONSTANT("BM"), "BMP" },
        { 0, TEXT_CONSTANT("\0\0\0\x0CJXL "), "JPEG XL" }, { 0, TEXT_CONSTANT("\xFF\x0A"), "JPEG XL" },
        { 0, TEXT_CONSTANT("\0\0\0\x0CjP  "), "JPEG 2000" }, { 0, TEXT_CONSTANT("8BPS"), "Photoshop" },
        { 0, TEXT_CONSTANT("II*\0"), "TIFF" }, { 0, TEXT_CONSTANT("MM\0*"), "TIFF" }, { 0, TEXT_CONSTANT("II+\0"), "TIFF" },
        { 0, TEXT_CONSTANT("MM\0+"), "TIFF" }, { 0, TEXT_CONSTANT("%PDF-"), "PDF" },
        { 0, TEXT_CONSTANT("<svg"), "SVG" }, { 0, TEXT_CONSTANT("<?xml"), "SVG" }, { 0, TEXT_CONSTANT("\xFF\xD8\xFF"), "JPEG" },
        { 0, TEXT_CONSTANT("\x89PNG"), "PNG" }, { 8, TEXT_CONSTANT("WEBP"), "WebP" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_starts_with(text_from(bytes, known[i].offset), known[i].sign))
            return known[i].name;
    return NULL;
}

// ---- Kept

void picture_set_store(const picture_set *of, buffer *out)
{
    record_add_number(out, of->is_png);
    record_add_number(out, of->count);
    for (size_t i = 0; i < of->count; i++) {
        record_add_number(out, of->variants[i].width);
        record_add_number(out, of->variants[i].height);
        record_add_text(out, of->variants[i].plain);
        record_add_text(out, of->variants[i].webp);
    }
    record_add_text(out, of->stamp);
    record_add_text(out, of->source);
}

static bool is_stamp(text said)
{
    bool fine = said.length == PICTURE_STAMP;
    for (size_t i = 0; fine && i < said.length; i++)
        fine = (said.bytes[i] >= '0' && said.bytes[i] <= '9') || (said.bytes[i] >= 'a' && said.bytes[i] <= 'f');
    return fine;
}

static bool is_picture(text bytes, raster_format wanted)
{
    raster_format format;
    return raster_is_known(bytes, &format) && format == wanted;
}

// What is kept may have come with a site from somebody else.
static bool could_be_ours(const picture_set *read)
{
    bool fine = is_stamp(read->stamp);
    for (size_t i = 0; fine && i < read->count; i++) {
        const picture_variant *variant = &read->variants[i];
        size_t narrower = i > 0 ? read->variants[i - 1].width : 0;
        fine = variant->width > narrower && variant->width <= RASTER_MOST_SIDE && variant->height > 0
            && variant->height <= RASTER_MOST_SIDE && is_picture(variant->plain, read->is_png ? RASTER_PNG : RASTER_JPEG)
            && (variant->webp.length == 0 || is_picture(variant->webp, RASTER_WEBP));
    }
    return fine;
}

bool picture_set_restore(text stored, picture_set *read)
{
    *read = (picture_set){ .is_png = record_take_number(&stored) != 0 };
    read->count = (size_t)record_take_number(&stored);
    if (stored.bytes == NULL || read->count < 1 || read->count > PICTURE_WIDTHS)
        return false;
    for (size_t i = 0; i < read->count; i++) {
        read->variants[i].width = (size_t)record_take_number(&stored);
        read->variants[i].height = (size_t)record_take_number(&stored);
        read->variants[i].plain = record_take_text(&stored);
        read->variants[i].webp = record_take_text(&stored);
    }
    read->stamp = record_take_text(&stored);
    read->source = record_take_text(&stored);
    return stored.bytes != NULL && could_be_ours(read);
}
