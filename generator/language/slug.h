// Names for addresses.
#ifndef LANGUAGE_SLUG_H
#define LANGUAGE_SLUG_H

#include "base/arena.h"
#include "base/text.h"

// [a-z0-9-], at most 80 characters, from any title ("Mitä on työ?" gives
// "mita-on-tyo"); empty when nothing is left.
text slug_of(arena *memory, text title);
bool slug_is_valid(text slug);      // [a-z0-9-]{1,80}

// A code such as "fi" or "pt-BR", of two or three small letters and what may follow; it names folders too, so it is no name that a system keeps
// for itself.
bool language_code_is_valid(text code);
// The code for which one that is none was meant: "fi" for "FI", "sv-FI" for "sv_FI"; else empty.
text language_code_meant(arena *memory, text written);
bool language_tag_is_valid(text tag);     // the same without that exception: of a site elsewhere

#endif
