#include "checks.h"

#include "source/value_make.h"
#include "source/yaml.h"
#include "source/yaml_write.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static const value *read(text yaml)
{
    diagnostics found = { .memory = &memory };
    const value *root = yaml_read(&memory, yaml, TEXT("x"), 1, 0, &found);
    check_reported(&found, "");
    return root;
}

static text written(const value *whole)
{
    buffer out = { 0 };
    yaml_write(whole, &out);
    text copy = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

static void short_things_stand_on_one_line(void **state)
{
    (void)state;
    check_text(written(read(TEXT("a: {x: 1, y: b}\nb:\n  - c\n  - d\nempty:\nquoted: ''\nnone: []\n"))),
               "a: {x: '1', y: b}\nb: [c, d]\nempty:\nquoted: ''\nnone: []\n");
}

static void lists_of_maps_are_blocks(void **state)
{
    (void)state;
    check_text(written(read(TEXT("k: [{id: a, t: {fi: x}}, {id: b}]\n"))), "k:\n  - id: a\n    t: {fi: x}\n  - {id: b}\n");
}

static void every_text_is_read_back(void **state)
{
    (void)state;
    const char *const texts[] = { "plain words", "1.0", "2026-11-22", "- a", "a: b", "a:", "#x", "a #b", "it's", "'x'", "\"x\"", "[a]",
                                  "{a}", "a, b", "*a", "&a", "!a", "%a", "@a", "`a`", "|", ">", "?", "~", "yes", "a\nb\n", "a\tb",
                                  " a", "a ", "ä – ö", "\\n", "https://a.fi/?b=c&d#e", "---", "...", "=", "a]b" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        value *map = value_make_map(&memory), *list = value_make_list(&memory), *inner = value_make_map(&memory);
        value_set(&memory, inner, TEXT("k"), value_make_text(&memory, text_of(texts[i])));
        value_add(&memory, list, value_make_text(&memory, text_of(texts[i])));
        value_add(&memory, list, inner);
        value_set(&memory, map, TEXT("list"), list);
        value_set(&memory, map, TEXT("text"), value_make_text(&memory, text_of(texts[i])));
        value_set(&memory, map, text_of(texts[i]), inner);
        text yaml = written(map);
        if (!value_equals(read(yaml), map))
            fail_msg("'%s' is not read back from:\n%.*s", texts[i], TEXT_PRINT(yaml));
    }
}

static void long_and_deep_values_are_read_back(void **state)
{
    (void)state;
    const value *given = read(TEXT("a: [[1, [2, {x: [3]}]], {long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, "
                                   "more: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}]\nb: {c: {d: {e: [f, {g: h}]}}}\n"));
    check(value_equals(read(written(given)), given));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(short_things_stand_on_one_line, clear),
        cmocka_unit_test_teardown(lists_of_maps_are_blocks, clear),
        cmocka_unit_test_teardown(every_text_is_read_back, clear),
        cmocka_unit_test_teardown(long_and_deep_values_are_read_back, clear),
    };
    return cmocka_run_group_tests_name("yaml_write", tests, NULL, NULL);
}
