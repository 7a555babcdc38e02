#include "html_parts.h"

#include "base/unicode.h"

static bool may_stand(unsigned char byte)
{
    static const bool special[128] = {
        ['-'] = true, ['_'] = true, ['.'] = true, ['+'] = true, ['!'] = true, ['*'] = true, ['('] = true,
        [')'] = true, [','] = true, ['%'] = true, ['#'] = true, ['@'] = true, ['?'] = true, ['='] = true,
        [';'] = true, [':'] = true, ['/'] = true, ['$'] = true, ['~'] = true,
    };
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9')
        || (byte < 128 && special[byte]);
}

static void encode(buffer *out, text bytes)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        buffer_add_byte(out, '%');
        buffer_add_byte(out, digits[byte >> 4]);
        buffer_add_byte(out, digits[byte & 15]);
    }
}

void html_write_address(buffer *out, text address, bool keep_letters)
{
    while (address.length > 0) {
        size_t run = 0;
        while (run < address.length && may_stand((unsigned char)address.bytes[run]))
            run++;
        buffer_add(out, text_slice(address, 0, run));
        address = text_from(address, run);
        if (address.length == 0)
            return;
        text rest = address;
        uint32_t character;
        unicode_take(&rest, &character);
        text taken = text_slice(address, 0, address.length - rest.length);
        if (character == '&')
            buffer_add_string(out, "&amp;");
        else if (character == '\'')
            buffer_add_string(out, "&#x27;");
        else if (character >= 128 && keep_letters && unicode_is_letter(character))
            buffer_add(out, taken);
        else
            encode(out, taken);
        address = rest;
    }
}

void html_end_line(buffer *out)
{
    if (out->length > 0 && out->bytes[out->length - 1] != '\n')
        buffer_add_byte(out, '\n');
}

void html_write_flat(buffer *out, const node *from, void (*write)(buffer *out, text t))
{
    document_walk walk = { .root = (node *)from };
    while (document_next(&walk)) {
        if (!walk.entering)
            continue;
        switch (walk.current->type) {
        case NODE_TEXT:
        case NODE_CODE:
        case NODE_HTML_INLINE:
            write(out, walk.current->literal);
            break;
        case NODE_SOFT_BREAK:
        case NODE_HARD_BREAK:
            buffer_add_byte(out, ' ');
            break;
        default:
            break;
        }
    }
}

bool html_is_tight(const node *paragraph)
{
    const node *item = paragraph->parent;
    return item != NULL && item->type == NODE_ITEM && item->parent != NULL
        && item->parent->type == NODE_LIST && item->parent->list.tight;
}
