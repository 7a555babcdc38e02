// The output of the build before last, which becomes the staging folder of the next build: what did not change since stands
// in it already, so that nothing is done for each file but a look at it. Two trees alternate.
//
// Between builds it lies in the cache, from which one build takes it in one step. Nothing in it is trusted: a file stays only
// when it is the very one that an earlier build wrote, and all else is removed before a job runs.
#ifndef PIPELINE_SPARE_H
#define PIPELINE_SPARE_H

#include "base/files.h"
#include "base/table.h"

typedef struct {
    arena *memory;
    text folder;                // where it stands now, with a "/" at its end; empty: there is none
    file_list files, folders;
    table by_path;              // path -> spare_file *
} spare;

// Takes the tree [kept], if any, as [folder], which ends in "/" and must not be there. Where it cannot be used there is none.
// False after a reported machine failure.
bool spare_take(spare *taken, arena *memory, text kept, text folder) __attribute__((warn_unused_result));
// Whether the file at [url] is [expected]; it is wanted then. Another one makes way.
bool spare_has(spare *in, text url, const file_identity *expected);
// Removes all that is not wanted. False after a reported machine failure.
bool spare_clear(spare *in) __attribute__((warn_unused_result));

// Puts [folder] away as [kept], where that can be done by giving it another name.
void spare_put_away(text folder, text kept);

#endif
