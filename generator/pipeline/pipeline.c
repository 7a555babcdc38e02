#include "pipeline/pipeline.h"

#include "base/staging.h"
#include "base/workers.h"
#include "document/markdown.h"
#include "language/inflection.h"
#include "pipeline/look.h"
#include "pipeline/shown_pictures.h"
#include "pipeline/stages.h"
#include "publishers/epub/epub.h"
#include "publishers/feeds/feeds.h"
#include "publishers/forms/forms.h"
#include "publishers/kits/kits.h"
#include "publishers/pictures/pictures.h"
#include "publishers/page_pictures.h"
#include "publishers/page_search.h"
#include "publishers/search/search.h"
#include "publishers/website/website.h"
#include "publishers/workbook/workbook.h"
#include "site/overrides.h"
#include "source/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// Every kind of output we make. Order matters only to which of two owners of one address is reported.
static const publisher *const publishers[] = {
    &pictures_publisher, &website_publisher, &search_publisher, &feeds_publisher, &forms_publisher, &workbook_publisher, &epub_publisher,
    &kits_publisher,
};

static int compare_jobs(const void *left, const void *right)
{
    const job *a = left, *b = right;
    if (a->edition != b->edition)
        return a->edition < b->edition ? -1 : 1;
    if (a->what != b->what)
        return a->what < b->what ? -1 : 1;
    // Nobody waits long for a book that was begun last.
    return (a->weight < b->weight) - (a->weight > b->weight);
}

// Headings of other pages are known only now.
static void check_anchors(build *of)
{
    for (size_t i = 0; i < of->anchors.count; i++) {
        const page_anchor_use *used = &of->anchors.items[i];
        const page *target = &of->site->pages[used->use.page];
        const page_facts *facts = &of->facts[used->use.page];
        bool is_there = !facts->is_known;       // a page that could not be made has said so itself
        text headings = facts->headings;
        for (size_t h = 0; h < facts->heading_count && !is_there; h++)
            is_there = text_equals(record_take_text(&headings), used->use.anchor);
        if (!is_there)
            report(of->found, LINK_ANCHOR, at(used->from->path, used->use.line, used->use.column),
                   "'#%.*s' is not in %.*s", TEXT_PRINT(used->use.anchor), TEXT_PRINT(target->path));
    }
}

// What `check` tells besides mistakes: pages of the default language that another lacks.
static void report_translations(build *of)
{
    const site *model = of->site;
    for (size_t i = 0; i < model->entry_count; i++) {
        const entry *known = model->entries[i];
        const page *original = known->by_language[0];
        buffer missing = { 0 };
        for (size_t l = 1; original != NULL && l < model->config.languages.count; l++)
            if (known->by_language[l] == NULL)
                buffer_format(&missing, "%s%.*s", missing.length > 0 ? ", " : "", TEXT_PRINT(model->config.languages.codes[l]));
        if (missing.length > 0)
            report(of->found, TRANSLATION_MISSING, at(original->path, original->line, 1), "%.*s",
                   TEXT_PRINT(buffer_text(&missing)));
        buffer_free(&missing);
    }
}

// Without the dictionary terms are still linked and words found, but fewer.
static void check_dictionary(build *of)
{
    if (config_language(&of->site->config, TEXT("fi")) == of->site->config.languages.count)
        return;
    bool is_missing = false;
    inflection_close(inflection_open(TEXT("fi"), &is_missing));
    if (is_missing)
        report(of->found, DICTIONARY_MISSING, at(of->site->config.path, 1, 1),
               "install the package voikko-fi, so that inflected words and parts of compounds are found");
}

static bool prints(const build *of, size_t language)
{
    bool is_printed = false;
    for (size_t i = 0; i < of->site->page_count && !is_printed; i++)
        is_printed = of->site->pages[i].form != NULL && of->site->pages[i].language == language;
    for (size_t i = 0; i < of->books.count && !is_printed; i++)
        is_printed = of->books.items[i].has_pdf && of->books.items[i].has_language[language];
    return is_printed;
}

// Opened here, so that the workers find the dictionaries in memory.
static void open_hyphenations(build *of)
{
    const language_list *languages = &of->site->config.languages;
    of->hyphenations = ARENA_NEW(of->memory, hyphenation *, languages->count);
    for (size_t i = 0; i < languages->count; i++) {
        if (!prints(of, i))
            continue;
        of->hyphenations[i] = hyphenation_open(languages->codes[i]);
        if (of->hyphenations[i] == NULL)
            report(of->found, HYPHENATION_MISSING, at(of->site->config.path, 1, 1), "install the package %s for '%.*s'",
                   hyphenation_package(languages->codes[i]), TEXT_PRINT(languages->codes[i]));
    }
}

static void close_hyphenations(build *of)
{
    for (size_t i = 0; of->hyphenations != NULL && i < of->site->config.languages.count; i++)
        hyphenation_close(of->hyphenations[i]);
}

static bool plan_jobs(build *of, job_list *jobs)
{
    for (size_t i = 0; i < sizeof publishers / sizeof *publishers; i++)
        if (!publishers[i]->plan(of, jobs))
            return false;
    return true;
}

static int workers_for(const build_request *request)
{
    return request->worker_count > 0 ? request->worker_count : workers_available();
}

// ---- Where the output goes

// The site must not publish over its own sources, and a folder that is not our output stays.
static bool check_output(arena *memory, const site *of, text output)
{
    text kept[] = { of->config.content, of->config.themes, of->config.forms, TEXT(OVERRIDES_FOLDER) };
    char *resolved = realpath(text_to_string(memory, output), NULL);
    bool is_fine = true;
    for (size_t i = 0; i < sizeof kept / sizeof *kept && resolved != NULL && is_fine; i++) {
        char *own = realpath(text_to_string(memory, config_file(memory, &of->config, kept[i])), NULL);
        if (own != NULL)
            is_fine = !text_starts_with(text_join(memory, text_of(own), TEXT("/")), text_join(memory, text_of(resolved), TEXT("/")));
        free(own);
    }
    if (!is_fine)
        fprintf(stderr, "digitori: the output folder '%.*s' holds the site's own files; choose another with -o\n",
                TEXT_PRINT(output));
    bool is_ours = folder_is_empty(output) || path_exists(path_join(memory, output, TEXT("404.html")));
    if (is_fine && !is_ours) {
        fprintf(stderr, "digitori: the folder '%.*s' is not empty and was not made by digitori; choose another with -o\n",
                TEXT_PRINT(output));
        is_fine = false;
    }
    if (is_fine && folder_is_mounted(output)) {
        fprintf(stderr, "digitori: '%.*s' is a disk of its own, which cannot be exchanged as a whole; choose a folder on it, "
                "such as '%.*s'\n", TEXT_PRINT(output), TEXT_PRINT(path_join(memory, output, TEXT("public"))));
        is_fine = false;
    }
    free(resolved);
    return is_fine;
}

// A site may have come from somebody else with a link in it: whoever builds it has said where to publish only with -o.
static bool is_led_away(arena *memory, const site_config *config, diagnostics *found)
{
    text link;
    bool is_led = config_leads_by_link(memory, config, config->output, &link);
    if (is_led)
        report(found, FILE_IS_LINK, at(link, 1, 1), "delete the link, or say with -o where to publish");
    return is_led;
}

static text site_in(arena *memory, const staging *from)
{
    return path_join(memory, from->held.path, TEXT("site"));
}

static bool publish(const staging *from, bool is_synced)
{
    arena scratch = { 0 };
    bool fine = staging_publish(from, site_in(&scratch, from), is_synced);
    arena_free(&scratch);
    return fine;
}

// ---- Together

static void summarise(const build *of, const job_list *jobs, build_summary *summary)
{
    for (size_t i = 0; i < jobs->count; i++) {
        bool is_page = jobs->items[i].edition == 0 && text_ends_with(jobs->items[i].url, TEXT(".html"));
        summary->page_count += is_page;
        summary->made_count += is_page && !jobs->items[i].is_kept;
    }
    summary->author_pages = of->site->page_count;
    summary->form_count = of->site->forms.count;
    summary->kit_count = of->editions.count - 1;
    for (size_t i = 0; i < of->books.count; i++)
        for (size_t l = 0; l < of->site->config.languages.count; l++)
            summary->book_count += of->books.items[i].has_language[l];
}

enum { SITE_JOBS = 256 };       // that the site has besides those of pages, as a rule

typedef struct {
    const build *of;
    const job_list *jobs;
    text output;
    const build_request *request;
} early_pages;

static void show_early(void *context)
{
    const early_pages *early = context;
    if (diagnostics_count(early->of->found, SEVERITY_ERROR) == 0 && look_put_pages(early->of, early->jobs, early->output))
        early->request->pages_shown(early->request->context);
}

static build_result make(build *of, const job_list *jobs, reuse *kept, const build_request *request, const staging *at_last)
{
    early_pages early = { of, jobs, at_last->published, request };
    stage_wishes wishes = { of->worker_count, request->shows_progress, request->pages_shown != NULL ? show_early : NULL, &early };
    bool fine = stages_run(of, jobs, kept, &wishes);
    if (kept != NULL && reuse_is_misled(kept) && !machine_has_failed())
        return BUILD_MISLED;
    if (!fine || machine_has_failed())
        return BUILD_MACHINE_FAILED;
    check_anchors(of);
    shown_pictures shown = shown_pictures_of(of->memory, of);
    shown_pictures_check(of, &shown);
    if (request->take_shown != NULL)
        request->take_shown(request->context, of->site, &shown);
    if (request->is_check)
        report_translations(of);
    bool is_fine = diagnostics_count(of->found, SEVERITY_ERROR) == 0;
    if (is_fine && !upstream_is_as_read(of->memory, of->site->config.folder, &of->site->upstream))
        report(of->found, UPDATE_MEANWHILE, at(TEXT(UPSTREAM_MANIFEST), 1, 1), "give the command again when 'digitori update' has ended");
    diagnostics_sort(of->found);
    if (diagnostics_count(of->found, SEVERITY_ERROR) > 0)
        return BUILD_HAS_ERRORS;
    if (request->is_check)
        return BUILD_DONE;
    if (!check_output(of->memory, of->site, at_last->published))
        return BUILD_UNUSABLE;
    build_pictures_forget(of);
    return publish(at_last, request->is_for_readers) ? BUILD_DONE : BUILD_MACHINE_FAILED;
}

static bool configuration_has_errors(const diagnostics *found, text path)
{
    for (size_t i = 0; i < found->count; i++)
        if (diagnostic_severity(found->items[i].kind) == SEVERITY_ERROR && text_equals(found->items[i].place.path, path)
            && found->items[i].kind != PAGE_CRASHED)
            return true;
    return false;
}

static place place_of_language(const site *of, text code)
{
    diagnostics told = { .memory = of->memory };       // when the settings were read
    const value *root = yaml_read(of->memory, of->config.contents, of->config.path, 1, 0, &told), *list = value_get(root, TEXT("languages"));
    for (size_t i = 0; list != NULL && list->type == VALUE_LIST && i < list->count; i++)
        if (text_equals(value_text(list->items[i]), code))
            return value_place(list->items[i], of->config.path);
    return at(of->config.path, 1, 1);
}

// Readers would find an empty front page. Pages with mistakes are there all the same.
static void check_languages(const site *of, diagnostics *found)
{
    for (size_t l = 0; l < of->config.languages.count && of->page_count > 0 && !of->config.is_part; l++) {
        text code = of->config.languages.codes[l], folder = text_format(of->memory, "%.*s/", TEXT_PRINT(code));
        bool has_page = false;
        for (size_t i = 0; i < of->content_files.count && !has_page; i++)
            has_page = text_starts_with(of->content_files.items[i].path, folder) && text_ends_with(of->content_files.items[i].path, TEXT(".md"));
        for (size_t i = 0; i < of->page_count && !has_page; i++)
            has_page = of->pages[i].language == l;
        if (!has_page)
            report(found, TRANSLATION_MISSING, place_of_language(of, code),
                   "no page is in '%.*s', which has an empty front page: write one in %.*s/%.*s, or take the language out of 'languages'",
                   TEXT_PRINT(code), TEXT_PRINT(of->config.content), TEXT_PRINT(code));
    }
}

// Signed kits are of use when the site tells the key to its readers.
static void check_signing(const site *model, const build_request *request, diagnostics *found)
{
    const site_config *config = &model->config;
    arena scratch = { 0 };
    if (request->signing != NULL) {
        public_key used = private_key_public(request->signing);
        text key = public_key_text(&scratch, &used);
        if (!text_equals(key, config->signing_key))
            report(found, SIGNING_KEY_OTHER, config->signing_key_place,
                   config->signing_key.length > 0 ? "the public key of the file is %.*s, 'signing_key' is another"
                                                  : "tell readers the key: write 'signing_key: %.*s'", TEXT_PRINT(key));
    } else if (config->signing_key.length > 0 && config->kit_count > 0 && request->is_for_readers) {
        report(found, KITS_UNSIGNED, config->signing_key_place,
               "readers expect a signature by this key: build with '--sign-with FILE'");
    }
    arena_free(&scratch);
}

static bool find_changes(build *of)
{
    site_changes *changes = ARENA_NEW(of->memory, site_changes, 1);
    changes_result result = changes_find(of->memory, of->site, of->theme->menu, of->found, changes);
    of->changes = result == CHANGES_FOUND ? changes : NULL;
    return result != CHANGES_MACHINE_FAILED;
}

static void stand(build *of, const job_list *jobs, text output, build_summary *summary)
{
    standing_build *standing = ARENA_NEW(of->memory, standing_build, 1);
    *standing = (standing_build){ .of = of, .jobs = jobs, .output = output };
    summary->standing = standing;
}

// What is to be made. False after a reported machine failure.
static bool plan(build *of, theme *look, job_list *jobs, const build_request *request)
{
    const site *model = of->site;
    if (!theme_load(of->memory, model, of->found, look))
        return false;
    if (!request->is_check)
        site_keep_trees(model);
    check_languages(model, of->found);
    check_signing(model, request, of->found);
    markdown_prepare();
    if (!find_changes(of))
        return false;
    of->editions = editions_of(of->memory, model, of->found);
    of->books = books_of(of->memory, model, of->found);
    of->network = network_read(of->memory, &model->config, of->found);
    if (!network_load(of->memory, &model->config, &of->network, of->found))
        return false;
    // Mostly a little more jobs than pages; an array that grows leaves as much behind.
    jobs->capacity = model->page_count + model->page_count / 4 + SITE_JOBS;
    jobs->items = ARENA_NEW(of->memory, job, jobs->capacity);
    for (size_t i = 0; request->folds_books && i < of->books.count; i++)
        of->books.items[i].has_booklet = of->books.items[i].has_pdf;
    of->facts = ARENA_NEW(of->memory, page_facts, model->page_count);
    of->files = ARENA_NEW(of->memory, content_files, of->editions.count);
    page_search_prepare(of);
    if (!plan_jobs(of, jobs))
        return false;
    check_dictionary(of);
    open_hyphenations(of);
    qsort(jobs->items, jobs->count, sizeof *jobs->items, compare_jobs);
    return true;
}

static build_result build_site(arena *memory, const site *model, const build_request *request, bool begins_anew,
                               diagnostics *found, build_summary *summary)
{
    theme *look = ARENA_NEW(memory, theme, 1);
    build *of = ARENA_NEW(memory, build, 1);
    job_list *jobs = ARENA_NEW(memory, job_list, 1);
    *of = (build){ .memory = memory, .site = model, .theme = look, .is_check = request->is_check, .signing = request->signing,
                   .worker_count = workers_for(request), .found = found };
    text output = request->output.length > 0 ? request->output
                                             : config_file(memory, &model->config, model->config.output);
    staging at_last = { 0 };
    if (!request->is_check && request->output.length == 0 && is_led_away(memory, &model->config, found))
        return BUILD_UNUSABLE;
    if (!request->is_check && !staging_make(memory, output, &at_last))
        return BUILD_MACHINE_FAILED;
    of->staging = at_last.held.path;
    reuse kept = { 0 };
    reuse_wishes wishes = { at_last.published, request->folds_books ? TEXT("booklets") : (text){ 0 }, request->is_for_readers, begins_anew };
    if (!request->is_check)
        reuse_prepare(&kept, of, &wishes);
    bool is_planned = plan(of, look, jobs, request);
    bool fine = is_planned && (request->is_check || reuse_begin(&kept, of, jobs, &wishes));
    build_result result = fine ? make(of, jobs, request->is_check ? NULL : &kept, request, &at_last) : BUILD_MACHINE_FAILED;
    if (!request->is_check)
        reuse_end(&kept, result == BUILD_DONE, result == BUILD_MACHINE_FAILED || result == BUILD_MISLED ? (text){ 0 } : site_in(memory, &at_last));
    if (request->stands && result == BUILD_DONE)
        stand(of, jobs, at_last.published, summary);
    else
        close_hyphenations(of);
    if (!request->is_check && !staging_end(&at_last))
        result = BUILD_MACHINE_FAILED;
    if (is_planned)
        summarise(of, jobs, summary);
    summary->output = output;
    return result;
}

static build_result run(arena *memory, const build_request *request, bool begins_anew, diagnostics *found, build_summary *summary)
{
    *summary = (build_summary){ 0 };
    site *model = ARENA_NEW(memory, site, 1);
    build_result result;
    site_request wanted = request->site;
    wanted.worker_count = workers_for(request);
    wanted.may_write_cache = !request->is_check;
    switch (site_load(memory, &wanted, found, model)) {
    case SITE_LOADED:
        result = build_site(memory, model, request, begins_anew, found, summary);
        overrides_place(memory, model, found);
        break;
    case SITE_UNUSABLE:
        result = BUILD_UNUSABLE;
        break;
    default:
        result = BUILD_MACHINE_FAILED;
    }
    diagnostics_sort(found);
    if (result == BUILD_HAS_ERRORS && configuration_has_errors(found, model->config.path))
        result = BUILD_UNUSABLE;
    return result;
}

build_result pipeline_run(arena *memory, const build_request *request, diagnostics *found, build_summary *summary)
{
    struct timespec begin, end;
    size_t told = found->count;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    build_result result = run(memory, request, false, found, summary);
    if (result == BUILD_MISLED) {
        found->count = told;
        result = run(memory, request, true, found, summary);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    summary->seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
    return result;
}
