#include "search/lexicon_parts.h"

#include "base/packed.h"


// The file: this line, a checksum of all that follows, the version, the contents. Their number grows when words come to
// be told otherwise.
static const text FIRST_LINE = TEXT_CONSTANT("digitori lexicon 2\n");

// ---- Reading. What was saved passed the checksum, but numbers and lengths are not believed all the same.

static bool take_frame(text *saved, const fingerprint *version)
{
    if (!text_starts_with(*saved, FIRST_LINE))
        return false;
    *saved = text_from(*saved, FIRST_LINE.length);
    uint64_t sum = record_take_number(saved);
    if (saved->bytes == NULL || sum != digest_checksum(0, *saved) || !text_starts_with(*saved, fingerprint_text(version)))
        return false;
    *saved = text_from(*saved, fingerprint_text(version).length);
    return true;
}

// So many as the rest has bytes for.
static bool take_count(text *rest, size_t *count)
{
    uint64_t number;
    bool fine = packed_take(rest, &number) && number <= rest->length;
    *count = fine ? (size_t)number : 0;
    return fine;
}

static bool take_keys(arena *memory, text *rest, kept_lexicon *into)
{
    if (!take_count(rest, &into->key_count))
        return false;
    into->keys = ARENA_NEW(memory, text, into->key_count + 1);
    for (size_t i = 0; i < into->key_count; i++)
        into->keys[i] = packed_take_text(rest);
    return rest->bytes != NULL;
}

// Whether all its numbers are those of keys and entries.
static bool is_sound(const kept_lexicon *in, const kept_entry *entry)
{
    text told = entry->told, related = entry->related;
    uint64_t number = 0, keys = 0;
    bool fine = packed_take(&told, &number) && (number == 0 || number - 1 <= told.length);
    told = text_from(told, number > 0 ? (size_t)number - 1 : 0);
    fine = fine && packed_take(&told, &keys);
    for (keys >>= 1; fine && keys > 0; keys--) {
        fine = packed_take(&told, &number) && number < in->key_count;
        fine = fine && packed_take(&told, &number) && number < KEY_CLASS_COUNT;
    }
    while (fine && related.length > 0)
        fine = packed_take(&related, &number) && number < in->count;
    return fine && told.length == 0;
}

static bool take_entries(arena *memory, text *rest, kept_lexicon *into)
{
    if (!take_count(rest, &into->count))
        return false;
    into->entries = ARENA_NEW(memory, kept_entry, into->count + 1);
    for (size_t i = 0; i < into->count; i++) {
        uint64_t weight = 0;
        kept_entry *made = &into->entries[i];
        made->surface = packed_take_text(rest);
        packed_take(rest, &weight);
        made->weight = (uint32_t)weight;
        made->told = packed_take_text(rest);
        made->related = packed_take_text(rest);
        made->asked = packed_take_text(rest);
        bool is_in_order = i == 0 || text_compare(made[-1].surface, made->surface) < 0;
        if (rest->bytes == NULL || !is_in_order || !is_sound(into, made))
            return false;
    }
    return rest->bytes != NULL;
}

bool kept_lexicon_read(arena *memory, text saved, const fingerprint *version, kept_lexicon *into)
{
    uint64_t flags = 0;
    *into = (kept_lexicon){ 0 };
    bool fine = take_frame(&saved, version) && packed_take(&saved, &flags) && take_keys(memory, &saved, into)
             && take_entries(memory, &saved, into);
    if (!fine)
        *into = (kept_lexicon){ 0 };
    into->lacks_dictionary = (flags & 1) != 0;
    into->has_dictionary = (flags & 2) != 0;
    return fine;
}

uint32_t kept_lexicon_find(const kept_lexicon *in, text surface)
{
    size_t low = 0, high = in->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(in->entries[middle].surface, surface) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_there = low < in->count && text_equals(in->entries[low].surface, surface);
    return is_there ? (uint32_t)low : NO_ENTRY;
}

// ---- What a change touches

// Says of most places in a text that no part begins there.
typedef struct {
    unsigned char may_begin[1 << 16];
} beginnings;

static size_t place_of(const char *bytes)
{
    return ((size_t)(unsigned char)bytes[0] * 31 + (unsigned char)bytes[1]) * 31 + (unsigned char)bytes[2];
}

static bool holds_any(const beginnings *of, text asked, surface_list parts)
{
    for (size_t at = 0; at + TOUCHED_LEAST <= asked.length; at++) {
        if (!of->may_begin[place_of(asked.bytes + at) & 0xFFFF])
            continue;
        for (size_t i = 0; i < parts.count; i++)
            if (text_starts_with(text_from(asked, at), parts.items[i]))
                return true;
    }
    return false;
}

void kept_lexicon_mark_touched(const kept_lexicon *in, surface_list parts, bool *marks)
{
    beginnings of = { { 0 } };
    for (size_t i = 0; i < parts.count; i++)
        of.may_begin[place_of(parts.items[i].bytes) & 0xFFFF] = 1;
    for (size_t i = 0; i < in->count; i++)
        marks[i] = marks[i] || holds_any(&of, in->entries[i].asked, parts);
}

// ---- Writing

void kept_lexicon_save(text contents, buffer *out)
{
    buffer_add(out, FIRST_LINE);
    record_add_number(out, digest_checksum(0, contents));
    buffer_add(out, contents);
}
