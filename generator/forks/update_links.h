// Links between pages that stand in other places here than there.
#ifndef FORKS_UPDATE_LINKS_H
#define FORKS_UPDATE_LINKS_H

#include "base/table.h"
#include "base/text.h"

// Where files are to be found that moved: path -> text *. A path that is not in it stays.
typedef struct {
    table places;
    size_t count;
} moved_places;

void moved_places_add(moved_places *to, arena *memory, text path, text place);

// The Markdown of a page written to stand at [from], for its place [to]: relative links are rewritten where they
// would lead elsewhere. [page] itself when nothing is to be done.
text links_for_place(arena *memory, text page, text from, text to, const moved_places *moved);

#endif
