// A diagram in words: a numbered list of its boxes, each with where its arrows lead.
#include "diagram_parts.h"

#include "html.h"

typedef struct {
    const diagram *drawn;
    const diagram_words *words;
    buffer *out;
    void (*add)(buffer *out, text t);   // escapes for HTML, or not
} teller;

static text order_of(const diagram *drawn, const diagram_words *words)
{
    return drawn->type == DIAGRAM_CIRCLES ? words->outwards : drawn->type == DIAGRAM_LAYERS ? words->downwards : (text){ 0 };
}

static void tell_place(const teller *t, size_t from, size_t to)
{
    // In a flow a smaller number need not stand before a larger one.
    bool is_back = t->drawn->type != DIAGRAM_FLOW && to < from;
    t->add(t->out, is_back ? t->words->back : t->words->go);
    buffer_format(t->out, " %zu, ", to + 1);
    t->add(t->out, t->drawn->boxes[to].label);
}

static void tell_arrow(const teller *t, const diagram_arrow *arrow)
{
    tell_place(t, arrow->from, arrow->to);
    if (arrow->label.length > 0) {
        buffer_add_string(t->out, ": ");
        t->add(t->out, arrow->label);
    }
}

// A circle closes itself, unless an arrow of its own tells it.
static bool closes(const diagram *drawn, size_t box)
{
    if (drawn->type != DIAGRAM_CYCLE || box + 1 < drawn->box_count)
        return false;
    for (size_t i = 0; i < drawn->arrow_count; i++)
        if (drawn->arrows[i].from == box && drawn->arrows[i].to == 0)
            return false;
    return true;
}

static size_t count_ways(const diagram *drawn, size_t box)
{
    size_t count = closes(drawn, box);
    for (size_t i = 0; i < drawn->arrow_count; i++)
        count += drawn->arrows[i].from == box;
    return count;
}

// Calls for every way out of a box, with what stands before and behind each.
static void tell_ways(const teller *t, size_t box, const char *before, const char *behind)
{
    const diagram *drawn = t->drawn;
    for (size_t i = 0; i < drawn->arrow_count; i++) {
        if (drawn->arrows[i].from != box)
            continue;
        buffer_add_string(t->out, before);
        tell_arrow(t, &drawn->arrows[i]);
        buffer_add_string(t->out, behind);
    }
    if (closes(drawn, box)) {
        buffer_add_string(t->out, before);
        tell_place(t, box, 0);
        buffer_add_string(t->out, behind);
    }
    if (drawn->type == DIAGRAM_FLOW && count_ways(drawn, box) == 0) {
        buffer_add_string(t->out, before);
        t->add(t->out, t->words->end);
        buffer_add_string(t->out, behind);
    }
}

void diagram_write_list(const diagram *drawn, const diagram_words *words, buffer *out)
{
    teller t = { drawn, words, out, html_escape };
    text order = order_of(drawn, words);
    if (order.length > 0) {
        buffer_add_string(out, "<p>");
        html_escape(out, order);
        buffer_add_string(out, "</p>\n");
    }
    buffer_add_string(out, "<ol>\n");
    for (size_t i = 0; i < drawn->box_count; i++) {
        bool has_ways = count_ways(drawn, i) > 0 || drawn->type == DIAGRAM_FLOW;
        buffer_add_string(out, "<li><strong>");
        html_escape(out, drawn->boxes[i].label);
        buffer_add_string(out, "</strong>");
        if (drawn->boxes[i].detail.length > 0) {
            buffer_add_string(out, ": ");
            html_escape(out, drawn->boxes[i].detail);
        }
        buffer_add_string(out, has_ways ? "\n<ul>\n" : "");
        tell_ways(&t, i, "<li>", "</li>\n");
        buffer_add_string(out, has_ways ? "</ul>\n</li>\n" : "</li>\n");
    }
    buffer_add_string(out, "</ol>\n");
}

// ---- Plain

static void end_sentence(buffer *out)
{
    text said = buffer_text(out);
    char last = said.length > 0 ? said.bytes[said.length - 1] : '.';
    if (last != '.' && last != '!' && last != '?')
        buffer_add_byte(out, '.');
}

// The ways of a box one by one, as sentences.
static void tell_plainly(const teller *t, size_t box)
{
    buffer ways = { 0 };
    teller aside = *t;
    aside.out = &ways;
    tell_ways(&aside, box, "", "\n");
    text rest = buffer_text(&ways), line;
    while (text_take_line(&rest, &line)) {
        buffer_add_byte(t->out, ' ');
        buffer_add(t->out, line);
        end_sentence(t->out);
    }
    buffer_free(&ways);
}

void diagram_write_alternative(const diagram *drawn, const diagram_words *words, buffer *out)
{
    teller t = { drawn, words, out, buffer_add };
    text order = order_of(drawn, words);
    if (order.length > 0) {
        buffer_add(out, order);
        buffer_add_string(out, ": ");
    }
    for (size_t i = 0; i < drawn->box_count; i++) {
        buffer_format(out, "%s%zu. %.*s", i > 0 ? " " : "", i + 1, TEXT_PRINT(drawn->boxes[i].label));
        if (drawn->boxes[i].detail.length > 0) {
            buffer_add_string(out, ": ");
            buffer_add(out, drawn->boxes[i].detail);
        }
        end_sentence(out);
        tell_plainly(&t, i);
    }
}
