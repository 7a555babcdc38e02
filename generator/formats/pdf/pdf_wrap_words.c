// The words of a text that is being broken into lines.
#include "formats/pdf/pdf_wrap.h"

#include <string.h>

// Letters and signs that stand alone, from left to right. Greek and Cyrillic have their accents in letters too.
static bool is_simple(gunichar c)
{
    return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x250) || (c >= 0x370 && c < 0x483) || (c >= 0x48A && c < 0x530)
        || (c >= 0x2010 && c < 0x2027)
        || (c >= 0x202F && c < 0x205F) || (c >= 0x20A0 && c < 0x20C0) || (c >= 0x2190 && c < 0x2300);
}

static bool read_characters(wrap_text *of)
{
    text all = of->of->words;
    of->offsets = ARENA_NEW(of->memory, int, all.length + 1);
    of->bytes = all.bytes;
    // Pango shows what is no text in its own way.
    if (!g_utf8_validate(all.bytes, (gssize)all.length, NULL))
        return false;
    for (size_t at = 0; at < all.length; at += (size_t)g_utf8_skip[(unsigned char)all.bytes[at]]) {
        if (!is_simple(g_utf8_get_char(all.bytes + at)))
            return false;
        of->offsets[of->count++] = (int)at;
    }
    of->offsets[of->count] = (int)all.length;
    return of->count > 0;
}

static char byte_at(const wrap_text *of, int character)
{
    return of->bytes[of->offsets[character]];
}

static const pdf_shape *shape_of(const wrap_text *of, const wrap_item *item, const wrap_word *word, int from, int end,
                                 bool has_hyphen)
{
    if (from == word->from && end == word->end && word->shape != NULL && !has_hyphen)
        return word->shape;
    size_t first = (size_t)of->offsets[from], behind = (size_t)of->offsets[end];
    const pdf_word wanted = { { of->bytes + first, behind - first }, word->has_before && from == word->from,
                              word->has_after && end == word->end, has_hyphen };
    return pdf_shape_of(&item->item->analysis, &wanted);
}

static bool read_word(wrap_text *of, const wrap_item *item, int *at)
{
    wrap_word word = { .has_before = byte_at(of, *at) == ' ' };
    word.from = word.end = *at + word.has_before;
    while (word.end < item->end && byte_at(of, word.end) != ' ')
        word.end++;
    word.has_after = word.end < item->end;
    word.shape = shape_of(of, item, &word, word.from, word.end, false);
    for (int i = *at; i < word.end; i++)
        of->word_of[i] = (int)of->words.count;
    *ARENA_PUSH(of->memory, of->words) = word;
    *at = word.end;
    return word.shape != NULL;
}

static bool read_items(wrap_text *of)
{
    const pdf_paragraph *from = of->of;
    GList *items = pango_itemize(from->context, of->bytes, 0, (int)from->words.length, from->fonts, NULL);
    bool is_fine = true;
    int at = 0;
    for (GList *i = items; i != NULL; i = i->next) {
        wrap_item *item = ARENA_PUSH(of->memory, of->items);
        *item = (wrap_item){ .item = i->data, .from = at, .end = at + ((PangoItem *)i->data)->num_chars };
        // A hyphen between items would be shaped with the one before.
        is_fine = is_fine && item->item->analysis.level == 0 && item->item->analysis.font != NULL &&
                  g_utf8_get_char(of->bytes + of->offsets[item->end - 1]) != 0xAD;
        while (is_fine && at < item->end)
            is_fine = read_word(of, item, &at);
        at = item->end;
        item->word_end = (int)of->words.count;
    }
    g_list_free(items);
    return is_fine && at == of->count;
}

// Where the lines of a text may end, for the same text set in another size.
enum { MOST_KEPT = 1 << 20 };       // bytes; then it begins anew
static struct {
    arena memory;
    table known;                    // PangoLogAttr *
} kept_breaks;

static text key_of_breaks(const wrap_text *of)
{
    buffer out = { 0 };
    for (size_t i = 0; i < of->items.count; i++) {
        const wrap_item *item = &of->items.items[i];
        buffer_add(&out, (text){ (const char *)&item->end, sizeof item->end });
        buffer_add(&out, (text){ (const char *)&item->item->analysis.language, sizeof item->item->analysis.language });
    }
    buffer_add(&out, of->of->words);
    text made = text_copy(of->memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void find_breaks(const wrap_text *of, PangoLogAttr *into)
{
    int length = (int)of->of->words.length;
    pango_default_break(of->bytes, length, NULL, into, of->count + 1);
    for (size_t i = 0; i < of->items.count; i++) {
        const wrap_item *item = &of->items.items[i];
        pango_tailor_break(of->bytes + item->item->offset, item->item->length, &item->item->analysis, -1,
                           into + item->from, item->end - item->from + 1);
    }
}

static const PangoLogAttr *breaks_of(const wrap_text *of)
{
    if (kept_breaks.memory.used > MOST_KEPT) {
        arena_free(&kept_breaks.memory);
        kept_breaks.known = (table){ 0 };
    }
    kept_breaks.known.memory = &kept_breaks.memory;
    text key = key_of_breaks(of);
    const PangoLogAttr *known = table_find(&kept_breaks.known, key);
    if (known != NULL)
        return known;
    PangoLogAttr *made = ARENA_NEW(&kept_breaks.memory, PangoLogAttr, (size_t)of->count + 1);
    find_breaks(of, made);
    table_set(&kept_breaks.known, text_copy(&kept_breaks.memory, key), made);
    return made;
}

static bool read_breaks(wrap_text *of)
{
    size_t count = (size_t)of->count + 1;
    PangoLogAttr *own = ARENA_NEW(of->memory, PangoLogAttr, count);
    memcpy(own, breaks_of(of), count * sizeof *own);
    pango_attr_break(of->bytes, (int)of->of->words.length, of->of->breaks, 0, own, (int)count);
    of->attributes = own;
    while (count > 0 && !own[count - 1].break_removes_preceding)
        count--;
    return count == 0;
}

bool wrap_text_read(wrap_text *of)
{
    pdf_limit_shapes();
    if (!read_characters(of))
        return false;
    of->word_of = ARENA_NEW(of->memory, int, (size_t)of->count);
    of->widths = ARENA_NEW(of->memory, int, (size_t)of->count);
    return read_items(of) && read_breaks(of);
}

void wrap_text_free(wrap_text *of)
{
    for (size_t i = 0; i < of->items.count; i++)
        pango_item_free(of->items.items[i].item);
}

// ---- Glyphs

static void set_glyph(PangoGlyphString *into, int at, const PangoGlyphInfo *glyph, int cluster)
{
    into->glyphs[at] = *glyph;
    into->log_clusters[at] = cluster;
}

// The room of a space depends on what follows it, if that stands on the line.
static const PangoGlyphInfo *space_before(const wrap_item *item, const pdf_shape *word, const pdf_shape *last)
{
    static const pdf_word space = { .words = TEXT_CONSTANT(""), .has_before = true };
    if (word != NULL)
        return &word->before;
    if (last != NULL)
        return &last->after;
    const pdf_shape *alone = pdf_shape_of(&item->item->analysis, &space);
    return alone != NULL ? &alone->before : NULL;
}

wrap_extent wrap_shape(const wrap_text *of, const wrap_item *item, int from, int end, bool has_hyphen,
                       PangoGlyphString *into)
{
    static const wrap_extent none = { -1, 0 };
    const pdf_shape *last = NULL;
    wrap_extent all = { 0 };
    int base = of->offsets[from];
    for (int i = of->word_of[from]; i < item->word_end && of->words.items[i].from - 1 < end; i++) {
        const wrap_word *word = &of->words.items[i];
        int first = word->from > from ? word->from : from, behind = word->end < end ? word->end : end;
        bool is_there = first < behind, has_space = word->has_before && word->from > from;
        const pdf_shape *shape =
            is_there ? shape_of(of, item, word, first, behind, has_hyphen && behind == end) : NULL;
        const PangoGlyphInfo *space = has_space ? space_before(item, shape, last) : NULL;
        if ((is_there && shape == NULL) || (has_space && space == NULL))
            return none;
        if (has_space && into != NULL)
            set_glyph(into, all.count, space, of->offsets[word->from - 1] - base);
        all.count += has_space;
        all.width += has_space ? space->geometry.width : 0;
        for (int j = 0; is_there && into != NULL && j < shape->count; j++)
            set_glyph(into, all.count + j, &shape->glyphs[j], of->offsets[first] - base + shape->clusters[j]);
        all.count += is_there ? shape->count : 0;
        all.width += is_there ? shape->width : 0;
        last = shape;
    }
    return all;
}

bool wrap_take_widths(wrap_text *of, const wrap_item *item, int from)
{
    const pdf_shape *last = NULL;
    for (int i = of->word_of[from]; i < item->word_end; i++) {
        const wrap_word *word = &of->words.items[i];
        int first = word->from > from ? word->from : from;
        const pdf_shape *shape = first < word->end ? shape_of(of, item, word, first, word->end, false) : NULL;
        if (first < word->end && shape == NULL)
            return false;
        if (word->has_before && word->from > from) {
            const PangoGlyphInfo *space = space_before(item, shape, last);
            if (space == NULL)
                return false;
            of->widths[word->from - 1] = space->geometry.width;
        }
        for (int j = first; j < word->end; j++)
            of->widths[j] = shape->widths[j - first];
        last = shape;
    }
    return true;
}
