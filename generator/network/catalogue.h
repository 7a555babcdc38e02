// The catalogue of a Digitori: what its `data/digitori.json` says of it.
//
// Sites write one, and read those of others. What others wrote is read with distrust: one thing
// outside the limits below and nothing of it is used. What is kept is plain text, checked for
// characters that are not what they seem, and web addresses; all else is passed over. Counts are
// never believed: what is listed is counted here.
#ifndef NETWORK_CATALOGUE_H
#define NETWORK_CATALOGUE_H

#include "base/dates.h"
#include "formats/data.h"

enum {
    CATALOGUE_FORMAT = 1,
    CATALOGUE_BYTES = 2 * 1024 * 1024,
    CATALOGUE_LANGUAGES = 24,
    CATALOGUE_ITEMS = 500,          // in one list, all languages together
    // Characters at most:
    CATALOGUE_NAME = 200,           // titles, names
    CATALOGUE_SUMMARY = 400,
    CATALOGUE_LABEL = 60,
    CATALOGUE_ID = 300,
    CATALOGUE_ADDRESS = 1000
};

typedef enum { CATALOGUE_NEED, CATALOGUE_IDEA, CATALOGUE_SHOWROOM, CATALOGUE_KINDS } catalogue_kind;

// A text in a language.
typedef struct {
    text language, said;
} catalogue_words;

// A page of one of the kinds, in one language. Translations have the same id.
typedef struct {
    catalogue_kind kind;
    text id, language, title;
    text url;                       // whole, or empty when nobody knows where the site stands
    text summary;                   // this and the rest may be empty
    text status, status_label;      // id and name of its state
    text by;                        // whose it is
    date date;
} catalogue_item;

typedef struct {
    catalogue_words titles[CATALOGUE_LANGUAGES];    // at least one
    size_t title_count;
    text languages[CATALOGUE_LANGUAGES];
    size_t language_count;
    text publisher, publisher_url;
    text url;                       // of the site, "/" at its end; may be empty
    catalogue_item *items;          // by kind; within one as they came
    size_t item_count;
} catalogue;

// "need", and the name of its list: "needs".
text catalogue_kind_id(catalogue_kind kind);
text catalogue_list_id(catalogue_kind kind);

// Reads [json], which was got from [address] (empty: from a file). False when it cannot be used;
// *[fault] then says why, in plain words.
bool catalogue_parse(arena *memory, text json, text address, catalogue *read, text *fault);
// The same for a tree.
bool catalogue_read(arena *memory, const data *from, text address, catalogue *read, text *fault);

// The tree of [of], as catalogue_read reads it; the writer may add keys.
data *catalogue_data(arena *memory, const catalogue *of);

// The title in the first of [languages] that it has, else its first. *[language] tells which.
text catalogue_title(const catalogue *of, const text *languages, size_t count, text *language);

// [t] on one line, at most [limit] characters ("…" when cut); empty without a letter or digit.
text catalogue_line(arena *memory, text t, size_t limit);
// Small letters a-z, digits, "-" and "_", at most CATALOGUE_LABEL.
bool catalogue_is_status(text t);
// http or https, a host without a user's name, no characters that an address does not have.
bool catalogue_is_address(text t);

#endif
