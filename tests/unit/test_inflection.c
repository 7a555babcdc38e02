#include "checks.h"

#include "base/buffer.h"
#include "language/inflection.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// The forms of [word] with spaces between.
static text forms_of(inflection *opened, text word)
{
    base_forms found = inflection_base_forms(opened, word);
    buffer out = { 0 };
    for (size_t i = 0; i < found.count; i++) {
        if (i > 0)
            buffer_add_byte(&out, ' ');
        buffer_add(&out, found.forms[i]);
    }
    text forms = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return forms;
}

static void finnish_words_have_dictionary_forms(void **state)
{
    (void)state;
    bool missing = true;
    inflection *finnish = inflection_open(TEXT("fi"), &missing);
    if (missing) {
        inflection_close(finnish);
        skip();
    }
    check_text(forms_of(finnish, TEXT("työpajoissa")), "työpajoissa työpaja");
    check_text(forms_of(finnish, TEXT("kuusta")), "kuusta kuu kuusi");
    check_text(forms_of(finnish, TEXT("Espoossa")), "espoossa espoo");
    check_text(forms_of(finnish, TEXT("espoossa")), "espoossa espoo");     // a name in small letters
    check_text(forms_of(finnish, TEXT("HELSINGISSÄ")), "helsingissä helsinki");
    check_text(forms_of(finnish, TEXT("vaa\u2019an")), "vaa'an vaaka");
    check_text(forms_of(finnish, TEXT("työ\u00ADpajan")), "työpajan työpaja");
    check_text(forms_of(finnish, TEXT("EU:n")), "eu:n eu");
    check_text(forms_of(finnish, TEXT("a\u0308idin")), "äidin äiti");
    inflection_close(finnish);
}

static void words_no_dictionary_knows_get_their_stem(void **state)
{
    (void)state;
    inflection *finnish = inflection_open(TEXT("fi"), NULL);
    check_text(forms_of(finnish, TEXT("makerspacessa")), "makerspacessa makerspac");
    inflection_close(finnish);
}

static void swedish_and_english_words_have_stems(void **state)
{
    (void)state;
    bool missing = true;
    inflection *swedish = inflection_open(TEXT("sv"), &missing);
    check(!missing);
    check_text(forms_of(swedish, TEXT("Kommunerna")), "kommunerna kommun");
    check_text(forms_of(swedish, TEXT("kommun")), "kommun");
    check_text(forms_of(swedish, TEXT("EU:s")), "eu:s eu");
    inflection_close(swedish);

    inflection *english = inflection_open(TEXT("en"), NULL);
    check_text(forms_of(english, TEXT("Developing")), "developing develop");
    check_text(forms_of(english, TEXT("developed")), "developed develop");
    inflection_close(english);
}

static void other_languages_have_the_word_itself(void **state)
{
    (void)state;
    bool missing = true;
    inflection *sami = inflection_open(TEXT("se"), &missing);
    check(!missing);
    check_text(forms_of(sami, TEXT("Gielda")), "gielda");
    check_text(forms_of(sami, TEXT("EU:s")), "eu:s");
    inflection_close(sami);
    inflection_close(NULL);
}

static void odd_words_do_no_harm(void **state)
{
    (void)state;
    inflection *finnish = inflection_open(TEXT("fi"), NULL);
    check_text(forms_of(finnish, TEXT("2026")), "2026");
    check_text(forms_of(finnish, (text){ 0 }), "");
    check(inflection_base_forms(finnish, TEXT("a\0b")).count == 1);
    check(inflection_base_forms(finnish, TEXT("a\xFF\xC3")).count >= 1);
    check(inflection_base_forms(finnish, TEXT(":")).count >= 1);
    char letters[5000];
    memset(letters, 'a', sizeof letters);
    assert_int_equal(inflection_base_forms(finnish, (text){ letters, sizeof letters }).count, 1);
    inflection_close(finnish);
}

static void answers_are_kept(void **state)
{
    (void)state;
    inflection *english = inflection_open(TEXT("en"), NULL);
    char word[] = "Services";
    base_forms first = inflection_base_forms(english, text_of(word));
    base_forms again = inflection_base_forms(english, text_of(word));
    assert_ptr_equal(first.forms, again.forms);
    memset(word, 'x', strlen(word));        // the caller's bytes may change
    check_text(first.forms[0], "services");
    assert_ptr_equal(inflection_base_forms(english, TEXT("Services")).forms, first.forms);
    inflection_close(english);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(finnish_words_have_dictionary_forms, end),
        cmocka_unit_test_teardown(words_no_dictionary_knows_get_their_stem, end),
        cmocka_unit_test_teardown(swedish_and_english_words_have_stems, end),
        cmocka_unit_test_teardown(other_languages_have_the_word_itself, end),
        cmocka_unit_test_teardown(odd_words_do_no_harm, end),
        cmocka_unit_test_teardown(answers_are_kept, end),
    };
    return cmocka_run_group_tests_name("inflection", tests, NULL, NULL);
}
