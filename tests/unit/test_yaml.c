#include "checks.h"

#include "source/yaml.h"

static arena memory;
static diagnostics found;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    found = (diagnostics){ .memory = &memory };
    return 0;
}

static int end(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

static const value *read(const char *yaml)
{
    found.count = 0;
    return yaml_read(&memory, text_of(yaml), TEXT("a.yaml"), 1, 0, &found);
}

// The text under a path of keys and numbers: "fields.0.label".
static text text_under(const value *v, const char *path)
{
    text rest = text_of(path), part;
    while (v != NULL && text_take_part(&rest, '.', &part)) {
        if (v->type == VALUE_LIST) {
            size_t i = (size_t)atoi(text_to_string(&memory, part));
            v = i < v->count ? v->items[i] : NULL;
        } else {
            v = value_get(v, part);
        }
    }
    return value_text(v);
}

// What reading [yaml] reports, when reading stops at it.
static void refuses(const char *yaml, const char *expected)
{
    assert_null(read(yaml));
    check_reported(&found, expected);
}

// What reading [yaml] reports, when reading goes on.
static const value *complains(const char *yaml, const char *expected)
{
    const value *root = read(yaml);
    assert_non_null(root);
    check_reported(&found, expected);
    return root;
}

// ---- What is read

static void maps_lists_and_scalars_become_a_tree(void **state)
{
    (void)state;
    const value *root = complains("title: KYKY\n"
                                  "tags: [a, 'b c']\n"
                                  "figures:\n"
                                  "- value: '33'\n"
                                  "  label: {fi: Luku}\n"
                                  "- value: \"10\"\n", "");
    assert_int_equal(root->type, VALUE_MAP);
    assert_int_equal(root->count, 3);
    check_text(root->entries[2].key, "figures");
    check_text(text_under(root, "title"), "KYKY");
    check_text(text_under(root, "tags.1"), "b c");
    check_text(text_under(root, "figures.0.label.fi"), "Luku");
    check_text(text_under(root, "figures.1.value"), "10");
}

static void every_scalar_stays_text(void **state)
{
    (void)state;
    const value *root = complains("[no, ~, null, 012, 1.50, 2026-11-22, <<, =]", "");
    static const char *const expected[] = { "no", "~", "null", "012", "1.50", "2026-11-22", "<<", "=" };
    assert_int_equal(root->count, 8);
    for (size_t i = 0; i < 8; i++) {
        check_text(root->items[i]->text, expected[i]);
        check(!root->items[i]->is_quoted);
    }
}

static void quotes_and_blocks_are_remembered(void **state)
{
    (void)state;
    const value *root = complains("a: ''\nb: \"x\\ty\"\nc: |\n  one\n   two\nd: >-\n  one\n  two\ne: it's # so\nf:\n", "");
    check_text(text_under(root, "a"), "");
    check(value_get(root, TEXT("a"))->is_quoted);
    check_text(text_under(root, "b"), "x\ty");
    check_text(text_under(root, "c"), "one\n two\n");
    check(value_get(root, TEXT("c"))->is_quoted);
    check_text(text_under(root, "d"), "one two");
    check_text(text_under(root, "e"), "it's");
    check(!value_get(root, TEXT("e"))->is_quoted);
    check_text(text_under(root, "f"), "");
    check(value_is_empty(value_get(root, TEXT("f"))));
}

static void nothing_gives_nothing(void **state)
{
    (void)state;
    refuses("", "");
    refuses("\n\n", "");
    refuses("# a comment\n", "");
    assert_null(yaml_read(&memory, (text){ 0 }, TEXT("a.yaml"), 1, 0, &found));
}

static void a_document_may_be_marked(void **state)
{
    (void)state;
    check_text(text_under(complains("---\na: b\n...\n", ""), "a"), "b");
    check_text(text_under(complains("\xEF\xBB\xBF" "a: b\r\nc: d\r\n", ""), "c"), "d");
}

static void places_count_characters_of_the_file(void **state)
{
    (void)state;
    const value *root = yaml_read(&memory, TEXT("ä: ö\nlist:\n  - {åä: x}\n"), TEXT("a.md"), 7, 4, &found);
    assert_int_equal(root->line, 7);
    assert_int_equal(root->column, 5);
    assert_int_equal(root->entries[0].column, 5);
    assert_int_equal(root->entries[0].value->column, 8);
    const value *map = root->entries[1].value->items[0];
    assert_int_equal(map->line, 9);
    assert_int_equal(map->column, 9);
    assert_int_equal(map->entries[0].column, 10);
    assert_int_equal(map->entries[0].value->column, 14);

    assert_null(yaml_read(&memory, TEXT("ä: ö: å\n"), TEXT("a.md"), 7, 4, &found));
    check_reported(&found, "a.md:7:9: error: this is not valid YAML: a colon inside the text: "
                           "put the text in quotes: ä: 'ö: å'\n");
}

// ---- Refused, but understood

static void equal_keys_are_all_reported(void **state)
{
    (void)state;
    const value *root = complains("a: 1\nb: 2\na: 3\n'a': {c: 1, c: 2}\n",
        "a.yaml:3:1: error: the same key twice: 'a' is already on line 1: keep one of the two\n"
        "a.yaml:4:1: error: the same key twice: 'a' is already on line 1: keep one of the two\n"
        "a.yaml:4:13: error: the same key twice: 'c' is already on line 4: keep one of the two\n");
    assert_int_equal(root->count, 2);
    check_text(text_under(root, "a"), "1");
}

static void equal_keys_are_found_in_large_maps(void **state)
{
    (void)state;
    for (int count = 14; count < 40; count++) {
        buffer yaml = { 0 };
        for (int i = 0; i < count; i++)
            buffer_format(&yaml, "key%d: x\n", i);
        buffer_format(&yaml, "key%d: y\nkey0: z\nlast: x\nlast: y\n", count - 1);
        found.count = 0;
        const value *root = yaml_read(&memory, buffer_text(&yaml), TEXT("a.yaml"), 1, 0, &found);
        assert_int_equal(root->count, count + 1);
        assert_int_equal(found.count, 3);
        char expected[80];
        snprintf(expected, sizeof expected, "'key%d' is already on line %d: keep one of the two", count - 1, count);
        check_text(found.items[0].detail, expected);
        check_text(found.items[1].detail, "'key0' is already on line 1: keep one of the two");
        buffer_free(&yaml);
    }
}

#define FEATURE "error: this part of YAML is not used here: "

static void anchors_aliases_and_tags_are_refused(void **state)
{
    (void)state;
    const value *root = complains(
        "a: &co Oy\nb: *co\nc: !oy\nd: !!str 5\ne: &x [1]\nf: !y {g: h}\ng: &z 'q'\n*co : i\n",
        "a.yaml:1:4: " FEATURE "a text cannot begin with '&': put the text in quotes\n"
        "a.yaml:2:4: " FEATURE "a text cannot begin with '*': put the text in quotes\n"
        "a.yaml:3:4: " FEATURE "a text cannot begin with '!': put the text in quotes\n"
        "a.yaml:4:4: " FEATURE "a text cannot begin with '!': put the text in quotes\n"
        "a.yaml:5:4: " FEATURE "a name with '&' in front of a value: delete the name\n"
        "a.yaml:6:4: " FEATURE "a word with '!' in front of a value: delete the word\n"
        "a.yaml:7:4: " FEATURE "a name with '&' in front of a value: delete the name\n"
        "a.yaml:8:1: " FEATURE "a text cannot begin with '*': put the text in quotes\n");
    check_text(text_under(root, "a"), "Oy");
    check_text(text_under(root, "b"), "*co");
    check_text(text_under(root, "f.g"), "h");
    complains("a: &a\n  - *a\n  - *a\n",
        "a.yaml:1:4: " FEATURE "a name with '&' in front of a value: delete the name\n"
        "a.yaml:2:5: " FEATURE "a text cannot begin with '*': put the text in quotes\n"
        "a.yaml:3:5: " FEATURE "a text cannot begin with '*': put the text in quotes\n");
}

static void keys_that_are_no_words_are_refused(void **state)
{
    (void)state;
    const value *root = complains("{{name}}: b\n? [c, d]\n: [e]\nok: {{x}}\nlast: 1\n",
        "a.yaml:1:1: " FEATURE "a key is a single word, not a list or a map: put the text in quotes\n"
        "a.yaml:2:3: " FEATURE "a key is a single word, not a list or a map: put the text in quotes\n"
        "a.yaml:4:6: " FEATURE "a key is a single word, not a list or a map: put the text in quotes\n");
    assert_int_equal(root->count, 2);
    check_text(root->entries[0].key, "ok");
    check_text(text_under(root, "last"), "1");
    complains("'': b\n", "a.yaml:1:1: error: this is not valid YAML: there is no key before the colon\n");
}

static void directives_and_second_documents_are_refused(void **state)
{
    (void)state;
    complains("%YAML 1.1\n---\na: b\n", "a.yaml:1:1: " FEATURE "a line cannot begin with '%': delete the line\n");
    const value *root = complains("a: b\n---\na: c\n", "a.yaml:2:1: " FEATURE
                                  "a line '---' begins a second document: delete the line\n");
    check_text(text_under(root, "a"), "b");
    refuses("%FOO\na: b\n", "a.yaml:1:1: " FEATURE "a line cannot begin with '%': put the text in quotes\n");
    refuses("%YAML 2.0\n---\na: b\n", "a.yaml:1:1: " FEATURE "a line cannot begin with '%': delete the line\n");
}

static void escapes_make_no_control_characters(void **state)
{
    (void)state;
#define ESCAPE(number) "a backslash between \" marks stands for " number " here: put the text between ' marks instead\n"
    complains("a: \"x\\0\"\nb: \"C:\\bin\"\nc: \"\\u202e\"\nd: \"\\L\"\ne: \"\\uFEFF\"\nf: \"\\r\"\n\"z\\a\": x\n",
        "a.yaml:1:4: error: an invisible control character: " ESCAPE("U+0000")
        "a.yaml:2:4: error: an invisible control character: " ESCAPE("U+0008")
        "a.yaml:3:4: error: a character that reverses the direction of text: " ESCAPE("U+202E")
        "a.yaml:4:4: error: an invisible control character: " ESCAPE("U+2028")
        "a.yaml:5:4: error: an invisible control character: " ESCAPE("U+FEFF")
        "a.yaml:6:4: error: an invisible control character: " ESCAPE("U+000D")
        "a.yaml:7:1: error: an invisible control character: " ESCAPE("U+0007"));
    check_text(text_under(complains("a: \"ä\\t\\n\\u00e4\\\\\"\n", ""), "a"), "ä\t\nä\\");
}

// ---- Reading stops

static void tabs_are_no_indentation(void **state)
{
    (void)state;
#define TAB(place) "a.yaml:" place ": error: a tab in the indentation: use spaces\n"
    refuses("a:\n\tb: c\n", TAB("2:1"));
    refuses("a:\n  b: c\n \td: e\n", TAB("3:2"));
    refuses("a:\n  -\tb\n", TAB("2:4"));
    refuses("a: b\n\tc\n", TAB("2:1"));
    refuses("a: b\n\t\nc: d\n", TAB("2:1"));
    refuses("a: |\n  b\n\tc\n", TAB("3:1"));
    check_text(text_under(complains("a:\tb\t\nc: |\n  d\te\n", ""), "c"), "d\te\n");
}

#define SYNTAX "error: this is not valid YAML: "

static void colons_in_texts_are_explained(void **state)
{
    (void)state;
    refuses("title: KYKY: koulut ja 'yritykset'\nkind: case\n", "a.yaml:1:12: " SYNTAX
            "a colon inside the text: put the text in quotes: title: 'KYKY: koulut ja ''yritykset'''\n");
    refuses("list:\n  - label: a: b\n", "a.yaml:2:13: " SYNTAX
            "a colon inside the text: put the text in quotes: - label: 'a: b'\n");
    refuses("a: b:\n", "a.yaml:1:5: " SYNTAX "a colon inside the text: put the text in quotes: a: 'b:'\n");
    check_text(text_under(complains("url: https://a.fi:80/x\n", ""), "url"), "https://a.fi:80/x");
}

static void lines_in_the_wrong_column_are_explained(void **state)
{
    (void)state;
    refuses("a: b\n\n  c: d\n", "a.yaml:3:3: " SYNTAX "this line begins further right than the key above it: begin both "
            "in the same column; if it goes on the text above, put all of that text in quotes\n");
    refuses("a:\n  b: c\n d: e\n", "a.yaml:3:2: " SYNTAX
            "this line does not begin in the same column as the keys above it: line them up\n");
    refuses("a:\n  - b\n - c\n", "a.yaml:3:2: " SYNTAX "this list item does not stand below its key: line it up "
            "with the other items, each beginning with '- ' in the same column\n");
    refuses("a:\n  - b\n  c: d\n", "a.yaml:3:3: " SYNTAX "a list goes on with '- ' in the same column: begin this line "
            "so, or end the list by beginning the line in the column of the key above the list\n");
    refuses("a:\n\xC2\xA0 - b\nc: d\n", "a.yaml:2:1: " SYNTAX
            "a no-break space in the indentation: delete it and use ordinary spaces\n");
}

static void missing_colons_are_explained(void **state)
{
    (void)state;
    static const char expected[] = SYNTAX "there is no colon and space after the key: write 'key: text'; "
                                   "if this goes on the text above, begin the line with two spaces\n";
    char line[300];
    snprintf(line, sizeof line, "a.yaml:2:1: %s", expected);
    refuses("a: b\nc\nd: e\n", line);
    snprintf(line, sizeof line, "a.yaml:1:1: %s", expected);
    refuses("title:Puut\n\nkind: x\n", line);
    refuses("a: {b: c}\n: d\n", "a.yaml:2:1: " SYNTAX "there is no key before the colon\n");
}

static void quotation_marks_are_explained(void **state)
{
    (void)state;
    refuses("a: 'it's'\nb: c\n", "a.yaml:1:8: " SYNTAX "the text goes on after its closing quotation mark: "
            "put all of it in quotes, and write ' twice where it belongs to the text\n");
    refuses("a: 'b\nc: it's d\n", "a.yaml:1:4: " SYNTAX "the text in quotes that begins here goes on to line 2: "
            "close it where it ends, and write ' twice where it belongs to the text\n");
    refuses("x: y\na: \"b\nc: d\n", "a.yaml:2:4: " SYNTAX "the quotation mark that opens here is never closed: "
            "close it, and write ' twice where it belongs to the text\n");
    refuses("a: \"C:\\Users\"\n", "a.yaml:1:9: " SYNTAX "a backslash has a special meaning between \" marks: "
            "put the text between ' marks instead\n");
    refuses("a: [b](c)\n", "a.yaml:1:7: " SYNTAX "the text goes on after its end: put all of it in quotes\n");
}

static void beginnings_with_a_meaning_are_explained(void **state)
{
    (void)state;
    refuses("a: *tärkeä* asia\n", "a.yaml:1:4: " FEATURE "a text cannot begin with '*': put the text in quotes\n");
    refuses("a: *tip more\nb: c\n", "a.yaml:1:4: " FEATURE "a text cannot begin with '*': put the text in quotes\n");
    refuses("a: & b\n", "a.yaml:1:4: " FEATURE "a text cannot begin with '&': put the text in quotes\n");
    refuses("a: !b!c d\n", "a.yaml:1:4: " FEATURE "a text cannot begin with '!': put the text in quotes\n");
    refuses("a: @b\n", "a.yaml:1:4: " SYNTAX "a text cannot begin with '@': put the text in quotes\n");
    refuses("a: %b\n", "a.yaml:1:4: " SYNTAX "a text cannot begin with '%': put the text in quotes\n");
    refuses("a: , b\n", "a.yaml:1:4: " SYNTAX "a text cannot begin with ',': put the text in quotes\n");
    refuses("a: > b\n", "a.yaml:1:4: " SYNTAX
            "a text cannot begin with '>' or '|': put the text in quotes, or begin it on the next line\n");
    refuses("a: ? b\n", "a.yaml:1:4: " SYNTAX "a text cannot begin with '? ': put the text in quotes\n");
    refuses("a: - b\n", "a.yaml:1:4: " SYNTAX
            "a list begins on a line of its own: move '- ' to the next line, or put the text in quotes\n");
}

static void open_brackets_are_explained(void **state)
{
    (void)state;
    refuses("a: [b, c\nd: e\n", "a.yaml:1:4: " SYNTAX "the list that opens with '[' is not closed where it should be: "
            "write [one, two], or put the text in quotes\n");
    refuses("a: {b: c\nd: e\n", "a.yaml:1:4: " SYNTAX "the group that opens with '{' is not closed where it should be: "
            "write {one: text, two: text}, or put the text in quotes\n");
    refuses("a: [b, , c]\n", "a.yaml:1:8: " SYNTAX
            "a '[' or '{' is not closed, or a comma stands where a text should be\n");
}

static void characters_that_shift_lines_are_refused(void **state)
{
    (void)state;
#define COPIED ", often copied along from another program: delete it and type the text around it again\n"
    refuses("a: b\rc: d\n", "a.yaml:1:5: error: an invisible control character: U+000D" COPIED);
    refuses("a: ä\nb: c\xE2\x80\xA8 d\n", "a.yaml:2:5: error: an invisible control character: U+2028" COPIED);
    refuses("a: \x1B[1m\n", "a.yaml:1:4: error: an invisible control character: U+001B" COPIED);
    refuses("a: x\xEF\xBB\xBF\n", "a.yaml:1:5: error: an invisible control character: U+FEFF" COPIED);
    refuses("a: \xE2\x80\xAE\n", "a.yaml:1:4: error: a character that reverses the direction of text: U+202E: delete it\n");
    refuses("a: ä\xE4\n", "a.yaml:1:5: error: the file is not UTF-8 text: save the file with the encoding UTF-8\n");
    check_text(text_under(complains("a: x € 😀\n", ""), "a"), "x € 😀");
}

// ---- Limits

static void nesting_has_a_limit(void **state)
{
    (void)state;
    assert_non_null(read("[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]"));
    check_reported(&found, "");
    refuses("[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]", "a.yaml:1:17: error: too much YAML: lists and maps are more than 16 "
            "levels inside one another: put the text in quotes, or use fewer levels\n");
}

static const value *read_repeated(const char *start, const char *part, size_t times)
{
    buffer yaml = { 0 };
    buffer_add_string(&yaml, start);
    for (size_t i = 0; i < times; i++)
        buffer_add_string(&yaml, part);
    found.count = 0;
    const value *root = yaml_read(&memory, buffer_text(&yaml), TEXT("a.yaml"), 1, 0, &found);
    buffer_free(&yaml);
    return root;
}

static void events_have_a_limit(void **state)
{
    (void)state;
    // Stream, document and list take five or six events; the text of the root is copied, the buffer is gone.
    const value *root = read_repeated("", "- x\n", YAML_EVENT_LIMIT - 6);
    assert_int_equal(root->count, YAML_EVENT_LIMIT - 6);
    assert_null(read_repeated("", "- x\n", YAML_EVENT_LIMIT - 3));
    check_reported(&found, "a.yaml:19998:1: error: too much YAML: the file has more than 20,000 parts: divide it\n");
}

static void size_has_a_limit(void **state)
{
    (void)state;
    assert_non_null(read_repeated("a: b\n", "#\n", YAML_FILE_LIMIT / 2 - 3));
    assert_null(read_repeated("a: b\n", "#\n", YAML_FILE_LIMIT / 2));
    check_reported(&found, "a.yaml:1:1: error: too much YAML: it has more than 1,048,576 bytes: divide it\n");
}

static void hostile_files_end_soon(void **state)
{
    (void)state;
    static const struct { const char *start, *part; } hostile[] = {
        { "", "[" }, { "", "{a: " }, { "", "- " }, { "", "? " }, { "", "&a " }, { "", "!a " }, { "a: !", "%41" },
        { "'", "\n" }, { "a", "\n" }, { "a: b", "\n c" }, { "", "\"" }, { "a: ", "x " }, { "", "k: v\n" }, { "[", "\"a\": " },
        { "", "%TAG !a! b\n" }, { "a: |\n", " x\n" }, { "", "[a]: b\n" }, { "a: \"", "\\n" }, { "", ":" }, { "", "}" },
    };
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        read_repeated(hostile[i].start, hostile[i].part, 900000 / strlen(hostile[i].part));
        arena_free(&memory);
        found = (diagnostics){ .memory = &memory };
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(maps_lists_and_scalars_become_a_tree, begin, end),
        cmocka_unit_test_setup_teardown(every_scalar_stays_text, begin, end),
        cmocka_unit_test_setup_teardown(quotes_and_blocks_are_remembered, begin, end),
        cmocka_unit_test_setup_teardown(nothing_gives_nothing, begin, end),
        cmocka_unit_test_setup_teardown(a_document_may_be_marked, begin, end),
        cmocka_unit_test_setup_teardown(places_count_characters_of_the_file, begin, end),
        cmocka_unit_test_setup_teardown(equal_keys_are_all_reported, begin, end),
        cmocka_unit_test_setup_teardown(equal_keys_are_found_in_large_maps, begin, end),
        cmocka_unit_test_setup_teardown(anchors_aliases_and_tags_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(keys_that_are_no_words_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(directives_and_second_documents_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(escapes_make_no_control_characters, begin, end),
        cmocka_unit_test_setup_teardown(tabs_are_no_indentation, begin, end),
        cmocka_unit_test_setup_teardown(colons_in_texts_are_explained, begin, end),
        cmocka_unit_test_setup_teardown(lines_in_the_wrong_column_are_explained, begin, end),
        cmocka_unit_test_setup_teardown(missing_colons_are_explained, begin, end),
        cmocka_unit_test_setup_teardown(quotation_marks_are_explained, begin, end),
        cmocka_unit_test_setup_teardown(beginnings_with_a_meaning_are_explained, begin, end),
        cmocka_unit_test_setup_teardown(open_brackets_are_explained, begin, end),
        cmocka_unit_test_setup_teardown(characters_that_shift_lines_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(nesting_has_a_limit, begin, end),
        cmocka_unit_test_setup_teardown(events_have_a_limit, begin, end),
        cmocka_unit_test_setup_teardown(size_has_a_limit, begin, end),
        cmocka_unit_test_setup_teardown(hostile_files_end_soon, begin, end),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
