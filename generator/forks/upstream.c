#include "forks/upstream.h"

#include "base/files.h"

bool upstream_read(arena *memory, text site, diagnostics *found, upstream *read)
{
    static const text manifest = TEXT_CONSTANT(UPSTREAM_MANIFEST);
    text json, why = TEXT("it is no plain file, or too large");
    *read = (upstream){ .folder = file_identity_of(path_join(memory, site, TEXT(UPSTREAM_FOLDER))).inode };
    if (path_exists(path_join(memory, site, TEXT(UPDATE_JOURNAL))))
        report(found, UPDATE_UNFINISHED, at(TEXT(UPDATE_JOURNAL), 1, 1), "run 'digitori update' again: it finishes what was begun");
    switch (file_read_beneath(memory, site, manifest, KIT_MANIFEST_MOST, &json)) {
    case FILE_READ:
        read->is_fork = kit_manifest_read(memory, json, &read->manifest, &why);
        read->source = path_join(memory, site, TEXT(UPSTREAM_SOURCE));
        break;
    case FILE_MISSING:
        return true;
    case FILE_FAILED:
        return false;
    default:
        break;
    }
    if (!read->is_fork)
        report(found, UPSTREAM_UNUSABLE, at(manifest, 1, 1),
               "%.*s; take the folder " UPSTREAM_FOLDER " from a copy of the site", TEXT_PRINT(why));
    return true;
}

bool upstream_is_as_read(arena *memory, text site, const upstream *read)
{
    return !path_exists(path_join(memory, site, TEXT(UPDATE_JOURNAL)))
        && file_identity_of(path_join(memory, site, TEXT(UPSTREAM_FOLDER))).inode == read->folder;
}
