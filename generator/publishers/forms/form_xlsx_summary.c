// The last sheet: what is filled, points, and what the tables hold, all by formulas.
#include "publishers/forms/form_xlsx_parts.h"

enum { COLUMNS = 7, HEAD_LINES = 3, LITERAL_LIMIT = 255 };

static const double widths[COLUMNS] = { 34, 30, 14, 14, 14, 14, 17 };

static void add_heads(form_xlsx *in, form_sheet *on, const text *heads, size_t count, size_t name_count)
{
    for (size_t i = 0; i < count; i++)
        xlsx_set_text(in->to, (xlsx_cell){ on->number, on->row, (uint16_t)i }, heads[i], i < name_count ? XLSX_HEAD : XLSX_HEAD_NUMBER);
    xlsx_set_height(in->to, on->number, on->row++, form_xlsx_height(HEAD_LINES));
}

static text address(form_xlsx *in, xlsx_range range)
{
    return xlsx_range_address(in->to, in->memory, range, true);
}

// ---- Sections

static void add_share(form_xlsx *in, const form_sheet *on, uint32_t row, xlsx_style style)
{
    text points = xlsx_address(in->memory, (xlsx_cell){ on->number, row, 4 });
    text maximum = xlsx_address(in->memory, (xlsx_cell){ on->number, row, 5 });
    xlsx_cell share = { on->number, row, 6 };
    xlsx_set_formula(in->to, share, text_format(in->memory, "=IF(%.*s>0,%.*s/%.*s,0)", TEXT_PRINT(maximum), TEXT_PRINT(points),
                                                TEXT_PRINT(maximum)), 0, style);
    xlsx_mark_share(in->to, form_xlsx_range(share, share));
}

static size_t count_missing(const form_xlsx *in, size_t section)
{
    const form_section *described = &in->request->form->sections[section];
    size_t count = 0;
    for (size_t i = 0; i < described->field_count && described->when.field == NULL; i++) {
        const form_field *asked = &in->request->form->fields[described->first_field + i];
        count += asked->required && asked->when.field == NULL;
    }
    return count;
}

static void add_section(form_xlsx *in, form_sheet *on, size_t section)
{
    const form_section_counts *counts = &in->sections[section];
    uint32_t row = on->row++;
    text states = address(in, counts->states);
    xlsx_set_text(in->to, (xlsx_cell){ on->number, row, 0 }, counts->title, XLSX_CELL);
    xlsx_set_height(in->to, on->number, row, form_xlsx_height(form_xlsx_lines(counts->title, widths[0])));
    xlsx_set_number(in->to, (xlsx_cell){ on->number, row, 1 }, (double)counts->items, XLSX_NUMBER);
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 2 }, text_format(in->memory, "=COUNTIF(%.*s,%.*s)", TEXT_PRINT(states),
                     TEXT_PRINT(xlsx_quoted(in->memory, in->strings->done))), 0, XLSX_NUMBER);
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 3 }, text_format(in->memory, "=COUNTIF(%.*s,%.*s)", TEXT_PRINT(states),
                     TEXT_PRINT(xlsx_quoted(in->memory, in->strings->missing))), (double)count_missing(in, section), XLSX_NUMBER);
    if (!counts->has_scores || !form_has_total(in->request->form))
        return;
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 4 }, text_format(in->memory, "=SUM(%.*s)",
                     TEXT_PRINT(address(in, counts->points))), 0, XLSX_NUMBER);
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 5 }, text_format(in->memory, "=SUM(%.*s)",
                     TEXT_PRINT(address(in, counts->maxima))), counts->maximum, XLSX_NUMBER);
    add_share(in, on, row, XLSX_PERCENT);
}

static void add_sections(form_xlsx *in, form_sheet *on)
{
    const text heads[COLUMNS] = { in->strings->section, in->strings->items, in->strings->filled, in->strings->required_missing,
                                  in->strings->weighted_points, in->strings->maximum, in->strings->share };
    size_t columns = form_has_total(in->request->form) ? COLUMNS : 4;
    double sums[COLUMNS] = { 0 };
    add_heads(in, on, heads, columns, 1);
    uint32_t first = on->row;
    for (size_t i = 0; i < in->section_count; i++) {
        if (in->sections[i].items == 0)
            continue;
        add_section(in, on, i);
        sums[1] += (double)in->sections[i].items;
        sums[3] += (double)count_missing(in, i);
        sums[5] += in->sections[i].maximum;
    }
    uint32_t row = on->row++;
    xlsx_set_text(in->to, (xlsx_cell){ on->number, row, 0 }, in->strings->total, XLSX_TOTAL);
    for (uint16_t i = 1; i < columns && i < COLUMNS - 1 && row > first; i++) {
        xlsx_range above = { on->number, first, i, row - 1, i };
        xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, i }, text_format(in->memory, "=SUM(%.*s)",
                         TEXT_PRINT(xlsx_range_address(in->to, in->memory, above, false))), sums[i], XLSX_TOTAL_NUMBER);
    }
    if (columns == COLUMNS) {
        add_share(in, on, row, XLSX_TOTAL_PERCENT);
        form_xlsx_name_cell(in, TEXT("_total"), (xlsx_cell){ on->number, row, 4 });
    }
}

// ---- Tables

static xlsx_range column_range(const form_table_place *at, size_t column)
{
    return (xlsx_range){ at->sheet, at->first_row, (uint16_t)column, at->last_row, (uint16_t)column };
}

static bool is_numeric(const form_field *asked)
{
    return asked->type == FORM_NUMBER || asked->type == FORM_SCORE;
}

static void add_names(form_xlsx *in, const form_sheet *on, uint32_t row, form_item of_table, form_item column)
{
    xlsx_set_text(in->to, (xlsx_cell){ on->number, row, 0 }, of_table.words->label, XLSX_CELL);
    xlsx_set_text(in->to, (xlsx_cell){ on->number, row, 1 }, column.words->label, XLSX_CELL);
    double lines = form_xlsx_lines(of_table.words->label, widths[0]), others = form_xlsx_lines(column.words->label, widths[1]);
    xlsx_set_height(in->to, on->number, row, form_xlsx_height(lines > others ? lines : others));
}

static void add_numbers(form_xlsx *in, form_sheet *on, const form_table_place *at, size_t i)
{
    static const char *const functions[] = { "AVERAGE", "MIN", "MAX" };
    uint32_t row = on->row++;
    text numbers = address(in, column_range(at, i));
    add_names(in, on, row, at->item, form_column_of(at->item, i));
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 2 }, text_format(in->memory, "=COUNT(%.*s)", TEXT_PRINT(numbers)), 0,
                     XLSX_NUMBER);
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 3 }, text_format(in->memory, "=SUM(%.*s)", TEXT_PRINT(numbers)), 0,
                     XLSX_NUMBER);
    for (uint16_t j = 0; j < 3; j++)
        xlsx_set_text_formula(in->to, (xlsx_cell){ on->number, row, (uint16_t)(j + 4) },
                              text_format(in->memory, "=IF(COUNT(%.*s)=0,\"\",ROUND(%s(%.*s),2))", TEXT_PRINT(numbers), functions[j],
                                          TEXT_PRINT(numbers)), (text){ 0 }, XLSX_NUMBER);
}

static void add_all_numbers(form_xlsx *in, form_sheet *on)
{
    const text heads[COLUMNS] = { in->strings->table, in->strings->column, in->strings->rows_filled, in->strings->sum,
                                  in->strings->average, in->strings->smallest, in->strings->largest };
    bool is_first = true;
    for (size_t i = 0; i < in->tables.count; i++)
        for (size_t j = 0; j < in->tables.items[i].item.field->column_count; j++) {
            if (!is_numeric(&in->tables.items[i].item.field->columns[j]))
                continue;
            if (is_first) {
                on->row++;
                form_xlsx_add_line(in, on, in->strings->numbers, XLSX_HEADING);
                add_heads(in, on, heads, COLUMNS, 2);
            }
            is_first = false;
            add_numbers(in, on, &in->tables.items[i], j);
        }
}

// COUNTIF would take "*" and ">" in an option for more than they are.
static void add_options(form_xlsx *in, form_sheet *on, const form_table_place *at, size_t column)
{
    form_item asked = form_column_of(at->item, column);
    text cells = address(in, column_range(at, column));
    bool is_check = asked.field->type == FORM_CHECK;
    size_t count = is_check ? 1 : asked.field->option_count;
    for (size_t i = 0; i < count; i++) {
        text option = is_check ? in->strings->yes : asked.words->options[i];
        uint32_t row = on->row++;
        add_names(in, on, row, at->item, asked);
        xlsx_cell name = { on->number, row, 2 };
        xlsx_merge(in->to, form_xlsx_range(name, (xlsx_cell){ on->number, row, 4 }), XLSX_CELL);
        xlsx_set_text(in->to, name, option, XLSX_CELL);
        if (option.length <= LITERAL_LIMIT)
            xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 5 }, text_format(in->memory, "=SUMPRODUCT(--(%.*s=%.*s))",
                             TEXT_PRINT(cells), TEXT_PRINT(xlsx_quoted(in->memory, option))), 0, XLSX_NUMBER);
    }
}

static void add_distribution(form_xlsx *in, form_sheet *on)
{
    const text heads[] = { in->strings->table, in->strings->column, in->strings->options, { 0 }, { 0 }, in->strings->count };
    bool is_first = true;
    for (size_t i = 0; i < in->tables.count; i++)
        for (size_t j = 0; j < in->tables.items[i].item.field->column_count; j++) {
            form_field_type type = in->tables.items[i].item.field->columns[j].type;
            if (type != FORM_CHOICE && type != FORM_CHECK)
                continue;
            if (is_first) {
                on->row++;
                form_xlsx_add_line(in, on, in->strings->distribution, XLSX_HEADING);
                xlsx_merge(in->to, (xlsx_range){ on->number, on->row, 2, on->row, 4 }, XLSX_HEAD);
                xlsx_set_text(in->to, (xlsx_cell){ on->number, on->row, 5 }, heads[5], XLSX_HEAD_NUMBER);
                for (uint16_t k = 0; k < 3; k++)
                    xlsx_set_text(in->to, (xlsx_cell){ on->number, on->row, k }, heads[k], XLSX_HEAD);
                on->row++;
            }
            is_first = false;
            add_options(in, on, &in->tables.items[i], j);
        }
}

void form_xlsx_add_summary(form_xlsx *in)
{
    double rest = 0;
    for (size_t i = 1; i < COLUMNS; i++)
        rest += widths[i];
    form_sheet on = { .number = xlsx_add_sheet(in->to, in->strings->summary), .columns = COLUMNS, .widths = widths,
                      .value_width = rest };
    for (uint16_t i = 0; i < COLUMNS; i++)
        xlsx_set_width(in->to, on.number, i, widths[i]);
    form_xlsx_add_line(in, &on, in->strings->summary, XLSX_TITLE);
    form_xlsx_add_line(in, &on, form_words_of(in->request)->title, XLSX_LEAD);
    on.row++;
    add_sections(in, &on);
    add_all_numbers(in, &on);
    add_distribution(in, &on);
    form_xlsx_set_print(in, &on, 1);
}
