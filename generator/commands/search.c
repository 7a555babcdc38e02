// digitori search: a published site searched as its pages do it.
#include "commands/commands.h"
#include "commands/search_export.h"

#include "base/diagnostics.h"
#include "base/files.h"
#include "search/search.h"
#include "site/config.h"

#include <stdio.h>
#include <stdlib.h>

enum { HITS_MOST = 1000 };

typedef struct {
    text folder;                // of the published site
    text base_url;              // empty when not known
    text language;              // the one to search; empty: all
    text languages[SEARCH_LANGUAGES_MOST];      // that have an index
    size_t count;
} published_site;

// ---- Where the site is

static bool has_index(arena *memory, text folder)
{
    return path_is_folder(path_join(memory, folder, TEXT("assets/search")));
}

static bool note_language(published_site *site, text code)
{
    if (site->count == SEARCH_LANGUAGES_MOST)
        return false;
    site->languages[site->count++] = code;
    return true;
}

// The languages with an index, in the order of their codes.
static bool find_languages(arena *memory, published_site *site)
{
    file_list files;
    if (!folder_walk(memory, path_join(memory, site->folder, TEXT("assets/search")), &files))
        return false;
    for (size_t i = 0; i < files.count; i++) {
        text path = files.items[i].path;
        if (text_ends_with(path, TEXT(".js")) && text_find_byte(path, '/', 0) == TEXT_NOT_FOUND)
            note_language(site, path_without_extension(path));
    }
    return true;
}

static bool read_settings(arena *memory, text folder, site_config *config)
{
    diagnostics ignored = { .memory = memory };
    return path_exists(path_join(memory, folder, TEXT("digitori.yaml"))) && config_read(memory, folder, &ignored, config);
}

// A site may have come from somebody else with a link in it: it would show what another site tells.
static bool is_led_away(arena *memory, const arguments *from, const site_config *config)
{
    diagnostics found = { .memory = memory };
    text link;
    bool is_led = config_leads_by_link(memory, config, config->output, &link);
    if (is_led)
        report(&found, FILE_IS_LINK, at(link, 1, 1), "delete the link, or name the published folder itself instead of the site's");
    diagnostics_print(&found, argument_is_set(from, "json"), stderr);
    return is_led;
}

// The folder of a site leads to where it was published, and tells its languages in their order.
static bool find_by_settings(arena *memory, const site_config *config, published_site *site)
{
    site->folder = config_file(memory, config, config->output);
    site->base_url = config->base_url;
    if (!has_index(memory, site->folder))
        return false;
    for (size_t l = 0; l < config->languages.count; l++)
        if (path_exists(text_format(memory, "%.*s/assets/search/%.*s.js", TEXT_PRINT(site->folder),
                                    TEXT_PRINT(config->languages.codes[l]))))
            note_language(site, config->languages.codes[l]);
    return true;
}

static int find_site(arena *memory, const arguments *from, published_site *site)
{
    text folder = text_of(from->positions[0]), language = text_of(argument_value(from, "language"));
    site_config config;
    bool has_settings = read_settings(memory, folder, &config);
    if (has_settings && is_led_away(memory, from, &config))
        return EXIT_CONTENT;
    if (!has_settings || !find_by_settings(memory, &config, site)) {
        site->folder = folder;
        if (!has_index(memory, folder))
            return usage_error(from->command, "there is no published site in '%.*s'; publish it first with 'digitori build'",
                               TEXT_PRINT(folder));
        if (!find_languages(memory, site))
            return EXIT_MACHINE;
    }
    for (size_t i = 0; i < site->count && language.length > 0; i++)
        if (text_equals(site->languages[i], language))
            site->language = language;
    if (language.length > 0 && site->language.length == 0)
        return usage_error(from->command, "the site has no pages in '%.*s'", TEXT_PRINT(language));
    return EXIT_DONE;
}

// ---- Hits

static void print_hits(const search_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const search_hit *hit = &hits->items[i];
        printf("%s%zu. %.*s (%.*s)\n   %.*s\n", i > 0 ? "\n" : "", i + 1, TEXT_PRINT(hit->title), TEXT_PRINT(hit->kind),
               TEXT_PRINT(hit->url));
        if (hit->excerpt.length > 0)
            printf("   %.*s\n", TEXT_PRINT(hit->excerpt));
    }
    if (hits->count == 0)
        printf("Nothing was found\n");
    else if (hits->total > hits->count)
        printf("\n%zu pages in all\n", hits->total);
    if (hits->suggestion.length > 0)
        printf("\nDid you mean: %.*s\n", TEXT_PRINT(hits->suggestion));
}

static void print_json(arena *memory, const search_hits *hits, text query, text language)
{
    data *made = data_map(memory), *list = data_list(memory);
    for (size_t i = 0; i < hits->count; i++) {
        const search_hit *hit = &hits->items[i];
        data *one = data_map(memory);
        data_set_text(memory, one, "url", hit->url);
        data_set_text(memory, one, "title", hit->title);
        data_set_text(memory, one, "excerpt", hit->excerpt);
        data_set(memory, one, "score", data_number(memory, (double)hit->points / 1000));
        data_set_text(memory, one, "kind", hit->kind);
        data_set_text(memory, one, "heading", hit->heading);
        data_add(memory, list, one);
    }
    data_set_text(memory, made, "query", query);
    data_set_text(memory, made, "language", language);
    data_set(memory, made, "total", data_number(memory, (double)hits->total));
    data_set_text(memory, made, "suggestion", hits->suggestion);
    data_set(memory, made, "hits", list);
    buffer out = { 0 };
    data_write_json(made, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
}

static int search(arena *memory, const arguments *from, const published_site *site, size_t limit)
{
    text language = site->language, query = text_of(from->positions[1]);
    if (language.length == 0 && site->count > 0)
        language = site->languages[0];
    search_index *in = index_open(site->folder, language);
    if (in == NULL)
        return usage_error(from->command, "the search index of '%.*s' cannot be read; publish the site again",
                           TEXT_PRINT(site->folder));
    search_hits hits = search_run(memory, in, query, limit);
    if (argument_is_set(from, "json"))
        print_json(memory, &hits, query, language);
    else
        print_hits(&hits);
    index_close(in);
    return EXIT_DONE;
}

// ---- Exporting

static int export(const arguments *from, const published_site *site)
{
    export_format format;
    if (!export_format_named(text_of(argument_value(from, "export-index")), &format))
        return usage_error(from->command, "--export-index takes 'opensearch' or 'meilisearch'");
    export_begin(format);
    for (size_t i = 0; i < site->count; i++) {
        if (site->language.length > 0 && !text_equals(site->language, site->languages[i]))
            continue;
        if (!export_pages(format, site->folder, site->languages[i], site->base_url))
            return usage_error(from->command, "the search index of '%.*s' cannot be read; publish the site again",
                               TEXT_PRINT(site->folder));
    }
    export_end(format);
    return EXIT_DONE;
}

static bool read_limit(const arguments *from, size_t *limit)
{
    const char *given = argument_value(from, "limit");
    char *end;
    *limit = SEARCH_LIMIT_USUAL;
    if (given == NULL)
        return true;
    long number = strtol(given, &end, 10);
    if (*end != '\0' || end == given || number < 1 || number > HITS_MOST) {
        usage_error(from->command, "--limit takes a number from 1 to %d, not '%s'", HITS_MOST, given);
        return false;
    }
    *limit = (size_t)number;
    return true;
}

int command_search(int count, char **given)
{
    arguments from;
    arena memory = { 0 };
    published_site site = { 0 };
    size_t limit;
    if (!arguments_read(command_find("search"), count, given, &from) || !read_limit(&from, &limit))
        return EXIT_USAGE;
    bool is_export = argument_is_set(&from, "export-index");
    if (from.position_count != (is_export ? 1 : 2))
        return usage_error(from.command, is_export ? "--export-index takes a site and no query" : "name a site and what to search");
    int status = find_site(&memory, &from, &site);
    if (status == EXIT_DONE)
        status = is_export ? export(&from, &site) : search(&memory, &from, &site, limit);
    arena_free(&memory);
    return status;
}
