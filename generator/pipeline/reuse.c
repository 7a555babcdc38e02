#include "pipeline/reuse.h"

#include "base/diagnostics.h"
#include "base/staging.h"
#include "pipeline/job_keys.h"
#include "publishers/page_search.h"
#include "site/cache_folder.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_DIGITS = 16, CACHES_KEPT = 4 };

static const text BUILDS = TEXT_CONSTANT("builds-");
static const text GONE = TEXT_CONSTANT(".gone-");      // what is being removed

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

typedef struct {
    bool has_changed;       // a text that the job read was another one when its key was made
    bool is_all;
    text numbers, fronts;
} shown_pages;

static bool take_shown(text *record, shown_pages *taken)
{
    taken->has_changed = record_take_number(record) != 0;
    taken->is_all = record_take_number(record) != 0;
    taken->numbers = record_take_text(record);
    taken->fronts = record_take_text(record);
    return record->bytes != NULL;
}

static bool skip_outputs(text *record, shown_pages *then)
{
    uint64_t count = record_take_number(record);
    text url;
    file_identity identity;
    for (uint64_t i = 0; i < count && take_output(record, &url, &identity); i++) { }
    return take_shown(record, then);
}

void reuse_skip_traces(text *record)
{
    shown_pages shown;
    skip_outputs(record, &shown);
}

// Whether the pages that a job showed when it was made say the same of themselves now. Their numbers are the same as long
// as the key of the job is.
static bool shows_the_same(const build *of, const fingerprint *fronts_of_all, text record)
{
    shown_pages shown;
    if (!skip_outputs(&record, &shown))
        return false;
    fingerprint now = shown.is_all ? *fronts_of_all : build_fronts_of(of, shown.numbers);
    return text_equals(shown.fronts, fingerprint_text(&now));
}

typedef struct {
    reuse *with;
    const build *of;
    text output, staging;
    bool only_bodies_changed;
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
    // What stands in the tree stands inside it.
    return take_output(record, &url, &identity)
        && (spare_has(&in->with->spare, url, &identity)
            || (build_stays_inside(url) && file_link(path_join(scratch, in->output, url), text_join(scratch, in->staging, url), &identity)));
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

static bool keep(chooser *in, job *made, size_t i)
{
    cached_job *known = build_cache_find(&in->with->cache, i);
    bool is_same = known != NULL && memcmp(&known->key, &in->with->keys[i], sizeof known->key) == 0;
    text record = is_same ? known->record : (text){ 0 };
    made->is_kept = is_same
        && (made->reads != READS_SHOWN || in->only_bodies_changed || shows_the_same(in->of, &in->with->head.fronts, record))
        && put_outputs(in, record);
    in->with->known[i] = made->is_kept ? known : NULL;
    if (made->is_kept)
        known->is_kept = true;
    return made->is_kept;
}

static void keep_alone(chooser *in, job_list *jobs)
{
    for (size_t i = 0; i < jobs->count; i++)
        if (job_has_entry(&jobs->items[i]) && jobs->items[i].reads != READS_ALL)
            keep(in, &jobs->items[i], i);
}

// Jobs that read what others make are done all or none: whoever is done needs what the others report.
static bool keep_together(chooser *in, job_list *jobs)
{
    bool are_same = true;
    for (size_t i = 0; i < jobs->count && are_same; i++)
        if (job_has_entry(&jobs->items[i]) && jobs->items[i].reads == READS_ALL)
            are_same = keep(in, &jobs->items[i], i);
    for (size_t i = 0; i < jobs->count; i++) {
        job *made = &jobs->items[i];
        if (!job_has_entry(made)) {
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
    chooser in = { .with = with, .of = of, .output = output, .staging = build_folder(of->memory, of, 0),
                   .only_bodies_changed = only_bodies_changed(&with->cache, &with->head) };
    if (!spare_take(&with->spare))
        return false;
    keep_alone(&in, jobs);
    of->keeps_index = keep_together(&in, jobs);
    return spare_clear(&with->spare);
}

enum { REPLACED_PART = 4 };         // of a cache more would be read in vain

// Whether what is made can be added to the cache, however large that is. What jobs that are not kept had is replaced.
static bool can_be_extended(const reuse *with)
{
    size_t replaced = with->cache.replaced;
    for (const cached_job *known = with->cache.first; known != NULL; known = known->next)
        replaced += known->is_kept ? 0 : known->record.length;
    return only_bodies_changed(&with->cache, &with->head) && replaced < with->cache.size / REPLACED_PART;
}

// ---- Words of pages

// Told of as a job after all others.
static size_t number_of_words(const cache_head *head)
{
    return (size_t)head->job_count - 1;
}

static text path_of_words(arena *memory, text cache)
{
    return text_join(memory, cache, TEXT(".words"));
}

// Records without the words that belong to them are as good as none. Where no page tells any, such as without a search, none are told of.
static void open_words(reuse *with)
{
    word_store_state state;
    if (!with->cache.is_open)
        return;
    cached_job *told = build_cache_find(&with->cache, number_of_words(&with->cache.head));
    bool fine = told == NULL || told->record.length == sizeof state;
    if (fine && told != NULL) {
        told->is_kept = true;
        memcpy(&state, told->record.bytes, sizeof state);
    }
    if (!fine || !word_store_open(&with->words, path_of_words(with->cache.memory, with->path), told != NULL ? &state : NULL))
        with->cache = (build_cache){ .memory = with->cache.memory };
}

// Records told that they are there.
static text find_words(void *context, const fingerprint *wanted)
{
    text found = word_store_find(context, wanted);
    if (found.length == 0)
        word_store_lose(context);
    return found;
}

static void forget_words(void *context)
{
    word_store_forget(context);
}

static void begin_words(reuse *with, build *of)
{
    page_search_keep_words(of, &(counted_words_source){ find_words, forget_words, &with->words });
    if (!with->may_write || !of->site->config.has_search)
        return;
    if (with->words.file.number > 0)
        word_store_extend(&with->words_writer, &with->words);
    else
        word_store_begin(&with->words_writer, path_of_words(of->memory, with->path));
}

// Where many builds have added to the file only what pages still have goes into the next. Which that is was told when the
// index was made.
static void renew_words(reuse *with)
{
    size_t number = 0;
    fingerprint wanted;
    if (with->of->keeps_index || !word_store_is_worn(&with->words))
        return;
    word_store_renew(&with->words_writer);
    while (page_search_next_kept(with->of, &number, &wanted))
        word_store_add(&with->words_writer, word_store_find(&with->words, &wanted));
}

// False when they could not be written. Where no page tells any, such as without a search, none stay behind.
static bool end_words(reuse *with, bool is_wanted)
{
    word_store_state state = { 0 };
    bool fine = true;
    if (with->words_writer.is_open) {
        if (is_wanted && with->words.file.number > 0)
            renew_words(with);
        bool is_lost = word_store_is_lost(&with->words);        // also by renewing them
        fine = word_store_end(&with->words_writer, is_wanted && !is_lost, &state) && !is_lost;
    }
    bool is_same = with->writer.extended.length > 0 && memcmp(&state, &with->words.state, sizeof state) == 0;
    if (fine && !is_same && state.sum != 0)
        cache_writer_add(&with->writer, number_of_words(&with->head), &(job_key){ 0 }, (text){ (const char *)&state, sizeof state });
    if (is_wanted && state.sum == 0 && cache_writer_is_open(&with->writer))
        kept_file_remove(path_of_words(with->cache.memory, with->path));
    word_store_close(&with->words);
    return fine;
}

// ---- A build

void reuse_prepare(reuse *with, build *of, const reuse_wishes *wishes)
{
    arena *memory = of->memory;
    bool is_lasting = wishes->is_lasting, may_write = !is_lasting || cache_folder_make(&of->site->config);
    text path = is_lasting ? cache_file(memory, &of->site->config, text_join(memory, BUILDS, name_of_output(memory, wishes->output)))
                           : text_join(memory, wishes->output, TEXT(".cache"));
    *with = (reuse){ .path = path, .of = of, .cache.memory = memory, .writer.memory = memory, .words_writer.memory = memory,
                     .is_lasting = is_lasting, .may_write = may_write };
    if (may_write)
        with->spare_path = is_lasting ? path_of_spare(memory, path) : text_join(memory, wishes->output, TEXT(".before"));
    spare_begin(&with->spare, with->spare_path, text_join(memory, of->staging, TEXT("/site/")));
}

bool reuse_begin(reuse *with, build *of, job_list *jobs, const reuse_wishes *wishes)
{
    arena *memory = of->memory;
    with->jobs = jobs;
    with->keys = ARENA_NEW(memory, job_key, jobs->count);
    with->known = ARENA_NEW(memory, cached_job *, jobs->count);
    if (path_is_folder(wishes->output) && !wishes->begins_anew)
        build_cache_open(&with->cache, with->path);
    open_words(with);
    with->head = job_keys_head(of, jobs, wishes->options);
    job_keys_find(of, jobs, &with->head, &with->cache, with->keys);
    bool fine = with->cache.is_open ? keep_what_can_be(with, of, jobs, wishes->output) : spare_give_back(&with->spare, with->spare_path);
    if (!with->cache.is_open && with->may_write)
        folder_take_away(with->spare_path, GONE);
    if (fine && with->may_write && can_be_extended(with))
        cache_writer_extend(&with->writer, with->path, &with->cache);
    else if (fine && with->may_write)
        cache_writer_begin(&with->writer, with->path, &with->head);
    if (fine)
        begin_words(with, of);
    return fine;
}

text reuse_record(const reuse *with, size_t i)
{
    return with->known[i] != NULL ? with->known[i]->record : (text){ 0 };
}

void reuse_note(reuse *with, size_t i, text told_words, text record)
{
    word_store_add(&with->words_writer, told_words);
    bool is_there = with->known[i] != NULL && with->writer.extended.length > 0;
    shown_pages shown;
    text rest = record;
    if (!is_there && job_has_entry(&with->jobs->items[i]) && skip_outputs(&rest, &shown) && !shown.has_changed)
        cache_writer_add(&with->writer, i, &with->keys[i], record);
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
            kept_file_remove(path_of_words(memory, path));
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

bool reuse_is_misled(const reuse *with)
{
    return word_store_is_lost(&with->words);
}

void reuse_end(reuse *with, bool is_published, text left)
{
    bool is_written = cache_writer_is_open(&with->writer), is_whole = end_words(with, is_published);
    bool is_replaced = cache_writer_end(&with->writer, is_published && is_whole);
    if (with->jobs != NULL)
        spare_end(&with->spare);
    else if (!spare_give_back(&with->spare, with->spare_path))
        return;
    if (is_written && with->cache.is_open && left.length > 0)
        put_away(with, is_published, left);
    if (is_replaced && with->is_lasting)
        forget_old_caches(with->writer.memory, path_folder(with->path));
}
