// The way of a page: limits, cmark, our tree, and all that is written of a tree.
#include "fuzz.h"

#include "document/headings.h"
#include "document/limits.h"
#include "document/markdown.h"
#include "document/typesetting.h"
#include "formats/html.h"
#include "formats/markdown_write.h"
#include "search/page_words.h"

static const text blocks[] = { TEXT_CONSTANT("chart"), TEXT_CONSTANT("diagram"), TEXT_CONSTANT("view") };
static const html_words words = {
    .callouts = { TEXT_CONSTANT("a"), TEXT_CONSTANT("b"), TEXT_CONSTANT("c"), TEXT_CONSTANT("d"), TEXT_CONSTANT("e") },
    .footnotes = TEXT_CONSTANT("Notes"), .back_to_text = TEXT_CONSTANT("Back"), .table = TEXT_CONSTANT("Table"),
    .out_of_kit = TEXT_CONSTANT("(elsewhere)"),
};

static void prepare(void)
{
    markdown_prepare();
}

static void check_places(const node *document, int line_count)
{
    document_walk walk = { .root = (node *)document };
    int depth = 0;
    while (document_next(&walk)) {
        depth += walk.entering ? 1 : -1;
        require(depth <= 4 * LIMIT_NESTING);
        require(walk.current->line >= 0 && walk.current->line <= line_count + 1);
    }
}

static void write_all(node *document)
{
    html_options options = { .words = &words };
    buffer out = { 0 };
    html_write(document, &options, &out);
    require_text(buffer_text(&out));
    require(text_find(buffer_text(&out), TEXT("<script"), 0) == TEXT_NOT_FOUND);
    require(text_find(buffer_text(&out), TEXT("=\"javascript:"), 0) == TEXT_NOT_FOUND);
    options.is_epub = true;
    buffer_clear(&out);
    html_write(document, &options, &out);
    buffer_clear(&out);
    html_write_filtered(document, &out);
    buffer_clear(&out);
    markdown_write(&memory, document, &(markdown_write_options){ 0 }, &out);
    require_text(buffer_text(&out));
    buffer_free(&out);
}

static void read_words(node *document)
{
    heading_list headings = { 0 };
    headings_name(&memory, document, TEXT("a.md"), &headings, &found);
    page_sections sections = page_sections_of(&memory, document, NULL, NULL);
    word_counts counts = { .memory = &memory };
    buffer record = { 0 };
    word_counts_add_sections(&counts, &sections);
    word_counts_to_record(&counts, &record);
    buffer_free(&record);
    require_text(document_plain_text(&memory, document));
}

static void try_input(text input)
{
    if (!is_readable(input))
        return;
    int lines = 1;
    for (size_t i = 0; i < input.length; i++)
        lines += input.bytes[i] == '\n' || input.bytes[i] == '\r';
    markdown_options options = { .path = TEXT("a.md"), .first_line = 1, .own_blocks = blocks, .own_block_count = 3 };
    node *document = markdown_parse(&memory, input, &options, &found);
    require((document != NULL) == (diagnostics_count(&found, SEVERITY_ERROR) == 0 || document != NULL));
    if (document == NULL)
        return;
    check_places(document, lines);
    read_words(document);
    write_all(document);
    document_typeset(&memory, document, TEXT("fi"));
    write_all(node_copy(&memory, document));
    markdown_parse_inline(&memory, text_slice(input, 0, 2000), &options, &found);
}
