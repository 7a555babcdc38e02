// Documents in which something is tried before it is added to another.
#include "formats/pdf/pdf_parts.h"

#include "base/unicode.h"

#include <assert.h>

pdf *pdf_begin_trial(arena *memory, pdf *of)
{
    pdf *made = ARENA_NEW(memory, pdf, 1);
    made->memory = memory;
    made->settings = of->settings;
    made->canvas = of->canvas;
    made->tried_for = of;
    made->first_style = of->first_style;
    made->style = &made->first_style;
    made->missing_seen = made->furniture = (table){ .memory = memory };
    // Elements take their place in the tree when they are drawn.
    made->root = of->root;
    made->field_prefix = of->field_prefix;
    made->notes_before = of->notes_before + of->notes.count;
    return made;
}

static void take_slices(pdf *document, const pdf *trial)
{
    if (trial->slices.count == 0)
        return;
    pdf_slice *first = trial->slices.items[0];
    first->before = document->room > first->before ? document->room : first->before;
    first->state->style = document->next.style;
    first->state->begins_page = document->next.begins_page;
    first->state->start = document->next.start;
    first->state->heads = document->next.heads;
    for (size_t i = 0; i < trial->slices.count; i++)
        *ARENA_PUSH(document->memory, document->slices) = trial->slices.items[i];
    document->room = trial->room;
    document->next = trial->next;
    document->style = trial->style;
}

static void take_missing(pdf *document, const pdf *trial)
{
    text all = buffer_text(&trial->missing), rest = all;
    for (uint32_t character; unicode_take(&rest, &character); all = rest) {
        text own = text_copy(document->memory, text_slice(all, 0, all.length - rest.length));
        bool is_new;
        table_put(&document->missing_seen, own, &is_new);
        if (is_new)
            buffer_add(&document->missing, own);
    }
}

void pdf_take_over(pdf *document, pdf *trial)
{
    assert(trial->tried_for == document && trial->notes_before == document->notes_before + document->notes.count);
    take_slices(document, trial);
    for (size_t i = 0; i < trial->notes.count; i++)
        *ARENA_PUSH(document->memory, document->notes) = trial->notes.items[i];
    for (size_t i = 0; i < trial->asked.count; i++)
        *ARENA_PUSH(document->memory, document->asked) = trial->asked.items[i];
    take_missing(document, trial);
    pdf_abandon(trial);
}
