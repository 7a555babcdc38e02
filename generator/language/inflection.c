#include "language/inflection.h"

#include "base/table.h"
#include "base/unicode.h"

#include <libstemmer.h>
#include <libvoikko/voikko.h>
#include <stdlib.h>
#include <string.h>

enum { FORMS_LIMIT = 8, WORD_LENGTH = 120 };

struct inflection {
    arena memory;
    struct VoikkoHandle *voikko;        // Finnish with its dictionary
    struct sb_stemmer *stemmer;
    table cache;                        // word -> base_forms *
};

static const char *stemmer_name(text language)
{
    return text_equals(language, TEXT("fi")) ? "finnish" : text_equals(language, TEXT("sv")) ? "swedish"
         : text_equals(language, TEXT("en")) ? "english" : NULL;
}

inflection *inflection_open(text language, bool *dictionary_missing)
{
    inflection *opened = memory_allocate(1, sizeof *opened);
    opened->cache.memory = &opened->memory;
    const char *name = stemmer_name(language);
    bool is_finnish = text_equals(language, TEXT("fi"));
    if (is_finnish) {
        const char *error = NULL;
        opened->voikko = voikkoInit(&error, "fi", NULL);
    }
    if (name != NULL)
        opened->stemmer = sb_stemmer_new(name, "UTF_8");
    if (dictionary_missing != NULL)
        *dictionary_missing = is_finnish && opened->voikko == NULL;
    return opened;
}

void inflection_close(inflection *opened)
{
    if (opened == NULL)
        return;
    if (opened->voikko != NULL)
        voikkoTerminate(opened->voikko);
    if (opened->stemmer != NULL)
        sb_stemmer_delete(opened->stemmer);
    arena_free(&opened->memory);
    free(opened);
}

typedef struct {
    text *forms;
    size_t count;
} form_list;

static void add_form(form_list *list, text form)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equals(list->forms[i], form))
            return;
    if (list->count < FORMS_LIMIT && form.length > 0)
        list->forms[list->count++] = form;
}

// Every base form that the dictionary gives for [word]. False when it knows none.
static bool add_analyses(inflection *with, const char *word, form_list *list)
{
    struct voikko_mor_analysis **analyses = voikkoAnalyzeWordCstr(with->voikko, word);
    bool has_any = false;
    for (size_t i = 0; analyses != NULL && analyses[i] != NULL; i++) {
        char *base = voikko_mor_analysis_value_cstr(analyses[i], "BASEFORM");
        if (base == NULL)
            continue;
        add_form(list, text_copy(&with->memory, unicode_lower(&with->memory, text_of(base))));
        voikko_free_mor_analysis_value_cstr(base);
        has_any = true;
    }
    if (analyses != NULL)
        voikko_free_mor_analysis(analyses);
    return has_any;
}

// Names are in the dictionary with a capital only.
static char *capitalised(arena *memory, text lower)
{
    char *word = text_to_string(memory, lower);
    if (word[0] >= 'a' && word[0] <= 'z')
        word[0] = (char)(word[0] - 'a' + 'A');
    else if (word[0] == '\xC3' && (unsigned char)word[1] >= 0xA0)
        word[1] = (char)(word[1] - 0x20);       // ä ö å and their kin
    return word;
}

static void add_stem(inflection *with, text lower, form_list *list)
{
    if (with->stemmer == NULL)
        return;
    const sb_symbol *stem = sb_stemmer_stem(with->stemmer, (const sb_symbol *)lower.bytes, (int)lower.length);
    if (stem == NULL)
        return;
    text found = { (const char *)stem, (size_t)sb_stemmer_length(with->stemmer) };
    add_form(list, text_copy(&with->memory, found));
}

static base_forms analyse(inflection *with, text lower)
{
    form_list list = { .forms = ARENA_NEW(&with->memory, text, FORMS_LIMIT) };
    add_form(&list, lower);
    bool is_known = with->voikko != NULL
        && (add_analyses(with, text_to_string(&with->memory, lower), &list)
            || add_analyses(with, capitalised(&with->memory, lower), &list));
    if (!is_known)
        add_stem(with, lower, &list);
    return (base_forms){ list.forms, list.count };
}

base_forms inflection_base_forms(inflection *opened, text word)
{
    const base_forms *known = table_find(&opened->cache, word);
    if (known != NULL)
        return *known;
    text kept = text_copy(&opened->memory, word);
    base_forms *made = ARENA_NEW(&opened->memory, base_forms, 1);
    text lower = unicode_lower(&opened->memory, kept);
    if (word.length > WORD_LENGTH || memchr(word.bytes, '\0', word.length) != NULL) {
        text *only = ARENA_NEW(&opened->memory, text, 1);
        *only = lower;
        *made = (base_forms){ only, 1 };
    } else {
        *made = analyse(opened, lower);
    }
    table_set(&opened->cache, kept, made);
    return *made;
}
