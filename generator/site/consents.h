// Who agreed to be shown in pictures, for what and until when.
//
// The side file of a picture ("photo.jpg.yaml") names the consent by the reference under which the city keeps it. Consents
// that cover many pictures are listed once in consents.yaml beside digitori.yaml:
//
//   - id: KUVA-2026-014           letters, digits and - . _ / only: never whose consent it is
//     until: 2027-12-31           when it ends; without it: when it is withdrawn
//     purposes: [web, print]      web, print, kit, social; without it: web
//     withdrawn: 2026-10-01       when it was withdrawn: the pictures may not be shown, whatever the day
//
// That file is not published and goes into no kit.
#ifndef SITE_CONSENTS_H
#define SITE_CONSENTS_H

#include "base/dates.h"
#include "schema/kind.h"

// The website; books as PDF and EPUB; kits; channels of others, which Digitori itself never publishes to.
typedef enum { USE_WEB = 1, USE_PRINT = 2, USE_KIT = 4, USE_SOCIAL = 8, USE_SAID = 16 } picture_use;

// What somebody agreed to.
typedef struct {
    text id;
    date until, withdrawn;
    unsigned purposes;          // of picture_use, with USE_SAID; 0: nothing is said
    place where;
} consent;

// What a side file says.
typedef struct {
    text path;                  // of the picture, from the site's folder
    text side_path;
    words alt, caption;
    const value *alt_said, *caption_said;   // in languages of other sites as well; NULL: nothing
    bool is_decorative;         // then it has no [alt]; otherwise one in some language, or it has mistakes
    text credit, licence;
    bool says_people, shows_people;     // whether there is a line about people; somebody is in it
    consent own;                // what the side file itself says of the consent; its place is that of `people`, or of its reference
    bool has_mistakes;          // reported: nothing more is told of it
    bool has_public_contacts;   // what it says of the photographer is for everybody
} picture_note;

typedef struct {
    picture_note *items;        // sorted by path
    size_t count, capacity;
    table by_path;              // picture's path -> 1 + its place among the items
    consent *consents;          // of consents.yaml, as they stand there
    size_t consent_count;
    bool has_list;              // there is a consents.yaml
} picture_notes;

#define CONSENTS_FILE "consents.yaml"

// The consent that [id] refers to; NULL when it is not in the list.
const consent *consent_find(const picture_notes *in, text id);

// The reference in the list or in a side file that differs from [id] in upper and lower case alone; empty when there is none.
text consent_in_other_case(const picture_notes *in, text id);

// What holds for a picture: the list and its side file taken together, the narrower of both.
consent consent_of(const picture_notes *in, const picture_note *note);

// Whether a picture may be used so on the day [today]. If not, *[mistake] and *[why] say what to report.
bool consent_allows(arena *memory, const picture_notes *in, const picture_note *note, picture_use use, date today,
                    diagnostic_kind *mistake, text *why);

// "web", "print", "kit", "social".
const char *picture_use_name(picture_use use);

// Whether a reference looks like what it must not hold: an e-mail address, a telephone number or an identity code; or is
// none at all. NULL when it is fine, else what to do.
const char *consent_reference_fault(text id);

// Reads consents.yaml into [into]. Mistakes are reported.
void consents_read(arena *memory, text contents, text path, picture_notes *into, diagnostics *found);

// What both files say of a consent: `until` or `consent_until`, `purposes`. False when a mistake was reported.
bool consent_read_terms(const value *map, const char *until_key, text path, diagnostics *found, consent *read);

// [contents] of consents.yaml with the consent marked as withdrawn on [day]; one that is not listed is added at the end. False: it is written in
// a way to which nothing can be added.
bool consents_mark(arena *memory, text contents, const consent *known, text id, date day, text *marked);

#endif
