// What becomes of whatever a file of answers holds: it is held against a form with a field of every type, and goes to
// another process. For targets that read filled forms.
#ifndef TESTS_FUZZ_GIVEN_CHECK_H
#define TESTS_FUZZ_GIVEN_CHECK_H

#include "answers/filled_record.h"

static void end_trial(void)
{
    answers_clean_up(NULL);
}

static void prepare(void)
{
    answers_set_up(NULL);
    atexit(end_trial);
}

static void try_record(const filled_form *made)
{
    filled_form again;
    buffer record = { 0 };
    filled_add_to_record(&fixed.site, made, &record);
    text rest = buffer_text(&record);
    require(filled_take_from_record(&memory, &fixed.site, &rest, &again));
    require(again.form == made->form && text_equals(again.path, made->path));
    buffer_free(&record);
}

static void try_given(given_reader *reader, text input)
{
    given_forms given = { 0 };
    text why = { 0 };
    if (!reader(&memory, input, &given, &why))
        require(why.length > 0);
    require(given.count <= GIVEN_FORMS_MOST);
    for (size_t i = 0; i < given.count; i++) {
        filled_form made;
        require(given.items[i].values.count <= GIVEN_VALUES_MOST);
        if (answer_check(&memory, &checker, &given.items[i], TEXT("a.file"), &found, &made) == CHECK_FILLED)
            try_record(&made);
    }
}

#endif
