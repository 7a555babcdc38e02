#include "pipeline/build_cache.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The number grows when what is written after it comes to mean something else.
static const text FIRST_LINE = TEXT_CONSTANT("digitori build cache 2\n");

enum { BUFFER_SIZE = 256 * 1024, ENTRY_LIMIT = 256 * 1024 * 1024 };

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

static bool read_first_line(FILE *file)
{
    char line[64];
    return fread(line, 1, FIRST_LINE.length, file) == FIRST_LINE.length
        && memcmp(line, FIRST_LINE.bytes, FIRST_LINE.length) == 0;
}

static void add_job(build_cache *to, const entry_head *head, uint64_t offset)
{
    cached_job *job = ARENA_NEW(to->memory, cached_job, 1);
    *job = (cached_job){ head->id, head->key, offset, head->length };
    table_set(&to->jobs, fingerprint_text(&job->id), job);
}

static bool read_entries(build_cache *to)
{
    uint64_t sum = 0, offset = FIRST_LINE.length;
    char *bytes = NULL;
    size_t room = 0;
    bool is_whole = false;
    for (entry_head head; !is_whole && fread(&head, sizeof head, 1, to->file) == 1 && head.length <= ENTRY_LIMIT;) {
        offset += sizeof head;
        if (head.length == 0) {
            entry_head expected = last_head(sum);
            is_whole = memcmp(&head, &expected, sizeof head) == 0 && fgetc(to->file) == EOF;
            break;
        }
        if (head.length > room) {
            room = (size_t)head.length;
            bytes = memory_resize(bytes, room, 1);
        }
        if (fread(bytes, 1, (size_t)head.length, to->file) != head.length)
            break;
        sum = digest_checksum(sum, (text){ (const char *)&head, sizeof head });
        sum = digest_checksum(sum, (text){ bytes, (size_t)head.length });
        add_job(to, &head, offset);
        offset += head.length;
    }
    free(bytes);
    return is_whole;
}

void build_cache_open(build_cache *opened, text path)
{
    opened->jobs = (table){ .memory = opened->memory };
    opened->file = fopen(text_to_string(opened->memory, path), "rbe");
    if (opened->file == NULL)
        return;
    setvbuf(opened->file, NULL, _IOFBF, BUFFER_SIZE);
    if (!read_first_line(opened->file) || !read_entries(opened))
        build_cache_close(opened);
}

const cached_job *build_cache_find(const build_cache *in, const fingerprint *id)
{
    return table_find(&in->jobs, fingerprint_text(id));
}

text build_cache_record(const build_cache *in, arena *memory, const cached_job *of)
{
    char *bytes = ARENA_NEW(memory, char, (size_t)of->length + 1);
    size_t length = 0;
    for (ssize_t got = 1; got > 0 && length < of->length; length += got > 0 ? (size_t)got : 0)
        got = pread(fileno(in->file), bytes + length, (size_t)of->length - length, (off_t)(of->offset + length));
    return length == of->length ? (text){ bytes, length } : (text){ 0 };
}

void build_cache_close(build_cache *opened)
{
    if (opened->file != NULL)
        fclose(opened->file);
    opened->file = NULL;
    opened->jobs = (table){ .memory = opened->memory };
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
