// A page on paper.
// At most 300 bytes: the time grows with the words, which Pango sets one like the other.
#include "fuzz.h"

#include "document/markdown.h"
#include "document/typesetting.h"
#include "formats/pdf/pdf.h"

enum { WRITTEN = 32 };

static void prepare(void)
{
    markdown_prepare();
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

// To write the file takes thirty times as long as to lay out the page.
static void try_input(text input)
{
    pdf_settings settings = pdf_default_settings();
    settings.title = TEXT("T");
    settings.language = TEXT("fi");
    pdf *document = pdf_begin(&memory, &settings);
    buffer out = { 0 };
    require(document != NULL);
    print_page(document, input);
    size_t pages = pdf_page_count(document);
    if (input.length % WRITTEN == 0)
        require(pdf_finish(document, &out) && out.length > 0);
    else
        pdf_abandon(document);
    require(pages < 10 * 1000);
    buffer_free(&out);
}
