// Products and sums of a spreadsheet form, by formulas.
#include "publishers/forms/form_xlsx_parts.h"

static text product(form_xlsx *in, xlsx_cell first, xlsx_cell second)
{
    text a = xlsx_range_address(in->to, in->memory, form_xlsx_range(first, first), true);
    text b = xlsx_range_address(in->to, in->memory, form_xlsx_range(second, second), true);
    return text_format(in->memory, "=IF(AND(ISNUMBER(%.*s),ISNUMBER(%.*s)),%.*s*%.*s,\"\")", TEXT_PRINT(a), TEXT_PRINT(b),
                       TEXT_PRINT(a), TEXT_PRINT(b));
}

text form_xlsx_formula(form_xlsx *in, const form_field *asked)
{
    return product(in, in->values[asked->factors[0]->number], in->values[asked->factors[1]->number]);
}

static text column_address(form_xlsx *in, const form_table_place *at, const form_field *column)
{
    uint16_t i = (uint16_t)column->number;
    return xlsx_range_address(in->to, in->memory, (xlsx_range){ at->sheet, at->first_row, i, at->last_row, i }, true);
}

// The other table stands before this one. SUMIF would take "*" and ">" in a key for more than they are.
static text sum(form_xlsx *in, const form_sum *of, xlsx_cell key)
{
    const form_table_place *at = in->tables.items;
    while (at->item.field != of->table)
        at++;
    text wanted = xlsx_address(in->memory, key);
    return text_format(in->memory, "=IF(%.*s=\"\",\"\",SUMPRODUCT(--(%.*s=%.*s),%.*s))", TEXT_PRINT(wanted),
                       TEXT_PRINT(column_address(in, at, of->by)), TEXT_PRINT(wanted),
                       TEXT_PRINT(column_address(in, at, of->column)));
}

text form_xlsx_row_formula(form_xlsx *in, const form_field *column, size_t sheet, uint32_t row)
{
    const form_field *const *factors = column->factors;
    if (factors[0] == NULL)
        return sum(in, &column->sum, (xlsx_cell){ sheet, row, (uint16_t)column->sum.key->number });
    return product(in, (xlsx_cell){ sheet, row, (uint16_t)factors[0]->number },
                   (xlsx_cell){ sheet, row, (uint16_t)factors[1]->number });
}
