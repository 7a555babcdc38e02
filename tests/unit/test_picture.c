#include "checks.h"

#include "formats/picture.h"

static arena memory;

static int clean_up(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static text join(const text *parts, size_t count)
{
    text whole = { 0 };
    for (size_t i = 0; i < count; i++)
        whole = text_join(&memory, whole, parts[i]);
    return whole;
}

// ---- JPEG

static const text jpeg_start = TEXT_CONSTANT("\xFF\xD8");
static const text jfif = TEXT_CONSTANT("\xFF\xE0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
// Orientation 6, big end first; GPS would stand beside it.
static const text exif = TEXT_CONSTANT("\xFF\xE1\x00\x22" "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
static const text little_exif =
    TEXT_CONSTANT("\xFF\xE1\x00\x22" "Exif\0\0II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0\0\0\0\0");
static const text xmp = TEXT_CONSTANT("\xFF\xE1\x00\x11http://ns.adobe");
static const text profile = TEXT_CONSTANT("\xFF\xE2\x00\x10ICC_PROFILE\0\x01\x01");
static const text preview = TEXT_CONSTANT("\xFF\xE2\x00\x08MPF\0\0\0");
static const text adobe = TEXT_CONSTANT("\xFF\xEE\x00\x0E" "Adobe\0\x64\0\0\0\0\x02");
static const text remark = TEXT_CONSTANT("\xFF\xFE\x00\x08secret");
// 300 wide, 200 high
static const text frame = TEXT_CONSTANT("\xFF\xC0\x00\x0B\x08\x00\xC8\x01\x2C\x01\x01\x11\x00");
static const text scan = TEXT_CONSTANT("\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00" "ab\xFF\x00" "cd\xFF\xD0" "ef");
static const text jpeg_end = TEXT_CONSTANT("\xFF\xD9");
static const text behind = TEXT_CONSTANT("what stands behind");

static picture_result read_parts(const text *parts, size_t count, picture *read)
{
    return picture_read(&memory, join(parts, count), read);
}

static void a_jpeg_keeps_only_its_picture(void **state)
{
    (void)state;
    const text parts[] = { jpeg_start, jfif, exif, xmp, profile, preview, adobe, remark, frame, scan, jpeg_end, behind };
    const text kept[] = { jpeg_start, jfif, profile, adobe, frame, scan, jpeg_end };
    picture read;
    assert_int_equal(read_parts(parts, 12, &read), PICTURE_FINE);
    assert_int_equal(read.type, PICTURE_JPEG);
    assert_true(text_equals(read.bytes, join(kept, 7)));
    assert_int_equal(read.orientation, 6);
    assert_true(read.width == 200 && read.height == 300);
}

static void orientation_is_read_in_both_orders(void **state)
{
    (void)state;
    const text parts[] = { jpeg_start, little_exif, frame, scan, jpeg_end };
    picture read;
    assert_int_equal(read_parts(parts, 5, &read), PICTURE_FINE);
    assert_int_equal(read.orientation, 3);
    assert_true(read.width == 300 && read.height == 200);
    const text bare[] = { jpeg_start, frame, scan, jpeg_end };
    assert_int_equal(read_parts(bare, 4, &read), PICTURE_FINE);
    assert_int_equal(read.orientation, 1);
}

static void a_jpeg_that_was_cut_off_ends_properly(void **state)
{
    (void)state;
    const text parts[] = { jpeg_start, frame, scan };
    picture read;
    assert_int_equal(read_parts(parts, 3, &read), PICTURE_FINE);
    assert_true(text_ends_with(read.bytes, jpeg_end));
    const text several[] = { jpeg_start, frame, scan, scan, jpeg_end };
    assert_int_equal(read_parts(several, 5, &read), PICTURE_FINE);
    assert_true(text_equals(read.bytes, join(several, 5)));
}

static void a_jpeg_without_a_picture_is_broken(void **state)
{
    (void)state;
    const text no_scan[] = { jpeg_start, frame, jpeg_end }, no_frame[] = { jpeg_start, scan, jpeg_end };
    const text empty[] = { jpeg_start, TEXT("\xFF\xC0\x00\x0B\x08\x00\x00\x00\x00\x01\x01\x11\x00"), scan, jpeg_end };
    const text huge[] = { jpeg_start, TEXT("\xFF\xC0\x00\x0B\x08\xFF\xFF\xFF\xFF\x01\x01\x11\x00"), scan, jpeg_end };
    picture read;
    assert_int_equal(read_parts(no_scan, 3, &read), PICTURE_BROKEN);
    assert_int_equal(read_parts(no_frame, 3, &read), PICTURE_BROKEN);
    // Cut off where its first scan begins: there is nothing to show.
    const text cut[] = { jpeg_start, frame, text_slice(scan, 0, 10) };
    assert_int_equal(read_parts(cut, 3, &read), PICTURE_BROKEN);
    assert_int_equal(read_parts(empty, 4, &read), PICTURE_BROKEN);
    assert_int_equal(read_parts(huge, 4, &read), PICTURE_TOO_LARGE);
}

// ---- PNG

static const text png_start = TEXT_CONSTANT("\x89PNG\r\n\x1a\n");
static const text png_head = TEXT_CONSTANT("\0\0\0\x0DIHDR\0\0\0\x20\0\0\0\x10\x08\x02\0\0\0....");
static const text png_words = TEXT_CONSTANT("\0\0\0\x0BtEXtAuthor\0Anna....");
static const text png_gamma = TEXT_CONSTANT("\0\0\0\x04gAMA\0\0\xB1\x8F....");
static const text png_data = TEXT_CONSTANT("\0\0\0\x02IDATxy....");
static const text png_end = TEXT_CONSTANT("\0\0\0\0IEND....");

static void a_png_loses_its_words_and_keeps_its_colours(void **state)
{
    (void)state;
    const text parts[] = { png_start, png_head, png_words, png_gamma, png_data, png_end, behind };
    const text kept[] = { png_start, png_head, png_gamma, png_data, png_end };
    picture read;
    assert_int_equal(read_parts(parts, 7, &read), PICTURE_FINE);
    assert_int_equal(read.type, PICTURE_PNG);
    assert_true(text_equals(read.bytes, join(kept, 5)));
    assert_true(read.width == 32 && read.height == 16);
    const text cut[] = { png_start, png_head, png_data };
    assert_int_equal(read_parts(cut, 3, &read), PICTURE_BROKEN);
}

// ---- SVG

static picture_result read_svg(const char *svg, picture *read)
{
    return picture_read(&memory, text_of(svg), read);
}

static void an_svg_has_a_size(void **state)
{
    (void)state;
    static const struct {
        const char *svg;
        double width, height;
    } cases[] = {
        { "<svg width='20' height=\"10px\"/>", 20, 10 },
        { "<?xml version='1.0'?>\n<!-- a > comment -->\n<!DOCTYPE svg>\n<svg viewBox='0 0 640 300.5'></svg>", 640, 300.5 },
        { "<svg width='100%' viewBox='0,0,64,32'/>", 64, 32 },
        { "<svg\n width = \"128\" viewBox='-5 -5 64 32'/>", 128, 64 },
        { "<svg height='16' viewBox='0 0 64 32'/>", 32, 16 },
        { "<svg stroke-width='7' viewBox='0 0 64 32'/>", 64, 32 },
        { "\xEF\xBB\xBF<svg width='1' height='2'/>", 1, 2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        picture read;
        assert_int_equal(read_svg(cases[i].svg, &read), PICTURE_FINE);
        assert_int_equal(read.type, PICTURE_SVG);
        assert_true(read.width == cases[i].width && read.height == cases[i].height);
    }
}

static void an_svg_without_a_size_is_broken(void **state)
{
    (void)state;
    static const char *const broken[] = { "<svg/>", "<svg width='0' height='5'/>", "<svg width='-4' height='5'/>",
                                          "<svg viewBox='0 0 0 0'/>", "<svg viewBox='0 0 x'/>",
                                          "<svg width='4' height='5'>\xC3</svg>" };
    picture read;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        assert_int_equal(read_svg(broken[i], &read), PICTURE_BROKEN);
}

// ---- All

static void other_files_are_refused(void **state)
{
    (void)state;
    static const char *const others[] = { "", "GIF89a", "RIFF....WEBP", "<html><svg/></html>", "<svgx/>", "<!-- open",
                                          "<svg", "%PDF-1.7" };
    picture read;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(read_svg(others[i], &read), PICTURE_UNKNOWN_FORMAT);
}

static void a_file_cut_anywhere_is_read_safely(void **state)
{
    (void)state;
    const text jpeg[] = { jpeg_start, jfif, exif, profile, frame, scan, jpeg_end };
    const text png[] = { png_start, png_head, png_gamma, png_data, png_end };
    const text files[] = { join(jpeg, 7), join(png, 5), TEXT("<!-- c --><svg width='4' viewBox='0 0 4 5'/>") };
    for (size_t i = 0; i < 3; i++)
        for (size_t length = 0; length < files[i].length; length++) {
            // A copy of its own, so that reading beyond it is seen.
            char *bytes = memory_allocate(length + 1, 1);
            memcpy(bytes, files[i].bytes, length);
            picture read;
            picture_result result = picture_read(&memory, (text){ bytes, length }, &read);
            assert_true(result != PICTURE_FINE || read.bytes.length > 0);
            free(bytes);
        }
}

static void too_large_files_are_refused(void **state)
{
    (void)state;
    size_t length = ((size_t)40 << 20) + 1;
    char *bytes = memory_allocate(length, 1);
    memset(bytes, ' ', length);
    memcpy(bytes, "\xFF\xD8", 2);
    picture read;
    assert_int_equal(picture_read(&memory, (text){ bytes, length }, &read), PICTURE_TOO_LARGE);
    memcpy(bytes, "<svg width='4' height='4'>", 26);
    assert_int_equal(picture_read(&memory, (text){ bytes, ((size_t)4 << 20) + 1 }, &read), PICTURE_TOO_LARGE);
    free(bytes);
}

// ---- What is passed on

static bool is_cleaned_to(text bytes, text wanted)
{
    text cleaned;
    return picture_cleaned(&memory, bytes, &cleaned) == PICTURE_FINE && text_equals(cleaned, wanted);
}

static bool is_refused(text bytes, picture_result why)
{
    text cleaned;
    return picture_cleaned(&memory, bytes, &cleaned) == why && cleaned.length == 0 && picture_uncleaned_words(why) != NULL;
}

// Nothing but the whole file may be passed on.
static void is_refused_cut_anywhere(text whole, size_t from)
{
    for (size_t length = from; length < whole.length; length++) {
        char *bytes = memory_allocate(length + 1, 1);
        memcpy(bytes, whole.bytes, length);
        if (!is_refused((text){ bytes, length }, PICTURE_BROKEN))
            fail_msg("passed on: %zu of %zu bytes", length, whole.length);
        free(bytes);
    }
}

// Chunks of a WebP: its head, colours, the picture (an odd length), EXIF and XMP.
#define WEBP_HEAD(flags) "VP8X\x0a\0\0\0" flags "\0\0\0\x01\0\0\x01\0\0"
#define WEBP_PICTURE "ICCP\x02\0\0\0cc" "VP8L\x03\0\0\0pic\0"
#define WEBP_SECRETS "EXIF\x04\0\0\0GPS!" "XMP \x03\0\0\0who\0" "Othe\x01\0\0\0x\0"

static void a_webp_keeps_only_its_picture(void **state)
{
    (void)state;
    text with = TEXT("RIFF\x4e\0\0\0WEBP" WEBP_HEAD("\x2c") WEBP_PICTURE WEBP_SECRETS "behind");
    text without = TEXT("RIFF\x2c\0\0\0WEBP" WEBP_HEAD("\x20") WEBP_PICTURE);
    assert_true(is_cleaned_to(with, without) && is_cleaned_to(without, without));
    is_refused_cut_anywhere(text_slice(with, 0, with.length - 6), 12);
    assert_true(is_refused(TEXT("RIFF\x0c\0\0\0WEBP" "EXIF\0\0\0\0"), PICTURE_BROKEN));
    assert_true(is_refused(TEXT("RIFF\x18\0\0\0WEBP" "VP8X\0\0\0\0" "VP8L\x03\0\0\0pic\0"), PICTURE_BROKEN));
}

#define FRAME_HEAD "0123456789abcdef"

static void the_pictures_of_a_moving_webp_are_cleaned_too(void **state)
{
    (void)state;
    text with = TEXT("RIFF\x62\0\0\0WEBP" WEBP_HEAD("\x02") "ANIM\x08\0\0\0cccc\0\0no"
                     "ANMF\x34\0\0\0" FRAME_HEAD "EXIF\x04\0\0\0GPS!" "VP8L\x03\0\0\0pic\0" "XMP \x03\0\0\0who\0");
    text without = TEXT("RIFF\x48\0\0\0WEBP" WEBP_HEAD("\x02") "ANIM\x06\0\0\0cccc\0\0" "ANMF\x1c\0\0\0" FRAME_HEAD "VP8L\x03\0\0\0pic\0");
    assert_true(is_cleaned_to(with, without) && is_cleaned_to(without, without));
    assert_true(is_refused(TEXT("RIFF\x0e\0\0\0WEBP" "ANMF\x02\0\0\0ab"), PICTURE_BROKEN));
    assert_true(is_refused(TEXT("RIFF\x1c\0\0\0WEBP" "ANMF\x10\0\0\0" FRAME_HEAD), PICTURE_BROKEN));
}

#define GIF_HEAD "GIF89a\x02\0\x02\0\x80\0\0" "abcdef"
#define GIF_TIMES "\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0"
#define GIF_SHOWN "\x21\xF9\x04\0\x0A\0\0\0"
#define GIF_PICTURE "\x2C\0\0\0\0\x02\0\x02\0\x80" "ghijkl" "\x02\x02\x84\x51\0"
#define GIF_SECRETS "\x21\xFE\x03who\x02is\0" "\x21\xFF\x0BXMP DataXMP\x04GPS!\0" "\x21\x01\x02no\0"

static void a_gif_keeps_only_its_pictures(void **state)
{
    (void)state;
    text with = TEXT(GIF_HEAD GIF_SECRETS GIF_TIMES GIF_SHOWN GIF_PICTURE GIF_SECRETS GIF_SHOWN GIF_PICTURE ";behind");
    text without = TEXT(GIF_HEAD GIF_TIMES GIF_SHOWN GIF_PICTURE GIF_SHOWN GIF_PICTURE ";");
    assert_true(is_cleaned_to(with, without) && is_cleaned_to(without, without));
    is_refused_cut_anywhere(text_slice(with, 0, with.length - 6), 6);
    assert_true(is_refused(TEXT(GIF_HEAD GIF_SECRETS ";"), PICTURE_BROKEN));
    assert_true(is_refused(TEXT(GIF_HEAD GIF_PICTURE "?" GIF_SECRETS ";"), PICTURE_BROKEN));
}

static void a_picture_that_cannot_be_read_is_not_passed_on(void **state)
{
    (void)state;
    const text jpeg[] = { jpeg_start, exif, frame }, png[] = { png_start, png_head, png_data };
    assert_true(is_refused(join(jpeg, 3), PICTURE_BROKEN));
    assert_true(is_refused(join(png, 3), PICTURE_BROKEN));
    assert_true(is_refused(TEXT("\xFF\xD8secret"), PICTURE_BROKEN) && is_refused(TEXT("\x89PNG\n\x1a\nsecret"), PICTURE_BROKEN));
    const text words[] = { png_start, png_head, TEXT("\0\0\0\x03OURSwho...."), png_data, png_end };
    const text without[] = { png_start, png_head, png_data, png_end };
    assert_true(is_cleaned_to(join(words, 5), join(without, 4)));
    size_t length = ((size_t)40 << 20) + 1;
    char *bytes = memory_allocate(length, 1);
    memcpy(bytes, "\xFF\xD8\xFF", 3);
    assert_true(is_refused((text){ bytes, length }, PICTURE_TOO_LARGE));
    free(bytes);
}

static void pictures_of_other_formats_are_not_passed_on(void **state)
{
    (void)state;
    const text others[] = { TEXT("\0\0\0\x18" "ftypheic...."), TEXT("\0\0\0\x18" "ftypmif1...."), TEXT("\0\0\0\x18" "ftypavif...."),
                            TEXT("II*\0...."), TEXT("MM\0*...."), TEXT("MM\0+...."), TEXT("\xFF\x0A...."),
                            TEXT("\0\0\0\x0CJXL ...."), TEXT("\0\0\0\x0CjP  ...."), TEXT("8BPS....") };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(is_refused(others[i], PICTURE_UNKNOWN_FORMAT));
}

static void what_is_no_photo_is_passed_on(void **state)
{
    (void)state;
    static const char *const others[] = { "", "<svg width='1' height='1'><!-- x --></svg>", "a { b: c }", "RIFF....WAVE", "BMW", "PK" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(is_cleaned_to(text_of(others[i]), text_of(others[i])));
    const text parts[] = { jpeg_start, jfif, exif, remark, frame, scan, jpeg_end };
    text cleaned;
    assert_int_equal(picture_cleaned(&memory, join(parts, 7), &cleaned), PICTURE_FINE);
    assert_true(text_find(cleaned, TEXT("secret"), 0) == TEXT_NOT_FOUND && text_find(cleaned, TEXT("Exif"), 0) != TEXT_NOT_FOUND);
}

// ---- In texts

static text written(const char *before, text bytes, const char *after)
{
    buffer out = { 0 };
    buffer_add_string(&out, before);
    buffer_add_base64(&out, bytes);
    buffer_add_string(&out, after);
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void pictures_in_texts_are_cleaned(void **state)
{
    (void)state;
    const text with[] = { jpeg_start, jfif, remark, frame, scan, jpeg_end }, without[] = { jpeg_start, jfif, frame, scan, jpeg_end };
    text photo = join(with, 6), clean = join(without, 5), cleaned;
    static const char *const before[] = { "a{b:url(data:image/jpeg;base64,", "<svg><image href=\"data:image/png;BASE64, \n", "base64,,base64," };
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(picture_file_cleaned(&memory, written(before[i], photo, "\") base64"), &cleaned), PICTURE_FINE);
        assert_true(text_find(cleaned, written("", clean, "\") base64"), 0) != TEXT_NOT_FOUND);
        assert_true(text_find(cleaned, written("", photo, ""), 0) == TEXT_NOT_FOUND);
    }
    // What is in what.
    text inner = written("<svg><image href='data:image/jpeg;base64,", photo, "'/></svg>");
    text inside = written("<svg><image href='data:image/jpeg;base64,", clean, "'/></svg>");
    assert_int_equal(picture_file_cleaned(&memory, written("url(data:image/svg+xml;base64,", inner, ")"), &cleaned), PICTURE_FINE);
    assert_true(text_starts_with(cleaned, TEXT("url(data:image/svg+xml;base64,")));
    assert_true(text_equals(cleaned, written("url(data:image/svg+xml;base64,", inside, ")")));
}

static void texts_with_nothing_to_clean_stay_as_they_are(void **state)
{
    (void)state;
    const text parts[] = { jpeg_start, jfif, frame, scan, jpeg_end };
    const text texts[] = { TEXT("base64,"), TEXT("'data:image/jpeg;base64,' + photo"), TEXT("data:font/woff2;base64,d09GMgABAAA="),
                           written("data:image/jpeg;base64,\n ", join(parts, 5), "\\"), TEXT("data:image/gif;base64,!"), TEXT("base64,%") };
    text cleaned;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(picture_file_cleaned(&memory, texts[i], &cleaned), PICTURE_FINE);
        assert_true(text_equals(cleaned, texts[i]));
    }
}

static void texts_with_pictures_that_cannot_be_cleaned_are_refused(void **state)
{
    (void)state;
    const text cut[] = { jpeg_start, exif, frame }, whole[] = { jpeg_start, jfif, remark, frame, scan, jpeg_end };
    text cleaned;
    assert_int_equal(picture_file_cleaned(&memory, written("base64,", join(cut, 3), ")"), &cleaned), PICTURE_BROKEN);
    assert_int_equal(picture_file_cleaned(&memory, written("base64,", TEXT("II*\0...."), ")"), &cleaned), PICTURE_UNKNOWN_FORMAT);
    assert_int_equal(picture_file_cleaned(&memory, written("base64,", join(whole, 6), "\\n"), &cleaned), PICTURE_BROKEN);
    assert_int_equal(picture_file_cleaned(&memory, written("base64,", join(whole, 6), "&#10;"), &cleaned), PICTURE_BROKEN);
    assert_int_equal(cleaned.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jpeg_keeps_only_its_picture),
        cmocka_unit_test(orientation_is_read_in_both_orders),
        cmocka_unit_test(a_jpeg_that_was_cut_off_ends_properly),
        cmocka_unit_test(a_jpeg_without_a_picture_is_broken),
        cmocka_unit_test(a_png_loses_its_words_and_keeps_its_colours),
        cmocka_unit_test(an_svg_has_a_size),
        cmocka_unit_test(an_svg_without_a_size_is_broken),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(a_file_cut_anywhere_is_read_safely),
        cmocka_unit_test(too_large_files_are_refused),
        cmocka_unit_test(a_webp_keeps_only_its_picture),
        cmocka_unit_test(the_pictures_of_a_moving_webp_are_cleaned_too),
        cmocka_unit_test(a_gif_keeps_only_its_pictures),
        cmocka_unit_test(a_picture_that_cannot_be_read_is_not_passed_on),
        cmocka_unit_test(pictures_of_other_formats_are_not_passed_on),
        cmocka_unit_test(what_is_no_photo_is_passed_on),
        cmocka_unit_test(pictures_in_texts_are_cleaned),
        cmocka_unit_test(texts_with_nothing_to_clean_stay_as_they_are),
        cmocka_unit_test(texts_with_pictures_that_cannot_be_cleaned_are_refused),
    };
    return cmocka_run_group_tests_name("picture", tests, NULL, clean_up);
}
