// <lang>/changes.html: what a fork changed, and what its pages say of it. See site/changes.h.
#include "publishers/website/worker.h"

#include "site/changes.h"

enum { WORDS_AROUND = 12 };

static text string_of(const making *of, const char *name)
{
    return theme_string(of->build->theme, of->language, name);
}

// ---- Words

static data *runs_data(const making *of, const word_runs *runs)
{
    word_runs folded = differences_folded(of->memory, runs, WORDS_AROUND);
    data *list = data_list(of->memory);
    for (size_t i = 0; i < folded.count; i++) {
        const word_run *run = &folded.items[i];
        data *made = data_map(of->memory);
        data_set_bool(of->memory, made, "is_added", run->type == RUN_ADDED);
        data_set_bool(of->memory, made, "is_removed", run->type == RUN_REMOVED);
        data_set_bool(of->memory, made, "is_same", run->type == RUN_SAME);
        data_set_bool(of->memory, made, "has_space", run->has_space);
        data_set_text(of->memory, made, "words", run->words);
        data_add(of->memory, list, made);
    }
    return list;
}

static text label_of_key(const making *of, const kind *by, text key)
{
    const field *named = by != NULL ? kind_field(by, key) : NULL;
    text label = named != NULL ? words_in(named->label, of->language, of->build->site->config.languages.count) : (text){ 0 };
    if (named == NULL)
        label = string_of(of, text_to_string(of->memory, text_format(of->memory, "changes.keys.%.*s", TEXT_PRINT(key))));
    return label.length > 0 ? label : key;
}

static data *field_difference_data(const making *of, const kind *by, const field_difference *one)
{
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "label", label_of_key(of, by, one->key));
    data_set(of->memory, made, "runs", runs_data(of, &one->words));
    return made;
}

static data *blocks_data(const making *of, const page_differences *differences)
{
    data *list = data_list(of->memory);
    text heading = { 0 };
    for (size_t i = 0; i < differences->blocks.count; i++) {
        const block_difference *block = &differences->blocks.items[i];
        data *made = data_map(of->memory);
        bool is_new_section = block->heading.length > 0 && !text_equals(block->heading, heading) && block->type != BLOCK_HEADING;
        heading = block->heading;
        data_set(of->memory, made, "heading", text_or_false(of->memory, is_new_section ? heading : (text){ 0 }));
        data_set_bool(of->memory, made, "is_changed", block->change == BLOCK_CHANGED);
        data_set_bool(of->memory, made, "is_added", block->change == BLOCK_ADDED);
        data_set_bool(of->memory, made, "is_removed", block->change == BLOCK_REMOVED);
        data_set_bool(of->memory, made, "is_moved", block->change == BLOCK_MOVED);
        data_set_bool(of->memory, made, "is_source", block->is_source || block->type == BLOCK_CODE);
        data_set_bool(of->memory, made, "is_title", block->type == BLOCK_HEADING);
        data_set_bool(of->memory, made, "is_item", block->type == BLOCK_ITEM);
        data_set(of->memory, made, "runs", runs_data(of, &block->words));
        data_add(of->memory, list, made);
    }
    return list;
}

// ---- One change

static text anchor_of(const making *of, const page_change *change)
{
    return text_format(of->memory, "page-%zu", (size_t)(change - of->build->changes->pages.items) + 1);
}

// A page of the original on the web; empty when nobody knows where that is.
static text original_url(const making *of, const page *original)
{
    text base = of->build->site->upstream.manifest.origins[0].url;
    return base.length > 0 ? text_format(of->memory, "%.*s%s%.*s", TEXT_PRINT(base), text_ends_with(base, TEXT("/")) ? "" : "/",
                                         TEXT_PRINT(original->url)) : (text){ 0 };
}

static data *original_data(const making *of, const page *original)
{
    const site *from = of->build->changes->original;
    text code = from->config.languages.codes[original->language];
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "title", original->title);
    data_set_text(of->memory, made, "path", original->path);
    data_set(of->memory, made, "url", text_or_false(of->memory, original_url(of, original)));
    data_set_text(of->memory, made, "language", code);
    data_set_text(of->memory, made, "language_name", theme_language_name(of->build->theme, of->language, code));
    data_set(of->memory, made, "updated", date_data(of, original->updated));
    return made;
}

static void set_type(const making *of, data *into, const page_change *change)
{
    data_set_bool(of->memory, into, "is_changed", change->type == CHANGE_CHANGED);
    data_set_bool(of->memory, into, "is_added", change->type == CHANGE_ADDED);
    data_set_bool(of->memory, into, "is_translated", change->type == CHANGE_TRANSLATED);
    data_set_bool(of->memory, into, "is_removed", change->type == CHANGE_REMOVED);
}

static data *change_data(const making *of, const page_change *change)
{
    const page *shown = change->own != NULL ? change->own : change->original;
    data *made = data_map(of->memory), *fields = data_list(of->memory), *nothing = data_bool(of->memory, false);
    set_type(of, made, change);
    data_set_text(of->memory, made, "anchor", anchor_of(of, change));
    data_set_text(of->memory, made, "title", shown->title);
    data_set(of->memory, made, "url", change->own != NULL ? data_text(of->memory, url_to(of, change->own->url)) : nothing);
    data_set(of->memory, made, "note", text_or_false(of->memory, change->own != NULL ? change->own->change_note : (text){ 0 }));
    data_set(of->memory, made, "original", change->original != NULL ? original_data(of, change->original) : nothing);
    data_set_bool(of->memory, made, "is_renamed", change->is_renamed);
    data_set_bool(of->memory, made, "is_behind", change->is_behind);
    for (size_t i = 0; i < change->differences.fields.count; i++)
        data_add(of->memory, fields, field_difference_data(of, shown->kind, &change->differences.fields.items[i]));
    data_set(of->memory, made, "fields", fields);
    data_set_bool(of->memory, made, "has_fields", fields->list.count > 0);
    data_set(of->memory, made, "blocks", blocks_data(of, &change->differences));
    data_set_bool(of->memory, made, "has_blocks", change->differences.blocks.count > 0);
    data_set_bool(of->memory, made, "is_too_long", change->differences.is_too_long);
    data_set_bool(of->memory, made, "has_left_out", change->differences.left_out > 0);
    data_set(of->memory, made, "left_out", data_number(of->memory, (double)change->differences.left_out));
    return made;
}

// ---- The page

static bool is_shown(const making *of, const page_change *change)
{
    const site_changes *changes = of->build->changes;
    if (change->own != NULL)
        return change->own->language == of->language && edition_holds(of->edition, change->own);
    return of->edition->kit == NULL
        && text_equals(changes->original->config.languages.codes[change->original->language], build_language(of->build, of->language));
}

static data *begin_group(const making *of, data *groups, const kind *shown)
{
    const kind *own = site_kind(of->build->site, shown->id);
    size_t languages = of->build->site->config.languages.count;
    data *group = data_map(of->memory), *pages = data_list(of->memory);
    text label = own != NULL ? words_in(own->plural, of->language, languages) : shown->id;
    data_set_text(of->memory, group, "label", label);
    data_set(of->memory, group, "pages", pages);
    data_add(of->memory, groups, group);
    return pages;
}

static void set_pages(const making *of, data *into)
{
    const site_changes *changes = of->build->changes;
    size_t counts[CHANGE_TYPES] = { 0 };
    data *groups = data_list(of->memory), *pages = NULL, *numbers = data_map(of->memory);
    text kind_id = { 0 };
    for (size_t i = 0; i < changes->pages.count; i++) {
        const page_change *change = &changes->pages.items[i];
        if (!is_shown(of, change))
            continue;
        const kind *shown = change->own != NULL ? change->own->kind : change->original->kind;
        if (pages == NULL || !text_equals(kind_id, shown->id))
            pages = begin_group(of, groups, shown);
        kind_id = shown->id;
        counts[change->type]++;
        data_add(of->memory, pages, change_data(of, change));
    }
    for (size_t i = 0; i < CHANGE_TYPES; i++)
        data_set(of->memory, numbers, change_type_name((change_type)i), data_number(of->memory, (double)counts[i]));
    data_set(of->memory, into, "groups", groups);
    data_set_bool(of->memory, into, "has_groups", groups->list.count > 0);
    data_set(of->memory, into, "counts", numbers);
}

static void set_files(const making *of, data *into)
{
    const site_changes *changes = of->build->changes;
    data *files = data_list(of->memory), *settings = data_list(of->memory), *left_out = data_list(of->memory);
    bool is_kit = of->edition->kit != NULL;
    for (size_t i = 0; i < changes->files.count && !is_kit; i++) {
        const file_change *change = &changes->files.items[i];
        data *made = data_map(of->memory);
        set_type(of, made, &(page_change){ .type = change->type });
        data_set_text(of->memory, made, "path", change->path);
        data_add(of->memory, files, made);
    }
    for (size_t i = 0; i < changes->settings.count && !is_kit; i++)
        data_add(of->memory, settings, field_difference_data(of, NULL, &changes->settings.items[i]));
    for (size_t i = 0; i < changes->left_out_count; i++) {
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "name",
                      theme_language_name(of->build->theme, of->language, changes->languages_left_out[i]));
        data_add(of->memory, left_out, made);
    }
    data_set(of->memory, into, "files", files);
    data_set_bool(of->memory, into, "has_files", files->list.count > 0);
    data_set(of->memory, into, "settings", settings);
    data_set_bool(of->memory, into, "has_settings", settings->list.count > 0);
    data_set(of->memory, into, "languages_left_out", left_out);
    data_set_bool(of->memory, into, "has_languages_left_out", left_out->list.count > 0);
}

bool make_changes(making *of)
{
    data *context = shared_context(of, "changes", string_of(of, "changes.title"), string_of(of, "changes.lead"), NULL);
    data *made = data_map(of->memory);
    set_pages(of, made);
    set_files(of, made);
    text machine = TEXT("data/changes.json");
    data_set(of->memory, made, "data_url", edition_publishes(of->edition, machine) ? data_text(of->memory, url_to(of, machine))
                                                                                  : data_bool(of->memory, false));
    data_set(of->memory, context, "changes", made);
    return page_write(of, TEXT("changes"), context);
}

// ---- What every page says

data *origins_data(const making *of, arena *memory)
{
    const kit_manifest *manifest = &of->build->site->upstream.manifest;
    data *list = data_list(memory);
    for (size_t i = 0; of->build->changes != NULL && i < manifest->origin_count; i++) {
        const kit_origin *from = &manifest->origins[i];
        data *made = data_map(memory), *licence = data_map(memory);
        data_set_text(memory, made, "title", from->title);
        data_set(memory, made, "url", text_or_false(memory, from->url));
        data_set(memory, made, "publisher", text_or_false(memory, from->publisher));
        data_set(memory, made, "kit", text_or_false(memory, from->kit));
        data_set(memory, made, "version", text_or_false(memory, from->version));
        data_set(memory, licence, "name", text_or_false(memory, from->licence));
        data_set(memory, licence, "url", text_or_false(memory, from->licence_url));
        data_set(memory, made, "licence", from->licence.length > 0 ? licence : data_bool(memory, false));
        data_set_bool(memory, made, "is_first", i == 0);
        data_set_bool(memory, made, "is_last", i + 1 == manifest->origin_count);
        data_add(memory, list, made);
    }
    return list;
}

data *page_change_data(const making *of, const page *shown)
{
    const site_changes *changes = of->build->changes;
    const page_change *change = shown != NULL && changes != NULL ? changes->by_page[shown->number] : NULL;
    if (change == NULL)
        return data_bool(of->memory, false);
    data *made = data_map(of->memory);
    text url = text_format(of->memory, "%.*s/changes.html", TEXT_PRINT(build_language(of->build, of->language)));
    set_type(of, made, change);
    data_set(of->memory, made, "note", text_or_false(of->memory, shown->change_note));
    data_set_text(of->memory, made, "url", text_format(of->memory, "%.*s#%.*s", TEXT_PRINT(url_to(of, url)),
                                                       TEXT_PRINT(anchor_of(of, change))));
    data_set(of->memory, made, "original", change->original != NULL ? original_data(of, change->original)
                                                                    : data_bool(of->memory, false));
    data_set_bool(of->memory, made, "is_behind", change->is_behind);
    return made;
}

data *page_behind_data(const making *of, const page *shown)
{
    const page *original = shown != NULL ? page_original_newer(shown) : NULL;
    if (original == NULL || !edition_has_language(of->edition, original->language) || !edition_holds(of->edition, original))
        return data_bool(of->memory, false);
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "title", original->title);
    data_set_text(of->memory, made, "url", url_to(of, original->url));
    data_set_text(of->memory, made, "language", build_language(of->build, original->language));
    data_set_text(of->memory, made, "language_name",
                  theme_language_name(of->build->theme, of->language, build_language(of->build, original->language)));
    data_set(of->memory, made, "updated", date_data(of, original->updated));
    return made;
}
