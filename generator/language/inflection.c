#include "inflection.h"

#include "base/table.h"
#include "base/unicode.h"
#include "language/stemmer.h"
#include "language/voikko.h"

enum {
    FORM_LIMIT = 16,
    WORD_LIMIT = 200,           // bytes; longer words have no form but their own
    ENDING_LIMIT = 12           // bytes after the ":" of "EU:ssa"
};

struct inflection {
    arena memory;               // holds this struct too
    table cache;                // word as written -> base_forms *
    voikko *voikko;
    stemmer *stemmer;
};

inflection *inflection_open(text language, bool *dictionary_missing)
{
    arena memory = { 0 };
    inflection *opened = ARENA_NEW(&memory, inflection, 1);
    opened->stemmer = stemmer_open(language);
    bool is_finnish = text_equals(language, TEXT("fi"));
    if (is_finnish)
        opened->voikko = voikko_open();
    if (dictionary_missing != NULL)
        *dictionary_missing = is_finnish && opened->voikko == NULL;
    opened->memory = memory;
    opened->cache.memory = &opened->memory;
    return opened;
}

void inflection_close(inflection *opened)
{
    if (opened == NULL)
        return;
    voikko_close(opened->voikko);
    stemmer_close(opened->stemmer);
    arena memory = opened->memory;
    arena_free(&memory);
}

typedef struct {
    inflection *opened;
    text forms[FORM_LIMIT];
    size_t count;
} form_list;

static void add_form(form_list *list, text form)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equals(list->forms[i], form))
            return;
    if (form.length > 0 && list->count < FORM_LIMIT)
        list->forms[list->count++] = form;
}

// False when there are none.
static bool add_bases(form_list *list, arena *scratch, voikko_analyses found)
{
    bool is_known = false;
    for (size_t i = 0; i < found.count; i++) {
        text base = found.items[i].base;
        if (base.length == 0)
            continue;
        add_form(list, text_copy(&list->opened->memory, unicode_lower(scratch, base)));
        is_known = true;
    }
    return is_known;
}

static bool add_dictionary_forms(form_list *list, text lower)
{
    arena scratch = { 0 };
    bool is_known = add_bases(list, &scratch, voikko_analyze(list->opened->voikko, &scratch, lower));
    arena_free(&scratch);
    return is_known;
}

// The word as dictionaries write it: plain hyphens and apostrophes, no soft hyphens.
static text plain_word(arena *memory, text word)
{
    char *bytes = ARENA_NEW(memory, char, word.length + 1);
    size_t length = 0;
    for (uint32_t character; unicode_take(&word, &character);) {
        if (character == 0x2019)
            bytes[length++] = '\'';
        else if (character == 0x2010 || character == 0x2011)
            bytes[length++] = '-';
        else if (character == 0xFFFD)
            bytes[length++] = '?';      // a malformed byte; U+FFFD would need more room
        else if (character != 0xAD)
            length += unicode_encode(character, bytes + length);
    }
    return unicode_normalize(memory, (text){ bytes, length });
}

static base_forms *find_forms(inflection *opened, text word)
{
    form_list list = { .opened = opened };
    text plain = plain_word(&opened->memory, word);
    text lower = unicode_lower(&opened->memory, plain);
    add_form(&list, lower);
    bool is_usual = lower.length <= WORD_LIMIT && text_find_byte(lower, '\0', 0) == TEXT_NOT_FOUND;
    if (is_usual && opened->stemmer != NULL) {
        bool is_known = opened->voikko != NULL && add_dictionary_forms(&list, lower);
        if (!is_known)
            add_form(&list, stemmer_stem(opened->stemmer, &opened->memory, lower));
        size_t colon = text_find_last_byte(lower, ':');
        if (colon != TEXT_NOT_FOUND && lower.length - colon <= ENDING_LIMIT)
            add_form(&list, text_slice(lower, 0, colon));
    }
    base_forms *kept = ARENA_NEW(&opened->memory, base_forms, 1);
    text *forms = ARENA_NEW(&opened->memory, text, list.count);
    for (size_t i = 0; i < list.count; i++)
        forms[i] = list.forms[i];
    *kept = (base_forms){ forms, list.count };
    return kept;
}

base_forms inflection_base_forms(inflection *opened, text word)
{
    const base_forms *known = table_find(&opened->cache, word);
    if (known == NULL) {
        known = find_forms(opened, word);
        table_set(&opened->cache, text_copy(&opened->memory, word), known);
    }
    return *known;
}
