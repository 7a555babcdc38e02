// The lexicon of a search index as the last build kept it, with bytes that no build wrote, and what is made of it after a
// change: a lexicon and an index. A checksum is no secret: it is right here.
#include "fuzz.h"

#include "search/builder.h"
#include "search/page_words.h"

enum { PAGES = 3, OPERATION = 3, CHANGES_MOST = 64 };

static arena lasting;
static search_corpus corpora[2];        // before and after the change
static size_t numbers[PAGES];
static text saved, wrong;
static const text first_line = TEXT_CONSTANT("digitori lexicon 2\n");

static bool write_nothing(void *context, text name, text contents)
{
    (void)context, (void)name, (void)contents;
    return true;
}

static text load(void *context, arena *into, const char *name)
{
    (void)context, (void)into;
    return strcmp(name, "lexicon") == 0 ? wrong : (text){ 0 };
}

static void keep_first(void *context, const char *name, text kept)
{
    (void)context;
    if (strcmp(name, "lexicon") == 0)
        saved = text_copy(&lasting, kept);
}

static void keep_nothing(void *context, const char *name, text kept)
{
    (void)context, (void)name, (void)kept;
}

static void add_page(search_corpus *corpus, size_t page, const char *words)
{
    word_counts counts = { .memory = &lasting };
    buffer record = { 0 };
    word_counts_add(&counts, text_of(words), WORDS_BODY);
    word_counts_to_record(&counts, &record);
    corpus_add(corpus, page, buffer_text(&record));
    buffer_free(&record);
}

static void prepare(void)
{
    lexicon_caches caches = { load, keep_first, NULL };
    buffer record = { 0 };
    for (size_t i = 0; i < sizeof corpora / sizeof *corpora; i++) {
        corpora[i] = (search_corpus){ .memory = &lasting, .pages = ARENA_NEW(&lasting, corpus_page, PAGES), .page_count = PAGES };
        for (size_t p = 0; p < PAGES; p++) {
            numbers[p] = p;
            add_page(&corpora[i], p, p % 2 > 0 ? "torg barnbok bok" : "skola café stadsplan och");
        }
    }
    add_page(&corpora[1], 0, "skola cafe torgplan och");
    require(lexicon_make(&corpora[0], TEXT("sv"), 1, &caches, &record));
    require(saved.length > first_line.length + sizeof(uint64_t) + sizeof(fingerprint));
    buffer_free(&record);
}

// The input says which bytes behind the version are others, and where the file ends.
static void make_wrong(text input, buffer *out)
{
    size_t head = first_line.length + sizeof(uint64_t), fixed = head + sizeof(fingerprint), length = saved.length - head;
    char *contents = ARENA_NEW(&memory, char, length);
    memcpy(contents, saved.bytes + head, length);
    for (size_t i = 0; i < CHANGES_MOST && input.length >= OPERATION; i++, input = text_from(input, OPERATION)) {
        const unsigned char *bytes = (const unsigned char *)input.bytes;
        contents[fixed - head + (bytes[0] | (size_t)bytes[1] << 8) % (saved.length - fixed)] = (char)bytes[2];
    }
    if (input.length > 0)
        length = length * (unsigned char)input.bytes[0] / 256;
    text cut = { contents, length };
    buffer_add(out, first_line);
    record_add_number(out, digest_checksum(0, cut));
    buffer_add(out, cut);
}

// To make a lexicon takes a while: half of the inputs meet the pages as they were, the others those that have changed.
static void try_input(text input)
{
    lexicon_caches caches = { load, keep_nothing, NULL };
    buffer file = { 0 }, record = { 0 };
    search_corpus *corpus = &corpora[input.length % 2];
    make_wrong(input, &file);
    wrong = buffer_text(&file);
    require(lexicon_make(corpus, TEXT("sv"), 1, &caches, &record));
    const index_plan plan = { .corpus = corpus, .pages = numbers, .page_count = PAGES, .language = TEXT("sv"),
                              .page_stamp = TEXT("pages"), .kinds = data_list(&memory), .write = write_nothing,
                              .words = lexicon_take(&memory, corpus, buffer_text(&record)) };
    require(plan.words != NULL && index_build(&plan));
    buffer_free(&record);
    buffer_free(&file);
}
