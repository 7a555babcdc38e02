// Changes as data, and values as people read them. See changes.h.
#include "site/changes_parts.h"

#include "language/formatting.h"

// ---- Values

typedef struct {
    const change_words *words;
    arena *memory;
    buffer *out;
} value_writer;

static void add_page_title(const value_writer *to, text id)
{
    const entry *known = site_entry(to->words->of, id);
    size_t language = to->words->own->language;
    if (known == NULL) {
        known = site_entry(to->words->original, id);
        language = 0;
    }
    buffer_add(to->out, known != NULL ? entry_page(known, language)->title : id);
}

static void add_scalar(const value_writer *to, const field *by, text written)
{
    const site_config *config = &to->words->of->config;
    size_t language = to->words->own->language;
    date read;
    if (by != NULL && by->type == FIELD_TYPE_PAGE) {
        add_page_title(to, written);
        return;
    }
    if ((by == NULL || by->type == FIELD_TYPE_DATE) && date_parse(written, &read)) {
        buffer_add(to->out, format_date(to->memory, config->languages.codes[language], read));
        return;
    }
    for (size_t i = 0; by != NULL && by->type == FIELD_TYPE_CHOICE && i < by->choice_count; i++)
        if (text_equals(by->choices[i].id, written)) {
            buffer_add(to->out, words_in(by->choices[i].label, language, config->languages.count));
            return;
        }
    buffer_add(to->out, written);
}

static const field *part_of(const field *record, text id)
{
    for (size_t i = 0; record != NULL && i < record->fields.count; i++)
        if (text_equals(record->fields.items[i].id, id))
            return &record->fields.items[i];
    return NULL;
}

static void add_value(const value_writer *to, const field *by, const value *v, bool is_inner)
{
    const site_config *config = &to->words->of->config;
    if (v->type == VALUE_SCALAR) {
        add_scalar(to, by, text_trim(v->text));
        return;
    }
    for (size_t i = 0; i < v->count; i++) {
        const field *item = by != NULL ? field_item(by) : NULL;
        if (i > 0)
            buffer_add_string(to->out, is_inner ? "; " : "\n");
        if (v->type == VALUE_MAP) {
            item = part_of(by, v->entries[i].key);
            text label = item != NULL ? words_in(item->label, to->words->own->language, config->languages.count) : (text){ 0 };
            buffer_format(to->out, "%.*s: ", TEXT_PRINT(label.length > 0 ? label : v->entries[i].key));
        }
        const value *inner = v->type == VALUE_MAP ? v->entries[i].value : v->items[i];
        if (inner != NULL)
            add_value(to, item, inner, true);           // as deep as YAML may be
    }
}

text change_value_text(void *context, arena *memory, text key, const value *v)
{
    const change_words *said = context;
    buffer out = { 0 };
    value_writer to = { said, memory, &out };
    add_value(&to, kind_field(said->own->kind, key), v, false);
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

// ---- Data

const char *change_type_name(change_type type)
{
    static const char *const names[] = { "changed", "added", "translated", "removed" };
    return names[type];
}

data *changes_origins_data(arena *memory, const upstream *origin)
{
    data *list = data_list(memory);
    for (size_t i = 0; i < origin->manifest.origin_count; i++) {
        const kit_origin *from = &origin->manifest.origins[i];
        data *one = data_map(memory);
        data_set_known(memory, one, "title", from->title);
        data_set_known(memory, one, "url", from->url);
        data_set_known(memory, one, "publisher", from->publisher);
        data_set_known(memory, one, "kit", from->kit);
        data_set_known(memory, one, "version", from->version);
        data_set_known(memory, one, "licence", from->licence);
        data_set_known(memory, one, "licence_url", from->licence_url);
        data_add(memory, list, one);
    }
    return list;
}

static data *original_data(arena *memory, const site *original, const page *was)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "path", was->path);
    data_set_text(memory, made, "title", was->title);
    data_set_text(memory, made, "language", original->config.languages.codes[was->language]);
    data_set_text(memory, made, "url", was->url);
    return made;
}

static data *page_data(arena *memory, const site *of, const site_changes *changes, const page_change *change)
{
    data *made = data_map(memory);
    const page *shown = change->own != NULL ? change->own : change->original;
    const site *where = change->own != NULL ? of : changes->original;
    data_set_text(memory, made, "change", text_of(change_type_name(change->type)));
    data_set_text(memory, made, "title", shown->title);
    data_set_text(memory, made, "language", where->config.languages.codes[shown->language]);
    data_set_text(memory, made, "kind", shown->kind->id);
    data_set_text(memory, made, "id", shown->entry->id);
    if (change->own != NULL) {
        data_set_text(memory, made, "path", change->own->path);
        data_set_text(memory, made, "url", change->own->url);
        data_set_known(memory, made, "change_note", change->own->change_note);
    }
    if (change->original != NULL)
        data_set(memory, made, "original", original_data(memory, changes->original, change->original));
    data_set_bool(memory, made, "is_renamed", change->is_renamed);
    data_set_bool(memory, made, "is_overridden", change->is_overridden);
    data_set_bool(memory, made, "original_is_newer", change->is_behind);
    if (change->type == CHANGE_CHANGED)
        data_set(memory, made, "differences", differences_page_data(memory, &change->differences));
    return made;
}

static data *file_data(arena *memory, const file_change *change)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "change", text_of(change_type_name(change->type)));
    data_set_text(memory, made, "path", change->path);
    if (change->type != CHANGE_ADDED)
        data_set(memory, made, "old_size", data_number(memory, (double)change->old_size));
    if (change->type != CHANGE_REMOVED)
        data_set(memory, made, "size", data_number(memory, (double)change->size));
    return made;
}

static data *setting_data(arena *memory, const field_difference *setting)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "key", setting->key);
    data_set(memory, made, "words", differences_words_data(memory, &setting->words));
    return made;
}

static data *counts_data(arena *memory, const site_changes *changes)
{
    size_t by_type[CHANGE_TYPES] = { 0 }, renamed = 0;
    data *made = data_map(memory);
    for (size_t i = 0; i < changes->pages.count; i++) {
        by_type[changes->pages.items[i].type]++;
        renamed += changes->pages.items[i].is_renamed;
    }
    for (size_t i = 0; i < CHANGE_TYPES; i++)
        data_set(memory, made, change_type_name((change_type)i), data_number(memory, (double)by_type[i]));
    data_set(memory, made, "renamed", data_number(memory, (double)renamed));
    data_set(memory, made, "files", data_number(memory, (double)changes->files.count));
    return made;
}

data *changes_data(arena *memory, const site *of, const site_changes *changes)
{
    data *made = data_map(memory), *pages = data_list(memory), *files = data_list(memory), *settings = data_list(memory);
    data_set(memory, made, "version", data_number(memory, 1));
    data_set_bool(memory, made, "is_fork", changes != NULL);
    if (changes == NULL)
        return made;
    for (size_t i = 0; i < changes->pages.count; i++)
        data_add(memory, pages, page_data(memory, of, changes, &changes->pages.items[i]));
    for (size_t i = 0; i < changes->files.count; i++)
        data_add(memory, files, file_data(memory, &changes->files.items[i]));
    for (size_t i = 0; i < changes->settings.count; i++)
        data_add(memory, settings, setting_data(memory, &changes->settings.items[i]));
    data_set(memory, made, "origins", changes_origins_data(memory, &of->upstream));
    data_set(memory, made, "languages_left_out", data_texts(memory, changes->languages_left_out, changes->left_out_count));
    data_set(memory, made, "counts", counts_data(memory, changes));
    data_set(memory, made, "pages", pages);
    data_set(memory, made, "files", files);
    data_set(memory, made, "settings", settings);
    return made;
}
