// Addresses and paths: a file, then a link in it, a line each; the rest is running text.
#include "fuzz.h"

#include "document/addresses.h"
#include "forks/update_links.h"
#include "language/slug.h"
#include "network/catalogue.h"
#include "schema/fields.h"
#include "site/links.h"

static void prepare(void)
{
}

static bool leaves(text path)
{
    text part;
    while (text_take_part(&path, '/', &part))
        if (text_equals(part, TEXT("..")))
            return true;
    return false;
}

static void try_paths(text from, text link)
{
    text resolved, decoded;
    if (path_resolve(&memory, from, link, &resolved)) {
        require(!leaves(resolved) && !text_starts_with(resolved, TEXT("/")));
        path_relative(&memory, from, resolved);
    }
    if (address_decode(&memory, link, &decoded))
        require_text(decoded);
    if (address_is_allowed(link))
        require(!text_starts_with(link, TEXT("javascript:")) && text_find_byte(link, '"', 0) == TEXT_NOT_FOUND);
    email_is_usable(link);
    catalogue_is_address(link);
    require(!slug_is_valid(link) || (link.length <= 80 && text_find_byte(link, '.', 0) == TEXT_NOT_FOUND));
    language_code_is_valid(link);
    text slug = slug_of(&memory, link);
    require(slug.length == 0 || slug_is_valid(slug));
    address_encode(&memory, link);
}

static void try_input(text input)
{
    text from = { 0 }, link = { 0 };
    text_take_line(&input, &from);
    text_take_line(&input, &link);
    try_paths(from, link);
    address_span span;
    for (size_t offset = 0; address_find(input, offset, &span); offset = span.to)
        require(span.from >= offset && span.to > span.from && span.to <= input.length);
    moved_places moved = { .places = { .memory = &memory } };
    moved_places_add(&moved, &memory, TEXT("content/fi/a.md"), TEXT("content/fi/b/a.md"));
    links_for_place(&memory, input, TEXT("content/fi/x.md"), TEXT("content/fi/y/x.md"), &moved);
}
