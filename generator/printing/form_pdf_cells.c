// Circles in the cells of a table, where they fit: what is marked on paper is read, what is written there a person types in.
#include "printing/form_pdf_parts.h"

#include <math.h>

// A circle and the next are as far apart as the reader of scans needs to tell whose ink it is.
enum { MARK = 11, PITCH = 17, LINE = 16, LABEL_GAP = 6, OPTION_GAP = 12, PADDING = 4, MOST_OPTIONS = 6, HIGHER = 8, SCALE_LABEL = 11 };

static pdf_style label_style(const form_writer *to)
{
    pdf_style small = to->option;
    small.size = 8.5;
    small.leading = SCALE_LABEL;
    return small;
}

static form_cell scale_of(form_writer *to, form_item column)
{
    size_t steps = form_score_steps(column.field);
    form_cell made = { .count = steps, .per_line = steps, .is_scale = true, .step = PITCH };
    text *labels = ARENA_NEW(to->memory, text, steps + 1);
    for (size_t i = 0; i < steps; i++)
        labels[i] = text_format(to->memory, "%ld", lround(column.field->minimum) + (long)i);
    made.labels = made.states = labels;
    made.width = (double)steps * PITCH;
    made.height = SCALE_LABEL + MARK + PADDING;
    return made;
}

// As few options side by side as the height allows: width is dear.
static form_cell options_of(form_writer *to, form_item column, double height)
{
    pdf_style style = label_style(to);
    size_t count = column.field->option_count;
    double widest = 0;
    for (size_t i = 0; i < count; i++)
        widest = fmax(widest, pdf_lines_width(pdf_break_text(to->document, column.words->options[i], &style, 1000)));
    // A row that becomes much higher gives its texts, which programs make as large as it is, words broken in two.
    size_t most = (size_t)fmax(1, floor((height + HIGHER) / LINE)), per_line = (count + most - 1) / most;
    size_t lines = (count + per_line - 1) / per_line;
    double step = MARK + LABEL_GAP + widest + OPTION_GAP;
    return (form_cell){ .count = count, .per_line = per_line, .labels = column.words->options, .states = column.field->options,
                        .step = step, .width = step * (double)per_line, .height = (double)lines * LINE };
}

form_cell form_pdf_cell(form_writer *to, form_item column, double height)
{
    size_t steps = form_score_steps(column.field);
    bool is_choice = column.field->type == FORM_CHOICE && column.field->option_count <= MOST_OPTIONS;
    bool is_scale = column.field->type == FORM_SCORE && !form_is_computed(column.field) && steps > 1 && steps <= MOST_OPTIONS;
    return is_choice ? options_of(to, column, height) : is_scale ? scale_of(to, column) : (form_cell){ 0 };
}

void form_pdf_put_cell(form_writer *to, pdf_slice *on, pdf_element *within, const form_cell *of, const pdf_field *widget,
                       form_column at, double height)
{
    pdf_style style = label_style(to);
    double left = at.x + (at.width - of->width) / 2 + (of->is_scale ? 0 : OPTION_GAP / 2), top = (height - of->height) / 2;
    for (size_t i = 0; i < of->count; i++) {
        double x = left + (double)(i % of->per_line) * of->step, y = top + (double)(i / of->per_line) * LINE;
        pdf_field one = *widget;
        one.type = PDF_FIELD_RADIO;
        one.state = of->states[i];
        one.state_label = of->labels[i];
        pdf_lines *label = pdf_break_text(to->document, of->labels[i], &style, 1000);
        if (of->is_scale) {
            pdf_put_field(to->document, on, within, &one, x + (PITCH - MARK) / 2.0, y + SCALE_LABEL + PADDING / 2.0, MARK, MARK);
            pdf_put_lines(to->document, on, pdf_element_new(to->document, within, "P"), label,
                          x + (PITCH - pdf_lines_width(label)) / 2, y);
        } else {
            pdf_put_field(to->document, on, within, &one, x, y + (LINE - MARK) / 2.0, MARK, MARK);
            pdf_put_lines(to->document, on, pdf_element_new(to->document, within, "P"), label, x + MARK + LABEL_GAP,
                          y + (LINE - SCALE_LABEL) / 2.0);
        }
    }
}
