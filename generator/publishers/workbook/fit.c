// Fitting text to pages.
//
// A chapter whose last page would hold a line or two is set a little tighter. That is tried in documents of its own, of
// which the best is taken over. A last page counts for little among many.
#include "publishers/workbook/writer.h"

static const double next_to_nothing = 0.3;      // of a page
enum { MANY_PAGES = 40 };
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

// Something that was added to a document of its own.
typedef struct {
    arena *memory;
    book_writer with;
    diagnostics told;
    book_extent extent;
} trial;

// The highest slice that still stands on the last page.
static double left_over(pdf *document, size_t pages)
{
    enum { STEPS = 9 };
    double most = pdf_text_height(document), low = 0, high = most;
    for (int i = 0; i < STEPS; i++) {
        double height = (low + high) / 2;
        if (pdf_page_count_with(document, height) > pages)
            high = height;
        else
            low = height;
    }
    return low / most;
}

static trial *begin_trial(const book_writer *to, int tightness, book_adding adding, const void *what)
{
    arena *memory = *ARENA_PUSH(to->memory, *to->trials) = ARENA_NEW(to->memory, arena, 1);
    trial *made = ARENA_NEW(to->memory, trial, 1);
    *made = (trial){ .memory = memory, .with = *to, .told = { .memory = to->found->memory } };
    book_writer *with = &made->with;
    with->memory = memory;
    with->found = &made->told;
    with->told = (table){ .memory = memory };
    with->document = pdf_begin_trial(memory, to->document);
    pdf_set_look(with->document, &to->settings->look);
    with->tightness = 0;
    with->look = &to->settings->look;
    book_set_tightness(with, tightness);
    pdf_begin_pages(with->document, &to->pages, PDF_NEXT_PAGE);
    with->section = pdf_element_new(with->document, NULL, "Sect");
    adding(with, what);
    made->extent.pages = pdf_page_count(with->document);
    made->extent.left_over = left_over(with->document, made->extent.pages);
    return made;
}

static void abandon(trial *of)
{
    pdf_abandon(of->with.document);
    arena_free(of->memory);
}

static void take_over(book_writer *to, trial *of)
{
    book_set_tightness(to, of->with.tightness);
    pdf_take_over(to->document, of->with.document);
    to->section = of->with.section;
    to->told = of->with.told;
    to->task_count = of->with.task_count;
    for (size_t i = 0; i < of->told.count; i++)
        *ARENA_PUSH(to->found->memory, *to->found) = of->told.items[i];
}

book_extent book_measure(const book_writer *to, int tightness, book_adding adding, const void *what)
{
    trial *made = begin_trial(to, tightness, adding, what);
    abandon(made);
    return made->extent;
}

book_extent book_add_fitted(book_writer *to, book_adding adding, const void *what)
{
    trial *best = begin_trial(to, 0, adding, what);
    size_t pages = best->extent.pages;
    bool is_loose = pages > 1 && pages < MANY_PAGES && best->extent.left_over > 1 - next_to_nothing;
    for (int i = 1; is_loose && i <= BOOK_TIGHTEST && best->extent.pages == pages; i++) {
        trial *tighter = begin_trial(to, i, adding, what);
        bool is_better = tighter->extent.pages < pages;
        abandon(is_better ? best : tighter);
        best = is_better ? tighter : best;
    }
    take_over(to, best);
    return best->extent;
}
