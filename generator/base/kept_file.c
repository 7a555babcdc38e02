#include "kept_file.h"

#include "files.h"

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
