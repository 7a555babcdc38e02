#include "base/library.h"

#include "folder_fixture.h"

#include <math.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define FUNCTIONS(each) each(cos) each(floor)
#define MISSING(each) each(cos) each(is_nowhere)

int is_nowhere(void);

static struct { FUNCTIONS(LIBRARY_POINTER) } library;
static struct { MISSING(LIBRARY_POINTER) } missing;

static bool open_nothing(void)
{
    static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
    return library_open("libdigitori-is-not-there.so.1", names, 2, &missing);
}

static bool open_half(void)
{
    static const char *const names[] = { MISSING(LIBRARY_NAME) };
    return library_open("libm.so.6", names, 2, &missing);
}

static void functions_are_found(void **state)
{
    (void)state;
    static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
    check(library_open("libm.so.6", names, 2, &library) && library_open("libm.so.6", names, 2, &library));
    check(library.floor(2.5) == 2 && library.cos(0) == 1);
}

static void what_is_missing_is_said(void **state)
{
    (void)state;
    check(fails(open_nothing, "libdigitori-is-not-there.so.1"));
    check(missing.cos == NULL);
    check(fails(open_half, "cannot open the library") && missing.cos == NULL);
    check(fails(open_half, "cannot open the library"));
}

// A page that left too little for a library is told of, and not packages.
static void no_memory_for_one_is_said(void **state)
{
    (void)state;
    skip_when_watched();
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        enum { LEFT = 8 * 1024 * 1024 };
        fclose(stderr);
        memory_limit = memory_in_use() + LEFT;
        setrlimit(RLIMIT_AS, &(struct rlimit){ memory_limit, memory_limit });
        _exit(open_nothing());
    }
    int status = 0;
    waitpid(child, &status, 0);
    check(WIFEXITED(status) && WEXITSTATUS(status) == MEMORY_EXHAUSTED_IN_JOB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(functions_are_found, begin, end),
        cmocka_unit_test_setup_teardown(what_is_missing_is_said, begin, end),
        cmocka_unit_test(no_memory_for_one_is_said),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
