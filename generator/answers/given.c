#include "answers/given.h"

given_form *given_add_form(arena *memory, given_forms *into, filled_format format)
{
    given_form *made = ARENA_PUSH(memory, *into);
    made->format = format;
    return made;
}

void given_add(arena *memory, given_form *into, given_value one)
{
    if (into->values.count < GIVEN_VALUES_MOST)
        *ARENA_PUSH(memory, into->values) = one;
    else
        into->is_cut = true;
}

bool given_is_blank(const given_form *of)
{
    for (size_t i = 0; i < of->values.count; i++)
        if (of->values.items[i].type != GIVEN_EMPTY)
            return false;
    return true;
}
