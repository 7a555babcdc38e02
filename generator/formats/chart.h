// Charts: accessible SVG from small tables of numbers.
//
// Source of the look: bars and lines drawn with direct labels, patterns or
// markers besides colour, and the data table always beside the picture.
#ifndef FORMATS_CHART_H
#define FORMATS_CHART_H

#include "base/buffer.h"
#include "base/text.h"

typedef enum { CHART_BAR, CHART_STACKED_BAR, CHART_PIE, CHART_DONUT, CHART_LINE } chart_type;

enum { CHART_SERIES_LIMIT = 6, CHART_ROW_LIMIT = 60 };

typedef struct {
    chart_type type;
    text title, unit, source;
    text language;              // numbers are written in its form
    const text *series;         // names of the series (columns after the first)
    size_t series_count;
    const text *labels;         // one per row
    size_t row_count;
    const double *numbers;      // row by row, series_count each
    const bool *missing;        // the same shape: no number there
    text id;                    // unique on the page; ids inside the SVG start with it
} chart;

typedef struct {
    text label_column;          // heading of the first column
    text show_table;            // "Näytä luvut taulukkona"
    text source_label;          // "Lähde"
    text largest, smallest;     // "suurin", "pienin", for the text alternative of many numbers
} chart_words;

// A <figure class="chart">: figcaption with the title, the SVG (role="img" with a text alternative that tells
// the numbers' gist, viewBox, no inline style, colours by class names chart-1..chart-6 so that the theme and
// dark mode decide, patterns for print), a legend when there is more than one series, and the data as a table in <details>.
void chart_write_html(const chart *drawn, const chart_words *words, buffer *out);

#endif
