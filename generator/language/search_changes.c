// What a word that is learnt, or no more, means for the answers to others.
//
// An answer is made by looking for parts of a word, and for parts with other endings, among the words that were learnt.
// So it stays as it is when nothing that changed there could be such a part. tests/unit/test_lexicon.c holds that against
// answers made anew.
#include "language/search_inside.h"

#include <string.h>

typedef struct {
    text *items;
    size_t count, capacity;
} part_list;

static void add_part(arena *memory, part_list *parts, text part)
{
    for (size_t i = 0; i < parts->count; i++)
        if (text_equals(parts->items[i], part))
            return;
    if (part.length >= TOUCHED_LEAST)
        *ARENA_PUSH(memory, *parts) = part;
}

// What words have where [entry] is looked for: itself, or without an ending that search_compounds.c or
// search_inflections.c put behind what they have.
static void add_looked_for(arena *memory, part_list *parts, text entry)
{
    static const text endings[] = {
        TEXT_CONSTANT("a"), TEXT_CONSTANT("ä"), TEXT_CONSTANT("an"), TEXT_CONSTANT("ar"), TEXT_CONSTANT("e"),
        TEXT_CONSTANT("en"), TEXT_CONSTANT("er"), TEXT_CONSTANT("et"), TEXT_CONSTANT("i"), TEXT_CONSTANT("in"),
        TEXT_CONSTANT("n"), TEXT_CONSTANT("or"), TEXT_CONSTANT("r"), TEXT_CONSTANT("s"), TEXT_CONSTANT("t"),
        TEXT_CONSTANT("ta"), TEXT_CONSTANT("tä"),
    };
    add_part(memory, parts, entry);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(entry, endings[i]))
            add_part(memory, parts, text_slice(entry, 0, entry.length - endings[i].length));
    if (text_ends_with(entry, TEXT("nen")))
        add_part(memory, parts, text_join(memory, text_slice(entry, 0, entry.length - 3), TEXT("s")));
}

// The stemmer makes a double consonant before the last vowels a single one.
static void add_doubled(arena *memory, part_list *parts, text stem)
{
    size_t last = stem.length;
    while (last > 0 && ((unsigned char)stem.bytes[last - 1] >= 0x80 || strchr("aeiouy", stem.bytes[last - 1]) != NULL))
        last--;
    if (last > 0)
        add_part(memory, parts, text_join(memory, text_slice(stem, 0, last), text_from(stem, last - 1)));
}

surface_list search_words_touched(search_words *opened, arena *memory, text surface)
{
    part_list parts = { 0 };
    word_reading reading = { 0 };
    bool is_read = search_reading_of_learnt(opened, memory, surface, &reading) && reading.key_count > 0;
    add_looked_for(memory, &parts, surface);
    for (size_t i = 0; is_read && i < reading.key_count; i++)
        add_looked_for(memory, &parts, reading.keys[i].word);
    for (size_t i = 0; is_read && i < reading.name_count; i++)
        add_looked_for(memory, &parts, reading.names[i]);
    if (!is_read) {
        text stem = search_stem(opened, memory, surface);
        add_looked_for(memory, &parts, stem);
        add_doubled(memory, &parts, stem);
    }
    text guesses[GUESS_LIMIT];
    size_t count = search_goes_by_stems(opened) ? finnish_other_grades(memory, surface, guesses) : 0;
    for (size_t i = 0; i < count; i++)
        add_part(memory, &parts, text_slice(guesses[i], 0, guesses[i].length - 1));       // without -n
    return (surface_list){ parts.items, parts.count };
}
