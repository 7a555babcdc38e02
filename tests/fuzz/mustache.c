// Templates of a theme, up to four, and what they render.
#include "fuzz.h"

#include "formats/mustache.h"

static const text names[] = { TEXT_CONSTANT("page"), TEXT_CONSTANT("a"), TEXT_CONSTANT("b"), TEXT_CONSTANT("c") };
static arena kept, scratch;
static data *context;

static void prepare(void)
{
    text texts[] = { TEXT("yksi"), TEXT("<b>kaksi</b>"), TEXT("") };
    context = data_read_json(&kept, TEXT("{\"t\": \"<x>&\\\"\", \"n\": 3.5, \"yes\": true, \"no\": false, \"nothing\": null,"
        "\"list\": [{\"t\": \"a\", \"list\": [{\"t\": \"b\"}, {\"t\": \"c\"}]}, {\"t\": \"d\"}], \"map\": {\"t\": \"e\", \"map\": {\"t\": \"f\"}}}"));
    require(context != NULL);
    data_set(&kept, context, "texts", data_texts(&kept, texts, 3));
    data_set(&kept, context, "html", data_markup(&kept, TEXT("<i>m</i>\n<i>n</i>\n")));
}

static void try_input(text input)
{
    mustache_set set = { .memory = &memory, .strict = input.length % 2 == 0 };
    for (size_t i = 0; i < 4 && input.length > 0; i++)
        mustache_add(&set, names[i], take_piece(&input), text_join(&memory, names[i], TEXT(".mustache")), &found);
    mustache_check(&set, &found);
    buffer out = { 0 };
    mustache_render(&set, names[0], context, &scratch, &found, &out);
    arena_free(&scratch);
    buffer_free(&out);
}
