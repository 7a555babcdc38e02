#include "forks/update_links.h"

#include "base/buffer.h"
#include "base/files.h"

void moved_places_add(moved_places *to, arena *memory, text path, text new_path)
{
    text *kept = ARENA_NEW(memory, text, 1);
    *kept = new_path;
    to->places.memory = memory;
    table_set(&to->places, path, kept);
    to->count++;
}

// An address that names a file beside the page: no scheme, no heading of the page itself.
static bool is_relative(text link)
{
    if (link.length == 0 || link.bytes[0] == '#' || link.bytes[0] == '/' || text_starts_with(link, TEXT("?")))
        return false;
    size_t colon = text_find_byte(link, ':', 0), slash = text_find_byte(link, '/', 0);
    return colon == TEXT_NOT_FOUND || slash < colon;
}

typedef struct {
    arena *memory;
    text from, to;
    const moved_places *moved;
} rewriting;

// The link as it must be in the page's new place; the same when it leads there already.
static text link_for_place(const rewriting *with, text link)
{
    size_t end = 0;
    while (end < link.length && link.bytes[end] != '#' && link.bytes[end] != '?')
        end++;
    text path, file = text_slice(link, 0, end);
    if (!is_relative(link) || !path_resolve(with->memory, with->from, file, &path) || path.length == 0)
        return link;
    const text *moved = table_find(&with->moved->places, path);
    if (moved == NULL && text_equals(with->from, with->to))
        return link;
    text fresh = path_relative(with->memory, with->to, moved != NULL ? *moved : path);
    return text_join(with->memory, fresh, text_from(link, end));
}

// The end of an address that begins at [start]: blanks and the closing bracket end it.
static size_t address_end(text page, size_t start)
{
    size_t end = start;
    while (end < page.length && page.bytes[end] != ')' && page.bytes[end] != '>' && (unsigned char)page.bytes[end] > ' ')
        end++;
    return end;
}

// Where the address of the next link begins, at or after [from]: "](address)", "](<address>)", "[name]: address".
static size_t next_address(text page, size_t from)
{
    for (size_t at_byte = text_find_byte(page, ']', from); at_byte != TEXT_NOT_FOUND; at_byte = text_find_byte(page, ']', at_byte + 1)) {
        size_t start = at_byte + 1;
        if (start >= page.length || (page.bytes[start] != '(' && page.bytes[start] != ':'))
            continue;
        for (start++; start < page.length && page.bytes[start] == ' ';)
            start++;
        return start < page.length && page.bytes[start] == '<' ? start + 1 : start;
    }
    return TEXT_NOT_FOUND;
}

text links_for_place(arena *memory, text page, text from, text to, const moved_places *moved)
{
    const rewriting with = { memory, from, to, moved };
    if (moved->count == 0 && text_equals(from, to))
        return page;
    buffer out = { 0 };
    size_t written = 0;
    for (size_t start = next_address(page, 0); start != TEXT_NOT_FOUND; start = next_address(page, start)) {
        size_t end = address_end(page, start);
        text link = text_slice(page, start, end), fresh = link_for_place(&with, link);
        if (!text_equals(link, fresh)) {
            buffer_add(&out, text_slice(page, written, start));
            buffer_add(&out, fresh);
            written = end;
        }
        start = end;
    }
    if (written == 0) {
        buffer_free(&out);
        return page;
    }
    buffer_add(&out, text_from(page, written));
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}
