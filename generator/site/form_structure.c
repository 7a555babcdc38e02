// form.yaml: the structure of a form. See forms.h and templates-forms/README.md.
#include "site/form_reader.h"

#include "base/digest.h"
#include "site/form_pattern.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { FIELD_LIMIT = 300, SECTION_LIMIT = 40, OPTION_LIMIT = 100, COLUMN_LIMIT = 12, ROW_LIMIT = 30,
       LENGTH_LIMIT = 20000, LINE_LIMIT = 40, ID_LENGTH = 40, PATTERN_LENGTH = 200, SCALE_LIMIT = 10,
       MAXIMUM_VERSION = 9999 };

// A browser tries so many in a second or two.
static const double PATTERN_WAYS = 200e6;

static const struct { const char *name; form_field_type type; } types[] = {
    { "text", FORM_TEXT }, { "long", FORM_LONG }, { "date", FORM_DATE }, { "number", FORM_NUMBER },
    { "choice", FORM_CHOICE }, { "multi", FORM_MULTI }, { "check", FORM_CHECK }, { "signature", FORM_SIGNATURE },
    { "table", FORM_TABLE }, { "score", FORM_SCORE }, { "file", FORM_FILE },
};

bool form_mistake(const form_reader *from, const value *v, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text detail = text_format_list(from->memory, format, arguments);
    va_end(arguments);
    place where = v != NULL ? value_place(v, from->path) : at(from->path, 1, 1);
    report(from->found, FORM_INVALID, where, "%.*s", TEXT_PRINT(detail));
    return false;
}

static bool id_is_usable(text id)
{
    if (id.length == 0 || id.length > ID_LENGTH || id.bytes[0] < 'a' || id.bytes[0] > 'z')
        return false;
    for (size_t i = 0; i < id.length; i++) {
        char c = id.bytes[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return text_find(id, TEXT("__"), 0) == TEXT_NOT_FOUND && !text_ends_with(id, TEXT("_other"));
}

// ---- Single keys of a field

static bool read_flag(const form_reader *from, const value *map, const char *key, bool *flag)
{
    const value *v = value_get(map, text_of(key));
    return v == NULL || scalar_read_bool(v, from->path, from->found, flag);
}

static bool read_number(const form_reader *from, const value *map, const char *key, double least, double most,
                        double *number, bool *is_given)
{
    const value *v = value_get(map, text_of(key));
    *is_given = v != NULL;
    if (v == NULL)
        return true;
    if (!scalar_read_number(v, from->path, from->found, number))
        return false;
    return (*number >= least && *number <= most)
        || form_mistake(from, v, "'%s' is a number from %g to %g", key, least, most);
}

static bool read_count(const form_reader *from, const value *map, const char *key, size_t most, size_t *count)
{
    double number = (double)*count;
    bool is_given;
    if (!read_number(from, map, key, 1, (double)most, &number, &is_given))
        return false;
    *count = (size_t)number;
    return (double)*count == number || form_mistake(from, value_get(map, text_of(key)), "'%s' is a whole number from 1 to %zu", key, most);
}

static bool read_date(const form_reader *from, const value *map, const char *key, date *read)
{
    const value *v = value_get(map, text_of(key));
    return v == NULL || scalar_read_date(v, from->path, from->found, read);
}

static bool read_options(const form_reader *from, const value *map, form_field *into)
{
    const value *list = value_get(map, TEXT("options"));
    bool needs = into->type == FORM_CHOICE || into->type == FORM_MULTI;
    if (!needs)
        return list == NULL || form_mistake(from, list, "only fields of type choice and multi have 'options'");
    if (list == NULL || list->type != VALUE_LIST || list->count == 0 || list->count > OPTION_LIMIT)
        return form_mistake(from, list != NULL ? list : map, "'%.*s' needs 'options': a list of 1 to %d ids",
                            TEXT_PRINT(into->id), OPTION_LIMIT);
    text *options = ARENA_NEW(from->memory, text, list->count);
    for (size_t i = 0; i < list->count; i++) {
        options[i] = value_text(list->items[i]);
        if (!id_is_usable(options[i]))
            return form_mistake(from, list->items[i], "an option's id is small letters a-z, digits and _, such as 'kylla'");
        for (size_t j = 0; j < i; j++)
            if (text_equals(options[i], options[j]))
                return form_mistake(from, list->items[i], "the option '%.*s' is listed twice", TEXT_PRINT(options[i]));
    }
    into->options = options;
    into->option_count = list->count;
    return true;
}

// What a pattern may hold: the part that browsers and form_pattern.h agree on, without
// the nesting that makes matching slow.
static bool pattern_is_usable(text pattern)
{
    if (pattern.length == 0 || pattern.length > PATTERN_LENGTH)
        return false;
    for (size_t i = 0; i < pattern.length; i++)
        if (text_find_byte(TEXT("()|\\^$<>\"&"), pattern.bytes[i], 0) != TEXT_NOT_FOUND
            || (unsigned char)pattern.bytes[i] < ' ')
            return false;
    return true;
}

static bool read_pattern(const form_reader *from, const value *map, form_field *into)
{
    const value *v = value_get(map, TEXT("pattern"));
    if (v == NULL)
        return true;
    into->pattern = value_text(v);
    if (into->type != FORM_TEXT)
        return form_mistake(from, v, "only fields of type text have a 'pattern'");
    if (!pattern_is_usable(into->pattern))
        return form_mistake(from, v, "a pattern is letters, [classes] and repetition such as [0-9]{7}-[0-9]");
    return form_pattern_ways(into->pattern, into->length) <= PATTERN_WAYS
        || form_mistake(from, v, "on %zu characters this pattern is too slow: give the field a smaller 'length', "
                        "or write fewer repetitions such as * and +, and with numbers such as {1,9}", into->length);
}

// The value a condition asks for must be one the field can have.
static bool condition_is_possible(const form_condition *when)
{
    const form_field *of = when->field;
    if (of->type == FORM_CHECK)
        return text_equals(when->value, TEXT("true"));
    for (size_t i = 0; i < of->option_count; i++)
        if (text_equals(of->options[i], when->value))
            return true;
    return false;
}

static bool read_condition(const form_reader *from, const value *map, form_condition *when)
{
    const value *v = value_get(map, TEXT("when"));
    if (v == NULL)
        return true;
    if (v->type != VALUE_MAP || v->count != 1)
        return form_mistake(from, v, "write 'when: {field: value}'");
    when->field = form_find_field(from->form, v->entries[0].key);
    when->value = value_text(v->entries[0].value);
    if (when->field == NULL)
        return form_mistake(from, v, "there is no field '%.*s' before this one", TEXT_PRINT(v->entries[0].key));
    if (when->field->type != FORM_CHOICE && when->field->type != FORM_MULTI && when->field->type != FORM_CHECK)
        return form_mistake(from, v, "a condition asks a field of type choice, multi or check");
    return condition_is_possible(when)
        || form_mistake(from, v, "'%.*s' never has the value '%.*s'", TEXT_PRINT(when->field->id), TEXT_PRINT(when->value));
}

// ---- Fields

static bool read_type(const form_reader *from, const value *map, form_field *into)
{
    const value *v = value_get(map, TEXT("type"));
    for (size_t i = 0; i < COUNT(types); i++) {
        if (text_equals(value_text(v), text_of(types[i].name))) {
            into->type = types[i].type;
            return true;
        }
    }
    return form_mistake(from, v != NULL ? v : map,
                        "'type' is text, long, date, number, choice, multi, check, signature, table, score or file");
}

static void set_defaults(form_field *into)
{
    into->length = into->type == FORM_LONG ? 5000 : 500;
    into->lines = into->type == FORM_LONG ? 4 : 1;
    into->weight = 1;
    into->rows = 3;
    if (into->type == FORM_SCORE) {
        into->has_minimum = into->has_maximum = true;
        into->maximum = 5;
    }
}

static bool read_range(const form_reader *from, const value *map, form_field *into)
{
    bool is_counted = into->type == FORM_NUMBER || into->type == FORM_SCORE || into->type == FORM_MULTI;
    const value *least = value_get(map, TEXT("minimum")), *most = value_get(map, TEXT("maximum"));
    bool has_least, has_most, has_decimals;
    double decimals = 0;
    if ((least != NULL || most != NULL) && !is_counted)
        return form_mistake(from, least != NULL ? least : most, "only number, score and multi have a minimum and a maximum");
    if (!read_number(from, map, "minimum", -1e12, 1e12, &into->minimum, &has_least)
        || !read_number(from, map, "maximum", -1e12, 1e12, &into->maximum, &has_most)
        || !read_number(from, map, "decimals", 0, 6, &decimals, &has_decimals))
        return false;
    into->has_minimum |= has_least;
    into->has_maximum |= has_most;
    into->decimals = (int)decimals;
    if (into->has_minimum && into->has_maximum && into->minimum > into->maximum)
        return form_mistake(from, map, "'%.*s': the minimum is larger than the maximum", TEXT_PRINT(into->id));
    if (into->type == FORM_SCORE
        && (into->maximum - into->minimum < 1 || into->maximum - into->minimum > SCALE_LIMIT || into->minimum < 0
            || into->minimum != (double)(int)into->minimum || into->maximum != (double)(int)into->maximum))
        return form_mistake(from, map, "'%.*s': a score's scale is whole numbers, such as 0 to 5", TEXT_PRINT(into->id));
    if (into->type == FORM_MULTI && into->has_minimum && into->minimum > (double)into->option_count)
        return form_mistake(from, map, "'%.*s' asks for more options than it has", TEXT_PRINT(into->id));
    return true;
}

static bool read_dates(const form_reader *from, const value *map, form_field *into)
{
    if (!read_date(from, map, "earliest", &into->earliest) || !read_date(from, map, "latest", &into->latest))
        return false;
    bool is_reversed = date_is_set(into->earliest) && date_is_set(into->latest)
                    && date_compare(into->earliest, into->latest) > 0;
    return !is_reversed || form_mistake(from, map, "'%.*s': 'earliest' is after 'latest'", TEXT_PRINT(into->id));
}

static bool read_columns(const form_reader *from, const value *map, form_field *into);

// A field whose constraints are wrong is still a field, or its words would be
// reported as well.
static void read_constraints(const form_reader *from, const value *map, form_field *into, bool is_column)
{
    read_flag(from, map, "required", &into->required);
    read_flag(from, map, "personal", &into->personal);
    read_flag(from, map, "other", &into->has_other);
    read_count(from, map, "length", LENGTH_LIMIT, &into->length);
    read_count(from, map, "lines", LINE_LIMIT, &into->lines);
    read_options(from, map, into);
    read_range(from, map, into);
    read_dates(from, map, into);
    read_pattern(from, map, into);
    if (!is_column && !read_condition(from, map, &into->when))
        into->when = (form_condition){ 0 };
    read_columns(from, map, into);
}

static bool read_field(const form_reader *from, const value *map, form_field *into, bool is_column)
{
    static const text known[] = { TEXT_CONSTANT("id"), TEXT_CONSTANT("type"), TEXT_CONSTANT("required"),
        TEXT_CONSTANT("personal"), TEXT_CONSTANT("length"), TEXT_CONSTANT("lines"), TEXT_CONSTANT("minimum"),
        TEXT_CONSTANT("maximum"), TEXT_CONSTANT("decimals"), TEXT_CONSTANT("earliest"), TEXT_CONSTANT("latest"),
        TEXT_CONSTANT("pattern"), TEXT_CONSTANT("options"), TEXT_CONSTANT("other"), TEXT_CONSTANT("weight"),
        TEXT_CONSTANT("rows"), TEXT_CONSTANT("columns"), TEXT_CONSTANT("when"), TEXT_CONSTANT("product"),
        TEXT_CONSTANT("sum"), TEXT_CONSTANT("metric"), TEXT_CONSTANT("series"),
        TEXT_CONSTANT("tasks") };
    *into = (form_field){ .line = map->line };
    if (map->type != VALUE_MAP)
        return form_mistake(from, map, "write a field as '- {id: name, type: text}'");
    value_check_keys(map, from->path, known, COUNT(known), from->found);
    into->id = value_text(value_get(map, TEXT("id")));
    if (!id_is_usable(into->id))
        return form_mistake(from, map, "a field's id is small letters a-z, digits and _, at most %d", ID_LENGTH);
    if (!read_type(from, map, into))
        return false;
    if (is_column && (into->type == FORM_TABLE || into->type == FORM_SIGNATURE || into->type == FORM_FILE || into->type == FORM_MULTI))
        return form_mistake(from, map, "a table's columns are text, long, date, number, choice, check or score");
    set_defaults(into);
    read_constraints(from, map, into, is_column);
    return true;
}

static bool read_columns(const form_reader *from, const value *map, form_field *into)
{
    const value *list = value_get(map, TEXT("columns"));
    if (into->type != FORM_TABLE)
        return list == NULL || form_mistake(from, list, "only tables have 'columns'");
    if (list == NULL || list->type != VALUE_LIST || list->count == 0 || list->count > COLUMN_LIMIT)
        return form_mistake(from, list != NULL ? list : map, "the table '%.*s' needs 1 to %d 'columns'",
                            TEXT_PRINT(into->id), COLUMN_LIMIT);
    form_field *columns = ARENA_NEW(from->memory, form_field, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (!read_field(from, list->items[i], &columns[i], true))
            return false;
        columns[i].number = i;
        form_read_computed(from, list->items[i], &columns[i], columns, i, true);
        for (size_t j = 0; j < i; j++)
            if (text_equals(columns[i].id, columns[j].id))
                return form_mistake(from, list->items[i], "the column '%.*s' is there twice", TEXT_PRINT(columns[i].id));
    }
    into->columns = columns;
    into->column_count = list->count;
    form_read_table_use(from, map, into);
    return read_count(from, map, "rows", ROW_LIMIT, &into->rows);
}

// ---- Sections

static void read_section(const form_reader *from, const value *map, form_section *into, form_field *fields)
{
    static const text known[] = { TEXT_CONSTANT("id"), TEXT_CONSTANT("when"), TEXT_CONSTANT("fields") };
    form *whole = from->form;
    *into = (form_section){ .first_field = whole->field_count };
    if (map->type != VALUE_MAP) {
        form_mistake(from, map, "begin each section with '- id: ...'");
        return;
    }
    value_check_keys(map, from->path, known, COUNT(known), from->found);
    into->id = value_text(value_get(map, TEXT("id")));
    if (!id_is_usable(into->id))
        form_mistake(from, map, "a section needs an 'id' of small letters a-z, digits and _");
    read_condition(from, map, &into->when);
    const value *list = value_get(map, TEXT("fields"));
    for (size_t i = 0; list != NULL && list->type == VALUE_LIST && i < list->count; i++) {
        form_field *fresh = &fields[whole->field_count];
        if (whole->field_count == FIELD_LIMIT) {
            form_mistake(from, list->items[i], "a form has at most %d fields", FIELD_LIMIT);
            return;
        }
        if (!read_field(from, list->items[i], fresh, false))
            continue;
        if (form_find_field(whole, fresh->id) != NULL) {
            form_mistake(from, list->items[i], "the field '%.*s' is there twice", TEXT_PRINT(fresh->id));
            continue;
        }
        form_read_computed(from, list->items[i], fresh, fields, whole->field_count, false);
        fresh->number = whole->field_count;
        fresh->section = whole->section_count;
        whole->field_count++;
        into->field_count++;
    }
}

const form_field *form_find_field(const form *in, text id)
{
    for (size_t i = 0; i < in->field_count; i++)
        if (text_equals(in->fields[i].id, id))
            return &in->fields[i];
    return NULL;
}

static void read_sections(const form_reader *from)
{
    const value *list = value_get(from->root, TEXT("sections"));
    form *whole = from->form;
    if (list == NULL || list->type != VALUE_LIST || list->count == 0 || list->count > SECTION_LIMIT) {
        form_mistake(from, list, "'sections' must list 1 to %d sections", SECTION_LIMIT);
        return;
    }
    form_section *sections = ARENA_NEW(from->memory, form_section, list->count);
    form_field *fields = ARENA_NEW(from->memory, form_field, FIELD_LIMIT);
    whole->sections = sections;
    whole->fields = fields;
    for (size_t i = 0; i < list->count; i++) {
        read_section(from, list->items[i], &sections[i], fields);
        whole->section_count++;
    }
    if (whole->field_count == 0)
        form_mistake(from, list, "a form needs a field");
}

// ---- What the form becomes

static void read_mapping(const form_reader *from, const value_entry *line)
{
    form *whole = from->form;
    const form_field *of = form_find_field(whole, value_text(line->value));
    if (of == NULL) {
        form_mistake(from, line->value, "the form has no field '%.*s'", TEXT_PRINT(value_text(line->value)));
        return;
    }
    size_t count;
    const text *common = page_keys(&count);
    bool is_known = kind_field(whole->becomes, line->key) != NULL;
    for (size_t i = 0; i < count && !is_known; i++)
        is_known = text_equals(common[i], line->key);
    if (!is_known) {
        report(from->found, KEY_UNKNOWN, at(from->path, line->line, line->column), "pages of kind '%.*s' have no '%.*s'",
               TEXT_PRINT(whole->becomes->id), TEXT_PRINT(line->key));
        return;
    }
    ((form_mapping *)whole->mappings)[whole->mapping_count++] = (form_mapping){ line->key, of };
}

static void read_becomes(const form_reader *from)
{
    static const text known[] = { TEXT_CONSTANT("kind"), TEXT_CONSTANT("fields"), TEXT_CONSTANT("body") };
    const value *becomes = value_get(from->root, TEXT("becomes"));
    form *whole = from->form;
    if (becomes == NULL)
        return;
    const value *kind_name = value_get(becomes, TEXT("kind"));
    if (becomes->type != VALUE_MAP || kind_name == NULL) {
        form_mistake(from, becomes, "write 'becomes: {kind: need, fields: {title: otsikko}}'");
        return;
    }
    value_check_keys(becomes, from->path, known, COUNT(known), from->found);
    const value *fields = value_get(becomes, TEXT("fields")), *body = value_get(becomes, TEXT("body"));
    whole->becomes = site_find_kind(from->site, value_text(kind_name), value_place(kind_name, from->path), from->found);
    if (whole->becomes == NULL)
        return;
    whole->mappings = ARENA_NEW(from->memory, form_mapping, fields != NULL ? fields->count : 0);
    for (size_t i = 0; fields != NULL && fields->type == VALUE_MAP && i < fields->count; i++)
        read_mapping(from, &fields->entries[i]);
    whole->becomes_body = body != NULL ? form_find_field(whole, value_text(body)) : NULL;
    if (body != NULL && whole->becomes_body == NULL)
        form_mistake(from, body, "the form has no field '%.*s'", TEXT_PRINT(value_text(body)));
}

// ---- Version

static void add_field_shape(buffer *shape, const form_field *of)
{
    buffer_format(shape, "%.*s:%d:%d%d%d:%zu:%g:%g:%d:%g:%zu:%.*s:", TEXT_PRINT(of->id), (int)of->type, of->required,
                  of->personal, of->has_other, of->length, of->minimum, of->maximum, of->decimals, of->weight, of->section,
                  TEXT_PRINT(of->pattern));
    buffer_format(shape, "%d-%d-%d:%d-%d-%d:", of->earliest.year, of->earliest.month, of->earliest.day,
                  of->latest.year, of->latest.month, of->latest.day);
    for (size_t i = 0; i < of->option_count; i++)
        buffer_format(shape, "%.*s,", TEXT_PRINT(of->options[i]));
    if (of->weight_by != NULL)
        buffer_format(shape, "w%.*s", TEXT_PRINT(of->weight_by->id));
    for (size_t i = 0; i < FORM_FACTORS && of->factors[i] != NULL; i++)
        buffer_format(shape, "*%.*s", TEXT_PRINT(of->factors[i]->id));
    if (of->sum.table != NULL)
        buffer_format(shape, "+%.*s.%.*s/%.*s", TEXT_PRINT(of->sum.table->id), TEXT_PRINT(of->sum.column->id),
                      TEXT_PRINT(of->sum.by->id));
    if (of->when.field != NULL)
        buffer_format(shape, "?%.*s=%.*s", TEXT_PRINT(of->when.field->id), TEXT_PRINT(of->when.value));
    buffer_add_byte(shape, '\n');
}

// The author's number, and a mark that changes whenever the structure does.
static void set_version(const form_reader *from)
{
    form *whole = from->form;
    size_t number = 1;
    read_count(from, from->root, "version", MAXIMUM_VERSION, &number);
    buffer shape = { 0 };
    for (size_t i = 0; i < whole->field_count; i++) {
        add_field_shape(&shape, &whole->fields[i]);
        for (size_t c = 0; c < whole->fields[i].column_count; c++)
            add_field_shape(&shape, &whole->fields[i].columns[c]);
    }
    for (size_t i = 0; i < whole->section_count; i++)
        buffer_format(&shape, "%.*s;", TEXT_PRINT(whole->sections[i].id));
    text hash = digest_sha256(from->memory, buffer_text(&shape));
    buffer_free(&shape);
    whole->version = text_format(from->memory, "%zu.%.*s", number, 6, hash.bytes);
}

static void note_what_it_has(form *whole)
{
    for (size_t i = 0; i < whole->field_count; i++) {
        whole->has_scores |= whole->fields[i].type == FORM_SCORE;
        whole->has_tables |= whole->fields[i].type == FORM_TABLE;
        whole->has_personal |= whole->fields[i].personal;
        for (size_t c = 0; c < whole->fields[i].column_count; c++)
            whole->has_personal |= whole->fields[i].columns[c].personal;
    }
}

void form_read_structure(const form_reader *from)
{
    static const text known[] = { TEXT_CONSTANT("version"), TEXT_CONSTANT("weight"), TEXT_CONSTANT("phases"),
        TEXT_CONSTANT("checklists"), TEXT_CONSTANT("related"), TEXT_CONSTANT("optional"), TEXT_CONSTANT("header"),
        TEXT_CONSTANT("signed"), TEXT_CONSTANT("paper"), TEXT_CONSTANT("becomes"), TEXT_CONSTANT("subject"), TEXT_CONSTANT("group"),
        TEXT_CONSTANT("public_contacts"), TEXT_CONSTANT("sections") };
    const value *paper = value_get(from->root, TEXT("paper"));
    form *whole = from->form;
    bool has_public_contacts = false;           // see site/personal_check.h
    whole->has_header = true;
    value_check_keys(from->root, from->path, known, COUNT(known), from->found);
    read_flag(from, from->root, "header", &whole->has_header);
    read_flag(from, from->root, "signed", &whole->is_signed);
    read_flag(from, from->root, "optional", &whole->is_optional);
    read_flag(from, from->root, "public_contacts", &has_public_contacts);
    whole->is_board = text_equals(value_text(paper), TEXT("A3"));
    if (paper != NULL && !whole->is_board && !text_equals(value_text(paper), TEXT("A4")))
        form_mistake(from, paper, "'paper' is A4 or A3");
    read_sections(from);
    read_becomes(from);
    form_read_use(from);
    note_what_it_has(whole);
    set_version(from);
}
