#include "forks/kit_names.h"

#include "base/unicode.h"
#include "formats/zip.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool equals_in_capitals(text small, const char *name)
{
    if (small.length != strlen(name))
        return false;
    for (size_t i = 0; i < small.length; i++) {
        char c = small.bytes[i];
        if ((c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) != name[i])
            return false;
    }
    return true;
}

// A digit, also one of the three raised ones of the code page in which Windows looks.
static bool is_port_number(text t)
{
    return (t.length == 1 && t.bytes[0] >= '0' && t.bytes[0] <= '9') || text_equals(t, TEXT("\u00B9")) || text_equals(t, TEXT("\u00B2"))
        || text_equals(t, TEXT("\u00B3"));
}

// Devices, whatever the extension; and the short name Windows gives to ".git".
static bool is_reserved(text part)
{
    static const char *const names[] = { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$" };
    size_t dot = text_find_byte(part, '.', 0);
    text stem = text_trim(text_slice(part, 0, dot == TEXT_NOT_FOUND ? part.length : dot));
    for (size_t i = 0; i < COUNT(names); i++)
        if (equals_in_capitals(stem, names[i]))
            return true;
    text first = text_slice(stem, 0, 3), last = text_from(stem, first.length);
    if (is_port_number(last) && (equals_in_capitals(first, "COM") || equals_in_capitals(first, "LPT")))
        return true;
    return stem.length > 4 && equals_in_capitals(text_slice(stem, 0, 4), "GIT~");
}

static text part_fault(text part)
{
    uint32_t character;
    if (part.length > KIT_NAME_PART_MOST)
        return TEXT("the name is too long");
    if (part.bytes[0] == '.')
        return TEXT("the name begins with a full stop: hidden files are not taken from others");
    char last = part.bytes[part.length - 1];
    if (last == '.' || last == ' ' || part.bytes[0] == ' ')
        return TEXT("the name begins or ends with a space or ends with a full stop");
    if (is_reserved(part))
        return TEXT("Windows keeps the name for itself");
    while (unicode_take(&part, &character))
        if ((character < 0x80 && character > 0 && strchr("<>\"|?*", (int)character) != NULL) || unicode_is_unseen(character))
            return TEXT("the name has a character that not every system can show or store");
    return (text){ 0 };
}

text kit_name_fault(text name)
{
    size_t offset, depth = 0;
    if (unicode_check(name, &offset) != UNICODE_FINE)
        return TEXT("the name is not plain UTF-8 text");
    if (name.length > KIT_NAME_MOST)
        return TEXT("the name is too long");
    if (!zip_name_is_safe(name))
        return TEXT("the name leads outside the kit");
    for (text rest = name, part; text_take_part(&rest, '/', &part);) {
        text fault = part_fault(part);
        if (fault.length > 0)
            return fault;
        if (++depth > KIT_NAME_DEPTH_MOST)
            return TEXT("there are too many folders inside one another");
    }
    return (text){ 0 };
}

typedef struct {
    text name;
    bool is_folder;
} seen_name;

static bool add(kit_names *to, text name, bool is_folder, text *other)
{
    bool is_new;
    to->known.memory = to->memory;
    uintptr_t *slot = table_put(&to->known, unicode_lower(to->memory, name), &is_new);
    if (is_new) {
        seen_name *seen = ARENA_NEW(to->memory, seen_name, 1);
        *seen = (seen_name){ name, is_folder };
        *slot = (uintptr_t)seen;
        return true;
    }
    const seen_name *seen = (const seen_name *)*slot;
    *other = seen->name;
    return is_folder && seen->is_folder && text_equals(seen->name, name);
}

bool kit_names_add(kit_names *to, text name, text *other)
{
    for (size_t slash = text_find_byte(name, '/', 0); slash != TEXT_NOT_FOUND; slash = text_find_byte(name, '/', slash + 1))
        if (!add(to, text_slice(name, 0, slash), true, other))
            return false;
    return add(to, name, false, other);
}
