// A diagram as SVG, and around it a figure.
#include "diagram_parts.h"

#include "html.h"

#include <math.h>

static const char *const type_names[] = {
    [DIAGRAM_STEPS] = "steps", [DIAGRAM_FLOW] = "flow", [DIAGRAM_CYCLE] = "cycle",
    [DIAGRAM_CIRCLES] = "circles", [DIAGRAM_LAYERS] = "layers",
};

static void add_point(buffer *out, const char *command, diagram_point p)
{
    buffer_add_string(out, command);
    drawn_add_length(out, p.x);
    buffer_add_byte(out, ' ');
    drawn_add_length(out, p.y);
}

// ---- Shapes

// Without a theme the core is dark with light words, as tints lie on each other.
static void draw_shape(const diagram_shape *of, buffer *out)
{
    const char *look = of->type == DIAGRAM_SHAPE_BOX ? "class=\"diagram-box\" fill=\"none\" stroke=\"currentColor\" rx=\"9\""
                     : of->is_core ? "class=\"diagram-core\" fill=\"#0c5647\""
                     : "class=\"diagram-tint\" fill=\"currentColor\" fill-opacity=\".1\" stroke=\"currentColor\"";
    if (of->type == DIAGRAM_SHAPE_BOX) {
        buffer_format(out, "<rect %s", look);
        drawn_add_attribute(out, "x", of->x);
        drawn_add_attribute(out, "y", of->y);
        drawn_add_attribute(out, "width", of->width);
        drawn_add_attribute(out, "height", of->height);
    } else if (of->type == DIAGRAM_SHAPE_DISC) {
        buffer_format(out, "<circle %s", look);
        drawn_add_attribute(out, "cx", of->x + of->width / 2);
        drawn_add_attribute(out, "cy", of->y + of->height / 2);
        drawn_add_attribute(out, "r", of->width / 2);
    } else {
        double aside = (of->width - of->top) / 2;
        buffer_format(out, "<path %s stroke-linejoin=\"round\" d=\"", look);
        add_point(out, "M", (diagram_point){ of->x + aside, of->y });
        add_point(out, "L", (diagram_point){ of->x + aside + of->top, of->y });
        add_point(out, "L", (diagram_point){ of->x + of->width, of->y + of->height });
        add_point(out, "L", (diagram_point){ of->x, of->y + of->height });
        buffer_add_string(out, "z\"");
    }
    buffer_add_string(out, "/>\n");
}

// ---- Lines

static diagram_point away(diagram_point from, double length, double x, double y)
{
    return (diagram_point){ from.x - length * x, from.y - length * y };
}

// The head's tip is the line's end; the line itself ends inside the head.
static void draw_line(const diagram_line *of, buffer *out)
{
    enum { LENGTH = 9, HALF = 5, COVERED = 6 };
    size_t last = of->segments.count - 1;
    if (of->segments.count == 0)
        return;
    diagram_point before = last > 0 ? of->segments.items[last - 1].to : of->start, tip = of->segments.items[last].to;
    double length = hypot(tip.x - before.x, tip.y - before.y), x = (tip.x - before.x) / length, y = (tip.y - before.y) / length;
    bool is_leader = of->from == of->to;
    buffer_format(out, "<path class=\"diagram-%s\" fill=\"none\" stroke=\"currentColor\"%s d=\"",
                  is_leader ? "leader" : of->is_back ? "back" : "arrow", of->is_back ? " stroke-dasharray=\"6 4\"" : "");
    add_point(out, "M", of->start);
    for (size_t i = 0; i <= last; i++) {
        const diagram_segment *s = &of->segments.items[i];
        if (s->is_curve) {
            add_point(out, "C", s->first_control);
            add_point(out, " ", s->second_control);
        }
        bool is_covered = i == last && of->has_head;
        add_point(out, s->is_curve ? " " : "L", is_covered ? away(s->to, fmin(COVERED, length), x, y) : s->to);
    }
    buffer_add_string(out, "\"/>\n");
    if (!of->has_head)
        return;
    diagram_point base = away(tip, LENGTH, x, y);
    buffer_format(out, "<path class=\"diagram-%shead\" d=\"", of->is_back ? "back-" : "");
    add_point(out, "M", tip);
    add_point(out, "L", (diagram_point){ base.x - HALF * y, base.y + HALF * x });
    add_point(out, "L", (diagram_point){ base.x + HALF * y, base.y - HALF * x });
    buffer_add_string(out, "z\"/>\n");
}

// ---- Words

static void draw_words(const diagram_text *of, buffer *out)
{
    static const char *const anchors[] = { [DIAGRAM_START] = "", [DIAGRAM_MIDDLE] = " text-anchor=\"middle\"",
                                           [DIAGRAM_END] = " text-anchor=\"end\"" };
    static const char *const names[] = {
        [DIAGRAM_SAYS_LABEL] = "label\" font-weight=\"700", [DIAGRAM_SAYS_DETAIL] = "detail\" font-size=\"15",
        [DIAGRAM_SAYS_NOTE] = "note\" font-size=\"15", [DIAGRAM_SAYS_BACK] = "note diagram-note-back\" font-size=\"15",
        [DIAGRAM_SAYS_NUMBER] = "number\" font-weight=\"700\" fill=\"#fff",
    };
    // A line's letters stand about a third of their size above their middle.
    double y = of->says == DIAGRAM_SAYS_NUMBER ? of->y + 0.35 * DIAGRAM_LABEL_SIZE
                                               : of->y + DIAGRAM_LINE / 2.0 + 0.35 * DIAGRAM_LABEL_SIZE;
    if (of->says == DIAGRAM_SAYS_NUMBER) {
        buffer_add_string(out, "<circle class=\"diagram-badge\" fill=\"#0c5647\"");
        drawn_add_attribute(out, "cx", of->x);
        drawn_add_attribute(out, "cy", of->y);
        drawn_add_attribute(out, "r", BADGE / 2.0);
        buffer_add_string(out, "/>\n");
    }
    for (size_t i = 0; i < of->lines.count; i++) {
        bool is_light = of->is_on_core && of->says != DIAGRAM_SAYS_NUMBER;
        buffer_format(out, "<text class=\"%sdiagram-%s\"%s%s", is_light ? "diagram-on-core " : "", names[of->says],
                      is_light ? " fill=\"#fff\"" : "", anchors[of->anchor]);
        drawn_add_attribute(out, "x", of->x);
        drawn_add_attribute(out, "y", y + (double)i * DIAGRAM_LINE);
        buffer_add_byte(out, '>');
        html_escape(out, of->lines.lines[i]);
        buffer_add_string(out, "</text>\n");
    }
}

// ---- Together

static void draw(const diagram *drawn, diagram_width width, const char *attributes, buffer *out)
{
    arena memory = { 0 };
    diagram_layout made = diagram_lay_out(&memory, drawn, width);
    buffer_format(out, "<svg%s xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ", attributes);
    drawn_add_length(out, made.width);
    buffer_add_byte(out, ' ');
    drawn_add_length(out, made.height);
    buffer_format(out, "\" font-size=\"%d\" stroke-width=\"1.5\" fill=\"currentColor\">\n", DIAGRAM_LABEL_SIZE);
    for (size_t i = 0; i < made.shapes.count; i++)
        draw_shape(&made.shapes.items[i], out);
    for (size_t i = 0; i < made.lines.count; i++)
        draw_line(&made.lines.items[i], out);
    for (size_t i = 0; i < made.texts.count; i++)
        draw_words(&made.texts.items[i], out);
    buffer_add_string(out, "</svg>\n");
    arena_free(&memory);
}

void diagram_write_svg(const diagram *drawn, diagram_width width, buffer *out)
{
    draw(drawn, width, "", out);
}

static void write_picture(const diagram *drawn, diagram_width width, buffer *out)
{
    arena memory = { 0 };
    text id = html_escaped(&memory, drawn->id);
    text attributes = text_format(&memory, " class=\"diagram-%s\" role=\"img\" aria-labelledby=\"%.*s-title\"",
                                  width == DIAGRAM_WIDE ? "wide" : "narrow", TEXT_PRINT(id));
    draw(drawn, width, text_to_string(&memory, attributes), out);
    arena_free(&memory);
}

void diagram_write_html(const diagram *drawn, const diagram_words *words, bool is_narrow, buffer *out)
{
    buffer_format(out, "<figure class=\"diagram diagram-%s\">\n<figcaption><span class=\"diagram-title\" id=\"",
                  type_names[drawn->type]);
    html_escape(out, drawn->id);
    buffer_add_string(out, "-title\">");
    html_escape(out, drawn->title);
    buffer_add_string(out, "</span></figcaption>\n");
    if (!is_narrow)
        write_picture(drawn, DIAGRAM_WIDE, out);
    write_picture(drawn, DIAGRAM_NARROW, out);
    if (!text_is_empty(drawn->source)) {
        buffer_add_string(out, "<p class=\"diagram-source\">");
        html_escape(out, words->source_label);
        buffer_add_string(out, text_is_empty(words->source_label) ? "" : ": ");
        html_escape(out, drawn->source);
        buffer_add_string(out, "</p>\n");
    }
    buffer_add_string(out, "<details class=\"diagram-list\">\n<summary>");
    html_escape(out, words->show_list);
    buffer_add_string(out, "</summary>\n");
    diagram_write_list(drawn, words, out);
    buffer_add_string(out, "</details>\n</figure>\n");
}
