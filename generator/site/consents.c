#include "site/consents.h"

#include "base/files.h"
#include "base/unicode.h"
#include "language/personal_data.h"
#include "schema/fields.h"
#include "source/yaml.h"

enum { REFERENCE_MOST = 80, PHONE_DIGITS = 7 };

static const struct { const char *name; picture_use use; } uses[] = {
    { "web", USE_WEB }, { "print", USE_PRINT }, { "kit", USE_KIT }, { "social", USE_SOCIAL },
};
enum { USES = sizeof uses / sizeof *uses };

const char *picture_use_name(picture_use use)
{
    for (size_t i = 0; i < USES; i++)
        if (uses[i].use == use)
            return uses[i].name;
    return "";
}

const consent *consent_find(const picture_notes *in, text id)
{
    for (size_t i = 0; i < in->consent_count; i++)
        if (text_equals(in->consents[i].id, id))
            return &in->consents[i];
    return NULL;
}

static date earlier(date a, date b)
{
    if (!date_is_set(a) || !date_is_set(b))
        return date_is_set(a) ? a : b;
    return date_compare(a, b) <= 0 ? a : b;
}

consent consent_of(const picture_notes *in, const picture_note *note)
{
    consent made = note->own;
    const consent *listed = consent_find(in, made.id);
    if (listed != NULL) {
        made.until = earlier(made.until, listed->until);
        made.withdrawn = listed->withdrawn;
        bool say_both = made.purposes != 0 && listed->purposes != 0;
        made.purposes = say_both ? made.purposes & listed->purposes : made.purposes | listed->purposes;
    }
    if (made.purposes == 0)
        made.purposes = USE_WEB | USE_SAID;
    return made;
}

// ---- What may be shown

static bool refuse(diagnostic_kind *mistake, text *why, diagnostic_kind found, text said)
{
    *mistake = found;
    *why = said;
    return false;
}

// References are letters a-z, digits and signs: among those only letters differ by that bit.
static bool is_in_other_case(text written, text id)
{
    bool is_same = written.length == id.length;
    for (size_t i = 0; i < id.length && is_same; i++)
        is_same = ((written.bytes[i] ^ id.bytes[i]) & ~('a' ^ 'A')) == 0;
    return is_same && !text_equals(written, id);
}

// Empty, or the reference in the list that differs in upper and lower case alone: that is no other one.
static text listed_in_other_case(const picture_notes *in, text id)
{
    for (size_t i = 0; i < in->consent_count; i++)
        if (is_in_other_case(in->consents[i].id, id))
            return in->consents[i].id;
    return (text){ 0 };
}

text consent_in_other_case(const picture_notes *in, text id)
{
    text found = listed_in_other_case(in, id);
    for (size_t i = 0; i < in->count && found.length == 0; i++)
        if (is_in_other_case(in->items[i].own.id, id))
            found = in->items[i].own.id;
    return found;
}

// A reference that is in no list may be mistyped, unless the side file tells all there is to know.
static bool is_unlisted(const picture_notes *in, const picture_note *note)
{
    bool tells_itself = date_is_set(note->own.until) || note->own.purposes != 0;
    return in->has_list && consent_find(in, note->own.id) == NULL && !tells_itself;
}

bool consent_allows(arena *memory, const picture_notes *in, const picture_note *note, picture_use use, date today,
                    diagnostic_kind *mistake, text *why)
{
    text name = path_name(note->side_path);
    if (!note->shows_people || note->has_mistakes)
        return true;
    if (note->own.id.length == 0)
        return refuse(mistake, why, CONSENT_MISSING,
                      text_format(memory, "'consent' is not in %.*s: write the reference of the consent, or show another picture",
                                  TEXT_PRINT(name)));
    text meant = consent_find(in, note->own.id) == NULL ? listed_in_other_case(in, note->own.id) : (text){ 0 };
    if (meant.length > 0)
        return refuse(mistake, why, CONSENT_UNKNOWN, text_format(memory,
                      "'%.*s' of %.*s is '%.*s' in " CONSENTS_FILE ": write it in the same way", TEXT_PRINT(note->own.id),
                      TEXT_PRINT(name), TEXT_PRINT(meant)));
    if (is_unlisted(in, note))
        return refuse(mistake, why, CONSENT_UNKNOWN, text_format(memory,
                      "'%.*s' of %.*s is not in " CONSENTS_FILE ": correct one of them, or write 'consent_until' and 'purposes'",
                      TEXT_PRINT(note->own.id), TEXT_PRINT(name)));
    consent agreed = consent_of(in, note);
    if (date_is_set(agreed.withdrawn))      // a day to come is a slip of the pen, or the build is one of an earlier day
        return refuse(mistake, why, CONSENT_WITHDRAWN,
                      text_format(memory, "'%.*s' on %.*s: take the picture off this page and delete the file",
                                  TEXT_PRINT(agreed.id), TEXT_PRINT(date_iso(memory, agreed.withdrawn))));
    if (date_is_set(agreed.until) && date_compare(agreed.until, today) < 0)
        return refuse(mistake, why, CONSENT_ENDED,
                      text_format(memory, "'%.*s' on %.*s: ask for a new one, or take the picture off this page",
                                  TEXT_PRINT(agreed.id), TEXT_PRINT(date_iso(memory, agreed.until))));
    if ((agreed.purposes & (unsigned)use) == 0)
        return refuse(mistake, why, CONSENT_PURPOSE, text_format(memory, "'%.*s' lacks '%s'", TEXT_PRINT(agreed.id),
                                                                 picture_use_name(use)));
    return true;
}

// ---- References

// Six digits, a sign of the century, three digits and a check sign, whether right or wrong; or one in small letters that is right.
static bool has_identity_code(text id)
{
    personal_finding one;
    for (size_t i = 0; i + 11 <= id.length; i++) {
        size_t digits = 0;
        for (size_t k = 0; k < 10; k++)
            digits += k != 6 && byte_is_digit(id.bytes[i + k]);
        char century = id.bytes[i + 6];
        bool is_century = century == '-' || century == '+' || (century >= 'A' && century <= 'F') || (century >= 'U' && century <= 'Y');
        if (digits == 9 && is_century && (i == 0 || !byte_is_digit(id.bytes[i - 1])))
            return true;
    }
    return personal_data_find(id, 0, &one) && one.kind == PERSONAL_IDENTITY_CODE;
}

static bool is_telephone_number(text id)
{
    size_t digits = 0;
    for (size_t i = 0; i < id.length; i++) {
        if (!byte_is_digit(id.bytes[i]) && text_find_byte(TEXT("+- ()/."), id.bytes[i], 0) == TEXT_NOT_FOUND)
            return false;
        digits += byte_is_digit(id.bytes[i]);
    }
    return digits >= PHONE_DIGITS && (id.bytes[0] == '0' || id.bytes[0] == '+');
}

const char *consent_reference_fault(text id)
{
    if (text_find_byte(id, '@', 0) != TEXT_NOT_FOUND)
        return "this looks like an e-mail address: write the reference under which the consent is kept";
    if (has_identity_code(id))
        return "this looks like a personal identity code: write the reference under which the consent is kept";
    if (is_telephone_number(id))
        return "this looks like a telephone number: write the reference under which the consent is kept";
    bool is_fine = id.length > 0 && id.length <= REFERENCE_MOST;
    for (size_t i = 0; i < id.length && is_fine; i++) {
        char c = id.bytes[i];
        is_fine = byte_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || text_find_byte(TEXT("-._/"), c, 0) != TEXT_NOT_FOUND;
    }
    return is_fine ? NULL : "a reference is letters a-z, digits and - . _ / such as KUVA-2026-014, never a name";
}

// ---- Reading

static bool read_purposes(const value *v, text path, diagnostics *found, unsigned *read)
{
    static const text names[] = { TEXT_CONSTANT("web"), TEXT_CONSTANT("print"), TEXT_CONSTANT("kit"), TEXT_CONSTANT("social") };
    bool is_fine = v->type == VALUE_LIST;
    if (!is_fine)
        report(found, VALUE_SHAPE, value_place(v, path), "'purposes' is a list such as [web, print]");
    *read = USE_SAID;
    for (size_t i = 0; is_fine && i < v->count; i++) {
        unsigned use = 0;
        for (size_t k = 0; k < USES; k++)
            if (text_equals(value_text(v->items[i]), names[k]))
                use = (unsigned)uses[k].use;
        if (use == 0) {
            report(found, FIELD_CHOICE, value_place(v->items[i], path), "'purposes' are web, print, kit and social");
            is_fine = false;
        }
        *read |= use;
    }
    return is_fine;
}

bool consent_read_terms(const value *map, const char *until_key, text path, diagnostics *found, consent *read)
{
    const value *until = value_get(map, text_of(until_key)), *purposes = value_get(map, TEXT("purposes"));
    bool is_fine = value_is_empty(until) || scalar_read_date(until, path, found, &read->until);
    return (value_is_empty(purposes) || read_purposes(purposes, path, found, &read->purposes)) && is_fine;
}

static void read_consent(const value *v, text path, picture_notes *into, diagnostics *found)
{
    static const text known[] = { TEXT_CONSTANT("id"), TEXT_CONSTANT("until"), TEXT_CONSTANT("purposes"), TEXT_CONSTANT("withdrawn") };
    if (v->type != VALUE_MAP) {
        report(found, VALUE_SHAPE, value_place(v, path), "a consent is lines of the form 'key: value', the first '- id: ...'");
        return;
    }
    value_check_keys(v, path, known, sizeof known / sizeof *known, found);
    const value *id = value_get(v, TEXT("id")), *withdrawn = value_get(v, TEXT("withdrawn"));
    consent read = { .id = value_text(id), .where = value_place(v, path) };
    const char *fault = consent_reference_fault(read.id);
    if (fault != NULL)
        report(found, CONSENT_PERSONAL, id != NULL ? value_place(id, path) : read.where, "'id': %s", fault);
    else if (consent_find(into, read.id) != NULL || listed_in_other_case(into, read.id).length > 0)
        report(found, CONSENT_DUPLICATE, value_place(id, path), "'%.*s': write one for both", TEXT_PRINT(read.id));
    consent_read_terms(v, "until", path, found, &read);
    if (withdrawn != NULL && value_is_empty(withdrawn))
        report(found, FIELD_MISSING, value_place(withdrawn, path), "'withdrawn': write the day, or take the line out");
    else if (withdrawn != NULL)
        scalar_read_date(withdrawn, path, found, &read.withdrawn);
    into->consents[into->consent_count++] = read;
}

void consents_read(arena *memory, text contents, text path, picture_notes *into, diagnostics *found)
{
    into->has_list = true;
    const value *root = yaml_read(memory, contents, path, 1, 0, found);
    if (root == NULL)
        return;
    if (root->type != VALUE_LIST) {
        report(found, VALUE_SHAPE, value_place(root, path), "the file is a list of consents, each begins '- id: ...'");
        return;
    }
    into->consents = ARENA_NEW(memory, consent, root->count);
    for (size_t i = 0; i < root->count; i++)
        read_consent(root->items[i], path, into, found);
}

// ---- Writing

static bool is_marked(arena *memory, text contents, text id)
{
    diagnostics faults = { .memory = memory };
    picture_notes read = { 0 };
    consents_read(memory, contents, TEXT(CONSENTS_FILE), &read, &faults);
    const consent *marked = consent_find(&read, id);
    return diagnostics_count(&faults, SEVERITY_ERROR) == 0 && marked != NULL && date_is_set(marked->withdrawn);
}

// Before all that the consent says, in braces or on lines: right whatever that is.
static text marked_in_front(arena *memory, text before, text rest, int column, text iso)
{
    if (text_starts_with(rest, TEXT("{")))
        return text_format(memory, "%.*s{withdrawn: %.*s, %.*s", TEXT_PRINT(before), TEXT_PRINT(iso), TEXT_PRINT(text_from(rest, 1)));
    return text_format(memory, "%.*swithdrawn: %.*s\n%*s%.*s", TEXT_PRINT(before), TEXT_PRINT(iso), column - 1, "", TEXT_PRINT(rest));
}

// A new consent at the end, as far in as the others; or the first of a list in brackets.
static text added(arena *memory, text contents, text id, text iso)
{
    bool has_end = contents.length == 0 || text_ends_with(contents, TEXT("\n"));
    text rest = contents, line, head, tail;
    int indent = 0;
    while (text_take_line(&rest, &line))
        if (text_starts_with(text_trim(line), TEXT("- "))) {
            indent = (int)text_find_byte(line, '-', 0);
            break;
        }
    text below = text_format(memory, "%.*s%s%*s- id: %.*s\n%*s  withdrawn: %.*s\n", TEXT_PRINT(contents), has_end ? "" : "\n", indent, "",
                             TEXT_PRINT(id), indent, "", TEXT_PRINT(iso));
    tail = contents;
    if (is_marked(memory, below, id) || !text_take_part(&tail, '[', &head) || head.length == contents.length)
        return below;
    text first = text_format(memory, "%.*s[{id: %.*s, withdrawn: %.*s}, %.*s", TEXT_PRINT(head), TEXT_PRINT(id), TEXT_PRINT(iso), TEXT_PRINT(tail));
    return is_marked(memory, first, id) ? first : below;
}

// The line stands below the first of the consent, as far in as its other keys, where that is in its place.
static text marked_below_first(arena *memory, text contents, const consent *known, text iso)
{
    text rest = contents, line;
    for (int number = 1; number <= known->where.line && text_take_line(&rest, &line); number++) { }
    text before = text_slice(contents, 0, contents.length - rest.length);
    return text_format(memory, "%.*s%s%*swithdrawn: %.*s\n%.*s", TEXT_PRINT(before), text_ends_with(before, TEXT("\n")) ? "" : "\n",
                       known->where.column - 1, "", TEXT_PRINT(iso), TEXT_PRINT(rest));
}

static text marked_at_first(arena *memory, text contents, const consent *known, text iso)
{
    text from_first = contents, line;
    uint32_t character;
    for (int number = 1; number < known->where.line && text_take_line(&from_first, &line); number++) { }
    for (int column = 1; column < known->where.column && unicode_take(&from_first, &character); column++) { }
    text before = text_slice(contents, 0, contents.length - from_first.length);
    return marked_in_front(memory, before, from_first, known->where.column, iso);
}

bool consents_mark(arena *memory, text contents, const consent *known, text id, date day, text *marked)
{
    text iso = date_iso(memory, day);
    *marked = known != NULL ? marked_below_first(memory, contents, known, iso) : added(memory, contents, id, iso);
    if (known != NULL && !is_marked(memory, *marked, known->id))
        *marked = marked_at_first(memory, contents, known, iso);
    return is_marked(memory, *marked, known != NULL ? known->id : id);
}
