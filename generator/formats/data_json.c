#include "data.h"

#include "base/lanes.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_LIMIT = 1000, DIGITS = 17 };

// ---- Numbers

// The fewest significant digits (no trailing zeros) that read back as
// [number] > 0, which is 0.d1d2d3… × 10^[*point].
static int shortest_digits(double number, char digits[DIGITS + 1], int *point)
{
    char printed[64];
    // 15 digits are shortest when they suffice, but for numbers too small to have as many.
    for (int precision = number < DBL_MIN ? 1 : 15; precision <= DIGITS; precision++) {
        snprintf(printed, sizeof printed, "%.*e", precision - 1, number);
        if (strtod(printed, NULL) == number)
            break;
    }
    // The locale chooses the byte or bytes after the first digit: only digits are taken.
    const char *exponent = strchr(printed, 'e');
    int count = 0;
    for (const char *c = printed; c < exponent; c++)
        if (*c >= '0' && *c <= '9' && count < DIGITS)
            digits[count++] = *c;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    *point = atoi(exponent + 1) + 1;
    return count;
}

static void add_zeros(int count, buffer *out)
{
    for (int i = 0; i < count; i++)
        buffer_add_byte(out, '0');
}

// The digits in the form that JavaScript gives a number.
static void write_digits(const char *digits, int count, int point, buffer *out)
{
    text all = { digits, (size_t)count };
    if (point > 21 || point < -5) {
        buffer_add(out, text_slice(all, 0, 1));
        if (count > 1)
            buffer_add_byte(out, '.');
        buffer_add(out, text_from(all, 1));
        buffer_format(out, "e%+d", point - 1);
    } else if (point <= 0) {
        buffer_add_string(out, "0.");
        add_zeros(-point, out);
        buffer_add(out, all);
    } else {
        buffer_add(out, text_slice(all, 0, (size_t)point));
        add_zeros(point - count, out);
        if (count > point)
            buffer_add_byte(out, '.');
        buffer_add(out, text_from(all, (size_t)point));
    }
}

static void write_whole(uint64_t number, buffer *out)
{
    char digits[20];
    size_t place = sizeof digits;
    do {
        digits[--place] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    buffer_add(out, (text){ digits + place, sizeof digits - place });
}

void data_write_number(double number, buffer *out)
{
    if (!isfinite(number))
        return;
    if (number < 0)
        buffer_add_byte(out, '-');
    number = fabs(number);
    if (number < 1e15 && number == floor(number)) {
        write_whole((uint64_t)number, out);
        return;
    }
    char digits[DIGITS + 1];
    int point;
    int count = shortest_digits(number, digits, &point);
    write_digits(digits, count, point, out);
}

// ---- JSON

// The length of what stands at [i] and has to be escaped; 0 when it may stay.
static size_t to_escape(text t, size_t i)
{
    unsigned char byte = (unsigned char)t.bytes[i];
    if (byte < 0x20 || byte == '"' || byte == '\\' || byte == '<' || byte == '>' || byte == '&'
        || byte == 0x7f)
        return 1;
    // U+2028 and U+2029 end a line in older JavaScript.
    bool is_separator = byte == 0xe2 && i + 2 < t.length && (unsigned char)t.bytes[i + 1] == 0x80
        && ((unsigned char)t.bytes[i + 2] & 0xfe) == 0xa8;
    return is_separator ? 3 : 0;
}

// The first byte from [i] that may have to be escaped; the length when there is none.
static size_t skip_plain(text t, size_t i)
{
    while (i < t.length) {
        byte_lanes here = lanes_at(t, i);
        byte_lanes marks = (byte_lanes)((here < 0x20) | (here == '"') | (here == '\\') | (here == '<') | (here == '>')
                                        | (here == '&') | (here == 0x7f) | (here == 0xe2));
        size_t first = lanes_first(marks);
        i += first;
        if (first < LANES)
            break;
    }
    return i < t.length ? i : t.length;
}

static void write_escape(text escaped, buffer *out)
{
    static const char plain[] = "\"\\\n\r\t\b\f", letters[] = "\"\\nrtbf";
    unsigned char byte = (unsigned char)escaped.bytes[0];
    const char *short_form = escaped.length == 1 && byte != 0 ? strchr(plain, byte) : NULL;
    if (short_form != NULL)
        buffer_format(out, "\\%c", letters[short_form - plain]);
    else if (escaped.length == 3)
        buffer_add_string(out, (unsigned char)escaped.bytes[2] == 0xa8 ? "\\u2028" : "\\u2029");
    else
        buffer_format(out, "\\u%04x", byte);
}

static void write_string(text t, buffer *out)
{
    buffer_add_byte(out, '"');
    size_t written = 0;
    for (size_t i = 0; (i = skip_plain(t, i)) < t.length;) {
        size_t length = to_escape(t, i);
        if (length == 0) {
            i++;
            continue;
        }
        buffer_add(out, text_slice(t, written, i));
        write_escape(text_slice(t, i, i + length), out);
        i += length;
        written = i;
    }
    buffer_add(out, text_from(t, written));
    buffer_add_byte(out, '"');
}

static void new_line(bool indented, int depth, buffer *out)
{
    if (!indented)
        return;
    buffer_add_byte(out, '\n');
    for (int i = 0; i < depth; i++)
        buffer_add_string(out, "  ");
}

static void write_value(const data *value, bool indented, int depth, buffer *out);

static void write_list(const data *list, bool indented, int depth, buffer *out)
{
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < list->list.count; i++) {
        if (i > 0)
            buffer_add_byte(out, ',');
        new_line(indented, depth + 1, out);
        write_value(list->list.items[i], indented, depth + 1, out);
    }
    if (list->list.count > 0)
        new_line(indented, depth, out);
    buffer_add_byte(out, ']');
}

static void write_map(const data *map, bool indented, int depth, buffer *out)
{
    assert(map->map.under == NULL);
    buffer_add_byte(out, '{');
    for (size_t i = 0; i < map->map.count; i++) {
        if (i > 0)
            buffer_add_byte(out, ',');
        new_line(indented, depth + 1, out);
        write_string(map->map.items[i].key, out);
        buffer_add_string(out, indented ? ": " : ":");
        write_value(map->map.items[i].value, indented, depth + 1, out);
    }
    if (map->map.count > 0)
        new_line(indented, depth, out);
    buffer_add_byte(out, '}');
}

static void write_value(const data *value, bool indented, int depth, buffer *out)
{
    assert(depth < DEPTH_LIMIT);
    switch (value->type) {
    case DATA_NOTHING:
        buffer_add_string(out, "null");
        break;
    case DATA_BOOL:
        buffer_add_string(out, value->truth ? "true" : "false");
        break;
    case DATA_NUMBER:
        if (isfinite(value->number))
            data_write_number(value->number, out);
        else
            buffer_add_string(out, "null");
        break;
    case DATA_TEXT:
    case DATA_MARKUP:
        write_string(value->text, out);
        break;
    case DATA_LIST:
        write_list(value, indented, depth, out);
        break;
    case DATA_MAP:
        write_map(value, indented, depth, out);
        break;
    }
}

void data_write_json(const data *value, bool indented, buffer *out)
{
    write_value(value, indented, 0, out);
    if (indented)
        buffer_add_byte(out, '\n');
}
