// Text broken into lines.
//
// Pango shapes and breaks; its layouts are large, so the glyphs are taken out and it is freed at once.
#include "formats/pdf/pdf_pango.h"

#include "base/unicode.h"

#include <errno.h>
#include <string.h>

// A negative width would mean none.
static int pango_width(double width)
{
    return (int)((width > 1 ? width : 1) * PANGO_SCALE);
}

// ---- Glyphs

typedef struct {
    pdf *document;
    pdf_lines *into;
    const char *bytes;                  // of what is taken
    size_t before;                      // of the whole text, in bytes
    struct {
        pdf_line *items;
        size_t count, capacity;
    } lines;
    struct {
        pdf_piece *items;
        size_t count, capacity;
    } pieces;
} taking;

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
    text words = { state->bytes + from->item->offset, (size_t)from->item->length };
    size_t offset = state->before + (size_t)from->item->offset;
    size_t span = pdf_span_at(state->into->spans, state->into->span_count, offset);
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

// Takes the lines of what begins at [before], and returns how much that was: the last line of a part that is not the last
// begins the next one. So a line has all the words that fit, but for what is as long as a part and has no width.
static size_t take_layout(taking *state, PangoLayout *layout, size_t before, bool is_last)
{
    bool is_whole = is_last || pango_layout_get_line_count(layout) == 1;
    state->bytes = pango_layout_get_text(layout);
    state->before = before;
    for (GSList *at = pango_layout_get_lines_readonly(layout); at != NULL; at = at->next) {
        const PangoLayoutLine *line = at->data;
        if (at->next == NULL && !is_whole)
            return (size_t)line->start_index;
        take_line(state, line->runs);
    }
    PangoRectangle extents;
    pango_layout_get_extents(layout, NULL, &extents);
    if (before == 0 && is_last)
        state->into->width = (double)extents.width / PANGO_SCALE;
    return strlen(state->bytes);
}

static void take_wrapped(pdf *document, text words, const pdf_wrapped *lines, pdf_lines *into)
{
    taking state = { .document = document, .into = into, .bytes = words.bytes };
    for (size_t i = 0; i < lines->count; i++)
        take_line(&state, lines->items[i]);
    end_taking(&state);
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

// Pango shapes the rest of a text for every line of it: a long one is laid out in parts of some lines. Deep in quotations there
// may be no width left.
enum { WHOLE_LIMIT = 2048, PART_LEAST = 512, PART_EMS = 8 };

// Where the part from [from] on ends: not in a character.
static size_t end_of_part(const pdf_breaking *of, text words, size_t from)
{
    size_t most = PART_LEAST + (size_t)((of->width > 0 ? of->width : 0) / of->style->size * PART_EMS);
    if (words.length <= WHOLE_LIMIT || words.length - from <= most)
        return words.length;
    size_t end = from + most;
    while (end > from + most - 4 && ((unsigned char)words.bytes[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static PangoLayout *lay_out(const pdf_breaking *of, const pdf_composed *parts, size_t from, size_t end)
{
    PangoAttrList *attributes = pango_attr_list_new();
    pdf_describe_part(of, parts, from, end, &(pdf_attributes){ attributes, attributes, attributes });
    PangoLayout *layout = pango_layout_new(of->document->canvas->context);
    PangoFontDescription *font = pdf_describe_font(of->style);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_attributes(layout, attributes);
    pango_layout_set_text(layout, parts->words.bytes + from, (int)(end - from));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, pango_width(of->width));
    pango_attr_list_unref(attributes);
    return layout;
}

static PangoLayout *lay_out_well(const pdf_breaking *of, const pdf_composed *parts, size_t from, size_t end)
{
    PangoLayout *layout = lay_out(of, parts, from, end);
    if (!pdf_has_run_without_width(layout))
        return layout;
    g_object_unref(layout);
    layout = lay_out(of, parts, from, end);
    if (!pdf_has_run_without_width(layout))
        memory_exhausted();
    return layout;
}

// By Pango's own layout. False: as in break_into_lines.
static bool break_by_layout(const pdf_breaking *of, const pdf_composed *parts, bool may_cut, pdf_lines *into)
{
    taking state = { .document = of->document, .into = into };
    size_t length = parts->words.length, at = 0;
    into->spans = parts->spans;
    into->width = 0;
    do {
        size_t end = end_of_part(of, parts->words, at);
        PangoLayout *layout = lay_out_well(of, parts, at, end);
        bool is_refused = !may_cut && pango_layout_get_line_count(layout) > 1 && has_cut_word(layout);
        if (!is_refused) {
            pdf_note_missing(of->document, layout);
            at += take_layout(&state, layout, at, end == length);
        }
        g_object_unref(layout);
        if (is_refused)
            return false;
    } while (at < length);
    end_taking(&state);
    return true;
}

// From words that are kept. Not wrapped: what it is, or how it must be broken, is not of the simple kind.
static pdf_wrap_result break_by_words(const pdf_breaking *of, const pdf_composed *parts, pdf_lines *into)
{
    if (of->style->tracking > 0)
        return PDF_NOT_WRAPPED;
    pdf_attributes lists = { pango_attr_list_new(), pango_attr_list_new(), pango_attr_list_new() };
    PangoFontDescription *font = pdf_describe_font(of->style);
    pango_attr_list_insert(lists.fonts, pango_attr_font_desc_new(font));
    pango_font_description_free(font);
    pdf_describe_part(of, parts, 0, parts->words.length, &lists);
    into->spans = parts->spans;
    arena *scratch = &of->document->canvas->scratch;
    pdf_wrapped lines = { 0 };
    pdf_paragraph paragraph = { of->document->canvas->context, parts->words, lists.fonts, lists.breaks,
                                of->count > 1 ? lists.looks : NULL, pango_width(of->width) };
    pdf_wrap_result result = pdf_wrap(scratch, &paragraph, &lines);
    if (result == PDF_IS_WRAPPED)
        take_wrapped(of->document, parts->words, &lines, into);
    pdf_wrapped_free(&lines);
    arena_reset(scratch);
    pango_attr_list_unref(lists.fonts);
    pango_attr_list_unref(lists.breaks);
    pango_attr_list_unref(lists.looks);
    return result;
}

// False: a word was cut, and [may_cut] does not allow it.
static bool break_into_lines(const pdf_breaking *of, const pdf_composed *parts, bool may_cut, pdf_lines *into)
{
    pdf_wrap_result result = break_by_words(of, parts, into);
    bool is_refused = result == PDF_WOULD_CUT && !may_cut;
    return result == PDF_IS_WRAPPED || (!is_refused && break_by_layout(of, parts, may_cut, into));
}

pdf_lines *pdf_break(pdf *document, const pdf_run *runs, size_t count, const pdf_style *style, double width)
{
    bool can_divide = document->settings.hyphenate != NULL, is_divided = can_divide && style->family == PDF_SERIF;
    const pdf_breaking of = { document, keep_runs(document, runs, count), count, style, width };
    pdf_lines *made = ARENA_NEW(document->memory, pdf_lines, 1);
    *made = (pdf_lines){ .leading = style->leading, .style = *style, .span_count = count };
    // Capitals stand in the middle of the line.
    made->baseline = style->leading / 2 + style->size * (style->family == PDF_SERIF ? 0.32 : 0.355);
    errno = 0;
    pdf_composed parts = pdf_compose(&of, is_divided);
    // Headings and tables are divided only where a word is longer than the line.
    if (!break_into_lines(&of, &parts, is_divided || !can_divide, made)) {
        parts = pdf_compose(&of, true);
        break_into_lines(&of, &parts, true, made);
    }
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
