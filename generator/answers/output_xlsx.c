// Answers as a spreadsheet: what people read, what they count on, and what the columns mean.
#include "answers/xlsx_parts.h"

#include "base/unicode.h"

#include <math.h>

static const double LEAST_WIDTH = 8, MOST_WIDTH = 60, MOST_LINES = 12, LINE_HEIGHT = 15;
static const double LETTERS = 0.95;     // of the width; the rest is the cell's edge

double sheets_width(text head, double wanted)
{
    double letters = (double)unicode_count(head) / 2 + 4;      // heads break into two lines
    double width = letters > wanted ? letters : wanted;
    return width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width;
}

void sheets_set_width(answers_sheets *in, size_t sheet, size_t column, double width)
{
    xlsx_set_width(in->to, sheet, (uint16_t)column, width);
    if (column < SHEET_WIDTHS)
        in->widths[column] = width;
}

static double lines_of(text said, double width)
{
    double lines = 0;
    text line;
    while (text_take_line(&said, &line))
        lines += ceil(((double)unicode_count(line) + 1) / (width > LEAST_WIDTH ? width * LETTERS : LEAST_WIDTH));
    return lines < 1 ? 1 : lines > MOST_LINES ? MOST_LINES : lines;
}

void sheets_fit(answers_sheets *in, xlsx_cell at_cell, text said)
{
    bool is_same = in->fitted.sheet == at_cell.sheet && in->fitted.row == at_cell.row;
    double lines = lines_of(said, at_cell.column < SHEET_WIDTHS ? in->widths[at_cell.column] : MOST_WIDTH);
    if (is_same && lines <= in->fitted.lines)
        return;
    in->fitted.sheet = at_cell.sheet;
    in->fitted.row = at_cell.row;
    in->fitted.lines = lines;
    xlsx_set_height(in->to, at_cell.sheet, at_cell.row, LINE_HEIGHT * lines + 3);
}

void sheets_set_print(answers_sheets *in, size_t sheet, bool has_head)
{
    const form_strings *shared = in->with->asked.strings;
    xlsx_print print = { .is_landscape = true, .repeats_rows = has_head, .header = in->with->said->title,
                         .footer_left = in->with->form->id, .footer_middle = in->with->form->version, .page = shared->page,
                         .page_of = shared->page_of };
    xlsx_set_print(in->to, sheet, &print);
}

static text type_words(const reporting *with, form_field_type type)
{
    const report_words *said = with->words;
    const text names[] = {
        [FORM_TEXT] = said->type_text, [FORM_LONG] = said->type_long, [FORM_DATE] = said->type_date,
        [FORM_NUMBER] = said->type_number, [FORM_CHOICE] = said->type_choice, [FORM_MULTI] = said->type_multi,
        [FORM_CHECK] = said->type_check, [FORM_SIGNATURE] = said->type_signature, [FORM_TABLE] = said->type_table,
        [FORM_SCORE] = said->type_score, [FORM_FILE] = said->type_file,
    };
    return names[type];
}

static text options_of(const answers_sheets *in, form_item item)
{
    text list = { 0 };
    for (size_t i = 0; i < item.field->option_count; i++)
        list = text_format(in->memory, "%.*s%s%.*s = %.*s", TEXT_PRINT(list), i > 0 ? "; " : "",
                           TEXT_PRINT(item.field->options[i]), TEXT_PRINT(item.words->options[i]));
    return list;
}

enum { FIELD_COLUMNS = 7 };

static void add_field_row(answers_sheets *in, size_t sheet, uint32_t row, text id, form_item item)
{
    const form_strings *shared = in->with->asked.strings;
    const text cells[FIELD_COLUMNS] = {
        id, item.words->label, type_words(in->with, item.field->type), item.field->required ? shared->yes : shared->no,
        item.field->personal ? shared->yes : shared->no, options_of(in, item), form_limits_text(in->memory, &in->with->asked, item),
    };
    for (uint16_t c = 0; c < FIELD_COLUMNS; c++) {
        sheets_fit(in, (xlsx_cell){ sheet, row, c }, cells[c]);
        xlsx_set_text(in->to, (xlsx_cell){ sheet, row, c }, cells[c], XLSX_CELL);
    }
}

void sheets_add_fields(answers_sheets *in)
{
    static const double widths[FIELD_COLUMNS] = { 28, 44, 16, 14, 16, 50, 26 };
    const report_words *said = in->with->words;
    const form *of = in->with->form;
    const text heads[FIELD_COLUMNS] = { said->id, said->question, said->type, said->required, said->personal, said->options,
                                        said->limits };
    size_t sheet = xlsx_add_open_sheet(in->to, said->sheet_fields);
    uint32_t row = 1;
    for (uint16_t c = 0; c < FIELD_COLUMNS; c++)
        sheets_set_width(in, sheet, c, widths[c]);
    sheets_set_print(in, sheet, true);
    for (size_t i = 0; i < in->with->header.count; i++)
        add_field_row(in, sheet, row++, in->with->header.items[i].field->id, in->with->header.items[i]);
    for (size_t i = 0; i < of->field_count; i++) {
        form_item item = { &of->fields[i], &in->with->said->fields[i] };
        add_field_row(in, sheet, row++, item.field->id, item);
        for (size_t c = 0; c < item.field->column_count; c++)
            add_field_row(in, sheet, row++, text_format(in->memory, "%.*s.%.*s", TEXT_PRINT(item.field->id),
                          TEXT_PRINT(item.field->columns[c].id)), form_column_of(item, c));
    }
    xlsx_add_table(in->to, (xlsx_range){ sheet, 0, 0, row - 1, FIELD_COLUMNS - 1 }, TEXT("fields"), heads);
    xlsx_freeze_at(in->to, (xlsx_cell){ sheet, 1, 1 });
}

bool output_xlsx(arena *memory, const output_request *request, buffer *out)
{
    reporting with = reporting_of(memory, request);
    answers_sheets in = { .memory = memory, .with = &with, .all = summary_of(&with) };
    const text properties[][2] = { { TEXT("form"), with.form->id }, { TEXT("version"), with.form->version } };
    xlsx_properties about = { .title = REPORT_FILL(memory, with.words->title, { "form", with.said->title }),
                              .subject = with.said->summary, .author = request->site->config.publisher_name,
                              .properties = properties, .property_count = 2 };
    in.to = xlsx_begin(memory, &about);
    bool is_open = !in.all->is_hidden && !with.hides_groups;
    const ranking *ranked = in.all->is_hidden ? NULL : ranking_of(&with);
    if (is_open)
        sheets_add_answers(&in);
    sheets_add_summary(&in);
    if (ranked != NULL && !ranked->is_hidden)
        sheets_add_ranking(&in, ranked);
    sheets_add_fields(&in);
    return xlsx_finish(in.to, out);
}
