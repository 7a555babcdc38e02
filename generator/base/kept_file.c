#include "kept_file.h"

#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_SIZE = 256 * 1024 };

bool kept_file_read(arena *memory, text path, size_t limit, text *contents)
{
    return access(text_to_string(memory, path), R_OK) == 0 && file_read(memory, path, limit, contents) == FILE_READ;
}

static void give_up(kept_file *writer)
{
    fclose(writer->file);
    writer->file = NULL;
    unlink(writer->fresh);
}

void kept_file_begin(kept_file *writer, arena *memory, text path)
{
    writer->path = text_to_string(memory, path);
    writer->fresh = text_format(memory, "%.*s.%ld", TEXT_PRINT(path), (long)getpid()).bytes;
    unlink(writer->fresh);          // a process of this number may have been killed
    writer->file = fopen(writer->fresh, "wbxe");
    if (writer->file != NULL)
        setvbuf(writer->file, NULL, _IOFBF, BUFFER_SIZE);
}

void kept_file_add(kept_file *writer, text contents)
{
    if (writer->file != NULL && fwrite(contents.bytes, 1, contents.length, writer->file) != contents.length)
        give_up(writer);
}

bool kept_file_end(kept_file *writer, bool is_wanted)
{
    if (writer->file == NULL)
        return false;
    if (!is_wanted || fflush(writer->file) != 0 || rename(writer->fresh, writer->path) != 0) {
        give_up(writer);
        return false;
    }
    fclose(writer->file);
    writer->file = NULL;
    return true;
}

void kept_file_remove(text path)
{
    arena scratch = { 0 };
    unlink(text_to_string(&scratch, path));
    arena_free(&scratch);
}

// Named "<file>.<process>" for a process that is no more.
static bool is_left_over(const char *name)
{
    const char *point = strrchr(name, '.');
    char *end;
    if (point == NULL || point == name || point[1] < '1' || point[1] > '9')
        return false;
    long process = strtol(point + 1, &end, 10);
    return *end == '\0' && process <= INT32_MAX && kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

void kept_files_clean(text folder)
{
    arena scratch = { 0 };
    DIR *listed = opendir(text_to_string(&scratch, folder));
    for (const struct dirent *entry; listed != NULL && (entry = readdir(listed)) != NULL;)
        if (is_left_over(entry->d_name))
            unlinkat(dirfd(listed), entry->d_name, 0);
    if (listed != NULL)
        closedir(listed);
    arena_free(&scratch);
}
