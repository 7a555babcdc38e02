// The site model: every page's facts, and how pages belong together.
//
// site_load reads the configuration, the kinds and the front matter of all
// pages, checks them, joins translations by id, resolves references between
// pages and turns them around. After that the model is frozen: publishers and
// workers only read it. Bodies are not kept; site_read_body reads one again
// when its page is made.
//
// A page that is wrong stays in the model as far as it is usable, so that one
// run finds the mistakes of all.
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/files.h"
#include "base/table.h"
#include "forks/upstream.h"
#include "schema/fields.h"
#include "site/config.h"
#include "site/consents.h"
#include "site/forms.h"

typedef struct page page;
typedef struct entry entry;

// One field of type page (or list of page) that is set: what the page refers to.
typedef struct {
    const field *field;
    entry **targets;
    size_t count;
} reference;

// How a page prints in books: its key `print`.
typedef enum { START_AS_PART, START_FLOW, START_PAGE, START_RIGHT, START_SPREAD } book_start;

typedef struct {
    book_start start;           // START_AS_PART when the page does not say
    bool leave_out;
    size_t lines;               // to write on, after it
} page_print;

struct page {
    size_t number;              // among the site's pages
    size_t place;               // in the list of its kind and language; see site_pages_of_kind
    text path;                  // from the site's folder: "content/fi/roolit/orkestroija.md"
    text url;                   // from the output's root: "fi/roolit/orkestroija.html"
    size_t language;
    const kind *kind;
    entry *entry;
    text title, summary;
    uint64_t title_start;       // unicode_collation_start of the title
    text change_note;           // why it differs from its original
    date date, updated, review_by;
    double weight;
    bool has_weight, is_draft, has_public_contacts;
    bool has_doubtful_kind;     // its kind is unknown or wrongly defined: what follows from it is not checked
    text *tags, *sources, *aliases;
    size_t tag_count, source_count, alias_count;
    field_value *fields;        // one per field of the kind
    reference *references;
    size_t reference_count;
    page_print print;
    const value *book;          // front matter of a page of kind `book`; else NULL
    const form *form;           // a page of kind `form` made from templates-forms/; else NULL
    int line;                   // of the title, for mistakes that concern the page
    fingerprint body;           // of what stands below the front matter
    uint64_t body_sum;          // its checksum: whether it is still the same when its page is made
    fingerprint front;          // of the front matter; of a form, of all its files
};

// What refers to an entry by one field of one kind.
typedef struct {
    const kind *kind;
    const field *field;
    entry **sources;            // sorted as the kind's lists are
    size_t count;
} backlink;

// A page with its translations.
struct entry {
    text id;
    const kind *kind;           // of its first page
    page **by_language;         // one per language of the site, NULL where there is none
    backlink *backlinks;
    size_t backlink_count, backlink_capacity;
};

typedef struct {
    text name;
    text slug;                  // in addresses
    page **pages;               // sorted by title
    size_t count, capacity;
} tag;

typedef struct {
    tag *items;
    size_t count, capacity;
} tag_list;

// Why a file that the author sees did not become a page (or a kind).
typedef enum {
    ABSENCE_NONE,               // there is no such file, or nothing is amiss
    ABSENCE_DRAFT,              // a draft, and drafts are not wanted
    ABSENCE_UNUSABLE            // its mistakes have been reported
} absence;

typedef struct {
    arena *memory;
    site_config config;
    upstream upstream;          // whom the site was forked from
    text legal_text;            // of the licence, for kits; empty when there is none
    tree_cache *trees;          // YAML that an earlier run read; NULL: there is none
    kind **kinds;               // sorted by id
    size_t kind_count;
    text *list_urls;            // by kind and language; see site_list_url
    page *pages;                // sorted by path
    size_t page_count;
    table pages_by_path;        // path -> page *
    table pages_by_url;         // url -> page *
    table absent;               // path or id -> absence
    table overrides;            // paths of files that are overridden; see site/overrides.h
    file_list content_files;    // everything below the content folder
    entry **entries;            // sorted by id
    size_t entry_count;
    table entries_by_id;
    struct { form **items; size_t count, capacity; } forms;     // sorted by id
    picture_notes pictures;     // what side files say of pictures, and the consents
    tag_list *tags;             // per language, sorted alphabetically
    struct page_list *by_kind;  // per kind and language; see site_pages_of_kind
    date newest;                // the latest date in the content: the site's date
    bool includes_drafts;
    buffer told, told_of_forms; // while it is loaded: what it is made of, for [inputs] and [form_inputs]
    fingerprint inputs;         // of everything the model is made of but its pages (see their `front` and `body`) and forms
    fingerprint form_inputs;    // of all forms
} site;

typedef struct {
    text folder;                // of the site
    bool include_drafts;
    text base_url, site_path;   // override the configuration's when not empty
    bool may_write_cache;       // .digitori/cache
    int worker_count;           // that may read pages, where they are many; at most 1: none, they are read here
} site_request;

typedef enum { SITE_LOADED, SITE_UNUSABLE, SITE_MACHINE_FAILED } site_result;

site_result site_load(arena *memory, const site_request *request, diagnostics *found, site *loaded);

// Keeps what YAML was read since, of the theme too, for the next run.
void site_keep_trees(const site *of);

// The Markdown of a page, read again, with the line it begins on. False after a
// reported failure (the file went away or changed its form).
bool site_read_body(arena *memory, const site *of, const page *of_page, text *body, int *first_line,
                    diagnostics *found);
// Whether one that this process has read since then is no longer what it was when the site was loaded: what is made of it is
// published, since a build follows, but it is not what the fingerprint of the page tells.
void site_forget_changed_bodies(void);
bool site_body_has_changed(void);

const kind *site_kind(const site *of, text id);             // NULL when unknown
size_t site_kind_number(const site *of, const kind *of_kind);
const entry *site_entry(const site *of, text id);           // NULL when unknown
absence site_absence(const site *of, text path_or_id);

// The same, but what is unknown is reported at [where], with what may have been meant; a kind or
// page whose own file has been reported is not told again.
const kind *site_find_kind(const site *of, text id, place where, diagnostics *found);
entry *site_find_entry(const site *of, text id, place where, diagnostics *found);

// A file below the content folder whose path differs from [path] only in case, or in how its letters are stored; empty when
// there is none.
text site_file_in_other_letters(arena *memory, const site *of, text path);
// Whether two names are the same to readers and not to programs: some systems store "ä" as one letter, others as "a" and a mark.
bool names_look_alike(text name, text other);
#define NAMES_LOOK_ALIKE "the letters ä, ö, å are stored in two different ways, which nobody can see: "

// The entry's page in [language]; else in the default language, else in the
// first that has it. Never NULL.
const page *entry_page(const entry *of, size_t language);

// The value of [page]'s field [id]; NULL when its kind has none or it is not set.
const field_value *page_field(const page *of, text id);
const reference *page_reference(const page *of, text field_id);

// Order of pages by a field, "title", "date" or "weight"; ties by title, then path.
int page_compare_by(const page *a, const page *b, text field_id, bool descending);
int page_compare(const page *a, const page *b);             // as their kind says
void pages_sort(const page **pages, size_t count, text field_id, bool descending);
void pages_sort_by_kind(const page **pages, size_t count);

// Where lists are published: "fi/roolit/index.html", "fi/tags/index.html", "fi/tags/koulu.html".
text site_list_url(const site *of, const kind *of_kind, size_t language);
text site_tag_url(arena *memory, const site *of, size_t language, const tag *of_tag);    // NULL: all tags

// Pages of a kind in a language, in the kind's order. The model keeps them.
typedef struct page_list {
    const page **items;
    size_t count;
} page_list;
page_list site_pages_of_kind(const site *of, const kind *of_kind, size_t language);

#endif
