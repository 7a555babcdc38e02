// Text broken into lines.
//
// Pango shapes and breaks; its layouts are large, so the glyphs are taken out and it is freed at once.
#include "formats/pdf/pdf_pango.h"

#include "base/unicode.h"

#include <errno.h>
#include <string.h>

static void add_attribute(PangoAttrList *to, PangoAttribute *attribute, size_t from, size_t end)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(to, attribute);
}

// What makes the glyphs, what keeps pieces apart, and where lines may not end: three lists, or one thrice.
typedef struct {
    PangoAttrList *fonts, *looks, *breaks;
} attribute_lists;

static void describe_run(const attribute_lists *lists, const pdf_run *run, const char *language,
                         const pdf_style *style, size_t from, size_t end)
{
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
        add_attribute(to, pango_attr_language_new(pango_language_from_string(language)), from, end);
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

static PangoFontDescription *describe_font(const pdf_style *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, pdf_family_name(style->family));
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    if (style->is_italic)
        pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
    return font;
}

typedef struct {
    text words;
    pdf_span *spans;
} composed;

static void compose(pdf *document, const pdf_run *runs, size_t count, const pdf_style *style, const text *words,
                    const attribute_lists *lists, composed *into)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += words[i].length;
    char *bytes = ARENA_NEW(document->memory, char, length + 1);
    into->spans = ARENA_NEW(document->memory, pdf_span, count);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (words[i].length > 0)
            memcpy(bytes + at, words[i].bytes, words[i].length);
        describe_run(lists, &runs[i], text_to_string(document->memory, runs[i].language), style, at,
                     at + words[i].length);
        at += words[i].length;
        const pdf_run *run = &runs[i];
        bool continues = i > 0 && !text_is_empty(run->address) && run->address.bytes == runs[i - 1].address.bytes &&
                         run->address.length == runs[i - 1].address.length && run->note == NULL;
        into->spans[i] = (pdf_span){
            .end = at, .run = run, .colour = run->colour != 0 ? run->colour : style->colour,
            .family = run->is_code ? PDF_MONO : style->family,
            // Elements of links and of other languages are made when their first piece is drawn.
            .owner = continues ? into->spans[i - 1].owner : ARENA_NEW(document->memory, pdf_element *, 1) };
    }
    // Old-style figures mislead in forms: a 1 looks like a small capital I.
    PangoAttribute *figures = pango_attr_font_features_new("lnum=1");
    add_attribute(lists->fonts, figures, 0, at);
    if (style->tracking > 0)
        add_attribute(lists->fonts, pango_attr_letter_spacing_new((int)(style->tracking * PANGO_SCALE)), 0, at);
    into->words = (text){ bytes, at };
    keep_hyphens(lists->breaks, into->words);
}

// A negative width would mean none.
static int pango_width(double width)
{
    return (int)((width > 1 ? width : 1) * PANGO_SCALE);
}

// ---- Glyphs

typedef struct {
    pdf *document;
    pdf_lines *into;
    const char *bytes;                  // of the whole text
    struct {
        pdf_line *items;
        size_t count, capacity;
    } lines;
    struct {
        pdf_piece *items;
        size_t count, capacity;
    } pieces;
} taking;

static size_t span_at(const pdf_lines *lines, size_t offset)
{
    size_t i = 0;
    while (i + 1 < lines->span_count && offset >= lines->spans[i].end)
        i++;
    return i;
}

static bool is_drawn(PangoGlyph glyph)
{
    return glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
}

static void take_glyphs(pdf *document, const PangoGlyphString *from, pdf_piece *into)
{
    int x = 0;
    into->glyphs = ARENA_NEW(document->memory, pdf_glyph, (size_t)from->num_glyphs);
    for (int i = 0; i < from->num_glyphs; i++) {
        const PangoGlyphInfo *glyph = &from->glyphs[i];
        if (is_drawn(glyph->glyph))
            into->glyphs[into->glyph_count++] =
                (pdf_glyph){ glyph->glyph, x + glyph->geometry.x_offset, glyph->geometry.y_offset };
        x += glyph->geometry.width;
    }
    into->width = (double)x / PANGO_SCALE;
}

// Soft hyphens that end no line would each become a mark in the PDF and split its words: they are left out.
static void take_clusters(pdf *document, PangoGlyphItem *from, const char *bytes, pdf_piece *into)
{
    size_t most = (size_t)from->item->num_chars;
    char *words = ARENA_NEW(document->memory, char, (size_t)from->item->length);
    into->clusters = ARENA_NEW(document->memory, pdf_cluster, most);
    PangoGlyphItemIter at;
    for (gboolean is_there = pango_glyph_item_iter_init_start(&at, from, bytes); is_there;
         is_there = pango_glyph_item_iter_next_cluster(&at)) {
        int first = into->is_backward ? at.end_glyph + 1 : at.start_glyph;
        int end = into->is_backward ? at.start_glyph + 1 : at.end_glyph;
        unsigned drawn = 0;
        for (int i = first; i < end; i++)
            drawn += is_drawn(from->glyphs->glyphs[i].glyph);
        text own = { bytes + at.start_index, (size_t)(at.end_index - at.start_index) };
        if (drawn == 0 && text_equals(own, TEXT("\u00ad")))
            continue;
        // The glyph of a space that does not break is a space's.
        bool is_joining = text_equals(own, TEXT("\u00a0"));
        own = is_joining ? TEXT(" ") : own;
        memcpy(words + into->words.length, own.bytes, own.length);
        into->words.length += own.length;
        into->clusters[into->cluster_count++] = (pdf_cluster){ (uint16_t)own.length, (uint16_t)drawn, is_joining };
    }
    into->words.bytes = words;
}

// Pango takes the glyph of the space at the end of a line away; then cairo would mark the space as text without
// a glyph. It gets its glyph back.
static void mend_last_space(PangoGlyphItem *from, const char *bytes)
{
    PangoGlyphInfo *last = &from->glyphs->glyphs[from->glyphs->num_glyphs - 1];
    bool is_space = bytes[from->item->offset + from->item->length - 1] == ' ';
    hb_codepoint_t glyph = 0;
    if (last->glyph == PANGO_GLYPH_EMPTY && is_space && from->item->analysis.level % 2 == 0 &&
        hb_font_get_nominal_glyph(pango_font_get_hb_font(from->item->analysis.font), ' ', &glyph))
        last->glyph = glyph;
}

// Cairo marks what is not one character and its own glyph, and some readers lose what follows such a mark in ours: a
// piece ends there. All parts count from where the whole began, and the last one moves on.
static void divide_piece(taking *state, const pdf_piece *whole)
{
    size_t glyph = 0, byte = 0, first = 0;
    pdf_piece part = *whole;
    part.width = 0;
    for (size_t i = 0; i < whole->cluster_count; i++) {
        size_t bytes = whole->clusters[i].bytes;
        text own = text_slice(whole->words, byte, byte + bytes);
        glyph += whole->clusters[i].glyphs;
        byte += bytes;
        part.has_actual_text = whole->clusters[i].glyphs != 1 || unicode_count(own) != 1 ||
                               text_equals(own, TEXT("\u00ad"));
        bool is_last = i + 1 == whole->cluster_count;
        if (!is_last && (!part.has_actual_text || whole->is_backward))
            continue;
        part.clusters = whole->clusters + first;
        part.cluster_count = i + 1 - first;
        part.words = text_slice(whole->words, (size_t)(part.words.bytes - whole->words.bytes), byte);
        part.glyph_count = glyph - (size_t)(part.glyphs - whole->glyphs);
        part.width = is_last ? whole->width : 0;
        *ARENA_PUSH(state->document->memory, state->pieces) = part;
        first = i + 1;
        part.glyphs = whole->glyphs + glyph;
        part.words.bytes = whole->words.bytes + byte;
        part.begins_span = false;
    }
}

static void take_piece(taking *state, PangoGlyphItem *from)
{
    mend_last_space(from, state->bytes);
    size_t offset = (size_t)from->item->offset, span = span_at(state->into, offset);
    text words = { state->bytes + offset, (size_t)from->item->length };
    pdf_piece made = { .span = span, .is_backward = from->item->analysis.level % 2 == 1,
                       .begins_span = offset == (span == 0 ? 0 : state->into->spans[span - 1].end),
                       .font = pdf_keep_font(state->document, from->item->analysis.font,
                                              state->into->spans[span].family, words) };
    take_glyphs(state->document, from->glyphs, &made);
    take_clusters(state->document, from, state->bytes, &made);
    divide_piece(state, &made);
}

static void take_line(taking *state, GSList *runs)
{
    size_t first = state->pieces.count;
    double width = 0;
    for (GSList *run = runs; run != NULL; run = run->next) {
        take_piece(state, run->data);
        width += (double)pango_glyph_string_get_width(((PangoGlyphItem *)run->data)->glyphs) / PANGO_SCALE;
    }
    *ARENA_PUSH(state->document->memory, state->lines) = (pdf_line){ first, state->pieces.count - first, width };
    state->into->width = width > state->into->width ? width : state->into->width;
}

static void end_taking(const taking *state)
{
    state->into->lines = state->lines.items;
    state->into->count = state->lines.count;
    state->into->pieces = state->pieces.items;
}

static void take_layout(pdf *document, PangoLayout *layout, pdf_lines *into)
{
    taking state = { .document = document, .into = into, .bytes = pango_layout_get_text(layout) };
    for (GSList *at = pango_layout_get_lines_readonly(layout); at != NULL; at = at->next)
        take_line(&state, ((PangoLayoutLine *)at->data)->runs);
    end_taking(&state);
    PangoRectangle extents;
    pango_layout_get_extents(layout, NULL, &extents);
    into->width = (double)extents.width / PANGO_SCALE;
}

static void take_wrapped(pdf *document, text words, const pdf_wrapped *lines, pdf_lines *into)
{
    taking state = { .document = document, .into = into, .bytes = words.bytes };
    for (size_t i = 0; i < lines->count; i++)
        take_line(&state, lines->items[i]);
    end_taking(&state);
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

// A word was cut between two letters, because it is longer than the line.
static bool has_cut_word(PangoLayout *layout)
{
    const char *bytes = pango_layout_get_text(layout);
    int count = 0, character = 0, from = 0;
    const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly(layout, &count);
    for (GSList *at = pango_layout_get_lines_readonly(layout); at != NULL; at = at->next) {
        int start = ((PangoLayoutLine *)at->data)->start_index;
        character += (int)g_utf8_strlen(bytes + from, start - from);
        from = start;
        if (start > 0 && character < count && !attributes[character].is_line_break)
            return true;
    }
    return false;
}

// What is broken, and how.
typedef struct {
    pdf *document;
    const pdf_run *runs;
    size_t count;
    const pdf_style *style;
    double width;
} breaking;

static void compose_runs(const breaking *of, bool is_divided, const attribute_lists *lists, composed *parts)
{
    arena *memory = of->document->memory;
    text *words = ARENA_NEW(memory, text, of->count + 1);
    for (size_t i = 0; i < of->count; i++)
        words[i] = words_of(of->document, &of->runs[i], is_divided);
    compose(of->document, of->runs, of->count, of->style, words, lists, parts);
}

static PangoLayout *lay_out(const breaking *of, bool is_divided, pdf_span **spans)
{
    composed parts;
    PangoAttrList *attributes = pango_attr_list_new();
    compose_runs(of, is_divided, &(attribute_lists){ attributes, attributes, attributes }, &parts);
    *spans = parts.spans;
    PangoLayout *layout = pango_layout_new(of->document->canvas->context);
    PangoFontDescription *font = describe_font(of->style);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_attributes(layout, attributes);
    pango_layout_set_text(layout, parts.words.bytes, (int)parts.words.length);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, pango_width(of->width));
    pango_attr_list_unref(attributes);
    return layout;
}

// By Pango's own layout.
static void break_by_layout(const breaking *of, bool can_divide, bool is_divided, pdf_lines *into)
{
    PangoLayout *layout = lay_out(of, is_divided, &into->spans);
    // Headings and tables are divided only where a word is longer than the line.
    if (can_divide && !is_divided && pango_layout_get_line_count(layout) > 1 && has_cut_word(layout)) {
        g_object_unref(layout);
        layout = lay_out(of, true, &into->spans);
    }
    if (pdf_has_run_without_width(layout)) {
        g_object_unref(layout);
        layout = lay_out(of, is_divided, &into->spans);
        if (!pdf_has_run_without_width(layout))
            memory_exhausted();
    }
    pdf_note_missing(of->document, layout);
    take_layout(of->document, layout, into);
    g_object_unref(layout);
}

// From words that are kept. False: what it is, or how it must be broken, is not of the simple kind.
static bool break_by_words(const breaking *of, bool is_divided, pdf_lines *into)
{
    if (of->style->tracking > 0)
        return false;
    composed parts;
    attribute_lists lists = { pango_attr_list_new(), pango_attr_list_new(), pango_attr_list_new() };
    PangoFontDescription *font = describe_font(of->style);
    pango_attr_list_insert(lists.fonts, pango_attr_font_desc_new(font));
    pango_font_description_free(font);
    compose_runs(of, is_divided, &lists, &parts);
    into->spans = parts.spans;
    arena *scratch = &of->document->canvas->scratch;
    pdf_wrapped lines = { 0 };
    pdf_paragraph paragraph = { of->document->canvas->context, parts.words, lists.fonts, lists.breaks,
                                of->count > 1 ? lists.looks : NULL, pango_width(of->width) };
    bool is_done = pdf_wrap(scratch, &paragraph, &lines);
    if (is_done)
        take_wrapped(of->document, parts.words, &lines, into);
    pdf_wrapped_free(&lines);
    arena_reset(scratch);
    pango_attr_list_unref(lists.fonts);
    pango_attr_list_unref(lists.breaks);
    pango_attr_list_unref(lists.looks);
    return is_done;
}

pdf_lines *pdf_break(pdf *document, const pdf_run *runs, size_t count, const pdf_style *style, double width)
{
    bool can_divide = document->settings.hyphenate != NULL, is_divided = can_divide && style->family == PDF_SERIF;
    const breaking of = { document, keep_runs(document, runs, count), count, style, width };
    pdf_lines *made = ARENA_NEW(document->memory, pdf_lines, 1);
    *made = (pdf_lines){ .leading = style->leading, .style = *style, .span_count = count };
    // Capitals stand in the middle of the line.
    made->baseline = style->leading / 2 + style->size * (style->family == PDF_SERIF ? 0.32 : 0.355);
    errno = 0;
    if (!break_by_words(&of, is_divided, made))
        break_by_layout(&of, can_divide, is_divided, made);
    pdf_heed_memory();
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

double pdf_line_width(const pdf_lines *lines, size_t line)
{
    return line < lines->count ? lines->lines[line].width : 0;
}

size_t pdf_line_length(const pdf_lines *lines, size_t line)
{
    size_t length = 0;
    for (size_t i = 0; line < lines->count && i < lines->lines[line].count; i++)
        length += lines->pieces[lines->lines[line].first + i].words.length;
    return length;
}

// By the places of the glyphs, which is near enough to make room.
double pdf_longest_word(const pdf_lines *lines)
{
    double longest = 0, word = 0;
    for (size_t line = 0; line < lines->count; line++, word = 0)
        for (size_t i = 0; i < lines->lines[line].count; i++) {
            const pdf_piece *piece = &lines->pieces[lines->lines[line].first + i];
            size_t glyph = 0, byte = 0;
            int from = piece->glyph_count > 0 ? piece->glyphs[0].x : 0;
            for (size_t j = 0; j < piece->cluster_count; j++) {
                char first = piece->words.bytes[byte];
                bool is_space = first == ' ' && !piece->clusters[j].is_joining;
                bool is_end = is_space || first == '-' || first == '\n';
                byte += piece->clusters[j].bytes;
                glyph += piece->clusters[j].glyphs;
                int to = glyph < piece->glyph_count ? piece->glyphs[glyph].x
                         : piece->width > 0         ? (int)(piece->width * PANGO_SCALE)
                                                    : from;
                word = is_space ? 0 : word + (double)(to - from) / PANGO_SCALE;
                longest = word > longest ? word : longest;
                word = is_end ? 0 : word;
                from = to;
            }
        }
    return longest;
}
