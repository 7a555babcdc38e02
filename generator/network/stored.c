#include "network/stored.h"

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/replacement.h"

#include <stdio.h>

// The checked copy says less than the catalogue did, but may write it longer.
enum { STORED_FORMAT = 1, STORED_BYTES = 2 * CATALOGUE_BYTES };

text stored_path(arena *memory, text id)
{
    return text_format(memory, ".digitori/network/%.*s.json", TEXT_PRINT(id));
}

static text said_in(const data *map, const char *key)
{
    const data *said = data_get(map, text_of(key));
    return said != NULL && said->type == DATA_TEXT ? said->text : (text){ 0 };
}

stored_result stored_read(arena *memory, text folder, text id, stored_catalogue *read, text *fault)
{
    text contents;
    *read = (stored_catalogue){ 0 };
    *fault = (text){ 0 };
    switch (file_read_beneath(memory, folder, stored_path(memory, id), STORED_BYTES, &contents)) {
    case FILE_READ: break;
    case FILE_MISSING: return STORED_MISSING;
    case FILE_FAILED: return STORED_FAILED;
    case FILE_TOO_LARGE: case FILE_NOT_PLAIN:
        *fault = TEXT("it is no file that this program wrote");
        return STORED_UNUSABLE;
    }
    const data *root = data_read_json(memory, contents), *format = data_get(root, TEXT("format"));
    bool is_ours = format != NULL && format->type == DATA_NUMBER && format->number == STORED_FORMAT;
    if (!is_ours || !date_parse(said_in(root, "fetched"), &read->fetched)) {
        *fault = TEXT("it is no file that this program wrote");
        return STORED_UNUSABLE;
    }
    read->from = said_in(root, "from");
    const data *inner = data_get(root, TEXT("catalogue"));
    return catalogue_read(memory, inner, (text){ 0 }, &read->catalogue, fault) ? STORED_READ : STORED_UNUSABLE;
}

bool stored_write(arena *memory, text folder, text id, const stored_catalogue *of)
{
    data *made = data_map(memory);
    data_set(memory, made, "format", data_number(memory, STORED_FORMAT));
    data_set_text(memory, made, "from", of->from);
    data_set_text(memory, made, "fetched", date_iso(memory, of->fetched));
    data_set(memory, made, "catalogue", catalogue_data(memory, &of->catalogue));
    buffer out = { 0 };
    data_write_json(made, true, &out);
    bool fine = file_replace(path_join(memory, folder, stored_path(memory, id)), buffer_text(&out));
    buffer_free(&out);
    return fine;
}
