// Pictures: what they are, and what is left of them.
#include "fuzz.h"

#include "formats/picture.h"
#include "formats/svg_check.h"

static void prepare(void)
{
}

// What was cleaned is clean.
static void try_passed_on(text input)
{
    text cleaned, again;
    if (picture_file_cleaned(&memory, input, &cleaned) != PICTURE_FINE) {
        require(cleaned.length == 0);
        return;
    }
    require(picture_file_cleaned(&memory, cleaned, &again) == PICTURE_FINE && text_equals(again, cleaned));
}

static void try_drawing(text input)
{
    text cleaned, again;
    if (svg_fault(&memory, input).length > 0)
        return;
    require(svg_cleaned(&memory, input, &cleaned) && svg_fault(&memory, cleaned).length == 0);
    require(svg_cleaned(&memory, cleaned, &again) && text_equals(again, cleaned));
}

static void try_input(text input)
{
    picture read, again;
    try_passed_on(input);
    try_drawing(input);
    if (picture_read(&memory, input, &read) != PICTURE_FINE)
        return;
    require(read.width > 0 && read.height > 0 && read.orientation >= 1 && read.orientation <= 8);
    require(read.bytes.length <= input.length + 64);
    // What was cleaned is clean.
    require(picture_read(&memory, read.bytes, &again) == PICTURE_FINE);
    require(read.type == PICTURE_SVG || text_equals(again.bytes, read.bytes));
}
