// Where pages end in print, so that what belongs together stands on one.
#include "formats/xlsx_parts.h"

#include <stdlib.h>

// Points of A4 and A3; pixels are of a screen with 96 to an inch. Programs differ a little in how high rows are.
static const double SHORT_SIDE = 595.3, LONG_SIDE = 841.9, LARGER = 1.4142, INCH = 72, ROW_POINTS = 15, POINTS_OF_PIXEL = 0.75, FILLED = 0.94;
enum { DEFAULT_COLUMN = 64, DIGIT = 7, COLUMN_PADDING = 5, BREAKS_MOST = 1000 };

void xlsx_keep_rows(xlsx *in, size_t number, uint32_t first, uint32_t last)
{
    *ARENA_PUSH(in->memory, in->sheets.items[number].kept) = (xlsx_rows){ first, last };
}

static double pixels_before(const sheet *of, size_t column)
{
    double pixels = 0;
    for (size_t c = 0; c < column; c++)
        pixels += c < XLSX_COLUMNS_NOTED && of->characters[c] > 0 ? of->characters[c] * DIGIT + COLUMN_PADDING : DEFAULT_COLUMN;
    return pixels;
}

static double sheet_width(const sheet *of)
{
    size_t columns = 0;
    for (size_t c = 0; c < XLSX_COLUMNS_NOTED; c++)
        columns = of->characters[c] > 0 ? c + 1 : columns;
    double width = pixels_before(of, columns);
    for (size_t c = columns; width < of->chart_edge; c++)
        width = pixels_before(of, c);
    return width * POINTS_OF_PIXEL;
}

double xlsx_pixels_before(const xlsx *in, size_t number, uint16_t column)
{
    return pixels_before(&in->sheets.items[number], column);
}

// The height of rows on one page, which are made smaller until all columns fit beside each other.
static double page_height(const sheet *of)
{
    double size = of->is_large ? LARGER : 1;
    double width = (of->is_landscape ? LONG_SIDE : SHORT_SIDE) * size - 2 * XLSX_MARGIN_SIDE * INCH;
    double height = (of->is_landscape ? SHORT_SIDE : LONG_SIDE) * size - 2 * XLSX_MARGIN_TOP * INCH;
    double wanted = sheet_width(of), scale = wanted > width ? width / wanted : 1;
    return height / scale * FILLED;
}

static double height_of(const double *heights, xlsx_rows rows)
{
    double height = 0;
    for (uint32_t r = rows.first; r <= rows.last; r++)
        height += heights[r];
    return height;
}

static int compare_rows(const void *a, const void *b)
{
    const xlsx_rows *x = a, *y = b;
    return x->first != y->first ? (x->first > y->first) - (x->first < y->first) : (x->last < y->last) - (x->last > y->last);
}

static double *heights_of(arena *memory, const sheet *of, uint32_t count)
{
    double *heights = ARENA_NEW(memory, double, count);
    for (uint32_t r = 0; r < count; r++)
        heights[r] = ROW_POINTS;
    for (size_t i = 0; i < of->heights.count; i++)
        if (of->heights.items[i].row < count)
            heights[of->heights.items[i].row] = of->heights.items[i].points;
    return heights;
}

// Every page gets a break in front of it: where a program would begin it by itself depends on its fonts.
void xlsx_end_pages(xlsx *in, size_t number)
{
    sheet *of = &in->sheets.items[number];
    uint32_t count = 0, breaks[BREAKS_MOST + 1] = { 0 };
    size_t next = 0, made = 0;
    if (of->kept.count == 0)
        return;
    qsort(of->kept.items, of->kept.count, sizeof *of->kept.items, compare_rows);
    for (size_t i = 0; i < of->kept.count; i++)
        count = of->kept.items[i].last >= count ? of->kept.items[i].last + 1 : count;
    const double *heights = heights_of(in->memory, of, count);
    double whole = page_height(of), used = 0;
    for (uint32_t r = 0; r < count && made < BREAKS_MOST; r++) {
        bool begins_page = used + heights[r] > whole;
        for (; next < of->kept.count && of->kept.items[next].first == r; next++) {
            double height = height_of(heights, of->kept.items[next]);
            begins_page |= height <= whole && used + height > whole;
        }
        if (begins_page && used > 0) {
            breaks[made++] = r;
            used = 0;
        }
        used += heights[r];
    }
    if (made > 0)
        xlsx_must(worksheet_set_h_pagebreaks(of->made, breaks));
}
