#include "answers/scans/form_layouts.h"

#include "document/markdown.h"
#include "language/hyphenation.h"
#include "printing/form_page.h"
#include "printing/form_pdf.h"

form_layouts form_layouts_of(arena *memory, const site *of, const theme *look)
{
    markdown_prepare();
    diagnostics ignored = { .memory = memory };         // the build tells them
    return (form_layouts){
        .memory = memory, .of = of, .look = look, .editions = editions_of(memory, of, &ignored),
        .made = ARENA_NEW(memory, pdf_places *, of->forms.count * of->config.languages.count + 1),
    };
}

static const page *page_of_form(const site *of, const form *wanted, size_t language)
{
    for (size_t i = 0; i < of->page_count; i++)
        if (of->pages[i].form == wanted && of->pages[i].language == language)
            return &of->pages[i];
    return NULL;
}

static bool lay_out(form_layouts *in, const page *shown, pdf_places *places)
{
    arena scratch = { 0 };
    buffer unused = { 0 };
    form_request request;
    form_page_request(&scratch, in->of, in->look, &in->editions.items[0], shown, &request);
    // Where links lead to moves nothing, and what is published is not known here.
    request.parse = NULL;
    hyphenation *divided = hyphenation_open(in->of->config.languages.codes[shown->language]);
    form_pdf_options options = { .hyphenate = divided != NULL ? hyphenation_divide : NULL,
                                 .hyphenate_context = divided, .places_memory = in->memory, .places = places };
    bool is_made = form_pdf_write_with(&request, &options, &unused);
    if (divided != NULL)
        hyphenation_close(divided);
    buffer_free(&unused);
    arena_free(&scratch);
    return is_made;
}

bool form_layout(form_layouts *in, size_t form_number, size_t language, const pdf_places **found)
{
    pdf_places **kept = &in->made[form_number * in->of->config.languages.count + language];
    const page *shown = page_of_form(in->of, in->of->forms.items[form_number], language);
    *found = *kept;
    if (*kept != NULL || shown == NULL)
        return true;
    pdf_places *places = ARENA_NEW(in->memory, pdf_places, 1);
    if (!lay_out(in, shown, places))
        return false;
    *found = *kept = places;
    return true;
}
