// The words of all pages, as a file beside what the build made: most builds need those of the pages that they make, and the
// others are neither read nor held in memory.
//
// The file is a line that names its form, then records of words (search/page_words.h), then a checksum of them; after that
// more records with a checksum may stand any number of times. A record is known by the fingerprint it begins with, so that
// the file stays good when pages come, go or get other numbers; what no page has any more is left out when it becomes much.
#ifndef PIPELINE_WORD_STORE_H
#define PIPELINE_WORD_STORE_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/files.h"
#include "base/kept_file.h"
#include "base/table.h"

// What is remembered of it elsewhere. Another file, or one that was written to since, is as good as none.
typedef struct {
    file_identity identity;
    uint64_t sum;
    uint64_t whole;         // how large it was when it was last written as a whole
} word_store_state;

typedef struct {
    text path;
    held_file file;
    word_store_state state;
    // Once it has been read:
    arena memory;
    table by_fingerprint;   // -> text *
    bool is_read;
    bool *is_lost;          // shared with the processes that are forked while it is open
} word_store;

// False when it is not the one that [state] tells of. Where nothing is told (NULL) there is none: whoever looks for words in it finds
// that they are lost.
bool word_store_open(word_store *opened, text path, const word_store_state *state);
void word_store_close(word_store *opened);
// The record that has this fingerprint, until all are forgotten. Empty when there is none; of a damaged file there is none at all.
text word_store_find(word_store *in, const fingerprint *words);
void word_store_forget(word_store *in);
// What should have been in it is not: nothing is said, but whatever comes of it is to be made without it. It is removed where that
// can be done.
void word_store_lose(word_store *in);
// Whether this process or one that was forked from it has found that out.
bool word_store_is_lost(const word_store *of);
// Whether so much of it is of no use that it should be written as a whole.
bool word_store_is_worn(const word_store *of);

// Writes the next one beside the old, which it replaces at the end, or only adds to it.
typedef struct {
    arena *memory;          // set before first use
    kept_file file;
    text path;
    bool extends, is_open;
    buffer added;           // to the old one
    word_store_state state;
    uint64_t size;
} word_store_writer;

void word_store_begin(word_store_writer *writer, text path);
void word_store_extend(word_store_writer *writer, const word_store *old);
// What was to be added to the old one is written as a whole, and whatever else is added from now on.
void word_store_renew(word_store_writer *writer);
void word_store_add(word_store_writer *writer, text record);
// False when it could not be written; without records there is no file.
bool word_store_end(word_store_writer *writer, bool is_wanted, word_store_state *state);

#endif
