#include "search_words.h"

#include "base/unicode.h"
#include "language/search_inside.h"

enum {
    SURFACE_BYTES = SEARCH_WORD_LIMIT * 4,
    ENDING_LIMIT = 12,          // bytes of ":ssa" in "EU:ssa"
    POSSESSIVE_LIMIT = 3,       // of "'s" in "city's", "'ll" in "we'll"
    PIECE_LIMIT = 8             // of a word with hyphens
};

// ---- Opening, learning

search_words *search_words_open(text language)
{
    arena memory = { 0 };
    search_words *words = ARENA_NEW(&memory, search_words, 1);
    bool is_finnish = text_equals(language, TEXT("fi"));
    words->memory = memory;
    words->language = text_copy(&words->memory, language);
    words->finnish = is_finnish ? finnish_words_open() : NULL;
    words->stemmer = stemmer_open(language);
    words->splits_compounds = is_finnish || text_equals(language, TEXT("sv"));
    table *tables[] = { &words->readings, &words->answers, &words->grades, &words->weak_stems,
                        &words->tails };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        tables[i]->memory = &words->memory;
    return words;
}

void search_words_close(search_words *opened)
{
    if (opened == NULL)
        return;
    finnish_words_close(opened->finnish);
    stemmer_close(opened->stemmer);
    arena memory = opened->memory;
    arena_free(&memory);
}

bool search_words_lacks_dictionary(const search_words *opened)
{
    return opened->finnish == NULL && text_equals(opened->language, TEXT("fi"));
}

// Nobody's surface is longer than surfaces are, but what is must do no harm.
static text shortened(search_words *words, text surface)
{
    return surface.length <= SURFACE_BYTES ? surface : search_word_surface(&words->memory, surface);
}

void search_words_expect(search_words *opened, size_t count)
{
    if (opened->finnish != NULL)
        table_reserve(&opened->readings, count + count / 2);
}

void search_words_learn(search_words *opened, text word, size_t count)
{
    text kept = text_copy(&opened->memory, shortened(opened, word));
    size_t before = opened->learnt.count;
    if (before > 0 && text_compare(opened->learnt.items[before - 1].surface, kept) > 0)
        opened->learnt_is_unsorted = true;
    *ARENA_PUSH(&opened->memory, opened->learnt) = (learnt_word){ kept, count };
}

// ---- One word

text search_stem(search_words *words, arena *memory, text surface)
{
    return words->stemmer != NULL ? stemmer_stem(words->stemmer, memory, surface) : surface;
}

// Adds the keys of a word that is a part of the one in hand.
static void add_as_part(key_list *keys, arena *scratch, search_word part)
{
    bool is_compound = false;
    for (size_t i = 0; i < part.count; i++)
        is_compound = is_compound || part.keys[i].weight_class == KEY_PART;
    for (size_t i = 0; i < part.count; i++) {
        key_class own = part.keys[i].weight_class;
        key_class in_whole = own != KEY_LEMMA ? own : is_compound ? KEY_COMPOUND : KEY_PART;
        key_list_add(keys, scratch, part.keys[i].word, in_whole);
    }
}

// Adds [before] with each base form of [last] behind it.
static void add_with_last(key_list *keys, arena *scratch, text before, search_word last, key_class weight_class)
{
    for (size_t i = 0; i < last.count && last.keys[i].weight_class == KEY_LEMMA; i++)
        key_list_add(keys, scratch, text_join(scratch, before, last.keys[i].word), weight_class);
}

static bool is_joint(char byte)
{
    return byte == '-' || byte == '\'' || byte == ':';
}

static size_t last_joint(text surface)
{
    for (size_t i = surface.length; i > 0; i--)
        if (is_joint(surface.bytes[i - 1]))
            return i - 1;
    return TEXT_NOT_FOUND;
}

static text without_joints(arena *memory, text surface)
{
    char *bytes = ARENA_NEW(memory, char, surface.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < surface.length; i++)
        if (!is_joint(surface.bytes[i]))
            bytes[length++] = surface.bytes[i];
    return (text){ bytes, length };
}

// "e-palvelu" is a compound of its pieces that is written "epalvelu", too.
static void add_joined(search_words *words, key_list *keys, arena *scratch, text surface)
{
    size_t joint = last_joint(surface);
    text last_piece = text_from(surface, joint + 1);
    search_word last = search_words_find(words, last_piece);
    add_with_last(keys, scratch, text_slice(surface, 0, joint + 1), last, KEY_LEMMA);
    size_t from = 0;
    for (size_t i = 0, pieces = 0; i <= surface.length && pieces < PIECE_LIMIT; i++)
        if (i == surface.length || is_joint(surface.bytes[i])) {
            add_as_part(keys, scratch, search_words_find(words, text_slice(surface, from, i)));
            from = i + 1;
            pieces++;
        }
    add_with_last(keys, scratch, without_joints(scratch, text_slice(surface, 0, joint)), last, KEY_COMPOUND);
    const word_reading *whole = search_reading(words, without_joints(scratch, surface));
    for (size_t i = 0; whole != NULL && i < whole->key_count; i++) {
        key_class own = whole->keys[i].weight_class;
        key_list_add(keys, scratch, whole->keys[i].word, own == KEY_LEMMA ? KEY_COMPOUND : own);
    }
}

// A compound that no dictionary knows, of words that the site does.
static bool add_compound(search_words *words, key_list *keys, arena *scratch, text surface)
{
    compound found, inner;
    if (!search_split(words, scratch, surface, &found))
        return false;
    text before = text_slice(surface, 0, found.tail_start);
    search_word tail = search_words_find(words, text_from(surface, found.tail_start));
    add_with_last(keys, scratch, before, tail, KEY_LEMMA);
    add_as_part(keys, scratch, search_words_find(words, found.head));
    add_as_part(keys, scratch, tail);
    // Of a-b-c there is not only a-b but b-c.
    if (text_starts_with(before, found.head) && search_split(words, scratch, found.head, &inner))
        add_with_last(keys, scratch, text_from(before, inner.tail_start), tail, KEY_COMPOUND);
    return true;
}

// Numbers and dates are looked for as they stand.
static bool has_letters(text surface)
{
    for (uint32_t character; unicode_take(&surface, &character);)
        if (unicode_is_letter(character))
            return true;
    return false;
}

// The whole word that [surface] is a form of, other than by the dictionary: "eu" of "eu:ssa", "city" of "city's",
// "makerspace" of "makerspacessa".
static bool find_base(search_words *words, text surface, text *base)
{
    size_t joint = last_joint(surface);
    if (joint == TEXT_NOT_FOUND)
        return search_inflected(words, surface, base);
    *base = text_slice(surface, 0, joint);
    size_t limit = surface.bytes[joint] == ':' ? ENDING_LIMIT : surface.bytes[joint] == '\'' ? POSSESSIVE_LIMIT : 0;
    return joint > 0 && surface.length - joint <= limit;
}

static void answer_as(search_word *made, search_word base)
{
    made->keys = base.keys;
    made->count = base.count;
    made->is_known = base.is_known;
    made->is_stem = base.is_stem;
}

static void answer_by_keys(search_words *words, search_word *made)
{
    arena scratch = { 0 };
    key_list keys = { 0 };
    bool is_number = !has_letters(made->surface);
    if (is_number)
        key_list_add(&keys, &scratch, made->surface, KEY_LEMMA);
    else if (last_joint(made->surface) != TEXT_NOT_FOUND)
        add_joined(words, &keys, &scratch, made->surface);
    else
        made->is_known = add_compound(words, &keys, &scratch, made->surface);
    made->is_stem = words->stemmer != NULL && !is_number && (words->finnish == NULL || keys.count == 0);
    if (keys.count == 0) {
        text stem = search_key_stem(words, &scratch, made->surface);
        key_list_add(&keys, &scratch, stem, KEY_LEMMA);
        key_list_add(&keys, &scratch, search_root(words, stem), KEY_ROOT);
    }
    if (keys.count == 0)            // a stem of nothing but marks
        key_list_add(&keys, &scratch, made->surface, KEY_LEMMA);
    made->count = keys.count;
    made->keys = key_list_sorted(&keys, &words->memory);
    arena_free(&scratch);
}

static search_word answer_of(const word_reading *reading)
{
    return (search_word){ .surface = reading->surface, .folded = reading->folded, .keys = reading->keys,
                          .count = reading->key_count, .is_known = true };
}

// Of each word once: what [asked] tells may be what is told already.
static void add_asked(buffer *asking, text asked)
{
    for (text line; text_take_part(&asked, '\n', &line);) {
        text whole = { line.bytes, line.length + 1 };
        if (line.length > 0 && text_find(buffer_text(asking), whole, 0) == TEXT_NOT_FOUND)
            buffer_add(asking, whole);
    }
}

static const search_word *answer_without_dictionary(search_words *words, text surface)
{
    search_word *made = ARENA_NEW(&words->memory, search_word, 1);
    buffer asking = { 0 }, *before = words->asking;
    words->asking = words->splits_compounds ? &asking : NULL;
    made->surface = text_copy(&words->memory, surface);
    made->folded = search_word_fold(&words->memory, made->surface);
    text base;
    if (made->folded.length > 0 && find_base(words, made->surface, &base))
        answer_as(made, search_words_find(words, base));
    if (made->folded.length > 0 && made->count == 0)
        answer_by_keys(words, made);
    if (words->splits_compounds) {
        buffer_format(&asking, "%.*s\n", TEXT_PRINT(made->surface));
        made->asked = text_copy(&words->memory, buffer_text(&asking));
    }
    buffer_free(&asking);
    words->asking = before;
    table_set(&words->answers, made->surface, made);
    return made;
}

search_word search_words_find(search_words *opened, text word)
{
    text surface = shortened(opened, word);
    const word_reading *reading = search_reading(opened, surface);
    if (reading != NULL && reading->key_count > 0)
        return answer_of(reading);
    const search_word *known = table_find(&opened->answers, surface);
    search_word found = known != NULL ? *known : *answer_without_dictionary(opened, surface);
    if (opened->asking != NULL)
        add_asked(opened->asking, found.asked);
    return found;
}
