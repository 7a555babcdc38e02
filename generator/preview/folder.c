#include "preview/folder.h"

#include "base/diagnostics.h"
#include "base/files.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static const text START = TEXT_CONSTANT("preview-");

bool preview_folder_make(arena *memory, text site, held_folder *made)
{
    text own = path_join(memory, site, TEXT(".digitori")), link;
    const char *temporary = getenv("TMPDIR");
    // A site of others may have a link there: what stands behind it is not ours to clean.
    bool is_there = !path_leads_by_link(memory, site, TEXT(".digitori"), &link)
                 && (mkdir(text_to_string(memory, own), 0777) == 0 || errno == EEXIST);
    if (is_there) {
        held_folders_clean(own, START, (text){ 0 });
        if (held_folder_make(memory, own, START, made))
            return true;
    }
    text elsewhere = text_of(temporary != NULL && *temporary != '\0' ? temporary : "/tmp");
    return held_folder_make(memory, elsewhere, START, made) || machine_failure("cannot write to", elsewhere);
}
