#include "forks/merge_keys.h"

#include "source/yaml.h"

static size_t line_start(text whole, int line)
{
    size_t at_byte = 0;
    for (int i = 1; i < line && at_byte < whole.length; i++) {
        size_t end = text_find_byte(whole, '\n', at_byte);
        at_byte = end == TEXT_NOT_FOUND ? whole.length : end + 1;
    }
    return at_byte;
}

static bool stands_by_lines(const value *root)
{
    for (size_t i = 0; i < root->count; i++)
        if (root->entries[i].column != 1 || (i > 0 && root->entries[i].line <= root->entries[i - 1].line))
            return false;
    return true;
}

bool keyed_text_read(arena *memory, text yaml, keyed_text *read)
{
    diagnostics found = { .memory = memory };
    const value *root = yaml_read(memory, yaml, TEXT("x"), 1, 0, &found);
    *read = (keyed_text){ .opening = yaml };
    if (found.count > 0 || (root != NULL && (root->type != VALUE_MAP || !stands_by_lines(root))))
        return false;
    if (root == NULL || root->count == 0)
        return true;
    if (yaml.bytes[yaml.length - 1] != '\n')
        yaml = text_join(memory, yaml, TEXT("\n"));
    read->items = ARENA_NEW(memory, keyed_lines, root->count);
    read->count = root->count;
    read->opening = text_slice(yaml, 0, line_start(yaml, root->entries[0].line));
    for (size_t i = 0; i < root->count; i++) {
        size_t from = line_start(yaml, root->entries[i].line);
        size_t to = i + 1 < root->count ? line_start(yaml, root->entries[i + 1].line) : yaml.length;
        read->items[i] = (keyed_lines){ root->entries[i].key, root->entries[i].value, text_slice(yaml, from, to) };
    }
    return true;
}

const keyed_lines *keyed_text_find(const keyed_text *in, text key)
{
    for (size_t i = 0; i < in->count; i++)
        if (text_equals(in->items[i].key, key))
            return &in->items[i];
    return NULL;
}

static size_t place_of(const key_order *order, text key)
{
    size_t i = 0;
    while (i < order->count && !text_equals(order->items[i], key))
        i++;
    return i;
}

key_order keyed_text_order(arena *memory, const keyed_text *ours, const keyed_text *theirs)
{
    key_order order = { ARENA_NEW(memory, text, ours->count + theirs->count + 1), 0 };
    for (size_t i = 0; i < ours->count; i++)
        order.items[order.count++] = ours->items[i].key;
    for (size_t i = 0; i < theirs->count; i++) {
        if (keyed_text_find(ours, theirs->items[i].key) != NULL)
            continue;
        size_t to = i == 0 ? 0 : place_of(&order, theirs->items[i - 1].key) + 1;
        for (size_t j = order.count; j > to; j--)
            order.items[j] = order.items[j - 1];
        order.items[to] = theirs->items[i].key;
        order.count++;
    }
    return order;
}
