// What a worker keeps while it makes pages of the website: parsed templates,
// and data that many pages share. Private to this folder.
#ifndef PUBLISHERS_WEBSITE_WORKER_H
#define PUBLISHERS_WEBSITE_WORKER_H

#include "formats/html.h"
#include "formats/mustache.h"
#include "publishers/page_pictures.h"
#include "publishers/page_search.h"
#include "site/drawings.h"
#include "site/links.h"
#include "site/terms.h"

// The facets of a kind's list in one edition and language.
typedef struct {
    const edition *edition;
    const kind *kind;
    size_t language;
    struct facet_list *facets;
} known_facets;

// What the list beside a page says of one, but for the page's own place in it.
typedef struct {
    const page *page;
    text root;
    arena memory;           // of the data, and the root
    data *made;
} known_neighbour;

// The pages of a kind that an edition holds.
typedef struct {
    const edition *edition;
    const kind *kind;
    size_t language;
    arena memory;           // of the pages, where they are not all
    page_list pages;
} known_list;

// More than stand beside a page. Pages are made in the order of their lists, so that most are known from the page before.
enum { NEIGHBOURS_KNOWN = 128 };

// Data that is the same for all pages of one edition and language at one depth.
typedef struct {
    size_t edition, language;
    text root;              // "../../"
    data *site;
    data **kinds;           // by their number; NULL where it has not been asked for
} shared_data;

typedef struct {
    const build *build;
    const mustache_set *templates;
    arena memory;           // as long as the worker
    buffer page, body;      // that are being written; their room is used again
    data *icons, *blank_field, *blank_back;
    html_words *html_words; // by language
    term_list **terms;      // by edition and language, opened when first needed
    bool *has_terms;        // by edition and language: asked already
    struct { shared_data *items; size_t count, capacity; } shared;
    struct { known_facets *items; size_t count, capacity; } facets;
    known_list list;        // of the page that was made last
    known_neighbour neighbours[NEIGHBOURS_KNOWN];   // by the place in that list
} worker;

// A page being made: which one, where, and memory that lives until it is written.
typedef struct {
    worker *with;
    const build *build;
    const edition *edition;
    size_t language;
    text url, root;
    const page *page;       // NULL for pages the site makes
    arena *memory;
    diagnostics *found;
    bool is_silent;         // the website says the mistakes; kits do not repeat them
    link_findings *in_fields;   // of what the page's fields show; NULL: nobody asks
} making;

worker *worker_of(const build *of);

// In the parent, before the workers start: parses the templates into
// build->website and checks them. False: machine failure.
bool website_prepare(build *of);

// Begins making the page at [url].
making making_begin(worker *with, arena *memory, const job *done, diagnostics *found);

// The data every layout has. [title] and [summary] may be empty.
data *shared_context(const making *of, const char *layout, text title, text summary, const kind *of_kind);
void context_add_breadcrumb(const making *of, data *context, text title, text url);

// Relative addresses: of anything published, of a page, of a kind's list (empty when it has none).
text url_to(const making *of, text url);
text language_name(const making *of, size_t language);     // as it calls itself: "Suomi"
text url_of_list(const making *of, const kind *of_kind);
data *text_or_false(arena *memory, text t);
data *date_data(const making *of, date d);
data *kind_data(const making *of, const kind *of_kind);

// What a fork says of its original: whose it is; how [shown] (or NULL) differs, and whether its translation is behind.
data *origins_data(const making *of, arena *memory);
data *page_change_data(const making *of, const page *shown);
data *page_behind_data(const making *of, const page *shown);

// Cards and fields: see themes/README.md.
data *card_data(const making *of, const page *shown);
data *link_data(const making *of, const page *shown);       // a card without fields
data *field_data(const making *of, const page *shown, const field_value *v);
data *fields_data(const making *of, const page *shown);
data *cards_data(const making *of, const page **pages, size_t count);

// Markdown as HTML. [line] is the line the text begins on. What the text tells
// of itself goes to [told] when it is not NULL.
typedef struct {
    heading_list headings;
    link_findings findings;
    size_t task_count, word_count;
    page_sections sections;     // of a body
} body_facts;
text body_html(const making *of, const page *source, text markdown, int line, bool is_body, body_facts *told);
// The same for a tree that is parsed already: names its headings, settles its links, links terms.
void body_settle(const making *of, const page *source, node *document, bool is_body, body_facts *told);

// Pictures: gives the images and links of a settled tree the addresses that photos are published at; what an image is written
// as (context: the making); the picture of a field; the files that an edition publishes of one.
void pictures_settle(const making *of, const page *source, node *document, bool is_body);
bool picture_find(void *making, const node *image, html_picture *found);
void picture_set_data(const making *of, data *made, const page *shown, const field_value *v);
bool picture_publish(const build *of, size_t edition, const picture_facts *shown);

// HTML of the blocks `view`, `chart` and `diagram`; what draws the latter two.
drawing_maker drawing_maker_of(const making *of);
void block_write(void *making, const node *block, buffer *out);

// Renders the layout and writes the page.
bool page_write(const making *of, text layout, const data *context);
bool has_layout(const worker *with, text layout);

// The rest of the folder: each makes one sort of page.
bool make_page(making *of, buffer *record);
bool make_list(making *of, const job *done, buffer *record);
bool make_tag(making *of, const job *done);
bool make_tags(making *of);
bool make_network(making *of, const job *done);
bool make_front(making *of, buffer *record);
bool make_kit_front(making *of, buffer *record);
bool make_downloads(making *of);
bool make_search(making *of, const job *done);
bool make_letter_page(making *of, const job *done);
bool make_accessibility(making *of);
bool make_changes(making *of);
bool make_not_found(making *of);
bool make_root(making *of);
bool make_redirect(making *of, const job *done);
bool make_colours(const build *of, const job *done);
bool make_asset(const build *of, const job *done);
bool copy_files(const build *of, const job *done);

// Records of pages: written by make_page and the like, read by the publisher.
void body_facts_to_record(const body_facts *told, buffer *record);

// Facets: a field of a kind whose values list pages can be narrowed to.
typedef struct {
    text id, label;         // of the value
    size_t count;
    double order;
} facet_value;

typedef struct {
    const field *field;
    facet_value *values;
    size_t count, capacity;
} facet;

typedef struct facet_list {
    facet *items;
    size_t count, capacity;
} facet_list;

// What a list shows: a kind in a language, whole or for one value of a facet.
typedef struct {
    const kind *kind;
    size_t language;
    const page *own_page;   // the author's page for the list, NULL when there is none
    const field *field;     // NULL: the whole list
    text value;             // id of the facet's value
    text label;
    text url;               // of the first part
    size_t part, part_count;    // from 1
} list_subject;

// A list goes on over several pages when it is long. The first has the list's own address.
enum { LIST_PART = 1000 };
text list_part_url(arena *memory, text url, size_t part);
// What a page of the network shows: everything, one Digitori, or one kind.
typedef struct {
    const network_member *member;
    bool has_kind;
    catalogue_kind kind;
} network_subject;

// Puts what is shown in order, before the workers start.
void network_prepare(build *of);
text network_url(arena *memory, const build *of, size_t language, const network_subject *subject);
// The newest of the kind from other Digitoris: {items, url}; false when there are none.
data *network_few(const making *of, const kind *of_kind);

// The facets of a kind's pages that are worth offering: two values or more.
facet_list facets_of(arena *memory, const site *of, const kind *of_kind, size_t language, page_list pages);
bool page_has_facet_value(arena *memory, const site *of, const page *shown, const field *by, text value_id, size_t language);
text facet_url(arena *memory, text list_url, const field *by, text value_id);
// The ids of [shown]'s values of [by], as facet pages are named.
size_t facet_values_of_page(arena *memory, const site *of, const page *shown, const field *by, size_t language,
                            text *ids, text *labels, double *orders, size_t limit);

// Items by the first letter of their pages' titles; they are in the order of these.
typedef struct {
    const page *page;
    data *item;
} titled_item;
data *letters_data(const making *of, const titled_item *titled, size_t count);

// The pages of the A-Z, a letter each or a part of one, where one page would be too long.
// They are the subjects of the jobs that make_letter_page does, the index that of make_search's.
typedef struct letter_index letter_index;
typedef struct letter_page letter_page;
const letter_index *letter_index_make(arena *memory, const build *of, const edition *in, size_t language);   // NULL: one page will do
size_t letter_index_count(const letter_index *in);
const letter_page *letter_index_page(const letter_index *in, size_t i, text *url);

// Pages of a kind that the edition holds, in the kind's order.
page_list held_pages(arena *memory, const build *of, const edition *in, const kind *of_kind, size_t language);

// What can be downloaded, in the page's language: the books, and for the front page a few of all.
void downloads_set_books(const making *of, data *context);
void downloads_set_few(const making *of, data *context);
// A form in each of its formats: a list of {format, label, url, size}.
data *form_documents_data(const making *of, const form *shown, size_t language);

enum { FACET_VALUES_PER_PAGE = 40, FACET_VALUES_SHOWN = 60 };

#endif
