// What stands between cover and glossary: foreword, parts, chapters.
#include "publishers/epub/writer.h"

static void begin_section(buffer *out, text anchor, const char *type, const char *role)
{
    buffer_format(out, "<section epub:type=\"%s\"", type);
    if (role != NULL)
        buffer_format(out, " role=\"%s\"", role);
    buffer_format(out, " id=\"%.*s\" aria-labelledby=\"%.*s_title\">\n", TEXT_PRINT(anchor), TEXT_PRINT(anchor));
}

static void add_head(const epub_writer *to, buffer *out, text kicker, text title, text lead)
{
    buffer_add_string(out, "<header>\n");
    epub_element(out, "p", " class=\"kicker\"", kicker);
    const char *id = text_to_string(to->memory, text_format(to->memory, " id=\"%.*s_title\"", TEXT_PRINT(to->anchor)));
    epub_element(out, "h1", id, title);
    epub_element(out, "p", " class=\"lead\"", lead);
    buffer_add_string(out, "</header>\n");
}

// Where the chapter is on the web; a form can be filled in there.
static void add_web_link(const epub_writer *to, const chapter *shown, buffer *out)
{
    if (shown->web_address.length == 0)
        return;
    buffer_add_string(out, "<p class=\"online\"><a rel=\"external\" href=\"");
    html_escape(out, shown->web_address);
    buffer_add_string(out, "\">");
    html_escape(out, epub_said(to, shown->page->form != NULL ? "epub.fill_online" : "book.online"));
    buffer_add_string(out, "</a></p>\n");
}

static bool add_chapter(epub_writer *to, const page *shown, text anchor, int level)
{
    bool is_foreword = text_equals(anchor, TEXT("foreword"));
    chapter read;
    build_note_work(to->build, shown);
    if (!chapter_read(to->memory, to->build->site, to->build->theme, to->bound, shown, anchor, &read))
        return false;
    to->anchor = anchor;
    to->drawing_count = 0;
    buffer out = { 0 };
    begin_section(&out, anchor, is_foreword ? "foreword" : "chapter", is_foreword ? "doc-foreword" : "doc-chapter");
    add_head(to, &out, is_foreword ? (text){ 0 } : read.kind_label, read.title, is_foreword ? (text){ 0 } : read.summary);
    if (shown->form != NULL)
        add_web_link(to, &read, &out);
    epub_write_tree(to, is_foreword ? read.body : read.whole, &out);
    if (!is_foreword && shown->form == NULL)
        add_web_link(to, &read, &out);
    buffer_add_string(&out, "</section>\n");
    epub_add_entry(to, level, read.title, epub_file_of(to, anchor), is_foreword ? "foreword" : NULL);
    epub_add_page(to, epub_file_of(to, anchor), read.title, is_foreword ? "frontmatter" : "bodymatter", &out);
    buffer_free(&out);
    return true;
}

// ---- Parts

static void add_part_contents(const epub_writer *to, const book_part *part, buffer *out)
{
    buffer_add_string(out, "<ol class=\"part-contents\">\n");
    for (size_t i = 0; i < part->count; i++) {
        buffer_format(out, "<li><a href=\"%.*s\">", TEXT_PRINT(epub_file_of(to, part->items[i].anchor)));
        html_escape(out, epub_mended(to, part->items[i].page->title));
        buffer_add_string(out, "</a></li>\n");
    }
    buffer_add_string(out, "</ol>\n");
}

// The matrix as a table; its title is not said again when it is the page's own.
static void add_matrix(epub_writer *to, const book_part *part, buffer *out)
{
    node *matrix = chapter_matrix(to->memory, to->build->site, to->build->theme, to->bound, part);
    if (part->title.length == 0 && part->matrix->title.length > 0 && matrix->first != NULL)
        node_remove(matrix->first);
    epub_write_tree(to, matrix, out);
}

// A part's own page: its title and what it holds.
static void add_part(epub_writer *to, const book_part *part)
{
    bool is_matrix = part->matrix != NULL;
    text title = epub_mended(to, part->title.length > 0 ? part->title : is_matrix ? part->matrix->title : (text){ 0 });
    if (title.length == 0)
        title = epub_title(to);
    text name = epub_file_of(to, part->anchor);
    to->anchor = part->anchor;
    buffer out = { 0 };
    begin_section(&out, part->anchor, is_matrix ? "chapter" : "part", is_matrix ? "doc-chapter" : "doc-part");
    add_head(to, &out, (text){ 0 }, title, epub_mended(to, part->summary));
    if (is_matrix)
        add_matrix(to, part, &out);
    else
        add_part_contents(to, part, &out);
    buffer_add_string(&out, "</section>\n");
    epub_add_entry(to, 1, title, name, NULL);
    epub_add_page(to, name, title, "bodymatter", &out);
    buffer_free(&out);
}

bool epub_add_chapters(epub_writer *to)
{
    if (to->bound->foreword != NULL && !add_chapter(to, to->bound->foreword, TEXT("foreword"), 1))
        return false;
    size_t first = to->contents.count;
    for (size_t i = 0; i < to->bound->part_count; i++) {
        const book_part *part = &to->bound->parts[i];
        bool has_page = part->title.length > 0 || part->matrix != NULL;
        if (has_page)
            add_part(to, part);
        for (size_t j = 0; j < part->count; j++)
            if (!add_chapter(to, part->items[j].page, part->items[j].anchor, has_page ? 2 : 1))
                return false;
    }
    if (first < to->contents.count)
        to->contents.items[first].landmark = "bodymatter";
    build_note_work(to->build, NULL);
    return true;
}
