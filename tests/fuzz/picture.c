// Pictures: what they are, and what is left of them.
#include "fuzz.h"

#include "formats/picture.h"
#include "formats/svg_check.h"

static void prepare(void)
{
}

static void try_input(text input)
{
    picture read, again;
    (void)svg_fault(&memory, input);
    if (picture_read(&memory, input, &read) != PICTURE_FINE)
        return;
    require(read.width > 0 && read.height > 0 && read.orientation >= 1 && read.orientation <= 8);
    require(read.bytes.length <= input.length + 64);
    // What was cleaned is clean.
    require(picture_read(&memory, read.bytes, &again) == PICTURE_FINE);
    require(read.type == PICTURE_SVG || text_equals(again.bytes, read.bytes));
}
