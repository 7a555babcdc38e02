#include "checks.h"

#include "base/files.h"
#include "network/stored.h"

static arena memory;
static text folder;

static int make_folder(void **state)
{
    (void)state;
    folder = fresh_folder(&memory);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    check(folder_remove(folder));
    arena_free(&memory);
    return 0;
}

static stored_catalogue example(void)
{
    static catalogue_item items[] = { { .kind = CATALOGUE_IDEA, .id = TEXT_CONSTANT("a"), .language = TEXT_CONSTANT("fi"),
                                        .title = TEXT_CONSTANT("Idea <b>") } };
    return (stored_catalogue){
        .from = TEXT("../kuopio"), .fetched = { 2026, 11, 22 },
        .catalogue = { .titles = { { TEXT("fi"), TEXT("Kuopio") } }, .title_count = 1, .languages = { TEXT("fi") },
                       .language_count = 1, .url = TEXT("https://k.example/"), .items = items, .item_count = 1 },
    };
}

static void a_copy_comes_back(void **state)
{
    (void)state;
    stored_catalogue of = example(), read;
    text fault;
    check(stored_read(&memory, folder, TEXT("kuopio"), &read, &fault) == STORED_MISSING);
    check(stored_write(&memory, folder, TEXT("kuopio"), &of));
    check(stored_read(&memory, folder, TEXT("kuopio"), &read, &fault) == STORED_READ);
    check_text(read.from, "../kuopio");
    check(date_compare(read.fetched, of.fetched) == 0 && read.catalogue.item_count == 1);
    check_text(read.catalogue.items[0].title, "Idea <b>");
    check_text(read.catalogue.url, "https://k.example/");
    check(!path_exists(path_join(&memory, folder, TEXT(".digitori/network/kuopio.json.new"))));
}

static void what_somebody_wrote_there_is_not_believed(void **state)
{
    (void)state;
    static const struct { const char *contents, *fault; } wrong[] = {
        { "", "it is no file that this program wrote" },
        { "{\"format\": 1}", "it is no file that this program wrote" },
        { "{\"format\": 2, \"fetched\": \"2026-11-22\"}", "it is no file that this program wrote" },
        { "{\"format\": 1, \"fetched\": \"2026-11-22\"}", "it is no catalogue of a Digitori (data/digitori.json)" },
        { "{\"format\": 1, \"fetched\": \"2026-11-22\", \"catalogue\": {\"format\": 1}}", "'title' does not give a name by language" },
    };
    text path = path_join(&memory, folder, stored_path(&memory, TEXT("kuopio")));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        stored_catalogue read;
        text fault;
        check(file_write(path, text_of(wrong[i].contents)));
        check(stored_read(&memory, folder, TEXT("kuopio"), &read, &fault) == STORED_UNUSABLE);
        check_text(fault, wrong[i].fault);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_copy_comes_back, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_somebody_wrote_there_is_not_believed, make_folder, remove_folder),
    };
    return cmocka_run_group_tests_name("stored", tests, NULL, NULL);
}
