#include "checks.h"

#include "document/headings.h"
#include "document/markdown.h"
#include "search/page_words.h"

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static int prepare(void **state)
{
    (void)state;
    markdown_prepare();
    return 0;
}

static node *parse(const char *markdown)
{
    static const text own[] = { TEXT_CONSTANT("view") };
    diagnostics found = { .memory = &memory };
    heading_list headings = { 0 };
    markdown_options options = { .path = TEXT("x.md"), .first_line = 1, .own_blocks = own, .own_block_count = 1 };
    node *document = markdown_parse(&memory, text_of(markdown), &options, &found);
    headings_name(&memory, document, TEXT("x.md"), &headings, NULL);
    return document;
}

static void pages_are_cut_at_their_headings(void **state)
{
    (void)state;
    page_sections cut = page_sections_of(&memory, parse("Lead *text*.\n\nMore.\n\n## One `two`\n\n- a\n- b\n\n## Empty\n"), NULL, NULL);
    assert_int_equal(cut.count, 3);
    check_text(cut.items[0].id, "");
    check_text(cut.items[0].body, "Lead text. More.");
    check_text(cut.items[1].id, "one-two");
    check_text(cut.items[1].title, "One two");
    check_text(cut.items[1].body, "a b");
    check_text(cut.items[2].title, "Empty");
    check_text(cut.items[2].body, "");
    assert_int_equal(page_sections_of(&memory, parse(""), NULL, NULL).count, 0);
}

static text say_kind(arena *into, void *context, const node *block)
{
    return text_join(into, text_of(context), block->literal);
}

static void own_blocks_say_what_the_caller_knows(void **state)
{
    (void)state;
    node *document = parse("Before.\n\n```view\nkind: role\n```\n\nAfter.\n");
    check_text(page_sections_of(&memory, document, NULL, NULL).items[0].body, "Before. After.");
    char prefix[] = "view of ";
    check_text(text_trim(page_sections_of(&memory, document, say_kind, prefix).items[0].body),
               "Before. view of kind: role\n After.");
}

// What a page says with no weight would end its list of words.
static void a_long_title_is_said_too(void **state)
{
    (void)state;
    enum { WORDS = 700 };
    word_counts counts = { .memory = &memory };
    buffer title = { 0 }, record = { 0 };
    for (int i = 0; i < WORDS; i++)
        buffer_format(&title, "sana%d ", i);
    word_counts_add(&counts, buffer_text(&title), WORDS_TITLE);
    word_counts_to_record(&counts, &record);
    text rest = buffer_text(&record);
    size_t length;
    assert_int_equal(counted_words_begin(&rest, &length), WORDS);
    check(counted_words_next(&rest).fixed > 0);
    buffer_free(&title);
    buffer_free(&record);
}

static void words_are_counted_by_place(void **state)
{
    (void)state;
    word_counts counts = { .memory = &memory };
    buffer record = { 0 };
    size_t length;
    word_counts_add(&counts, TEXT("Paja"), WORDS_TITLE);
    word_counts_add(&counts, TEXT("paja PAJA ja pa\xC2\xADja"), WORDS_BODY);
    word_counts_to_record(&counts, &record);
    text rest = buffer_text(&record);
    assert_int_equal(counted_words_begin(&rest, &length), 2);
    assert_int_equal(length, 4);
    counted_surface first = counted_words_next(&rest), second = counted_words_next(&rest);
    check_text(first.surface, "paja");
    assert_int_equal(first.body, 3);
    check(first.fixed > 16);
    check_text(second.surface, "ja");
    assert_int_equal(second.body, 1);
    assert_int_equal(second.fixed, 0);
    check(counted_words_next(&rest).surface.length == 0);
    buffer_free(&record);
}

static void short_titles_say_more_of_each_word(void **state)
{
    (void)state;
    word_counts brief = { .memory = &memory }, wordy = { .memory = &memory };
    buffer one = { 0 }, many = { 0 };
    size_t length;
    word_counts_add(&brief, TEXT("lupa"), WORDS_TITLE);
    word_counts_add(&wordy, TEXT("lupa tehdä toisin kuin ennen"), WORDS_TITLE);
    word_counts_to_record(&brief, &one);
    word_counts_to_record(&wordy, &many);
    text a = buffer_text(&one), b = buffer_text(&many);
    counted_words_begin(&a, &length);
    counted_words_begin(&b, &length);
    check(counted_words_next(&a).fixed > counted_words_next(&b).fixed);
    buffer_free(&one);
    buffer_free(&many);
}

static size_t different_words(word_counts *counts, text *record, buffer *into)
{
    size_t length;
    word_counts_to_record(counts, into);
    *record = buffer_text(into);
    return counted_words_begin(record, &length);
}

// By letters, so that it is the same words on every machine; those that the page has had are counted on.
static void words_that_take_too_long_are_left_out(void **state)
{
    (void)state;
    word_counts counts = { .memory = &memory };
    buffer body = { 0 }, record = { 0 };
    enum { WORDS = 20000 };
    for (int i = 0; i < WORDS; i++)
        buffer_format(&body, "kaupunkitaloalue%05d ", i);
    word_counts_add(&counts, TEXT("paja"), WORDS_TITLE);
    word_counts_add(&counts, buffer_text(&body), WORDS_BODY);
    word_counts_add(&counts, TEXT("paja lupa"), WORDS_BODY);
    size_t each = word_effort(TEXT("kaupunkitaloalue00000")), most = (PAGE_EFFORT_LIMIT - word_effort(TEXT("paja"))) / each + 1;
    check_text(counts.left_out, text_to_string(&memory, text_format(&memory, "kaupunkitaloalue%05zu", most)));
    text rest;
    assert_int_equal(different_words(&counts, &rest, &record), most + 1);
    assert_int_equal(counted_words_next(&rest).body, 1);
    assert_int_equal(counts.body_length, WORDS + 2);
    buffer_free(&body);
    buffer_free(&record);
}

static void prose_is_counted_whole(void **state)
{
    (void)state;
    word_counts counts = { .memory = &memory };
    buffer body = { 0 };
    for (int i = 0; i < 30000; i++)         // as many different words as a million bytes of Finnish news have
        buffer_format(&body, "%.*s%05d ", i % 3 * 4, "vuorovai", i);
    word_counts_add(&counts, buffer_text(&body), WORDS_BODY);
    check_text(counts.left_out, "");
    check(word_effort(TEXT("sana")) < word_effort(TEXT("sanatalomaa")));
    check(word_effort(TEXT("sanatalomaa")) < word_effort(TEXT("sana-talo-maa")));
    buffer_free(&body);
}

static void broken_records_end(void **state)
{
    (void)state;
    text broken[] = { TEXT(""), TEXT("_"), TEXT("zab"), TEXT("Ba"), TEXT("BaB") };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        check(counted_words_next(&broken[i]).surface.length == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(pages_are_cut_at_their_headings, free_memory),
        cmocka_unit_test_teardown(own_blocks_say_what_the_caller_knows, free_memory),
        cmocka_unit_test_teardown(a_long_title_is_said_too, free_memory),
        cmocka_unit_test_teardown(words_are_counted_by_place, free_memory),
        cmocka_unit_test_teardown(short_titles_say_more_of_each_word, free_memory),
        cmocka_unit_test_teardown(words_that_take_too_long_are_left_out, free_memory),
        cmocka_unit_test_teardown(prose_is_counted_whole, free_memory),
        cmocka_unit_test_teardown(broken_records_end, free_memory),
    };
    return cmocka_run_group_tests_name("page_words", tests, prepare, NULL);
}
