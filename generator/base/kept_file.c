#include "kept_file.h"

#include "transfer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_SIZE = 256 * 1024 };

bool kept_file_read(arena *memory, text path, size_t limit, text *contents)
{
    return access(text_to_string(memory, path), R_OK) == 0 && file_read(memory, path, limit, contents) == FILE_READ;
}

bool held_file_open(held_file *opened, text path, const file_identity *expected)
{
    arena scratch = { 0 };
    int file = open(text_to_string(&scratch, path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    arena_free(&scratch);
    file_identity found;
    *opened = (held_file){ file + 1, (size_t)expected->size };
    bool fine = file >= 0 && file_identity_of_open(file, &found) && memcmp(&found, expected, sizeof found) == 0;
    if (!fine)
        held_file_close(opened);
    return fine;
}

bool held_file_open_any(held_file *opened, text path, size_t limit)
{
    file_identity found = file_identity_of(path);
    *opened = (held_file){ 0 };
    return S_ISREG(found.mode) && found.size <= limit && held_file_open(opened, path, &found);
}

bool held_file_take(const held_file *from, char *bytes)
{
    size_t length = 0;
    bool fine = from->number > 0;
    while (fine && length < from->size) {
        ssize_t got = pread(from->number - 1, bytes + length, from->size - length, (off_t)length);
        fine = got > 0 || (got < 0 && errno == EINTR);
        length += got > 0 ? (size_t)got : 0;
    }
    return fine;
}

bool held_file_read(arena *memory, const held_file *from, text *contents)
{
    char *bytes = ARENA_NEW(memory, char, from->size + 1);
    *contents = (text){ bytes, from->size };
    return held_file_take(from, bytes);
}

void held_file_close(held_file *opened)
{
    if (opened->number > 0)
        close(opened->number - 1);
    *opened = (held_file){ 0 };
}

static void give_up(kept_file *writer)
{
    fclose(writer->file);
    writer->file = NULL;
    unlink(writer->fresh);
}

void kept_file_begin(kept_file *writer, arena *memory, text path, size_t limit)
{
    writer->room = limit;
    writer->path = text_to_string(memory, path);
    writer->fresh = text_format(memory, "%.*s.%ld", TEXT_PRINT(path), (long)getpid()).bytes;
    unlink(writer->fresh);          // a process of this number may have been killed
    writer->file = fopen(writer->fresh, "wbxe");
    if (writer->file != NULL)
        setvbuf(writer->file, ARENA_NEW(memory, char, BUFFER_SIZE), _IOFBF, BUFFER_SIZE);
}

void kept_file_add(kept_file *writer, text contents)
{
    if (writer->file == NULL || contents.length == 0)
        return;
    if (contents.length > writer->room || fwrite(contents.bytes, 1, contents.length, writer->file) != contents.length)
        give_up(writer);
    else
        writer->room -= contents.length;
}

bool kept_file_end(kept_file *writer, bool is_wanted)
{
    file_identity written;
    return kept_file_end_told(writer, is_wanted, &written);
}

// Its name may be that of another's by the time that we could ask.
bool kept_file_end_told(kept_file *writer, bool is_wanted, file_identity *written)
{
    if (writer->file == NULL)
        return false;
    if (!is_wanted || fflush(writer->file) != 0 || !file_identity_of_open(fileno(writer->file), written)
        || rename(writer->fresh, writer->path) != 0) {
        give_up(writer);
        return false;
    }
    fclose(writer->file);
    writer->file = NULL;
    return true;
}

static int open_to_extend(const char *name)
{
    return open(name, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
}

static bool add_to_end(int file, text contents)
{
    return futimens(file, NULL) == 0 && write_fully(file, contents.bytes, contents.length);
}

bool kept_file_extend(text path, text contents)
{
    arena scratch = { 0 };
    const char *name = text_to_string(&scratch, path);
    int file = open_to_extend(name);
    bool fine = file >= 0 && add_to_end(file, contents);
    if (file >= 0)
        close(file);
    if (!fine)
        unlink(name);
    arena_free(&scratch);
    return fine;
}

bool kept_file_extend_told(text path, text contents, file_identity *identity)
{
    arena scratch = { 0 };
    const char *name = text_to_string(&scratch, path);
    file_identity before, after;
    int file = open_to_extend(name);
    while (file >= 0 && flock(file, LOCK_EX) != 0 && errno == EINTR) { }        // a file system may know no locks
    bool is_same = file >= 0 && file_identity_of_open(file, &before) && memcmp(&before, identity, sizeof before) == 0;
    bool fine = is_same && add_to_end(file, contents) && file_identity_of_open(file, &after)
        && after.size == before.size + contents.length;
    if (fine)
        *identity = after;
    if (is_same && !fine)
        unlink(name);
    if (file >= 0)
        close(file);
    arena_free(&scratch);
    return fine;
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
