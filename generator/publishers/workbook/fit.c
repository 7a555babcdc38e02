// Fitting text to pages.
//
// A chapter whose last page would hold a line or two is set a little tighter. What that takes is tried in documents
// that nobody sees.
#include "publishers/workbook/writer.h"

static const double next_to_nothing = 0.3;      // of a page
static const struct { double size, leading, gap; } tightening[BOOK_TIGHTEST + 1] = {
    { 1, 1, 1 }, { 0.99, 0.965, 0.8 }, { 0.97, 0.935, 0.7 }, { 0.94, 0.9, 0.6 }, { 0.92, 0.88, 0.5 } };

static pdf_look tightened(const pdf_look *look, int tightness)
{
    pdf_look made = *look;
    made.body.size *= tightening[tightness].size;
    made.body.leading *= tightening[tightness].leading;
    made.paragraph_gap *= tightening[tightness].gap;
    made.heading_gap *= tightening[tightness].gap;
    return made;
}

void book_set_tightness(book_writer *to, int tightness)
{
    if (tightness == to->tightness)
        return;
    pdf_look *look = ARENA_NEW(to->memory, pdf_look, 1);
    *look = tightened(&to->settings->look, tightness);
    to->look = look;
    to->tightness = tightness;
    pdf_set_look(to->document, look);
}

// The highest slice that still stands on the last page.
static double left_over(pdf *document, size_t pages)
{
    enum { STEPS = 9 };
    double most = pdf_text_height(document), low = 0, high = most;
    pdf_slice *probe = pdf_slice_new(document, 0, 0);
    for (int i = 0; i < STEPS; i++) {
        probe->height = (low + high) / 2;
        if (pdf_page_count(document) > pages)
            high = probe->height;
        else
            low = probe->height;
    }
    return low / most;
}

book_extent book_measure(const book_writer *to, int tightness, book_adding adding, const void *what)
{
    arena memory = { 0 };
    book_writer trial = *to;
    book_extent found = { 0 };
    trial.memory = &memory;
    diagnostics ignored = { .memory = &memory };        // the real document tells them
    trial.found = &ignored;
    trial.told = (table){ .memory = &memory };
    trial.document = pdf_begin(&memory, to->settings);
    if (trial.document != NULL) {
        trial.tightness = 0;
        trial.look = &to->settings->look;
        book_set_tightness(&trial, tightness);
        pdf_begin_pages(trial.document, &to->pages, PDF_NEXT_PAGE);
        trial.section = pdf_element_new(trial.document, NULL, "Sect");
        adding(&trial, what);
        found.pages = pdf_page_count(trial.document);
        found.left_over = left_over(trial.document, found.pages);
        pdf_abandon(trial.document);
    }
    arena_free(&memory);
    return found;
}

void book_fit(book_writer *to, book_adding adding, const void *what)
{
    book_extent loose = book_measure(to, 0, adding, what);
    int tightness = 0;
    if (loose.pages > 1 && loose.left_over > 1 - next_to_nothing)
        for (int i = 1; i <= BOOK_TIGHTEST && tightness == 0; i++)
            if (book_measure(to, i, adding, what).pages < loose.pages)
                tightness = i;
    book_set_tightness(to, tightness);
}
