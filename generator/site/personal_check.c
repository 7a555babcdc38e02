#include "site/personal_check.h"

#include "base/unicode.h"
#include "language/personal_data.h"
#include "schema/fields.h"
#include "site/overrides.h"
#include "source/front_matter.h"
#include "source/yaml.h"

enum { TOLD_MOST = 20 };        // of one file

static const text key = TEXT_CONSTANT("public_contacts");

static const char *const what[] = {
    [PERSONAL_IDENTITY_CODE] = "a personal identity code",
    [PERSONAL_PHONE] = "the number of a mobile phone",
    [PERSONAL_ADDRESS] = "the address of a home",
};

static const char *const where_said[] = {
    [CONTACTS_BY_FILE] = "in this file",
    [CONTACTS_BY_SETTINGS] = "in digitori.yaml",
    [CONTACTS_BY_PAGE] = "in the front matter of the pages that link to it",
};

static bool is_page(text path)
{
    return text_ends_with(path, TEXT(".md"));
}

// What the file itself says, as far as it can be read: its mistakes are told by those who read it for the model.
static bool says_contacts_are_public(text contents, text path)
{
    arena scratch = { 0 };
    diagnostics passed_over = { .memory = &scratch };
    page_parts parts = { .yaml = contents, .has_fences = true };
    const value *root = NULL;
    bool are_public = false;
    if (!is_page(path) || front_matter_split(contents, path, &passed_over, &parts))
        root = parts.has_fences ? yaml_read(&scratch, parts.yaml, path, 1, 0, &passed_over) : NULL;
    const value *said = root != NULL && root->type == VALUE_MAP ? value_get(root, key) : NULL;
    if (said != NULL && !scalar_read_bool(said, path, &passed_over, &are_public))
        are_public = false;
    arena_free(&scratch);
    return are_public;
}

static bool is_told_already(const diagnostics *found, place where)
{
    for (size_t i = found->count; i-- > 0;)
        if (found->items[i].kind == CONSENT_PERSONAL && found->items[i].place.line == where.line
            && text_equals(found->items[i].place.path, where.path))
            return true;
    return false;
}

static void tell(personal_kind is, contacts_rule rule, place where, diagnostics *found)
{
    if (is == PERSONAL_IDENTITY_CODE)
        report(found, PERSONAL_DATA, where, "%s; remove it, also from the history of versions", what[is]);
    else if (rule == CONTACTS_NEVER)
        report(found, PERSONAL_DATA, where, "%s; remove it: only the references of consents stand here", what[is]);
    else
        report(found, PERSONAL_DATA, where, "%s; remove it, or write 'public_contacts: true' %s if it is meant for everybody", what[is],
               rule == CONTACTS_BY_FILE && is_page(where.path) ? "in the front matter" : where_said[rule]);
}

typedef struct {
    personal_kind is;
    int line, column;
} personal_place;

static size_t find_places(text contents, bool are_public, personal_place places[TOLD_MOST])
{
    int line = 1;
    size_t seen = 0, line_start = 0, count = 0;
    personal_finding finding;
    for (size_t from = 0; count < TOLD_MOST && personal_data_find(contents, from, &finding); from = finding.start + finding.length) {
        if (are_public && finding.kind != PERSONAL_IDENTITY_CODE)
            continue;
        for (; seen < finding.start; seen++)
            if (contents.bytes[seen] == '\n') {
                line++;
                line_start = seen + 1;
            }
        int column = (int)unicode_count(text_slice(contents, line_start, finding.start)) + 1;
        places[count++] = (personal_place){ finding.kind, line, column };
    }
    return count;
}

static void tell_all(const personal_place *places, size_t count, contacts_rule rule, text path, diagnostics *found)
{
    for (size_t i = 0; i < count; i++) {
        place where = at(path, places[i].line, places[i].column);
        if (!is_told_already(found, where))
            tell(places[i].is, rule, where, found);
    }
}

void site_check_personal(text contents, text path, contacts_rule rule, bool are_public, diagnostics *found)
{
    personal_place places[TOLD_MOST];
    size_t count = find_places(contents, are_public, places);
    // Few files have any; only those are read for what they say.
    if (count > 0 && rule == CONTACTS_BY_FILE && !are_public && says_contacts_are_public(contents, path))
        count = find_places(contents, true, places);
    tell_all(places, count, rule, path, found);
}

// ---- Files that pages link to

static bool is_plain_text(text path)
{
    static const text endings[] = { TEXT_CONSTANT(".csv"), TEXT_CONSTANT(".txt"), TEXT_CONSTANT(".ics") };
    arena scratch = { 0 };
    text lower = unicode_lower(&scratch, path_name(path));
    bool is_plain = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !is_plain; i++)
        is_plain = text_ends_with(lower, endings[i]);
    arena_free(&scratch);
    return is_plain;
}

// Many pages may link to one large file: each worker looks once through those that it saw last.
typedef struct {
    uint64_t sum;
    size_t length;
    bool are_public;
    personal_place places[TOLD_MOST];
    size_t count;
} looked_through;

static const looked_through *look_through(text contents, bool are_public)
{
    enum { KEPT = 16 };
    static looked_through kept[KEPT];
    static size_t next;
    uint64_t sum = digest_checksum(0, contents);
    for (size_t i = 0; i < KEPT; i++)
        if (kept[i].length == contents.length && kept[i].sum == sum && kept[i].are_public == are_public)
            return &kept[i];
    looked_through *made = &kept[next];
    next = (next + 1) % KEPT;
    *made = (looked_through){ .sum = sum, .length = contents.length, .are_public = are_public };
    made->count = find_places(contents, are_public, made->places);
    return made;
}

// What Excel calls Unicode text has two bytes for a character, of which those of a number are zero and itself.
static text without_zeros(arena *memory, text contents)
{
    bool has_pairs = text_starts_with(contents, TEXT("\xFF\xFE")) || text_starts_with(contents, TEXT("\xFE\xFF"));
    char *bytes = has_pairs ? ARENA_NEW(memory, char, contents.length) : NULL;
    size_t length = 0;
    if (!has_pairs)
        return contents;
    for (size_t i = 2; i < contents.length; i++)
        if (contents.bytes[i] != '\0')
            bytes[length++] = contents.bytes[i];
    return (text){ bytes, length };
}

void site_check_personal_file(const site *of, text path, text contents, const page *of_page, diagnostics *found)
{
    arena scratch = { 0 };
    if (is_plain_text(path)) {
        const looked_through *made = look_through(without_zeros(&scratch, contents), of_page->has_public_contacts);
        tell_all(made->places, made->count, CONTACTS_BY_PAGE, site_file_source(of, found->memory, path), found);
    }
    arena_free(&scratch);
}
