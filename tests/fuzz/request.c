// A browser's request: address, Host and Range, a line each.
#include "fuzz.h"

#include "preview/request.h"

static void prepare(void)
{
}

static void try_input(text input)
{
    text address = { 0 }, host = { 0 }, range = { 0 }, path, plain;
    uint64_t from, length;
    text_take_line(&input, &address);
    text_take_line(&input, &host);
    text_take_line(&input, &range);
    if (request_path(&memory, address, &path)) {
        require(path.length > 0 && path.bytes[0] != '/' && path.bytes[0] != '.');
        require(text_find(path, TEXT("/../"), 0) == TEXT_NOT_FOUND && !text_ends_with(path, TEXT("/..")));
        require(text_find(path, TEXT("/."), 0) == TEXT_NOT_FOUND && text_find_byte(path, '\\', 0) == TEXT_NOT_FOUND);
        request_type(path);
    }
    request_unescape(&memory, address, &plain);
    request_host_is_ours(host, TEXT("127.0.0.1"));
    request_host_is_ours(host, TEXT("0.0.0.0"));
    for (uint64_t size = 0; size < 2000; size += 999)
        if (request_range(range, size, &from, &length) == RANGE_PART)
            require(length > 0 && from < size && length <= size - from);
}
