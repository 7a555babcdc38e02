// A small site in a folder of its own, for tests of what is made from a whole site.
#ifndef TESTS_UNIT_SITE_FIXTURE_H
#define TESTS_UNIT_SITE_FIXTURE_H

#include "checks.h"

#include "base/files.h"
#include "document/markdown.h"
#include "site/theme.h"

typedef struct {
    const char *path, *contents;
} fixture_file;

typedef struct {
    arena memory;
    diagnostics found;
    text folder;
    site site;
    theme theme;
} fixture_site;

static inline void fixture_open(fixture_site *into, const fixture_file *files, size_t count)
{
    *into = (fixture_site){ 0 };
    into->found.memory = &into->memory;
    into->folder = fresh_folder(&into->memory);
    for (size_t i = 0; i < count; i++)
        check(file_write(path_join(&into->memory, into->folder, text_of(files[i].path)), text_of(files[i].contents)));
    site_request request = { .folder = into->folder };
    check(site_load(&into->memory, &request, &into->found, &into->site) == SITE_LOADED);
    check(theme_load(&into->memory, &into->site, &into->found, &into->theme));
    markdown_prepare();
}

static inline void fixture_close(fixture_site *opened)
{
    check(folder_remove(opened->folder));
    release(&opened->memory, &opened->found);
}

#endif
