#include "reading_cache.h"

#include "base/digest.h"

#include <string.h>

// The file: the line below, a checksum of all that follows, the version with its length,
// the number of readings, where each one begins, and the readings.
// The number grows when words come to be read otherwise.
static const text FIRST_LINE = TEXT_CONSTANT("digitori word cache 2\n");

enum { NUMBER = sizeof(uint64_t), IS_FUNCTION_WORD = 1, CLASS_BITS = 0x7F, IS_FOLDED = 0x80 };

// ---- Reading. What was saved passed the checksum, but offsets and lengths are not believed all the same.

static size_t take_byte(text *rest)
{
    if (rest->bytes == NULL || rest->length == 0) {
        *rest = (text){ 0 };
        return 0;
    }
    size_t byte = (unsigned char)rest->bytes[0];
    *rest = text_from(*rest, 1);
    return byte;
}

static text take_short(text *rest)
{
    size_t low = take_byte(rest), length = low | take_byte(rest) << 8;
    if (length > rest->length) {
        *rest = (text){ 0 };
        return (text){ 0 };
    }
    text taken = text_slice(*rest, 0, length);
    if (rest->bytes != NULL)
        *rest = text_from(*rest, length);
    return taken;
}

static text record_at(const reading_cache *cache, size_t index)
{
    uint64_t offset;
    memcpy(&offset, cache->saved.bytes + index * NUMBER, sizeof offset);
    return offset < cache->saved.length ? text_from(cache->saved, (size_t)offset) : (text){ 0 };
}

static text surface_at(const reading_cache *cache, size_t index)
{
    text record = record_at(cache, index);
    return take_short(&record);
}

bool reading_take(text *record, arena *memory, word_reading *taken)
{
    *taken = (word_reading){ .surface = take_short(record) };
    taken->folded = take_short(record);
    if (taken->folded.length == 0)
        taken->folded = taken->surface;
    taken->is_function_word = take_byte(record) == IS_FUNCTION_WORD;
    taken->key_count = take_byte(record);
    taken->name_count = take_byte(record);
    word_key *keys = ARENA_NEW(memory, word_key, taken->key_count);
    for (size_t i = 0; i < taken->key_count; i++) {
        size_t byte = take_byte(record), weight_class = byte & CLASS_BITS;
        keys[i].word = take_short(record);
        keys[i].key = (byte & IS_FOLDED) != 0 ? take_short(record) : keys[i].word;
        if (weight_class >= KEY_CLASS_COUNT)
            return false;
        keys[i].weight_class = (key_class)weight_class;
    }
    text *names = ARENA_NEW(memory, text, taken->name_count);
    for (size_t i = 0; i < taken->name_count; i++)
        names[i] = take_short(record);
    taken->keys = keys;
    taken->names = names;
    return record->bytes != NULL;
}

bool reading_cache_load(reading_cache *cache, text saved, text version)
{
    *cache = (reading_cache){ 0 };
    if (!text_starts_with(saved, FIRST_LINE))
        return false;
    text rest = text_from(saved, FIRST_LINE.length);
    uint64_t sum = record_take_number(&rest);
    if (rest.bytes == NULL || sum != digest_checksum(0, rest) || !text_equals(record_take_text(&rest), version))
        return false;
    uint64_t count = record_take_number(&rest);
    if (rest.bytes == NULL || count > rest.length / NUMBER)
        return false;
    *cache = (reading_cache){ .saved = rest, .count = (size_t)count };
    return true;
}

// The first reading at or after [surface]: steps that double from where the last one was, then halving.
static size_t lower_bound(const reading_cache *cache, text surface)
{
    size_t from = 0, to = cache->count;
    if (cache->cursor < to && text_compare(surface_at(cache, cache->cursor), surface) <= 0) {
        from = cache->cursor;
        size_t step = 1;
        while (step < to - from && text_compare(surface_at(cache, from + step), surface) < 0) {
            from += step;
            step *= 2;
        }
        to = step < to - from ? from + step : to;
    }
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (text_compare(surface_at(cache, middle), surface) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

bool reading_cache_find(reading_cache *cache, arena *memory, text surface, word_reading *found)
{
    if (cache->count == 0)
        return false;
    size_t at = lower_bound(cache, surface);
    cache->cursor = at;
    text record = at < cache->count ? record_at(cache, at) : (text){ 0 };
    return at < cache->count && text_equals(surface_at(cache, at), surface) && reading_take(&record, memory, found);
}

// ---- Writing

static void add_short(buffer *out, text t)
{
    buffer_add_byte(out, (char)(t.length & 0xFF));
    buffer_add_byte(out, (char)(t.length >> 8 & 0xFF));
    buffer_add(out, t);
}

void reading_write(buffer *out, const word_reading *reading)
{
    bool is_folded = !text_equals(reading->folded, reading->surface);
    add_short(out, reading->surface);
    add_short(out, is_folded ? reading->folded : (text){ 0 });
    buffer_add_byte(out, reading->is_function_word ? IS_FUNCTION_WORD : 0);
    buffer_add_byte(out, (char)reading->key_count);
    buffer_add_byte(out, (char)reading->name_count);
    for (size_t i = 0; i < reading->key_count; i++) {
        const word_key *key = &reading->keys[i];
        bool differs = !text_equals(key->key, key->word);
        buffer_add_byte(out, (char)((int)key->weight_class | (differs ? IS_FOLDED : 0)));
        add_short(out, key->word);
        if (differs)
            add_short(out, key->key);
    }
    for (size_t i = 0; i < reading->name_count; i++)
        add_short(out, reading->names[i]);
}

void reading_cache_save(const word_reading *const *readings, size_t count, text version, buffer *out)
{
    buffer records = { 0 }, body = { 0 };
    record_add_text(&body, version);
    record_add_number(&body, count);
    for (size_t i = 0; i < count; i++) {
        record_add_number(&body, count * NUMBER + records.length);
        reading_write(&records, readings[i]);
    }
    buffer_add(&body, buffer_text(&records));
    buffer_add(out, FIRST_LINE);
    record_add_number(out, digest_checksum(0, buffer_text(&body)));
    buffer_add(out, buffer_text(&body));
    buffer_free(&body);
    buffer_free(&records);
}
