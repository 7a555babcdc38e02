#include "checks.h"

#include "base/buffer.h"
#include "document/document.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static node *add(node *parent, node_type type, const char *literal)
{
    node *made = node_new(&memory, type, 1, 1);
    made->literal = text_of(literal);
    if (parent != NULL)
        node_append(parent, made);
    return made;
}

// The literals below [root], "(" when a node is entered and ")" when it is left.
static text walked(node *root)
{
    buffer out = { 0 };
    document_walk walk = { .root = root };
    while (document_next(&walk)) {
        if (walk.entering) {
            buffer_add_byte(&out, '(');
            buffer_add(&out, walk.current->literal);
        } else {
            buffer_add_byte(&out, ')');
        }
    }
    check(!document_next(&walk));       // it stays at the end
    text result = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return result;
}

static void nodes_remember_their_place(void **state)
{
    (void)state;
    node *made = node_new(&memory, NODE_RULE, 12, 5);
    assert_int_equal(made->type, NODE_RULE);
    assert_int_equal(made->line, 12);
    assert_int_equal(made->column, 5);
    assert_null(made->parent);
}

static void trees_are_walked_in_reading_order(void **state)
{
    (void)state;
    node *root = add(NULL, NODE_DOCUMENT, "r");
    check_text(walked(root), "(r)");
    node *a = add(root, NODE_PARAGRAPH, "a");
    add(a, NODE_TEXT, "1");
    add(a, NODE_TEXT, "2");
    add(root, NODE_PARAGRAPH, "b");
    check_text(walked(root), "(r(a(1)(2))(b))");
    check_text(walked(a), "(a(1)(2))");         // not the sibling
    check(!document_next(&(document_walk){ 0 }));
}

static void nodes_are_inserted_and_removed(void **state)
{
    (void)state;
    node *root = add(NULL, NODE_DOCUMENT, "r");
    node *b = add(root, NODE_PARAGRAPH, "b");
    node *a = add(NULL, NODE_PARAGRAPH, "a"), *c = add(NULL, NODE_PARAGRAPH, "c"),
         *d = add(NULL, NODE_PARAGRAPH, "d");
    node_insert_before(b, a);
    node_insert_after(b, d);
    node_insert_before(d, c);
    check_text(walked(root), "(r(a)(b)(c)(d))");
    assert_ptr_equal(root->first, a);
    assert_ptr_equal(root->last, d);
    assert_ptr_equal(d->previous, c);

    node_remove(b);
    check_text(walked(root), "(r(a)(c)(d))");
    node_remove(a);
    node_remove(d);
    check_text(walked(root), "(r(c))");
    node_remove(c);
    check_text(walked(root), "(r)");
    assert_null(root->last);
    node_append(root, b);
    check_text(walked(root), "(r(b))");
}

static void a_deep_tree_is_walked(void **state)
{
    (void)state;
    node *root = add(NULL, NODE_DOCUMENT, "");
    node *deepest = root;
    for (int i = 0; i < 200000; i++)
        deepest = add(deepest, NODE_QUOTE, "");
    add(deepest, NODE_TEXT, "x");
    check_text(document_plain_text(&memory, root), "x");
}

static void a_copy_stands_alone(void **state)
{
    (void)state;
    node *root = add(NULL, NODE_DOCUMENT, "d"), *list = add(root, NODE_LIST, "l");
    add(add(list, NODE_ITEM, "i"), NODE_TEXT, "a");
    add(list, NODE_ITEM, "j");
    add(root, NODE_TEXT, "z");
    list->list.ordered = true;
    node *copy = node_copy(&memory, list);
    check_text(walked(copy), "(l(i(a))(j))");
    check(copy->parent == NULL && copy->next == NULL && copy->list.ordered && copy->first->parent == copy);
    add(copy, NODE_ITEM, "k");
    check_text(walked(root), "(d(l(i(a))(j))(z))");
    check_text(walked(node_copy(&memory, root)), "(d(l(i(a))(j))(z))");
    check_text(walked(node_copy(&memory, root->last)), "(z)");
}

static void blocks_and_inlines_are_told_apart(void **state)
{
    (void)state;
    check(node_is_block(NODE_DOCUMENT) && node_is_block(NODE_BLOCK) && node_is_block(NODE_HTML_BLOCK));
    check(!node_is_block(NODE_TEXT) && !node_is_block(NODE_FOOTNOTE_CALL) && !node_is_block(NODE_HTML_INLINE));
}

static void plain_text_is_words_only(void **state)
{
    (void)state;
    node *root = add(NULL, NODE_DOCUMENT, "");
    node *first = add(root, NODE_PARAGRAPH, "");
    add(first, NODE_TEXT, "See ");
    add(add(first, NODE_LINK, ""), NODE_TEXT, "the  page");
    add(first, NODE_TEXT, ",");
    add(first, NODE_SOFT_BREAK, "");
    add(add(first, NODE_IMAGE, ""), NODE_TEXT, "a photo");
    add(first, NODE_FOOTNOTE_CALL, "label");
    add(first, NODE_HARD_BREAK, "");
    add(first, NODE_CODE, "code");
    add(root, NODE_BLOCK, "kind: role");
    add(root, NODE_CODE_BLOCK, "a\n\tb\n");
    node *row = add(add(root, NODE_TABLE, ""), NODE_TABLE_ROW, "");
    add(add(row, NODE_TABLE_CELL, ""), NODE_TEXT, "1");
    add(add(row, NODE_TABLE_CELL, ""), NODE_TEXT, "2 ");
    check_text(document_plain_text(&memory, root), "See the page, a photo code a b 1 2");
    check_text(document_plain_text(&memory, add(NULL, NODE_HEADING, "")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nodes_remember_their_place, end),
        cmocka_unit_test_teardown(trees_are_walked_in_reading_order, end),
        cmocka_unit_test_teardown(nodes_are_inserted_and_removed, end),
        cmocka_unit_test_teardown(a_deep_tree_is_walked, end),
        cmocka_unit_test_teardown(a_copy_stands_alone, end),
        cmocka_unit_test(blocks_and_inlines_are_told_apart),
        cmocka_unit_test_teardown(plain_text_is_words_only, end),
    };
    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
