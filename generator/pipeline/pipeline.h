// The whole build: load the site, plan the jobs, run them stage by stage in
// workers, check what only shows when all pages are made, publish.
//
// The output is either replaced as a whole or left untouched.
#ifndef PIPELINE_PIPELINE_H
#define PIPELINE_PIPELINE_H

#include "base/signature.h"
#include "pipeline/standing.h"
#include "site/site.h"

struct shown_pictures;         // see pipeline/shown_pictures.h

typedef struct {
    site_request site;
    text output;                // from -o; empty: the site's own setting
    int worker_count;           // 0: as many as there are processors
    bool is_check;              // find mistakes, write nothing
    bool folds_books;           // all books also as booklets
    bool shows_progress;
    bool is_for_readers;        // what is published is on the disk at the end, and unsigned kits are told of where a key is named
    const private_key *signing; // NULL: kits are not signed
    bool stands;                // what was read stays in memory: see build_summary
    // When not NULL, pages that are made anew are put into the output (of a build before) as soon as all pages are made and
    // have no mistakes; then it is called. Books, kits and the search follow with the whole output, in one step as always.
    void (*pages_shown)(void *context);
    // Gets where pictures are shown, when all pages are known; may be NULL.
    void (*take_shown)(void *context, const site *of, const struct shown_pictures *shown);
    void *context;
} build_request;

typedef enum {
    BUILD_DONE, BUILD_HAS_ERRORS, BUILD_UNUSABLE, BUILD_MACHINE_FAILED,
    BUILD_MISLED            // by what an earlier build had left; never told: the build is done once more without it
} build_result;

typedef struct {
    size_t page_count;          // files of HTML of the website
    size_t made_count;          // those that had to be made: the rest is from the build before
    size_t author_pages, form_count, kit_count, book_count;      // kits and books: in all languages
    text output;                // where it was published
    double seconds;
    standing_build *standing;   // after BUILD_DONE, when it was asked for; lives as long as the arena
} build_summary;

// [found] gets every diagnostic, sorted.
build_result pipeline_run(arena *memory, const build_request *request, diagnostics *found, build_summary *summary);

#endif
