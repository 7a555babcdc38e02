#include "answers/check_values.h"

#include "answers/spelling.h"
#include "answers/values.h"
#include "base/unicode.h"
#include "formats/xlsx_read.h"
#include "language/formatting.h"
#include "site/form_pattern.h"
#include "source/value.h"

#include <math.h>

enum { LONGEST = 20000, TEXT_LENGTH = 500, LONG_LENGTH = 5000, SHOWN_DECIMALS = 10 };

static const text nothing = { 0 };

// ---- Telling

static const form_field_words *words_of(const form_check *in, const field_place *to)
{
    const form_field_words *said = to->is_header ? NULL : &in->form->by_language[in->language].fields[to->field->number];
    return said != NULL && to->column != NULL ? &said->columns[to->column->number] : said;
}

static text label_of(const form_check *in, const field_place *to)
{
    const form_field_words *said = words_of(in, to);
    if (said == NULL)
        return to->field->id;
    if (to->column == NULL)
        return said->label;
    return text_format(in->memory, "%.*s, %zu: %.*s", TEXT_PRINT(in->form->by_language[in->language].fields[to->field->number].label),
                       to->row, TEXT_PRINT(said->label));
}

// What was written, unless it is personal.
static text shown_value(const form_check *in, const field_place *to, const given_value *given)
{
    const form_field *asked = to->column != NULL ? to->column : to->field;
    if (asked->personal || to->field->personal)
        return nothing;
    if (given->type == GIVEN_NUMBER)
        return text_format(in->memory, " (%.*s)", TEXT_PRINT(format_number(in->memory, TEXT("fi"), given->number, SHOWN_DECIMALS)));
    return given->type == GIVEN_TEXT ? text_format(in->memory, " ('%.*s')", TEXT_PRINT(value_shown_name(in->memory, text_trim(given->text)))) : nothing;
}

static void tell(form_check *in, diagnostic_kind said, const field_place *to, const given_value *given, text why)
{
    report(in->found, said, at(in->path, 0, 0), "the answer to '%.*s'%.*s %.*s", TEXT_PRINT(label_of(in, to)),
           TEXT_PRINT(shown_value(in, to, given)), TEXT_PRINT(why));
}

// ---- Types. Each returns NULL and says [*why] it does not fit; NULL alone is an empty answer.

static data *read_text(form_check *in, const form_field *asked, const given_value *given, text *why)
{
    text written = given->text;
    if (given->type == GIVEN_NUMBER && !in->given->is_exact) {
        buffer out = { 0 };
        data_write_number(given->number, &out);
        written = text_copy(in->memory, buffer_text(&out));
        buffer_free(&out);
    } else if (given->type != GIVEN_TEXT) {
        *why = TEXT("is no text");
        return NULL;
    }
    if (asked->type == FORM_SIGNATURE && text_starts_with(written, TEXT("data:"))) {
        if (text_starts_with(written, TEXT("data:image/")))
            return data_text(in->memory, ANSWERS_DRAWN);
        *why = TEXT("is no drawing");
        return NULL;
    }
    if (spelling_length(written) > LONGEST) {
        *why = TEXT("is longer than an answer can be (20,000 characters)");
        return NULL;
    }
    written = spelling_clean(in->memory, written, asked->type == FORM_LONG);
    return written.length > 0 ? data_text(in->memory, written) : NULL;
}

static bool read_day(form_check *in, const given_value *given, date *day)
{
    if (given->type == GIVEN_NUMBER && in->given->format == FILLED_XLSX)
        return xlsx_day(given->number, in->given->is_1904, &day->year, &day->month, &day->day);
    if (given->type != GIVEN_TEXT)
        return false;
    if (in->given->is_exact)
        return date_parse(given->text, day);
    return spelling_date(given->text, day) || spelling_date(given->day, day);
}

static data *read_date(form_check *in, const form_field *asked, const given_value *given, text *why)
{
    date day;
    if (!read_day(in, given, &day)) {
        *why = TEXT("is no date: 22.11.2026 is");
        return NULL;
    }
    bool is_early = date_is_set(asked->earliest) && date_compare(day, asked->earliest) < 0;
    bool is_late = date_is_set(asked->latest) && date_compare(day, asked->latest) > 0;
    if (is_early || is_late) {
        text limit = date_iso(in->memory, is_early ? asked->earliest : asked->latest);
        *why = text_format(in->memory, "is %s %.*s", is_early ? "before" : "after", TEXT_PRINT(limit));
        return NULL;
    }
    return data_text(in->memory, date_iso(in->memory, day));
}

static data *read_number(form_check *in, const form_field *asked, const given_value *given, text *why)
{
    double number = given->number;
    const double most = 1e15;
    bool is_number = given->type == GIVEN_NUMBER
                   || (given->type == GIVEN_TEXT && !in->given->is_exact && spelling_number(given->text, &number));
    if (!is_number || !(number > -most && number < most)) {
        *why = TEXT("is no number");
        return NULL;
    }
    bool is_scale = asked->type == FORM_SCORE;
    if ((asked->has_minimum || is_scale) && number < asked->minimum)
        *why = text_format(in->memory, "is less than %.*s", TEXT_PRINT(format_number(in->memory, TEXT("fi"), asked->minimum, SHOWN_DECIMALS)));
    else if ((asked->has_maximum || is_scale) && number > asked->maximum)
        *why = text_format(in->memory, "is more than %.*s", TEXT_PRINT(format_number(in->memory, TEXT("fi"), asked->maximum, SHOWN_DECIMALS)));
    else if (is_scale && number != floor(number))
        *why = TEXT("is no whole number");
    return why->length > 0 ? NULL : data_number(in->memory, number);
}

static bool is_same_word(arena *memory, text a, text b)
{
    return text_equals(unicode_lower(memory, a), unicode_lower(memory, b));
}

// The option whose label [written] is, in the form's language before the others; TEXT_NOT_FOUND for none.
static size_t option_labelled(form_check *in, const field_place *to, const form_field *asked, text written)
{
    size_t count = in->with->site->config.languages.count;
    for (size_t l = 0; l <= count && !to->is_header; l++) {
        size_t language = l == 0 ? in->language : l - 1;
        if (!in->form->by_language[language].exists)
            continue;
        const form_field_words *said = &in->form->by_language[language].fields[to->field->number];
        said = to->column != NULL ? &said->columns[to->column->number] : said;
        for (size_t i = 0; i < asked->option_count; i++)
            if (is_same_word(in->memory, spelling_clean(in->memory, said->options[i], false), written))
                return i;
    }
    for (size_t l = 0; l < count && to->is_header; l++) {
        const form_strings *with = in->with->strings[l];
        const text names[FORM_PHASES] = { with->phase_1, with->phase_2, with->phase_3, with->phase_4, with->phase_5, with->phase_6 };
        for (size_t i = 0; i < FORM_PHASES && asked->option_count == FORM_PHASES; i++)
            if (is_same_word(in->memory, names[i], written))
                return i;
    }
    return TEXT_NOT_FOUND;
}

static size_t option_with_id(const form_field *asked, text id)
{
    for (size_t i = 0; i < asked->option_count; i++)
        if (text_equals(asked->options[i], id))
            return i;
    return TEXT_NOT_FOUND;
}

static data *read_choice(form_check *in, const field_place *to, const form_field *asked, const given_value *given, text *why)
{
    text written = given->text;
    size_t option = TEXT_NOT_FOUND;
    if (given->type == GIVEN_NUMBER && !in->given->is_exact)
        written = format_number(in->memory, TEXT("fi"), given->number, 0);
    if (given->type == GIVEN_TEXT || given->type == GIVEN_NUMBER) {
        text plain = in->given->is_exact ? written : spelling_clean(in->memory, written, false);
        if (in->given->is_by_labels)
            option = option_labelled(in, to, asked, plain);
        if (option == TEXT_NOT_FOUND)
            option = option_with_id(asked, plain);
        if (option == TEXT_NOT_FOUND && !in->given->is_exact)
            option = option_labelled(in, to, asked, plain);
    }
    if (option != TEXT_NOT_FOUND)
        return data_text(in->memory, asked->options[option]);
    *why = TEXT("is not one of its options");
    return NULL;
}

// Yes and no in any of the site's languages; a state of a PDF's box is a yes.
static data *read_tick(form_check *in, const given_value *given, text *why)
{
    static const text yes[] = { TEXT_CONSTANT("1"), TEXT_CONSTANT("x"), TEXT_CONSTANT("true"), TEXT_CONSTANT("tosi"), TEXT_CONSTANT("sant") };
    static const text no[] = { TEXT_CONSTANT("0"), TEXT_CONSTANT("false"), TEXT_CONSTANT("epätosi"), TEXT_CONSTANT("falskt"), TEXT_CONSTANT("-") };
    if (given->type == GIVEN_TRUTH)
        return given->truth ? data_bool(in->memory, true) : NULL;
    if (given->type == GIVEN_NUMBER && !in->given->is_exact && (given->number == 0 || given->number == 1))
        return given->number == 1 ? data_bool(in->memory, true) : NULL;
    if (given->type == GIVEN_TEXT && in->given->format == FILLED_PDF)
        return data_bool(in->memory, true);
    text written = given->type == GIVEN_TEXT ? spelling_clean(in->memory, given->text, false) : nothing;
    bool is_yes = false, is_no = false;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        is_yes |= is_same_word(in->memory, yes[i], written);
        is_no |= is_same_word(in->memory, no[i], written);
    }
    for (size_t i = 0; i < in->with->site->config.languages.count; i++) {
        is_yes |= is_same_word(in->memory, in->with->strings[i]->yes, written);
        is_no |= is_same_word(in->memory, in->with->strings[i]->no, written);
    }
    if (in->given->is_exact || (!is_yes && !is_no))
        *why = TEXT("is neither yes nor no");
    return is_yes && why->length == 0 ? data_bool(in->memory, true) : NULL;
}

// ---- One value

// A text in a Word file that may be what stands in an empty field.
static bool is_placeholder(form_check *in, const field_place *to, const given_value *given)
{
    if (!given->may_be_placeholder || given->type != GIVEN_TEXT)
        return false;
    form_request request = { .form = in->form, .language = in->language, .strings = in->with->strings[in->language],
                             .language_code = in->with->site->config.languages.codes[in->language] };
    static const form_field_words no_words = { 0 };
    static const form_field own_text = { .type = FORM_TEXT };
    const form_field_words *said = words_of(in, to);
    form_item item = { to->is_other ? &own_text : to->column != NULL ? to->column : to->field, said != NULL ? said : &no_words };
    text written = spelling_clean(in->memory, given->text, false);
    for (size_t is_cell = 0; is_cell < 2; is_cell++)
        if (text_equals(written, spelling_clean(in->memory, form_placeholder(in->memory, &request, item, is_cell == 1), false)))
            return true;
    return written.length == 0;
}

// What is kept although it is not as the form asks.
static void check_limits(form_check *in, const field_place *to, const form_field *asked, const given_value *given, const data *read)
{
    size_t most = asked->length > 0 ? asked->length : asked->type == FORM_LONG ? LONG_LENGTH : TEXT_LENGTH;
    if ((asked->type == FORM_TEXT || asked->type == FORM_LONG) && !to->is_other) {
        if (spelling_length(read->text) > most)
            tell(in, ANSWERS_DOUBTFUL, to, given, text_format(in->memory, "is longer than %zu characters", most));
        else if (asked->pattern.length > 0 && !form_pattern_matches(read->text, asked->pattern))
            tell(in, ANSWERS_DOUBTFUL, to, given, TEXT("is not spelled as the form asks"));
    } else if (asked->type == FORM_NUMBER && spelling_decimals(read->number) > (size_t)asked->decimals) {
        tell(in, ANSWERS_DOUBTFUL, to, given, asked->decimals == 0 ? TEXT("is no whole number")
                                                                   : text_format(in->memory, "has more than %d decimals", asked->decimals));
    }
}

data *check_value(form_check *in, const field_place *to, const given_value *given)
{
    static const form_field own_text = { .type = FORM_TEXT }, tick = { .type = FORM_CHECK };
    const form_field *asked = to->is_other ? &own_text : to->option != NULL ? &tick : to->column != NULL ? to->column : to->field;
    text why = { 0 };
    data *read = NULL;
    if (given->type == GIVEN_WRONG || is_placeholder(in, to, given)) {
        if (given->type == GIVEN_WRONG)
            tell(in, ANSWERS_LEFT_OUT, to, given, in->given->format != FILLED_XLSX ? TEXT("is not of its kind")
                 : TEXT("is an error, or a formula whose value is not in the file: open the file in a spreadsheet program, mend the cell "
                        "and save the file"));
        return NULL;
    }
    switch (asked->type) {
    case FORM_DATE: read = read_date(in, asked, given, &why); break;
    case FORM_NUMBER:
    case FORM_SCORE: read = read_number(in, asked, given, &why); break;
    case FORM_CHOICE: read = read_choice(in, to, asked, given, &why); break;
    case FORM_CHECK: read = read_tick(in, given, &why); break;
    case FORM_MULTI:
    case FORM_TABLE: why = TEXT("is not of its kind"); break;
    default: read = read_text(in, asked, given, &why);
    }
    if (why.length > 0)
        tell(in, ANSWERS_LEFT_OUT, to, given, why);
    else if (read != NULL)
        check_limits(in, to, asked, given, read);
    return read;
}

// ---- All of them

static bool holds(const form_check *in, const bool *asked, const form_condition *when)
{
    if (when->field == NULL)
        return true;
    const data *given = in->slots[when->field->number].value;
    if (!asked[when->field->number] || given == NULL)
        return false;
    return given->type == DATA_BOOL ? text_equals(when->value, TEXT("true")) : answer_is_chosen(given, when->value);
}

static void check_rows(form_check *in, const form_field *of)
{
    const answer_slot *from = &in->slots[of->number];
    for (size_t r = 0; r < from->row_count; r++) {
        for (size_t c = 0; from->rows.items[r] != NULL && c < of->column_count; c++) {
            field_place to = { PLACE_FIELD, of, &of->columns[c], r + 1, NULL, false, false };
            if (of->columns[c].required && from->rows.items[r][c] == NULL)
                report(in->found, ANSWERS_MISSING, at(in->path, 0, 0), "'%.*s'", TEXT_PRINT(label_of(in, &to)));
        }
    }
}

static void check_options(form_check *in, const form_field *of, const field_place *to)
{
    const answer_slot *from = &in->slots[of->number];
    double count = (from->value != NULL ? (double)from->value->list.count : 0) + (from->other != NULL);
    given_value none = { 0 };
    if (of->has_minimum && count < of->minimum)
        tell(in, ANSWERS_DOUBTFUL, to, &none, text_format(in->memory, "has fewer options than %.0f", of->minimum));
    if (of->has_maximum && count > of->maximum)
        tell(in, ANSWERS_DOUBTFUL, to, &none, text_format(in->memory, "has more options than %.0f", of->maximum));
}

void check_whole(form_check *in)
{
    const form *of = in->form;
    bool *asked = ARENA_NEW(in->memory, bool, of->field_count + 1);
    for (size_t i = 0; i < of->field_count; i++) {
        const form_field *one = &of->fields[i];
        field_place to = { .type = PLACE_FIELD, .field = one };
        bool is_filled = in->slots[i].value != NULL || in->slots[i].other != NULL;
        asked[i] = holds(in, asked, &of->sections[one->section].when) && holds(in, asked, &one->when);
        if (!is_filled && one->required && asked[i] && !form_is_computed(one))
            report(in->found, ANSWERS_MISSING, at(in->path, 0, 0), "'%.*s'", TEXT_PRINT(label_of(in, &to)));
        if (is_filled && !asked[i])
            report(in->found, ANSWERS_DOUBTFUL, at(in->path, 0, 0), "'%.*s' is answered although the form does not ask it then", TEXT_PRINT(label_of(in, &to)));
        if (is_filled && one->type == FORM_MULTI)
            check_options(in, one, &to);
        if (one->type == FORM_TABLE)
            check_rows(in, one);
    }
}
