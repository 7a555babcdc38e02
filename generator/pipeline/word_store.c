#include "pipeline/word_store.h"

#include <string.h>
#include <sys/mman.h>

static const text FIRST_LINE = TEXT_CONSTANT("digitori page words 1\n");

enum { WORN = 2 };              // times as large as when it was written as a whole
static const uint64_t STORE_LIMIT = (uint64_t)2000 * 1024 * 1024;

// ---- Reading

bool word_store_open(word_store *opened, text path, const word_store_state *state)
{
    *opened = (word_store){ .path = path };
    if (state != NULL) {
        opened->state = *state;
        if (state->identity.size > STORE_LIMIT || !held_file_open(&opened->file, path, &state->identity))
            return false;
    }
    void *shared = mmap(NULL, sizeof(bool), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared != MAP_FAILED)
        opened->is_lost = shared;
    else
        held_file_close(&opened->file);
    return opened->is_lost != NULL;
}

void word_store_close(word_store *opened)
{
    word_store_forget(opened);
    held_file_close(&opened->file);
    if (opened->is_lost != NULL)
        munmap(opened->is_lost, sizeof(bool));
    opened->is_lost = NULL;
}

void word_store_lose(word_store *in)
{
    *in->is_lost = true;
    kept_file_remove(in->path);
}

bool word_store_is_lost(const word_store *of)
{
    return of->is_lost != NULL && *of->is_lost;
}

void word_store_forget(word_store *in)
{
    arena_free(&in->memory);
    in->by_fingerprint = (table){ 0 };
    in->is_read = false;
}

static void note_record(word_store *in, const text *record)
{
    if (record->length < sizeof(fingerprint))
        return;
    text *kept = ARENA_NEW(&in->memory, text, 1);
    *kept = *record;
    *table_put(&in->by_fingerprint, text_slice(*record, 0, sizeof(fingerprint)), NULL) = (uintptr_t)kept;
}

// Up to the checksum at the end, each of the others being right.
static bool take_records(word_store *in, text rest)
{
    uint64_t sum = 0;
    bool fine = text_starts_with(rest, FIRST_LINE);
    rest = fine ? text_from(rest, FIRST_LINE.length) : (text){ 0 };
    while (fine && rest.length > 0) {
        text record = record_take_text(&rest);
        if (record.length > 0) {
            sum = digest_checksum(sum, record);
            note_record(in, &record);
        } else {
            fine = record_take_number(&rest) == sum && rest.bytes != NULL;
        }
    }
    return fine && sum == in->state.sum;
}

static void read_all(word_store *in)
{
    text whole;
    in->is_read = true;
    in->by_fingerprint.memory = &in->memory;
    if (held_file_read(&in->memory, &in->file, &whole) && take_records(in, whole))
        return;
    in->by_fingerprint = (table){ 0 };
    word_store_lose(in);
}

text word_store_find(word_store *in, const fingerprint *words)
{
    if (!in->is_read)
        read_all(in);
    const text *found = table_find(&in->by_fingerprint, fingerprint_text(words));
    return found != NULL ? *found : (text){ 0 };
}

bool word_store_is_worn(const word_store *of)
{
    return of->state.identity.size / WORN > of->state.whole;
}

// ---- Writing

static void add_bytes(word_store_writer *writer, text bytes)
{
    writer->size += bytes.length;
    if (writer->extends)
        buffer_add(&writer->added, bytes);
    else
        kept_file_add(&writer->file, bytes);
}

static void add_number(word_store_writer *writer, uint64_t number)
{
    buffer told = { 0 };
    record_add_number(&told, number);
    add_bytes(writer, buffer_text(&told));
    buffer_free(&told);
}

void word_store_begin(word_store_writer *writer, text path)
{
    *writer = (word_store_writer){ .memory = writer->memory, .path = path, .is_open = true };
    kept_file_begin(&writer->file, writer->memory, path, STORE_LIMIT);
    add_bytes(writer, FIRST_LINE);
}

void word_store_extend(word_store_writer *writer, const word_store *old)
{
    *writer = (word_store_writer){ .memory = writer->memory, .path = old->path, .is_open = true, .extends = true,
                                   .state = old->state, .size = old->state.identity.size };
}

void word_store_add(word_store_writer *writer, text record)
{
    if (!writer->is_open || record.length == 0)
        return;
    writer->state.sum = digest_checksum(writer->state.sum, record);
    add_number(writer, record.length);
    add_bytes(writer, record);
}

void word_store_renew(word_store_writer *writer)
{
    buffer added = writer->added;
    writer->added = (buffer){ 0 };
    word_store_begin(writer, writer->path);
    for (text rest = buffer_text(&added); rest.length > 0;)
        word_store_add(writer, record_take_text(&rest));
    buffer_free(&added);
}

// Nobody else may have written to it since it was opened.
static bool write_file(word_store_writer *writer, bool is_wanted)
{
    file_identity *told = &writer->state.identity;
    return writer->extends ? is_wanted && kept_file_extend_told(writer->path, buffer_text(&writer->added), told)
                           : kept_file_end_told(&writer->file, is_wanted, told);
}

bool word_store_end(word_store_writer *writer, bool is_wanted, word_store_state *state)
{
    bool has_records = writer->extends ? writer->added.length > 0 : writer->size > FIRST_LINE.length, fine = writer->is_open;
    if (!has_records && !writer->extends)
        kept_file_end(&writer->file, false);
    if (has_records) {
        add_number(writer, 0);
        add_number(writer, writer->state.sum);
        fine = write_file(writer, is_wanted) && writer->state.identity.size == writer->size;
        if (!writer->extends)
            writer->state.whole = writer->size;
    }
    *state = writer->state;
    buffer_free(&writer->added);
    *writer = (word_store_writer){ .memory = writer->memory };
    return fine;
}
