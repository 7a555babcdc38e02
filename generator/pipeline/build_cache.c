#include "pipeline/build_cache.h"

#include <string.h>

// The number grows when what is written after it comes to mean something else.
static const text FIRST_LINE = TEXT_CONSTANT("digitori build cache 3\n");

enum { ENTRY_LIMIT = 256 * 1024 * 1024, CACHE_LIMIT = 2000 * 1024 * 1024 };

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
    opened->is_open = kept_file_read(opened->memory, path, CACHE_LIMIT, &whole)
        && text_starts_with(whole, FIRST_LINE) && read_entries(opened, text_from(whole, FIRST_LINE.length));
    if (!opened->is_open)
        *opened = (build_cache){ .memory = opened->memory, .jobs.memory = opened->memory };
}

cached_job *build_cache_find(const build_cache *in, const fingerprint *id)
{
    return table_find(&in->jobs, fingerprint_text(id));
}

// ---- Writing

void cache_writer_begin(cache_writer *writer, text path)
{
    writer->sum = 0;
    kept_file_begin(&writer->file, writer->memory, path);
    kept_file_add(&writer->file, FIRST_LINE);
}

void cache_writer_add(cache_writer *writer, const fingerprint *id, const fingerprint *key, text record)
{
    entry_head head = { record.length, *id, *key };
    text head_bytes = { (const char *)&head, sizeof head };
    if (record.length == 0 || record.length > ENTRY_LIMIT)
        return;
    writer->sum = digest_checksum(writer->sum, head_bytes);
    writer->sum = digest_checksum(writer->sum, record);
    kept_file_add(&writer->file, head_bytes);
    kept_file_add(&writer->file, record);
}

bool cache_writer_end(cache_writer *writer, bool is_wanted)
{
    entry_head last = last_head(writer->sum);
    kept_file_add(&writer->file, (text){ (const char *)&last, sizeof last });
    return kept_file_end(&writer->file, is_wanted);
}
