// digitori changes: what a fork changed from its original.
#include "commands/commands.h"

#include "commands/kit_messages.h"
#include "document/markdown.h"
#include "forks/kit_changes.h"
#include "site/changes.h"
#include "site/overrides.h"
#include "site/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_AROUND = 8 };

typedef struct {
    arena *memory;
    const arguments *from;
    const site *of;
    const site_changes *changes;
    const kit *newer;           // NULL: none was given
    const kit_changes *upstream_changes;
    bool has_colour;
} teller;

// ---- Words on a terminal

static void print_words(const teller *with, const char *indent, const word_runs *runs)
{
    static const char *const opening[] = { "", "[-", "{+" }, *const closing[] = { "", "-]", "+}" };
    static const char *const colours[] = { "", "\033[31m", "\033[32m" };
    word_runs folded = differences_folded(with->memory, runs, WORDS_AROUND);
    for (size_t i = 0; i < folded.count; i++) {
        const word_run *run = &folded.items[i];
        bool is_coloured = with->has_colour && run->type != RUN_SAME;
        printf("%s%s%s", run->has_space ? " " : "", is_coloured ? colours[run->type] : "", opening[run->type]);
        for (size_t c = 0; c < run->words.length; c++) {
            putchar(run->words.bytes[c]);
            if (run->words.bytes[c] == '\n')
                fputs(indent, stdout);
        }
        printf("%s%s", closing[run->type], is_coloured ? "\033[0m" : "");
    }
    putchar('\n');
}

static void print_differences(const teller *with, const page_differences *differences)
{
    static const char marks[] = "~-+>";
    text heading = { 0 };
    for (size_t i = 0; i < differences->fields.count; i++) {
        const field_difference *one = &differences->fields.items[i];
        printf("    %.*s: ", TEXT_PRINT(one->key));
        print_words(with, "      ", &one->words);
    }
    for (size_t i = 0; i < differences->blocks.count; i++) {
        const block_difference *block = &differences->blocks.items[i];
        if (!text_equals(block->heading, heading) && block->heading.length > 0 && block->type != BLOCK_HEADING)
            printf("    in \"%.*s\":\n", TEXT_PRINT(block->heading));
        heading = block->heading;
        printf("    %c ", marks[block->change]);
        print_words(with, "      ", &block->words);
    }
    if (differences->left_out > 0)
        printf("    and %zu more\n", differences->left_out);
    if (differences->is_too_long)
        puts("    the page is too long to be compared part by part");
}

// ---- What there is

static void print_origins(const teller *with)
{
    const kit_manifest *manifest = &with->of->upstream.manifest;
    for (size_t i = 0; i < manifest->origin_count; i++) {
        const kit_origin *from = &manifest->origins[i];
        printf("%s %.*s, kit %.*s %.*s", i == 0 ? "Made from" : "  which was made from", TEXT_PRINT(from->title),
               TEXT_PRINT(from->kit), TEXT_PRINT(from->version));
        if (from->publisher.length > 0)
            printf(", by %.*s", TEXT_PRINT(from->publisher));
        if (from->licence.length > 0)
            printf(", %.*s", TEXT_PRINT(from->licence));
        putchar('\n');
    }
}

static void print_counts(const site_changes *changes)
{
    size_t by_type[CHANGE_TYPES] = { 0 };
    for (size_t i = 0; i < changes->pages.count; i++)
        by_type[changes->pages.items[i].type]++;
    fputs("Pages:", stdout);
    for (size_t i = 0; i < CHANGE_TYPES; i++)
        printf("%s %zu %s", i > 0 ? "," : "", by_type[i], change_type_name((change_type)i));
    printf(". Other files: %zu. Settings: %zu.\n", changes->files.count, changes->settings.count);
    for (size_t i = 0; i < changes->left_out_count; i++)
        printf("Left out: the language %.*s\n", TEXT_PRINT(changes->languages_left_out[i]));
}

static void print_page(const teller *with, const page_change *change)
{
    const page *shown = change->own != NULL ? change->own : change->original;
    printf("\n%s %.*s  %.*s\n", change_type_name(change->type), TEXT_PRINT(shown->path), TEXT_PRINT(shown->title));
    if (change->own != NULL && change->own->change_note.length > 0)
        printf("    why: %.*s\n", TEXT_PRINT(change->own->change_note));
    if (change->type == CHANGE_TRANSLATED)
        printf("    a translation of %.*s\n", TEXT_PRINT(change->original->path));
    if (change->is_renamed)
        printf("    renamed from %.*s\n", TEXT_PRINT(change->original->path));
    if (change->is_overridden)
        puts("    by overrides/");
    if (change->is_behind)
        puts("    upstream is newer: it has been updated since");
    print_differences(with, &change->differences);
}

static void print_files(const teller *with)
{
    const site_changes *changes = with->changes;
    for (size_t i = 0; i < changes->files.count; i++)
        printf("%s%s %.*s\n", i == 0 ? "\n" : "", change_type_name(changes->files.items[i].type),
               TEXT_PRINT(changes->files.items[i].path));
    for (size_t i = 0; i < changes->settings.count; i++) {
        printf("%s    %.*s: ", i == 0 ? "\nchanged digitori.yaml\n" : "", TEXT_PRINT(changes->settings.items[i].key));
        print_words(with, "      ", &changes->settings.items[i].words);
    }
}

// ---- A newer kit

// How this site stands to a file of the original: NULL when it has it as it was.
static const page_change *own_change(const teller *with, text path)
{
    for (size_t i = 0; i < with->changes->pages.count; i++) {
        const page_change *change = &with->changes->pages.items[i];
        if (change->original != NULL && change->type != CHANGE_TRANSLATED && text_equals(change->original->path, path))
            return change;
    }
    return NULL;
}

static void print_newer(const teller *with)
{
    const kit_manifest *kit_told = &with->newer->manifest;
    printf("\nUpstream is newer: %.*s %.*s. Files that differ from the version this site was made from: %zu%s\n",
           TEXT_PRINT(kit_told->id), TEXT_PRINT(kit_told->version), with->upstream_changes->count,
           with->upstream_changes->count > 0 ? ". Take them with 'digitori update'." : ".");
    for (size_t i = 0; i < with->upstream_changes->count; i++) {
        const kit_change *one = &with->upstream_changes->items[i];
        const page_change *own = own_change(with, one->old_path);
        printf("\nupstream %s %.*s\n", kit_change_name(one->type), TEXT_PRINT(one->path));
        if (!text_equals(one->path, one->old_path))
            printf("    renamed from %.*s\n", TEXT_PRINT(one->old_path));
        if (own != NULL)
            printf("    %s here too\n", change_type_name(own->type));
        print_differences(with, &one->differences);
    }
}

static data *newer_data(const teller *with)
{
    data *made = data_map(with->memory), *list = data_list(with->memory);
    data_set_text(with->memory, made, "kit", with->newer->manifest.id);
    data_set_text(with->memory, made, "version", with->newer->manifest.version);
    for (size_t i = 0; i < with->upstream_changes->count; i++) {
        const kit_change *one = &with->upstream_changes->items[i];
        const page_change *own = own_change(with, one->old_path);
        data *shown = data_map(with->memory);
        data_set_text(with->memory, shown, "change", text_of(kit_change_name(one->type)));
        data_set_text(with->memory, shown, "path", one->path);
        data_set_text(with->memory, shown, "old_path", one->old_path);
        data_set(with->memory, shown, "here", own != NULL ? data_text(with->memory, text_of(change_type_name(own->type)))
                                                          : data_nothing(with->memory));
        if (one->is_page && one->type == KIT_FILE_CHANGED)
            data_set(with->memory, shown, "differences", differences_page_data(with->memory, &one->differences));
        data_add(with->memory, list, shown);
    }
    data_set(with->memory, made, "files", list);
    return made;
}

// ---- Together

static void print_json(const teller *with)
{
    buffer out = { 0 };
    data *made = changes_data(with->memory, with->of, with->changes);
    if (with->newer != NULL)
        data_set(with->memory, made, "newer", newer_data(with));
    data_write_json(made, true, &out);
    fwrite(out.bytes, 1, out.length, stdout);
    buffer_free(&out);
}

static void print_all(const teller *with)
{
    print_origins(with);
    print_counts(with->changes);
    for (size_t i = 0; i < with->changes->pages.count; i++)
        print_page(with, &with->changes->pages.items[i]);
    print_files(with);
    if (with->newer != NULL)
        print_newer(with);
}

static int tell(teller *with)
{
    const char *path = argument_value(with->from, "against");
    kit newer;
    kit_changes differing;
    text why = { 0 };
    if (path != NULL) {
        kit_result result = kit_open(with->memory, text_of(path), &newer, &why);
        if (result != KIT_OPENED)
            return kit_message(text_of(path), result, why);
        result = kit_changes_find(with->memory, &newer, with->of->upstream.source, &differing, &why);
        kit_close(&newer);
        if (result != KIT_OPENED)
            return kit_message(text_of(path), result, why);
        with->newer = &newer;
        with->upstream_changes = &differing;
    }
    if (argument_is_set(with->from, "json"))
        print_json(with);
    else
        print_all(with);
    return EXIT_DONE;
}

static int tell_no_fork(const arguments *from, arena *memory, const site *of)
{
    if (argument_value(from, "against") != NULL)
        return usage_error(from->command, "this site is not made from a kit, so there is nothing to compare");
    if (argument_is_set(from, "json"))
        print_json(&(teller){ .memory = memory, .of = of });
    else
        puts("This site is an original: it was not made from a kit of another site.");
    return EXIT_DONE;
}

static bool terminal_has_colour(void)
{
    const char *terminal = getenv("TERM"), *refused = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && terminal != NULL && strcmp(terminal, "dumb") != 0 && (refused == NULL || *refused == '\0');
}

static int find(arena *memory, const arguments *from, const site *of, diagnostics *found)
{
    site_changes changes;
    theme look;
    if (!theme_load(memory, of, found, &look))
        return EXIT_MACHINE;
    markdown_prepare();
    switch (changes_find(memory, of, look.menu, found, &changes)) {
    case CHANGES_FOUND:
        return tell(&(teller){ .memory = memory, .from = from, .of = of, .changes = &changes, .has_colour = terminal_has_colour() });
    case CHANGES_NO_FORK:
        return tell_no_fork(from, memory, of);
    default:
        return EXIT_MACHINE;
    }
}

int command_changes(int count, char **given)
{
    arguments from;
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    site loaded;
    if (!arguments_read(command_find("changes"), count, given, &from))
        return EXIT_USAGE;
    if (from.position_count > 1)
        return usage_error(from.command, "name one site");
    text folder = from.position_count == 1 ? text_of(from.positions[0]) : TEXT(".");
    int status = EXIT_USAGE;
    site_result result = site_load(&memory, &(site_request){ .folder = folder }, &found, &loaded);
    if (result == SITE_LOADED) {
        status = find(&memory, &from, &loaded, &found);
        overrides_place(&memory, &loaded, &found);
    }
    if (result == SITE_MACHINE_FAILED)
        status = EXIT_MACHINE;
    diagnostics_sort(&found);
    diagnostics_print(&found, argument_is_set(&from, "json"), stderr);
    if (status == EXIT_DONE && diagnostics_count(&found, SEVERITY_ERROR) > 0)
        status = EXIT_CONTENT;
    arena_free(&memory);
    return status;
}
