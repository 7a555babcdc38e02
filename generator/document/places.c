#include "places.h"

#include "base/unicode.h"

enum {
    MISS_LIMIT = 8,             // searches in vain on one line before it is given up
    LINK_TEXT_LIMIT = 4096      // bytes between "[" and the address
};

static void find_lines(places *in)
{
    text t = in->source;
    bool has_returns = text_find_byte(t, '\r', 0) != TEXT_NOT_FOUND;
    struct {
        size_t *items;
        size_t count, capacity;
    } starts = { 0 };
    for (size_t i = 0; i < t.length;) {
        *ARENA_PUSH(in->memory, starts) = i;
        if (!has_returns) {
            size_t end = text_find_byte(t, '\n', i);
            i = end != TEXT_NOT_FOUND ? end + 1 : t.length;
            continue;
        }
        while (i < t.length && t.bytes[i] != '\n' && t.bytes[i] != '\r')
            i++;
        i += text_starts_with(text_from(t, i), TEXT("\r\n")) ? 2 : 1;
    }
    in->starts = starts.items;
    in->line_count = starts.count;
}

static text line_text(places *in, int line)
{
    if (in->starts == NULL && in->source.length > 0)
        find_lines(in);
    if (line < 1 || (size_t)line > in->line_count)
        return (text){ 0 };
    size_t index = (size_t)line - 1;
    size_t end = index + 1 < in->line_count ? in->starts[index + 1] : in->source.length;
    return text_slice(in->source, in->starts[index], end);
}

int places_column(places *in, int line, int byte_column)
{
    if (byte_column <= 1)
        return byte_column;
    text line_here = line_text(in, line);
    if (line_here.length == 0)
        return 0;
    return 1 + (int)unicode_count(text_slice(line_here, 0, (size_t)byte_column - 1));
}

char places_byte(places *in, int line, int byte_column)
{
    text line_here = line_text(in, line);
    bool is_there = byte_column > 0 && (size_t)byte_column <= line_here.length;
    return is_there ? line_here.bytes[byte_column - 1] : '\0';
}

static void go_to_line(places *in, int line)
{
    if (in->line == line)
        return;
    in->line = line;
    in->offset = 0;
    in->column = 1;
    in->misses = 0;
}

// Moves the cursor behind the first byte of what was found at [offset].
static int found_at(places *in, text line, size_t offset)
{
    int column = in->column + (int)unicode_count(text_slice(line, in->offset, offset));
    in->offset = offset + 1;
    in->column = column + 1;
    return column;
}

static size_t search(places *in, text line, text wanted)
{
    if (wanted.length == 0 || in->misses > MISS_LIMIT)
        return TEXT_NOT_FOUND;
    size_t offset = text_find(line, wanted, in->offset);
    in->misses += offset == TEXT_NOT_FOUND;
    return offset;
}

int places_find(places *in, int line, text wanted)
{
    go_to_line(in, line);
    text line_here = line_text(in, line);
    size_t offset = search(in, line_here, wanted);
    return offset != TEXT_NOT_FOUND ? found_at(in, line_here, offset) : 0;
}

bool places_has(places *in, int line, text wanted)
{
    return text_find(line_text(in, line), wanted, 0) != TEXT_NOT_FOUND;
}

bool places_is_escaped(places *in, int line)
{
    return line == in->line && in->offset >= 2 && line_text(in, line).bytes[in->offset - 2] == '\\';
}

text places_rest(places *in, int line, char end)
{
    if (line != in->line)
        return (text){ 0 };
    text rest = text_from(line_text(in, line), in->offset);
    return text_slice(rest, 0, text_find_byte(rest, end, 0));
}

// The offset of the "[" whose "]" stands before [end]; TEXT_NOT_FOUND when there is none.
static size_t opening_bracket(text line, size_t from, size_t end)
{
    int depth = 0;
    for (size_t i = end; i > from && end - i < LINK_TEXT_LIMIT; i--) {
        char byte = line.bytes[i - 1];
        depth += (byte == ']') - (byte == '[');
        if (byte == '[' && depth == 0)
            return i > 1 && line.bytes[i - 2] == '!' && i - 2 >= from ? i - 2 : i - 1;
    }
    return TEXT_NOT_FOUND;
}

int places_find_link(places *in, int line, text address)
{
    go_to_line(in, line);
    text line_here = line_text(in, line);
    size_t offset = search(in, line_here, address);
    if (offset == TEXT_NOT_FOUND)
        return 0;
    size_t opening = opening_bracket(line_here, in->offset, offset);
    return opening != TEXT_NOT_FOUND ? found_at(in, line_here, opening) : 0;
}
