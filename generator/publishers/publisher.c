#include "publishers/publisher.h"

#include "base/files.h"

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
    return text_format(memory, "%.*s/%s%.*s", TEXT_PRINT(of->staging), in->kit == NULL ? "site/" : "",
                       TEXT_PRINT(in->folder));
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
    text *items;
    size_t count, capacity;
} written;

void build_outputs_begin(void)
{
    arena_reset(&written.memory);
    written.items = NULL;
    written.count = written.capacity = 0;
}

void build_note_output(text url)
{
    *ARENA_PUSH(&written.memory, written) = text_copy(&written.memory, url);
}

void build_outputs_to_record(const build *of, size_t edition_number, buffer *record)
{
    text folder = build_folder(&written.memory, of, edition_number);
    record_add_number(record, written.count);
    for (size_t i = 0; i < written.count; i++) {
        file_identity identity = file_identity_of(text_join(&written.memory, folder, written.items[i]));
        record_add_text(record, written.items[i]);
        record_add_text(record, (text){ (const char *)&identity, sizeof identity });
    }
}

bool build_write(const build *of, size_t edition_number, text url, text contents)
{
    assert(build_stays_inside(url));
    if (of->is_check)
        return true;
    arena scratch = { 0 };
    text path = text_join(&scratch, build_folder(&scratch, of, edition_number), url);
    build_note_output(url);
    bool fine = file_write(path, contents);
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
