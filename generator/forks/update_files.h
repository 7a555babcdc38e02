// The three versions of every file of an update, brought together: update_plan.c's own.
#ifndef FORKS_UPDATE_FILES_H
#define FORKS_UPDATE_FILES_H

#include "base/table.h"
#include "forks/update.h"

typedef struct {
    text path, digest;
    const kit_listed_file *from_kit;    // theirs only
    bool is_used;           // has found its others
} update_file;

typedef struct {
    update_file *items;
    size_t count, capacity;
    table by_path;
} update_files;

// One file in its three versions; NULL where there is none.
typedef struct {
    update_file *base, *ours, *theirs;
} file_versions;

typedef struct {
    update_files base, ours, theirs;
    struct { file_versions *items; size_t count, capacity; } all;   // ordered by path
} update_versions;

// Reads what is there on the three sides and brings together what belongs together.
update_result update_versions_read(update_plan *plan, update_versions *read, text *why);

// What is there, read again.
update_result update_read_ours(const update_plan *plan, arena *memory, text path, text *contents, text *why);
update_result update_read_base(const update_plan *plan, arena *memory, text path, text *contents, text *why);
update_result update_read_theirs(const update_plan *plan, arena *memory, const kit_listed_file *file, text *contents, text *why);

#endif
