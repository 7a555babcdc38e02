// What differs between two texts, two pages and two files, for people: in words, not in lines.
//
// Words are compared as they are written; how much white space stands between them is no difference,
// but a line end is. Results are data in the arena, for HTML, a terminal and JSON alike. Time and memory are
// bounded: texts that are very large, or have very little in common, are told as one text in the place of another;
// of a page so many differences are told, the others are counted; a page of very many lines is only said to differ.
#ifndef FORKS_DIFFERENCES_H
#define FORKS_DIFFERENCES_H

#include "formats/data.h"
#include "source/value.h"

// ---- Words

typedef enum { RUN_SAME, RUN_REMOVED, RUN_ADDED } run_type;

// Words that stand together. What is removed comes before what is added in its place.
typedef struct {
    run_type type;
    bool has_space;             // white space before it, which is not in [words]
    text words;
} word_run;

typedef struct {
    word_run *items;
    size_t count, capacity;
} word_runs;

word_runs differences_of_texts(arena *memory, text before, text after);
// The runs with unchanged text of more than 2 * [words] words shortened to what is near a change: "…" stands for the rest.
word_runs differences_folded(arena *memory, const word_runs *whole, size_t words);
bool differences_are_none(const word_runs *runs);

// ---- Pages

typedef struct {
    text key;
    bool was_there, is_there;
    word_runs words;
} field_difference;

typedef enum { BLOCK_CHANGED, BLOCK_REMOVED, BLOCK_ADDED, BLOCK_MOVED } block_change;
typedef enum { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_ITEM, BLOCK_ROW, BLOCK_CODE } block_type;

// A paragraph, heading, item of a list, row of a table or block of code.
typedef struct {
    block_change change;
    block_type type;
    text heading;               // of the section it stands in; empty before the first
    size_t skipped;             // unchanged blocks since the one before
    bool is_source;             // only the writing differs, not what is read: [words] are Markdown
    word_runs words;
} block_difference;

typedef struct {
    struct { field_difference *items; size_t count, capacity; } fields;     // in the order of the page
    struct { block_difference *items; size_t count, capacity; } blocks;     // in reading order
    size_t left_out;            // differences for which there was no more room: they are in neither list
    bool is_too_long;           // the bodies differ, and have too many lines to be compared: there are no blocks
} page_differences;

// How much may still be told of the pages that share it. The last difference may take more than there is.
typedef struct {
    size_t differences, runs, bytes;
} differences_room;

differences_room differences_room_of_site(void);

// How a value of front matter is shown: choices by their labels, pages by their titles. NULL: as differences_value_text.
typedef struct {
    text (*show)(void *context, arena *memory, text key, const value *v);
    void *context;
} value_words;

// Between two files of Markdown with front matter. The key `change_note` is no difference, it explains them. What is
// found refers to neither text. What is told is taken from [room] (or NULL); one page does not get all of it.
page_differences differences_of_pages(arena *memory, text before, text after, const value_words *words, differences_room *room);
bool differences_of_pages_are_none(const page_differences *found);

// A value as text: a list has a line for each item.
text differences_value_text(arena *memory, const value *v);

// ---- As data for machines

data *differences_words_data(arena *memory, const word_runs *runs);
data *differences_page_data(arena *memory, const page_differences *found);
const char *block_change_name(block_change change);     // "changed", "removed", "added", "moved"
const char *block_type_name(block_type type);

// ---- Between the parts of this module

// The longest common part of two rows of numbers, within bounds: match[i] is the place in [b] of what stands at i in
// [a], or NO_MATCH. Beyond the bounds only the common beginning and end match. The steps it takes are taken from
// [steps], and none is taken that is not there.
#define NO_MATCH ((size_t)-1)
size_t *differences_match(arena *memory, const size_t *a, size_t a_count, const size_t *b, size_t b_count, size_t *steps);

enum { DIFFERENCES_STEPS = 20 * 1000 * 1000 };
word_runs differences_of_texts_within(arena *memory, text before, text after, size_t *steps);

typedef struct {
    text word;
    size_t number;              // equal words have equal numbers
    bool has_space;             // white space before it
} word_token;

typedef struct {
    word_token *items;
    size_t count, capacity;
} word_tokens;

// Words, marks and line ends. [numbers] counts in known words and grows.
word_tokens differences_tokens(arena *memory, text t, table *numbers);

#endif
