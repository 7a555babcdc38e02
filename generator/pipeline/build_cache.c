#include "pipeline/build_cache.h"

#include <string.h>

static const text FIRST_LINE = TEXT_CONSTANT(BUILD_CACHE_FIRST_LINE);

enum { ENTRY_LIMIT = 256 * 1024 * 1024, CACHE_LIMIT = 2000 * 1024 * 1024 };

// Before each record; the last one has the length 0 and the checksum in place of the number.
typedef struct {
    uint64_t length, number;
    job_key key;
} entry_head;

static entry_head last_head(uint64_t sum)
{
    return (entry_head){ .number = sum };
}

// ---- Reading

static bool take_bytes(text *rest, void *bytes, size_t length)
{
    if (rest->length < length)
        return false;
    memcpy(bytes, rest->bytes, length);
    *rest = text_from(*rest, length);
    return true;
}

static bool take_entry(text *rest, entry_head *head, text *record)
{
    if (!take_bytes(rest, head, sizeof *head) || head->length > rest->length)
        return false;
    *record = text_slice(*rest, 0, (size_t)head->length);
    *rest = text_from(*rest, (size_t)head->length);
    return true;
}

static void take_job(build_cache *to, const entry_head *head, text record)
{
    cached_job **place_of = &to->jobs[head->number];
    if (*place_of == NULL) {
        *place_of = ARENA_NEW(to->memory, cached_job, 1);
        (*place_of)->next = to->first;
        to->first = *place_of;
    } else {
        to->replaced += sizeof *head + (*place_of)->record.length;
    }
    (*place_of)->key = head->key;
    (*place_of)->record = record;
}

static bool read_entries(build_cache *to, text rest)
{
    entry_head head;
    text record;
    bool is_at_end = false;
    while (take_entry(&rest, &head, &record)) {
        is_at_end = head.length == 0;
        if (is_at_end) {
            entry_head expected = last_head(to->sum);
            if (memcmp(&head, &expected, sizeof head) != 0)
                return false;
            continue;
        }
        if (head.number >= to->head.job_count)
            return false;
        to->sum = digest_checksum(to->sum, (text){ (const char *)&head, sizeof head });
        to->sum = digest_checksum(to->sum, record);
        take_job(to, &head, record);
    }
    return is_at_end && rest.length == 0;
}

// A job takes more than a byte, so that a count that is wrong asks for little memory.
static bool read_all(build_cache *to, text whole)
{
    if (!text_starts_with(whole, FIRST_LINE))
        return false;
    text rest = text_from(whole, FIRST_LINE.length);
    if (!take_bytes(&rest, &to->head, sizeof to->head) || to->head.job_count > whole.length)
        return false;
    to->jobs = ARENA_NEW(to->memory, cached_job *, to->head.job_count);
    to->size = whole.length;
    to->sum = digest_checksum(0, (text){ (const char *)&to->head, sizeof to->head });
    return read_entries(to, rest);
}

void build_cache_open(build_cache *opened, text path)
{
    text whole;
    opened->is_open = kept_file_read(opened->memory, path, CACHE_LIMIT, &whole) && read_all(opened, whole);
    if (!opened->is_open)
        *opened = (build_cache){ .memory = opened->memory };
}

cached_job *build_cache_find(const build_cache *in, size_t number)
{
    return number < in->head.job_count ? in->jobs[number] : NULL;
}

// ---- Writing

static void add_bytes(cache_writer *writer, const void *bytes, size_t length)
{
    text added = { bytes, length };
    if (writer->extended.length > 0)
        buffer_add(&writer->added, added);
    else
        kept_file_add(&writer->file, added);
}

static void add_summed(cache_writer *writer, const void *bytes, size_t length)
{
    writer->sum = digest_checksum(writer->sum, (text){ bytes, length });
    add_bytes(writer, bytes, length);
}

void cache_writer_begin(cache_writer *writer, text path, const cache_head *head)
{
    *writer = (cache_writer){ .memory = writer->memory };
    kept_file_begin(&writer->file, writer->memory, path, CACHE_LIMIT);
    kept_file_add(&writer->file, FIRST_LINE);
    add_summed(writer, head, sizeof *head);
}

void cache_writer_extend(cache_writer *writer, text path, const build_cache *old)
{
    *writer = (cache_writer){ .memory = writer->memory, .sum = old->sum, .extended = path };
}

bool cache_writer_is_open(const cache_writer *writer)
{
    return writer->file.file != NULL || writer->extended.length > 0;
}

void cache_writer_add(cache_writer *writer, size_t number, const job_key *key, text record)
{
    entry_head head = { record.length, number, *key };
    if (record.length == 0 || record.length > ENTRY_LIMIT)
        return;
    add_summed(writer, &head, sizeof head);
    add_summed(writer, record.bytes, record.length);
}

bool cache_writer_end(cache_writer *writer, bool is_wanted)
{
    entry_head last = last_head(writer->sum);
    bool has_entries = writer->extended.length == 0 || writer->added.length > 0;
    if (has_entries)
        add_bytes(writer, &last, sizeof last);
    bool fine = writer->extended.length == 0 ? kept_file_end(&writer->file, is_wanted)
                                             : is_wanted && kept_file_extend(writer->extended, buffer_text(&writer->added));
    buffer_free(&writer->added);
    *writer = (cache_writer){ .memory = writer->memory };
    return fine;
}
