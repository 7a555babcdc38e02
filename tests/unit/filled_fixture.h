// A small site with one form, and people who filled it in, for tests of what is made of answers.
#ifndef TESTS_UNIT_FILLED_FIXTURE_H
#define TESTS_UNIT_FILLED_FIXTURE_H

#include "site_fixture.h"

#include "answers/outputs.h"

enum { FIXTURE_ANSWERS = 64 };

typedef struct {
    fixture_site site;
    filled_form filled[FIXTURE_ANSWERS];
    const filled_form *items[FIXTURE_ANSWERS];
    output_request request;
} fixture_answers;

// [structure] is form.yaml; [said] the front matter's `fields` and the text.
static inline void answers_open(fixture_answers *into, const char *structure, const char *said)
{
    *into = (fixture_answers){ 0 };
    char words_file[8192];
    snprintf(words_file, sizeof words_file, "---\ntitle: Koe\nsummary: Yksi lause.\npurpose: Kokeeksi.\nfilled_by: Kuka vain\n"
                                            "time: 1 min\nsend_to: Ei minnekään.\nprivacy: Ei mitään.\nsource: Keksitty\nupdated: 2026-11-22\nfields:\n%s", said);
    const fixture_file files[] = {
        { "digitori.yaml", "title: Sivusto\nlanguages: [fi]\n" },
        { "content/fi/index.md", "---\ntitle: Etusivu\n---\n" },
        { "templates-forms/koe/form.yaml", structure },
        { "templates-forms/koe/fi.md", words_file },
    };
    fixture_open(&into->site, files, 4);
    check_reported(&into->site.found, "");
    into->request = (output_request){ .site = &into->site.site, .look = &into->site.theme, .form = into->site.site.forms.items[0],
                                      .items = into->items, .found = &into->site.found };
}

// One more form; [json] is the answers alone.
static inline void answers_add(fixture_answers *to, const char *json)
{
    arena *memory = &to->site.memory;
    filled_form *one = &to->filled[to->request.count];
    *one = (filled_form){ .form = to->request.form, .version = to->request.form->version, .filled = TEXT("2026-11-22"),
                          .path = text_format(memory, "%zu.json", to->request.count), .header = data_map(memory),
                          .answers = data_read_json(memory, text_of(json)) };
    check(one->answers != NULL);
    to->items[to->request.count++] = one;
}

static inline void answers_add_many(fixture_answers *to, size_t count, const char *json)
{
    for (size_t i = 0; i < count; i++)
        answers_add(to, json);
}

static inline void answers_close(fixture_answers *opened)
{
    fixture_close(&opened->site);
}

#endif
