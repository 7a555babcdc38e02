// How books look on paper: print.yaml of the theme (themes/README.md).
//
// What the site's own file leaves out is taken from the one that the program carries. Mistakes are reported at
// their line; the carried value then stands.
#ifndef PRINTING_PRINT_STYLE_H
#define PRINTING_PRINT_STYLE_H

#include "formats/pdf/pdf.h"
#include "site/theme.h"

// Names in the file have hyphens for underscores.
#define PRINT_COLOURS(COLOUR)                                                                             \
    COLOUR(ink) COLOUR(soft_ink) COLOUR(accent) COLOUR(title) COLOUR(kicker) COLOUR(tint) COLOUR(line)    \
    COLOUR(pen) COLOUR(sun) COLOUR(numeral) COLOUR(cloth)
#define PRINT_SIZES(SIZE)                                                                                 \
    SIZE(text) SIZE(summary) SIZE(chapter) SIZE(heading) SIZE(subheading) SIZE(facts) SIZE(label)         \
    SIZE(small) SIZE(part) SIZE(cover)

enum { PRINT_STALLS = 12, PRINT_CHART_ROWS = 6 };

typedef struct {
    double size, leading;
} print_size;

typedef struct {
    double inner, outer, top, bottom;       // points
} print_margins;

typedef struct {
    pdf_family text, headings;
#define PRINT_COLOUR(name) uint32_t name;
    struct { PRINT_COLOURS(PRINT_COLOUR) } colours;
#undef PRINT_COLOUR
#define PRINT_SIZE(name) print_size name;
    struct { PRINT_SIZES(PRINT_SIZE) } sizes;
#undef PRINT_SIZE
    uint32_t stalls[PRINT_STALLS], charts[PRINT_CHART_ROWS];
    size_t stall_count;
    double a5_titles;
    print_margins a4, a5;
    text logo;                              // path from the site's folder; empty: none
    place logo_where;
    bool prints_addresses;
} print_style;

// "Lato"
text print_style_family_name(pdf_family family);

void print_style_read(arena *memory, const site *of, const theme *from, diagnostics *found, print_style *read);

// A stylesheet for charts and diagrams (formats/chart.h, diagram.h) on paper; patterns, markers, dashes and words tell
// their parts apart without colours too.
text print_style_drawings(arena *memory, const print_style *looks);

#endif
