// A filled Word file or spreadsheet of somebody, as the bytes of its package.
#include "fuzz.h"

#include "given_fixture.h"
#include "given_check.h"

static void try_input(text input)
{
    try_given(given_read_docx, input);
    try_given(given_read_xlsx, input);
}
