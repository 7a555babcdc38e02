// Answers files, as the form in the browser saves them.
#include "answers/given.h"

#include "formats/data.h"

static given_value value_of(text name, const data *from)
{
    given_value made = { .name = name, .type = GIVEN_WRONG };
    switch (from->type) {
    case DATA_NOTHING: made.type = GIVEN_EMPTY; break;
    case DATA_TEXT: made.type = from->text.length > 0 ? GIVEN_TEXT : GIVEN_EMPTY; made.text = from->text; break;
    case DATA_NUMBER: made.type = GIVEN_NUMBER; made.number = from->number; break;
    case DATA_BOOL: made.type = GIVEN_TRUTH; made.truth = from->truth; break;
    default: break;
    }
    return made;
}

static void add_row(arena *memory, given_form *into, text table_id, size_t row, const data *values)
{
    if (values->type != DATA_MAP) {
        given_add(memory, into, (given_value){ .name = text_format(memory, "%.*s__%zu__", TEXT_PRINT(table_id), row), .type = GIVEN_WRONG });
        return;
    }
    for (size_t i = 0; i < values->map.count; i++) {
        const data_entry *entry = &values->map.items[i];
        text name = text_format(memory, "%.*s__%zu__%.*s", TEXT_PRINT(table_id), row, TEXT_PRINT(entry->key));
        given_add(memory, into, value_of(name, entry->value));
    }
}

// Options are texts, rows are maps.
static void add_list(arena *memory, given_form *into, text name, const data *list)
{
    for (size_t i = 0; i < list->list.count && i < GIVEN_ROWS_MOST; i++) {
        const data *item = list->list.items[i];
        if (item->type == DATA_TEXT)
            given_add(memory, into, (given_value){ .name = text_format(memory, "%.*s__%.*s", TEXT_PRINT(name), TEXT_PRINT(item->text)),
                                                   .type = GIVEN_TRUTH, .truth = true });
        else
            add_row(memory, into, name, i + 1, item);
    }
    if (list->list.count > GIVEN_ROWS_MOST)
        into->long_list = name;
}

static text text_in(const data *map, const char *key)
{
    const data *found = data_get(map, text_of(key));
    return found != NULL && found->type == DATA_TEXT ? found->text : (text){ 0 };
}

static bool read_one(arena *memory, const data *whole, given_forms *into)
{
    const data *answers = data_get(whole, TEXT("answers"));
    if (answers == NULL || answers->type != DATA_MAP || text_in(whole, "form").length == 0)
        return false;
    given_form *made = given_add_form(memory, into, FILLED_JSON);
    made->is_exact = true;
    made->form = text_in(whole, "form");
    made->version = text_in(whole, "version");
    made->language = text_in(whole, "language");
    made->filled = text_in(whole, "filled");
    for (size_t i = 0; i < answers->map.count; i++) {
        const data_entry *entry = &answers->map.items[i];
        if (entry->value->type == DATA_LIST)
            add_list(memory, made, entry->key, entry->value);
        else
            given_add(memory, made, value_of(entry->key, entry->value));
    }
    return true;
}

bool given_read_json(arena *memory, text bytes, given_forms *into, text *why)
{
    text byte_order_mark = TEXT("\xEF\xBB\xBF");
    if (text_starts_with(bytes, byte_order_mark))
        bytes = text_from(bytes, byte_order_mark.length);
    const data *whole = data_read_json(memory, bytes);
    const data *list = data_get(whole, TEXT("answers"));
    bool is_fine = list != NULL;
    if (is_fine && list->type == DATA_LIST) {
        // As output_json writes it.
        for (size_t i = 0; is_fine && i < list->list.count && i < GIVEN_FORMS_MOST; i++)
            is_fine = read_one(memory, list->list.items[i], into);
        into->is_cut = list->list.count > GIVEN_FORMS_MOST;
    } else {
        is_fine = is_fine && read_one(memory, whole, into);
    }
    if (!is_fine)
        *why = TEXT("it is no answers file that a form has saved");
    return is_fine;
}
