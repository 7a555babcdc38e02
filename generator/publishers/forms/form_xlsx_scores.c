// Scores of a spreadsheet form: points, weights, sums and shares, by formulas.
#include "publishers/forms/form_xlsx_parts.h"

enum { HEAD_LINES = 2 };

// The hidden columns, which the last sheet sums.
static void add_counted(form_xlsx *in, const form_sheet *on, xlsx_cell points, const form_field *asked)
{
    xlsx_cell weighted = { on->number, points.row, (uint16_t)(on->columns + 1) };
    xlsx_cell maximum = { on->number, points.row, (uint16_t)(on->columns + 2) };
    text address = xlsx_address(in->memory, points);
    xlsx_set_formula(in->to, weighted, text_format(in->memory, "=IF(ISNUMBER(%.*s),%.*s*%.10g,0)", TEXT_PRINT(address),
                                                   TEXT_PRINT(address), asked->weight), 0, XLSX_NUMBER);
    xlsx_set_number(in->to, maximum, asked->maximum * asked->weight, XLSX_NUMBER);
}

void form_xlsx_add_score(form_xlsx *in, form_sheet *on, form_item item)
{
    xlsx_cell points = form_xlsx_add_value(in, on, item, item.field->id);
    in->values[item.field->number] = points;
    form_xlsx_add_state(in, on, points.row, item.field, form_xlsx_is_filled(in, points));
    if (form_counts(item.field))
        add_counted(in, on, points, item.field);
}

void form_xlsx_count_row(form_xlsx *in, const form_sheet *on, const form_field *of_table, uint32_t row)
{
    buffer points = { 0 }, maxima = { 0 };
    for (size_t i = 0; i < of_table->column_count; i++) {
        const form_field *column = &of_table->columns[i];
        if (!form_counts(column))
            continue;
        text score = xlsx_address(in->memory, (xlsx_cell){ on->number, row, (uint16_t)i });
        text weight = text_format(in->memory, "%.10g", column->weight);
        if (column->weight_by != NULL)
            weight = text_format(in->memory, "N(%.*s)", TEXT_PRINT(xlsx_address(in->memory,
                                 (xlsx_cell){ on->number, row, (uint16_t)column->weight_by->number })));
        const char *sign = points.length > 0 ? "+" : "=";
        buffer_format(&points, "%sIF(ISNUMBER(%.*s),%.*s*%.*s,0)", sign, TEXT_PRINT(score), TEXT_PRINT(score),
                      TEXT_PRINT(weight));
        buffer_format(&maxima, "%sIF(ISNUMBER(%.*s),%.10g*%.*s,0)", sign, TEXT_PRINT(score), column->maximum,
                      TEXT_PRINT(weight));
    }
    if (points.length > 0) {
        xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, (uint16_t)(on->columns + 1) },
                         text_copy(in->memory, buffer_text(&points)), 0, XLSX_NUMBER);
        xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, (uint16_t)(on->columns + 2) },
                         text_copy(in->memory, buffer_text(&maxima)), 0, XLSX_NUMBER);
    }
    buffer_free(&points);
    buffer_free(&maxima);
}

static void add_head(form_xlsx *in, form_sheet *on)
{
    const text heads[FORM_SCORE_COLUMNS] = { in->strings->criterion, in->strings->points, in->strings->weight,
                                             in->strings->weighted_points, in->strings->maximum };
    for (uint16_t i = 0; i < FORM_SCORE_COLUMNS; i++)
        xlsx_set_text(in->to, (xlsx_cell){ on->number, on->row, i }, heads[i], i < 2 ? XLSX_HEAD : XLSX_HEAD_NUMBER);
    xlsx_set_height(in->to, on->number, on->row++, form_xlsx_height(HEAD_LINES));
}

static void add_row(form_xlsx *in, form_sheet *on, form_item item)
{
    uint32_t row = on->row++;
    xlsx_cell points = { on->number, row, 1 }, weight = { on->number, row, 2 };
    text title = form_xlsx_label(in, item), note = form_xlsx_note(in, item);
    text address = xlsx_address(in->memory, points), factor = xlsx_address(in->memory, weight);
    xlsx_set_label(in->to, (xlsx_cell){ on->number, row, 0 }, title, note);
    form_xlsx_fit_label(in, on, row, title, note, 1);
    xlsx_set_blank(in->to, points, XLSX_INPUT_POINTS);
    form_xlsx_add_rule(in, item, form_xlsx_range(points, points), false);
    form_xlsx_name_cell(in, item.field->id, points);
    xlsx_set_number(in->to, weight, item.field->weight, XLSX_NUMBER);
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 3 }, text_format(in->memory, "=IF(ISNUMBER(%.*s),%.*s*%.*s,0)",
                     TEXT_PRINT(address), TEXT_PRINT(address), TEXT_PRINT(factor)), 0, XLSX_NUMBER);
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 4 }, text_format(in->memory, "=%.10g*%.*s", item.field->maximum,
                     TEXT_PRINT(factor)), item.field->maximum * item.field->weight, XLSX_NUMBER);
    in->values[item.field->number] = points;
    form_xlsx_add_state(in, on, row, item.field, form_xlsx_is_filled(in, points));
    add_counted(in, on, points, item.field);
}

// "Total", the share of the maximum, and the sums.
static void add_sums(form_xlsx *in, form_sheet *on, uint32_t first, double maximum)
{
    uint32_t row = on->row++;
    const double results[] = { 0, maximum };
    xlsx_set_text(in->to, (xlsx_cell){ on->number, row, 0 }, in->strings->total, XLSX_TOTAL);
    for (uint16_t i = 0; i < 2; i++) {
        uint16_t column = (uint16_t)(i + 3);
        xlsx_range above = { on->number, first, column, row - 1, column };
        xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, column }, text_format(in->memory, "=SUM(%.*s)",
                         TEXT_PRINT(xlsx_range_address(in->to, in->memory, above, false))), results[i], XLSX_TOTAL_NUMBER);
    }
    text sum = xlsx_address(in->memory, (xlsx_cell){ on->number, row, 3 });
    text most = xlsx_address(in->memory, (xlsx_cell){ on->number, row, 4 });
    xlsx_set_formula(in->to, (xlsx_cell){ on->number, row, 1 }, text_format(in->memory, "=IF(%.*s>0,%.*s/%.*s,0)", TEXT_PRINT(most),
                     TEXT_PRINT(sum), TEXT_PRINT(most)), 0, XLSX_TOTAL_PERCENT);
    xlsx_set_blank(in->to, (xlsx_cell){ on->number, row, 2 }, XLSX_TOTAL);
    xlsx_set_height(in->to, on->number, row, form_xlsx_height(1));
    on->row++;
}

void form_xlsx_add_scores(form_xlsx *in, form_sheet *on, const form_part *parts, size_t count)
{
    double maximum = 0;
    on->row++;
    add_head(in, on);
    uint32_t first = on->row;
    for (size_t i = 0; i < count; i++) {
        add_row(in, on, form_item_of(in->request, parts[i].field));
        maximum += parts[i].field->maximum * parts[i].field->weight;
    }
    add_sums(in, on, first, maximum);
}
