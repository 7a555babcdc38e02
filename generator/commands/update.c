// digitori update KIT.
#include "commands/commands.h"

#include "base/files.h"
#include "base/staging.h"
#include "commands/kit_messages.h"
#include "formats/data.h"
#include "forks/update.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

typedef struct {
    const char *name;           // in JSON
    const char *told;           // before a list of files; NULL: only told in a dry run
    const char *planned;
} change_words;

static const change_words words_of[CHANGE_KINDS] = {
    [CHANGE_NEW] = { "new", NULL, "New" },
    [CHANGE_TAKEN] = { "taken", NULL, "Changed there, not here: taken" },
    [CHANGE_REMOVED] = { "removed", NULL, "Removed there, not changed here: removed" },
    [CHANGE_MERGED] = { "merged", NULL, "Changed there and here: merged" },
    [CHANGE_MOVED] = { "moved", NULL, "Moved there: your text moves with it" },
    [CHANGE_LINKED] = { "linked", NULL, "Yours, with links to pages that moved: the links follow" },
    [CHANGE_CONFLICT] = { "conflict", "Conflicts to settle: both versions stand in the file, between marks",
                          "Conflicts to settle: both versions stand in the file, between marks" },
    [CHANGE_BESIDE] = { "beside", "Both changed a file that is no text: theirs stands beside yours, keep one of them",
                        "Both changed a file that is no text: theirs is put beside yours" },
    [CHANGE_KEPT] = { "kept", "Removed there, but changed here: yours stays", "Removed there, but changed here: yours stays" },
    [CHANGE_STAYS_REMOVED] = { "stays-removed", "Changed there, but removed here: stays removed",
                               "Changed there, but removed here: stays removed" },
    [CHANGE_SETTING_KEPT] = { "setting-kept", "Settings that both changed: yours stay", "Settings that both changed: yours stay" },
};

static size_t count_of(const update_plan *plan, change_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->changes.count; i++)
        count += plan->changes.items[i].kind == kind;
    return count;
}

// ---- What happened

static void print_change(const update_change *change)
{
    printf("  %.*s", TEXT_PRINT(change->path));
    if (change->line > 0)
        printf(":%d", change->line);
    if (change->kind == CHANGE_BESIDE)
        printf(" and %.*s", TEXT_PRINT(change->other));
    else if (change->kind == CHANGE_SETTING_KEPT)
        printf(": %.*s", TEXT_PRINT(change->other));
    else if (change->other.length > 0)
        printf(" (was %.*s)", TEXT_PRINT(change->other));
    putchar('\n');
}

// All but what stands beside ours, stays as it was, or only follows links.
static void print_what_acts(const update_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->changes.count; i++) {
        const update_change *change = &plan->changes.items[i];
        if (change->kind == CHANGE_NEW || change->kind == CHANGE_TAKEN || change->kind == CHANGE_MERGED || change->kind == CHANGE_MOVED)
            kit_tell_what_acts(&plan->from->manifest, change->path, &count);
    }
    if (count > 0)
        putchar('\n');
}

static void print_lists(const update_plan *plan, bool is_dry)
{
    for (int kind = 0; kind < CHANGE_KINDS; kind++) {
        const char *heading = is_dry ? words_of[kind].planned : words_of[kind].told;
        if (heading == NULL || count_of(plan, (change_kind)kind) == 0)
            continue;
        printf("%s:\n", heading);
        for (size_t i = 0; i < plan->changes.count; i++)
            if (plan->changes.items[i].kind == (change_kind)kind)
                print_change(&plan->changes.items[i]);
        putchar('\n');
    }
    if (plan->left_out > 0)
        printf("Left out: %zu file%s in languages that this site does not have.\n\n", plan->left_out, plan->left_out == 1 ? "" : "s");
}

static void print_summary(const update_plan *plan, bool is_dry)
{
    static const struct { change_kind kind; const char *words; } parts[] = {
        { CHANGE_NEW, "new" }, { CHANGE_TAKEN, "taken" }, { CHANGE_MOVED, "moved" }, { CHANGE_REMOVED, "removed" },
        { CHANGE_MERGED, "merged with your changes" },
    };
    const kit_manifest *from = &plan->before.manifest, *to = &plan->from->manifest;
    size_t conflicts = count_of(plan, CHANGE_CONFLICT) + count_of(plan, CHANGE_BESIDE);
    const char *before = ": ";
    printf("%s %.*s from %.*s to %.*s", is_dry ? "Would update" : "Updated", TEXT_PRINT(to->id), TEXT_PRINT(from->version),
           TEXT_PRINT(to->version));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t count = count_of(plan, parts[i].kind);
        if (count == 0)
            continue;
        printf("%s%zu %s", before, count, parts[i].words);
        before = ", ";
    }
    if (conflicts > 0)
        printf("; %zu conflict%s to settle%s", conflicts, conflicts == 1 ? "" : "s",
               is_dry ? "" : ", 'digitori check' tells where");
    else if (!is_dry)
        fputs(". Nothing needs settling; see the site with 'digitori serve'", stdout);
    puts(".");
}

static void print_json(const update_plan *plan, bool is_dry)
{
    arena memory = { 0 };
    data *told = data_map(&memory), *changes = data_list(&memory);
    for (size_t i = 0; i < plan->changes.count; i++) {
        const update_change *change = &plan->changes.items[i];
        data *line = data_map(&memory);
        data_set_text(&memory, line, "change", text_of(words_of[change->kind].name));
        data_set_text(&memory, line, "path", change->path);
        if (change->other.length > 0)
            data_set_text(&memory, line, change->kind == CHANGE_SETTING_KEPT ? "setting" :
                          change->kind == CHANGE_BESIDE ? "beside" : "was", change->other);
        if (change->line > 0)
            data_set(&memory, line, "line", data_number(&memory, change->line));
        data_add(&memory, changes, line);
    }
    data_set_bool(&memory, told, "updated", !is_dry && !plan->is_same);
    data_set_text(&memory, told, "kit", plan->from->manifest.id);
    data_set_text(&memory, told, "from", plan->before.manifest.version);
    data_set_text(&memory, told, "to", plan->from->manifest.version);
    data_set(&memory, told, "left_out", data_number(&memory, (double)plan->left_out));
    data_set(&memory, told, "changes", changes);
    buffer out = { 0 };
    data_write_json(told, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
    arena_free(&memory);
}

static void print_plan(const update_plan *plan, const arguments *from)
{
    bool is_dry = argument_is_set(from, "dry-run");
    const kit_manifest *manifest = &plan->from->manifest;
    if (argument_is_set(from, "json")) {
        print_json(plan, is_dry);
    } else if (plan->is_same) {
        printf("This site has %.*s %.*s already; nothing to do.\n", TEXT_PRINT(manifest->id), TEXT_PRINT(manifest->version));
    } else {
        print_lists(plan, is_dry);
        print_what_acts(plan);
        print_summary(plan, is_dry);
    }
}

// ---- Doing it

// The same kit, or one that the person insists on.
static bool is_right_kit(const arguments *from, const upstream *before, const kit *opened)
{
    const kit_manifest *own = &before->manifest, *given = &opened->manifest;
    const kit_origin *was = &own->origins[0], *is = &given->origins[0];
    bool is_same_origin = text_equals(was->publisher, is->publisher) || text_equals(was->url, is->url);
    if (argument_is_set(from, "other-kit") || (text_equals(own->id, given->id) && is_same_origin))
        return true;
    fprintf(stderr, "digitori: the kit is '%.*s' of %.*s, but this site was made from '%.*s' of %.*s; if it is the right one "
            "all the same, add --other-kit\n", TEXT_PRINT(given->id), TEXT_PRINT(is->publisher.length > 0 ? is->publisher : is->title),
            TEXT_PRINT(own->id), TEXT_PRINT(was->publisher.length > 0 ? was->publisher : was->title));
    return false;
}

static void warn_of_age(const upstream *before, const kit *opened)
{
    text own = before->manifest.version, given = opened->manifest.version;
    if (version_compare(given, own) < 0)
        fprintf(stderr, "digitori: warning: version %.*s of the kit is older than %.*s, which this site has\n", TEXT_PRINT(given),
                TEXT_PRINT(own));
}

static int update(arena *memory, const arguments *from, text site, const upstream *before, const kit *opened)
{
    update_plan plan;
    text why = { 0 };
    if (!is_right_kit(from, before, opened))
        return EXIT_USAGE;
    switch (update_plan_make(memory, site, before, opened, &plan, &why)) {
    case UPDATE_REFUSED:
        fprintf(stderr, "digitori: nothing updated: %.*s\n", TEXT_PRINT(why));
        return EXIT_CONTENT;
    case UPDATE_MACHINE_FAILED:
        return EXIT_MACHINE;
    default:
        break;
    }
    warn_of_age(before, opened);
    if (!plan.is_same && !argument_is_set(from, "dry-run") && !update_apply(&plan))
        return EXIT_MACHINE;
    print_plan(&plan, from);
    return count_of(&plan, CHANGE_CONFLICT) + count_of(&plan, CHANGE_BESIDE) > 0 ? EXIT_CONTENT : EXIT_DONE;
}

// An update that was stopped comes first.
static int finish_before(arena *memory, const arguments *from, text site)
{
    bool is_unfinished = update_is_unfinished(site), is_dry = argument_is_set(from, "dry-run");
    if (is_dry && !is_unfinished)
        return EXIT_DONE;
    if (is_dry) {
        fputs("digitori: an update of this site was stopped on its way; run 'digitori update' without --dry-run to finish it\n", stderr);
        return EXIT_CONTENT;
    }
    if (!update_finish(memory, site))
        return EXIT_MACHINE;
    if (is_unfinished)
        fputs("digitori: the update that was stopped on its way is finished\n", stderr);
    return EXIT_DONE;
}

static int open_and_update(arena *memory, const arguments *from, text site)
{
    diagnostics found = { .memory = memory };
    upstream before;
    if (!upstream_read(memory, site, &found, &before))
        return EXIT_MACHINE;
    diagnostics_print(&found, false, stderr);
    if (found.count > 0)
        return EXIT_CONTENT;
    if (!before.is_fork) {
        fprintf(stderr, "digitori: '%.*s' was not made from a kit; 'digitori fork KIT DIR' makes such a site\n", TEXT_PRINT(site));
        return EXIT_USAGE;
    }
    kit opened;
    text why, path = text_of(from->positions[0]);
    kit_result result = kit_open(memory, path, &opened, &why);
    if (result != KIT_OPENED)
        return kit_message(path, result, why);
    int status = update(memory, from, site, &before, &opened);
    kit_close(&opened);
    return status;
}

int command_update(int count, char **given)
{
    arguments from;
    const command *own = command_find("update");
    if (!arguments_read(own, count, given, &from))
        return EXIT_USAGE;
    if (from.position_count != 1)
        return usage_error(own, "say which kit to update from");
    const char *folder = argument_value(&from, "site");
    text site = text_of(folder != NULL ? folder : ".");
    arena memory = { 0 };
    int lock = folder_lock(path_join(&memory, site, TEXT(".digitori")));
    bool is_alone = lock >= 0 || errno != EWOULDBLOCK;      // without a folder to lock it is no fork, which is told below
    int status = is_alone ? finish_before(&memory, &from, site) : EXIT_MACHINE;
    if (!is_alone)
        fputs("digitori: another update of this site is going on; wait until it has ended and give the command again\n", stderr);
    if (status == EXIT_DONE)
        status = open_and_update(&memory, &from, site);
    if (lock >= 0)
        close(lock);
    arena_free(&memory);
    return status;
}
