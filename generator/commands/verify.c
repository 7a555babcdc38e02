// digitori verify: what of a kit is not as its publisher made it, and who signed it.
#include "commands/commands.h"

#include "base/diagnostics.h"
#include "base/unicode.h"
#include "forks/kit_check.h"
#include "formats/data.h"
#include "site/config.h"

#include <stdio.h>

enum { KEY_FILE_LIMIT = 1024 * 1024 };

static const char *const fault_names[] = {
    [KIT_FILE_CHANGED] = "changed", [KIT_FILE_MISSING] = "missing", [KIT_FILE_ADDED] = "added", [KIT_FILE_UNREADABLE] = "unreadable",
};
static const char *const signature_names[] = {
    [KIT_UNSIGNED] = "none", [KIT_SIGNED] = "right", [KIT_SIGNATURE_MISSING] = "missing", [KIT_SIGNATURE_WRONG] = "wrong",
    [KIT_SIGNED_BY_OTHER] = "other key",
};

// ---- Whose signature it must be

// A public key, a file with one, or the folder of a site. An exit status.
static int read_expected(arena *memory, const arguments *from, public_key *expected)
{
    text given = text_of(argument_value(from, "key")), contents;
    if (public_key_read(given, expected))
        return EXIT_DONE;
    if (path_is_folder(given)) {
        diagnostics ignored = { .memory = memory };
        site_config config;
        if (!config_read(memory, given, &ignored, &config))
            return usage_error(from->command, "'%.*s' is not the folder of a site", TEXT_PRINT(given));
        return public_key_read(config.signing_key, expected) ? EXIT_DONE
             : usage_error(from->command, "the site '%.*s' names no 'signing_key' in its digitori.yaml", TEXT_PRINT(given));
    }
    switch (file_read(memory, given, KEY_FILE_LIMIT, &contents)) {
    case FILE_READ:
        return public_key_find(contents, expected) ? EXIT_DONE
             : usage_error(from->command, "there is no public key in '%.*s'", TEXT_PRINT(given));
    case FILE_FAILED:
        return EXIT_MACHINE;
    default:
        return usage_error(from->command, "--key takes a public key (ed25519:...), a file that holds one, or the folder of a site");
    }
}

// ---- Telling

// Whoever changed a kit may have named a file so that a terminal obeys it.
static text shown(arena *memory, text t)
{
    size_t wrong;
    bool is_fine = unicode_check(t, &wrong) == UNICODE_FINE;
    uint32_t character;
    for (text rest = t; is_fine && unicode_take(&rest, &character);)
        is_fine = !unicode_is_unseen(character) && character >= 0x20;
    if (is_fine)
        return t;
    char *bytes = ARENA_NEW(memory, char, t.length + 1);
    for (size_t i = 0; i < t.length; i++)
        bytes[i] = (unsigned char)t.bytes[i] < 0x20 || (unsigned char)t.bytes[i] >= 0x7f ? '?' : t.bytes[i];
    return (text){ bytes, t.length };
}

static void print_shown(arena *memory, const char *before, text t, const char *after)
{
    printf("%s%.*s%s", before, TEXT_PRINT(shown(memory, t)), after);
}

static void print_publisher(arena *memory, const kit_manifest *about)
{
    const kit_origin *origin = &about->origins[0];
    print_shown(memory, "", about->title, "");
    print_shown(memory, ", version ", about->version, "");
    print_shown(memory, " (", about->language, ")\n");
    print_shown(memory, "It says it comes from ", origin->publisher.length > 0 ? origin->publisher : origin->title, "");
    print_shown(memory, origin->url.length > 0 ? ", " : "", origin->url, "\n");
}

static void print_signature(const kit_check *checked, text key, bool is_expected)
{
    switch (checked->signature) {
    case KIT_UNSIGNED:
        printf("Signature: none. Nothing tells who made the kit: whoever changes a file can change kit.json too.\n");
        break;
    case KIT_SIGNED:
        printf("Signature: right, by the key %.*s\n", TEXT_PRINT(key));
        if (!is_expected)
            printf("To know whose key that is, compare it with the one on the publisher's downloads page.\n");
        break;
    case KIT_SIGNATURE_MISSING:
        printf("Signature: missing, though the kit should be signed. Do not trust it.\n");
        break;
    case KIT_SIGNATURE_WRONG:
        printf("Signature: wrong. kit.json or its signature has been changed. Do not trust the kit.\n");
        break;
    case KIT_SIGNED_BY_OTHER:
        printf("Signature: by another key than it should be, %.*s. Do not trust the kit.\n", TEXT_PRINT(key));
        break;
    }
}

static void print_check(arena *memory, const kit_check *checked, text key, bool is_expected)
{
    print_publisher(memory, &checked->manifest);
    for (size_t i = 0; i < checked->faults.count; i++) {
        printf("%s: ", fault_names[checked->faults.items[i].kind]);
        print_shown(memory, "", checked->faults.items[i].name, "\n");
    }
    if (kit_is_whole(checked))
        printf("All %zu files are as kit.json says.\n", checked->manifest.file_count);
    else
        printf("%zu of the kit's files are not as kit.json says.\n", checked->faults.count);
    print_signature(checked, key, is_expected);
}

static void print_json(arena *memory, const kit_check *checked, text key)
{
    data *made = data_map(memory);
    data_set_text(memory, made, "kit", checked->manifest.id);
    data_set_text(memory, made, "version", checked->manifest.version);
    data_set_text(memory, made, "language", checked->manifest.language);
    data_set(memory, made, "files", data_number(memory, (double)checked->manifest.file_count));
    for (size_t f = 0; f < sizeof fault_names / sizeof *fault_names; f++) {
        data *names = data_list(memory);
        for (size_t i = 0; i < checked->faults.count; i++)
            if (checked->faults.items[i].kind == f)
                data_add(memory, names, data_text(memory, shown(memory, checked->faults.items[i].name)));
        data_set(memory, made, fault_names[f], names);
    }
    data_set_text(memory, made, "signature", text_of(signature_names[checked->signature]));
    if (key.length > 0)
        data_set_text(memory, made, "key", key);
    data_set_bool(memory, made, "fine", kit_is_trusted(checked));
    buffer out = { 0 };
    data_write_json(made, false, &out);
    printf("%.*s\n", TEXT_PRINT(buffer_text(&out)));
    buffer_free(&out);
}

// ---- Checking

static int refuse(text path, text why)
{
    fprintf(stderr, "digitori: '%.*s' is not as its publisher made it: %.*s\n", TEXT_PRINT(path), TEXT_PRINT(why));
    return EXIT_CONTENT;
}

static int check_kit(arena *memory, const arguments *from, const kit_files *files, const public_key *expected)
{
    kit_check checked;
    text why, key = { 0 };
    switch (kit_check_files(memory, files, expected, &checked, &why)) {
    case KIT_NONE:
        return usage_error(from->command, "'%.*s' is no kit: there is no kit.json in it", TEXT_PRINT(files->path));
    case KIT_MANIFEST_DAMAGED:
        return refuse(files->path, why);
    case KIT_TOO_LARGE:
        return refuse(files->path, TEXT("it is larger than a kit may be (2 GiB)"));
    case KIT_CHECK_FAILED:
        return EXIT_MACHINE;
    case KIT_CHECKED:
        break;
    }
    if (checked.signature == KIT_SIGNED || checked.signature == KIT_SIGNED_BY_OTHER)
        key = public_key_text(memory, &checked.key);
    if (argument_is_set(from, "json"))
        print_json(memory, &checked, key);
    else
        print_check(memory, &checked, key, expected != NULL);
    return kit_is_trusted(&checked) ? EXIT_DONE : EXIT_CONTENT;
}

static int verify(arena *memory, const arguments *from)
{
    public_key expected;
    bool is_expected = argument_is_set(from, "key");
    text path = text_of(from->positions[0]);
    kit_files files;
    int status = is_expected ? read_expected(memory, from, &expected) : EXIT_DONE;
    if (status != EXIT_DONE)
        return status;
    switch (kit_files_open(memory, path, &files)) {
    case FILE_READ:
        status = check_kit(memory, from, &files, is_expected ? &expected : NULL);
        kit_files_close(&files);
        return status;
    case FILE_MISSING:
        return usage_error(from->command, "there is no '%.*s'", TEXT_PRINT(path));
    case FILE_NOT_PLAIN:
        return refuse(path, TEXT("it is no zip file, or a damaged one"));
    case FILE_TOO_LARGE:
        return refuse(path, TEXT("it has more files than a kit may hold (100,000)"));
    default:
        return EXIT_MACHINE;
    }
}

int command_verify(int count, char **given)
{
    arguments from;
    arena memory = { 0 };
    if (!arguments_read(command_find("verify"), count, given, &from))
        return EXIT_USAGE;
    if (from.position_count != 1)
        return usage_error(from.command, "name one kit: a zip file or the folder it was unpacked to");
    int status = verify(&memory, &from);
    arena_free(&memory);
    return status;
}
