// The file around the body: its parts and how they belong together.
#include "docx_parts.h"

#include "formats/zip.h"

enum { PARTS = 14 };

#define OFFICE "application/vnd.openxmlformats-officedocument."
#define WORD OFFICE "wordprocessingml."
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

typedef struct {
    zip_entry entries[PARTS];
    buffer contents[PARTS];
    size_t count;
} package;

static buffer *add_part(package *to, text name)
{
    to->entries[to->count].name = name;
    return &to->contents[to->count++];
}

static const char content_types[] = DOCX_XML
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD "settings+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD "numbering+xml\"/>"
    "<Override PartName=\"/word/fontTable.xml\" ContentType=\"" WORD "fontTable+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD "header+xml\"/>"
    "<Override PartName=\"/word/header2.xml\" ContentType=\"" WORD "header+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD "footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"" OFFICE "extended-properties+xml\"/>"
    "<Override PartName=\"/docProps/custom.xml\" ContentType=\"" OFFICE "custom-properties+xml\"/>"
    "</Types>\n";

static const char relations[] = DOCX_XML
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" RELATION "officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" RELATION "extended-properties\" Target=\"docProps/app.xml\"/>"
    "<Relationship Id=\"rId4\" Type=\"" RELATION "custom-properties\" Target=\"docProps/custom.xml\"/>"
    "</Relationships>\n";

static const char app_properties[] = DOCX_XML
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
    "<Application>Digitori</Application></Properties>\n";

static void add_element(buffer *out, const char *name, text contents)
{
    if (contents.length == 0)
        return;
    buffer_format(out, "<%s>", name);
    docx_escape(out, contents);
    buffer_format(out, "</%s>", name);
}

// No dates: the same input gives the same file.
static void write_core_properties(buffer *out, const docx_properties *from)
{
    buffer_add_string(out, DOCX_XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\""
                           " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
    add_element(out, "dc:title", from->title);
    add_element(out, "dc:creator", from->author);
    add_element(out, "dc:description", from->summary);
    add_element(out, "dc:language", from->language);
    buffer_add_string(out, "</cp:coreProperties>\n");
}

static void write_own_properties(buffer *out, const docx_properties *from)
{
    buffer_add_string(out, DOCX_XML "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\""
                           " xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">");
    for (size_t i = 0; i < from->property_count; i++) {
        buffer_format(out, "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%zu\" name=\"", i + 2);
        docx_escape(out, from->properties[i][0]);
        buffer_add_string(out, "\">");
        add_element(out, "vt:lpwstr", from->properties[i][1]);
        buffer_add_string(out, "</property>");
    }
    buffer_add_string(out, "</Properties>\n");
}

static void write_document_relations(buffer *out, const docx *of)
{
    static const char *const parts[] = { "styles", "settings", "numbering", "fontTable" };
    buffer_add_string(out, DOCX_XML "<Relationships xmlns=\"" PACKAGE "relationships\">");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buffer_format(out, "<Relationship Id=\"rId%zu\" Type=\"" RELATION "%s\" Target=\"%s.xml\"/>", i + 1, parts[i], parts[i]);
    buffer_add_string(out, "<Relationship Id=\"rId5\" Type=\"" RELATION "header\" Target=\"header1.xml\"/>"
                           "<Relationship Id=\"rId6\" Type=\"" RELATION "header\" Target=\"header2.xml\"/>"
                           "<Relationship Id=\"rId7\" Type=\"" RELATION "footer\" Target=\"footer1.xml\"/>");
    for (size_t i = 0; i < of->links.count; i++) {
        buffer_format(out, "<Relationship Id=\"rId%zu\" Type=\"" RELATION "hyperlink\" TargetMode=\"External\" Target=\"",
                      DOCX_FIRST_LINK + i);
        docx_escape(out, of->links.items[i]);
        buffer_add_string(out, "\"/>");
    }
    buffer_add_string(out, "</Relationships>\n");
}

static void write_document(buffer *out, const docx *of)
{
    buffer_add_string(out, DOCX_XML "<w:document" DOCX_NAMESPACES "><w:body>\n");
    buffer_add(out, buffer_text(&of->body));
    buffer_add_string(out, "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"rId5\"/>"
        "<w:headerReference w:type=\"default\" r:id=\"rId6\"/><w:footerReference w:type=\"first\" r:id=\"rId7\"/>"
        "<w:footerReference w:type=\"default\" r:id=\"rId7\"/>");
    buffer_add_string(out, of->properties.is_large ? "<w:pgSz w:w=\"23811\" w:h=\"16838\" w:orient=\"landscape\"/>"
                                                   : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>");
    buffer_add_string(out, "<w:pgMar w:top=\"1418\" w:right=\"1134\" w:bottom=\"1304\" w:left=\"1134\" w:header=\"624\" w:footer=\"567\" w:gutter=\"0\"/>"
        "<w:titlePg/></w:sectPr></w:body></w:document>\n");
}

static void write_header(buffer *out, text shown, bool is_strong)
{
    buffer_format(out, DOCX_XML "<w:hdr" DOCX_NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r>%s"
                       "<w:t xml:space=\"preserve\">", is_strong ? "<w:rPr><w:b/><w:bCs/></w:rPr>" : "");
    docx_escape(out, shown);
    buffer_add_string(out, "</w:t></w:r></w:p></w:hdr>\n");
}

static void write_footer(buffer *out, const docx_properties *from)
{
    static const char run[] = "<w:r><w:t xml:space=\"preserve\">", end[] = "</w:t></w:r>";
    buffer_format(out, DOCX_XML "<w:ftr" DOCX_NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>%s</w:pPr>%s",
                  from->is_large ? "<w:tabs><w:tab w:val=\"clear\" w:pos=\"9638\"/><w:tab w:val=\"right\" w:pos=\"21543\"/></w:tabs>" : "",
                  run);
    docx_escape(out, from->footer);
    buffer_format(out, "%s<w:r><w:tab/></w:r>%s", end, run);
    docx_escape(out, from->page);
    buffer_format(out, " %s<w:fldSimple w:instr=\" PAGE \">%s1%s</w:fldSimple>%s", end, run, end, run);
    docx_escape(out, from->page_of);
    buffer_format(out, "%s<w:fldSimple w:instr=\" NUMPAGES \">%s1%s</w:fldSimple></w:p></w:ftr>\n", end, run, end);
}

bool docx_finish(docx *of, buffer *out)
{
    package made = { 0 };
    const docx_properties *from = &of->properties;
    buffer_add_string(add_part(&made, TEXT("[Content_Types].xml")), content_types);
    buffer_add_string(add_part(&made, TEXT("_rels/.rels")), relations);
    write_document(add_part(&made, TEXT("word/document.xml")), of);
    write_document_relations(add_part(&made, TEXT("word/_rels/document.xml.rels")), of);
    docx_write_styles(add_part(&made, TEXT("word/styles.xml")), from->language);
    docx_write_settings(add_part(&made, TEXT("word/settings.xml")), from->language);
    docx_write_numbering(add_part(&made, TEXT("word/numbering.xml")), of);
    docx_write_fonts(add_part(&made, TEXT("word/fontTable.xml")));
    write_header(add_part(&made, TEXT("word/header1.xml")), from->first_header, true);
    write_header(add_part(&made, TEXT("word/header2.xml")), from->title, false);
    write_footer(add_part(&made, TEXT("word/footer1.xml")), from);
    write_core_properties(add_part(&made, TEXT("docProps/core.xml")), from);
    buffer_add_string(add_part(&made, TEXT("docProps/app.xml")), app_properties);
    write_own_properties(add_part(&made, TEXT("docProps/custom.xml")), from);
    for (size_t i = 0; i < made.count; i++)
        made.entries[i].contents = buffer_text(&made.contents[i]);
    bool is_written = zip_write_memory(made.entries, made.count, out);
    for (size_t i = 0; i < made.count; i++)
        buffer_free(&made.contents[i]);
    buffer_free(&of->body);
    return is_written;
}
