// Warnings of personal data in the files that authors write.
#include "base/unicode.h"
#include "language/personal_data.h"
#include "schema/fields.h"
#include "site/load.h"
#include "source/front_matter.h"
#include "source/yaml.h"

enum { TOLD_MOST = 20 };        // of one file

static const char *const advice[] = {
    [PERSONAL_IDENTITY_CODE] = "a personal identity code; remove it, also from the history of versions",
    [PERSONAL_PHONE] = "the number of a mobile phone; remove it, or write 'public_contacts: true' in the front matter if it is "
                       "meant for everybody",
    [PERSONAL_ADDRESS] = "the address of a home; remove it, or write 'public_contacts: true' in the front matter if it is "
                         "meant for everybody",
};

// What the front matter says, as far as it can be read: its mistakes are told by those who read it for the model.
static bool contacts_are_public(text contents, text path)
{
    arena scratch = { 0 };
    diagnostics passed_over = { .memory = &scratch };
    page_parts parts;
    const value *front = NULL;
    bool are_public = false;
    if (front_matter_split(contents, path, &passed_over, &parts) && parts.has_fences)
        front = yaml_read(&scratch, parts.yaml, path, 2, 0, &passed_over);
    const value *said = front != NULL && front->type == VALUE_MAP ? value_get(front, TEXT("public_contacts")) : NULL;
    if (said != NULL && !scalar_read_bool(said, path, &passed_over, &are_public))
        are_public = false;
    arena_free(&scratch);
    return are_public;
}

void site_check_personal(text contents, text path, diagnostics *found)
{
    enum { UNKNOWN, PUBLIC, PRIVATE } contacts = UNKNOWN;
    int line = 1, told = 0;
    size_t seen = 0, line_start = 0;
    personal_finding finding;
    for (size_t from = 0; told < TOLD_MOST && personal_data_find(contents, from, &finding); from = finding.start + finding.length) {
        for (; seen < finding.start; seen++)
            if (contents.bytes[seen] == '\n') {
                line++;
                line_start = seen + 1;
            }
        if (contacts == UNKNOWN)        // few pages have any
            contacts = contacts_are_public(contents, path) ? PUBLIC : PRIVATE;
        if (contacts == PUBLIC && finding.kind != PERSONAL_IDENTITY_CODE)
            continue;
        int column = (int)unicode_count(text_slice(contents, line_start, finding.start)) + 1;
        report(found, PERSONAL_DATA, at(path, line, column), "%s", advice[finding.kind]);
        told++;
    }
}
