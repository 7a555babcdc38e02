#include "forks/kit_signature.h"

#include "formats/data.h"

text kit_signature_make(arena *memory, const private_key *by, text manifest)
{
    public_key key = private_key_public(by);
    data *made = data_map(memory);
    data_set(memory, made, "format", data_number(memory, 1));
    data_set_text(memory, made, "algorithm", TEXT("Ed25519"));
    data_set_text(memory, made, "key", public_key_text(memory, &key));
    data_set_text(memory, made, "signature", signature_make(memory, by, manifest));
    buffer out = { 0 };
    data_write_json(made, true, &out);
    text contents = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return contents;
}

static text text_at(const data *map, const char *key)
{
    const data *found = data_get(map, text_of(key));
    return found != NULL && found->type == DATA_TEXT ? found->text : (text){ 0 };
}

bool kit_signature_read(arena *memory, text contents, public_key *key, text *signature)
{
    const data *said = data_read_json(memory, contents);
    const data *format = said != NULL ? data_get(said, TEXT("format")) : NULL;
    if (format == NULL || format->type != DATA_NUMBER || format->number != 1
        || !text_equals(text_at(said, "algorithm"), TEXT("Ed25519")))
        return false;
    *signature = text_at(said, "signature");
    return public_key_read(text_at(said, "key"), key);
}
