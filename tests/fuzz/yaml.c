// YAML as values, and written again.
#include "fuzz.h"

#include "source/yaml.h"
#include "source/yaml_write.h"

static void prepare(void)
{
}

static bool is_same(const value *a, const value *b)
{
    if (a == NULL || b == NULL || a->type != b->type)
        return false;
    if (a->type == VALUE_SCALAR)
        return text_equals(a->text, b->text);
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->type == VALUE_LIST ? is_same(a->items[i], b->items[i])
             : text_equals(a->entries[i].key, b->entries[i].key) && is_same(a->entries[i].value, b->entries[i].value);
    return same;
}

static void try_input(text input)
{
    const value *read = yaml_read(&memory, input, TEXT("a.yaml"), 1, 0, &found);
    if (read == NULL || read->type != VALUE_MAP || found.count > 0)
        return;
    buffer out = { 0 };
    yaml_write(read, &out);
    const value *again = yaml_read(&memory, text_copy(&memory, buffer_text(&out)), TEXT("b.yaml"), 1, 0, &found);
    buffer_free(&out);
    require(found.count > 0 || read->count == 0 || is_same(read, again));
}
