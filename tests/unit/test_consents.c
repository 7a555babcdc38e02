#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "site/consents.h"

#include "checks.h"

static const date today = { 2026, 11, 22 };

typedef struct {
    arena memory;
    picture_notes notes;
    diagnostics found;
} reading;

static void read(reading *into, text contents)
{
    into->found.memory = &into->memory;
    consents_read(&into->memory, contents, TEXT(CONSENTS_FILE), &into->notes, &into->found);
}

static picture_note note_of(text id, date until, unsigned purposes)
{
    return (picture_note){ .side_path = TEXT("content/a.jpg.yaml"), .shows_people = true,
                           .own = { .id = id, .until = until, .purposes = purposes } };
}

// What is wrong with a use; DIAGNOSTIC_KINDS when nothing is.
static diagnostic_kind fault_of(reading *in, picture_note note, picture_use use)
{
    diagnostic_kind mistake = DIAGNOSTIC_KINDS;
    text why = { 0 };
    bool is_allowed = consent_allows(&in->memory, &in->notes, &note, use, today, &mistake, &why);
    check(is_allowed == (mistake == DIAGNOSTIC_KINDS));
    return mistake;
}

static void a_list_is_read(void **state)
{
    (void)state;
    reading in = { 0 };
    read(&in, TEXT("- id: A-1\n  until: 2027-01-31\n  purposes: [web, print]\n- id: A-2\n  withdrawn: 2026-10-01\n"));
    assert_int_equal(in.found.count, 0);
    assert_int_equal(in.notes.consent_count, 2);
    const consent *first = consent_find(&in.notes, TEXT("A-1"));
    check(first->purposes == (USE_WEB | USE_PRINT | USE_SAID) && first->until.year == 2027 && first->where.line == 1);
    check(consent_find(&in.notes, TEXT("A-2"))->withdrawn.month == 10 && consent_find(&in.notes, TEXT("A-3")) == NULL);
    arena_free(&in.memory);
}

static void what_was_not_agreed_to_is_refused(void **state)
{
    (void)state;
    reading in = { 0 };
    read(&in, TEXT("- id: A-1\n  until: 2026-11-22\n  purposes: [web, print]\n- id: A-2\n  withdrawn: 2026-11-22\n"
                   "- id: A-3\n  until: 2026-11-21\n- id: A-4\n  withdrawn: 2026-11-23\n- id: A-5\n  purposes: []\n"));
    assert_int_equal(fault_of(&in, note_of(TEXT("A-1"), (date){ 0 }, 0), USE_PRINT), DIAGNOSTIC_KINDS);
    assert_int_equal(fault_of(&in, note_of(TEXT("A-1"), (date){ 0 }, 0), USE_KIT), CONSENT_PURPOSE);
    assert_int_equal(fault_of(&in, note_of(TEXT("A-1"), (date){ 0 }, USE_WEB | USE_SAID), USE_PRINT), CONSENT_PURPOSE);
    assert_int_equal(fault_of(&in, note_of(TEXT("A-1"), (date){ 2026, 1, 1 }, 0), USE_WEB), CONSENT_ENDED);
    assert_int_equal(fault_of(&in, note_of(TEXT("A-2"), (date){ 0 }, 0), USE_WEB), CONSENT_WITHDRAWN);
    assert_int_equal(fault_of(&in, note_of(TEXT("A-3"), (date){ 0 }, 0), USE_WEB), CONSENT_ENDED);
    assert_int_equal(fault_of(&in, note_of(TEXT("A-4"), (date){ 0 }, 0), USE_WEB), CONSENT_WITHDRAWN);     // whatever the day
    assert_int_equal(fault_of(&in, note_of(TEXT("A-5"), (date){ 0 }, 0), USE_WEB), CONSENT_PURPOSE);
    assert_int_equal(fault_of(&in, note_of((text){ 0 }, (date){ 0 }, 0), USE_WEB), CONSENT_MISSING);
    assert_int_equal(fault_of(&in, note_of(TEXT("B-9"), (date){ 0 }, 0), USE_WEB), CONSENT_UNKNOWN);
    // A side file that tells all by itself needs no list.
    assert_int_equal(fault_of(&in, note_of(TEXT("B-9"), (date){ 2027, 1, 1 }, 0), USE_WEB), DIAGNOSTIC_KINDS);
    in.notes.has_list = false;
    assert_int_equal(fault_of(&in, note_of(TEXT("B-9"), (date){ 0 }, 0), USE_WEB), DIAGNOSTIC_KINDS);
    assert_int_equal(fault_of(&in, note_of(TEXT("B-9"), (date){ 0 }, 0), USE_PRINT), CONSENT_PURPOSE);
    picture_note empty_street = note_of((text){ 0 }, (date){ 0 }, 0);
    empty_street.shows_people = false;
    assert_int_equal(fault_of(&in, empty_street, USE_KIT), DIAGNOSTIC_KINDS);
    arena_free(&in.memory);
}

// A side file that tells all there is to know needs no list, but no other consent is meant either.
static void a_reference_in_another_case_is_told(void **state)
{
    (void)state;
    reading in = { 0 };
    read(&in, TEXT("- id: A-1\n  withdrawn: 2026-01-01\n"));
    assert_int_equal(fault_of(&in, note_of(TEXT("a-1"), (date){ 2040, 1, 1 }, 0), USE_WEB), CONSENT_UNKNOWN);
    assert_int_equal(fault_of(&in, note_of(TEXT("a-2"), (date){ 2040, 1, 1 }, 0), USE_WEB), DIAGNOSTIC_KINDS);
    arena_free(&in.memory);
}

static void references_hold_no_personal_data(void **state)
{
    (void)state;
    static const char *const fine[] = { "KUVA-2026-014", "ESP/4455/2026", "a.b_c", "2026-0014567", "1" };
    static const char *const wrong[] = { "", "matti.meikalainen@kunta.fi", "Matti Meikalainen", "040-1234567", "+358401234567", "0401234567",
                                         "131052-308T", "lupa-131052A308T", "131052+308T", "Å-1", "a\nb" };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        assert_null(consent_reference_fault(text_of(fine[i])));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_non_null(consent_reference_fault(text_of(wrong[i])));
}

static void mistakes_are_told(void **state)
{
    (void)state;
    reading in = { 0 };
    read(&in, TEXT("- id: A-1\n- id: A-1\n- id: a@b.fi\n- x\n- id: A-5\n  purposes: [tv]\n  until: soon\n  extra: 1\n"));
    assert_int_equal(diagnostics_count(&in.found, SEVERITY_ERROR), 6);
    arena_free(&in.memory);
    reading other = { 0 };
    read(&other, TEXT("id: A-1\n"));
    assert_int_equal(other.found.items[0].kind, VALUE_SHAPE);
    arena_free(&other.memory);
}

static void check_marked(const char *before, const char *id, const char *after)
{
    reading in = { 0 };
    read(&in, text_of(before));
    text marked;
    check(consents_mark(&in.memory, text_of(before), consent_find(&in.notes, text_of(id)), text_of(id), today, &marked));
    check_text(marked, after);
    reading again = { 0 };
    read(&again, marked);
    check(again.found.count == 0 && date_compare(consent_find(&again.notes, text_of(id))->withdrawn, today) == 0);
    arena_free(&again.memory);
    arena_free(&in.memory);
}

static void a_withdrawal_is_written_where_it_belongs(void **state)
{
    (void)state;
    check_marked("# Suostumukset\n- id: A-1\n  until: 2027-01-01\n- id: A-2\n", "A-1",
                 "# Suostumukset\n- id: A-1\n  withdrawn: 2026-11-22\n  until: 2027-01-01\n- id: A-2\n");
    check_marked("- id: A-1\n- id: A-2", "A-2", "- id: A-1\n- id: A-2\n  withdrawn: 2026-11-22\n");
    check_marked("- id: A-1", "A-9", "- id: A-1\n- id: A-9\n  withdrawn: 2026-11-22\n");
    check_marked("  - id: A-1\n", "A-9", "  - id: A-1\n  - id: A-9\n    withdrawn: 2026-11-22\n");
    check_marked("[{id: A-1}]\n", "A-9", "[{id: A-9, withdrawn: 2026-11-22}, {id: A-1}]\n");
    check_marked("[]", "A-9", "[{id: A-9, withdrawn: 2026-11-22}, ]");
    check_marked("", "A-9", "- id: A-9\n  withdrawn: 2026-11-22\n");
    check_marked("-   purposes: [web]\n    id: A-1\n", "A-1", "-   purposes: [web]\n    withdrawn: 2026-11-22\n    id: A-1\n");
    check_marked("- {id: A-1, until: 2027-01-01}\n- {id: A-2}\n", "A-2",
                 "- {id: A-1, until: 2027-01-01}\n- {withdrawn: 2026-11-22, id: A-2}\n");
    check_marked("- purposes:\n    - web\n  id: A-1\n", "A-1", "- withdrawn: 2026-11-22\n  purposes:\n    - web\n  id: A-1\n");
    check_marked("[{id: A-1}, {id: A-2}]", "A-1", "[{withdrawn: 2026-11-22, id: A-1}, {id: A-2}]");
    // A line without a day is a mistake, and there can be no second.
    reading in = { 0 };
    const text empty = TEXT("- id: A-1\n  withdrawn:\n");
    text marked;
    read(&in, empty);
    assert_int_equal(in.found.items[0].kind, FIELD_MISSING);
    check(!consents_mark(&in.memory, empty, consent_find(&in.notes, TEXT("A-1")), TEXT("A-1"), today, &marked));
    arena_free(&in.memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_read),
        cmocka_unit_test(what_was_not_agreed_to_is_refused),
        cmocka_unit_test(a_reference_in_another_case_is_told),
        cmocka_unit_test(references_hold_no_personal_data),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(a_withdrawal_is_written_where_it_belongs),
    };
    return cmocka_run_group_tests_name("consents", tests, NULL, NULL);
}
