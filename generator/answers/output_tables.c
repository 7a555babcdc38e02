#include "answers/output_tables.h"

#include "answers/cell_marks.h"
#include "answers/field_names.h"
#include "answers/values.h"
#include "printing/form_request.h"

const text output_csv_own[OUTPUT_CSV_OWN] = { TEXT_CONSTANT("form"), TEXT_CONSTANT("version"), TEXT_CONSTANT("language"),
                                              TEXT_CONSTANT("filled"), TEXT_CONSTANT("file") };

static text language_code(const output_request *request, size_t language)
{
    return request->site->config.languages.codes[language];
}

static bool is_shown(const output_request *request, const form_field *of)
{
    return request_shows(request, of) && !form_is_computed(of);
}

// ---- Cells

typedef struct {
    arena *memory;
    const output_request *request;
    buffer *out;
    char separator, point;
    bool is_first;              // cell of its row
} csv_writer;

static void add_plain(csv_writer *to, text cell)
{
    if (!to->is_first)
        buffer_add_byte(to->out, to->separator);
    to->is_first = false;
    bool is_quoted = text_find_byte(cell, to->separator, 0) != TEXT_NOT_FOUND;
    for (size_t i = 0; i < cell.length && !is_quoted; i++)
        is_quoted = memchr("\"\n\r\t", cell.bytes[i], 4) != NULL;
    if (!is_quoted) {
        buffer_add(to->out, cell);
        return;
    }
    buffer_add_byte(to->out, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '"')
            buffer_add_byte(to->out, '"');
        buffer_add_byte(to->out, cell.bytes[i]);
    }
    buffer_add_byte(to->out, '"');
}

static void add_cell(csv_writer *to, text cell)
{
    add_plain(to, cell_with_marks(to->memory, cell));
}

static void add_number(csv_writer *to, double number)
{
    buffer spelled = { 0 };
    data_write_number(number, &spelled);
    for (size_t i = 0; i < spelled.length; i++)
        if (spelled.bytes[i] == '.')
            spelled.bytes[i] = to->point;
    add_plain(to, text_copy(to->memory, buffer_text(&spelled)));
    buffer_free(&spelled);
}

static void add_value(csv_writer *to, const data *from)
{
    if (from == NULL)
        add_cell(to, (text){ 0 });
    else if (from->type == DATA_NUMBER)
        add_number(to, from->number);
    else if (from->type == DATA_BOOL)
        add_plain(to, from->truth ? TEXT("1") : (text){ 0 });
    else
        add_cell(to, from->type == DATA_TEXT ? from->text : (text){ 0 });
}

static void end_row(csv_writer *to)
{
    buffer_add_string(to->out, "\r\n");
    to->is_first = true;
}

// ---- Columns: the head when [answers] is NULL, else a row

static size_t most_rows(const output_request *request, const form_field *of_table)
{
    size_t most = 0;
    for (size_t i = 0; i < request->count; i++) {
        const data *rows = data_get(request->items[i]->answers, of_table->id);
        if (rows != NULL && rows->type == DATA_LIST && rows->list.count > most)
            most = rows->list.count;
    }
    return most;
}

static void add_named(csv_writer *to, text name, bool is_head, const data *one)
{
    if (is_head)
        add_cell(to, name);
    else
        add_value(to, one);
}

static bool has_option(const data *list, text option)
{
    for (size_t i = 0; list != NULL && list->type == DATA_LIST && i < list->list.count; i++)
        if (text_equals(list->list.items[i]->text, option))
            return true;
    return false;
}

static void add_table(csv_writer *to, const form_field *of, const data *answers)
{
    const data *rows = data_get(answers, of->id);
    size_t count = most_rows(to->request, of);
    for (size_t row = 1; row <= count; row++) {
        const data *cells = rows != NULL && rows->type == DATA_LIST && row <= rows->list.count ? rows->list.items[row - 1] : NULL;
        for (size_t c = 0; c < of->column_count; c++)
            if (is_shown(to->request, &of->columns[c]))
                add_named(to, form_cell_name(to->memory, of, row, &of->columns[c]), answers == NULL,
                          cells != NULL ? data_get(cells, of->columns[c].id) : NULL);
    }
}

static void add_field(csv_writer *to, const form_field *of, const data *answers)
{
    if (!is_shown(to->request, of))
        return;
    const data *one = data_get(answers, of->id);
    if (of->type == FORM_TABLE) {
        add_table(to, of, answers);
    } else if (of->type == FORM_MULTI) {
        for (size_t i = 0; i < of->option_count; i++)
            add_named(to, form_option_name(to->memory, of, of->options[i]), answers == NULL,
                      has_option(one, of->options[i]) ? data_bool(to->memory, true) : NULL);
    } else {
        add_named(to, of->id, answers == NULL, one);
    }
    if (of->has_other)
        add_named(to, form_other_name(to->memory, of), answers == NULL, data_get(answers, form_other_name(to->memory, of)));
}

static void add_fields(csv_writer *to, const filled_form *from)
{
    const form *of = to->request->form;
    for (size_t i = 0; of->has_header && i < HEADER_FIELDS; i++)
        add_field(to, &header_fields[i], from != NULL ? from->header : NULL);
    for (size_t i = 0; i < of->field_count; i++)
        add_field(to, &of->fields[i], from != NULL ? from->answers : NULL);
    end_row(to);
}

// What a file is called often tells whose it is.
static text shown_path(const output_request *request, const filled_form *of)
{
    return request->choice.has_personal ? of->path : (text){ 0 };
}

bool output_csv(arena *memory, const output_request *request, buffer *out)
{
    bool is_english = text_equals(language_code(request, request->choice.language), TEXT("en"));
    csv_writer to = { memory, request, out, is_english ? ',' : ';', is_english ? '.' : ',', true };
    buffer_add_string(out, OUTPUT_CSV_MARK);
    for (size_t i = 0; i < OUTPUT_CSV_OWN; i++)
        add_cell(&to, output_csv_own[i]);
    add_fields(&to, NULL);
    for (size_t i = 0; i < request->count; i++) {
        const filled_form *from = request->items[i];
        add_cell(&to, from->form->id);
        // A version is no number: 1.10 is not 1.1.
        add_plain(&to, text_join(memory, TEXT("'"), from->version));
        add_cell(&to, language_code(request, from->language));
        add_cell(&to, from->filled);
        add_cell(&to, shown_path(request, from));
        add_fields(&to, from);
    }
    return true;
}

// ---- JSON

static data *dictionary_of_field(arena *memory, const form_field *of, const form_field_words *said)
{
    static const char *const types[] = { "text", "long", "date", "number", "choice", "multi", "check", "signature", "table", "score", "file" };
    data *made = data_map(memory);
    data_set_text(memory, made, "id", of->id);
    data_set_text(memory, made, "type", text_of(types[of->type]));
    data_set_text(memory, made, "label", said->label);
    data_set_bool(memory, made, "required", of->required);
    data_set_bool(memory, made, "personal", of->personal);
    bool is_scale = of->type == FORM_SCORE;
    if (of->has_minimum || is_scale)
        data_set(memory, made, "minimum", data_number(memory, of->minimum));
    if (of->has_maximum || is_scale)
        data_set(memory, made, "maximum", data_number(memory, of->maximum));
    if (is_scale)
        data_set(memory, made, "weight", data_number(memory, of->weight));
    data_set_known(memory, made, "earliest", date_iso(memory, of->earliest));
    data_set_known(memory, made, "latest", date_iso(memory, of->latest));
    data *options = data_map(memory);
    for (size_t i = 0; i < of->option_count; i++)
        data_set_key(memory, options, of->options[i], data_text(memory, said->options[i]));
    if (of->option_count > 0)
        data_set(memory, made, "options", options);
    if (of->has_other)
        data_set_bool(memory, made, "other", true);
    data *columns = data_list(memory);
    for (size_t i = 0; i < of->column_count; i++)
        data_add(memory, columns, dictionary_of_field(memory, &of->columns[i], &said->columns[i]));
    if (of->column_count > 0)
        data_set(memory, made, "columns", columns);
    return made;
}

// In the language that was asked for, or another that the form has.
static data *dictionary(arena *memory, const output_request *request)
{
    const form *of = request->form;
    size_t language = request->choice.language;
    for (size_t i = 0; !of->by_language[language].exists && i < request->site->config.languages.count; i++)
        language = i;
    const form_words *said = &of->by_language[language];
    data *made = data_map(memory), *fields = data_list(memory);
    data_set_text(memory, made, "id", of->id);
    data_set_text(memory, made, "version", of->version);
    data_set_text(memory, made, "language", language_code(request, language));
    data_set_text(memory, made, "title", said->title);
    for (size_t i = 0; i < of->field_count; i++)
        data_add(memory, fields, dictionary_of_field(memory, &of->fields[i], &said->fields[i]));
    data_set(memory, made, "fields", fields);
    return made;
}

static data *shown_rows(arena *memory, const output_request *request, const form_field *of, const data *rows)
{
    data *list = data_list(memory);
    for (size_t i = 0; i < rows->list.count; i++) {
        data *row = data_map(memory);
        for (size_t c = 0; c < of->column_count; c++) {
            const data *cell = data_get(rows->list.items[i], of->columns[c].id);
            if (cell != NULL && is_shown(request, &of->columns[c]))
                data_set_key(memory, row, of->columns[c].id, (data *)cell);
        }
        data_add(memory, list, row);
    }
    return list;
}

static void add_shown(arena *memory, const output_request *request, const form_field *of, const data *from, data *into)
{
    const data *one = data_get(from, of->id);
    text other_name = form_other_name(memory, of);
    const data *other = of->has_other ? data_get(from, other_name) : NULL;
    if (!is_shown(request, of))
        return;
    if (one != NULL)
        data_set_key(memory, into, of->id, of->type == FORM_TABLE ? shown_rows(memory, request, of, one) : (data *)one);
    if (other != NULL)
        data_set_key(memory, into, other_name, (data *)other);
}

static data *answers_file(arena *memory, const output_request *request, const filled_form *from)
{
    data *made = data_map(memory), *answers = data_map(memory);
    data_set_text(memory, made, "form", from->form->id);
    data_set_text(memory, made, "version", from->version);
    data_set_text(memory, made, "language", language_code(request, from->language));
    data_set_text(memory, made, "filled", from->filled);
    data_set_known(memory, made, "file", shown_path(request, from));
    for (size_t i = 0; i < HEADER_FIELDS; i++)
        add_shown(memory, request, &header_fields[i], from->header, answers);
    for (size_t i = 0; i < from->form->field_count; i++)
        add_shown(memory, request, &from->form->fields[i], from->answers, answers);
    data_set(memory, made, "answers", answers);
    return made;
}

bool output_json(arena *memory, const output_request *request, buffer *out)
{
    data *made = data_map(memory), *list = data_list(memory);
    data_set(memory, made, "form", dictionary(memory, request));
    for (size_t i = 0; i < request->count; i++)
        data_add(memory, list, answers_file(memory, request, request->items[i]));
    data_set(memory, made, "answers", list);
    data_write_json(made, true, out);
    return true;
}
