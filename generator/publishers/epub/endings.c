// What comes after the text: glossary, forms, colophon.
#include "publishers/epub/writer.h"

#include "language/formatting.h"

static void begin(const epub_writer *to, text title, const char *attributes, buffer *out)
{
    buffer_format(out, "<section id=\"%.*s\" aria-labelledby=\"%.*s_title\"%s>\n", TEXT_PRINT(to->anchor),
                  TEXT_PRINT(to->anchor), attributes);
    buffer_format(out, "<header>\n<h1 id=\"%.*s_title\">", TEXT_PRINT(to->anchor));
    html_escape(out, title);
    buffer_add_string(out, "</h1>\n</header>\n");
}

static void end(epub_writer *to, text title, const char *landmark, buffer *out)
{
    text name = epub_file_of(to, to->anchor);
    buffer_add_string(out, "</section>\n");
    epub_add_entry(to, 1, title, name, landmark);
    epub_add_page(to, name, title, "backmatter", out);
    buffer_free(out);
}

static void add_glossary(epub_writer *to)
{
    text title = epub_said(to, "book.glossary");
    buffer out = { 0 };
    to->anchor = TEXT("glossary");
    begin(to, title, " epub:type=\"glossary\" role=\"doc-glossary\"", &out);
    buffer_add_string(&out, "<dl>\n");
    for (size_t i = 0; i < to->bound->term_count; i++) {
        const page *term = to->bound->terms[i];
        to->anchor = text_format(to->memory, "t%zu", i + 1);
        buffer_format(&out, "<dt id=\"%.*s\" epub:type=\"glossterm\"><dfn>", TEXT_PRINT(to->anchor));
        html_escape(&out, epub_mended(to, term->title));
        buffer_add_string(&out, "</dfn></dt>\n<dd epub:type=\"glossdef\">\n");
        epub_write_tree(to, chapter_term(to->memory, to->build->site, to->build->theme, to->bound, term), &out);
        buffer_add_string(&out, "</dd>\n");
    }
    buffer_add_string(&out, "</dl>\n");
    to->anchor = TEXT("glossary");
    end(to, title, "glossary", &out);
}

// Forms of the book, and those that are found on the web.
static void add_forms(epub_writer *to)
{
    const site *model = to->build->site;
    text title = epub_said(to, "book.forms_index");
    buffer out = { 0 };
    to->anchor = TEXT("forms");
    begin(to, title, "", &out);
    buffer_add_string(&out, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < model->page_count; i++) {
        const page *held = &model->pages[i];
        if (held->form == NULL || held->language != to->language)
            continue;
        const text *anchor = table_find(&to->bound->anchors, held->url);
        text address = anchor != NULL ? epub_file_of(to, *anchor) : (text){ 0 };
        if (anchor == NULL && model->config.base_url.length > 0)
            address = text_join(to->memory, model->config.base_url, address_encode(to->memory, held->url));
        buffer_add_string(&out, "<li>");
        if (address.length > 0) {
            buffer_add_string(&out, "<a href=\"");
            html_escape(&out, address);
            buffer_add_string(&out, "\">");
        }
        html_escape(&out, epub_mended(to, held->title));
        buffer_add_string(&out, address.length > 0 ? "</a></li>\n" : "</li>\n");
    }
    buffer_add_string(&out, "</ul>\n");
    end(to, title, NULL, &out);
}

// ---- Colophon

static void add_fact(const epub_writer *to, buffer *out, const char *label, text fact, text address)
{
    if (fact.length == 0)
        return;
    epub_element(out, "dt", "", epub_said(to, label));
    if (address.length > 0) {
        buffer_add_string(out, "<dd><a rel=\"external\" href=\"");
        html_escape(out, address);
        buffer_add_string(out, "\">");
        html_escape(out, fact);
        buffer_add_string(out, "</a></dd>\n");
    } else {
        epub_element(out, "dd", "", fact);
    }
}

static void add_sources(const epub_writer *to, buffer *out)
{
    size_t count;
    const text *sources = book_sources(to->memory, to->bound, &count);
    if (count == 0)
        return;
    epub_element(out, "h2", "", epub_said(to, "book.sources"));
    buffer_add_string(out, "<ul>\n");
    for (size_t i = 0; i < count; i++)
        epub_element(out, "li", "", epub_mended(to, sources[i]));
    buffer_add_string(out, "</ul>\n");
}

static void add_colophon(epub_writer *to)
{
    const site_config *config = &to->build->site->config;
    text title = epub_said(to, "book.about");
    buffer out = { 0 };
    to->anchor = TEXT("colophon");
    begin(to, title, " epub:type=\"colophon\" role=\"doc-colophon\"", &out);
    epub_element(&out, "p", " class=\"lead\"", epub_own(to, to->book->description));
    buffer_add_string(&out, "<dl class=\"facts\">\n");
    add_fact(to, &out, "book.publisher", config->publisher_name, config->publisher_url);
    add_fact(to, &out, "book.version", to->book->version, (text){ 0 });
    add_fact(to, &out, "book.updated", format_date(to->memory, to->code, to->build->site->newest), (text){ 0 });
    add_fact(to, &out, "book.online", config->base_url, config->base_url);
    add_fact(to, &out, "book.licence", config->licence, config->licence_url);
    buffer_add_string(&out, "</dl>\n");
    add_sources(to, &out);
    epub_element(&out, "p", " class=\"made-with\"", epub_said(to, "book.made_with"));
    end(to, title, "colophon", &out);
}

void epub_add_endings(epub_writer *to)
{
    if (to->bound->term_count > 0)
        add_glossary(to);
    if (to->book->has_forms_index)
        add_forms(to);
    add_colophon(to);
}
