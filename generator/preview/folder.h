// Where a preview keeps the site it shows: a folder of its own, held while the preview runs.
#ifndef PREVIEW_FOLDER_H
#define PREVIEW_FOLDER_H

#include "base/staging.h"

// Makes ".digitori/preview-…" in [site], or a folder in TMPDIR (or /tmp) where the site cannot be written or ".digitori" is a
// link. What previews that were killed have left in the site is removed. False after a machine failure, which has been reported.
bool preview_folder_make(arena *memory, text site, held_folder *made);

#endif
