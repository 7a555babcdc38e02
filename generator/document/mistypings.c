#include "document/mistypings.h"

#include "base/unicode.h"

enum { LINK_LONGEST = 300 };        // bytes of its words and of its address that are looked at

static uint32_t character_at(text t, size_t from)
{
    uint32_t character;
    text rest = text_from(t, from);
    return unicode_take(&rest, &character) ? character : 0;
}

// 0 at the beginning.
static uint32_t character_before(text t, size_t end)
{
    size_t from = end;
    while (from > 0 && ((unsigned char)t.bytes[--from] & 0xC0) == 0x80) { }
    return end > 0 ? character_at(t, from) : 0;
}

static bool is_in_word(uint32_t character)
{
    return unicode_is_letter(character) || unicode_is_digit(character);
}

static bool is_space(uint32_t character)
{
    return character == ' ' || character == '\t' || character == 0xA0;
}

// Two letters in a row: "a" and "x1" are signs of formulas and lists.
static bool has_word(text t)
{
    uint32_t character;
    for (int letters = 0; unicode_take(&t, &character);) {
        letters = unicode_is_letter(character) ? letters + 1 : 0;
        if (letters == 2)
            return true;
    }
    return false;
}

static bool is_web_address(text t)
{
    static const text starts[] = { TEXT_CONSTANT("http://"), TEXT_CONSTANT("https://"), TEXT_CONSTANT("www.") };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (text_starts_with(t, starts[i]))
            return true;
    return false;
}

// In brackets there may also stand a remark: "[ks.](luvut 1.2 ja 1.3)".
static bool is_file(text t)
{
    static const text ends[] = {
        TEXT_CONSTANT(".md"), TEXT_CONSTANT(".html"), TEXT_CONSTANT(".pdf"), TEXT_CONSTANT(".png"), TEXT_CONSTANT(".jpg"), TEXT_CONSTANT(".jpeg"),
        TEXT_CONSTANT(".webp"), TEXT_CONSTANT(".svg"), TEXT_CONSTANT(".docx"), TEXT_CONSTANT(".xlsx"), TEXT_CONSTANT(".pptx"), TEXT_CONSTANT(".odt"),
        TEXT_CONSTANT(".ods"), TEXT_CONSTANT(".csv"), TEXT_CONSTANT(".zip"), TEXT_CONSTANT(".epub"),
    };
    size_t anchor = text_find_byte(t, '#', 0);
    text path = text_slice(t, 0, anchor);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_ends_with(path, ends[i]) && path.length > ends[i].length)
            return true;
    return false;
}

static bool has_space(text t)
{
    return text_find_byte(t, ' ', 0) != TEXT_NOT_FOUND;
}

// Alone: "(www.tilasto.fi ja muut)" is a remark, and so is what follows the number of a source, "[3] (www.tilasto.fi)".
static bool is_link_to(text words, text address)
{
    return (is_web_address(address) || is_file(address)) && !has_space(address) && has_word(words);
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
    bool is_apart = text_starts_with(after, TEXT(" (")), has_link = is_apart || text_starts_with(after, TEXT("("));
    size_t begin = has_link ? last_before(literal, end, '[') : TEXT_NOT_FOUND;
    if (begin == TEXT_NOT_FOUND)
        return (mistyping){ 0 };
    size_t from = end + (is_apart ? 3 : 2);
    text address = up_to(literal, from, ')'), whole = text_slice(literal, begin, from + address.length + 1);
    text words = text_slice(literal, begin + 1, end);
    if (is_apart && is_link_to(words, address))
        return (mistyping){ whole, "write ( right after ], without a space between them" };
    if (!is_apart && has_space(address) && (is_web_address(address) || is_file(address)))
        return (mistyping){ whole, "put < and > around an address that has spaces: [text](<my file.md>)" };
    return (mistyping){ 0 };
}

// "(text)[file.md]"; [end] is where its ")[" stands.
static mistyping link_turned_round(text literal, size_t end)
{
    size_t begin = last_before(literal, end, '(');
    text address = up_to(literal, end + 2, ']');
    return begin != TEXT_NOT_FOUND && !is_in_word(character_before(literal, begin))
            && is_link_to(text_slice(literal, begin + 1, end), address)
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

// Signs for bold text: two or three, not more. Their number; [*from] is where they stand.
static size_t next_signs(text literal, size_t *from)
{
    while ((*from = text_find(literal, TEXT("**"), *from)) != TEXT_NOT_FOUND) {
        size_t count = 2;
        while (*from + count < literal.length && literal.bytes[*from + count] == '*')
            count++;
        if (count <= 3)
            return count;
        *from += count;
    }
    return 0;
}

// Between spaces they may be a sign of arithmetic or of how certain a figure is, which stand after figures, letters alone and brackets.
static bool may_be_signs_alone(text literal, size_t first, size_t count, size_t second)
{
    text before = text_trim(text_slice(literal, 0, first)), after = text_from(literal, second + count);
    bool are_alone = is_space(character_at(literal, first + count)) && is_space(character_before(literal, second))
        && !is_in_word(character_at(after, 0));
    size_t word = text_find_last_byte(before, ' ');
    return are_alone && before.length > 0 && !has_word(text_from(before, word != TEXT_NOT_FOUND ? word : 0));
}

// Where nothing of a word stands before the first, which would be signs of a note or letters left out ("h**"), and the words begin with one.
static bool is_meant_as_bold(text literal, size_t first, size_t count, size_t second)
{
    text words = text_slice(literal, first + count, second), inside = text_trim(words), after = text_from(literal, second + count);
    bool begins_word = character_before(literal, first) == 0 || is_space(character_before(literal, first))
        || memchr("([\"'/:;,-", literal.bytes[first - 1], 9) != NULL;
    text first_word = text_slice(inside, 0, text_find_byte(inside, ' ', 0));
    // "char **a, char **b" begins twice. After a word they end it in its middle, where only what ends a sentence hinders that.
    bool ends_word = after.length == 0 || !is_in_word(character_at(after, 0)) || is_space(character_before(literal, second))
        || !is_in_word(character_before(literal, second));
    return begins_word && ends_word && is_in_word(character_at(inside, 0)) && has_word(first_word)
        && !may_be_signs_alone(literal, first, count, second);
}

mistyping mistyping_of_bold(text literal)
{
    size_t first = 0, count = next_signs(literal, &first);
    while (count > 0) {
        size_t second = first + count, other = next_signs(literal, &second);
        if (other == count && is_meant_as_bold(literal, first, count, second))
            return (mistyping){ text_slice(literal, first, second + count),
                                "write ** right before the first word and right after the last one, with a space or a full stop outside: "
                                "**two words**" };
        first = second;
        count = other;
    }
    return (mistyping){ 0 };
}

// What word processors put before the items of a list.
// A word follows: others tell what a sign stands for, "● = yes", or only divide, "· · ·".
static bool begins_with_bullet(text t)
{
    static const text bullets[] = { TEXT_CONSTANT("•"), TEXT_CONSTANT("·"), TEXT_CONSTANT("▪"), TEXT_CONSTANT("●"),
                                    TEXT_CONSTANT("◦"), TEXT_CONSTANT("‣"), TEXT_CONSTANT("\uF0B7") };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (text_starts_with(t, bullets[i]))
            return is_in_word(character_at(text_trim(text_from(t, bullets[i].length)), 0));
    return false;
}

mistyping mistyping_at_start(text literal)
{
    size_t signs = 0;
    while (signs < literal.length && literal.bytes[signs] == '#')
        signs++;
    if (signs >= 2 && signs <= 6 && is_in_word(character_at(literal, signs)))
        return (mistyping){ literal, "write a space between the signs and the words of a heading" };
    if (begins_with_bullet(literal))
        return (mistyping){ literal, "begin every item of a list with '- ' on a line of its own" };
    return (mistyping){ 0 };
}

static bool is_item_without_space(text t)
{
    text rest = text_from(t, 1);
    uint32_t character;
    return text_starts_with(t, TEXT("-")) && unicode_take(&rest, &character) && unicode_is_letter(character);
}

// "|x| + |y|" is a formula; a row has its signs at both ends and one between them, of which no formula has two below each other.
static bool is_row(text t)
{
    text line = text_trim(t);
    bool has_ends = line.length > 2 && line.bytes[0] == '|' && line.bytes[line.length - 1] == '|';
    return has_ends && text_find_byte(text_slice(line, 0, line.length - 1), '|', 1) != TEXT_NOT_FOUND;
}

mistyping mistyping_of_second_line(text first, text literal)
{
    if (is_item_without_space(first) && is_item_without_space(literal))
        return (mistyping){ literal, "write a space after the hyphen of every item of a list" };
    if (is_row(first) && is_row(literal))
        return (mistyping){ text_trim(literal), "a table needs a line such as |---|---| below its first line, with as many columns" };
    return (mistyping){ 0 };
}
