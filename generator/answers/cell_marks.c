#include "answers/cell_marks.h"

#include "base/buffer.h"
#include "base/unicode.h"

enum { DIGITS_SAFE = 11 };

static const text mark = TEXT_CONSTANT("'");

static bool parts_cells(char byte)
{
    return memchr(",;\t\n\r", byte, 5) != NULL;
}

// What spreadsheets leave out before they look whether it is a formula. A quotation mark that stands in a cell is written twice:
// an empty text in quotes, for who cuts there.
static bool is_blank(uint32_t character)
{
    enum { OGHAM_SPACE = 0x1680, LINE = 0x2028, PARAGRAPH = 0x2029, MATHEMATICAL_SPACE = 0x205F, WIDE_SPACE = 0x3000 };
    return character == '"' || unicode_is_space(character) || unicode_is_unseen(character) || character == OGHAM_SPACE || character == LINE
        || character == PARAGRAPH || character == MATHEMATICAL_SPACE || character == WIDE_SPACE;
}

// Signs that make a formula of a text, also as East Asian keyboards type them; and the mark itself, so that what is marked reads back.
static bool is_sign(uint32_t character)
{
    static const uint32_t signs[] = { '=', '+', '-', '@', '|', '\'', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20, 0xFF5C, 0x2212 };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (character == signs[i])
            return true;
    return false;
}

// Up to where a cell may end, after which it is asked again.
static bool begins_formula(text t)
{
    uint32_t character;
    while (t.length > 0 && !parts_cells(t.bytes[0]) && unicode_take(&t, &character))
        if (!is_blank(character))
            return is_sign(character);
    return false;
}

// A sign with which the cell ends, as in "500,-": there is nothing to reckon with. But who cuts cells elsewhere may read on in the
// next one, where "-,5+A1" and "-";"&A1 are formulas: the sign is left alone only after commas, and in a cell that needs no quotation
// marks between semicolons. Who cuts at commas then finds a semicolon behind the sign, or the mark that closes the cell.
static bool ends_with_sign(text cell)
{
    enum { MINUS = 0x2212 };
    size_t comma = text_find_last_byte(cell, ',');
    text last = text_trim(comma == TEXT_NOT_FOUND ? cell : text_from(cell, comma + 1));
    uint32_t character;
    for (size_t i = 0; i < cell.length; i++)
        if (memchr("\";\t\n\r", cell.bytes[i], 5) != NULL)
            return false;
    return unicode_take(&last, &character) && last.length == 0 && (character == '-' || character == '+' || character == MINUS);
}

// Digits that lose something when they are taken for a number: a telephone number, an identity.
static bool loses_digits(text t)
{
    for (size_t i = 0; i < t.length; i++)
        if (t.bytes[i] < '0' || t.bytes[i] > '9')
            return false;
    return t.length > DIGITS_SAFE || (t.length > 1 && t.bytes[0] == '0');
}

static size_t end_of_part(text t)
{
    size_t end = 0;
    while (end < t.length && !parts_cells(t.bytes[end]))
        end++;
    return end < t.length ? end + 1 : end;
}

text cell_with_marks(arena *memory, text cell)
{
    bool is_control = cell.length > 0 && memchr("\t\r\n", cell.bytes[0], 3) != NULL, has_end = ends_with_sign(cell);
    bool is_marked = is_control || loses_digits(cell);
    buffer made = { 0 };
    text rest = cell;
    while (rest.length > 0) {
        size_t end = end_of_part(rest);
        bool is_end = has_end && end == rest.length && !parts_cells(rest.bytes[end - 1]);
        if (is_marked || (begins_formula(rest) && !is_end))
            buffer_add(&made, mark);
        buffer_add(&made, text_slice(rest, 0, end));
        rest = text_from(rest, end);
        is_marked = false;
    }
    if (made.length > cell.length)
        cell = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return cell;
}

text cell_without_marks(arena *memory, text cell)
{
    if (text_starts_with(cell, mark))
        cell = text_from(cell, mark.length);
    buffer made = { 0 };
    size_t end = end_of_part(cell);
    buffer_add(&made, text_slice(cell, 0, end));
    for (text rest = text_from(cell, end); rest.length > 0; rest = text_from(rest, end)) {
        text bare = text_from(rest, mark.length);
        if (text_starts_with(rest, mark) && begins_formula(bare))
            rest = bare;
        end = end_of_part(rest);
        buffer_add(&made, text_slice(rest, 0, end));
    }
    if (made.length < cell.length)
        cell = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return cell;
}
