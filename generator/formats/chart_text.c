// Text in charts.
#include "chart_parts.h"

#include "html.h"

#include <string.h>

double chart_value_width(text value)
{
    return drawn_text_width(value, TEXT_SIZE * 1.12);       // bold is wider
}

// ---- Drawing

void chart_draw_text(const drawing *d, const char *class_name, const char *anchor, double x, double y, text t)
{
    buffer_format(d->out, "<text class=\"%s\"", class_name);
    if (strcmp(class_name, "chart-inside") == 0)
        buffer_add_string(d->out, " fill=\"#1c2a2e\"");     // its ground is light by itself
    if (strstr(class_name, "label") == NULL)
        buffer_add_string(d->out, " font-weight=\"700\"");
    if (strcmp(anchor, "start") != 0)
        buffer_format(d->out, " text-anchor=\"%s\"", anchor);
    drawn_add_attribute(d->out, "x", x);
    drawn_add_attribute(d->out, "y", y);
    buffer_add_byte(d->out, '>');
    html_escape(d->out, t);
    buffer_add_string(d->out, "</text>\n");
}

void chart_draw_wrapped(const drawing *d, const char *class_name, const char *anchor, double x, double middle,
                        const drawn_lines *wrapped)
{
    // A line's letters stand about a third of their size above their middle.
    double y = middle + 0.35 * TEXT_SIZE - (double)(wrapped->count - 1) * LINE_HEIGHT / 2;
    for (size_t i = 0; i < wrapped->count; i++)
        chart_draw_text(d, class_name, anchor, x, y + (double)i * LINE_HEIGHT, wrapped->lines[i]);
}

void chart_spread(double *centres, const double *heights, size_t count, double top, double bottom)
{
    double edge = top;
    for (size_t i = 0; i < count; i++) {
        if (centres[i] < edge + heights[i] / 2)
            centres[i] = edge + heights[i] / 2;
        edge = centres[i] + heights[i] / 2;
    }
    edge = bottom;
    for (size_t i = count; i-- > 0;) {
        if (centres[i] > edge - heights[i] / 2)
            centres[i] = edge - heights[i] / 2;
        edge = centres[i] - heights[i] / 2;
    }
}
