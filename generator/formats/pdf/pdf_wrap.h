// A text that is being broken into lines. Private to pdf_wrap*.c.
#ifndef FORMATS_PDF_PDF_WRAP_H
#define FORMATS_PDF_PDF_WRAP_H

#include "formats/pdf/pdf_pango.h"

// A word in an item, and whether the space before it is the item's. The space at an item's end stands before a word
// without characters.
typedef struct {
    int from, end;                  // places are characters of the text
    bool has_before, has_after;
    const pdf_shape *shape;
} wrap_word;

typedef struct {
    PangoItem *item;
    int from, end, word_end;        // behind its last word
} wrap_item;

typedef struct {
    int item, from, end;
} wrap_run;

typedef struct {
    arena *memory;
    const pdf_paragraph *of;
    const char *bytes;
    int count;                      // characters
    int *offsets;                   // of the characters, and of the end
    int *word_of;                   // the word of each, also for the space before it
    int *widths;                    // of each, as when its item was last shaped
    const PangoLogAttr *attributes;
    struct {
        wrap_word *items;
        size_t count, capacity;
    } words;
    struct {
        wrap_item *items;
        size_t count, capacity;
    } items;
} wrap_text;

// pdf_wrap_words.c: false when it is left to Pango.
bool wrap_text_read(wrap_text *of);
void wrap_text_free(wrap_text *of);
// What stands from [from] to [end] of an item; [into], when given, has room for as many glyphs.
typedef struct {
    int width, count;               // width below 0: it is left to Pango
} wrap_extent;
wrap_extent wrap_shape(const wrap_text *of, const wrap_item *item, int from, int end, bool has_hyphen,
                       PangoGlyphString *into);
// Takes the widths of the characters as if what stands from [from] on were shaped anew; false: left to Pango.
bool wrap_take_widths(wrap_text *of, const wrap_item *item, int from);

#endif
