// What a site was forked from: .digitori/upstream/ in its folder.
//
//   .digitori/upstream/kit.json     the manifest of the kit as it was received
//   .digitori/upstream/source/…     the kit's source as it was received, never edited
#ifndef FORKS_UPSTREAM_H
#define FORKS_UPSTREAM_H

#include "base/diagnostics.h"
#include "forks/kit_manifest.h"

typedef struct {
    bool is_fork;           // false: nothing below is set
    kit_manifest manifest;  // its origins are the chain: whom we forked first, the original last
    text source;            // the folder of the pristine source, with the site's folder before it
    uint64_t folder;        // which one it is: every update brings its own; 0: there is none
} upstream;

// A site that is no fork is fine. A record that cannot be used is reported and the site is then no
// fork. False after a reported machine failure.
bool upstream_read(arena *memory, text site, diagnostics *found, upstream *read) __attribute__((warn_unused_result));

// Whether no update has come since: else some files may have been read before and others after it.
bool upstream_is_as_read(arena *memory, text site, const upstream *read);

// Where they stand in the site's folder.
#define UPDATE_JOURNAL ".digitori/update/journal"      // only while an update is under way
#define UPSTREAM_FOLDER ".digitori/upstream"
#define UPSTREAM_MANIFEST UPSTREAM_FOLDER "/kit.json"
#define UPSTREAM_SOURCE UPSTREAM_FOLDER "/source"

#endif
