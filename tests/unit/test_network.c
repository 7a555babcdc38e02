#include "site_fixture.h"

#include "site/network.h"

#define SITE "title: T\nlanguages: [fi]\n"

static void members_are_read_in_order(void **state)
{
    (void)state;
    fixture_site made;
    const fixture_file files[] = { { "digitori.yaml", SITE "network:\n"
        "  - {id: kuopio, path: ../kuopio/public, title: Kuopion tori}\n  - {id: oulu, url: https://oulu.example/d/}\n"
        "  - {id: tampere, url: 'http://127.0.0.1:1/x.json'}\n  - {id: turku, url: 'http://turku.example/x', allow_http: true}\n" } };
    fixture_open(&made, files, 1);
    network read = network_read(&made.memory, &made.site.config, &made.found);
    check_reported(&made.found, "");
    check(read.count == 4 && read.items[0].is_path && !read.items[1].is_path && read.items[3].allows_http);
    check_text(read.items[0].title.by_language[0], "Kuopion tori");
    check_text(network_catalogue(&made.memory, &made.site.config, &read.items[1]), "https://oulu.example/d/data/digitori.json");
    check_text(network_catalogue(&made.memory, &made.site.config, &read.items[2]), "http://127.0.0.1:1/x.json");
    check(text_ends_with(network_catalogue(&made.memory, &made.site.config, &read.items[0]), TEXT("/../kuopio/public")));
    fixture_close(&made);
}

static void a_site_without_others_has_an_empty_network(void **state)
{
    (void)state;
    fixture_site made;
    const fixture_file files[] = { { "digitori.yaml", SITE } };
    fixture_open(&made, files, 1);
    check(network_read(&made.memory, &made.site.config, &made.found).count == 0);
    check_reported(&made.found, "");
    fixture_close(&made);
}

// A copy counts only for the address that it was fetched from.
static void a_copy_of_another_address_is_not_shown(void **state)
{
    (void)state;
    fixture_site made;
    static const char copy[] = "{\"format\": 1, \"from\": \"https://kuopio.example/\", \"fetched\": \"2026-11-22\", \"catalogue\":"
                               "{\"format\": 1, \"title\": {\"fi\": \"K\"}, \"languages\": [\"fi\"]}}";
    const fixture_file files[] = {
        { "digitori.yaml", SITE "network:\n  - {id: a, url: https://kuopio.example/}\n  - {id: b, url: https://oulu.example/}\n" },
        { ".digitori/network/a.json", copy }, { ".digitori/network/b.json", copy },
    };
    fixture_open(&made, files, 3);
    network read = network_read(&made.memory, &made.site.config, &made.found);
    check(network_load(&made.memory, &made.site.config, &read, &made.found));
    check(read.items[0].has_copy && !read.items[1].has_copy);
    check_reported(&made.found, "digitori.yaml:5:5: warning: nothing is known of another Digitori yet: "
                                ".digitori/network/b.json was fetched from another address; run 'digitori network update'\n");
    fixture_close(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_read_in_order),
        cmocka_unit_test(a_site_without_others_has_an_empty_network),
        cmocka_unit_test(a_copy_of_another_address_is_not_shown),
    };
    return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
