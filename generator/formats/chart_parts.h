// What the kinds of chart share: numbers, text that fits, shapes. Private to
// chart*.c.
//
// Drawings are PICTURE_WIDTH wide and as high as they need. Lengths are in the
// drawing's own units; text is TEXT_SIZE of them high.
#ifndef FORMATS_CHART_PARTS_H
#define FORMATS_CHART_PARTS_H

#include "base/arena.h"
#include "formats/chart.h"
#include "formats/drawn_text.h"

enum { PICTURE_WIDTH = 640, TEXT_SIZE = 16, LINE_HEIGHT = 20, WRAP_LINES = 3 };

typedef struct {
    const chart *shown;
    const chart_words *words;
    arena *memory;
    buffer *out;
} drawing;

// ---- Numbers

bool chart_has(const chart *shown, size_t row, size_t series);      // a finite number is there
double chart_number(const chart *shown, size_t row, size_t series); // 0 when there is none

// "1 234,5 %": the number as people write it, and the unit when it is short.
text chart_value(const drawing *d, double number);
// "–" where there is none.
text chart_value_at(const drawing *d, size_t row, size_t series);
// All of a series, one per row, with as many decimals as the one that needs most: for columns of tables.
text *chart_column_values(const drawing *d, size_t series);
bool chart_unit_is_short(const chart *shown);
bool chart_unit_is_percent(const chart *shown);

// ---- Text

double chart_value_width(text value);       // in bold

// [anchor] is "start", "middle" or "end"; [y] is the baseline of the (first) line.
void chart_draw_text(const drawing *d, const char *class_name, const char *anchor, double x, double y, text t);
// The lines with their middle at [middle].
void chart_draw_wrapped(const drawing *d, const char *class_name, const char *anchor, double x, double middle,
                        const drawn_lines *wrapped);

// Moves [centres] (in their order) as little as it takes that things of
// [heights] do not overlap between [top] and [bottom].
void chart_spread(double *centres, const double *heights, size_t count, double top, double bottom);

// ---- Shapes

// Filled with the colour of [series], and its pattern over it when [is_patterned].
void chart_draw_rectangle(const drawing *d, size_t series, bool is_patterned, double x, double y, double width,
                          double height);
void chart_draw_path(const drawing *d, size_t series, bool is_patterned, text path);
// A line in the colour and the dashes of [series].
void chart_draw_curve(const drawing *d, size_t series, text path);
// A plain ground for text on top of a colour.
void chart_draw_plate(const drawing *d, double x, double y, double width, double height);
void chart_draw_line(const drawing *d, const char *class_name, double x1, double y1, double x2, double y2);
// The sign of a series on a line: a circle, square, triangle, diamond, cross or star.
void chart_draw_marker(const drawing *d, size_t series, double x, double y);

// Patterns for all series but the first, which stays plain.
void chart_write_patterns(const drawing *d, size_t count);

// Names of all series with their colours (or markers), from the top left; returns the
// height taken.
double chart_draw_legend(const drawing *d);

// ---- The kinds; each writes what stands inside the SVG and returns its height.

double chart_draw_bars(const drawing *d);
double chart_draw_stacked_bars(const drawing *d);
double chart_draw_pie(const drawing *d);
double chart_draw_lines(const drawing *d);

// ---- In words and numbers

void chart_write_description(const drawing *d);
void chart_write_table(const drawing *d);

#endif
