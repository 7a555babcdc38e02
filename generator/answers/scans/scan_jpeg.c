// JPEG by libjpeg-turbo, in grey and no larger than is of use; turned as EXIF says.
#include "answers/scans/scan_file.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>

typedef struct {
    struct jpeg_error_mgr manager;      // first: libjpeg knows only this
    jmp_buf back;
    bool is_cut_off;
} failure;

static void fail(j_common_ptr common)
{
    longjmp(((failure *)(void *)common->err)->back, 1);
}

static void note(j_common_ptr common, int level)
{
    failure *failing = (failure *)(void *)common->err;
    if (level < 0 && (common->err->msg_code == JWRN_JPEG_EOF || common->err->msg_code == JWRN_HIT_MARKER))
        failing->is_cut_off = true;
}

// ---- The orientation that EXIF tells

static unsigned number_at(const unsigned char *bytes, size_t at, size_t size, bool is_little)
{
    unsigned made = 0;
    for (size_t i = 0; i < size; i++)
        made |= (unsigned)bytes[at + i] << 8 * (is_little ? i : size - 1 - i);
    return made;
}

static int orientation_of(const struct jpeg_marker_struct *marker)
{
    enum { HEAD = 6, ENTRY = 12, ORIENTATION = 0x0112 };
    for (; marker != NULL; marker = marker->next) {
        if (marker->data_length < HEAD + 8 || memcmp(marker->data, "Exif\0", HEAD) != 0)
            continue;
        const unsigned char *bytes = marker->data + HEAD;
        size_t length = marker->data_length - HEAD;
        bool is_little = bytes[0] == 'I';
        size_t first = number_at(bytes, 4, 4, is_little);
        if (first > length - 2)
            continue;
        unsigned count = number_at(bytes, first, 2, is_little);
        for (size_t entry = first + 2; count > 0 && entry + ENTRY <= length; entry += ENTRY, count--)
            if (number_at(bytes, entry, 2, is_little) == ORIENTATION)
                return (int)number_at(bytes, entry + 8, 2, is_little);
    }
    return 1;
}

static bool begin(struct jpeg_decompress_struct *from, text bytes)
{
    jpeg_create_decompress(from);
    jpeg_save_markers(from, JPEG_APP0 + 1, 0xFFFF);
    jpeg_mem_src(from, (const unsigned char *)bytes.bytes, bytes.length);
    jpeg_read_header(from, TRUE);
    if ((double)from->image_width * from->image_height > SCAN_MOST_PIXELS)
        return false;
    from->out_color_space = JCS_GRAYSCALE;
    JDIMENSION side = from->image_width > from->image_height ? from->image_width : from->image_height;
    from->scale_num = 8;
    from->scale_denom = 8;
    while (from->scale_num > 1 && side * (from->scale_num - 1) / 8 >= SCAN_LONG_SIDE)
        from->scale_num--;
    return jpeg_start_decompress(from) != FALSE;
}

bool scan_read_jpeg(arena *memory, text bytes, grey *read)
{
    struct jpeg_decompress_struct from = { 0 };
    failure failing;
    from.err = jpeg_std_error(&failing.manager);
    failing.manager.error_exit = fail;
    failing.manager.emit_message = note;
    failing.is_cut_off = false;
    if (setjmp(failing.back)) {
        jpeg_destroy_decompress(&from);
        return false;
    }
    bool is_begun = begin(&from, bytes);
    if (is_begun) {
        *read = grey_new(memory, (int)from.output_width, (int)from.output_height);
        while (from.output_scanline < from.output_height) {
            JSAMPROW row = read->pixels + (size_t)from.output_scanline * (size_t)read->width;
            if (jpeg_read_scanlines(&from, &row, 1) == 0)
                break;
        }
        *read = grey_turned(memory, read, orientation_of(from.marker_list));
    }
    jpeg_destroy_decompress(&from);
    return is_begun && !failing.is_cut_off;
}
