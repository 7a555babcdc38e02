// Who may read and write what is put in the place of something else.
#ifndef BASE_PERMISSIONS_H
#define BASE_PERMISSIONS_H

#include "text.h"

#include <stdbool.h>
#include <sys/types.h>

// Gives the open file or folder the owner, group, permissions and access lists of [like], as far as that may be; nobody gets to see what they might
// not see before. Nothing is done when there is no [like], or it is of another kind.
void permissions_take(int file, text like);
void permissions_take_named(text path, text like);      // the same for one that is not open

// What is made in [folder] from now on gets the access list that it would get in the folder [like]. Nothing is done when there is none.
void permissions_take_for_new(text folder, text like);
// Whether it would get the same in both.
bool permissions_for_new_are_same(text folder, text like);

// What to make a file with that is to be as [like]: nobody else sees it meanwhile.
mode_t permissions_at_first(text like);

#endif
