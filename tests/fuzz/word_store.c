// The words of pages that a build keeps beside its cache: the file as it is, then its pieces as records that are written,
// added to, found again and gone through. A checksum is no secret: it is right here.
#include "fuzz.h"

#include "pipeline/word_store.h"
#include "search/corpus.h"
#include "search/page_words.h"

enum { RECORDS_MOST = 16 };

typedef struct {
    text items[RECORDS_MOST];
    size_t count;
} record_list;

static arena kept;
static text path;

static void prepare(void)
{
    path = path_join(&kept, make_scratch(), TEXT("words"));
}

static text find(void *context, const fingerprint *words)
{
    return word_store_find(context, words);
}

static void forget(void *context)
{
    word_store_forget(context);
}

// That it is damaged is known afterwards, and is no failure of the machine.
static void try_file(text input)
{
    word_store opened;
    text last = text_from(input, input.length > sizeof(uint64_t) ? input.length - sizeof(uint64_t) : 0);
    require(file_write(path, input));
    word_store_state state = { .identity = file_identity_of(path), .sum = record_take_number(&last) };
    fingerprint wanted = fingerprint_of(input);
    require(word_store_open(&opened, path, &state));
    text found_record = word_store_find(&opened, &wanted);
    require(word_store_is_lost(&opened) != path_exists(path) && !machine_has_failed());
    require(found_record.length == 0 || text_starts_with(found_record, fingerprint_text(&wanted)));
    word_store_close(&opened);
}

static text record_of(text told)
{
    fingerprint words = fingerprint_of(told);
    return text_join(&memory, text_copy(&memory, fingerprint_text(&words)), told);
}

static record_list take_records(text input)
{
    record_list made = { .count = 0 };
    while (input.length > 0 && made.count < RECORDS_MOST)
        made.items[made.count++] = record_of(take_piece(&input));
    return made;
}

static void require_found(word_store *in, const record_list *records, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fingerprint wanted = counted_words_fingerprint(records->items[i]);
        require(text_equals(word_store_find(in, &wanted), records->items[i]));
    }
}

static void go_through(word_store *from, const record_list *records)
{
    search_corpus corpus = { .memory = &memory, .pages = ARENA_NEW(&memory, corpus_page, records->count),
                             .page_count = records->count, .kept = { find, forget, from } };
    for (size_t i = 0; i < records->count; i++)
        corpus_add_later(&corpus, i, text_slice(records->items[i], 0, COUNTED_WORDS_SUMMARY));
    require(corpus_complete(&corpus) && !corpus_is_waiting(&corpus));
    for (size_t i = 0; i < records->count; i++) {
        text packed = corpus.pages[i].packed;
        for (corpus_word word; corpus_next(&packed, &word);)
            require(word.surface < corpus.surfaces.count);
    }
}

static void write_some(word_store_writer *writer, const record_list *records, size_t from, size_t to, word_store_state *state)
{
    for (size_t i = from; i < to; i++)
        word_store_add(writer, records->items[i]);
    require(word_store_end(writer, true, state));
}

// Half of them are written, the others added, and then all of them anew.
static void try_records(const record_list *records)
{
    word_store_writer writer = { .memory = &memory };
    word_store_state state;
    word_store first, second;
    size_t half = (records->count + 1) / 2;
    word_store_begin(&writer, path);
    write_some(&writer, records, 0, half, &state);
    require(word_store_open(&first, path, &state));
    word_store_extend(&writer, &first);
    write_some(&writer, records, half, records->count, &state);
    require(word_store_open(&second, path, &state));
    require_found(&first, records, half);
    require_found(&second, records, records->count);
    go_through(&second, records);
    word_store_extend(&writer, &second);
    word_store_add(&writer, records->items[0]);
    word_store_renew(&writer);
    write_some(&writer, records, 1, records->count, &state);
    word_store_close(&first);
    word_store_close(&second);
    require(word_store_open(&first, path, &state) && !word_store_is_worn(&first));
    require_found(&first, records, records->count);
    word_store_close(&first);
}

static void try_input(text input)
{
    try_file(input);
    record_list records = take_records(input);
    if (records.count > 0)
        try_records(&records);
}
