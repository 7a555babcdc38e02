// SVG pictures, drawn by librsvg as vectors. Nothing outside the picture is read: it has no address
// of its own from which anything could be found.
#include "formats/pdf/pdf_pango.h"

#include <librsvg/rsvg.h>

static bool is_name_end(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '>' || c == '/';
}

// Links inside pictures would become links of cairo's own, outside our structure: <a> becomes <g>.
static text without_links(arena *memory, text from)
{
    char *bytes = ARENA_NEW(memory, char, from.length + 1);
    for (size_t i = 0; i < from.length; i++) {
        bytes[i] = from.bytes[i];
        if (from.bytes[i] != 'a' || i == 0 || i + 1 == from.length || !is_name_end(from.bytes[i + 1]))
            continue;
        char before = from.bytes[i - 1];
        if (before == '<' || (before == '/' && i > 1 && from.bytes[i - 2] == '<') || before == ':')
            bytes[i] = 'g';
    }
    return (text){ bytes, from.length };
}

void pdf_draw_svg(pdf *document, const picture *shown, double width, double height)
{
    text cleaned = without_links(document->memory, shown->bytes);
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)cleaned.bytes, cleaned.length, NULL);
    if (handle == NULL)
        return;
    rsvg_handle_set_dpi(handle, 72);
    if (!text_is_empty(shown->stylesheet))
        rsvg_handle_set_stylesheet(handle, (const guint8 *)shown->stylesheet.bytes, shown->stylesheet.length, NULL);
    const RsvgRectangle box = { 0, 0, width, height };
    rsvg_handle_render_document(handle, document->canvas->drawing, &box, NULL);
    g_object_unref(handle);
}
