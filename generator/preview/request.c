#include "preview/request.h"

#include <arpa/inet.h>
#include <string.h>

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    char lower = (char)(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool request_unescape(arena *memory, text escaped, text *plain)
{
    char *bytes = ARENA_NEW(memory, char, escaped.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < escaped.length; i++) {
        char byte = escaped.bytes[i];
        if (byte == '%') {
            int high = i + 2 < escaped.length ? hex_value(escaped.bytes[i + 1]) : -1;
            int low = i + 2 < escaped.length ? hex_value(escaped.bytes[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            byte = (char)(high * 16 + low);
            i += 2;
        }
        if ((unsigned char)byte < 0x20 || byte == 0x7f)
            return false;
        bytes[length++] = byte;
    }
    *plain = (text){ bytes, length };
    return true;
}

bool request_path(arena *memory, text address, text *path)
{
    text plain;
    if (address.length == 0 || address.length > REQUEST_PATH_LIMIT || address.bytes[0] != '/'
        || !request_unescape(memory, text_from(address, 1), &plain) || text_starts_with(plain, TEXT("/"))
        || text_find_byte(plain, '\\', 0) != TEXT_NOT_FOUND)
        return false;
    text rest = plain, part;
    while (text_take_part(&rest, '/', &part)) {
        bool is_last = rest.length == 0;
        if (part.length == 0 ? !is_last || text_find(plain, TEXT("//"), 0) != TEXT_NOT_FOUND : part.bytes[0] == '.')
            return false;
    }
    bool is_folder = plain.length == 0 || text_ends_with(plain, TEXT("/"));
    *path = is_folder ? text_join(memory, plain, TEXT("index.html")) : plain;
    return true;
}

// "localhost:8000" gives "localhost", "[::1]:8000" gives "::1".
static text host_name(text host)
{
    if (text_starts_with(host, TEXT("["))) {
        size_t end = text_find_byte(host, ']', 0);
        return end == TEXT_NOT_FOUND ? (text){ 0 } : text_slice(host, 1, end);
    }
    size_t colon = text_find_byte(host, ':', 0);
    return colon == TEXT_NOT_FOUND ? host : text_slice(host, 0, colon);
}

static bool is_numeric(text host)
{
    char name[INET6_ADDRSTRLEN + 1];
    unsigned char address[sizeof(struct in6_addr)];
    if (host.length == 0 || host.length >= sizeof name)
        return false;
    memcpy(name, host.bytes, host.length);
    name[host.length] = '\0';
    return inet_pton(AF_INET, name, address) == 1 || inet_pton(AF_INET6, name, address) == 1;
}

bool request_host_is_ours(text host, text bound)
{
    text name = host_name(host);
    if (text_equals(name, TEXT("localhost")) || text_equals(name, TEXT("127.0.0.1")) || text_equals(name, TEXT("::1")))
        return true;
    bool is_everywhere = text_equals(bound, TEXT("0.0.0.0")) || text_equals(bound, TEXT("::"));
    return name.length > 0 && (text_equals(name, bound) || (is_everywhere && is_numeric(name)));
}

// Decimal digits only, at most 18 of them.
static bool read_number(text digits, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9')
            return false;
        *number = *number * 10 + (uint64_t)(digits.bytes[i] - '0');
    }
    return digits.length > 0 && digits.length <= 18;
}

range_kind request_range(text header, uint64_t size, uint64_t *from, uint64_t *length)
{
    static const text unit = TEXT_CONSTANT("bytes=");
    text first, last;
    uint64_t start = 0, end = 0;
    if (!text_starts_with(header, unit) || !text_split(text_from(header, unit.length), '-', &first, &last))
        return RANGE_NONE;
    bool has_start = read_number(first, &start), has_end = read_number(last, &end);
    if ((!has_start && first.length > 0) || (!has_end && last.length > 0) || (!has_start && !has_end)
        || (has_start && has_end && end < start))
        return RANGE_NONE;
    if (!has_start) {
        start = end < size ? size - end : 0;
        end = size > 0 ? size - 1 : 0;
        if (last.length == 0 || size == 0 || start == size)
            return RANGE_UNSATISFIABLE;
    } else if (start >= size) {
        return RANGE_UNSATISFIABLE;
    } else if (!has_end || end >= size) {
        end = size - 1;
    }
    *from = start;
    *length = end - start + 1;
    return RANGE_PART;
}

const char *request_type(text path)
{
    static const struct { text ending; const char *type; } types[] = {
        { TEXT_CONSTANT(".html"), "text/html; charset=utf-8" }, { TEXT_CONSTANT(".css"), "text/css; charset=utf-8" },
        { TEXT_CONSTANT(".js"), "text/javascript; charset=utf-8" }, { TEXT_CONSTANT(".json"), "application/json" },
        { TEXT_CONSTANT(".xml"), "application/xml" }, { TEXT_CONSTANT(".svg"), "image/svg+xml" },
        { TEXT_CONSTANT(".png"), "image/png" }, { TEXT_CONSTANT(".jpg"), "image/jpeg" },
        { TEXT_CONSTANT(".jpeg"), "image/jpeg" }, { TEXT_CONSTANT(".webp"), "image/webp" },
        { TEXT_CONSTANT(".gif"), "image/gif" }, { TEXT_CONSTANT(".ico"), "image/x-icon" },
        { TEXT_CONSTANT(".woff2"), "font/woff2" }, { TEXT_CONSTANT(".woff"), "font/woff" },
        { TEXT_CONSTANT(".ttf"), "font/ttf" }, { TEXT_CONSTANT(".txt"), "text/plain; charset=utf-8" },
        { TEXT_CONSTANT(".md"), "text/markdown; charset=utf-8" }, { TEXT_CONSTANT(".csv"), "text/csv; charset=utf-8" },
        { TEXT_CONSTANT(".pdf"), "application/pdf" }, { TEXT_CONSTANT(".zip"), "application/zip" },
        { TEXT_CONSTANT(".epub"), "application/epub+zip" },
        { TEXT_CONSTANT(".docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { TEXT_CONSTANT(".xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { TEXT_CONSTANT(".mp4"), "video/mp4" }, { TEXT_CONSTANT(".webm"), "video/webm" }, { TEXT_CONSTANT(".mp3"), "audio/mpeg" },
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (text_ends_with(path, types[i].ending))
            return types[i].type;
    return "application/octet-stream";
}
