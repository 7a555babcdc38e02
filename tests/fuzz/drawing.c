// A picture on paper: a drawing, or a photo.
#include "fuzz.h"

#include "formats/pdf/pdf.h"

enum { WRITTEN = 16 };

static void prepare(void)
{
}

// To write the file takes four times as long as to draw.
static void try_input(text input)
{
    picture *shown = ARENA_NEW(&memory, picture, 1);
    if (picture_read(&memory, input, shown) != PICTURE_FINE)
        return;
    pdf_settings settings = pdf_default_settings();
    settings.language = TEXT("fi");
    pdf *document = pdf_begin(&memory, &settings);
    buffer out = { 0 };
    require(document != NULL);
    pdf_add_figure(document, NULL, shown, TEXT("A picture"), NULL, (pdf_place){ .x = 50, .width = 400 });
    if (input.length % WRITTEN == 0)
        require(pdf_finish(document, &out) && out.length > 0);
    else
        pdf_abandon(document);
    buffer_free(&out);
}
