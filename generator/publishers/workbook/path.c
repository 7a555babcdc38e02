// The steps of a process on one page, as a path that winds from the first to the last.
#include "publishers/workbook/writer.h"

enum { CIRCLE = 46, BEND = 64, LEAST_STEP = 66, MOST_STEP = 112, GAP = 20, PAGE_COLUMN = 34 };

typedef struct {
    book_writer *with;
    double step, width;
    size_t count;
} winding_path;

static double left_of(size_t number)
{
    return number % 2 == 0 ? 0 : BEND;
}

// From the edge of one circle to that of the next.
static void put_way(const winding_path *in, pdf_slice *on, size_t number)
{
    double x1 = left_of(number) + CIRCLE / 2.0, x2 = left_of(number + 1) + CIRCLE / 2.0;
    double share = (CIRCLE / 2.0 + 5) / in->step, dx = (x2 - x1) * share, dy = in->step * share;
    pdf_put_stroke(in->with->document, on, x1 + dx, CIRCLE / 2.0 + dy, x2 - dx, CIRCLE / 2.0 + in->step - dy, 2, 5,
                   in->with->style->colours.numeral);
}

static void put_number(const winding_path *in, pdf_slice *on, pdf_element *label, size_t number)
{
    book_writer *to = in->with;
    const print_style *looks = to->style;
    pdf_style style = book_sans(to, book_scaled(looks->sizes.chapter, 0.9), 700, 0xffffff);
    double x = left_of(number);
    pdf_put_box(to->document, on, &(pdf_box){ .x = x, .width = CIRCLE, .height = CIRCLE, .radius = CIRCLE / 2.0,
                                              .is_filled = true, .fill = looks->stalls[number % looks->stall_count] });
    pdf_lines *figure = pdf_break_text(to->document, text_format(to->memory, "%zu", number + 1), &style, CIRCLE);
    pdf_put_lines(to->document, on, label, figure, x + (CIRCLE - pdf_lines_width(figure)) / 2,
                  (CIRCLE - style.leading) / 2 - 0.5);
}

static text field_text(const page *of, text id)
{
    const field_value *v = page_field(of, id);
    return v != NULL ? v->text : (text){ 0 };
}

static void add_step(const winding_path *in, pdf_element *list, const page *shown, size_t number)
{
    book_writer *to = in->with;
    pdf *document = to->document;
    const print_style *looks = to->style;
    pdf_style name = book_sans(to, looks->sizes.heading, 700, looks->colours.title);
    pdf_style asked = book_serif(to, looks->sizes.summary, to->look->body.colour);
    double x = left_of(number) + CIRCLE + GAP, width = in->width - x - PAGE_COLUMN;
    text title = field_text(shown, TEXT("short"));
    pdf_lines *above = pdf_break_text(document, title.length > 0 ? title : shown->title, &name, width);
    pdf_lines *below = pdf_break_text(document, field_text(shown, TEXT("question")), &asked, width);
    double height = pdf_lines_height(above) + pdf_lines_height(below), y = height < CIRCLE ? (CIRCLE - height) / 2 : 0;
    bool is_last = number + 1 == in->count;
    pdf_slice *slice = pdf_slice_new(document, 0, height > in->step || is_last ? (height > CIRCLE ? height : CIRCLE) : in->step);
    pdf_element *item = pdf_element_new(document, list, "LI");
    if (!is_last)
        put_way(in, slice, number);
    put_number(in, slice, pdf_element_new(document, item, "Lbl"), number);
    pdf_element *body = pdf_element_new(document, item, "LBody");
    pdf_put_lines(document, slice, pdf_element_new(document, body, "P"), above, x, y);
    pdf_put_lines(document, slice, pdf_element_new(document, body, "P"), below, x, y + pdf_lines_height(above));
    const text *anchor = table_find(&to->bound->anchors, shown->url);
    if (anchor != NULL)
        pdf_put_page_number(document, slice, body, *anchor, &name, in->width, y);
}

void book_add_path(book_writer *to, const book_part *part)
{
    static const edition website = { 0 };
    const page **steps;
    size_t count = view_pages(to->memory, to->build->site, &website, part->matrix, to->language, NULL, &steps);
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    to->anchor = part->anchor;
    text title = part->title.length > 0 ? part->title : part->matrix->title;
    book_set_heads(to, title);
    double used = 0;
    if (title.length > 0) {
        book_add_title(to, title, part->anchor, 1);
        used = to->look->headings[to->title_level - 1].leading + 14;
    }
    if (part->summary.length > 0) {
        pdf_style lead = book_serif(to, to->style->sizes.summary, to->style->colours.soft_ink);
        pdf_add_text(to->document, to->section, "P", part->summary, &lead, book_column(to, 0));
        used += 2 * lead.leading;
    }
    double step = (pdf_text_height(to->document) - used - 30 - CIRCLE) / (double)(count > 1 ? count - 1 : 1);
    winding_path in = { to, step < LEAST_STEP ? LEAST_STEP : step > MOST_STEP ? MOST_STEP : step,
                        pdf_text_width(to->document), count };
    pdf_add_room(to->document, 24);
    pdf_element *list = pdf_element_new(to->document, to->section, "L");
    list->is_ordered = true;
    for (size_t i = 0; i < count; i++)
        add_step(&in, list, steps[i], i);
}
