// Addresses that may stand in a link; see fields.h.
#include "base/unicode.h"
#include "schema/fields.h"

enum { EMAIL_LIMIT = 254 };

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The rest after [scheme], whose letters may be large or small.
static bool take_scheme(text address, const char *scheme, text *rest)
{
    size_t i = 0;
    for (; scheme[i] != '\0'; i++) {
        if (i >= address.length)
            return false;
        char c = address.bytes[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != scheme[i])
            return false;
    }
    *rest = text_from(address, i);
    return true;
}

// Spaces of every width, and characters without any.
static bool is_blank(uint32_t c)
{
    return c <= 0x20 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F)
        || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

static bool has_only_address_characters(text address)
{
    size_t offset;
    if (unicode_check(address, &offset) != UNICODE_FINE)
        return false;
    for (uint32_t c; unicode_take(&address, &c);)
        if (is_blank(c) || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>' || c == '\\')
            return false;
    return true;
}

bool address_is_allowed(text address)
{
    text rest;
    if (!has_only_address_characters(address))
        return false;
    if (take_scheme(address, "http://", &rest) || take_scheme(address, "https://", &rest)) {
        uint32_t first = 0;
        unicode_take(&rest, &first);
        return unicode_is_letter(first) || unicode_is_digit(first) || first == '[';     // "[::1]"
    }
    return (take_scheme(address, "mailto:", &rest) || take_scheme(address, "tel:", &rest)) && rest.length > 0;
}

static bool is_local_part(text t)
{
    if (t.length == 0 || t.length > 64 || t.bytes[0] == '.' || t.bytes[t.length - 1] == '.')
        return false;
    for (size_t i = 0; i < t.length; i++) {
        char c = t.bytes[i];
        if (!is_letter_or_digit(c) && c != '_' && c != '+' && c != '-' && c != '.')
            return false;
        if (c == '.' && t.bytes[i + 1] == '.')
            return false;
    }
    return true;
}

static bool is_domain(text domain)
{
    size_t parts = 0;
    if (domain.length == 0 || domain.bytes[domain.length - 1] == '.')
        return false;
    for (text part; text_take_part(&domain, '.', &part); parts++) {
        if (part.length == 0 || part.bytes[0] == '-' || part.bytes[part.length - 1] == '-')
            return false;
        for (uint32_t c; unicode_take(&part, &c);)
            if (c != '-' && !(c < 0x80 && is_letter_or_digit((char)c)) && !(c >= 0x80 && unicode_is_letter(c)))
                return false;
    }
    return parts >= 2;
}

bool email_is_usable(text email)
{
    text local, domain;
    return email.length <= EMAIL_LIMIT && text_split(email, '@', &local, &domain)
        && is_local_part(local) && is_domain(domain);
}
