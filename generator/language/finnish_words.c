#include "finnish_words.h"

#include "base/table.h"
#include "base/unicode.h"
#include "language/voikko.h"

enum { PART_LIMIT = 8 };

struct finnish_words {
    voikko *voikko;
    arena memory;               // holds this struct too
    table parts;                // form of a part, "pien-" of one that is bound -> part_base *
    table root_nouns;           // verb -> text *, empty when it is made of no noun
};

// What a part that is not the last is a form of.
typedef struct {
    text word;                  // "kehittää" for "kehittämis", "asiakas" for "asiakkaan"
    text name;                  // "kehittäminen"; empty when the word itself is the name
} part_base;

typedef struct {
    size_t starts[PART_LIMIT + 1];      // bytes in the surface; one more than the parts, for the end
    size_t count;
} part_list;

// What is being read.
typedef struct {
    finnish_words *opened;
    arena scratch;
    text surface;
    key_list keys;
    text names[NAME_LIMIT];
    size_t name_count;
} reading;

finnish_words *finnish_words_open(void)
{
    voikko *dictionary = voikko_open();
    if (dictionary == NULL)
        return NULL;
    arena memory = { 0 };
    finnish_words *opened = ARENA_NEW(&memory, finnish_words, 1);
    opened->voikko = dictionary;
    opened->memory = memory;
    opened->parts.memory = opened->root_nouns.memory = &opened->memory;
    return opened;
}

void finnish_words_close(finnish_words *opened)
{
    if (opened == NULL)
        return;
    voikko_close(opened->voikko);
    arena memory = opened->memory;
    arena_free(&memory);
}

static bool is_one_of(text value, const char *const *list)
{
    for (; *list != NULL; list++)
        if (text_equals(value, text_of(*list)))
            return true;
    return false;
}

static bool is_nominal(text word_class)
{
    static const char *const nominals[] = { "nimisana", "laatusana", "nimisana_laatusana", "nimi", "paikannimi",
                                            "etunimi", "sukunimi", "lukusana", "lyhenne", NULL };
    return is_one_of(word_class, nominals);
}

static bool is_function_class(text word_class)
{
    static const char *const classes[] = { "asemosana", "suhdesana", "sidesana", "kieltosana", "seikkasana",
                                           "huudahdussana", "etuliite", NULL };
    return is_one_of(word_class, classes);
}

static size_t count_parts(text structure)
{
    size_t count = 0;
    for (size_t i = 0; i < structure.length; i++)
        count += structure.bytes[i] == '=';
    return count;
}

// Where the parts of [surface] begin. A structure that does not fit leaves the word whole.
static part_list find_parts(text surface, text structure)
{
    part_list parts = { 0 };
    text rest = surface;
    uint32_t character;
    for (size_t i = 0; i < structure.length; i++) {
        bool is_start = structure.bytes[i] == '=';
        if (is_start && parts.count == PART_LIMIT)
            return (part_list){ { 0, surface.length }, 1 };
        if (is_start)
            parts.starts[parts.count++] = surface.length - rest.length;
        else if (!unicode_take(&rest, &character))
            return (part_list){ { 0, surface.length }, 1 };
    }
    if (parts.count == 0 || rest.length > 0 || parts.starts[0] > 0)
        return (part_list){ { 0, surface.length }, 1 };
    parts.starts[parts.count] = surface.length;
    return parts;
}

// Takes "+form(base)", "+form" or "form(base)" off Voikko's list of bases.
static bool take_word_base(text *rest, text *form, text *base)
{
    if (text_starts_with(*rest, TEXT("+")))
        *rest = text_from(*rest, 1);
    if (rest->length == 0)
        return false;
    size_t end = 0;
    while (end < rest->length && rest->bytes[end] != '(' && rest->bytes[end] != '+')
        end++;
    *form = text_slice(*rest, 0, end);
    *base = (text){ 0 };
    *rest = text_from(*rest, end);
    if (text_starts_with(*rest, TEXT("("))) {
        size_t close = text_find_byte(*rest, ')', 0);
        *base = text_slice(*rest, 1, close);
        *rest = text_from(*rest, close == TEXT_NOT_FOUND ? rest->length : close + 1);
    }
    return true;
}

// The base of what begins at byte [start] of the whole; empty for an ending or when there is none.
static text word_base_at(text word_bases, size_t start)
{
    text form, base, first;
    for (size_t at = 0; at <= start && take_word_base(&word_bases, &form, &base); at += form.length)
        if (at == start && !text_starts_with(base, TEXT("+")))
            return text_take_part(&base, '=', &first) ? first : (text){ 0 };    // alle=kirjoittaa
    return (text){ 0 };
}

// The base of the simplest reading of [form] as a noun or adjective in [noun_case], or in any when that is empty.
static text nominal_base(voikko_analyses found, text noun_case, bool also_verbs)
{
    const voikko_analysis *best = NULL;
    for (size_t i = 0; i < found.count; i++) {
        const voikko_analysis *candidate = &found.items[i];
        bool fits = (noun_case.length == 0 || text_equals(candidate->noun_case, noun_case))
            && (is_nominal(candidate->word_class) || also_verbs);
        if (fits && (best == NULL || count_parts(candidate->structure) < count_parts(best->structure)))
            best = candidate;
    }
    return best != NULL ? best->base : (text){ 0 };
}

// "kehittämis" and "ihmis" are what compounds make of "kehittäminen" and "ihminen".
static text standing_alone(arena *memory, text form)
{
    if (!text_ends_with(form, TEXT("s")))
        return (text){ 0 };
    return text_join(memory, text_slice(form, 0, form.length - 1), TEXT("nen"));
}

static text nominative_base(finnish_words *opened, arena *scratch, text form, bool also_verbs)
{
    return nominal_base(voikko_analyze(opened->voikko, scratch, form), TEXT("nimento"), also_verbs);
}

static part_base find_part_base(finnish_words *opened, arena *scratch, text form, bool is_bound)
{
    text word = nominative_base(opened, scratch, form, false);
    // What is bound stands in compounds only, so that a genitive that looks like it is another word: "pien"
    // is of "pieni" there, not of "piki".
    if (word.length == 0 && is_bound)
        word = nominative_base(opened, scratch, text_join(scratch, form, TEXT("i")), false);
    else if (word.length == 0)
        word = nominal_base(voikko_analyze(opened->voikko, scratch, form), TEXT("omanto"), false);
    if (word.length > 0)
        return (part_base){ .word = word };
    text name = standing_alone(scratch, form);
    if (name.length > 0)
        word = nominative_base(opened, scratch, name, true);
    if (word.length > 0)
        return (part_base){ word, text_equals(word, name) ? (text){ 0 } : name };
    voikko_analyses found = voikko_analyze(opened->voikko, scratch, form);
    bool is_noun = true;            // käyttöön-otto, but vastaan-otto and yhteen-veto of adverbs
    for (size_t i = 0; i < found.count; i++)
        is_noun = is_noun && text_equals(found.items[i].word_class, TEXT("nimisana"));
    return (part_base){ .word = is_noun ? nominal_base(found, (text){ 0 }, false) : (text){ 0 } };
}

// The same parts come again and again.
static part_base base_of_part(reading *in, text form, text word_base)
{
    finnish_words *opened = in->opened;
    bool is_bound = word_base.length == 0;
    text name = is_bound ? text_join(&in->scratch, form, TEXT("-")) : form;
    const part_base *known = table_find(&opened->parts, name);
    if (known == NULL) {
        part_base found = find_part_base(opened, &in->scratch, form, is_bound);
        part_base *kept = ARENA_NEW(&opened->memory, part_base, 1);
        *kept = (part_base){ text_copy(&opened->memory, unicode_lower(&in->scratch, found.word)),
                             text_copy(&opened->memory, found.name) };
        table_set(&opened->parts, text_copy(&opened->memory, name), kept);
        known = kept;
    }
    if (known->word.length > 0)
        return *known;
    return (part_base){ .word = word_base.length > 0 ? word_base : form };
}

static text without_hyphens(text form)
{
    while (text_starts_with(form, TEXT("-")))
        form = text_from(form, 1);
    while (text_ends_with(form, TEXT("-")))
        form.length--;
    return form;
}

static text without_byte(arena *memory, text t, char left_out)
{
    char *bytes = ARENA_NEW(memory, char, t.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < t.length; i++)
        if (t.bytes[i] != left_out)
            bytes[length++] = t.bytes[i];
    return (text){ bytes, length };
}

static void add_name(reading *in, text before, text name)
{
    text whole = text_join(&in->scratch, before, name);
    for (size_t i = 0; i < in->name_count; i++)
        if (text_equals(in->names[i], whole))
            return;
    if (in->name_count < NAME_LIMIT)
        in->names[in->name_count++] = whole;
}

// The parts of a compound, and the compounds that two or more of them make.
static void add_parts(reading *in, text whole, part_list parts, text base, text word_bases)
{
    part_base bases[PART_LIMIT];
    size_t last = parts.count - 1;
    for (size_t i = 0; i < last; i++) {
        text form = without_hyphens(text_slice(whole, parts.starts[i], parts.starts[i + 1]));
        bases[i] = base_of_part(in, form, word_base_at(word_bases, parts.starts[i]));
    }
    bases[last] = (part_base){ .word = text_from(base, parts.starts[last]) };
    for (size_t i = 0; i <= last; i++) {
        key_list_add(&in->keys, &in->scratch, bases[i].word, KEY_PART);
        if (bases[i].name.length > 0)
            add_name(in, (text){ 0 }, bases[i].name);
    }
    for (size_t from = 0; from <= last; from++)
        for (size_t to = last; to > from; to--) {
            if (from == 0 && to == last)
                continue;
            text before = text_slice(whole, parts.starts[from], parts.starts[to]);
            key_list_add(&in->keys, &in->scratch, text_join(&in->scratch, before, bases[to].word), KEY_COMPOUND);
            if (bases[to].name.length > 0)
                add_name(in, before, bases[to].name);
        }
}

static text find_root_noun(reading *in, text verb)
{
    text guesses[GUESS_LIMIT];
    size_t count = finnish_root_nouns(&in->scratch, verb, guesses);
    for (size_t i = 0; i < count; i++)
        if (text_equals(nominative_base(in->opened, &in->scratch, guesses[i], false), guesses[i]))
            return guesses[i];
    return (text){ 0 };
}

// Words of the same verbs come again and again.
static void add_root_noun(reading *in, text verb)
{
    finnish_words *opened = in->opened;
    const text *known = table_find(&opened->root_nouns, verb);
    if (known == NULL) {
        text *kept = ARENA_NEW(&opened->memory, text, 1);
        *kept = text_copy(&opened->memory, find_root_noun(in, verb));
        table_set(&opened->root_nouns, text_copy(&opened->memory, verb), kept);
        known = kept;
    }
    if (known->length > 0)
        key_list_add(&in->keys, &in->scratch, *known, KEY_ROOT);
}

static void add_roots(reading *in, text word_bases)
{
    text form, base;
    while (take_word_base(&word_bases, &form, &base)) {
        if (base.length == 0 || base.bytes[0] == '+')
            continue;
        text root = without_byte(&in->scratch, base, '=');
        key_list_add(&in->keys, &in->scratch, root, KEY_ROOT);
        add_root_noun(in, root);
    }
}

// False when [whole], read as [analysis], is no compound, or one whose halves both bend ("uudenvuoden").
static bool add_compound(reading *in, text whole, text base, const voikko_analysis *analysis)
{
    part_list parts = find_parts(whole, analysis->structure);
    text before = text_slice(whole, 0, parts.starts[parts.count - 1]);
    if (parts.count < 2 || !text_starts_with(base, before) || base.length == before.length)
        return false;
    add_parts(in, whole, parts, base, analysis->word_bases);
    return true;
}

static void add_compound_of_base(reading *in, text base)
{
    voikko_analyses found = voikko_analyze(in->opened->voikko, &in->scratch, base);
    for (size_t i = 0; i < found.count; i++)
        if (text_equals(unicode_lower(&in->scratch, found.items[i].base), base))
            add_compound(in, base, base, &found.items[i]);
}

static void add_analysis(reading *in, const voikko_analysis *analysis)
{
    text base = unicode_lower(&in->scratch, analysis->base);
    if (base.length == 0)
        base = in->surface;
    key_list_add(&in->keys, &in->scratch, base, KEY_LEMMA);
    if (!add_compound(in, in->surface, base, analysis) && count_parts(analysis->structure) > 1)
        add_compound_of_base(in, base);
    add_roots(in, analysis->word_bases);
    // "sote-palvelu" is written "sotepalvelu", too.
    if (text_find_byte(base, '-', 0) != TEXT_NOT_FOUND)
        key_list_add(&in->keys, &in->scratch, without_byte(&in->scratch, base, '-'), KEY_COMPOUND);
}

static word_reading kept_reading(reading *in, arena *memory)
{
    word_reading made = { .surface = text_copy(memory, in->surface), .key_count = in->keys.count,
                          .name_count = in->name_count };
    made.folded = text_copy(memory, search_word_fold(&in->scratch, in->surface));
    made.keys = key_list_sorted(&in->keys, memory);
    text *names = ARENA_NEW(memory, text, in->name_count);
    for (size_t i = 0; i < in->name_count; i++)
        names[i] = text_copy(memory, in->names[i]);
    made.names = names;
    return made;
}

word_reading finnish_words_read(finnish_words *opened, arena *memory, text surface)
{
    reading in = { .opened = opened, .surface = surface };
    voikko_analyses found = voikko_analyze(opened->voikko, &in.scratch, surface);
    // Of several readings those with the fewest parts are meant: osallistava is no osallis=tapa.
    size_t fewest = (size_t)-1;
    bool is_function_word = found.count > 0;
    for (size_t i = 0; i < found.count; i++) {
        size_t parts = count_parts(found.items[i].structure);
        fewest = parts < fewest ? parts : fewest;
        is_function_word = is_function_word && is_function_class(found.items[i].word_class);
    }
    for (size_t i = 0; i < found.count; i++)
        if (count_parts(found.items[i].structure) == fewest)
            add_analysis(&in, &found.items[i]);
    word_reading made = kept_reading(&in, memory);
    made.is_function_word = is_function_word;
    arena_free(&in.scratch);
    return made;
}
