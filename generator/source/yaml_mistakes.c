#include "source/yaml_mistakes.h"

#include "source/value.h"

#include <string.h>

place yaml_place(const yaml_source *from, yaml_point point)
{
    return at(from->path, from->first_line + (int)point.line, from->indent + (int)point.column + 1);
}

// ---- Characters

unicode_fault yaml_find_refused(text t, size_t *offset, uint32_t *character)
{
    unicode_fault fault = unicode_check(t, offset);
    text rest = fault == UNICODE_FINE ? t : text_from(t, *offset);
    *character = 0;
    if (fault != UNICODE_FINE) {
        unicode_take(&rest, character);
        rest = text_slice(t, 0, *offset);       // something else may come earlier
    }
    // The other refused characters begin with one of three bytes, so that ordinary text is passed over quickly.
    for (size_t i = 0; i < rest.length; i++) {
        unsigned char byte = (unsigned char)rest.bytes[i];
        if (byte != '\r' && byte != 0xE2 && byte != 0xEF)
            continue;
        if (byte == '\r' && i + 1 < t.length && t.bytes[i + 1] == '\n')
            continue;
        text tail = text_from(rest, i);
        uint32_t here = 0;
        unicode_take(&tail, &here);
        if (here == '\r' || here == 0x2028 || here == 0x2029 || here == 0xFEFF) {
            *offset = i;
            *character = here;
            return UNICODE_CONTROL;
        }
    }
    return fault;
}

static yaml_point point_of_offset(text yaml, size_t offset)
{
    yaml_point point = { 0 };
    size_t line_start = 0;
    for (size_t end; (end = text_find_byte(yaml, '\n', line_start)) < offset; line_start = end + 1)
        point.line++;
    point.column = unicode_count(text_slice(yaml, line_start, offset));
    return point;
}

bool yaml_check_characters(const yaml_source *from, diagnostics *found)
{
    size_t offset;
    uint32_t character;
    unicode_fault fault = yaml_find_refused(from->yaml, &offset, &character);
    if (fault == UNICODE_FINE)
        return true;
    place where = yaml_place(from, point_of_offset(from->yaml, offset));
    if (fault == UNICODE_MALFORMED)
        report(found, FILE_NOT_UTF8, where, "save the file with the encoding UTF-8");
    else if (fault == UNICODE_DIRECTION)
        report(found, FILE_DIRECTION_CHARACTER, where, "U+%04X: delete it", character);
    else
        report(found, FILE_CONTROL_CHARACTER, where,
               "U+%04X, often copied along from another program: delete it and type the text around it again", character);
    return false;
}

// ---- Lines around a mistake

static text line_at(text yaml, size_t number)
{
    text line = { 0 };
    for (size_t i = 0; i <= number; i++)
        if (!text_take_line(&yaml, &line))
            return (text){ 0 };
    return line;
}

static size_t offset_of_column(text line, size_t column)
{
    text rest = line;
    uint32_t character;
    while (column > 0 && unicode_take(&rest, &character))
        column--;
    return line.length - rest.length;
}

static size_t indentation(text line)
{
    size_t length = 0;
    while (length < line.length && (line.bytes[length] == ' ' || line.bytes[length] == '\t'))
        length++;
    return length;
}

static bool report_tab(const yaml_source *from, yaml_point where, diagnostics *found)
{
    text line = line_at(from->yaml, where.line);
    size_t tab = text_find_byte(text_slice(line, 0, indentation(line)), '\t', 0);
    size_t offset = offset_of_column(line, where.column);
    if (tab == TEXT_NOT_FOUND && offset < line.length && line.bytes[offset] == '\t')
        tab = offset;
    if (tab == TEXT_NOT_FOUND)
        return false;
    where.column = unicode_count(text_slice(line, 0, tab));
    report(found, YAML_TAB, yaml_place(from, where), "use spaces");
    return true;
}

// Copied from a web page, and to the eye a space like any other.
static bool report_no_break_space(const yaml_source *from, yaml_point where, diagnostics *found)
{
    text line = line_at(from->yaml, where.line);
    where.column = indentation(line);
    if (!text_starts_with(text_from(line, where.column), TEXT("\u00A0")))
        return false;
    report(found, YAML_SYNTAX, yaml_place(from, where),
           "a no-break space in the indentation: delete it and use ordinary spaces");
    return true;
}

// ---- Mistakes that need a look at the line

// "title: KYKY: koulut" gives "title: 'KYKY: koulut'".
static text quoted_line(arena *memory, text line, size_t colon)
{
    text rest = value_shown(memory, text_trim(text_from(line, colon + 1)));
    buffer quoted = { 0 };
    buffer_add(&quoted, value_shown(memory, text_trim(text_slice(line, 0, colon))));
    buffer_add_string(&quoted, ": '");
    for (size_t i = 0; i < rest.length; i++) {
        if (rest.bytes[i] == '\'')
            buffer_add_byte(&quoted, '\'');
        buffer_add_byte(&quoted, rest.bytes[i]);
    }
    buffer_add_byte(&quoted, '\'');
    text copy = text_copy(memory, buffer_text(&quoted));
    buffer_free(&quoted);
    return copy;
}

#define NO_COLON "there is no colon and space after the key: write 'key: text'; " \
                 "if this goes on the text above, begin the line with two spaces"

// The first colon of its line: the line was read as going on the text above,
// because it is indented or because the line above is no key.
static void report_first_colon(const yaml_source *from, yaml_point where, diagnostics *found)
{
    text rest = from->yaml, line;
    yaml_point above = { 0 };
    bool has_above = false;
    for (size_t i = 0; text_take_line(&rest, &line) && i < where.line; i++) {
        if (text_trim(line).length > 0) {
            has_above = true;
            above = (yaml_point){ i, indentation(line) };
        }
    }
    where.column = indentation(line_at(from->yaml, where.line));
    if (has_above && above.column >= where.column)
        report(found, YAML_SYNTAX, yaml_place(from, above), NO_COLON);
    else
        report(found, YAML_SYNTAX, yaml_place(from, where),
               "this line begins further right than the key above it: begin both in the same column; "
               "if it goes on the text above, put all of that text in quotes");
}

static void report_colon(const yaml_source *from, yaml_point where, diagnostics *found)
{
    text line = line_at(from->yaml, where.line);
    text before = text_slice(line, 0, offset_of_column(line, where.column));
    size_t first = text_find(before, TEXT(": "), 0);
    if (first == TEXT_NOT_FOUND) {
        report_first_colon(from, where, found);
        return;
    }
    text example = quoted_line(found->memory, line, first);
    report(found, YAML_SYNTAX, yaml_place(from, where),
           "a colon inside the text: put the text in quotes: %.*s", TEXT_PRINT(example));
}

static bool has_quote(text t)
{
    return text_find_byte(t, '\'', 0) != TEXT_NOT_FOUND || text_find_byte(t, '"', 0) != TEXT_NOT_FOUND;
}

static const char *advice_for_line(text line)
{
    text rest = text_from(line, indentation(line));
    if (text_starts_with(rest, TEXT(":")))
        return "there is no key before the colon";
    if (text_starts_with(rest, TEXT("- ")))
        return "this list item does not stand below its key: line it up with the other items, "
               "each beginning with '- ' in the same column";
    return "this line does not begin in the same column as the keys above it: line them up";
}

// libyaml wanted a key, or the end of the map, and met something else.
static void report_key_expected(const yaml_source *from, const yaml_failure *failure, diagnostics *found)
{
    yaml_point where = failure->problem_at;
    text line = line_at(from->yaml, where.line);
    text before = text_trim(text_slice(line, 0, offset_of_column(line, where.column)));
    if (before.length == 0) {
        report(found, YAML_SYNTAX, yaml_place(from, where), "%s", advice_for_line(line));
    } else if (failure->has_quoted && failure->quoted_at.line < where.line) {
        report(found, YAML_SYNTAX, yaml_place(from, failure->quoted_at),
               "the text in quotes that begins here goes on to line %d: close it where it ends, "
               "and write ' twice where it belongs to the text", yaml_place(from, where).line);
    } else if (has_quote(before)) {
        report(found, YAML_SYNTAX, yaml_place(from, where),
               "the text goes on after its closing quotation mark: put all of it in quotes, "
               "and write ' twice where it belongs to the text");
    } else {
        report(found, YAML_SYNTAX, yaml_place(from, where), "the text goes on after its end: put all of it in quotes");
    }
}

static void report_start(const yaml_source *from, yaml_point where, diagnostics *found)
{
    text line = line_at(from->yaml, where.line);
    text rest = text_from(line, offset_of_column(line, where.column));
    uint32_t character = 0;
    char bytes[4];
    if (unicode_take(&rest, &character))
        report(found, YAML_SYNTAX, yaml_place(from, where), "a text cannot begin with '%.*s': put the text in quotes",
               (int)unicode_encode(character, bytes), bytes);
    else
        report(found, YAML_SYNTAX, yaml_place(from, where), "something is missing at the end of this line");
}

// ---- Texts without quotes that are read in another way than they look

static bool is_note_like(text t, size_t sign)
{
    // "# a note" is one; "#5" and "#tori" were meant as text.
    return sign > 0 && (t.bytes[sign - 1] == ' ' || t.bytes[sign - 1] == '\t')
        && sign + 1 < t.length && memchr(" \t\r\n#", t.bytes[sign + 1], 5) == NULL;
}

bool yaml_may_cut(text yaml)
{
    for (size_t i = 0; (i = text_find_byte(yaml, '#', i)) != TEXT_NOT_FOUND; i++)
        if (is_note_like(yaml, i))
            return true;
    return false;
}

// People write no longer lines, and each text on one is looked for from its beginning.
enum { CUT_LINE_LONGEST = 4096 };

static void report_cut(const yaml_source *from, text line, yaml_point end, diagnostics *found)
{
    if (line.length > CUT_LINE_LONGEST)
        return;
    size_t after = offset_of_column(line, end.column), sign = text_find_byte(line, '#', after);
    if (sign == TEXT_NOT_FOUND || !is_note_like(line, sign) || text_trim(text_slice(line, after, sign)).length > 0)
        return;
    end.column = unicode_count(text_slice(line, 0, sign));
    report(found, YAML_MISREAD, yaml_place(from, end), "'%.*s' is left out as a note: put the whole text in quotes",
           TEXT_PRINT(value_shown(found->memory, text_from(line, sign))));
}

void yaml_report_misread(const yaml_source *from, yaml_lines *lines, yaml_point start, yaml_point end, diagnostics *found)
{
    text line;
    while (lines->number < start.line && text_take_line(&lines->rest, &line))
        lines->number++;
    text rest = lines->rest;
    bool is_told = false;
    for (size_t number = start.line; number <= end.line && text_take_line(&rest, &line); number++) {
        if (number > start.line && !is_told && text_starts_with(text_trim(line), TEXT("- "))) {
            report(found, YAML_MISREAD, yaml_place(from, (yaml_point){ number, indentation(line) }),
                   "this line goes on the text above it and is no item of a list: line it up with the other items");
            is_told = true;
        }
        if (number == end.line)
            report_cut(from, line, end, found);
    }
}

// ---- Mistakes known by libyaml's words alone

typedef struct {
    const char *context, *problem;      // NULL: any; else how it begins
    bool is_at_context;
    diagnostic_kind kind;
    const char *advice;
} mistake;

#define UNCLOSED_QUOTE "the quotation mark that opens here is never closed: close it, " \
                       "and write ' twice where it belongs to the text"
#define BACKSLASH "a backslash has a special meaning between \" marks: put the text between ' marks instead"

static const mistake mistakes[] = {
    { "while scanning a quoted scalar", "found unexpected", true, YAML_SYNTAX, UNCLOSED_QUOTE },
    { "while parsing a quoted scalar", NULL, false, YAML_SYNTAX, BACKSLASH },
    { "while scanning an alias", NULL, true, YAML_FEATURE, "a text cannot begin with '*': put the text in quotes" },
    { "while scanning an anchor", NULL, true, YAML_FEATURE, "a text cannot begin with '&': put the text in quotes" },
    { "while scanning a tag", NULL, true, YAML_FEATURE, "a text cannot begin with '!': put the text in quotes" },
    { "while parsing a tag", NULL, true, YAML_FEATURE, "a text cannot begin with '!': put the text in quotes" },
    { NULL, "found undefined tag handle", true, YAML_FEATURE, "a text cannot begin with '!': put the text in quotes" },
    { "while scanning a block scalar", NULL, true, YAML_SYNTAX,
      "a text cannot begin with '>' or '|': put the text in quotes, or begin it on the next line" },
    { "while scanning a directive", NULL, true, YAML_FEATURE, "a line cannot begin with '%': put the text in quotes" },
    { "while scanning a %", NULL, true, YAML_FEATURE, "a line cannot begin with '%': delete the line" },
    { "while parsing a %", NULL, true, YAML_FEATURE, "a line cannot begin with '%': delete the line" },
    { NULL, "found duplicate %", false, YAML_FEATURE, "a line cannot begin with '%': delete the line" },
    { NULL, "found incompatible YAML", false, YAML_FEATURE, "a line cannot begin with '%': delete the line" },
    { NULL, "could not find expected ':'", true, YAML_SYNTAX, NO_COLON },
    { NULL, "block sequence entries", false, YAML_SYNTAX,
      "a list begins on a line of its own: move '- ' to the next line, or put the text in quotes" },
    { NULL, "mapping keys are", false, YAML_SYNTAX, "a text cannot begin with '? ': put the text in quotes" },
    { NULL, "did not find expected '-'", false, YAML_SYNTAX,
      "a list goes on with '- ' in the same column: begin this line so, or end the list by beginning the line "
      "in the column of the key above the list" },
    { NULL, "did not find expected ',' or ']'", true, YAML_SYNTAX,
      "the list that opens with '[' is not closed where it should be: write [one, two], or put the text in quotes" },
    { NULL, "did not find expected ',' or '}'", true, YAML_SYNTAX,
      "the group that opens with '{' is not closed where it should be: write {one: text, two: text}, "
      "or put the text in quotes" },
    { "while parsing a flow node", NULL, false, YAML_SYNTAX,
      "a '[' or '{' is not closed, or a comma stands where a text should be" },
};

static bool begins(const char *words, const char *start)
{
    return start == NULL || (words != NULL && strncmp(words, start, strlen(start)) == 0);
}

// "-item", where libyaml misses a colon.
static bool report_item_without_space(const yaml_source *from, const yaml_failure *failure, diagnostics *found)
{
    text line = text_trim(line_at(from->yaml, failure->context_at.line));
    bool is_item = begins(failure->problem, "could not find expected ':'") && text_starts_with(line, TEXT("-"))
                && !text_starts_with(line, TEXT("--"));
    if (is_item)
        report(found, YAML_SYNTAX, yaml_place(from, failure->context_at), "write a space after the hyphen: '- item'");
    return is_item;
}

static bool report_known(const yaml_source *from, const yaml_failure *failure, diagnostics *found)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const mistake *known = &mistakes[i];
        if (begins(failure->context, known->context) && begins(failure->problem, known->problem)) {
            yaml_point where = known->is_at_context ? failure->context_at : failure->problem_at;
            report(found, known->kind, yaml_place(from, where), "%s", known->advice);
            return true;
        }
    }
    return false;
}

static bool is_in_quotes(const yaml_failure *failure)
{
    // Between quotation marks, and only there, a tab can stand at a problem without being one.
    return begins(failure->context, "while parsing a quoted scalar")
        || begins(failure->context, "while scanning a quoted scalar");
}

void yaml_report_syntax(const yaml_source *from, const yaml_failure *failure, diagnostics *found)
{
    const char *problem = failure->problem != NULL ? failure->problem : "unknown";
    if (!is_in_quotes(failure)
        && (report_tab(from, failure->problem_at, found)
            || report_no_break_space(from, failure->problem_at, found)
            || (failure->context != NULL && report_no_break_space(from, failure->context_at, found))))
        return;
    if (report_item_without_space(from, failure, found) || report_known(from, failure, found))
        return;
    if (begins(problem, "mapping values"))
        report_colon(from, failure->problem_at, found);
    else if (begins(problem, "did not find expected key"))
        report_key_expected(from, failure, found);
    else if (begins(problem, "found character that cannot start") || begins(problem, "did not find expected node"))
        report_start(from, failure->problem_at, found);
    else
        report(found, YAML_SYNTAX, yaml_place(from, failure->problem_at),
               "check the indentation, and put the text in quotes (%s)", problem);
}
