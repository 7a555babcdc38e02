#include "pipeline/reuse.h"

#include "base/diagnostics.h"
#include "base/program.h"
#include "base/staging.h"
#include "formats/pdf/pdf.h"
#include "language/hyphenation.h"
#include "site/cache_folder.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_DIGITS = 16, CACHES_KEPT = 4 };

static const text BUILDS = TEXT_CONSTANT("builds-");
static const text GONE = TEXT_CONSTANT(".gone-");      // what is being removed

// ---- What jobs depend on

static void add_fingerprint(buffer *to, const fingerprint *of)
{
    buffer_add(to, fingerprint_text(of));
}

static void add_contents(buffer *to, text name, text contents)
{
    fingerprint seen = fingerprint_of(contents);
    record_add_text(to, name);
    add_fingerprint(to, &seen);
}

static fingerprint end_fingerprint(buffer *of)
{
    fingerprint made = fingerprint_of(buffer_text(of));
    buffer_free(of);
    return made;
}

// Which job it is, whatever it depends on.
static fingerprint id_of(const job *of)
{
    buffer told = { 0 };
    record_add_text(&told, text_of(of->publisher->name));
    uint64_t numbers[] = { of->stage, (uint64_t)of->what, of->edition, of->language, of->number };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        record_add_number(&told, numbers[i]);
    record_add_text(&told, of->url);
    record_add_text(&told, of->path);
    return end_fingerprint(&told);
}

// What many jobs read alike.
typedef struct {
    fingerprint plan;           // see key_of_plan
    fingerprint model;          // and the front matter of all pages, and the forms
    fingerprint all;            // and their bodies
    fingerprint terms;          // the front matter of the pages that are terms
    size_t *places;             // by page number: where it stands in the list of its kind
    fingerprint fronts;         // as build_fronts_of_all
} shared_keys;

// What there is, but not what it says.
static void add_pages(buffer *told, const build *of)
{
    for (size_t i = 0; i < of->site->page_count; i++) {
        const page *one = &of->site->pages[i];
        record_add_text(told, one->path);
        record_add_text(told, one->url);
        record_add_text(told, one->kind->id);
        record_add_text(told, one->entry->id);
        record_add_number(told, one->language * 2 + one->is_draft);
    }
}

// What every job may read: the settings, kinds, the theme, the program and what is installed beside it, which pages there
// are, and the plan, from which pages know what is published. Of a fork what it changed, too.
static fingerprint key_of_plan(const build *of, const job_list *jobs, text options)
{
    arena scratch = { 0 };
    buffer told = { 0 };
    add_fingerprint(&told, &of->site->inputs);
    for (size_t i = 0; i < of->theme->file_count; i++)
        add_contents(&told, of->theme->files[i].path, of->theme->files[i].contents);
    record_add_text(&told, TEXT(DIGITORI_VERSION));
    record_add_text(&told, program_stamp(&scratch));
    record_add_text(&told, pdf_fonts_stamp(&scratch));
    record_add_text(&told, hyphenation_stamp(&scratch));
    record_add_text(&told, text_of(getenv("SOURCE_DATE_EPOCH")));
    record_add_text(&told, options);
    add_pages(&told, of);
    for (size_t i = 0; i < jobs->count; i++) {
        record_add_number(&told, jobs->items[i].edition);
        record_add_text(&told, jobs->items[i].url);
    }
    fingerprint fronts = build_fronts_of_all(of);
    if (of->changes != NULL)
        add_fingerprint(&told, &fronts);
    arena_free(&scratch);
    return end_fingerprint(&told);
}

static fingerprint key_of_all(const build *of, const fingerprint *model)
{
    buffer told = { 0 };
    add_fingerprint(&told, model);
    for (size_t i = 0; i < of->site->page_count; i++)
        add_fingerprint(&told, &of->site->pages[i].body);
    return end_fingerprint(&told);
}

static fingerprint key_of_two(const fingerprint *one, const fingerprint *other)
{
    fingerprint both[] = { *one, *other };
    return fingerprint_of((text){ (const char *)both, sizeof both });
}

// Pages know the terms of their language; languages are not told apart here.
static fingerprint key_of_terms(const build *of)
{
    buffer told = { 0 };
    for (size_t i = 0; i < of->site->page_count; i++)
        if (text_equals(of->site->pages[i].kind->id, TEXT("term")))
            add_fingerprint(&told, &of->site->pages[i].front);
    return end_fingerprint(&told);
}

static size_t *find_places(const build *of)
{
    const site *model = of->site;
    size_t *places = ARENA_NEW(of->memory, size_t, model->page_count);
    for (size_t k = 0; k < model->kind_count; k++)
        for (size_t l = 0; l < model->config.languages.count; l++) {
            page_list list = site_pages_of_kind(model, model->kinds[k], l);
            for (size_t i = 0; i < list.count; i++)
                places[list.items[i]->number] = i;
        }
    return places;
}

// More than a page shows of its kind to either side, so that where the list ends is told too.
static void add_neighbours(buffer *told, const build *of, const page *own, size_t own_place)
{
    page_list list = site_pages_of_kind(of->site, own->kind, own->language);
    size_t from = own_place > NEIGHBOURS_SHOWN ? own_place - NEIGHBOURS_SHOWN : 0;
    record_add_number(told, own_place - from);
    for (size_t i = from; i < list.count && i <= own_place + NEIGHBOURS_SHOWN; i++) {
        uint32_t number = (uint32_t)list.items[i]->number;
        buffer_add(told, (text){ (const char *)&number, sizeof number });
    }
}

static shared_keys find_shared_keys(const build *of, const job_list *jobs, text options)
{
    shared_keys found = { .plan = key_of_plan(of, jobs, options), .terms = key_of_terms(of), .fronts = build_fronts_of_all(of),
                          .places = find_places(of) };
    found.model = key_of_two(&found.plan, &found.fronts);
    found.all = key_of_all(of, &found.model);
    return found;
}

// Which pages stand around the page is told, and what refers to it stands on it. What it says of other pages
// is not in the key but in the record: see shows_the_same.
static fingerprint key_of_shown(const build *of, const page *own, const shared_keys *shared)
{
    buffer told = { 0 };
    add_fingerprint(&told, &shared->plan);
    add_fingerprint(&told, &shared->terms);
    add_fingerprint(&told, &own->front);
    add_fingerprint(&told, &own->body);
    add_neighbours(&told, of, own, shared->places[own->number]);
    for (size_t i = 0; i < own->entry->backlink_count; i++) {
        const backlink *from = &own->entry->backlinks[i];
        record_add_text(&told, from->kind->id);
        record_add_text(&told, from->field->id);
        record_add_number(&told, from->count);
        for (size_t s = 0; s < from->count; s++)
            record_add_text(&told, from->sources[s]->id);
    }
    return end_fingerprint(&told);
}

static fingerprint key_of_book(const build *of, const job *made, const fingerprint *common)
{
    arena scratch = { 0 };
    buffer told = { 0 };
    bound_book bound = book_bind(&scratch, of->site, made->subject, made->language);
    add_fingerprint(&told, common);
    record_add_number(&told, bound.foreword != NULL);
    if (bound.foreword != NULL)
        add_fingerprint(&told, &bound.foreword->body);
    for (size_t p = 0; p < bound.part_count; p++)
        for (size_t i = 0; i < bound.parts[p].count; i++)
            add_fingerprint(&told, &bound.parts[p].items[i].page->body);
    for (size_t i = 0; i < bound.term_count; i++)
        add_fingerprint(&told, &bound.terms[i]->body);
    arena_free(&scratch);
    return end_fingerprint(&told);
}

static void find_keys(reuse *with, const build *of, text options)
{
    const job_list *jobs = with->jobs;
    for (size_t i = 0; i < jobs->count; i++)
        with->ids[i] = id_of(&jobs->items[i]);
    shared_keys shared = find_shared_keys(of, jobs, options);
    with->fronts = shared.fronts;
    for (size_t i = 0; i < jobs->count; i++) {
        const job *made = &jobs->items[i];
        switch (made->reads) {
        case READS_ALL: with->keys[i] = shared.all; break;
        case READS_MODEL: with->keys[i] = shared.model; break;
        case READS_PAGE: with->keys[i] = key_of_two(&shared.model, &made->body->body); break;
        case READS_SHOWN: with->keys[i] = key_of_shown(of, made->body, &shared); break;
        case READS_BOOK: with->keys[i] = key_of_book(of, made, &shared.model); break;
        }
    }
}

// ---- Files

static bool take_output(text *record, text *url, file_identity *identity)
{
    *url = record_take_text(record);
    text told = record_take_text(record);
    if (record->bytes == NULL || told.length != sizeof *identity)
        return false;
    memcpy(identity, told.bytes, sizeof *identity);
    return true;
}

bool reuse_take_output(text *record, text *url)
{
    file_identity identity;
    return take_output(record, url, &identity);
}

static bool take_shown(text *record, bool *is_all, text *numbers, text *fronts)
{
    *is_all = record_take_number(record) != 0;
    *numbers = record_take_text(record);
    *fronts = record_take_text(record);
    return record->bytes != NULL;
}

void reuse_skip_traces(text *record)
{
    uint64_t count = record_take_number(record);
    text url;
    file_identity identity;
    for (uint64_t i = 0; i < count && take_output(record, &url, &identity); i++) { }
    bool is_all;
    text numbers, fronts;
    take_shown(record, &is_all, &numbers, &fronts);
}

// Whether the pages that a job showed when it was made say the same of themselves now. Their numbers are the same as long
// as the key of the job is.
static bool shows_the_same(const build *of, const fingerprint *fronts_of_all, text record)
{
    uint64_t count = record_take_number(&record);
    file_identity identity;
    text url, numbers, fronts;
    bool is_all;
    for (uint64_t i = 0; i < count && take_output(&record, &url, &identity); i++) { }
    if (!take_shown(&record, &is_all, &numbers, &fronts))
        return false;
    fingerprint now = is_all ? *fronts_of_all : build_fronts_of(of, numbers);
    return text_equals(fronts, fingerprint_text(&now));
}

typedef struct {
    reuse *with;
    const build *of;
    text output, staging;
} chooser;

// At most the first [most]. False with errno set when one is there still.
static bool remove_outputs(text record, text folder, uint64_t most)
{
    text url;
    file_identity identity;
    bool fine = true;
    uint64_t count = record_take_number(&record);
    for (uint64_t i = 0; i < count && i < most && take_output(&record, &url, &identity) && build_stays_inside(url); i++)
        fine = file_remove_beneath(folder, url) && fine;
    return fine;
}

static void remove_staged(const chooser *in, text record, uint64_t most)
{
    if (!remove_outputs(record, in->staging, most))
        machine_failure("cannot remove", in->staging);
}

static bool put_output(chooser *in, arena *scratch, text *record)
{
    text url;
    file_identity identity;
    return take_output(record, &url, &identity) && build_stays_inside(url)
        && (spare_has(&in->with->spare, url, &identity)
            || file_link(path_join(scratch, in->output, url), text_join(scratch, in->staging, url), &identity));
}

// All or none of a job's files.
static bool put_outputs(chooser *in, text record)
{
    arena scratch = { 0 };
    text rest = record;
    uint64_t count = record_take_number(&rest), done = 0;
    bool fine = rest.bytes != NULL;
    while (fine && done < count) {
        fine = put_output(in, &scratch, &rest);
        done += fine;
    }
    if (!fine)
        remove_staged(in, record, done);
    arena_free(&scratch);
    return fine;
}

// ---- Which jobs

// A kit's pages are in no output but the kit's zip; what no other build reads has no record.
static bool has_entry(const job *of)
{
    return of->edition == 0 && !of->is_step;
}

static bool keep(chooser *in, job *made, size_t i)
{
    cached_job *known = build_cache_find(&in->with->cache, &in->with->ids[i]);
    bool is_same = known != NULL && memcmp(&known->key, &in->with->keys[i], sizeof known->key) == 0;
    text record = is_same ? known->record : (text){ 0 };
    made->is_kept = is_same && (made->reads != READS_SHOWN || shows_the_same(in->of, &in->with->fronts, record))
        && put_outputs(in, record);
    in->with->known[i] = made->is_kept ? known : NULL;
    if (known != NULL)
        known->is_kept = made->is_kept;
    return made->is_kept;
}

static void keep_alone(chooser *in, job_list *jobs)
{
    for (size_t i = 0; i < jobs->count; i++)
        if (has_entry(&jobs->items[i]) && jobs->items[i].reads != READS_ALL)
            keep(in, &jobs->items[i], i);
}

// Jobs that read what others make are done all or none: whoever is done needs what the others report.
static bool keep_together(chooser *in, job_list *jobs)
{
    bool are_same = true;
    for (size_t i = 0; i < jobs->count && are_same; i++)
        if (has_entry(&jobs->items[i]) && jobs->items[i].reads == READS_ALL)
            are_same = keep(in, &jobs->items[i], i);
    for (size_t i = 0; i < jobs->count; i++) {
        job *made = &jobs->items[i];
        if (!has_entry(made)) {
            made->is_kept = are_same;
        } else if (made->reads == READS_ALL && made->is_kept && !are_same) {
            remove_staged(in, in->with->known[i]->record, UINT64_MAX);
            in->with->known[i]->is_kept = made->is_kept = false;
            in->with->known[i] = NULL;
        }
    }
    return are_same;
}

// A cache for each output: a site that is published to two folders has two.
static text name_of_output(arena *memory, text output)
{
    text parent = path_folder(output);
    char *whole = realpath(parent.length > 0 ? text_to_string(memory, parent) : ".", NULL);
    text name = digest_sha256(memory, path_join(memory, text_of(whole), path_name(output)));
    free(whole);
    return text_slice(name, 0, NAME_DIGITS);
}

// Named so that who lists the caches passes over it.
static text path_of_spare(arena *memory, text cache)
{
    text name = path_name(cache);
    return path_join(memory, path_folder(cache), text_join(memory, TEXT(".output-"), text_from(name, BUILDS.length)));
}

static bool keep_what_can_be(reuse *with, build *of, job_list *jobs, text output)
{
    chooser in = { .with = with, .of = of, .output = output, .staging = build_folder(of->memory, of, 0) };
    if (!spare_take(&with->spare, of->memory, with->spare_path, in.staging))
        return false;
    keep_alone(&in, jobs);
    of->keeps_index = keep_together(&in, jobs);
    return spare_clear(&with->spare);
}

bool reuse_begin(reuse *with, build *of, job_list *jobs, const reuse_wishes *wishes)
{
    arena *memory = of->memory;
    bool is_lasting = wishes->is_lasting, may_write = !is_lasting || cache_folder_make(&of->site->config);
    text path = is_lasting ? cache_file(memory, &of->site->config, text_join(memory, BUILDS, name_of_output(memory, wishes->output)))
                           : text_join(memory, wishes->output, TEXT(".cache"));
    *with = (reuse){ .jobs = jobs, .cache.memory = memory, .writer.memory = memory };
    if (may_write)
        with->spare_path = is_lasting ? path_of_spare(memory, path) : text_join(memory, wishes->output, TEXT(".before"));
    with->is_lasting = is_lasting;
    with->ids = ARENA_NEW(memory, fingerprint, jobs->count);
    with->keys = ARENA_NEW(memory, fingerprint, jobs->count);
    with->known = ARENA_NEW(memory, cached_job *, jobs->count);
    find_keys(with, of, wishes->options);
    if (path_is_folder(wishes->output))
        build_cache_open(&with->cache, path);
    if (!with->cache.is_open && may_write)
        folder_take_away(with->spare_path, GONE);
    bool fine = !with->cache.is_open || keep_what_can_be(with, of, jobs, wishes->output);
    if (fine && may_write)
        cache_writer_begin(&with->writer, path);
    return fine;
}

text reuse_record(const reuse *with, size_t i)
{
    return with->known[i] != NULL ? with->known[i]->record : (text){ 0 };
}

void reuse_note(reuse *with, size_t i, text record)
{
    if (has_entry(&with->jobs->items[i]))
        cache_writer_add(&with->writer, &with->ids[i], &with->keys[i], record);
}

static int newest_first(const void *left, const void *right)
{
    const file_entry *a = left, *b = right;
    return (a->modified < b->modified) - (a->modified > b->modified);
}

// Outputs come and go; their caches shall not pile up.
static void forget_old_caches(arena *memory, text folder)
{
    file_list files;
    size_t count = 0;
    held_folders_clean(folder, GONE, (text){ 0 });
    kept_files_clean(folder);
    if (!folder_walk(memory, folder, &files) || files.count == 0)
        return;
    qsort(files.items, files.count, sizeof *files.items, newest_first);
    for (size_t i = 0; i < files.count; i++)
        if (text_starts_with(files.items[i].path, BUILDS) && text_find_byte(files.items[i].path, '.', 0) == TEXT_NOT_FOUND
            && ++count > CACHES_KEPT) {
            text path = path_join(memory, folder, files.items[i].path);
            folder_take_away(path_of_spare(memory, path), GONE);
            kept_file_remove(path);
        }
}

// What is no longer published does not stay for long where nobody looks.
static void put_away(reuse *with, bool is_published, text left)
{
    for (const cached_job *known = with->cache.first; known != NULL && is_published; known = known->next)
        if (!known->is_kept)
            remove_outputs(known->record, left, UINT64_MAX);
    spare_put_away(left, with->spare_path);
}

void reuse_end(reuse *with, bool is_published, text left)
{
    bool may_write = with->writer.file.file != NULL, is_replaced = cache_writer_end(&with->writer, is_published);
    if (may_write && with->cache.is_open && left.length > 0)
        put_away(with, is_published, left);
    if (is_replaced && with->is_lasting)
        forget_old_caches(with->writer.memory, path_folder(text_of(with->writer.file.path)));
}
