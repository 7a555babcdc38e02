#include "printing/form_pdf_parts.h"

#include "language/formatting.h"

#include <math.h>

enum { RADIO_OPTIONS = 6, MARK = 11, OPTION_GAP = 22, NARROW_LENGTH = 90, SCALE_STEPS = 11, HINT_GAP = 6 };

double form_pdf_room(const form_writer *to, double room)
{
    return room * to->density;
}

// A line of handwriting.
static double line_height(const form_writer *to)
{
    return fmax(form_pdf_room(to, PDF_MM(8)), PDF_MM(6.5));
}

// ---- Words of a field

// "first · second", leaving out what is empty.
static text join(form_writer *to, text first, const char *between, text second)
{
    if (first.length == 0 || second.length == 0)
        return first.length > 0 ? first : second;
    return text_format(to->memory, "%.*s%s%.*s", TEXT_PRINT(first), between, TEXT_PRINT(second));
}

static text weight_text(form_writer *to, const form_field *asked)
{
    if (asked->type != FORM_SCORE || asked->weight == 1)
        return (text){ 0 };
    return text_format(to->memory, "%.*s %.*s", TEXT_PRINT(to->with->weight),
                       TEXT_PRINT(format_number(to->memory, to->of->language_code, asked->weight, 2)));
}

static text limits(form_writer *to, form_item item)
{
    // A scale is seen.
    if (item.field->type == FORM_SCORE && form_score_steps(item.field) > 0)
        return weight_text(to, item.field);
    return form_limits_text(to->memory, to->of, item);
}

// What a pattern asks for is a sentence of its author; other limits are no sentences.
static text add_limits(form_writer *to, text said, form_item item, text limits_said)
{
    bool is_sentence = item.field->type == FORM_TEXT || item.field->type == FORM_LONG;
    if (said.length == 0 || limits_said.length == 0 || is_sentence)
        return join(to, said, " ", limits_said);
    return text_format(to->memory, "%.*s (%.*s)", TEXT_PRINT(said), TEXT_PRINT(limits_said));
}

text form_pdf_tooltip(form_writer *to, form_item item)
{
    text said = join(to, item.words->label, ". ", item.words->help);
    return add_limits(to, said, item, form_limits_text(to->memory, to->of, item));
}

size_t form_pdf_length(const form_field *asked)
{
    if (asked->length > 0)
        return asked->length;
    return asked->type == FORM_LONG ? 5000 : asked->type == FORM_TEXT ? 500 : 0;
}

const pdf_option *form_pdf_choices(form_writer *to, form_item item)
{
    pdf_option *options = ARENA_NEW(to->memory, pdf_option, item.field->option_count);
    for (size_t i = 0; i < item.field->option_count; i++)
        options[i] = (pdf_option){ item.field->options[i], item.words->options[i] };
    return options;
}

// ---- Label and help

static pdf_lines *break_label(form_writer *to, form_item item, double width)
{
    pdf_run runs[2] = { { .words = item.words->label },
                        { .words = TEXT("\xC2\xA0*"), .colour = to->look->warning } };
    return pdf_break(to->document, runs, item.field->required ? 2 : 1, &to->look->label, width);
}

static text help_text(form_writer *to, form_item item)
{
    text condition = form_condition_text(to->memory, to->of, &item.field->when);
    text help = add_limits(to, item.words->help, item, limits(to, item));
    help = join(to, help, " ", form_computed_text(to->memory, to->of, item));
    return join(to, condition, "\n", help);
}

typedef struct {
    pdf_lines *label, *help;            // help may be NULL
    double help_x, help_y, height;
} field_head;

// How a date is written stands after its label, where nothing else is said and there is room.
static bool stands_beside(form_item item, const field_head *head, double width)
{
    return item.words->help.length == 0 && item.field->when.field == NULL
        && (item.field->type == FORM_DATE || item.field->type == FORM_NUMBER)
        && pdf_lines_count(head->label) == 1 && pdf_lines_count(head->help) == 1
        && pdf_lines_width(head->label) + HINT_GAP + pdf_lines_width(head->help) <= width;
}

static field_head break_head(form_writer *to, form_item item, double width)
{
    field_head head = { .label = break_label(to, item, width) };
    head.height = pdf_lines_height(head.label) + 3.5;
    text help = help_text(to, item);
    if (help.length > 0) {
        head.help = pdf_break_text(to->document, help, &to->look->small, width);
        if (stands_beside(item, &head, width)) {
            head.help_x = pdf_lines_width(head.label) + HINT_GAP;
            head.help_y = to->look->label.leading - to->look->small.leading - 0.3;
        } else {
            head.help_y = pdf_lines_height(head.label);
            head.height += pdf_lines_height(head.help);
        }
    }
    return head;
}

static void put_head(form_writer *to, pdf_slice *on, const field_head *head, double x, double y)
{
    pdf_put_lines(to->document, on, pdf_element_new(to->document, to->section, "P"), head->label, x, y);
    if (head->help != NULL)
        pdf_put_lines(to->document, on, pdf_element_new(to->document, to->section, "P"), head->help,
                      x + head->help_x, y + head->help_y);
}

double form_pdf_put_head(form_writer *to, pdf_slice *on, form_item item, form_column at, double y)
{
    field_head head = break_head(to, item, at.width);
    put_head(to, on, &head, at.x, y);
    return head.height;
}

void form_pdf_add_head(form_writer *to, form_item item)
{
    pdf_slice *slice = pdf_slice_new(to->document, form_pdf_room(to, FORM_FIELD_GAP), 0);
    slice->height = form_pdf_put_head(to, slice, item, (form_column){ 0, pdf_text_width(to->document) }, 0);
    slice->keep = true;
}

// ---- Text

void form_pdf_put_text(form_writer *to, pdf_slice *on, pdf_element *within, const pdf_field *widget, double x, double y,
                       double width, double height)
{
    pdf_put_box(to->document, on,
                &(pdf_box){ .x = x, .y = y, .width = width, .height = height, .radius = 2, .is_filled = true,
                            .fill = to->look->tint, .is_stroked = true, .stroke = to->look->hairline,
                            .thickness = 0.6, .is_elastic = widget->is_elastic });
    // What is written stands a little off the edge.
    pdf_put_field(to->document, on, within, widget, x + 3, y + 2, width - 6, height - 4);
}

static pdf_field text_field(form_writer *to, form_item item)
{
    return (pdf_field){ .type = PDF_FIELD_TEXT, .name = item.field->id, .tooltip = form_pdf_tooltip(to, item),
                        .is_required = item.field->required, .max_length = form_pdf_length(item.field),
                        .is_multiline = item.field->type == FORM_LONG || item.field->lines > 1, .size = 10.5 };
}

static double box_width(form_item item, double width)
{
    bool is_short = item.field->type == FORM_DATE || item.field->type == FORM_NUMBER || item.field->type == FORM_SCORE;
    double narrow = PDF_MM(46);
    return is_short && narrow < width ? narrow : width;
}

static double box_height(form_writer *to, form_item item)
{
    size_t lines = item.field->type == FORM_LONG ? (item.field->lines > 0 ? item.field->lines : 4)
                                                 : item.field->lines;
    if (lines <= 1)
        return item.field->type == FORM_LONG ? line_height(to) * 1.4 : FORM_BOX_HEIGHT;
    double height = (double)lines * line_height(to), most = pdf_text_height(to->document) - 90;
    return height < most ? height : most;
}

static void add_text(form_writer *to, form_item item)
{
    pdf_slice *slice = pdf_slice_new(to->document, form_pdf_room(to, FORM_FIELD_GAP), 0);
    form_column at = { 0, pdf_text_width(to->document) };
    double top = form_pdf_put_head(to, slice, item, at, 0);
    pdf_field widget = text_field(to, item);
    double height = box_height(to, item);
    widget.is_elastic = true;
    slice->grow = widget.is_multiline ? height * 0.7 : 5;
    slice->shrink = widget.is_multiline ? height * 0.2 : 2;
    form_pdf_put_text(to, slice, to->section, &widget, 0, top, box_width(item, at.width), height);
    slice->height = top + height;
}

bool form_pdf_is_narrow(const form_writer *to, form_item item)
{
    const form_field *asked = item.field;
    if (to->of->form->is_board && (asked->type == FORM_TEXT || asked->type == FORM_LONG))
        return asked->when.field == NULL;
    bool is_short_text = asked->type == FORM_TEXT && asked->length > 0 && asked->length <= NARROW_LENGTH
                      && asked->lines <= 1;
    return (asked->type == FORM_DATE || asked->type == FORM_NUMBER || is_short_text) && asked->when.field == NULL;
}

void form_pdf_row(form_writer *to, const form_item *items, const double *shares, size_t count)
{
    const double gap = 20;
    double whole = pdf_text_width(to->document) - gap * (double)(count - 1), top = 0, x = 0, height = 0;
    field_head *heads = ARENA_NEW(to->memory, field_head, count);
    for (size_t i = 0; i < count; i++) {
        heads[i] = break_head(to, items[i], whole * shares[i]);
        top = fmax(top, heads[i].height);
        height = fmax(height, box_height(to, items[i]));
    }
    pdf_slice *slice = pdf_slice_new(to->document, form_pdf_room(to, FORM_FIELD_GAP), top + height);
    // The boxes stand on one line.
    for (size_t i = 0; i < count; x += whole * shares[i++] + gap) {
        put_head(to, slice, &heads[i], x, top - heads[i].height);
        pdf_field widget = text_field(to, items[i]);
        widget.is_elastic = true;
        form_pdf_put_text(to, slice, to->section, &widget, x, top, whole * shares[i], height);
    }
    slice->grow = height > FORM_BOX_HEIGHT ? height * 0.7 : 5;
    slice->shrink = height > FORM_BOX_HEIGHT ? height * 0.2 : 2;
}

// ---- Options

typedef struct {
    form_item item;
    const text *labels, *states;
    size_t count;
    bool is_multi;
} choices;

static pdf_field option_field(form_writer *to, const choices *of, size_t index)
{
    const form_field *asked = of->item.field;
    pdf_field widget = { .type = PDF_FIELD_RADIO, .name = asked->id, .tooltip = form_pdf_tooltip(to, of->item),
                        .is_required = asked->required, .state = of->states[index],
                        .state_label = of->labels[index] };
    if (of->is_multi) {
        widget.type = PDF_FIELD_CHECK;
        widget.name = form_option_name(to->memory, asked, of->states[index]);
        widget.tooltip = text_format(to->memory, "%.*s: %.*s", TEXT_PRINT(asked->id.length > 0 ? of->item.words->label
                                                                                              : asked->id),
                                    TEXT_PRINT(of->labels[index]));
        // Not every box of a group has to be ticked.
        widget.is_required = false;
    }
    return widget;
}

static double put_option(form_writer *to, pdf_slice *on, const choices *of, size_t index, double x, double width)
{
    pdf_field widget = option_field(to, of, index);
    pdf_lines *label = pdf_break_text(to->document, of->labels[index], &to->option, width - MARK - 8 - OPTION_GAP / 2);
    double lead = to->option.leading;
    pdf_put_field(to->document, on, to->section, &widget, x + 0.5, (lead - MARK) / 2 + 3, MARK, MARK);
    pdf_put_lines(to->document, on, pdf_element_new(to->document, to->section, "P"), label, x + MARK + 8, 3);
    return pdf_lines_height(label) + 6;
}

static double option_width(form_writer *to, text label)
{
    return pdf_lines_width(pdf_break_text(to->document, label, &to->option, 2000)) + MARK + 8;
}

// As many options to a line as the widest allows: all, three, two or one.
static size_t options_per_line(form_writer *to, const choices *of, double whole, double *widths)
{
    double sum = 0, widest = 0;
    for (size_t i = 0; i < of->count; i++) {
        widths[i] = option_width(to, of->labels[i]) + OPTION_GAP;
        sum += widths[i];
        widest = fmax(widest, widths[i]);
    }
    if (sum - OPTION_GAP <= whole)
        return of->count;
    // In two columns, the longest labels may take two lines.
    const double most[] = { 0, 0, 1.35, 1 };
    for (size_t columns = 3; columns > 1; columns--)
        if (widest <= whole / (double)columns * most[columns]) {
            for (size_t i = 0; i < of->count; i++)
                widths[i] = whole / (double)columns;
            return columns;
        }
    for (size_t i = 0; i < of->count; i++)
        widths[i] = whole + OPTION_GAP / 2;
    return 1;
}

static void add_options(form_writer *to, const choices *of)
{
    double *widths = ARENA_NEW(to->memory, double, of->count);
    size_t per_line = options_per_line(to, of, pdf_text_width(to->document), widths);
    for (size_t i = 0; i < of->count;) {
        pdf_slice *slice = pdf_slice_new(to->document, 0, 0);
        double x = 0;
        size_t end = i + per_line < of->count ? i + per_line : of->count;
        for (; i < end; x += widths[i++])
            slice->height = fmax(slice->height, put_option(to, slice, of, i, x, widths[i]));
        // A short list stays whole; of a long one, no line is left alone.
        slice->keep = i < of->count && (of->count <= 12 || end <= 2 * per_line || i + per_line >= of->count);
    }
}

static void add_other(form_writer *to, form_item item)
{
    if (!item.field->has_other)
        return;
    pdf_keep_last(to->document);
    pdf_slice *slice = pdf_slice_new(to->document, 5, FORM_BOX_HEIGHT);
    pdf_lines *label = pdf_break_text(to->document, to->with->other, &to->option, 160);
    pdf_put_lines(to->document, slice, pdf_element_new(to->document, to->section, "P"), label, 0, 6);
    pdf_field widget = { .type = PDF_FIELD_TEXT, .name = form_other_name(to->memory, item.field), .size = 10.5,
                        .tooltip = join(to, item.words->label, ": ", to->with->other), .max_length = 500 };
    double x = pdf_lines_width(label) + 10;
    form_pdf_put_text(to, slice, to->section, &widget, x, 0, pdf_text_width(to->document) - x, FORM_BOX_HEIGHT);
}

// On paper the options of a combo box must be seen too.
static void add_combo(form_writer *to, form_item item)
{
    pdf_slice *slice = pdf_slice_new(to->document, form_pdf_room(to, FORM_FIELD_GAP), 0);
    double width = pdf_text_width(to->document);
    double top = form_pdf_put_head(to, slice, item, (form_column){ 0, width }, 0);
    text list = { 0 };
    for (size_t i = 0; i < item.field->option_count; i++)
        list = join(to, list, " · ", item.words->options[i]);
    pdf_lines *lines = pdf_break_text(to->document, join(to, to->with->options, ": ", list), &to->look->small, width);
    pdf_put_lines(to->document, slice, pdf_element_new(to->document, to->section, "P"), lines, 0, top - 2);
    top += pdf_lines_height(lines) + 2;
    pdf_field widget = text_field(to, item);
    widget.type = PDF_FIELD_COMBO;
    widget.options = form_pdf_choices(to, item);
    widget.option_count = item.field->option_count;
    form_pdf_put_text(to, slice, to->section, &widget, 0, top, width * 0.62, FORM_BOX_HEIGHT);
    slice->height = top + FORM_BOX_HEIGHT;
    slice->keep = item.field->has_other;
}

static void add_choice(form_writer *to, form_item item)
{
    bool is_multi = item.field->type == FORM_MULTI;
    if (!is_multi && item.field->option_count > RADIO_OPTIONS) {
        add_combo(to, item);
    } else {
        form_pdf_add_head(to, item);
        add_options(to, &(choices){ item, item.words->options, item.field->options, item.field->option_count,
                                    is_multi });
    }
    add_other(to, item);
}

static void add_score(form_writer *to, form_item item)
{
    size_t steps = form_score_steps(item.field);
    if (steps == 0 || steps > SCALE_STEPS) {
        add_text(to, item);
        return;
    }
    text *labels = ARENA_NEW(to->memory, text, steps);
    for (size_t i = 0; i < steps; i++)
        labels[i] = text_format(to->memory, "%ld", lround(item.field->minimum) + (long)i);
    form_pdf_add_head(to, item);
    add_options(to, &(choices){ item, labels, labels, steps, false });
}

// "Total", how it is made, and a box with what it can be at most.
void form_pdf_total(form_writer *to)
{
    const double width = PDF_MM(34), most_width = 60;
    pdf *document = to->document;
    pdf_keep_last(document);
    pdf_slice *slice = pdf_slice_new(document, form_pdf_room(to, FORM_FIELD_GAP), 0);
    double whole = pdf_text_width(document), x = whole - width - most_width, top = 10;
    pdf_lines *label = pdf_break_text(document, form_total_label(to->of), &to->look->label, x - 20);
    pdf_lines *help = pdf_break_text(document, form_total_help(to->of), &to->look->small, x - 20);
    pdf_put_rule(document, slice, 0, 1, whole, 0.9, to->look->accent);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), label, 0, top);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), help, 0, top + pdf_lines_height(label));
    pdf_field widget = { .type = PDF_FIELD_TEXT, .name = TEXT("_total"), .tooltip = form_total_label(to->of),
                        .size = 10.5, .max_length = 20 };
    form_pdf_put_text(to, slice, to->section, &widget, x, top, width, FORM_BOX_HEIGHT);
    slice->height = fmax(top + FORM_BOX_HEIGHT, top + pdf_lines_height(label) + pdf_lines_height(help));
    double maximum = form_total_maximum(to->of->form);
    if (maximum == 0)
        return;
    text most = format_number(to->memory, to->of->language_code, maximum, 2);
    pdf_lines *lines = pdf_break_text(document, text_format(to->memory, "/ %.*s", TEXT_PRINT(most)), &to->option,
                                      most_width - 8);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), lines, x + width + 8, top + 6);
}

// ---- Check, signature, file

static void add_check(form_writer *to, form_item item)
{
    pdf_slice *slice = pdf_slice_new(to->document, form_pdf_room(to, FORM_FIELD_GAP), 0);
    pdf_field widget = { .type = PDF_FIELD_CHECK, .name = item.field->id, .tooltip = form_pdf_tooltip(to, item),
                        .is_required = item.field->required };
    double indent = MARK + 8;
    pdf_put_field(to->document, slice, to->section, &widget, 0.5, (to->look->label.leading - MARK) / 2 + 0.5, MARK, MARK);
    slice->height = form_pdf_put_head(to, slice, item,
                                      (form_column){ indent, pdf_text_width(to->document) - indent }, 0);
}

// Signed by hand above the line, or by a name typed in the box.
static void add_signature(form_writer *to, form_item item)
{
    const double room = PDF_MM(15), gap = 20;
    double width = pdf_text_width(to->document), left = (width - gap) * 0.56;
    pdf_slice *slice = pdf_slice_new(to->document, form_pdf_room(to, FORM_FIELD_GAP), 0);
    double top = form_pdf_put_head(to, slice, item, (form_column){ 0, width }, 0);
    double line = top + room;
    pdf_put_rule(to->document, slice, 0, line, left, 0.8, to->look->body.colour);
    pdf_put_hand(to->document, slice, item.field->id, 0, top, left, room - 1);
    pdf_field widget = text_field(to, item);
    widget.tooltip = join(to, item.words->label, ", ", to->with->name_in_print);
    widget.max_length = 200;
    pdf_lines *signed_here = pdf_break_text(to->document, to->with->signature, &to->caption, left);
    pdf_lines *name = pdf_break_text(to->document, to->with->name_in_print, &to->caption, width - left - gap);
    pdf_put_lines(to->document, slice, pdf_element_new(to->document, to->section, "P"), signed_here, 0, line + 2);
    pdf_put_lines(to->document, slice, pdf_element_new(to->document, to->section, "P"), name, left + gap, line + 2);
    form_pdf_put_text(to, slice, to->section, &widget, left + gap, line - FORM_BOX_HEIGHT, width - left - gap,
                      FORM_BOX_HEIGHT);
    slice->height = line + 2 + to->caption.leading;
}

void form_pdf_field(form_writer *to, form_item item)
{
    switch (item.field->type) {
    case FORM_TEXT: case FORM_LONG: case FORM_DATE: case FORM_NUMBER: case FORM_FILE: add_text(to, item); break;
    case FORM_CHOICE: case FORM_MULTI: add_choice(to, item); break;
    case FORM_SCORE: add_score(to, item); break;
    case FORM_CHECK: add_check(to, item); break;
    case FORM_SIGNATURE: add_signature(to, item); break;
    case FORM_TABLE: form_pdf_table(to, item); break;
    }
}
