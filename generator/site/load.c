// Reading a site: configuration, kinds, pages. See site.h.
#include "site/load.h"

#include "base/unicode.h"
#include "language/slug.h"
#include "site/embedded.h"
#include "source/front_matter.h"
#include "source/yaml.h"

#include <stdlib.h>

enum { PAGE_FILE_LIMIT = 2 * 1024 * 1024, TAG_LIMIT = 50, ALIAS_LIMIT = 100 };

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

static bool read_text_file(const site *from, arena *memory, text path, diagnostics *found, text *contents)
{
    switch (file_read_beneath(memory, from->config.folder, path, PAGE_FILE_LIMIT, contents)) {
    case FILE_READ:
        return check_characters(*contents, path, found);
    case FILE_TOO_LARGE:
        report(found, FILE_TOO_LONG, at(path, 1, 1), "divide it into several pages");
        return false;
    case FILE_NOT_PLAIN:
        report(found, FILE_IS_LINK, at(path, 1, 1), "put the file itself here");
        return false;
    default:
        report(found, FILE_UNREADABLE, at(path, 1, 1), "check that you may open it");
        return false;
    }
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
    text id = path_without_extension(path_name(path));
    kind *read = kind_read(into->memory, id, contents, path, &into->config.languages, found);
    if (read != NULL)
        into->kinds[into->kind_count++] = read;
}

// The site's own kinds, and those that come with the program and it has not replaced.
static bool read_kinds(site *into, diagnostics *found)
{
    static const text carried = TEXT_CONSTANT("content/kinds/");
    text folder = path_join(into->memory, into->config.content, TEXT("kinds"));
    file_list files;
    if (!folder_walk(into->memory, config_file(into->memory, &into->config, folder), &files))
        return false;
    into->kinds = ARENA_NEW(into->memory, kind *, files.count + embedded_file_count + 1);
    for (size_t i = 0; i < files.count; i++) {
        text path = path_join(into->memory, folder, files.items[i].path), contents;
        if (!text_ends_with(path, TEXT(".yaml")))
            report(found, KIND_INVALID, at(path, 1, 1), "a kind is a file named after it, ending in .yaml");
        else if (read_text_file(into, into->memory, path, found, &contents))
            add_kind(into, path, contents, found);
    }
    for (size_t i = 0; i < embedded_file_count; i++) {
        text path = text_of(embedded_files[i].path);
        if (text_starts_with(path, carried) && !kind_is_overridden(&files, path_name(path)))
            add_kind(into, path, embedded_contents(&embedded_files[i]), found);
    }
    qsort(into->kinds, into->kind_count, sizeof *into->kinds, compare_kinds);
    return true;
}

// ---- Pages

typedef struct {
    site *into;
    diagnostics *found;
    page *page;
    const value *front;         // the front matter's map, or NULL
} page_reader;

static place in_page(const page_reader *from, const value *v)
{
    return v != NULL ? value_place(v, from->page->path) : at(from->page->path, 1, 1);
}

static text common_text(const page_reader *from, const char *key)
{
    const value *v = value_get(from->front, text_of(key));
    if (v == NULL || value_is_empty(v))
        return (text){ 0 };
    if (v->type != VALUE_SCALAR) {
        report(from->found, FIELD_TYPE, in_page(from, v), "'%s' must be one text", key);
        return (text){ 0 };
    }
    return text_trim(v->text);
}

static date common_date(const page_reader *from, const char *key)
{
    const value *v = value_get(from->front, text_of(key));
    date read = { 0 };
    if (v != NULL && !value_is_empty(v))
        scalar_read_date(v, from->page->path, from->found, &read);
    return read;
}

// One text or a list of texts.
static text *common_texts(const page_reader *from, const char *key, size_t limit, size_t *count)
{
    const value *v = value_get(from->front, text_of(key));
    *count = 0;
    if (v == NULL || value_is_empty(v))
        return NULL;
    bool is_list = v->type == VALUE_LIST;
    if (v->type == VALUE_MAP) {
        report(from->found, FIELD_TYPE, in_page(from, v), "'%s' must be a text or a list of texts", key);
        return NULL;
    }
    size_t given = is_list ? v->count : 1;
    if (given > limit) {
        report(from->found, FIELD_RANGE, in_page(from, v), "'%s' may list at most %zu", key, limit);
        given = limit;
    }
    text *texts = ARENA_NEW(from->into->memory, text, given);
    for (size_t i = 0; i < given; i++) {
        const value *item = is_list ? v->items[i] : v;
        if (item->type != VALUE_SCALAR || text_trim(item->text).length == 0)
            report(from->found, FIELD_TYPE, in_page(from, item), "each of '%s' must be a text", key);
        else
            texts[(*count)++] = text_trim(item->text);
    }
    return texts;
}

static void read_kind_of_page(const page_reader *from)
{
    const value *v = value_get(from->front, TEXT("kind"));
    text id = value_is_empty(v) ? TEXT("page") : value_text(v);
    from->page->kind = site_kind(from->into, id);
    if (from->page->kind != NULL)
        return;
    text *known = ARENA_NEW(from->into->memory, text, from->into->kind_count);
    for (size_t i = 0; i < from->into->kind_count; i++)
        known[i] = from->into->kinds[i]->id;
    text meant = value_suggestion(id, known, from->into->kind_count);
    if (meant.length > 0)
        report(from->found, KIND_UNKNOWN, in_page(from, v), "'%.*s': did you mean '%.*s'?", TEXT_PRINT(id),
               TEXT_PRINT(meant));
    else
        report(from->found, KIND_UNKNOWN, in_page(from, v), "'%.*s': the kinds are the files in %.*s/kinds",
               TEXT_PRINT(id), TEXT_PRINT(from->into->config.content));
    from->page->kind = site_kind(from->into, TEXT("page"));
}

// The output mirrors the content; a slug takes the place of the file's name.
static void place_page(const page_reader *from, text within)
{
    site *into = from->into;
    text slug = common_text(from, "slug");
    if (slug.length > 0 && !slug_is_valid(slug)) {
        report(from->found, SLUG_INVALID, in_page(from, value_get(from->front, TEXT("slug"))),
               "'%.*s': use small letters a-z, digits and hyphens, at most 80", TEXT_PRINT(slug));
        slug = (text){ 0 };
    }
    text base = slug.length > 0 ? path_join(into->memory, path_folder(within), slug)
                                : path_without_extension(within);
    from->page->url = text_format(into->memory, "%.*s/%.*s.html",
                                  TEXT_PRINT(into->config.languages.codes[from->page->language]), TEXT_PRINT(base));
}

static bool id_is_usable(text id)
{
    for (size_t i = 0; i < id.length; i++)
        if (id.bytes[i] == '\\' || id.bytes[i] == '\n')
            return false;
    return id.length <= 200;
}

static void read_id(const page_reader *from, text within)
{
    text id = common_text(from, "id");
    if (id.length > 0 && !id_is_usable(id)) {
        report(from->found, FIELD_TYPE, in_page(from, value_get(from->front, TEXT("id"))),
               "an id is a short name, such as roles/facilitator");
        id = (text){ 0 };
    }
    if (id.length == 0)
        id = path_without_extension(within);

    page *of_page = from->page;
    site *into = from->into;
    bool is_new;
    uintptr_t *slot = table_put(&into->entries_by_id, id, &is_new);
    if (is_new) {
        entry *fresh = ARENA_NEW(into->memory, entry, 1);
        fresh->id = id;
        fresh->kind = of_page->kind;
        fresh->by_language = ARENA_NEW(into->memory, page *, into->config.languages.count);
        *slot = (uintptr_t)fresh;
    }
    entry *joined = (entry *)*slot;
    page *other = joined->by_language[of_page->language];
    if (other != NULL)
        report(from->found, ID_DUPLICATE, in_page(from, value_get(from->front, TEXT("id"))),
               "'%.*s' is also the id of %.*s; give one of them another 'id'", TEXT_PRINT(id), TEXT_PRINT(other->path));
    else
        joined->by_language[of_page->language] = of_page;
    of_page->entry = joined;
    if (joined->kind != of_page->kind)
        report(from->found, TRANSLATION_KIND, in_page(from, value_get(from->front, TEXT("kind"))),
               "'%.*s' is '%.*s' here but '%.*s' in another language", TEXT_PRINT(id),
               TEXT_PRINT(of_page->kind->id), TEXT_PRINT(joined->kind->id));
}

static void read_common(const page_reader *from)
{
    page *p = from->page;
    const value *title = value_get(from->front, TEXT("title"));
    p->title = common_text(from, "title");
    p->line = title != NULL ? title->line : 1;
    if (p->title.length == 0) {
        report(from->found, FIELD_MISSING, in_page(from, title), "'title': give the page a title");
        p->title = path_name(path_without_extension(p->path));
    }
    p->summary = common_text(from, "summary");
    p->date = common_date(from, "date");
    p->updated = common_date(from, "updated");
    p->review_by = common_date(from, "review_by");
    const value *weight = value_get(from->front, TEXT("weight"));
    p->has_weight = weight != NULL && scalar_read_number(weight, p->path, from->found, &p->weight);
    const value *draft = value_get(from->front, TEXT("draft"));
    if (draft != NULL)
        scalar_read_bool(draft, p->path, from->found, &p->is_draft);
    p->tags = common_texts(from, "tags", TAG_LIMIT, &p->tag_count);
    p->sources = common_texts(from, "source", TAG_LIMIT, &p->source_count);
    p->aliases = common_texts(from, "aliases", ALIAS_LIMIT, &p->alias_count);
}

static const value *read_front_matter(const page_reader *from, text contents)
{
    page_parts parts;
    text path = from->page->path;
    if (!front_matter_split(contents, path, from->found, &parts))
        return NULL;
    if (!parts.has_fences) {
        report(from->found, FRONT_MATTER_MISSING, at(path, 1, 1),
               "begin the file with '---', a line 'title: ...' and another '---'");
        return NULL;
    }
    size_t errors = from->found->count;
    const value *front = yaml_read(from->into->memory, parts.yaml, path, 2, 0, from->found);
    if (front != NULL && front->type != VALUE_MAP) {
        report(from->found, VALUE_SHAPE, value_place(front, path), "front matter is lines of the form 'key: value'");
        return NULL;
    }
    if (front == NULL && from->found->count == errors)
        report(from->found, FIELD_MISSING, at(path, 1, 1), "'title': give the page a title");
    return front;
}

static void read_page(site *into, text path, text within, size_t language, diagnostics *found)
{
    arena scratch = { 0 };
    text contents;
    if (!read_text_file(into, &scratch, path, found, &contents)) {
        arena_free(&scratch);
        return;
    }
    page *p = &into->pages[into->page_count];
    *p = (page){ .path = path, .language = language };
    page_reader from = { into, found, p, NULL };
    from.front = read_front_matter(&from, contents);
    arena_free(&scratch);
    if (from.front == NULL)
        return;
    read_kind_of_page(&from);
    read_common(&from);
    if (p->is_draft && !into->includes_drafts)
        return;
    place_page(&from, within);
    read_id(&from, within);
    size_t common_count;
    const text *common = page_keys(&common_count);
    p->fields = fields_read(into->memory, p->kind, from.front, path, common, common_count, found);
    p->number = into->page_count++;
    table_set(&into->pages_by_path, p->path, p);
}

// Names that would be trouble in an address, on a stick or on another system.
static bool name_is_usable(text path)
{
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.bytes[i];
        if (c < 0x20 || c == 0x7F)
            return false;
        for (const char *bad = "\\:*?\"<>|%#"; *bad != '\0'; bad++)
            if (c == (unsigned char)*bad)
                return false;
    }
    size_t offset;
    return unicode_check(path, &offset) == UNICODE_FINE;
}

static void read_content_file(site *into, const file_entry *file, diagnostics *found)
{
    text path = path_join(into->memory, into->config.content, file->path), folder, within;
    if (!text_split(file->path, '/', &folder, &within)) {
        folder = (text){ 0 };
        within = file->path;
    }
    if (text_equals(folder, TEXT("kinds")) || !text_ends_with(file->path, TEXT(".md")))
        return;
    size_t language = config_language(&into->config, folder);
    if (language == into->config.languages.count)
        report(found, FILE_OUTSIDE_LANGUAGES, at(path, 1, 1),
               "pages stand in the folder of their language, such as %.*s/%.*s/",
               TEXT_PRINT(into->config.content), TEXT_PRINT(into->config.languages.codes[0]));
    else if (!name_is_usable(within))
        report(found, FILE_NAME_UNUSABLE, at(path, 1, 1), "leave out \\ : * ? \" < > | %% and #");
    else
        read_page(into, path, within, language, found);
}

static bool read_pages(site *into, diagnostics *found)
{
    file_list files;
    text folder = config_file(into->memory, &into->config, into->config.content);
    if (!folder_walk(into->memory, folder, &files))
        return false;
    into->pages = ARENA_NEW(into->memory, page, files.count + 1);
    for (size_t i = 0; i < files.count; i++)
        read_content_file(into, &files.items[i], found);
    return true;
}

site_result site_load(arena *memory, const site_request *request, diagnostics *found, site *loaded)
{
    *loaded = (site){ .memory = memory, .includes_drafts = request->include_drafts };
    loaded->pages_by_path.memory = memory;
    loaded->entries_by_id.memory = memory;
    if (!config_read(memory, request->folder, found, &loaded->config))
        return found->count > 0 ? SITE_UNUSABLE : SITE_MACHINE_FAILED;
    if (request->base_url.length > 0)
        loaded->config.base_url = request->base_url;
    if (!read_kinds(loaded, found))
        return SITE_MACHINE_FAILED;
    if (site_kind(loaded, TEXT("page")) == NULL) {
        report(found, KIND_INVALID, at(TEXT("content/kinds/page.yaml"), 1, 1), "every site needs the kind 'page'");
        return SITE_UNUSABLE;
    }
    if (!read_pages(loaded, found))
        return SITE_MACHINE_FAILED;
    site_connect(loaded, found);
    return SITE_LOADED;
}

bool site_read_body(arena *memory, const site *of, const page *of_page, text *body, int *first_line,
                    diagnostics *found)
{
    text contents;
    page_parts parts;
    if (!read_text_file(of, memory, of_page->path, found, &contents))
        return false;
    if (!front_matter_split(contents, of_page->path, found, &parts))
        return false;
    *body = parts.body;
    *first_line = parts.body_line;
    return true;
}
