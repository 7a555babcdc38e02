#include "publishers/kits/kits.h"

#include "base/digest.h"
#include "formats/zip.h"
#include "publishers/kits/kit_settings.h"
#include "site/overrides.h"

#include <stdlib.h>

enum { KIT_FILE_LIMIT = 256 * 1024 * 1024 };

typedef struct {
    zip_entry *items;
    size_t count, capacity;
} zip_entries;

typedef struct {
    arena memory;
    const build *of;
    const edition *in;
    zip_entries entries;
    table sources;              // names of files that are in already
} packer;

static bool plan(build *of, job_list *jobs)
{
    for (size_t e = 1; e < of->editions.count; e++) {
        const edition *in = &of->editions.items[e];
        text url = text_format(of->memory, "downloads/%.*s.%.*s.zip", TEXT_PRINT(in->kit->id),
                               TEXT_PRINT(build_language(of, in->language)));
        // The zip belongs to the website, whose edition is claimed; its pages to the kit's.
        job *made = build_add_job(of, jobs, &kits_publisher, STAGE_KITS, 0, 0, url, of->site->config.path,
                                  value_place(in->kit->definition, of->site->config.path));
        if (made != NULL) {
            made->number = e;
            made->language = in->language;
        }
    }
    return true;
}

static void add(packer *with, text name, text contents)
{
    *ARENA_PUSH(&with->memory, with->entries) = (zip_entry){ name, contents, false };
}

static bool is_packed_already(text name)
{
    static const char *const endings[] = { ".png", ".jpg", ".jpeg", ".webp", ".zip", ".docx", ".xlsx", ".epub", ".pdf" };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(name, text_of(endings[i])))
            return true;
    return false;
}

// The pages, as the website publisher wrote them.
static bool add_pages(packer *with)
{
    text folder = build_folder(&with->memory, with->of, with->in->number);
    file_list files;
    if (!folder_walk(&with->memory, folder, &files))
        return false;
    for (size_t i = 0; i < files.count; i++) {
        text contents, path = text_join(&with->memory, folder, files.items[i].path);
        if (file_read(&with->memory, path, KIT_FILE_LIMIT, &contents) != FILE_READ)
            return machine_failure("cannot read", path);
        add(with, files.items[i].path, contents);
        with->entries.items[with->entries.count - 1].is_stored = is_packed_already(files.items[i].path);
    }
    return true;
}

// Files that several languages of the kit need are there once.
static bool add_source_file(packer *with, text path)
{
    text contents, name = text_join(&with->memory, TEXT("source/"), path);
    bool is_new;
    table_put(&with->sources, name, &is_new);
    if (!is_new)
        return true;
    file_result result = site_file_read(with->of->site, &with->memory, path, KIT_FILE_LIMIT, &contents);
    if (result == FILE_READ)
        add(with, name, contents);
    return result != FILE_FAILED;
}

static bool add_folder(packer *with, text folder)
{
    file_list files;
    text full = path_join(&with->memory, with->of->site->config.folder, folder);
    if (!folder_walk(&with->memory, full, &files))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (!files.items[i].is_link && !add_source_file(with, path_join(&with->memory, folder, files.items[i].path)))
            return false;
    return true;
}

static bool add_page(packer *with, const page *held)
{
    return add_source_file(with, held->path) && (held->form == NULL || add_source_file(with, held->form->path));
}

// What the kit holds in one of its languages.
static bool add_edition(packer *with, const edition *in)
{
    const site *model = with->of->site;
    const content_files *files = &with->of->files[in->number];
    for (size_t i = 0; i < model->page_count; i++)
        if (edition_holds(in, &model->pages[i]) && !add_page(with, &model->pages[i]))
            return false;
    for (size_t i = 0; i < files->count; i++)
        if (!add_source_file(with, files->items[i]))
            return false;
    return true;
}

// What its books show besides their chapters.
static bool add_books(packer *with)
{
    const build *of = with->of;
    for (size_t i = 0; i < of->books.count; i++) {
        const book *held = &of->books.items[i];
        if (!book_is_in_kit(held, with->in->kit))
            continue;
        if (held->cover_picture.length > 0 && !add_source_file(with, held->cover_picture))
            return false;
        for (size_t l = 0; held->foreword != NULL && l < of->site->config.languages.count; l++) {
            const page *foreword = held->foreword->by_language[l];
            if (foreword != NULL && !add_page(with, foreword))
                return false;
        }
    }
    return true;
}

// The chosen pages in every language the kit has, the kinds and the theme, and what they were configured
// with: the same in each language.
static bool add_source(packer *with)
{
    const build *of = with->of;
    const site_config *config = &of->site->config;
    for (size_t e = 1; e < of->editions.count; e++)
        if (of->editions.items[e].kit == with->in->kit && !add_edition(with, &of->editions.items[e]))
            return false;
    add(with, text_join(&with->memory, TEXT("source/"), config->path), kit_settings(&with->memory, of, with->in->kit));
    return add_books(with)
        && add_folder(with, path_join(&with->memory, config->content, TEXT("kinds")))
        && add_folder(with, path_join(&with->memory, config->themes, config->theme));
}

static text kit_words(const packer *with, words said)
{
    return words_in(said, with->in->language, with->of->site->config.languages.count);
}

static void add_papers(packer *with)
{
    const site_config *config = &with->of->site->config;
    arena *memory = &with->memory;
    text title = kit_words(with, with->in->kit->title), site_title = kit_words(with, config->title);
    text readme = theme_string(with->of->theme, with->in->language, "generator.kit_readme");
    buffer out = { 0 };
    buffer_format(&out, "%.*s\r\n%.*s\r\n\r\n", TEXT_PRINT(title), TEXT_PRINT(site_title));
    for (text line; text_take_line(&readme, &line);)
        buffer_format(&out, "%.*s\r\n", TEXT_PRINT(line));
    if (config->licence.length > 0)
        buffer_format(&out, "\r\n%.*s\r\n%.*s\r\n", TEXT_PRINT(config->licence), TEXT_PRINT(config->licence_url));
    if (config->base_url.length > 0)
        buffer_format(&out, "%.*s\r\n", TEXT_PRINT(config->base_url));
    add(with, TEXT("README.txt"), text_copy(memory, buffer_text(&out)));
    buffer_clear(&out);
    buffer_format(&out, "%.*s\r\n", TEXT_PRINT(site_title));
    if (config->publisher_name.length > 0)
        buffer_format(&out, "%.*s\r\n", TEXT_PRINT(config->publisher_name));
    buffer_format(&out, "\r\n%.*s\r\n%.*s\r\n", TEXT_PRINT(config->licence), TEXT_PRINT(config->licence_url));
    add(with, TEXT("LICENSE.txt"), text_copy(memory, buffer_text(&out)));
    buffer_free(&out);
}

static void set_or_nothing(arena *memory, data *into, const char *key, text t)
{
    data_set(memory, into, key, t.length > 0 ? data_text(memory, t) : data_nothing(memory));
}

// Whom the site was forked from, the nearest first.
static data *upstreams(arena *memory, const upstream *from)
{
    data *list = data_list(memory);
    for (size_t i = 0; from->is_fork && i < from->manifest.origin_count; i++) {
        const kit_origin *origin = &from->manifest.origins[i];
        data *told = data_map(memory);
        data_set_text(memory, told, "title", origin->title);
        set_or_nothing(memory, told, "url", origin->url);
        set_or_nothing(memory, told, "publisher", origin->publisher);
        set_or_nothing(memory, told, "kit", origin->kit);
        set_or_nothing(memory, told, "version", origin->version);
        set_or_nothing(memory, told, "licence", origin->licence);
        set_or_nothing(memory, told, "licence_url", origin->licence_url);
        data_add(memory, list, told);
    }
    return list;
}

static void add_manifest(packer *with)
{
    const site_config *config = &with->of->site->config;
    const kit_config *kit = with->in->kit;
    arena *memory = &with->memory;
    data *manifest = data_map(memory), *origin = data_map(memory), *files = data_map(memory);
    for (size_t i = 0; i < with->entries.count; i++)
        data_set_key(memory, files, with->entries.items[i].name,
                     data_text(memory, digest_sha256(memory, with->entries.items[i].contents)));
    data_set_text(memory, origin, "title", kit_words(with, config->title));
    set_or_nothing(memory, origin, "url", config->base_url);
    set_or_nothing(memory, origin, "publisher", config->publisher_name);
    data_set(memory, manifest, "format", data_number(memory, 1));
    data_set_text(memory, manifest, "id", kit->id);
    data_set_text(memory, manifest, "title", kit_words(with, kit->title));
    data_set_text(memory, manifest, "version", kit->version);
    data_set_text(memory, manifest, "language", build_language(with->of, with->in->language));
    set_or_nothing(memory, manifest, "licence", config->licence);
    set_or_nothing(memory, manifest, "licence_url", config->licence_url);
    data_set(memory, manifest, "origin", origin);
    data_set(memory, manifest, "upstreams", upstreams(memory, &with->of->site->upstream));
    data_set_text(memory, manifest, "generator", TEXT("Digitori " DIGITORI_VERSION));
    data_set(memory, manifest, "files", files);
    buffer out = { 0 };
    data_write_json(manifest, true, &out);
    add(with, TEXT("kit.json"), text_copy(memory, buffer_text(&out)));
    buffer_free(&out);
}

static int compare_entries(const void *left, const void *right)
{
    return text_compare(((const zip_entry *)left)->name, ((const zip_entry *)right)->name);
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    (void)found;
    packer with = { .of = of, .in = &of->editions.items[done->number] };
    with.sources.memory = &with.memory;
    text path = text_join(&with.memory, build_folder(&with.memory, of, 0), done->url);
    bool fine = add_pages(&with) && add_source(&with);
    if (fine) {
        add_papers(&with);
        qsort(with.entries.items, with.entries.count, sizeof *with.entries.items, compare_entries);
        add_manifest(&with);
        qsort(with.entries.items, with.entries.count, sizeof *with.entries.items, compare_entries);
        fine = of->is_check || (folder_make(path_folder(path)) && zip_write(path, with.entries.items, with.entries.count));
    }
    record_add_number(record, fine && !of->is_check ? file_size(path) : 0);
    arena_free(&with.memory);
    return fine;
}

static void take(build *of, const job *done, text record)
{
    const edition *in = &of->editions.items[done->number];
    *ARENA_PUSH(of->memory, of->downloads) = (download){ in->kit, in->language, done->url,
                                                         record_take_number(&record), in->page_count };
}

const publisher kits_publisher = { "kits", plan, run, take };
