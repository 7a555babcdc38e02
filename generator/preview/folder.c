#include "preview/folder.h"

#include "base/diagnostics.h"
#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const text START = TEXT_CONSTANT("preview-");

static int hold(arena *memory, text path)
{
    int folder = open(text_to_string(memory, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (folder >= 0 && flock(folder, LOCK_EX | LOCK_NB) != 0) {
        close(folder);
        folder = -1;
    }
    return folder;
}

static void remove_left_over(arena *memory, text parent)
{
    DIR *listed = opendir(text_to_string(memory, parent));
    for (const struct dirent *item; listed != NULL && (item = readdir(listed)) != NULL;) {
        if (!text_starts_with(text_of(item->d_name), START))
            continue;
        text path = path_join(memory, parent, text_copy(memory, text_of(item->d_name)));
        int folder = hold(memory, path);
        if (folder < 0)
            continue;           // somebody else's, and alive
        bool is_gone = folder_remove(path);     // else it has said so, and is in nobody's way
        close(folder);
        if (!is_gone)
            break;
    }
    if (listed != NULL)
        closedir(listed);
}

static bool make_in(arena *memory, text parent, preview_folder *made)
{
    char *name = text_to_string(memory, path_join(memory, parent, TEXT("preview-XXXXXX")));
    if (mkdtemp(name) == NULL)
        return false;
    made->path = text_of(name);
    made->lock = hold(memory, made->path);
    return true;
}

bool preview_folder_make(arena *memory, text site, preview_folder *made)
{
    text own = path_join(memory, site, TEXT(".digitori"));
    const char *temporary = getenv("TMPDIR");
    bool is_there = mkdir(text_to_string(memory, own), 0777) == 0 || errno == EEXIST;
    if (is_there) {
        remove_left_over(memory, own);
        if (make_in(memory, own, made))
            return true;
    }
    text elsewhere = text_of(temporary != NULL && *temporary != '\0' ? temporary : "/tmp");
    return make_in(memory, elsewhere, made) || machine_failure("cannot write to", elsewhere);
}

bool preview_folder_end(preview_folder *made)
{
    bool fine = folder_remove(made->path);
    if (made->lock >= 0)
        close(made->lock);
    return fine;
}
