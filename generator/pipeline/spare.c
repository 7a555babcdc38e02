#include "pipeline/spare.h"

#include "base/permissions.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct spare_file {
    file_identity identity;
    bool is_wanted;
} spare_file;

enum { ALL_MAY = 0777, FILES_LIMIT = 1000000 };      // of more files not all might be listed

// Of a folder that is made in [parent] now: a list of who may, or else the umask, decides. 0 when none can be made.
static uint64_t mode_of_new_folder(text parent)
{
    arena scratch = { 0 };
    text made = path_join(&scratch, parent, TEXT("mode"));
    const char *path = text_to_string(&scratch, made);
    uint64_t mode = mkdir(path, ALL_MAY) == 0 ? file_identity_of(made).mode & ALL_MAY : 0;
    rmdir(path);
    arena_free(&scratch);
    return mode;
}

// There are no links in it, and its folders are as we make them. Its own permissions are those of the output. Somebody may have
// changed meanwhile who may read what is made in it.
static bool is_as_we_make_it(const spare *in, text folder)
{
    arena scratch = { 0 };
    text staging_of = path_folder(folder);
    uint64_t ours = mode_of_new_folder(staging_of);
    uint64_t above = file_identity_of(folder).mode;
    bool are = S_ISDIR(above) && (above & S_IRWXU) == S_IRWXU && in->files.count < FILES_LIMIT
        && permissions_for_new_are_same(folder, staging_of);
    for (size_t i = 0; i < in->folders.count && are; i++)
        are = (in->folders.items[i].mode & ALL_MAY) == ours
            && permissions_for_new_are_same(path_join(&scratch, folder, in->folders.items[i].path), staging_of);
    for (size_t i = 0; i < in->files.count && are; i++)
        are = !in->files.items[i].is_link;
    arena_free(&scratch);
    return are;
}

static void note_files(spare *in)
{
    in->by_path.memory = &in->memory;
    table_reserve(&in->by_path, in->files.count);
    in->looked_at = ARENA_NEW(&in->memory, spare_file, in->files.count);
    for (size_t i = 0; i < in->files.count; i++) {
        const file_entry *file = &in->files.items[i];
        in->looked_at[i].identity = (file_identity){ file->inode, file->size, file->mode, file->modified };
        table_set(&in->by_path, file->path, &in->looked_at[i]);
    }
}

static text place_of(const spare *of)
{
    return text_slice(of->folder, 0, of->folder.length - 1);
}

static bool list_files(spare *in, bool is_silent)
{
    in->is_listed = folder_walk_all(&in->memory, place_of(in), is_silent, &in->files, &in->folders);
    if (in->is_listed)
        note_files(in);
    return in->is_listed;
}

static void look(void *context)
{
    list_files(context, true);
}

void spare_end(spare *ended)
{
    thread_wait(&ended->looking);
    arena_free(&ended->memory);
    *ended = (spare){ 0 };
}

static bool drop(spare *taken)
{
    bool fine = folder_remove(place_of(taken));
    spare_end(taken);
    return fine;
}

void spare_begin(spare *taken, text kept, text folder)
{
    *taken = (spare){ 0 };
    taken->folder = text_copy(&taken->memory, folder);
    text place = place_of(taken);
    const char *from = text_to_string(&taken->memory, kept), *to = text_to_string(&taken->memory, place);
    if (kept.length == 0 || rename(from, to) != 0)
        spare_end(taken);
    else if (S_ISDIR(file_identity_of(place).mode))
        thread_begin(&taken->looking, look, taken);
}

bool spare_take(spare *taken)
{
    thread_wait(&taken->looking);
    if (taken->folder.length == 0)
        return true;
    bool is_folder = S_ISDIR(file_identity_of(place_of(taken)).mode);
    if (is_folder && !taken->is_listed && !list_files(taken, false))       // again, to tell why
        return false;
    return (is_folder && is_as_we_make_it(taken, place_of(taken))) || drop(taken);
}

bool spare_has(spare *in, text url, const file_identity *expected)
{
    spare_file *found = in->folder.length > 0 ? table_find(&in->by_path, url) : NULL;
    if (found == NULL)
        return false;
    found->is_wanted = S_ISREG(expected->mode) && memcmp(&found->identity, expected, sizeof *expected) == 0;
    if (!found->is_wanted) {
        arena scratch = { 0 };
        if (file_remove(text_join(&scratch, in->folder, url)))
            found->identity = (file_identity){ 0 };
        arena_free(&scratch);
    }
    return found->is_wanted;
}

bool spare_clear(spare *in)
{
    arena scratch = { 0 };
    bool fine = true;
    for (size_t i = 0; i < in->files.count && fine; i++) {
        const spare_file *known = &in->looked_at[i];
        if (!known->is_wanted && known->identity.inode != 0)
            fine = file_remove(text_join(&scratch, in->folder, in->files.items[i].path));
    }
    // Those inside first; what still holds files stays.
    for (size_t i = in->folders.count; i > 0 && fine; i--)
        rmdir(text_to_string(&scratch, text_join(&scratch, in->folder, in->folders.items[i - 1].path)));
    arena_free(&scratch);
    spare_end(in);
    return fine;
}

bool spare_give_back(spare *taken, text kept)
{
    thread_wait(&taken->looking);
    bool is_back = taken->folder.length == 0
        || rename(text_to_string(&taken->memory, place_of(taken)), text_to_string(&taken->memory, kept)) == 0;
    if (!is_back)
        return drop(taken);
    spare_end(taken);
    return true;
}

void spare_put_away(text folder, text kept)
{
    arena scratch = { 0 };
    rename(text_to_string(&scratch, folder), text_to_string(&scratch, kept));
    arena_free(&scratch);
}
