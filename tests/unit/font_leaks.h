// For tests that print: what the leak checker must pass over.
#ifndef TESTS_UNIT_FONT_LEAKS_H
#define TESTS_UNIT_FONT_LEAKS_H

// Fontconfig and Pango keep what they know of the fonts until the process ends.
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\n";
}

#endif
