// digitori.yaml of a fork, as far as forks/ needs to know it.
#ifndef FORKS_SETTINGS_H
#define FORKS_SETTINGS_H

#include "source/value.h"

#define SETTINGS_FILE "digitori.yaml"

typedef struct {
    const value *root;
    text content, forms;        // folders
    text *languages;
    size_t language_count;
} fork_settings;

// Reads the settings in [yaml]; false when they are none, or name no language or one that is no code.
bool fork_settings_read(arena *memory, text yaml, diagnostics *found, fork_settings *settings);

bool fork_settings_has_language(const fork_settings *in, text code);

// The language of a page or of a form's words, by where the file stands; empty when it has none.
text fork_settings_language_of(const fork_settings *in, text path);

// What a site says of itself alone: no kit gives it.
bool fork_setting_is_own(text key);

// The settings of a kit for a site with the languages of [own]: texts in other languages of the kit are left out.
const value *fork_settings_narrowed(arena *memory, const fork_settings *of_kit, const fork_settings *own);

#endif
