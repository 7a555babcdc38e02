// Contents and metadata.
#include "publishers/epub/writer.h"

#include "base/digest.h"

// ---- Contents (nav.xhtml)

static void add_line(const epub_entry *line, buffer *out)
{
    buffer_format(out, "<li><a href=\"%.*s\">", TEXT_PRINT(line->file));
    html_escape(out, line->title);
    buffer_add_string(out, "</a>");
}

static void add_contents(const epub_writer *to, buffer *out)
{
    buffer_add_string(out, "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc_title\">\n<h1 id=\"toc_title\">");
    html_escape(out, epub_said(to, "book.contents"));
    buffer_add_string(out, "</h1>\n<ol>\n");
    for (size_t i = 0; i < to->contents.count; i++) {
        const epub_entry *line = &to->contents.items[i];
        int next = i + 1 < to->contents.count ? to->contents.items[i + 1].level : 1;
        add_line(line, out);
        buffer_add_string(out, next > line->level ? "\n<ol>\n" : next < line->level ? "</li>\n</ol>\n</li>\n" : "</li>\n");
    }
    buffer_add_string(out, "</ol>\n</nav>\n");
}

static void add_landmark(buffer *out, const char *type, text file, text title)
{
    buffer_format(out, "<li><a epub:type=\"%s\" href=\"%.*s\">", type, TEXT_PRINT(file));
    html_escape(out, title);
    buffer_add_string(out, "</a></li>\n");
}

static void add_landmarks(const epub_writer *to, buffer *out)
{
    buffer_add_string(out, "<nav epub:type=\"landmarks\" hidden=\"hidden\">\n");
    epub_element(out, "h2", "", epub_said(to, "epub.landmarks"));
    buffer_add_string(out, "<ol>\n");
    add_landmark(out, "cover", TEXT("cover.xhtml"), epub_said(to, "epub.cover"));
    add_landmark(out, "toc", TEXT("nav.xhtml#toc"), epub_said(to, "book.contents"));
    for (size_t i = 0; i < to->contents.count; i++) {
        const epub_entry *line = &to->contents.items[i];
        if (line->landmark != NULL)
            add_landmark(out, line->landmark, line->file,
                         text_equals(text_of(line->landmark), TEXT("bodymatter")) ? epub_said(to, "epub.text") : line->title);
    }
    buffer_add_string(out, "</ol>\n</nav>\n");
}

static void add_nav(epub_writer *to)
{
    buffer out = { 0 };
    add_contents(to, &out);
    add_landmarks(to, &out);
    epub_add_page(to, TEXT("nav.xhtml"), epub_said(to, "book.contents"), "frontmatter", &out);
    to->files.items[to->files.count - 1].properties = "nav";
    buffer_free(&out);
}

// ---- Metadata

// The same book keeps its name from one build to the next; another version, language or site has another.
static text identifier(const epub_writer *to)
{
    text name = text_format(to->memory, "%.*s\n%.*s\n%.*s\n%.*s", TEXT_PRINT(to->build->site->config.base_url),
                            TEXT_PRINT(to->book->id), TEXT_PRINT(to->book->version), TEXT_PRINT(to->code));
    text hash = digest_sha256(to->memory, name);
    // Version 8 is for names made by rules of one's own.
    return text_format(to->memory, "urn:uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", hash.bytes, hash.bytes + 8, hash.bytes + 13,
                       hash.bytes + 17, hash.bytes + 20);
}

static void add_meta(buffer *out, const char *property, text said)
{
    if (said.length == 0)
        return;
    buffer_format(out, "<meta property=\"%s\">", property);
    html_escape(out, said);
    buffer_add_string(out, "</meta>\n");
}

static void add_accessibility(const epub_writer *to, buffer *out)
{
    static const char *const features[] = { "tableOfContents", "readingOrder", "structuralNavigation", "alternativeText",
                                            "displayTransformability", "ARIA" };
    add_meta(out, "schema:accessMode", TEXT("textual"));
    if (to->has_pictures)
        add_meta(out, "schema:accessMode", TEXT("visual"));
    add_meta(out, "schema:accessModeSufficient", TEXT("textual"));
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        add_meta(out, "schema:accessibilityFeature", text_of(features[i]));
    add_meta(out, "schema:accessibilityHazard", TEXT("none"));
    // That a book conforms to a standard is for its publisher to certify, not for a program.
    add_meta(out, "schema:accessibilitySummary", epub_said(to, "epub.accessibility"));
}

static void add_metadata(const epub_writer *to, buffer *out)
{
    const site_config *config = &to->build->site->config;
    text day = date_iso(to->memory, to->build->site->newest);
    text licence = config->licence_url.length > 0
        ? text_format(to->memory, "%.*s, %.*s", TEXT_PRINT(config->licence), TEXT_PRINT(config->licence_url))
        : config->licence;
    buffer_add_string(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    epub_element(out, "dc:identifier", " id=\"book-id\"", identifier(to));
    epub_element(out, "dc:title", " id=\"title\"", epub_title(to));
    buffer_add_string(out, "<meta refines=\"#title\" property=\"title-type\">main</meta>\n");
    if (!text_is_empty(epub_own(to, to->book->subtitle))) {
        epub_element(out, "dc:title", " id=\"subtitle\"", epub_own(to, to->book->subtitle));
        buffer_add_string(out, "<meta refines=\"#subtitle\" property=\"title-type\">subtitle</meta>\n");
    }
    epub_element(out, "dc:language", "", to->code);
    epub_element(out, "dc:creator", "", config->publisher_name);
    epub_element(out, "dc:publisher", "", config->publisher_name);
    epub_element(out, "dc:description", "", epub_own(to, to->book->description));
    epub_element(out, "dc:rights", "", licence);
    epub_element(out, "dc:source", "", config->base_url);
    epub_element(out, "dc:date", "", day);
    add_meta(out, "dcterms:modified", text_join(to->memory, day.length > 0 ? day : TEXT("2000-01-01"), TEXT("T00:00:00Z")));
    add_accessibility(to, out);
    buffer_add_string(out, "</metadata>\n");
}

// ---- The package

// Names of files as ids: "images/1.png" is "images-1.png".
static text file_id(const epub_writer *to, text name)
{
    char *id = text_to_string(to->memory, name);
    for (size_t i = 0; i < name.length; i++)
        if (id[i] == '/')
            id[i] = '-';
    return text_of(id);
}

static void add_manifest(const epub_writer *to, buffer *out)
{
    buffer_add_string(out, "<manifest>\n");
    for (size_t i = 0; i < to->files.count; i++) {
        const epub_file *file = &to->files.items[i];
        buffer_format(out, "<item id=\"%.*s\" href=\"%.*s\" media-type=\"%s\"", TEXT_PRINT(file_id(to, file->name)),
                      TEXT_PRINT(file->name), file->media_type);
        if (file->properties != NULL)
            buffer_format(out, " properties=\"%s\"", file->properties);
        buffer_add_string(out, "/>\n");
    }
    buffer_add_string(out, "</manifest>\n");
}

static void add_item(const epub_writer *to, text name, buffer *out)
{
    buffer_format(out, "<itemref idref=\"%.*s\"/>\n", TEXT_PRINT(file_id(to, name)));
}

// The contents, written last, follow the cover.
static void add_order(const epub_writer *to, buffer *out)
{
    buffer_add_string(out, "<spine>\n");
    for (size_t i = 0; i < to->files.count; i++) {
        const epub_file *file = &to->files.items[i];
        bool is_nav = text_equals(file->name, TEXT("nav.xhtml"));
        if (file->is_read && !is_nav)
            add_item(to, file->name, out);
        if (text_equals(file->name, TEXT("cover.xhtml")) && to->book->has_contents)
            add_item(to, TEXT("nav.xhtml"), out);
    }
    buffer_add_string(out, "</spine>\n");
}

static text style_of(const epub_writer *to)
{
    const theme_file *style = theme_find(to->build->theme, TEXT("epub.css"));
    return style != NULL ? style->contents : (text){ 0 };
}

void epub_add_package(epub_writer *to)
{
    add_nav(to);
    epub_add_file(to, TEXT("style.css"), "text/css", NULL, style_of(to));
    buffer out = { 0 };
    buffer_format(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
                  "unique-identifier=\"book-id\" xml:lang=\"%.*s\">\n", TEXT_PRINT(to->code));
    add_metadata(to, &out);
    add_manifest(to, &out);
    add_order(to, &out);
    buffer_add_string(&out, "</package>\n");
    epub_add_file(to, TEXT("package.opf"), NULL, NULL, text_copy(to->memory, buffer_text(&out)));
    buffer_free(&out);
}
