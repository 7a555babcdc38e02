// A photo: read as pixels, made smaller, and written in every format. The name of its orientation is tried as well.
#include "fuzz.h"

#include "formats/exif.h"
#include "formats/picture.h"
#include "formats/raster.h"

// Larger ones are fine, but take the time of many.
enum { SIDE_MOST = 160 };

static void prepare(void)
{
}

static bool is_small(text input)
{
    picture described;
    arena scratch = { 0 };
    // WebP says its size in 14 bits or in 24 at a fixed place; what is too large is seen by those who read it.
    bool is_webp = text_starts_with(input, TEXT("RIFF"));
    bool is = is_webp ? input.length < 2000 || input.bytes[15] == 'X'
            : picture_read(&scratch, input, &described) != PICTURE_FINE
              || (described.width <= SIDE_MOST && described.height <= SIDE_MOST);
    arena_free(&scratch);
    return is;
}

static void write_all(const raster *of)
{
    buffer out = { 0 };
    raster again;
    raster_origin origin;
    raster_write_jpeg(of, 80, &out);
    require(raster_read(&memory, buffer_text(&out), 0, &again, &origin) == RASTER_FINE);
    require(again.width == of->width && again.height == of->height);
    buffer_clear(&out);
    raster_write_png(of, &out);
    require(raster_read(&memory, buffer_text(&out), 0, &again, &origin) == RASTER_FINE);
    require(again.width == of->width && again.height == of->height);
    require(memcmp(again.pixels, of->pixels, 4 * of->width * of->height) == 0 || raster_has_alpha(of));
    buffer_free(&out);
}

static void try_input(text input)
{
    raster read;
    raster_origin origin;
    raster_format format;
    int turned = exif_orientation(input);
    require(turned >= 1 && turned <= 8);
    if (!raster_is_known(input, &format) || !is_small(input))
        return;
    if (raster_read(&memory, input, 0, &read, &origin) != RASTER_FINE)
        return;
    require(read.width > 0 && read.height > 0 && origin.format == format);
    require(raster_has_alpha(&read) == origin.has_alpha);
    raster_is_drawn(&read);
    if (read.width > SIDE_MOST || read.height > SIDE_MOST)
        return;
    raster smaller = raster_scaled(&memory, &read, (read.width + 1) / 2, (read.height + 1) / 2);
    write_all(&smaller);
}
