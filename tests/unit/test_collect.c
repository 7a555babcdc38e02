#include "given_fixture.h"

#include "answers/collect.h"
#include "formats/zip.h"

#include <unistd.h>

static text folder;
static size_t steps;

static int set_up(void **state)
{
    answers_set_up(state);
    folder = path_join(&fixed.memory, fixed.folder, TEXT("saadut"));
    steps = 0;
    return 0;
}

static text json(const char *answers)
{
    return text_format(&fixed.memory, "{\"form\":\"muu\",\"version\":\"%.*s\",\"language\":\"fi\",\"filled\":\"2026-11-22\",\"answers\":%s}",
                       TEXT_PRINT(fixed.site.forms.items[1]->version), answers);
}

static void put(const char *name, text contents)
{
    check(file_write(path_join(&fixed.memory, folder, text_of(name)), contents));
}

static void count_step(void *context, size_t done, size_t total)
{
    (void)context;
    check(done <= total);
    steps++;
}

static collected gather(int workers)
{
    collected made;
    text missing;
    collect_request request = { .site = &fixed.site, .look = &fixed.theme, .paths = &folder, .path_count = 1, .worker_count = workers,
                                .step = count_step };
    assert_int_equal(collect_answers(&fixed.memory, &request, &fixed.found, &made, &missing), COLLECT_DONE);
    diagnostics_sort(&fixed.found);
    return made;
}

static void check_told(const char *name, const char *what)
{
    for (size_t i = 0; i < fixed.found.count; i++)
        if (text_ends_with(fixed.found.items[i].place.path, text_of(name)) && text_find(fixed.found.items[i].detail, text_of(what), 0) != TEXT_NOT_FOUND)
            return;
    diagnostics_print(&fixed.found, false, stderr);
    fprintf(stderr, "nothing is told of %s: %s\n", name, what);
    fail();
}

static void files_of_a_folder_come_in_order(void **state)
{
    (void)state;
    put("b.json", json("{\"nimi\":\"B\"}"));
    put("alla/a.json", json("{\"nimi\":\"A\"}"));
    put("muuta.txt", TEXT("x"));
    put(".piilossa.json", TEXT("x"));
    for (int workers = 1; workers <= 2; workers++) {
        collected made = gather(workers);
        assert_int_equal(made.forms.count, 2);
        check_text(answers_shown(&fixed.memory, made.forms.items[0].answers), "{\"nimi\":\"A\"}");
        check(text_ends_with(made.forms.items[1].path, TEXT("saadut/b.json")));
        assert_int_equal(made.file_count, 3);
    }
    assert_int_equal(steps, 6);
    check_told("muuta.txt", "it is no answers file");
}

static void the_same_answers_count_once(void **state)
{
    (void)state;
    put("a.json", json("{\"nimi\":\"Maija Meikäläinen, Espoo\"}"));
    put("b.json", json("{\"nimi\":\"Maija Meikäläinen, Espoo\"}"));
    put("c.json", json("{\"nimi\":\"Lyhyt\"}"));
    put("d.json", json("{\"nimi\":\"Lyhyt\"}"));
    collected made = gather(1);
    assert_int_equal(made.forms.count, 3);
    assert_int_equal(made.twice, 1);
    check_told("b.json", "is counted once");
    check_told("d.json", "both count");
}

// Two files with the same answers to the form that evaluates; how many count.
static size_t count_alike(const char *answers)
{
    text one = text_format(&fixed.memory, "{\"form\":\"vertailu\",\"version\":\"%.*s\",\"language\":\"fi\",\"answers\":%s}",
                           TEXT_PRINT(fixed.site.forms.items[2]->version), answers);
    put("a.json", one);
    put("b.json", one);
    size_t count = gather(1).forms.count;
    assert_int_not_equal(count, 0);
    return count;
}

static void what_everybody_copies_is_nobodys_own(void **state)
{
    (void)state;
    assert_int_equal(count_alike("{\"_process\":\"Koulun pihan kehittäminen 2026\"}"), 2);
    assert_int_equal(count_alike("{\"kohde\":\"Liikkuva kirjasto saaristossa\",\"suunta\":\"etela\"}"), 2);
    assert_int_equal(count_alike("{\"kriteerit\":[{\"kriteeri\":\"Hyöty asukkaille ja yrityksille\",\"arvio\":3}]}"), 2);
    assert_int_equal(count_alike("{\"luvut\":[{\"mittari\":\"Kävijöitä kirjastossa vuodessa\",\"nyt\":3}]}"), 2);
}

static void own_words_tell_who_said_it(void **state)
{
    (void)state;
    assert_int_equal(count_alike("{\"_filled_by\":\"Maija\"}"), 1);
    assert_int_equal(count_alike("{\"suunta_other\":\"Kohti merta, jos tuuli on hyvä\"}"), 1);
    assert_int_equal(count_alike("{\"kriteerit\":[{\"kriteeri\":\"Hyöty\",\"arvio\":3,\"perustelu\":\"Kaikki pääsevät uimaan\"}]}"), 1);
}

static void a_file_named_twice_is_read_once(void **state)
{
    (void)state;
    put("a.json", json("{\"nimi\":\"A\"}"));
    put("b.json", json("{\"nimi\":\"B\"}"));
    text one = path_join(&fixed.memory, folder, TEXT("a.json")), missing;
    const text paths[] = { one, folder, one };
    collected made;
    collect_request request = { .site = &fixed.site, .look = &fixed.theme, .paths = paths, .path_count = 3, .worker_count = 1 };
    assert_int_equal(collect_answers(&fixed.memory, &request, &fixed.found, &made, &missing), COLLECT_DONE);
    assert_int_equal(made.forms.count, 2);
    assert_int_equal(made.file_count, 2);
    check_reported(&fixed.found, "");
}

static void what_is_too_much_is_told(void **state)
{
    (void)state;
    buffer out = { 0 };
    buffer_add_string(&out, "form;version;language;filled;file;nimi\n");
    for (size_t i = 0; i < 5001; i++)
        buffer_format(&out, "muu;%.*s;fi;;;%zu\n", TEXT_PRINT(fixed.site.forms.items[1]->version), i);
    put("taulu.csv", buffer_text(&out));
    buffer_clear(&out);
    buffer_add_string(&out, "{\"answers\":[");
    for (size_t i = 0; i < 5001; i++)
        buffer_format(&out, "%s%.*s", i > 0 ? "," : "", TEXT_PRINT(json("{}")));
    buffer_add_string(&out, "]}");
    put("monta.json", buffer_text(&out));
    buffer_clear(&out);
    buffer_add_string(&out, "{\"kriteerit\":[");
    for (size_t i = 0; i < 1001; i++)
        buffer_format(&out, "%s{\"arvio\":1}", i > 0 ? "," : "");
    buffer_add_string(&out, "]}");
    text long_table = text_copy(&fixed.memory, buffer_text(&out));
    put("rivit.json", text_format(&fixed.memory, "{\"form\":\"vertailu\",\"version\":\"\",\"language\":\"fi\",\"answers\":%.*s}", TEXT_PRINT(long_table)));
    buffer_clear(&out);
    buffer_add_string(&out, "{");
    for (size_t i = 0; i < 20001; i++)
        buffer_format(&out, "\"a%zu\":1,", i);
    buffer_add_string(&out, "\"nimi\":\"A\"}");
    put("arvot.json", json(text_to_string(&fixed.memory, buffer_text(&out))));
    buffer_free(&out);
    collected made = gather(1);
    assert_int_equal(made.forms.count, 5001);
    check_told("taulu.csv", "more than 5,000 filled forms");
    check_told("monta.json", "more than 5,000 filled forms");
    check_told("arvot.json", "more than 20,000 values");
    check_told("rivit.json", "'kriteerit' has more than 1,000 rows, and the first are read");
}

// Before the name of the first file in a zip.
#define ZIP_HEAD "PK\3\4\24\0\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0" "\0\0\0\0\0\0\b\0\0\0"

static void what_is_to_be_saved_anew_is_told(void **state)
{
    (void)state;
    static const struct { const char *name; text contents; const char *told; } files[] = {
        { "kuva.heic", TEXT_CONSTANT("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic"), "HEIC: save or export it as JPEG" },
        { "kuva.heif", TEXT_CONSTANT("\0\0\0\x18" "ftypmif1\0\0\0\0mif1heic"), "HEIC: save or export it as JPEG" },
        { "kuva.tif", TEXT_CONSTANT("II*\0\b\0\0\0"), "TIFF: save it as JPEG" }, { "mac.tif", TEXT_CONSTANT("MM\0*\0\0\0\b"), "TIFF: save it as JPEG" },
        { "teksti.odt", TEXT_CONSTANT(ZIP_HEAD "mimetypeapplication/vnd.oasis.opendocument.text"),
          "save it as .docx" },
        { "taulu.ods", TEXT_CONSTANT(ZIP_HEAD "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
          "save it as .xlsx" },
    };
    size_t count = sizeof files / sizeof *files;
    for (size_t i = 0; i < count; i++)
        put(files[i].name, files[i].contents);
    gather(1);
    assert_int_equal(fixed.found.count, count);
    for (size_t i = 0; i < count; i++)
        check_told(files[i].name, files[i].told);
    assert_int_equal(diagnostics_count(&fixed.found, SEVERITY_ERROR), count);
}

// And only looked past when it was found in a folder.
static void a_named_file_that_is_not_taken_is_an_error(void **state)
{
    (void)state;
    put("muuta.txt", TEXT("x"));
    gather(1);
    assert_int_equal(diagnostics_count(&fixed.found, SEVERITY_ERROR), 0);
    folder = path_join(&fixed.memory, folder, TEXT("muuta.txt"));
    gather(1);
    assert_int_equal(diagnostics_count(&fixed.found, SEVERITY_ERROR), 1);
    check_told("muuta.txt", "it is no answers file");
}

static void zips_are_read_where_they_are(void **state)
{
    (void)state;
    const zip_entry entries[] = {
        { TEXT("a.json"), json("{\"nimi\":\"A\"}"), false }, { TEXT("__MACOSX/._a.json"), TEXT("x"), false },
        { TEXT("sisalla.zip"), TEXT("PK"), false }, { TEXT("b.json"), TEXT("{"), false },
    };
    check(folder_make(folder) && zip_write(path_join(&fixed.memory, folder, TEXT("k.zip")), entries, 4));
    put("rikki.zip", TEXT("PK\x03\x04"));
    check(symlink("k.zip", text_to_string(&fixed.memory, path_join(&fixed.memory, folder, TEXT("linkki.json")))) == 0);
    collected made = gather(2);
    assert_int_equal(made.forms.count, 1);
    check(text_ends_with(made.forms.items[0].path, TEXT("k.zip/a.json")));
    check_told("k.zip/sisalla.zip", "a zip within a zip");
    check_told("k.zip/b.json", "no answers file");
    check_told("rikki.zip", "no whole zip");
    check_told("linkki.json", "it is a link");
}

static void a_path_to_nothing_is_told(void **state)
{
    (void)state;
    collected made;
    text missing;
    collect_request request = { .site = &fixed.site, .look = &fixed.theme, .paths = &folder, .path_count = 1, .worker_count = 1 };
    assert_int_equal(collect_answers(&fixed.memory, &request, &fixed.found, &made, &missing), COLLECT_NOTHING_THERE);
    check(text_equals(missing, folder));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_of_a_folder_come_in_order, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(the_same_answers_count_once, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(what_everybody_copies_is_nobodys_own, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(own_words_tell_who_said_it, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_file_named_twice_is_read_once, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(what_is_too_much_is_told, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(what_is_to_be_saved_anew_is_told, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_named_file_that_is_not_taken_is_an_error, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(zips_are_read_where_they_are, set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_path_to_nothing_is_told, set_up, answers_clean_up),
    };
    return cmocka_run_group_tests_name("collect", tests, NULL, NULL);
}
