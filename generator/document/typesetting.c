#include "document/typesetting.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "language/typography.h"

static bool is_words(const node *inline_node)
{
    return inline_node != NULL && (inline_node->type == NODE_TEXT || inline_node->type == NODE_SOFT_BREAK);
}

// Texts and breaks that follow one another become one text, so that what belongs together is seen together.
static void join(arena *memory, node *first)
{
    if (first->type == NODE_TEXT && !is_words(first->next))
        return;
    buffer words = { 0 };
    buffer_add(&words, first->type == NODE_TEXT ? first->literal : TEXT(" "));
    while (is_words(first->next)) {
        buffer_add(&words, first->next->type == NODE_TEXT ? first->next->literal : TEXT(" "));
        node_remove(first->next);
    }
    first->type = NODE_TEXT;
    first->literal = text_copy(memory, buffer_text(&words));
    buffer_free(&words);
}

// What a reader sees first at or after [from] in its paragraph.
static uint32_t first_character(const node *from)
{
    document_walk walk = { .root = (node *)from };
    while (from != NULL && document_next(&walk)) {
        text literal = walk.current->literal;
        uint32_t character;
        if (!walk.entering)
            continue;
        if (walk.current->type == NODE_SOFT_BREAK)
            return ' ';
        if ((walk.current->type == NODE_TEXT || walk.current->type == NODE_CODE) && unicode_take(&literal, &character))
            return character;
    }
    return 0;
}

static uint32_t character_after(const node *words)
{
    while (words->next == NULL && words->parent != NULL && !node_is_block(words->parent->type))
        words = words->parent;
    return first_character(words->next);
}

// A link that shows its address, and titles in other languages.
static bool is_left_alone(const node *words)
{
    for (const node *above = words->parent; above != NULL && !node_is_block(above->type); above = above->parent) {
        if (above->type == NODE_IMAGE)
            return true;
        if (above->type == NODE_LINK
            && (above->link.language.length > 0 || text_find(words->literal, TEXT("://"), 0) != TEXT_NOT_FOUND
                || text_equals(words->literal, above->link.address)))
            return true;
    }
    return false;
}

static uint32_t last_character(text literal)
{
    uint32_t character = 0;
    while (unicode_take(&literal, &character)) { }
    return character;
}

void document_typeset(arena *memory, node *root, text language)
{
    typography at = { .language = language };
    document_walk walk = { .root = root };
    while (document_next(&walk)) {
        node *here = walk.current;
        if (node_is_block(here->type) || here->type == NODE_HARD_BREAK) {
            at = (typography){ .language = language };
        } else if (walk.entering && is_words(here)) {
            join(memory, here);
            if (is_left_alone(here))
                at.before = last_character(here->literal);
            else
                here->literal = typography_mend(&at, memory, here->literal, character_after(here));
        } else if (walk.entering && here->type == NODE_CODE) {
            at.before = last_character(here->literal);
        }
    }
}
