#include "forks/fork.h"

#include "base/files.h"
#include "base/staging.h"
#include "forks/upstream.h"
#include "source/value_make.h"
#include "source/yaml.h"
#include "source/yaml_write.h"

#include <stdio.h>
#include <unistd.h>

static const text source_folder = TEXT_CONSTANT(KIT_SOURCE);

typedef struct {
    arena *memory;
    const kit *from;
    const fork_settings *settings;
    const fork_wishes *wishes;
    text staging;
} forking;

kit_result fork_settings_of(const kit *from, fork_settings *settings, text *why)
{
    text yaml;
    diagnostics found = { .memory = from->memory };
    const kit_listed_file *file = kit_manifest_find(&from->manifest, TEXT(KIT_SOURCE SETTINGS_FILE));
    if (file == NULL) {
        *why = TEXT("there is no source in it to make a site from");
        return KIT_REFUSED;
    }
    kit_result result = kit_read(from, from->memory, file, &yaml, why);
    if (result != KIT_OPENED)
        return result;
    if (yaml.length <= YAML_FILE_LIMIT && fork_settings_read(from->memory, yaml, &found, settings))
        return KIT_OPENED;
    *why = TEXT("its source/" SETTINGS_FILE " cannot be read");
    return KIT_REFUSED;
}

// ---- Settings

static bool is_wished(const forking *with, text code)
{
    const fork_wishes *wishes = with->wishes;
    for (size_t i = 0; i < wishes->language_count; i++)
        if (text_equals(wishes->languages[i], code))
            return true;
    return wishes->language_count == 0;
}

static void set_text(const forking *with, value *map, const char *key, text t)
{
    if (t.length > 0)
        value_set(with->memory, map, text_of(key), value_make_text(with->memory, t));
    else
        value_remove(map, text_of(key));
}

static void set_languages(const forking *with, value *root)
{
    const fork_wishes *wishes = with->wishes;
    value *languages = value_make_list(with->memory);
    bool is_less = false;
    for (size_t i = 0; i < wishes->language_count; i++)
        value_add(with->memory, languages, value_make_text(with->memory, wishes->languages[i]));
    for (size_t i = 0; i < with->settings->language_count; i++)
        is_less |= !is_wished(with, with->settings->languages[i]);
    if (wishes->language_count > 0)
        value_set(with->memory, root, TEXT("languages"), languages);
    // Pages of the languages left out are still referred to: they stay with the original.
    if (is_less && value_get(root, TEXT("part_of")) == NULL) {
        value *whole = value_make_map(with->memory);
        set_text(with, whole, "title", with->from->manifest.origins[0].title);
        set_text(with, whole, "url", with->from->manifest.origins[0].url);
        value_set(with->memory, root, TEXT("part_of"), whole);
    }
}

// The fork's own kit begins its own count of versions.
static void set_kits(const forking *with, value *root)
{
    const value *kits = value_get(root, TEXT("kits"));
    value *own = value_make_list(with->memory);
    for (size_t i = 0; kits != NULL && kits->type == VALUE_LIST && i < kits->count; i++) {
        value *fresh = value_copy(with->memory, kits->items[i]);
        if (fresh->type == VALUE_MAP)
            set_text(with, fresh, "version", TEXT("1.0"));
        value_add(with->memory, own, fresh);
    }
    if (own->count > 0)
        value_set(with->memory, root, TEXT("kits"), own);
}

static text own_settings(const forking *with)
{
    const fork_wishes *wishes = with->wishes;
    value *root = value_make_map(with->memory), *publisher = value_make_map(with->memory);
    fork_settings own = *with->settings;
    if (wishes->language_count > 0) {
        own.languages = wishes->languages;
        own.language_count = wishes->language_count;
    }
    const value *received = fork_settings_narrowed(with->memory, with->settings, &own);
    set_text(with, root, "title", wishes->title);
    for (size_t i = 0; i < received->count; i++)
        if (!fork_setting_is_own(received->entries[i].key))
            value_set(with->memory, root, received->entries[i].key, received->entries[i].value);
    set_languages(with, root);
    set_text(with, root, "base_url", wishes->url);
    set_text(with, publisher, "name", wishes->publisher);
    set_text(with, publisher, "email", wishes->email);
    if (publisher->count > 0)
        value_set(with->memory, root, TEXT("publisher"), publisher);
    set_kits(with, root);
    buffer out = { 0 };
    buffer_format(&out, "# Forked from the kit '%.*s'. 'digitori update KIT' brings in a newer version of it.\n\n",
                  TEXT_PRINT(with->from->manifest.id));
    yaml_write(root, &out);
    text written = text_copy(with->memory, buffer_text(&out));
    buffer_free(&out);
    return written;
}

// ---- Files

static text staged(const forking *with, arena *memory, const char *folder, text path)
{
    return path_join(memory, path_join(memory, with->staging, text_of(folder)), path);
}

static kit_result write_file(const forking *with, arena *scratch, const kit_listed_file *file, text *why)
{
    text contents, path = text_from(file->path, source_folder.length);
    kit_result result = kit_read(with->from, scratch, file, &contents, why);
    if (result != KIT_OPENED)
        return result;
    text code = fork_settings_language_of(with->settings, path);
    bool is_own = !text_equals(path, TEXT(SETTINGS_FILE)) && (code.length == 0 || is_wished(with, code));
    bool fine = file_write(staged(with, scratch, UPSTREAM_SOURCE, path), contents)
             && (!is_own || file_write(staged(with, scratch, "", path), contents));
    return fine ? KIT_OPENED : KIT_MACHINE_FAILED;
}

static kit_result write_all(const forking *with, text *why)
{
    const kit_manifest *manifest = &with->from->manifest;
    arena scratch = { 0 };
    kit_result result = KIT_OPENED;
    for (size_t i = 0; result == KIT_OPENED && i < manifest->file_count; i++) {
        if (text_starts_with(manifest->files[i].path, source_folder))
            result = write_file(with, &scratch, &manifest->files[i], why);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    if (result != KIT_OPENED)
        return result;
    bool fine = file_write(staged(with, with->memory, "", TEXT(UPSTREAM_MANIFEST)), manifest->json)
             && file_write(staged(with, with->memory, "", TEXT(SETTINGS_FILE)), own_settings(with))
             && file_write(staged(with, with->memory, "", TEXT(".gitignore")), TEXT(".digitori/cache/\n.digitori/preview-*\n"));
    return fine ? KIT_OPENED : KIT_MACHINE_FAILED;
}

kit_result fork_make(const kit *from, const fork_settings *settings, const fork_wishes *wishes, text folder, text *why)
{
    arena *memory = from->memory;
    text above = path_folder(folder);
    bool is_made_above = above.length > 0 && !path_exists(above);
    staging beside;
    if (!staging_make(memory, folder, &beside))
        return KIT_MACHINE_FAILED;
    forking with = { memory, from, settings, wishes, path_join(memory, beside.held.path, TEXT("site")) };
    kit_result result = write_all(&with, why);
    if (result == KIT_OPENED && !staging_publish_new(&beside, with.staging))
        result = KIT_MACHINE_FAILED;
    bool is_removed = staging_end(&beside);
    if (result != KIT_OPENED && is_made_above)
        rmdir(text_to_string(memory, above));       // unless somebody put something there meanwhile
    return is_removed ? result : KIT_MACHINE_FAILED;
}
