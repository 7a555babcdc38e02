// A page that was scanned. A line of text is what the code on the page says; else the input is the picture: its width,
// and the brightness of each pixel, of which each becomes two by two.
// At most 600 bytes: pictures of 24 by 24 pixels meet what those of 33 by 33 do, in three quarters of the time.
#include "fuzz.h"

#include "given_fixture.h"

#include "answers/scans/page_code.h"
#include "answers/scans/page_read.h"

#include <qrencode.h>

enum { ENLARGED = 2, MARGIN = 4, SIDE_MOST = 33 };

static form_layouts layouts;

static void end_trial(void)
{
    answers_clean_up(NULL);
}

static void prepare(void)
{
    const pdf_places *printed;
    answers_set_up(NULL);
    atexit(end_trial);
    layouts = form_layouts_of(&fixed.memory, &fixed.site, &fixed.theme);
    for (size_t i = 0; i < fixed.site.forms.count; i++)
        require(form_layout(&layouts, i, 0, &printed) && printed != NULL);
}

static grey picture_of(const unsigned char *shades, size_t width, size_t height)
{
    grey made = grey_new(&memory, (int)width * ENLARGED, (int)height * ENLARGED);
    for (size_t y = 0; y < height * ENLARGED; y++)
        for (size_t x = 0; x < width * ENLARGED; x++)
            made.pixels[y * width * ENLARGED + x] = shades[y / ENLARGED * width + x / ENLARGED];
    return made;
}

static bool draw_code(text said, grey *into)
{
    QRcode *code = QRcode_encodeString(text_to_string(&memory, said), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (code == NULL)
        return false;
    size_t inner = (size_t)code->width, side = inner + 2 * MARGIN;
    unsigned char *shades = ARENA_NEW(&memory, unsigned char, side * side);
    memset(shades, 255, side * side);
    for (size_t y = 0; y < inner; y++)
        for (size_t x = 0; x < inner; x++)
            shades[(y + MARGIN) * side + x + MARGIN] = (code->data[y * inner + x] & 1) != 0 ? 0 : 255;
    *into = picture_of(shades, side, side);
    QRcode_free(code);
    return true;
}

static bool take_picture(text input, grey *into)
{
    text said = input;
    if (text_starts_with(input, TEXT("DGT")))
        return text_find_byte(input, '\0', 0) == TEXT_NOT_FOUND && input.length < 40 && draw_code(said, into);
    size_t width = input.length > 0 ? (unsigned char)input.bytes[0] % SIDE_MOST + 1u : 0;
    size_t height = width > 0 ? (input.length - 1) / width : 0;
    if (height == 0)
        return false;
    *into = picture_of((const unsigned char *)input.bytes + 1, width, height < SIDE_MOST ? height : SIDE_MOST);
    return true;
}

static void try_input(text input)
{
    grey picture;
    scanned_page read = { 0 };
    buffer record = { 0 };
    if (!take_picture(input, &picture))
        return;
    require(scanned_page_read(&memory, &layouts, &picture, &read) && read.state < PAGE_STATES);
    scanned_page_add_to_record(&read, &record);
    scanned_page again = scanned_page_take_from_record(&memory, buffer_text(&record));
    require(again.state == read.state && text_equals(again.code, read.code));
    buffer_free(&record);
}
