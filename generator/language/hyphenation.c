#include "language/hyphenation.h"

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/files.h"
#include "base/table.h"
#include "base/unicode.h"
#include "language/voikko.h"

#include <errno.h>
#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

enum {
    LETTERS_BEFORE = 2,
    LETTERS_AFTER = 3,
    SHORTEST = LETTERS_BEFORE + LETTERS_AFTER,
    WORD_LIMIT = 80                 // letters; longer ones are no words
};

// What changes behind the handle, which callers pass on as const.
typedef struct {
    arena memory;
    table known;                    // word -> text *, divided
} word_memory;

struct hyphenation {
    voikko *finnish;
    HyphenDict *patterns;
    word_memory *seen;
};

static const struct {
    text language;
    const char *package, *files[2];     // the first that is there
} dictionaries[] = {
    { TEXT_CONSTANT("fi"), "voikko-fi", { NULL, NULL } },
    { TEXT_CONSTANT("sv"), "hyphen-sv", { "/usr/share/hyphen/hyph_sv_SE.dic", "/usr/share/hyphen/hyph_sv_FI.dic" } },
    { TEXT_CONSTANT("en"), "hyphen-en-gb", { "/usr/share/hyphen/hyph_en_GB.dic", "/usr/share/hyphen/hyph_en_US.dic" } },
};

enum { DICTIONARY_COUNT = sizeof dictionaries / sizeof *dictionaries };

static size_t dictionary_of(text language)
{
    size_t i = 0;
    while (i < DICTIONARY_COUNT && !text_equals(dictionaries[i].language, language))
        i++;
    return i;
}

const char *hyphenation_package(text language)
{
    size_t found = dictionary_of(language);
    return found < DICTIONARY_COUNT ? dictionaries[found].package : "";
}

// Dictionaries are in UTF-8 or, as the Swedish one, in Latin 1; we read no others.
static bool is_known_charset(const HyphenDict *patterns)
{
    return patterns->utf8 || strcmp(patterns->cset, "ISO8859-1") == 0 || strcmp(patterns->cset, "ISO-8859-1") == 0;
}

// libhyphen ends the program where it gets no memory, as if there were mistakes in the pages.
static bool is_loading;

static void heed_end(void)
{
    if (is_loading)
        memory_exhausted();
}

// One that is there but cannot be read is no missing one: words would be divided otherwise, or not at all.
static HyphenDict *load_file(const char *file)
{
    if (!path_exists(text_of(file)))
        return NULL;
    static bool is_heeded;
    if (!is_heeded)
        is_heeded = atexit(heed_end) == 0;
    errno = 0;
    is_loading = true;
    HyphenDict *loaded = hnj_hyphen_load(file);
    is_loading = false;
    if (loaded == NULL)
        machine_failure("cannot read", text_of(file));
    return loaded;
}

static HyphenDict *load_patterns(size_t of)
{
    HyphenDict *loaded = NULL;
    for (size_t i = 0; i < 2 && loaded == NULL; i++)
        loaded = load_file(dictionaries[of].files[i]);
    if (loaded == NULL || is_known_charset(loaded))
        return loaded;
    hnj_hyphen_free(loaded);
    return NULL;
}

text hyphenation_stamp(arena *memory)
{
    text stamp = voikko_version(memory);
    for (size_t i = 0; i < DICTIONARY_COUNT; i++)
        for (size_t j = 0; j < 2; j++)
            stamp = text_join(memory, stamp, file_stamp(memory, text_of(dictionaries[i].files[j])));
    return stamp;
}

hyphenation *hyphenation_open(text language)
{
    size_t which = dictionary_of(language);
    hyphenation opened = { 0 };
    if (text_equals(language, TEXT("fi")))
        opened.finnish = voikko_open();
    else if (which < DICTIONARY_COUNT)
        opened.patterns = load_patterns(which);
    if (which < DICTIONARY_COUNT && opened.finnish == NULL && opened.patterns == NULL)
        return NULL;
    opened.seen = memory_allocate(1, sizeof *opened.seen);
    opened.seen->known.memory = &opened.seen->memory;
    hyphenation *made = memory_allocate(1, sizeof *made);
    *made = opened;
    return made;
}

void hyphenation_close(hyphenation *opened)
{
    if (opened == NULL)
        return;
    voikko_close(opened->finnish);
    if (opened->patterns != NULL)
        hnj_hyphen_free(opened->patterns);
    arena_free(&opened->seen->memory);
    free(opened->seen);
    free(opened);
}

// ---- One word

// The letters of a word: where each begins, and the word in small letters, as patterns have it.
typedef struct {
    size_t count, from[WORD_LIMIT];
    uint32_t letters[WORD_LIMIT];
    bool may_divide[WORD_LIMIT];        // before the letter
} spelled;

static bool spell(arena *memory, text word, spelled *into)
{
    text lower = unicode_lower(memory, word), rest = word;
    into->count = 0;
    for (uint32_t letter, small; unicode_take(&rest, &letter) && unicode_take(&lower, &small); into->count++) {
        if (into->count == WORD_LIMIT)
            return false;
        // Capitals inside tell that it is no word to be read: "EU", "GitHub".
        if (into->count > 0 && letter != small)
            return false;
        into->letters[into->count] = small;
        into->may_divide[into->count] = false;
    }
    rest = word;
    for (size_t i = 0; i < into->count; i++) {
        into->from[i] = (size_t)(rest.bytes - word.bytes);
        uint32_t letter;
        unicode_take(&rest, &letter);
    }
    return into->count >= SHORTEST && rest.length == 0 && lower.length == 0;
}

static void divide_by_voikko(const hyphenation *with, arena *memory, text word, spelled *of)
{
    text signs = voikko_divisions(with->finnish, memory, word);
    for (size_t i = 0; i < of->count && signs.length == of->count; i++)
        of->may_divide[i] = signs.bytes[i] == '-';
}

// The word in the dictionary's charset; 0 when it has a letter that this lacks.
static int encode(const HyphenDict *patterns, const spelled *of, char *bytes)
{
    size_t length = 0;
    for (size_t i = 0; i < of->count; i++) {
        if (patterns->utf8)
            length += unicode_encode(of->letters[i], bytes + length);
        else if (of->letters[i] < 256)
            bytes[length++] = (char)(unsigned char)of->letters[i];
        else
            return 0;
    }
    bytes[length] = '\0';
    return (int)length;
}

// Divisions that would change the letters ("till-låta") have a replacement: the word is not divided there.
static void divide_by_patterns(const hyphenation *with, spelled *of)
{
    char bytes[4 * WORD_LIMIT + 1], marks[4 * WORD_LIMIT + 8];
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    int length = encode(with->patterns, of, bytes);
    if (length == 0)
        return;
    if (hnj_hyphen_hyphenate2(with->patterns, bytes, length, marks, NULL, &replacements, &positions, &cuts) == 0)
        for (size_t i = 1; i < of->count; i++)
            of->may_divide[i] = (marks[i - 1] & 1) != 0 && (replacements == NULL || replacements[i - 1] == NULL);
    for (int i = 0; replacements != NULL && i < length; i++)
        free(replacements[i]);
    free(replacements);
    free(positions);
    free(cuts);
}

static text divide_word(const hyphenation *with, text word)
{
    arena *memory = &with->seen->memory;
    spelled of;
    if (!spell(memory, word, &of))
        return word;
    if (with->finnish != NULL)
        divide_by_voikko(with, memory, word, &of);
    else
        divide_by_patterns(with, &of);
    char *bytes = ARENA_NEW(memory, char, word.length + 2 * of.count);
    size_t length = 0;
    for (size_t i = 0; i < of.count; i++) {
        size_t to = i + 1 < of.count ? of.from[i + 1] : word.length;
        if (of.may_divide[i] && i >= LETTERS_BEFORE && of.count - i >= LETTERS_AFTER) {
            memcpy(bytes + length, "\u00AD", 2);
            length += 2;
        }
        memcpy(bytes + length, word.bytes + of.from[i], to - of.from[i]);
        length += to - of.from[i];
    }
    return (text){ bytes, length };
}

static text divided(const hyphenation *with, text word)
{
    const text *known = table_find(&with->seen->known, word);
    if (known != NULL)
        return *known;
    text kept = text_copy(&with->seen->memory, word);
    text *made = ARENA_NEW(&with->seen->memory, text, 1);
    *made = divide_word(with, kept);
    table_set(&with->seen->known, kept, made);
    return *made;
}

// ---- Running text

static bool is_space(uint32_t character)
{
    return character <= ' ' || character == 0xA0 || character == 0x202F || (character >= 0x2000 && character <= 0x200B);
}

// Takes what stands before the next white space.
static text take_chunk(text *rest)
{
    text whole = *rest, seen = *rest;
    uint32_t character;
    while (unicode_take(&seen, &character) && !is_space(character))
        *rest = seen;
    return text_slice(whole, 0, whole.length - rest->length);
}

// Addresses, names of files, codes with digits, "esim.luku", and what has a soft hyphen of its author's.
static bool is_left_whole(text chunk)
{
    bool was_letter = false, was_point = false;
    for (uint32_t character; unicode_take(&chunk, &character);) {
        bool is_letter = unicode_is_letter(character);
        if (unicode_is_digit(character) || character == '@' || character == '_' || character == '\\' || character == 0xAD
            || (was_letter && character == ':' && text_starts_with(chunk, TEXT("//"))) || (was_point && is_letter))
            return true;
        was_point = was_letter && character == '.';
        was_letter = is_letter;
    }
    return false;
}

// The next run of letters in [chunk]; false when there is none.
static bool take_word(text chunk, size_t *offset, text *word)
{
    size_t from = TEXT_NOT_FOUND, here = *offset;
    text rest = text_from(chunk, here);
    for (uint32_t character; unicode_take(&rest, &character); here = chunk.length - rest.length) {
        bool is_letter = unicode_is_letter(character);
        if (is_letter && from == TEXT_NOT_FOUND)
            from = here;
        if (!is_letter && from != TEXT_NOT_FOUND)
            break;
    }
    *offset = here;
    *word = from != TEXT_NOT_FOUND ? text_slice(chunk, from, here) : (text){ 0 };
    return from != TEXT_NOT_FOUND;
}

static void add_chunk(const hyphenation *with, text chunk, buffer *out)
{
    size_t written = 0, offset = 0;
    text word;
    bool is_whole = chunk.length < SHORTEST || is_left_whole(chunk);
    while (!is_whole && take_word(chunk, &offset, &word)) {
        size_t from = (size_t)(word.bytes - chunk.bytes);
        buffer_add(out, text_slice(chunk, written, from));
        buffer_add(out, divided(with, word));
        written = from + word.length;
    }
    buffer_add(out, text_from(chunk, written));
}

text hyphenation_divide(const void *opened, arena *memory, text words)
{
    const hyphenation *with = opened;
    if (with->finnish == NULL && with->patterns == NULL)
        return words;
    buffer out = { 0 };
    for (text rest = words; rest.length > 0;) {
        add_chunk(with, take_chunk(&rest), &out);
        text before = rest;
        uint32_t space;
        if (unicode_take(&rest, &space))
            buffer_add(&out, text_slice(before, 0, before.length - rest.length));
    }
    text made = out.length > words.length ? text_copy(memory, buffer_text(&out)) : words;
    buffer_free(&out);
    return made;
}
