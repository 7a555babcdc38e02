// Pictures as pages, books and kits use them: which widths there are, where they are published, their bytes.
//
// Photos are read first of all, each by a job of its own (publishers/pictures/), whose facts everybody after it knows. What is
// made of them stays in .digitori/cache/pictures/, named after what it was made from: the file, the program and what
// was wanted. Deleting that folder costs time and nothing else; where it cannot be written to, the staging
// folder serves instead.
#ifndef PUBLISHERS_PAGE_PICTURES_H
#define PUBLISHERS_PAGE_PICTURES_H

#include "formats/picture.h"
#include "publishers/publisher.h"

// What is known of the photo [path]; NULL when the file is no photo.
const picture_facts *build_picture(const build *of, text path);

// Where one of its widths is published, from the edition's root: "pictures/tori-1f0c83a2b4d6-960.webp". Nothing of the
// original's name is kept but its letters and digits.
text build_picture_url(arena *memory, const picture_facts *of, size_t variant, bool is_webp);
text build_picture_widest_url(arena *memory, const picture_facts *of);

// Its bytes, made anew if they are nowhere. False when the picture cannot be shown.
bool build_picture_set(const build *of, arena *memory, const picture_facts *shown, picture_set *read);

// The picture of the content file [path] for books: cleaned, upright, no larger than print needs. [result] as picture_read has it.
picture_result build_picture_for_book(const build *of, arena *memory, text path, picture *read);

// ---- Of the job that reads a picture

// Reads the photo [path] or finds what was made of it before. False after a reported machine failure.
bool build_picture_make(const build *of, arena *memory, text path, picture_facts *made);

// After a build: what pictures that are no longer there had in the cache goes, beyond some hundred megabytes.
void build_pictures_forget(const build *of);

#endif
