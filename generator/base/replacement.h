// A file that is put in the place of another in one step: nobody finds half of it, and two processes that do so do it one
// after the other. It gets the permissions of the other.
#ifndef BASE_REPLACEMENT_H
#define BASE_REPLACEMENT_H

#include "arena.h"
#include "text.h"

typedef struct {
    const char *path, *fresh;       // "<path>.new", where the contents stand first
    int file;
} replacement;

// Waits until no other process replaces the file [path]: what is read of it from here on is what is replaced. Makes its
// folder. False after a reported machine failure.
bool replacement_begin(replacement *begun, arena *memory, text path) __attribute__((warn_unused_result));
// After a reported failure what was there is whole; nothing is left over.
bool replacement_end(replacement *begun, text contents) __attribute__((warn_unused_result));
// The old one stays.
void replacement_give_up(replacement *begun);

// Both.
bool file_replace(text path, text contents) __attribute__((warn_unused_result));

#endif
