// digitori sign: a new pair of keys, and the signature of a kit.
#include "commands/commands.h"
#include "commands/kit_messages.h"
#include "commands/private_keys.h"

#include "base/diagnostics.h"
#include "base/replacement.h"
#include "forks/kit_files.h"
#include "forks/kit_signature.h"

#include <stdio.h>
#include <stdlib.h>

// ---- Keys

static int make_key(arena *memory, const arguments *from, text path)
{
    private_key fresh;
    bool existed;
    text site = private_key_site(memory, path);
    if (site.length > 0)
        return usage_error(from->command, "'%.*s' is inside the site '%.*s', from where a private key could be published or copied "
                           "along; choose a place outside it", TEXT_PRINT(path), TEXT_PRINT(site));
    private_key_make(&fresh);
    public_key told = private_key_public(&fresh);
    bool is_written = private_key_write(path, &fresh, &existed);
    private_key_forget(&fresh);
    if (!is_written)
        return EXIT_MACHINE;
    if (existed)
        return usage_error(from->command, "'%.*s' is there already and stays as it is; choose another name", TEXT_PRINT(path));
    printf("The private key is in %.*s. Keep it secret, and keep a copy of it in a safe place.\n"
           "The public key is for everyone. Put it in digitori.yaml:\n\n"
           "signing_key: %.*s\n", TEXT_PRINT(path), TEXT_PRINT(public_key_text(memory, &told)));
    return EXIT_DONE;
}

// ---- Signing

static int compare_entries(const void *left, const void *right)
{
    return text_compare(((const zip_entry *)left)->name, ((const zip_entry *)right)->name);
}

// The archive as it would have been made with the signature in it.
static bool sign_zip(arena *memory, text path, text signature)
{
    kit_files files;
    if (kit_files_open(memory, path, &files) != FILE_READ)
        return machine_failure("cannot read", path);
    zip_entry *entries = ARENA_NEW(memory, zip_entry, files.count + 1);
    size_t count = 0;
    bool fine = true;
    for (size_t i = 0; i < files.count && fine; i++) {
        const kit_file *file = &files.items[i];
        if (text_equals(file->name, TEXT(KIT_SIGNATURE_NAME)))
            continue;
        entries[count] = (zip_entry){ .name = file->name, .is_stored = file->is_stored };
        fine = kit_files_read(memory, &files, file, &entries[count++].contents) == FILE_READ
            || machine_failure("cannot read", path);
    }
    entries[count++] = (zip_entry){ TEXT(KIT_SIGNATURE_NAME), signature, false };
    qsort(entries, count, sizeof *entries, compare_entries);
    buffer archive = { 0 };
    fine = fine && zip_write_memory(entries, count, &archive) && file_replace(path, buffer_text(&archive));
    buffer_free(&archive);
    kit_files_close(&files);
    return fine;
}

// The kit has been found whole: it may be signed.
static int sign_opened(arena *memory, const arguments *from, const kit *opened, const private_key *by)
{
    public_key key = private_key_public(by), named;
    text known = public_key_text(memory, &key), path = opened->path;
    const kit_manifest *about = &opened->manifest;
    if (about->signature_key.length > 0
        && (!public_key_read(about->signature_key, &named) || !public_key_equals(&key, &named)))
        return usage_error(from->command, "the kit says that it is signed with another key, %.*s", TEXT_PRINT(about->signature_key));
    text signature = kit_signature_make(memory, by, about->json);
    bool is_signed = opened->zip != NULL ? sign_zip(memory, path, signature)
                                         : file_write(path_join(memory, path, TEXT(KIT_SIGNATURE_NAME)), signature);
    if (!is_signed)
        return EXIT_MACHINE;
    printf("Signed '%.*s', version %.*s, with the key %.*s\n", TEXT_PRINT(about->title), TEXT_PRINT(about->version), TEXT_PRINT(known));
    text list = path_join(memory, path_folder(path), TEXT("SHA256SUMS"));
    if (opened->zip != NULL && path_exists(list))
        fprintf(stderr, "digitori: %.*s and the downloads page still tell the hash of the kit as it was; "
                "sign published kits with 'digitori build --sign-with'\n", TEXT_PRINT(list));
    return EXIT_DONE;
}

static int sign_kit(arena *memory, const arguments *from, text path, const private_key *by)
{
    kit opened;
    text why;
    kit_result result = kit_open(memory, path, &opened, &why);
    if (result != KIT_OPENED)
        return kit_message(path, result, why);
    int status = sign_opened(memory, from, &opened, by);
    kit_close(&opened);
    return status;
}

int command_sign(int count, char **given)
{
    arguments from;
    if (!arguments_read(command_find("sign"), count, given, &from))
        return EXIT_USAGE;
    const char *fresh = argument_value(&from, "new-key"), *key = argument_value(&from, "key");
    bool is_making = fresh != NULL && key == NULL && from.position_count == 0;
    bool is_signing = fresh == NULL && key != NULL && from.position_count == 1;
    if (!is_making && !is_signing)
        return usage_error(from.command, "name a kit and a key, or a file for a new key");
    arena memory = { 0 };
    private_key known;
    int status = is_making ? make_key(&memory, &from, text_of(fresh)) : private_key_given(from.command, text_of(key), &known);
    if (is_signing && status == EXIT_DONE) {
        status = sign_kit(&memory, &from, text_of(from.positions[0]), &known);
        private_key_forget(&known);
    }
    arena_free(&memory);
    return status;
}
