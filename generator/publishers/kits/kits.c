#include "publishers/kits/kits.h"

#include "base/digest.h"
#include "base/unicode.h"
#include "forks/kit_names.h"
#include "forks/kit_reader.h"
#include "forks/kit_signature.h"
#include "formats/svg_check.h"
#include "formats/zip.h"
#include "publishers/kits/kit_papers.h"
#include "publishers/kits/kit_settings.h"
#include "publishers/page_pictures.h"
#include "site/overrides.h"
#include "site/pictures.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAKE_KIT, MAKE_SUMS };

// Windows opens paths of at most 259 characters, with the folders where the reader unpacks the kit.
enum { NAME_MOST = 180 };

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
    bool is_refused;            // a name cannot stand in a kit
} packer;

static bool plan(build *of, job_list *jobs)
{
    for (size_t e = 1; e < of->editions.count; e++) {
        const edition *in = &of->editions.items[e];
        text url = text_format(of->memory, "downloads/%.*s.%.*s.zip", TEXT_PRINT(in->kit->id),
                               TEXT_PRINT(build_language(of, in->language)));
        // The zip belongs to the website, whose edition is claimed; its pages to the kit's.
        job *made = build_add_job(of, jobs, &kits_publisher, STAGE_KITS, MAKE_KIT, 0, url, of->site->config.path,
                                  value_place(in->kit->definition, of->site->config.path));
        if (made != NULL) {
            made->number = e;
            made->language = in->language;
        }
    }
    if (of->editions.count > 1)
        build_add_job(of, jobs, &kits_publisher, STAGE_SITE_INDEX, MAKE_SUMS, 0, TEXT("downloads/SHA256SUMS"),
                      of->site->config.path, at(of->site->config.path, 1, 1));
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
        if (file_read(&with->memory, path, KIT_FILE_MOST, &contents) != FILE_READ)
            return machine_failure("cannot read", path);
        add(with, files.items[i].path, contents);
        with->entries.items[with->entries.count - 1].is_stored = is_packed_already(files.items[i].path);
    }
    return true;
}

// Photos as they are without what the camera wrote beside them, so that a fork shows the same; and what their side files say.
static bool add_photo(packer *with, text name, text path)
{
    const picture_facts *shown = build_picture(with->of, path);
    const picture_note *note = picture_note_of(with->of->site, path);
    picture_set set;
    if (shown == NULL || !build_picture_set(with->of, &with->memory, shown, &set))
        return true;        // the page that shows it has said why
    add(with, name, set.source);
    with->entries.items[with->entries.count - 1].is_stored = true;
    if (note != NULL)
        add(with, text_join(&with->memory, name, TEXT(".yaml")), picture_side_file(&with->memory, with->of->site, note));
    return true;
}

static bool is_inside(packer *with, text path, text folder)
{
    return text_starts_with(path, text_join(&with->memory, folder, TEXT("/")));
}

// [contents] without what tells of those who made a picture. False: they stay away; where they are named, the mistake has been told.
static bool clean_source(packer *with, text path, text contents, text *cleaned)
{
    const site_config *config = &with->of->site->config;
    if (is_inside(with, path, config->content) && text_ends_with(unicode_lower(&with->memory, path), TEXT(".svg")))
        return svg_cleaned(&with->memory, contents, cleaned);
    bool may_hold_pictures = is_inside(with, path, config->themes);
    return (may_hold_pictures ? picture_file_cleaned : picture_cleaned)(&with->memory, contents, cleaned) == PICTURE_FINE;
}

// Files that several languages of the kit need are there once.
static bool add_source_file(packer *with, text path)
{
    text contents, cleaned, name = text_join(&with->memory, TEXT(KIT_SOURCE), path);
    bool is_new;
    table_put(&with->sources, name, &is_new);
    if (!is_new)
        return true;
    if (is_photo_path(path) && is_inside(with, path, with->of->site->config.content))
        return add_photo(with, name, path);
    file_result result = site_file_read(with->of->site, &with->memory, path, KIT_FILE_MOST, &contents);
    if (result == FILE_READ && clean_source(with, path, contents, &cleaned))
        add(with, name, cleaned);
    return result != FILE_FAILED;
}

static bool add_folder(packer *with, text folder)
{
    file_list files;
    if (!config_folder_walk(&with->memory, &with->of->site->config, folder, &files))
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
    // The theme, which names it, is in every kit.
    return of->logo.path.length == 0 || add_source_file(with, of->logo.path);
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
    add(with, text_join(&with->memory, TEXT(KIT_SOURCE), config->path), kit_settings(&with->memory, of, with->in->kit));
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
    add(with, TEXT("README.txt"), kit_readme(&with->memory, with->of, with->in));
    add(with, TEXT("LICENSE.txt"), kit_licence(&with->memory, with->of, with->in));
}

static void add_manifest(packer *with)
{
    const site_config *config = &with->of->site->config;
    const kit_config *chosen = with->in->kit;
    arena *memory = &with->memory;
    data *manifest = data_map(memory), *origin = data_map(memory), *files = data_map(memory);
    for (size_t i = 0; i < with->entries.count; i++)
        data_set_key(memory, files, with->entries.items[i].name,
                     data_text(memory, digest_sha256(memory, with->entries.items[i].contents)));
    data_set_text(memory, origin, "title", kit_words(with, config->title));
    data_set_or_nothing(memory, origin, "url", config->base_url);
    data_set_or_nothing(memory, origin, "publisher", config->publisher_name);
    data_set(memory, manifest, "format", data_number(memory, 1));
    data_set_text(memory, manifest, "id", chosen->id);
    data_set_text(memory, manifest, "title", kit_words(with, chosen->title));
    data_set_text(memory, manifest, "version", chosen->version);
    data_set_text(memory, manifest, "language", build_language(with->of, with->in->language));
    data_set_or_nothing(memory, manifest, "licence", config->licence);
    data_set_or_nothing(memory, manifest, "licence_url", config->licence_url);
    if (config->signing_key.length > 0)
        data_set_text(memory, manifest, "signature_key", config->signing_key);
    data_set(memory, manifest, "origin", origin);
    data_set(memory, manifest, "upstreams", build_upstreams(memory, with->of));
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

// Why some system or stick refuses [name], or takes it for an earlier one; empty when none does.
static text name_fault(packer *with, kit_names *names, text name)
{
    text other, why = kit_name_fault(name);
    if (why.length == 0 && unicode_count(name) > NAME_MOST)
        why = text_format(&with->memory, "with its folders it is longer than %d characters, which is too long for Windows", NAME_MOST);
    if (why.length == 0 && !kit_names_add(names, name, &other))
        why = text_format(&with->memory, "on some systems it is the same as '%.*s'", TEXT_PRINT(other));
    return why;
}

// The source is the same in every language of a kit: its names are told in the first.
static bool is_first_language(const packer *with)
{
    const edition *in = with->in;
    return in->number == 1 || in[-1].kit != in->kit;
}

// What is made of a page is told there: its slug is the name.
static void report_made(const packer *with, const job *done, text name, text why, diagnostics *found)
{
    const page *of = table_find(&with->of->site->pages_by_url, name);
    report(found, KIT_NAME, of != NULL ? at(of->path, of->line, 1) : at(done->path, 1, 1), "'%.*s' in the kit '%.*s': %.*s%s", TEXT_PRINT(name),
           TEXT_PRINT(with->in->kit->id), TEXT_PRINT(why), of != NULL ? "; give the page another 'slug'" : "");
}

// An author's file with such a name is told; what is made from it then goes without saying.
static void check_names(packer *with, const job *done, diagnostics *found)
{
    kit_names names = { .memory = &with->memory, .known = { .memory = &with->memory } };
    text source = TEXT(KIT_SOURCE), *faults = ARENA_NEW(&with->memory, text, with->entries.count);
    bool has_source_fault = false;
    for (size_t i = 0; i < with->entries.count; i++) {
        text name = with->entries.items[i].name;
        faults[i] = name_fault(with, &names, name);
        with->is_refused = with->is_refused || faults[i].length > 0;
        if (faults[i].length == 0 || !text_starts_with(name, source))
            continue;
        has_source_fault = true;
        if (is_first_language(with))
            report(found, KIT_NAME, at(text_from(name, source.length), 1, 1), "%.*s", TEXT_PRINT(faults[i]));
    }
    for (size_t i = 0; i < with->entries.count && !has_source_fault; i++)
        if (faults[i].length > 0)
            report_made(with, done, with->entries.items[i].name, faults[i], found);
}

static void add_signature(packer *with)
{
    const zip_entry *manifest = &with->entries.items[with->entries.count - 1];
    if (with->of->signing != NULL)
        add(with, TEXT(KIT_SIGNATURE_NAME), kit_signature_make(&with->memory, with->of->signing, manifest->contents));
}

// Beside what is published, into which it comes as a whole: a worker that dies leaves nothing there, and the kit can be made again.
static bool write_kit(packer *with, const job *done, text path)
{
    text fresh = path_join(&with->memory, with->of->staging, text_format(&with->memory, "kit-%zu.zip", done->number));
    return file_remove(fresh) && zip_write(fresh, with->entries.items, with->entries.count) && folder_make(path_folder(path))
        && (rename(text_to_string(&with->memory, fresh), text_to_string(&with->memory, path)) == 0 || machine_failure("cannot write", path));
}

static bool pack(packer *with, const job *done, diagnostics *found, text path)
{
    if (!add_pages(with) || !add_source(with))
        return false;
    add_papers(with);
    qsort(with->entries.items, with->entries.count, sizeof *with->entries.items, compare_entries);
    check_names(with, done, found);
    if (with->is_refused)
        return true;
    add_manifest(with);
    add_signature(with);
    qsort(with->entries.items, with->entries.count, sizeof *with->entries.items, compare_entries);
    return write_kit(with, done, path);
}

static bool make_kit(const build *of, const job *done, diagnostics *found, buffer *record)
{
    packer with = { .of = of, .in = &of->editions.items[done->number] };
    with.sources.memory = &with.memory;
    text digest = { 0 }, path = text_join(&with.memory, build_folder(&with.memory, of, 0), done->url);
    bool fine = pack(&with, done, found, path);
    bool is_there = fine && path_exists(path);
    if (is_there)
        build_note_output(done->url);
    if (is_there)
        fine = digest_sha256_file(&with.memory, path, &digest);
    record_add_number(record, is_there ? file_size(path) : 0);
    record_add_text(record, digest);
    arena_free(&with.memory);
    return fine;
}

// For `sha256sum -c SHA256SUMS` among the downloads.
static bool make_sums(const build *of, const job *done)
{
    arena memory = { 0 };
    file_list files;
    buffer out = { 0 };
    text folder = path_join(&memory, build_folder(&memory, of, 0), path_folder(done->url));
    bool fine = folder_walk(&memory, folder, &files);
    for (size_t i = 0; fine && i < files.count; i++) {
        text hash;
        fine = digest_sha256_file(&memory, path_join(&memory, folder, files.items[i].path), &hash);
        buffer_format(&out, "%.*s  %.*s\n", TEXT_PRINT(hash), TEXT_PRINT(files.items[i].path));
    }
    fine = fine && build_write(of, 0, done->url, buffer_text(&out));
    buffer_free(&out);
    arena_free(&memory);
    return fine;
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    return done->what == MAKE_SUMS ? make_sums(of, done) : make_kit(of, done, found, record);
}

static void take(build *of, const job *done, text record)
{
    if (done->what == MAKE_SUMS)
        return;
    const edition *in = &of->editions.items[done->number];
    uint64_t size = record_take_number(&record);
    *ARENA_PUSH(of->memory, of->downloads) = (download){ in->kit, in->language, done->url, size,
                                                         text_copy(of->memory, record_take_text(&record)), in->page_count };
}

const publisher kits_publisher = { "kits", plan, run, take };
