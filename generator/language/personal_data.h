// Personal data that has strayed into a text: what can be told by its form alone.
//
//   a personal identity code    131052-308T; day and month exist and the last character is the right one. Those for
//                               examples (individual numbers from 900) are passed over
//   a mobile phone number       040 123 4567, (040) 123-4567, 040.123.4567, +358 (0)50 123 4567; not those of offices
//                               (09, 010, 020, 029), and nothing in the address of a web page, the name of a file, an account
//                               number, an amount or the number of a company
//   a home address              Esimerkkikatu 5 A 12, Exempelvägen 5-7 b 12, Vanha tie 5 as. 12: street, house, stair and
//                               flat. Inflected streets are none
//
// Spaces and dashes may be any that people and programs write, as signs, with a backslash before them, or as &nbsp; and &#8209;.
//
// Source of the form of the code: Digital and Population Data Services Agency, "The personal identity code".
#ifndef LANGUAGE_PERSONAL_DATA_H
#define LANGUAGE_PERSONAL_DATA_H

#include "base/text.h"

typedef enum { PERSONAL_IDENTITY_CODE, PERSONAL_PHONE, PERSONAL_ADDRESS } personal_kind;

typedef struct {
    personal_kind kind;
    size_t start, length;       // bytes of the text
} personal_finding;

// The first finding at or after byte [from]; false when there is none. The text need not be UTF-8. Time is linear in its length.
bool personal_data_find(text in, size_t from, personal_finding *found);

#endif
