#include "site/changes.h"

#include "site/changes_parts.h"
#include "site/overrides.h"
#include "source/front_matter.h"

#include <stdlib.h>

enum { PAGE_LIMIT = 2 * 1024 * 1024, CHANGED_FILE_LIMIT = 256 * 1024 * 1024 };

typedef struct {
    arena *memory;
    const site *of;
    site_changes *made;
    bool *is_found;             // by page number of the original: it is here
    size_t *languages;          // by language of this site: the original's; its count when it has not that language
    const value *menu;
    differences_room *room;
} finder;

// ---- Later

bool page_is_behind(const page *own, const page *original)
{
    date since = date_is_set(own->updated) ? own->updated : own->date;
    return date_is_set(since) && date_is_set(original->updated) && date_compare(original->updated, since) > 0;
}

const page *page_original_newer(const page *own)
{
    const page *original = own->entry->by_language[0];
    return own->language > 0 && original != NULL && page_is_behind(own, original) ? original : NULL;
}

// ---- Which page was which

// The page of the original with the same id; [*is_translation] when it is in another language.
static const page *counterpart(const finder *with, const page *own, bool *is_translation)
{
    const entry *known = site_entry(with->made->original, own->entry->id);
    size_t language = with->languages[own->language];
    *is_translation = false;
    if (known == NULL)
        return NULL;
    if (language < with->made->original->config.languages.count && known->by_language[language] != NULL)
        return known->by_language[language];
    *is_translation = true;
    return entry_page(known, 0);
}

static text read_whole(arena *memory, const site *of, const page *shown)
{
    text contents = { 0 };
    if (site_file_read(of, memory, shown->path, PAGE_LIMIT, &contents) != FILE_READ)
        return (text){ 0 };
    return contents;
}

static text body_of(const finder *with, const site *of, const page *shown)
{
    diagnostics ignored = { .memory = with->memory };
    page_parts parts;
    text contents = read_whole(with->memory, of, shown);
    return front_matter_split(contents, shown->path, &ignored, &parts) ? text_trim(parts.body) : (text){ 0 };
}

// What stands below the language's folder: "roolit/suojelija.md".
static text within_language(const site *of, const page *shown)
{
    text root = shown->form != NULL ? of->config.forms : of->config.content;
    text path = text_from(shown->path, root.length + 1), folder, within;
    return shown->form == NULL && text_split(path, '/', &folder, &within) ? within : path;
}

static bool is_renamed(const finder *with, const page *own, const page *original)
{
    return !text_equals(own->url, original->url)
        || !text_equals(within_language(with->of, own), within_language(with->made->original, original));
}

static void compare_pages(const finder *with, const page *own, const page *original)
{
    const site *of = with->of;
    arena scratch = { 0 };
    text before = read_whole(&scratch, with->made->original, original), after = read_whole(&scratch, of, own);
    page_change made = { .type = CHANGE_CHANGED, .own = own, .original = original };
    made.is_renamed = is_renamed(with, own, original);
    if (!text_equals(before, after)) {
        change_words context = { of, with->made->original, own };
        value_words shown = { change_value_text, &context };
        made.differences = differences_of_pages(with->memory, before, after, &shown, with->room);
    }
    arena_free(&scratch);
    made.is_overridden = site_file_is_overridden(of, own->path);
    made.is_behind = page_is_behind(own, original);
    if (made.is_renamed || !differences_of_pages_are_none(&made.differences))
        *ARENA_PUSH(with->memory, with->made->pages) = made;
}

// ---- Pages that went elsewhere and took no id along

static text body_key(const finder *with, const site *of, const page *shown)
{
    text body = body_of(with, of, shown), code = of->config.languages.codes[shown->language];
    return body.length > 0 ? text_format(with->memory, "%.*s\n%.*s", TEXT_PRINT(code), TEXT_PRINT(body)) : (text){ 0 };
}

static table bodies_not_found(const finder *with)
{
    const site *original = with->made->original;
    table bodies = { .memory = with->memory };
    for (size_t i = 0; i < original->page_count; i++) {
        text key = with->is_found[i] ? (text){ 0 } : body_key(with, original, &original->pages[i]);
        if (key.length > 0)
            table_set(&bodies, key, &original->pages[i]);
    }
    return bodies;
}

static void find_added(const finder *with)
{
    table bodies = bodies_not_found(with);
    for (size_t i = 0; i < with->of->page_count; i++) {
        const page *own = &with->of->pages[i];
        bool is_translation;
        if (counterpart(with, own, &is_translation) != NULL)
            continue;
        text key = bodies.count > 0 ? body_key(with, with->of, own) : (text){ 0 };
        const page *same = key.length > 0 ? table_find(&bodies, key) : NULL;
        if (same != NULL && !with->is_found[same->number]) {
            with->is_found[same->number] = true;
            compare_pages(with, own, same);
            continue;
        }
        *ARENA_PUSH(with->memory, with->made->pages) = (page_change){ .type = CHANGE_ADDED, .own = own };
    }
}

static void find_kept(const finder *with)
{
    for (size_t i = 0; i < with->of->page_count; i++) {
        const page *own = &with->of->pages[i];
        bool is_translation;
        const page *original = counterpart(with, own, &is_translation);
        if (original == NULL)
            continue;
        if (!is_translation) {
            with->is_found[original->number] = true;
            compare_pages(with, own, original);
        } else {
            *ARENA_PUSH(with->memory, with->made->pages) = (page_change){
                .type = CHANGE_TRANSLATED, .own = own, .original = original, .is_behind = page_is_behind(own, original) };
        }
    }
}

static void find_removed(const finder *with)
{
    const site *original = with->made->original;
    for (size_t i = 0; i < original->page_count; i++) {
        const page *was = &original->pages[i];
        text code = original->config.languages.codes[was->language];
        bool is_language = config_language(&with->of->config, code) < with->of->config.languages.count;
        if (is_language && !with->is_found[i])
            *ARENA_PUSH(with->memory, with->made->pages) = (page_change){ .type = CHANGE_REMOVED, .original = was };
    }
}

static void find_languages(finder *with)
{
    const language_list *own = &with->of->config.languages, *others = &with->made->original->config.languages;
    with->languages = ARENA_NEW(with->memory, size_t, own->count);
    for (size_t i = 0; i < own->count; i++)
        with->languages[i] = config_language(&with->made->original->config, own->codes[i]);
    with->made->languages_left_out = ARENA_NEW(with->memory, text, others->count);
    for (size_t i = 0; i < others->count; i++)
        if (config_language(&with->of->config, others->codes[i]) == own->count)
            with->made->languages_left_out[with->made->left_out_count++] = others->codes[i];
}

// ---- Order

typedef struct {
    page_change change;
    size_t language, kind_order;
    const kind *by;             // this site's kind, where it has it: how both sites' pages are sorted
} placed_change;

static size_t order_of_kind(const finder *with, const kind *shown)
{
    for (size_t i = 0; with->menu != NULL && with->menu->type == VALUE_LIST && i < with->menu->count; i++)
        if (text_equals(value_text(value_get(with->menu->items[i], TEXT("kind"))), shown->id))
            return i;
    const kind *own = site_kind(with->of, shown->id);
    for (size_t i = 0; i < with->of->kind_count; i++)
        if (with->of->kinds[i] == own)
            return 1000 + i;
    return 1000 + with->of->kind_count;
}

static const page *shown_page(const page_change *change)
{
    return change->own != NULL ? change->own : change->original;
}

static int compare_changes(const void *left, const void *right)
{
    const placed_change *a = left, *b = right;
    if (a->language != b->language)
        return a->language < b->language ? -1 : 1;
    if (a->kind_order != b->kind_order)
        return a->kind_order < b->kind_order ? -1 : 1;
    int order = text_compare(a->by->id, b->by->id);
    return order != 0 ? order : page_compare_by(shown_page(&a->change), shown_page(&b->change), a->by->sort, a->by->descending);
}

static void put_in_order(const finder *with)
{
    site_changes *made = with->made;
    arena scratch = { 0 };
    placed_change *all = ARENA_NEW(&scratch, placed_change, made->pages.count + 1);
    for (size_t i = 0; i < made->pages.count; i++) {
        const page_change *change = &made->pages.items[i];
        const page *shown = shown_page(change);
        const kind *own = site_kind(with->of, shown->kind->id);
        all[i] = (placed_change){ *change, shown->language, order_of_kind(with, shown->kind), own != NULL ? own : shown->kind };
        if (change->own == NULL)
            all[i].language = config_language(&with->of->config, made->original->config.languages.codes[shown->language]);
    }
    qsort(all, made->pages.count, sizeof *all, compare_changes);
    made->by_page = ARENA_NEW(with->memory, page_change *, with->of->page_count + 1);
    for (size_t i = 0; i < made->pages.count; i++) {
        made->pages.items[i] = all[i].change;
        if (all[i].change.own != NULL)
            made->by_page[all[i].change.own->number] = &made->pages.items[i];
    }
    arena_free(&scratch);
}

// ---- Files and settings

// Pages are compared as pages.
static bool is_compared_file(const file_entry *file)
{
    return !file->is_link && !text_ends_with(file->path, TEXT(".md"));
}

static void add_file(const finder *with, change_type type, text folder, const file_entry *old, const file_entry *own)
{
    file_change made = { .type = type, .path = path_join(with->memory, folder, (own != NULL ? own : old)->path) };
    made.old_size = old != NULL ? old->size : 0;
    made.size = own != NULL ? own->size : 0;
    *ARENA_PUSH(with->memory, with->made->files) = made;
}

static void compare_file(const finder *with, text old_folder, const file_entry *old, text folder, const file_entry *own)
{
    arena scratch = { 0 };
    text before = { 0 }, after = { 0 };
    file_entry shown = *own;
    bool is_read = site_file_read(with->made->original, &scratch, path_join(&scratch, old_folder, old->path), CHANGED_FILE_LIMIT, &before)
                       == FILE_READ
                && site_file_read(with->of, &scratch, path_join(&scratch, folder, own->path), CHANGED_FILE_LIMIT, &after) == FILE_READ;
    shown.size = after.length;
    if (is_read && !text_equals(before, after))
        add_file(with, CHANGE_CHANGED, folder, old, &shown);
    arena_free(&scratch);
}

// Both lists are sorted by path.
static bool compare_folders(const finder *with, text old_folder, text folder)
{
    file_list old, own;
    if (!folder_walk(with->memory, config_file(with->memory, &with->made->original->config, old_folder), &old)
        || !config_folder_walk(with->memory, &with->of->config, folder, &own))
        return false;
    size_t i = 0, j = 0;
    while (i < old.count || j < own.count) {
        int order = i == old.count ? 1 : j == own.count ? -1 : text_compare(old.items[i].path, own.items[j].path);
        if (order == 0) {
            if (is_compared_file(&own.items[j]))
                compare_file(with, old_folder, &old.items[i], folder, &own.items[j]);
            i++;
            j++;
        } else if (order < 0) {
            if (is_compared_file(&old.items[i]))
                add_file(with, CHANGE_REMOVED, old_folder, &old.items[i], NULL);
            i++;
        } else {
            if (is_compared_file(&own.items[j]))
                add_file(with, CHANGE_ADDED, folder, NULL, &own.items[j]);
            j++;
        }
    }
    return true;
}

static bool find_files(const finder *with)
{
    const site_config *old = &with->made->original->config, *own = &with->of->config;
    return compare_folders(with, old->content, own->content) && compare_folders(with, old->forms, own->forms)
        && compare_folders(with, old->themes, own->themes);
}

static text settings_as_page(arena *memory, const site *of)
{
    text yaml;
    if (file_read_beneath(memory, of->config.folder, of->config.path, PAGE_LIMIT, &yaml) != FILE_READ)
        return (text){ 0 };
    return text_format(memory, "---\n%.*s\n---\n", TEXT_PRINT(yaml));
}

// What every site says for itself is no change of its original.
static bool is_own_matter(text key)
{
    static const text keys[] = {
        TEXT_CONSTANT("title"), TEXT_CONSTANT("description"), TEXT_CONSTANT("languages"), TEXT_CONSTANT("base_url"),
        TEXT_CONSTANT("publisher"), TEXT_CONSTANT("output"), TEXT_CONSTANT("content"), TEXT_CONSTANT("forms"),
        TEXT_CONSTANT("themes"), TEXT_CONSTANT("part_of"), TEXT_CONSTANT("kits"), TEXT_CONSTANT("network"),
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (text_equals(keys[i], key))
            return true;
    return false;
}

static void find_settings(const finder *with)
{
    page_differences all = differences_of_pages(with->memory, settings_as_page(with->memory, with->made->original),
                                                settings_as_page(with->memory, with->of), NULL, NULL);
    for (size_t i = 0; i < all.fields.count; i++)
        if (!is_own_matter(all.fields.items[i].key))
            *ARENA_PUSH(with->memory, with->made->settings) = all.fields.items[i];
}

// ---- Together

static changes_result read_original(arena *memory, const site *of, diagnostics *found, site_changes *changes)
{
    diagnostics ignored = { .memory = memory };         // mistakes of the original are told where it is made
    if (!of->upstream.is_fork)
        return CHANGES_NO_FORK;
    site *original = ARENA_NEW(memory, site, 1);
    switch (site_load(memory, &(site_request){ .folder = of->upstream.source }, &ignored, original)) {
    case SITE_LOADED:
        changes->original = original;
        return CHANGES_FOUND;
    case SITE_UNUSABLE:
        report(found, UPSTREAM_UNUSABLE, at(TEXT(UPSTREAM_MANIFEST), 1, 1),
               "there is no usable site in " UPSTREAM_SOURCE "; take the folder " UPSTREAM_FOLDER " from a copy of the site");
        return CHANGES_NO_FORK;
    default:
        return CHANGES_MACHINE_FAILED;
    }
}

changes_result changes_find(arena *memory, const site *of, const value *menu, diagnostics *found, site_changes *changes)
{
    *changes = (site_changes){ 0 };
    changes_result result = read_original(memory, of, found, changes);
    if (result != CHANGES_FOUND)
        return result;
    differences_room room = differences_room_of_site();
    finder with = { .memory = memory, .of = of, .made = changes, .menu = menu, .room = &room,
                    .is_found = ARENA_NEW(memory, bool, changes->original->page_count + 1) };
    find_languages(&with);
    find_kept(&with);
    find_added(&with);
    find_removed(&with);
    put_in_order(&with);
    find_settings(&with);
    return find_files(&with) ? CHANGES_FOUND : CHANGES_MACHINE_FAILED;
}
