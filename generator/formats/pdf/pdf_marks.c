// What pages are found by when they come back from a scanner: a code that says which page it is, and four rings.
#include "formats/pdf/pdf_parts.h"

#include "base/digest.h"

#define RING_MIDDLE PDF_MM(12)          // from both edges: printers leave 5 mm white
#define CODE_SIZE PDF_MM(15)
#define CODE_GAP PDF_MM(4)
enum { DIGEST_DIGITS = 4, RINGS = 4 };

static void add_field(arena *memory, pdf_page_place *to, const pdf_annotation *from)
{
    *ARENA_PUSH(memory, to->fields) = (pdf_field_place){
        .type = from->field->type, .name = text_copy(memory, from->field->name),
        .state = text_copy(memory, from->field->state), .is_for_hand = from->type == ANNOTATION_HAND, .x = from->at.left, .y = to->height - from->at.top,
        .width = from->at.right - from->at.left, .height = from->at.top - from->at.bottom };
}

// The same places give the same digits, wherever the page was made: a tenth of a point is as exact as they are.
static text digest_of(arena *memory, const pdf_page_place *of)
{
    buffer told = { 0 };
    buffer_format(&told, "%.0f %.0f", of->width, of->height);
    for (size_t i = 0; i < of->fields.count; i++) {
        const pdf_field_place *field = &of->fields.items[i];
        buffer_format(&told, "\n%d %.*s %.*s", (int)field->type, TEXT_PRINT(field->name), TEXT_PRINT(field->state));
        buffer_format(&told, " %.0f %.0f %.0f %.0f", field->x * 10, field->y * 10, field->width * 10,
                      field->height * 10);
    }
    text digest = digest_sha256(memory, buffer_text(&told));
    buffer_free(&told);
    return text_slice(digest, 0, DIGEST_DIGITS);
}

static text in_capitals(arena *memory, text said)
{
    char *made = text_to_string(memory, said);
    for (size_t i = 0; i < said.length; i++)
        if (made[i] >= 'a' && made[i] <= 'z')
            made[i] = (char)(made[i] - 'a' + 'A');
    return (text){ made, said.length };
}

static pdf_page_place place_of(const pdf *document, arena *memory, size_t page)
{
    const pdf_page *drawn = &document->pages.items[page];
    pdf_page_place made = { .width = drawn->width, .height = drawn->height, .code_size = CODE_SIZE };
    double near = RING_MIDDLE, right = drawn->width - near, bottom = drawn->height - near;
    made.rings[0].x = made.rings[3].x = made.rings[0].y = made.rings[1].y = near;
    made.rings[1].x = made.rings[2].x = right;
    made.rings[2].y = made.rings[3].y = bottom;
    made.code_x = right - CODE_SIZE / 2;
    made.code_y = bottom - PDF_RING_RADIUS - CODE_GAP - CODE_SIZE;
    for (size_t i = 0; i < document->annotations.count; i++)
        if (document->annotations.items[i]->page == page && document->annotations.items[i]->type == ANNOTATION_FIELD)
            add_field(memory, &made, document->annotations.items[i]);
    for (size_t i = 0; i < document->hands.count; i++)
        if (document->hands.items[i]->page == page)
            add_field(memory, &made, document->hands.items[i]);
    made.code = text_format(memory, "%.*s:%zu:%.*s", TEXT_PRINT(document->settings.page_code), page + 1,
                            TEXT_PRINT(digest_of(memory, &made)));
    made.code = in_capitals(memory, made.code);
    return made;
}

void pdf_draw_marks(pdf *document)
{
    static const pdf_element marks = { .type = "/Type /Page" };
    pdf_page_place marked = place_of(document, document->memory, document->pages.count - 1);
    const double line = PDF_RING_RADIUS - PDF_RING_HOLE, middle = PDF_RING_RADIUS - line / 2;
    document->decoration = &marks;
    for (size_t i = 0; i < RINGS; i++) {
        pdf_draw_circle(document, &(pdf_box){ .width = 2 * middle, .is_stroked = true, .thickness = line },
                        marked.rings[i].x - middle, marked.rings[i].y - middle);
        pdf_draw_circle(document, &(pdf_box){ .width = 2 * PDF_DOT_RADIUS, .is_filled = true },
                        marked.rings[i].x - PDF_DOT_RADIUS, marked.rings[i].y - PDF_DOT_RADIUS);
    }
    const pdf_qr *code = pdf_qr_make_short(document->memory, marked.code);
    if (code != NULL)
        pdf_draw_qr(document, NULL, code, marked.code_x, marked.code_y, marked.code_size);
    document->decoration = NULL;
}

void pdf_tell_places(const pdf *document, arena *memory, pdf_places *places)
{
    for (size_t i = 0; i < document->pages.count; i++)
        *ARENA_PUSH(memory, *places) = place_of(document, memory, i);
}
