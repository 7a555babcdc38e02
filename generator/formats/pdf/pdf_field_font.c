// The font in which readers show what was filled in: the characters of
// WinAnsiEncoding, as one simple TrueType font, so that any program can set
// text in it by single bytes.
#include "formats/pdf/pdf_parts.h"

#include <errno.h>
#include <hb-ot.h>
#include <hb-subset.h>

// Codes 0x80 to 0x9F; the others are Latin-1's.
static const uint16_t special[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

uint32_t pdf_win_ansi(int code)
{
    if (code < 32 || code == 127 || code > 255)
        return 0;
    return code >= 0x80 && code < 0xA0 ? special[code - 0x80] : (uint32_t)code;
}

static void measure(hb_face_t *face, pdf_field_font *font)
{
    hb_font_t *sized = hb_font_create(face);
    hb_font_set_scale(sized, 1000, 1000);
    for (int code = 0; code < 256; code++) {
        hb_codepoint_t glyph = 0;
        uint32_t character = pdf_win_ansi(code);
        if (character != 0 && hb_font_get_nominal_glyph(sized, character, &glyph))
            font->widths[code] = hb_font_get_glyph_h_advance(sized, glyph);
    }
    hb_font_extents_t extents = { 0 };
    hb_font_get_h_extents(sized, &extents);
    font->ascent = extents.ascender;
    font->descent = extents.descender;
    hb_position_t capital = 700;
    hb_ot_metrics_get_position(sized, HB_OT_METRICS_TAG_CAP_HEIGHT, &capital);
    font->cap_height = capital;
    font->box[0] = -200;
    font->box[1] = extents.descender;
    font->box[2] = 1200;
    font->box[3] = extents.ascender;
    hb_font_destroy(sized);
}

bool pdf_field_font_make(arena *memory, text file, pdf_field_font *font)
{
    *font = (pdf_field_font){ 0 };
    errno = 0;
    hb_blob_t *blob = hb_blob_create(file.bytes, (unsigned)file.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    measure(face, font);

    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        memory_exhausted();
    hb_set_t *characters = hb_subset_input_unicode_set(input);
    for (int code = 0; code < 256; code++)
        if (pdf_win_ansi(code) != 0)
            hb_set_add(characters, pdf_win_ansi(code));
    // Shaping is not done in fields: its tables would only weigh.
    static const hb_tag_t unused[] = { HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
                                       HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n') };
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof unused / sizeof *unused; i++)
        hb_set_add(dropped, unused[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);

    hb_face_t *subset = hb_subset_or_fail(face, input);
    if (subset != NULL) {
        hb_blob_t *made = hb_face_reference_blob(subset);
        unsigned length = 0;
        const char *bytes = hb_blob_get_data(made, &length);
        font->file = text_copy(memory, (text){ bytes, length });
        hb_blob_destroy(made);
        hb_face_destroy(subset);
    }
    // Measures and letters may be missing without a word.
    if (errno == ENOMEM)
        memory_exhausted();
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return subset != NULL;
}
