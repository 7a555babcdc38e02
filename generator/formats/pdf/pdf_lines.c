// Text broken into lines.
#include "formats/pdf/pdf_pango.h"

#include "base/unicode.h"

#include <string.h>

void pdf_lines_free(pdf_lines *lines)
{
    g_object_unref(lines->layout);
}

static void add_attribute(PangoAttrList *to, PangoAttribute *attribute, size_t from, size_t end)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(to, attribute);
}

static const char *family_name(pdf_family family)
{
    return family == PDF_SERIF ? "Vollkorn" : family == PDF_SANS ? "Lato" : "DejaVu Sans Mono";
}

static void describe_run(PangoAttrList *to, const pdf_run *run, const char *language, const pdf_style *style,
                         size_t from, size_t end)
{
    if (run->is_strong)
        add_attribute(to, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, end);
    if (run->is_emphasized)
        add_attribute(to, pango_attr_style_new(style->is_italic ? PANGO_STYLE_NORMAL : PANGO_STYLE_ITALIC), from,
                      end);
    if (run->is_code) {
        add_attribute(to, pango_attr_family_new(family_name(PDF_MONO)), from, end);
        add_attribute(to, pango_attr_scale_new(0.85), from, end);
    }
    if (run->note != NULL)
        add_attribute(to, pango_attr_scale_new(0.66), from, end);
    if (!text_is_empty(run->language))
        add_attribute(to, pango_attr_language_new(pango_language_from_string(language)), from, end);
    // The colour is drawn by us; here it only keeps runs of different looks apart.
    guint16 shade = (guint16)(from * 7919 + 1);
    add_attribute(to, pango_attr_foreground_new(shade, (guint16)run->colour, (guint16)(from >> 16)), from, end);
}

static PangoFontDescription *describe_font(const pdf_style *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, family_name(style->family));
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    if (style->is_italic)
        pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
    return font;
}

static void note_missing(pdf *document, PangoLayout *layout)
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
                bool is_new;
                table_put(&document->missing_seen, character, &is_new);
                if (is_new)
                    buffer_add(&document->missing, character);
            }
        }
}

typedef struct {
    text words;
    pdf_span *spans;
    PangoAttrList *attributes;
} composed;

static void compose(pdf *document, const pdf_run *runs, size_t count, const pdf_style *style, const text *words,
                    composed *into)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += words[i].length;
    char *bytes = ARENA_NEW(document->memory, char, length + 1);
    into->attributes = pango_attr_list_new();
    into->spans = ARENA_NEW(document->memory, pdf_span, count);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (words[i].length > 0)
            memcpy(bytes + at, words[i].bytes, words[i].length);
        describe_run(into->attributes, &runs[i], text_to_string(document->memory, runs[i].language), style, at,
                     at + words[i].length);
        at += words[i].length;
        const pdf_run *run = &runs[i];
        bool continues = i > 0 && !text_is_empty(run->address) && run->address.bytes == runs[i - 1].address.bytes &&
                         run->address.length == runs[i - 1].address.length && run->note == NULL;
        into->spans[i] = (pdf_span){
            .end = at, .run = run, .colour = run->colour != 0 ? run->colour : style->colour,
            // Elements of links and of other languages are made when their first piece is drawn.
            .owner = continues ? into->spans[i - 1].owner : ARENA_NEW(document->memory, pdf_element *, 1) };
    }
    // Old-style figures mislead in forms: a 1 looks like a small capital I.
    PangoAttribute *figures = pango_attr_font_features_new("lnum=1");
    add_attribute(into->attributes, figures, 0, at);
    if (style->tracking > 0)
        add_attribute(into->attributes, pango_attr_letter_spacing_new((int)(style->tracking * PANGO_SCALE)), 0, at);
    into->words = (text){ bytes, at };
}

static PangoLayout *lay_out(pdf *document, const composed *from, const pdf_style *style, double width)
{
    PangoLayout *layout = pango_layout_new(document->canvas->context);
    PangoFontDescription *font = describe_font(style);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_attributes(layout, from->attributes);
    pango_layout_set_text(layout, from->words.bytes, (int)from->words.length);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    // A negative width would mean none.
    pango_layout_set_width(layout, (int)((width > 1 ? width : 1) * PANGO_SCALE));
    pango_attr_list_unref(from->attributes);
    return layout;
}

// Soft hyphens that end no line would each become a mark in the PDF and split
// its words, so [words] loses them. The breaks stay as they are.
static void drop_unused_hyphens(pdf *document, PangoLayout *layout, const pdf_span *spans, size_t count, text *words)
{
    text whole = text_of(pango_layout_get_text(layout));
    table ends = { .memory = document->memory };
    for (GSList *at = pango_layout_get_lines_readonly(layout); at != NULL; at = at->next) {
        const PangoLayoutLine *line = at->data;
        size_t end = (size_t)line->start_index + (size_t)line->length;
        table_put(&ends, text_format(document->memory, "%zu", end), NULL);
    }
    size_t from = 0;
    for (size_t i = 0; i < count; from = spans[i++].end) {
        char *bytes = ARENA_NEW(document->memory, char, spans[i].end - from + 1);
        size_t length = 0;
        for (size_t j = from; j < spans[i].end; j++) {
            bool is_hyphen = j + 1 < spans[i].end && whole.bytes[j] == '\xC2' && whole.bytes[j + 1] == '\xAD';
            if (is_hyphen && table_get(&ends, text_format(document->memory, "%zu", j + 2)) == NULL)
                j++;
            else
                bytes[length++] = whole.bytes[j];
        }
        words[i] = (text){ bytes, length };
    }
}

// Room for the number of a page, which is not known yet.
static const text any_page = TEXT_CONSTANT("888");

static text words_of(pdf *document, const pdf_run *run, bool is_divided)
{
    const pdf_settings *settings = &document->settings;
    bool is_foreign = !text_is_empty(run->language) && !text_equals(run->language, settings->language);
    if (!text_is_empty(run->page_of))
        return any_page;
    if (!is_divided || run->is_code || run->note != NULL || is_foreign)
        return run->words;
    return settings->hyphenate(settings->hyphenate_context, document->memory, run->words);
}

// What the lines need of the runs, which are the caller's.
static const pdf_run *keep_runs(pdf *document, const pdf_run *runs, size_t count)
{
    pdf_run *kept = ARENA_NEW(document->memory, pdf_run, count + 1);
    for (size_t i = 0; i < count; i++) {
        kept[i] = runs[i];
        pdf_ask_for_anchor(document, runs[i].page_of);
        if (text_starts_with(runs[i].address, TEXT("#")))
            pdf_ask_for_anchor(document, text_from(runs[i].address, 1));
    }
    return kept;
}

pdf_lines *pdf_break(pdf *document, const pdf_run *runs, size_t count, const pdf_style *style, double width)
{
    bool is_divided = document->settings.hyphenate != NULL && style->family == PDF_SERIF;
    text *words = ARENA_NEW(document->memory, text, count + 1);
    runs = keep_runs(document, runs, count);
    for (size_t i = 0; i < count; i++)
        words[i] = words_of(document, &runs[i], is_divided);
    composed parts;
    compose(document, runs, count, style, words, &parts);
    PangoLayout *layout = lay_out(document, &parts, style, width);
    if (is_divided) {
        drop_unused_hyphens(document, layout, parts.spans, count, words);
        g_object_unref(layout);
        compose(document, runs, count, style, words, &parts);
        layout = lay_out(document, &parts, style, width);
    }
    note_missing(document, layout);

    pdf_lines *made = ARENA_NEW(document->memory, pdf_lines, 1);
    *made = (pdf_lines){ .layout = layout, .count = (size_t)pango_layout_get_line_count(layout),
                         .leading = style->leading, .style = *style, .spans = parts.spans, .span_count = count };
    // Capitals stand in the middle of the line.
    made->baseline = style->leading / 2 + style->size * (style->family == PDF_SERIF ? 0.32 : 0.355);
    PangoRectangle extents;
    pango_layout_get_extents(layout, NULL, &extents);
    made->width = (double)extents.width / PANGO_SCALE;
    *ARENA_PUSH(document->memory, document->lines) = made;
    return made;
}

pdf_lines *pdf_break_text(pdf *document, text words, const pdf_style *style, double width)
{
    return pdf_break(document, &(pdf_run){ .words = words }, 1, style, width);
}

double pdf_lines_height(const pdf_lines *lines)
{
    return (double)lines->count * lines->leading;
}

double pdf_lines_width(const pdf_lines *lines)
{
    return lines->width;
}

size_t pdf_lines_count(const pdf_lines *lines)
{
    return lines->count;
}
