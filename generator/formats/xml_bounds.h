// What libxml2 cannot be given without a look first: it compares each attribute of an element with all before it, and looks for
// the namespace of a name among all that are open, so that a file of a megabyte could take minutes.
#ifndef FORMATS_XML_BOUNDS_H
#define FORMATS_XML_BOUNDS_H

#include "base/text.h"

#include <stdbool.h>

enum { XML_ATTRIBUTES_MOST = 128, XML_NAMESPACES_MOST = 256, XML_DEPTH_MOST = 256 };

// Whether [bytes] are in an encoding in which each byte of ASCII stands for itself (UTF-8, ISO 8859, Windows), and no element has more
// attributes, nor is inside of more declared namespaces, than these. Takes time that grows with the length. Whether they are XML at
// all, or deeper than libxml2 reads, it does not ask.
bool xml_is_bounded(text bytes);

#endif
