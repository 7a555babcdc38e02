// Two pages on a sheet, in the order in which folded sheets make a booklet.
#include "formats/pdf/pdf_objects.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

typedef struct {
    pdf_completion in;
    double width, height;               // of a page of the booklet
    qpdf_oh *shapes;                    // of each page: what is drawn on it
} binding;

static bool is_close(double a, double b)
{
    return fabs(a - b) < 0.5;
}

// Pages lying on their side are turned.
static bool is_turned(const binding *of, const pdf_page *page)
{
    return is_close(page->width, of->height) && is_close(page->height, of->width) && !is_close(of->width, of->height);
}

static bool is_of_size(const binding *of, const pdf_page *page)
{
    return is_turned(of, page) || (is_close(page->width, of->width) && is_close(page->height, of->height));
}

// What was drawn on the page, without its marks.
static bool take_page(binding *of, size_t number)
{
    pdf_completion *in = &of->in;
    const pdf_page *page = &in->document->pages.items[number];
    qpdf_oh from = qpdf_get_page_n(in->file, number);
    unsigned char *bytes = NULL;
    size_t length = 0;
    pdf_mend_pictures(in, from);
    if (qpdf_oh_get_page_content_data(in->file, from, &bytes, &length) >= QPDF_ERRORS)
        return false;
    pdf_page bare = { .marks = { ARENA_NEW(in->document->memory, const pdf_element *, page->marks.count + 1),
                                 page->marks.count, 0 } };
    buffer_clear(&in->scratch);
    bool is_right = pdf_content_rewrite(&bare, (text){ (char *)bytes, length }, &in->scratch);
    free(bytes);
    qpdf_oh shape = pdf_stream(in, "<</Type /XObject /Subtype /Form>>", buffer_text(&in->scratch));
    qpdf_oh dictionary = qpdf_oh_get_dict(in->file, shape);
    pdf_set(in, dictionary, "/BBox", pdf_rectangle_object(in, (pdf_rectangle){ 0, 0, page->width, page->height }));
    pdf_set(in, dictionary, "/Resources", qpdf_oh_get_key(in->file, from, "/Resources"));
    qpdf_oh group = qpdf_oh_get_key(in->file, from, "/Group");
    if (qpdf_oh_is_dictionary(in->file, group))
        pdf_set(in, dictionary, "/Group", group);
    of->shapes[number] = shape;
    return is_right;
}

static void put_page(binding *of, qpdf_oh shapes, buffer *drawn, size_t number, bool is_right_half)
{
    pdf_completion *in = &of->in;
    const pdf *document = in->document;
    if (number >= document->pages.count)
        return;
    double x = is_right_half ? of->width : 0;
    bool turned = is_turned(of, &document->pages.items[number]);
    const double places[2][6] = { { 1, 0, 0, 1, x, 0 }, { 0, 1, -1, 0, x + of->width, 0 } };
    buffer_add_string(drawn, "q ");
    for (size_t i = 0; i < 6; i++) {
        pdf_add_number(drawn, places[turned][i]);
        buffer_add_byte(drawn, ' ');
    }
    buffer_format(drawn, "cm /%s Do Q\n", is_right_half ? "R" : "L");
    pdf_set(in, shapes, is_right_half ? "/R" : "/L", of->shapes[number]);
}

static void add_side(binding *of, size_t left, size_t right)
{
    pdf_completion *in = &of->in;
    qpdf_oh shapes = qpdf_oh_new_dictionary(in->file), resources = qpdf_oh_new_dictionary(in->file);
    buffer drawn = { 0 };
    put_page(of, shapes, &drawn, left, false);
    put_page(of, shapes, &drawn, right, true);
    qpdf_oh sheet = pdf_dictionary(in, "<</Type /Page>>");
    pdf_set(in, sheet, "/MediaBox", pdf_rectangle_object(in, (pdf_rectangle){ 0, 0, 2 * of->width, of->height }));
    pdf_set(in, resources, "/XObject", shapes);
    pdf_set(in, sheet, "/Resources", resources);
    pdf_set(in, sheet, "/Contents", pdf_stream(in, "<<>>", buffer_text(&drawn)));
    qpdf_add_page(in->file, in->file, sheet, QPDF_FALSE);
    buffer_free(&drawn);
}

static bool bind_pages(binding *of)
{
    pdf_completion *in = &of->in;
    size_t count = in->document->pages.count, whole = (count + 3) / 4 * 4;
    of->shapes = ARENA_NEW(in->document->memory, qpdf_oh, count);
    for (size_t i = 0; i < count; i++)
        if (!take_page(of, i))
            return false;
    for (size_t i = 0; i < count; i++)
        qpdf_remove_page(in->file, qpdf_get_page_n(in->file, 0));
    for (size_t sheet = 0; sheet < whole / 4; sheet++) {
        add_side(of, whole - 1 - 2 * sheet, 2 * sheet);
        add_side(of, 2 * sheet + 1, whole - 2 - 2 * sheet);
    }
    qpdf_oh_remove_key(in->file, in->catalogue, "/StructTreeRoot");
    qpdf_oh_remove_key(in->file, in->catalogue, "/MarkInfo");
    pdf_describe(in, false);
    qpdf_oh preferences = qpdf_oh_get_key(in->file, in->catalogue, "/ViewerPreferences");
    pdf_set(in, preferences, "/Duplex", qpdf_oh_new_name(in->file, "/DuplexFlipShortEdge"));
    return true;
}

bool pdf_make_booklet(pdf *document, text drawn, buffer *out)
{
    binding of = { .in = { .document = document, .file = qpdf_init(), .constants = { .memory = document->memory } },
                   .width = document->settings.width, .height = document->settings.height };
    text reason = TEXT("its pages are not of one size");
    bool is_done = true;
    for (size_t i = 0; i < document->pages.count; i++)
        is_done = is_done && is_of_size(&of, &document->pages.items[i]);
    if (is_done) {
        qpdf_silence_errors(of.in.file);
        qpdf_set_suppress_warnings(of.in.file, QPDF_TRUE);      // told by pdf_end
        is_done = qpdf_read_memory(of.in.file, "drawn", drawn.bytes, drawn.length, NULL) < QPDF_ERRORS;
        of.in.catalogue = qpdf_get_root(of.in.file);
        is_done = is_done && bind_pages(&of) && pdf_write(&of.in, out);
        reason = TEXT("the drawn pages are not as expected");
    }
    return pdf_end(&of.in, is_done, "cannot make the booklet", reason);
}
