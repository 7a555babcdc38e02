// digitori network update: the catalogues of other Digitoris are fetched, checked and kept.
#include "commands/commands.h"

#include "base/diagnostics.h"
#include "base/files.h"
#include "network/fetch.h"
#include "site/network.h"

#include <stdio.h>

typedef struct {
    const site_config *config;
    bool as_json, is_dry;
    date today;
    bool is_wanting;            // there is no copy of one at all
    bool has_failed;            // the machine
} updater;

// What came of one member.
typedef struct {
    stored_catalogue fresh;
    text fault;                 // empty when it is fine
    date kept;                  // of the old copy, when it stays
} outcome;

static bool read_file(arena *memory, text path, text *contents, text *fault)
{
    switch (file_read(memory, path, CATALOGUE_BYTES, contents)) {
    case FILE_READ: return true;
    case FILE_MISSING: *fault = text_format(memory, "there is no file '%.*s'", TEXT_PRINT(path)); break;
    case FILE_TOO_LARGE: *fault = TEXT("the file is larger than 2 MiB"); break;
    case FILE_NOT_PLAIN: *fault = text_format(memory, "'%.*s' is not a file", TEXT_PRINT(path)); break;
    case FILE_FAILED: *fault = text_format(memory, "'%.*s' cannot be read", TEXT_PRINT(path)); break;
    }
    return false;
}

static bool get(arena *memory, const updater *with, const network_member *member, outcome *made)
{
    text contents, source = network_catalogue(memory, with->config, member), from = { 0 };
    fetch_request request = { source, member->allows_http, CATALOGUE_BYTES, FETCH_SECONDS * 1000 };
    bool is_got = member->is_path ? read_file(memory, source, &contents, &made->fault)
                                  : fetch_json(memory, &request, &contents, &from, &made->fault);
    made->fresh.from = member->source;
    made->fresh.fetched = with->today;
    return is_got && catalogue_parse(memory, contents, from, &made->fresh.catalogue, &made->fault);
}

// The date of the copy that stays; no date when there is none that can be used.
static date kept_copy(arena *memory, updater *with, const network_member *member)
{
    stored_catalogue old;
    text ignored;
    stored_result result = stored_read(memory, with->config->folder, member->id, &old, &ignored);
    with->has_failed |= result == STORED_FAILED;
    bool is_usable = result == STORED_READ && text_equals(old.from, member->source);
    return is_usable ? old.fetched : (date){ 0 };
}

// Translations of one are one.
static size_t count_of(const catalogue *of, catalogue_kind wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < of->item_count; i++) {
        bool is_first = of->items[i].kind == wanted;
        for (size_t j = 0; j < i && is_first; j++)
            is_first = of->items[j].kind != wanted || !text_equals(of->items[j].id, of->items[i].id);
        count += is_first;
    }
    return count;
}

static void print_json(arena *memory, const updater *with, const network_member *member, const outcome *made)
{
    data *line = data_map(memory);
    bool is_fine = made->fault.length == 0;
    data_set_text(memory, line, "id", member->id);
    data_set_text(memory, line, "from", member->source);
    data_set_bool(memory, line, "fine", is_fine);
    data_set_bool(memory, line, "written", is_fine && !with->is_dry);
    for (int k = 0; k < CATALOGUE_KINDS && is_fine; k++)
        data_set_key(memory, line, catalogue_list_id((catalogue_kind)k),
                     data_number(memory, (double)count_of(&made->fresh.catalogue, (catalogue_kind)k)));
    if (!is_fine) {
        data_set_text(memory, line, "fault", made->fault);
        data_set(memory, line, "kept", date_is_set(made->kept) ? data_text(memory, date_iso(memory, made->kept))
                                                              : data_nothing(memory));
    }
    buffer out = { 0 };
    data_write_json(line, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
}

static void print_words(arena *memory, const updater *with, const network_member *member, const outcome *made)
{
    const catalogue *of = &made->fresh.catalogue;
    if (made->fault.length == 0)
        printf("%.*s: needs %zu, ideas %zu, showroom %zu%s\n", TEXT_PRINT(member->id), count_of(of, CATALOGUE_NEED),
               count_of(of, CATALOGUE_IDEA), count_of(of, CATALOGUE_SHOWROOM), with->is_dry ? " (not kept)" : "");
    else if (date_is_set(made->kept))
        fprintf(stderr, "digitori: %.*s: %.*s; the copy of %.*s stays\n", TEXT_PRINT(member->id), TEXT_PRINT(made->fault),
                TEXT_PRINT(date_iso(memory, made->kept)));
    else
        fprintf(stderr, "digitori: %.*s: %.*s; there is no older copy\n", TEXT_PRINT(member->id), TEXT_PRINT(made->fault));
}

static void update(updater *with, const network_member *member)
{
    arena memory = { 0 };
    outcome made = { 0 };
    bool is_fine = get(&memory, with, member, &made);
    if (!is_fine)
        made.kept = kept_copy(&memory, with, member);
    else if (!with->is_dry && !stored_write(&memory, with->config->folder, member->id, &made.fresh))
        with->has_failed = true;
    with->is_wanting |= !is_fine && !date_is_set(made.kept);
    if (with->as_json)
        print_json(&memory, with, member, &made);
    else
        print_words(&memory, with, member, &made);
    fflush(stdout);
    arena_free(&memory);
}

static int update_all(arena *memory, const arguments *from)
{
    diagnostics found = { .memory = memory };
    site_config config;
    updater with = { &config, argument_is_set(from, "json"), argument_is_set(from, "dry-run"), date_of_build(), false, false };
    bool is_read = config_read(memory, text_of(from->position_count > 1 ? from->positions[1] : "."), &found, &config);
    network of = is_read ? network_read(memory, &config, &found) : (network){ 0 };
    diagnostics_sort(&found);
    diagnostics_print(&found, with.as_json, stderr);
    if (diagnostics_count(&found, SEVERITY_ERROR) > 0)
        return EXIT_USAGE;
    if (!is_read)
        return EXIT_MACHINE;
    if (of.count == 0)
        return usage_error(from->command, "digitori.yaml names no other Digitoris; add 'network:' with an 'id:' and 'url:' for each");
    text link;
    if (!with.is_dry && config_leads_by_link(memory, &config, TEXT(".digitori/network"), &link))
        return refuse_link(config_file(memory, &config, link));
    for (size_t i = 0; i < of.count && !with.has_failed; i++)
        update(&with, &of.items[i]);
    return with.has_failed ? EXIT_MACHINE : with.is_wanting ? EXIT_CONTENT : EXIT_DONE;
}

int command_network(int count, char **given)
{
    arguments from;
    arena memory = { 0 };
    const command *own = command_find("network");
    if (!arguments_read(own, count, given, &from))
        return EXIT_USAGE;
    if (from.position_count == 0 || !text_equals(text_of(from.positions[0]), TEXT("update")))
        return usage_error(own, "say 'digitori network update'");
    if (from.position_count > 2)
        return usage_error(own, "one site at a time");
    int status = update_all(&memory, &from);
    arena_free(&memory);
    return status;
}
