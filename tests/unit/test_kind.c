#include "checks.h"

#include "base/files.h"
#include "schema/kind.h"
#include "source/yaml.h"

static arena memory;
static diagnostics found;
static const text codes[] = { TEXT_CONSTANT("fi"), TEXT_CONSTANT("sv"), TEXT_CONSTANT("en") };
static const language_list languages = { codes, 3 };

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

static kind *read(const char *yaml)
{
    found.count = 0;
    return kind_read(&memory, NULL, TEXT("case"), text_of(yaml), TEXT("case.yaml"), &languages, &found);
}

static text word(words w, size_t language)
{
    return words_in(w, language, languages.count);
}

// ---- The kinds of this repository

static text repository(void)
{
    text unit = path_folder(TEXT(__FILE__)), tests = path_folder(unit);
    return tests.length == 0 ? TEXT("../..") : path_join(&memory, tests, TEXT(".."));
}

static void our_own_kinds_have_no_mistakes(void **state)
{
    (void)state;
    text folder = path_join(&memory, repository(), TEXT("content/kinds"));
    file_list files;
    check(folder_walk(&memory, folder, &files));
    check(files.count >= 10);
    for (size_t i = 0; i < files.count; i++) {
        text contents, path = files.items[i].path;
        assert_int_equal(file_read_beneath(&memory, folder, path, 1 << 20, &contents), FILE_READ);
        const kind *own = kind_read(&memory, NULL, path_without_extension(path), contents, path, &languages, &found);
        assert_non_null(own);
        check_reported(&found, "");
        for (size_t language = 0; language < 3; language++)
            check(own->label.by_language[language].length > 0 && own->folder.by_language[language].length > 0);
    }
}

// ---- What is read

static void a_kind_is_read_whole(void **state)
{
    (void)state;
    const kind *k = read("label: {fi: Tapaus, sv: Fall, en: Case}\n"
                         "plural: {fi: Tapaukset, sv: Fall, en: Cases}\n"
                         "description: Everywhere\n"
                         "folder: {fi: tapaukset, sv: fall}\n"
                         "layout: story\n"
                         "sort: year\n"
                         "order: descending\n"
                         "listed: no\n"
                         "feed: true\n"
                         "fields:\n"
                         "  year: {type: number, minimum: 1900, maximum: 2100.5, label: Vuosi, help: Nelja lukua}\n");
    check_reported(&found, "");
    check_text(k->id, "case");
    assert_false(k->has_mistakes);
    check_text(k->path, "case.yaml");
    check_text(word(k->label, 2), "Case");
    check_text(word(k->plural, 0), "Tapaukset");
    check_text(word(k->description, 1), "Everywhere");
    check_text(k->folder.by_language[1], "fall");
    check_text(k->folder.by_language[2], "case");
    check_text(k->layout, "story");
    check_text(k->sort, "year");
    check(k->descending && !k->listed && k->in_feed);
    const field *year = kind_field(k, TEXT("year"));
    assert_int_equal(year->type, FIELD_TYPE_NUMBER);
    check(year->has_minimum && year->minimum == 1900 && year->has_maximum && year->maximum == 2100.5);
    check_text(word(year->help, 0), "Nelja lukua");
    check(!year->required && !year->is_facet && !year->has_backlink);
    assert_null(kind_field(k, TEXT("yea")));
}

static void what_is_left_out_has_defaults(void **state)
{
    (void)state;
    const kind *k = read("label: {sv: Fall}\n");
    check_reported(&found, "");
    check_text(k->plural.by_language[1], "Fall");
    check_text(word(k->plural, 0), "Fall");
    check_text(k->folder.by_language[0], "case");
    check_text(k->layout, "");
    check_text(k->sort, "title");
    check(!k->descending && k->listed && !k->in_feed);
    assert_int_equal(k->fields.count, 0);
}

static void lists_know_what_their_items_are(void **state)
{
    (void)state;
    const kind *k = read("label: x\n"
                         "fields:\n"
                         "  phases: {type: list, of: page, kind: phase, facet: true, required: yes, label: l, backlink: b}\n"
                         "  acts: {type: list, of: choice, label: l, choices: {in-use: In use, new_1: New}}\n"
                         "  figures:\n"
                         "    type: list\n"
                         "    of: record\n"
                         "    label: l\n"
                         "    fields:\n"
                         "      title: {type: text, required: true, label: l}\n"
                         "      parts: {type: list, of: number, minimum: 0, label: l}\n");
    check_reported(&found, "");
    const field *phases = &k->fields.items[0], *acts = &k->fields.items[1], *figures = &k->fields.items[2];
    assert_int_equal(phases->type, FIELD_TYPE_LIST);
    assert_int_equal(phases->of->type, FIELD_TYPE_PAGE);
    check_text(phases->of->page_kind, "phase");
    check(phases->required && phases->is_facet && phases->has_backlink);
    check_text(word(phases->backlink, 2), "b");
    assert_int_equal(acts->of->choice_count, 2);
    check_text(acts->of->choices[0].id, "in-use");
    check_text(word(acts->of->choices[1].label, 0), "New");
    assert_int_equal(figures->of->fields.count, 2);
    check(figures->of->fields.items[0].required);
    check(figures->of->fields.items[1].of->has_minimum);
    check_text(figures->of->id, "figures");
}

static void every_type_has_its_name(void **state)
{
    (void)state;
    static const char *const names[] = { "text", "long", "markdown", "date", "number", "bool", "choice", "list",
                                         "page", "image", "url", "email", "record" };
    for (int i = 0; i <= FIELD_TYPE_RECORD; i++)
        assert_string_equal(field_type_name((field_type)i), names[i]);
    size_t count;
    const text *keys = page_keys(&count);
    assert_int_equal(count, 16);
    check_text(keys[0], "title");
}

// ---- What is refused

static void files_that_are_no_kinds(void **state)
{
    (void)state;
    assert_null(read(""));
    check_reported(&found, "case.yaml:1:1: error: the kind is not defined correctly: "
                           "the file is empty: write at least 'label'\n");
    assert_null(read("- label\n"));
    check_reported(&found, "case.yaml:1:1: error: the value has the wrong form: a kind is lines of the form 'key: value'\n");
    assert_null(read("label: 'a\n"));
    assert_int_equal(found.count, 1);
    found.count = 0;
    assert_null(kind_read(&memory, NULL, TEXT("../Case"), TEXT("label: x"), TEXT("Case.yaml"), &languages, &found));
    check_reported(&found, "Case.yaml:1:1: error: the kind is not defined correctly: name the file with small letters a-z, "
                           "digits and hyphens, for example case.yaml\n");
}

#define INVALID "error: the kind is not defined correctly: "

static void mistakes_at_the_top(void **state)
{
    (void)state;
    const kind *k = read("lable: x\n"
                         "folder: {fi: Tapaukset, sv: a/b-c, en: ../x}\n"
                         "layout: ../page\n"
                         "sort: tags\n"
                         "order: up\n"
                         "listed: maybe\n"
                         "fields:\n"
                         "  notes: {type: long, label: l}\n");
    assert_true(k->has_mistakes);
    check_reported(&found,
        "case.yaml:1:1: error: unknown key: 'lable': did you mean 'label'?\n"
        "case.yaml:1:1: " INVALID "'label' is missing: say what a page of this kind is called\n"
        "case.yaml:2:9: " INVALID "the folder 'Tapaukset': use small letters a-z, digits and hyphens\n"
        "case.yaml:2:9: " INVALID "the folder '../x': use small letters a-z, digits and hyphens\n"
        "case.yaml:3:9: " INVALID "the layout '../page': use small letters a-z, digits and hyphens\n"
        "case.yaml:4:7: " INVALID "pages cannot be sorted by 'tags': use one of title, date, weight\n"
        "case.yaml:5:8: " INVALID "the order is 'ascending' or 'descending'\n"
        "case.yaml:6:9: error: the field has the wrong kind of value: write true or false\n");
    check_text(k->folder.by_language[0], "case");
    check_text(k->folder.by_language[1], "a/b-c");
    check_text(k->layout, "");
    check_text(k->sort, "title");
    check(k->listed);
}

static void shapes_at_the_top(void **state)
{
    (void)state;
    read("label: [a]\nsort: {a: b}\nfields: [a]\n");
    check_reported(&found,
        "case.yaml:1:8: error: the value has the wrong form: write one text here; put it in quotes if it has a colon or brackets\n"
        "case.yaml:1:1: " INVALID "'label' is missing: say what a page of this kind is called\n"
        "case.yaml:3:9: " INVALID "'fields' is at most 100 lines of the form 'id:', each with its settings indented below it\n"
        "case.yaml:2:7: error: the value has the wrong form: 'sort' takes one word\n");
}

#define FIELDS(lines) "label: x\nfields:\n" lines

static void names_of_fields(void **state)
{
    (void)state;
    const kind *k = read(FIELDS("  Aim: {type: text, label: l}\n"
                                "  title: {type: text, label: l}\n"
                                "  -a: {type: text, label: l}\n"
                                "  money: yes\n"
                                "  ok_1-b: {type: text, label: l}\n"));
    check_reported(&found,
        "case.yaml:3:3: " INVALID "the field 'Aim': use small letters a-z, digits, - and _\n"
        "case.yaml:4:3: " INVALID "every page has 'title' already: choose another name\n"
        "case.yaml:5:3: " INVALID "the field '-a': use small letters a-z, digits, - and _\n"
        "case.yaml:6:3: " INVALID "the field 'money' needs at least 'type' and 'label', indented below it\n");
    assert_int_equal(k->fields.count, 1);
    check_text(k->fields.items[0].id, "ok_1-b");
}

#define TYPES "text, long, markdown, date, number, bool, choice, list, page, image, url, email, record\n"

static void types_of_fields(void **state)
{
    (void)state;
    const kind *k = read(FIELDS("  a: {type: txt, label: l}\n"
                                "  b: {label: l}\n"
                                "  c: {type: list, label: l}\n"
                                "  d: {type: list, of: list, label: l}\n"
                                "  e: {type: text, of: text, label: l}\n"
                                "  f: {type: text, required: maybe, lable: l}\n"));
    check_reported(&found,
        "case.yaml:3:13: " INVALID "'type' of the field 'a': did you mean 'text'? The types are " TYPES
        "case.yaml:4:3: " INVALID "the field 'b' needs 'type': one of " TYPES
        "case.yaml:5:3: " INVALID "the field 'c' needs 'of': one of " TYPES
        "case.yaml:6:23: " INVALID "a list of lists cannot be used: make it a list of records\n"
        "case.yaml:7:19: " INVALID "'of' is for fields of the type 'list'\n"
        "case.yaml:8:36: error: unknown key: 'lable': did you mean 'label'?\n"
        "case.yaml:8:29: error: the field has the wrong kind of value: write true or false\n"
        "case.yaml:8:3: " INVALID "the field 'f' needs 'label': what readers see\n");
    assert_int_equal(k->fields.count, 2);
}

static void settings_belong_to_types(void **state)
{
    (void)state;
    read(FIELDS("  a: {type: text, choices: {x: y}, kind: phase, minimum: 1, label: l}\n"
                "  b: {type: list, of: record, facet: true, fields: {x: {type: text, label: l}}, label: l}\n"
                "  c: {type: number, minimum: 5, maximum: 3, label: l}\n"
                "  d: {type: number, minimum: '1,5', label: l}\n"
                "  e: {type: page, kind: A/B, label: l}\n"
                "  f: {type: record, label: l}\n"));
    check_reported(&found,
        "case.yaml:3:19: " INVALID "'choices' is for fields of the type 'choice'\n"
        "case.yaml:3:36: " INVALID "'kind' is for fields of the type 'page'\n"
        "case.yaml:3:49: " INVALID "'minimum' is for fields of the type 'number'\n"
        "case.yaml:4:31: " INVALID "'facet' is not for long texts, records, images and addresses\n"
        "case.yaml:5:42: " INVALID "'maximum' is smaller than 'minimum'\n"
        "case.yaml:6:30: error: not a number: '1,5': write it as 1.5\n"
        "case.yaml:7:25: " INVALID "'kind' is the name of a file in the folder of kinds without '.yaml', for example phase\n"
        "case.yaml:8:3: " INVALID "a record needs 'fields': its parts, each with a type and a label\n");
}

static void fields_say_how_they_print(void **state)
{
    (void)state;
    const kind *k = read("label: l\nfields:\n  a: {type: text, label: l}\n"
                         "  b: {type: list, of: text, label: l, print: {place: after, marks: boxes, leave_out: true}}\n"
                         "  c: {type: text, label: l, print: {place: top, mark: x}}\n  d: {type: text, label: l, print: [x]}\n"
                         "  e: {type: list, of: text, label: l, print: {place: before, marks: numbers}}\n");
    check_reported(&found,
        "case.yaml:5:49: error: unknown key: 'mark': did you mean 'marks'?\n"
        "case.yaml:5:44: error: the kind is not defined correctly: 'place' is one of before, after\n"
        "case.yaml:6:36: error: the kind is not defined correctly: write 'print: {place: after}', with 'place', 'marks' or "
        "'leave_out'\n");
    const field_print *a = &kind_field(k, TEXT("a"))->print, *b = &kind_field(k, TEXT("b"))->print;
    const field_print *e = &kind_field(k, TEXT("e"))->print;
    check(!a->is_after_text && !a->leave_out && a->marks == MARKS_BULLETS);
    check(b->is_after_text && b->leave_out && b->marks == MARKS_BOXES);
    check(!e->is_after_text && e->marks == MARKS_NUMBERS);
}

static void choices_have_ids_and_labels(void **state)
{
    (void)state;
    const kind *k = read(FIELDS("  a: {type: choice, label: l}\n"
                                "  b: {type: choice, label: l, choices: [x, y]}\n"
                                "  c: {type: choice, label: l, choices: {Uusi: Uusi, open: , 'a b': x, ok: Oikein}}\n"));
    check_reported(&found,
        "case.yaml:3:3: " INVALID "'choices' is from 1 to 200 lines of the form 'id: label', indented below it\n"
        "case.yaml:4:40: " INVALID "'choices' is from 1 to 200 lines of the form 'id: label', indented below it\n"
        "case.yaml:5:41: " INVALID "the choice 'Uusi': use small letters a-z, digits, - and _ before the colon; "
        "what readers see comes after it\n"
        "case.yaml:5:53: " INVALID "the choice 'open' needs a label after the colon\n"
        "case.yaml:5:61: " INVALID "the choice 'a b': use small letters a-z, digits, - and _ before the colon; "
        "what readers see comes after it\n");
    assert_int_equal(k->fields.items[2].choice_count, 1);
    check_text(k->fields.items[2].choices[0].id, "ok");
}

// ---- Words

static words read_words(const char *yaml)
{
    found.count = 0;
    const value *map = yaml_read(&memory, text_of(yaml), TEXT("a.yaml"), 1, 0, &found);
    return words_read(&memory, value_get(map, TEXT("title")), TEXT("a.yaml"), &languages, &found);
}

static void one_text_is_for_every_language(void **state)
{
    (void)state;
    words w = read_words("title: ' Puut '\n");
    for (size_t i = 0; i < 3; i++)
        check_text(w.by_language[i], "Puut");
    check_reported(&found, "");
}

static void missing_languages_fall_back(void **state)
{
    (void)state;
    words w = read_words("title: {en: Trees, sv: ''}\n");
    check_text(w.by_language[0], "");
    check_text(words_in(w, 0, 3), "Trees");
    check_text(words_in(w, 1, 3), "Trees");
    check_text(words_in(w, 9, 3), "Trees");
    check_text(words_in((words){ 0 }, 0, 3), "");
    w = read_words("other: x\n");
    check_text(words_in(w, 0, 3), "");
    check_reported(&found, "");
}

static void unknown_languages_and_shapes_are_reported(void **state)
{
    (void)state;
    words w = read_words("title: {fl: Puut, de: Bäume, en: [Trees]}\n");
    check_text(words_in(w, 0, 3), "");
    check_reported(&found,
        "a.yaml:1:9: error: unknown language: 'fl': did you mean 'fi'? The languages of this site are fi, sv, en\n"
        "a.yaml:1:19: error: unknown language: 'de': the languages of this site are fi, sv, en\n"
        "a.yaml:1:34: error: the value has the wrong form: write one text here; put it in quotes if it has a colon or brackets\n");
}

static void kinds_may_speak_more_languages_than_the_site(void **state)
{
    (void)state;
    const language_list one = { codes, 1 };
    found.count = 0;
    const kind *k = kind_read(&memory, NULL, TEXT("case"), TEXT("label: {fi: Tapaus, sv: Fall, en-GB: Case, English: Case}\n"),
                              TEXT("case.yaml"), &one, &found);
    check_text(k->label.by_language[0], "Tapaus");
    check_reported(&found, "case.yaml:1:44: error: unknown language: 'English': the languages of this site are fi\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(our_own_kinds_have_no_mistakes, begin, end),
        cmocka_unit_test_setup_teardown(a_kind_is_read_whole, begin, end),
        cmocka_unit_test_setup_teardown(what_is_left_out_has_defaults, begin, end),
        cmocka_unit_test_setup_teardown(lists_know_what_their_items_are, begin, end),
        cmocka_unit_test_setup_teardown(every_type_has_its_name, begin, end),
        cmocka_unit_test_setup_teardown(files_that_are_no_kinds, begin, end),
        cmocka_unit_test_setup_teardown(mistakes_at_the_top, begin, end),
        cmocka_unit_test_setup_teardown(shapes_at_the_top, begin, end),
        cmocka_unit_test_setup_teardown(names_of_fields, begin, end),
        cmocka_unit_test_setup_teardown(types_of_fields, begin, end),
        cmocka_unit_test_setup_teardown(settings_belong_to_types, begin, end),
        cmocka_unit_test_setup_teardown(fields_say_how_they_print, begin, end),
        cmocka_unit_test_setup_teardown(choices_have_ids_and_labels, begin, end),
        cmocka_unit_test_setup_teardown(one_text_is_for_every_language, begin, end),
        cmocka_unit_test_setup_teardown(missing_languages_fall_back, begin, end),
        cmocka_unit_test_setup_teardown(unknown_languages_and_shapes_are_reported, begin, end),
        cmocka_unit_test_setup_teardown(kinds_may_speak_more_languages_than_the_site, begin, end),
    };
    return cmocka_run_group_tests_name("kind", tests, NULL, NULL);
}
