#include "answers/scans/review_data.h"

#include "language/formatting.h"
#include "printing/form_request.h"

// Words of the theme under `paper_review:` that the script says.
static const char *const said[] = {
    "left", "all_done", "marks", "marked", "unmarked", "none_of", "picture_mark", "writing", "picture_writing",
    "unreadable", "read", "nothing_read", "choose", "save", "saved", "wrong_number", "wrong_date", "mend",
    "unsaved_left", "pages_missing",
};

typedef struct {
    arena *memory;
    const site *of;
    const theme *look;
    size_t language;                // of the page
    const filled_form *shown;
} review;

text review_word(const theme *look, size_t language, const char *name)
{
    arena scratch = { 0 };
    text found = theme_string(look, language, text_to_string(&scratch, text_format(&scratch, "paper_review.%s", name)));
    arena_free(&scratch);
    return found;
}

// ---- Where a name leads

typedef struct {
    const form_field *asked;        // a column of a table, or a field
    text id;                        // of the field; of a header field too
    text label, option, option_label;
    const char *kind, *type;
    size_t row;                     // 0: no table
    text column;
    const text *options, *option_labels;
    size_t option_count;
} target;

static const char *type_of(const form_field *asked)
{
    switch (asked->type) {
    case FORM_LONG: return "long";
    case FORM_NUMBER: case FORM_SCORE: return "number";
    case FORM_DATE: return "date";
    default: return "text";
    }
}

static void set_options(target *to, const form_field *asked, const form_field_words *said_of)
{
    if (asked->type != FORM_CHOICE)
        return;
    to->options = asked->options;
    to->option_labels = said_of->options;
    to->option_count = asked->option_count;
}

// A field itself, its own text, or one of its options.
static bool is_of_field(const review *in, const form_field *asked, const form_field_words *said_of, text name, target *to)
{
    arena *memory = in->memory;
    *to = (target){ .asked = asked, .id = asked->id, .label = said_of->label, .kind = "text", .type = type_of(asked) };
    if (asked->type == FORM_CHECK)
        to->kind = "check";
    if (text_equals(name, asked->id)) {
        set_options(to, asked, said_of);
        return true;
    }
    if (asked->has_other && text_equals(name, form_other_name(memory, asked))) {
        to->id = name;
        to->type = "text";
        to->label = text_format(memory, "%.*s: %.*s", TEXT_PRINT(said_of->label),
                                TEXT_PRINT(review_word(in->look, in->language, "other")));
        return true;
    }
    to->kind = asked->type == FORM_MULTI ? "multi" : asked->type == FORM_SCORE ? "score" : "choice";
    for (size_t i = 0; i < asked->option_count; i++)
        if (text_equals(name, form_option_name(memory, asked, asked->options[i]))) {
            to->option = asked->options[i];
            to->option_label = said_of->options[i];
            if (asked->type == FORM_MULTI)
                to->label = text_format(memory, "%.*s: %.*s", TEXT_PRINT(said_of->label), TEXT_PRINT(said_of->options[i]));
            return true;
        }
    size_t start = asked->id.length + 2;
    if (asked->type != FORM_SCORE || name.length <= start
        || !text_starts_with(name, text_join(memory, asked->id, TEXT("__"))))
        return false;
    to->option = to->option_label = text_from(name, start);
    return true;
}

// A circle in the cell: what follows the cell's name is the option or the points.
static bool is_mark_of(const form_field *column, const form_field_words *said_of, text option, target *to)
{
    to->kind = column->type == FORM_SCORE ? "score" : "choice";
    to->option = to->option_label = option;
    for (size_t i = 0; i < column->option_count; i++)
        if (text_equals(option, column->options[i])) {
            to->option_label = said_of->options[i];
            return true;
        }
    return column->type == FORM_SCORE;
}

static bool is_of_cell(const review *in, form_item table_of, size_t column_number, size_t row, text name, target *to)
{
    const form_field *column = &table_of.field->columns[column_number];
    const form_field_words *said_of = &table_of.words->columns[column_number];
    text cell = form_cell_name(in->memory, table_of.field, row, column), before, after;
    bool is_mark = name.length > cell.length + 2 && text_starts_with(name, text_join(in->memory, cell, TEXT("__")));
    if (!is_mark && !text_equals(name, cell))
        return false;
    if (!text_split(review_word(in->look, in->language, "row"), '{', &before, &after))
        before = (text){ 0 };
    *to = (target){ .asked = column, .id = table_of.field->id, .row = row, .column = column->id, .kind = "text",
                    .type = type_of(column) };
    to->label = text_format(in->memory, "%.*s, %.*s%zu: %.*s", TEXT_PRINT(table_of.words->label), TEXT_PRINT(before), row,
                            TEXT_PRINT(said_of->label));
    if (is_mark)
        return is_mark_of(column, said_of, text_from(name, cell.length + 2), to);
    if (column->type == FORM_CHECK)
        to->kind = "check";
    set_options(to, column, said_of);
    return true;
}

static bool is_of_table(const review *in, const form_field *asked, const form_field_words *said_of, text name, target *to)
{
    size_t rows = asked->rows > 0 ? asked->rows : 1;
    for (size_t row = 1; row <= rows; row++)
        for (size_t i = 0; i < asked->column_count; i++)
            if (is_of_cell(in, (form_item){ asked, said_of }, i, row, name, to))
                return true;
    return false;
}

static bool is_of_header(const review *in, text name, target *to)
{
    static const char *const names[FORM_HEADER_FIELDS][3] = {
        { "_process", "form_document.process", "text" }, { "_phase", "form_document.phase", "text" },
        { "_filled_by", "form_document.filled_by", "text" }, { "_date", "form_document.date", "date" },
    };
    for (size_t i = 0; i < FORM_HEADER_FIELDS; i++) {
        text id = text_of(names[i][0]);
        if (!text_starts_with(name, id))
            continue;
        *to = (target){ .id = id, .label = theme_string(in->look, in->shown->language, names[i][1]), .kind = "text",
                        .type = names[i][2] };
        if (name.length > id.length + 2) {
            text option = text_from(name, id.length + 2);
            char *key = text_to_string(in->memory, text_join(in->memory, TEXT("form_document.phase_"), option));
            to->kind = "choice";
            to->option = option;
            to->option_label = theme_string(in->look, in->shown->language, key);
        }
        return true;
    }
    return false;
}

static bool find_target(const review *in, text name, target *to)
{
    const form *asked = in->shown->form;
    const form_words *said_of = &asked->by_language[in->shown->language];
    for (size_t i = 0; i < asked->field_count; i++) {
        const form_field *one = &asked->fields[i];
        if (one->type == FORM_TABLE ? is_of_table(in, one, &said_of->fields[i], name, to)
                                    : is_of_field(in, one, &said_of->fields[i], name, to))
            return true;
    }
    return is_of_header(in, name, to);
}

// ---- As data

static data *picture_data(arena *memory, text png)
{
    buffer out = { 0 };
    buffer_add_base64(&out, png);
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return data_text(memory, made);
}

static data *target_data(arena *memory, const target *of, text png)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "field", of->id);
    data_set_text(memory, made, "label", of->label);
    data_set_text(memory, made, "kind", text_of(of->kind));
    data_set_text(memory, made, "type", text_of(of->type));
    data_set_known(memory, made, "option", of->option);
    data_set_known(memory, made, "option_label", of->option_label);
    if (of->row > 0) {
        data_set(memory, made, "row", data_number(memory, (double)of->row));
        data_set_text(memory, made, "column", of->column);
    }
    if (of->option_count > 0) {
        data *options = data_list(memory);
        for (size_t i = 0; i < of->option_count; i++) {
            data *one = data_map(memory);
            data_set_text(memory, one, "id", of->options[i]);
            data_set_text(memory, one, "label", of->option_labels[i]);
            data_add(memory, options, one);
        }
        data_set(memory, made, "options", options);
    }
    data_set(memory, made, "picture", picture_data(memory, png));
    return made;
}

// ---- What was read, in words

static text option_words(const form_field *asked, const form_field_words *said_of, text id)
{
    for (size_t i = 0; i < asked->option_count; i++)
        if (text_equals(asked->options[i], id))
            return said_of->options[i];
    return id;
}

static text value_words(const review *in, const form_field *asked, const form_field_words *said_of, const data *read);

// "2: Role – City", for what is in a row; a tick has no words of its own.
static void add_row_words(const review *in, const form_field *asked, const form_field_words *said_of, const data *row,
                          size_t number, buffer *out)
{
    for (size_t i = 0; i < asked->column_count; i++) {
        const data *cell = data_get(row, asked->columns[i].id);
        if (cell == NULL)
            continue;
        buffer_format(out, "%s%zu: %.*s", out->length > 0 ? " · " : "", number, TEXT_PRINT(said_of->columns[i].label));
        if (cell->type == DATA_TEXT || cell->type == DATA_NUMBER)
            buffer_format(out, " – %.*s", TEXT_PRINT(value_words(in, &asked->columns[i], &said_of->columns[i], cell)));
    }
}

static text value_words(const review *in, const form_field *asked, const form_field_words *said_of, const data *read)
{
    buffer out = { 0 };
    switch (read->type) {
    case DATA_BOOL: return review_word(in->look, in->language, "yes");
    case DATA_NUMBER: return format_number(in->memory, in->of->config.languages.codes[in->language], read->number, 2);
    case DATA_TEXT:
        return text_equals(read->text, ANSWERS_DRAWN) ? review_word(in->look, in->language, "signed")
                                                      : option_words(asked, said_of, read->text);
    case DATA_LIST:
        for (size_t i = 0; i < read->list.count; i++) {
            const data *item = read->list.items[i];
            if (item->type == DATA_TEXT)
                buffer_format(&out, "%s%.*s", out.length > 0 ? " · " : "",
                              TEXT_PRINT(option_words(asked, said_of, item->text)));
            else
                add_row_words(in, asked, said_of, item, i + 1, &out);
        }
        break;
    default: break;
    }
    text made = text_copy(in->memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void add_read(const review *in, data *list, text label, text shown)
{
    data *one = data_map(in->memory);
    data_set_text(in->memory, one, "label", label);
    data_set_text(in->memory, one, "value", shown);
    data_add(in->memory, list, one);
}

static data *read_data(const review *in)
{
    data *list = data_list(in->memory);
    const form *asked = in->shown->form;
    const form_words *said_of = &asked->by_language[in->shown->language];
    const data *phase = data_get(in->shown->header, TEXT("_phase"));
    target at_phase;
    if (phase != NULL && is_of_header(in, text_join(in->memory, TEXT("_phase__"), phase->text), &at_phase))
        add_read(in, list, at_phase.label, at_phase.option_label);
    for (size_t i = 0; i < asked->field_count; i++) {
        const data *read = data_get(in->shown->answers, asked->fields[i].id);
        if (read != NULL)
            add_read(in, list, said_of->fields[i].label, value_words(in, &asked->fields[i], &said_of->fields[i], read));
    }
    return list;
}

// ---- The whole

// Answers and header together, as an answers file has them.
static data *answers_data(const review *in)
{
    data *made = data_map_copy(in->memory, in->shown->answers);
    for (size_t i = 0; i < in->shown->header->map.count; i++)
        data_set_key(in->memory, made, in->shown->header->map.items[i].key, in->shown->header->map.items[i].value);
    return made;
}

static data *form_data(const review *in, size_t number)
{
    arena *memory = in->memory;
    const filled_form *shown = in->shown;
    data *made = data_map(memory), *doubts = data_list(memory), *written = data_list(memory);
    target to;
    data_set_text(memory, made, "form", shown->form->id);
    data_set_text(memory, made, "version", shown->version);
    data_set_text(memory, made, "language", in->of->config.languages.codes[shown->language]);
    data_set_text(memory, made, "title", shown->form->by_language[shown->language].title);
    data_set_text(memory, made, "path", shown->path);
    data_set_text(memory, made, "file", text_format(memory, "%.*s-%03zu.json", TEXT_PRINT(shown->form->id), number));
    data_set(memory, made, "answers", answers_data(in));
    data_set_known(memory, made, "missing", shown->pages.missing);
    data_set(memory, made, "pages", data_number(memory, (double)shown->pages.all));
    for (size_t i = 0; i < shown->doubt_count; i++)
        if (find_target(in, shown->doubts[i].field, &to))
            data_add(memory, doubts, target_data(memory, &to, shown->doubts[i].picture));
    for (size_t i = 0; i < shown->written_count; i++)
        if (find_target(in, shown->written[i].field, &to))
            data_add(memory, written, target_data(memory, &to, shown->written[i].picture));
    data_set(memory, made, "doubts", doubts);
    data_set(memory, made, "written", written);
    data_set(memory, made, "read", read_data(in));
    return made;
}

data *review_data(arena *memory, const site *of, const theme *look, const filled_forms *forms, size_t language)
{
    data *made = data_map(memory), *spoken = data_map(memory), *list = data_list(memory);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        data_set_text(memory, spoken, said[i], review_word(look, language, said[i]));
    for (size_t i = 0; i < forms->count; i++) {
        review in = { memory, of, look, language, &forms->items[i] };
        if (forms->items[i].format == FILLED_PAPER)
            data_add(memory, list, form_data(&in, i + 1));
    }
    data_set(memory, made, "words", spoken);
    data_set(memory, made, "forms", list);
    return made;
}
