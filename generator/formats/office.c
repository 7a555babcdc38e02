#include "formats/office.h"

#include "base/unicode.h"
#include "formats/zip.h"

enum { PARTS_LIMIT = 5000, IDENTITY_LIMIT = 200 };

struct office {
    arena *memory;
    zip_reader *zip;
    size_t left;                // bytes that may still be unpacked
};

office_result office_open(arena *memory, text bytes, office **opened)
{
    zip_reader *zip;
    switch (zip_reader_open_memory(memory, bytes, &zip)) {
    case ZIP_READ: break;
    case ZIP_TOO_MANY: return OFFICE_TOO_LARGE;
    case ZIP_DAMAGED: return OFFICE_DAMAGED;
    default: return OFFICE_NOT_ONE;
    }
    if (zip_reader_count(zip) > PARTS_LIMIT) {
        zip_reader_close(zip);
        return OFFICE_TOO_LARGE;
    }
    *opened = ARENA_NEW(memory, office, 1);
    **opened = (office){ memory, zip, OFFICE_PARTS_MOST };
    return OFFICE_READ;
}

void office_close(office *from)
{
    zip_reader_close(from->zip);
    from->zip = NULL;
}

office_result office_part(office *from, text name, text *contents)
{
    zip_item item;
    text wanted = unicode_lower(from->memory, name);
    for (size_t i = 0; i < zip_reader_count(from->zip); i++) {
        if (zip_reader_describe(from->zip, from->memory, i, &item) != ZIP_READ || item.type == ZIP_FOLDER
            || item.name.length != wanted.length || !text_equals(unicode_lower(from->memory, item.name), wanted))
            continue;
        if (item.is_encrypted || item.is_packed_oddly)
            return OFFICE_DAMAGED;
        if (item.size > OFFICE_PART_MOST || item.size > from->left || zip_item_is_bomb(&item))
            return OFFICE_TOO_LARGE;
        from->left -= (size_t)item.size;
        return zip_reader_unpack(from->zip, from->memory, i, item.size, contents) == ZIP_READ ? OFFICE_READ : OFFICE_DAMAGED;
    }
    return OFFICE_MISSING;
}

office_identity office_identify(office *from)
{
    office_identity found = { 0 };
    text contents, *into = NULL;
    if (office_part(from, TEXT("docProps/custom.xml"), &contents) != OFFICE_READ)
        return found;
    xml_reader *reader = xml_open(from->memory, contents);
    for (xml_event event; (event = xml_next(reader)) < XML_END;) {
        if (event == XML_OPEN && text_equals(xml_name(reader), TEXT("property"))) {
            text name = xml_attribute(reader, "name");
            into = text_equals(name, TEXT("form")) ? &found.form : text_equals(name, TEXT("version")) ? &found.version
                 : text_equals(name, TEXT("language")) ? &found.language : NULL;
        } else if (event == XML_TEXT && into != NULL && into->length == 0) {
            *into = text_slice(text_trim(xml_text(reader)), 0, IDENTITY_LIMIT);
        }
    }
    xml_close(reader);
    return found;
}
