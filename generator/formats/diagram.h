// Diagrams: accessible SVG from boxes and arrows written as text.
//
// The layout is our own, made at build time, the same everywhere. There is no script and no style in the SVG, so it
// passes a strict content security policy; what the picture says stands beside it as a list in words.
#ifndef FORMATS_DIAGRAM_H
#define FORMATS_DIAGRAM_H

#include "base/buffer.h"
#include "base/text.h"

typedef enum { DIAGRAM_STEPS, DIAGRAM_FLOW, DIAGRAM_CYCLE, DIAGRAM_CIRCLES, DIAGRAM_LAYERS } diagram_type;

enum { DIAGRAM_BOX_LIMIT = 40, DIAGRAM_CIRCLE_LIMIT = 8, DIAGRAM_ARROW_LIMIT = 60,
       DIAGRAM_LABEL_LIMIT = 48, DIAGRAM_NOTE_LIMIT = 60, DIAGRAM_DETAIL_LIMIT = 160 };

typedef struct {
    text label, detail;
} diagram_box;

typedef struct {
    size_t from, to;            // places among the boxes; never the same
    text label;
} diagram_arrow;

typedef struct {
    diagram_type type;
    text title, source;
    const diagram_box *boxes;   // circles: from the innermost; layers: from the top
    size_t box_count;
    const diagram_arrow *arrows;    // of a flow, all; of steps and cycles, those besides the way from each to the next
    size_t arrow_count;
    text id;                    // unique on the page; ids inside the figure start with it
    // Puts soft hyphens (U+00AD) into words that may have to be parted; NULL: words are parted by guess.
    text (*divide)(const void *context, arena *memory, text words);
    const void *divide_context;
} diagram;

typedef struct {
    text show_list;             // "Näytä kuvio tekstinä"
    text source_label;          // "Lähde"
    text go, back;              // "Siirry kohtaan", "Takaisin kohtaan"
    text end;                   // "Päättyy tähän"
    text outwards, downwards;   // "Sisimmästä uloimpaan", "Ylimmästä alimpaan"
} diagram_words;

// Two widths: one for a column of text, one for a phone.
typedef enum { DIAGRAM_WIDE, DIAGRAM_NARROW } diagram_width;

// A <figure class="diagram diagram-steps">: figcaption with the title, the pictures, the source, and the same in words in
// <details class="diagram-list">. Each picture is an <svg role="img"> named by the caption, without style. With
// [is_narrow] only the one for phones is written; else the theme shows .diagram-wide or .diagram-narrow, and hides the other
// from everybody.
//
// For the theme: .diagram-box is a box, .diagram-core what stands in the middle or at the top with .diagram-on-core on it, .diagram-tint
// a ground that lies on others, .diagram-badge the disc of a number with .diagram-number on it. Text: .diagram-label,
// .diagram-detail, .diagram-note at arrows, .diagram-note-back at those that lead back. Lines: .diagram-arrow, .diagram-back
// with heads .diagram-head and .diagram-back-head; .diagram-leader from a shape to its words.
void diagram_write_html(const diagram *drawn, const diagram_words *words, bool is_narrow, buffer *out);
// The picture alone, an SVG document; its classes are coloured by a stylesheet of the caller. And what it says, as plain text.
void diagram_write_svg(const diagram *drawn, diagram_width width, buffer *out);
void diagram_write_alternative(const diagram *drawn, const diagram_words *words, buffer *out);

#endif
