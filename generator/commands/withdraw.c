// digitori withdraw: where the pictures under a consent are shown, and that it was withdrawn.
#include "commands/commands.h"

#include "base/files.h"
#include "base/replacement.h"
#include "formats/data.h"
#include "pipeline/pipeline.h"
#include "pipeline/shown_pictures.h"
#include "site/overrides.h"
#include "site/pictures.h"

#include <stdio.h>

typedef struct {
    arena *memory;
    const arguments *from;
    text id, meant;             // meant: a reference that is written almost like it
    bool is_known, was_told, has_failed, is_marked;
    diagnostics faults;         // of the list that was to be marked
    const diagnostics *found;   // while the site is looked through
    size_t picture_count, use_count;
} withdrawal;

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static bool is_under(const withdrawal *of, const picture_note *note)
{
    return text_equals(note->own.id, of->id);
}

// A draft is looked through as well, since the city has it; no book or kit has it.
static bool is_in_draft(const site *in, const shown_picture *used)
{
    const page *from = table_find(&in->pages_by_path, used->where.path);
    return from != NULL && from->is_draft;
}

static bool is_of(const site *in, const shown_picture *used, const picture_note *note)
{
    return used->people == note && (used->use == USE_WEB || !is_in_draft(in, used));
}

static const char *use_name(const site *in, const shown_picture *used)
{
    if (used->use == USE_WEB)
        return is_in_draft(in, used) ? "draft" : "page";
    return used->use == USE_PRINT ? "book" : "kit";
}

// What keeps a page or a side file from telling what it shows; that people have not agreed keeps nobody from it.
static bool hides_pictures(const diagnostic *told)
{
    switch (told->kind) {
    case CONSENT_MISSING: case CONSENT_ENDED: case CONSENT_WITHDRAWN: case CONSENT_PURPOSE: case CONSENT_UNKNOWN:
        return false;
    default:
        return diagnostic_severity(told->kind) == SEVERITY_ERROR;
    }
}

static bool is_complete(const withdrawal *of)
{
    for (size_t i = 0; i < of->found->count; i++)
        if (hides_pictures(&of->found->items[i]))
            return false;
    return true;
}

static void count(withdrawal *of, const site *in, const shown_pictures *shown)
{
    of->is_known = consent_find(&in->pictures, of->id) != NULL;
    for (size_t i = 0; i < in->pictures.count; i++) {
        const picture_note *note = &in->pictures.items[i];
        if (!is_under(of, note))
            continue;
        of->is_known = true;
        of->picture_count++;
        for (size_t s = 0; s < shown->count; s++)
            of->use_count += is_of(in, &shown->items[s], note);
    }
}

// ---- On a terminal

static void print_uses(const site *in, const picture_note *note, const shown_pictures *shown)
{
    bool is_shown = false;
    printf("\n%.*s (%.*s:%d)\n", TEXT_PRINT(note->path), TEXT_PRINT(note->side_path), note->own.where.line);
    for (size_t i = 0; i < shown->count; i++) {
        const shown_picture *used = &shown->items[i];
        if (!is_of(in, used, note))
            continue;
        is_shown = true;
        bool is_copy = shown_picture_is_copy(used);
        printf("  %.*s:%d:%d: %s: %.*s%s%.*s\n", TEXT_PRINT(used->where.path), used->where.line > 0 ? used->where.line : 1,
               used->where.column > 0 ? used->where.column : 1, use_name(in, used), TEXT_PRINT(used->url),
               is_copy ? ", as its copy " : "", TEXT_PRINT(is_copy ? used->picture : (text){ 0 }));
    }
    if (!is_shown)
        puts("  shown nowhere");
}

static void print_advice(const withdrawal *of)
{
    int step = 1;
    puts("\nWhat to do next:");
    if (!of->is_marked)
        printf("%d. Mark it, so that no build publishes the pictures again: digitori withdraw %.*s --mark\n", step++,
               TEXT_PRINT(of->id));
    if (of->use_count > 0)
        printf("%d. Take the pictures off the lines above.\n", step++);
    if (of->picture_count > 0)
        printf("%d. Delete the pictures, their copies and the .yaml files beside them, from the history of your version control too; and the "
               "folder .digitori/cache/pictures, which holds what was made of them.\n", step++);
    printf("%d. Build and publish the site: the pages, books and kits are then without them.\n", step++);
    printf("%d. Printed books, and kits that others have taken, stay as they are: tell those who have one.\n", step);
}

static void print_all(const withdrawal *of, const site *in, const shown_pictures *shown)
{
    printf("%.*s: %zu picture%s, shown in %zu place%s%s%s\n", TEXT_PRINT(of->id), of->picture_count, plural(of->picture_count),
           of->use_count, plural(of->use_count), of->is_marked ? "; marked as withdrawn in " CONSENTS_FILE : "",
           is_complete(of) ? "" : "; not everything could be read");
    for (size_t i = 0; i < in->pictures.count; i++)
        if (is_under(of, &in->pictures.items[i]))
            print_uses(in, &in->pictures.items[i], shown);
    print_advice(of);
}

// ---- As JSON

static data *use_data(const withdrawal *of, const site *in, const shown_picture *used)
{
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "use", text_of(use_name(in, used)));
    data_set_text(of->memory, made, "language", used->language);
    if (shown_picture_is_copy(used))
        data_set_text(of->memory, made, "copy", used->picture);
    data_set_text(of->memory, made, "path", used->where.path);
    data_set(of->memory, made, "line", data_number(of->memory, used->where.line > 0 ? used->where.line : 1));
    data_set(of->memory, made, "column", data_number(of->memory, used->where.column > 0 ? used->where.column : 1));
    data_set_text(of->memory, made, "url", used->url);
    return made;
}

static void print_json(const withdrawal *of, const site *in, const shown_pictures *shown)
{
    data *told = data_map(of->memory), *pictures = data_list(of->memory);
    for (size_t i = 0; i < in->pictures.count; i++) {
        const picture_note *note = &in->pictures.items[i];
        if (!is_under(of, note))
            continue;
        data *made = data_map(of->memory), *uses = data_list(of->memory);
        for (size_t s = 0; s < shown->count; s++)
            if (is_of(in, &shown->items[s], note))
                data_add(of->memory, uses, use_data(of, in, &shown->items[s]));
        data_set_text(of->memory, made, "picture", note->path);
        data_set_text(of->memory, made, "side_file", note->side_path);
        data_set(of->memory, made, "shown", uses);
        data_add(of->memory, pictures, made);
    }
    data_set_text(of->memory, told, "consent", of->id);
    data_set_bool(of->memory, told, "marked", of->is_marked);
    data_set_bool(of->memory, told, "complete", is_complete(of));
    data_set(of->memory, told, "pictures", pictures);
    buffer out = { 0 };
    data_write_json(told, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
}

// ---- Marking

// The list as it is by now: somebody may have marked another consent since the site was read. Of a link it would not be known whose list
// it is; it would become a file, and the list that it leads to would stay without the mark.
static bool mark_in(withdrawal *of, const site *in, replacement *begun)
{
    picture_notes now = { 0 };
    text marked, contents = consents_load(of->memory, in, &now, &of->faults);
    const consent *known = consent_find(&now, of->id);
    bool is_read = diagnostics_count(&of->faults, SEVERITY_ERROR) == 0 && !machine_has_failed();
    bool is_wanted = is_read && (known == NULL || !date_is_set(known->withdrawn));
    if (is_wanted && consents_mark(of->memory, contents, known, of->id, date_of_build(), &marked))
        return replacement_end(begun, marked);
    if (is_wanted) {
        report(&of->faults, VALUE_SHAPE, known != NULL ? known->where : at(TEXT(CONSENTS_FILE), 1, 1),
               "write 'withdrawn: %.*s' for '%.*s' there yourself", TEXT_PRINT(date_iso(of->memory, date_of_build())), TEXT_PRINT(of->id));
        is_read = false;
    }
    replacement_give_up(begun);
    return is_read;
}

static void mark(withdrawal *of, const site *in)
{
    text path = config_file(of->memory, &in->config, TEXT(CONSENTS_FILE));
    replacement begun;
    of->is_marked = replacement_begin(&begun, of->memory, path) && mark_in(of, in, &begun);
    of->has_failed = !of->is_marked;
}

// ---- Together

static void take_shown(void *context, const site *of_site, const shown_pictures *shown)
{
    withdrawal *of = context;
    count(of, of_site, shown);
    of->was_told = true;
    if (!of->is_known) {
        of->meant = consent_in_other_case(&of_site->pictures, of->id);
        return;
    }
    const consent *listed = consent_find(&of_site->pictures, of->id);
    of->is_marked = listed != NULL && date_is_set(listed->withdrawn);
    if (argument_is_set(of->from, "mark"))
        mark(of, of_site);
    if (of->has_failed)
        return;
    if (argument_is_set(of->from, "json"))
        print_json(of, of_site, shown);
    else
        print_all(of, of_site, shown);
}

// A page that cannot be read tells nothing of what it shows, and it may be online since the last build.
static int tell_mistakes(withdrawal *of)
{
    bool as_json = argument_is_set(of->from, "json");
    for (size_t i = 0; i < of->found->count; i++)
        if (hides_pictures(&of->found->items[i]))
            *ARENA_PUSH(of->memory, of->faults) = of->found->items[i];
    diagnostics_sort(&of->faults);
    fflush(stdout);
    diagnostics_print(&of->faults, as_json, stderr);
    if (!is_complete(of) && !as_json)
        fputs("digitori: these mistakes may hide where pictures are shown: correct them, and give the command again\n", stderr);
    return EXIT_CONTENT;
}

static int find(withdrawal *of, text folder)
{
    diagnostics found = { .memory = of->memory };
    of->found = &found;
    build_summary summary;
    build_request request = { .site = { .folder = folder, .include_drafts = true }, .is_check = true, .take_shown = take_shown, .context = of };
    build_result result = pipeline_run(of->memory, &request, &found, &summary);
    if (result == BUILD_MACHINE_FAILED || machine_has_failed())
        return EXIT_MACHINE;
    if (!of->was_told) {
        diagnostics_print(&found, argument_is_set(of->from, "json"), stderr);
        return EXIT_USAGE;
    }
    if (!is_complete(of) || of->has_failed)
        return tell_mistakes(of);
    if (!of->is_known)
        fprintf(stderr, "digitori: no picture and no line of " CONSENTS_FILE " names the consent '%.*s'%s%.*s%s\n", TEXT_PRINT(of->id),
                of->meant.length > 0 ? ": did you mean '" : "", TEXT_PRINT(of->meant), of->meant.length > 0 ? "'?" : "");
    return of->is_known ? EXIT_DONE : EXIT_CONTENT;
}

int command_withdraw(int count_given, char **given)
{
    arguments from;
    if (!arguments_read(command_find("withdraw"), count_given, given, &from))
        return EXIT_USAGE;
    if (from.position_count != 1)
        return usage_error(from.command, "name one consent");
    const char *folder = argument_value(&from, "site"), *fault = consent_reference_fault(text_of(from.positions[0]));
    if (fault != NULL)
        return usage_error(from.command, "%s", fault);
    arena memory = { 0 };
    withdrawal of = { .memory = &memory, .from = &from, .id = text_of(from.positions[0]), .faults = { .memory = &memory } };
    int status = find(&of, folder != NULL ? text_of(folder) : TEXT("."));
    arena_free(&memory);
    return status;
}
