// What a build kept of a search index, and the index that is made from it after one page has changed. A checksum is no
// secret: it is right here. The input says where the file is another one than a build would have written.
#include "fuzz.h"

#include "search/builder.h"
#include "search/page_words.h"

enum { PAGES = 24, OPERATION = 4, CHANGES_MOST = 64 };

static arena lasting;
static search_corpus corpora[2];        // before and after the change
static size_t numbers[PAGES];
static buffer built;                    // what is kept, in pieces as it was handed over
static fingerprint version;
static kept_index first;
static text wrong;

// What stands as one text in a script has no quotation mark but those around it: eight with those of the call.
static bool check_script(void *context, text name, text contents)
{
    enum { QUOTES = 8 };
    (void)context;
    size_t quotes = 0;
    for (size_t i = 0; i < contents.length; i++)
        if (contents.bytes[i] == '\\')
            i++;
        else
            quotes += contents.bytes[i] == '"';
    bool is_text = text_starts_with(name, TEXT("sv/")) && text_find(name, TEXT("/f/"), 0) == TEXT_NOT_FOUND;
    require(!is_text || quotes == QUOTES);
    return true;
}

static text load_wrong(void *context, arena *into)
{
    (void)context, (void)into;
    return wrong;
}

static bool begin(void *context)
{
    buffer_clear(context);
    return true;
}

static void add(void *context, text piece)
{
    buffer_add(context, piece);
}

static void end(void *context)
{
    (void)context;
}

static text load_nothing(void *context, arena *into, const char *name)
{
    (void)context, (void)into, (void)name;
    return (text){ 0 };
}

static void keep_nothing(void *context, const char *name, text saved)
{
    (void)context, (void)name, (void)saved;
}

static index_plan plan_of(search_corpus *corpus, const index_keeper *keeper)
{
    return (index_plan){ .corpus = corpus, .pages = numbers, .page_count = PAGES, .language = TEXT("sv"),
                         .page_stamp = TEXT("pages"), .kinds = data_list(&memory), .write = check_script, .keeper = keeper };
}

// Words that all pages say, words of some, and doubles of others but for a mark.
static void add_page(search_corpus *corpus, size_t page, bool is_changed)
{
    static const char *const words[] = { "torg", "gata", "skolplan", "plan", "hus", "café", "cafe", "barnbok", "bok" };
    enum { WORDS = sizeof words / sizeof *words };
    word_counts counts = { .memory = &lasting };
    buffer record = { 0 };
    word_counts_add(&counts, text_of(words[page % WORDS]), WORDS_TITLE);
    for (size_t i = 0; i < WORDS; i++)
        word_counts_add(&counts, text_of(words[i * (page % 3 + 1) % WORDS]), WORDS_BODY);
    word_counts_add(&counts, is_changed ? TEXT("gata") : TEXT("torg"), WORDS_BODY);
    word_counts_to_record(&counts, &record);
    corpus_add(corpus, page, buffer_text(&record));
    buffer_free(&record);
}

static void prepare(void)
{
    const index_keeper keeper = { load_wrong, begin, { add, &built }, end, &built };
    lexicon_caches caches = { load_nothing, keep_nothing, NULL };
    buffer record = { 0 };
    for (size_t i = 0; i < sizeof corpora / sizeof *corpora; i++) {
        corpora[i] = (search_corpus){ .memory = &lasting, .pages = ARENA_NEW(&lasting, corpus_page, PAGES), .page_count = PAGES };
        for (size_t p = 0; p < PAGES; p++) {
            numbers[p] = p;
            add_page(&corpora[i], p, i > 0 && p == 1);
        }
    }
    index_plan plan = plan_of(&corpora[0], &keeper);
    require(lexicon_make(&corpora[0], plan.language, 1, &caches, &record));
    plan.words = lexicon_take(&lasting, &corpora[0], buffer_text(&record));
    buffer_free(&record);
    require(index_build(&plan));
    memcpy(version.bytes, built.bytes + strlen("digitori index 1\n"), sizeof version.bytes);
    require(kept_index_read(&lasting, buffer_text(&built), &version, &first));
    wrong = buffer_text(&built);
    plan = plan_of(&corpora[1], &keeper);
    buffer ignored = { 0 };
    plan.keeper = &(index_keeper){ load_wrong, begin, { add, &ignored }, end, &ignored };
    require(index_update(&plan) == INDEX_UPDATED);
    buffer_free(&ignored);
    arena_free(&memory);
}

// ---- Wrong files

static number_list copy_of(const number_list *list)
{
    number_list made = { ARENA_NEW(&memory, uint32_t, list->count + 1), list->count, list->count + 1 };
    if (list->count > 0)
        memcpy(made.items, list->items, list->count * sizeof *list->items);
    return made;
}

// Another number, or one more or less, or less of them.
static void change_numbers(number_list *list, unsigned place, unsigned how)
{
    *list = copy_of(list);
    uint32_t *number = &list->items[place % (list->count + 1)];
    switch (how % 4) {
    case 0: *number += how / 4 - 32u; break;
    case 1: *number = UINT32_MAX >> how / 8; break;
    case 2: *number ^= 1u << how / 4 % 32; break;
    case 3: list->count = place % (list->count + 2); break;
    }
}

static void change_text(text *bytes, unsigned place, unsigned how)
{
    char *copy = ARENA_NEW(&memory, char, bytes->length + 1);
    if (bytes->length > 0)
        memcpy(copy, bytes->bytes, bytes->length);
    copy[place % (bytes->length + 1)] = (char)how;
    *bytes = (text){ copy, bytes->length };
}

static void change(kept_index *of, unsigned which, unsigned place, unsigned how)
{
    number_list *const lists[] = {
        &of->settings, &of->mentions, &of->pages, &of->word_flags, &of->target_ends, &of->targets, &of->says_little,
        &of->form_ends, &of->forms, &of->lengths, &of->fingerprints, &of->cut_least, &of->words.ends, &of->keys.ends,
        &of->said.ends, &of->lists.ends, &of->tails.ends, &of->dictionary.ends, &of->spelling.ends, &of->firsts.ends,
        &of->letters.ends, &of->cut_letters.ends,
    };
    text *const texts[] = { &of->words.all, &of->keys.all, &of->said.all, &of->lists.all, &of->dictionary.all, &of->firsts.all };
    enum { LISTS = sizeof lists / sizeof *lists, TEXTS = sizeof texts / sizeof *texts };
    which %= LISTS + TEXTS;
    if (which < LISTS)
        change_numbers(lists[which], place, how);
    else
        change_text(texts[which - LISTS], place, how);
}

static void update_from(text saved)
{
    buffer next = { 0 };
    const index_keeper keeper = { load_wrong, begin, { add, &next }, end, &next };
    index_plan plan = plan_of(&corpora[1], &keeper);
    wrong = saved;
    index_update(&plan);
    buffer_free(&next);
}

static void try_input(text input)
{
    kept_index changed = first;
    buffer saved = { 0 };
    for (size_t i = 0; i < CHANGES_MOST && input.length >= OPERATION; i++, input = text_from(input, OPERATION)) {
        const unsigned char *bytes = (const unsigned char *)input.bytes;
        change(&changed, bytes[0], bytes[1] | (unsigned)bytes[2] << 8, bytes[3]);
    }
    kept_index_write(&changed, &(kept_index_sink){ add, &saved });
    update_from(buffer_text(&saved));
    // Cut short, and as it is.
    if (saved.length > 0 && input.length > 0)
        update_from(text_slice(buffer_text(&saved), 0, saved.length * (unsigned char)input.bytes[0] / 256));
    buffer_free(&saved);
    update_from(input);
}
