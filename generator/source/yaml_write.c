#include "source/yaml_write.h"

#include <string.h>

enum { LINE_WIDTH = 110 };

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

// Ours are all texts; other programs take "1.0" for a number.
static bool is_number_to_others(text t)
{
    for (size_t i = 0; i < t.length; i++)
        if (strchr("0123456789.-:_", t.bytes[i]) == NULL)
            return false;
    return true;
}

// Needs no quotation marks, even inside a list on one line.
static bool is_plain(text t)
{
    if (is_number_to_others(t))
        return false;
    if (t.length == 0 || !is_word_byte(t.bytes[0]) || t.bytes[t.length - 1] == ' ' || t.bytes[t.length - 1] == ':')
        return false;
    for (size_t i = 0; i < t.length; i++) {
        char c = t.bytes[i];
        if (c == ':' && t.bytes[i + 1] == ' ')
            return false;
        if (c == '\0' || (!is_word_byte(c) && strchr(" :-_./()+;!?=@&'\"", c) == NULL))
            return false;
    }
    return true;
}

static void write_double_quoted(text t, buffer *out)
{
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < t.length; i++) {
        unsigned char c = (unsigned char)t.bytes[i];
        if (c == '\n')
            buffer_add_string(out, "\\n");
        else if (c < 0x20 || c == 0x7f)
            buffer_format(out, "\\x%02x", c);
        else {
            if (c == '"' || c == '\\')
                buffer_add_byte(out, '\\');
            buffer_add_byte(out, (char)c);
        }
    }
    buffer_add_byte(out, '"');
}

static void write_text(text t, bool is_quoted, buffer *out)
{
    bool has_controls = false;
    for (size_t i = 0; i < t.length; i++)
        has_controls |= (unsigned char)t.bytes[i] < 0x20 || t.bytes[i] == 0x7f;
    if (has_controls) {
        write_double_quoted(t, out);
    } else if (is_plain(t) && !is_quoted) {
        buffer_add(out, t);
    } else {
        buffer_add_byte(out, '\'');
        for (size_t i = 0; i < t.length; i++) {
            if (t.bytes[i] == '\'')
                buffer_add_byte(out, '\'');
            buffer_add_byte(out, t.bytes[i]);
        }
        buffer_add_byte(out, '\'');
    }
}

static void write_flow(const value *v, buffer *out)
{
    if (v->type == VALUE_SCALAR) {
        write_text(v->text, v->is_quoted, out);
        return;
    }
    buffer_add_byte(out, v->type == VALUE_MAP ? '{' : '[');
    for (size_t i = 0; i < v->count; i++) {
        if (i > 0)
            buffer_add_string(out, ", ");
        if (v->type == VALUE_MAP) {
            write_text(v->entries[i].key, false, out);
            buffer_add_string(out, ": ");
        }
        write_flow(v->type == VALUE_MAP ? v->entries[i].value : v->items[i], out);
    }
    buffer_add_byte(out, v->type == VALUE_MAP ? '}' : ']');
}

// Lists in lists are always on one line: nobody reads them otherwise.
static bool fits_a_line(const value *v, size_t indent, bool is_item)
{
    if (v->type == VALUE_SCALAR || v->count == 0 || (is_item && v->type == VALUE_LIST))
        return true;
    for (size_t i = 0; i < v->count; i++) {
        const value *inner = v->type == VALUE_MAP ? v->entries[i].value : v->items[i];
        if (inner->type == VALUE_MAP && (v->type == VALUE_MAP || inner->count > 1))
            return false;
    }
    buffer line = { 0 };
    write_flow(v, &line);
    bool fits = indent + line.length <= LINE_WIDTH;
    buffer_free(&line);
    return fits;
}

static void indent_by(size_t indent, buffer *out)
{
    for (size_t i = 0; i < indent; i++)
        buffer_add_byte(out, ' ');
}

static void write_block(const value *v, size_t indent, bool is_begun, buffer *out);

static void write_entry(text key, const value *v, size_t indent, buffer *out)
{
    write_text(key, false, out);
    buffer_add_byte(out, ':');
    if (value_is_empty(v)) {
        buffer_add_byte(out, '\n');
    } else if (fits_a_line(v, indent + key.length + 2, false)) {
        buffer_add_byte(out, ' ');
        write_flow(v, out);
        buffer_add_byte(out, '\n');
    } else {
        buffer_add_byte(out, '\n');
        write_block(v, indent + 2, false, out);
    }
}

// [is_begun]: the first line already has what stands before it. As deep as the reader allows, which is not deep.
static void write_block(const value *v, size_t indent, bool is_begun, buffer *out)
{
    for (size_t i = 0; i < v->count; i++) {
        if (i > 0 || !is_begun)
            indent_by(indent, out);
        if (v->type == VALUE_MAP) {
            write_entry(v->entries[i].key, v->entries[i].value, indent, out);
            continue;
        }
        buffer_add_string(out, "- ");
        if (fits_a_line(v->items[i], indent + 2, true)) {
            write_flow(v->items[i], out);
            buffer_add_byte(out, '\n');
        } else {
            write_block(v->items[i], indent + 2, true, out);
        }
    }
}

void yaml_write(const value *whole, buffer *out)
{
    write_block(whole, 0, false, out);
}

void yaml_write_entry(text key, const value *v, buffer *out)
{
    write_entry(key, v, 0, out);
}
