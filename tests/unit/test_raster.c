#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "formats/raster.h"

#include "checks.h"
#include <string.h>

// A picture whose four quarters are red, green, blue and [last].
static raster quarters(arena *memory, size_t width, size_t height, const char *last)
{
    static const char *const colours[] = { "\xFF\0\0\xFF", "\0\xFF\0\xFF", "\0\0\xFF\xFF" };
    raster made = { ARENA_NEW(memory, unsigned char, width * height * 4), width, height };
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++) {
            size_t quarter = (y >= height / 2 ? 2u : 0u) + (x >= width / 2 ? 1u : 0u);
            memcpy(made.pixels + 4 * (y * width + x), quarter < 3 ? colours[quarter] : last, 4);
        }
    return made;
}

static void check_near(const raster *of, size_t x, size_t y, const char *colour, int most)
{
    for (size_t c = 0; c < 4; c++) {
        int found = of->pixels[4 * (y * of->width + x) + c], wanted = (unsigned char)colour[c];
        assert_in_range(found > wanted ? found - wanted : wanted - found, 0, most);
    }
}

static void check_quarters(const raster *of, const char *last, int most)
{
    size_t right = of->width * 3 / 4, low = of->height * 3 / 4, left = of->width / 4, high = of->height / 4;
    check_near(of, left, high, "\xFF\0\0\xFF", most);
    check_near(of, right, high, "\0\xFF\0\xFF", most);
    check_near(of, left, low, "\0\0\xFF\xFF", most);
    check_near(of, right, low, last, most);
}

static const char white[] = "\xFF\xFF\xFF\xFF", clear[] = "\0\0\0\0";

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    arena memory = { 0 };
    raster read, drawn = quarters(&memory, 64, 48, white), holes = quarters(&memory, 64, 48, clear);
    raster_origin origin;
    buffer out = { 0 };
    raster_write_jpeg(&drawn, 95, &out);
    assert_int_equal(raster_read(&memory, buffer_text(&out), 0, &read, &origin), RASTER_FINE);
    check(origin.format == RASTER_JPEG && origin.is_plain && !origin.has_alpha && read.width == 64 && read.height == 48);
    check_quarters(&read, white, 8);
    buffer_clear(&out);
    raster_write_png(&holes, &out);
    assert_int_equal(raster_read(&memory, buffer_text(&out), 0, &read, &origin), RASTER_FINE);
    check(origin.format == RASTER_PNG && origin.has_alpha && origin.is_lossless);
    check_quarters(&read, clear, 0);
    buffer_clear(&out);
    check(raster_write_webp(&holes, true, 80, &out));
    assert_int_equal(raster_read(&memory, buffer_text(&out), 0, &read, &origin), RASTER_FINE);
    check(origin.format == RASTER_WEBP && origin.is_lossless);
    check_quarters(&read, clear, 0);
    buffer_free(&out);
    arena_free(&memory);
}

static void a_picture_of_many_colours_is_a_whole_png(void **state)
{
    (void)state;
    arena memory = { 0 };
    raster read, made = quarters(&memory, 40, 40, white);
    raster_origin origin;
    buffer out = { 0 };
    for (size_t i = 0; i < 1600; i++)
        made.pixels[4 * i + 1] = (unsigned char)(i / 7), made.pixels[4 * i + 2] = (unsigned char)i;
    raster_write_png(&made, &out);
    assert_int_equal(raster_read(&memory, buffer_text(&out), 0, &read, &origin), RASTER_FINE);
    assert_memory_equal(read.pixels, made.pixels, 6400);
    buffer_free(&out);
    arena_free(&memory);
}

static void smaller_pictures_keep_their_colours(void **state)
{
    (void)state;
    arena memory = { 0 };
    raster made = quarters(&memory, 200, 100, clear), small = raster_scaled(&memory, &made, 20, 10);
    check(small.width == 20 && small.height == 10);
    check_quarters(&small, clear, 2);
    check(small.pixels[4 * (7 * 20 + 9) + 2] > 250);     // no dark seam where it becomes clear
    raster one = raster_scaled(&memory, &made, 1, 1);
    check(one.width == 1 && one.pixels[3] > 180 && one.pixels[3] < 200);
    arena_free(&memory);
}

static void drawings_are_told_from_photos(void **state)
{
    (void)state;
    arena memory = { 0 };
    raster made = quarters(&memory, 100, 100, white);
    check(raster_is_drawn(&made));
    for (size_t i = 0; i < 10000; i++)
        made.pixels[4 * i] = (unsigned char)(i * 37);
    check(!raster_is_drawn(&made));
    arena_free(&memory);
}

static void what_is_cut_off_or_damaged_says_so(void **state)
{
    (void)state;
    arena memory = { 0 };
    raster read, made = quarters(&memory, 300, 200, white);
    raster_origin origin;
    buffer out = { 0 };
    raster_write_jpeg(&made, 90, &out);
    text whole = buffer_text(&out);
    assert_int_equal(raster_read(&memory, text_slice(whole, 0, whole.length / 2), 0, &read, &origin), RASTER_CUT_OFF);
    for (size_t i = 0; i < whole.length; i += 7)        // whatever is left, it is no picture, and nothing breaks
        assert_int_not_equal(raster_read(&memory, text_slice(whole, 0, i), 0, &read, &origin), RASTER_FINE);
    buffer_clear(&out);
    raster_write_png(&made, &out);
    whole = buffer_text(&out);
    assert_int_equal(raster_read(&memory, text_slice(whole, 0, whole.length / 2), 0, &read, &origin), RASTER_CUT_OFF);
    char *bytes = text_to_string(&memory, whole);
    bytes[20] = 1;          // 300 pixels wide, 16,777,416 high, says the head
    assert_int_equal(raster_read(&memory, (text){ bytes, whole.length }, 0, &read, &origin), RASTER_TOO_LARGE);
    assert_int_equal(raster_read(&memory, TEXT("GIF89a"), 0, &read, &origin), RASTER_OTHER_FORMAT);
    assert_int_equal(raster_read(&memory, (text){ 0 }, 0, &read, &origin), RASTER_OTHER_FORMAT);
    assert_int_equal(raster_read(&memory, TEXT("\xFF\xD8\xFF\xE0 nothing"), 0, &read, &origin), RASTER_BROKEN);
    buffer_free(&out);
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(a_picture_of_many_colours_is_a_whole_png),
        cmocka_unit_test(smaller_pictures_keep_their_colours),
        cmocka_unit_test(drawings_are_told_from_photos),
        cmocka_unit_test(what_is_cut_off_or_damaged_says_so),
    };
    return cmocka_run_group_tests_name("raster", tests, NULL, NULL);
}
