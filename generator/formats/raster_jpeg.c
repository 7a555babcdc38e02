// JPEG, by libjpeg-turbo.
#include "formats/exif.h"
#include "formats/raster_parts.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <jpeglib.h>
#include <jerror.h>

typedef struct {
    struct jpeg_error_mgr manager;
    jmp_buf back;
    bool is_cut_off, is_strange;
} jpeg_mistakes;

// ---- What goes wrong

_Noreturn static void stop(j_common_ptr in)
{
    longjmp(((jpeg_mistakes *)(void *)in->err)->back, 1);
}

// A file that ends too early is shown half grey by others: the author shall know.
static void note(j_common_ptr in, int level)
{
    jpeg_mistakes *mistakes = (jpeg_mistakes *)(void *)in->err;
    if (level >= 0)
        return;
    mistakes->is_strange = true;
    if (in->err->msg_code == JWRN_JPEG_EOF || in->err->msg_code == JWRN_HIT_MARKER)
        mistakes->is_cut_off = true;
}

static void say_nothing(j_common_ptr in)
{
    (void)in;
}

static void prepare(jpeg_mistakes *mistakes, struct jpeg_error_mgr **manager)
{
    *manager = jpeg_std_error(&mistakes->manager);
    mistakes->manager.error_exit = stop;
    mistakes->manager.emit_message = note;
    mistakes->manager.output_message = say_nothing;
    mistakes->is_cut_off = mistakes->is_strange = false;
}

// A few bytes may ask for a whole picture's work again and again.
static void count_scans(j_common_ptr in)
{
    j_decompress_ptr reader = (j_decompress_ptr)(void *)in;
    if (reader->input_scan_number > RASTER_MOST_SCANS)
        stop(in);
}

// ---- Reading

static text segment_of(const struct jpeg_marker_struct *marker)
{
    return (text){ (const char *)marker->data, marker->data_length };
}

static int orientation_of(const struct jpeg_decompress_struct *reader)
{
    for (const struct jpeg_marker_struct *marker = reader->marker_list; marker != NULL; marker = marker->next) {
        text segment = segment_of(marker);
        if (marker->marker == JPEG_APP0 + 1 && text_starts_with(segment, TEXT("Exif")))
            return exif_orientation(text_from(segment, 6));
    }
    return 1;
}

static text profile_of(arena *memory, struct jpeg_decompress_struct *reader)
{
    JOCTET *bytes = NULL;
    unsigned length = 0;
    text found = { 0 };
    if (jpeg_read_icc_profile(reader, &bytes, &length) && length <= RASTER_MOST_PROFILE)
        found = text_copy(memory, (text){ (const char *)bytes, length });
    free(bytes);
    return found;
}

// The smallest of an eighth, a quarter and a half that is enough: the reader skips the rest of the work.
static void choose_scale(struct jpeg_decompress_struct *reader, size_t enough, bool is_on_side)
{
    size_t width = is_on_side ? reader->image_height : reader->image_width;
    reader->scale_num = 8;
    reader->scale_denom = 8;
    for (unsigned part = 1; enough > 0 && part < 8; part *= 2)
        if (width * part / 8 >= enough) {
            reader->scale_num = part;
            return;
        }
}

static void read_rows(struct jpeg_decompress_struct *reader, raster *into)
{
    while (reader->output_scanline < reader->output_height) {
        JSAMPROW row = into->pixels + 4 * (size_t)reader->output_scanline * into->width;
        jpeg_read_scanlines(reader, &row, 1);
    }
    jpeg_finish_decompress(reader);
}

static raster_fault decode(struct jpeg_decompress_struct *reader, arena *memory, size_t enough, raster *read,
                           raster_origin *origin, int *turned)
{
    jpeg_save_markers(reader, JPEG_APP0 + 1, 0xFFFF);
    jpeg_save_markers(reader, JPEG_APP0 + 2, 0xFFFF);
    jpeg_read_header(reader, TRUE);
    origin->width = reader->image_width;
    origin->height = reader->image_height;
    if (!raster_size_is_fine(origin->width, origin->height))
        return RASTER_TOO_LARGE;
    *turned = orientation_of(reader);
    text icc = profile_of(memory, reader);
    bool has_ink = reader->num_components == 4, is_inverted = reader->saw_Adobe_marker;
    reader->out_color_space = has_ink ? JCS_CMYK : JCS_EXT_RGBX;
    reader->dct_method = JDCT_ISLOW;
    choose_scale(reader, enough, *turned > 4);
    jpeg_start_decompress(reader);
    *read = raster_new(memory, reader->output_width, reader->output_height);
    read_rows(reader, read);
    if (has_ink)
        raster_convert_cmyk(icc, is_inverted, read);
    else
        for (size_t i = 0; i < read->width * read->height; i++)
            read->pixels[4 * i + 3] = 255;
    bool is_other = !has_ink && reader->num_components == 3 && raster_convert_rgb(icc, read);
    origin->is_plain = !has_ink && !is_other;
    return RASTER_FINE;
}

raster_fault raster_read_jpeg(arena *memory, text bytes, size_t enough, raster *read, raster_origin *origin, int *turned)
{
    struct jpeg_decompress_struct reader = { 0 };
    struct jpeg_progress_mgr progress = { .progress_monitor = count_scans };
    jpeg_mistakes mistakes;
    prepare(&mistakes, &reader.err);
    raster_fault fault = RASTER_BROKEN;
    if (setjmp(mistakes.back) == 0) {
        jpeg_create_decompress(&reader);
        reader.progress = &progress;
        jpeg_mem_src(&reader, (const unsigned char *)bytes.bytes, bytes.length);
        fault = decode(&reader, memory, enough, read, origin, turned);
    }
    jpeg_destroy_decompress(&reader);
    if (fault == RASTER_FINE && mistakes.is_cut_off)
        fault = RASTER_CUT_OFF;
    origin->is_plain = origin->is_plain && !mistakes.is_strange;
    return fault;
}

// ---- Writing

static void encode(struct jpeg_compress_struct *writer, const raster *of, int quality)
{
    writer->image_width = (JDIMENSION)of->width;
    writer->image_height = (JDIMENSION)of->height;
    writer->input_components = 4;
    writer->in_color_space = JCS_EXT_RGBX;
    jpeg_set_defaults(writer);
    jpeg_set_quality(writer, quality, TRUE);
    writer->dct_method = JDCT_ISLOW;
    writer->optimize_coding = TRUE;
    jpeg_simple_progression(writer);
    jpeg_start_compress(writer, TRUE);
    while (writer->next_scanline < writer->image_height) {
        JSAMPROW row = of->pixels + 4 * (size_t)writer->next_scanline * of->width;
        jpeg_write_scanlines(writer, &row, 1);
    }
    jpeg_finish_compress(writer);
}

void raster_write_jpeg(const raster *of, int quality, buffer *out)
{
    struct jpeg_compress_struct writer = { 0 };
    jpeg_mistakes mistakes;
    unsigned char *bytes = NULL;
    unsigned long length = 0;
    prepare(&mistakes, &writer.err);
    if (setjmp(mistakes.back) != 0)
        memory_exhausted();     // nothing else goes wrong when pixels are written to memory
    jpeg_create_compress(&writer);
    jpeg_mem_dest(&writer, &bytes, &length);
    encode(&writer, of, quality);
    buffer_add(out, (text){ (const char *)bytes, length });
    jpeg_destroy_compress(&writer);
    free(bytes);
}
