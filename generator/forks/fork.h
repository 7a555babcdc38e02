// A site of one's own from a kit.
#ifndef FORKS_FORK_H
#define FORKS_FORK_H

#include "forks/kit_reader.h"
#include "forks/settings.h"

typedef struct {
    text title;                 // of the new site
    text *languages;            // none: those of the kit
    size_t language_count;
    text publisher, email;      // may be empty
    text url;                   // where the site will stand; may be empty
} fork_wishes;

// What a kit offers to fork; refused when its source has no settings that can be used.
kit_result fork_settings_of(const kit *from, fork_settings *settings, text *why);

// Makes the site in [folder], which is new or empty: all of it or nothing.
kit_result fork_make(const kit *from, const fork_settings *settings, const fork_wishes *wishes, text folder, text *why);

#endif
