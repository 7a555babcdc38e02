// What the tests of PDFs share: a document to fill, and the finished one opened again.
#ifndef TESTS_UNIT_PDF_FIXTURE_H
#define TESTS_UNIT_PDF_FIXTURE_H

#include "checks.h"
#include "font_leaks.h"

#include "base/files.h"
#include "document/markdown.h"
#include "formats/pdf/pdf.h"

#include <qpdf/qpdf-c.h>

static arena memory;
static qpdf_data opened;

static inline int clean_up(void **state)
{
    (void)state;
    if (opened != NULL)
        qpdf_cleanup(&opened);
    arena_free(&memory);
    return 0;
}

static inline pdf *begin(void)
{
    pdf_settings settings = pdf_default_settings();
    settings.title = TEXT("A title & <more>");
    settings.language = TEXT("fi");
    settings.author = TEXT("Kunta");
    settings.foot_left = TEXT("id");
    settings.head_right = TEXT("A title");
    pdf *document = pdf_begin(&memory, &settings);
    assert_non_null(document);
    return document;
}

static inline text finish(pdf *document)
{
    buffer out = { 0 };
    assert_true(pdf_finish(document, &out));
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static inline qpdf_oh open_pdf(text made)
{
    if (opened != NULL)
        qpdf_cleanup(&opened);
    opened = qpdf_init();
    qpdf_silence_errors(opened);
    assert_int_equal(qpdf_read_memory(opened, "test", made.bytes, made.length, NULL), QPDF_SUCCESS);
    return qpdf_get_root(opened);
}

static inline qpdf_oh get(qpdf_oh object, const char *key)
{
    return qpdf_oh_get_key(opened, object, key);
}

static inline text text_of_key(qpdf_oh object, const char *key)
{
    return text_copy(&memory, text_of(qpdf_oh_get_utf8_value(opened, get(object, key))));
}

static inline pdf_place column(const pdf *document)
{
    return (pdf_place){ .width = pdf_text_width(document), .before = 8 };
}

static inline void add_title(pdf *document, text title)
{
    pdf_run run = { .words = title };
    pdf_runs runs = { .items = &run, .count = 1 };
    pdf_add_heading(document, NULL, 1, &runs, column(document));
}

static inline node *parse(const char *markdown)
{
    diagnostics found = { .memory = &memory };
    markdown_options options = { .path = TEXT("a.md"), .first_line = 1 };
    node *tree = markdown_parse(&memory, text_of(markdown), &options, &found);
    assert_non_null(tree);
    return tree;
}

static inline void add_markdown(pdf *document, const char *markdown)
{
    pdf_words names = { .callouts = { TEXT("Note"), TEXT("Tip"), TEXT("Important"), TEXT("Warning"), TEXT("Stop") } };
    pdf_add_document(document, parse(markdown), &(pdf_document_request){ .place = column(document), .words = &names });
}

// "H1(P Table(TR(TH TD)))": the types below an element.
static inline void describe(qpdf_oh element, buffer *out, int depth)
{
    assert_true(depth < 20);
    qpdf_oh kids = get(element, "/K");
    int count = qpdf_oh_is_array(opened, kids) ? qpdf_oh_get_array_n_items(opened, kids) : 0, said = 0;
    for (int i = 0; i < count; i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(opened, kids, i);
        if (!qpdf_oh_is_dictionary(opened, kid) || !qpdf_oh_is_name(opened, get(kid, "/S")))
            continue;
        buffer_add_string(out, said++ == 0 ? "(" : " ");
        buffer_add_string(out, qpdf_oh_get_name(opened, get(kid, "/S")) + 1);
        describe(kid, out, depth + 1);
    }
    if (said > 0)
        buffer_add_byte(out, ')');
}

static inline void check_structure(qpdf_oh catalogue, const char *expected)
{
    buffer out = { 0 };
    describe(get(get(catalogue, "/StructTreeRoot"), "/K"), &out, 0);
    check_text(buffer_text(&out), expected);
    buffer_free(&out);
}

static inline void add_paragraph(pdf *document, text words)
{
    pdf_add_text(document, NULL, "P", words, &pdf_default_look.body, column(document));
}

static inline void add_field_at_left(pdf *document, text name)
{
    pdf_field field = { .type = PDF_FIELD_TEXT, .name = name, .tooltip = name, .size = 10 };
    pdf_put_field(document, pdf_slice_new(document, 0, 30), NULL, &field, 0, 0, 100, 20);
}

static inline qpdf_oh page(size_t number)
{
    return qpdf_get_page_n(opened, number - 1);
}

static inline int count_of(qpdf_oh object, const char *key)
{
    qpdf_oh list = get(object, key);
    return qpdf_oh_is_array(opened, list) ? qpdf_oh_get_array_n_items(opened, list) : 0;
}

static inline qpdf_oh annotation(size_t page_number, int index)
{
    return qpdf_oh_get_array_item(opened, get(page(page_number), "/Annots"), index);
}

static inline double number_in(qpdf_oh list, int index)
{
    return qpdf_oh_get_numeric_value(opened, qpdf_oh_get_array_item(opened, list, index));
}

static inline text content_of(size_t number)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    qpdf_oh_get_page_content_data(opened, page(number), &bytes, &length);
    text made = text_copy(&memory, (text){ (char *)bytes, length });
    free(bytes);
    return made;
}

static inline bool has(text whole, const char *part)
{
    return text_find(whole, text_of(part), 0) != TEXT_NOT_FOUND;
}

static inline int page_led_to(qpdf_oh link)
{
    qpdf_oh place_of = get(get(link, "/A"), "/D"), wanted = qpdf_oh_get_array_item(opened, place_of, 0);
    for (int i = 0; i < qpdf_get_num_pages(opened); i++)
        if (qpdf_oh_get_object_id(opened, qpdf_get_page_n(opened, (size_t)i)) ==
            qpdf_oh_get_object_id(opened, wanted))
            return i + 1;
    return 0;
}

#endif
