#include "publishers/kits/kit_settings.h"

typedef struct {
    const language_list *languages;
    text language;
    buffer *out;
} settings_writer;

// Double quotes hold any text, on one line.
static void add_quoted(buffer *out, text t)
{
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < t.length; i++) {
        if (t.bytes[i] == '\n')
            buffer_add_string(out, "\\n");
        else if (t.bytes[i] == '\t')
            buffer_add_string(out, "\\t");
        else {
            if (t.bytes[i] == '"' || t.bytes[i] == '\\')
                buffer_add_byte(out, '\\');
            buffer_add_byte(out, t.bytes[i]);
        }
    }
    buffer_add_byte(out, '"');
}

static bool is_language(const settings_writer *with, text key)
{
    for (size_t i = 0; i < with->languages->count; i++)
        if (text_equals(with->languages->codes[i], key))
            return true;
    return false;
}

static void add_value(const settings_writer *with, const value *v);

// Maps of languages keep the kit's own.
static void add_map(const settings_writer *with, const value *map)
{
    bool is_first = true;
    buffer_add_byte(with->out, '{');
    for (size_t i = 0; i < map->count; i++) {
        const value_entry *line = &map->entries[i];
        if (is_language(with, line->key) && !text_equals(line->key, with->language))
            continue;
        if (!is_first)
            buffer_add_string(with->out, ", ");
        add_quoted(with->out, line->key);
        buffer_add_string(with->out, ": ");
        add_value(with, line->value);
        is_first = false;
    }
    buffer_add_byte(with->out, '}');
}

// As deep as the reader allows, which is not deep.
static void add_value(const settings_writer *with, const value *v)
{
    switch (v->type) {
    case VALUE_SCALAR:
        add_quoted(with->out, v->text);
        break;
    case VALUE_MAP:
        add_map(with, v);
        break;
    case VALUE_LIST:
        buffer_add_byte(with->out, '[');
        for (size_t i = 0; i < v->count; i++) {
            if (i > 0)
                buffer_add_string(with->out, ", ");
            add_value(with, v->items[i]);
        }
        buffer_add_byte(with->out, ']');
        break;
    }
}

static void add_line(buffer *out, const char *key, text t)
{
    if (t.length == 0)
        return;
    buffer_format(out, "%s: ", key);
    add_quoted(out, t);
    buffer_add_byte(out, '\n');
}

static void add_setting(const settings_writer *with, const char *key, const value *v)
{
    if (v == NULL)
        return;
    buffer_format(with->out, "%s: ", key);
    add_value(with, v);
    buffer_add_byte(with->out, '\n');
}

text kit_settings(arena *memory, const build *of, const edition *in)
{
    const site_config *config = &of->site->config;
    size_t count = config->languages.count;
    buffer out = { 0 };
    settings_writer with = { &config->languages, build_language(of, in->language), &out };
    text site_title = words_in(config->title, in->language, count);
    add_line(&out, "title", site_title);
    add_line(&out, "description", words_in(config->description, in->language, count));
    buffer_format(&out, "languages: [%.*s]\n", TEXT_PRINT(with.language));
    add_line(&out, "theme", config->theme);
    add_line(&out, "licence", config->licence);
    add_line(&out, "licence_url", config->licence_url);
    buffer_add_string(&out, "publisher: {name: ");
    add_quoted(&out, config->publisher_name);
    buffer_add_string(&out, ", email: ");
    add_quoted(&out, config->publisher_email);
    buffer_add_string(&out, ", url: ");
    add_quoted(&out, config->publisher_url);
    buffer_add_string(&out, "}\n");
    buffer_add_string(&out, "part_of: {title: ");
    add_quoted(&out, site_title);
    buffer_add_string(&out, ", url: ");
    add_quoted(&out, config->base_url);
    buffer_add_string(&out, "}\n");
    add_line(&out, "content", config->content);
    add_line(&out, "forms", config->forms);
    add_line(&out, "themes", config->themes);
    if (!config->has_search)
        buffer_add_string(&out, "search: false\n");
    add_setting(&with, "menu", config->menu);
    add_setting(&with, "stalls", config->stalls);
    add_setting(&with, "colours", config->colours);
    add_setting(&with, "strings", config->strings);
    text settings = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return settings;
}
