// digitori words: the names of the words that the theme shows, so that a site can say them otherwise.
#include "commands/commands.h"

#include "base/diagnostics.h"
#include "base/unicode.h"
#include "site/overrides.h"
#include "site/theme.h"

#include <stdio.h>

typedef struct {
    arena *memory;
    const arguments *from;
    const site *of;
    text wanted;                // as unicode_plain makes it
    theme_word_list shown;
} word_teller;

static size_t language_count(const word_teller *with)
{
    return with->of->config.languages.count;
}

static text code_of(const word_teller *with, size_t language)
{
    return with->of->config.languages.codes[language];
}

static bool holds(const word_teller *with, text t)
{
    return text_find(unicode_plain(with->memory, t), with->wanted, 0) != TEXT_NOT_FOUND;
}

static bool is_wanted(const word_teller *with, const theme_word *word)
{
    bool is_own = false, has_wanted = with->wanted.length == 0 || holds(with, word->name);
    for (size_t l = 0; l < language_count(with); l++) {
        is_own |= word->by_language[l].where.line > 0;
        has_wanted = has_wanted || holds(with, word->by_language[l].said);
    }
    return has_wanted && (is_own || !argument_is_set(with->from, "own"));
}

// ---- On a terminal

static void print_word(const word_teller *with, size_t language, const theme_word_in *word)
{
    text rest = word->said, line;
    printf("  %.*s: ", TEXT_PRINT(code_of(with, language)));
    for (bool is_first = true; text_take_line(&rest, &line); is_first = false)
        printf("%s%.*s", is_first ? "" : "\n      ", TEXT_PRINT(line));
    if (word->said.length == 0)
        fputs("(none)", stdout);
    if (word->where.line > 0)
        printf("  (%.*s:%d)", TEXT_PRINT(word->where.path), word->where.line);
    if (word->is_english)
        fputs("  (in English: the language has no word of its own)", stdout);
    putchar('\n');
}

// How the first of them is written: "strings: {fi: {search: {submit: …}}}".
static void print_example(const word_teller *with)
{
    text rest = with->shown.items[0].name, part;
    size_t depth = 1;
    printf("\nTo say a word otherwise, write it into digitori.yaml: strings: {%.*s: ", TEXT_PRINT(code_of(with, 0)));
    for (; text_take_part(&rest, '.', &part) && rest.length > 0; depth++)
        printf("{%.*s: ", TEXT_PRINT(part));
    printf("{%.*s: …}", TEXT_PRINT(part));
    for (; depth > 0; depth--)
        putchar('}');
    putchar('\n');
}

static void print_all(const word_teller *with)
{
    for (size_t i = 0; i < with->shown.count; i++) {
        printf("%.*s\n", TEXT_PRINT(with->shown.items[i].name));
        for (size_t l = 0; l < language_count(with); l++)
            print_word(with, l, &with->shown.items[i].by_language[l]);
    }
    if (with->shown.count > 0)
        print_example(with);
    else
        puts(argument_is_set(with->from, "own") ? "The site has no such word of its own" : "Nothing was found");
}

// ---- As JSON

static void print_json(const word_teller *with)
{
    arena *memory = with->memory;
    data *list = data_list(memory), *told = data_map(memory);
    for (size_t i = 0; i < with->shown.count; i++) {
        const theme_word *word = &with->shown.items[i];
        data *made = data_map(memory), *said = data_map(memory), *own = data_map(memory);
        for (size_t l = 0; l < language_count(with); l++) {
            const theme_word_in *in = &word->by_language[l];
            data_set_key(memory, said, code_of(with, l), data_text(memory, in->said));
            if (in->where.line == 0)
                continue;
            data *where = data_map(memory);
            data_set_text(memory, where, "path", in->where.path);
            data_set(memory, where, "line", data_number(memory, in->where.line));
            data_set_key(memory, own, code_of(with, l), where);
        }
        data_set_text(memory, made, "name", word->name);
        data_set(memory, made, "words", said);
        data_set(memory, made, "own", own);
        data_add(memory, list, made);
    }
    data_set(memory, told, "words", list);
    buffer out = { 0 };
    data_write_json(told, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
}

// ---- Together

static int tell(word_teller *with, diagnostics *found)
{
    theme look;
    theme_word_list all;
    if (!theme_load(with->memory, with->of, found, &look))
        return EXIT_MACHINE;
    theme_list_words(with->memory, with->of, &look, &all);
    for (size_t i = 0; i < all.count; i++)
        if (is_wanted(with, &all.items[i]))
            *ARENA_PUSH(with->memory, with->shown) = all.items[i];
    if (argument_is_set(with->from, "json"))
        print_json(with);
    else
        print_all(with);
    return EXIT_DONE;
}

static int find(arena *memory, const arguments *from, text wanted)
{
    const char *folder = argument_value(from, "site");
    // What is wrong with pages does not concern those who look for a word.
    diagnostics of_site = { .memory = memory }, of_theme = { .memory = memory };
    site loaded;
    int status = EXIT_USAGE;
    switch (site_load(memory, &(site_request){ .folder = text_of(folder != NULL ? folder : ".") }, &of_site, &loaded)) {
    case SITE_LOADED:
        status = tell(&(word_teller){ .memory = memory, .from = from, .of = &loaded, .wanted = unicode_plain(memory, wanted) }, &of_theme);
        overrides_place(memory, &loaded, &of_theme);
        diagnostics_sort(&of_theme);
        diagnostics_print(&of_theme, argument_is_set(from, "json"), stderr);
        break;
    case SITE_UNUSABLE:
        diagnostics_sort(&of_site);
        diagnostics_print(&of_site, argument_is_set(from, "json"), stderr);
        break;
    case SITE_MACHINE_FAILED:
        status = EXIT_MACHINE;
    }
    return status == EXIT_DONE && diagnostics_count(&of_theme, SEVERITY_ERROR) > 0 ? EXIT_CONTENT : status;
}

int command_words(int count, char **given)
{
    arguments from;
    if (!arguments_read(command_find("words"), count, given, &from))
        return EXIT_USAGE;
    text wanted = from.position_count > 0 ? text_trim(text_of(from.positions[0])) : (text){ 0 };
    size_t offset;
    if (from.position_count > 1)
        return usage_error(from.command, "put the TEXT in quotes when it has spaces");
    if (unicode_check(wanted, &offset) != UNICODE_FINE)
        return usage_error(from.command, "the TEXT must be in UTF-8");
    arena memory = { 0 };
    int status = find(&memory, &from, wanted);
    arena_free(&memory);
    return status;
}
