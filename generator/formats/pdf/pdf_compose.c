// Runs as one text, and what Pango is told of it.
#include "formats/pdf/pdf_pango.h"

#include <string.h>

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

static void add_attribute(PangoAttrList *to, PangoAttribute *attribute, size_t from, size_t end)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(to, attribute);
}

static void describe_run(const pdf_breaking *of, const pdf_run *run, const pdf_attributes *lists, size_t from, size_t end)
{
    const pdf_style *style = of->style;
    PangoAttrList *to = lists->fonts;
    if (run->is_strong)
        add_attribute(to, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, end);
    if (run->is_emphasized)
        add_attribute(to, pango_attr_style_new(style->is_italic ? PANGO_STYLE_NORMAL : PANGO_STYLE_ITALIC), from,
                      end);
    if (run->is_code) {
        add_attribute(to, pango_attr_family_new(pdf_family_name(PDF_MONO)), from, end);
        add_attribute(to, pango_attr_scale_new(0.85), from, end);
    }
    if (run->note != NULL)
        add_attribute(to, pango_attr_scale_new(0.66), from, end);
    if (!text_is_empty(run->language))
        add_attribute(to, pango_attr_language_new(pango_language_from_string(text_to_string(of->document->memory, run->language))),
                      from, end);
    // The colour is drawn by us; here it only keeps runs of different looks apart.
    guint16 shade = (guint16)(from * 7919 + 1);
    add_attribute(lists->looks, pango_attr_foreground_new(shade, (guint16)run->colour, (guint16)(from >> 16)), from,
                  end);
}

// No line ends behind a hyphen that begins a word ("Miten me voisimme -kysymys").
static void keep_hyphens(PangoAttrList *to, text words)
{
    for (size_t at = 0; (at = text_find(words, TEXT(" -"), at)) != TEXT_NOT_FOUND; at++)
        if (at + 2 < words.length && words.bytes[at + 2] != ' ' && words.bytes[at + 2] != '-')
            add_attribute(to, pango_attr_allow_breaks_new(FALSE), at + 1, at + 3);
}

PangoFontDescription *pdf_describe_font(const pdf_style *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, pdf_family_name(style->family));
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    if (style->is_italic)
        pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
    return font;
}

size_t pdf_span_at(const pdf_span *spans, size_t count, size_t offset)
{
    size_t first = 0, last = count > 0 ? count - 1 : 0;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (offset < spans[middle].end)
            last = middle;
        else
            first = middle + 1;
    }
    return first;
}

static bool continues_link(const pdf_run *run)
{
    return !text_is_empty(run->address) && run->address.bytes == run[-1].address.bytes
        && run->address.length == run[-1].address.length && run->note == NULL;
}

pdf_composed pdf_compose(const pdf_breaking *of, bool is_divided)
{
    arena *memory = of->document->memory;
    text *words = ARENA_NEW(memory, text, of->count + 1);
    size_t length = 0, at = 0;
    for (size_t i = 0; i < of->count; i++) {
        words[i] = words_of(of->document, &of->runs[i], is_divided);
        length += words[i].length;
    }
    char *bytes = ARENA_NEW(memory, char, length + 1);
    pdf_span *spans = ARENA_NEW(memory, pdf_span, of->count);
    for (size_t i = 0; i < of->count; i++) {
        const pdf_run *run = &of->runs[i];
        if (words[i].length > 0)
            memcpy(bytes + at, words[i].bytes, words[i].length);
        at += words[i].length;
        spans[i] = (pdf_span){
            .end = at, .run = run, .colour = run->colour != 0 ? run->colour : of->style->colour,
            .family = run->is_code ? PDF_MONO : of->style->family,
            // Elements of links and of other languages are made when their first piece is drawn.
            .owner = i > 0 && continues_link(run) ? spans[i - 1].owner : ARENA_NEW(memory, pdf_element *, 1) };
    }
    return (pdf_composed){ { bytes, at }, spans };
}

void pdf_describe_part(const pdf_breaking *of, const pdf_composed *parts, size_t from, size_t end, const pdf_attributes *lists)
{
    size_t at = from;
    for (size_t i = pdf_span_at(parts->spans, of->count, from); i < of->count && at < end; i++) {
        size_t behind = parts->spans[i].end < end ? parts->spans[i].end : end;
        describe_run(of, &of->runs[i], lists, at - from, behind - from);
        at = behind;
    }
    // Old-style figures mislead in forms: a 1 looks like a small capital I.
    add_attribute(lists->fonts, pango_attr_font_features_new("lnum=1"), 0, end - from);
    if (of->style->tracking > 0)
        add_attribute(lists->fonts, pango_attr_letter_spacing_new((int)(of->style->tracking * PANGO_SCALE)), 0, end - from);
    keep_hyphens(lists->breaks, text_slice(parts->words, from, end));
}
