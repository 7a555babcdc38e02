// Cells of a spreadsheet form: labels, open cells and what may stand in them.
#include "publishers/forms/form_xlsx_parts.h"

#include "base/unicode.h"
#include "language/formatting.h"

enum {
    TEXT_LENGTH = 500, LONG_LENGTH = 5000, CELL_LENGTH = 32767,
    NUMBER_MOST = 999999999, ROW_MOST = 400, LONG_LINES_MOST = 12, WEIGHT_DECIMALS = 3
};

static const double line_height = 15.5, row_margin = 6;

xlsx_range form_xlsx_range(xlsx_cell first, xlsx_cell last)
{
    return (xlsx_range){ first.sheet, first.row, first.column, last.row, last.column };
}

xlsx_style form_xlsx_style(const form_xlsx *in, const form_field *asked)
{
    if (form_is_computed(asked))
        return XLSX_TOTAL_NUMBER;
    switch (asked->type) {
    case FORM_LONG: return XLSX_INPUT_LONG;
    case FORM_DATE:
        return text_equals(in->request->language_code, TEXT("en")) ? XLSX_INPUT_DATE_WORDS : XLSX_INPUT_DATE;
    case FORM_NUMBER: return asked->decimals > 0 ? XLSX_INPUT_DECIMAL : XLSX_INPUT_WHOLE;
    case FORM_CHOICE:
    case FORM_CHECK: return XLSX_INPUT_LIST;
    case FORM_SCORE: return XLSX_INPUT_POINTS;
    default: return XLSX_INPUT_TEXT;
    }
}

// ---- Rules

static void set_list(form_xlsx *in, xlsx_rule *rule, const text *options, size_t count)
{
    rule->type = XLSX_RULE_LIST;
    rule->options = options;
    rule->option_count = count;
    rule->lists_sheet = in->strings->lists;
    rule->mistake = in->strings->error_list;
}

static text mistake_with(form_xlsx *in, text mistake, text limits)
{
    if (limits.length == 0)
        return mistake;
    return text_format(in->memory, "%.*s: %.*s", TEXT_PRINT(mistake), TEXT_PRINT(limits));
}

static void set_number(form_xlsx *in, xlsx_rule *rule, form_item item)
{
    const form_field *asked = item.field;
    rule->type = asked->decimals > 0 || asked->type == FORM_SCORE ? XLSX_RULE_DECIMAL : XLSX_RULE_WHOLE;
    rule->minimum = asked->has_minimum || asked->type == FORM_SCORE ? asked->minimum : -NUMBER_MOST;
    rule->maximum = asked->has_maximum || asked->type == FORM_SCORE ? asked->maximum : NUMBER_MOST;
    rule->mistake = mistake_with(in, in->strings->error_number, form_limits_text(in->memory, in->request, item));
}

static void set_points(form_xlsx *in, xlsx_rule *rule, form_item item)
{
    size_t count = form_score_steps(item.field);
    if (count == 0) {
        set_number(in, rule, item);
        return;
    }
    text *options = ARENA_NEW(in->memory, text, count);
    for (size_t i = 0; i < count; i++)
        options[i] = text_format(in->memory, "%.0f", item.field->minimum + (double)i);
    set_list(in, rule, options, count);
    rule->mistake = mistake_with(in, in->strings->error_number, form_limits_text(in->memory, in->request, item));
}

// Spreadsheets know no days before 1900.
static void set_dates(form_xlsx *in, xlsx_rule *rule, form_item item)
{
    date first = { 1900, 1, 1 }, last = { 9999, 12, 31 };
    rule->type = XLSX_RULE_DATE;
    rule->earliest = date_compare(item.field->earliest, first) > 0 ? item.field->earliest : first;
    rule->latest = date_compare(item.field->latest, first) > 0 ? item.field->latest : last;
    rule->mistake = mistake_with(in, in->strings->error_date, form_limits_text(in->memory, in->request, item));
}

static void set_length(form_xlsx *in, xlsx_rule *rule, const form_field *asked)
{
    size_t length = asked->length > 0 ? asked->length : asked->type == FORM_LONG ? LONG_LENGTH : TEXT_LENGTH;
    rule->type = XLSX_RULE_LENGTH;
    rule->maximum = (double)(length < CELL_LENGTH ? length : CELL_LENGTH);
    rule->mistake = text_format(in->memory, "%.*s %.0f.", TEXT_PRINT(in->strings->error_length), rule->maximum);
}

static void set_yes_no(form_xlsx *in, xlsx_rule *rule)
{
    text *options = ARENA_NEW(in->memory, text, 2);
    options[0] = in->strings->yes;
    options[1] = in->strings->no;
    set_list(in, rule, options, 2);
}

void form_xlsx_add_rule(form_xlsx *in, form_item item, xlsx_range range, bool with_help)
{
    xlsx_rule rule = { 0 };
    switch (item.field->type) {
    case FORM_CHOICE:
        // An own text may stand beside the options only in a cell of its own.
        set_list(in, &rule, item.words->options, item.field->option_count);
        break;
    case FORM_CHECK: set_yes_no(in, &rule); break;
    case FORM_SCORE: set_points(in, &rule, item); break;
    case FORM_NUMBER: set_number(in, &rule, item); break;
    case FORM_DATE: set_dates(in, &rule, item); break;
    default: set_length(in, &rule, item.field);
    }
    if (with_help) {
        text limits = form_limits_text(in->memory, in->request, item);
        rule.help_title = item.words->label;
        rule.help = item.words->help.length == 0 ? limits : limits.length == 0 ? item.words->help
                  : text_format(in->memory, "%.*s\n%.*s", TEXT_PRINT(item.words->help), TEXT_PRINT(limits));
    }
    if (rule.type != XLSX_RULE_LIST || rule.option_count > 0)
        xlsx_add_rule(in->to, range, &rule);
}

void form_xlsx_add_yes_no(form_xlsx *in, xlsx_cell at)
{
    xlsx_rule rule = { 0 };
    set_yes_no(in, &rule);
    xlsx_add_rule(in->to, form_xlsx_range(at, at), &rule);
}

void form_xlsx_name_cell(form_xlsx *in, text name, xlsx_cell at)
{
    enum { NAME_LIMIT = 255 };
    xlsx_name(in->to, form_mark_name(in->memory, name, NAME_LIMIT), form_xlsx_range(at, at));
}

// ---- Labels and heights

text form_xlsx_label(form_xlsx *in, form_item item)
{
    text required = form_required_text(in->request, item.field);
    if (required.length == 0)
        return item.words->label;
    return text_format(in->memory, "%.*s (%.*s)", TEXT_PRINT(item.words->label), TEXT_PRINT(required));
}

static text scale_text(form_xlsx *in, form_item item)
{
    text limits = form_limits_text(in->memory, in->request, item);
    if (item.field->weight == 1)
        return text_format(in->memory, "%.*s %.*s", TEXT_PRINT(in->strings->scale), TEXT_PRINT(limits));
    text weight = format_number(in->memory, in->request->language_code, item.field->weight, WEIGHT_DECIMALS);
    return text_format(in->memory, "%.*s %.*s · %.*s %.*s", TEXT_PRINT(in->strings->scale), TEXT_PRINT(limits),
                       TEXT_PRINT(in->strings->weight), TEXT_PRINT(weight));
}

text form_xlsx_note(form_xlsx *in, form_item item)
{
    const text parts[] = {
        form_condition_text(in->memory, in->request, &item.field->when), item.words->help,
        item.field->type == FORM_SCORE ? scale_text(in, item) : form_limits_text(in->memory, in->request, item),
        form_computed_text(in->memory, in->request, item),
    };
    buffer out = { 0 };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].length > 0)
            buffer_format(&out, "%s%.*s", out.length > 0 ? "\n" : "", TEXT_PRINT(parts[i]));
    text note = text_copy(in->memory, buffer_text(&out));
    buffer_free(&out);
    return note;
}

// Words do not fill a line to its end: nine tenths of it.
double form_xlsx_lines(text shown, double width)
{
    double lines = 0;
    text line;
    while (text_take_line(&shown, &line)) {
        size_t here = (size_t)((double)unicode_count(line) / (width * 0.9));
        lines += (double)here + 1;
    }
    return lines;
}

double form_xlsx_height(double lines)
{
    double height = lines * line_height + row_margin;
    return height < ROW_MOST ? height : ROW_MOST;
}

void form_xlsx_fit_label(form_xlsx *in, const form_sheet *on, uint32_t row, text label, text note, double least_lines)
{
    double lines = form_xlsx_lines(label, on->widths[0]) + form_xlsx_lines(note, on->widths[0]);
    xlsx_set_height(in->to, on->number, row, form_xlsx_height(lines > least_lines ? lines : least_lines));
}

text form_xlsx_is_filled(form_xlsx *in, xlsx_cell at)
{
    return text_format(in->memory, "%.*s<>\"\"", TEXT_PRINT(xlsx_address(in->memory, at)));
}

void form_xlsx_add_line(form_xlsx *in, form_sheet *on, text shown, xlsx_style style)
{
    static const double sizes[XLSX_STYLES] = { [XLSX_TITLE] = 1.9, [XLSX_HEADING] = 1.4, [XLSX_LEAD] = 1.15 };
    if (shown.length == 0)
        return;
    xlsx_cell at = { on->number, on->row, 0 };
    double size = sizes[style] > 0 ? sizes[style] : 1;
    xlsx_merge(in->to, form_xlsx_range(at, (xlsx_cell){ on->number, on->row, (uint16_t)(on->columns - 1) }), style);
    xlsx_set_text(in->to, at, shown, style);
    double width = (on->widths[0] + on->value_width) / size;
    xlsx_set_height(in->to, on->number, on->row, form_xlsx_height(form_xlsx_lines(shown, width) * size));
    on->row++;
}

// ---- Values

static double value_lines(const form_field *asked)
{
    size_t lines = asked->type == FORM_LONG ? (asked->lines > 1 ? asked->lines : 4) : 1;
    return (double)(lines < LONG_LINES_MOST ? lines : LONG_LINES_MOST);
}

xlsx_cell form_xlsx_add_value(form_xlsx *in, form_sheet *on, form_item item, text name)
{
    xlsx_cell label = { on->number, on->row, 0 }, answer = { on->number, on->row, 1 };
    xlsx_cell last = { on->number, on->row, (uint16_t)(on->columns - 1) };
    text title = form_xlsx_label(in, item), note = form_xlsx_note(in, item);
    xlsx_style style = form_xlsx_style(in, item.field);
    xlsx_set_label(in->to, label, title, note);
    xlsx_merge(in->to, form_xlsx_range(answer, last), style);
    if (form_is_computed(item.field)) {
        xlsx_set_text_formula(in->to, answer, form_xlsx_formula(in, item.field), (text){ 0 }, style);
    } else {
        xlsx_set_blank(in->to, answer, style);
        form_xlsx_add_rule(in, item, form_xlsx_range(answer, answer), false);
    }
    form_xlsx_name_cell(in, name, answer);
    form_xlsx_fit_label(in, on, on->row++, title, note, value_lines(item.field));
    return answer;
}
