#include "checks.h"

#include "network/catalogue.h"

#include "base/unicode.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

#define SITE "\"format\": 1, \"title\": {\"fi\": \"Kuopio\", \"sv\": \"Kuopio på svenska\"}, \"languages\": [\"fi\", \"sv\"]"
#define NEED "{\"id\": \"a\", \"language\": \"fi\", \"title\": \"Tarve\""

static catalogue read_fine(const char *json, const char *address)
{
    catalogue read;
    text fault;
    bool fine = catalogue_parse(&memory, text_of(json), text_of(address), &read, &fault);
    check_text(fault, "");
    check(fine);
    return read;
}

static void check_refused(const char *json, const char *reason)
{
    catalogue read;
    text fault;
    check(!catalogue_parse(&memory, text_of(json), (text){ 0 }, &read, &fault));
    check_text(fault, reason);
}

static void everything_is_read(void **state)
{
    (void)state;
    catalogue read = read_fine(
        "{" SITE ", \"publisher\": {\"name\": \"Kuopion kaupunki\", \"url\": \"https://www.kuopio.example/\"},"
        "\"url\": \"https://digitori.kuopio.example\", \"counts\": {\"need\": 1, \"chapter\": 7}, \"needs\": [" NEED
        ", \"summary\": \"Pieni\\n tarve\", \"url\": \"fi/a.html\", \"date\": \"2026-11-22\", \"status\": \"open\","
        "\"status_label\": \"Avoin\", \"by\": \"Satama\"}], \"showroom\": [{\"id\": \"b\", \"language\": \"en\", \"title\": \"Boat\","
        "\"url\": \"https://elsewhere.example/b\"}]}", "");
    check(read.title_count == 2 && read.language_count == 2 && read.item_count == 2);
    check_text(read.publisher, "Kuopion kaupunki");
    check_text(read.url, "https://digitori.kuopio.example/");
    check(read.items[0].kind == CATALOGUE_NEED && read.items[1].kind == CATALOGUE_SHOWROOM);
    check_text(read.items[0].url, "https://digitori.kuopio.example/fi/a.html");
    check_text(read.items[0].summary, "Pieni tarve");
    check(read.items[0].date.day == 22);
    check_text(read.items[0].status_label, "Avoin");
    check_text(read.items[0].by, "Satama");
    check_text(read.items[1].url, "https://elsewhere.example/b");
}

static void what_is_written_is_read_alike(void **state)
{
    (void)state;
    const char *json = "{" SITE ", \"url\": \"https://k.example/\", \"ideas\": [{\"id\": \"i\", \"language\": \"sv\", \"title\": \"Å <b>\","
                       "\"url\": \"sv/i.html\"}], \"needs\": [" NEED "}]}";
    catalogue read = read_fine(json, "");
    buffer first = { 0 }, second = { 0 };
    data_write_json(catalogue_data(&memory, &read), true, &first);
    read = read_fine(text_to_string(&memory, buffer_text(&first)), "");
    data_write_json(catalogue_data(&memory, &read), true, &second);
    check(read.item_count == 2 && text_equals(buffer_text(&first), buffer_text(&second)));
    buffer_free(&first);
    buffer_free(&second);
}

static void addresses_begin_where_the_catalogue_was(void **state)
{
    (void)state;
    const char *json = "{" SITE ", \"needs\": [" NEED ", \"url\": \"fi/a.html\"}]}";
    check_text(read_fine(json, "https://k.example/d/data/digitori.json").items[0].url, "https://k.example/d/fi/a.html");
    check_text(read_fine(json, "https://k.example/d/data/digitori.json?x=1#y").items[0].url, "https://k.example/d/fi/a.html");
    check_text(read_fine(json, "https://k.example/other.json").items[0].url, "");
    check_text(read_fine(json, "").items[0].url, "");
    check_text(read_fine(json, "").url, "");
}

static void reasons_say_where(void **state)
{
    (void)state;
    check_refused("", "it is not JSON, or breaks off before its end");
    check_refused("\xff", "it is not UTF-8 text");
    check_refused("{}", "it is no catalogue of a Digitori (data/digitori.json)");
    check_refused("{\"format\": 2}", "it is in a newer format than this program reads; a newer digitori may read it");
    check_refused("{\"format\": 1}", "'title' does not give a name by language");
    check_refused("{" SITE ", \"needs\": 1}", "'needs' is not a list");
    check_refused("{" SITE ", \"ideas\": [{}]}", "ideas, number 1: 'id' is missing");
    check_refused("{" SITE ", \"needs\": [" NEED "}, " NEED "}]}", "needs, number 2: a second one in the same language with the id 'a'");
    check_refused("{" SITE ", \"needs\": [" NEED ", \"url\": \"javascript:x\"}]}",
                  "needs, number 1: 'url' is neither an address that begins with https:// or http:// nor one within the site");
    check_refused("{" SITE ", \"counts\": {\"need\": 0}, \"needs\": [" NEED "}]}", "'counts' says 0 where 'needs' lists 1");
    check_refused("{" SITE ", \"needs\": [" NEED ", \"by\": \"\\u202e\"}]}",
                  "needs, number 1: 'by' has a character that reverses the direction of text");
    check_refused("{" SITE ", \"needs\": [" NEED ", \"date\": \"2026-2-3\"}]}", "needs, number 1: 'date' is no date such as 2026-11-22");
}

// A translation has the id of its original; the same id may stand in another list.
static void ids_are_told_apart_by_language_and_list(void **state)
{
    (void)state;
    catalogue read = read_fine("{" SITE ", \"counts\": {\"need\": 1}, \"needs\": [" NEED "}, {\"id\": \"a\", \"language\": \"sv\","
                               "\"title\": \"Behov\"}], \"ideas\": [" NEED "}]}", "");
    check(read.item_count == 3);
}

static void lines_are_cut_at_characters(void **state)
{
    (void)state;
    check_text(catalogue_line(&memory, TEXT("  yksi\r\n\tkaksi "), 20), "yksi kaksi");
    check_text(catalogue_line(&memory, TEXT("ääääää"), 6), "ääääää");
    check_text(catalogue_line(&memory, TEXT("ääääää"), 5), "ääää…");
    check_text(catalogue_line(&memory, TEXT("yksi kaksi"), 6), "yksi…");
    check_text(catalogue_line(&memory, TEXT("yksi kaksi "), 10), "yksi kaksi");
    check_text(catalogue_line(&memory, TEXT(" \n "), 5), "");
    for (size_t limit = 1; limit < 12; limit++)
        check(unicode_count(catalogue_line(&memory, TEXT("ä ö å ääkköset"), limit)) <= limit);
}

static void titles_follow_the_languages_asked_for(void **state)
{
    (void)state;
    catalogue read = read_fine("{" SITE "}", "");
    text language, wanted[] = { TEXT("en"), TEXT("sv"), TEXT("fi") };
    check_text(catalogue_title(&read, wanted, 3, &language), "Kuopio på svenska");
    check_text(language, "sv");
    check_text(catalogue_title(&read, wanted, 1, &language), "Kuopio");
    check_text(language, "fi");
}

static void addresses_are_of_the_web(void **state)
{
    (void)state;
    static const char *const fine[] = { "https://a.example", "http://a.example/", "https://a.example:8443/x?y#z", "https://[::1]/",
                                        "https://1.2.3.4/%C3%A4" };
    static const char *const wrong[] = { "", "https://", "http:///x", "HTTPS://a.example", "//a.example", "https:a", "ftp://a.example",
        "javascript:alert(1)", "https://u:p@a.example", "https://u@a.example/", "https://a.example/\"", "https://a.example/ x",
        "https://a.example/<x>", "https://-a.example", "https://a.example\\x", "https://ä.example/", "https://?x", "https://#x" };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        check(catalogue_is_address(text_of(fine[i])));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check(!catalogue_is_address(text_of(wrong[i])));
    check(catalogue_is_status(TEXT("in_use")) && !catalogue_is_status(TEXT("In use")) && !catalogue_is_status(TEXT("")));
}

// Every way to break off or change one byte is refused or read, and never harms.
static void harmed_catalogues_never_harm(void **state)
{
    (void)state;
    static const char json[] = "{" SITE ", \"counts\": {\"need\": 1}, \"needs\": [" NEED ", \"url\": \"a/\\u00e4\"}]}";
    static const char bytes[] = "\"\\{}[],:0u\n\xc3\xff";
    for (size_t length = 0; length < sizeof json - 1; length++) {
        catalogue read;
        text fault;
        check(!catalogue_parse(&memory, (text){ json, length }, (text){ 0 }, &read, &fault) && fault.length > 0);
        for (size_t b = 0; b < sizeof bytes; b++) {
            char *harmed = text_to_string(&memory, text_of(json));
            harmed[length] = bytes[b];
            bool fine = catalogue_parse(&memory, (text){ harmed, sizeof json - 1 }, (text){ 0 }, &read, &fault);
            check(fine == (fault.length == 0));
        }
        arena_reset(&memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(everything_is_read, clear),
        cmocka_unit_test_teardown(what_is_written_is_read_alike, clear),
        cmocka_unit_test_teardown(addresses_begin_where_the_catalogue_was, clear),
        cmocka_unit_test_teardown(reasons_say_where, clear),
        cmocka_unit_test_teardown(ids_are_told_apart_by_language_and_list, clear),
        cmocka_unit_test_teardown(lines_are_cut_at_characters, clear),
        cmocka_unit_test_teardown(titles_follow_the_languages_asked_for, clear),
        cmocka_unit_test_teardown(addresses_are_of_the_web, clear),
        cmocka_unit_test_teardown(harmed_catalogues_never_harm, clear),
    };
    return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
