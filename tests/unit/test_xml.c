#include "checks.h"

#include "formats/xml.h"
#include "formats/xml_bounds.h"

static arena memory;

static int clean_up(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// "<a x=1>text</a>" as "(a|text|)", an end as "." and what is broken as "!".
static text told(text xml)
{
    xml_reader *reader = xml_open(&memory, xml);
    buffer out = { 0 };
    xml_event event;
    while ((event = xml_next(reader)) < XML_END) {
        if (event == XML_OPEN)
            buffer_format(&out, "(%.*s%.*s|", TEXT_PRINT(xml_name(reader)), TEXT_PRINT(xml_attribute(reader, "x")));
        else if (event == XML_TEXT)
            buffer_format(&out, "%.*s|", TEXT_PRINT(xml_text(reader)));
        else
            buffer_add_byte(&out, ')');
    }
    buffer_add_byte(&out, event == XML_END ? '.' : '!');
    xml_close(reader);
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void elements_and_texts_come_in_order(void **state)
{
    (void)state;
    check_text(told(TEXT("<?xml version=\"1.0\"?><p:a xmlns:p=\"urn:x\" p:x=\"1\"><b/><!-- no -->t&amp;u<![CDATA[<v>]]></p:a>")),
               "(a1|(b|)t&u|<v>|).");
}

static void attributes_are_told_with_where_they_belong(void **state)
{
    (void)state;
    text name, written;
    xml_reader *reader = xml_open(&memory, TEXT("<svg a=\"1\" xmlns:l=\"http://www.w3.org/1999/xlink\" l:b=\"2\" xmlns:o=\"urn:o\" o:c=\"3\" l2:d=\"4\">"
                                                "<s:g xmlns:s=\"http://www.w3.org/2000/svg\"/><o:g/></svg>"));
    check(xml_next(reader) == XML_OPEN && xml_is_of_svg(reader));
    check(xml_next_attribute(reader, &name, &written) && !xml_attribute_is_link(reader));
    check_text(name, "a");
    check(xml_next_attribute(reader, &name, &written) && xml_attribute_is_link(reader));
    check_text(name, "b");
    check(xml_next_attribute(reader, &name, &written) && !xml_attribute_is_link(reader));
    check_text(name, "l2:d");
    check(!xml_next_attribute(reader, &name, &written));
    check(xml_next(reader) == XML_OPEN && xml_is_of_svg(reader) && xml_next(reader) == XML_CLOSE);
    check(xml_next(reader) == XML_OPEN && !xml_is_of_svg(reader));
    xml_close(reader);
}

static void what_is_broken_is_told(void **state)
{
    (void)state;
    check_text(told(TEXT("")), "!");
    check_text(told(TEXT("x")), "!");
    check(text_ends_with(told(TEXT("<a><b></a>")), TEXT("!")));
    check(text_ends_with(told(TEXT("<a>\xFF</a>")), TEXT("!")));
}

// "<a [item] [item] ...>", numbered where there is "%zu".
static text element_with(const char *before, const char *each, size_t count, const char *after)
{
    buffer out = { 0 };
    buffer_add_string(&out, before);
    for (size_t i = 0; i < count; i++) {
        buffer_format(&out, " %s%zu=", each, i);
        buffer_add_string(&out, i % 2 == 0 ? "\"u>\"" : "'\"u'");
    }
    buffer_add_string(&out, after);
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void attributes_and_namespaces_without_end_are_refused(void **state)
{
    (void)state;
    check_text(told(element_with("<a", "b", XML_ATTRIBUTES_MOST, "/>")), "(a|).");
    check_text(told(element_with("<a", "b", XML_ATTRIBUTES_MOST + 1, "/>")), "!");
    check_text(told(element_with("<!-- <x --><?x <y ?><a>t<![CDATA[<z]]><b/><c></c><a", "b", XML_ATTRIBUTES_MOST + 1, "/></a>")), "!");
    text half = element_with("<a", "xmlns:n", XML_NAMESPACES_MOST / 2, ">"), rest = element_with("<b", "xmlns:m", XML_NAMESPACES_MOST / 2, "/></a>");
    check(text_ends_with(told(text_join(&memory, half, rest)), TEXT(".")));
    text once_more = TEXT("<c xmlns:o = 'u'/>"), at_last = TEXT("</a>");
    text inside = element_with("<b", "xmlns:m", XML_NAMESPACES_MOST / 2, ">");
    check_text(told(text_join(&memory, text_join(&memory, half, inside), text_join(&memory, once_more, TEXT("</b></a>")))), "!");
    check(text_ends_with(told(text_join(&memory, text_join(&memory, half, text_slice(rest, 0, rest.length - 4)), text_join(&memory, TEXT("<c p='u'/>"), at_last))),
                         TEXT(".")));
}

static void encodings_that_hide_their_marks_are_refused(void **state)
{
    (void)state;
    check_text(told(TEXT("\xEF\xBB\xBF<a/>")), "(a|).");
    check_text(told(TEXT("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>")), "(a|\xC3\xA4|).");
    check_text(told(TEXT("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>")), "!");
    check_text(told((text){ "\xFF\xFE<\0a\0/\0>\0", 10 }), "!");
    check_text(told((text){ "<\0a\0/\0>\0", 8 }), "!");
}

static void a_document_with_a_dtd_is_refused(void **state)
{
    (void)state;
    check_text(told(TEXT("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>")), "!");
    check_text(told(TEXT("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")), "!");
    check(text_ends_with(told(TEXT("<a>&e;</a>")), TEXT("!")));
}

static void depth_is_limited(void **state)
{
    (void)state;
    buffer deep = { 0 };
    for (size_t i = 0; i < 10000; i++)
        buffer_add_string(&deep, "<a>");
    check(text_ends_with(told(buffer_text(&deep)), TEXT("!")));
    buffer_free(&deep);
}

static void namespaces_are_told_by_a_part(void **state)
{
    (void)state;
    xml_reader *reader = xml_open(&memory, TEXT("<w:a xmlns:w=\"http://x/wordprocessingml/2006\"/>"));
    assert_int_equal(xml_next(reader), XML_OPEN);
    check(xml_is_of(reader, "wordprocessingml") && !xml_is_of(reader, "drawingml"));
    xml_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(elements_and_texts_come_in_order, clean_up),
        cmocka_unit_test_teardown(attributes_are_told_with_where_they_belong, clean_up),
        cmocka_unit_test_teardown(what_is_broken_is_told, clean_up),
        cmocka_unit_test_teardown(attributes_and_namespaces_without_end_are_refused, clean_up),
        cmocka_unit_test_teardown(encodings_that_hide_their_marks_are_refused, clean_up),
        cmocka_unit_test_teardown(a_document_with_a_dtd_is_refused, clean_up),
        cmocka_unit_test_teardown(depth_is_limited, clean_up),
        cmocka_unit_test_teardown(namespaces_are_told_by_a_part, clean_up),
    };
    return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
