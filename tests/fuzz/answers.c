// Answers in a file of text: as the form in the browser saves them, and as a table.
#include "fuzz.h"

#include "given_fixture.h"
#include "given_check.h"

#include "answers/cell_marks.h"

// The input is a cell, too: what keeps it a text goes away again.
static void try_marks(text cell)
{
    require(text_equals(cell_without_marks(&memory, cell_with_marks(&memory, cell)), cell));
}

static void try_input(text input)
{
    try_marks(input);
    try_given(given_read_json, input);
    try_given(given_read_csv, input);
}
