// Bringing a newer kit into a site that was forked from it: three versions of every file (what was
// received before, what the site made of it, what the kit has now) become one.
//
//   unchanged here                 theirs is taken; a file they removed is removed
//   unchanged there                ours stays
//   changed on both sides          merged (merge.h); what meets is marked in the file
//   no text, changed on both       theirs is put beside ours as name.upstream.ext
//   removed there, changed here    ours stays
//   removed here                   stays removed
//   moved on either side           our text and theirs meet in the new place: a page is the same when its
//                                  id and language are, or its content, or its title when no other has it;
//                                  links to it follow
//
// Nothing is changed before all is known. The results are then made ready in .digitori/update/ with a
// journal of what to exchange; from there on every file is exchanged in one step, and a run that was
// stopped is finished by the next.
#ifndef FORKS_UPDATE_H
#define FORKS_UPDATE_H

#include "forks/kit_reader.h"
#include "forks/settings.h"
#include "forks/update_links.h"
#include "forks/upstream.h"

typedef enum {
    CHANGE_NEW,             // taken: there was none here
    CHANGE_TAKEN,           // theirs in the place of ours, which nobody had changed
    CHANGE_REMOVED,
    CHANGE_MERGED,          // ours and theirs together
    CHANGE_MOVED,           // follows theirs to a new place; may be merged too
    CHANGE_LINKED,          // only its links follow pages that moved
    CHANGE_CONFLICT,        // marked in the file
    CHANGE_BESIDE,          // theirs beside ours, in [other]
    CHANGE_KEPT,            // they removed it, we had changed it
    CHANGE_STAYS_REMOVED,   // we removed it, they changed it
    CHANGE_SETTING_KEPT,    // a setting that both changed: [other] names it
    CHANGE_KINDS
} change_kind;

typedef struct {
    change_kind kind;
    text path;              // in the site
    text other;             // where it was, where theirs is, or a setting
    int line;               // of the first mark
} update_change;

// A file to write or remove.
typedef struct {
    text path;
    text was;               // SHA-256 of what stands there now; empty: nothing
    text contents;
    const kit_listed_file *from_kit;    // or as it stands in the kit, not read yet
    text written_for;       // the path for which its links were written
    text moved_from;        // where it stood in the site; empty: in its place, or nowhere
    bool is_removal;
} update_step;

typedef struct {
    arena *memory;
    text site;              // folder
    const kit *from;
    upstream before;
    fork_settings base, own, theirs;
    struct { update_change *items; size_t count, capacity; } changes;
    struct { update_step *items; size_t count, capacity; } steps;
    moved_places moved;
    size_t left_out;        // files in languages the site does not have
    bool is_same;           // the kit is the one the site has already
} update_plan;

typedef enum { UPDATE_PLANNED, UPDATE_REFUSED, UPDATE_MACHINE_FAILED } update_result;

// Finds out what is to be done; nothing is written. [*why] says why it cannot be.
update_result update_plan_make(arena *memory, text site, const upstream *before, const kit *from, update_plan *plan, text *why);

// Does it. False after a machine failure: either nothing has been changed, or the next run goes on.
bool update_apply(update_plan *plan) __attribute__((warn_unused_result));

// Whether an update of the site was stopped on its way; and going on with it, or clearing away what one
// left that never came so far. What was edited here in the meantime stays, theirs then stands beside it.
bool update_is_unfinished(text site);
bool update_finish(arena *memory, text site) __attribute__((warn_unused_result));

// What the journal of a stopped update says. False when it is no journal of ours, or a path in it leads out of the site.
typedef struct {
    text path, was;         // see update_step
    bool is_removal;
} update_journal_step;
typedef struct {
    update_journal_step *items;
    size_t count;
} update_journal;
bool update_journal_read(arena *memory, text json, update_journal *read);

// "pictures/map.png" gives "pictures/map.upstream.png".
text update_beside(arena *memory, text path);

// Below 0, 0 or above 0: versions such as "1.9" and "1.10" by their numbers.
int version_compare(text a, text b);

#endif
