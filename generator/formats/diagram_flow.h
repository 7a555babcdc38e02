// Flows: boxes in rows from the top, arrows downwards between them. Private to diagram_flow*.c.
//
// An arrow goes through every row between its ends at a place of its own there: its text, or just room for its line. So
// lines bend between rows only, where no box is. Arrows without text that leave a box share their line until they part. Arrows that would close a circle lead back up in lanes at the sides.
#ifndef FORMATS_DIAGRAM_FLOW_H
#define FORMATS_DIAGRAM_FLOW_H

#include "diagram_parts.h"

typedef enum { ITEM_BOX, ITEM_NOTE, ITEM_LINE } item_type;

typedef struct {
    item_type type;
    size_t number;              // of the box, or of the arrow
    size_t row;
    double x, y, width, height; // x of the middle, y of the top
    double key;                 // for sorting
    diagram_content content;    // of a box
    drawn_lines note;
    struct { size_t *items; size_t count, capacity; } above, below;    // links
} item;

// A line from an item to one in the next row.
typedef struct {
    size_t arrow, upper, lower; // the first arrow that goes there; items
    double leaves, arrives;     // how far from the middles of the items
} link;

typedef struct {
    struct { size_t *items; size_t count, capacity; } order;    // from the left
    struct { size_t *items; size_t count, capacity; } below;    // links to the next row
    double top, height;
    size_t tracks;              // level lines above the row, by arrows that lead back
} flow_row;

// An arrow that leads back: from an item (the box, or its text) by a lane to the box it leads to.
typedef struct {
    size_t arrow, start;
    size_t end;
    bool is_left;
    bool leaves_aside, arrives_aside;
    double leaves, arrives;     // from the middle of the item, or from its top where it is left or entered at its side
    size_t leaves_track, arrives_track;
    size_t lane;
} back_way;

typedef struct {
    sketch *s;
    double left, right;         // rows stand between; lanes outside
    struct { item *items; size_t count, capacity; } items;
    struct { link *items; size_t count, capacity; } links;
    struct { flow_row *items; size_t count, capacity; } rows;
    struct { back_way *items; size_t count, capacity; } backs;
    size_t box_items[DIAGRAM_BOX_LIMIT];
    struct { size_t *items; size_t count, capacity; } paths[DIAGRAM_ARROW_LIMIT];   // the links of each arrow, from above
    size_t left_lanes, right_lanes;
    double lane_room;
    size_t tracks_below;        // the last row
} flow;

// Puts boxes into rows and arrows between them (diagram_flow_rows.c); the order within rows is that of the boxes.
void flow_make_rows(flow *f);
// Orders rows so that few lines cross, and sets widths, heights and x (diagram_flow_places.c).
void flow_set_order(flow *f);
void flow_set_places(flow *f);
// Where lines leave and arrive; and the ways of arrows that lead back (diagram_flow_lines.c).
void flow_set_backs(flow *f);
void flow_set_ports(flow *f);
void flow_straighten(flow *f);
void flow_set_tracks(flow *f);
void flow_add_lines(flow *f);

enum { FLOW_GAP = 16 };         // between neighbours in a row
// The room of level lines above a row, and the height of one of them above it.
double flow_tracks_room(size_t tracks);
double flow_track(size_t number);

#endif
