// PNG, by libpng.
#include "formats/exif.h"
#include "formats/raster_parts.h"

#include <string.h>
#include <png.h>

enum { PALETTE = 256 };

typedef struct {
    text rest;
    bool is_cut_off;
} png_source;

_Noreturn static void stop(png_structp in, png_const_charp why)
{
    (void)why;
    png_longjmp(in, 1);
}

static void pass_over(png_structp in, png_const_charp why)
{
    (void)in;
    (void)why;
}

static void take(png_structp in, png_bytep to, size_t length)
{
    png_source *from = png_get_io_ptr(in);
    if (from->rest.length < length) {
        from->is_cut_off = true;
        png_longjmp(in, 1);
    }
    memcpy(to, from->rest.bytes, length);
    from->rest = text_from(from->rest, length);
}

// ---- Reading

// An animation says so before its first picture.
static bool is_animated(text bytes)
{
    size_t moving = text_find(bytes, TEXT("acTL"), 0), data = text_find(bytes, TEXT("IDAT"), 0);
    return moving != TEXT_NOT_FOUND && moving < data;
}

static int orientation_of(png_structp reader, png_infop info)
{
    png_uint_32 length = 0;
    png_bytep bytes = NULL;
    if (png_get_eXIf_1(reader, info, &length, &bytes) == 0)
        return 1;
    return exif_orientation((text){ (const char *)bytes, length });
}

static text profile_of(png_structp reader, png_infop info)
{
    png_charp name;
    png_bytep bytes = NULL;
    png_uint_32 length = 0;
    int method;
    bool is_there = png_get_iCCP(reader, info, &name, &method, &bytes, &length) != 0 && length <= RASTER_MOST_PROFILE;
    return is_there ? (text){ (const char *)bytes, length } : (text){ 0 };
}

// Whatever the file holds becomes red, green, blue and alpha of eight bits.
static void ask_for_pixels(png_structp reader, png_infop info)
{
    double gamma = 0;
    png_set_expand(reader);
    png_set_scale_16(reader);
    png_set_gray_to_rgb(reader);
    png_set_add_alpha(reader, 0xFF, PNG_FILLER_AFTER);
    bool has_gamma = png_get_gAMA(reader, info, &gamma) != 0 && png_get_valid(reader, info, PNG_INFO_sRGB | PNG_INFO_iCCP) == 0;
    if (has_gamma)
        png_set_gamma(reader, PNG_DEFAULT_sRGB, gamma);
    png_set_interlace_handling(reader);
    png_read_update_info(reader, info);
}

static raster_fault decode(png_structp reader, png_infop info, arena *memory, raster *read, raster_origin *origin, int *turned)
{
    png_set_user_limits(reader, RASTER_MOST_SIDE, RASTER_MOST_SIDE);
    png_set_chunk_malloc_max(reader, RASTER_MOST_PROFILE * 2);
    png_set_chunk_cache_max(reader, 1000);
    png_read_info(reader, info);
    origin->width = png_get_image_width(reader, info);
    origin->height = png_get_image_height(reader, info);
    if (!raster_size_is_fine(origin->width, origin->height))
        return RASTER_TOO_LARGE;
    bool is_grey = (png_get_color_type(reader, info) & PNG_COLOR_MASK_COLOR) == 0;
    ask_for_pixels(reader, info);
    *read = raster_new(memory, origin->width, origin->height);
    png_bytepp rows = ARENA_NEW(memory, png_bytep, origin->height);
    for (size_t y = 0; y < origin->height; y++)
        rows[y] = read->pixels + 4 * y * read->width;
    png_read_image(reader, rows);
    png_read_end(reader, info);
    *turned = orientation_of(reader, info);
    if (!is_grey)
        raster_convert_rgb(profile_of(reader, info), read);
    origin->is_lossless = true;
    return RASTER_FINE;
}

// The size is told even by a file that libpng finds too large to go on with.
static bool is_too_large(text bytes)
{
    size_t sides[2] = { 0 };
    for (size_t i = 0; i < 8 && 16 + i < bytes.length; i++)
        sides[i / 4] = sides[i / 4] << 8 | (unsigned char)bytes.bytes[16 + i];
    return sides[0] > 0 && sides[1] > 0 && !raster_size_is_fine(sides[0], sides[1]);
}

raster_fault raster_read_png(arena *memory, text bytes, raster *read, raster_origin *origin, int *turned)
{
    png_source from = { bytes, false };
    if (is_too_large(bytes))
        return RASTER_TOO_LARGE;
    if (is_animated(bytes))
        return RASTER_MOVES;
    png_structp reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, stop, pass_over);
    png_infop info = reader != NULL ? png_create_info_struct(reader) : NULL;
    if (info == NULL)
        memory_exhausted();
    volatile raster_fault fault = RASTER_BROKEN;
    if (setjmp(png_jmpbuf(reader)) == 0) {
        png_set_read_fn(reader, &from, take);
        fault = decode(reader, info, memory, read, origin, turned);
    }
    png_destroy_read_struct(&reader, &info, NULL);
    return fault == RASTER_BROKEN && from.is_cut_off ? RASTER_CUT_OFF : fault;
}

// ---- Writing

static void put(png_structp in, png_bytep bytes, size_t length)
{
    buffer_add(png_get_io_ptr(in), (text){ (const char *)bytes, length });
}

static void flush(png_structp in)
{
    (void)in;
}

typedef struct {
    unsigned char colours[PALETTE][4];
    size_t count;
} palette;

static size_t place_in(const palette *of, const unsigned char *colour)
{
    for (size_t i = 0; i < of->count; i++)
        if (memcmp(of->colours[i], colour, 4) == 0)
            return i;
    return of->count;
}

// The numbers of the pixels' colours, where there are few; NULL where there are too many.
static unsigned char *numbers_of(arena *memory, const raster *of, palette *found)
{
    unsigned char *numbers = ARENA_NEW(memory, unsigned char, of->width * of->height);
    size_t last = 0;
    for (size_t i = 0; i < of->width * of->height; i++) {
        const unsigned char *colour = of->pixels + 4 * i;
        if (found->count == 0 || memcmp(found->colours[last], colour, 4) != 0)
            last = place_in(found, colour);
        if (last == PALETTE)
            return NULL;
        if (last == found->count)
            memcpy(found->colours[found->count++], colour, 4);
        numbers[i] = (unsigned char)last;
    }
    return numbers;
}

static void set_palette(png_structp writer, png_infop info, const palette *of)
{
    png_color colours[PALETTE] = { 0 };
    png_byte alphas[PALETTE] = { 0 };
    int translucent = 0;
    for (size_t i = 0; i < of->count; i++) {
        colours[i] = (png_color){ of->colours[i][0], of->colours[i][1], of->colours[i][2] };
        alphas[i] = of->colours[i][3];
        if (alphas[i] != 255)
            translucent = (int)i + 1;
    }
    png_set_PLTE(writer, info, colours, (int)of->count);
    if (translucent > 0)
        png_set_tRNS(writer, info, alphas, translucent, NULL);
}

typedef struct {
    const raster *of;
    palette colours;
    unsigned char *numbers;     // NULL: more colours than a palette holds
    bool has_alpha;
} png_contents;

static void encode(png_structp writer, png_infop info, const png_contents *put_in)
{
    const raster *of = put_in->of;
    bool has_palette = put_in->numbers != NULL;
    int type = has_palette ? PNG_COLOR_TYPE_PALETTE : put_in->has_alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB;
    png_set_IHDR(writer, info, (png_uint_32)of->width, (png_uint_32)of->height, 8, type, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    if (has_palette)
        set_palette(writer, info, &put_in->colours);
    png_set_compression_level(writer, 9);
    png_write_info(writer, info);
    if (type == PNG_COLOR_TYPE_RGB)
        png_set_filler(writer, 0, PNG_FILLER_AFTER);
    for (size_t y = 0; y < of->height; y++)
        png_write_row(writer, has_palette ? put_in->numbers + y * of->width : of->pixels + 4 * y * of->width);
    png_write_end(writer, info);
}

static void write_contents(const png_contents *put_in, buffer *out)
{
    png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, stop, pass_over);
    png_infop info = writer != NULL ? png_create_info_struct(writer) : NULL;
    // Nothing but memory is missing when pixels are written to memory.
    if (info == NULL || setjmp(png_jmpbuf(writer)) != 0)
        memory_exhausted();
    png_set_write_fn(writer, out, put, flush);
    encode(writer, info, put_in);
    png_destroy_write_struct(&writer, &info);
}

void raster_write_png(const raster *of, buffer *out)
{
    arena scratch = { 0 };
    png_contents *put_in = ARENA_NEW(&scratch, png_contents, 1);
    put_in->of = of;
    put_in->numbers = numbers_of(&scratch, of, &put_in->colours);
    put_in->has_alpha = raster_has_alpha(of);
    write_contents(put_in, out);
    arena_free(&scratch);
}
