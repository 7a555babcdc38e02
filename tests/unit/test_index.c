#include "search_fixture.h"

static search_fixture made;
static search_index *in;

static const fixture_page pages[] = {
    { "Workshops", "Workshops are planned together. Planning helps." },
    { "Permissions", "A photo permission is asked before pictures are taken." },
    { "Планы", "Кириллица и emoji 😀 too. Workshop." },
};

static int open_index(void **state)
{
    (void)state;
    fixture_make(&made, pages, 3);
    in = index_open(made.folder, TEXT("en"));
    return in == NULL;
}

static int close_index(void **state)
{
    (void)state;
    index_close(in);
    fixture_remove(&made);
    return 0;
}

static const index_entry *entry_of(const char *folded)
{
    entry_list near = index_near(in, text_of(folded));
    for (size_t i = 0; i < near.count; i++)
        if (text_equals(near.items[i].folded, text_of(folded)))
            return &near.items[i];
    return NULL;
}

static void surfaces_lead_to_their_pages(void **state)
{
    (void)state;
    index_list list;
    const index_entry *plural = entry_of("workshops"), *single = entry_of("workshop");
    check(plural != NULL && single != NULL);
    assert_int_equal(plural->targets[0].term, single->targets[0].term);
    check(index_list_of(in, plural->targets[0].term, false, &list));
    check(list.rarity > 0);
    // The page whose title it is stands in a higher group than the one that mentions it.
    assert_int_equal(list.group_count, 2);
    check(list.groups[0].level > list.groups[1].level);
    assert_int_equal(list.groups[0].documents[0], 0);
    assert_int_equal(list.groups[1].documents[0], 2);
}

static void other_scripts_are_words_too(void **state)
{
    (void)state;
    const index_entry *plans = entry_of("планы");
    check(plans != NULL);
    check_text(plans->word, "планы");
}

static void what_is_not_there_is_empty(void **state)
{
    (void)state;
    index_list list;
    check(entry_of("xyz") == NULL);
    check(!index_list_of(in, 100000, true, &list));
    check(index_page(in, 3) == NULL);
    check(index_open(made.folder, TEXT("sv")) == NULL);
    check(index_open(TEXT("/nowhere"), TEXT("en")) == NULL);
    assert_int_equal(index_facet_values(in, 7).count, 0);
}

static void fields_are_found_by_every_name(void **state)
{
    (void)state;
    size_t number = 9;
    check(index_facet_named(in, TEXT("parity"), &number) && number == 0);
    check(index_facet_named(in, TEXT("pariteetti"), &number));
    check(!index_facet_named(in, TEXT("kind"), &number) && !index_facet_named(in, (text){ 0 }, &number));
    facet_entries values = index_facet_values(in, 0);
    assert_int_equal(values.count, 1);
    check_text(values.items[0].folded, "even number");
    assert_int_equal(values.items[0].count, 2);
    assert_int_equal(values.items[0].documents[1], 2);
}

static void pages_hold_their_texts(void **state)
{
    (void)state;
    const data *page = index_page(in, 2);
    check(page != NULL);
    check_text(page->list.items[1]->text, "Планы");
    check_text(page->list.items[4]->list.items[0]->list.items[2]->text, "Кириллица и emoji 😀 too. Workshop.");
    check_text(index_kind_label(in, TEXT("page")), "Page");
    assert_int_equal(index_page_count(in), 3);
}

static void spelling_offers_words_of_the_letter(void **state)
{
    (void)state;
    bool is_there = false;
    entry_list words = index_spelling(in, TEXT("w"));
    for (size_t i = 0; i < words.count; i++)
        is_there = is_there || text_equals(words.items[i].word, TEXT("workshops"));
    check(is_there);
}

// Every piece cut short or changed: nothing may break, whatever is found.
static void broken_pieces_are_empty(void **state)
{
    (void)state;
    static const char *const names[] = { "en.js", "en/d/0.js", "en/p/0.js", "en/s/0.js", "en/f/0.js", "en/t/0/0.js" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        text path = text_format(&made.memory, "%.*s/assets/search/%s", TEXT_PRINT(made.folder), names[i]), whole;
        check(file_read(&made.memory, path, 1 << 20, &whole) == FILE_READ);
        for (size_t cut = 0; cut < whole.length; cut += 7) {
            text damaged = text_format(&made.memory, "%.*s%s", TEXT_PRINT(text_slice(whole, 0, cut)), cut % 2 ? ");\n" : "");
            check(file_write(path, damaged));
            search_index *again = index_open(made.folder, TEXT("en"));
            if (again != NULL) {
                index_list list;
                index_near(again, TEXT("workshop"));
                index_list_of(again, 0, true, &list);
                index_spelling(again, TEXT("w"));
                index_facet_values(again, 0);
                index_page(again, 0);
            }
            index_close(again);
        }
        check(file_write(path, whole));
    }
}

static size_t count_documents(const index_list *list)
{
    size_t count = 0;
    for (size_t g = 0; g < list->group_count; g++)
        count += list->groups[g].count;
    return count;
}

// What most pages mention is cut after the best, and whole when it is asked for.
static void long_lists_are_cut(void **state)
{
    (void)state;
    enum { MANY = 12000 };
    static fixture_page many[MANY];
    search_fixture large = { 0 };
    index_list head, whole;
    for (size_t i = 0; i < MANY; i++)
        many[i] = i % 3 == 0 ? (fixture_page){ "Common", "Common." } : (fixture_page){ "Rare", "A common word among some others that are longer." };
    fixture_make(&large, many, MANY);
    search_index *opened = index_open(large.folder, TEXT("en"));
    check(opened != NULL);
    entry_list near = index_near(opened, TEXT("common"));
    size_t at = 0;
    while (at < near.count && !text_equals(near.items[at].folded, TEXT("common")))
        at++;
    check(at < near.count);
    check(index_list_of(opened, near.items[at].targets[0].term, false, &head));
    check(index_list_of(opened, near.items[at].targets[0].term, true, &whole));
    assert_int_equal(count_documents(&head), MANY / 3);
    assert_int_equal(count_documents(&whole), MANY);
    index_close(opened);
    fixture_remove(&large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(surfaces_lead_to_their_pages, open_index, close_index),
        cmocka_unit_test_setup_teardown(other_scripts_are_words_too, open_index, close_index),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_empty, open_index, close_index),
        cmocka_unit_test_setup_teardown(fields_are_found_by_every_name, open_index, close_index),
        cmocka_unit_test_setup_teardown(pages_hold_their_texts, open_index, close_index),
        cmocka_unit_test_setup_teardown(spelling_offers_words_of_the_letter, open_index, close_index),
        cmocka_unit_test_setup_teardown(broken_pieces_are_empty, open_index, close_index),
        cmocka_unit_test(long_lists_are_cut),
    };
    return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}
