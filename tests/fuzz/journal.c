// The journal of an update that was stopped: a site may come from somebody else, with a journal in it.
#include "fuzz.h"

#include "forks/update.h"

static void prepare(void)
{
}

static void try_input(text input)
{
    update_journal read;
    if (!update_journal_read(&memory, input, &read))
        return;
    for (size_t i = 0; i < read.count; i++) {
        text path = read.items[i].path, part;
        require(path.length > 0 && path.bytes[0] != '/' && text_find_byte(path, '\0', 0) == TEXT_NOT_FOUND);
        while (text_take_part(&path, '/', &part))
            require(part.length > 0 && !text_equals(part, TEXT("..")));
    }
}
