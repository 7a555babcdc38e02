#include "addresses.h"

#include "document/limits.h"
#include "base/lanes.h"
#include "base/unicode.h"

#include <string.h>
#include <strings.h>

enum { DOMAIN_LIMIT = 256 };    // longer names do not exist, and the search stays linear

static bool is_ascii_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_ascii_alphanumeric(char byte)
{
    return is_ascii_letter(byte) || (byte >= '0' && byte <= '9');
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// Length of the character of a domain name at the start of [t] (letter, digit, emoji); 0 when there is none.
static size_t domain_character(text t)
{
    if (t.length == 0)
        return 0;
    if ((unsigned char)t.bytes[0] < 0x80)
        return is_ascii_alphanumeric(t.bytes[0]);
    text rest = t;
    uint32_t character;
    unicode_take(&rest, &character);
    bool is_emoji = character >= 0x1F000;
    return is_emoji || unicode_is_letter(character) || unicode_is_digit(character) ? t.length - rest.length : 0;
}

// End of the domain that begins at [from]; 0 when it is not valid: there must be
// [dots] at least, and no "_" in the last two parts.
static size_t domain_end(text t, size_t from, size_t dots)
{
    size_t i = from, found = 0;
    bool before_last = false, last = false;     // an "_" in these parts
    while (i < t.length) {
        char byte = t.bytes[i];
        size_t length = domain_character(text_from(t, i));
        if (byte == '.') {
            found++;
            before_last = last;
            last = false;
        } else if (byte == '_') {
            last = true;
        } else if (length == 0 && byte != '-') {
            break;
        }
        i += length > 0 ? length : 1;
        if (i - from > DOMAIN_LIMIT)
            return 0;
    }
    return found >= dots && !before_last && !last ? i : 0;
}

// Length of a space or closing quotation mark beyond ASCII at [i]; 0 when there is none.
static size_t wide_end(text t, size_t i)
{
    unsigned char byte = (unsigned char)t.bytes[i];
    if (byte == 0xC2 && i + 1 < t.length)
        return (unsigned char)t.bytes[i + 1] == 0xA0 || (unsigned char)t.bytes[i + 1] == 0xBB ? 2 : 0;
    if (byte != 0xE2 || i + 2 >= t.length || (unsigned char)t.bytes[i + 1] != 0x80)
        return 0;
    unsigned char tail = (unsigned char)t.bytes[i + 2];
    bool is_space_or_quote = tail <= 0x8B || (tail >= 0x98 && tail <= 0x9F) || tail == 0xAF;
    return is_space_or_quote ? 3 : 0;
}

// Where what looks like an entity ("&amp;") begins that ends with the ";" before [end]; 0 when there is none.
static size_t entity_start(text t, size_t from, size_t end)
{
    size_t i = end - 1;
    while (i > from && is_ascii_alphanumeric(t.bytes[i - 1]))
        i--;
    return i < end - 1 && i > from && t.bytes[i - 1] == '&' ? i - 1 : 0;
}

// Takes punctuation off the end of [from, end).
static size_t without_punctuation(text t, size_t from, size_t end)
{
    size_t opened = 0, closed = 0;
    for (size_t i = from; i < end; i++) {
        opened += t.bytes[i] == '(';
        closed += t.bytes[i] == ')';
    }
    while (end > from) {
        char last = t.bytes[end - 1];
        size_t entity;
        if (memchr("?!.,:*_~'\"", last, 10) != NULL) {
            end--;
        } else if (last == ';') {
            entity = entity_start(t, from, end);
            end = entity != 0 ? entity : end - 1;
        } else if (last == ')' && closed > opened) {
            closed--;
            end--;
        } else {
            break;
        }
    }
    return end;
}

// Completes an address whose domain ends at [domain].
static bool take_path(text t, size_t from, size_t domain, const char *prefix, address_span *found)
{
    size_t end = domain;
    while (end < t.length && !is_space(t.bytes[end]) && t.bytes[end] != '<' && wide_end(t, end) == 0)
        end++;
    end = without_punctuation(t, from, end);
    *found = (address_span){ from, end, prefix };
    return true;
}

// At the ":" of "http://".
static bool match_scheme(text t, size_t from, size_t colon, address_span *found)
{
    static const text schemes[] = { { "http", 4 }, { "https", 5 }, { "ftp", 3 } };
    if (!text_starts_with(text_from(t, colon), TEXT("://")))
        return false;
    size_t start = colon;
    while (start > from && colon - start <= 5 && is_ascii_letter(t.bytes[start - 1]))
        start--;
    bool known = false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        known = known || (colon - start == schemes[i].length
                          && strncasecmp(t.bytes + start, schemes[i].bytes, schemes[i].length) == 0);
    if (!known || domain_character(text_from(t, colon + 3)) == 0)
        return false;
    size_t domain = domain_end(t, colon + 3, 0);
    return domain != 0 && take_path(t, start, domain, "", found);
}

static bool match_www(text t, size_t from, size_t start, address_span *found)
{
    bool may_begin = start == 0 || (start > from && (is_space(t.bytes[start - 1])
                                                     || memchr("*_~(", t.bytes[start - 1], 4) != NULL))
        || (start >= 2 && start > from && wide_end(t, start - 2) == 2)
        || (start >= 3 && start > from && wide_end(t, start - 3) == 3);
    if (!may_begin || !text_starts_with(text_from(t, start), TEXT("www."))
        || domain_character(text_from(t, start + 4)) == 0)
        return false;
    size_t domain = domain_end(t, start, 1);
    return domain != 0 && take_path(t, start, domain, "http://", found);
}

// Whether [scheme] stands right before [start], and no letter or digit before it.
static bool has_scheme(text t, size_t from, size_t start, text scheme)
{
    if (start - from < scheme.length)
        return false;
    size_t begin = start - scheme.length;
    return text_equals(text_slice(t, begin, start), scheme)
        && (begin == from || !is_ascii_alphanumeric(t.bytes[begin - 1]));
}

// At the "@" of an e-mail address, which may have its "mailto:" (or "xmpp:") already.
static bool match_email(text t, size_t from, size_t sign, address_span *found)
{
    size_t start = sign;
    while (start > from && (is_ascii_alphanumeric(t.bytes[start - 1])
                            || memchr(".+-_", t.bytes[start - 1], 4) != NULL))
        start--;
    size_t end = sign + 1;
    if (start == sign || end == t.length || !is_ascii_alphanumeric(t.bytes[end]))
        return false;
    bool is_mailto = has_scheme(t, from, start, TEXT("mailto:"));
    bool is_xmpp = has_scheme(t, from, start, TEXT("xmpp:"));
    bool has_dot = false;
    for (; end < t.length; end++) {
        char byte = t.bytes[end];
        if (byte == '.' && end + 1 < t.length && is_ascii_alphanumeric(t.bytes[end + 1]))
            has_dot = true;
        else if (!is_ascii_alphanumeric(byte) && byte != '-' && byte != '_' && !(byte == '/' && is_xmpp))
            break;
    }
    bool second_sign = end < t.length && t.bytes[end] == '@';
    if (second_sign || !has_dot || !is_ascii_letter(t.bytes[end - 1]))
        return false;
    size_t scheme = is_mailto ? strlen("mailto:") : is_xmpp ? strlen("xmpp:") : 0;
    *found = (address_span){ start - scheme, end, scheme > 0 ? "" : "mailto:" };
    return true;
}

static bool match(text t, size_t from, size_t i, address_span *found)
{
    switch (t.bytes[i]) {
    case ':': return match_scheme(t, from, i, found);
    case '@': return match_email(t, from, i, found);
    case 'w': return match_www(t, from, i, found);
    default: return false;
    }
}

bool address_find(text t, size_t from, address_span *found)
{
    for (size_t i = from; (i = text_skip_to(t, i, TEXT(":@w"))) < t.length; i++) {
        if (!match(t, from, i, found))
            continue;
        if (found->to - found->from <= LIMIT_ADDRESS_BYTES)
            return true;
        from = i = found->to;   // too long for an address: text
    }
    return false;
}
