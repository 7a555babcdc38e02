#include "site/field_text.h"

#include "language/formatting.h"

enum { NUMBER_DECIMALS = 6 };

text field_text(arena *memory, const site *of, size_t language, const field_value *v)
{
    return field_text_in_column(memory, of, language, v, 0);
}

void field_count_decimals(arena *memory, const field_value *v, int *decimals)
{
    if (!v->is_set || v->field->type != FIELD_TYPE_NUMBER)
        return;
    int needed = format_decimals(memory, v->number, NUMBER_DECIMALS);
    *decimals = needed > *decimals ? needed : *decimals;
}

text field_text_in_column(arena *memory, const site *of, size_t language, const field_value *v, int decimals)
{
    text code = of->config.languages.codes[language];
    switch (v->field->type) {
    case FIELD_TYPE_NUMBER:
        return format_number_from(memory, code, v->number, decimals, NUMBER_DECIMALS);
    case FIELD_TYPE_DATE:
        return format_date(memory, code, v->date);
    case FIELD_TYPE_CHOICE:
        return v->choice != NULL ? words_in(v->choice->label, language, of->config.languages.count) : v->text;
    default:
        return v->text;
    }
}
