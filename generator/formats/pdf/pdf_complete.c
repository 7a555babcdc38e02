// Makes what cairo drew into a tagged document, with qpdf.
#include "formats/pdf/pdf_objects.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

qpdf_oh pdf_constant(pdf_completion *in, const char *written)
{
    bool is_new;
    uintptr_t *known = table_put(&in->constants, text_of(written), &is_new);
    if (is_new)
        *known = qpdf_oh_parse(in->file, written);
    return (qpdf_oh)*known;
}

qpdf_oh pdf_number(pdf_completion *in, size_t number)
{
    while (in->numbers.count <= number) {
        qpdf_oh next = qpdf_oh_new_integer(in->file, (long long)in->numbers.count);
        *ARENA_PUSH(in->document->memory, in->numbers) = next;
    }
    return in->numbers.items[number];
}

qpdf_oh pdf_dictionary_of_type(pdf_completion *in, const char *type)
{
    qpdf_oh direct = qpdf_oh_new_dictionary(in->file), made = qpdf_make_indirect_object(in->file, direct);
    qpdf_oh_release(in->file, direct);
    pdf_set(in, made, "/Type", pdf_constant(in, type));
    return made;
}

qpdf_oh pdf_dictionary(pdf_completion *in, const char *skeleton)
{
    qpdf_oh parsed = qpdf_oh_parse(in->file, skeleton), made = qpdf_make_indirect_object(in->file, parsed);
    qpdf_oh_release(in->file, parsed);
    return made;
}

void pdf_set(pdf_completion *in, qpdf_oh dictionary, const char *key, qpdf_oh entry)
{
    qpdf_oh_replace_key(in->file, dictionary, key, entry);
}

void pdf_give(pdf_completion *in, qpdf_oh dictionary, const char *key, qpdf_oh entry)
{
    pdf_set(in, dictionary, key, entry);
    qpdf_oh_release(in->file, entry);
}

void pdf_append(pdf_completion *in, qpdf_oh array, qpdf_oh item)
{
    qpdf_oh_append_item(in->file, array, item);
    qpdf_oh_release(in->file, item);
}

void pdf_set_text(pdf_completion *in, qpdf_oh dictionary, const char *key, text words)
{
    const char *string = text_to_string(in->document->memory, words);
    pdf_give(in, dictionary, key, qpdf_oh_new_unicode_string(in->file, string));
}

void pdf_add_number(buffer *out, double number)
{
    long hundredths = lround(number * 100);
    buffer_format(out, "%s%ld.%02ld", hundredths < 0 ? "-" : "", labs(hundredths) / 100, labs(hundredths) % 100);
}

qpdf_oh pdf_rectangle_object(pdf_completion *in, pdf_rectangle at)
{
    buffer out = { 0 };
    const double sides[] = { at.left, at.bottom, at.right, at.top };
    buffer_add_byte(&out, '[');
    for (size_t i = 0; i < 4; i++) {
        pdf_add_number(&out, sides[i]);
        buffer_add_byte(&out, i < 3 ? ' ' : ']');
    }
    buffer_add_byte(&out, '\0');
    qpdf_oh made = qpdf_oh_parse(in->file, out.bytes);
    buffer_free(&out);
    return made;
}

qpdf_oh pdf_destination(pdf_completion *in, size_t page, double y)
{
    qpdf_oh array = qpdf_oh_new_array(in->file);
    double height = in->document->pages.items[page].height;
    qpdf_oh_append_item(in->file, array, in->pages[page]);
    qpdf_oh_append_item(in->file, array, pdf_constant(in, "/XYZ"));
    qpdf_oh_append_item(in->file, array, pdf_number(in, 0));
    pdf_append(in, array, qpdf_oh_new_real_from_double(in->file, height - y + 8, 2));
    qpdf_oh_append_item(in->file, array, pdf_constant(in, "null"));
    return array;
}

qpdf_oh pdf_stream(pdf_completion *in, const char *skeleton, text contents)
{
    qpdf_oh stream = qpdf_oh_new_stream(in->file);
    qpdf_oh keys = qpdf_oh_parse(in->file, skeleton);
    qpdf_oh dictionary = qpdf_oh_get_dict(in->file, stream);
    for (qpdf_oh_begin_dict_key_iter(in->file, keys); qpdf_oh_dict_more_keys(in->file);) {
        const char *key = qpdf_oh_dict_next_key(in->file);
        pdf_set(in, dictionary, key, qpdf_oh_get_key(in->file, keys, key));
    }
    qpdf_oh none = qpdf_oh_new_null(in->file);
    qpdf_oh_replace_stream_data(in->file, stream, (const unsigned char *)contents.bytes, contents.length, none, none);
    return stream;
}

// ---- Pages

static bool rewrite_page(pdf_completion *in, size_t number)
{
    qpdf_oh page = in->pages[number];
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (qpdf_oh_get_page_content_data(in->file, page, &bytes, &length) >= QPDF_ERRORS)
        return false;
    buffer_clear(&in->scratch);
    bool is_right = pdf_content_rewrite(&in->document->pages.items[number], (text){ (char *)bytes, length },
                                        &in->scratch);
    free(bytes);
    pdf_set(in, page, "/Contents", pdf_stream(in, "<<>>", buffer_text(&in->scratch)));
    pdf_set(in, page, "/StructParents", pdf_number(in, number));
    pdf_set(in, page, "/Tabs", pdf_constant(in, "/S"));
    return is_right;
}

// Cairo leaves out what PDF asks of embedded TrueType fonts.
static void mend_fonts(pdf_completion *in, qpdf_oh page)
{
    qpdf_oh resources = qpdf_oh_get_key(in->file, page, "/Resources");
    qpdf_oh fonts = qpdf_oh_get_key_if_dict(in->file, resources, "/Font");
    if (!qpdf_oh_is_dictionary(in->file, fonts))
        return;
    for (qpdf_oh_begin_dict_key_iter(in->file, fonts); qpdf_oh_dict_more_keys(in->file);) {
        qpdf_oh font = qpdf_oh_get_key(in->file, fonts, qpdf_oh_dict_next_key(in->file));
        qpdf_oh parts = qpdf_oh_get_key(in->file, font, "/DescendantFonts");
        if (!qpdf_oh_is_array(in->file, parts))
            continue;
        qpdf_oh part = qpdf_oh_get_array_item(in->file, parts, 0);
        if (qpdf_oh_is_name_and_equals(in->file, qpdf_oh_get_key(in->file, part, "/Subtype"), "/CIDFontType2"))
            pdf_set(in, part, "/CIDToGIDMap", pdf_constant(in, "/Identity"));
    }
}

// Programs that write pictures for print turn the four inks round and say so by Adobe's mark; PDF asks for it in
// words of its own, which cairo leaves out.
void pdf_mend_pictures(pdf_completion *in, qpdf_oh page)
{
    qpdf_oh resources = qpdf_oh_get_key(in->file, page, "/Resources");
    qpdf_oh shapes = qpdf_oh_get_key_if_dict(in->file, resources, "/XObject");
    if (!qpdf_oh_is_dictionary(in->file, shapes))
        return;
    for (qpdf_oh_begin_dict_key_iter(in->file, shapes); qpdf_oh_dict_more_keys(in->file);) {
        qpdf_oh shape = qpdf_oh_get_key(in->file, shapes, qpdf_oh_dict_next_key(in->file));
        qpdf_oh keys = qpdf_oh_get_dict(in->file, shape);
        if (!qpdf_oh_is_name_and_equals(in->file, qpdf_oh_get_key(in->file, keys, "/ColorSpace"), "/DeviceCMYK"))
            continue;
        unsigned char *bytes = NULL;
        size_t length = 0;
        if (qpdf_oh_get_stream_data(in->file, shape, qpdf_dl_none, NULL, &bytes, &length) >= QPDF_ERRORS)
            continue;
        if (text_find((text){ (char *)bytes, length < 4096 ? length : 4096 }, TEXT("Adobe"), 0) != TEXT_NOT_FOUND)
            pdf_set(in, keys, "/Decode", qpdf_oh_parse(in->file, "[1 0 1 0 1 0 1 0]"));
        free(bytes);
    }
}

static bool rewrite_pages(pdf_completion *in)
{
    size_t count = in->document->pages.count;
    if ((size_t)qpdf_get_num_pages(in->file) != count)
        return false;
    in->pages = ARENA_NEW(in->document->memory, qpdf_oh, count);
    for (size_t i = 0; i < count; i++)
        in->pages[i] = qpdf_get_page_n(in->file, i);
    for (size_t i = 0; i < count; i++) {
        if (!rewrite_page(in, i))
            return false;
        mend_fonts(in, in->pages[i]);
        pdf_mend_pictures(in, in->pages[i]);
    }
    return true;
}

// ---- What the document says of itself

static void add_escaped(buffer *out, text words)
{
    for (size_t i = 0; i < words.length; i++)
        switch (words.bytes[i]) {
        case '<': buffer_add(out, TEXT("&lt;")); break;
        case '>': buffer_add(out, TEXT("&gt;")); break;
        case '&': buffer_add(out, TEXT("&amp;")); break;
        default: buffer_add_byte(out, words.bytes[i]);
        }
}

static void add_property(buffer *out, const char *before, text words, const char *after)
{
    if (text_is_empty(words))
        return;
    buffer_add_string(out, before);
    add_escaped(out, words);
    buffer_add_string(out, after);
}

static void describe_in_xml(pdf_completion *in, bool is_accessible)
{
    const pdf_settings *settings = &in->document->settings;
    buffer out = { 0 };
    buffer_add_string(&out,
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    if (is_accessible)
        buffer_add_string(&out, "<pdfuaid:part>1</pdfuaid:part>\n");
    buffer_add_string(&out, "<pdf:Producer>Digitori</pdf:Producer>\n");
    add_property(&out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", settings->title,
                 "</rdf:li></rdf:Alt></dc:title>\n");
    add_property(&out, "<dc:creator><rdf:Seq><rdf:li>", settings->author, "</rdf:li></rdf:Seq></dc:creator>\n");
    add_property(&out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", settings->subject,
                 "</rdf:li></rdf:Alt></dc:description>\n");
    add_property(&out, "<dc:language><rdf:Bag><rdf:li>", settings->language,
                 "</rdf:li></rdf:Bag></dc:language>\n");
    buffer_add_string(&out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
    pdf_set(in, in->catalogue, "/Metadata", pdf_stream(in, "<</Type /Metadata /Subtype /XML>>", buffer_text(&out)));
    buffer_free(&out);
}

void pdf_describe(pdf_completion *in, bool is_accessible)
{
    const pdf_settings *settings = &in->document->settings;
    describe_in_xml(in, is_accessible);
    qpdf_oh information = pdf_dictionary(in, "<</Producer (Digitori)>>");
    pdf_set_text(in, information, "/Title", settings->title);
    if (!text_is_empty(settings->author))
        pdf_set_text(in, information, "/Author", settings->author);
    if (!text_is_empty(settings->subject))
        pdf_set_text(in, information, "/Subject", settings->subject);
    if (!text_is_empty(settings->identity))
        pdf_set_text(in, information, "/DigitoriForm", settings->identity);
    pdf_set(in, qpdf_get_trailer(in->file), "/Info", information);
    pdf_set_text(in, in->catalogue, "/Lang", settings->language);
    if (is_accessible)
        pdf_set(in, in->catalogue, "/MarkInfo", qpdf_oh_parse(in->file, "<</Marked true>>"));
    pdf_set(in, in->catalogue, "/ViewerPreferences",
            qpdf_oh_parse(in->file, settings->has_backs ? "<</DisplayDocTitle true /Duplex /DuplexFlipLongEdge>>"
                                                        : "<</DisplayDocTitle true>>"));
}

bool pdf_write(pdf_completion *in, buffer *out)
{
    if (qpdf_init_write_memory(in->file) >= QPDF_ERRORS)
        return false;
    qpdf_set_deterministic_ID(in->file, QPDF_TRUE);
    qpdf_set_object_stream_mode(in->file, qpdf_o_generate);
    qpdf_set_minimum_pdf_version(in->file, "1.7");
    if (qpdf_write(in->file) >= QPDF_ERRORS || qpdf_has_error(in->file))
        return false;
    buffer_add(out, (text){ (const char *)qpdf_get_buffer(in->file), qpdf_get_buffer_length(in->file) });
    return true;
}

// Cairo lists a picture twice, under one name, that a page shows twice: the same object, so nothing is amiss.
static qpdf_error next_complaint(const pdf_completion *in)
{
    qpdf_error said = qpdf_has_error(in->file) ? qpdf_get_error(in->file) : NULL;
    while (said == NULL && qpdf_more_warnings(in->file)) {
        said = qpdf_next_warning(in->file);
        if (strstr(qpdf_get_error_message_detail(in->file, said), "dictionary has duplicated key /x") != NULL)
            said = NULL;
    }
    return said;
}

bool pdf_end(pdf_completion *in, bool is_done, const char *doing, text reason)
{
    arena scratch = { 0 };
    qpdf_error said = next_complaint(in);
    if (said != NULL)
        reason = text_copy(&scratch, text_of(qpdf_get_error_full_text(in->file, said)));
    buffer_free(&in->scratch);
    qpdf_cleanup(&in->file);
    errno = 0;
    bool fine = (is_done && said == NULL) || machine_failure(doing, reason);
    arena_free(&scratch);
    return fine;
}

bool pdf_complete(pdf *document, text drawn, buffer *out)
{
    pdf_completion in = { .document = document, .file = qpdf_init(), .constants = { .memory = document->memory } };
    qpdf_silence_errors(in.file);
    qpdf_set_suppress_warnings(in.file, QPDF_TRUE);         // told by pdf_end
    bool is_done = qpdf_read_memory(in.file, "drawn", drawn.bytes, drawn.length, NULL) < QPDF_ERRORS;
    if (is_done) {
        in.catalogue = qpdf_get_root(in.file);
        is_done = rewrite_pages(&in) && pdf_complete_annotations(&in);
    }
    if (is_done) {
        pdf_complete_structure(&in);
        pdf_complete_outline(&in);
        pdf_describe(&in, true);
        is_done = pdf_write(&in, out);
    }
    return pdf_end(&in, is_done, "cannot complete the PDF", TEXT("the drawn pages are not as expected"));
}
