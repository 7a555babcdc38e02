// Fields of a Word form, one by one.
#include "publishers/forms/form_docx_parts.h"

#include "base/unicode.h"
#include "language/formatting.h"

enum {
    LINE_HEIGHT = 440,                  // of a line to write on by hand, in twentieths of a point
    SPACE_AFTER = 140,
    ROOM_LINES = 6,                     // in one paragraph, so that a page can end between two
    SHOWN_OPTIONS = 12, SHOWN_OPTION_CHARACTERS = 400,
    WEIGHT_DECIMALS = 3
};

static text number_text(form_docx *in, double number)
{
    return format_number(in->memory, in->request->language_code, number, WEIGHT_DECIMALS);
}

// ---- Label and help

void form_docx_add_line(form_docx *in, text shown)
{
    if (shown.length > 0)
        docx_text(in->to, text_join(in->memory, TEXT("\n"), shown), DOCX_SOFT | DOCX_FINE);
}

// A drop-down list hides its options, on paper for good.
static text options_text(form_docx *in, form_item item)
{
    text shown = { 0 };
    if (item.field->type != FORM_CHOICE || item.field->option_count > SHOWN_OPTIONS)
        return shown;
    buffer out = { 0 };
    for (size_t i = 0; i < item.field->option_count; i++)
        buffer_format(&out, "%s%.*s", i > 0 ? " · " : "", TEXT_PRINT(item.words->options[i]));
    if (unicode_count(buffer_text(&out)) <= SHOWN_OPTION_CHARACTERS)
        shown = text_format(in->memory, "%.*s: %.*s", TEXT_PRINT(in->strings->options), TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
    return shown;
}

static void add_condition(form_docx *in, form_item item)
{
    text condition = form_condition_text(in->memory, in->request, &item.field->when);
    if (condition.length > 0)
        docx_text(in->to, text_join(in->memory, TEXT("\n"), condition), DOCX_SOFT | DOCX_FINE | DOCX_EMPHASIS);
}

static void add_head_words(form_docx *in, form_item item, unsigned marks)
{
    text required = form_required_text(in->request, item.field);
    docx_text(in->to, item.words->label, marks);
    if (required.length > 0)
        docx_text(in->to, text_format(in->memory, " (%.*s)", TEXT_PRINT(required)), DOCX_SOFT);
    add_condition(in, item);
    form_docx_add_line(in, item.words->help);
    if (item.field->type == FORM_TEXT || item.field->type == FORM_LONG || item.field->type == FORM_MULTI)
        form_docx_add_line(in, form_limits_text(in->memory, in->request, item));
    form_docx_add_line(in, form_computed_text(in->memory, in->request, item));
    form_docx_add_line(in, options_text(in, item));
}

void form_docx_open_head(form_docx *in, form_item item)
{
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_LABEL });
    add_head_words(in, item, 0);
}

static void add_head(form_docx *in, form_item item)
{
    form_docx_open_head(in, item);
    docx_close_paragraph(in->to);
}

// ---- Controls

static void make_options(form_docx *in, form_item item, docx_control *control)
{
    size_t count = item.field->type == FORM_SCORE ? form_score_steps(item.field) : item.field->option_count;
    docx_option *options = ARENA_NEW(in->memory, docx_option, count);
    for (size_t i = 0; i < count; i++) {
        text number = item.field->type == FORM_SCORE
                    ? text_format(in->memory, "%.0f", item.field->minimum + (double)i) : (text){ 0 };
        options[i] = item.field->type == FORM_SCORE
                   ? (docx_option){ number, number }
                   : (docx_option){ item.field->options[i], item.words->options[i] };
    }
    control->options = options;
    control->option_count = count;
}

static docx_control_type control_type(const form_field *asked)
{
    switch (asked->type) {
    case FORM_LONG: return DOCX_CONTROL_LONG;
    case FORM_DATE: return DOCX_CONTROL_DATE;
    case FORM_SCORE: return form_score_steps(asked) == 0 ? DOCX_CONTROL_TEXT : DOCX_CONTROL_LIST;
    case FORM_CHOICE: return DOCX_CONTROL_LIST;
    case FORM_CHECK: return DOCX_CONTROL_CHECK;
    default: return DOCX_CONTROL_TEXT;
    }
}

static void add_named(form_docx *in, docx_control *control, text name, text label)
{
    control->name = form_name_within(in->memory, name, DOCX_TAG_LIMIT);
    control->mark = form_mark_name(in->memory, name, DOCX_BOOKMARK_LIMIT);
    control->label = label;
    docx_add_control(in->to, control);
}

void form_docx_add_control(form_docx *in, form_item item, text name, text label, bool is_cell)
{
    docx_control control = { .type = control_type(item.field),
                             .placeholder = form_placeholder(in->memory, in->request, item, is_cell) };
    control.can_be_removed = is_cell;
    if (control.type == DOCX_CONTROL_LIST)
        make_options(in, item, &control);
    add_named(in, &control, name, label);
}

void form_docx_add_row(form_docx *in, form_item item)
{
    docx_open_row(in->to, false, 0);
    docx_open_cell(in->to);
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_CELL });
    add_head_words(in, item, DOCX_STRONG);
    docx_close_paragraph(in->to);
    docx_close_cell(in->to);
    docx_open_cell(in->to);
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_CELL });
    form_docx_add_control(in, item, item.field->id, item.words->label, false);
    docx_close_paragraph(in->to);
    docx_close_cell(in->to);
    docx_close_row(in->to);
}

// ---- Boxes

// A frame with the control, and below it room for [lines] more lines.
static void add_box(form_docx *in, form_item item, text name, text label, size_t lines)
{
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = lines > 1 ? DOCX_BOX_OPEN : DOCX_BOX });
    form_docx_add_control(in, item, name, label, false);
    docx_close_paragraph(in->to);
    for (size_t left = lines - 1; lines > 1 && left > 0;) {
        size_t here = left < ROOM_LINES ? left : ROOM_LINES;
        left -= here;
        docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_BOX_ROOM, .height = LINE_HEIGHT * (int)here,
                                                       .space_after = left == 0 ? SPACE_AFTER : 0 });
        docx_close_paragraph(in->to);
    }
}

static void add_other(form_docx *in, form_item item)
{
    static const form_field own = { .type = FORM_TEXT };
    if (!item.field->has_other)
        return;
    text label = text_format(in->memory, "%.*s: %.*s", TEXT_PRINT(item.words->label), TEXT_PRINT(in->strings->other));
    docx_write_paragraph(in->to, DOCX_HELP, in->strings->other);
    add_box(in, (form_item){ &own, item.words }, form_other_name(in->memory, item.field), label, 1);
}

static void add_boxed(form_docx *in, form_item item)
{
    add_head(in, item);
    bool has_room = item.field->type == FORM_TEXT || item.field->type == FORM_LONG;
    add_box(in, item, item.field->id, item.words->label, has_room && item.field->lines > 1 ? item.field->lines : 1);
    add_other(in, item);
}

// ---- Check boxes

static void add_check_box(form_docx *in, docx_style style, text name, text label, text required)
{
    docx_control control = { .type = DOCX_CONTROL_CHECK };
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = style });
    add_named(in, &control, name, label);
    docx_text(in->to, TEXT("\t"), 0);
    docx_text(in->to, label, 0);
    if (required.length > 0)
        docx_text(in->to, text_format(in->memory, " (%.*s)", TEXT_PRINT(required)), DOCX_SOFT);
    docx_close_paragraph(in->to);
}

static void add_multi(form_docx *in, form_item item)
{
    add_head(in, item);
    for (size_t i = 0; i < item.field->option_count; i++)
        add_check_box(in, DOCX_CHOICE, form_option_name(in->memory, item.field, item.field->options[i]),
                      item.words->options[i], (text){ 0 });
    add_other(in, item);
}

static void add_check(form_docx *in, form_item item)
{
    text condition = form_condition_text(in->memory, in->request, &item.field->when);
    if (condition.length > 0)
        docx_write_paragraph(in->to, DOCX_NOTE, condition);
    add_check_box(in, DOCX_CHECK, item.field->id, item.words->label, form_required_text(in->request, item.field));
    if (item.words->help.length == 0)
        return;
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_SMALL, .indent = 1, .space_after = SPACE_AFTER });
    docx_text(in->to, item.words->help, 0);
    docx_close_paragraph(in->to);
}

// ---- Signatures

static void add_signature(form_docx *in, form_item item)
{
    add_head(in, item);
    docx_write_paragraph(in->to, DOCX_SIGNING, TEXT("\t\t\t"));
    docx_write_paragraph(in->to, DOCX_SIGNING_LABEL,
                         text_format(in->memory, "%.*s\t\t%.*s", TEXT_PRINT(in->strings->place_and_date),
                                     TEXT_PRINT(in->strings->signature)));
    docx_write_paragraph(in->to, DOCX_HELP, in->strings->name_in_print);
    text label = text_format(in->memory, "%.*s: %.*s", TEXT_PRINT(item.words->label), TEXT_PRINT(in->strings->name_in_print));
    add_box(in, item, item.field->id, label, 1);
}

// ---- Scores

static void add_score(form_docx *in, form_item item)
{
    form_docx_open_head(in, item);
    text scale = text_format(in->memory, "%.*s %.*s", TEXT_PRINT(in->strings->scale),
                             TEXT_PRINT(form_limits_text(in->memory, in->request, item)));
    if (item.field->weight != 1)
        scale = text_format(in->memory, "%.*s · %.*s %.*s", TEXT_PRINT(scale), TEXT_PRINT(in->strings->weight),
                            TEXT_PRINT(number_text(in, item.field->weight)));
    form_docx_add_line(in, scale);
    docx_close_paragraph(in->to);
    add_box(in, item, item.field->id, item.words->label, 1);
}

void form_docx_add_total(form_docx *in)
{
    static const form_field total = { .id = TEXT_CONSTANT("_total"), .type = FORM_TEXT };
    form_field_words said = { .label = form_total_label(in->request), .help = form_total_help(in->request) };
    double maximum = form_total_maximum(in->request->form);
    if (maximum > 0)
        said.label = text_format(in->memory, "%.*s (%.*s %.*s)", TEXT_PRINT(said.label), TEXT_PRINT(in->strings->at_most),
                                 TEXT_PRINT(number_text(in, maximum)));
    add_boxed(in, (form_item){ &total, &said });
}

void form_docx_add_field(form_docx *in, form_item item)
{
    switch (item.field->type) {
    case FORM_MULTI: add_multi(in, item); break;
    case FORM_CHECK: add_check(in, item); break;
    case FORM_SIGNATURE: add_signature(in, item); break;
    case FORM_TABLE: form_docx_add_table(in, item); break;
    case FORM_SCORE: add_score(in, item); break;
    default: add_boxed(in, item);
    }
}
