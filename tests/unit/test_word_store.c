#include "checks.h"

#include "base/diagnostics.h"
#include "base/files.h"
#include "pipeline/word_store.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static arena memory;
static text folder, path;
static word_store_state state;

enum { RECORDS = 4 };
static text records[RECORDS];       // each begins with its fingerprint, as those of pages do

static int begin(void **unused)
{
    (void)unused;
    static const char *const said[RECORDS] = { "yksi", "kaksi ja toinen", "kolme", "lisää" };
    memory = (arena){ 0 };
    folder = fresh_folder(&memory);
    path = path_join(&memory, folder, TEXT("words"));
    for (size_t i = 0; i < RECORDS; i++) {
        fingerprint own = fingerprint_of(text_of(said[i]));
        records[i] = text_join(&memory, text_copy(&memory, fingerprint_text(&own)), text_of(said[i]));
    }
    return 0;
}

static int end(void **unused)
{
    (void)unused;
    check(folder_remove(folder));
    arena_free(&memory);
    return 0;
}

static bool finds(word_store *in, size_t i)
{
    fingerprint wanted;
    memcpy(wanted.bytes, records[i].bytes, sizeof wanted.bytes);
    return text_equals(word_store_find(in, &wanted), records[i]);
}

static void write_three(void)
{
    word_store_writer writer = { .memory = &memory };
    word_store_begin(&writer, path);
    for (size_t i = 0; i < 3; i++)
        word_store_add(&writer, records[i]);
    check(word_store_end(&writer, true, &state));
}

// Adds the fourth to what [state] tells of.
static bool add_one(void)
{
    word_store old;
    check(word_store_open(&old, path, &state));
    word_store_writer writer = { .memory = &memory };
    word_store_extend(&writer, &old);
    word_store_add(&writer, records[3]);
    bool fine = word_store_end(&writer, true, &state);
    word_store_close(&old);
    return fine;
}

static void what_was_written_is_found(void **unused)
{
    (void)unused;
    word_store opened;
    write_three();
    check(word_store_open(&opened, path, &state));
    check(finds(&opened, 0) && finds(&opened, 2) && !finds(&opened, 3));
    word_store_forget(&opened);
    check(finds(&opened, 1));
    word_store_close(&opened);
}

static void records_are_added(void **unused)
{
    (void)unused;
    word_store before, after;
    write_three();
    check(word_store_open(&before, path, &state));
    uint64_t whole = state.whole;
    check(add_one());
    assert_int_equal(state.whole, whole);
    check(word_store_open(&after, path, &state));
    for (size_t i = 0; i < RECORDS; i++)
        check(finds(&after, i) && finds(&before, i) == (i < 3));        // who opened it before reads what there was then
    word_store_close(&after);
    word_store_close(&before);
}

// A cache may hold records of pages and none of where their words are.
static void of_what_is_not_told_words_are_lost(void **unused)
{
    (void)unused;
    word_store none;
    check(word_store_open(&none, path, NULL) && !word_store_is_lost(&none));
    check(!finds(&none, 0));
    check(word_store_is_lost(&none));
    word_store_close(&none);
}

static void nothing_added_leaves_it_alone(void **unused)
{
    (void)unused;
    word_store old;
    write_three();
    word_store_state before = state;
    check(word_store_open(&old, path, &state));
    word_store_writer writer = { .memory = &memory };
    word_store_extend(&writer, &old);
    check(word_store_end(&writer, true, &state));
    assert_memory_equal(&state, &before, sizeof state);
    word_store_extend(&writer, &old);
    word_store_add(&writer, records[3]);
    check(!word_store_end(&writer, false, &state));                     // the build was not published
    word_store_close(&old);
    check(word_store_open(&old, path, &before));
    word_store_close(&old);
}

static void without_records_there_is_no_file(void **unused)
{
    (void)unused;
    word_store_writer writer = { .memory = &memory };
    word_store_begin(&writer, path);
    check(word_store_end(&writer, true, &state) && !path_exists(path));
    assert_int_equal(state.sum, 0);
}

static void what_no_page_has_is_left_out(void **unused)
{
    (void)unused;
    word_store old;
    write_three();
    for (int i = 0; i < 8; i++)
        check(add_one());
    check(word_store_open(&old, path, &state));
    check(word_store_is_worn(&old));
    word_store_writer writer = { .memory = &memory };
    word_store_extend(&writer, &old);
    word_store_add(&writer, records[0]);
    word_store_renew(&writer);
    word_store_add(&writer, records[2]);
    check(word_store_end(&writer, true, &state));
    word_store_close(&old);
    assert_int_equal(state.whole, state.identity.size);
    check(word_store_open(&old, path, &state));
    check(finds(&old, 0) && finds(&old, 2) && !finds(&old, 1) && !finds(&old, 3) && !word_store_is_worn(&old));
    word_store_close(&old);
}

static void another_file_is_none(void **unused)
{
    (void)unused;
    word_store opened;
    text whole;
    write_three();
    word_store_state told = state;
    check(add_one() && !word_store_open(&opened, path, &told));         // written to
    check(file_read(&memory, path, 10000, &whole) == FILE_READ && file_write(path, whole));
    check(!word_store_open(&opened, path, &state));                     // put in its place
    check(file_remove(path) && !word_store_open(&opened, path, &state));
}

// Two builds at once: whoever comes second does not add to what the first wrote.
static void what_another_wrote_is_not_extended(void **unused)
{
    (void)unused;
    word_store old, opened;
    write_three();
    check(word_store_open(&old, path, &state));
    word_store_state other = state;
    check(add_one());
    word_store_state first = state;
    word_store_writer writer = { .memory = &memory };
    word_store_extend(&writer, &old);
    word_store_add(&writer, records[3]);
    check(!word_store_end(&writer, true, &other));
    word_store_close(&old);
    check(word_store_open(&opened, path, &first) && finds(&opened, 3));
    word_store_close(&opened);
}

// Another build that ends a moment later puts its own in the place of ours before we are back.
static bool is_outrun;

int rename(const char *from, const char *to)
{
    int result = renameat(AT_FDCWD, from, AT_FDCWD, to);
    text ours;
    if (is_outrun) {
        is_outrun = false;
        check(file_read(&memory, text_of(to), 10000, &ours) == FILE_READ);
        text theirs = text_format(&memory, "%s.theirs", to);
        memset((char *)ours.bytes + ours.length / 2, 'x', 1);
        check(file_write(theirs, ours));
        result = renameat(AT_FDCWD, theirs.bytes, AT_FDCWD, to);
    }
    return result;
}

static void what_takes_its_place_at_once_is_not_taken_for_it(void **unused)
{
    (void)unused;
    word_store opened;
    is_outrun = true;
    write_three();
    check(!word_store_open(&opened, path, &state));
    check(state.identity.inode != file_identity_of(path).inode);
}

// As a disk does it: all that is looked at when it is opened is as it was.
static void a_damaged_file_is_lost_and_removed(void **unused)
{
    (void)unused;
    text whole;
    write_three();
    check(file_read(&memory, path, 10000, &whole) == FILE_READ);
    for (size_t i = 0; i < whole.length; i += 5) {
        buffer harmed = { 0 };
        buffer_add(&harmed, whole);
        harmed.bytes[i] ^= 4;
        check(file_write(path, buffer_text(&harmed)));
        buffer_free(&harmed);
        state.identity = file_identity_of(path);
        word_store opened;
        check(word_store_open(&opened, path, &state) && !word_store_is_lost(&opened));
        check(!finds(&opened, 0) && !finds(&opened, 1) && !path_exists(path) && word_store_is_lost(&opened));
        word_store_close(&opened);
    }
    check(!machine_has_failed());
}

// Words are read where the index is made.
static void what_a_worker_finds_out_is_known(void **unused)
{
    (void)unused;
    word_store opened;
    int status;
    write_three();
    check(word_store_open(&opened, path, &state));
    pid_t process = fork();
    if (process == 0) {
        word_store_lose(&opened);
        _exit(0);
    }
    check(waitpid(process, &status, 0) == process && status == 0);
    check(word_store_is_lost(&opened) && !path_exists(path));
    word_store_close(&opened);
    check(!word_store_is_lost(&opened));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_written_is_found, begin, end),
        cmocka_unit_test_setup_teardown(records_are_added, begin, end),
        cmocka_unit_test_setup_teardown(of_what_is_not_told_words_are_lost, begin, end),
        cmocka_unit_test_setup_teardown(nothing_added_leaves_it_alone, begin, end),
        cmocka_unit_test_setup_teardown(without_records_there_is_no_file, begin, end),
        cmocka_unit_test_setup_teardown(what_no_page_has_is_left_out, begin, end),
        cmocka_unit_test_setup_teardown(another_file_is_none, begin, end),
        cmocka_unit_test_setup_teardown(what_another_wrote_is_not_extended, begin, end),
        cmocka_unit_test_setup_teardown(what_takes_its_place_at_once_is_not_taken_for_it, begin, end),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_lost_and_removed, begin, end),
        cmocka_unit_test_setup_teardown(what_a_worker_finds_out_is_known, begin, end),
    };
    return cmocka_run_group_tests_name("word_store", tests, NULL, NULL);
}
