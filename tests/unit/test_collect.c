#include "answers_fixture.h"

#include "answers/collect.h"
#include "formats/zip.h"

#include <unistd.h>

static fixture_site fixed;
static answer_checker checker;
static text folder;
static size_t steps;

static int set_up(void **state)
{
    (void)state;
    answers_open(&fixed, &checker);
    folder = path_join(&fixed.memory, fixed.folder, TEXT("saadut"));
    steps = 0;
    return 0;
}

static int clean_up(void **state)
{
    (void)state;
    fixture_close(&fixed);
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
        cmocka_unit_test_setup_teardown(files_of_a_folder_come_in_order, set_up, clean_up),
        cmocka_unit_test_setup_teardown(the_same_answers_count_once, set_up, clean_up),
        cmocka_unit_test_setup_teardown(zips_are_read_where_they_are, set_up, clean_up),
        cmocka_unit_test_setup_teardown(a_path_to_nothing_is_told, set_up, clean_up),
    };
    return cmocka_run_group_tests_name("collect", tests, NULL, NULL);
}
