// What is kept of an index, and the index that is made from it: the same bytes as one that is made anew.
#include "checks.h"

#include "search/builder.h"
#include "search/page_words.h"

enum { PAGES = 40, COMMON_WORDS = 90, WORDS_OF_PAGE = 450, ROUNDS = 60, SEEDS = 3, RARE = 5200, LETTERS = 26, HUNDRED = 100 };

static arena memory;
static uint32_t seed;

static uint32_t below(uint32_t limit)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % limit;
}

// ---- Pages of words by chance: compounds that are split by what else the pages say, words that differ in a mark alone, and
// of one letter more than the files for misspellings tell

static text common_word(void)
{
    static const char *const parts[] = { "plan", "arbete", "skol", "barn", "caf", "hus", "kol", "bok", "barns", "tid" };
    enum { PARTS = sizeof parts / sizeof *parts };
    uint32_t number = below(PARTS) * below(PARTS);
    const char *end = number % PARTS != 4 ? "" : below(2) > 0 ? "é" : "e";
    return text_format(&memory, "%s%s%s", number < PARTS ? "" : parts[number / PARTS], parts[number % PARTS], end);
}

static text rare_word(void)
{
    uint32_t number = below(RARE);
    return text_format(&memory, "k%c%c%cx", 'a' + number % LETTERS, 'a' + number / LETTERS % LETTERS,
                       'a' + number / LETTERS / LETTERS);
}

typedef struct {
    text title, *words;
    size_t count;
    text record;
} test_page;

static void make_record(test_page *page)
{
    word_counts counts = { .memory = &memory };
    buffer record = { 0 };
    word_counts_add(&counts, page->title, WORDS_TITLE);
    for (size_t i = 0; i < page->count; i++)
        word_counts_add(&counts, page->words[i], WORDS_BODY);
    word_counts_to_record(&counts, &record);
    page->record = text_copy(&memory, buffer_text(&record));
    buffer_free(&record);
}

static void make_pages(test_page *pages)
{
    for (size_t p = 0; p < PAGES; p++) {
        pages[p] = (test_page){ .title = common_word(), .count = WORDS_OF_PAGE - below(HUNDRED) };
        pages[p].words = ARENA_NEW(&memory, text, WORDS_OF_PAGE);
        for (size_t i = 0; i < pages[p].count; i++)
            pages[p].words[i] = i < COMMON_WORDS ? common_word() : rare_word();
        make_record(&pages[p]);
    }
}

// Mostly another common word; now and then a rare one, a title or more words.
static void change_page(test_page *page)
{
    uint32_t what = below(HUNDRED);
    if (what < 25 && page->count < WORDS_OF_PAGE)
        page->words[page->count++] = rare_word();
    else if (what < 30)
        page->title = common_word();
    else if (what < 40 && page->count < WORDS_OF_PAGE)
        page->words[page->count++] = common_word();
    else
        page->words[below(COMMON_WORDS)] = common_word();
    make_record(page);
}

// ---- What is written and kept

typedef struct {
    buffer written, kept, next;
    bool is_refused;
} test_output;

static bool write_file(void *context, text name, text contents)
{
    test_output *to = context;
    record_add_text(&to->written, name);
    record_add_text(&to->written, contents);
    return true;
}

static text load(void *context, arena *into)
{
    test_output *from = context;
    return text_copy(into, buffer_text(&from->kept));
}

static bool begin(void *context)
{
    test_output *to = context;
    buffer_clear(&to->next);
    return !to->is_refused;
}

static void add(void *context, text piece)
{
    test_output *to = context;
    buffer_add(&to->next, piece);
}

static void end(void *context)
{
    test_output *to = context;
    buffer old = to->kept;
    to->kept = to->next;
    to->next = old;
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

typedef struct {
    search_corpus corpus;
    index_keeper keeper;
    index_plan plan;
} test_plan;

static struct {
    const test_page *pages;
    size_t count;
} told_later;

static text find_words(void *context, const fingerprint *words)
{
    (void)context;
    for (size_t p = 0; p < told_later.count; p++)
        if (text_starts_with(told_later.pages[p].record, fingerprint_text(words)))
            return told_later.pages[p].record;
    return (text){ 0 };
}

static void forget_words(void *context)
{
    (void)context;
}

// Pages that [is_changed] does not name are told later, as those are that a build keeps.
static void make_plan(test_plan *of, const test_page *pages, size_t count, const bool *is_changed, test_output *output)
{
    static const index_synonym synonym = { TEXT_CONSTANT("plan"), TEXT_CONSTANT("arbete") };
    of->corpus = (search_corpus){ .memory = &memory, .pages = ARENA_NEW(&memory, corpus_page, count), .page_count = count,
                                    .kept = { find_words, forget_words, NULL } };
    told_later.pages = pages;
    told_later.count = count;
    size_t *numbers = ARENA_NEW(&memory, size_t, count);
    of->keeper = (index_keeper){ load, begin, { add, output }, end, output };
    for (size_t p = 0; p < count; p++) {
        numbers[p] = p;
        if (is_changed != NULL && !is_changed[p])
            corpus_add_later(&of->corpus, p, text_slice(pages[p].record, 0, COUNTED_WORDS_SUMMARY));
        else
            corpus_add(&of->corpus, p, pages[p].record);
    }
    of->plan = (index_plan){ .corpus = &of->corpus, .pages = numbers, .page_count = count, .language = TEXT("sv"),
                             .page_stamp = TEXT("pages"), .kinds = data_list(&memory), .synonyms = &synonym,
                             .synonym_count = 1, .write = write_file, .context = output, .keeper = &of->keeper };
    buffer_clear(&output->written);
}

static void build_anew(test_plan *of)
{
    buffer record = { 0 };
    lexicon_caches caches = { load_nothing, keep_nothing, NULL };
    check(corpus_complete(&of->corpus));
    check(lexicon_make(&of->corpus, TEXT("sv"), 1, &caches, &record));
    of->plan.words = lexicon_take(&memory, &of->corpus, buffer_text(&record));
    buffer_free(&record);
    check(index_build(&of->plan));
}

// All as it would be from nothing: what was written, and what is kept, so that nothing creeps in from change to change.
static void check_same(const test_output *one, const test_output *other)
{
    assert_int_equal(one->written.length, other->written.length);
    assert_memory_equal(one->written.bytes, other->written.bytes, one->written.length);
    assert_int_equal(one->kept.length, other->kept.length);
    assert_memory_equal(one->kept.bytes, other->kept.bytes, one->kept.length);
}

static void forget(test_output *output)
{
    buffer_free(&output->written);
    buffer_free(&output->kept);
    buffer_free(&output->next);
    arena_free(&memory);
}

// ---- Tests

static size_t change_and_compare(void)
{
    static test_page pages[PAGES];
    test_output kept = { 0 }, anew = { 0 };
    size_t updated = 0;
    test_plan of;
    make_pages(pages);
    make_plan(&of, pages, PAGES, NULL, &kept);
    build_anew(&of);
    for (int round = 0; round < ROUNDS; round++) {
        bool is_changed[PAGES] = { false };
        for (uint32_t changes = 1 + below(2); changes > 0; changes--) {
            uint32_t p = below(PAGES);
            change_page(&pages[p]);
            is_changed[p] = below(4) > 0;
        }
        make_plan(&of, pages, PAGES, is_changed, &kept);
        index_update_result result = index_update(&of.plan);
        updated += result == INDEX_UPDATED;
        if (result == INDEX_NOT_KEPT)
            build_anew(&of);
        make_plan(&of, pages, PAGES, NULL, &anew);
        build_anew(&of);
        check_same(&kept, &anew);
    }
    forget(&kept);
    forget(&anew);
    return updated;
}

static void an_update_gives_the_bytes_of_a_build(void **state)
{
    (void)state;
    size_t updated = 0;
    for (seed = 1; seed <= SEEDS; seed++) {
        uint32_t begun = seed;
        updated += change_and_compare();
        seed = begun;
    }
    check(updated > SEEDS * ROUNDS / 4);
    check(updated < SEEDS * ROUNDS);
}

static void build_pages(uint32_t number, test_page *pages, test_plan *of, test_output *kept)
{
    seed = number;
    make_pages(pages);
    make_plan(of, pages, PAGES, NULL, kept);
    build_anew(of);
}

static void other_pages_need_a_build(void **state)
{
    (void)state;
    static test_page pages[PAGES];
    test_output kept = { 0 };
    test_plan of;
    build_pages(1, pages, &of, &kept);
    make_plan(&of, pages, PAGES, NULL, &kept);
    assert_int_equal(index_update(&of.plan), INDEX_UPDATED);
    make_plan(&of, pages, PAGES - 1, NULL, &kept);
    assert_int_equal(index_update(&of.plan), INDEX_NOT_KEPT);
    assert_int_equal(kept.written.length, 0);
    make_plan(&of, pages, PAGES, NULL, &kept);
    of.plan.synonym_count = 0;
    assert_int_equal(index_update(&of.plan), INDEX_NOT_KEPT);
    kept.is_refused = true;
    make_plan(&of, pages, PAGES, NULL, &kept);
    assert_int_equal(index_update(&of.plan), INDEX_UPDATED);
    build_anew(&of);
    forget(&kept);
}

// A page is new, another has other words, and one is gone: the words of the others need not be counted again.
static void words_that_were_kept_are_not_counted_again(void **state)
{
    (void)state;
    static test_page pages[PAGES];
    static bool is_changed[PAGES];
    test_output kept = { 0 }, anew = { 0 };
    test_plan of;
    build_pages(7, pages, &of, &kept);
    memmove(pages, pages + 1, (PAGES - 1) * sizeof *pages);
    change_page(&pages[2]);
    pages[PAGES - 1] = pages[3];
    change_page(&pages[PAGES - 1]);
    is_changed[2] = is_changed[PAGES - 1] = true;
    make_plan(&of, pages, PAGES, is_changed, &kept);
    check(corpus_is_waiting(&of.corpus));
    told_later.count = 0;
    assert_int_equal(index_update(&of.plan), INDEX_NOT_KEPT);
    check(!corpus_is_waiting(&of.corpus));
    build_anew(&of);
    make_plan(&of, pages, PAGES, NULL, &anew);
    build_anew(&of);
    check_same(&kept, &anew);
    forget(&kept);
    forget(&anew);
}

// ---- Edges that chance seldom meets

// A site of small pages: one of them changes, and the index is made from what was kept, or else anew.
typedef struct {
    test_page *pages;
    size_t count;
    bool *is_changed;
    test_output kept, anew;
} small_site;

static void say(small_site *site, size_t page, const char *title, const char *words)
{
    test_page *said = &site->pages[page];
    *said = (test_page){ .title = text_of(title), .words = ARENA_NEW(&memory, text, 1), .count = 1 };
    said->words[0] = text_of(words);
    make_record(said);
    site->is_changed[page] = true;
}

static small_site small_site_of(size_t count, const char *words)
{
    small_site site = { .pages = ARENA_NEW(&memory, test_page, count), .count = count };
    site.is_changed = ARENA_NEW(&memory, bool, count);
    for (size_t p = 0; p < count; p++)
        say(&site, p, "", words);
    return site;
}

static bool small_site_updated(small_site *site)
{
    test_plan of;
    make_plan(&of, site->pages, site->count, site->is_changed, &site->kept);
    index_update_result result = index_update(&of.plan);
    assert_int_not_equal(result, INDEX_FAILED);
    if (result == INDEX_NOT_KEPT)
        build_anew(&of);
    make_plan(&of, site->pages, site->count, NULL, &site->anew);
    build_anew(&of);
    check_same(&site->kept, &site->anew);
    memset(site->is_changed, 0, site->count * sizeof *site->is_changed);
    return result == INDEX_UPDATED;
}

static void forget_small_site(small_site *site)
{
    forget(&site->kept);
    forget(&site->anew);
}

static void a_word_as_heavy_as_it_was_is_taken_in(void **state)
{
    (void)state;
    small_site site = small_site_of(PAGES, "fisk fisk fisk fisk fisk fisk fisk");
    say(&site, 0, "", "bok bok bok hus hus hus hus");
    check(!small_site_updated(&site));
    say(&site, 0, "", "bok bok bok bok hus hus hus");
    check(!small_site_updated(&site));                  // from three to four: a doubling
    say(&site, 0, "", "bok bok bok bok bok hus hus");
    check(small_site_updated(&site));
    say(&site, 0, "", "bok bok bok bok bok bok hus");
    check(!small_site_updated(&site));                  // from two to one
    forget_small_site(&site);
}

static void a_word_on_as_many_pages_is_taken_in(void **state)
{
    (void)state;
    small_site site = small_site_of(PAGES, "fisk fisk fisk fisk fisk");
    say(&site, 0, "", "katt katt katt katt fisk");
    check(!small_site_updated(&site));
    say(&site, 1, "", "katt fisk fisk fisk fisk");
    check(!small_site_updated(&site));                  // on one page, on two
    say(&site, 2, "", "katt fisk fisk fisk fisk");
    check(small_site_updated(&site));
    say(&site, 3, "", "katt fisk fisk fisk fisk");
    check(!small_site_updated(&site));                  // on three, on four
    say(&site, 3, "katt", "fisk fisk fisk fisk fisk");
    check(small_site_updated(&site));
    forget_small_site(&site);
}

// The commonest of words that differ in a mark alone names their entry.
static void a_word_with_a_double_is_not_taken_in(void **state)
{
    (void)state;
    small_site site = small_site_of(PAGES, "fisk fisk fisk");
    for (size_t p = 0; p < 10; p++)
        say(&site, p, "", p < 5 ? "kafe fisk fisk" : "kafé fisk fisk");
    check(!small_site_updated(&site));
    say(&site, 10, "", "kafé fisk fisk");
    check(!small_site_updated(&site));
    say(&site, 0, "", "kafe kafe fisk");
    check(small_site_updated(&site));                   // on as many pages
    forget_small_site(&site);
}

// Pages that say a word beyond the first 8 kB of its list stand in a file of their own, and such files are numbered.
static void a_list_that_outgrows_its_file_is_not_taken_in(void **state)
{
    (void)state;
    enum { MANY = 8200, EVERY = 40, TITLES = 100, SAYING = 8090, STEPS = 2 };
    small_site site = small_site_of(MANY, "katt zebra");
    size_t edges = 0, next = SAYING - STEPS / 2;
    for (size_t p = 0; p < next; p++)
        say(&site, p, "", "torg zebra");
    for (size_t p = 0; p < TITLES; p++)
        say(&site, p * EVERY, "torg", "zebra zebra");
    check(!small_site_updated(&site));
    for (int step = 0; step < STEPS; step++) {
        say(&site, next++, "", "torg zebra");
        edges += !small_site_updated(&site);
    }
    assert_int_equal(edges, 1);
    for (int step = 0; step < STEPS; step++) {
        say(&site, --next, "", "katt zebra");
        edges += !small_site_updated(&site);
    }
    assert_int_equal(edges, 2);
    forget_small_site(&site);
}

// ---- Damaged and wrong files

// Where a byte is another one or the end is missing; the checksum notices.
static void what_is_damaged_is_not_used(void **state)
{
    (void)state;
    static test_page pages[PAGES];
    test_output kept = { 0 };
    test_plan of;
    build_pages(2, pages, &of, &kept);
    for (int round = 0; round < HUNDRED; round++) {
        size_t at = below((uint32_t)kept.kept.length), length = kept.kept.length;
        kept.kept.bytes[at] = (char)(kept.kept.bytes[at] ^ 1);
        make_plan(&of, pages, PAGES, NULL, &kept);
        assert_int_equal(index_update(&of.plan), INDEX_NOT_KEPT);
        kept.kept.bytes[at] = (char)(kept.kept.bytes[at] ^ 1);
        kept.kept.length = below((uint32_t)length);
        assert_int_equal(index_update(&of.plan), INDEX_NOT_KEPT);
        kept.kept.length = length;
    }
    forget(&kept);
}

// A file whose checksum is right, but which no build wrote: whatever comes of it, nothing is read that is not there.
static void make_wrong(kept_index *kept)
{
    number_list *const numbers[] = { &kept->mentions, &kept->pages, &kept->target_ends, &kept->targets, &kept->form_ends,
                                     &kept->forms, &kept->lengths, &kept->fingerprints, &kept->cut_least, &kept->words.ends,
                                     &kept->keys.ends, &kept->said.ends, &kept->lists.ends, &kept->settings };
    text *const texts[] = { &kept->said.all, &kept->lists.all, &kept->words.all, &kept->keys.all };
    for (uint32_t changes = below(4); changes > 0; changes--) {
        text *bytes = texts[below(sizeof texts / sizeof *texts)];
        char *copy = memory_allocate(bytes->length, 1);
        memcpy(copy, bytes->bytes, bytes->length);
        copy[below((uint32_t)bytes->length)] = (char)below(256);
        *bytes = text_copy(&memory, (text){ copy, bytes->length });
        free(copy);
    }
    number_list *list = numbers[below(3 * sizeof numbers / sizeof *numbers) % (sizeof numbers / sizeof *numbers)];
    uint32_t *wrong = &list->items[below((uint32_t)list->count)];
    if (below(2) > 0)
        *wrong = below(2) > 0 ? *wrong + 1 : below(1 << 24) << below(9);
}

static void what_is_wrong_does_no_harm(void **state)
{
    (void)state;
    static test_page pages[PAGES];
    test_output kept = { 0 }, wrong = { 0 };
    test_plan of;
    kept_index read;
    size_t used = 0;
    build_pages(3, pages, &of, &kept);
    fingerprint version;
    memcpy(version.bytes, kept.kept.bytes + strlen("digitori index 1\n"), sizeof version.bytes);
    change_page(&pages[0]);
    for (int round = 0; round < HUNDRED; round++) {
        check(kept_index_read(&memory, buffer_text(&kept.kept), &version, &read));
        make_wrong(&read);
        begin(&wrong);
        kept_index_write(&read, &(kept_index_sink){ add, &wrong });
        end(&wrong);
        make_plan(&of, pages, PAGES, NULL, &wrong);
        used += index_update(&of.plan) == INDEX_UPDATED;
    }
    check(used > 0 && used < HUNDRED);
    forget(&kept);
    forget(&wrong);
}

static void a_class_that_there_is_not_is_seen(void **state)
{
    (void)state;
    static test_page pages[PAGES];
    test_output kept = { 0 }, wrong = { 0 };
    test_plan of;
    kept_index read;
    fingerprint version;
    build_pages(4, pages, &of, &kept);
    memcpy(version.bytes, kept.kept.bytes + strlen("digitori index 1\n"), sizeof version.bytes);
    check(kept_index_read(&memory, buffer_text(&kept.kept), &version, &read));
    read.targets.items[0] |= (1 << CLASS_BITS) - 1;
    kept_index_write(&read, &(kept_index_sink){ add, &wrong });
    end(&wrong);
    check(!kept_index_read(&memory, buffer_text(&wrong.kept), &version, &read));
    forget(&kept);
    forget(&wrong);
}

// Dictionary and spellings are written into scripts as they were kept: no quotation mark may end the text it stands in.
static void what_needs_escaping_is_escaped(void **state)
{
    (void)state;
    static const text planted = TEXT_CONSTANT("\");alert(1);(\"");
    static test_page pages[PAGES];
    test_output kept = { 0 }, wrong = { 0 };
    test_plan of;
    kept_index read;
    fingerprint version;
    build_pages(5, pages, &of, &kept);
    memcpy(version.bytes, kept.kept.bytes + strlen("digitori index 1\n"), sizeof version.bytes);
    check(kept_index_read(&memory, buffer_text(&kept.kept), &version, &read));
    check(read.dictionary.all.length > planted.length && read.spelling.all.length > planted.length);
    text *const lists[] = { &read.dictionary.all, &read.spelling.all };
    for (size_t i = 0; i < 2; i++)
        *lists[i] = text_join(&memory, planted, text_from(*lists[i], planted.length));
    kept_index_write(&read, &(kept_index_sink){ add, &wrong });
    end(&wrong);
    make_plan(&of, pages, PAGES, NULL, &wrong);
    assert_int_equal(index_update(&of.plan), INDEX_UPDATED);
    text written = buffer_text(&wrong.written);
    check(text_find(written, planted, 0) == TEXT_NOT_FOUND);
    check(text_find(written, TEXT("\"\\\");alert(1);(\\\""), 0) != TEXT_NOT_FOUND);
    forget(&kept);
    forget(&wrong);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_update_gives_the_bytes_of_a_build),
        cmocka_unit_test(other_pages_need_a_build),
        cmocka_unit_test(words_that_were_kept_are_not_counted_again),
        cmocka_unit_test(a_word_as_heavy_as_it_was_is_taken_in),
        cmocka_unit_test(a_word_on_as_many_pages_is_taken_in),
        cmocka_unit_test(a_word_with_a_double_is_not_taken_in),
        cmocka_unit_test(a_list_that_outgrows_its_file_is_not_taken_in),
        cmocka_unit_test(what_is_damaged_is_not_used),
        cmocka_unit_test(what_is_wrong_does_no_harm),
        cmocka_unit_test(a_class_that_there_is_not_is_seen),
        cmocka_unit_test(what_needs_escaping_is_escaped),
    };
    return cmocka_run_group_tests_name("kept_index", tests, NULL, NULL);
}
