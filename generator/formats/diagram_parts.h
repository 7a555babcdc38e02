// What the kinds of diagram share. Private to diagram*.c.
#ifndef FORMATS_DIAGRAM_PARTS_H
#define FORMATS_DIAGRAM_PARTS_H

#include "formats/diagram_layout.h"

enum { WIDE = 560, NARROW = 340,
       PADDING = 12,            // inside boxes
       BADGE = 26,              // the disc of a number
       LANE = 13,               // between lines that run side by side
       EDGE = 2,                // half a line's thickness, so that nothing is cut off at the edges of the view
       NOBODY = DIAGRAM_BOX_LIMIT };

typedef struct {
    arena *memory;
    const diagram *drawn;
    diagram_layout *into;
    double width;               // of the view
    bool is_narrow;
} sketch;

// ---- In words, as HTML

void diagram_write_list(const diagram *drawn, const diagram_words *words, buffer *out);

// ---- Words in the picture

// The words in three lines at most where they fit, in more where not; nothing is left out.
drawn_lines diagram_wrap(const sketch *s, diagram_saying says, text words, double width);
// Words are parted only where none of them would fit, so this is how narrow a place may be.
double diagram_widest_word(diagram_saying says, text words);
double diagram_lines_height(const drawn_lines *lines);
void diagram_add_text(const sketch *s, diagram_text said);

// Label and detail of a box, one below the other.
typedef struct {
    drawn_lines label, detail;
    double width, height;
} diagram_content;
diagram_content diagram_content_of(const sketch *s, size_t box, double width);
void diagram_add_content(const sketch *s, size_t box, const diagram_content *content, diagram_anchor anchor, double x, double y,
                         bool is_on_core);
void diagram_add_badge(const sketch *s, size_t box, double x, double y);

// ---- Ways between steps that their order does not lead

// What is said of ways out of a box stands at its bottom, each line of it beside the place where the way leaves.
typedef struct {
    const diagram_arrow *arrow;
    bool is_way;                // else the order leads it, and only its note may stand here
    drawn_lines note;
    double height;
    double exit, entry;         // heights on the edges of both boxes, counted in the view
    size_t lane;
} diagram_way;

// All arrows in their order; [lane_count] ways run side by side. [is_way] tells which arrows are ways.
diagram_way *diagram_ways(const sketch *s, double note_width, bool (*is_way)(const sketch *s, const diagram_arrow *arrow),
                          size_t *lane_count);
double diagram_notes_height(const diagram_way *ways, size_t count, size_t box);
// Sets entries and exits on the edges of a box from [top] to [bottom], and adds the notes to the left of or from [x].
void diagram_place_ways(const sketch *s, diagram_way *ways, size_t box, double top, double bottom, diagram_anchor anchor,
                        double x);

// ---- Shapes and lines

void diagram_add_box(const sketch *s, size_t box, double x, double y, double width, double height);
diagram_line *diagram_begin_line(const sketch *s, size_t from, size_t to, double x, double y);
void diagram_line_to(const sketch *s, diagram_line *line, double x, double y);
// Down from where the line is to (x, y), upright at both ends.
void diagram_curve_down(const sketch *s, diagram_line *line, double x, double y);
// Along corners, rounded.
void diagram_line_along(const sketch *s, diagram_line *line, const diagram_point *corners, size_t count);
diagram_point diagram_line_end(const diagram_line *line);

// Numbers intervals [from, to] so that those with one number do not meet; short ones get low numbers. Returns how many numbers.
typedef struct {
    double from, to;
    size_t lane;
} diagram_interval;
size_t diagram_set_lanes(arena *memory, diagram_interval *intervals, size_t count);

// ---- The kinds; each sets the height.

void diagram_lay_steps(sketch *s);
void diagram_lay_flow(sketch *s);
void diagram_lay_cycle(sketch *s);
void diagram_lay_circles(sketch *s);
void diagram_lay_layers(sketch *s);

// What does not stand inside the shapes. Wide: at their right, each beside its own [height] if it may, with a leader from [edges];
// narrow: below the shapes, with labels. Returns where it ends.
typedef struct {
    bool has_numbers;           // inside the shapes, so that labels stand in the key
    double x, width;            // of the column
    const diagram_point *edges; // by box: where its leader begins
    double bend;                // where leaders begin to rise or fall
} diagram_key;
double diagram_lay_key(const sketch *s, const diagram_key *key, double bottom);
double diagram_key_height(const sketch *s, const diagram_key *key);
#endif
