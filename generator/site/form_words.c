// <language>.md: the words of a form in one language, and its body cut into parts.
#include "site/form_reader.h"

#include "base/unicode.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { LABEL_LIMIT = 300, COLUMN_LABEL_LIMIT = 100, HELP_LIMIT = 1000 };

// ---- Labels

static text scalar(const form_reader *from, const value *map, const char *key)
{
    const value *v = value_get(map, text_of(key));
    if (v == NULL || value_is_empty(v))
        return (text){ 0 };
    if (v->type != VALUE_SCALAR)
        form_mistake(from, v, "'%s' must be one text", key);
    return text_trim(value_text(v));
}

// Paper has no room for more: what stands beside a field is never broken over two pages.
static void check_length(const form_reader *from, const value *v, text said, size_t most, const char *what)
{
    if (unicode_count(said) > most)
        form_mistake(from, v, "%s is longer than %zu characters: say the rest in the text of the form", what, most);
}

static const text *read_option_labels(const form_reader *from, const value *map, const form_field *of)
{
    const value *labels = value_get(map, TEXT("options"));
    text *read = ARENA_NEW(from->memory, text, of->option_count);
    if (of->option_count == 0 && labels != NULL)
        form_mistake(from, labels, "the field '%.*s' has no options", TEXT_PRINT(of->id));
    if (of->option_count > 0 && labels != NULL)
        value_check_keys(labels, from->path, of->options, of->option_count, from->found);
    for (size_t i = 0; i < of->option_count; i++) {
        read[i] = text_trim(value_text(value_get(labels, of->options[i])));
        if (read[i].length == 0)
            form_mistake(from, labels != NULL ? labels : map, "the option '%.*s' of '%.*s' has no text",
                         TEXT_PRINT(of->options[i]), TEXT_PRINT(of->id));
        check_length(from, value_get(labels, of->options[i]), read[i], LABEL_LIMIT, "the option");
    }
    return read;
}

static void read_field_words(const form_reader *from, const value *v, const form_field *of, bool is_column,
                             form_field_words *into);

static const form_field_words *read_column_words(const form_reader *from, const value *map, const form_field *of)
{
    const value *columns = value_get(map, TEXT("columns"));
    form_field_words *read = ARENA_NEW(from->memory, form_field_words, of->column_count);
    text *ids = ARENA_NEW(from->memory, text, of->column_count);
    for (size_t i = 0; i < of->column_count; i++)
        ids[i] = of->columns[i].id;
    if (columns != NULL)
        value_check_keys(columns, from->path, ids, of->column_count, from->found);
    for (size_t i = 0; i < of->column_count; i++) {
        const value *v = value_get(columns, ids[i]);
        if (v == NULL)
            form_mistake(from, columns != NULL ? columns : map, "the column '%.*s' of '%.*s' has no label",
                         TEXT_PRINT(ids[i]), TEXT_PRINT(of->id));
        else
            read_field_words(from, v, &of->columns[i], true, &read[i]);
    }
    return read;
}

// "name: Label", or a map with label, help and so on.
static void read_field_words(const form_reader *from, const value *v, const form_field *of, bool is_column,
                             form_field_words *into)
{
    static const text known[] = { TEXT_CONSTANT("label"), TEXT_CONSTANT("help"), TEXT_CONSTANT("pattern_help"),
                                  TEXT_CONSTANT("options"), TEXT_CONSTANT("columns") };
    into->line = v->line;
    if (v->type == VALUE_SCALAR) {
        into->label = text_trim(v->text);
    } else if (v->type == VALUE_MAP) {
        value_check_keys(v, from->path, known, COUNT(known), from->found);
        into->label = scalar(from, v, "label");
        into->help = scalar(from, v, "help");
        into->pattern_help = scalar(from, v, "pattern_help");
    }
    const value *map = v->type == VALUE_MAP ? v : NULL;
    if (into->label.length == 0)
        form_mistake(from, v, "the field '%.*s' needs a 'label'", TEXT_PRINT(of->id));
    check_length(from, v, into->label, is_column ? COLUMN_LABEL_LIMIT : LABEL_LIMIT, "the label");
    check_length(from, v, into->help, HELP_LIMIT, "the help");
    check_length(from, v, into->pattern_help, LABEL_LIMIT, "the pattern_help");
    if (of->pattern.length > 0 && into->pattern_help.length == 0)
        form_mistake(from, v, "'%.*s' has a pattern: tell in 'pattern_help' what to write", TEXT_PRINT(of->id));
    if (of->option_count > 0 && map == NULL)
        form_mistake(from, v, "the options of '%.*s' need texts: 'options: {...}'", TEXT_PRINT(of->id));
    else
        into->options = map != NULL ? read_option_labels(from, map, of) : NULL;
    if (into->options == NULL)
        into->options = ARENA_NEW(from->memory, text, of->option_count);
    if (of->type == FORM_TABLE && map == NULL)
        form_mistake(from, v, "the columns of '%.*s' need texts: 'columns: {...}'", TEXT_PRINT(of->id));
    into->columns = of->type == FORM_TABLE && map != NULL ? read_column_words(from, map, of)
                  : ARENA_NEW(from->memory, form_field_words, of->column_count);
}

static void read_fields(const form_reader *from, form_words *into)
{
    const form *whole = from->form;
    const value *fields = value_get(from->root, TEXT("fields"));
    form_field_words *read = ARENA_NEW(from->memory, form_field_words, whole->field_count);
    text *ids = ARENA_NEW(from->memory, text, whole->field_count);
    for (size_t i = 0; i < whole->field_count; i++)
        ids[i] = whole->fields[i].id;
    into->fields = read;
    if (fields == NULL || fields->type != VALUE_MAP) {
        form_mistake(from, fields, "'fields' must give the label of every field");
        return;
    }
    value_check_keys(fields, from->path, ids, whole->field_count, from->found);
    for (size_t i = 0; i < whole->field_count; i++) {
        const value *v = value_get(fields, ids[i]);
        if (v == NULL)
            form_mistake(from, fields, "the field '%.*s' has no label", TEXT_PRINT(ids[i]));
        else
            read_field_words(from, v, &whole->fields[i], false, &read[i]);
    }
}

// ---- The body

// The id in a line "[[id]]"; empty when the line is something else.
static text field_of_line(text line)
{
    text trimmed = text_trim(line);
    if (!text_starts_with(trimmed, TEXT("[[")) || !text_ends_with(trimmed, TEXT("]]")) || trimmed.length < 5)
        return (text){ 0 };
    text id = text_slice(trimmed, 2, trimmed.length - 2);
    return text_find_byte(id, '[', 0) == TEXT_NOT_FOUND && text_find_byte(id, ']', 0) == TEXT_NOT_FOUND ? id : (text){ 0 };
}

static bool is_fence(text line)
{
    text trimmed = text_trim(line);
    return text_starts_with(trimmed, TEXT("```")) || text_starts_with(trimmed, TEXT("~~~"));
}

static void close_markdown(arena *memory, form_parts *parts, text body, size_t from, size_t to, int line, size_t section,
                           bool begins_section)
{
    text markdown = text_slice(body, from, to);
    if (text_trim(markdown).length > 0 || begins_section)
        *ARENA_PUSH(memory, *parts) = (form_part){ .markdown = markdown, .line = line, .section = section,
                                                   .begins_section = begins_section };
}

form_parts form_body_parts(arena *memory, const form *of, size_t language)
{
    const form_words *said = &of->by_language[language];
    form_parts parts = { 0 };
    text rest = said->body, line;
    size_t start = 0, section = (size_t)-1;
    int number = said->body_line, start_line = number;
    bool begins_section = false, in_fence = false;
    for (size_t offset; offset = said->body.length - rest.length, text_take_line(&rest, &line); number++) {
        if (is_fence(line))
            in_fence = !in_fence;
        const form_field *standing = in_fence ? NULL : form_find_field(of, field_of_line(line));
        bool is_heading = !in_fence && text_starts_with(line, TEXT("## "));
        if (standing == NULL && !is_heading)
            continue;
        close_markdown(memory, &parts, said->body, start, offset, start_line, section, begins_section);
        begins_section = is_heading && of->section_count > 0;
        start = is_heading ? offset : said->body.length - rest.length;
        start_line = is_heading ? number : number + 1;
        // What the structure has no section for stays in the last: check_body tells it.
        if (is_heading && section + 1 < of->section_count)
            section++;
        else if (!is_heading)
            *ARENA_PUSH(memory, parts) = (form_part){ .field = standing, .line = number, .section = section };
    }
    close_markdown(memory, &parts, said->body, start, said->body.length, start_line, section, begins_section);
    return parts;
}

static void unknown_field(const form_reader *from, text id, int line)
{
    text *ids = ARENA_NEW(from->memory, text, from->form->field_count);
    for (size_t i = 0; i < from->form->field_count; i++)
        ids[i] = from->form->fields[i].id;
    text meant = value_suggestion(id, ids, from->form->field_count);
    report(from->found, FORM_INVALID, at(from->path, line, 1), "the form has no field '%.*s'%s%.*s%s", TEXT_PRINT(id),
           meant.length > 0 ? ": did you mean '" : "", TEXT_PRINT(meant), meant.length > 0 ? "'?" : "");
}

// Every field stands once, in the structure's order, in its section.
static void check_body(const form_reader *from, form_words *into)
{
    const form *whole = from->form;
    text *titles = ARENA_NEW(from->memory, text, whole->section_count);
    text rest = into->body, line;
    size_t sections = 0, next = 0;
    bool in_fence = false, is_shifted = false;      // told once: the rest follows from it
    into->section_titles = titles;
    for (int number = into->body_line; text_take_line(&rest, &line); number++) {
        place where = at(from->path, number, 1);
        if (is_fence(line))
            in_fence = !in_fence;
        text id = in_fence ? (text){ 0 } : field_of_line(line);
        if (!in_fence && text_starts_with(line, TEXT("## "))) {
            if (sections < whole->section_count)
                titles[sections] = text_trim(text_from(line, 3));
            else
                report(from->found, FORM_INVALID, where, "the form has only %zu sections; a heading inside one is '###'",
                       whole->section_count);
            sections++;
        }
        if (id.length == 0)
            continue;
        const form_field *standing = form_find_field(whole, id);
        if (standing == NULL)
            unknown_field(from, id, number);
        else if (standing->number != next)
            report(from->found, FORM_INVALID, where, "'%.*s' stands here, but form.yaml puts '%.*s' next", TEXT_PRINT(id),
                   TEXT_PRINT(next < whole->field_count ? whole->fields[next].id : TEXT("nothing")));
        else if (standing->section + 1 != sections && !is_shifted) {
            report(from->found, FORM_INVALID, where, "'%.*s' belongs to section %zu ('%.*s')", TEXT_PRINT(id),
                   standing->section + 1, TEXT_PRINT(whole->sections[standing->section].id));
            is_shifted = true;
        }
        if (standing != NULL && standing->number >= next)
            next = standing->number + 1;
    }
    if (next < whole->field_count)
        report(from->found, FORM_INVALID, at(from->path, into->body_line, 1), "the text has no place for '%.*s': write [[%.*s]]",
               TEXT_PRINT(whole->fields[next].id), TEXT_PRINT(whole->fields[next].id));
    if (sections < whole->section_count)
        report(from->found, FORM_INVALID, at(from->path, into->body_line, 1),
               "the text has %zu '##' headings, but the form has %zu sections", sections, whole->section_count);
}

void form_read_words(const form_reader *from, form_words *into, text body, int body_line)
{
    static const text known[] = { TEXT_CONSTANT("title"), TEXT_CONSTANT("summary"), TEXT_CONSTANT("purpose"),
        TEXT_CONSTANT("filled_by"), TEXT_CONSTANT("time"), TEXT_CONSTANT("tags"), TEXT_CONSTANT("send_to"),
        TEXT_CONSTANT("privacy"), TEXT_CONSTANT("binding"), TEXT_CONSTANT("source"), TEXT_CONSTANT("updated"),
        TEXT_CONSTANT("slug"), TEXT_CONSTANT("aliases"), TEXT_CONSTANT("public_contacts"), TEXT_CONSTANT("fields") };
    value_check_keys(from->root, from->path, known, COUNT(known), from->found);
    *into = (form_words){ .exists = true, .path = from->path, .body = body, .body_line = body_line };
    into->title = scalar(from, from->root, "title");
    into->summary = scalar(from, from->root, "summary");
    into->purpose = scalar(from, from->root, "purpose");
    into->filled_by = scalar(from, from->root, "filled_by");
    into->time = scalar(from, from->root, "time");
    into->send_to = scalar(from, from->root, "send_to");
    into->privacy = scalar(from, from->root, "privacy");
    into->binding = scalar(from, from->root, "binding");
    size_t languages = from->site->config.languages.count;
    if (into->binding.length > 0 && config_language(&from->site->config, into->binding) == languages)
        form_mistake(from, value_get(from->root, TEXT("binding")), "'%.*s' is not among the site's languages",
                     TEXT_PRINT(into->binding));
    if (from->form->has_personal && into->privacy.length == 0)
        form_mistake(from, NULL, "the form asks for personal data: tell in 'privacy' what happens to them");
    read_fields(from, into);
    check_body(from, into);
}
