// JSON read back as data. Only what our own programs wrote is read here, but nothing may break it.
#include "formats/data.h"

#include "base/unicode.h"
#include "language/numbers.h"

#include <string.h>

enum { DEPTH_LIMIT = 64, NUMBER_LIMIT = 40 };

typedef struct {
    arena *memory;
    text rest;
    size_t count;               // of values so far
} json_reader;

static data *read_value(json_reader *from, int depth);

static char next_byte(json_reader *from)
{
    while (from->rest.length > 0 && strchr(" \t\r\n", from->rest.bytes[0]) != NULL && from->rest.bytes[0] != '\0')
        from->rest = text_from(from->rest, 1);
    return from->rest.length > 0 ? from->rest.bytes[0] : '\0';
}

static bool take_byte(json_reader *from, char wanted)
{
    if (next_byte(from) != wanted || wanted == '\0')
        return false;
    from->rest = text_from(from->rest, 1);
    return true;
}

static bool take_word(json_reader *from, text word)
{
    if (!text_starts_with(from->rest, word))
        return false;
    from->rest = text_from(from->rest, word.length);
    return true;
}

// ---- Strings

static bool take_hexadecimal(json_reader *from, uint32_t *unit)
{
    *unit = 0;
    if (from->rest.length < 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        char digit = from->rest.bytes[i];
        const char *digits = "0123456789abcdef0123456789ABCDEF", *place = digit != '\0' ? strchr(digits, digit) : NULL;
        if (place == NULL)
            return false;
        *unit = *unit * 16 + (uint32_t)((place - digits) % 16);
    }
    from->rest = text_from(from->rest, 4);
    return true;
}

static bool take_character(json_reader *from, uint32_t *character)
{
    uint32_t low;
    if (!take_hexadecimal(from, character))
        return false;
    bool is_high = *character >= 0xD800 && *character < 0xDC00;
    if (is_high && take_word(from, TEXT("\\u")) && take_hexadecimal(from, &low) && low >= 0xDC00 && low < 0xE000)
        *character = 0x10000 + ((*character - 0xD800) << 10) + (low - 0xDC00);
    return *character < 0xD800 || *character >= 0xE000;
}

static bool take_escape(json_reader *from, buffer *out)
{
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    uint32_t character;
    char bytes[4];
    if (from->rest.length == 0)
        return false;
    char name = from->rest.bytes[0];
    from->rest = text_from(from->rest, 1);
    const char *place = name != '\0' ? strchr(names, name) : NULL;
    if (place != NULL) {
        buffer_add_byte(out, meant[place - names]);
        return true;
    }
    if (name != 'u' || !take_character(from, &character))
        return false;
    buffer_add(out, (text){ bytes, unicode_encode(character, bytes) });
    return true;
}

static bool read_string(json_reader *from, text *read)
{
    buffer out = { 0 };
    bool fine = take_byte(from, '"'), is_open = fine;
    while (fine && is_open) {
        size_t plain = 0;
        while (plain < from->rest.length && from->rest.bytes[plain] != '"' && from->rest.bytes[plain] != '\\')
            plain++;
        buffer_add(&out, text_slice(from->rest, 0, plain));
        fine = plain < from->rest.length;
        is_open = fine && from->rest.bytes[plain] == '\\';
        from->rest = text_from(from->rest, plain + 1);
        fine = fine && (!is_open || take_escape(from, &out));
    }
    *read = text_copy(from->memory, buffer_text(&out));
    buffer_free(&out);
    return fine;
}

// ---- Values

static data *read_list(json_reader *from, int depth)
{
    data *list = data_list(from->memory);
    take_byte(from, '[');
    if (take_byte(from, ']'))
        return list;
    do {
        data *item = read_value(from, depth + 1);
        if (item == NULL)
            return NULL;
        data_add(from->memory, list, item);
    } while (take_byte(from, ','));
    return take_byte(from, ']') ? list : NULL;
}

static data *read_map(json_reader *from, int depth)
{
    data *map = data_map(from->memory);
    take_byte(from, '{');
    if (take_byte(from, '}'))
        return map;
    do {
        text key;
        data *item = NULL;
        if (next_byte(from) == '"' && read_string(from, &key) && take_byte(from, ':'))
            item = read_value(from, depth + 1);
        if (item == NULL)
            return NULL;
        data_set_key(from->memory, map, key, item);
    } while (take_byte(from, ','));
    return take_byte(from, '}') ? map : NULL;
}

static data *read_number(json_reader *from)
{
    char digits[NUMBER_LIMIT + 1];
    double number;
    size_t length = 0;
    while (length < from->rest.length && length < NUMBER_LIMIT && from->rest.bytes[length] != '\0'
           && strchr("+-.0123456789eE", from->rest.bytes[length]) != NULL)
        length++;
    memcpy(digits, from->rest.bytes, length);
    digits[length] = '\0';
    from->rest = text_from(from->rest, length);
    return number_read_plain(digits, &number) ? data_number(from->memory, number) : NULL;
}

static data *read_value(json_reader *from, int depth)
{
    text said;
    if (depth > DEPTH_LIMIT || from->count++ == DATA_READ_MOST)
        return NULL;
    switch (next_byte(from)) {
    case '[': return read_list(from, depth);
    case '{': return read_map(from, depth);
    case '"': return read_string(from, &said) ? data_text(from->memory, said) : NULL;
    default: break;
    }
    if (take_word(from, TEXT("true")))
        return data_bool(from->memory, true);
    if (take_word(from, TEXT("false")))
        return data_bool(from->memory, false);
    if (take_word(from, TEXT("null")))
        return data_nothing(from->memory);
    return read_number(from);
}

data *data_read_json(arena *memory, text json)
{
    json_reader from = { .memory = memory, .rest = json };
    data *read = read_value(&from, 0);
    return read != NULL && next_byte(&from) == '\0' && from.rest.length == 0 ? read : NULL;
}
