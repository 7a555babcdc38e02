#include "html.h"

#include "base/lanes.h"

// What stands for a byte in HTML, or NULL when it may stand itself.
static const char *escape_of(char byte)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void html_escape(buffer *out, text t)
{
    size_t written = 0;
    for (size_t i = 0; (i = text_skip_to(t, i, TEXT("&<>\"'"))) < t.length; i++) {
        buffer_add(out, text_slice(t, written, i));
        buffer_add_string(out, escape_of(t.bytes[i]));
        written = i + 1;
    }
    buffer_add(out, text_from(t, written));
}

text html_escaped(arena *memory, text t)
{
    buffer out = { 0 };
    html_escape(&out, t);
    text copy = out.length == t.length ? t : text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return copy;
}
