// The front matter of all content files into the model. See load.h.
//
// Files are read and parsed some at a time, in workers when they are many, and come as records; the pages are then
// added here in the order of their paths. What is kept of a record is its texts, which the model's are views of.
#include "site/load.h"

#include "base/unicode.h"
#include "base/workers.h"
#include "forks/merge.h"
#include "source/front_matter.h"
#include "source/value_record.h"
#include "source/yaml.h"

#include <stdlib.h>
#include <string.h>

// Starting workers costs as much as reading some hundred files. A cache that lacks few is not written again.
enum { FILES_PER_JOB = 32, FILES_FOR_WORKERS = 400, UNKNOWN_PART = 64, PATH_LIMIT = 2000 };

typedef struct {
    text path, within;
    size_t language;
    const file_entry *entry;
    bool is_known;              // read by an earlier build: what it says is in [nodes] and [texts]
    text nodes, texts;
} page_file;

// Of a file, before its front matter.
typedef struct {
    bool has_fences, has_mistakes;
    fingerprint head, body;
    uint64_t body_sum;
} file_facts;

typedef struct {
    site *into;
    diagnostics *found;
    struct { page_file *items; size_t count, capacity; } files;
    text *waiting;              // by job: records that came before those of earlier jobs, in memory of their own
    size_t next_job;            // whose pages are to be added next
    front_cache *cache;
    bool keeps_fronts;          // so many files are not in the cache that the next one may be written
    size_t unknown_count;       // of files that could be in the cache
    struct { known_front *items; size_t count, capacity; } fronts;      // for the next cache
    arena memory;               // of what is kept until the next cache is written
} pages_reader;

static void note_unusable(site *into, text path, text within)
{
    site_note_absence(into, path, ABSENCE_UNUSABLE);
    site_note_absence(into, path_without_extension(within), ABSENCE_UNUSABLE);
}

// ---- Reading, here or in a worker

// NULL when the front matter is of no use.
static const value *read_front_matter(const site *from, arena *memory, text path, diagnostics *found, file_facts *facts)
{
    page_parts parts;
    text contents;
    if (!site_read_text(from, memory, path, found, &contents) || !front_matter_split(contents, path, found, &parts))
        return NULL;
    if (!parts.has_fences) {
        if (!front_matter_report_nearly(contents, path, found))
            report(found, FRONT_MATTER_MISSING, at(path, 1, 1),
                   "begin the file with '---', a line 'title: ...' and another '---'");
        return NULL;
    }
    facts->has_fences = true;
    facts->head = fingerprint_of(text_slice(contents, 0, contents.length - parts.body.length));
    facts->body = fingerprint_of(parts.body);
    facts->body_sum = digest_checksum(0, parts.body);
    size_t errors = found->count;
    const value *front = yaml_read(memory, parts.yaml, path, 2, 0, found);
    if (front != NULL && front->type != VALUE_MAP) {
        report(found, VALUE_SHAPE, value_place(front, path), "front matter is lines of the form 'key: value'");
        return NULL;
    }
    if (front == NULL && found->count == errors)
        report(found, FIELD_MISSING, at(path, 1, 1), "'title': give the page a title");
    return front;
}

static size_t end_of_job(const pages_reader *reader, size_t job)
{
    size_t end = (job + 1) * FILES_PER_JOB;
    return end < reader->files.count ? end : reader->files.count;
}

static bool read_files(void *context, size_t job, buffer *record)
{
    const pages_reader *reader = context;
    arena memory = { 0 }, of_found = { 0 };
    diagnostics found = { .memory = &of_found };
    buffer nodes = { 0 }, texts = { 0 };
    for (size_t i = job * FILES_PER_JOB; i < end_of_job(reader, job); i++) {
        if (reader->files.items[i].is_known)
            continue;
        file_facts facts = { 0 };
        size_t mistakes = found.count;
        const value *front = read_front_matter(reader->into, &memory, reader->files.items[i].path, &found, &facts);
        facts.has_mistakes = found.count > mistakes;
        buffer_add(&nodes, (text){ (const char *)&facts, sizeof facts });
        value_add_to_record(front, &nodes, &texts);
        arena_reset(&memory);
    }
    record_add_text(record, buffer_text(&nodes));
    record_add_text(record, buffer_text(&texts));
    diagnostics_add_to_record(&found, record);
    buffer_free(&nodes);
    buffer_free(&texts);
    arena_free(&memory);
    arena_free(&of_found);
    return true;
}

// ---- Adding pages

// The keys of a page that are no fields of its kind.
static const text *common_keys(arena *memory, const page *of_page, size_t *count)
{
    const text *common = page_keys(count);
    if (of_page->book == NULL)
        return common;
    size_t own, book_count;
    const text *of_books = book_keys(&own, &book_count);
    text *all = ARENA_NEW(memory, text, *count + book_count - own);
    for (size_t i = 0; i < *count; i++)
        all[i] = common[i];
    for (size_t i = own; i < book_count; i++)
        if (kind_field(of_page->kind, of_books[i]) == NULL)
            all[(*count)++] = of_books[i];
    return all;
}

static void add_page(const pages_reader *reader, arena *scratch, const page_file *file, const value *front,
                     const file_facts *facts)
{
    site *into = reader->into;
    page_source source = { .path = file->path, .within = file->within, .language = file->language, .front = front };
    page *p = site_add_page(into, &source, reader->found);
    if (p == NULL) {        // a draft: a link to it is told by what it says
        site_note_input(into, file->path, &facts->head);
        return;
    }
    p->front = facts->head;
    p->body = facts->body;
    p->body_sum = facts->body_sum;
    size_t common_count;
    const text *common = common_keys(scratch, p, &common_count);
    diagnostics passed_over = { .memory = scratch };
    p->fields = fields_read(into->memory, p->kind, front, file->path, common, common_count,
                            p->has_doubtful_kind ? &passed_over : reader->found);
    site_check_finished(p, front, reader->found);
}

// Of a book the model keeps the whole front matter.
static bool is_of_book(const value *front)
{
    return text_equals(text_trim(value_text(value_get(front, TEXT("kind")))), TEXT("book"));
}

// [nodes] are of a record that goes, [texts] stay.
static void keep_front(pages_reader *reader, const page_file *file, text nodes, text texts)
{
    bool is_overridden = table_get(&reader->into->overrides, file->path) != NULL;
    if (!reader->keeps_fronts || is_overridden || (!file->is_known && !front_cache_may_keep(reader->cache, file->entry)))
        return;
    reader->unknown_count += !file->is_known;
    text kept = file->is_known ? nodes : text_copy(&reader->memory, nodes);
    *ARENA_PUSH(&reader->memory, reader->fronts) = (known_front){ file->entry, kept, texts };
}

static void take_file(pages_reader *reader, arena *scratch, const page_file *file, text *nodes, text *texts)
{
    file_facts facts = { 0 };
    text own_nodes = file->nodes, own_texts = file->texts;
    if (file->is_known) {
        nodes = &own_nodes;
        texts = &own_texts;
    }
    text before = *nodes;
    if (nodes->length >= sizeof facts) {
        memcpy(&facts, nodes->bytes, sizeof facts);
        *nodes = text_from(*nodes, sizeof facts);
    }
    text same_nodes = *nodes, same_texts = *texts, texts_before = *texts;
    const value *front = value_take_from_record(scratch, nodes, texts);
    if (front != NULL && is_of_book(front))
        front = value_take_from_record(reader->into->memory, &same_nodes, &same_texts);
    if (front != NULL && !facts.has_mistakes)
        keep_front(reader, file, text_slice(before, 0, before.length - nodes->length),
                   text_slice(texts_before, 0, texts_before.length - texts->length));
    if (front != NULL)
        add_page(reader, scratch, file, front, &facts);
    else
        note_unusable(reader->into, file->path, file->within);
}

static void take_files(pages_reader *reader, size_t job, text record)
{
    arena scratch = { 0 };
    text nodes = record_take_text(&record), texts = text_copy(reader->into->memory, record_take_text(&record));
    diagnostics_take_from_record(reader->found, &record);
    for (size_t i = job * FILES_PER_JOB; i < end_of_job(reader, job); i++) {
        take_file(reader, &scratch, &reader->files.items[i], &nodes, &texts);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
}

static void take_record(void *context, size_t job, text record)
{
    pages_reader *reader = context;
    if (job != reader->next_job) {
        char *kept = memory_allocate(record.length, 1);
        memcpy(kept, record.bytes, record.length);
        reader->waiting[job] = (text){ kept, record.length };
        return;
    }
    take_files(reader, reader->next_job++, record);
    for (text next; (next = reader->waiting[reader->next_job]).length > 0;) {
        take_files(reader, reader->next_job++, next);
        free((char *)next.bytes);
    }
}

static void read_here(pages_reader *reader, size_t job)
{
    buffer record = { 0 };
    read_files(reader, job, &record);
    take_record(reader, job, buffer_text(&record));
    buffer_free(&record);
}

// A file that crashes its worker shall not be passed over silently.
static void take_dead(void *context, size_t job, job_death why)
{
    (void)why;
    read_here(context, job);
}

static size_t count_unknown(const pages_reader *reader)
{
    size_t count = 0;
    for (size_t i = 0; i < reader->files.count; i++)
        count += !reader->files.items[i].is_known;
    return count;
}

static bool read_all(pages_reader *reader, int worker_count, bool may_write_cache)
{
    size_t jobs = (reader->files.count + FILES_PER_JOB - 1) / FILES_PER_JOB;
    worker_plan plan = {
        .job_count = jobs, .worker_count = worker_count, .context = reader,
        .run = read_files, .finished = take_record, .died = take_dead,
    };
    reader->waiting = memory_allocate(jobs + 1, sizeof *reader->waiting);
    bool fine = true;
    size_t unknown = count_unknown(reader), enough = reader->files.count / UNKNOWN_PART;
    reader->keeps_fronts = may_write_cache && unknown > enough;
    if (worker_count > 1 && unknown >= FILES_FOR_WORKERS)
        fine = workers_run(&plan);
    else
        for (size_t job = 0; job < jobs; job++)
            read_here(reader, job);
    for (size_t job = reader->next_job; job < jobs; job++)
        free((char *)reader->waiting[job].bytes);
    free(reader->waiting);
    if (fine && reader->unknown_count > enough)
        front_cache_write(&reader->into->config, reader->fronts.items, reader->fronts.count);
    return fine;
}

// ---- Which files

// Names that would be trouble in an address, on a stick or on another system.
static bool name_is_usable(text path)
{
    static const bool is_bad[256] = { [0x7F] = true, ['\\'] = true, [':'] = true, ['*'] = true, ['?'] = true, ['"'] = true,
                                      ['<'] = true, ['>'] = true, ['|'] = true, ['%'] = true, ['#'] = true };
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.bytes[i];
        if (c < 0x20 || is_bad[c])
            return false;
    }
    size_t offset;
    return unicode_check(path, &offset) == UNICODE_FINE;
}

// What an update could not merge stands beside what it could not be merged with.
static void check_beside(site *into, text path, diagnostics *found)
{
    text other = merge_beside_what(into->memory, path);
    if (other.length > 0 && path_exists(config_file(into->memory, &into->config, other)))
        report(found, MERGE_CONFLICT, at(path, 1, 1), "this is the new version of %.*s: keep one of the two under that name and delete this file",
               TEXT_PRINT(path_name(other)));
}

static void add_page_file(pages_reader *reader, arena *memory, const page_file *found)
{
    page_file *file = ARENA_PUSH(memory, reader->files);
    *file = *found;
    bool is_overridden = table_get(&reader->into->overrides, file->path) != NULL;
    file->is_known = !is_overridden && front_cache_find(reader->cache, file->entry, &file->nodes, &file->texts);
}

// Deeper, or longer, than can be read and published on every system.
static bool file_is_reachable(const file_entry *file, text path, diagnostics *found)
{
    if (file->is_too_deep)
        report(found, FOLDER_TOO_DEEP, at(path, 1, 1), "move what is in it to a folder that is at most 64 levels deep");
    else if (path.length > PATH_LIMIT)
        report(found, FILE_NAME_TOO_LONG, at(path, 1, 1), "give it or its folders shorter names: together they may have 2,000 bytes");
    return !file->is_too_deep && path.length <= PATH_LIMIT;
}

static void add_content_file(pages_reader *reader, arena *memory, const file_entry *file)
{
    site *into = reader->into;
    diagnostics *found = reader->found;
    text path = path_join(into->memory, into->config.content, file->path), folder, within;
    check_beside(into, path, found);
    if (!text_split(file->path, '/', &folder, &within)) {
        folder = (text){ 0 };
        within = file->path;
    }
    if (!file_is_reachable(file, path, found))
        return;
    bool is_page = text_ends_with(file->path, TEXT(".md"));
    if (file->is_link && !is_page && !text_equals(folder, TEXT("kinds")))
        site_report_not_plain(found, path, file->mode, "put the file or folder itself here");
    if (text_equals(folder, TEXT("kinds")) || !is_page)
        return;
    size_t language = config_language(&into->config, folder);
    bool is_usable = language < into->config.languages.count && name_is_usable(within);
    if (!is_usable)
        note_unusable(into, path, within);
    if (language == into->config.languages.count)
        report(found, FILE_OUTSIDE_LANGUAGES, at(path, 1, 1),
               "pages stand in the folder of their language, such as %.*s/%.*s/",
               TEXT_PRINT(into->config.content), TEXT_PRINT(into->config.languages.codes[0]));
    else if (!is_usable)
        report(found, FILE_NAME_UNUSABLE, at(path, 1, 1), "leave out \\ : * ? \" < > | %% and #");
    else
        add_page_file(reader, memory, &(page_file){ .path = path, .within = within, .language = language, .entry = file });
}

bool site_read_pages(site *into, front_cache *cache, int worker_count, bool may_write_cache, diagnostics *found)
{
    arena scratch = { 0 };
    pages_reader reader = { .into = into, .found = found, .cache = cache };
    reader.files.capacity = into->content_files.count;
    reader.files.items = ARENA_NEW(&scratch, page_file, reader.files.capacity);
    table_reserve(&into->pages_by_path, reader.files.capacity);
    table_reserve(&into->pages_by_url, reader.files.capacity);
    table_reserve(&into->entries_by_id, reader.files.capacity / into->config.languages.count);
    for (size_t i = 0; i < into->content_files.count; i++)
        add_content_file(&reader, &scratch, &into->content_files.items[i]);
    bool fine = read_all(&reader, worker_count, may_write_cache);
    arena_free(&reader.memory);
    arena_free(&scratch);
    return fine;
}
