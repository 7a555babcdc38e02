#include "formats/xml_bounds.h"

#include <string.h>
#include <strings.h>

// ---- Encoding

// The value of encoding="..." in the declaration; empty when it says none.
static text encoding_of(text declaration)
{
    size_t at = text_find(declaration, TEXT("encoding"), 0);
    text rest = text_from(declaration, at == TEXT_NOT_FOUND ? declaration.length : at);
    size_t start = 0;
    while (start < rest.length && rest.bytes[start] != '"' && rest.bytes[start] != '\'')
        start++;
    if (start == rest.length)
        return (text){ 0 };
    rest = text_from(rest, start);
    return text_slice(rest, 1, text_find_byte(rest, rest.bytes[0], 1));
}

static bool is_like_ascii(text bytes)
{
    static const char *const known[] = { "utf-8", "us-ascii", "iso-8859-", "windows-125" };
    if (!text_starts_with(bytes, TEXT("<?xml")))
        return memchr(bytes.bytes, 0, bytes.length < 4 ? bytes.length : 4) == NULL;
    size_t end = text_find(bytes, TEXT("?>"), 0);
    text encoding = encoding_of(text_slice(bytes, 0, end));
    if (end == TEXT_NOT_FOUND || encoding.length == 0)
        return end != TEXT_NOT_FOUND;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (encoding.length >= strlen(known[i]) && strncasecmp(encoding.bytes, known[i], strlen(known[i])) == 0)
            return true;
    return false;
}

// ---- Elements

typedef struct {
    text rest;                                  // behind what was looked at
    size_t depth;
    size_t namespaces[XML_DEPTH_MOST + 1];      // declared by the elements that are open, up to each of them
} xml_scan;

static void skip_past(xml_scan *in, text mark)
{
    size_t end = text_find(in->rest, mark, 0);
    in->rest = text_from(in->rest, end == TEXT_NOT_FOUND ? in->rest.length : end + mark.length);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// Takes an element's start: how many attributes it has, and how many of them declare a namespace.
static void take_start(xml_scan *in, size_t *attributes, size_t *declared, bool *is_closed)
{
    const char *bytes = in->rest.bytes;
    size_t at = 0, name = 0;
    *attributes = *declared = 0;
    for (; at < in->rest.length && bytes[at] != '>'; at++) {
        if (at > 0 && is_space(bytes[at - 1]) && !is_space(bytes[at]) && bytes[at] != '=' && bytes[at] != '"' && bytes[at] != '\'')
            name = at;
        if (bytes[at] != '"' && bytes[at] != '\'')
            continue;
        ++*attributes;
        *declared += text_starts_with(text_from(in->rest, name), TEXT("xmlns"));
        size_t end = text_find_byte(in->rest, bytes[at], at + 1);
        at = end == TEXT_NOT_FOUND ? in->rest.length - 1 : end;
        name = at;
    }
    *is_closed = at > 0 && at <= in->rest.length && bytes[at - 1] == '/';
    in->rest = text_from(in->rest, at);
}

static bool take_element(xml_scan *in)
{
    size_t attributes, declared;
    bool is_closed;
    take_start(in, &attributes, &declared, &is_closed);
    size_t open = in->namespaces[in->depth] + declared;
    if (!is_closed && in->depth < XML_DEPTH_MOST)
        in->namespaces[++in->depth] = open;
    return attributes <= XML_ATTRIBUTES_MOST && open <= XML_NAMESPACES_MOST;
}

bool xml_is_bounded(text bytes)
{
    if (text_starts_with(bytes, TEXT("\xEF\xBB\xBF")))
        bytes = text_from(bytes, 3);
    if (!is_like_ascii(bytes))
        return false;
    xml_scan in = { .rest = bytes };
    for (size_t at; (at = text_find_byte(in.rest, '<', 0)) != TEXT_NOT_FOUND;) {
        in.rest = text_from(in.rest, at + 1);
        if (text_starts_with(in.rest, TEXT("!--")))
            skip_past(&in, TEXT("-->"));
        else if (text_starts_with(in.rest, TEXT("![CDATA[")))
            skip_past(&in, TEXT("]]>"));
        else if (text_starts_with(in.rest, TEXT("?")))
            skip_past(&in, TEXT("?>"));
        else if (text_starts_with(in.rest, TEXT("/")))
            in.depth -= in.depth > 0;
        else if (!text_starts_with(in.rest, TEXT("!")) && !take_element(&in))
            return false;
    }
    return true;
}
