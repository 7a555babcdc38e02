// A filled Word file: its properties, then its document.
#include "fuzz.h"

#include "given_fixture.h"
#include "given_check.h"
#include "package.h"

static void try_input(text input)
{
    static const char *const names[] = { "docProps/custom.xml", "word/document.xml" };
    try_package(given_read_docx, names, 2, input);
}
