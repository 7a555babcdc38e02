#include "formats/exif.h"

#include <stdint.h>

enum { MOST_ENTRIES = 512, ORIENTATION = 0x112 };

static uint32_t number_at(text t, bool is_little, size_t offset, size_t size)
{
    uint32_t number = 0;
    for (size_t i = 0; i < size; i++) {
        uint32_t byte = offset + i < t.length ? (unsigned char)t.bytes[offset + i] : 0u;
        number |= byte << (is_little ? 8 * i : 8 * (size - 1 - i));
    }
    return number;
}

int exif_orientation(text tiff)
{
    bool is_little = text_starts_with(tiff, TEXT("II"));
    if (!is_little && !text_starts_with(tiff, TEXT("MM")))
        return 1;
    size_t directory = number_at(tiff, is_little, 4, 4);
    if (directory > tiff.length)
        return 1;
    size_t count = number_at(tiff, is_little, directory, 2);
    for (size_t i = 0; i < count && i < MOST_ENTRIES; i++) {
        size_t entry = directory + 2 + 12 * i;
        if (number_at(tiff, is_little, entry, 2) != ORIENTATION)
            continue;
        uint32_t found = number_at(tiff, is_little, entry + 8, 2);
        return found >= 1 && found <= 8 ? (int)found : 1;
    }
    return 1;
}
