#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "site/pictures.h"

#include "site_fixture.h"

#include <stdlib.h>

static const fixture_file files[] = {
    { "digitori.yaml", "title: T\nlanguages: [fi, sv]\n" },
    { "consents.yaml", "- id: A-1\n  until: 2027-01-31\n  purposes: [web, kit]\n" },
    { "content/fi/a.jpg", "" }, { "content/fi/b.PNG", "" }, { "content/fi/c.jpg", "" },
    { "content/fi/a.jpg.yaml", "alt: {fi: Tori, sv: Torg}\ncaption: {fi: Kuvateksti}\ncredit: 'A: B'\nlicence: CC0\npeople: true\nconsent: A-1\n"
                               "purposes: [web, print, kit]\n" },
    { "content/fi/b.PNG.yaml", "alt: ''\n" },
    { "content/fi/gone.webp.yaml", "alt: x\n" },
    { "content/fi/notes.yaml", "this: is: none of ours" },
};

static void open_site(fixture_site *with)
{
    fixture_open(with, files, sizeof files / sizeof *files);
}

static void side_files_are_read(void **state)
{
    (void)state;
    fixture_site with;
    open_site(&with);
    check_reported(&with.found, "content/fi/gone.webp.yaml:1:1: warning: there is no picture with this name: 'gone.webp': rename this file "
                                "after its picture, or delete it\n");
    const picture_note *a = picture_note_of(&with.site, TEXT("content/fi/a.jpg")), *b = picture_note_of(&with.site, TEXT("content/fi/b.PNG"));
    check(a != NULL && b != NULL && picture_note_of(&with.site, TEXT("content/fi/c.jpg")) == NULL);
    check(a->shows_people && !a->is_decorative && b->is_decorative && !b->shows_people);
    check_text(a->alt.by_language[1], "Torg");
    check_text(picture_credit(&with.memory, a), "A: B, CC0");
    fixture_close(&with);
}

// Whoever names such a file wrongly believes that a consent is heeded.
static void side_files_with_other_names_are_told(void **state)
{
    (void)state;
    static const fixture_file misnamed[] = {
        { "digitori.yaml", "title: T\nlanguages: [fi, sv]\n" },
        { "content/fi/a.jpg", "x" }, { "content/fi/a.jpg.yml", "alt: A\n" },
        { "content/fi/b.png", "x" }, { "content/fi/b.PNG.yaml", "alt: B\n" },
        { "content/fi/c.webp", "x" }, { "content/fi/c.yaml", "alt: C\n" },
        { "content/fi/d.JPEG", "x" }, { "content/fi/d.jpeg.YAML.txt", "alt: D\n" },
        { "content/fi/e.yaml", "x: y\n" },
        { "content/fi/kuvat/f.jpg", "x" }, { "content/fi/Kuvat/f.jpg.yaml", "alt: F\n" },
        { "consents.yml", "- id: A-1\n  withdrawn: 2026-01-01\n" },
    };
    fixture_site with;
    fixture_open(&with, misnamed, sizeof misnamed / sizeof *misnamed);
    check_reported(&with.found,
        "consents.yml:1:1: error: the file has another name than it must have: 'consents.yml': rename it to 'consents.yaml', or delete it: "
        "no consent in it counts\n"
        "content/fi/Kuvat/f.jpg.yaml:1:1: warning: there is no picture with this name: 'f.jpg': rename this file after its picture, or "
        "delete it\n"
        "content/fi/a.jpg.yml:1:1: error: the file has another name than it must have: 'a.jpg.yml': rename it to "
        "'a.jpg.yaml', or delete it: nothing that it says of 'a.jpg' counts\n"
        "content/fi/b.PNG.yaml:1:1: error: the file has another name than it must have: 'b.PNG.yaml': rename it to "
        "'b.png.yaml', or delete it: nothing that it says of 'b.png' counts\n"
        "content/fi/c.yaml:1:1: error: the file has another name than it must have: 'c.yaml': rename it to "
        "'c.webp.yaml', or delete it: nothing that it says of 'c.webp' counts\n"
        "content/fi/d.jpeg.YAML.txt:1:1: error: the file has another name than it must have: 'd.jpeg.YAML.txt': rename it to "
        "'d.JPEG.yaml', or delete it: nothing that it says of 'd.JPEG' counts\n");
    fixture_close(&with);
}

// What a web editor writes and what a zip from a Mac holds.
static void side_files_whose_letters_are_stored_in_another_way_are_told(void **state)
{
    (void)state;
    static const fixture_file alike[] = {
        { "digitori.yaml", "title: T\nlanguages: [fi, sv]\n" },
        { "content/fi/a\u0308.jpg", "x" }, { "content/fi/\u00e4.jpg.yaml", "alt: A\npeople: true\n" },
        { "content/fi/\u00f6.jpg", "x" }, { "content/fi/o\u0308.jpg.yaml", "alt: A\n" },
        { "content/fi/ku\u00e5.jpg", "x" }, { "content/fi/kua\u030a.yml", "alt: A\n" },
        { "content/fi/na\u0308in.jpg", "x" }, { "content/fi/na\u0308in.jpg.yaml", "alt: A\n" },
        { "content/fi/va\u0308ri/b.jpg", "x" }, { "content/fi/v\u00e4ri/b.jpg.yaml", "alt: A\n" },
    };
    fixture_site with;
    fixture_open(&with, alike, sizeof alike / sizeof *alike);
    check_reported(&with.found,
        "content/fi/kua\u030a.yml:1:1: error: the file has another name than it must have: 'kua\u030a.yml': rename it to 'ku\u00e5.jpg.yaml', or "
        "delete it: nothing that it says of 'ku\u00e5.jpg' counts\n"
        "content/fi/o\u0308.jpg.yaml:1:1: error: the file has another name than it must have: 'o\u0308.jpg.yaml' and '\u00f6.jpg': the letters "
        "ä, ö, å are stored in two different ways, which nobody can see: give both files their names anew, or names without such letters; "
        "nothing that this one says of the picture counts\n"
        "content/fi/v\u00e4ri/b.jpg.yaml:1:1: error: the file has another name than it must have: 'b.jpg.yaml' and 'b.jpg': the letters ä, ö, å "
        "are stored in two different ways, which nobody can see: give both folders their names anew, or names without such letters; nothing "
        "that this one says of the picture counts\n"
        "content/fi/\u00e4.jpg.yaml:1:1: error: the file has another name than it must have: '\u00e4.jpg.yaml' and 'a\u0308.jpg': the letters "
        "ä, ö, å are stored in two different ways, which nobody can see: give both files their names anew, or names without such letters; "
        "nothing that this one says of the picture counts\n");
    check(picture_note_of(&with.site, TEXT("content/fi/na\u0308in.jpg")) != NULL);
    fixture_close(&with);
}

// Personal data in them is told once, whether it stands where a reference should or anywhere else.
static void personal_data_beside_pictures_is_told(void **state)
{
    (void)state;
    static const fixture_file personal[] = {
        { "digitori.yaml", "title: T\nlanguages: [fi, sv]\n" },
        { "consents.yaml", "- id: 131052-308T\n- id: 131052a308t\n- id: 0401234567\n# Matti, 040 123 4567\n# Esimerkkikatu 5 A 12\n" },
        { "content/fi/a.jpg", "x" }, { "content/fi/a.jpg.yaml", "alt: A\nconsent: 0401234567\n" },
        { "content/fi/b.jpg", "x" }, { "content/fi/b.jpg.yaml", "alt: B\ncredit: Matti, 040 123 4567\n" },
        { "content/fi/c.jpg", "x" }, { "content/fi/c.jpg.yaml", "alt: C 131052-308T\ncredit: C, 040 123 4567\npublic_contacts: true\n" },
        { "content/fi/d.jpg", "x" }, { "content/fi/d.jpg.yaml", "alt: D\npublic_contacts: ehkä\n" },
    };
    fixture_site with;
    fixture_open(&with, personal, sizeof personal / sizeof *personal);
    check_reported(&with.found,
        "consents.yaml:1:7: error: personal data in the place of a reference: 'id': this looks like a personal identity code: write the "
        "reference under which the consent is kept\n"
        "consents.yaml:2:7: error: personal data in the place of a reference: 'id': this looks like a personal identity code: write the "
        "reference under which the consent is kept\n"
        "consents.yaml:3:7: error: personal data in the place of a reference: 'id': this looks like a telephone number: write the reference "
        "under which the consent is kept\n"
        "consents.yaml:4:10: warning: this looks like personal data: the number of a mobile phone; remove it: only the references of consents "
        "stand here\n"
        "consents.yaml:5:3: warning: this looks like personal data: the address of a home; remove it: only the references of consents stand "
        "here\n"
        "content/fi/a.jpg.yaml:2:10: error: personal data in the place of a reference: 'consent': this looks like a telephone number: write "
        "the reference under which the consent is kept\n"
        "content/fi/b.jpg.yaml:2:16: warning: this looks like personal data: the number of a mobile phone; remove it, or write "
        "'public_contacts: true' in this file if it is meant for everybody\n"
        "content/fi/c.jpg.yaml:1:8: warning: this looks like personal data: a personal identity code; remove it, also from the history of "
        "versions\n"
        "content/fi/d.jpg.yaml:2:18: error: the field has the wrong kind of value: write true or false\n");
    const picture_note *c = picture_note_of(&with.site, TEXT("content/fi/c.jpg"));
    text side_file = picture_side_file(&with.memory, &with.site, c);
    check(text_find(side_file, TEXT("public_contacts: true"), 0) != TEXT_NOT_FOUND);
    fixture_close(&with);
}

static void an_alt_of_blanks_decorates_and_one_of_nothing_is_missing(void **state)
{
    (void)state;
    static const char *const decorates[] = { "alt: ''\n", "alt: ' '\n", "alt: '\n'\n" };
    static const char *const says_nothing[] = { "alt:\n", "alt: {fi: ' '}\n", "alt: {}\n" };
    static const char *const columns[] = { "5", "6", "6" };
    for (size_t i = 0; i < 3; i++) {
        fixture_site with;
        const fixture_file good[] = { files[0], files[2], { "content/fi/a.jpg.yaml", decorates[i] } };
        const fixture_file bad[] = { files[0], files[2], { "content/fi/a.jpg.yaml", says_nothing[i] } };
        fixture_open(&with, good, 3);
        check_reported(&with.found, "");
        check_text(picture_side_file(&with.memory, &with.site, picture_note_of(&with.site, TEXT("content/fi/a.jpg"))), "alt: ''\n");
        fixture_close(&with);
        fixture_open(&with, bad, 3);
        text told = text_format(&with.memory, "content/fi/a.jpg.yaml:1:%s: error: a required field is missing: 'alt': say what the picture "
                                              "shows, for those who cannot see it; write alt: '' when it only decorates\n", columns[i]);
        check_reported(&with.found, told.bytes);
        fixture_close(&with);
    }
}

static void check_side_file(fixture_site *with, const char *expected)
{
    check_reported(&with->found, "");
    check_text(picture_side_file(&with->memory, &with->site, picture_note_of(&with->site, TEXT("content/fi/a.jpg"))), expected);
}

// They come with kits from sites that have other languages, and a kit takes them along: a fork could not be built whose picture
// nobody describes.
static void words_in_languages_of_other_sites_are_passed_over(void **state)
{
    (void)state;
    fixture_site with;
    const fixture_file shared[] = { files[0], files[2], { "content/fi/a.jpg.yaml", "alt: {fi: Tori, de: Markt}\ncaption: {de: Markt}\n" } };
    const fixture_file foreign[] = { files[0], files[2], { "content/fi/a.jpg.yaml", "alt: {de: Markt}\n" } };
    const fixture_file wrong[] = { files[0], files[2], { "content/fi/a.jpg.yaml", "alt: {fi: Tori, in German: Markt}\n" } };
    fixture_open(&with, shared, 3);
    check_side_file(&with, "alt: {fi: Tori, de: Markt}\ncaption: {de: Markt}\n");
    fixture_close(&with);
    fixture_open(&with, foreign, 3);
    check_side_file(&with, "alt: {de: Markt}\n");
    fixture_close(&with);
    fixture_open(&with, wrong, 3);
    check_reported(&with.found, "content/fi/a.jpg.yaml:1:17: error: unknown language: 'in German': the languages of this site are fi, sv\n");
    fixture_close(&with);
}

static node *describe(fixture_site *with, const char *path, size_t language, const char *alt, const char *title)
{
    node *paragraph = node_new(&with->memory, NODE_PARAGRAPH, 3, 1), *image = node_new(&with->memory, NODE_IMAGE, 3, 1);
    node_append(paragraph, image);
    image->link.title = text_of(title);
    image->link.file = text_of(path);
    if (*alt != '\0') {
        node_append(image, node_new(&with->memory, NODE_TEXT, 3, 1));
        image->first->literal = text_of(alt);
    }
    with->found.count = 0;
    picture_describe(&with->memory, &with->site, text_of(path), language, at(TEXT("p.md"), 3, 1), image, &with->found);
    return image;
}

static void a_page_says_first_and_the_side_file_says_the_rest(void **state)
{
    (void)state;
    fixture_site with;
    open_site(&with);
    node *image = describe(&with, "content/fi/a.jpg", 0, "", "");
    check_text(document_plain_text(&with.memory, image), "Tori");
    check_text(image->link.title, "Kuvateksti");
    check_text(image->link.credit, "A: B, CC0");
    image = describe(&with, "content/fi/a.jpg", 1, "Own", "Title");
    check_text(document_plain_text(&with.memory, image), "Own");
    check_text(image->link.title, "Title");
    check(describe(&with, "content/fi/b.PNG", 0, "", "")->first == NULL && with.found.count == 0);
    describe(&with, "content/fi/c.jpg", 0, "", "");
    check_reported(&with.found, "p.md:3:1: error: the image has no description: write between ![ and ] what the picture shows, for those "
                                "who cannot see it\n");
    fixture_close(&with);
}

static void a_kit_gets_what_a_fork_has_to_know(void **state)
{
    (void)state;
    fixture_site with;
    open_site(&with);
    check_text(picture_side_file(&with.memory, &with.site, picture_note_of(&with.site, TEXT("content/fi/a.jpg"))),
               "alt: {fi: Tori, sv: Torg}\ncaption: {fi: Kuvateksti}\ncredit: 'A: B'\nlicence: CC0\npeople: true\nconsent: A-1\n"
               "consent_until: '2027-01-31'\npurposes: [web, kit]\n");
    check_text(picture_side_file(&with.memory, &with.site, picture_note_of(&with.site, TEXT("content/fi/b.PNG"))), "alt: ''\n");
    fixture_close(&with);
}

static void photos_are_known_by_their_names(void **state)
{
    (void)state;
    check(is_photo_path(TEXT("a/b.JPG")) && is_photo_path(TEXT("b.jpeg")) && is_photo_path(TEXT("b.webp")) && is_photo_path(TEXT("b.Png")));
    check(!is_photo_path(TEXT("a.jpg/b.gif")) && !is_photo_path(TEXT("b.svg")) && !is_photo_path(TEXT("jpg")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(side_files_are_read),
        cmocka_unit_test(side_files_with_other_names_are_told),
        cmocka_unit_test(words_in_languages_of_other_sites_are_passed_over),
        cmocka_unit_test(side_files_whose_letters_are_stored_in_another_way_are_told),
        cmocka_unit_test(personal_data_beside_pictures_is_told),
        cmocka_unit_test(an_alt_of_blanks_decorates_and_one_of_nothing_is_missing),
        cmocka_unit_test(a_page_says_first_and_the_side_file_says_the_rest),
        cmocka_unit_test(a_kit_gets_what_a_fork_has_to_know),
        cmocka_unit_test(photos_are_known_by_their_names),
    };
    return cmocka_run_group_tests_name("pictures", tests, NULL, NULL);
}
