// Finnish morphology by libvoikko: what a word may be an inflection of, and of
// which parts it is made.
//
// A handle belongs to one process. Nothing is cached here.
#ifndef LANGUAGE_VOIKKO_H
#define LANGUAGE_VOIKKO_H

#include "base/arena.h"
#include "base/text.h"

typedef struct voikko voikko;

// NULL when the machine has no Finnish dictionary; also, after a reported machine failure, when it cannot be read.
voikko *voikko_open(void);
void voikko_close(voikko *opened);

// One reading of a word, in Voikko's own terms; a value that the reading has not is empty.
typedef struct {
    text base;              // BASEFORM "työpaja", "Espoo"
    text structure;         // STRUCTURE "=ppp=ppppppp": a "=" begins a part, any other sign is one character
    text word_bases;        // WORDBASES "+työ(työ)+paja(paja)"
    text word_class;        // CLASS "nimisana", "laatusana", "teonsana", "paikannimi" ...
    text noun_case;         // SIJAMUOTO "nimento", "omanto" ...
    text participle;        // PARTICIPLE "past_active" ...
} voikko_analysis;

typedef struct {
    voikko_analysis *items;
    size_t count, capacity;
} voikko_analyses;

// Every reading of [word] in the dictionary's order, in [memory]; none for what
// it does not know, for more than 200 bytes, or for a word with a NUL. A capital
// counts: "espoo" and "Espoo" may differ.
voikko_analyses voikko_analyze(voikko *opened, arena *memory, text word);

// The readings of a word that was put into lower case: of names, which the
// dictionary knows with a capital only, too.
voikko_analyses voikko_analyze_lower(voikko *opened, arena *memory, text lower);

// What the analyses depend on: the library's version and the dictionary's. Two
// machines with the same text analyse alike.
text voikko_version(arena *memory);

// Where [word] may be divided at the end of a line: one sign for each of its characters, "-" for those that may begin
// a new line, " " for the others. Divisions that are right but ugly are left out. Empty for a
// word that voikko_analyze would refuse.
text voikko_divisions(voikko *opened, arena *memory, text word);

#endif
