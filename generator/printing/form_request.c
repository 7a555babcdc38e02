#include "printing/form_request.h"

#include "base/digest.h"
#include "base/files.h"
#include "document/markdown.h"
#include "language/formatting.h"

#include <math.h>

enum { SCORE_STEPS_LIMIT = 21, DIGEST_DIGITS = 8, DECIMALS = 6 };

const form_words *form_words_of(const form_request *request)
{
    return &request->form->by_language[request->language];
}

form_item form_item_of(const form_request *request, const form_field *asked)
{
    return (form_item){ asked, &form_words_of(request)->fields[asked->number] };
}

form_item form_column_of(form_item of_table, size_t column)
{
    return (form_item){ &of_table.field->columns[column], &of_table.words->columns[column] };
}

form_header form_header_of(arena *memory, const form_request *request)
{
    static const text phase_ids[FORM_PHASES] = { TEXT_CONSTANT("1"), TEXT_CONSTANT("2"), TEXT_CONSTANT("3"),
                                                 TEXT_CONSTANT("4"), TEXT_CONSTANT("5"), TEXT_CONSTANT("6") };
    static const form_field fields[FORM_HEADER_FIELDS] = {
        { .id = TEXT_CONSTANT("_process"), .type = FORM_TEXT, .lines = 1 },
        { .id = TEXT_CONSTANT("_phase"), .type = FORM_CHOICE, .options = phase_ids, .option_count = FORM_PHASES },
        { .id = TEXT_CONSTANT("_filled_by"), .type = FORM_TEXT, .lines = 1 },
        { .id = TEXT_CONSTANT("_date"), .type = FORM_DATE },
    };
    form_header header = { 0 };
    if (!request->form->has_header)
        return header;
    const form_strings *with = request->strings;
    text *phases = ARENA_NEW(memory, text, FORM_PHASES);
    const text names[FORM_PHASES] = { with->phase_1, with->phase_2, with->phase_3, with->phase_4, with->phase_5,
                                      with->phase_6 };
    for (size_t i = 0; i < FORM_PHASES; i++)
        phases[i] = names[i];
    form_field_words *said = ARENA_NEW(memory, form_field_words, FORM_HEADER_FIELDS);
    const text labels[FORM_HEADER_FIELDS] = { with->process, with->phase, with->filled_by, with->date };
    for (size_t i = 0; i < FORM_HEADER_FIELDS; i++) {
        said[i] = (form_field_words){ .label = labels[i], .options = phases };
        header.items[header.count++] = (form_item){ &fields[i], &said[i] };
    }
    return header;
}

// ---- Names

text form_identity(arena *memory, const form_request *request)
{
    return text_format(memory, "%.*s %.*s %.*s", TEXT_PRINT(request->form->id), TEXT_PRINT(request->form->version),
                       TEXT_PRINT(request->language_code));
}

text form_option_name(arena *memory, const form_field *asked, text option)
{
    return text_format(memory, "%.*s__%.*s", TEXT_PRINT(asked->id), TEXT_PRINT(option));
}

text form_cell_name(arena *memory, const form_field *of_table, size_t row, const form_field *column)
{
    return text_format(memory, "%.*s__%zu__%.*s", TEXT_PRINT(of_table->id), row, TEXT_PRINT(column->id));
}

text form_other_name(arena *memory, const form_field *asked)
{
    return text_join(memory, asked->id, TEXT("_other"));
}

text form_name_within(arena *memory, text name, size_t limit)
{
    if (name.length <= limit)
        return name;
    text digest = text_slice(digest_sha256(memory, name), 0, DIGEST_DIGITS);
    return text_format(memory, "%.*s_%.*s", (int)(limit - DIGEST_DIGITS - 1), name.bytes, TEXT_PRINT(digest));
}

text form_mark_name(arena *memory, text name, size_t limit)
{
    return text_join(memory, TEXT("f_"), form_name_within(memory, name, limit - 2));
}

// ---- What may be entered, in words

static text condition_value(const form_request *request, const form_condition *when)
{
    if (when->field->type == FORM_CHECK)
        return text_equals(when->value, TEXT("true")) ? request->strings->yes : request->strings->no;
    form_item item = form_item_of(request, when->field);
    for (size_t i = 0; i < when->field->option_count; i++)
        if (text_equals(when->field->options[i], when->value))
            return item.words->options[i];
    return when->value;
}

text form_condition_text(arena *memory, const form_request *request, const form_condition *when)
{
    if (when->field == NULL)
        return (text){ 0 };
    text question = form_item_of(request, when->field).words->label, answer = condition_value(request, when);
    return text_format(memory, "%.*s: %.*s – %.*s", TEXT_PRINT(request->strings->only_if), TEXT_PRINT(question),
                       TEXT_PRINT(answer));
}

text form_required_text(const form_request *request, const form_field *asked)
{
    return asked->required ? request->strings->required : (text){ 0 };
}

// "from–to", "at least from", "at most to" or nothing.
static text range_text(arena *memory, text from, text to, text at_least, text at_most)
{
    if (from.length > 0 && to.length > 0)
        return text_format(memory, "%.*s–%.*s", TEXT_PRINT(from), TEXT_PRINT(to));
    if (from.length > 0)
        return text_format(memory, "%.*s %.*s", TEXT_PRINT(at_least), TEXT_PRINT(from));
    if (to.length > 0)
        return text_format(memory, "%.*s %.*s", TEXT_PRINT(at_most), TEXT_PRINT(to));
    return (text){ 0 };
}

static text number_limits(arena *memory, const form_request *request, const form_field *asked, text at_least,
                          text at_most, bool as_range)
{
    text from = { 0 }, to = { 0 };
    bool is_scale = asked->type == FORM_SCORE;
    if (asked->has_minimum || is_scale)
        from = format_number(memory, request->language_code, asked->minimum, DECIMALS);
    if (asked->has_maximum || is_scale)
        to = format_number(memory, request->language_code, asked->maximum, DECIMALS);
    if (as_range || from.length == 0 || to.length == 0)
        return range_text(memory, from, to, at_least, at_most);
    return text_format(memory, "%.*s %.*s, %.*s %.*s", TEXT_PRINT(at_least), TEXT_PRINT(from),
                       TEXT_PRINT(request->strings->at_most), TEXT_PRINT(to));
}

static text date_limits(arena *memory, const form_request *request, const form_field *asked)
{
    const form_strings *with = request->strings;
    text range = range_text(memory, format_date(memory, request->language_code, asked->earliest),
                            format_date(memory, request->language_code, asked->latest), with->at_least, with->at_most);
    if (range.length == 0)
        return with->date_hint;
    return text_format(memory, "%.*s, %.*s", TEXT_PRINT(with->date_hint), TEXT_PRINT(range));
}

text form_limits_text(arena *memory, const form_request *request, form_item item)
{
    const form_strings *with = request->strings;
    switch (item.field->type) {
    case FORM_TEXT:
    case FORM_LONG:
        return item.words->pattern_help;
    case FORM_DATE:
        return date_limits(memory, request, item.field);
    case FORM_NUMBER:
    case FORM_SCORE:
        return number_limits(memory, request, item.field, with->at_least, with->at_most, true);
    case FORM_MULTI:
        return number_limits(memory, request, item.field, with->choose_at_least, with->choose_at_most, false);
    default:
        return (text){ 0 };
    }
}

// ---- Scores

size_t form_score_steps(const form_field *asked)
{
    double steps = asked->maximum - asked->minimum + 1;
    bool is_whole = floor(asked->minimum) == asked->minimum && floor(asked->maximum) == asked->maximum;
    return is_whole && steps >= 1 && steps <= SCORE_STEPS_LIMIT ? (size_t)steps : 0;
}

// ---- Empty fields

text form_placeholder(arena *memory, const form_request *request, form_item item, bool is_cell)
{
    const form_strings *with = request->strings;
    switch (item.field->type) {
    case FORM_CHOICE:
        return with->choose;
    case FORM_DATE:
        return is_cell ? with->date_hint : form_limits_text(memory, request, item);
    case FORM_NUMBER:
    case FORM_SCORE:
        if (item.field->type == FORM_SCORE && form_score_steps(item.field) > 0)
            return with->choose;
        if (is_cell || form_is_computed(item.field))
            return (text){ 0 };
        text limits = form_limits_text(memory, request, item);
        return limits.length == 0 ? with->number_hint
             : text_format(memory, "%.*s (%.*s)", TEXT_PRINT(with->number_hint), TEXT_PRINT(limits));
    case FORM_CHECK:
        return (text){ 0 };
    case FORM_FILE:
        return is_cell ? (text){ 0 } : with->file_hint;
    default:
        return is_cell ? (text){ 0 } : with->write_here;
    }
}

// ---- What is computed

static text label_of(const form_request *request, const form_field *asked, const form_item *of_table)
{
    return of_table != NULL ? of_table->words->columns[asked->number].label : form_item_of(request, asked).words->label;
}

static text computed_text(arena *memory, const form_request *request, form_item item, const form_item *of_table)
{
    const form_field *const *factors = item.field->factors;
    const form_sum *sum = &item.field->sum;
    if (factors[0] != NULL)
        return text_format(memory, "%.*s: %.*s \u00d7 %.*s", TEXT_PRINT(request->strings->calculated),
                           TEXT_PRINT(label_of(request, factors[0], of_table)),
                           TEXT_PRINT(label_of(request, factors[1], of_table)));
    if (sum->table == NULL)
        return (text){ 0 };
    form_item from = form_item_of(request, sum->table);
    return text_format(memory, "%.*s: %.*s, %.*s %.*s", TEXT_PRINT(request->strings->added_up),
                       TEXT_PRINT(label_of(request, sum->column, &from)), TEXT_PRINT(request->strings->same),
                       TEXT_PRINT(label_of(request, sum->by, &from)));
}

text form_computed_text(arena *memory, const form_request *request, form_item item)
{
    return computed_text(memory, request, item, NULL);
}

text form_column_limits(arena *memory, const form_request *request, form_item of_table, size_t column)
{
    form_item item = form_column_of(of_table, column);
    text computed = computed_text(memory, request, item, &of_table);
    if (computed.length > 0)
        return computed;
    text limits = form_limits_text(memory, request, item);
    bool is_said = limits.length > 0 && text_find(item.words->label, limits, 0) != TEXT_NOT_FOUND;
    return is_said ? (text){ 0 } : limits;
}

static bool has_weights(const form_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (form_counts(&fields[i]) && (fields[i].weight != 1 || fields[i].weight_by != NULL))
            return true;
    return false;
}

static bool is_weighted(const form *of)
{
    for (size_t i = 0; i < of->field_count; i++)
        if (has_weights(of->fields[i].columns, of->fields[i].column_count))
            return true;
    return has_weights(of->fields, of->field_count);
}

text form_total_label(const form_request *request)
{
    return is_weighted(request->form) ? request->strings->weighted_total : request->strings->points_total;
}

text form_total_help(const form_request *request)
{
    return is_weighted(request->form) ? request->strings->how_total : request->strings->how_sum;
}

// ---- Markdown

node *form_parse(arena *memory, const form_request *request, text markdown, int line)
{
    node *parsed;
    if (request->parse != NULL) {
        parsed = request->parse(request->context, memory, markdown, line);
    } else {
        // The form's page has reported what is wrong.
        diagnostics ignored = { .memory = memory };
        markdown_options options = { .path = form_words_of(request)->path, .first_line = line };
        parsed = markdown_parse(memory, markdown, &options, &ignored);
    }
    return parsed != NULL ? parsed : node_new(memory, NODE_DOCUMENT, line, 1);
}

static bool is_absolute(text address)
{
    return text_starts_with(address, TEXT("http://")) || text_starts_with(address, TEXT("https://"))
        || text_starts_with(address, TEXT("mailto:")) || text_starts_with(address, TEXT("tel:"));
}

text form_link_address(arena *memory, text page_url, const node *link)
{
    text address = link->link.address, none = { 0 };
    if (link->link.type == LINK_DEAD || link->link.type == LINK_TERM)
        return none;
    if (is_absolute(address))
        return address;
    size_t scheme_end = text_find(page_url, TEXT("://"), 0);
    if (scheme_end == TEXT_NOT_FOUND || text_find_byte(address, ':', 0) != TEXT_NOT_FOUND)
        return none;
    size_t path_start = text_find_byte(page_url, '/', scheme_end + 3);
    if (path_start == TEXT_NOT_FOUND)
        return none;
    text path = address, fragment = none, resolved = text_from(page_url, path_start + 1);
    bool has_fragment = text_split(address, '#', &path, &fragment);
    if (text_starts_with(path, TEXT("/")) || (path.length > 0 && !path_resolve(memory, resolved, path, &resolved)))
        return none;
    return text_format(memory, "%.*s%.*s%s%.*s", (int)path_start + 1, page_url.bytes, TEXT_PRINT(resolved),
                       has_fragment ? "#" : "", TEXT_PRINT(fragment));
}
