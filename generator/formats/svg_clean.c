#include "formats/svg_check.h"

#include "base/buffer.h"
#include "formats/html.h"
#include "formats/picture.h"
#include "formats/xml.h"

typedef struct {
    arena *memory;
    xml_reader *reader;
    buffer out;
    size_t left_out;        // elements that are open, of which the outermost is not written
    bool is_first, is_fine;
} cleaning;

// Ends of lines that were written as characters of their own would be read as spaces.
static void add_value(buffer *out, text value)
{
    for (size_t i = 0; i < value.length; i++) {
        char sign = value.bytes[i];
        if (sign == '\n' || sign == '\r' || sign == '\t')
            buffer_format(out, "&#%d;", sign);
        else
            html_escape(out, text_slice(value, i, i + 1));
    }
}

static void add_text(buffer *out, text written)
{
    for (text part; text_take_part(&written, '\r', &part);) {
        html_escape(out, part);
        if (part.bytes + part.length < written.bytes)
            buffer_add_string(out, "&#13;");
    }
}

static void add_attributes(cleaning *of)
{
    text name, written, clean;
    if (text_equals(xml_attribute(of->reader, "space"), TEXT("preserve")))
        buffer_add_string(&of->out, " xml:space=\"preserve\"");
    while (xml_next_attribute(of->reader, &name, &written)) {
        of->is_fine = of->is_fine && picture_file_cleaned(of->memory, written, &clean) == PICTURE_FINE;
        if (!of->is_fine)
            return;
        buffer_format(&of->out, " %s%.*s=\"", xml_attribute_is_link(of->reader) ? "xlink:" : "", TEXT_PRINT(name));
        add_value(&of->out, clean);
        buffer_add_byte(&of->out, '"');
    }
}

static void open_element(cleaning *of)
{
    text name = xml_name(of->reader);
    bool is_note = !xml_is_of_svg(of->reader) || text_equals(name, TEXT("metadata"));
    if (of->left_out > 0 || is_note) {
        of->left_out++;
        return;
    }
    buffer_format(&of->out, "<%.*s", TEXT_PRINT(name));
    if (of->is_first)
        buffer_add_string(&of->out, " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    of->is_first = false;
    add_attributes(of);
    buffer_add_byte(&of->out, '>');
}

static void close_element(cleaning *of)
{
    if (of->left_out > 0)
        of->left_out--;
    else
        buffer_format(&of->out, "</%.*s>", TEXT_PRINT(xml_name(of->reader)));
}

bool svg_cleaned(arena *memory, text bytes, text *cleaned)
{
    cleaning of = { .memory = memory, .reader = xml_open(memory, bytes), .is_first = true, .is_fine = true };
    xml_event event = XML_OPEN;
    while (of.is_fine && (event = xml_next(of.reader)) != XML_END && event != XML_BROKEN) {
        if (event == XML_OPEN)
            open_element(&of);
        else if (event == XML_CLOSE)
            close_element(&of);
        else if (of.left_out == 0)
            add_text(&of.out, xml_text(of.reader));
    }
    xml_close(of.reader);
    buffer_add_byte(&of.out, '\n');
    bool is_fine = of.is_fine && event == XML_END && !of.is_first;
    *cleaned = is_fine ? text_copy(memory, buffer_text(&of.out)) : (text){ 0 };
    buffer_free(&of.out);
    return is_fine;
}
