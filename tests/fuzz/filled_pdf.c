// A filled PDF: its fields.
#include "fuzz.h"

#include "given_fixture.h"
#include "given_check.h"

static void try_input(text input)
{
    try_given(given_read_pdf, input);
}
