// Publishers: what turns the finished model into one kind of output.
//
// A publisher is a row in the table in pipeline/: it plans its jobs (claiming
// the address of everything it will write), runs them in workers, and takes in
// what they report. Jobs run stage by stage; all of a stage are done before
// the next begins, and workers of a stage see what earlier stages reported.
// Publishers never include one another: what one needs of another goes through
// the build.
#ifndef PUBLISHERS_PUBLISHER_H
#define PUBLISHERS_PUBLISHER_H

#include "base/buffer.h"
#include "base/signature.h"
#include "books/book.h"
#include "formats/picture_set.h"
#include "language/hyphenation.h"
#include "search/corpus.h"
#include "search/lexicon.h"
#include "site/changes.h"
#include "site/edition.h"
#include "site/links.h"
#include "site/network.h"
#include "site/theme.h"

typedef enum {
    STAGE_PICTURES,         // what pages and books show
    STAGE_DOCUMENTS,        // documents that pages offer, with their size
    STAGE_PAGES,            // everything of the website that needs only the model
    STAGE_BOOKS,            // books, which need only the model too but take longer than a page
    STAGE_KIT_PAGES,        // pages of kits
    STAGE_WORDS,            // the words of all pages, analysed
    STAGE_KIT_INDEX,        // what a kit holds besides its pages: search, files
    STAGE_KITS,             // zips
    STAGE_FRONT,            // pages that show what can be downloaded, and its size
    STAGE_SITE_INDEX,       // search, feeds and data of the website
    STAGE_COUNT
} stage;

// What is known of a page once it has been made.
typedef struct {
    bool is_known;
    size_t heading_count;
    text headings;          // their ids, as texts of a record: few are ever asked for
} page_facts;

typedef struct {
    const kit_config *kit;
    size_t language;
    text url;
    uint64_t size;
    text digest;            // SHA-256 in small hexadecimal
    size_t page_count;
} download;

// A form as a document, to be downloaded.
typedef struct {
    const form *form;
    size_t language, order;     // order: among the formats
    const char *format;         // "PDF"
    text url;
    uint64_t size;
} form_document;

// A book as a file, to be downloaded.
typedef enum { BOOK_PDF, BOOK_BOOKLET, BOOK_EPUB } book_format;
typedef struct {
    const book *book;
    size_t language;
    book_format format;
    text url;
    uint64_t size;
    size_t page_count;      // of a PDF
    bool has_cards;         // a PDF in which some part shows cards, which have backs
} book_document;

// A link to a heading of another page, to be checked when that page is made.
typedef struct {
    const page *from;
    anchor_use use;
} page_anchor_use;

// A photo among the content files, once it has been read; see publishers/page_pictures.h.
typedef struct {
    text path;              // from the site's folder
    bool is_known;
    raster_fault fault;
    bool is_png, has_webp;
    size_t count, widths[PICTURE_WIDTHS], heights[PICTURE_WIDTHS];
    text stamp, key;        // key: of its set in the cache
    text likeness;          // the same for files with the same picture, whatever a camera or a program wrote beside it
} picture_facts;

// A file that a page shows or leads to.
typedef struct {
    const page *from;
    file_use use;
} page_file_use;

// Content files (pictures and the like) that an edition publishes.
typedef struct {
    text *items;
    size_t count, capacity;
    table known;
} content_files;

typedef struct publisher publisher;

// What a job reads besides the model, the theme and the plan: the bodies of all pages and what other jobs
// made, unless it says that it reads less.
typedef enum {
    READS_ALL,
    READS_SHOWN,            // the body of [body], and of other pages' front matter only what build_note_shown was told of
    READS_PAGE,             // the body of [body]
    READS_BOOK,             // the bodies of the pages in the book that is its subject
    READS_MODEL             // nothing
} job_reads;

typedef struct {
    const publisher *publisher;
    stage stage;
    int what;               // the publisher's own
    size_t edition;
    size_t language;
    const void *subject;    // a page, a kind, a tag, ...
    size_t number;
    text url;               // what the job writes, from the edition's root
    text path;              // the author's file it is made from; else a description
    job_reads reads;
    const page *body;
    size_t weight;          // what it has to do, beside others of its stage: the heaviest begin first
    bool is_step;           // makes no files: its record is read by later jobs of the build alone
    bool is_kept;           // its output and record are those of an earlier build; the record stays as long as the build
} job;

typedef struct {
    job *items;
    size_t count, capacity;
} job_list;

typedef struct {
    arena *memory;
    const site *site;
    const theme *theme;
    const site_changes *changes;    // of a fork; else NULL
    edition_list editions;
    book_list books;
    network network;        // other Digitoris, with what is kept of them
    struct network_shown *network_shown;    // by language, what the website publisher shows of that
    hyphenation **hyphenations; // by language; NULL where words are not divided on paper
    text staging;           // folder
    bool is_check;          // nothing is written
    int worker_count;       // processes that jobs run in; a job may start as many
    const private_key *signing;     // of kits; NULL: they are not signed
    page_facts *facts;      // by page number
    content_files *files;   // by edition
    struct { page_anchor_use *items; size_t count, capacity; } anchors;
    struct { picture_facts *items; size_t count, capacity; table by_path; } pictures;  // by_path: 1 + the place
    struct { page_file_use *items; size_t count, capacity; } file_uses;     // by pages of the website
    struct { text path; place where; } logo;    // on the covers of books on paper; empty: none
    struct { download *items; size_t count, capacity; } downloads;
    struct { form_document *items; size_t count, capacity; } documents;
    struct { book_document *items; size_t count, capacity; } book_documents;
    struct {                // see publishers/page_search.h
        uint32_t **documents;   // by edition and page number
        text *page_stamps;      // by edition and language
        search_corpus *words;   // by language
        lexicon **lexicons;     // by language
        text told;              // the words of the page whose job is being taken in; empty when it is kept
    } search;
    size_t *page_at_work;   // in a worker that makes a book: see build_note_work; else NULL
    bool keeps_index;       // nothing that the search index holds has changed
    diagnostics *found;     // in this process
    void *website;          // what the website publisher prepared before the workers start
} build;

struct publisher {
    const char *name;
    // Prepares in the parent: claims addresses, adds jobs. False: machine failure.
    bool (*plan)(build *of, job_list *jobs);
    // In a worker. Begins [record] with its diagnostics. False: machine failure.
    bool (*run)(const build *of, const job *done, diagnostics *found, buffer *record);
    // In the parent; the diagnostics have been taken off [record]. May be NULL.
    void (*take)(build *of, const job *done, text record);
};

// Adds a job, claiming its address for [edition]. Two owners of one address are
// reported at [where], and the later job is not added.
job *build_add_job(build *of, job_list *jobs, const publisher *by, stage when, int what, size_t edition,
                   text url, text path, place where);

// Writes [contents] as [url] of the edition into the staging folder; in a check nothing is
// written. False after a reported machine failure.
bool build_write(const build *of, size_t edition, text url, text contents) __attribute__((warn_unused_result));

// Whatever a publisher or a cache says, the address stays inside the edition's folder.
bool build_stays_inside(text url);

// In a worker: begins a list of the files that a job writes and of the pages it shows; adds a file that was not written
// by build_write; adds the list, with what tells these files from any others, to [record].
void build_traces_begin(const build *of, const job *done);
void build_note_output(text url);
// The words of the page that the job makes, which stand before its record: they are kept elsewhere.
void build_note_words(text told_words);
void build_words_to_record(buffer *record);
void build_outputs_to_record(const build *of, size_t edition, buffer *record);

// In a worker: that the job is busy with [one] of its many pages (or NULL: with none), which is named if the job does not end well.
void build_note_work(const build *of, const page *one);

// A page shows at most so many of its kind, those that stand around it in the kind's order.
enum { NEIGHBOURS_SHOWN = 40 };

// For jobs that read what they show (READS_SHOWN): that the job reads the front matter of [shown], or may of any page. What
// the key of the job tells need not be noted: see reuse.c.
void build_note_shown(const page *shown);
void build_note_all_shown(void);
void build_shown_to_record(const build *of, buffer *record);
// Of the front matter of the pages whose numbers are given, each as four bytes, and of all pages.
fingerprint build_fronts_of(const build *of, text numbers);
fingerprint build_fronts_of_all(const build *of);

// A kit holds the same file as the website, where it has been made by now. False after a reported machine failure.
bool build_copy(const build *of, size_t edition, text url) __attribute__((warn_unused_result));

// Whom the site was forked from, the nearest first, as a kit's manifest lists them.
data *build_upstreams(arena *memory, const build *of);

// Remembers that the edition publishes the content file [path].
void build_note_file(build *of, size_t edition, text path);

// Where the edition stands in the staging folder, with a "/" at its end.
text build_folder(arena *memory, const build *of, size_t edition);

// The language's words for the date and so on are the theme's: see theme_string.
static inline text build_language(const build *of, size_t language)
{
    return of->site->config.languages.codes[language];
}

// What divides words of the language; NULL where none are divided.
static inline const hyphenation *build_hyphenation(const build *of, size_t language)
{
    return of->hyphenations != NULL ? of->hyphenations[language] : NULL;
}

#endif
