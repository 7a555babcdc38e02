#include "pipeline/build_cache.h"

#include "base/files.h"

#include <string.h>
#include <unistd.h>

// The number grows when what is written after it comes to mean something else.
static const text FIRST_LINE = TEXT_CONSTANT("digitori build cache 3\n");

enum { BUFFER_SIZE = 256 * 1024, ENTRY_LIMIT = 256 * 1024 * 1024, CACHE_LIMIT = 2000 * 1024 * 1024 };

// Before each record; the last one has the length 0 and the checksum in place of the id.
typedef struct {
    uint64_t length;
    fingerprint id, key;
} entry_head;

static entry_head last_head(uint64_t sum)
{
    entry_head last = { 0 };
    memcpy(last.id.bytes, &sum, sizeof sum);
    return last;
}

// ---- Reading

static bool take_entry(text *rest, entry_head *head, text *record)
{
    if (rest->length < sizeof *head)
        return false;
    memcpy(head, rest->bytes, sizeof *head);
    *rest = text_from(*rest, sizeof *head);
    if (head->length > rest->length)
        return false;
    *record = text_slice(*rest, 0, (size_t)head->length);
    *rest = text_from(*rest, (size_t)head->length);
    return true;
}

static bool read_entries(build_cache *to, text rest)
{
    uint64_t sum = 0;
    entry_head head;
    text record;
    while (take_entry(&rest, &head, &record)) {
        if (head.length == 0) {
            entry_head expected = last_head(sum);
            return memcmp(&head, &expected, sizeof head) == 0 && rest.length == 0;
        }
        sum = digest_checksum(sum, (text){ (const char *)&head, sizeof head });
        sum = digest_checksum(sum, record);
        cached_job *job = ARENA_NEW(to->memory, cached_job, 1);
        *job = (cached_job){ .id = head.id, .key = head.key, .record = record, .next = to->first };
        to->first = job;
        table_set(&to->jobs, fingerprint_text(&job->id), job);
    }
    return false;
}

void build_cache_open(build_cache *opened, text path)
{
    text whole;
    opened->jobs = (table){ .memory = opened->memory };
    // One that may not be read is no failure of the machine.
    opened->is_open = access(text_to_string(opened->memory, path), R_OK) == 0 && file_read(opened->memory, path, CACHE_LIMIT, &whole) == FILE_READ
        && text_starts_with(whole, FIRST_LINE) && read_entries(opened, text_from(whole, FIRST_LINE.length));
    if (!opened->is_open)
        *opened = (build_cache){ .memory = opened->memory, .jobs.memory = opened->memory };
}

cached_job *build_cache_find(const build_cache *in, const fingerprint *id)
{
    return table_find(&in->jobs, fingerprint_text(id));
}

// ---- Writing

static bool write_bytes(cache_writer *writer, const void *bytes, size_t length)
{
    return fwrite(bytes, 1, length, writer->file) == length;
}

static void give_up(cache_writer *writer)
{
    fclose(writer->file);
    writer->file = NULL;
    unlink(writer->fresh.bytes);
}

void cache_writer_begin(cache_writer *writer, text path)
{
    writer->path = path;
    writer->fresh = text_format(writer->memory, "%.*s.%ld", TEXT_PRINT(path), (long)getpid());
    writer->file = fopen(writer->fresh.bytes, "wbe");
    writer->sum = 0;
    if (writer->file == NULL)
        return;
    setvbuf(writer->file, NULL, _IOFBF, BUFFER_SIZE);
    if (!write_bytes(writer, FIRST_LINE.bytes, FIRST_LINE.length))
        give_up(writer);
}

void cache_writer_add(cache_writer *writer, const fingerprint *id, const fingerprint *key, text record)
{
    entry_head head = { record.length, *id, *key };
    if (writer->file == NULL || record.length == 0 || record.length > ENTRY_LIMIT)
        return;
    writer->sum = digest_checksum(writer->sum, (text){ (const char *)&head, sizeof head });
    writer->sum = digest_checksum(writer->sum, record);
    if (!write_bytes(writer, &head, sizeof head) || !write_bytes(writer, record.bytes, record.length))
        give_up(writer);
}

void cache_writer_end(cache_writer *writer, bool is_wanted)
{
    if (writer->file == NULL)
        return;
    entry_head last = last_head(writer->sum);
    bool fine = is_wanted && write_bytes(writer, &last, sizeof last) && fflush(writer->file) == 0;
    const char *path = text_to_string(writer->memory, writer->path);
    if (!fine || rename(writer->fresh.bytes, path) != 0) {
        give_up(writer);
        return;
    }
    fclose(writer->file);
    writer->file = NULL;
}
