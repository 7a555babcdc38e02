#include "site_fixture.h"

#include "formats/raster.h"
#include "publishers/page_pictures.h"

typedef struct {
    fixture_site site;
    build build;
} trial;

static text photo_of(arena *memory, size_t width, size_t height)
{
    raster drawn = { ARENA_NEW(memory, unsigned char, width * height * 4), width, height };
    for (size_t i = 0; i < width * height; i++) {
        // Many colours: else it is taken for a drawing.
        const unsigned char pixel[] = { (unsigned char)(i * 7 % 251), (unsigned char)(i / 3 % 241), (unsigned char)(i / 700), 255 };
        memcpy(drawn.pixels + 4 * i, pixel, sizeof pixel);
    }
    buffer out = { 0 };
    raster_write_jpeg(&drawn, 80, &out);
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void open_trial(trial *into)
{
    static const fixture_file files[] = {
        { "digitori.yaml", "title: T\nlanguages: [fi]\n" }, { "content/fi/index.md", "---\ntitle: T\n---\n" },
        { "content/fi/rikki.jpg", "\xFF\xD8\xFFnothing" }, { "content/fi/merkki.svg", "<svg width='20' height='10'></svg>" },
    };
    fixture_open(&into->site, files, 4);
    arena *memory = &into->site.memory;
    into->build = (build){ .memory = memory, .site = &into->site.site, .theme = &into->site.theme, .found = &into->site.found,
                           .staging = path_join(memory, into->site.folder, TEXT("staging")), .pictures.by_path.memory = memory };
    into->build.editions.count = 1;
    check(file_write(path_join(memory, into->site.folder, TEXT("content/fi/Torin päivä.jpg")), photo_of(memory, 700, 300)));
}

// As the job does, and as its record is taken.
static const picture_facts *make(trial *in, text path)
{
    picture_facts made;
    check(build_picture_make(&in->build, &in->site.memory, path, &made));
    *ARENA_PUSH(in->build.memory, in->build.pictures) = made;
    *table_put(&in->build.pictures.by_path, path, NULL) = in->build.pictures.count;
    return build_picture(&in->build, path);
}

static const text PHOTO = TEXT_CONSTANT("content/fi/Torin päivä.jpg");

static text kept_path(trial *in, const picture_facts *shown)
{
    return path_join(&in->site.memory, in->site.folder, text_join(&in->site.memory, TEXT(".digitori/cache/pictures/"), shown->key));
}

static void a_photo_has_widths_and_addresses(void **state)
{
    (void)state;
    trial in;
    open_trial(&in);
    const picture_facts *shown = make(&in, PHOTO);
    arena *memory = &in.site.memory;
    check(shown->is_known && shown->fault == RASTER_FINE && !shown->is_png && shown->has_webp && shown->count >= 2);
    assert_int_equal(shown->widths[shown->count - 1], 700);
    assert_int_equal(shown->heights[shown->count - 1], 300);
    text url = build_picture_widest_url(memory, shown), small = build_picture_url(memory, shown, 0, true);
    check(text_starts_with(url, TEXT("pictures/torin-paiva-")) && text_ends_with(url, TEXT("-700.jpg")));
    check(text_ends_with(small, text_format(memory, "-%zu.webp", shown->widths[0])));
    check(build_stays_inside(url) && build_picture(&in.build, TEXT("content/fi/muu.jpg")) == NULL);
    fixture_close(&in.site);
}

static void what_was_made_is_kept_and_checked(void **state)
{
    (void)state;
    trial in;
    picture_set first, again;
    open_trial(&in);
    const picture_facts *shown = make(&in, PHOTO);
    arena *memory = &in.site.memory;
    check(path_exists(kept_path(&in, shown)));
    check(build_picture_set(&in.build, memory, shown, &first));
    // Spoilt, or away: made again, the same.
    check(file_write(kept_path(&in, shown), TEXT("spoilt by somebody")));
    check(build_picture_set(&in.build, memory, shown, &again));
    check(text_equals(first.variants[0].plain, again.variants[0].plain));
    check(file_remove(kept_path(&in, shown)));
    check(build_picture_set(&in.build, memory, shown, &again));
    check(text_equals(first.variants[first.count - 1].plain, again.variants[again.count - 1].plain));
    fixture_close(&in.site);
}

static void a_check_writes_nothing(void **state)
{
    (void)state;
    trial in;
    picture shown_in_book;
    open_trial(&in);
    in.build.is_check = true;
    const picture_facts *shown = make(&in, PHOTO);
    assert_int_equal(shown->fault, RASTER_FINE);
    check(!path_exists(kept_path(&in, shown)));
    assert_int_equal(build_picture_for_book(&in.build, &in.site.memory, PHOTO, &shown_in_book), PICTURE_FINE);
    check(shown_in_book.type == PICTURE_SVG && shown_in_book.width == 700 && shown_in_book.height == 300);
    fixture_close(&in.site);
}

static void what_is_no_photo_is_told_by_its_fault(void **state)
{
    (void)state;
    trial in;
    picture_set set;
    picture read;
    open_trial(&in);
    const picture_facts *broken = make(&in, TEXT("content/fi/rikki.jpg"));
    check(broken->is_known && broken->fault != RASTER_FINE && broken->count == 0);
    check(!build_picture_set(&in.build, &in.site.memory, broken, &set));
    assert_int_equal(build_picture_for_book(&in.build, &in.site.memory, TEXT("content/fi/rikki.jpg"), &read), PICTURE_BROKEN);
    const picture_facts *missing = make(&in, TEXT("content/fi/puuttuu.jpg"));
    check(missing->is_known && missing->fault != RASTER_FINE && missing->key.length == 0);
    fixture_close(&in.site);
}

static void books_take_photos_at_their_widest_and_drawings_as_they_are(void **state)
{
    (void)state;
    trial in;
    picture read;
    open_trial(&in);
    make(&in, PHOTO);
    assert_int_equal(build_picture_for_book(&in.build, &in.site.memory, PHOTO, &read), PICTURE_FINE);
    check(read.type == PICTURE_JPEG && read.width == 700);
    assert_int_equal(build_picture_for_book(&in.build, &in.site.memory, TEXT("content/fi/merkki.svg"), &read), PICTURE_FINE);
    check(read.type == PICTURE_SVG && read.width == 20);
    assert_int_equal(build_picture_for_book(&in.build, &in.site.memory, TEXT("../x.svg"), &read), PICTURE_BROKEN);
    fixture_close(&in.site);
}

static void little_that_is_unused_stays_in_the_cache(void **state)
{
    (void)state;
    trial in;
    open_trial(&in);
    const picture_facts *shown = make(&in, PHOTO);
    text other = path_join(&in.site.memory, in.site.folder, TEXT(".digitori/cache/pictures/other"));
    check(file_write(other, TEXT("of a page that went")));
    build_pictures_forget(&in.build);
    check(path_exists(other) && path_exists(kept_path(&in, shown)));
    fixture_close(&in.site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photo_has_widths_and_addresses),
        cmocka_unit_test(what_was_made_is_kept_and_checked),
        cmocka_unit_test(a_check_writes_nothing),
        cmocka_unit_test(what_is_no_photo_is_told_by_its_fault),
        cmocka_unit_test(books_take_photos_at_their_widest_and_drawings_as_they_are),
        cmocka_unit_test(little_that_is_unused_stays_in_the_cache),
    };
    return cmocka_run_group_tests_name("page_pictures", tests, NULL, NULL);
}
