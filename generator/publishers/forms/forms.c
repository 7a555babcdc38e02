#include "publishers/forms/forms.h"

#include "publishers/forms/form_docx.h"
#include "publishers/forms/form_markdown.h"
#include "printing/form_page.h"
#include "printing/form_pdf.h"
#include "publishers/forms/form_xlsx.h"

typedef enum { MAKE_DOCUMENT, COPY_DOCUMENT } made_thing;

// Characters that no font has are told of the PDF, which must hold its own letters.
static bool write_pdf(const form_request *request, const form_pdf_options *options, buffer *out)
{
    return form_pdf_write_with(request, options, out);
}

static bool write_docx(const form_request *request, const form_pdf_options *options, buffer *out)
{
    (void)options;
    return form_docx_write(request, out);
}

static bool write_xlsx(const form_request *request, const form_pdf_options *options, buffer *out)
{
    (void)options;
    return form_xlsx_write(request, out);
}

static bool write_markdown(const form_request *request, const form_pdf_options *options, buffer *out)
{
    (void)options;
    return form_markdown_write(request, out);
}

// The formats, in the order in which the form's page offers them.
static const struct {
    const char *name, *ending;
    bool (*write)(const form_request *request, const form_pdf_options *options, buffer *out);
    bool is_spreadsheet;
} formats[] = {
    { "PDF", "pdf", write_pdf, false },
    { "Word", "docx", write_docx, false },
    { "Excel", "xlsx", write_xlsx, true },
    { "Markdown", "md", write_markdown, false },
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

static void plan_page(build *of, job_list *jobs, const page *shown, size_t edition_number)
{
    for (size_t f = 0; f < FORMAT_COUNT; f++) {
        if (formats[f].is_spreadsheet && !form_has_spreadsheet(shown->form))
            continue;
        text url = text_format(of->memory, "downloads/%.*s.%.*s.%s", TEXT_PRINT(shown->form->id),
                               TEXT_PRINT(build_language(of, shown->language)), formats[f].ending);
        bool is_kit = edition_number > 0;
        job *made = build_add_job(of, jobs, &forms_publisher, is_kit ? STAGE_KIT_INDEX : STAGE_DOCUMENTS,
                                  is_kit ? COPY_DOCUMENT : MAKE_DOCUMENT, edition_number, url, shown->path,
                                  at(shown->path, 1, 1));
        if (made == NULL)
            continue;
        made->language = shown->language;
        made->subject = shown;
        made->number = f;
        made->reads = is_kit ? READS_ALL : READS_MODEL;
    }
}

static bool plan(build *of, job_list *jobs)
{
    for (size_t e = 0; e < of->editions.count; e++)
        for (size_t i = 0; i < of->site->page_count; i++)
            if (of->site->pages[i].form != NULL && edition_holds(&of->editions.items[e], &of->site->pages[i]))
                plan_page(of, jobs, &of->site->pages[i], e);
    return true;
}

// ---- Making a document

static bool make_document(const build *of, const job *done, diagnostics *found, buffer *record)
{
    const page *shown = done->subject;
    if (of->is_check && formats[done->number].write != write_pdf)
        return true;        // only the PDF finds mistakes that the form's page does not
    arena memory = { 0 };
    form_request request;
    form_page_request(&memory, of->site, of->theme, &of->editions.items[0], shown, &request);
    unprintable_source source = { &memory, of->site, of->theme, done->language, shown, at(shown->path, 1, 1) };
    form_pdf_options options = { .found = found, .source = &source, .hyphenate_context = of->hyphenations[done->language] };
    options.hyphenate = options.hyphenate_context != NULL ? hyphenation_divide : NULL;
    buffer out = { 0 };
    bool fine = formats[done->number].write(&request, &options, &out) && build_write(of, done->edition, done->url, buffer_text(&out));
    record_add_number(record, out.length);
    buffer_free(&out);
    arena_free(&memory);
    return fine;
}

static bool run(const build *of, const job *done, diagnostics *found, buffer *record)
{
    return done->what == MAKE_DOCUMENT ? make_document(of, done, found, record) : build_copy(of, done->edition, done->url);
}

static void take(build *of, const job *done, text record)
{
    if (done->what != MAKE_DOCUMENT)
        return;
    const page *shown = done->subject;
    *ARENA_PUSH(of->memory, of->documents) = (form_document){
        .form = shown->form, .language = done->language, .format = formats[done->number].name, .order = done->number,
        .url = done->url, .size = record_take_number(&record),
    };
}

const publisher forms_publisher = { "forms", plan, run, take };
