// The lexicon as it is passed on and kept. Keys get new numbers each time, so that those nobody has any more are gone.
#include "search/lexicon_parts.h"

#include "base/packed.h"
#include "search/text_order.h"

typedef struct {
    lexicon_maker *with;
    table known;            // key -> 1 + its number in what is kept
    uint32_t *renumbered;   // by number in what is kept: 1 + the new number
    table fresh;            // key that only fresh words have -> its number
    struct { text *items; size_t count, capacity; } keys;
    struct { size_t *items; size_t count, capacity; } little;   // numbers of the keys that function words have
    uint32_t *order;        // places by bytes
    uint32_t *entry_of;     // by place: its number in what will be kept
    buffer told, related;
} writer;

static size_t number_of_known(writer *to, size_t known)
{
    if (to->renumbered[known] == 0) {
        *ARENA_PUSH(&to->with->memory, to->keys) = to->with->kept.keys[known];
        to->renumbered[known] = (uint32_t)to->keys.count;
    }
    return to->renumbered[known] - 1;
}

static size_t number_of(writer *to, text key)
{
    const uintptr_t *known = table_get(&to->known, key);
    if (known != NULL)
        return number_of_known(to, (size_t)*known - 1);
    bool is_new;
    uintptr_t *number = table_put(&to->fresh, key, &is_new);
    if (is_new) {
        *ARENA_PUSH(&to->with->memory, to->keys) = key;
        *number = to->keys.count - 1;
    }
    return (size_t)*number;
}

// ---- A word

// Takes what was told of a word, with keys as [is_fresh] says, into to->told.
static void tell_word(writer *to, text told, bool is_fresh, bool is_function_word)
{
    uint64_t folded = 0, head = 0, known = 0, weight_class = 0;
    buffer_clear(&to->told);
    packed_take(&told, &folded);
    packed_add(&to->told, folded);
    buffer_add(&to->told, text_slice(told, 0, folded > 0 ? (size_t)folded - 1 : 0));
    told = text_from(told, folded > 0 ? (size_t)folded - 1 : 0);
    packed_take(&told, &head);
    packed_add(&to->told, head);
    for (uint64_t i = 0; i < head >> 1 && told.length > 0; i++) {
        if (!is_fresh)
            packed_take(&told, &known);
        size_t key = is_fresh ? number_of(to, packed_take_text(&told)) : number_of_known(to, (size_t)known);
        packed_take(&told, &weight_class);
        packed_add(&to->told, key);
        packed_add(&to->told, weight_class);
        if (is_function_word && weight_class == KEY_LEMMA)
            *ARENA_PUSH(&to->with->memory, to->little) = key;
    }
}

static void tell_related(writer *to, const lexicon_source *of)
{
    lexicon_maker *with = to->with;
    buffer_clear(&to->related);
    if (of->weight == 0)
        return;
    if (of->kept != NO_ENTRY) {
        text rest = with->kept.entries[of->kept].related;
        for (uint64_t entry; packed_take(&rest, &entry);)
            packed_add(&to->related, to->entry_of[with->place_of_kept[entry]]);
        return;
    }
    const fresh_word *word = &with->fresh.items[of->fresh];
    for (size_t i = 0; i < word->related_count; i++)
        packed_add(&to->related, to->entry_of[word->related[i]]);
}

static void write_word(writer *to, size_t place, buffer *record, buffer *kept)
{
    const lexicon_source *of = &to->with->sources.items[place];
    bool is_fresh = of->kept == NO_ENTRY;
    const fresh_word *fresh = is_fresh ? &to->with->fresh.items[of->fresh] : NULL;
    const kept_entry *entry = is_fresh ? NULL : &to->with->kept.entries[of->kept];
    tell_word(to, is_fresh ? fresh->told : entry->told, is_fresh, of->is_function_word);
    if (of->weight > 0 || of->is_related) {
        packed_add(record, of->weight > 0 ? to->with->numbers[place] + 1 : 0);
        if (of->weight == 0)
            packed_add_text(record, of->surface);
        buffer_add(record, buffer_text(&to->told));
    }
    if (kept == NULL)
        return;
    packed_add_text(kept, of->surface);
    packed_add(kept, of->weight);
    packed_add_text(kept, buffer_text(&to->told));
    tell_related(to, of);
    packed_add_text(kept, buffer_text(&to->related));
    packed_add_text(kept, is_fresh ? fresh->asked : entry->asked);
}

// ---- All of them

// The words of the corpus are in order already, the others are few.
static void put_in_order(writer *to)
{
    lexicon_maker *with = to->with;
    size_t others = with->sources.count - with->count, o = 0;
    text *surfaces = ARENA_NEW(&with->memory, text, others + 1);
    for (size_t i = 0; i < others; i++)
        surfaces[i] = with->sources.items[with->count + i].surface;
    const uint32_t *order = text_order(&with->memory, surfaces, others);
    to->order = ARENA_NEW(&with->memory, uint32_t, with->sources.count + 1);
    to->entry_of = ARENA_NEW(&with->memory, uint32_t, with->sources.count + 1);
    for (size_t c = 0; c + o < with->sources.count;) {
        bool is_other = c == with->count
            || (o < others && text_compare(surfaces[order[o]], with->sources.items[c].surface) < 0);
        size_t place = is_other ? with->count + order[o] : c;
        to->entry_of[place] = (uint32_t)(c + o);
        to->order[c + o] = (uint32_t)place;
        *(is_other ? &o : &c) += 1;
    }
}

static void know_keys(writer *to)
{
    lexicon_maker *with = to->with;
    to->known.memory = to->fresh.memory = &with->memory;
    to->renumbered = ARENA_NEW(&with->memory, uint32_t, with->kept.key_count + 1);
    if (with->fresh.count == 0)
        return;
    table_reserve(&to->known, with->kept.key_count);
    for (size_t i = 0; i < with->kept.key_count; i++)
        *table_put(&to->known, with->kept.keys[i], NULL) = i + 1;
}

static void write_keys(const writer *from, buffer *out)
{
    packed_add(out, from->keys.count);
    for (size_t i = 0; i < from->keys.count; i++)
        packed_add_text(out, from->keys.items[i]);
}

static void write_little(const writer *from, buffer *record)
{
    bool *is_little = ARENA_NEW(&from->with->memory, bool, from->keys.count + 1);
    for (size_t i = 0; i < from->little.count; i++)
        is_little[from->little.items[i]] = true;
    for (size_t i = 0; i < from->keys.count; i++)
        packed_add(record, is_little[i]);
}

void lexicon_write(lexicon_maker *with, buffer *record, buffer *kept)
{
    writer to = { .with = with };
    buffer words = { 0 }, entries = { 0 };
    size_t others = 0;
    know_keys(&to);
    put_in_order(&to);
    for (size_t i = 0; i < with->sources.count; i++)
        write_word(&to, to.order[i], &words, kept != NULL ? &entries : NULL);
    for (size_t i = with->count; i < with->sources.count; i++)
        others += with->sources.items[i].is_related;
    packed_add(record, with->lacks_dictionary);
    packed_add(record, with->has_dictionary);
    write_keys(&to, record);
    write_little(&to, record);
    packed_add(record, others);
    buffer_add(record, buffer_text(&words));
    buffer_free(&words);
    if (kept != NULL) {
        packed_add(kept, (uint64_t)with->lacks_dictionary | (uint64_t)with->has_dictionary << 1);
        write_keys(&to, kept);
        packed_add(kept, with->sources.count);
        buffer_add(kept, buffer_text(&entries));
        buffer_free(&entries);
    }
    buffer_free(&to.told);
    buffer_free(&to.related);
}
