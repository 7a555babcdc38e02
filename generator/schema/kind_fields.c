// The fields of a kind; see kind.h for what each setting means.
#include "schema/fields.h"
#include "schema/kind_reader.h"

enum { FIELDS_LIMIT = 100, CHOICES_LIMIT = 200 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const text type_names[] = {
    [FIELD_TYPE_TEXT] = TEXT_CONSTANT("text"),
    [FIELD_TYPE_LONG] = TEXT_CONSTANT("long"),
    [FIELD_TYPE_MARKDOWN] = TEXT_CONSTANT("markdown"),
    [FIELD_TYPE_DATE] = TEXT_CONSTANT("date"),
    [FIELD_TYPE_NUMBER] = TEXT_CONSTANT("number"),
    [FIELD_TYPE_BOOL] = TEXT_CONSTANT("bool"),
    [FIELD_TYPE_CHOICE] = TEXT_CONSTANT("choice"),
    [FIELD_TYPE_LIST] = TEXT_CONSTANT("list"),
    [FIELD_TYPE_PAGE] = TEXT_CONSTANT("page"),
    [FIELD_TYPE_IMAGE] = TEXT_CONSTANT("image"),
    [FIELD_TYPE_URL] = TEXT_CONSTANT("url"),
    [FIELD_TYPE_EMAIL] = TEXT_CONSTANT("email"),
    [FIELD_TYPE_RECORD] = TEXT_CONSTANT("record"),
};

const char *field_type_name(field_type type)
{
    return type_names[type].bytes;
}

// ---- Types

static bool read_type(const kind_reader *from, const value_entry *definition, text key, field_type *read)
{
    text name = read_kind_text(from, definition->value, key);
    for (size_t i = 0; i < COUNT(type_names); i++) {
        if (text_equals(type_names[i], name)) {
            *read = (field_type)i;
            return true;
        }
    }
    const value *v = value_get(definition->value, key);
    place where = v != NULL ? value_place(v, from->path) : at(from->path, definition->line, definition->column);
    text field_id = value_shown(from->found->memory, definition->key);
    text meant = value_suggestion(name, type_names, COUNT(type_names));
    text all = value_list_words(from->found->memory, type_names, COUNT(type_names));
    if (meant.length > 0)
        report(from->found, KIND_INVALID, where, "'%.*s' of the field '%.*s': did you mean '%.*s'? The types are %.*s",
               TEXT_PRINT(key), TEXT_PRINT(field_id), TEXT_PRINT(meant), TEXT_PRINT(all));
    else
        report(from->found, KIND_INVALID, where, "the field '%.*s' needs '%.*s': one of %.*s", TEXT_PRINT(field_id),
               TEXT_PRINT(key), TEXT_PRINT(all));
    return false;
}

#define TYPE(name) (1U << FIELD_TYPE_##name)

// Settings that mean something only for some types. Of a list, the type of its items counts.
static const struct {
    text key;
    unsigned types;
    const char *advice;
} settings[] = {
    { TEXT_CONSTANT("choices"), TYPE(CHOICE), "is for fields of the type 'choice'" },
    { TEXT_CONSTANT("kind"), TYPE(PAGE), "is for fields of the type 'page'" },
    { TEXT_CONSTANT("backlink"), TYPE(PAGE), "is for fields of the type 'page'" },
    { TEXT_CONSTANT("fields"), TYPE(RECORD), "is for fields of the type 'record'" },
    { TEXT_CONSTANT("minimum"), TYPE(NUMBER), "is for fields of the type 'number'" },
    { TEXT_CONSTANT("maximum"), TYPE(NUMBER), "is for fields of the type 'number'" },
    { TEXT_CONSTANT("facet"), TYPE(TEXT) | TYPE(CHOICE) | TYPE(PAGE) | TYPE(BOOL) | TYPE(NUMBER) | TYPE(DATE),
      "is not for long texts, records, images and addresses" },
};

static void check_settings(const kind_reader *from, const value *definition, field_type item)
{
    for (size_t i = 0; i < COUNT(settings); i++) {
        const value_entry *entry = value_get_entry(definition, settings[i].key);
        if (entry != NULL && (settings[i].types & (1U << item)) == 0)
            report(from->found, KIND_INVALID, at(from->path, entry->line, entry->column), "'%.*s' %s",
                   TEXT_PRINT(settings[i].key), settings[i].advice);
    }
}

// ---- Choices, numbers, pages

static void read_choices(const kind_reader *from, const value_entry *definition, field *into)
{
    const value *v = value_get(definition->value, TEXT("choices"));
    if (v == NULL || v->type != VALUE_MAP || v->count == 0 || v->count > CHOICES_LIMIT) {
        place where = v != NULL ? value_place(v, from->path) : at(from->path, definition->line, definition->column);
        report(from->found, KIND_INVALID, where,
               "'choices' is from 1 to %d lines of the form 'id: label', indented below it", CHOICES_LIMIT);
        return;
    }
    into->choices = ARENA_NEW(from->memory, field_choice, v->count);
    for (size_t i = 0; i < v->count; i++) {
        const value_entry *entry = &v->entries[i];
        place where = at(from->path, entry->line, entry->column);
        field_choice choice = { .id = entry->key, .label = read_kind_words(from, entry->value) };
        text shown = value_shown(from->found->memory, entry->key);
        if (!name_is_plain(entry->key, true))
            report(from->found, KIND_INVALID, where, "the choice '%.*s': use small letters a-z, digits, - and _ "
                   "before the colon; what readers see comes after it", TEXT_PRINT(shown));
        else if (words_are_empty(from, choice.label))
            report(from->found, KIND_INVALID, where, "the choice '%.*s' needs a label after the colon", TEXT_PRINT(shown));
        else
            into->choices[into->choice_count++] = choice;
    }
}

static void read_limits(const kind_reader *from, const value *definition, field *into)
{
    const value *minimum = value_get(definition, TEXT("minimum")), *maximum = value_get(definition, TEXT("maximum"));
    into->has_minimum = minimum != NULL && scalar_read_number(minimum, from->path, from->found, &into->minimum);
    into->has_maximum = maximum != NULL && scalar_read_number(maximum, from->path, from->found, &into->maximum);
    if (into->has_minimum && into->has_maximum && into->minimum > into->maximum) {
        report(from->found, KIND_INVALID, value_place(maximum, from->path), "'maximum' is smaller than 'minimum'");
        into->has_maximum = false;
    }
}

static void read_page_kind(const kind_reader *from, const value *definition, field *into)
{
    into->page_kind = read_kind_text(from, definition, TEXT("kind"));
    if (into->page_kind.length == 0 || name_is_plain(into->page_kind, false))
        return;
    report(from->found, KIND_INVALID, value_place(value_get(definition, TEXT("kind")), from->path),
           "'kind' is the name of a file in the folder of kinds without '.yaml', for example phase");
    into->page_kind = (text){ 0 };
}

static void read_record(const kind_reader *from, const value_entry *definition, field *into)
{
    into->fields = read_field_definitions(from, value_get(definition->value, TEXT("fields")), true);
    if (into->fields.count == 0)
        report(from->found, KIND_INVALID, at(from->path, definition->line, definition->column),
               "a record needs 'fields': its parts, each with a type and a label");
}

static void read_item(const kind_reader *from, const value_entry *definition, field *into)
{
    switch (into->type) {
    case FIELD_TYPE_CHOICE:
        read_choices(from, definition, into);
        break;
    case FIELD_TYPE_NUMBER:
        read_limits(from, definition->value, into);
        break;
    case FIELD_TYPE_PAGE:
        read_page_kind(from, definition->value, into);
        break;
    case FIELD_TYPE_RECORD:
        read_record(from, definition, into);
        break;
    default:
        break;
    }
}

// ---- How books show it

// The number of the word under [key] among [words]; 0 when there is none or it has been reported.
static size_t read_word(const kind_reader *from, const value *map, text key, const text *words_known, size_t count)
{
    const value *v = value_get(map, key);
    for (size_t i = 0; i < count; i++)
        if (v == NULL || text_equals(value_text(v), words_known[i]))
            return i;
    text all = value_list_words(from->found->memory, words_known, count);
    report(from->found, KIND_INVALID, value_place(v, from->path), "'%.*s' is one of %.*s", TEXT_PRINT(key), TEXT_PRINT(all));
    return 0;
}

static field_print read_print(const kind_reader *from, const value *v)
{
    static const text known[] = { TEXT_CONSTANT("place"), TEXT_CONSTANT("marks"), TEXT_CONSTANT("leave_out") };
    static const text places[] = { TEXT_CONSTANT("before"), TEXT_CONSTANT("after") };
    static const text marks[] = { TEXT_CONSTANT("bullets"), TEXT_CONSTANT("numbers"), TEXT_CONSTANT("boxes") };
    if (v == NULL || value_is_empty(v))
        return (field_print){ 0 };
    if (v->type != VALUE_MAP) {
        report(from->found, KIND_INVALID, value_place(v, from->path), "write 'print: {place: after}', with 'place', 'marks' or 'leave_out'");
        return (field_print){ 0 };
    }
    value_check_keys(v, from->path, known, COUNT(known), from->found);
    return (field_print){
        .is_after_text = read_word(from, v, TEXT("place"), places, COUNT(places)) == 1,
        .marks = (list_marks)read_word(from, v, TEXT("marks"), marks, COUNT(marks)),
        .leave_out = read_kind_bool(from, v, TEXT("leave_out"), false),
    };
}

// ---- One field

static bool check_id(const kind_reader *from, const value_entry *definition, bool is_record)
{
    place where = at(from->path, definition->line, definition->column);
    text shown = value_shown(from->found->memory, definition->key);
    if (!name_is_plain(definition->key, true)) {
        report(from->found, KIND_INVALID, where, "the field '%.*s': use small letters a-z, digits, - and _",
               TEXT_PRINT(shown));
        return false;
    }
    size_t count;
    const text *keys = page_keys(&count);
    for (size_t i = 0; i < count && !is_record; i++) {
        if (text_equals(keys[i], definition->key)) {
            report(from->found, KIND_INVALID, where, "every page has '%.*s' already: choose another name",
                   TEXT_PRINT(shown));
            return false;
        }
    }
    return true;
}

static bool check_definition(const kind_reader *from, const value_entry *definition)
{
    static const text known[] = {
        TEXT_CONSTANT("type"), TEXT_CONSTANT("label"), TEXT_CONSTANT("required"), TEXT_CONSTANT("choices"),
        TEXT_CONSTANT("facet"), TEXT_CONSTANT("of"), TEXT_CONSTANT("kind"), TEXT_CONSTANT("fields"),
        TEXT_CONSTANT("minimum"), TEXT_CONSTANT("maximum"), TEXT_CONSTANT("help"), TEXT_CONSTANT("backlink"),
        TEXT_CONSTANT("print"),
    };
    if (definition->value->type != VALUE_MAP) {
        text shown = value_shown(from->found->memory, definition->key);
        report(from->found, KIND_INVALID, at(from->path, definition->line, definition->column),
               "the field '%.*s' needs at least 'type' and 'label', indented below it", TEXT_PRINT(shown));
        return false;
    }
    value_check_keys(definition->value, from->path, known, COUNT(known), from->found);
    return true;
}

static bool read_of(const kind_reader *from, const value_entry *definition, field *into)
{
    const value_entry *of = value_get_entry(definition->value, TEXT("of"));
    if (into->type != FIELD_TYPE_LIST) {
        if (of != NULL)
            report(from->found, KIND_INVALID, at(from->path, of->line, of->column), "'of' is for fields of the type 'list'");
        check_settings(from, definition->value, into->type);
        read_item(from, definition, into);
        return true;
    }
    field *item = ARENA_NEW(from->memory, field, 1);
    item->id = into->id;
    item->label = into->label;
    into->of = item;
    if (!read_type(from, definition, TEXT("of"), &item->type))
        return false;
    if (item->type == FIELD_TYPE_LIST) {
        report(from->found, KIND_INVALID, value_place(of->value, from->path),
               "a list of lists cannot be used: make it a list of records");
        return false;
    }
    check_settings(from, definition->value, item->type);
    read_item(from, definition, item);
    return true;
}

static bool read_field(const kind_reader *from, const value_entry *definition, bool is_record, field *read)
{
    if (!check_id(from, definition, is_record) || !check_definition(from, definition))
        return false;
    const value *v = definition->value;
    *read = (field){ .id = definition->key };
    read->label = read_kind_words(from, value_get(v, TEXT("label")));
    read->help = read_kind_words(from, value_get(v, TEXT("help")));
    read->backlink = read_kind_words(from, value_get(v, TEXT("backlink")));
    read->has_backlink = !words_are_empty(from, read->backlink);
    read->required = read_kind_bool(from, v, TEXT("required"), false);
    read->print = read_print(from, value_get(v, TEXT("print")));
    read->is_facet = read_kind_bool(from, v, TEXT("facet"), false);
    if (words_are_empty(from, read->label)) {
        text shown = value_shown(from->found->memory, definition->key);
        report(from->found, KIND_INVALID, at(from->path, definition->line, definition->column),
               "the field '%.*s' needs 'label': what readers see", TEXT_PRINT(shown));
    }
    if (!read_type(from, definition, TEXT("type"), &read->type) || !read_of(from, definition, read))
        return false;
    bool is_page = field_item(read)->type == FIELD_TYPE_PAGE;
    if (is_page && is_record)
        report(from->found, KIND_INVALID, at(from->path, definition->line, definition->column),
               "a part of a record cannot be a page: make it a field of its own, or write the name as text");
    return !is_page || !is_record;
}

// Records may hold records; the depth to which YAML is read limits how deep.
field_list read_field_definitions(const kind_reader *from, const value *map, bool is_record)
{
    field_list read = { 0 };
    if (value_is_empty(map))
        return read;
    if (map->type != VALUE_MAP || map->count > FIELDS_LIMIT) {
        report(from->found, KIND_INVALID, value_place(map, from->path),
               "'fields' is at most %d lines of the form 'id:', each with its settings indented below it", FIELDS_LIMIT);
        return read;
    }
    read.items = ARENA_NEW(from->memory, field, map->count);
    for (size_t i = 0; i < map->count; i++)
        if (read_field(from, &map->entries[i], is_record, &read.items[read.count]))
            read.count++;
    return read;
}
