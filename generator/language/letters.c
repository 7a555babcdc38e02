#include "letters.h"

#include <stddef.h>

const char *plain_letters(uint32_t small)
{
    switch (small) {
    case 0xDF: return "ss";         // ß
    case 0xE6: return "ae";         // æ
    case 0xF8: return "o";          // ø
    case 0xF0: case 0x111: return "d";      // ð đ
    case 0xFE: return "th";         // þ
    case 0x142: return "l";         // ł
    case 0x153: return "oe";        // œ
    case 0x14B: return "n";         // ŋ
    case 0x167: return "t";         // ŧ
    case 0x127: return "h";         // ħ
    case 0x131: return "i";         // ı
    default: return NULL;
    }
}
