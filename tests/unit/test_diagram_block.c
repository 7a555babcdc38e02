#include "checks.h"

#include "formats/diagram_block.h"

static arena memory;
static diagnostics found;

static int begin(void **state)
{
    (void)state;
    found = (diagnostics){ .memory = &memory };
    return 0;
}

static int end(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

// As if the fence stood on line 10, from column 1.
static bool read(const char *written, diagram *into)
{
    return diagram_block_read(&memory, text_of(written), at(TEXT("a.md"), 10, 1), &found, into);
}

#define INVALID ": error: the block cannot be shown: "

static void refused(const char *written, const char *expected)
{
    diagram ignored;
    begin(NULL);
    check(!read(written, &ignored));
    check_reported(&found, expected);
}

static void refused_in(const char *type, const char *body, const char *expected)
{
    text written = text_format(&memory, "type: %s\ntitle: T\n\n%s", type, body);
    refused(text_to_string(&memory, written), expected);
}

// ---- What is right

static void steps_have_numbers_details_and_ways(void **state)
{
    (void)state;
    diagram made;
    check(read("type: steps\ntitle: Kymmenen: askelta\nsource: 'DVV: 2023'\n\n1. Tarve: kuka ja miksi\n2)  Idea  uusi \n\n"
               "3. Klo 12:30\n3 -> 1: jos ei löydy\n1 → 3\n", &made));
    check(made.type == DIAGRAM_STEPS && made.box_count == 3 && made.arrow_count == 2);
    check_text(made.title, "Kymmenen: askelta");
    check_text(made.source, "DVV: 2023");
    check_text(made.boxes[0].label, "Tarve");
    check_text(made.boxes[0].detail, "kuka ja miksi");
    check_text(made.boxes[1].label, "Idea uusi");
    check_text(made.boxes[2].label, "Klo 12:30");
    check(made.arrows[0].from == 2 && made.arrows[0].to == 0 && made.arrows[1].from == 0 && made.arrows[1].to == 2);
    check_text(made.arrows[0].label, "jos ei löydy");
}

static void flows_join_boxes_of_the_same_words(void **state)
{
    (void)state;
    diagram made;
    check(read("type: flow\ntitle: Tila\n\nEtsi -> Valitse tila -> Maksa: jos maksaa -> Loppu\nvalitse  tila → Loppu\n- maksa: kortilla\n",
               &made));
    check(made.type == DIAGRAM_FLOW && made.box_count == 4 && made.arrow_count == 4);
    check_text(made.boxes[1].label, "Valitse tila");
    check_text(made.boxes[2].detail, "kortilla");
    check_text(made.arrows[1].label, "jos maksaa");
    check_text(made.arrows[2].label, "");
    check(made.arrows[3].from == 1 && made.arrows[3].to == 3);
}

static void circles_and_layers_are_lists(void **state)
{
    (void)state;
    diagram made;
    check(read("type: circles\r\ntitle: K\r\n\r\n- Ydin: me\r\n* Muut\r\n", &made));
    check(made.type == DIAGRAM_CIRCLES && made.box_count == 2);
    check_text(made.boxes[0].detail, "me");
    check(read("type: layers\ntitle: K\n\n- Ylin\n", &made));
    check(made.type == DIAGRAM_LAYERS && made.box_count == 1);
    check(read("type: cycle\ntitle: K\n\n1. A\n2. B\n2 -> 1: taas\n", &made));
    check(made.type == DIAGRAM_CYCLE && made.arrow_count == 1);
    check_reported(&found, "");
}

// ---- What is wrong

static void heads_are_checked(void **state)
{
    (void)state;
    refused("", "a.md:10:1" INVALID "'type' is steps, flow, cycle, circles or layers\n"
                "a.md:10:1" INVALID "give the diagram a 'title' that says what it shows\n");
    refused("type: ympyrä\ntitle: T\n\n1. A\n", "a.md:11:7" INVALID "'type' is steps, flow, cycle, circles or layers\n");
    refused("title: T\n\n1. A\n", "a.md:10:1" INVALID "'type' is steps, flow, cycle, circles or layers\n");
    refused("type: steps\n\n1. A\n", "a.md:10:1" INVALID "give the diagram a 'title' that says what it shows\n");
    refused("type: steps\nname: x\ntitle: T\n\n1. A\n",
            "a.md:12:1" INVALID "the lines before the empty one are 'type', 'title' and 'source'\n");
    refused("type: steps\ntitle: T\n1. A: b\n", "a.md:13:1" INVALID "lines such as 'type: steps' come first, then an empty line\n");
}

static void bodies_are_not_empty(void **state)
{
    (void)state;
    refused_in("steps", "", "a.md:10:1" INVALID "there is nothing to draw: write steps as '1. Label: detail' below an empty line\n");
    refused_in("flow", "\n", "a.md:10:1" INVALID "there is nothing to draw: write arrows as 'From -> To' below an empty line\n");
    refused_in("cycle", "1. A\n",
               "a.md:10:1" INVALID "a circle needs two steps or more: write them as '1. Label: detail' below an empty line\n");
    refused_in("circles", "", "a.md:10:1" INVALID "there is nothing to draw: write circles as '- Label: detail' below an empty line\n");
    refused_in("layers", "", "a.md:10:1" INVALID "there is nothing to draw: write layers as '- Label: detail' below an empty line\n");
}

static void steps_are_checked(void **state)
{
    (void)state;
    refused_in("steps", "1. A\n3. B\n", "a.md:15:1" INVALID "steps are numbered in order, so this one is 2.\n");
    refused_in("steps", "1. A\n  - B\n", "a.md:15:3" INVALID
               "write each step as '1. Label: detail', and another way between two as '3 -> 1: when'\n");
    refused_in("steps", "1. A\n2. B\n2 -> 7: ei\n", "a.md:16:6" INVALID "there is no step 7\n");
    refused_in("steps", "1. A\n2. B\n0 -> 1: ei\n", "a.md:16:1" INVALID
               "write another way between two steps by their numbers, '3 -> 1: when'\n");
    refused_in("steps", "1. A\n2. B\nB -> A\n", "a.md:16:1" INVALID
               "write another way between two steps by their numbers, '3 -> 1: when'\n");
    refused_in("steps", "1. A\n1 -> 1: taas\n", "a.md:15:6" INVALID
               "an arrow leads to another box: tell what is repeated in the detail of the box\n");
    refused_in("steps", "1. A\n2. B\n2 -> 1\n2 -> 1: taas\n", "a.md:17:6" INVALID "this arrow is there already\n");
}

static void flows_are_checked(void **state)
{
    (void)state;
    refused_in("flow", "A\n", "a.md:14:1" INVALID "write arrows as 'From -> To: when', and details as '- Label: detail'\n");
    refused_in("flow", "A ->\n", "a.md:14:1" INVALID "an arrow needs a box at both of its ends: 'From -> To'\n");
    refused_in("flow", "-> A\n", "a.md:14:1" INVALID "an arrow needs a box at both of its ends: 'From -> To'\n");
    refused_in("flow", "A -> : ei\n", "a.md:14:1" INVALID "an arrow needs a box at both of its ends: 'From -> To'\n");
    refused_in("flow", "A: ei -> B\n", "a.md:14:4" INVALID
               "a text of an arrow stands behind the box it leads to, a detail on a line '- Label: detail'\n");
    refused_in("flow", "A -> a\n", "a.md:14:6" INVALID
               "an arrow leads to another box: tell what is repeated in the detail of the box\n");
    refused_in("flow", "Ääni -> Öljy\n- Olut: kylmä\n", "a.md:15:3" INVALID
               "no arrow leads to or from 'Olut': write it as in the arrows\n");
    refused_in("flow", "A -> B\n- A: x\n- A: y\n", "a.md:16:3" INVALID "the box has a detail already\n");
    refused_in("flow", "A -> B\n- A\n", "a.md:15:1" INVALID "write a box's detail as '- Label: detail'\n");
}

static void lists_are_checked(void **state)
{
    (void)state;
    refused_in("circles", "Ydin\n", "a.md:14:1" INVALID "write each as '- Label: detail'\n");
    refused_in("layers", "- \n", "a.md:14:1" INVALID "write each as '- Label: detail'\n");
}

static void too_long_words_are_refused(void **state)
{
    (void)state;
    // 49 letters, two bytes each.
    static const char letters[] = "äääääääääääääääääääääääääääääääääääääääääääääääää";
    text label = text_format(&memory, "- %s\n", letters), arrow = text_format(&memory, "A -> B: %s%s\n", letters, letters);
    text detail = text_format(&memory, "- A: %s%s%s%s\n", letters, letters, letters, letters);
    refused_in("layers", text_to_string(&memory, label), "a.md:14:3" INVALID "the label has 49 characters, and 48 fit: say it shorter\n");
    refused_in("layers", text_to_string(&memory, detail),
               "a.md:14:6" INVALID "the detail has 196 characters, and 160 fit: say it shorter\n");
    refused_in("flow", text_to_string(&memory, arrow),
               "a.md:14:9" INVALID "the text of the arrow has 98 characters, and 60 fit: say it shorter\n");
}

static void too_much_is_refused_once(void **state)
{
    (void)state;
    buffer many = { 0 };
    for (int i = 1; i <= 1000; i++)
        buffer_format(&many, "%d. Askel\n", i);
    text all = text_copy(&memory, buffer_text(&many));
    refused_in("steps", text_to_string(&memory, all), "a.md:54:5" INVALID "a diagram shows at most 40 boxes: make two of it\n");
    buffer_clear(&many);
    for (int i = 1; i <= 9; i++)
        buffer_format(&many, "- Kehä\n");
    all = text_copy(&memory, buffer_text(&many));
    refused_in("circles", text_to_string(&memory, all), "a.md:22:3" INVALID "at most 8 circles fit inside one another\n");
    buffer_clear(&many);
    for (int i = 0; i < 5000; i++)
        buffer_format(&many, "%d -> %d\n", i % 11, i % 13 + 20);
    all = text_copy(&memory, buffer_text(&many));
    refused_in("flow", text_to_string(&memory, all), "a.md:74:1" INVALID "a diagram shows at most 60 arrows: make two of it\n");
    buffer_free(&many);
}

static void anything_may_stand_there(void **state)
{
    (void)state;
    static const char *const types[] = { "steps", "flow", "cycle", "circles", "layers" };
    static const char alphabet[] = "1239->-> : AB\n\n.-\t'\xC3\xA4\xE2\x86\x92";
    uint32_t chance = 7;
    for (int round = 0; round < 3000; round++) {
        char body[80];
        size_t length = (size_t)(round % 79);
        for (size_t i = 0; i < length; i++) {
            chance = chance * 1664525 + 1013904223;
            body[i] = alphabet[(chance >> 16) % (sizeof alphabet - 1)];
        }
        body[length] = '\0';
        diagram made;
        text written = text_format(&memory, "type: %s\ntitle: T\n\n%s", types[round % 5], body);
        begin(NULL);
        bool is_fine = diagram_block_read(&memory, written, at(TEXT("a.md"), 1, 1), &found, &made);
        check(is_fine == (found.count == 0));
        for (size_t i = 0; i < made.arrow_count && is_fine; i++)
            check(made.arrows[i].from < made.box_count && made.arrows[i].to < made.box_count
                  && made.arrows[i].from != made.arrows[i].to);
        arena_reset(&memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(steps_have_numbers_details_and_ways, begin, end),
        cmocka_unit_test_setup_teardown(flows_join_boxes_of_the_same_words, begin, end),
        cmocka_unit_test_setup_teardown(circles_and_layers_are_lists, begin, end),
        cmocka_unit_test_setup_teardown(heads_are_checked, begin, end),
        cmocka_unit_test_setup_teardown(bodies_are_not_empty, begin, end),
        cmocka_unit_test_setup_teardown(steps_are_checked, begin, end),
        cmocka_unit_test_setup_teardown(flows_are_checked, begin, end),
        cmocka_unit_test_setup_teardown(lists_are_checked, begin, end),
        cmocka_unit_test_setup_teardown(too_long_words_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(too_much_is_refused_once, begin, end),
        cmocka_unit_test_setup_teardown(anything_may_stand_there, begin, end),
    };
    return cmocka_run_group_tests_name("diagram_block", tests, NULL, NULL);
}
