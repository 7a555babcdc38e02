// JSON of others, written and read again.
#include "fuzz.h"

#include "formats/data.h"

static void prepare(void)
{
}

static void try_input(text input)
{
    data *read = data_read_json(&memory, input);
    if (read == NULL)
        return;
    buffer first = { 0 }, second = { 0 };
    data_write_json(read, input.length % 2 == 0, &first);
    data *again = data_read_json(&memory, buffer_text(&first));
    require(again != NULL);
    require(text_find_byte(buffer_text(&first), '<', 0) == TEXT_NOT_FOUND);
    data_write_json(again, input.length % 2 == 0, &second);
    require(text_equals(buffer_text(&first), buffer_text(&second)));
    buffer_free(&first);
    buffer_free(&second);
}
