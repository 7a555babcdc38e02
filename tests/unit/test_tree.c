#include "checks.h"

#include "answers/report_words.h"
#include "answers/tree.h"
#include "formats/markdown_write.h"

static arena memory;

static int clean_up(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static text written(const node *tree)
{
    buffer out = { 0 };
    markdown_write(&memory, tree, &(markdown_write_options){ .keeps_blocks = true }, &out);
    text copy = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

static node *document(void)
{
    return node_new(&memory, NODE_DOCUMENT, 1, 1);
}

static void test_words_stay_words(void **state)
{
    (void)state;
    node *tree = document();
    tree_add_paragraph(&memory, tree, TEXT("# ei [otsikko](x)\n\n<b> tai http://a.example\",\"x\")"));
    check_text(written(tree), "\\# ei \\[otsikko\\](x)\\\n\\<b> tai `http://a.example\",\"x`\")\n");
}

static void test_harmful_characters(void **state)
{
    (void)state;
    check_text(tree_clean(&memory, TEXT("a\x07" "b\xE2\x80\xAE" "c\r\nd\xFF")), "abc\nd\xEF\xBF\xBD");
    check_text(tree_clean(&memory, TEXT("hyvä\tä")), "hyvä\tä");
}

static void test_table(void **state)
{
    (void)state;
    node *tree = document();
    node *made = tree_add_table(&memory, tree, (const text[]){ TEXT("A"), TEXT("B") }, 2, 1);
    tree_add_row(&memory, made, (const text[]){ TEXT("x | y\nz"), TEXT("2") });
    check_text(written(tree), "| A | B |\n| --- | --: |\n| x \\| y z | 2 |\n");
}

static void test_chart(void **state)
{
    (void)state;
    node *tree = document();
    const text labels[] = { TEXT("Yksi: \"a\""), TEXT("Kaksi") };
    tree_chart drawn = { .title = TEXT("Luvut"), .labels = labels, .numbers = (const double[]){ 1.23456, 2 }, .count = 2,
                         .label_head = TEXT("Mikä"), .number_head = TEXT("Määrä") };
    tree_add_chart(&memory, tree, &drawn);
    check_text(written(tree), "```chart\ntype: bar\ntitle: Luvut\ndata: [[Mikä, Määrä], ['Yksi: \"a\"', '1.23'], [Kaksi, '2']]\n```\n");
    drawn.count = 1;
    tree_add_chart(&memory, tree, &drawn);
    check(tree->first == tree->last);
}

static void test_headings(void **state)
{
    (void)state;
    node *tree = document();
    check_text(tree_add_heading(&memory, tree, 2, TEXT("Eka"))->heading.id, "k-1");
    check_text(tree_add_heading(&memory, tree, 3, TEXT("Toka"))->heading.id, "k-2");
}

static void test_sentences(void **state)
{
    (void)state;
    check_text(REPORT_FILL(&memory, TEXT("{a} ja {b}{"), { "a", TEXT("{b}") }, { "b", TEXT("x") }), "{b} ja x{");
    check_text(REPORT_FILL(&memory, TEXT("{c} {a}"), { "a", TEXT("y") }), "{c} y");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_words_stay_words, clean_up), cmocka_unit_test_teardown(test_harmful_characters, clean_up),
        cmocka_unit_test_teardown(test_table, clean_up), cmocka_unit_test_teardown(test_chart, clean_up),
        cmocka_unit_test_teardown(test_headings, clean_up), cmocka_unit_test_teardown(test_sentences, clean_up),
    };
    return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
