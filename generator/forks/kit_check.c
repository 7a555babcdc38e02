#include "forks/kit_check.h"

#include "base/digest.h"
#include "forks/kit_reader.h"
#include "forks/kit_signature.h"

#include <stdlib.h>

enum { SIGNATURE_LIMIT = 4096 };

static void add_fault(arena *memory, kit_check *into, text name, kit_fault_kind kind)
{
    *ARENA_PUSH(memory, into->faults) = (kit_fault){ name, kind };
}

static int compare_faults(const void *left, const void *right)
{
    return text_compare(((const kit_fault *)left)->name, ((const kit_fault *)right)->name);
}

static bool is_about_the_kit(text name)
{
    return text_equals(name, TEXT(KIT_MANIFEST_NAME)) || text_equals(name, TEXT(KIT_SIGNATURE_NAME));
}

// ---- Files

// One file against the hash that kit.json promises. False after a machine failure.
static bool check_file(arena *memory, const kit_files *in, text name, text promised, kit_check *into)
{
    const kit_file *found = kit_files_find(in, name);
    if (found == NULL) {
        add_fault(memory, into, name, KIT_FILE_MISSING);
        return true;
    }
    arena scratch = { 0 };
    text contents;
    file_result result = kit_files_read(&scratch, in, found, &contents);
    if (result != FILE_READ)
        add_fault(memory, into, name, KIT_FILE_UNREADABLE);
    else if (!text_equals(digest_sha256(&scratch, contents), promised))
        add_fault(memory, into, name, KIT_FILE_CHANGED);
    arena_free(&scratch);
    return result != FILE_FAILED;
}

static kit_check_result check_all(arena *memory, const kit_files *in, kit_check *into)
{
    const kit_manifest *manifest = &into->manifest;
    uint64_t total = 0;
    for (size_t i = 0; i < in->count; i++) {
        total += in->items[i].size < KIT_UNPACKED_MOST ? in->items[i].size : KIT_UNPACKED_MOST;
        if (total > KIT_UNPACKED_MOST)
            return KIT_TOO_LARGE;
        if (!is_about_the_kit(in->items[i].name) && kit_manifest_find(manifest, in->items[i].name) == NULL)
            add_fault(memory, into, in->items[i].name, KIT_FILE_ADDED);
    }
    for (size_t i = 0; i < manifest->file_count; i++)
        if (!check_file(memory, in, manifest->files[i].path, manifest->files[i].digest, into))
            return KIT_CHECK_FAILED;
    if (into->faults.count > 1)
        qsort(into->faults.items, into->faults.count, sizeof *into->faults.items, compare_faults);
    return KIT_CHECKED;
}

// ---- Signature

static kit_signature_state check_signature(arena *memory, const kit_files *in, const public_key *expected, kit_check *into)
{
    text contents, signature;
    public_key named;
    const kit_file *found = kit_files_find(in, TEXT(KIT_SIGNATURE_NAME));
    if (found == NULL)
        return expected != NULL || into->manifest.signature_key.length > 0 ? KIT_SIGNATURE_MISSING : KIT_UNSIGNED;
    if (found->size > SIGNATURE_LIMIT || kit_files_read(memory, in, found, &contents) != FILE_READ
        || !kit_signature_read(memory, contents, &into->key, &signature)
        || !signature_is_right(&into->key, into->manifest.json, signature))
        return KIT_SIGNATURE_WRONG;
    bool is_named = into->manifest.signature_key.length == 0
                 || (public_key_read(into->manifest.signature_key, &named) && public_key_equals(&named, &into->key));
    bool is_expected = expected == NULL || public_key_equals(expected, &into->key);
    return is_named && is_expected ? KIT_SIGNED : KIT_SIGNED_BY_OTHER;
}

kit_check_result kit_check_files(arena *memory, const kit_files *in, const public_key *expected, kit_check *checked, text *why)
{
    text json;
    *checked = (kit_check){ 0 };
    *why = TEXT("kit.json is damaged");
    const kit_file *manifest = kit_files_find(in, TEXT(KIT_MANIFEST_NAME));
    if (manifest == NULL)
        return KIT_NONE;
    if (manifest->size > KIT_MANIFEST_MOST)
        return KIT_MANIFEST_DAMAGED;
    file_result result = kit_files_read(memory, in, manifest, &json);
    if (result == FILE_FAILED)
        return KIT_CHECK_FAILED;
    if (result != FILE_READ || !kit_manifest_read(memory, json, &checked->manifest, why))
        return KIT_MANIFEST_DAMAGED;
    kit_check_result done = check_all(memory, in, checked);
    if (done == KIT_CHECKED)
        checked->signature = check_signature(memory, in, expected, checked);
    return done;
}

bool kit_is_whole(const kit_check *checked)
{
    return checked->faults.count == 0;
}

bool kit_is_trusted(const kit_check *checked)
{
    return kit_is_whole(checked) && (checked->signature == KIT_SIGNED || checked->signature == KIT_UNSIGNED);
}
