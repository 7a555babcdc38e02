// What pages draw from words: the fenced blocks `chart` and `diagram`, with the words of the theme.
//
// Website, EPUB and print take their drawings from here. The website tells the mistakes; the others pass them over.
#ifndef SITE_DRAWINGS_H
#define SITE_DRAWINGS_H

#include "document/document.h"
#include "language/hyphenation.h"
#include "site/theme.h"

// Fenced blocks of ours that the text of a page may hold: those drawn here, and `view` (site/views.h).
enum { PAGE_BLOCKS = 3 };
extern const text page_blocks[PAGE_BLOCKS];

typedef struct {
    arena *memory;
    const theme *theme;
    size_t language;
    text code;                          // of the language
    const hyphenation *hyphenation;     // parts long words of diagrams; NULL: by guess
} drawing_maker;

// The figure with its picture and the same in words. [id] is unique on the page. With [is_narrow] for narrow pages alone.
// False when the block cannot be drawn, which [found] says.
bool drawing_write_html(const drawing_maker *with, const node *block, text path, text id, bool is_narrow, diagnostics *found,
                        buffer *out);

typedef struct {
    text svg;                   // its classes are those of formats/chart.h and formats/diagram.h
    text title, alternative;
    text source;                // "Lähde: DVV 2023"; empty when none is told
} drawn_picture;
// [is_narrow]: for a narrow column, where a wide drawing may be too small to read; charts have one width.
bool drawing_read(const drawing_maker *with, const node *block, bool is_narrow, drawn_picture *read);

// What a diagram says, for the search; of other blocks nothing.
text drawing_words(const drawing_maker *with, const node *block);

#endif
