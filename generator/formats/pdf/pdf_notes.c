// Footnotes. Their slices are kept apart and placed by pdf_paging.c; in the tree a note
// stands behind the paragraph that calls it first.
#include "formats/pdf/pdf_pango.h"

static text anchor_of(arena *memory, const pdf_note *note)
{
    return text_format(memory, "@note-%zu", note->number);
}

pdf_style pdf_note_style(const pdf *document)
{
    pdf_style style = document->settings.look.body;
    style.size *= 0.83;
    style.leading *= 0.8;
    return style;
}

pdf_note *pdf_note_begin(pdf *document, text label)
{
    pdf_note *made = ARENA_NEW(document->memory, pdf_note, 1);
    *ARENA_PUSH(document->memory, document->notes) = made;
    made->number = document->notes_before + document->notes.count;
    made->label = label;
    made->element = pdf_element_new(document, NULL, "Note");
    made->outer = document->slices;
    made->outer_room = document->room;
    made->outer_note = document->note;
    document->slices = (pdf_slices){ 0 };
    document->room = 0;
    document->note = made;
    return made;
}

pdf_element *pdf_note_element(const pdf_note *note)
{
    return note->element;
}

void pdf_note_end(pdf *document, pdf_note *note)
{
    const pdf_style style = pdf_note_style(document);
    if (document->slices.count == 0)
        pdf_slice_new(document, 0, style.leading);
    pdf_slice *first = document->slices.items[0];
    const pdf_lines *label = pdf_break_text(document, note->label, &style, PDF_NOTE_INDENT);
    pdf_put_line_first(document, first, pdf_element_new(document, note->element, "Lbl"), label, 0, 0);
    pdf_put_anchor(document, first, anchor_of(document->memory, note));
    note->slices = document->slices;
    document->slices = note->outer;
    document->room = note->outer_room;
    document->note = note->outer_note;
}

void pdf_call_notes(pdf *document, pdf_slice *on, const pdf_lines *lines, size_t line)
{
    const pdf_line *called = &lines->lines[line];
    for (size_t i = called->first; line < lines->count && i < called->first + called->count; i++) {
        pdf_note *note = lines->spans[lines->pieces[i].span].run->note;
        if (note != NULL)
            *ARENA_PUSH(document->memory, on->state->notes) = note;
    }
}

static pdf_element *place_for(pdf_element *paragraph)
{
    static const char *const holders[] = { "TD", "TH", "LBody", "Caption", "Div", "Note", "BlockQuote" };
    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++)
        if (text_equals(text_of(paragraph->type), text_of(holders[i])))
            return paragraph;
    return paragraph->parent != NULL ? paragraph->parent : paragraph;
}

text pdf_note_called(pdf *document, pdf_note *note, pdf_element *within)
{
    if (!note->element->state->is_attached) {
        note->element->parent = place_for(within);
        pdf_attach(document, note->element);
    }
    return text_join(document->memory, TEXT("#"), anchor_of(document->memory, note));
}

// ---- Notes of a tree

static const node *find_note(const node *list, int number)
{
    for (const node *at = list != NULL ? list->first : NULL; at != NULL; at = at->next)
        if (at->footnote.number == number)
            return at;
    return NULL;
}

pdf_note *pdf_tree_note(pdf *document, const node *call)
{
    struct pdf_footnotes *notes = document->footnotes;
    const node *found = notes != NULL ? find_note(notes->list, call->footnote.number) : NULL;
    // A note in a note would need a foot of its own.
    if (found == NULL || document->note != NULL)
        return NULL;
    text label = text_format(document->memory, "%d", call->footnote.number);
    bool is_new;
    uintptr_t *kept = table_put(&notes->made, label, &is_new);
    if (is_new) {
        pdf_note *made = pdf_note_begin(document, label);
        *kept = (uintptr_t)made;
        pdf_add_note_blocks(document, found, notes->request, made->element);
        pdf_note_end(document, made);
        return made;
    }
    return (pdf_note *)*kept;
}
