#include "answers/field_names.h"

#include "printing/form_request.h"

static const text phases[] = { TEXT_CONSTANT("1"), TEXT_CONSTANT("2"), TEXT_CONSTANT("3"),
                               TEXT_CONSTANT("4"), TEXT_CONSTANT("5"), TEXT_CONSTANT("6") };
const form_field header_fields[HEADER_FIELDS] = {
    { .id = TEXT_CONSTANT("_process"), .type = FORM_TEXT },
    { .id = TEXT_CONSTANT("_phase"), .type = FORM_CHOICE, .options = phases, .option_count = FORM_PHASES },
    { .id = TEXT_CONSTANT("_filled_by"), .type = FORM_TEXT, .personal = true },
    { .id = TEXT_CONSTANT("_date"), .type = FORM_DATE },
};

// Names are cut at these in a bookmark, a tag and a defined name; form_mark_name adds "f_" to the first and the last.
static const size_t limits[] = { 38, 64, 253 };
enum { SHORTEST = 38, ROWS_NAMED = 60 };

static field_place header_place(const form *of, text name)
{
    for (size_t i = 0; of->has_header && i < HEADER_FIELDS; i++)
        if (text_equals(header_fields[i].id, name))
            return (field_place){ .type = PLACE_FIELD, .field = &header_fields[i], .is_header = true };
    return (field_place){ .type = text_equals(name, TEXT("_total")) ? PLACE_COMPUTED : PLACE_UNKNOWN };
}

static size_t row_number(text digits)
{
    size_t number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9' || i == 5)
            return 0;
        number = number * 10 + (size_t)(digits.bytes[i] - '0');
    }
    return number <= GIVEN_ROWS_MOST ? number : 0;
}

static field_place cell_place(const form_field *of_table, text rest)
{
    size_t end = text_find(rest, TEXT("__"), 0);
    size_t row = row_number(text_slice(rest, 0, end));
    text column = text_from(rest, end == TEXT_NOT_FOUND ? rest.length : end + 2);
    for (size_t i = 0; row > 0 && i < of_table->column_count; i++) {
        const form_field *asked = &of_table->columns[i];
        if (text_equals(asked->id, column))
            return (field_place){ form_is_computed(asked) ? PLACE_COMPUTED : PLACE_FIELD, of_table, asked, row, NULL, false, false };
    }
    return (field_place){ 0 };
}

static field_place option_place(const form_field *of, text option)
{
    for (size_t i = 0; i < of->option_count; i++)
        if (text_equals(of->options[i], option))
            return (field_place){ .type = PLACE_FIELD, .field = of, .option = &of->options[i] };
    return (field_place){ 0 };
}

field_place field_place_of(const form *of, text name)
{
    static const text other = TEXT_CONSTANT("_other");
    if (text_starts_with(name, TEXT("_")))
        return header_place(of, name);
    size_t end = text_find(name, TEXT("__"), 0);
    const form_field *found = form_find_field(of, text_slice(name, 0, end));
    if (end != TEXT_NOT_FOUND && found != NULL && found->type == FORM_TABLE)
        return cell_place(found, text_from(name, end + 2));
    if (end != TEXT_NOT_FOUND)
        return found != NULL && found->type == FORM_MULTI ? option_place(found, text_from(name, end + 2)) : (field_place){ 0 };
    if (found != NULL)
        return (field_place){ .type = form_is_computed(found) ? PLACE_COMPUTED : PLACE_FIELD, .field = found };
    if (!text_ends_with(name, other))
        return (field_place){ 0 };
    found = form_find_field(of, text_slice(name, 0, name.length - other.length));
    if (found == NULL || !found->has_other)
        return (field_place){ 0 };
    return (field_place){ .type = PLACE_FIELD, .field = found, .is_other = true };
}

// ---- Shortened names

static void note_name(arena *memory, field_names *into, text name)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        text *kept = ARENA_NEW(memory, text, 1);
        *kept = name;
        if (name.length > limits[i])
            table_set(&into->whole, form_name_within(memory, name, limits[i]), kept);
    }
}

field_names field_names_of(arena *memory, const form *of)
{
    field_names made = { .whole = { .memory = memory } };
    for (size_t i = 0; i < of->field_count; i++) {
        const form_field *asked = &of->fields[i];
        note_name(memory, &made, asked->id);
        if (asked->has_other)
            note_name(memory, &made, form_other_name(memory, asked));
        for (size_t j = 0; asked->type == FORM_MULTI && j < asked->option_count; j++)
            note_name(memory, &made, form_option_name(memory, asked, asked->options[j]));
        for (size_t c = 0; c < asked->column_count; c++)
            for (size_t row = 1; row <= ROWS_NAMED && asked->id.length + asked->columns[c].id.length + 6 > SHORTEST; row++)
                note_name(memory, &made, form_cell_name(memory, asked, row, &asked->columns[c]));
    }
    return made;
}

text field_name_whole(const field_names *in, text name)
{
    const text *whole = name.length >= SHORTEST ? table_find(&in->whole, name) : NULL;
    return whole != NULL ? *whole : name;
}

// ---- Which form

static size_t count_known(arena *memory, const form *of, const given_form *given, size_t *asked)
{
    field_names names = field_names_of(memory, of);
    size_t known = 0;
    *asked = 0;
    for (size_t i = 0; i < given->values.count; i++) {
        text name = given->values.items[i].name;
        if (text_starts_with(name, TEXT("_")))
            continue;       // every form has these
        (*asked)++;
        known += field_place_of(of, field_name_whole(&names, name)).type != PLACE_UNKNOWN;
    }
    return known;
}

const form *field_names_recognise(arena *memory, const site *of, const given_form *given)
{
    const form *best = NULL;
    size_t most = 0;
    bool is_shared = false;
    for (size_t i = 0; i < of->forms.count; i++) {
        size_t asked, known = count_known(memory, of->forms.items[i], given, &asked);
        if (known == 0 || known * 5 < asked * 3 || known < most)
            continue;
        is_shared = known == most;
        most = known;
        best = of->forms.items[i];
    }
    return is_shared ? NULL : best;
}
