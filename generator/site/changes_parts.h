// Between the parts of finding changes; private to them.
#ifndef SITE_CHANGES_PARTS_H
#define SITE_CHANGES_PARTS_H

#include "site/changes.h"

// Whose words a value is shown in.
typedef struct {
    const site *of, *original;
    const page *own;
} change_words;

// A value_words.show: choices by their labels, pages by their titles, dates as the language writes them.
text change_value_text(void *context, arena *memory, text key, const value *v);

#endif
