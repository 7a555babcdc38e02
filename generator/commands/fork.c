// digitori fork KIT DIR.
#include "commands/commands.h"

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/unicode.h"
#include "commands/kit_messages.h"
#include "forks/fork.h"
#include "language/slug.h"
#include "schema/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LANGUAGES_MOST = 24, TITLE_MOST = 300 };

static bool is_one_line(text t)
{
    size_t offset;
    return unicode_check(t, &offset) == UNICODE_FINE && text_find_byte(t, '\n', 0) == TEXT_NOT_FOUND && t.length <= TITLE_MOST;
}

// Only asked on a terminal: a script would wait for ever.
static text ask(arena *memory, const char *what)
{
    char *line = NULL;
    size_t room = 0;
    text answer = { 0 };
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return answer;
    fprintf(stderr, "%s: ", what);
    ssize_t length = getline(&line, &room, stdin);
    if (length > 0)
        answer = text_copy(memory, text_trim((text){ line, (size_t)length }));
    free(line);
    return answer;
}

static text given_or_asked(arena *memory, const arguments *from, const char *word, const char *question)
{
    const char *given = argument_value(from, word);
    return given != NULL ? text_trim(text_of(given)) : ask(memory, question);
}

static int read_languages(arena *memory, const arguments *from, const fork_settings *settings, fork_wishes *wishes)
{
    const char *given = argument_value(from, "languages");
    text rest = text_of(given), code;
    bool has_known = given == NULL;
    wishes->languages = ARENA_NEW(memory, text, LANGUAGES_MOST);
    while (text_take_part(&rest, ',', &code)) {
        code = text_trim(code);
        for (size_t i = 0; i < wishes->language_count; i++)
            if (text_equals(code, wishes->languages[i]))
                return usage_error(from->command, "--languages names '%.*s' twice", TEXT_PRINT(code));
        if (!language_code_is_valid(code) || wishes->language_count == LANGUAGES_MOST)
            return usage_error(from->command, "--languages takes codes such as fi,sv, not '%s'", given);
        has_known |= fork_settings_has_language(settings, code);
        wishes->languages[wishes->language_count++] = code;
    }
    if (has_known)
        return EXIT_DONE;
    fputs("digitori: the kit has no pages in these languages; it has:", stderr);
    for (size_t i = 0; i < settings->language_count; i++)
        fprintf(stderr, " %.*s", TEXT_PRINT(settings->languages[i]));
    fputc('\n', stderr);
    return EXIT_USAGE;
}

static int read_wishes(arena *memory, const arguments *from, const fork_settings *settings, fork_wishes *wishes)
{
    const char *url = argument_value(from, "url"), *email = argument_value(from, "email");
    wishes->url = text_of(url);
    bool is_web = text_starts_with(wishes->url, TEXT("http://")) || text_starts_with(wishes->url, TEXT("https://"));
    if (url != NULL && (!is_web || !address_is_allowed(wishes->url)))
        return usage_error(from->command, "--url takes an address such as https://www.example.fi/");
    if (url != NULL && !text_ends_with(wishes->url, TEXT("/")))
        wishes->url = text_join(memory, wishes->url, TEXT("/"));
    wishes->email = text_of(email);
    if (email != NULL && (strchr(email, '@') == NULL || !address_is_allowed(text_join(memory, TEXT("mailto:"), wishes->email))))
        return usage_error(from->command, "--email takes an address such as toimitus@example.fi");
    int status = read_languages(memory, from, settings, wishes);
    if (status != EXIT_DONE)
        return status;
    wishes->title = given_or_asked(memory, from, "title", "Title of your site");
    wishes->publisher = given_or_asked(memory, from, "publisher", "Who publishes it (may be empty)");
    if (wishes->title.length == 0)
        return usage_error(from->command, "say what your site is called: --title \"Digitori Kuopio\"");
    if (!is_one_line(wishes->title) || !is_one_line(wishes->publisher))
        return usage_error(from->command, "the title and the publisher are one line of text each");
    return EXIT_DONE;
}

static void print_next(arena *memory, const kit *from, text folder)
{
    const kit_manifest *kit_told = &from->manifest;
    size_t count = 0;
    for (size_t i = 0; i < kit_told->file_count; i++)
        if (text_starts_with(kit_told->files[i].path, TEXT(KIT_SOURCE)))
            kit_tell_what_acts(kit_told, text_from(kit_told->files[i].path, strlen(KIT_SOURCE)), &count);
    if (count > 0)
        putchar('\n');
    printf("Your own site stands in %.*s, made from %.*s %.*s of %.*s. Next:\n\n    cd %.*s\n    digitori build\n\n"
           "and open public/index.html in a browser. When a newer version of the kit comes: digitori update KIT\n",
           TEXT_PRINT(folder), TEXT_PRINT(kit_told->id), TEXT_PRINT(kit_told->version), TEXT_PRINT(kit_told->origins[0].title),
           TEXT_PRINT(shell_path(memory, folder)));
}

static int make(arena *memory, const arguments *from, const kit *opened)
{
    fork_settings settings;
    fork_wishes wishes = { 0 };
    text why = { 0 };
    kit_result result = fork_settings_of(opened, &settings, &why);
    if (result != KIT_OPENED)
        return kit_message(opened->path, result, why);
    int status = read_wishes(memory, from, &settings, &wishes);
    if (status != EXIT_DONE)
        return status;
    result = fork_make(opened, &settings, &wishes, text_of(from->positions[1]), &why);
    if (result != KIT_OPENED)
        return kit_message(opened->path, result, why);
    print_next(memory, opened, text_of(from->positions[1]));
    return EXIT_DONE;
}

int command_fork(int count, char **given)
{
    arguments from;
    const command *own = command_find("fork");
    if (!arguments_read(own, count, given, &from))
        return EXIT_USAGE;
    if (from.position_count != 2)
        return usage_error(own, "say which kit, and which folder to make");
    int status = new_folder_status(own, from.positions[1]);
    if (status != EXIT_DONE)
        return status;
    arena memory = { 0 };
    kit opened;
    text why;
    kit_result result = kit_open(&memory, text_of(from.positions[0]), &opened, &why);
    status = result == KIT_OPENED ? make(&memory, &from, &opened) : kit_message(text_of(from.positions[0]), result, why);
    if (result == KIT_OPENED)
        kit_close(&opened);
    arena_free(&memory);
    return status;
}
