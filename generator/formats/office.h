// Files of office programs (DOCX, XLSX) as packages: their parts, and the properties we wrote into them.
//
// Anybody may have made them: sizes are limited before anything is unpacked, nothing in them is followed.
#ifndef FORMATS_OFFICE_H
#define FORMATS_OFFICE_H

#include "base/arena.h"
#include "base/text.h"
#include "formats/xml.h"

typedef struct office office;

// Why a file is not read, or a part.
typedef enum {
    OFFICE_READ,
    OFFICE_NOT_ONE,         // no zip, or one that holds something else
    OFFICE_MISSING,         // there is no such part
    OFFICE_DAMAGED,
    OFFICE_TOO_LARGE        // it unpacks to too much
} office_result;

// Bytes of a part, and of all parts that are read of one file.
enum { OFFICE_PART_MOST = 48 * 1024 * 1024, OFFICE_PARTS_MOST = 64 * 1024 * 1024 };

// [bytes] stay where they are until it is closed. Only what was opened is closed.
office_result office_open(arena *memory, text bytes, office **opened);
void office_close(office *from);
// A part by its name, such as "word/document.xml"; letters' case does not matter, as in these formats.
office_result office_part(office *from, text name, text *contents);

// What we wrote into docProps/custom.xml: empty texts when it is not there.
typedef struct {
    text form, version, language;
} office_identity;
office_identity office_identify(office *from);

#endif
