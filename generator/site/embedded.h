// The files the program carries inside itself: the default theme, the default
// kinds, and the first pages of a new site. A site's own files override them
// one by one. The table is written by generator/embed when the program is built.
#ifndef SITE_EMBEDDED_H
#define SITE_EMBEDDED_H

#include "base/text.h"

typedef struct {
    const char *path;           // as in the repository: "themes/digitori/theme.yaml"
    const char *begin, *end;
} embedded_file;

extern const embedded_file embedded_files[];     // sorted by path
extern const unsigned long embedded_file_count;

static inline text embedded_contents(const embedded_file *file)
{
    return text_between(file->begin, file->end);
}

// The contents of the file [path]; empty bytes (NULL) when there is none.
text embedded_find(text path);

#endif
