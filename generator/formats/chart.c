#include "chart_parts.h"

#include "html.h"

static double draw(const drawing *d)
{
    switch (d->shown->type) {
    case CHART_BAR: return chart_draw_bars(d);
    case CHART_STACKED_BAR: return chart_draw_stacked_bars(d);
    case CHART_PIE:
    case CHART_DONUT: return chart_draw_pie(d);
    case CHART_LINE: return chart_draw_lines(d);
    }
    return 0;
}

static void write_caption(const drawing *d)
{
    buffer_add_string(d->out, "<figcaption><span class=\"chart-title\">");
    html_escape(d->out, d->shown->title);
    buffer_add_string(d->out, "</span>");
    if (!chart_unit_is_short(d->shown)) {
        buffer_add_string(d->out, " <span class=\"chart-unit\">(");
        html_escape(d->out, d->shown->unit);
        buffer_add_string(d->out, ")</span>");
    }
    buffer_add_string(d->out, "</figcaption>\n");
}

static void write_picture(const drawing *d)
{
    buffer shapes = { 0 };
    drawing inside = *d;
    inside.out = &shapes;
    double height = draw(&inside);      // how high it is turns out while it is drawn

    text id = html_escaped(d->memory, d->shown->id);
    buffer_format(d->out, "<svg class=\"chart-picture\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
                  " aria-labelledby=\"%.*s-title %.*s-desc\" viewBox=\"0 0 %d ", TEXT_PRINT(id), TEXT_PRINT(id),
                  PICTURE_WIDTH);
    drawn_add_length(d->out, height);
    buffer_format(d->out, "\" font-size=\"%d\" fill=\"currentColor\" overflow=\"visible\">\n<title id=\"%.*s-title\">",
                  TEXT_SIZE, TEXT_PRINT(id));
    html_escape(d->out, d->shown->title);
    buffer_format(d->out, "</title>\n<desc id=\"%.*s-desc\">", TEXT_PRINT(id));
    buffer words = { 0 };
    inside.out = &words;
    chart_write_description(&inside);
    html_escape(d->out, buffer_text(&words));
    buffer_add_string(d->out, "</desc>\n");
    buffer_add(d->out, buffer_text(&shapes));
    buffer_add_string(d->out, "</svg>\n");
    buffer_free(&words);
    buffer_free(&shapes);
}

void chart_write_svg(const chart *drawn, const chart_words *words, buffer *out)
{
    arena memory = { 0 };
    drawing d = { .shown = drawn, .words = words, .memory = &memory, .out = out };
    write_picture(&d);
    arena_free(&memory);
}

void chart_write_alternative(const chart *drawn, const chart_words *words, buffer *out)
{
    arena memory = { 0 };
    drawing d = { .shown = drawn, .words = words, .memory = &memory, .out = out };
    chart_write_description(&d);
    arena_free(&memory);
}

void chart_write_html(const chart *drawn, const chart_words *words, buffer *out)
{
    static const char *const names[] = {
        [CHART_BAR] = "bar", [CHART_STACKED_BAR] = "stacked-bar", [CHART_PIE] = "pie",
        [CHART_DONUT] = "donut", [CHART_LINE] = "line",
    };
    arena memory = { 0 };
    drawing d = { .shown = drawn, .words = words, .memory = &memory, .out = out };
    buffer_format(out, "<figure class=\"chart chart-%s\">\n", names[drawn->type]);
    write_caption(&d);
    write_picture(&d);
    if (!text_is_empty(drawn->source)) {
        buffer_add_string(out, "<p class=\"chart-source\">");
        html_escape(out, words->source_label);
        buffer_add_string(out, text_is_empty(words->source_label) ? "" : ": ");
        html_escape(out, drawn->source);
        buffer_add_string(out, "</p>\n");
    }
    chart_write_table(&d);
    buffer_add_string(out, "</figure>\n");
    arena_free(&memory);
}
