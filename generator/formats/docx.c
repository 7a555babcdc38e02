// The body of a Word document: paragraphs, runs, links and tables.
#include "docx_parts.h"

#include "base/unicode.h"

#include <assert.h>
#include <ctype.h>

enum {
    ADDRESS_LIMIT = 2048,
    CHARACTER = 118,                // the width of a bold letter in a table, in twentieths of a point
    CELL_MARGINS = 200,
    WORD_MOST = 24                  // characters; longer words are broken
};

static void add(docx *in, const char *string)
{
    buffer_add_string(&in->body, string);
}

static bool may_stand(uint32_t character)
{
    return (character >= 0x20 || character == '\t' || character == '\n' || character == '\r')
        && character != 0xFFFE && character != 0xFFFF;
}

void docx_escape(buffer *out, text t)
{
    uint32_t character;
    for (text before = t; unicode_take(&t, &character); before = t) {
        char bytes[4];
        switch (character) {
        case '&': buffer_add_string(out, "&amp;"); break;
        case '<': buffer_add_string(out, "&lt;"); break;
        case '>': buffer_add_string(out, "&gt;"); break;
        case '"': buffer_add_string(out, "&quot;"); break;
        default:
            if (!may_stand(character))
                character = 0xFFFD;
            if (character == 0xFFFD)    // also what was no UTF-8
                buffer_add(out, (text){ bytes, unicode_encode(character, bytes) });
            else
                buffer_add(out, text_slice(before, 0, before.length - t.length));
        }
    }
}

docx *docx_begin(arena *memory, const docx_properties *properties)
{
    docx *made = ARENA_NEW(memory, docx, 1);
    made->memory = memory;
    made->properties = *properties;
    return made;
}

// ---- Paragraphs

static void add_spacing(docx *in, const docx_paragraph *paragraph)
{
    if (paragraph->height == 0 && paragraph->space_after == 0)
        return;
    add(in, "<w:spacing");
    if (paragraph->space_after > 0)
        buffer_format(&in->body, " w:after=\"%d\"", paragraph->space_after);
    if (paragraph->height > 0)
        buffer_format(&in->body, " w:line=\"%d\" w:lineRule=\"exact\"", paragraph->height);
    add(in, "/>");
}

static void add_indent(docx *in, const docx_paragraph *paragraph)
{
    if (paragraph->indent > 0 && paragraph->list == 0)
        buffer_format(&in->body, "<w:ind w:left=\"%d\"/>", paragraph->indent * DOCX_INDENT);
}

void docx_open_paragraph(docx *in, const docx_paragraph *paragraph)
{
    bool is_item = paragraph->list > 0 && paragraph->style == DOCX_NORMAL;
    buffer_format(&in->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>",
                  is_item ? "ListParagraph" : docx_style_id(paragraph->style));
    if (paragraph->keeps_next)
        add(in, "<w:keepNext/>");
    if (paragraph->list > 0) {
        int level = paragraph->level < DOCX_LIST_LEVELS ? paragraph->level : DOCX_LIST_LEVELS - 1;
        buffer_format(&in->body, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%zu\"/></w:numPr>", level,
                      paragraph->list);
    }
    add_spacing(in, paragraph);
    add_indent(in, paragraph);
    add(in, "</w:pPr>");
}

void docx_close_paragraph(docx *in)
{
    add(in, "</w:p>\n");
}

static void add_marks(docx *in, unsigned marks)
{
    add(in, "<w:rPr>");
    if (marks & DOCX_LINKED)
        add(in, "<w:rStyle w:val=\"Hyperlink\"/>");
    if (marks & DOCX_MONO)
        add(in, "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>");
    if (marks & DOCX_STRONG)
        add(in, "<w:b/><w:bCs/>");
    if (marks & DOCX_SOFT)
        add(in, "<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/>");
    if (marks & DOCX_EMPHASIS)
        add(in, "<w:i/><w:iCs/>");
    if (marks & DOCX_STRIKE)
        add(in, "<w:strike/>");
    if (marks & DOCX_SOFT)
        add(in, "<w:color w:val=\"" DOCX_SOFT_INK "\"/>");
    if (marks & (DOCX_MONO | DOCX_FINE))
        add(in, "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>");
    if (marks & DOCX_RAISED)
        add(in, "<w:vertAlign w:val=\"superscript\"/>");
    add(in, "</w:rPr>");
}

static void add_piece(docx *in, text piece)
{
    if (piece.length == 0)
        return;
    add(in, "<w:t xml:space=\"preserve\">");
    docx_escape(&in->body, piece);
    add(in, "</w:t>");
}

void docx_text(docx *in, text written, unsigned marks)
{
    if (written.length == 0)
        return;
    assert((marks & (DOCX_STRONG | DOCX_SOFT)) != (DOCX_STRONG | DOCX_SOFT));
    add(in, "<w:r>");
    if (marks != 0)
        add_marks(in, marks);
    size_t from = 0;
    for (size_t i = 0; i < written.length; i++) {
        char byte = written.bytes[i];
        if (byte != '\n' && byte != '\t' && byte != '\r')
            continue;
        add_piece(in, text_slice(written, from, i));
        if (byte != '\r')
            add(in, byte == '\n' ? "<w:br/>" : "<w:tab/>");
        from = i + 1;
    }
    add_piece(in, text_from(written, from));
    add(in, "</w:r>");
}

void docx_write_paragraph(docx *in, docx_style style, text written)
{
    docx_open_paragraph(in, &(docx_paragraph){ .style = style });
    docx_text(in, written, 0);
    docx_close_paragraph(in);
}

size_t docx_add_list(docx *in, docx_list_type type, int start)
{
    *ARENA_PUSH(in->memory, in->lists) = (docx_list){ type, start };
    return in->lists.count;
}

// ---- Links

// Word refuses a whole file for one address that it cannot parse: hosts are plain names, and what may not
// stand in an address is encoded.
static size_t host_end(text address, size_t from)
{
    size_t i = from;
    while (i < address.length && (isalnum((unsigned char)address.bytes[i]) || address.bytes[i] == '.'
                                  || address.bytes[i] == '-'))
        i++;
    if (i == from)
        return TEXT_NOT_FOUND;
    if (i < address.length && address.bytes[i] == ':') {
        size_t port = ++i;
        while (i < address.length && i - port < 5 && isdigit((unsigned char)address.bytes[i]))
            i++;
    }
    bool ends = i == address.length || address.bytes[i] == '/' || address.bytes[i] == '?' || address.bytes[i] == '#';
    return ends ? i : TEXT_NOT_FOUND;
}

static bool is_escape(text t, size_t i)
{
    return i + 2 < t.length && isxdigit((unsigned char)t.bytes[i + 1]) && isxdigit((unsigned char)t.bytes[i + 2]);
}

static void encode_rest(text rest, buffer *out)
{
    bool has_fragment = false;
    for (size_t i = 0; i < rest.length; i++) {
        unsigned char byte = (unsigned char)rest.bytes[i];
        bool stays = isalnum(byte) || (byte != 0 && text_find_byte(TEXT("-._~/?:@!$'()*+,;=&"), (char)byte, 0) != TEXT_NOT_FOUND)
                  || (byte == '#' && !has_fragment) || (byte == '%' && is_escape(rest, i));
        has_fragment |= byte == '#';
        if (stays)
            buffer_add_byte(out, (char)byte);
        else
            buffer_format(out, "%%%02X", byte);
    }
}

// Empty when the address is refused.
static text clean_address(arena *memory, text address)
{
    static const text hosted[] = { TEXT_CONSTANT("http://"), TEXT_CONSTANT("https://") };
    static const text plain[] = { TEXT_CONSTANT("mailto:"), TEXT_CONSTANT("tel:") };
    size_t kept = 0;
    for (size_t i = 0; i < sizeof hosted / sizeof *hosted; i++)
        if (text_starts_with(address, hosted[i]))
            kept = host_end(address, hosted[i].length);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (text_starts_with(address, plain[i]) && address.length > plain[i].length)
            kept = plain[i].length;
    if (kept == 0 || kept == TEXT_NOT_FOUND || address.length > ADDRESS_LIMIT)
        return (text){ 0 };
    buffer out = { 0 };
    buffer_add(&out, text_slice(address, 0, kept));
    encode_rest(text_from(address, kept), &out);
    text cleaned = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return cleaned;
}

bool docx_open_link(docx *in, text address)
{
    text cleaned = clean_address(in->memory, address);
    if (cleaned.length == 0)
        return false;
    buffer_format(&in->body, "<w:hyperlink r:id=\"rId%zu\" w:history=\"1\">", DOCX_FIRST_LINK + in->links.count);
    *ARENA_PUSH(in->memory, in->links) = cleaned;
    return true;
}

void docx_close_link(docx *in)
{
    add(in, "</w:hyperlink>");
}

// ---- Tables

int docx_least_width(text label)
{
    size_t longest = 0;
    text word;
    while (text_take_part(&label, ' ', &word)) {
        size_t length = unicode_count(word);
        longest = length > longest ? length : longest;
    }
    return (int)(longest < WORD_MOST ? longest : WORD_MOST) * CHARACTER + CELL_MARGINS;
}

int docx_text_width(const docx *of)
{
    return of->properties.is_large ? DOCX_LARGE_WIDTH : DOCX_WIDTH;
}

void docx_share_width(const docx *of, const int *least, const int *shares, size_t count, int *widths)
{
    long needed = 0, sum = 0;
    for (size_t i = 0; i < count; i++) {
        needed += least[i];
        sum += shares[i];
    }
    long whole = docx_text_width(of), left = whole - needed;
    for (size_t i = 0; i < count; i++)
        widths[i] = left < 0 || sum == 0 ? (int)((long)least[i] * whole / needed)
                                         : least[i] + (int)(left * shares[i] / sum);
}

static void open_table(docx *in, const int *widths, size_t count, text title, bool has_head)
{
    int *copied = ARENA_NEW(in->memory, int, count);
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += copied[i] = widths[i];
    in->widths = copied;
    buffer_format(&in->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"FormTable\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
                  "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"%s\" w:firstRow=\"%d\" w:lastRow=\"0\""
                  " w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>", sum,
                  has_head ? "0020" : "0000", has_head);
    if (title.length > 0) {
        add(in, "<w:tblCaption w:val=\"");
        docx_escape(&in->body, title);
        add(in, "\"/>");
    }
    add(in, "</w:tblPr><w:tblGrid>");
    for (size_t i = 0; i < count; i++)
        buffer_format(&in->body, "<w:gridCol w:w=\"%d\"/>", copied[i]);
    add(in, "</w:tblGrid>\n");
}

void docx_open_table(docx *in, const int *widths, size_t count, text title)
{
    open_table(in, widths, count, title, true);
}

void docx_open_grid(docx *in, const int *widths, size_t count, text title)
{
    open_table(in, widths, count, title, false);
}

// A paragraph follows, so that two tables do not become one; and a cell may not end with a table.
void docx_close_table(docx *in)
{
    add(in, "</w:tbl>\n<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>\n");
}

void docx_open_row(docx *in, bool is_header, int height)
{
    in->column = 0;
    add(in, "<w:tr><w:trPr><w:cantSplit/>");
    if (height > 0)
        buffer_format(&in->body, "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>", height);
    add(in, is_header ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
}

void docx_close_row(docx *in)
{
    add(in, "</w:tr>\n");
}

void docx_open_cell(docx *in)
{
    buffer_format(&in->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", in->widths[in->column++]);
}

void docx_close_cell(docx *in)
{
    add(in, "</w:tc>");
}
