// Draws lines of text, run by run.
#include "formats/pdf/pdf_pango.h"

static size_t span_at(const pdf_lines *lines, size_t offset)
{
    size_t i = 0;
    while (i + 1 < lines->span_count && offset >= lines->spans[i].end)
        i++;
    return i;
}

static double run_width(const PangoGlyphItem *run)
{
    return (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
}

typedef struct {
    pdf *document;
    const pdf_lines *lines;
    pdf_element *element;
    double x, top, baseline;
} line_pen;

// What a run is, besides being words.
typedef struct {
    pdf_element *owner;
    text address;                       // empty: no link
    bool is_note;
} run_role;

static pdf_element *child_of(pdf_element **kept, pdf *document, pdf_element *within, const char *type,
                             const pdf_run *run)
{
    if (*kept == NULL) {
        *kept = pdf_element_new(document, within, type);
        if (!text_equals(run->language, document->settings.language))
            (*kept)->language = run->language;
    }
    return *kept;
}

static run_role role_of(line_pen *pen, const pdf_span *span)
{
    const pdf_run *run = span->run;
    pdf *document = pen->document;
    run_role role = { .owner = pen->element };
    if (pen->element == NULL)
        return role;
    bool is_foreign = !text_is_empty(run->language) && !text_equals(run->language, document->settings.language);
    if (run->note != NULL) {
        if (*span->owner == NULL) {
            pdf_element *call = pdf_element_new(document, pen->element, "Reference");
            *span->owner = pdf_element_new(document, call, "Link");
        }
        role = (run_role){ *span->owner, TEXT("#"), true };
    } else if (pdf_leads_somewhere(document, run->address)) {
        role = (run_role){ child_of(span->owner, document, pen->element, "Link", run), run->address, false };
    } else if (is_foreign) {
        role.owner = child_of(span->owner, document, pen->element, "Span", run);
    }
    return role;
}

// The number of a page, where some digits keep its room. It belongs to what was begun.
static void draw_page_number(line_pen *pen, const pdf_span *span)
{
    const pdf_run *run = span->run;
    pdf_run number = { .words = pdf_page_words(pen->document, run->page_of), .is_strong = run->is_strong,
                       .is_emphasized = run->is_emphasized };
    const pdf_lines *lines = pdf_break(pen->document, &number, 1, &pen->lines->style, 1000);
    const PangoLayoutLine *line = pango_layout_get_line_readonly(lines->layout, 0);
    for (GSList *at = line->runs; at != NULL; at = at->next) {
        cairo_move_to(pen->document->canvas->drawing, pen->x, pen->baseline);
        pango_cairo_show_glyph_item(pen->document->canvas->drawing, pango_layout_get_text(lines->layout), at->data);
        pen->x += run_width(at->data);
    }
}

static void end_link(line_pen *pen, const run_role *role, text words, double from)
{
    pdf_annotation *made = pdf_annotate(pen->document, role->owner, ANNOTATION_LINK, from, pen->top, pen->x - from,
                                        pen->lines->leading);
    made->address = role->address;
    made->contents = words;
}

// The runs from [run] that belong to one span; returns the first behind them.
static GSList *draw_span(line_pen *pen, GSList *run)
{
    cairo_t *drawing = pen->document->canvas->drawing;
    const pdf_lines *lines = pen->lines;
    const char *bytes = pango_layout_get_text(lines->layout);
    size_t first = (size_t)((PangoGlyphItem *)run->data)->item->offset;
    size_t index = span_at(lines, first), start = index == 0 ? 0 : lines->spans[index - 1].end;
    const pdf_span *span = &lines->spans[index];
    const pdf_style *style = &lines->style;
    run_role role = role_of(pen, span);
    double from = pen->x, raise = span->run->note != NULL ? style->size * 0.35 : 0;
    bool is_number = !text_is_empty(span->run->page_of);
    pdf_draw_begin(pen->document, role.owner);
    pdf_set_colour(drawing, span->colour);
    if (is_number && first == start)
        draw_page_number(pen, span);
    for (; run != NULL; run = run->next) {
        PangoGlyphItem *piece = run->data;
        if (span_at(lines, (size_t)piece->item->offset) != index)
            break;
        if (is_number)
            continue;
        cairo_move_to(drawing, pen->x, pen->baseline - raise);
        pango_cairo_show_glyph_item(drawing, bytes, piece);
        pen->x += run_width(piece);
    }
    bool is_link = !text_is_empty(role.address);
    if (span->run->is_struck || (is_link && !role.is_note)) {
        double y = span->run->is_struck ? pen->baseline - lines->leading * 0.2 : pen->baseline + 1.6;
        cairo_rectangle(drawing, from, y, pen->x - from, 0.5);
        cairo_fill(drawing);
    }
    pdf_draw_end(pen->document);
    if (role.is_note)
        role.address = pdf_note_called(pen->document, span->run->note, pen->element);
    if (is_link)
        end_link(pen, &role, is_number ? pdf_page_words(pen->document, span->run->page_of)
                                       : (text){ bytes + start, span->end - start }, from);
    return run;
}

void pdf_draw_line(pdf *document, pdf_element *element, const pdf_lines *lines, size_t line, double x, double y)
{
    const PangoLayoutLine *drawn = pango_layout_get_line_readonly(lines->layout, (int)line);
    if (drawn == NULL)
        return;
    line_pen pen = { document, lines, element, x, y, y + lines->baseline };
    for (GSList *run = drawn->runs; run != NULL;)
        run = draw_span(&pen, run);
}

double pdf_line_width(const pdf_lines *lines, size_t line)
{
    PangoRectangle extents = { 0 };
    PangoLayoutLine *measured = pango_layout_get_line_readonly(lines->layout, (int)line);
    if (measured != NULL)
        pango_layout_line_get_extents(measured, NULL, &extents);
    return (double)extents.width / PANGO_SCALE;
}
