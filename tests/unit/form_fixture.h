// A form with a field of every type, for the tests of the documents made from forms.
#ifndef TESTS_UNIT_FORM_FIXTURE_H
#define TESTS_UNIT_FORM_FIXTURE_H

#include "checks.h"

#include "printing/form_request.h"

#define T(literal) TEXT_CONSTANT(literal)

static const text fixture_yes_no[] = { T("kylla"), T("ei") }, fixture_yes_no_words[] = { T("Kyllä"), T("Ei") };
static const text fixture_uses[] = { T("digitori"), T("painettu") }, fixture_use_words[] = { T("Digitori"), T("Painettu, lehti") };

static const form_field fixture_columns[] = {
    { .id = T("nimi"), .type = FORM_TEXT, .required = true, .number = 0 },
    { .id = T("rooli"), .type = FORM_CHOICE, .options = fixture_yes_no, .option_count = 2, .number = 1 },
    { .id = T("maara"), .type = FORM_NUMBER, .has_minimum = true, .minimum = 0, .decimals = 2, .number = 2 },
    { .id = T("alkaa"), .type = FORM_DATE, .number = 3 },
    { .id = T("ok"), .type = FORM_CHECK, .number = 4 },
};
static const form_field_words fixture_column_words[] = {
    { .label = T("Nimi") }, { .label = T("Rooli"), .options = fixture_yes_no_words }, { .label = T("Määrä") },
    { .label = T("Alkaa"), .help = T("Ensimmäinen päivä") }, { .label = T("Sovittu") },
};

static const form_field fixture_fields[] = {
    { .id = T("nimi"), .type = FORM_TEXT, .required = true, .length = 120, .lines = 1, .number = 0 },
    { .id = T("alaikainen"), .type = FORM_CHOICE, .options = fixture_yes_no, .option_count = 2, .required = true, .number = 1 },
    { .id = T("huoltaja"), .type = FORM_TEXT, .lines = 1, .when = { &fixture_fields[1], T("kylla") }, .required = true, .number = 2 },
    { .id = T("tarve"), .type = FORM_LONG, .lines = 9, .number = 3 },
    { .id = T("kaytot"), .type = FORM_MULTI, .options = fixture_uses, .option_count = 2, .has_other = true, .has_minimum = true,
      .minimum = 1, .number = 4, .section = 1 },
    { .id = T("voimassa"), .type = FORM_DATE, .earliest = { 2020, 1, 1 }, .latest = { 2099, 12, 31 }, .number = 5, .section = 1 },
    { .id = T("hinta"), .type = FORM_NUMBER, .has_maximum = true, .maximum = 500, .number = 6, .section = 1 },
    { .id = T("lupa"), .type = FORM_CHECK, .required = true, .number = 7, .section = 1 },
    { .id = T("osapuolet"), .type = FORM_TABLE, .columns = fixture_columns, .column_count = 5, .rows = 3, .number = 8, .section = 1 },
    { .id = T("vaikutus"), .type = FORM_SCORE, .minimum = 0, .maximum = 5, .weight = 2, .required = true, .number = 9, .section = 2 },
    { .id = T("laatu"), .type = FORM_SCORE, .minimum = 1, .maximum = 3, .weight = 1, .number = 10, .section = 2 },
    { .id = T("liite"), .type = FORM_FILE, .number = 11, .section = 2 },
    { .id = T("allekirjoitus"), .type = FORM_SIGNATURE, .required = true, .number = 12, .section = 2 },
};
enum { FIXTURE_FIELDS = sizeof fixture_fields / sizeof *fixture_fields };

static const form_field_words fixture_field_words[FIXTURE_FIELDS] = {
    { .label = T("Kuvattavan nimi"), .help = T("Etunimi ja sukunimi") },
    { .label = T("Alle 18-vuotias"), .options = fixture_yes_no_words },
    { .label = T("Huoltaja") }, { .label = T("Tarve") },
    { .label = T("Käytöt"), .options = fixture_use_words },
    { .label = T("Voimassa") }, { .label = T("Hinta") }, { .label = T("Annan luvan"), .help = T("Voit perua.") },
    { .label = T("Osapuolet"), .columns = fixture_column_words },
    { .label = T("Vaikutus") }, { .label = T("Laatu") }, { .label = T("Liite") }, { .label = T("Allekirjoitus") },
};

static const form_section fixture_sections[] = {
    { .id = T("kuka"), .first_field = 0, .field_count = 4 },
    { .id = T("kaytto"), .first_field = 4, .field_count = 5, .when = { &fixture_fields[1], T("ei") } },
    { .id = T("arvio"), .first_field = 9, .field_count = 4 },
};
static const text fixture_titles[] = { T("Kuka"), T("Käyttö"), T("Arvio") };

#define FIXTURE_BODY                                                                                                       \
    "Alussa *tekstiä* ja [linkki](../b/sivu.html#x).\n\n## Kuka\n\n[[nimi]]\n\n[[alaikainen]]\n\n[[huoltaja]]\n\n[[tarve]]\n\n" \
    "## Käyttö\n\n- yksi\n- kaksi\n\n[[kaytot]]\n\n[[voimassa]]\n\n[[hinta]]\n\n[[lupa]]\n\n[[osapuolet]]\n\n"             \
    "## Arvio\n\n> [!NOTE]\n> Tärkeä.\n\n[[vaikutus]]\n\n[[laatu]]\n\n[[liite]]\n\n[[allekirjoitus]]\n"

typedef struct {
    form form;
    form_words words;
    form_strings strings;
    form_request request;
} fixture;

// Each word is its key, so that it can be told in what is made.
static inline void fixture_make(fixture *made)
{
    *made = (fixture){ 0 };
#define FORM_STRING(name) made->strings.name = TEXT("{" #name "}");
    FORM_STRINGS(FORM_STRING)
#undef FORM_STRING
    for (size_t i = 0; i < FORM_CALLOUTS; i++)
        made->strings.callouts[i] = TEXT("{callout}");
    made->words = (form_words){ .exists = true, .path = TEXT("templates-forms/koe/fi.md"), .title = TEXT("Koelomake"),
        .summary = TEXT("Yksi lause."), .purpose = TEXT("Miksi **tämä** on."), .filled_by = TEXT("Kuka vain"),
        .time = TEXT("5 min"), .send_to = TEXT("Lähetä."), .privacy = TEXT("Tietosuoja."), .body = TEXT(FIXTURE_BODY),
        .body_line = 1, .fields = fixture_field_words, .section_titles = fixture_titles };
    made->form = (form){ .id = TEXT("koe"), .version = TEXT("1.a1b2c3"), .has_header = true, .has_scores = true,
        .has_tables = true, .fields = fixture_fields, .field_count = FIXTURE_FIELDS, .sections = fixture_sections,
        .section_count = 3, .by_language = &made->words };
    made->request = (form_request){ .form = &made->form, .language_code = TEXT("fi"), .site_title = TEXT("Digitori"),
        .publisher = TEXT("Kunta"), .licence = TEXT("CC BY 4.0"), .page_url = TEXT("https://esim.fi/fi/a/koe.html"),
        .binding_language = TEXT("suomi"), .strings = &made->strings };
}

// ---- A form whose tables compute: a score weighed by its row, a product, and sums of it

static const form_field computed_rows[] = {
    { .id = T("kuka"), .type = FORM_TEXT, .number = 0 },
    { .id = T("paino"), .type = FORM_NUMBER, .number = 1 },
    { .id = T("arvio"), .type = FORM_SCORE, .maximum = 5, .weight = 1, .weight_by = &computed_rows[1], .number = 2 },
    { .id = T("riski"), .type = FORM_SCORE, .maximum = 5, .weight = 1, .is_factor = true, .number = 3 },
    { .id = T("tulo"), .type = FORM_NUMBER, .factors = { &computed_rows[1], &computed_rows[3] }, .number = 4 },
};
static const form_field computed_fields[2];
static const form_field computed_sums[] = {
    { .id = T("kuka"), .type = FORM_TEXT, .number = 0 },
    { .id = T("summa"), .type = FORM_NUMBER, .number = 1,
      .sum = { &computed_fields[0], &computed_rows[4], &computed_rows[0], &computed_sums[0] } },
};
static const form_field computed_fields[2] = {
    { .id = T("arviot"), .type = FORM_TABLE, .columns = computed_rows, .column_count = 5, .rows = 2, .number = 0 },
    { .id = T("summat"), .type = FORM_TABLE, .columns = computed_sums, .column_count = 2, .rows = 2, .number = 1 },
};
static const form_field_words computed_row_words[] = {
    { .label = T("Kuka") }, { .label = T("Paino") }, { .label = T("Arvio") }, { .label = T("Riski") }, { .label = T("Tulo") },
};
static const form_field_words computed_sum_words[] = { { .label = T("Kuka") }, { .label = T("Summa") } };
static const form_field_words computed_words[] = {
    { .label = T("Arviot"), .columns = computed_row_words }, { .label = T("Summat"), .columns = computed_sum_words },
};
static const form_section computed_sections[] = { { .id = T("osa"), .first_field = 0, .field_count = 2 } };

static inline void fixture_make_computed(fixture *made)
{
    fixture_make(made);
    made->words.fields = computed_words;
    made->words.body = TEXT("## Osa\n\n[[arviot]]\n\n[[summat]]\n");
    made->form.fields = computed_fields;
    made->form.field_count = 2;
    made->form.sections = computed_sections;
    made->form.section_count = 1;
    made->form.has_scores = false;
}

// The same form with every word replaced by [word].
static inline void fixture_fill_with(arena *memory, fixture *made, text word)
{
    form_field_words *said = ARENA_NEW(memory, form_field_words, FIXTURE_FIELDS);
    for (size_t i = 0; i < FIXTURE_FIELDS; i++) {
        text *options = ARENA_NEW(memory, text, 2);
        form_field_words *columns = ARENA_NEW(memory, form_field_words, 5);
        options[0] = options[1] = word;
        for (size_t j = 0; j < 5; j++)
            columns[j] = (form_field_words){ .label = word, .help = word, .options = options };
        said[i] = (form_field_words){ .label = word, .help = word, .pattern_help = word, .options = options, .columns = columns };
    }
    text *titles = ARENA_NEW(memory, text, 3);
    titles[0] = titles[1] = titles[2] = word;
    made->words.fields = said;
    made->words.section_titles = titles;
    made->words.title = made->words.summary = made->words.filled_by = made->words.time = word;
    made->request.site_title = made->request.publisher = made->request.licence = made->request.binding_language = word;
}

// Words that would do harm where they are not taken as words.
static const text fixture_hostile[] = {
    T("<w:p>&lt;\"'</w:t>]]><!DOCTYPE x>"), T("=HYPERLINK(\"http://evil.example\",\"x\")"), T("+358 @SUM(A1) -1 |cmd"),
    T("\x01\x02 \xEF\xBF\xBE \xFF\xC0 _x0041_ &#0;"), T("&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&"),
    T("'[]:*?/\\'"), T("*a* _b_ [[c]] `d` | # > 1. x"), T("\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80"), T(""), T("\n\n\t\n"),
};
enum { FIXTURE_HOSTILE = sizeof fixture_hostile / sizeof *fixture_hostile };

static inline text fixture_megabyte(arena *memory)
{
    enum { SIZE = 1024 * 1024 };
    char *bytes = ARENA_NEW(memory, char, SIZE);
    memset(bytes, 'a', SIZE);
    for (size_t i = 0; i < SIZE; i += 997)
        bytes[i] = ' ';
    return (text){ bytes, SIZE };
}

#endif
