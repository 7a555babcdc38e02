// Where everything of a diagram stands: shapes, words, lines. Nothing is drawn yet, so that tests can measure it.
//
// What is promised for every diagram that was read: no two boxes overlap, nor do words of different boxes; lines begin
// and end at the edges of their boxes and do not run through others; all of it lies in the view. Lengths are in the
// picture's own units, and letters are DIAGRAM_LABEL_SIZE of them high.
#ifndef FORMATS_DIAGRAM_LAYOUT_H
#define FORMATS_DIAGRAM_LAYOUT_H

#include "base/arena.h"
#include "formats/diagram.h"
#include "formats/drawn_text.h"

enum { DIAGRAM_LABEL_SIZE = 16, DIAGRAM_DETAIL_SIZE = 15, DIAGRAM_LINE = 20 };

typedef struct {
    double x, y;
} diagram_point;

// BOX and DISC are x, y, width, height. A BAND of a pyramid is [top] wide at its upper edge, [width] at its lower one.
typedef enum { DIAGRAM_SHAPE_BOX, DIAGRAM_SHAPE_DISC, DIAGRAM_SHAPE_BAND } diagram_shape_type;

typedef struct {
    diagram_shape_type type;
    size_t box;                 // which of the diagram's it stands for
    bool is_core;               // drawn in the full colour
    double x, y, width, height, top;
} diagram_shape;

typedef enum { DIAGRAM_SAYS_LABEL, DIAGRAM_SAYS_DETAIL, DIAGRAM_SAYS_NOTE, DIAGRAM_SAYS_BACK, DIAGRAM_SAYS_NUMBER } diagram_saying;
typedef enum { DIAGRAM_START, DIAGRAM_MIDDLE, DIAGRAM_END } diagram_anchor;

// Lines of words from [y] downwards, from, around or up to [x]. A number stands on a badge around (x, y).
typedef struct {
    diagram_saying says;
    diagram_anchor anchor;
    size_t box;
    bool is_on_core;
    double x, y;
    drawn_lines lines;
} diagram_text;

typedef struct {
    bool is_curve;              // else straight, and the controls mean nothing
    diagram_point first_control, second_control, to;
} diagram_segment;

typedef struct {
    size_t from, to;            // boxes; the same in both: a leader from a shape to its words
    bool is_back, has_head;
    diagram_point start;
    struct { diagram_segment *items; size_t count, capacity; } segments;
} diagram_line;

typedef struct {
    double width, height;
    struct { diagram_shape *items; size_t count, capacity; } shapes;
    struct { diagram_text *items; size_t count, capacity; } texts;
    struct { diagram_line *items; size_t count, capacity; } lines;
} diagram_layout;

diagram_layout diagram_lay_out(arena *memory, const diagram *drawn, diagram_width width);

// How high the letters of [says] count when they are measured; bold ones are wider.
double diagram_text_size(diagram_saying says);
// The room that words take: x, y, width, height.
diagram_shape diagram_text_room(const diagram_text *of);

#endif
