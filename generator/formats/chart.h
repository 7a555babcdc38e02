// Charts: accessible SVG from small tables of numbers.
//
// Source of the look: bars and lines drawn with direct labels, patterns or
// markers besides colour, and the data table always beside the picture. There is no script
// and no style in it, so it passes a strict content security policy.
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

// A <figure class="chart chart-bar">: figcaption with the title, the SVG (role="img" with a text alternative that tells
// the numbers, or their gist when there are many, viewBox, no inline style, patterns and markers besides
// colour), a legend or direct names when there is more than one series, the source, and the data as a table in
// <details class="chart-data">. A number that is missing or not finite is a "–". A unit of up to four characters stands
// behind every number, a longer one behind the title. Pies and rings show the first series and leave
// out what is not above zero; when nothing is, they become bars.
//
// For the theme: .chart-1 to .chart-6 colour a group (by color, or fill and stroke), whose shapes take what they
// need. Text is 16 units high on 640 (font-size of the SVG), classes chart-label (with chart-tick
// on an axis), chart-value (chart-halo where a line may run behind it, chart-total in a ring), and chart-inside on
// a chart-plate, which are dark on white unless the theme says otherwise. Lines: chart-line, chart-axis, chart-grid,
// chart-leader, chart-pattern. Around them: chart-title and chart-unit in the caption, chart-picture, chart-source.
void chart_write_html(const chart *drawn, const chart_words *words, buffer *out);
// The picture alone, an SVG document with its text alternative inside; and what that says. Its classes are coloured by
// a stylesheet of the caller. The alternative is plain text.
void chart_write_svg(const chart *drawn, const chart_words *words, buffer *out);
void chart_write_alternative(const chart *drawn, const chart_words *words, buffer *out);

#endif
