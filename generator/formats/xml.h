// Reading XML of others, with libxml2: elements and texts one after another, as they stand.
//
// A document with a DTD is refused, unless it only names that of SVG, so there are no entities but the five of XML, and nothing outside is asked for.
// Depth is limited (256), as is the length of a text (10 MB), the attributes of an element and the open namespaces (xml_bounds.h).
// Names are told without their prefixes.
#ifndef FORMATS_XML_H
#define FORMATS_XML_H

#include "base/arena.h"
#include "base/text.h"

typedef struct xml_reader xml_reader;

typedef enum {
    XML_OPEN,               // an element; one without content is closed right after
    XML_CLOSE,
    XML_TEXT,               // as it stands, white space too
    XML_END,
    XML_BROKEN              // no XML, or none that is read here
} xml_event;

// Closed by xml_close. [bytes] stay where they are until then.
xml_reader *xml_open(arena *memory, text bytes);
void xml_close(xml_reader *from);

xml_event xml_next(xml_reader *from);
// Of the element that was opened or closed; lives as long as the reader.
text xml_name(const xml_reader *from);
// Whether the element's namespace has [part] in its address; versions of a format differ in the rest.
bool xml_is_of(const xml_reader *from, const char *part);
// Whether the element is one of SVG: of its namespace or, as librsvg reads it, of none.
bool xml_is_of_svg(const xml_reader *from);
// Of the element that was opened; empty when there is none. Lives in the reader's memory.
text xml_attribute(xml_reader *from, const char *name);
// One attribute after another of the element that was opened, in no namespace or in XLink's, in the reader's memory; false: no more. Called until
// then. A prefix that is declared nowhere stays in the name.
bool xml_next_attribute(xml_reader *from, text *name, text *written);
// Whether the attribute told last is in XLink's namespace.
bool xml_attribute_is_link(const xml_reader *from);
// The text of XML_TEXT; lives in the reader's memory.
text xml_text(xml_reader *from);

#endif
