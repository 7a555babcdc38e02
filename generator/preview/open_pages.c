#include "preview/open_pages.h"

#include "base/digest.h"
#include "base/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t FILE_LIMIT = (size_t)64 * 1024 * 1024;

// The pieces of a search index are many thousands on a large site; its root, beside their folder, tells them all by a stamp.
static bool is_read(text folder)
{
    return !text_starts_with(folder, TEXT("search/"));
}

void open_pages_read_assets(open_pages *all, text site)
{
    arena scratch = { 0 };
    file_list files = { 0 };
    text folder = path_join(&scratch, site, TEXT("assets"));
    all->assets = (page_mark){ 0 };
    bool fine = folder_walk_where(&scratch, folder, is_read, &files);
    for (size_t i = 0; fine && i < files.count; i++) {
        text contents;
        if (file_read_beneath(&scratch, folder, files.items[i].path, FILE_LIMIT, &contents) != FILE_READ)
            continue;
        uint64_t *sum = text_ends_with(files.items[i].path, TEXT(".css")) ? &all->assets.styles : &all->assets.page;
        *sum = *sum * 31 + digest_short(files.items[i].path) + digest_short(contents);
    }
    arena_free(&scratch);
}

page_mark page_mark_of(const open_pages *all, text html)
{
    return (page_mark){ html.length > 0 ? digest_short(html) ^ all->assets.page : 0, all->assets.styles };
}

text page_mark_write(arena *memory, page_mark mark)
{
    return text_format(memory, "%016llx-%016llx", (unsigned long long)mark.page, (unsigned long long)mark.styles);
}

page_mark page_mark_read(text written)
{
    char copy[40] = "";
    unsigned long long page, styles;
    if (written.length < sizeof copy)
        memcpy(copy, written.bytes, written.length);
    if (sscanf(copy, "%16llx-%16llx", &page, &styles) != 2)
        return (page_mark){ UINT64_MAX, UINT64_MAX };
    return (page_mark){ page, styles };
}

open_page *open_pages_add(open_pages *all, http_stream *stream, text path, page_mark seen)
{
    for (size_t i = 0; i < OPEN_PAGE_LIMIT && path.length < sizeof all->items[i].path; i++)
        if (all->items[i].stream == NULL) {
            all->items[i] = (open_page){ .stream = stream, .seen = seen };
            memcpy(all->items[i].path, path.bytes, path.length);
            return &all->items[i];
        }
    return NULL;
}

void open_pages_remove(open_pages *all, const http_stream *stream)
{
    for (size_t i = 0; i < OPEN_PAGE_LIMIT; i++)
        if (all->items[i].stream == stream)
            all->items[i].stream = NULL;
}

void open_page_tell_of_site(const open_pages *all, open_page *one, text site)
{
    arena scratch = { 0 };
    text html = { 0 };
    if (file_read_beneath(&scratch, site, text_of(one->path), FILE_LIMIT, &html) != FILE_READ)
        html = (text){ 0 };
    page_mark now = page_mark_of(all, html);
    text event = TEXT("data: {\"action\":\"fine\"}\n\n");
    if (now.page != one->seen.page)
        event = TEXT("data: {\"action\":\"reload\"}\n\n");
    else if (now.styles != one->seen.styles)
        event = TEXT("data: {\"action\":\"styles\"}\n\n");
    one->seen = now;
    http_send(one->stream, event);
    arena_free(&scratch);
}

void open_pages_tell_of_site(open_pages *all, text site)
{
    for (size_t i = 0; i < OPEN_PAGE_LIMIT; i++)
        if (all->items[i].stream != NULL)
            open_page_tell_of_site(all, &all->items[i], site);
}

void open_pages_send(open_pages *all, text events)
{
    for (size_t i = 0; i < OPEN_PAGE_LIMIT; i++)
        if (all->items[i].stream != NULL)
            http_send(all->items[i].stream, events);
}
