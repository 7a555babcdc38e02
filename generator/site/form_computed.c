// What a form computes: products, sums and the weights of a table's scores. See forms.h.
#include "site/form_reader.h"

enum { DECIMALS = 6 };             // of what is computed

static bool is_numeric(const form_field *of)
{
    return of->type == FORM_NUMBER || of->type == FORM_SCORE;
}

static const form_field *find(const form_field *among, size_t count, text id)
{
    for (size_t i = 0; i < count; i++)
        if (text_equals(among[i].id, id))
            return &among[i];
    return NULL;
}

static bool read_product(const form_reader *from, const value *v, form_field *into, form_field *before, size_t count)
{
    if (v->type != VALUE_LIST || v->count != FORM_FACTORS)
        return form_mistake(from, v, "write 'product: [weight, points]': two fields to be multiplied");
    form_field *factors[FORM_FACTORS];
    for (size_t i = 0; i < FORM_FACTORS; i++) {
        text id = value_text(v->items[i]);
        factors[i] = (form_field *)find(before, count, id);
        if (factors[i] == NULL || !is_numeric(factors[i]))
            return form_mistake(from, v->items[i], "there is no number or score '%.*s' before this one", TEXT_PRINT(id));
    }
    for (size_t i = 0; i < FORM_FACTORS; i++) {
        into->factors[i] = factors[i];
        factors[i]->is_factor = true;
    }
    return true;
}

// "table.column", and the column that both tables have.
static bool read_sum(const form_reader *from, const value *v, form_field *into, const form_field *before, size_t count)
{
    static const text known[] = { TEXT_CONSTANT("column"), TEXT_CONSTANT("by") };
    if (v->type != VALUE_MAP)
        return form_mistake(from, v, "write 'sum: {column: table.column, by: column}'");
    value_check_keys(v, from->path, known, sizeof known / sizeof *known, from->found);
    text table_id = value_text(value_get(v, TEXT("column"))), column_id = { 0 };
    text by = value_text(value_get(v, TEXT("by")));
    text_split(table_id, '.', &table_id, &column_id);
    form_sum sum = { .table = form_find_field(from->form, table_id) };
    if (sum.table == NULL || sum.table->type != FORM_TABLE)
        return form_mistake(from, v, "there is no table '%.*s' before this one", TEXT_PRINT(table_id));
    sum.column = find(sum.table->columns, sum.table->column_count, column_id);
    sum.by = find(sum.table->columns, sum.table->column_count, by);
    sum.key = find(before, count, by);
    if (sum.column == NULL || !is_numeric(sum.column))
        return form_mistake(from, v, "the table '%.*s' has no number or score '%.*s'", TEXT_PRINT(table_id),
                            TEXT_PRINT(column_id));
    if (sum.by == NULL || sum.key == NULL || sum.by->type != FORM_TEXT || sum.key->type != FORM_TEXT)
        return form_mistake(from, v, "both tables need a text column '%.*s', here before the sum", TEXT_PRINT(by));
    into->sum = sum;
    return true;
}

// A number, or for a table's score the id of a number column before it.
static bool read_weight(const form_reader *from, const value *v, form_field *into, const form_field *before,
                        size_t count, bool is_column)
{
    text said = value_text(v);
    bool is_id = said.length > 0 && said.bytes[0] >= 'a' && said.bytes[0] <= 'z';
    if (into->type != FORM_SCORE)
        return form_mistake(from, v, "only scores have a 'weight'");
    if (!is_id)
        return scalar_read_number(v, from->path, from->found, &into->weight)
            && ((into->weight >= 0.01 && into->weight <= 1000)
                || form_mistake(from, v, "'weight' is a number from 0.01 to 1000"));
    if (!is_column)
        return form_mistake(from, v, "'weight' is a number; only a table's score takes it from a column");
    into->weight_by = find(before, count, said);
    if (into->weight_by != NULL && into->weight_by->type == FORM_NUMBER)
        return true;
    into->weight_by = NULL;
    return form_mistake(from, v, "there is no number column '%.*s' before this one", TEXT_PRINT(said));
}

void form_read_computed(const form_reader *from, const value *map, form_field *into, form_field *before, size_t count,
                        bool is_column)
{
    const value *product = value_get(map, TEXT("product")), *sum = value_get(map, TEXT("sum"));
    const value *weight = value_get(map, TEXT("weight")), *either = product != NULL ? product : sum;
    if (weight != NULL)
        read_weight(from, weight, into, before, count, is_column);
    if (either == NULL)
        return;
    into->decimals = into->decimals > 0 ? into->decimals : DECIMALS;
    if (into->type != FORM_NUMBER)
        form_mistake(from, either, "only a field of type number is computed");
    else if (product != NULL && sum != NULL)
        form_mistake(from, sum, "a number is a product or a sum, not both");
    else if (into->required || into->has_minimum || into->has_maximum)
        form_mistake(from, either, "a computed number is neither required nor limited");
    else if (product != NULL)
        read_product(from, product, into, before, count);
    else if (!is_column)
        form_mistake(from, sum, "only a table's column is a sum; a form's scores have a total without it");
    else
        read_sum(from, sum, into, before, count);
}

// ---- The total

bool form_counts(const form_field *of)
{
    return of->type == FORM_SCORE && !of->is_factor;
}

static bool table_counts(const form_field *of)
{
    for (size_t c = 0; c < of->column_count; c++)
        if (form_counts(&of->columns[c]))
            return true;
    return false;
}

bool form_has_total(const form *of)
{
    size_t counted = 0;
    for (size_t i = 0; i < of->field_count; i++) {
        if (table_counts(&of->fields[i]))
            return true;
        counted += form_counts(&of->fields[i]);
    }
    return counted > 1;
}

const form_field *form_total_follows(const form *of)
{
    const form_field *last = NULL;
    if (!form_has_total(of))
        return NULL;
    for (size_t i = 0; i < of->field_count; i++)
        if (form_counts(&of->fields[i]) || table_counts(&of->fields[i]))
            last = &of->fields[i];
    while (last->number + 1 < of->field_count && of->fields[last->number + 1].section == last->section)
        last = &of->fields[last->number + 1];
    return last;
}

double form_total_maximum(const form *of)
{
    double sum = 0;
    for (size_t i = 0; i < of->field_count; i++) {
        if (table_counts(&of->fields[i]))
            return 0;
        if (form_counts(&of->fields[i]))
            sum += of->fields[i].maximum * of->fields[i].weight;
    }
    return sum;
}
