#include "formats/pdf/pdf_parts.h"

#define INK 0x1b211f
#define SOFT 0x525c58
#define PINE 0x0c5647

const pdf_look pdf_default_look = {
    .body = { PDF_SERIF, 10.5, 15.5, 400, false, 0, INK },
    .headings = {
        { PDF_SANS, 25, 30, 700, false, 0, INK },
        { PDF_SANS, 14.5, 19, 700, false, 0, PINE },
        { PDF_SANS, 11.5, 16, 700, false, 0, INK },
        { PDF_SANS, 10.5, 15, 700, false, 0, INK },
        { PDF_SANS, 10, 15, 600, false, 0, INK },
        { PDF_SANS, 10, 15, 600, true, 0, INK },
    },
    .label = { PDF_SANS, 9.5, 13, 600, false, 0, INK },
    .small = { PDF_SANS, 8.5, 11.5, 400, false, 0, SOFT },
    .accent = PINE, .tint = 0xf6f2ea, .hairline = 0xc9c3b4, .warning = 0xa8412a,
    .paragraph_gap = 7, .heading_gap = 14, .ruled_level = 2,
};

pdf_settings pdf_default_settings(void)
{
    return (pdf_settings){
        .width = PDF_MM(210), .height = PDF_MM(297),
        .left = PDF_MM(22), .right = PDF_MM(22), .top = PDF_MM(24), .bottom = PDF_MM(24),
        .page_words = TEXT("{page} / {pages}"), .look = pdf_default_look,
    };
}

pdf *pdf_begin(arena *memory, const pdf_settings *settings)
{
    struct pdf_canvas *canvas = pdf_canvas_open(memory, settings->fonts, settings->language);
    if (canvas == NULL)
        return NULL;
    pdf *made = ARENA_NEW(memory, pdf, 1);
    made->memory = memory;
    made->settings = *settings;
    made->canvas = canvas;
    made->first_style = (pdf_page_style){
        .width = settings->width, .height = settings->height, .left = settings->left, .right = settings->right,
        .top = settings->top, .bottom = settings->bottom, .has_edges = true };
    made->style = &made->first_style;
    made->missing_seen = made->furniture = (table){ .memory = memory };
    made->root = ARENA_NEW(memory, pdf_element, 1);
    made->root->type = "Document";
    made->root->state = ARENA_NEW(memory, pdf_element_state, 1);
    made->root->state->is_attached = true;
    *ARENA_PUSH(memory, made->attached) = made->root;
    return made;
}

void pdf_abandon(pdf *document)
{
    if (document->tried_for == NULL)
        pdf_canvas_close(document->canvas);
    buffer_free(&document->missing);
}

bool pdf_finish(pdf *document, buffer *out)
{
    return pdf_finish_with_booklet(document, out, NULL);
}

bool pdf_finish_with_places(pdf *document, buffer *out, arena *memory, pdf_places *places)
{
    buffer drawn = { 0 };
    bool is_done = pdf_draw_pages(document, &drawn) && pdf_complete(document, buffer_text(&drawn), out);
    if (is_done)
        pdf_tell_places(document, memory, places);
    buffer_free(&drawn);
    pdf_abandon(document);
    return is_done;
}

bool pdf_finish_with_booklet(pdf *document, buffer *out, buffer *booklet)
{
    buffer drawn = { 0 };
    bool is_done = pdf_draw_pages(document, &drawn) && pdf_complete(document, buffer_text(&drawn), out) &&
                   (booklet == NULL || pdf_make_booklet(document, buffer_text(&drawn), booklet));
    buffer_free(&drawn);
    pdf_abandon(document);
    return is_done;
}

text pdf_missing_characters(const pdf *document)
{
    return text_copy(document->memory, buffer_text(&document->missing));
}

// ---- Pages

double pdf_text_width(const pdf *document)
{
    return document->style->width - document->style->left - document->style->right;
}

double pdf_text_height(const pdf *document)
{
    return document->style->height - document->style->top - document->style->bottom;
}

pdf_page_style pdf_page_style_of(const pdf *document)
{
    return document->first_style;
}

// Turned to the right: what was at the left, where sheets are bound, is above. On the backs of
// mirrored sheets it is below.
pdf_page_style pdf_page_style_turned(pdf_page_style style)
{
    pdf_page_style turned = { .width = style.height, .height = style.width, .left = style.bottom,
                              .right = style.top, .top = style.left, .bottom = style.right,
                              .has_edges = style.has_edges };
    if (style.is_mirrored)
        turned.top = turned.bottom = style.left > style.right ? style.left : style.right;
    return turned;
}

void pdf_new_page(pdf *document, pdf_page_start start)
{
    document->next.begins_page = true;
    document->next.start = start;
}

void pdf_begin_pages(pdf *document, const pdf_page_style *style, pdf_page_start start)
{
    pdf_page_style *copy = ARENA_NEW(document->memory, pdf_page_style, 1);
    *copy = *style;
    document->style = document->next.style = copy;
    pdf_new_page(document, start);
}

void pdf_set_heads(pdf *document, text left, text right)
{
    pdf_heads *made = ARENA_NEW(document->memory, pdf_heads, 1);
    *made = (pdf_heads){ left, right };
    document->next.heads = made;
}

void pdf_set_look(pdf *document, const pdf_look *look)
{
    document->settings.look = *look;
}

// Laid out in memory of its own, as this is asked often.
static size_t count_pages(const pdf *document, bool has_more, double more)
{
    arena scratch = { 0 };
    pdf whole = *document;
    pdf_layout layout;
    whole.memory = &scratch;
    if (has_more)
        pdf_slice_new(&whole, 0, more);
    pdf_lay_out(&whole, &layout);
    size_t count = layout.sheets.count;
    arena_free(&scratch);
    return count;
}

size_t pdf_page_count(const pdf *document)
{
    return count_pages(document, false, 0);
}

size_t pdf_page_count_with(const pdf *document, double height)
{
    return count_pages(document, true, height);
}

size_t pdf_measure(pdf *document, double *last_page)
{
    pdf_layout layout;
    pdf_lay_out(document, &layout);
    *last_page = 0;
    if (layout.placed.count > 0) {
        const pdf_placement *last = &layout.placed.items[layout.placed.count - 1];
        const pdf_page_style *style = layout.sheets.items[layout.sheets.count - 1].style;
        *last_page = (last->y + last->slice->height - style->top) / (style->height - style->top - style->bottom);
    }
    return layout.sheets.count;
}
