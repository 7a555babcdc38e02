// The words of a theme as a list: what each is, and where the site says so.
#include "site/theme_words.h"

#include "base/table.h"

// Where a language takes its words from, what comes first before the others.
enum { FROM_SETTINGS, FROM_THEME, FROM_PROGRAM, FROM_ENGLISH_THEME, FROM_ENGLISH, SOURCES };

typedef struct {
    words_of from[SOURCES];
    bool is_english;
} language_words;

typedef struct {
    arena *memory;
    const theme *theme;
    language_words *languages;
    size_t language_count;
    table seen;
    theme_word_list *list;
} lister;

static const value *word_at(const value *within, text name)
{
    text part;
    while (within != NULL && text_take_part(&name, '.', &part))
        within = value_get(within, part);
    return within != NULL && within->type == VALUE_SCALAR ? within : NULL;
}

static theme_word_in word_in(const lister *by, text name, size_t language)
{
    theme_word_in made = { .said = theme_string(by->theme, language, text_to_string(by->memory, name)) };
    for (size_t i = 0; i < SOURCES; i++) {
        const words_of *from = &by->languages[language].from[i];
        const value *said = word_at(from->words, name);
        if (said == NULL)
            continue;
        bool is_of_site = i != FROM_PROGRAM && i != FROM_ENGLISH;
        made.where = is_of_site ? value_place(said, from->path) : (place){ 0 };
        made.is_english = i >= FROM_ENGLISH_THEME && !by->languages[language].is_english;
        break;
    }
    return made;
}

static void add_names(lister *by, const data *named, text above)
{
    for (size_t i = 0; i < named->map.count; i++) {
        const data_entry *word = &named->map.items[i];
        text name = above.length == 0 ? word->key : text_format(by->memory, "%.*s.%.*s", TEXT_PRINT(above), TEXT_PRINT(word->key));
        bool is_new;
        if (word->value->type == DATA_MAP) {
            add_names(by, word->value, name);
            continue;
        }
        table_put(&by->seen, name, &is_new);
        if (!is_new)
            continue;
        theme_word *made = ARENA_PUSH(by->memory, *by->list);
        *made = (theme_word){ name, ARENA_NEW(by->memory, theme_word_in, by->language_count) };
        for (size_t l = 0; l < by->language_count; l++)
            made->by_language[l] = word_in(by, name, l);
    }
}

void theme_list_words(arena *memory, const site *of, const theme *in, theme_word_list *list)
{
    const language_list *languages = &of->config.languages;
    diagnostics told = { .memory = memory };            // when the theme was loaded
    word_reader reader = { .memory = memory, .theme = in, .trees = of->trees, .found = &told };
    words_of english = theme_carried_words(&reader, TEXT("en")), own_english = theme_own_words(&reader, TEXT("en"));
    *list = (theme_word_list){ 0 };
    lister by = { .memory = memory, .theme = in, .languages = ARENA_NEW(memory, language_words, languages->count),
                  .language_count = languages->count, .seen = { .memory = memory }, .list = list };
    for (size_t l = 0; l < languages->count; l++) {
        text code = languages->codes[l];
        by.languages[l] = (language_words){
            .from = { [FROM_SETTINGS] = theme_site_words(&reader, of, code), [FROM_THEME] = theme_own_words(&reader, code),
                      [FROM_PROGRAM] = theme_carried_words(&reader, code), [FROM_ENGLISH_THEME] = own_english,
                      [FROM_ENGLISH] = english },
            .is_english = text_equals(code, TEXT("en")) };
    }
    for (size_t l = 0; l < languages->count; l++)
        add_names(&by, in->strings[l], (text){ 0 });
}
