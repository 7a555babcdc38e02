#include "checks.h"

#include "source/value_make.h"
#include "source/value_record.h"
#include "source/yaml.h"

static arena memory;
static diagnostics found;

static int clear(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

static const char source[] =
    "title: Yhteinen työ\n"
    "empty:\n"
    "quoted: ''\n"
    "list: [yksi, \"kaksi\", [kolme, {a: b}]]\n"
    "map:\n"
    "  key: |\n"
    "    Rivi\n"
    "    toinen\n"
    "  none: []\n";

static const value *read_source(void)
{
    found.memory = &memory;
    const value *tree = yaml_read(&memory, text_of(source), TEXT("a.md"), 2, 0, &found);
    check(tree != NULL);
    return tree;
}

static void check_same_places(const value *a, const value *b)
{
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->column, b->column);
    assert_int_equal(a->is_quoted, b->is_quoted);
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        if (a->type == VALUE_MAP) {
            assert_int_equal(a->entries[i].line, b->entries[i].line);
            assert_int_equal(a->entries[i].column, b->entries[i].column);
            check_same_places(a->entries[i].value, b->entries[i].value);
        } else {
            check_same_places(a->items[i], b->items[i]);
        }
    }
}

static void trees_come_back_as_they_were(void **state)
{
    (void)state;
    const value *tree = read_source(), *back;
    buffer nodes = { 0 }, texts = { 0 };
    value_add_to_record(tree, &nodes, &texts);
    value_add_to_record(NULL, &nodes, &texts);
    value_add_to_record(value_make_text(&memory, TEXT("last")), &nodes, &texts);
    text form = buffer_text(&nodes), words = buffer_text(&texts);
    back = value_take_from_record(&memory, &form, &words);
    check(value_equals(tree, back));
    check_same_places(tree, back);
    text title = value_text(value_get(back, TEXT("title")));
    check(title.bytes >= texts.bytes && title.bytes < texts.bytes + texts.length);
    check(value_take_from_record(&memory, &form, &words) == NULL);
    check_text(value_text(value_take_from_record(&memory, &form, &words)), "last");
    check(value_take_from_record(&memory, &form, &words) == NULL);
    assert_int_equal(words.length, 0);
    buffer_free(&nodes);
    buffer_free(&texts);
}

// Further down, or to the right, than the short form can tell.
static const value *read_far(void)
{
    enum { FAR = 70000 };
    buffer far = { 0 };
    buffer_add_string(&far, "near: a\n");
    for (int i = 0; i < FAR; i++)
        buffer_add_byte(&far, '\n');
    buffer_add_string(&far, "down: [b,");
    for (int i = 0; i < FAR; i++)
        buffer_add_byte(&far, ' ');
    buffer_add_string(&far, "c]\n");
    found.memory = &memory;
    const value *tree = yaml_read(&memory, text_copy(&memory, buffer_text(&far)), TEXT("a.md"), 2, 0, &found);
    check(tree != NULL && value_get(tree, TEXT("down"))->items[1]->column > FAR);
    buffer_free(&far);
    return tree;
}

static void far_places_come_back(void **state)
{
    (void)state;
    buffer nodes = { 0 }, texts = { 0 };
    const value *tree = read_far();
    value_add_to_record(tree, &nodes, &texts);
    text form = buffer_text(&nodes), words = buffer_text(&texts);
    const value *back = value_take_from_record(&memory, &form, &words);
    check(value_equals(tree, back));
    check_same_places(tree, back);
    assert_int_equal(form.length, 0);
    buffer_free(&nodes);
    buffer_free(&texts);
}

static void check_cut_short(const value *tree)
{
    buffer nodes = { 0 }, texts = { 0 };
    value_add_to_record(tree, &nodes, &texts);
    for (size_t length = 0; length < nodes.length; length++) {
        text form = { nodes.bytes, length }, words = buffer_text(&texts);
        check(value_take_from_record(&memory, &form, &words) == NULL);
    }
    for (size_t length = 0; length < texts.length; length++) {
        text form = buffer_text(&nodes), words = { texts.bytes, length };
        check(value_take_from_record(&memory, &form, &words) == NULL);
    }
    buffer_free(&nodes);
    buffer_free(&texts);
}

static void what_is_cut_short_is_no_tree(void **state)
{
    (void)state;
    check_cut_short(read_source());
    check_cut_short(read_far());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(trees_come_back_as_they_were, clear),
        cmocka_unit_test_teardown(far_places_come_back, clear),
        cmocka_unit_test_teardown(what_is_cut_short_is_no_tree, clear),
    };
    return cmocka_run_group_tests_name("value_record", tests, NULL, NULL);
}
