// Answers in a file of text: as the form in the browser saves them, and as a table.
#include "fuzz.h"

#include "given_fixture.h"
#include "given_check.h"

static void try_input(text input)
{
    try_given(given_read_json, input);
    try_given(given_read_csv, input);
}
