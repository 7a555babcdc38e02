// Watching a site's files for changes, by inotify.
//
// Watches the folders of content, forms and themes with all below them, and the site's folder itself for
// digitori.yaml. Names that begin with "." or "#" or end with "~", and what an editor makes only to test the
// folder, are no changes. Folders may go and come back; when the kernel loses count everything is looked at anew.
#ifndef PREVIEW_WATCH_H
#define PREVIEW_WATCH_H

#include "site/config.h"

typedef struct watch watch;

// [config] may be half read: the folders it names are watched. NULL after a machine failure, which has been reported.
watch *watch_start(const site_config *config);
void watch_stop(watch *watched);

int watch_file(const watch *watched);           // for poll
// Takes all that happened; whether anything changed. Files that were written are added to [written], once each.
typedef struct {
    text *items;                // from the site's folder: "content/fi/sivu.md"; in [memory]
    size_t count, capacity;
    arena *memory;
} written_files;
bool watch_take(watch *watched, written_files *written);

// Looks for folders that came or went: after watch_take, before the next build.
void watch_renew(watch *watched, const site_config *config);

bool watch_is_change(text name);                // whether a file of this name can matter

#endif
