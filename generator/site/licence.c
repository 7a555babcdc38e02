// The legal text of the site's licence.
#include "site/load.h"

#include "base/unicode.h"
#include "site/embedded.h"

#include <sys/stat.h>

static const size_t LICENCE_LIMIT = (size_t)1024 * 1024;

// Names such as "CC-BY-4.0" only: the licence becomes a part of a file's name.
static bool is_plain_name(text licence)
{
    for (size_t i = 0; i < licence.length; i++) {
        char c = licence.bytes[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-' && c != '.')
            return false;
    }
    return licence.length > 0;
}

// Known licences have page feeds and the like in them, which do no harm here.
static bool is_utf8(text contents)
{
    size_t offset;
    unicode_fault fault;
    while ((fault = unicode_check(contents, &offset)) != UNICODE_FINE && fault != UNICODE_MALFORMED)
        contents = text_from(contents, offset + 1);
    return fault == UNICODE_FINE;
}

static void report_unusable(const site *of, text name, file_result result, diagnostics *found)
{
    uint64_t mode = file_identity_of(config_file(of->memory, &of->config, name)).mode;
    if (result == FILE_TOO_LARGE)
        report(found, FILE_TOO_LONG, at(name, 1, 1), "the text of a licence may have 1 MiB");
    else if (S_ISDIR(mode))
        report(found, FILE_UNREADABLE, at(name, 1, 1), "put the text of the licence here, no folder");
    else
        site_report_not_plain(found, name, mode, "put the file itself here");
}

bool site_read_licence(site *into, diagnostics *found)
{
    if (!is_plain_name(into->config.licence) || into->config.kit_count == 0)
        return true;
    text name = text_format(into->memory, "LICENSE-%.*s.txt", TEXT_PRINT(into->config.licence)), own;
    file_result result = file_read_beneath(into->memory, into->config.folder, name, LICENCE_LIMIT, &own);
    into->legal_text = embedded_find(name);
    if (result == FILE_READ && is_utf8(own))
        into->legal_text = own;
    else if (result == FILE_READ)
        report(found, FILE_NOT_UTF8, at(name, 1, 1), "save the file in the encoding UTF-8");
    else if (result != FILE_MISSING && result != FILE_FAILED)
        report_unusable(into, name, result, found);
    site_note_contents(into, name, into->legal_text);
    return result != FILE_FAILED;
}
