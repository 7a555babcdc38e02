// Words per language; see kind.h.
#include "language/slug.h"
#include "schema/kind_reader.h"

size_t language_list_find(const language_list *languages, text code)
{
    for (size_t i = 0; i < languages->count; i++)
        if (text_equals(languages->codes[i], code))
            return i;
    return languages->count;
}

static text one_text(const value *v, text path, diagnostics *found)
{
    if (v->type == VALUE_SCALAR)
        return text_trim(v->text);
    report(found, VALUE_SHAPE, value_place(v, path), "write one text here; put it in quotes if it has a colon or brackets");
    return (text){ 0 };
}

static void report_language(const value_entry *entry, text path, const language_list *languages, diagnostics *found)
{
    place where = at(path, entry->line, entry->column);
    text shown = value_shown(found->memory, entry->key);
    text meant = value_suggestion(entry->key, languages->codes, languages->count);
    text all = value_list_words(found->memory, languages->codes, languages->count);
    if (meant.length > 0)
        report(found, LANGUAGE_UNKNOWN, where, "'%.*s': did you mean '%.*s'? The languages of this site are %.*s",
               TEXT_PRINT(shown), TEXT_PRINT(meant), TEXT_PRINT(all));
    else
        report(found, LANGUAGE_UNKNOWN, where, "'%.*s': the languages of this site are %.*s", TEXT_PRINT(shown),
               TEXT_PRINT(all));
}

static words read_words(arena *memory, const value *v, text path, const language_list *languages,
                        bool only_known, diagnostics *found)
{
    words read = { ARENA_NEW(memory, text, languages->count) };
    if (v == NULL)
        return read;
    if (v->type != VALUE_MAP) {
        text everywhere = one_text(v, path, found);
        for (size_t i = 0; i < languages->count; i++)
            read.by_language[i] = everywhere;
        return read;
    }
    for (size_t i = 0; i < v->count; i++) {
        const value_entry *entry = &v->entries[i];
        size_t language = language_list_find(languages, entry->key);
        if (language < languages->count)
            read.by_language[language] = one_text(entry->value, path, found);
        else if (only_known || !language_tag_is_valid(entry->key))
            report_language(entry, path, languages, found);
    }
    return read;
}

words words_read(arena *memory, const value *v, text path, const language_list *languages,
                 diagnostics *found)
{
    return read_words(memory, v, path, languages, true, found);
}

words words_read_shared(arena *memory, const value *v, text path, const language_list *languages, diagnostics *found)
{
    return read_words(memory, v, path, languages, false, found);
}

words read_kind_words(const kind_reader *from, const value *v)
{
    return words_read_shared(from->memory, v, from->path, from->languages, from->found);
}

text words_in(words w, size_t language, size_t language_count)
{
    if (w.by_language == NULL)
        return (text){ 0 };
    if (language < language_count && w.by_language[language].length > 0)
        return w.by_language[language];
    for (size_t i = 0; i < language_count; i++)
        if (w.by_language[i].length > 0)
            return w.by_language[i];
    return (text){ 0 };
}

bool words_are_empty(const kind_reader *from, words w)
{
    return words_in(w, 0, from->languages->count).length == 0;
}
