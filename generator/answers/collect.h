// All the filled forms that a person points to: files, folders, zips.
//
// Each file is read in a worker with limits of time and memory, so that a hostile one costs itself only. Zips are read
// where they are; nothing is unpacked to disk, run or followed, and zips within zips are not opened. Several readers of one
// file are not asked in turn: what a file is, its first bytes say.
#ifndef ANSWERS_COLLECT_H
#define ANSWERS_COLLECT_H

#include "answers/filled.h"
#include "site/theme.h"

enum {
    COLLECT_FILES_MOST = 5000,
    COLLECT_FILE_MOST = 64 * 1024 * 1024,       // bytes of one file
};
#define COLLECT_BYTES_MOST ((uint64_t)4 * 1024 * 1024 * 1024)   // of all

typedef struct {
    const site *site;
    const theme *look;
    const text *paths;
    size_t path_count;
    int worker_count;
    void (*step)(void *context, size_t done, size_t total);     // after each file; may be NULL
    void *context;
} collect_request;

typedef struct {
    filled_forms forms;
    size_t file_count;          // that were looked at
    size_t twice;               // left out, for the same answers are there already
} collected;

typedef enum { COLLECT_DONE, COLLECT_NOTHING_THERE, COLLECT_MACHINE_FAILED } collect_result;

// COLLECT_NOTHING_THERE: a path leads to nothing; [*missing] says which.
collect_result collect_answers(arena *memory, const collect_request *request, diagnostics *found, collected *into,
                               text *missing);

#endif
