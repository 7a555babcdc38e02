// Warnings of personal data in the files that authors write.
#include "base/unicode.h"
#include "language/personal_data.h"
#include "site/load.h"

enum { TOLD_MOST = 20 };        // of one file

static const char *const advice[] = {
    [PERSONAL_IDENTITY_CODE] = "a personal identity code; remove it, also from the history of versions",
    [PERSONAL_PHONE] = "the number of a mobile phone; remove it, or write 'public_contacts: true' in the front matter if it is "
                       "meant for everybody",
    [PERSONAL_ADDRESS] = "the address of a home; remove it, or write 'public_contacts: true' in the front matter if it is "
                         "meant for everybody",
};

// Looked for in the text, for front matter with mistakes has to be checked too.
static bool contacts_are_public(text contents)
{
    static const text said = TEXT_CONSTANT("\npublic_contacts: true\n");
    size_t end = text_find(contents, TEXT("\n---"), 0), at = text_find(contents, said, 0);
    return at != TEXT_NOT_FOUND && (end == TEXT_NOT_FOUND || at < end);
}

void site_check_personal(text contents, text path, diagnostics *found)
{
    bool are_public = contacts_are_public(contents);
    int line = 1, told = 0;
    size_t seen = 0, line_start = 0;
    personal_finding finding;
    for (size_t from = 0; told < TOLD_MOST && personal_data_find(contents, from, &finding); from = finding.start + finding.length) {
        for (; seen < finding.start; seen++)
            if (contents.bytes[seen] == '\n') {
                line++;
                line_start = seen + 1;
            }
        if (are_public && finding.kind != PERSONAL_IDENTITY_CODE)
            continue;
        int column = (int)unicode_count(text_slice(contents, line_start, finding.start)) + 1;
        report(found, PERSONAL_DATA, at(path, line, column), "%s", advice[finding.kind]);
        told++;
    }
}
