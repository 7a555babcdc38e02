#include "site/field_text.h"

#include "language/formatting.h"

enum { NUMBER_DECIMALS = 6 };

text field_text(arena *memory, const site *of, size_t language, const field_value *v)
{
    text code = of->config.languages.codes[language];
    switch (v->field->type) {
    case FIELD_TYPE_NUMBER:
        return format_number(memory, code, v->number, NUMBER_DECIMALS);
    case FIELD_TYPE_DATE:
        return format_date(memory, code, v->date);
    case FIELD_TYPE_CHOICE:
        return v->choice != NULL ? words_in(v->choice->label, language, of->config.languages.count) : v->text;
    default:
        return v->text;
    }
}
