// Addresses in running text, as GFM's autolink extension finds them: for what makes links of them, and for what must
// not. cmark's own extension reads before its buffer and is never used.
#ifndef DOCUMENT_ADDRESSES_H
#define DOCUMENT_ADDRESSES_H

#include "base/text.h"

typedef struct {
    size_t from, to;        // byte range in the text
    const char *prefix;     // what the link's address has before it: "", "http://", "mailto:"
} address_span;

// Finds the first address at or after [from] (http://, https://, ftp://, www.,
// e-mail with or without mailto:). Punctuation and unpaired ")" at the end are not part of it. Linear.
bool address_find(text t, size_t from, address_span *found);

#endif
