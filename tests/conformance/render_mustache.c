// Mustache templates through formats/mustache.h, for its specification's files.
//
// Each example on standard input is a record: the template, the number of
// partials with name and text of each, and the data (see take_data). One text
// per example comes back.
#include "formats/mustache.h"
#include "records.h"

// A tree of data is a letter, then what it holds: n nothing, t true, f false,
// d a number in decimal text, s a text, l a count and its items, m a count and
// its keys with values. The specification's trees are shallow.
static data *take_data(arena *memory, text *rest)
{
    text type = record_take_text(rest);
    switch (type.length == 1 ? type.bytes[0] : 'n') {
    case 't': return data_bool(memory, true);
    case 'f': return data_bool(memory, false);
    case 'd': return data_number(memory, strtod(text_to_string(memory, record_take_text(rest)), NULL));
    case 's': return data_text(memory, record_take_text(rest));
    case 'l': {
        data *list = data_list(memory);
        for (uint64_t count = record_take_number(rest); count > 0; count--)
            data_add(memory, list, take_data(memory, rest));
        return list;
    }
    case 'm': {
        data *map = data_map(memory);
        for (uint64_t count = record_take_number(rest); count > 0; count--) {
            text key = record_take_text(rest);
            data_set_key(memory, map, key, take_data(memory, rest));
        }
        return map;
    }
    default: return data_nothing(memory);
    }
}

static void render_one(text *rest, buffer *record)
{
    arena memory = {0}, scratch = {0};
    diagnostics found = { .memory = &memory };
    mustache_set set = { .memory = &memory, .templates = { .memory = &memory } };
    buffer rendered = {0};
    mustache_add(&set, TEXT("example"), record_take_text(rest), TEXT("example.mustache"), &found);
    for (uint64_t count = record_take_number(rest); count > 0; count--) {
        text name = record_take_text(rest);
        mustache_add(&set, name, record_take_text(rest), name, &found);
    }
    mustache_render(&set, TEXT("example"), take_data(&memory, rest), &scratch, &found, &rendered);
    diagnostics_print(&found, false, stderr);
    record_add_text(record, buffer_text(&rendered));
    buffer_free(&rendered);
    arena_free(&scratch);
    arena_free(&memory);
}

int main(void)
{
    arena memory = {0};
    text rest = records_read(&memory);
    buffer out = {0};
    while (rest.length > 0) {
        render_one(&rest, &out);
        if (rest.bytes == NULL)
            return 2;
        records_write(&out);
    }
    buffer_free(&out);
    arena_free(&memory);
    return 0;
}
