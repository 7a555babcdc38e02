// Where pictures are shown, and whether the people in them agreed to that.
//
// Pages tell what they show; which books and kits hold them is known from the model. So one list answers both what a build
// must refuse and where a consent that is withdrawn was relied on.
#ifndef PIPELINE_SHOWN_PICTURES_H
#define PIPELINE_SHOWN_PICTURES_H

#include "publishers/publisher.h"
#include "site/pictures.h"

typedef struct {
    text picture;               // path of the content file
    place where;                // what shows it: a line of a page, or the setting of a book
    picture_use use;
    text language;              // its code
    text url;                   // of what is published: the page, the book's files, the kit; several have ", " between them
    const picture_note *people; // its side file, or, where that says nothing of people, the one of a photo with the same picture; NULL: none
    bool is_told_otherwise;     // [people] is one more photo's with the same picture and another consent: that it was withdrawn holds here too
} shown_picture;

typedef struct shown_pictures {
    shown_picture *items;       // sorted by picture, place, use and address
    size_t count, capacity;
} shown_pictures;

// Whether it is another file than the one whose side file tells of the people.
bool shown_picture_is_copy(const shown_picture *used);

// Everything that shows a photo, once all pages have told.
shown_pictures shown_pictures_of(arena *memory, const build *of);

// Reports every use that is not allowed on the day of the build; in a check also what ends within 90 days.
void shown_pictures_check(const build *of, const shown_pictures *shown);

#endif
