// Three-way merge of one file: what two people made of it.
//
// Front matter and YAML are merged by key, other text by line (by libgit2). Where both sides changed
// one thing differently, both versions stand in the file between marks:
//
//     <<<<<<< this site
//     ours
//     =======
//     theirs
//     >>>>>>> upstream 2.0
//
// So do both versions of a text that has more than 20,000 lines in one of them.
#ifndef FORKS_MERGE_H
#define FORKS_MERGE_H

#include "forks/settings.h"

typedef struct {
    text contents;
    size_t conflict_count;      // marked in the contents
    bool is_no_text;            // nothing was merged: pictures and the like
    struct { text *items; size_t count, capacity; } kept;   // settings that both changed, and ours stayed
} merge_result;

// [base] may be empty: both sides made the file. [version] names theirs in the marks.
merge_result merge_file(arena *memory, text path, text base, text ours, text theirs, text version);

// digitori.yaml. What a site says of itself (its name, publisher, address, languages, kits) is ours
// alone, and where both changed something else ours stays too: a site whose settings
// hold marks could not be read. Languages that we do not have are left out.
merge_result merge_settings(arena *memory, const fork_settings *base, text ours, const fork_settings *own,
                            const fork_settings *theirs);

// The line of the first mark in [contents] at or after [*offset], which moves behind it; 0 when there is none.
int merge_find_mark(text contents, size_t *offset);

// Reports every mark in the file [path]; false when there is one.
bool merge_check_marks(text contents, text path, diagnostics *found);

// The file beside which an update put [path], "map.png" for "map.upstream.png"; empty for other names.
text merge_beside_what(arena *memory, text path);

#endif
