// Between the parts of site loading; everyone else includes site.h.
#ifndef SITE_LOAD_H
#define SITE_LOAD_H

#include "site/front_cache.h"
#include "site/site.h"

// A text file of the site, checked to be UTF-8 without characters that break
// documents. False after a report. Of personal data in it is warned.
bool site_read_text(const site *from, arena *memory, text path, diagnostics *found, text *contents);
// The same without a look for personal data, for who reads only a part or has more to say of it.
bool site_read_plain_text(const site *from, arena *memory, text path, diagnostics *found, text *contents);

// Says of what is no plain file what it is; of a link what to do instead: [advice].
void site_report_not_plain(diagnostics *found, text path, uint64_t mode, const char *advice);

// Remembers that [path_or_id] is there but did not become a page, so that
// what leads to it is not told as a mistake of its own.
void site_note_absence(site *into, text path_or_id, absence why);

// Whether the kind of one of the entry's pages is in doubt: mistakes that follow from it are not told.
bool entry_has_doubtful_kind(const site *of, const entry *known);

// A page to be added. Its fields are left to the caller.
typedef struct {
    text path;
    text within;            // path within the language's folder, as its output mirrors it
    size_t language;
    const value *front;     // front matter, a map
    const kind *kind;       // NULL: as the front matter says
    text id;                // empty: as the front matter says, else the path
} page_source;

// Adds a page to the model. NULL for a draft that is not wanted.
page *site_add_page(site *into, const page_source *source, diagnostics *found);

// Warns of what `digitori new` wrote and nobody has written over.
void site_check_finished(const page *of_page, const value *front, diagnostics *found);

// Every form among [files] (the files below the forms' folder).
void site_read_forms(site *into, const file_list *files, diagnostics *found);

// Joins what was read: references and backlinks, tags, order, dates; checks
// what concerns several pages at once.
void site_connect(site *into, diagnostics *found);

// The text of the licence for those who publish kits: LICENSE-<licence>.txt of the site, else what the program carries. False after a
// reported machine failure.
bool site_read_licence(site *into, diagnostics *found) __attribute__((warn_unused_result));

// What the model is made of, besides its pages: a file's name and contents.
void site_note_input(site *into, text path, const fingerprint *contents);
void site_note_contents(site *into, text path, text contents);
// The same of a form's file; returns what tells its contents from any others.
fingerprint site_note_form_input(site *into, text path, text contents);

// The pages of the content folder, read by workers when both are many, but for what is in the cache, which is open. False after a reported
// machine failure.
bool site_read_pages(site *into, front_cache *cache, int worker_count, bool may_write_cache, diagnostics *found);

#endif
