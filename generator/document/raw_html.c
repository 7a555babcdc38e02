#include "raw_html.h"

#include <stdio.h>
#include <string.h>

static bool is_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || (byte >= '0' && byte <= '9') || byte == '-';
}

static text without_comments(text html, bool *is_open)
{
    *is_open = false;
    html = text_trim(html);
    while (text_starts_with(html, TEXT("<!--"))) {
        size_t end = text_find(html, TEXT("-->"), 4);
        *is_open = end == TEXT_NOT_FOUND;
        if (*is_open)
            break;
        html = text_trim(text_from(html, end + 3));
    }
    return html;
}

raw_html_type raw_html_look(text html, char tag[RAW_HTML_TAG_SIZE])
{
    tag[0] = '\0';
    bool is_open;
    html = without_comments(html, &is_open);
    if (is_open)
        return RAW_HTML_OPEN_COMMENT;
    if (html.length == 0)
        return RAW_HTML_NOTHING;
    if (html.bytes[0] != '<')
        return RAW_HTML_TEXT;

    size_t sign = html.length > 1 && memchr("/!?", html.bytes[1], 3) != NULL ? 2 : 1;
    size_t end = sign;
    while (end < html.length && end < RAW_HTML_TAG_SIZE - 2 && is_name(html.bytes[end]))
        end++;
    text name = text_slice(html, sign, end);
    snprintf(tag, RAW_HTML_TAG_SIZE, "%.*s%.*s>", (int)sign, html.bytes, TEXT_PRINT(name));
    return html.length > 1 && html.bytes[1] == '/' ? RAW_HTML_CLOSING_TAG : RAW_HTML_TAG;
}

static const char *remedy_for(const char *tag)
{
    static const struct {
        const char *tag, *remedy;
    } remedies[] = {
        { "<a>", "write [text](address)" },
        { "<img>", "write ![description](file)" },
        { "<b>", "write **text**" },
        { "<strong>", "write **text**" },
        { "<i>", "write *text*" },
        { "<em>", "write *text*" },
        { "<table>", "write a Markdown table" },
    };
    for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++)
        if (strcmp(remedies[i].tag, tag) == 0)
            return remedies[i].remedy;
    return "write it in Markdown";
}

void raw_html_report(raw_html_type type, const char *tag, bool is_block, place where,
                     diagnostics *found)
{
    switch (type) {
    case RAW_HTML_NOTHING:
        break;
    case RAW_HTML_OPEN_COMMENT:
        report(found, MARKDOWN_RAW_HTML, where,
               "the comment <!-- is never closed and hides all that follows; close it with -->");
        break;
    case RAW_HTML_TEXT:
        report(found, MARKDOWN_RAW_HTML, where,
               "text on the line of a comment is hidden with it; move it to a line of its own");
        break;
    case RAW_HTML_TAG:
    case RAW_HTML_CLOSING_TAG:
        report(found, MARKDOWN_RAW_HTML, where,
               is_block ? "%s: all from here to the next empty line is not shown; %s"
                        : "%s: the tag is not shown, only the text around it; %s",
               tag, remedy_for(tag));
        break;
    }
}
