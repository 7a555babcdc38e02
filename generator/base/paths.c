// Paths as texts; see files.h. Nothing here touches the disk.
#include "files.h"

#include <string.h>

text path_join(arena *memory, text folder, text name)
{
    if (folder.length == 0)
        return name;
    if (name.length == 0)
        return folder;
    bool has_slash = folder.bytes[folder.length - 1] == '/';
    char *joined = ARENA_NEW(memory, char, folder.length + name.length + 2);
    memcpy(joined, folder.bytes, folder.length);
    joined[folder.length] = '/';
    size_t start = folder.length + !has_slash;
    memcpy(joined + start, name.bytes, name.length);
    return (text){ joined, start + name.length };
}

text path_folder(text path)
{
    size_t slash = text_find_last_byte(path, '/');
    return slash == TEXT_NOT_FOUND ? text_slice(path, 0, 0) : text_slice(path, 0, slash);
}

text path_name(text path)
{
    size_t slash = text_find_last_byte(path, '/');
    return slash == TEXT_NOT_FOUND ? path : text_from(path, slash + 1);
}

text path_without_extension(text path)
{
    size_t dot = text_find_last_byte(path_name(path), '.');
    return dot == TEXT_NOT_FOUND ? path : text_slice(path, 0, path.length - path_name(path).length + dot);
}

bool path_resolve(arena *memory, text from, text link, text *resolved)
{
    text both = path_join(memory, path_folder(from), link);
    char *bytes = ARENA_NEW(memory, char, both.length + 1);
    size_t length = 0;
    for (text part; text_take_part(&both, '/', &part);) {
        if (part.length == 0 || text_equals(part, TEXT(".")))
            continue;
        if (text_equals(part, TEXT(".."))) {
            if (length == 0)
                return false;
            length = path_folder((text){ bytes, length }).length;
            continue;
        }
        if (length > 0)
            bytes[length++] = '/';
        for (size_t i = 0; i < part.length; i++)
            bytes[length++] = part.bytes[i];
    }
    bytes[length] = '\0';
    *resolved = (text){ bytes, length };
    return true;
}

text path_relative(arena *memory, text from, text to)
{
    size_t shared = 0;      // length of the shared folders, with their slash
    for (size_t i = 0; i < from.length && i < to.length && from.bytes[i] == to.bytes[i]; i++)
        if (from.bytes[i] == '/')
            shared = i + 1;

    size_t levels = 0;
    for (size_t i = shared; i < from.length; i++)
        levels += from.bytes[i] == '/';

    text rest = text_from(to, shared);
    char *bytes = ARENA_NEW(memory, char, levels * 3 + rest.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < levels; i++) {
        bytes[length++] = '.';
        bytes[length++] = '.';
        bytes[length++] = '/';
    }
    for (size_t i = 0; i < rest.length; i++)
        bytes[length++] = rest.bytes[i];
    return (text){ bytes, length };
}
