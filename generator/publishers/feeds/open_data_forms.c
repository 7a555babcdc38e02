// The forms of the site as open data: their structure, so that another program
// can read answers, and where each language's page and documents stand.
#include "publishers/feeds/feeds.h"

static const char *type_name(form_field_type type)
{
    static const char *const names[] = { "text", "long", "date", "number", "choice", "multi", "check", "signature",
                                         "table", "score", "file" };
    return names[type];
}

static data *sum_data(arena *memory, const form_sum *of)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "column", text_format(memory, "%.*s.%.*s", TEXT_PRINT(of->table->id), TEXT_PRINT(of->column->id)));
    data_set_text(memory, made, "by", of->by->id);
    return made;
}

static data *plain_field(arena *memory, const form_field *of)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "id", of->id);
    data_set_text(memory, made, "type", text_of(type_name(of->type)));
    if (of->required)
        data_set_bool(memory, made, "required", true);
    if (of->personal)
        data_set_bool(memory, made, "personal", true);
    if (of->has_minimum)
        data_set(memory, made, "minimum", data_number(memory, of->minimum));
    if (of->has_maximum)
        data_set(memory, made, "maximum", data_number(memory, of->maximum));
    if (of->weight_by != NULL)
        data_set_text(memory, made, "weight", of->weight_by->id);
    else if (of->type == FORM_SCORE)
        data_set(memory, made, "weight", data_number(memory, of->weight));
    if (of->factors[0] != NULL)
        data_set(memory, made, "product", data_texts(memory, (text[]){ of->factors[0]->id, of->factors[1]->id }, FORM_FACTORS));
    if (of->sum.table != NULL)
        data_set(memory, made, "sum", sum_data(memory, &of->sum));
    if (of->option_count > 0)
        data_set(memory, made, "options", data_texts(memory, of->options, of->option_count));
    if (of->has_other)
        data_set_bool(memory, made, "other", true);
    return made;
}

static data *field_data(arena *memory, const form_field *of)
{
    data *made = plain_field(memory, of);
    if (of->when.field != NULL) {
        data *when = data_map(memory);
        data_set_key(memory, when, of->when.field->id, data_text(memory, of->when.value));
        data_set(memory, made, "when", when);
    }
    if (of->column_count > 0) {
        data *columns = data_list(memory);
        for (size_t i = 0; i < of->column_count; i++)
            data_add(memory, columns, plain_field(memory, &of->columns[i]));
        data_set(memory, made, "columns", columns);
    }
    return made;
}

static data *language_data(arena *memory, const build *of, const page *shown)
{
    data *made = data_map(memory), *files = data_list(memory);
    data_set_text(memory, made, "title", shown->title);
    data_set_text(memory, made, "url", shown->url);
    for (size_t i = 0; i < of->documents.count; i++)
        if (of->documents.items[i].form == shown->form && of->documents.items[i].language == shown->language)
            data_add(memory, files, data_text(memory, of->documents.items[i].url));
    data_set(memory, made, "files", files);
    return made;
}

static data *form_record(arena *memory, const build *of, const form *shown)
{
    data *made = data_map(memory), *fields = data_list(memory), *languages = data_map(memory);
    data_set_text(memory, made, "id", shown->id);
    data_set_text(memory, made, "version", shown->version);
    for (size_t i = 0; i < shown->field_count; i++)
        data_add(memory, fields, field_data(memory, &shown->fields[i]));
    data_set(memory, made, "fields", fields);
    for (size_t i = 0; i < of->site->page_count; i++)
        if (of->site->pages[i].form == shown)
            data_set_key(memory, languages, build_language(of, of->site->pages[i].language),
                         language_data(memory, of, &of->site->pages[i]));
    data_set(memory, made, "languages", languages);
    return made;
}

data *open_data_forms(arena *memory, const build *of)
{
    data *made = data_map(memory), *forms = data_list(memory);
    for (size_t i = 0; i < of->site->forms.count; i++)
        data_add(memory, forms, form_record(memory, of, of->site->forms.items[i]));
    data_set(memory, made, "version", data_number(memory, 1));
    data_set(memory, made, "forms", forms);
    return made;
}
