#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "formats/picture_set.h"

#include "checks.h"
#include <string.h>

// A JPEG of noise, which no lossless format makes small.
static text photo(arena *memory, size_t width, size_t height)
{
    raster made = { ARENA_NEW(memory, unsigned char, width * height * 4), width, height };
    uint32_t seed = 1;
    for (size_t i = 0; i < width * height * 4; i++)
        made.pixels[i] = i % 4 == 3 ? 255 : (unsigned char)((seed = seed * 1103515245 + 12345) >> 24 & 0x3F);
    buffer out = { 0 };
    raster_write_jpeg(&made, 60, &out);
    text bytes = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return bytes;
}

static void a_photo_has_three_widths(void **state)
{
    (void)state;
    arena memory = { 0 };
    picture_set made, again;
    text bytes = photo(&memory, 1700, 850);
    assert_int_equal(picture_set_make(&memory, bytes, SET_PUBLISHED, &made), RASTER_FINE);
    assert_int_equal(made.count, 3);
    assert_int_equal(made.variants[0].width, 480);
    assert_int_equal(made.variants[0].height, 240);
    assert_int_equal(made.variants[1].width, 960);
    assert_int_equal(made.variants[2].width, 1600);
    check(!made.is_png && made.source.length == 0 && made.stamp.length == PICTURE_STAMP);
    assert_int_equal(picture_set_make(&memory, bytes, SET_PUBLISHED, &again), RASTER_FINE);
    check(text_equals(made.variants[2].plain, again.variants[2].plain) && text_equals(made.variants[2].webp, again.variants[2].webp));
    arena_free(&memory);
}

static void a_small_photo_is_never_enlarged(void **state)
{
    (void)state;
    arena memory = { 0 };
    picture_set made;
    assert_int_equal(picture_set_make(&memory, photo(&memory, 500, 20), SET_SIZES, &made), RASTER_FINE);
    assert_int_equal(made.count, 1);
    check(made.variants[0].width == 500 && made.variants[0].height == 20 && made.stamp.length == 0);
    assert_int_equal(picture_set_make(&memory, photo(&memory, 600, 9000), SET_SIZES, &made), RASTER_FINE);
    check(made.count == 1 && made.variants[0].width == 320 && made.variants[0].height == 4800);
    arena_free(&memory);
}

static void a_set_is_stored_and_restored(void **state)
{
    (void)state;
    arena memory = { 0 };
    picture_set made, read;
    buffer out = { 0 };
    text bytes = photo(&memory, 640, 480);
    assert_int_equal(picture_set_make(&memory, bytes, SET_WITH_SOURCE, &made), RASTER_FINE);
    picture_set_store(&made, &out);
    text stored = buffer_text(&out);
    check(picture_set_restore(stored, &read));
    check(read.count == made.count && text_equals(read.source, made.source) && text_equals(read.stamp, made.stamp));
    check(text_equals(read.variants[0].plain, made.variants[0].plain));
    check(text_equals(made.source, bytes));         // a JPEG that holds nothing else stays as it is
    for (size_t i = 0; i < stored.length; i += 97)
        check(!picture_set_restore(text_slice(stored, 0, i), &read));
    buffer_free(&out);
    arena_free(&memory);
}

static bool is_restored(const picture_set *kept)
{
    buffer out = { 0 };
    picture_set read;
    picture_set_store(kept, &out);
    bool fine = picture_set_restore(buffer_text(&out), &read);
    buffer_free(&out);
    return fine;
}

// The name of a published file has the stamp in it.
static void what_others_put_there_is_no_set(void **state)
{
    (void)state;
    arena memory = { 0 };
    picture_set made, changed;
    assert_int_equal(picture_set_make(&memory, photo(&memory, 640, 480), SET_PUBLISHED, &made), RASTER_FINE);
    check(made.count == 2 && is_restored(&made));
    static const text stamps[] = { TEXT_CONSTANT(""), TEXT_CONSTANT("0123456789a"), TEXT_CONSTANT("0123456789abc"),
                                   TEXT_CONSTANT("../../../../"), TEXT_CONSTANT("0123456789AB") };
    for (size_t i = 0; i < sizeof stamps / sizeof *stamps; i++) {
        changed = made;
        changed.stamp = stamps[i];
        check(!is_restored(&changed));
    }
    const text html = TEXT("<html>");
    for (size_t i = 0; i < 7; i++) {
        changed = made;
        picture_variant *last = &changed.variants[1];
        if (i < 2)
            *(i == 0 ? &last->width : &last->height) = 30001;
        else if (i < 4)
            *(i == 2 ? &last->width : &last->height) = 0;
        else if (i < 6)
            *(i == 4 ? &last->plain : &last->webp) = html;
        else
            changed.is_png = true;
        check(!is_restored(&changed));
    }
    arena_free(&memory);
}

static void other_formats_have_names(void **state)
{
    (void)state;
    assert_string_equal(picture_format_name(TEXT("\0\0\0\x18" "ftypheic....")), "HEIC");
    assert_string_equal(picture_format_name(TEXT("GIF89a")), "GIF");
    assert_string_equal(picture_format_name(TEXT("II*\0")), "TIFF");
    assert_null(picture_format_name(TEXT("hello")));
    assert_null(picture_format_name((text){ 0 }));
    for (int fault = RASTER_OTHER_FORMAT; fault <= RASTER_MOVES; fault++)
        check(strlen(picture_fault_words((raster_fault)fault)) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photo_has_three_widths),
        cmocka_unit_test(a_small_photo_is_never_enlarged),
        cmocka_unit_test(a_set_is_stored_and_restored),
        cmocka_unit_test(what_others_put_there_is_no_set),
        cmocka_unit_test(other_formats_have_names),
    };
    return cmocka_run_group_tests_name("picture_set", tests, NULL, NULL);
}
