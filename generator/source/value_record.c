#include "source/value_record.h"

#include "source/yaml.h"

#include <string.h>

typedef enum { NODE_NONE, NODE_SCALAR, NODE_QUOTED, NODE_LIST, NODE_MAP } node_form;

// Before a scalar's text or the nodes of what a list or map holds, or a map's key.
typedef struct {
    uint64_t length;            // of the text or key in bytes; of a list or map in items
    uint64_t line, column;
    node_form form;
} node_head;

// As it is written. What does not fit, in a file as long as no page is, stands behind: the length, the line, the column.
typedef struct {
    uint32_t length_and_form;
    uint16_t line, column;
} short_head;

enum { FORM_BITS = 4, FAR = 8, FORMS = FAR - 1, LONGEST = (1 << (31 - FORM_BITS)) - 1 };

static void add_head(buffer *nodes, node_form form, int line, int column, size_t length)
{
    bool is_far = line > UINT16_MAX || column > UINT16_MAX || length > LONGEST;
    short_head head = { FAR | form, 0, 0 };
    if (!is_far)
        head = (short_head){ (uint32_t)length << FORM_BITS | form, (uint16_t)line, (uint16_t)column };
    buffer_add(nodes, (text){ (const char *)&head, sizeof head });
    if (is_far) {
        record_add_number(nodes, length);
        record_add_number(nodes, (uint64_t)line);
        record_add_number(nodes, (uint64_t)column);
    }
}

// YAML_DEPTH_LIMIT ends the recursion.
void value_add_to_record(const value *tree, buffer *nodes, buffer *texts)
{
    if (tree == NULL) {
        add_head(nodes, NODE_NONE, 0, 0, 0);
    } else if (tree->type == VALUE_SCALAR) {
        add_head(nodes, tree->is_quoted ? NODE_QUOTED : NODE_SCALAR, tree->line, tree->column, tree->text.length);
        buffer_add(texts, tree->text);
    } else {
        add_head(nodes, tree->type == VALUE_LIST ? NODE_LIST : NODE_MAP, tree->line, tree->column, tree->count);
        for (size_t i = 0; i < tree->count; i++) {
            if (tree->type == VALUE_LIST) {
                value_add_to_record(tree->items[i], nodes, texts);
                continue;
            }
            const value_entry *entry = &tree->entries[i];
            add_head(nodes, NODE_SCALAR, entry->line, entry->column, entry->key.length);
            buffer_add(texts, entry->key);
            value_add_to_record(entry->value, nodes, texts);
        }
    }
}

static bool take_head(text *nodes, node_head *head)
{
    short_head taken;
    if (nodes->length < sizeof taken)
        return false;
    memcpy(&taken, nodes->bytes, sizeof taken);
    *nodes = text_from(*nodes, sizeof taken);
    *head = (node_head){ taken.length_and_form >> FORM_BITS, taken.line, taken.column, (node_form)(taken.length_and_form & FORMS) };
    if ((taken.length_and_form & FAR) != 0) {
        head->length = record_take_number(nodes);
        head->line = record_take_number(nodes);
        head->column = record_take_number(nodes);
    }
    return nodes->bytes != NULL;
}

static bool take_text(text *texts, size_t length, text *taken)
{
    if (length > texts->length)
        return false;
    *taken = text_slice(*texts, 0, length);
    *texts = text_from(*texts, length);
    return true;
}

static const value *take(arena *memory, text *nodes, text *texts, int depth);

static bool take_items(arena *memory, text *nodes, text *texts, int depth, value *into, size_t count)
{
    if (count > nodes->length / sizeof(short_head))
        return false;
    if (into->type == VALUE_LIST)
        into->items = ARENA_NEW(memory, const value *, count);
    else
        into->entries = ARENA_NEW(memory, value_entry, count);
    for (; into->count < count; into->count++) {
        const value *item;
        node_head key;
        value_entry *entry = into->type == VALUE_MAP ? &into->entries[into->count] : NULL;
        if (entry != NULL && (!take_head(nodes, &key) || !take_text(texts, key.length, &entry->key)))
            return false;
        if ((item = take(memory, nodes, texts, depth + 1)) == NULL)
            return false;
        if (entry == NULL) {
            into->items[into->count] = item;
        } else {
            entry->line = (int)key.line;
            entry->column = (int)key.column;
            entry->value = item;
        }
    }
    return true;
}

static const value *take(arena *memory, text *nodes, text *texts, int depth)
{
    node_head head;
    if (depth > YAML_DEPTH_LIMIT || !take_head(nodes, &head) || head.form == NODE_NONE || head.form > NODE_MAP)
        return NULL;
    value *made = ARENA_NEW(memory, value, 1);
    *made = (value){ .type = VALUE_SCALAR, .line = (int)head.line, .column = (int)head.column,
                     .is_quoted = head.form == NODE_QUOTED };
    if (head.form == NODE_SCALAR || head.form == NODE_QUOTED)
        return take_text(texts, head.length, &made->text) ? made : NULL;
    made->type = head.form == NODE_LIST ? VALUE_LIST : VALUE_MAP;
    return take_items(memory, nodes, texts, depth, made, head.length) ? made : NULL;
}

const value *value_take_from_record(arena *memory, text *nodes, text *texts)
{
    return take(memory, nodes, texts, 0);
}
