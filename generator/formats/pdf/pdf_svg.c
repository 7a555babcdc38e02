// SVG pictures, drawn by librsvg as vectors. Nothing outside the picture is read: it has no address
// of its own from which anything could be found.
#include "formats/pdf/pdf_pango.h"

#include <errno.h>
#include <librsvg/rsvg.h>
#include <string.h>

static bool is_name_end(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '>' || c == '/';
}

// Links inside pictures would become links of cairo's own, outside our structure: <a> becomes <g>.
static text without_links(arena *memory, text from)
{
    char *bytes = ARENA_NEW(memory, char, from.length + 1);
    if (from.length > 0)
        memcpy(bytes, from.bytes, from.length);
    for (size_t at = 0; (at = text_find_byte(from, '<', at)) != TEXT_NOT_FOUND; at++) {
        size_t name = at + 1, end = name + (text_slice(from, name, name + 1).length > 0 && from.bytes[name] == '/');
        for (name = end; end < from.length && !is_name_end(from.bytes[end]); end++)
            if (from.bytes[end] == ':')
                name = end + 1;
        if (end - name == 1 && from.bytes[name] == 'a')
            bytes[name] = 'g';
    }
    return (text){ bytes, from.length };
}

// Its words are set in a font that we have.
static const text base_style = TEXT_CONSTANT("text, tspan { font-family: Lato }\n");

void pdf_draw_svg(pdf *document, const picture *shown, double width, double height)
{
    text cleaned = without_links(document->memory, shown->bytes);
    errno = 0;          // without memory librsvg leaves out words, or all
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)cleaned.bytes, cleaned.length, NULL);
    if (handle == NULL) {
        pdf_heed_memory();
        return;
    }
    rsvg_handle_set_dpi(handle, 72);
    text style = text_join(document->memory, base_style, shown->stylesheet);
    rsvg_handle_set_stylesheet(handle, (const guint8 *)style.bytes, style.length, NULL);
    const RsvgRectangle box = { 0, 0, width, height };
    rsvg_handle_render_document(handle, document->canvas->drawing, &box, NULL);
    pdf_heed_memory();
    g_object_unref(handle);
}
