#include "document.h"

#include "base/lanes.h"

node *node_new(arena *memory, node_type type, int line, int column)
{
    node *fresh = ARENA_NEW(memory, node, 1);
    fresh->type = type;
    fresh->line = line;
    fresh->column = column;
    return fresh;
}

void node_append(node *parent, node *child)
{
    child->parent = parent;
    child->previous = parent->last;
    child->next = NULL;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void node_insert_before(node *beside, node *fresh)
{
    fresh->parent = beside->parent;
    fresh->previous = beside->previous;
    fresh->next = beside;
    if (beside->previous != NULL)
        beside->previous->next = fresh;
    else if (beside->parent != NULL)
        beside->parent->first = fresh;
    beside->previous = fresh;
}

void node_insert_after(node *beside, node *fresh)
{
    fresh->parent = beside->parent;
    fresh->previous = beside;
    fresh->next = beside->next;
    if (beside->next != NULL)
        beside->next->previous = fresh;
    else if (beside->parent != NULL)
        beside->parent->last = fresh;
    beside->next = fresh;
}

void node_remove(node *removed)
{
    if (removed->previous != NULL)
        removed->previous->next = removed->next;
    else if (removed->parent != NULL)
        removed->parent->first = removed->next;
    if (removed->next != NULL)
        removed->next->previous = removed->previous;
    else if (removed->parent != NULL)
        removed->parent->last = removed->previous;
    removed->parent = removed->previous = removed->next = NULL;
}

static node *copy_alone(arena *memory, const node *from)
{
    node *copy = ARENA_NEW(memory, node, 1);
    *copy = *from;
    copy->parent = copy->first = copy->last = copy->next = copy->previous = NULL;
    return copy;
}

node *node_copy(arena *memory, const node *from)
{
    node *root = copy_alone(memory, from), *into = root;
    const node *current = from;
    for (;;) {
        if (current->first != NULL) {
            current = current->first;
        } else {
            while (current != from && current->next == NULL) {
                current = current->parent;
                into = into->parent;
            }
            if (current == from)
                return root;
            current = current->next;
            into = into->parent;
        }
        node *copy = copy_alone(memory, current);
        node_append(into, copy);
        into = copy;
    }
}

static bool is_white(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

static byte_lanes white_lanes(byte_lanes here)
{
    return (byte_lanes)((here == ' ') | (here == '\n') | (here == '\t') | (here == '\r'));
}

// Where the words that begin at [i] end, with no white space between them but single spaces. Behind the last byte, zero
// bytes stand in [next].
static size_t end_of_tidy(text t, size_t i)
{
    for (; i < t.length; i += LANES) {
        byte_lanes here = lanes_at(t, i), next = lanes_at(t, i + 1), is_space = (byte_lanes)(here == ' ');
        byte_lanes is_gap = (white_lanes(here) & ~is_space) | (is_space & (white_lanes(next) | (byte_lanes)(next == 0)));
        size_t first = lanes_first(is_gap);
        if (first < LANES)
            return i + first;
    }
    return t.length;
}

// Adds words to what stands from [start]; white space of any length, and [gap] before them, becomes one space.
static void add_words(buffer *out, size_t start, text words, bool *gap)
{
    for (size_t i = 0; i < words.length;) {
        if (is_white(words.bytes[i])) {
            *gap = true;
            i++;
            continue;
        }
        size_t end = end_of_tidy(words, i);
        if (*gap && out->length > start)
            buffer_add_byte(out, ' ');
        *gap = false;
        buffer_add(out, text_slice(words, i, end));
        i = end;
    }
}

void document_add_plain_text(buffer *out, const node *from)
{
    size_t start = out->length;
    bool gap = false;
    document_walk walk = { .root = (node *)from };
    while (document_next(&walk)) {
        switch (walk.current->type) {
        case NODE_TEXT:
        case NODE_CODE:
        case NODE_CODE_BLOCK:
            if (walk.entering)
                add_words(out, start, walk.current->literal, &gap);
            break;
        default:
            break;
        }
        node_type type = walk.current->type;
        if (node_is_block(type) || type == NODE_SOFT_BREAK || type == NODE_HARD_BREAK)
            gap = true;
    }
}

text document_plain_text(arena *memory, const node *from)
{
    buffer out = { 0 };
    document_add_plain_text(&out, from);
    text words = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return words;
}
