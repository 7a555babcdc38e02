// kit.json: what a kit says of itself.
#ifndef FORKS_KIT_MANIFEST_H
#define FORKS_KIT_MANIFEST_H

#include "base/arena.h"
#include "base/text.h"

enum {
    KIT_FORMAT = 1,
    KIT_MANIFEST_MOST = 32 * 1024 * 1024,   // bytes
    KIT_TEXT_MOST = 2000,                   // bytes of any text in it
    KIT_ORIGINS_MOST = 100
};

// A Digitori from which something came. What is not known is empty.
typedef struct {
    text title, url, publisher;     // addresses are such as may stand in a link
    text kit, version;
    text licence, licence_url;
} kit_origin;

// In front of the paths of what forks begin with: the settings, pages, forms and theme of the site.
#define KIT_SOURCE "source/"

typedef struct {
    text path;              // as in the kit, "/" between parts
    text digest;            // SHA-256 in small hexadecimal
} kit_listed_file;

typedef struct {
    text json;              // the manifest as it was received
    text id, title, version, language, licence, licence_url, generator;
    text signature_key;     // empty when the kit is not signed
    // Nearest first: who published this kit, then who that was taken from; the original is the last.
    kit_origin *origins;
    size_t origin_count;    // at least one
    kit_listed_file *files; // sorted by path
    size_t file_count;
} kit_manifest;

// False when [json] is no manifest that can be used; [*why] then says why in plain words.
bool kit_manifest_read(arena *memory, text json, kit_manifest *manifest, text *why);

const kit_listed_file *kit_manifest_find(const kit_manifest *in, text path);

#endif
