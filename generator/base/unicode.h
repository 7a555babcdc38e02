// Unicode as the generator needs it, by utf8proc: validity, letters, case and
// normal forms. Texts that passed unicode_check are well-formed UTF-8 without
// characters that break documents.
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "arena.h"
#include "text.h"

#include <stdint.h>

typedef enum {
    UNICODE_FINE,
    UNICODE_MALFORMED,      // not UTF-8
    UNICODE_CONTROL,        // a control character other than tab, LF, CR; what is no character (U+FFFE, U+FDD0, U+1FFFF, ...)
    UNICODE_DIRECTION       // a direction override or isolate: text that is not what it seems
} unicode_fault;

// The first fault and its byte offset.
unicode_fault unicode_check(text t, size_t *offset);
unicode_fault unicode_fault_of(uint32_t character);

// Takes one character off the front; malformed bytes come one by one as U+FFFD.
// Returns false at the end.
bool unicode_take(text *rest, uint32_t *character);
size_t unicode_encode(uint32_t character, char bytes[4]);

bool unicode_is_letter(uint32_t character);
bool unicode_is_digit(uint32_t character);
bool unicode_is_space(uint32_t character);          // spaces of all widths, tabs, ends of lines
size_t unicode_count(text t);                       // characters, not bytes

// The result may be [t] itself, when nothing changes.
text unicode_lower(arena *memory, text t);           // simple lower case, NFC
text unicode_normalize(arena *memory, text t);       // NFC
// Lower case without accents and marks ("Hyvä Åke" gives "hyva ake"), for
// comparing and for file names, never for showing.
text unicode_fold(arena *memory, text t);
// Simple lower case of the compatibility form (NFKD: "ﬁ" gives "fi") without marks
// and characters that nobody sees. As JavaScript's
//     t.normalize("NFKD").replace(/[\p{M}\p{DI}]/gu, "").toLowerCase()
// but for a capital sigma at the end of a word, which is any other sigma here.
text unicode_plain(arena *memory, text t);
// Would not be seen: soft hyphens, joiners, byte order marks, variation selectors ...
bool unicode_is_unseen(uint32_t character);

// Alphabetical order as Finnish and Swedish readers expect: letters by their
// base letter, å ä ö after z, case and punctuation only to break ties. The
// same on every machine; the locale is not asked.
int unicode_collate(text a, text b);
// What [t] begins with, as a number: of two texts that differ in it unicode_collate puts the one with the smaller number first.
// Who sorts many texts asks it once for each.
uint64_t unicode_collation_start(text t);

#endif
