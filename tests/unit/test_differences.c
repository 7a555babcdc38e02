#include "checks.h"

#include "document/markdown.h"
#include "forks/differences.h"

#include <time.h>

static arena memory;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// "same [-removed-] {+added+}", a space where the run has one.
static text drawn(const word_runs *runs)
{
    buffer out = { 0 };
    for (size_t i = 0; i < runs->count; i++) {
        const word_run *run = &runs->items[i];
        static const char *const opening[] = { "", "[-", "{+" }, *const closing[] = { "", "-]", "+}" };
        buffer_format(&out, "%s%s%.*s%s", run->has_space ? " " : "", opening[run->type], TEXT_PRINT(run->words),
                      closing[run->type]);
    }
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static text between(const char *before, const char *after)
{
    word_runs runs = differences_of_texts(&memory, text_of(before), text_of(after));
    return drawn(&runs);
}

static void words_are_told_one_by_one(void **state)
{
    (void)state;
    check_text(between("Kunta avaa ovet.", "Kunta avaa ovet."), "Kunta avaa ovet.");
    check_text(between("Kunta avaa vanhat ovet.", "Kunta avaa uudet ovet."), "Kunta avaa [-vanhat-] {+uudet+} ovet.");
    check_text(between("Kunta avaa ovet.", "Kunta avaa kaikki ovet."), "Kunta avaa {+kaikki+} ovet.");
    check_text(between("Kunta avaa kaikki ovet.", "Kunta avaa ovet."), "Kunta avaa [-kaikki-] ovet.");
    check_text(between("", "Uutta"), "{+Uutta+}");
    check_text(between("Vanhaa", ""), "[-Vanhaa-]");
    check_text(between("", ""), "");
}

static void marks_are_no_part_of_words_but_inner_ones_are(void **state)
{
    (void)state;
    check_text(between("ovet, ikkunat", "ovet ja ikkunat"), "ovet[-,-] {+ja+} ikkunat");
    check_text(between("(EU:n tuki)", "(EU:n raha)"), "(EU:n [-tuki-] {+raha+})");
    check_text(between("noin 1,5 h", "noin 2,5 h"), "noin [-1,5-] {+2,5+} h");
    check_text(between("Kyllä.", "Kyllä!"), "Kyllä[-.-]{+!+}");
}

static void letters_beyond_english_are_letters(void **state)
{
    (void)state;
    check_text(between("Äiti söi öylätin", "Äiti söi öljyn"), "Äiti söi [-öylätin-] {+öljyn+}");
    check_text(between("Åbo är en stad", "Åbo och en stad"), "Åbo [-är-] {+och+} en stad");
    check_text(between("käytäntö", "käytännöt"), "[-käytäntö-]{+käytännöt+}");
    check_text(between("\xc3 rikki", "\xc3 ehjä"), "\xc3 [-rikki-] {+ehjä+}");
}

static void white_space_is_no_difference_but_a_line_end_is(void **state)
{
    (void)state;
    check_text(between("a  b\tc", " a b c "), "a b c");
    check_text(between("yksi\nkaksi", "yksi\nkolme"), "yksi\n[-kaksi-]{+kolme+}");
    check_text(between("yksi kaksi", "yksi\nkaksi"), "yksi{+\n+}kaksi");
}

static void lone_small_words_between_large_changes_go_along(void **state)
{
    (void)state;
    check_text(between("punainen iso talo ja vihreä pieni mökki", "kaunis uusi koulu ja vanha harmaa tehdas"),
               "[-punainen iso talo ja vihreä pieni mökki-]{+kaunis uusi koulu ja vanha harmaa tehdas+}");
    check_text(between("talo ja mökki", "koulu ja tehdas"), "[-talo-]{+koulu+} ja [-mökki-] {+tehdas+}");
    check_text(between("yksi, kaksi", "kolme, neljä"), "[-yksi, kaksi-]{+kolme, neljä+}");
}

static void long_unchanged_text_is_folded(void **state)
{
    (void)state;
    word_runs runs = differences_of_texts(&memory, TEXT("a1 a2 a3 a4 a5 a6 vanha b1 b2 b3 b4 b5 b6 b7 pois c1 c2 c3 c4 c5 c6"),
                                          TEXT("a1 a2 a3 a4 a5 a6 uusi b1 b2 b3 b4 b5 b6 b7 c1 c2 c3 c4 c5 c6"));
    word_runs folded = differences_folded(&memory, &runs, 2);
    check_text(drawn(&folded), "… a5 a6 [-vanha-] {+uusi+} b1 b2 … b6 b7 [-pois-] c1 c2 …");
    folded = differences_folded(&memory, &runs, 20);
    check_text(drawn(&folded), "a1 a2 a3 a4 a5 a6 [-vanha-] {+uusi+} b1 b2 b3 b4 b5 b6 b7 [-pois-] c1 c2 c3 c4 c5 c6");
}

static void text_without_changes_keeps_its_beginning(void **state)
{
    (void)state;
    word_runs runs = differences_of_texts(&memory, TEXT("a b c d e f g h"), TEXT("a b c d e f g h"));
    word_runs folded = differences_folded(&memory, &runs, 3);
    check_text(drawn(&folded), "a b c …");
}

// ---- Sizes that mean harm

static text many(const char *one, const char *other, size_t count, bool is_numbered)
{
    buffer out = { 0 };
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(&out, i % 2 == 0 ? one : other);
        if (is_numbered)
            buffer_format(&out, "%zu", i * 7919 % count);
        buffer_add_byte(&out, ' ');
    }
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static size_t count_of(const word_runs *runs, run_type type)
{
    size_t count = 0;
    for (size_t i = 0; i < runs->count; i++)
        count += runs->items[i].type == type;
    return count;
}

static void huge_texts_end_soon(void **state)
{
    (void)state;
    clock_t start = clock();
    text a = many("aa ", "bb ", 200000, true), b = many("cc ", "dd ", 200000, true);
    word_runs runs = differences_of_texts(&memory, a, b);
    assert_int_equal(count_of(&runs, RUN_REMOVED), 1);
    assert_int_equal(count_of(&runs, RUN_ADDED), 1);

    runs = differences_of_texts(&memory, many("a", "b", 30000, false), many("b", "c", 30000, false));
    check(!differences_are_none(&runs));

    text same = many("x", "y", 400000, true);
    runs = differences_of_texts(&memory, same, text_join(&memory, same, TEXT("loppu")));
    assert_int_equal(runs.count, 2);
    check_text(runs.items[1].words, "loppu");
    check((double)(clock() - start) / CLOCKS_PER_SEC < 20);
}

// ---- Pages

static text drawn_page(const page_differences *found)
{
    static const char marks[] = "~-+>";
    buffer out = { 0 };
    for (size_t i = 0; i < found->fields.count; i++)
        buffer_format(&out, "%.*s: %.*s\n", TEXT_PRINT(found->fields.items[i].key), TEXT_PRINT(drawn(&found->fields.items[i].words)));
    for (size_t i = 0; i < found->blocks.count; i++) {
        const block_difference *block = &found->blocks.items[i];
        buffer_format(&out, "%c %s%s (%.*s, %zu): %.*s\n", marks[block->change], block_type_name(block->type),
                      block->is_source ? " source" : "", TEXT_PRINT(block->heading), block->skipped,
                      TEXT_PRINT(drawn(&block->words)));
    }
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static text pages(const char *before, const char *after)
{
    page_differences found = differences_of_pages(&memory, text_of(before), text_of(after), NULL, NULL);
    return drawn_page(&found);
}

static void equal_pages_differ_in_nothing(void **state)
{
    (void)state;
    check_text(pages("---\ntitle: Puut\n---\nYksi\nkaksi.\n", "---\ntitle:   'Puut'\n---\nYksi kaksi.\n"), "");
    page_differences found = differences_of_pages(&memory, TEXT(""), TEXT(""), NULL, NULL);
    check(differences_of_pages_are_none(&found));
}

static void fields_are_compared_by_key(void **state)
{
    (void)state;
    check_text(pages("---\ntitle: Vanha nimi\ntags: [puu, talo]\nweight: 3\n---\n",
                     "---\nsummary: Lyhyesti\ntags:\n  - puu\n  - koulu\ntitle: Uusi nimi\nchange_note: Syy\n---\n"),
               "summary: {+Lyhyesti+}\n"
               "tags: puu\n[-talo-]{+koulu+}\n"
               "title: [-Vanha-]{+Uusi+} nimi\n"
               "weight: [-3-]\n");
}

static text with_label(void *context, arena *into, text key, const value *v)
{
    (void)context;
    return text_format(into, "%.*s=%.*s", TEXT_PRINT(key), TEXT_PRINT(value_text(v)));
}

static void values_are_shown_as_the_caller_says(void **state)
{
    (void)state;
    value_words words = { with_label, NULL };
    page_differences found = differences_of_pages(&memory, TEXT("---\na: 1\n---\n"), TEXT("---\na: 2\n---\n"), &words, NULL);
    check_text(drawn_page(&found), "a: [-a=1-]{+a=2+}\n");
}

static void blocks_are_matched_before_words(void **state)
{
    (void)state;
    check_text(pages("# Otsikko\n\nEka kappale pysyy.\n\nToinen kappale muuttuu hiukan.\n\nKolmas lähtee pois kokonaan.\n",
                     "# Otsikko\n\nEka kappale pysyy.\n\nAivan uutta tekstiä tässä välissä.\n\n"
                     "Toinen kappale muuttuu paljon.\n"),
               "+ paragraph (Otsikko, 2): {+Aivan uutta tekstiä tässä välissä.+}\n"
               "~ paragraph (Otsikko, 0): Toinen kappale muuttuu [-hiukan-] {+paljon+}.\n"
               "- paragraph (Otsikko, 0): [-Kolmas lähtee pois kokonaan.-]\n");
}

static void lists_and_tables_are_compared_by_item_and_row(void **state)
{
    (void)state;
    check_text(pages("- yksi\n- kaksi\n", "- yksi\n- kaksi\n- kolme\n"), "+ item (, 2): {+kolme+}\n");
    check_text(pages("| A | B |\n|---|---|\n| kissa | istuu |\n", "| A | B |\n|---|---|\n| kissa | makaa |\n"),
               "~ row (, 1): kissa | [-istuu-] {+makaa+}\n");
}

static void moved_blocks_are_told_once_where_they_are_now(void **state)
{
    (void)state;
    check_text(pages("Ensin tämä pitkä kappale.\n\nSitten toinen kappale.\n\nLopuksi kolmas.\n\nJa neljäs vielä.\n",
                     "Sitten toinen kappale.\n\nLopuksi kolmas.\n\nJa neljäs vielä.\n\nEnsin tämä pitkä kappale.\n"),
               "> paragraph (, 3): Ensin tämä pitkä kappale.\n");
}

static void what_is_not_read_is_told_as_it_is_written(void **state)
{
    (void)state;
    check_text(pages("Tämä on **tärkeä** asia.\n", "Tämä on tärkeä asia.\n"),
               "~ paragraph source (, 0): Tämä on [-**-] tärkeä[-**-] asia.\n");
    check_text(pages("```view\nkind: role\n```\n", "```chart\nkind: role\n```\n"),
               "~ code source (, 0): ```[-view-]{+chart+}\nkind: role\n");
    check_text(pages("## Otsikko\n", "### Otsikko\n"), "~ heading source (Otsikko, 0): ##{+#+} Otsikko\n");
    check_text(pages("Katso [ohje](a.md).\n", "Katso [ohje](b.md).\n"),
               "~ paragraph (, 0): Katso ohje ([-a.md-]{+b.md+}).\n");
}

static void refused_and_broken_pages_are_compared_all_the_same(void **state)
{
    (void)state;
    check_text(pages("---\ntitle: [rikki\n---\nYksi\n", "---\ntitle: Ehjä\n---\nKaksi\n"),
               "title: {+Ehjä+}\n- paragraph (, 0): [-Yksi-]\n+ paragraph (, 0): {+Kaksi+}\n");
    check_text(pages("---\ntitle: auki\n", "Teksti\n"),
               "- paragraph (, 0): [-title: auki-]\n+ paragraph (, 0): {+Teksti+}\n");
    char *deep = memory_allocate(4001, 1);
    memset(deep, '[', 4000);
    deep[4000] = '\0';
    check_text(pages(deep, deep), "");
    free(deep);
}

static void huge_pages_end_soon(void **state)
{
    (void)state;
    clock_t start = clock();
    buffer a = { 0 }, b = { 0 };
    for (int i = 0; i < 20000; i++) {
        buffer_format(&a, "Kappale %d vanhaa.\n\n", i);
        buffer_format(&b, "Jakso %d uutta.\n\n", i * 7);
    }
    page_differences found = differences_of_pages(&memory, buffer_text(&a), buffer_text(&b), NULL, NULL);
    assert_int_equal(found.blocks.count, 1000);
    assert_int_equal(found.blocks.count + found.left_out, 40000);
    check(!found.is_too_long && !differences_of_pages_are_none(&found));
    check(memory.used < 1024 * 1024);

    buffer_add_string(&b, "Jakso lisää.\n");
    found = differences_of_pages(&memory, buffer_text(&a), buffer_text(&b), NULL, NULL);
    check(found.is_too_long && !differences_of_pages_are_none(&found));
    assert_int_equal(found.blocks.count + found.left_out, 0);
    found = differences_of_pages(&memory, buffer_text(&b), buffer_text(&b), NULL, NULL);
    check(differences_of_pages_are_none(&found));
    buffer_free(&a);
    buffer_free(&b);
    check((double)(clock() - start) / CLOCKS_PER_SEC < 5);
}

static void pages_share_what_may_be_told(void **state)
{
    (void)state;
    differences_room room = { .differences = 3, .runs = 100, .bytes = 1000 };
    const char *before = "---\na: 1\n---\nYksi\n\nKaksi\n", *after = "---\na: 2\n---\nYksi\n\nKolme\n";
    page_differences found = differences_of_pages(&memory, text_of(before), text_of(after), NULL, &room);
    assert_int_equal(found.fields.count + found.blocks.count, 3);
    assert_int_equal(found.left_out, 0);
    found = differences_of_pages(&memory, text_of(before), text_of(after), NULL, &room);
    assert_int_equal(found.fields.count + found.blocks.count, 0);
    assert_int_equal(found.left_out, 3);
    check(!differences_of_pages_are_none(&found));
    room = (differences_room){ .differences = 100, .runs = 1, .bytes = 1000 };
    found = differences_of_pages(&memory, text_of(before), text_of(after), NULL, &room);
    assert_int_equal(found.fields.count, 1);
    assert_int_equal(found.left_out, 2);
}

static void many_changed_words_are_compared_within_bounds(void **state)
{
    (void)state;
    clock_t start = clock();
    buffer a = { 0 }, b = { 0 };
    for (unsigned i = 0, seed = 1; i < 400 * 600; i++) {
        seed = seed * 1103515245 + 12345;
        const char *end = i % 600 == 599 ? ".\n\n" : " ";
        buffer_format(&a, "%c%s", 'a' + (int)(seed >> 16) % 8, end);
        buffer_format(&b, "%c%s", 'a' + (int)(seed >> 20) % 8, end);
    }
    page_differences found = differences_of_pages(&memory, buffer_text(&a), buffer_text(&b), NULL, NULL);
    check(found.blocks.count >= 400 && memory.used < 8 * 1024 * 1024);
    buffer_free(&a);
    buffer_free(&b);
    check((double)(clock() - start) / CLOCKS_PER_SEC < 5);
}

static void differences_are_data(void **state)
{
    (void)state;
    page_differences found = differences_of_pages(&memory, TEXT("---\ntitle: A\n---\nYksi kaksi kolme\n"),
                                                  TEXT("---\ntitle: B\n---\nYksi kaksi neljä\n"), NULL, NULL);
    buffer out = { 0 };
    data_write_json(differences_page_data(&memory, &found), false, &out);
    check_text(buffer_text(&out),
               "{\"fields\":[{\"key\":\"title\",\"words\":[{\"type\":\"removed\",\"text\":\"A\"},"
               "{\"type\":\"added\",\"text\":\"B\"}]}],\"blocks\":[{\"change\":\"changed\",\"block\":\"paragraph\","
               "\"heading\":\"\",\"is_source\":false,\"words\":[{\"type\":\"same\",\"text\":\"Yksi kaksi\"},"
               "{\"type\":\"removed\",\"text\":\" kolme\"},{\"type\":\"added\",\"text\":\" neljä\"}]}]}");
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_told_one_by_one, begin, end),
        cmocka_unit_test_setup_teardown(marks_are_no_part_of_words_but_inner_ones_are, begin, end),
        cmocka_unit_test_setup_teardown(letters_beyond_english_are_letters, begin, end),
        cmocka_unit_test_setup_teardown(white_space_is_no_difference_but_a_line_end_is, begin, end),
        cmocka_unit_test_setup_teardown(lone_small_words_between_large_changes_go_along, begin, end),
        cmocka_unit_test_setup_teardown(long_unchanged_text_is_folded, begin, end),
        cmocka_unit_test_setup_teardown(text_without_changes_keeps_its_beginning, begin, end),
        cmocka_unit_test_setup_teardown(huge_texts_end_soon, begin, end),
        cmocka_unit_test_setup_teardown(equal_pages_differ_in_nothing, begin, end),
        cmocka_unit_test_setup_teardown(fields_are_compared_by_key, begin, end),
        cmocka_unit_test_setup_teardown(values_are_shown_as_the_caller_says, begin, end),
        cmocka_unit_test_setup_teardown(blocks_are_matched_before_words, begin, end),
        cmocka_unit_test_setup_teardown(lists_and_tables_are_compared_by_item_and_row, begin, end),
        cmocka_unit_test_setup_teardown(moved_blocks_are_told_once_where_they_are_now, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_read_is_told_as_it_is_written, begin, end),
        cmocka_unit_test_setup_teardown(refused_and_broken_pages_are_compared_all_the_same, begin, end),
        cmocka_unit_test_setup_teardown(huge_pages_end_soon, begin, end),
        cmocka_unit_test_setup_teardown(pages_share_what_may_be_told, begin, end),
        cmocka_unit_test_setup_teardown(many_changed_words_are_compared_within_bounds, begin, end),
        cmocka_unit_test_setup_teardown(differences_are_data, begin, end),
    };
    markdown_prepare();
    return cmocka_run_group_tests_name("differences", tests, NULL, NULL);
}
