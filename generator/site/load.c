// Reading a site: configuration, kinds, pages. See site.h.
#include "site/load.h"

#include "base/unicode.h"
#include "forks/merge.h"
#include "site/cache_folder.h"
#include "site/embedded.h"
#include "site/overrides.h"
#include "site/personal_check.h"
#include "site/pictures.h"
#include "source/front_matter.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { PAGE_FILE_LIMIT = 2 * 1024 * 1024 };

// ---- Files as text

// Reports what makes [contents] unusable as text, at its line and column.
static bool check_characters(text contents, text path, diagnostics *found)
{
    size_t offset;
    unicode_fault fault = unicode_check(contents, &offset);
    if (fault == UNICODE_FINE)
        return true;
    int line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (contents.bytes[i] == '\n') {
            line++;
            line_start = i + 1;
        }
    }
    int column = (int)unicode_count(text_slice(contents, line_start, offset)) + 1;
    place where = at(path, line, column);
    if (fault == UNICODE_MALFORMED)
        report(found, FILE_NOT_UTF8, where, "save the file in the encoding UTF-8");
    else if (fault == UNICODE_CONTROL)
        report(found, FILE_CONTROL_CHARACTER, where, "delete what stands here and write it again");
    else
        report(found, FILE_DIRECTION_CHARACTER, where, "delete the invisible character that stands here");
    return false;
}

void site_report_not_plain(diagnostics *found, text path, uint64_t mode, const char *advice)
{
    bool is_no_file = S_ISFIFO(mode) || S_ISSOCK(mode) || S_ISCHR(mode) || S_ISBLK(mode);
    report(found, is_no_file ? FILE_IS_NO_FILE : FILE_IS_LINK, at(path, 1, 1), "%s", is_no_file ? "take it away from here" : advice);
}

static bool read_file(const site *from, arena *memory, text path, diagnostics *found, text *contents)
{
    switch (site_file_read(from, memory, path, PAGE_FILE_LIMIT, contents)) {
    case FILE_READ:
        return true;
    case FILE_TOO_LARGE:
        report(found, FILE_TOO_LONG, at(path, 1, 1), "divide it into several pages");
        return false;
    case FILE_NOT_PLAIN:
        site_report_not_plain(found, path, file_identity_of(config_file(memory, &from->config, path)).mode, "put the file itself here");
        return false;
    default:
        report(found, FILE_UNREADABLE, at(path, 1, 1), "check that you may open it");
        return false;
    }
}

bool site_read_plain_text(const site *from, arena *memory, text path, diagnostics *found, text *contents)
{
    return read_file(from, memory, path, found, contents) && check_characters(*contents, path, found)
        && merge_check_marks(*contents, path, found);
}

bool site_read_text(const site *from, arena *memory, text path, diagnostics *found, text *contents)
{
    if (!site_read_plain_text(from, memory, path, found, contents))
        return false;
    site_check_personal(*contents, site_file_source(from, found->memory, path), CONTACTS_BY_FILE, false, found);
    return true;
}

void site_note_absence(site *into, text path_or_id, absence why)
{
    uintptr_t *known = table_put(&into->absent, path_or_id, NULL);
    if (*known < (uintptr_t)why)
        *known = (uintptr_t)why;
}

bool entry_has_doubtful_kind(const site *of, const entry *known)
{
    for (size_t l = 0; l < of->config.languages.count; l++)
        if (known->by_language[l] != NULL && known->by_language[l]->has_doubtful_kind)
            return true;
    return false;
}

// ---- What the model is made of

static void note(buffer *told, text path, const fingerprint *contents)
{
    record_add_text(told, path);
    record_add_text(told, fingerprint_text(contents));
}

void site_note_input(site *into, text path, const fingerprint *contents)
{
    note(&into->told, path, contents);
}

void site_note_contents(site *into, text path, text contents)
{
    fingerprint seen = fingerprint_of(contents);
    note(&into->told, path, &seen);
}

fingerprint site_note_form_input(site *into, text path, text contents)
{
    fingerprint seen = fingerprint_of(contents);
    note(&into->told_of_forms, path, &seen);
    return seen;
}

static void note_identity(site *into, const file_entry *file)
{
    record_add_number(&into->told, file->size);
    record_add_number(&into->told, (uint64_t)file->modified);
    record_add_number(&into->told, (uint64_t)file->changed);
    record_add_number(&into->told, file->inode);
}

// Pictures and the like are not read here: that they are the same files must do.
static void note_files(site *into)
{
    for (size_t i = 0; i < into->content_files.count; i++) {
        const file_entry *file = &into->content_files.items[i];
        record_add_text(&into->told, file->path);
        record_add_number(&into->told, file->is_link);
        if (!text_ends_with(file->path, TEXT(".md")))
            note_identity(into, file);
    }
}

// Nor is what others made and what stands over pages: it may be read for any page.
static bool note_other_folders(site *into)
{
    static const text folders[] = { TEXT_CONSTANT(".digitori/upstream"), TEXT_CONSTANT(".digitori/network"), TEXT_CONSTANT("overrides") };
    arena scratch = { 0 };
    bool fine = true;
    for (size_t f = 0; fine && f < sizeof folders / sizeof *folders; f++) {
        file_list found = { 0 };
        fine = config_folder_walk(&scratch, &into->config, folders[f], &found);
        record_add_number(&into->told, found.count);
        for (size_t i = 0; i < found.count; i++) {
            record_add_text(&into->told, found.items[i].path);
            note_identity(into, &found.items[i]);
        }
    }
    arena_free(&scratch);
    return fine;
}

static void end_inputs(site *into)
{
    record_add_text(&into->told, into->config.base_url);
    record_add_text(&into->told, into->config.site_path);
    record_add_number(&into->told, into->includes_drafts);
    into->inputs = fingerprint_of(buffer_text(&into->told));
    into->form_inputs = fingerprint_of(buffer_text(&into->told_of_forms));
    buffer_free(&into->told);
    buffer_free(&into->told_of_forms);
}

// ---- Kinds

static bool kind_is_overridden(const file_list *files, text name)
{
    for (size_t i = 0; i < files->count; i++)
        if (text_equals(path_name(files->items[i].path), name))
            return true;
    return false;
}

static int compare_kinds(const void *left, const void *right)
{
    return text_compare((*(kind *const *)left)->id, (*(kind *const *)right)->id);
}

static void add_kind(site *into, text path, text contents, diagnostics *found)
{
    site_note_contents(into, path, contents);
    text id = path_without_extension(path_name(path));
    kind *read = kind_read(into->memory, into->trees, id, contents, path, &into->config.languages, found);
    if (read != NULL)
        into->kinds[into->kind_count++] = read;
    else
        site_note_absence(into, path, ABSENCE_UNUSABLE);
}

// The site's own kinds, and those that come with the program and it has not replaced.
static bool read_kinds(site *into, diagnostics *found)
{
    static const text carried = TEXT_CONSTANT("content/kinds/");
    text folder = path_join(into->memory, into->config.content, TEXT("kinds"));
    file_list files = { 0 };
    bool is_link = S_ISLNK(file_identity_of(config_file(into->memory, &into->config, folder)).mode);    // told with the pages
    if (!is_link && !folder_walk(into->memory, config_file(into->memory, &into->config, folder), &files))
        return false;
    into->kinds = ARENA_NEW(into->memory, kind *, files.count + embedded_file_count + 1);
    for (size_t i = 0; i < files.count; i++) {
        text path = path_join(into->memory, folder, files.items[i].path), contents;
        if (!text_ends_with(path, TEXT(".yaml")))
            report(found, KIND_INVALID, at(path, 1, 1), "a kind is a file named after it, ending in .yaml");
        else if (site_read_text(into, into->memory, path, found, &contents))
            add_kind(into, path, contents, found);
        else
            site_note_absence(into, path, ABSENCE_UNUSABLE);
    }
    for (size_t i = 0; i < embedded_file_count; i++) {
        text path = text_of(embedded_files[i].path);
        if (text_starts_with(path, carried) && !kind_is_overridden(&files, path_name(path)))
            add_kind(into, path, embedded_contents(&embedded_files[i]), found);
    }
    qsort(into->kinds, into->kind_count, sizeof *into->kinds, compare_kinds);
    return true;
}

static void name_lists(site *into)
{
    size_t languages = into->config.languages.count;
    into->list_urls = ARENA_NEW(into->memory, text, into->kind_count * languages);
    for (size_t k = 0; k < into->kind_count; k++)
        for (size_t l = 0; l < languages; l++) {
            text folder = words_in(into->kinds[k]->folder, l, languages);
            if (folder.length == 0)
                folder = into->kinds[k]->id;
            into->list_urls[k * languages + l] = text_format(into->memory, "%.*s/%.*s/index.html",
                                                             TEXT_PRINT(into->config.languages.codes[l]), TEXT_PRINT(folder));
        }
}

// ---- Pages

// A file in the place of a folder would be passed over without a word, and with it all that people look for.
static void check_folders(const site *of, diagnostics *found)
{
    const text folders[] = { of->config.content, of->config.forms, of->config.themes, path_join(of->memory, of->config.content, TEXT("kinds")),
                             TEXT("overrides"), TEXT(".digitori") };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        text path = config_file(of->memory, &of->config, folders[i]);
        if (path_exists(path) && !path_is_folder(path))
            report(found, FOLDER_IS_FILE, at(folders[i], 1, 1), "give the file another name, or delete it");
    }
    // One that nobody named may be missing: a site of forms alone has no pages.
    if (!text_equals(of->config.content, TEXT("content")) && !path_exists(config_file(of->memory, &of->config, of->config.content)))
        report(found, CONFIG_VALUE, at(of->config.path, 1, 1), "there is no folder '%.*s' for the pages: make it, or name another as 'content'",
               TEXT_PRINT(of->config.content));
}

// What is in them is not looked at. A link in the place of the pages' folder is told with each page.
static void check_linked_folders(const site *of, diagnostics *found)
{
    const text folders[] = { of->config.forms, path_join(of->memory, of->config.themes, of->config.theme), TEXT(OVERRIDES_FOLDER) };
    text link;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (config_leads_by_link(of->memory, &of->config, folders[i], &link))
            report(found, FILE_IS_LINK, at(link, 1, 1), "put the folder itself here");
}

static bool read_pages(site *into, const site_request *request, diagnostics *found)
{
    file_list *files = &into->content_files, forms;
    front_cache cache;
    front_cache_begin(&cache, into->memory, &into->config);
    bool fine = folder_walk(into->memory, config_file(into->memory, &into->config, into->config.content), files)
             && config_folder_walk(into->memory, &into->config, into->config.forms, &forms);
    front_cache_open(&cache);
    if (!fine)
        return false;
    note_files(into);
    into->pages = ARENA_NEW(into->memory, page, files->count + forms.count + 1);
    if (!site_read_pages(into, &cache, request->worker_count, request->may_write_cache, found))
        return false;
    site_read_forms(into, &forms, found);
    picture_notes_read(into, found);
    return true;
}

static text path_of_trees(arena *memory, const site_config *config)
{
    return cache_file(memory, config, TEXT("trees"));
}

void site_keep_trees(const site *of)
{
    arena scratch = { 0 };
    if (of->trees->has_new && cache_folder_make(&of->config))
        tree_cache_write(of->trees, path_of_trees(&scratch, &of->config));
    arena_free(&scratch);
}

site_result site_load(arena *memory, const site_request *request, diagnostics *found, site *loaded)
{
    *loaded = (site){ .memory = memory, .includes_drafts = request->include_drafts };
    loaded->pages_by_path.memory = memory;
    loaded->pages_by_url.memory = memory;
    loaded->absent.memory = memory;
    loaded->entries_by_id.memory = memory;
    if (!config_read(memory, request->folder, found, &loaded->config))
        return found->count > 0 ? SITE_UNUSABLE : SITE_MACHINE_FAILED;
    if (request->base_url.length > 0)
        loaded->config.base_url = request->base_url;
    if (request->site_path.length > 0)
        loaded->config.site_path = request->site_path;
    loaded->trees = ARENA_NEW(memory, tree_cache, 1);
    tree_cache_open(loaded->trees, memory, path_of_trees(memory, &loaded->config));
    site_note_contents(loaded, loaded->config.path, loaded->config.contents);
    site_check_personal(loaded->config.contents, loaded->config.path, CONTACTS_BY_FILE, false, found);
    check_folders(loaded, found);
    check_linked_folders(loaded, found);
    if (!upstream_read(memory, request->folder, found, &loaded->upstream) || !overrides_read(loaded, found)
        || !site_read_licence(loaded, found) || !read_kinds(loaded, found) || !note_other_folders(loaded))
        return SITE_MACHINE_FAILED;
    name_lists(loaded);
    if (site_kind(loaded, TEXT("page")) == NULL) {
        report(found, KIND_INVALID, at(TEXT("content/kinds/page.yaml"), 1, 1), "every site needs the kind 'page'");
        return SITE_UNUSABLE;
    }
    if (!read_pages(loaded, request, found))
        return SITE_MACHINE_FAILED;
    site_connect(loaded, found);
    end_inputs(loaded);
    return SITE_LOADED;
}

static bool a_body_has_changed;

void site_forget_changed_bodies(void)
{
    a_body_has_changed = false;
}

bool site_body_has_changed(void)
{
    return a_body_has_changed;
}

bool site_read_body(arena *memory, const site *of, const page *of_page, text *body, int *first_line,
                    diagnostics *found)
{
    // Its characters were checked when the site was loaded; the document's own check sees those of a file that
    // changed since.
    text contents;
    page_parts parts;
    if (!read_file(of, memory, of_page->path, found, &contents))
        return false;
    if (!front_matter_split(contents, of_page->path, found, &parts))
        return false;
    if (digest_checksum(0, parts.body) != of_page->body_sum)
        a_body_has_changed = true;
    *body = parts.body;
    *first_line = parts.body_line;
    return true;
}
