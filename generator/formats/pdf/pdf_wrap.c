// Text broken into lines.
//
// Pango has HarfBuzz shape a paragraph as a whole, each of its lines again, and once more for every place near the
// end of a line where it might be broken. Here the same steps are taken (process_line and process_item of Pango
// 1.50, whose order decides where a line ends) with words that were shaped once. Lines and glyphs are the same; what
// is rare (tabs, other scripts, words longer than a line) is left to Pango. tests/unit/test_pdf_wrap.c compares.
#include "formats/pdf/pdf_wrap.h"

#include <string.h>

typedef enum { NONE_FITS, SOME_FIT, ALL_FIT, EMPTY_FITS, WOULD_CUT, LEFT_TO_PANGO } fitting;

typedef struct {
    wrap_text *text;
    size_t item;                        // that comes next
    int at;                             // the rest of it
    bool is_shaped;                     // the widths are the rest's, or those of what it was cut from
    int room;                           // left on the line
    int hyphen;                         // its width; below 0: not known yet
    struct {
        wrap_run *items;
        size_t count, capacity;
    } runs;                             // of the line
} wrapping;

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static bool can_break_at(const wrap_text *of, int cut)
{
    return cut == of->count || of->attributes[cut].is_line_break;
}

static int hyphen_width(const PangoItem *item)
{
    hb_font_t *font = pango_font_get_hb_font(item->analysis.font);
    hb_codepoint_t glyph;
    if (hb_font_get_nominal_glyph(font, 0x2010, &glyph) || hb_font_get_nominal_glyph(font, '-', &glyph))
        return hb_font_get_glyph_h_advance(font, glyph);
    return 0;
}

// What a line that ends at [cut] is wider than its characters: a hyphen, or less by the space at its end.
static int extra_width(wrapping *state, const wrap_item *item, int cut)
{
    const wrap_text *of = state->text;
    if (of->attributes[cut].break_inserts_hyphen) {
        if (state->hyphen < 0)
            state->hyphen = hyphen_width(item->item);
        return state->hyphen;
    }
    return cut > state->at && of->attributes[cut - 1].is_white ? -of->widths[cut - 1] : 0;
}

static void add_run(wrapping *state, int end)
{
    *ARENA_PUSH(state->text->memory, state->runs) = (wrap_run){ (int)state->item, state->at, end };
}

typedef struct {
    int cut, width, extra;
    bool is_measured;
} ending;

// A line's end near its edge is measured as it would be drawn.
static bool measure_break(wrapping *state, const wrap_item *item, int cut, bool is_last, ending *best)
{
    wrap_text *of = state->text;
    bool is_whole = cut == item->end;
    bool has_hyphen = !is_whole && of->attributes[cut].break_inserts_hyphen;
    int width = wrap_shape(of, item, state->at, cut, has_hyphen, NULL).width;
    int extra = cut > state->at && (!is_whole || !is_last) && of->attributes[cut - 1].is_white
                    ? -of->widths[cut - 1] : 0;
    if (width >= 0 && (best->cut == item->end || width + extra <= state->room ||
                       width + extra < best->width + best->extra))
        *best = (ending){ cut, width, extra, true };
    return width >= 0;
}

static int safe_distance(const PangoItem *item)
{
    PangoFontMetrics *metrics = pango_font_get_metrics(item->analysis.font, item->analysis.language);
    int distance = pango_font_metrics_get_approximate_char_width(metrics) * 3;
    pango_font_metrics_unref(metrics);
    return distance;
}

// The best place in the rest of the item to end the line at; false: left to Pango.
static bool find_break(wrapping *state, const wrap_item *item, bool may_end, ending *best)
{
    const wrap_text *of = state->text;
    bool is_last = state->item + 1 == of->items.count;
    int safe = safe_distance(item->item), width = 0;
    for (int cut = state->at; cut < item->end + may_end; cut++) {
        int extra = extra_width(state, item, cut);
        if ((extra < 0 ? width + extra : width) > state->room + safe && best->cut < item->end)
            break;
        if (can_break_at(of, cut) && (cut > state->at || state->runs.count > 0)) {
            if (cut == state->at || width + extra < state->room - safe) {
                if (best->is_measured)
                    return false;
                *best = (ending){ cut, width, extra, false };
            } else if (!measure_break(state, item, cut, is_last, best)) {
                return false;
            }
        }
        if (cut < item->end)
            width += of->widths[cut];
    }
    return true;
}

// Puts as much as it can of the rest of the item on the line.
static fitting break_item(wrapping *state, const wrap_item *item, ending best, bool must_fit, bool may_end)
{
    const wrap_text *of = state->text;
    if (!find_break(state, item, may_end, &best))
        return LEFT_TO_PANGO;
    if (best.width + best.extra > state->room) {
        // A word is longer than the line: Pango cuts it behind a letter that fits. A letter that does not is rare.
        bool cuts = must_fit && state->at < item->end && of->widths[state->at] <= state->room;
        state->is_shaped = false;
        return cuts ? WOULD_CUT : must_fit ? LEFT_TO_PANGO : NONE_FITS;
    }
    state->room = larger(state->room - best.width - best.extra, 0);
    if (best.cut == state->at)
        return EMPTY_FITS;
    add_run(state, best.cut);
    if (best.cut == item->end) {
        state->is_shaped = false;
        return ALL_FIT;
    }
    state->at = best.cut;
    return SOME_FIT;
}

static fitting process_item(wrapping *state, bool must_fit, bool may_end)
{
    wrap_text *of = state->text;
    const wrap_item *item = &of->items.items[state->item];
    if (!state->is_shaped && !wrap_take_widths(of, item, state->at))
        return LEFT_TO_PANGO;
    state->is_shaped = true;
    int width = 0, extra = 0;
    if (may_end && can_break_at(of, item->end))
        extra = extra_width(state, item, item->end);
    // What is wider than the line may be as wide as it likes; a long text has many lines.
    for (int i = state->at; i < item->end && width + extra <= state->room; i++)
        width += of->widths[i];
    bool is_needed = item->end - state->at == 1 && state->runs.count == 0;
    if (may_end && (width + extra <= state->room || is_needed)) {
        width = wrap_shape(of, item, state->at, item->end, false, NULL).width;
        if (width < 0)
            return LEFT_TO_PANGO;
        if (width + extra <= state->room || is_needed) {
            add_run(state, item->end);
            state->room = larger(state->room - width, 0);
            state->is_shaped = false;
            return ALL_FIT;
        }
    }
    return break_item(state, item, (ending){ item->end, width, extra, false }, must_fit, may_end);
}

static bool can_break_in(const wrap_text *of, int from, int end)
{
    while (from < end && !can_break_at(of, from))
        from++;
    return from < end;
}

// One line.
static pdf_wrap_result fill_line(wrapping *state, bool *is_wrapped)
{
    const wrap_text *of = state->text;
    bool has_break = false;
    size_t break_run = 0;               // the last run that the line may end in
    int break_room = 0;                 // before it
    state->room = of->of->width;
    state->runs.count = 0;
    while (state->item < of->items.count) {
        int from = state->at, room = state->room, end = of->items.items[state->item].end;
        bool is_first = state->runs.count == 0;
        fitting result = process_item(state, !has_break, true);
        if (result == NONE_FITS) {
            state->runs.count = break_run;
            const wrap_run *back = &state->runs.items[break_run];
            state->item = (size_t)back->item;
            state->at = back->from;
            state->is_shaped = false;
            state->room = break_room;
            result = process_item(state, true, false);
        }
        if (result != ALL_FIT) {
            *is_wrapped = true;
            return result == WOULD_CUT ? PDF_WOULD_CUT : result == SOME_FIT || result == EMPTY_FITS ? PDF_IS_WRAPPED : PDF_NOT_WRAPPED;
        }
        if (can_break_in(of, from + is_first, end)) {
            has_break = true;
            break_room = room;
            break_run = state->runs.count - 1;
        }
        state->item++;
        state->at = end;
    }
    *is_wrapped = false;
    return PDF_IS_WRAPPED;
}

// ---- Glyphs

// The space at which a line was broken takes no room.
static void take_last_space(const wrap_text *of, int end, PangoGlyphString *glyphs)
{
    int last = glyphs->num_glyphs - 1;
    if (last < 0 || !of->attributes[end - 1].is_white ||
        (last > 0 && glyphs->log_clusters[last] == glyphs->log_clusters[last - 1]))
        return;
    glyphs->glyphs[last].geometry.width = 0;
    glyphs->glyphs[last].glyph = PANGO_GLYPH_EMPTY;
}

static GSList *glyphs_of(wrap_text *of, const wrap_run *run, bool has_hyphen, bool is_wrapped)
{
    const wrap_item *item = &of->items.items[run->item];
    PangoGlyphItem *made = g_slice_new0(PangoGlyphItem);
    made->item = pango_item_copy(item->item);
    made->item->offset = of->offsets[run->from];
    made->item->length = of->offsets[run->end] - made->item->offset;
    made->item->num_chars = run->end - run->from;
    made->glyphs = pango_glyph_string_new();
    pango_glyph_string_set_size(made->glyphs,
                                wrap_shape(of, item, run->from, run->end, has_hyphen, NULL).count);
    wrap_shape(of, item, run->from, run->end, has_hyphen, made->glyphs);
    if (is_wrapped)
        take_last_space(of, run->end, made->glyphs);
    return of->of->looks != NULL ? pango_glyph_item_apply_attrs(made, of->bytes, of->of->looks)
                                 : g_slist_prepend(NULL, made);
}

static void add_line(const wrapping *state, bool is_wrapped, pdf_wrapped *into)
{
    wrap_text *of = state->text;
    GSList *line = NULL;
    for (size_t i = state->runs.count; i-- > 0;) {
        const wrap_run *run = &state->runs.items[i];
        bool is_last = i + 1 == state->runs.count;
        bool has_hyphen = is_last && of->attributes[run->end].break_inserts_hyphen;
        line = g_slist_concat(glyphs_of(of, run, has_hyphen, is_last && is_wrapped), line);
    }
    *ARENA_PUSH(of->memory, *into) = line;
}

void pdf_wrapped_free(pdf_wrapped *of)
{
    for (size_t i = 0; i < of->count; i++)
        g_slist_free_full(of->items[i], (GDestroyNotify)pango_glyph_item_free);
    of->count = 0;
}

pdf_wrap_result pdf_wrap(arena *memory, const pdf_paragraph *of, pdf_wrapped *into)
{
    wrap_text words = { .memory = memory, .of = of };
    pdf_wrap_result result = wrap_text_read(&words) ? PDF_IS_WRAPPED : PDF_NOT_WRAPPED;
    bool is_wrapped;
    wrapping state = { .text = &words, .hyphen = -1 };
    while (result == PDF_IS_WRAPPED && state.item < words.items.count) {
        result = fill_line(&state, &is_wrapped);
        if (result == PDF_IS_WRAPPED)
            add_line(&state, is_wrapped, into);
    }
    wrap_text_free(&words);
    if (result != PDF_IS_WRAPPED)
        pdf_wrapped_free(into);
    return result;
}
