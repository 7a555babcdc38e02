#include "document/mistypings.h"

#include "base/unicode.h"

enum { LINK_LONGEST = 300 };        // bytes of its words and of its address that are looked at

static bool looks_like_address(text t)
{
    return text_starts_with(t, TEXT("http://")) || text_starts_with(t, TEXT("https://")) || text_starts_with(t, TEXT("www."))
        || text_ends_with(t, TEXT(".md"));
}

// The text up to and with [end], which stands on the same line; empty when it does not.
static text up_to(text t, size_t from, char end)
{
    size_t length = text_find_byte(text_slice(t, from, from + LINK_LONGEST), end, 0);
    return length != TEXT_NOT_FOUND ? text_slice(t, from, from + length) : (text){ 0 };
}

// Where [sign] stands last before [end], not too far away.
static size_t last_before(text t, size_t end, char sign)
{
    size_t from = end > LINK_LONGEST ? end - LINK_LONGEST : 0, found = text_find_last_byte(text_slice(t, from, end), sign);
    return found != TEXT_NOT_FOUND ? from + found : TEXT_NOT_FOUND;
}

// "[text](my file.md)", "[text] (file.md)"; [end] is where the "]" stands.
static mistyping link_ending_at(text literal, size_t end)
{
    text after = text_from(literal, end + 1);
    bool has_space = text_starts_with(after, TEXT(" (")), has_link = has_space || text_starts_with(after, TEXT("("));
    size_t begin = has_link ? last_before(literal, end, '[') : TEXT_NOT_FOUND;
    if (begin == TEXT_NOT_FOUND)
        return (mistyping){ 0 };
    size_t from = end + (has_space ? 3 : 2);
    text address = up_to(literal, from, ')'), whole = text_slice(literal, begin, from + address.length + 1);
    if (has_space && looks_like_address(address))
        return (mistyping){ whole, "write ( right after ], without a space between them" };
    if (!has_space && text_find_byte(address, ' ', 0) != TEXT_NOT_FOUND)
        return (mistyping){ whole, "put < and > around an address that has spaces: [text](<my file.md>)" };
    return (mistyping){ 0 };
}

// "(text)[file.md]"; [end] is where its ")[" stands.
static mistyping link_turned_round(text literal, size_t end)
{
    size_t begin = last_before(literal, end, '(');
    text address = up_to(literal, end + 2, ']');
    return begin != TEXT_NOT_FOUND && looks_like_address(address)
         ? (mistyping){ text_slice(literal, begin, end + 3 + address.length), "turn the brackets round: [text](address)" }
         : (mistyping){ 0 };
}

mistyping mistyping_of_link(text literal, size_t from)
{
    mistyping made = { 0 }, turned = { 0 };
    for (size_t i = text_find_byte(literal, ']', from); i != TEXT_NOT_FOUND && made.words.length == 0;
         i = text_find_byte(literal, ']', i + 1))
        made = link_ending_at(literal, i);
    for (size_t i = text_find(literal, TEXT(")["), from); i != TEXT_NOT_FOUND && turned.words.length == 0;
         i = text_find(literal, TEXT(")["), i + 1))
        turned = link_turned_round(literal, i);
    bool is_turned_first = turned.words.length > 0 && (made.words.length == 0 || turned.words.bytes < made.words.bytes);
    return is_turned_first ? turned : made;
}

mistyping mistyping_of_bold(text literal)
{
    size_t first = text_find(literal, TEXT("**"), 0);
    if (first == TEXT_NOT_FOUND)
        return (mistyping){ 0 };
    size_t next = text_find(literal, TEXT("**"), first + 2);
    return (mistyping){ text_slice(literal, first, (next != TEXT_NOT_FOUND ? next : first) + 2),
                        "write ** right before the first word and right after the last one, with a space or a full stop outside: **two words**" };
}

// What word processors put before the items of a list.
static bool begins_with_bullet(text t)
{
    static const text bullets[] = { TEXT_CONSTANT("•"), TEXT_CONSTANT("·"), TEXT_CONSTANT("▪"), TEXT_CONSTANT("●"),
                                    TEXT_CONSTANT("◦"), TEXT_CONSTANT("‣"), TEXT_CONSTANT("\uF0B7") };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (text_starts_with(t, bullets[i]))
            return true;
    return false;
}

mistyping mistyping_at_start(text literal)
{
    size_t signs = 0;
    while (signs < literal.length && literal.bytes[signs] == '#')
        signs++;
    if (signs >= 2 && signs <= 6 && signs < literal.length)
        return (mistyping){ literal, "write a space between the signs and the words of a heading" };
    if (begins_with_bullet(literal))
        return (mistyping){ literal, "begin every item of a list with '- ' on a line of its own" };
    text line = text_trim(literal);
    if (line.length > 2 && line.bytes[0] == '|' && line.bytes[line.length - 1] == '|')
        return (mistyping){ line, "a table needs a line such as |---|---| below its first line, with as many columns" };
    return (mistyping){ 0 };
}

static bool is_item_without_space(text t)
{
    text rest = text_from(t, 1);
    uint32_t character;
    return text_starts_with(t, TEXT("-")) && unicode_take(&rest, &character) && unicode_is_letter(character);
}

mistyping mistyping_of_item(text first, text literal)
{
    return is_item_without_space(first) && is_item_without_space(literal)
         ? (mistyping){ literal, "write a space after the hyphen of every item of a list" } : (mistyping){ 0 };
}
