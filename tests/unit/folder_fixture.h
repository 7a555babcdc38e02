// For unit tests that work in a folder of their own, which is new for every test.
#ifndef TESTS_UNIT_FOLDER_FIXTURE_H
#define TESTS_UNIT_FOLDER_FIXTURE_H

#include "base/files.h"
#include "checks.h"

#include <sys/stat.h>
#include <unistd.h>

static arena memory;
static text folder;         // a new one for every test

static inline int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    folder = fresh_folder(&memory);
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    bool removed = folder_remove(folder);
    check(removed && !path_exists(folder));
    arena_free(&memory);
    return 0;
}

static inline text in_folder(const char *name)
{
    return path_join(&memory, folder, text_of(name));
}

static inline void put(const char *name, const char *contents)
{
    check(file_write(in_folder(name), text_of(contents)));
}

static inline void check_contents(const char *name, const char *expected)
{
    text contents;
    assert_int_equal(file_read(&memory, in_folder(name), 1000, &contents), FILE_READ);
    check_text(contents, expected);
}

// What machine_failure says is part of the behaviour; keep it off the test's output.
static inline bool fails(bool (*work)(void), const char *expected)
{
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    FILE *said = tmpfile();
    dup2(fileno(said), STDERR_FILENO);
    bool result = work();
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    char line[600] = "";
    rewind(said);
    size_t length = fread(line, 1, sizeof line - 1, said);
    line[length] = '\0';
    fclose(said);
    if (strstr(line, expected) == NULL)
        fprintf(stderr, "expected \"%s\" in \"%s\"\n", expected, line);
    return !result && strstr(line, expected) != NULL;
}

static inline void check_mode(const char *name, mode_t expected)
{
    struct stat status;
    assert_int_equal(stat(in_folder(name).bytes, &status), 0);
    assert_int_equal(status.st_mode & 07777, expected);
}

#endif
