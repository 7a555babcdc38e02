// What fonts lack, or seem to lack where there is no memory.
#include "formats/pdf/pdf_pango.h"

#include "base/unicode.h"

void pdf_note_missing(pdf *document, PangoLayout *layout)
{
    if (pango_layout_get_unknown_glyphs_count(layout) == 0)
        return;
    for (GSList *line = pango_layout_get_lines_readonly(layout); line != NULL; line = line->next)
        for (GSList *run = ((PangoLayoutLine *)line->data)->runs; run != NULL; run = run->next) {
            const PangoGlyphString *glyphs = ((PangoGlyphItem *)run->data)->glyphs;
            for (int i = 0; i < glyphs->num_glyphs; i++) {
                PangoGlyph glyph = glyphs->glyphs[i].glyph;
                if (glyph == PANGO_GLYPH_EMPTY || (glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0)
                    continue;
                char bytes[4];
                size_t length = unicode_encode(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG, bytes);
                text character = text_copy(document->memory, (text){ bytes, length });
                if (pdf_font_is_wrong(PDF_MONO, NULL, character))
                    memory_exhausted();
                bool is_new;
                table_put(&document->missing_seen, character, &is_new);
                if (is_new)
                    buffer_add(&document->missing, character);
            }
        }
}

bool pdf_has_run_without_width(PangoLayout *layout)
{
    for (GSList *line = pango_layout_get_lines_readonly(layout); line != NULL; line = line->next)
        for (GSList *run = ((PangoLayoutLine *)line->data)->runs; run != NULL; run = run->next)
            if (pdf_has_no_width(((PangoGlyphItem *)run->data)->glyphs))
                return true;
    return false;
}
