// WebP, by libwebp.
#include "formats/exif.h"
#include "formats/raster_parts.h"

#include <webp/decode.h>
#include <webp/encode.h>

// The contents of the first chunk [name]; empty when there is none.
static text chunk_of(text bytes, text name)
{
    size_t at = 12;
    while (at + 8 <= bytes.length) {
        size_t length = 0;
        for (size_t i = 0; i < 4; i++)
            length |= (size_t)(unsigned char)bytes.bytes[at + 4 + i] << (8 * i);
        if (text_equals(text_slice(bytes, at, at + 4), name))
            return text_slice(bytes, at + 8, at + 8 + length);
        at += 8 + length + (length & 1);
    }
    return (text){ 0 };
}

static int orientation_of(text bytes)
{
    text exif = chunk_of(bytes, TEXT("EXIF"));
    return exif_orientation(text_starts_with(exif, TEXT("Exif")) ? text_from(exif, 6) : exif);
}

raster_fault raster_read_webp(arena *memory, text bytes, raster *read, raster_origin *origin, int *turned)
{
    WebPDecoderConfig config;
    const uint8_t *data = (const uint8_t *)bytes.bytes;
    if (!WebPInitDecoderConfig(&config))
        return RASTER_BROKEN;
    VP8StatusCode status = WebPGetFeatures(data, bytes.length, &config.input);
    if (status != VP8_STATUS_OK)
        return status == VP8_STATUS_NOT_ENOUGH_DATA ? RASTER_CUT_OFF : RASTER_BROKEN;
    if (config.input.has_animation)
        return RASTER_MOVES;
    origin->width = (size_t)config.input.width;
    origin->height = (size_t)config.input.height;
    if (!raster_size_is_fine(origin->width, origin->height))
        return RASTER_TOO_LARGE;
    *read = raster_new(memory, origin->width, origin->height);
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = read->pixels;
    config.output.u.RGBA.stride = (int)read->width * 4;
    config.output.u.RGBA.size = read->width * read->height * 4;
    status = WebPDecode(data, bytes.length, &config);
    WebPFreeDecBuffer(&config.output);
    if (status == VP8_STATUS_OUT_OF_MEMORY)
        memory_exhausted();
    if (status != VP8_STATUS_OK)
        return status == VP8_STATUS_NOT_ENOUGH_DATA || status == VP8_STATUS_SUSPENDED ? RASTER_CUT_OFF : RASTER_BROKEN;
    raster_convert_rgb(chunk_of(bytes, TEXT("ICCP")), read);
    origin->is_lossless = config.input.format == 2;
    *turned = orientation_of(bytes);
    return RASTER_FINE;
}

static int put(const uint8_t *bytes, size_t length, const WebPPicture *from)
{
    buffer_add(from->custom_ptr, (text){ (const char *)bytes, length });
    return 1;
}

bool raster_write_webp(const raster *of, bool is_lossless, int quality, buffer *out)
{
    WebPConfig config;
    WebPPicture written;
    if (of->width > WEBP_MAX_DIMENSION || of->height > WEBP_MAX_DIMENSION)
        return false;
    if (!WebPConfigPreset(&config, WEBP_PRESET_PHOTO, (float)quality) || !WebPPictureInit(&written))
        memory_exhausted();     // or another version of the library than the one we were built with
    if (is_lossless)
        WebPConfigLosslessPreset(&config, 4);
    written.use_argb = is_lossless;
    written.width = (int)of->width;
    written.height = (int)of->height;
    written.writer = put;
    written.custom_ptr = out;
    if (!WebPPictureImportRGBA(&written, of->pixels, (int)of->width * 4) || !WebPEncode(&config, &written))
        memory_exhausted();
    WebPPictureFree(&written);
    return true;
}
