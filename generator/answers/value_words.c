// Values of filled forms in words. See values.h.
#include "answers/values.h"

#include "language/formatting.h"
#include "printing/form_page.h"

#include <math.h>

enum { NUMBER_DECIMALS = 6, SIGNATURE_LENGTH = 200 };

reporting reporting_of(arena *memory, const output_request *request)
{
    size_t language = request->choice.language, count = request->site->config.languages.count;
    const form *of = request->form;
    reporting with = { .memory = memory, .of = request, .form = of,
                       .code = request->site->config.languages.codes[language],
                       .words = report_words_read(memory, request->look, language),
                       .hides_groups = request->choice.smallest_group > 1 };
    with.asked.strings = form_strings_read(memory, request->look, language);
    for (size_t i = 0; i < count && !of->by_language[language].exists; i++)
        language = of->by_language[i].exists ? i : language;
    with.asked.form = of;
    with.asked.language = language;
    with.asked.language_code = with.code;
    with.said = &of->by_language[language];
    with.header = form_header_of(memory, &with.asked);
    return with;
}

bool request_shows(const output_request *request, const form_field *asked)
{
    return request->choice.has_personal || (!asked->personal && asked->type != FORM_SIGNATURE);
}

bool reporting_shows(const reporting *with, const form_field *asked)
{
    return request_shows(with->of, asked);
}

bool reporting_shows_header(const reporting *with, const form_field *asked)
{
    return with->of->choice.has_personal || !text_equals(asked->id, TEXT("_filled_by"));
}

text number_words(const reporting *with, double number, int decimals)
{
    return format_number(with->memory, with->code, number, decimals);
}

text count_words(const reporting *with, size_t count)
{
    return format_number(with->memory, with->code, (double)count, 0);
}

text *column_words(const reporting *with, const double *numbers, size_t count, int decimals)
{
    text *made = ARENA_NEW(with->memory, text, count + 1);
    format_column(with->memory, with->code, numbers, count, decimals, made);
    return made;
}

static text with_percent_sign(const reporting *with, text number)
{
    return text_join(with->memory, number, text_equals(with->code, TEXT("en")) ? TEXT("%") : TEXT("\xC2\xA0%"));
}

text percent_words(const reporting *with, double share)
{
    return with_percent_sign(with, format_number(with->memory, with->code, share * 100, 1));
}

text *percent_column_words(const reporting *with, const double *shares, size_t count)
{
    double *percents = ARENA_NEW(with->memory, double, count + 1);
    for (size_t i = 0; i < count; i++)
        percents[i] = shares[i] * 100;
    text *made = column_words(with, percents, count, 1);
    for (size_t i = 0; i < count; i++)
        made[i] = isfinite(shares[i]) ? with_percent_sign(with, made[i]) : made[i];
    return made;
}

text date_words(const reporting *with, text iso)
{
    date day;
    return date_parse(iso, &day) ? format_date(with->memory, with->code, day) : iso;
}

static text option_words(form_item item, text id)
{
    for (size_t i = 0; i < item.field->option_count; i++)
        if (text_equals(item.field->options[i], id))
            return item.words->options[i];
    return id;
}

static text with_comma(const reporting *with, text list, text next)
{
    return list.length == 0 ? next : text_format(with->memory, "%.*s, %.*s", TEXT_PRINT(list), TEXT_PRINT(next));
}

static text options_words(const reporting *with, form_item item, const data *given)
{
    text list = { 0 };
    for (size_t i = 0; i < item.field->option_count; i++)
        if (answer_is_chosen(given, item.field->options[i]))
            list = with_comma(with, list, item.words->options[i]);
    return list;
}

// A name, or something that stands for a drawing.
static text signature_words(const reporting *with, text given)
{
    bool is_name = given.length <= SIGNATURE_LENGTH && !text_equals(given, ANSWERS_DRAWN)
                && !text_starts_with(given, TEXT("data:"));
    return is_name ? given : with->words->drawn;
}

static text value_words(const reporting *with, form_item item, const data *given)
{
    if (given == NULL)
        return (text){ 0 };
    switch (given->type) {
    case DATA_NUMBER:
        return number_words(with, given->number, NUMBER_DECIMALS);
    case DATA_BOOL:
        return given->truth ? with->asked.strings->yes : (text){ 0 };
    case DATA_LIST:
        return options_words(with, item, given);
    case DATA_TEXT:
        break;
    default:
        return (text){ 0 };
    }
    text said = text_trim(given->text);
    return item.field->type == FORM_CHOICE ? option_words(item, said)
         : item.field->type == FORM_DATE ? date_words(with, said)
         : item.field->type == FORM_SIGNATURE ? signature_words(with, said) : said;
}

text answer_words(const reporting *with, form_item item, const filled_form *from)
{
    double number;
    if (item.field->factors[0] != NULL)
        return answer_number(from, item.field, &number) ? number_words(with, number, NUMBER_DECIMALS) : (text){ 0 };
    if (item.field->type == FORM_TABLE)
        return (text){ 0 };
    text said = value_words(with, item, answer_of(from, item.field->id));
    text other = answer_other(with->memory, from, item.field);
    return other.length > 0 ? with_comma(with, said, other) : said;
}

text answer_cell_words(const reporting *with, form_item of_table, size_t column, const filled_form *from, const data *row)
{
    form_item item = form_column_of(of_table, column);
    double number;
    if (form_is_computed(item.field))
        return answer_cell_number(from, row, item.field, &number) ? number_words(with, number, NUMBER_DECIMALS)
                                                                    : (text){ 0 };
    return value_words(with, item, data_get(row, item.field->id));
}

text answer_header_words(const reporting *with, form_item item, const filled_form *from)
{
    const data *given = answer_in_header(from, item.field->id);
    return value_words(with, item, given);
}
