// What a newer kit has that differs from the source a site was forked from.
#ifndef FORKS_KIT_CHANGES_H
#define FORKS_KIT_CHANGES_H

#include "forks/differences.h"
#include "forks/kit_reader.h"

typedef enum { KIT_FILE_CHANGED, KIT_FILE_ADDED, KIT_FILE_REMOVED } kit_change_type;

typedef struct {
    kit_change_type type;
    text path, old_path;        // from the source's folder; they differ when a page with the same id went elsewhere
    bool is_page;
    page_differences differences;       // of a page that changed
} kit_change;

typedef struct {
    kit_change *items;          // by path
    size_t count, capacity;
} kit_changes;

// [source] is the folder of the pristine source. Its settings are left out: a kit makes them anew for each language.
kit_result kit_changes_find(arena *memory, const kit *newer, text source, kit_changes *found, text *why);

const char *kit_change_name(kit_change_type type);      // "changed", "added", "removed"

#endif
