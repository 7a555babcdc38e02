#include "schema/fields.h"

#include "base/unicode.h"

typedef struct {
    arena *memory;
    text path;
    diagnostics *found;
    bool in_list;               // what is being read is an item of a list
} fields_reader;

static bool read_value(fields_reader *from, const field *f, const value *v, field_value *read);

// ---- Messages

// "'lessons'" or "each item of 'lessons'", to begin a detail with.
static text subject(const fields_reader *from, const field *f)
{
    return text_format(from->found->memory, "%s'%.*s'", from->in_list ? "each item of " : "", TEXT_PRINT(f->id));
}

static text choices_of(const fields_reader *from, const field *f)
{
    arena *memory = from->found->memory;
    text *shown = ARENA_NEW(memory, text, f->choice_count);
    for (size_t i = 0; i < f->choice_count; i++) {
        text label = words_in(f->choices[i].label, 0, 1);       // in the site's first language
        shown[i] = label.length > 0
                 ? text_format(memory, "%.*s (%.*s)", TEXT_PRINT(f->choices[i].id), TEXT_PRINT(label))
                 : f->choices[i].id;
    }
    return value_list_words(memory, shown, f->choice_count);
}

static text parts_of(const fields_reader *from, const field *f)
{
    text *ids = ARENA_NEW(from->found->memory, text, f->fields.count);
    for (size_t i = 0; i < f->fields.count; i++)
        ids[i] = f->fields.items[i].id;
    return value_list_words(from->found->memory, ids, f->fields.count);
}

static void report_missing(const fields_reader *from, const field *f, place where)
{
    text id = f->id;
    switch (f->type) {
    case FIELD_TYPE_LIST:
        report(from->found, FIELD_MISSING, where,
               "'%.*s': add a line '%.*s:' and below it a line for each item, beginning with '- '",
               TEXT_PRINT(id), TEXT_PRINT(id));
        break;
    case FIELD_TYPE_CHOICE: {
        text all = choices_of(from, f);
        report(from->found, FIELD_MISSING, where, "'%.*s': add a line '%.*s:' with one of %.*s", TEXT_PRINT(id),
               TEXT_PRINT(id), TEXT_PRINT(all));
        break;
    }
    default:
        report(from->found, FIELD_MISSING, where, "'%.*s': add a line '%.*s: ...'", TEXT_PRINT(id), TEXT_PRINT(id));
        break;
    }
}

// A list or a map stands where one value should.
static bool is_scalar(const fields_reader *from, const field *f, const value *v)
{
    if (v->type == VALUE_SCALAR)
        return true;
    text what = subject(from, f);
    report(from->found, FIELD_TYPE, value_place(v, from->path), "%.*s is one text, not %s: put it in quotes if "
           "it has a colon, or begins with '-' or a bracket", TEXT_PRINT(what),
           v->type == VALUE_LIST ? "a list" : "a group of keys");
    return false;
}

// ---- Texts and addresses

static bool fits(const fields_reader *from, const field *f, const value *v, size_t limit)
{
    if (v->text.length <= limit)
        return true;
    size_t length = unicode_count(text_trim(v->text));
    if (length <= limit)
        return true;
    text what = subject(from, f);
    report(from->found, FIELD_RANGE, value_place(v, from->path), "%.*s has %zu characters, and can have at most %zu",
           TEXT_PRINT(what), length, limit);
    return false;
}

static bool read_line(const fields_reader *from, const field *f, const value *v, field_value *read)
{
    read->text = text_trim(v->text);
    if (!fits(from, f, v, FIELD_TEXT_LIMIT))
        return false;
    if (text_find_byte(read->text, '\n', 0) == TEXT_NOT_FOUND)
        return true;
    text what = subject(from, f);
    report(from->found, FIELD_TYPE, value_place(v, from->path),
           "%.*s is one line without line breaks: begin a longer text with '>-' instead of '|'", TEXT_PRINT(what));
    return false;
}

static bool read_long(const fields_reader *from, const field *f, const value *v, field_value *read)
{
    read->text = text_trim(v->text);
    return fits(from, f, v, FIELD_LONG_LIMIT);
}

static bool read_address(const fields_reader *from, const field *f, const value *v, field_value *read)
{
    if (!read_line(from, f, v, read))
        return false;
    if (address_is_allowed(read->text))
        return true;
    text shown = value_shown(from->found->memory, read->text);
    text whole = text_join(from->found->memory, TEXT("https://"), read->text);
    bool lacks_scheme = text_find_byte(read->text, ':', 0) == TEXT_NOT_FOUND
                     && text_find_byte(read->text, '.', 0) != TEXT_NOT_FOUND && address_is_allowed(whole);
    if (lacks_scheme)
        report(from->found, FIELD_ADDRESS, value_place(v, from->path), "'%.*s': begin it with https://", TEXT_PRINT(shown));
    else
        report(from->found, FIELD_ADDRESS, value_place(v, from->path),
               "'%.*s': write the whole address without spaces, for example https://www.example.fi/page",
               TEXT_PRINT(shown));
    return false;
}

static bool read_email(const fields_reader *from, const field *f, const value *v, field_value *read)
{
    if (!read_line(from, f, v, read))
        return false;
    if (email_is_usable(read->text))
        return true;
    text shown = value_shown(from->found->memory, read->text);
    report(from->found, FIELD_ADDRESS, value_place(v, from->path), "'%.*s': write it as name@example.fi", TEXT_PRINT(shown));
    return false;
}

// Only its form; whether the file is there is the site's business.
static bool read_image(const fields_reader *from, const field *f, const value *v, field_value *read)
{
    if (!read_line(from, f, v, read))
        return false;
    if (text_find_byte(read->text, ':', 0) == TEXT_NOT_FOUND && text_find_byte(read->text, '\\', 0) == TEXT_NOT_FOUND
        && !text_starts_with(read->text, TEXT("/")))
        return true;
    text shown = value_shown(from->found->memory, read->text);
    report(from->found, FIELD_ADDRESS, value_place(v, from->path),
           "'%.*s': an image is a file of this site, written as seen from the page, for example images/square.jpg",
           TEXT_PRINT(shown));
    return false;
}

// ---- Choices and numbers

static text choice_meant(const fields_reader *from, const field *f, text t)
{
    arena *memory = from->found->memory;
    text folded = unicode_fold(memory, t);
    text *ids = ARENA_NEW(memory, text, f->choice_count);
    for (size_t i = 0; i < f->choice_count; i++) {
        ids[i] = f->choices[i].id;
        // What readers see was written instead of the id.
        if (text_equals(unicode_fold(memory, words_in(f->choices[i].label, 0, 1)), folded))
            return ids[i];
    }
    return value_suggestion(t, ids, f->choice_count);
}

static bool read_choice(const fields_reader *from, const field *f, const value *v, field_value *read)
{
    text t = text_trim(v->text);
    for (size_t i = 0; i < f->choice_count; i++) {
        if (text_equals(f->choices[i].id, t)) {
            read->choice = &f->choices[i];
            read->text = f->choices[i].id;
            return true;
        }
    }
    text shown = value_shown(from->found->memory, t), all = choices_of(from, f);
    text meant = t.length <= FIELD_TEXT_LIMIT ? choice_meant(from, f, t) : (text){ 0 };
    if (meant.length > 0)
        report(from->found, FIELD_CHOICE, value_place(v, from->path),
               "'%.*s': did you mean '%.*s'? The choices are %.*s", TEXT_PRINT(shown), TEXT_PRINT(meant), TEXT_PRINT(all));
    else
        report(from->found, FIELD_CHOICE, value_place(v, from->path), "'%.*s': the choices are %.*s", TEXT_PRINT(shown),
               TEXT_PRINT(all));
    return false;
}

static bool read_number(const fields_reader *from, const field *f, const value *v, field_value *read)
{
    read->text = text_trim(v->text);
    if (!scalar_read_number(v, from->path, from->found, &read->number))
        return false;
    bool is_small = f->has_minimum && read->number < f->minimum;
    bool is_large = f->has_maximum && read->number > f->maximum;
    if (!is_small && !is_large)
        return true;
    text what = subject(from, f);
    report(from->found, FIELD_RANGE, value_place(v, from->path), "%.*s must be at %s %.15g", TEXT_PRINT(what),
           is_small ? "least" : "most", is_small ? f->minimum : f->maximum);
    return false;
}

static bool read_scalar(const fields_reader *from, const field *f, const value *v, field_value *read)
{
    if (!is_scalar(from, f, v))
        return false;
    switch (f->type) {
    case FIELD_TYPE_LONG:
    case FIELD_TYPE_MARKDOWN:
        return read_long(from, f, v, read);
    case FIELD_TYPE_DATE:
        return scalar_read_date(v, from->path, from->found, &read->date);
    case FIELD_TYPE_NUMBER:
        return read_number(from, f, v, read);
    case FIELD_TYPE_BOOL:
        return scalar_read_bool(v, from->path, from->found, &read->truth);
    case FIELD_TYPE_CHOICE:
        return read_choice(from, f, v, read);
    case FIELD_TYPE_IMAGE:
        return read_image(from, f, v, read);
    case FIELD_TYPE_URL:
        return read_address(from, f, v, read);
    case FIELD_TYPE_EMAIL:
        return read_email(from, f, v, read);
    default:
        return read_line(from, f, v, read);
    }
}

// ---- Lists and records

static bool read_items(fields_reader *from, const field *f, const value *v, field_value *read)
{
    read->items = ARENA_NEW(from->memory, field_value, v->count);
    bool was_in_list = from->in_list;
    from->in_list = true;
    for (size_t i = 0; i < v->count; i++) {
        if (value_is_empty(v->items[i]))
            report(from->found, FIELD_TYPE, value_place(v->items[i], from->path),
                   "an item of '%.*s' is empty: write it or delete the '-'", TEXT_PRINT(f->id));
        else if (read_value(from, f->of, v->items[i], &read->items[read->count]))
            read->count++;
        else
            read->items[read->count] = (field_value){ 0 };
    }
    from->in_list = was_in_list;
    return read->count > 0;
}

static bool read_list(fields_reader *from, const field *f, const value *v, field_value *read)
{
    place where = value_place(v, from->path);
    if (v->type != VALUE_LIST) {
        report(from->found, FIELD_TYPE, where,
               "'%.*s' is a list: write each item on a line of its own, beginning with '- '", TEXT_PRINT(f->id));
        return false;
    }
    if (v->count > FIELD_LIST_LIMIT) {
        report(from->found, FIELD_RANGE, where, "'%.*s' has %zu items, and can have at most %d", TEXT_PRINT(f->id), v->count,
               FIELD_LIST_LIMIT);
        return false;
    }
    return read_items(from, f, v, read);
}

// Nothing that readers would see: as if the key were not there.
static bool is_blank(const value *v)
{
    if (v == NULL || v->type == VALUE_SCALAR)
        return text_trim(value_text(v)).length == 0;
    return v->count == 0;
}

static field_value *read_fields(fields_reader *from, const field_list *fields, const value *map, place start)
{
    field_value *read = ARENA_NEW(from->memory, field_value, fields->count);
    for (size_t i = 0; i < fields->count; i++) {
        const field *f = &fields->items[i];
        const value_entry *entry = value_get_entry(map, f->id);
        read[i].field = f;
        if (entry != NULL && !is_blank(entry->value)) {
            if (!read_value(from, f, entry->value, &read[i]))
                read[i] = (field_value){ .field = f };
        } else if (f->required) {
            report_missing(from, f, entry != NULL ? at(from->path, entry->line, entry->column) : start);
        }
    }
    return read;
}

// Builds the list of known keys only for the rare map that has an unknown one.
static void check_keys(const fields_reader *from, const field_list *fields, const value *map,
                       const text *common, size_t common_count)
{
    bool is_known = true;
    for (size_t i = 0; map != NULL && map->type == VALUE_MAP && i < map->count && is_known; i++) {
        is_known = false;
        for (size_t k = 0; k < common_count && !is_known; k++)
            is_known = text_equals(common[k], map->entries[i].key);
        for (size_t k = 0; k < fields->count && !is_known; k++)
            is_known = text_equals(fields->items[k].id, map->entries[i].key);
    }
    if (is_known)
        return;
    text *known = ARENA_NEW(from->found->memory, text, common_count + fields->count);
    for (size_t i = 0; i < common_count; i++)
        known[i] = common[i];
    for (size_t i = 0; i < fields->count; i++)
        known[common_count + i] = fields->items[i].id;
    value_check_keys(map, from->path, known, common_count + fields->count, from->found);
}

static bool read_record(fields_reader *from, const field *f, const value *v, field_value *read)
{
    if (v->type != VALUE_MAP) {
        text what = subject(from, f), parts = parts_of(from, f);
        report(from->found, FIELD_TYPE, value_place(v, from->path), "%.*s is a group of lines of the form 'key: text'; "
               "the keys are %.*s", TEXT_PRINT(what), TEXT_PRINT(parts));
        return false;
    }
    check_keys(from, &f->fields, v, NULL, 0);
    bool was_in_list = from->in_list;
    from->in_list = false;
    read->items = read_fields(from, &f->fields, v, value_place(v, from->path));
    read->count = f->fields.count;
    from->in_list = was_in_list;
    return true;
}

// The depth to which kinds are nested limits how deep this goes.
static bool read_value(fields_reader *from, const field *f, const value *v, field_value *read)
{
    read->field = f;
    read->line = v->line;
    read->column = v->column;
    read->is_set = f->type == FIELD_TYPE_LIST ? read_list(from, f, v, read)
                 : f->type == FIELD_TYPE_RECORD ? read_record(from, f, v, read)
                                                : read_scalar(from, f, v, read);
    return read->is_set;
}

field_value *fields_read(arena *memory, const kind *of_kind, const value *front_matter, text path,
                         const text *common, size_t common_count, diagnostics *found)
{
    fields_reader from = { memory, path, found, false };
    check_keys(&from, &of_kind->fields, front_matter, common, common_count);
    place start = front_matter != NULL ? value_place(front_matter, path) : at(path, 1, 1);
    return read_fields(&from, &of_kind->fields, front_matter, start);
}
