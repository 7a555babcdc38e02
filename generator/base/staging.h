// Folders of this process's own: no other process takes or removes one while it is held, and what a process that was
// stopped left behind is removed by the next that wants one of the same name.
//
// Staging is such a folder beside the one it is to replace; it takes its place in one step. Whenever the machine stops,
// either the old folder or the new one is whole in its place.
#ifndef BASE_STAGING_H
#define BASE_STAGING_H

#include "arena.h"
#include "text.h"

typedef struct {
    text path;
    int lock;               // -1: the file system knows no locks
} held_folder;

// Makes "<parent>/<start>XXXXXX" and holds it. False with errno set and nothing said when that cannot be.
bool held_folder_make(arena *memory, text parent, text start, held_folder *made);
// Removes what processes that were stopped left behind under such names, as far as that can be done. Where one of them was cut off in the middle of
// putting a folder in the place of [published], which may be empty, that is put back.
void held_folders_clean(text parent, text start, text published);
// Removes it with all below. False after a reported machine failure.
bool held_folder_end(held_folder *held) __attribute__((warn_unused_result));
// Removes the folder [path] as nobody else can any more: it is given another name beside it first, one that begins with
// [start], so that whoever wants it has all of it or none. Nothing is said when that cannot be done.
void folder_take_away(text path, text start);

typedef struct {
    held_folder held;
    text published;         // no link, no "/" at its end
} staging;

// Beside [published], which is a folder or missing; a link to a folder is followed, so that its target is replaced.
// False after a reported machine failure.
bool staging_make(arena *memory, text published, staging *made) __attribute__((warn_unused_result));

// Puts the folder [fresh] of the staging in the place of [published] in one step, with its permissions; what was there is removed by
// staging_end. With [is_synced] all of it is on the disk before, so that a power cut does no harm either. False after a
// reported machine failure; then one of the two is whole in its place.
bool staging_publish(const staging *from, text fresh, bool is_synced) __attribute__((warn_unused_result));
// The same for a folder that is to be new: nothing takes the place of one in which there is something by now.
bool staging_publish_new(const staging *from, text fresh) __attribute__((warn_unused_result));
// Removes the staging, which may have failed to be made.
bool staging_end(staging *ended) __attribute__((warn_unused_result));

// Whether [folder] is where another disk begins: nothing can take its place.
bool folder_is_mounted(text folder);

// All that was written so far, at least on the file system of [folder], is on the disk. False after a reported failure.
bool folder_sync(text folder) __attribute__((warn_unused_result));

// One at a time: takes the lock of the folder. -1 when another process has it (errno is EWOULDBLOCK) or there is none to
// be had. Closing it lets go, as does the end of the process.
int folder_lock(text folder);

#endif
