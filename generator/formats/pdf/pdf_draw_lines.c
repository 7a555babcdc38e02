// Draws lines of text, run by run.
#include "formats/pdf/pdf_pango.h"

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

static void draw_piece(line_pen *pen, const pdf_piece *piece, double raise)
{
    pdf_canvas *canvas = pen->document->canvas;
    arena *memory = pen->document->memory;
    while (canvas->glyphs.capacity < piece->glyph_count)
        canvas->glyphs.items = arena_grow(memory, NULL, 0, &canvas->glyphs.capacity, sizeof *canvas->glyphs.items);
    while (canvas->clusters.capacity < piece->cluster_count)
        canvas->clusters.items =
            arena_grow(memory, NULL, 0, &canvas->clusters.capacity, sizeof *canvas->clusters.items);
    // On cairo's own grid, as its paths are.
    double x, y;
    cairo_move_to(canvas->drawing, pen->x, pen->baseline - raise);
    cairo_get_current_point(canvas->drawing, &x, &y);
    cairo_new_path(canvas->drawing);
    for (size_t i = 0; i < piece->glyph_count; i++) {
        const pdf_glyph *glyph = &piece->glyphs[i];
        canvas->glyphs.items[i] = (cairo_glyph_t){ glyph->glyph, x + (double)glyph->x / PANGO_SCALE,
                                                   y + (double)glyph->y / PANGO_SCALE };
    }
    for (size_t i = 0; i < piece->cluster_count; i++)
        canvas->clusters.items[i] = (cairo_text_cluster_t){ piece->clusters[i].bytes, piece->clusters[i].glyphs };
    cairo_set_scaled_font(canvas->drawing, piece->font);
    cairo_show_text_glyphs(canvas->drawing, piece->words.bytes, (int)piece->words.length, canvas->glyphs.items,
                           (int)piece->glyph_count, canvas->clusters.items, (int)piece->cluster_count,
                           piece->is_backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    canvas->is_mark_full |= piece->has_actual_text;
    pen->x += piece->width;
}

// The number of a page, where some digits keep its room. It belongs to what was begun.
static void draw_page_number(line_pen *pen, const pdf_span *span)
{
    const pdf_run *run = span->run;
    pdf_run number = { .words = pdf_page_words(pen->document, run->page_of), .is_strong = run->is_strong,
                       .is_emphasized = run->is_emphasized };
    const pdf_lines *lines = pdf_break(pen->document, &number, 1, &pen->lines->style, 1000);
    for (size_t i = 0; i < lines->lines[0].count; i++)
        draw_piece(pen, &lines->pieces[i], 0);
}

static void end_link(line_pen *pen, const run_role *role, text words, double from)
{
    pdf_annotation *made = pdf_annotate(pen->document, role->owner, ANNOTATION_LINK, from, pen->top, pen->x - from,
                                        pen->lines->leading);
    made->address = role->address;
    made->contents = words;
}

// The pieces from [first] that belong to one span; returns how many.
static size_t draw_span(line_pen *pen, const pdf_piece *first, size_t count)
{
    const pdf_lines *lines = pen->lines;
    const pdf_span *span = &lines->spans[first->span];
    const pdf_run *run = span->run;
    cairo_t *drawing = pen->document->canvas->drawing;
    run_role role = role_of(pen, span);
    double from = pen->x, raise = run->note != NULL ? lines->style.size * 0.35 : 0;
    bool is_number = !text_is_empty(run->page_of), is_link = !text_is_empty(role.address);
    size_t drawn = 0;
    pdf_draw_begin(pen->document, role.owner);
    pdf_set_colour(drawing, span->colour);
    if (is_number && first->begins_span)
        draw_page_number(pen, span);
    for (; drawn < count && first[drawn].span == first->span; drawn++) {
        pdf_draw_begin(pen->document, role.owner);
        if (!is_number)
            draw_piece(pen, &first[drawn], raise);
    }
    if (run->is_struck || (is_link && !role.is_note)) {
        double y = run->is_struck ? pen->baseline - lines->leading * 0.2 : pen->baseline + 1.6;
        cairo_rectangle(drawing, from, y, pen->x - from, 0.5);
        cairo_fill(drawing);
    }
    if (role.is_note)
        role.address = pdf_note_called(pen->document, run->note, pen->element);
    if (is_link)
        end_link(pen, &role, is_number ? pdf_page_words(pen->document, run->page_of) : run->words, from);
    return drawn;
}

void pdf_draw_line(pdf *document, pdf_element *element, const pdf_lines *lines, size_t line, double x, double y)
{
    if (line >= lines->count)
        return;
    line_pen pen = { document, lines, element, x, y, y + lines->baseline };
    const pdf_line *drawn = &lines->lines[line];
    for (size_t i = 0; i < drawn->count;)
        i += draw_span(&pen, &lines->pieces[drawn->first + i], drawn->count - i);
}
