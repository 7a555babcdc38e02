#include "document.h"

#include "base/buffer.h"

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

bool node_is_block(node_type type)
{
    return type < NODE_TEXT;
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

bool document_next(document_walk *walk)
{
    if (walk->root == NULL)
        return false;
    if (walk->current == NULL) {
        walk->current = walk->root;
        walk->entering = true;
    } else if (walk->entering) {
        if (walk->current->first != NULL)
            walk->current = walk->current->first;
        else
            walk->entering = false;
    } else if (walk->current == walk->root) {
        *walk = (document_walk){ 0 };
        return false;
    } else if (walk->current->next != NULL) {
        walk->current = walk->current->next;
        walk->entering = true;
    } else {
        walk->current = walk->current->parent;
    }
    return true;
}

static const bool is_white[256] = { [' '] = true, ['\n'] = true, ['\t'] = true, ['\r'] = true };

static bool is_single_space(text t, size_t i)
{
    return t.bytes[i] == ' ' && i + 1 < t.length && !is_white[(unsigned char)t.bytes[i + 1]];
}

// Adds words; white space of any length, and [gap] before them, becomes one space.
static void add_words(buffer *out, text words, bool *gap)
{
    for (size_t i = 0; i < words.length;) {
        size_t from = i;
        i = text_skip_to(words, i, is_white);
        while (i > from && i < words.length && is_single_space(words, i))
            i = text_skip_to(words, i + 1, is_white);
        if (i == from) {
            *gap = true;
            i++;
            continue;
        }
        if (*gap && out->length > 0)
            buffer_add_byte(out, ' ');
        *gap = false;
        buffer_add(out, text_slice(words, from, i));
    }
}

text document_plain_text(arena *memory, const node *from)
{
    buffer out = { 0 };
    bool gap = false;
    document_walk walk = { .root = (node *)from };
    while (document_next(&walk)) {
        switch (walk.current->type) {
        case NODE_TEXT:
        case NODE_CODE:
        case NODE_CODE_BLOCK:
            if (walk.entering)
                add_words(&out, walk.current->literal, &gap);
            break;
        default:
            break;
        }
        node_type type = walk.current->type;
        if (node_is_block(type) || type == NODE_SOFT_BREAK || type == NODE_HARD_BREAK)
            gap = true;
    }
    text words = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return words;
}
