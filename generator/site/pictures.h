// What side files say of the pictures of a site.
//
// "photo.jpg.yaml" stands beside "photo.jpg" and holds for all languages:
//
//   alt: {fi: …, sv: …}        required: what the picture shows, for those who cannot see it; '' for decoration
//   caption: {fi: …, sv: …}    below the picture where the page gives none
//   credit: …                  who took it
//   licence: CC-BY-4.0
//   people: true               somebody can be recognised: a consent is needed; where one is named it counts whatever this says
//   consent: KUVA-2026-014     the reference under which the city keeps the consent; never personal data
//   consent_until: 2027-12-31  and `purposes: [web, print, kit, social]`: what it covers; see site/consents.h
#ifndef SITE_PICTURES_H
#define SITE_PICTURES_H

#include "document/document.h"
#include "site/site.h"

// Reads all side files and consents.yaml into the model. Mistakes are reported.
void picture_notes_read(site *into, diagnostics *found);

// Reads consents.yaml as it stands there now into [into]; what it holds, or nothing (bytes are NULL) when there is none or a
// mistake was reported instead: a link is not followed.
text consents_load(arena *memory, const site *of, picture_notes *into, diagnostics *found);

// What the side file of the picture [path] says; NULL when it has none.
const picture_note *picture_note_of(const site *of, text path);

// Whether the content file is a picture that is read and written anew: JPEG, PNG or WebP by its name.
bool is_photo_path(text path);

// Gives an image of the picture [path] what its page does not say: words for those who cannot see it, a caption, and the
// credit. What words are still missing is reported at [where].
void picture_describe(arena *memory, const site *of, text path, size_t language, place where, node *image, diagnostics *found);

// Who took it and what one may do with it, in one line; empty when nobody is named.
text picture_credit(arena *memory, const picture_note *note);

// The side file for those who build the site from a kit: what it says in every language, also those that this site has not, with
// the consent's terms.
text picture_side_file(arena *memory, const site *of, const picture_note *note);

#endif
