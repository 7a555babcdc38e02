#include "site/theme_parts.h"

#include "base/unicode.h"
#include "formats/picture.h"
#include "forks/merge.h"
#include "site/embedded.h"
#include "site/load.h"
#include "site/overrides.h"
#include "site/theme_words.h"

#include <stdlib.h>

static const text default_theme = TEXT_CONSTANT("themes/digitori/");
enum { THEME_FILE_LIMIT = 4 * 1024 * 1024 };

static int compare_files(const void *left, const void *right)
{
    return text_compare(((const theme_file *)left)->name, ((const theme_file *)right)->name);
}

// A file in a folder that themes do not have is there in vain, and so is one whose name has another ending.
static void check_place(text name, text path, diagnostics *found)
{
    static const struct { const char *folder, *ending; } places[] = {
        { "layouts/", ".mustache" }, { "partials/", ".mustache" }, { "strings/", ".yaml" }, { "icons/", ".svg" }, { "assets/", "" } };
    static const text files[] = { TEXT_CONSTANT("theme.yaml"), TEXT_CONSTANT("print.yaml"), TEXT_CONSTANT("epub.css") };
    if (text_ends_with(name, TEXT(".md")) || text_ends_with(name, TEXT(".txt")) || text_starts_with(name, TEXT("LICENSE")))
        return;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (text_equals(name, files[i]))
            return;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!text_starts_with(name, text_of(places[i].folder)))
            continue;
        if (!text_ends_with(name, text_of(places[i].ending)))
            report(found, THEME_FILE_UNUSED, at(path, 1, 1), "names in %s end with %s", places[i].folder, places[i].ending);
        return;
    }
    report(found, THEME_FILE_UNUSED, at(path, 1, 1), "a theme has theme.yaml, print.yaml, epub.css, and the folders layouts, partials, "
                                                     "strings, icons and assets: move the file there, or delete it");
}

// A picture may have come from a camera: what is read is what may be published.
static void add_own_file(arena *memory, theme_file read, diagnostics *found, theme *loaded)
{
    size_t offset;
    text given = read.contents;
    picture_result result = picture_file_cleaned(memory, given, &read.contents);
    if (result == PICTURE_FINE)
        loaded->files[loaded->file_count++] = read;
    else
        report(found, IMAGE_UNUSABLE, at(read.path, 1, 1), "'%.*s'%s: %s", TEXT_PRINT(path_name(read.path)),
               unicode_check(given, &offset) == UNICODE_FINE ? ", a picture in it" : "", picture_uncleaned_words(result));
}

static bool read_own_files(arena *memory, const site *of, text folder, const file_list *listed,
                           diagnostics *found, theme *loaded)
{
    for (size_t i = 0; i < listed->count; i++) {
        text name = listed->items[i].path, path = path_join(memory, folder, name), contents;
        size_t offset;
        if (listed->items[i].is_link && !listed->items[i].is_too_deep) {
            site_report_not_plain(found, path, listed->items[i].mode, "put the file or folder itself here");
            continue;
        }
        check_place(name, path, found);
        switch (site_file_read(of, memory, path, THEME_FILE_LIMIT, &contents)) {
        case FILE_READ:
            break;
        case FILE_FAILED:
            return false;
        default:
            report(found, FILE_UNREADABLE, at(path, 1, 1), "a theme's files are plain files of at most 4 MiB");
            continue;
        }
        bool is_text = text_ends_with(name, TEXT(".mustache")) || text_ends_with(name, TEXT(".yaml"))
                    || text_ends_with(name, TEXT(".svg"));
        if (is_text && unicode_check(contents, &offset) != UNICODE_FINE)
            report(found, FILE_NOT_UTF8, at(path, 1, 1), "save the file in the encoding UTF-8");
        else if (merge_check_marks(contents, path, found))
            add_own_file(memory, (theme_file){ name, path, contents, .is_own = true }, found, loaded);
    }
    return true;
}

static void add_carried_files(theme *loaded)
{
    size_t own = loaded->file_count;
    for (size_t i = 0; i < embedded_file_count; i++) {
        text path = text_of(embedded_files[i].path);
        if (!text_starts_with(path, default_theme))
            continue;
        theme_file file = { text_from(path, default_theme.length), path, embedded_contents(&embedded_files[i]), .is_own = false };
        bool is_replaced = false;
        for (size_t j = 0; j < own && !is_replaced; j++)
            is_replaced = text_equals(loaded->files[j].name, file.name);
        if (!is_replaced)
            loaded->files[loaded->file_count++] = file;
    }
}

const theme_file *theme_find(const theme *in, text name)
{
    theme_file wanted = { .name = name };
    return in->file_count == 0 ? NULL
         : bsearch(&wanted, in->files, in->file_count, sizeof *in->files, compare_files);
}

// ---- Words

text theme_string(const theme *in, size_t language, const char *name)
{
    const data *at_name = in->strings[language];
    text rest = text_of(name), part;
    while (at_name != NULL && text_take_part(&rest, '.', &part))
        at_name = data_get(at_name, part);
    return at_name != NULL && at_name->type == DATA_TEXT ? at_name->text : (text){ 0 };
}

text theme_language_name(const theme *in, size_t language, text code)
{
    arena scratch = { 0 };
    text name = theme_string(in, language,
                             text_to_string(&scratch, text_join(&scratch, TEXT("generator.language_names."), code)));
    arena_free(&scratch);
    return name.length > 0 ? name : code;
}

// ---- theme.yaml

static void read_settings(arena *memory, const site *of, diagnostics *found, theme *loaded)
{
    static const text known[] = { TEXT_CONSTANT("name"), TEXT_CONSTANT("contract"), TEXT_CONSTANT("menu"),
                                  TEXT_CONSTANT("stalls"), TEXT_CONSTANT("colours"), TEXT_CONSTANT("contrast") };
    const theme_file *file = theme_find(loaded, TEXT("theme.yaml"));
    const value *settings = file != NULL ? tree_cache_read(of->trees, memory, file->contents, file->path, found) : NULL;
    text path = file != NULL ? file->path : of->config.path;
    if (settings != NULL)
        value_check_keys(settings, path, known, sizeof known / sizeof *known, found);
    loaded->menu = of->config.menu != NULL ? of->config.menu : value_get(settings, TEXT("menu"));
    loaded->menu_path = of->config.menu != NULL ? of->config.path : path;
    loaded->stalls = of->config.stalls != NULL ? of->config.stalls : value_get(settings, TEXT("stalls"));
    loaded->stalls_path = of->config.stalls != NULL ? of->config.path : path;
    loaded->colours = value_get(settings, TEXT("colours"));
    theme_read_colours(memory, of, value_get(settings, TEXT("contrast")), path, found, loaded);
}

bool theme_load(arena *memory, const site *of, diagnostics *found, theme *loaded)
{
    *loaded = (theme){ 0 };
    text folder = path_join(memory, of->config.themes, of->config.theme);
    text link;
    file_list own;
    if (!config_folder_walk(memory, &of->config, folder, &own))
        return false;
    if (own.count == 0 && !text_equals(of->config.theme, TEXT("digitori")) && !config_leads_by_link(memory, &of->config, folder, &link))
        report(found, THEME_MISSING, of->config.theme_place, "there are no files in %.*s", TEXT_PRINT(folder));
    loaded->files = ARENA_NEW(memory, theme_file, own.count + embedded_file_count + 1);
    if (!read_own_files(memory, of, folder, &own, found, loaded))
        return false;
    add_carried_files(loaded);
    qsort(loaded->files, loaded->file_count, sizeof *loaded->files, compare_files);
    theme_read_words(memory, of, found, loaded);
    read_settings(memory, of, found, loaded);
    return true;
}

void theme_callouts(const theme *in, size_t language, text names[THEME_CALLOUTS])
{
    static const char *const keys[THEME_CALLOUTS] = {
        "generator.callouts.note", "generator.callouts.tip", "generator.callouts.important",
        "generator.callouts.warning", "generator.callouts.caution" };
    for (size_t i = 0; i < THEME_CALLOUTS; i++)
        names[i] = theme_string(in, language, keys[i]);
}
