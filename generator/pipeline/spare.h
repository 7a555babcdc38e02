// The output of the build before last, which becomes the staging folder of the next build: what did not change since stands
// in it already, so that nothing is done for each file but a look at it. Two trees alternate.
//
// Between builds it lies in the cache, from which one build takes it in one step. Nothing in it is trusted: a file stays only
// when it is the very one that an earlier build wrote, and all else is removed before a job runs. It is looked at in a
// thread while the build is planned.
#ifndef PIPELINE_SPARE_H
#define PIPELINE_SPARE_H

#include "base/files.h"
#include "base/table.h"
#include "base/thread.h"

typedef struct {
    arena memory;               // of what follows
    text folder;                // where it stands now, with a "/" at its end; empty: there is none
    file_list files, folders;
    struct spare_file *looked_at;   // by number of the file
    table by_path;              // path -> spare_file *
    thread looking;
    bool is_listed;
} spare;

// Moves the tree [kept], if any, to [folder], which ends in "/" and must not be there, and begins to look at it. [taken] stays where it
// is until the tree is taken or given back.
void spare_begin(spare *taken, text kept, text folder);
// Where it cannot be used it is removed, and there is none. False after a reported machine failure.
bool spare_take(spare *taken) __attribute__((warn_unused_result));
// Whether the file at [url] is [expected]; it is wanted then. Another one makes way.
bool spare_has(spare *in, text url, const file_identity *expected);
// Removes all that is not wanted; nothing can be asked any more. False after a reported machine failure.
bool spare_clear(spare *in) __attribute__((warn_unused_result));
// Moves the tree back as [kept], where it was; where that cannot be done it is removed. False after a reported machine failure.
bool spare_give_back(spare *taken, text kept) __attribute__((warn_unused_result));
// Nothing can be asked any more; the tree stays where it is.
void spare_end(spare *ended);

// Puts [folder] away as [kept], where that can be done by giving it another name.
void spare_put_away(text folder, text kept);

#endif
