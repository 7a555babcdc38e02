#include "formats/xml.h"

#include "formats/xml_bounds.h"

#include <libxml/xmlreader.h>
#include <limits.h>

struct xml_reader {
    arena *memory;
    xmlTextReaderPtr reader;        // NULL: nothing could be opened
    bool closes_next;               // the element that was opened has no content
};

static text text_of_xml(const xmlChar *string)
{
    return text_of((const char *)string);
}

// libxml2 prints what it meets unless told otherwise.
static void ignore(void *context, xmlErrorPtr error)
{
    (void)context, (void)error;
}

xml_reader *xml_open(arena *memory, text bytes)
{
    xml_reader *opened = ARENA_NEW(memory, xml_reader, 1);
    *opened = (xml_reader){ .memory = memory };
    if (bytes.length > 0 && bytes.length <= INT_MAX && xml_is_bounded(bytes))
        opened->reader = xmlReaderForMemory(bytes.bytes, (int)bytes.length, NULL, NULL,
                                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (opened->reader != NULL)
        xmlTextReaderSetStructuredErrorHandler(opened->reader, ignore, NULL);
    return opened;
}

void xml_close(xml_reader *from)
{
    if (from->reader != NULL)
        xmlFreeTextReader(from->reader);
    from->reader = NULL;
}

// Many drawing programs name the type of an SVG. Nothing is fetched for it, and it defines nothing.
static bool is_name_of_svg(const xmlNode *node)
{
    const xmlDtd *type = (const xmlDtd *)node;
    return type != NULL && type->children == NULL && type->ExternalID != NULL &&
           text_starts_with(text_of_xml(type->ExternalID), TEXT("-//W3C//DTD SVG 1."));
}

xml_event xml_next(xml_reader *from)
{
    if (from->reader == NULL)
        return XML_BROKEN;
    if (from->closes_next) {
        from->closes_next = false;
        return XML_CLOSE;
    }
    for (int result; (result = xmlTextReaderRead(from->reader)) != 0;) {
        if (result < 0)
            return XML_BROKEN;
        switch (xmlTextReaderNodeType(from->reader)) {
        case XML_READER_TYPE_ELEMENT:
            from->closes_next = xmlTextReaderIsEmptyElement(from->reader) == 1;
            return XML_OPEN;
        case XML_READER_TYPE_END_ELEMENT:
            return XML_CLOSE;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            return XML_TEXT;
        case XML_READER_TYPE_DOCUMENT_TYPE:
            if (is_name_of_svg(xmlTextReaderCurrentNode(from->reader)))
                break;
            return XML_BROKEN;
        case XML_READER_TYPE_ENTITY_REFERENCE:
        case XML_READER_TYPE_ENTITY:
            return XML_BROKEN;
        default:
            break;      // comments, instructions
        }
    }
    return XML_END;
}

text xml_name(const xml_reader *from)
{
    return text_of_xml(xmlTextReaderConstLocalName(from->reader));
}

bool xml_is_of(const xml_reader *from, const char *part)
{
    return text_find(text_of_xml(xmlTextReaderConstNamespaceUri(from->reader)), text_of(part), 0) != TEXT_NOT_FOUND;
}

bool xml_is_of_svg(const xml_reader *from)
{
    return xmlTextReaderConstNamespaceUri(from->reader) == NULL || xml_is_of(from, "www.w3.org/2000/svg");
}

text xml_attribute(xml_reader *from, const char *name)
{
    text found = { 0 };
    if (xmlTextReaderHasAttributes(from->reader) != 1)
        return found;
    for (int more = xmlTextReaderMoveToFirstAttribute(from->reader); more == 1 && found.bytes == NULL;
         more = xmlTextReaderMoveToNextAttribute(from->reader))
        if (text_equals(xml_name(from), text_of(name)) && xmlTextReaderIsNamespaceDecl(from->reader) != 1)
            found = text_copy(from->memory, text_of_xml(xmlTextReaderConstValue(from->reader)));
    xmlTextReaderMoveToElement(from->reader);
    return found;
}

bool xml_next_attribute(xml_reader *from, text *name, text *written)
{
    while (xmlTextReaderMoveToNextAttribute(from->reader) == 1) {
        const xmlChar *of = xmlTextReaderConstNamespaceUri(from->reader);
        if (of != NULL && !xml_attribute_is_link(from))
            continue;
        *name = text_copy(from->memory, xml_name(from));
        *written = text_copy(from->memory, text_of_xml(xmlTextReaderConstValue(from->reader)));
        return true;
    }
    xmlTextReaderMoveToElement(from->reader);
    return false;
}

bool xml_attribute_is_link(const xml_reader *from)
{
    return xml_is_of(from, "www.w3.org/1999/xlink");
}

text xml_text(xml_reader *from)
{
    return text_copy(from->memory, text_of_xml(xmlTextReaderConstValue(from->reader)));
}
