#include "limits.h"

#include "base/lanes.h"

#include <stdint.h>
#include <string.h>

// What cmark's searches cost, by the byte: one for "]" is 1.
enum {
    ANGLE_COST = 8,             // for the end of "<?"
    TABLE_COST = 400,           // for a table's head before a delimiter row, in all of the paragraph so far
    EMPHASIS_COST = 2           // for what a run of "*", "_" or "~" closes, among all of the paragraph
};

typedef struct {
    text markdown, path;
    diagnostics *found;
    bool has_returns;           // lines may end with "\r" alone
    int line;                   // of the file

    // The whole text
    size_t brackets, footnote_calls, definitions, cells, searched;
    size_t longest_definition;
    int longest_definition_line;
    size_t addresses_measured;  // up to this offset no address is too long

    // The paragraph: lines without an empty one between
    struct {
        size_t from;            // offset
        size_t brackets, angles;
        size_t emphases;        // runs of "*", "_" and "~"
        size_t most_pipes;      // in one line
        int most_pipes_line;
        size_t columns;         // of the widest delimiter row; 0: no table
        bool may_define;        // a line began with "["
        size_t definition;      // offset of the last "]:"; 0: none
        int definition_line;
    } paragraph;
} limits;

static bool refuse(limits *check, int line, const char *why)
{
    report(check->found, MARKDOWN_LIMIT, at(check->path, line, 1), "%s", why);
    return false;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

static text without_indent(text line)
{
    while (line.length > 0 && is_blank(line.bytes[0]))
        line = text_from(line, 1);
    return line;
}

// A rule such as "* * *", which looks like nested lists.
static bool is_rule(text line)
{
    char mark = line.bytes[0];
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] != mark && !is_blank(line.bytes[i]))
            return false;
    return true;
}

static bool ends_marker(text line, size_t i)
{
    return i == line.length || is_blank(line.bytes[i]);
}

// Length of what opens a quote, an item or a footnote at the start of [line]; 0 when nothing does.
static size_t container_marker(text line)
{
    if (line.length == 0)
        return 0;
    switch (line.bytes[0]) {
    case '>':
        return 1;
    case '-': case '+': case '*':
        return ends_marker(line, 1) && !is_rule(line) ? 1 : 0;
    case '[': {
        if (!text_starts_with(line, TEXT("[^")))
            return 0;
        size_t end = text_find_byte(line, ']', 2);
        return end != TEXT_NOT_FOUND && end + 1 < line.length && line.bytes[end + 1] == ':' ? end + 2 : 0;
    }
    default: {
        size_t digits = 0;
        while (digits < line.length && line.bytes[digits] >= '0' && line.bytes[digits] <= '9')
            digits++;
        bool numbered = digits > 0 && digits < line.length
            && (line.bytes[digits] == '.' || line.bytes[digits] == ')');
        return numbered && ends_marker(line, digits + 1) ? digits + 1 : 0;
    }
    }
}

// The number of columns when [line] can stand between a table's head and body,
// else 0. Hyphens alone are a heading's underline or a rule.
static size_t delimiter_columns(text line)
{
    size_t columns = 0;
    bool has_sign = false;
    for (size_t i = 0; i < line.length; i++) {
        char byte = line.bytes[i];
        if (byte == '-')
            columns += i == 0 || line.bytes[i - 1] != '-';
        else if (byte == '|' || byte == ':')
            has_sign = true;
        else if (!is_blank(byte) && byte != '\v' && byte != '\f')
            return 0;
    }
    return has_sign ? columns : 0;
}

static void end_definition(limits *check, size_t offset)
{
    size_t length = offset - check->paragraph.definition;
    if (check->paragraph.definition == 0 || length <= check->longest_definition)
        return;
    check->longest_definition = length;
    check->longest_definition_line = check->paragraph.definition_line;
}

// Before the line at [offset].
static bool end_paragraph(limits *check, size_t offset)
{
    end_definition(check, offset);
    if (check->paragraph.columns > 0 && check->paragraph.most_pipes > LIMIT_TABLE_COLUMNS + 1)
        return refuse(check, check->paragraph.most_pipes_line,
                      "a table has more than 64 columns; divide it into several tables");
    check->searched += (offset - check->paragraph.from)
        * (check->paragraph.brackets + ANGLE_COST * check->paragraph.angles);
    check->searched += EMPHASIS_COST * check->paragraph.emphases * check->paragraph.emphases;
    if (check->searched > LIMIT_SEARCHED_BYTES)
        return refuse(check, check->line,
                      "too many \"[\", \"*\", \"<!\" or table lines in long paragraphs; "
                      "divide them with empty lines");
    memset(&check->paragraph, 0, sizeof check->paragraph);
    check->paragraph.from = offset;
    return true;
}

static text line_at(const limits *check, size_t offset)
{
    size_t end = offset;
    if (!check->has_returns)
        end = text_find_byte(check->markdown, '\n', offset);
    else
        while (end < check->markdown.length && !is_line_end(check->markdown.bytes[end]))
            end++;
    return text_slice(check->markdown, offset, end);
}

// Looks at how the line at [offset] begins: nesting, tables, definitions, end of a paragraph.
static bool begin_line(limits *check, size_t offset)
{
    text line = line_at(check, offset);
    if (line.length > LIMIT_LINE_BYTES)
        return refuse(check, check->line, "the line is longer than 65,536 characters; divide it into paragraphs");

    bool only_quotes = true;
    int depth = 0;
    line = without_indent(line);
    for (size_t marker; (marker = container_marker(line)) > 0;) {
        only_quotes = only_quotes && line.bytes[0] == '>';
        if (++depth > LIMIT_NESTING)
            return refuse(check, check->line,
                          "more than 32 quotes or lists inside one another; use fewer levels");
        line = without_indent(text_from(line, marker));
    }
    if (line.length == 0 && only_quotes)
        return end_paragraph(check, offset);

    check->paragraph.may_define = check->paragraph.may_define
        || (line.length > 0 && line.bytes[0] == '[');
    size_t columns = delimiter_columns(line);
    if (columns > LIMIT_TABLE_COLUMNS)
        return refuse(check, check->line, "a table has more than 64 columns; divide it into several tables");
    if (columns > 0)
        check->searched += TABLE_COST * (offset - check->paragraph.from);
    if (columns > check->paragraph.columns)
        check->paragraph.columns = columns;
    check->cells += check->paragraph.columns;
    return check->cells <= LIMIT_TABLE_CELLS
        || refuse(check, check->line, "the tables of the page have more than 200,000 cells; "
                                      "divide the page or publish the table as a file");
}

// Measures the address that begins at [from] unless an earlier measurement covers it.
static bool measure_address(limits *check, size_t from, bool is_definition)
{
    text t = check->markdown;
    if (from < check->addresses_measured)
        return true;
    while (is_definition && from < t.length && (is_blank(t.bytes[from]) || is_line_end(t.bytes[from])))
        from++;
    size_t i = from;
    int depth = 0;
    while (i < t.length && i - from <= LIMIT_ADDRESS_BYTES && !is_blank(t.bytes[i]) && !is_line_end(t.bytes[i])) {
        depth += (t.bytes[i] == '(') - (t.bytes[i] == ')');
        if (depth < 0 && !is_definition)
            break;
        i++;
    }
    check->addresses_measured = i;
    return i - from <= LIMIT_ADDRESS_BYTES
        || refuse(check, check->line, "an address is longer than 2,048 characters; "
                                      "put pictures and the like into files of their own");
}

static bool count_bracket(limits *check, size_t offset)
{
    check->brackets++;
    if (++check->paragraph.brackets > LIMIT_BRACKETS)
        return refuse(check, check->line, "more than 2,000 \"[\" in one paragraph; divide it with empty lines");
    bool is_call = offset + 1 < check->markdown.length && check->markdown.bytes[offset + 1] == '^';
    if (is_call && ++check->footnote_calls > LIMIT_FOOTNOTE_CALLS)
        return refuse(check, check->line, "more than 2,000 footnotes on one page; divide the page");
    return true;
}

// Whether a link definition's title begins at [i], on this line or the next.
static bool begins_title(text t, size_t i)
{
    while (i < t.length && (is_blank(t.bytes[i]) || is_line_end(t.bytes[i]) || t.bytes[i] == '>'))
        i++;
    return i < t.length && (t.bytes[i] == '"' || t.bytes[i] == '\'' || t.bytes[i] == '(');
}

static bool count_definition(limits *check, size_t offset)
{
    end_definition(check, offset);
    if (++check->definitions > LIMIT_DEFINITIONS)
        return refuse(check, check->line, "more than 5,000 link definitions on one page; divide the page");
    if (!measure_address(check, offset + 2, true))
        return false;
    // A title may go on to the next definition; without one the address is all.
    bool has_title = begins_title(check->markdown, check->addresses_measured);
    check->paragraph.definition = offset;
    check->paragraph.definition_line = check->line;
    if (!has_title) {
        end_definition(check, check->addresses_measured);
        check->paragraph.definition = 0;
    }
    return true;
}

static bool count_angle(limits *check)
{
    return ++check->paragraph.angles <= LIMIT_OPEN_ANGLES
        || refuse(check, check->line, "more than 500 \"<!\" or \"<?\" in one paragraph; divide it with empty lines");
}

// Counts what stands on the line that begins at *[offset], which moves to its end.
static bool scan_line(limits *check, size_t *offset)
{
    text t = check->markdown;
    size_t pipes = 0, i = *offset;
    bool fine = true;
    for (; fine && (i = text_skip_to(t, i, TEXT("\0\n\r[]<|*_~"))) < t.length; i++) {
        char next = i + 1 < t.length ? t.bytes[i + 1] : '\n';
        if (is_line_end(t.bytes[i]))
            break;
        if (t.bytes[i] == '[')
            fine = count_bracket(check, i);
        else if (t.bytes[i] == '*' || t.bytes[i] == '_' || t.bytes[i] == '~')
            check->paragraph.emphases += next != t.bytes[i];
        else if (t.bytes[i] == '|')
            pipes += i == 0 || t.bytes[i - 1] != '\\';
        else if (t.bytes[i] == '<' && (next == '?' || next == '!'))
            fine = count_angle(check);
        else if (t.bytes[i] == ']' && next == '(')
            fine = measure_address(check, i + 2, false);
        else if (t.bytes[i] == ']' && next == ':' && check->paragraph.may_define)
            fine = count_definition(check, i);
        else if (t.bytes[i] == '\0')
            fine = refuse(check, check->line, "the text holds a zero byte; "
                                              "open the file in a text editor and save it as UTF-8");
    }
    if (pipes > check->paragraph.most_pipes) {
        check->paragraph.most_pipes = pipes;
        check->paragraph.most_pipes_line = check->line;
    }
    *offset = i;
    return fine;
}

bool limits_check(text markdown, text path, int first_line, diagnostics *found)
{
    limits check = { .markdown = markdown, .path = path, .found = found, .line = first_line };
    check.has_returns = text_find_byte(markdown, '\r', 0) != TEXT_NOT_FOUND;
    if (markdown.length > LIMIT_FILE_BYTES)
        return refuse(&check, first_line, "the text is longer than 1 MiB; divide it into several pages");

    for (size_t offset = 0; offset < markdown.length; check.line++) {
        if (!begin_line(&check, offset) || !scan_line(&check, &offset))
            return false;
        offset += text_starts_with(text_from(markdown, offset), TEXT("\r\n")) ? 2 : 1;
    }
    if (!end_paragraph(&check, markdown.length))
        return false;
    if (check.longest_definition * check.brackets > LIMIT_COPIED_BYTES)
        return refuse(&check, check.longest_definition_line,
                      "a long link definition on a page with very many links; shorten its address or title");
    return true;
}
