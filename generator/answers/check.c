#include "answers/check.h"

#include "answers/check_values.h"
#include "printing/form_page.h"

void answer_checker_prepare(arena *memory, const site *of, const theme *look, answer_checker *made)
{
    field_names *names = ARENA_NEW(memory, field_names, of->forms.count + 1);
    const form_strings **strings = ARENA_NEW(memory, const form_strings *, of->config.languages.count + 1);
    for (size_t i = 0; i < of->forms.count; i++)
        names[i] = field_names_of(memory, of->forms.items[i]);
    for (size_t i = 0; i < of->config.languages.count; i++)
        strings[i] = form_strings_read(memory, look, i);
    *made = (answer_checker){ of, names, strings };
}

// ---- Which form

static const form *find_form(arena *memory, const answer_checker *with, const given_form *given, text path, size_t *number,
                             diagnostics *found)
{
    const form *of = NULL;
    for (size_t i = 0; i < with->site->forms.count; i++)
        if (text_equals(with->site->forms.items[i]->id, given->form))
            of = with->site->forms.items[i];
    if (given->form.length > 0 && of == NULL)
        report(found, ANSWERS_UNREADABLE, at(path, 0, 0), "the site has no form '%.*s'", TEXT_PRINT(value_shown_name(memory, given->form)));
    if (given->form.length == 0) {
        of = field_names_recognise(memory, with->site, given);
        if (of == NULL)
            report(found, ANSWERS_UNREADABLE, at(path, 0, 0), "its fields are of no form of the site");
    }
    for (*number = 0; of != NULL && with->site->forms.items[*number] != of;)
        (*number)++;
    return of;
}

// As the file says; else the first in which the form has words.
static size_t language_of(const answer_checker *with, const form *of, text code)
{
    const language_list *languages = &with->site->config.languages;
    size_t first = languages->count;
    for (size_t i = languages->count; i-- > 0;) {
        if (!of->by_language[i].exists)
            continue;
        first = i;
        // A document's language may have a country: "fi-FI".
        text known = languages->codes[i];
        if (text_starts_with(code, known) && (code.length == known.length || code.bytes[known.length] == '-'))
            return i;
    }
    return first;
}

// ---- Where values go

static answer_slot *slot_of(form_check *in, const field_place *to)
{
    return to->is_header ? &in->header[to->field - header_fields] : &in->slots[to->field->number];
}

static void put_cell(form_check *in, answer_slot *into, const field_place *to, data *read)
{
    while (into->row_count < to->row) {
        *ARENA_PUSH(in->memory, into->rows) = NULL;
        into->row_count = into->rows.count;
    }
    data ***row = &into->rows.items[to->row - 1];
    if (*row == NULL)
        *row = ARENA_NEW(in->memory, data *, to->field->column_count);
    (*row)[to->column->number] = read;
}

static void put(form_check *in, const field_place *to, data *read)
{
    answer_slot *into = slot_of(in, to);
    if (to->column != NULL) {
        put_cell(in, into, to, read);
    } else if (to->option != NULL) {
        if (into->chosen == NULL)
            into->chosen = ARENA_NEW(in->memory, bool, to->field->option_count);
        into->chosen[to->option - to->field->options] = true;
    } else if (to->is_other) {
        into->other = read;
    } else {
        into->value = read;
    }
}

static void take_value(form_check *in, const given_value *given)
{
    given_value plain = *given;
    plain.name = field_name_whole(in->names, given->name);
    field_place to = field_place_of(in->form, plain.name);
    bool is_whole_table = to.type == PLACE_FIELD && to.field->type == FORM_TABLE && to.column == NULL;
    if (to.type == PLACE_COMPUTED || given->type == GIVEN_EMPTY || (is_whole_table && given->may_be_placeholder))
        return;
    if (to.type == PLACE_UNKNOWN) {
        report(in->found, ANSWERS_UNKNOWN, at(in->path, 0, 0), "'%.*s' is not in this version of the form '%.*s'; its answer is left out",
               TEXT_PRINT(value_shown_name(in->memory, plain.name)), TEXT_PRINT(in->form->id));
        return;
    }
    data *read = check_value(in, &to, &plain);
    if (read != NULL)
        put(in, &to, read);
}

// ---- Answers, in the order of the form

static data *chosen_options(form_check *in, const form_field *of, const answer_slot *from)
{
    data *list = data_list(in->memory);
    for (size_t i = 0; from->chosen != NULL && i < of->option_count; i++)
        if (from->chosen[i])
            data_add(in->memory, list, data_text(in->memory, of->options[i]));
    return list->list.count > 0 ? list : NULL;
}

static data *table_rows(form_check *in, const form_field *of, const answer_slot *from)
{
    data *list = data_list(in->memory);
    for (size_t r = 0; r < from->row_count; r++) {
        data *row = data_map(in->memory);
        for (size_t c = 0; from->rows.items[r] != NULL && c < of->column_count; c++)
            if (from->rows.items[r][c] != NULL)
                data_set_key(in->memory, row, of->columns[c].id, from->rows.items[r][c]);
        if (row->map.count > 0)
            data_add(in->memory, list, row);
    }
    return list->list.count > 0 ? list : NULL;
}

static void add_answers(form_check *in, const form_field *fields, answer_slot *slots, size_t count, data *into)
{
    for (size_t i = 0; i < count; i++) {
        answer_slot *from = &slots[i];
        if (fields[i].type == FORM_MULTI)
            from->value = chosen_options(in, &fields[i], from);
        else if (fields[i].type == FORM_TABLE)
            from->value = table_rows(in, &fields[i], from);
        if (from->value != NULL)
            data_set_key(in->memory, into, fields[i].id, from->value);
        if (from->other != NULL)
            data_set_key(in->memory, into, form_other_name(in->memory, &fields[i]), from->other);
    }
}

static text day_of(const given_form *given, const answer_slot *header)
{
    date day;
    if (date_parse(given->filled, &day))
        return given->filled;
    const data *dated = header[HEADER_FIELDS - 1].value;
    return dated != NULL ? dated->text : (text){ 0 };
}

check_result answer_check(arena *memory, const answer_checker *with, const given_form *given, text path,
                          diagnostics *found, filled_form *made)
{
    size_t number;
    // A file without any field of ours is nobody's form.
    if (given->values.count > 0 && given_is_blank(given) && !given->is_exact)
        return CHECK_BLANK;
    const form *of = find_form(memory, with, given, path, &number, found);
    size_t language = of != NULL ? language_of(with, of, given->language) : 0;
    if (of == NULL || language == with->site->config.languages.count)
        return CHECK_REFUSED;
    form_check in = { .memory = memory, .with = with, .given = given, .form = of, .names = &with->names[number],
                      .language = language, .path = path, .found = found };
    in.slots = ARENA_NEW(memory, answer_slot, of->field_count + 1);
    if (given->version.length > 0 && !text_equals(given->version, of->version))
        report(found, ANSWERS_VERSION, at(path, 0, 0), "it is filled in on version %.*s of the form '%.*s', and the site has %.*s",
               TEXT_PRINT(value_shown_name(memory, given->version)), TEXT_PRINT(of->id), TEXT_PRINT(of->version));
    for (size_t i = 0; i < given->values.count; i++)
        take_value(&in, &given->values.items[i]);
    data *answers = data_map(memory), *header = data_map(memory);
    add_answers(&in, of->fields, in.slots, of->field_count, answers);
    add_answers(&in, header_fields, in.header, HEADER_FIELDS, header);
    *made = (filled_form){ .form = of, .language = language, .version = given->version, .path = path, .format = given->format,
                           .filled = day_of(given, in.header), .answers = answers, .header = header };
    if (answers->map.count == 0 && header->map.count == 0)
        return CHECK_BLANK;
    check_whole(&in);
    return CHECK_FILLED;
}
