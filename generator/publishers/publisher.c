#include "publishers/publisher.h"

#include "base/files.h"
#include "base/packed.h"

#include <assert.h>

enum { COPIED_FILE_LIMIT = 256 * 1024 * 1024 };

job *build_add_job(build *of, job_list *jobs, const publisher *by, stage when, int what, size_t edition_number,
                   text url, text path, place where)
{
    edition *in = &of->editions.items[edition_number];
    if (url.length > 0 && !edition_claim(of->memory, in, url, path, where, of->found))
        return NULL;
    job *made = ARENA_PUSH(of->memory, *jobs);
    *made = (job){ .publisher = by, .stage = when, .what = what, .edition = edition_number,
                   .language = in->language, .url = url, .path = path };
    return made;
}

data *build_upstreams(arena *memory, const build *of)
{
    const upstream *from = &of->site->upstream;
    data *list = data_list(memory);
    for (size_t i = 0; from->is_fork && i < from->manifest.origin_count; i++) {
        const kit_origin *origin = &from->manifest.origins[i];
        data *told = data_map(memory);
        data_set_text(memory, told, "title", origin->title);
        data_set_or_nothing(memory, told, "url", origin->url);
        data_set_or_nothing(memory, told, "publisher", origin->publisher);
        data_set_or_nothing(memory, told, "kit", origin->kit);
        data_set_or_nothing(memory, told, "version", origin->version);
        data_set_or_nothing(memory, told, "licence", origin->licence);
        data_set_or_nothing(memory, told, "licence_url", origin->licence_url);
        data_add(memory, list, told);
    }
    return list;
}

void build_note_file(build *of, size_t edition_number, text path)
{
    content_files *files = &of->files[edition_number];
    files->known.memory = of->memory;
    text kept = text_copy(of->memory, path);
    bool is_new;
    table_put(&files->known, kept, &is_new);
    if (is_new)
        *ARENA_PUSH(of->memory, *files) = kept;
}

text build_folder(arena *memory, const build *of, size_t edition_number)
{
    const edition *in = &of->editions.items[edition_number];
    text inside = text_join(memory, in->kit == NULL ? TEXT("/site/") : TEXT("/"), in->folder);
    return text_join(memory, of->staging, inside);
}

bool build_stays_inside(text url)
{
    text part;
    if (url.length == 0 || url.bytes[0] == '/')
        return false;
    while (text_take_part(&url, '/', &part))
        if (part.length == 0 || text_equals(part, TEXT(".")) || text_equals(part, TEXT("..")))
            return false;
    return true;
}

// Of the job that this worker is doing.
static struct {
    arena memory;
    struct { text url; file_identity identity; } *items;    // an identity of zero is not known
    size_t count, capacity;
    text words;
} written;

static struct {
    uint32_t *items;
    size_t count, capacity;
    bool is_wanted, is_all;
    arena memory;           // as long as the worker
    bool *is_noted;         // by page number
} shown_by_job;

static void forget_shown(const build *of)
{
    if (shown_by_job.is_noted == NULL)
        shown_by_job.is_noted = ARENA_NEW(&shown_by_job.memory, bool, of->site->page_count + 1);
    for (size_t i = 0; i < shown_by_job.count; i++)
        shown_by_job.is_noted[shown_by_job.items[i]] = false;
    shown_by_job.items = NULL;
    shown_by_job.count = shown_by_job.capacity = 0;
}

void build_traces_begin(const build *of, const job *done)
{
    forget_shown(of);
    arena_reset(&written.memory);
    written.items = NULL;
    written.words = (text){ 0 };
    written.count = written.capacity = 0;
    shown_by_job.is_wanted = done->reads == READS_SHOWN;
    shown_by_job.is_all = false;
    site_forget_changed_bodies();
}

void build_note_work(const build *of, const page *one)
{
    if (of->page_at_work != NULL)
        *of->page_at_work = one != NULL ? one->number + 1 : 0;
}

void build_note_output(text url)
{
    ARENA_PUSH(&written.memory, written)->url = text_copy(&written.memory, url);
}

void build_note_words(text told_words)
{
    written.words = text_copy(&written.memory, told_words);
}

void build_words_to_record(buffer *record)
{
    record_add_text(record, written.words);
}

void build_outputs_to_record(const build *of, size_t edition_number, buffer *record)
{
    text folder = build_folder(&written.memory, of, edition_number);
    record_add_number(record, written.count);
    for (size_t i = 0; i < written.count; i++) {
        file_identity identity = written.items[i].identity;
        if (identity.inode == 0)
            identity = file_identity_of(text_join(&written.memory, folder, written.items[i].url));
        record_add_text(record, written.items[i].url);
        record_add_text(record, (text){ (const char *)&identity, sizeof identity });
    }
}

void build_note_shown(const page *shown)
{
    uint32_t number = (uint32_t)shown->number;
    if (!shown_by_job.is_wanted || shown_by_job.is_noted[number])
        return;
    shown_by_job.is_noted[number] = true;
    *ARENA_PUSH(&written.memory, shown_by_job) = number;
}

void build_note_all_shown(void)
{
    shown_by_job.is_all = true;
}

fingerprint build_fronts_of(const build *of, text numbers)
{
    buffer told = { 0 };
    for (uint64_t number; packed_take(&numbers, &number);)
        if (number < of->site->page_count)
            buffer_add(&told, fingerprint_text(&of->site->pages[number].front));
    fingerprint made = fingerprint_of(buffer_text(&told));
    buffer_free(&told);
    return made;
}

fingerprint build_fronts_of_all(const build *of)
{
    buffer told = { 0 };
    for (size_t i = 0; i < of->site->page_count; i++)
        buffer_add(&told, fingerprint_text(&of->site->pages[i].front));
    buffer_add(&told, fingerprint_text(&of->site->form_inputs));
    fingerprint made = fingerprint_of(buffer_text(&told));
    buffer_free(&told);
    return made;
}

void build_shown_to_record(const build *of, buffer *record)
{
    buffer numbers = { 0 };
    for (size_t i = 0; i < shown_by_job.count && !shown_by_job.is_all; i++)
        packed_add(&numbers, shown_by_job.items[i]);
    fingerprint made_of = shown_by_job.is_all ? build_fronts_of_all(of) : build_fronts_of(of, buffer_text(&numbers));
    record_add_number(record, site_body_has_changed());
    record_add_number(record, shown_by_job.is_all);
    record_add_text(record, buffer_text(&numbers));
    record_add_text(record, fingerprint_text(&made_of));
    buffer_free(&numbers);
}

bool build_write(const build *of, size_t edition_number, text url, text contents)
{
    assert(build_stays_inside(url));
    if (of->is_check)
        return true;
    arena scratch = { 0 };
    text path = text_join(&scratch, build_folder(&scratch, of, edition_number), url);
    build_note_output(url);
    bool fine = file_write_told(path, contents, &written.items[written.count - 1].identity);
    arena_free(&scratch);
    return fine;
}

bool build_copy(const build *of, size_t edition_number, text url)
{
    arena scratch = { 0 };
    text path = text_join(&scratch, build_folder(&scratch, of, 0), url), contents;
    bool fine = of->is_check
        || (file_read(&scratch, path, COPIED_FILE_LIMIT, &contents) == FILE_READ
            && build_write(of, edition_number, url, contents));
    arena_free(&scratch);
    return fine;
}
