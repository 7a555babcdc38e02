// digitori serve.
#include "commands/commands.h"

#include "base/files.h"
#include "preview/preview.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_PORT = 8000, LARGEST_PORT = 65535 };

static bool read_port(const arguments *from, int *port)
{
    const char *given = argument_value(from, "port");
    *port = DEFAULT_PORT;
    if (given == NULL)
        return true;
    char *end;
    long number = strtol(given, &end, 10);
    if (*end != '\0' || end == given || number < 1 || number > LARGEST_PORT) {
        usage_error(from->command, "-p takes a number from 1 to %d, not '%s'", LARGEST_PORT, given);
        return false;
    }
    *port = (int)number;
    return true;
}

static bool read_address(const arguments *from, const char **address)
{
    const char *given = argument_value(from, "bind");
    unsigned char bytes[sizeof(struct in6_addr)];
    *address = given == NULL || strcmp(given, "localhost") == 0 ? "127.0.0.1" : given;
    if (inet_pton(AF_INET, *address, bytes) == 1 || inet_pton(AF_INET6, *address, bytes) == 1)
        return true;
    usage_error(from->command, "--bind takes an address in numbers, such as 127.0.0.1 or 0.0.0.0, not '%s'", given);
    return false;
}

int command_serve(int count, char **given)
{
    arguments from;
    preview_request request = { 0 };
    const command *own = command_find("serve");
    if (!arguments_read(own, count, given, &from) || !read_port(&from, &request.port) || !read_address(&from, &request.address))
        return EXIT_USAGE;
    if (from.position_count > 1)
        return usage_error(own, "one site at a time");
    request.site = text_of(from.position_count == 1 ? from.positions[0] : ".");
    request.is_quiet = argument_is_set(&from, "quiet");
    if (!path_is_folder(request.site))
        return usage_error(own, "there is no folder '%.*s'", TEXT_PRINT(request.site));
    switch (preview_run(&request)) {
    case PREVIEW_ENDED: return EXIT_DONE;
    case PREVIEW_NO_ADDRESS: return EXIT_USAGE;
    default: return EXIT_MACHINE;
    }
}
