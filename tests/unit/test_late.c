#include "checks.h"

#include "base/late.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// What generator/late would write for a program that calls one function of the library of mathematics.
const char *const late_files[] = { "libm.so.6", "libmissing.so.1" };
const unsigned long late_file_count = sizeof late_files / sizeof *late_files;
const late_function late_functions[] = { { "scalbln", 0 }, { "scalbln", 1 } };

#ifdef LATE_FUNCTION
extern char late_find_0[], late_find_1[];
void *late_places[] = { late_find_0, late_find_1 };
LATE_FUNCTION(scalbln, 0)
LATE_FUNCTION(scalbln_of_none, 1)
LATE_FIND
#else
void *late_places[2];
#endif

static void arguments_and_errno_come_through(void **state)
{
    (void)state;
#ifndef LATE_FUNCTION
    skip();
#endif
    volatile double number = 1.5;
    volatile long power = 3;
    void *before = late_places[0];
    for (int i = 0; i < 2; i++) {       // found; then known
        errno = ENOSPC;
        assert_true(fabs(scalbln(number, power) - 12) < 1e-9);
        assert_int_equal(errno, ENOSPC);
    }
    assert_ptr_not_equal(late_places[0], before);
}

static void a_missing_library_ends_the_process(void **state)
{
    (void)state;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        late_open(1);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_and_errno_come_through),
        cmocka_unit_test(a_missing_library_ends_the_process),
    };
    return cmocka_run_group_tests_name("late", tests, NULL, NULL);
}
