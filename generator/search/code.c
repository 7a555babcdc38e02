#include "search/code.h"

enum { BITS = 5, MORE = 1 << BITS, SHIFT_LIMIT = 50, CODED_LIMIT = (64 + BITS - 1) / BITS };

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

char code_digit(unsigned number)
{
    return digits[number & 63];
}

int code_value(char digit)
{
    if (digit >= 'A' && digit <= 'Z')
        return digit - 'A';
    if (digit >= 'a' && digit <= 'z')
        return digit - 'a' + 26;
    if (digit >= '0' && digit <= '9')
        return digit - '0' + 52;
    return digit == '-' ? 62 : digit == '_' ? 63 : -1;
}

void code_add(buffer *out, uint64_t number)
{
    char *coded = buffer_room(out, CODED_LIMIT);
    size_t length = 0;
    for (; number >= MORE; number >>= BITS)
        coded[length++] = code_digit((unsigned)(number & (MORE - 1)) | MORE);
    coded[length++] = code_digit((unsigned)number);
    out->length += length;
}

bool code_take(text *rest, uint64_t *number)
{
    *number = 0;
    for (unsigned shift = 0; rest->length > 0 && shift <= SHIFT_LIMIT; shift += BITS) {
        int digit = code_value(rest->bytes[0]);
        if (digit < 0)
            return false;
        *rest = text_from(*rest, 1);
        *number |= (uint64_t)(digit & (MORE - 1)) << shift;
        if ((digit & MORE) == 0)
            return true;
    }
    return false;
}
