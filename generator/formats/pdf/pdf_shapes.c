// Words as their fonts set them.
//
// A book says the same words again and again, and every paragraph is tried several times: where lines end, and how
// tight a chapter is set. HarfBuzz takes most of the time that this needs, so what it says of a word is kept.
#include "formats/pdf/pdf_pango.h"

#include <errno.h>
#include <string.h>

enum { MOST_KEPT = 8 << 20 };       // bytes; then it begins anew

// The shapes of a process. A font that shapes are known by must not make room for another at its address.
static struct {
    arena memory;
    table known;                    // pdf_shape *; NULL: cannot stand alone
    struct {
        PangoFont **items;
        size_t count, capacity;
    } fonts;
} kept;

void pdf_forget_shapes(void)
{
    for (size_t i = 0; i < kept.fonts.count; i++)
        g_object_unref(kept.fonts.items[i]);
    arena_free(&kept.memory);
    memset(&kept, 0, sizeof kept);
}

void pdf_limit_shapes(void)
{
    if (kept.memory.used > MOST_KEPT)
        pdf_forget_shapes();
}

static void keep_font(PangoFont *font)
{
    size_t i = 0;
    while (i < kept.fonts.count && kept.fonts.items[i] != font)
        i++;
    if (i == kept.fonts.count)
        *ARENA_PUSH(&kept.memory, kept.fonts) = g_object_ref(font);
}

// All that the glyphs depend on.
typedef struct {
    const PangoFont *font;
    const PangoLanguage *language;
    int32_t script;
    unsigned char has_before, has_after, has_hyphen, nothing;
} shape_key;

static text key_of(const PangoAnalysis *in, const pdf_word *of, char *bytes)
{
    const shape_key key = { in->font, in->language, in->script, of->has_before, of->has_after, of->has_hyphen, 0 };
    memcpy(bytes, &key, sizeof key);
    memcpy(bytes + sizeof key, of->words.bytes, of->words.length);
    return (text){ bytes, sizeof key + of->words.length };
}

static bool is_missing(const PangoGlyphInfo *glyph)
{
    return glyph->glyph != PANGO_GLYPH_EMPTY && (glyph->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
}

static bool has_missing(const PangoGlyphString *of)
{
    for (int i = 0; i < of->num_glyphs; i++)
        if (is_missing(&of->glyphs[i]))
            return true;
    return false;
}

bool pdf_has_no_width(const PangoGlyphString *of)
{
    int width = 0;
    for (int i = 0; i < of->num_glyphs; i++)
        width += of->glyphs[i].geometry.width;
    return of->num_glyphs > 0 && width == 0;
}

// HarfBuzz without memory takes a font without anything in its place, and does not tell: then letters have a width when they are asked again.
static void set_glyphs(PangoGlyphString *made, PangoItem *item, const char *bytes)
{
    errno = 0;
    pango_shape_item(item, bytes, item->length, NULL, made, PANGO_SHAPE_NONE);
    pdf_heed_memory();
    if (!pdf_has_no_width(made))
        return;
    pango_shape_item(item, bytes, item->length, NULL, made, PANGO_SHAPE_NONE);
    if (!pdf_has_no_width(made))
        memory_exhausted();
}

// The glyphs of the word, between those of the spaces around it. False when a space has not a glyph of its own, or
// the font lacks a character.
static bool take_shape(const PangoGlyphString *from, const pdf_word *of, int length, const int *widths, int characters,
                       pdf_shape *into)
{
    int first = of->has_before, end = from->num_glyphs - of->has_after;
    if (end < first || (first < end && (from->log_clusters[first] < first || from->log_clusters[end - 1] >= length - of->has_after)))
        return false;
    if (has_missing(from))
        return false;
    into->count = end - first;
    PangoGlyphInfo *glyphs = ARENA_NEW(&kept.memory, PangoGlyphInfo, (size_t)into->count + 1);
    int *clusters = ARENA_NEW(&kept.memory, int, (size_t)into->count + 1);
    int *kept_widths = ARENA_NEW(&kept.memory, int, (size_t)characters + 1);
    for (int i = first; i < end; i++) {
        glyphs[i - first] = from->glyphs[i];
        clusters[i - first] = from->log_clusters[i] - first;
        into->width += from->glyphs[i].geometry.width;
    }
    memcpy(kept_widths, widths + first, (size_t)(characters - first - of->has_after) * sizeof *widths);
    into->glyphs = glyphs;
    into->clusters = clusters;
    into->widths = kept_widths;
    if (of->has_before)
        into->before = from->glyphs[0];
    if (of->has_after)
        into->after = from->glyphs[from->num_glyphs - 1];
    return true;
}

static pdf_shape *shape(const PangoAnalysis *in, const pdf_word *of)
{
    char bytes[PDF_LONGEST_WORD + 3];
    int widths[PDF_LONGEST_WORD + 2];
    size_t length = of->words.length + of->has_before + of->has_after;
    memset(bytes, ' ', length);
    bytes[length] = '\0';
    memcpy(bytes + of->has_before, of->words.bytes, of->words.length);
    PangoItem item = { .length = (int)length, .num_chars = (int)g_utf8_strlen(bytes, (gssize)length), .analysis = *in };
    if (of->has_hyphen)
        item.analysis.flags |= PANGO_ANALYSIS_FLAG_NEED_HYPHEN;
    PangoGlyphString *glyphs = pango_glyph_string_new();
    set_glyphs(glyphs, &item, bytes);
    pango_glyph_item_get_logical_widths(&(PangoGlyphItem){ .item = &item, .glyphs = glyphs }, bytes, widths);
    pdf_shape *made = ARENA_NEW(&kept.memory, pdf_shape, 1);
    bool is_alone = take_shape(glyphs, of, (int)length, widths, item.num_chars, made);
    pango_glyph_string_free(glyphs);
    return is_alone ? made : NULL;
}

const pdf_shape *pdf_shape_of(const PangoAnalysis *in, const pdf_word *of)
{
    char bytes[sizeof(shape_key) + PDF_LONGEST_WORD];
    if (of->words.length > PDF_LONGEST_WORD)
        return NULL;
    kept.known.memory = &kept.memory;
    text key = key_of(in, of, bytes);
    const uintptr_t *known = table_get(&kept.known, key);
    if (known != NULL)
        return (const pdf_shape *)*known;
    keep_font(in->font);
    pdf_shape *made = shape(in, of);
    table_set(&kept.known, text_copy(&kept.memory, key), made);
    return made;
}
