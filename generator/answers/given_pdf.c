// Forms in PDF, alone or in a book.
#include "answers/given.h"

#include "formats/pdf/pdf_read.h"

// In a book fields are "<form>:<field>".
static given_form *form_named(arena *memory, given_forms *into, size_t first, text id, text language)
{
    for (size_t i = first; i < into->count; i++)
        if (text_equals(into->items[i].form, id))
            return &into->items[i];
    if (into->count - first == GIVEN_FORMS_MOST)
        return NULL;
    given_form *made = given_add_form(memory, into, FILLED_PDF);
    made->form = id;
    made->language = language;
    return made;
}

static given_value value_of(const pdf_read_field *from, text name)
{
    given_value made = { .name = name, .text = from->value, .truth = true };
    bool is_empty = text_trim(from->value).length == 0;
    // One of several to choose from has a state of its own, a box to tick has "Yes".
    made.type = is_empty ? GIVEN_EMPTY : from->type == PDF_READ_MARK && text_equals(from->value, TEXT("Yes")) ? GIVEN_TRUTH : GIVEN_TEXT;
    return made;
}

bool given_read_pdf(arena *memory, text bytes, given_forms *into, text *why)
{
    pdf_read_fields fields = { 0 };
    size_t first = into->count;
    switch (pdf_read(memory, bytes, &fields)) {
    case PDF_READ_LOCKED:
        *why = TEXT("it is locked with a password: save it without one");
        return false;
    case PDF_READ_DAMAGED:
        *why = TEXT("it is no whole PDF: ask for the file again");
        return false;
    case PDF_READ:
        break;
    }
    text form_id = { 0 }, version = { 0 }, language = fields.language, rest = fields.identity;
    if (text_take_part(&rest, ' ', &form_id) && text_take_part(&rest, ' ', &version) && rest.length > 0)
        language = rest;
    for (size_t i = 0; i < fields.count; i++) {
        text name = fields.items[i].name, id = form_id;
        bool is_of_book = text_split(name, ':', &id, &name);
        given_form *of = form_named(memory, into, first, id, language);
        if (of == NULL) {
            into->is_cut = true;
            break;
        }
        of->version = is_of_book ? (text){ 0 } : version;
        given_add(memory, of, value_of(&fields.items[i], name));
    }
    return true;
}
