// Document trees as a typesetter wants them: language/typography.h for all that is running text.
//
// Code, addresses and alt texts stay as they are. Line breaks of the source become spaces.
#ifndef DOCUMENT_TYPESETTING_H
#define DOCUMENT_TYPESETTING_H

#include "document/document.h"

void document_typeset(arena *memory, node *root, text language);

#endif
