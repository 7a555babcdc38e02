#include "checks.h"

#include "base/files.h"
#include "base/kept_file.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    arena memory;
    text folder;
} fixture;

static int set_up(void **state)
{
    static fixture made;
    made = (fixture){ 0 };
    made.folder = fresh_folder(&made.memory);
    *state = &made;
    return 0;
}

static int tear_down(void **state)
{
    fixture *made = *state;
    check(folder_remove(made->folder));
    arena_free(&made->memory);
    return 0;
}

static bool keep(fixture *in, text path, text contents, bool is_wanted)
{
    kept_file file;
    kept_file_begin(&file, &in->memory, path, 10);
    kept_file_add(&file, text_slice(contents, 0, 1));
    kept_file_add(&file, text_from(contents, 1));
    return kept_file_end(&file, is_wanted);
}

static void check_alone(fixture *in, const char *name)
{
    file_list files;
    check(folder_walk(&in->memory, in->folder, &files));
    assert_int_equal(files.count, 1);
    check_text(files.items[0].path, name);
}

static void takes_the_place_of_the_old_one(void **state)
{
    fixture *in = *state;
    text path = path_join(&in->memory, in->folder, TEXT("kept")), contents;
    check(keep(in, path, TEXT("first"), true));
    check(keep(in, path, TEXT("second"), true));
    check(!keep(in, path, TEXT("third"), false));
    check(kept_file_read(&in->memory, path, 100, &contents));
    check_text(contents, "second");
    check_alone(in, "kept");
}

static void what_cannot_be_read_is_as_good_as_none(void **state)
{
    fixture *in = *state;
    text path = path_join(&in->memory, in->folder, TEXT("kept")), contents;
    check(!kept_file_read(&in->memory, path, 100, &contents));
    check(keep(in, path, TEXT("longer"), true));
    check(!kept_file_read(&in->memory, path, 5, &contents));
    check(!kept_file_read(&in->memory, in->folder, 100, &contents));
    check(!machine_has_failed());
}

static void nothing_is_said_when_it_cannot_be_written(void **state)
{
    fixture *in = *state;
    text path = path_join(&in->memory, in->folder, TEXT("kept"));
    check(!keep(in, path_join(&in->memory, path, TEXT("missing/file")), TEXT("words"), true));
    check(folder_make(path_join(&in->memory, path, TEXT("within"))));
    check(!keep(in, path, TEXT("words"), true));
    check(!machine_has_failed());
    check(folder_remove(path));
    check(folder_is_empty(in->folder));
}

static void a_link_is_not_written_through(void **state)
{
    fixture *in = *state;
    text path = path_join(&in->memory, in->folder, TEXT("kept")), contents;
    text other = path_join(&in->memory, in->folder, TEXT("other"));
    text fresh = text_format(&in->memory, "%.*s.%ld", TEXT_PRINT(path), (long)getpid());
    check(file_write(other, TEXT("somebody's")));
    assert_int_equal(symlink(other.bytes, fresh.bytes), 0);
    check(keep(in, path, TEXT("words"), true));
    check(kept_file_read(&in->memory, other, 100, &contents));
    check_text(contents, "somebody's");
}

static void what_a_dead_process_left_is_removed(void **state)
{
    fixture *in = *state;
    pid_t dead = fork();
    if (dead == 0)
        _exit(0);
    waitpid(dead, NULL, 0);
    check(file_write(path_join(&in->memory, in->folder, text_format(&in->memory, "builds-1.%ld", (long)dead)), TEXT("half")));
    text ours = text_format(&in->memory, "builds-2.%ld", (long)getpid());
    check(file_write(path_join(&in->memory, in->folder, ours), TEXT("half")));
    kept_files_clean(in->folder);
    check_alone(in, ours.bytes);
    kept_file_remove(path_join(&in->memory, in->folder, ours));
    kept_file_remove(path_join(&in->memory, in->folder, ours));
    check(folder_is_empty(in->folder));
    kept_files_clean(path_join(&in->memory, in->folder, TEXT("missing")));
}

static void what_could_not_be_read_is_not_written(void **state)
{
    fixture *in = *state;
    text path = path_join(&in->memory, in->folder, TEXT("kept")), contents;
    check(keep(in, path, TEXT("ten bytes."), true));
    check(!keep(in, path, TEXT("eleven byte"), true));
    check(kept_file_read(&in->memory, path, 10, &contents));
    check_text(contents, "ten bytes.");
    check_alone(in, "kept");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(takes_the_place_of_the_old_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_is_as_good_as_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_said_when_it_cannot_be_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_is_not_written_through, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_dead_process_left_is_removed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_could_not_be_read_is_not_written, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("kept_file", tests, NULL, NULL);
}
