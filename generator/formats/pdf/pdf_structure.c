#include "formats/pdf/pdf_parts.h"

#include <assert.h>

pdf_element *pdf_element_new(pdf *document, pdf_element *parent, const char *type)
{
    pdf_element *made = ARENA_NEW(document->memory, pdf_element, 1);
    made->type = type;
    made->parent = parent != NULL ? parent : document->root;
    made->state = ARENA_NEW(document->memory, pdf_element_state, 1);
    return made;
}

// Elements take their place in the tree with their first content, so that the
// tree is in reading order and holds nothing that was never drawn.
void pdf_attach(pdf *document, pdf_element *element)
{
    while (!element->state->is_attached && element->parent != NULL) {
        // From the outermost one that has no place yet.
        pdf_element *outer = element;
        while (outer->parent != NULL && outer->parent->parent != NULL && !outer->parent->state->is_attached)
            outer = outer->parent;
        *ARENA_PUSH(document->memory, outer->parent->state->kids) =
            (pdf_kid){ .type = KID_ELEMENT, .element = outer };
        outer->state->is_attached = true;
        *ARENA_PUSH(document->memory, document->attached) = outer;
    }
}

size_t pdf_mark(pdf *document, pdf_element *element)
{
    assert(document->pages.count > 0);
    pdf_page *current = &document->pages.items[document->pages.count - 1];
    *ARENA_PUSH(document->memory, current->marks) = element != NULL ? element : document->decoration;
    if (element == NULL)
        return 0;
    pdf_attach(document, element);
    size_t number = current->content_count++;
    *ARENA_PUSH(document->memory, element->state->kids) =
        (pdf_kid){ .type = KID_CONTENT, .page = document->pages.count - 1, .content = number };
    return number;
}

// In PDF's way, from the bottom of the current page.
static pdf_rectangle on_page(const pdf *document, double x, double y, double width, double height)
{
    double page_height = document->pages.items[document->pages.count - 1].height;
    return (pdf_rectangle){ x, page_height - y - height, x + width, page_height - y };
}

void pdf_set_bounds(pdf *document, pdf_element *element, double x, double y, double width, double height)
{
    element->state->has_bounds = true;
    element->state->bounds = on_page(document, x, y, width, height);
}

void pdf_note_hand(pdf *document, const pdf_field *field, double x, double y, double width, double height)
{
    pdf_annotation *made = ARENA_NEW(document->memory, pdf_annotation, 1);
    *made = (pdf_annotation){ .type = ANNOTATION_HAND, .page = document->pages.count - 1, .field = field,
                              .at = on_page(document, x, y, width, height) };
    *ARENA_PUSH(document->memory, document->hands) = made;
}

pdf_annotation *pdf_annotate(pdf *document, pdf_element *element, pdf_annotation_type type, double x, double y,
                             double width, double height)
{
    pdf_annotation *made = ARENA_NEW(document->memory, pdf_annotation, 1);
    made->type = type;
    made->page = document->pages.count - 1;
    made->at = on_page(document, x, y, width, height);
    made->element = element;
    *ARENA_PUSH(document->memory, document->annotations) = made;
    pdf_attach(document, element);
    *ARENA_PUSH(document->memory, element->state->kids) =
        (pdf_kid){ .type = KID_ANNOTATION, .page = made->page, .annotation = made };
    return made;
}
