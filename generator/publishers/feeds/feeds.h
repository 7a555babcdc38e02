// What other programs read: an Atom feed per language (kinds with `feed: true`),
// sitemap.xml, and the open data of the site as JSON under data/.
//
// Sources: RFC 4287 (Atom), sitemaps.org protocol 0.9.
#ifndef PUBLISHERS_FEEDS_H
#define PUBLISHERS_FEEDS_H

#include "formats/data.h"
#include "publishers/publisher.h"

extern const publisher feeds_publisher;

// The data files, made by the files open_data*.c.
data *open_data_pages(arena *memory, const build *of);
data *open_data_terms(arena *memory, const build *of);
data *open_data_kinds(arena *memory, const build *of);
data *open_data_forms(arena *memory, const build *of);
void open_data_catalogue(arena *memory, const build *of, buffer *out);
data *open_data_checks(arena *memory, const build *of);
data *open_data_site(arena *memory, const build *of);

#endif
