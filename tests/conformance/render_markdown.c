// Markdown through our document tree and back to HTML, for the specifications.
//
// Takes records on standard input (one text per example) and writes two texts
// per example: what html_write_plain makes of our tree, and what cmark-gfm
// itself writes for the same input in the same safe mode. The second tells a
// difference we chose (no raw HTML) from a mistake of ours.
#include "document/markdown.h"
#include "formats/html.h"
#include "records.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

static void write_ours(text markdown, buffer *record)
{
    arena memory = {0};
    diagnostics found = { .memory = &memory };
    markdown_options options = { .path = TEXT("example.md"), .first_line = 1 };
    buffer html = {0};
    node *document = markdown_parse(&memory, markdown, &options, &found);
    if (document != NULL)
        html_write_plain(document, &html);
    record_add_text(record, buffer_text(&html));
    buffer_free(&html);
    arena_free(&memory);
}

static void write_reference(text markdown, buffer *record)
{
    static const char *const names[] = { "table", "strikethrough", "tasklist" };
    int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8;
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(options);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, markdown.bytes, markdown.length);
    cmark_node *document = cmark_parser_finish(parser);
    char *html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser));
    record_add_text(record, text_of(html));
    free(html);
    cmark_node_free(document);
    cmark_parser_free(parser);
}

int main(void)
{
    arena memory = {0};
    text rest = records_read(&memory);
    buffer out = {0};
    markdown_prepare();
    while (rest.length > 0) {
        text markdown = record_take_text(&rest);
        if (rest.bytes == NULL)
            return 2;
        write_ours(markdown, &out);
        write_reference(markdown, &out);
        records_write(&out);
    }
    buffer_free(&out);
    arena_free(&memory);
    return 0;
}
