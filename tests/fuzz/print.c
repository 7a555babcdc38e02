// A page, or a drawing, on paper.
#include "fuzz.h"

#include "document/markdown.h"
#include "document/typesetting.h"
#include "formats/pdf/pdf.h"

static void prepare(void)
{
    markdown_prepare();
}

static void print_picture(pdf *document, text input)
{
    picture *shown = ARENA_NEW(&memory, picture, 1);
    if (picture_read(&memory, input, shown) == PICTURE_FINE)
        pdf_add_figure(document, NULL, shown, TEXT("A picture"), NULL, (pdf_place){ .x = 50, .width = 400 });
}

static void print_page(pdf *document, text input)
{
    markdown_options options = { .path = TEXT("a.md"), .first_line = 1 };
    node *tree = is_readable(input) ? markdown_parse(&memory, input, &options, &found) : NULL;
    if (tree == NULL)
        return;
    document_typeset(&memory, tree, TEXT("fi"));
    static const pdf_words words = { { TEXT_CONSTANT("a"), TEXT_CONSTANT("b"), TEXT_CONSTANT("c"), TEXT_CONSTANT("d"), TEXT_CONSTANT("e") } };
    pdf_document_request request = { .place = { .x = 50, .width = 400 }, .words = &words };
    pdf_add_document(document, tree, &request);
}

static void try_input(text input)
{
    pdf_settings settings = pdf_default_settings();
    settings.title = TEXT("T");
    settings.language = TEXT("fi");
    pdf *document = pdf_begin(&memory, &settings);
    buffer out = { 0 };
    require(document != NULL);
    if (text_starts_with(input, TEXT("<")) || text_starts_with(input, TEXT("\x89")) || text_starts_with(input, TEXT("\xff")))
        print_picture(document, input);
    else
        print_page(document, input);
    require(pdf_finish(document, &out));
    buffer_free(&out);
}
