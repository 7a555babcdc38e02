// Texts, addresses and names of spreadsheets.
#include "xlsx_text.h"

#include "formats/xlsx.h"
#include "base/unicode.h"

#include <ctype.h>

enum { ELLIPSIS = 0x2026, REPLACEMENT = 0xFFFD };

static uint32_t cleaned(uint32_t character)
{
    if (character == '\t' || character == '\r')
        return ' ';
    bool is_control = (character < 0x20 && character != '\n') || character == 0xFFFE || character == 0xFFFF;
    return is_control ? REPLACEMENT : character;
}

static void add_character(buffer *out, uint32_t character)
{
    char bytes[4];
    buffer_add(out, (text){ bytes, unicode_encode(character, bytes) });
}

static size_t units(uint32_t character)
{
    return character > 0xFFFF ? 2 : 1;
}

static bool is_longer(text t, size_t limit)
{
    uint32_t character;
    size_t count = 0;
    while (count <= limit && unicode_take(&t, &character))
        count += units(character);
    return count > limit;
}

static void add_clean(buffer *out, text t, size_t limit)
{
    uint32_t character;
    bool is_cut = is_longer(t, limit);
    size_t left = is_cut ? limit - 1 : limit;
    while (unicode_take(&t, &character) && units(character) <= left) {
        left -= units(character);
        add_character(out, cleaned(character));
    }
    if (is_cut)
        add_character(out, ELLIPSIS);
}

static char *take_string(arena *memory, buffer *out)
{
    char *string = text_to_string(memory, buffer_text(out));
    buffer_free(out);
    return string;
}

char *xlsx_clean(arena *memory, text t, size_t limit)
{
    buffer out = { 0 };
    add_clean(&out, t, limit);
    return take_string(memory, &out);
}

text xlsx_clean_header(arena *memory, text t, size_t limit)
{
    buffer out = { 0 };
    text kept = text_of(xlsx_clean(memory, t, limit));
    for (size_t i = 0; i < kept.length; i++) {
        if (kept.bytes[i] == '&')
            buffer_add_byte(&out, '&');
        buffer_add_byte(&out, kept.bytes[i] == '\n' ? ' ' : kept.bytes[i]);
    }
    return text_of(take_string(memory, &out));
}

// Whether "_xHHHH_" stands at [i].
static bool is_escape(text t, size_t i)
{
    if (i + 7 > t.length || t.bytes[i] != '_' || t.bytes[i + 1] != 'x' || t.bytes[i + 6] != '_')
        return false;
    for (size_t j = i + 2; j < i + 6; j++)
        if (!isxdigit((unsigned char)t.bytes[j]))
            return false;
    return true;
}

char *xlsx_clean_cell(arena *memory, text t)
{
    text kept = text_of(xlsx_clean(memory, t, XLSX_CELL_LIMIT));
    buffer out = { 0 };
    size_t from = 0;
    for (size_t i = text_find(kept, TEXT("_x"), 0); i != TEXT_NOT_FOUND; i = text_find(kept, TEXT("_x"), i + 1)) {
        if (!is_escape(kept, i))
            continue;
        buffer_add(&out, text_slice(kept, from, i));
        buffer_add_string(&out, "_x005F");
        from = i;
    }
    if (from == 0 && out.length == 0)
        return text_to_string(memory, kept);
    buffer_add(&out, text_from(kept, from));
    return xlsx_clean(memory, text_of(take_string(memory, &out)), XLSX_CELL_LIMIT);
}

text xlsx_clean_name(arena *memory, text t, size_t limit)
{
    buffer out = { 0 };
    uint32_t character;
    for (text rest = text_trim(t); unicode_take(&rest, &character);) {
        bool is_refused = character < 0x80 && text_find_byte(TEXT("[]:*?/\\'\"\n\r\t"), (char)character, 0) != TEXT_NOT_FOUND;
        add_character(&out, is_refused ? ' ' : character);
    }
    text name = text_trim(text_of(xlsx_clean(memory, text_trim(buffer_text(&out)), limit)));
    buffer_free(&out);
    return name.length > 0 ? name : TEXT("-");
}

bool xlsx_fits_literally(const text *options, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        text option = options[i];
        length += unicode_count(option) + (i > 0);
        if (option.length == 0 || text_find_byte(option, ',', 0) != TEXT_NOT_FOUND
            || text_find_byte(option, '"', 0) != TEXT_NOT_FOUND || text_find_byte(option, '\n', 0) != TEXT_NOT_FOUND
            || text_starts_with(option, TEXT("=")) || text_trim(option).length != option.length)
            return false;
    }
    return length <= XLSX_MESSAGE_LIMIT;
}

// ---- Addresses

static void add_column(buffer *out, uint16_t column)
{
    char letters[4];
    size_t count = 0;
    for (int left = column; left >= 0; left = left / 26 - 1)
        letters[count++] = (char)('A' + left % 26);
    while (count > 0)
        buffer_add_byte(out, letters[--count]);
}

text xlsx_address(arena *memory, xlsx_cell at)
{
    buffer out = { 0 };
    add_column(&out, at.column);
    buffer_format(&out, "%u", at.row + 1);
    return text_of(take_string(memory, &out));
}

text xlsx_range_address(const xlsx *in, arena *memory, xlsx_range range, bool with_sheet)
{
    buffer out = { 0 };
    if (with_sheet)
        buffer_format(&out, "'%.*s'!", TEXT_PRINT(xlsx_sheet_name(in, range.sheet)));
    buffer_add_byte(&out, '$');
    add_column(&out, range.first_column);
    buffer_format(&out, "$%u", range.first_row + 1);
    if (range.first_row != range.last_row || range.first_column != range.last_column) {
        buffer_add_string(&out, ":$");
        add_column(&out, range.last_column);
        buffer_format(&out, "$%u", range.last_row + 1);
    }
    return text_of(take_string(memory, &out));
}

text xlsx_quoted(arena *memory, text t)
{
    buffer out = { 0 };
    text kept = text_of(xlsx_clean(memory, t, XLSX_CELL_LIMIT));
    buffer_add_byte(&out, '"');
    for (size_t i = 0; i < kept.length; i++) {
        if (kept.bytes[i] == '"')
            buffer_add_byte(&out, '"');
        buffer_add_byte(&out, kept.bytes[i]);
    }
    buffer_add_byte(&out, '"');
    return text_of(take_string(memory, &out));
}
