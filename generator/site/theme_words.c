#include "site/theme_words.h"

#include "site/embedded.h"
#include "site/overrides.h"
#include "site/personal_check.h"

enum {
    WORD_DEPTH = 8,
    UNKNOWN_SHOWN = 20      // of one map; a file of another sort would give thousands
};

static text file_name(arena *memory, text code)
{
    return text_format(memory, "strings/%.*s.yaml", TEXT_PRINT(code));
}

static words_of read_words(const word_reader *in, text contents, text path)
{
    const value *read = tree_cache_read(in->trees, in->memory, contents, path, in->found);
    if (read != NULL && read->type == VALUE_MAP)
        return (words_of){ read, path };
    if (read != NULL && !value_is_empty(read))
        report(in->found, VALUE_SHAPE, value_place(read, path), "the words must be a map of texts, such as 'search: {submit: Find}'");
    return (words_of){ 0 };
}

static text carried_path(arena *memory, text code)
{
    return text_join(memory, TEXT("themes/digitori/"), file_name(memory, code));
}

words_of theme_carried_words(const word_reader *in, text code)
{
    text path = carried_path(in->memory, code), contents = embedded_find(path);
    return contents.bytes != NULL ? read_words(in, contents, path) : (words_of){ 0 };
}

// A theme may hold a copy of what the program has, as the handbook's does: that is not read again.
words_of theme_own_words(const word_reader *in, text code)
{
    const theme_file *file = theme_find(in->theme, file_name(in->memory, code));
    bool is_other = file != NULL && file->is_own
                 && !text_equals(file->contents, embedded_find(carried_path(in->memory, code)));
    return is_other ? read_words(in, file->contents, file->path) : (words_of){ 0 };
}

words_of theme_site_words(const word_reader *in, const site *of, text code)
{
    const value *own = value_get(of->config.strings, code);
    if (own == NULL || own->type == VALUE_MAP)
        return (words_of){ own, of->config.path };
    if (!value_is_empty(own))
        report(in->found, VALUE_SHAPE, value_place(own, of->config.path), "the words of '%.*s' must be a map of texts", TEXT_PRINT(code));
    return (words_of){ 0 };
}

// ---- What does not fit is told

static bool is_in_name(char byte)
{
    return (unsigned char)byte >= 0x80 || byte_is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || byte == '_' || byte == '-';
}

static void note_names(table *named, text contents)
{
    for (size_t i = 0, from = 0; i <= contents.length; i++) {
        if (i < contents.length && is_in_name(contents.bytes[i]))
            continue;
        if (i > from)
            table_put(named, text_slice(contents, from, i), NULL);
        from = i + 1;
    }
}

// A theme's own templates may show words of their own. Both may be long: every file is gone through once.
static bool is_of_own_template(const word_reader *with, text key)
{
    bool is_asked_first = with->named->memory == NULL;
    with->named->memory = with->memory;
    for (size_t i = 0; is_asked_first && i < with->theme->file_count; i++) {
        const theme_file *file = &with->theme->files[i];
        if (file->is_own && text_ends_with(file->name, TEXT(".mustache")))
            note_names(with->named, file->contents);
    }
    return table_get(with->named, key) != NULL;
}

// The dotted name below which a word called [key] stands somewhere; empty when there is none.
static text find_above(arena *memory, const data *in, text key)
{
    for (size_t i = 0; i < in->map.count; i++) {
        const data_entry *word = &in->map.items[i];
        if (word->value->type != DATA_MAP)
            continue;
        if (data_get(word->value, key) != NULL)
            return word->key;
        text within = find_above(memory, word->value, key);
        if (within.length > 0)
            return text_format(memory, "%.*s.%.*s", TEXT_PRINT(word->key), TEXT_PRINT(within));
    }
    return (text){ 0 };
}

static void report_unknown(const word_reader *in, const data *known, const value_entry *line, text path)
{
    place where = at(path, line->line, line->column);
    text *names = ARENA_NEW(in->memory, text, known->map.count + 1), shown = value_shown(in->memory, line->key);
    for (size_t i = 0; i < known->map.count; i++)
        names[i] = known->map.items[i].key;
    text meant = value_suggestion(line->key, names, known->map.count);
    text above = find_above(in->memory, in->known, line->key);
    if (meant.length > 0)
        report(in->found, WORD_UNKNOWN, where, "'%.*s': did you mean '%.*s'?", TEXT_PRINT(shown), TEXT_PRINT(meant));
    else if (above.length > 0)
        report(in->found, WORD_UNKNOWN, where, "'%.*s' stands below '%.*s': indent it below that name", TEXT_PRINT(shown), TEXT_PRINT(above));
    else
        report(in->found, WORD_UNKNOWN, where, "no page shows '%.*s': the words here are %.*s", TEXT_PRINT(shown),
               TEXT_PRINT(value_list_words(in->memory, names, known->map.count)));
}

static bool is_without_text(const value *v)
{
    return v->type == VALUE_SCALAR && text_trim(v->text).length == 0;
}

static void check_words(const word_reader *in, const data *known, const value *said, text path, int depth)
{
    size_t unknown = 0;
    const value_entry *first_left_out = NULL;
    for (size_t i = 0; i < said->count; i++) {
        const value_entry *line = &said->entries[i];
        const data *standing = known != NULL ? data_get(known, line->key) : NULL;
        place where = value_place(line->value, path);
        bool is_map = line->value->type == VALUE_MAP;
        if (line->value->type == VALUE_LIST || (is_map && depth == WORD_DEPTH))
            report(in->found, VALUE_SHAPE, where, "'%.*s' must be a text or a map of texts", TEXT_PRINT(line->key));
        else if (standing != NULL && is_map && standing->type != DATA_MAP)
            report(in->found, VALUE_SHAPE, where, "'%.*s' is one text and has no parts", TEXT_PRINT(line->key));
        else if (standing != NULL && !is_map && standing->type == DATA_MAP)
            report(in->found, VALUE_SHAPE, where, "'%.*s' has several words: write each on a line of its own below it, such as '%.*s: …'",
                   TEXT_PRINT(line->key), TEXT_PRINT(standing->map.items[0].key));
        else if (is_without_text(line->value))
            report(in->found, VALUE_SHAPE, where, "'%.*s' is empty: write what readers are to see, or delete the line",
                   TEXT_PRINT(value_shown(in->memory, line->key)));
        else if (standing == NULL && known != NULL && !is_of_own_template(in, line->key)) {
            if (++unknown <= UNKNOWN_SHOWN)
                report_unknown(in, known, line, path);
            else if (first_left_out == NULL)
                first_left_out = line;
        } else if (is_map) {
            check_words(in, standing, line->value, path, depth + 1);
        }
    }
    if (first_left_out != NULL)
        report(in->found, WORD_UNKNOWN, at(path, first_left_out->line, first_left_out->column), "this and %zu more like it",
               unknown - UNKNOWN_SHOWN - 1);
}

// ---- One over the other

// What has another form than the word it would stand for is left out.
static void add_words(arena *memory, data *into, const value *from, int depth)
{
    for (size_t i = 0; from != NULL && i < from->count; i++) {
        const value_entry *line = &from->entries[i];
        data *standing = (data *)data_get(into, line->key);
        if (line->value->type == VALUE_SCALAR && (standing == NULL || standing->type == DATA_TEXT)) {
            data_set_key(memory, into, line->key, data_text(memory, line->value->text));
        } else if (line->value->type == VALUE_MAP && depth < WORD_DEPTH && (standing == NULL || standing->type == DATA_MAP)) {
            if (standing == NULL)
                data_set_key(memory, into, line->key, standing = data_map(memory));
            add_words(memory, standing, line->value, depth + 1);
        }
    }
}

static void check_languages(const site *of, diagnostics *found)
{
    const value *own = of->config.strings;
    for (size_t i = 0; own != NULL && i < own->count; i++)
        if (config_language(&of->config, own->entries[i].key) == of->config.languages.count)
            report(found, LANGUAGE_UNKNOWN, at(of->config.path, own->entries[i].line, own->entries[i].column),
                   "'%.*s' is not among the site's languages", TEXT_PRINT(own->entries[i].key));
}

// What the site's own theme says on every page, in its words and templates.
static void check_personal(const site *of, const theme *loaded, diagnostics *found)
{
    for (size_t i = 0; i < loaded->file_count; i++) {
        const theme_file *file = &loaded->files[i];
        bool has_words = text_ends_with(file->name, TEXT(".yaml")) || text_ends_with(file->name, TEXT(".mustache"));
        if (file->is_own && has_words)
            site_check_personal(file->contents, site_file_source(of, found->memory, file->path), CONTACTS_BY_SETTINGS,
                                of->config.has_public_contacts, found);
    }
}

// English stands in where a language of the site has no words of its own, so that every page can be made; then what the
// program has in the language, what the theme has, and what digitori.yaml says: each over the ones before, word by word.
void theme_read_words(arena *memory, const site *of, diagnostics *found, theme *loaded)
{
    size_t count = of->config.languages.count;
    data *known = data_map(memory);
    table named = { 0 };
    word_reader in = { memory, loaded, of->trees, found, known, &named };
    words_of english = theme_carried_words(&in, TEXT("en")), own_english = theme_own_words(&in, TEXT("en"));
    add_words(memory, known, english.words, 0);
    if (own_english.words != NULL)
        check_words(&in, known, own_english.words, own_english.path, 0);
    loaded->strings = ARENA_NEW(memory, data *, count);
    for (size_t i = 0; i < count; i++) {
        text code = of->config.languages.codes[i];
        bool is_english = text_equals(code, TEXT("en"));
        words_of carried = is_english ? (words_of){ 0 } : theme_carried_words(&in, code);
        words_of own[] = { is_english ? (words_of){ 0 } : theme_own_words(&in, code), theme_site_words(&in, of, code) };
        data *made = data_map(memory);
        add_words(memory, made, english.words, 0);
        add_words(memory, made, own_english.words, 0);
        add_words(memory, made, carried.words, 0);
        for (size_t j = 0; j < 2; j++) {
            if (own[j].words != NULL)
                check_words(&in, known, own[j].words, own[j].path, 0);
            add_words(memory, made, own[j].words, 0);
        }
        loaded->strings[i] = made;
    }
    check_languages(of, found);
    check_personal(of, loaded, found);
}
