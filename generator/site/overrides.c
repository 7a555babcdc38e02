#include "site/overrides.h"

#include "forks/override.h"
#include "site/load.h"

#include <unistd.h>

enum { OVERRIDE_LIMIT = 2 * 1024 * 1024, REPLACED_LIMIT = 64 * 1024 * 1024 };

// Of a page the parts are exchanged; any other file as a whole.
static bool is_page(text path)
{
    return text_ends_with(path, TEXT(".md"));
}

static text path_of_override(arena *memory, text path)
{
    return path_join(memory, TEXT(OVERRIDES_FOLDER), path);
}

bool site_file_is_overridden(const site *of, text path)
{
    return table_get(&of->overrides, path) != NULL;
}

text site_file_source(const site *of, arena *memory, text path)
{
    return !is_page(path) && site_file_is_overridden(of, path) ? path_of_override(memory, path) : path;
}

// The page as it is published. The result of reading the page itself when that fails.
static file_result read_page(const site *of, arena *memory, text path, text override, size_t limit, diagnostics *found,
                             overridden_page *read)
{
    text own, other;
    file_result result = file_read_beneath(memory, of->config.folder, path, limit, &own);
    if (result != FILE_READ)
        return result;
    result = file_read_beneath(memory, of->config.folder, override, OVERRIDE_LIMIT, &other);
    if (result != FILE_READ)
        other = (text){ 0 };
    *read = override_apply(memory, own, other, override, found);
    return FILE_READ;
}

file_result site_file_read(const site *of, arena *memory, text path, size_t limit, text *contents)
{
    if (!site_file_is_overridden(of, path))
        return file_read_beneath(memory, of->config.folder, path, limit, contents);
    if (!is_page(path))
        return file_read_beneath(memory, of->config.folder, path_of_override(memory, path), limit, contents);
    diagnostics told = { .memory = memory };            // when the site was loaded
    overridden_page read;
    file_result result = read_page(of, memory, path, path_of_override(memory, path), limit, &told, &read);
    if (result == FILE_READ)
        *contents = read.contents;
    return result;
}

// ---- Finding them

static bool is_within(const site *of, text path)
{
    const text folders[] = { of->config.content, of->config.forms, of->config.themes };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (text_starts_with(path, folders[i]) && path.length > folders[i].length && path.bytes[folders[i].length] == '/')
            return true;
    return false;
}

static bool has_target(const site *of, text path)
{
    int file;
    uint64_t size;
    if (file_open_beneath(of->config.folder, path, &file, &size) != FILE_READ)
        return false;
    close(file);
    return true;
}

// An override of a page is tried once here, so that its mistakes are told once.
static void check_page(site *into, text path, text override, diagnostics *found)
{
    arena scratch = { 0 };
    text contents;
    overridden_page made;
    if (!site_read_plain_text(into, &scratch, override, found, &contents)) {
        arena_free(&scratch);
        return;
    }
    table_set(&into->overrides, path, into);
    if (read_page(into, &scratch, path, override, OVERRIDE_LIMIT, found, &made) != FILE_READ)
        report(found, FILE_UNREADABLE, at(path, 1, 1), "check that you may open it");
    arena_free(&scratch);
}

static void check_override(site *into, const file_entry *file, diagnostics *found)
{
    text path = file->path, override = path_of_override(into->memory, path);
    place where = at(override, 1, 1);
    if (file->is_link)
        site_report_not_plain(found, override, file->mode, "put the file itself here");
    else if (!is_within(into, path))
        report(found, OVERRIDE_MEETS_NOTHING, where, "files below %.*s/, %.*s/ and %.*s/ can be overridden; others are changed themselves",
               TEXT_PRINT(into->config.content), TEXT_PRINT(into->config.forms), TEXT_PRINT(into->config.themes));
    else if (!has_target(into, path))
        report(found, OVERRIDE_MEETS_NOTHING, where, "there is no file %.*s", TEXT_PRINT(path));
    else if (is_page(path))
        check_page(into, path, override, found);
    else if (file->size > REPLACED_LIMIT)
        report(found, FILE_TOO_LONG, where, "make it smaller");
    else
        table_set(&into->overrides, path, into);
}

bool overrides_read(site *into, diagnostics *found)
{
    file_list files;
    into->overrides = (table){ .memory = into->memory };
    if (!config_folder_walk(into->memory, &into->config, TEXT(OVERRIDES_FOLDER), &files))
        return false;
    for (size_t i = 0; i < files.count; i++)
        check_override(into, &files.items[i], found);
    return true;
}

// ---- Mistakes

void overrides_place(arena *memory, const site *of, diagnostics *found)
{
    table pages = { .memory = memory };
    for (size_t i = 0; i < found->count && of->overrides.count > 0; i++) {
        place *where = &found->items[i].place;
        if (!is_page(where->path) || !site_file_is_overridden(of, where->path))
            continue;
        bool is_new;
        uintptr_t *known = table_put(&pages, where->path, &is_new);
        if (is_new) {
            diagnostics told = { .memory = memory };
            overridden_page *made = ARENA_NEW(memory, overridden_page, 1);
            if (read_page(of, memory, where->path, path_of_override(memory, where->path), OVERRIDE_LIMIT, &told, made) == FILE_READ)
                *known = (uintptr_t)made;
        }
        const overridden_page *made = (const overridden_page *)*known;
        if (made == NULL || where->line < 1 || (size_t)where->line > made->line_count)
            continue;
        line_origin origin = made->lines[where->line - 1];
        where->line = origin.line;
        if (origin.is_overridden)
            where->path = path_of_override(memory, where->path);
    }
}
