// Words for the search index: which keys a word of a page, or of a query, is found by.
//
// A key is what an inflected or compound word is in the index: "työpajassa" has the
// keys "työpaja", and more lightly "työ" and "paja". Words that share a key find
// one another, the better the heavier the key is in both. Finnish goes by
// Voikko's dictionary; Swedish and English, and Finnish without its dictionary, by
// Snowball's stems, and Swedish and Finnish compounds by the words of the
// site itself, which are therefore learnt before anything is analysed:
//
//     search_words *finnish = search_words_open(TEXT("fi"));
//     search_words_load(finnish, what_the_last_build_saved);
//     for each surface of the site: search_words_learn(finnish, surface, how_often);
//     for each surface of the site, best in the order of bytes: search_words_find(finnish, surface);
//     if (search_words_has_news(finnish))
//         search_words_save(finnish, &cache);
//     search_words_close(finnish);
//
// Surfaces are as search_word_surface gives them. Answers depend on the words
// learnt and the dictionary alone, not on order, cache or machine.
#ifndef LANGUAGE_SEARCH_WORDS_H
#define LANGUAGE_SEARCH_WORDS_H

#include "base/buffer.h"
#include "language/search_fold.h"

#include <stdint.h>

// Heaviest first.
typedef enum {
    KEY_LEMMA,              // the word itself without its ending: työpaja; a word may have several
    KEY_COMPOUND,           // a compound inside a longer one: työpaja in yhteiskehittämistyöpaja
    KEY_PART,               // a part of a compound: paja
    KEY_ROOT,               // what the word or a part is derived from: kehittää for kehittäjä
    KEY_CLASS_COUNT
} key_class;

extern const uint8_t key_weights[KEY_CLASS_COUNT];      // in tenths: 10, 8, 6, 4

typedef struct {
    text key;               // folded; what words are compared by
    text word;              // the same unfolded ("työpaja"), for showing; a stem is no word
    key_class weight_class;
} word_key;

typedef struct {
    text surface;
    text folded;            // search_word_fold of the surface
    const word_key *keys;   // heaviest first, then by bytes of the key; each key once; at least one unless
                            // nothing is left of the surface when folded
    size_t count;
    bool is_known;          // a dictionary knows it, or it was split into words that are known: not misspelled
    bool is_stem;           // the heaviest key is a Snowball stem: no word to show
    text asked;             // the words, a line each, whose parts were looked for among those that were learnt; empty
                            // when these do not matter: see search_words_touched
} search_word;

typedef struct search_words search_words;

// For "fi", "sv", "en"; a word of any other language is its own only key.
search_words *search_words_open(text language);
void search_words_close(search_words *opened);
// Finnish goes without its dictionary here, which finds less.
bool search_words_lacks_dictionary(const search_words *opened);

// Takes up what search_words_save wrote in an earlier run; false, and nothing taken, when
// [saved] is damaged, or of another language, version of the program or of the dictionary.
// Call it at most once; [saved] must outlive [opened].
bool search_words_load(search_words *opened, text saved);
// How many different surfaces will be learnt, about: saves memory.
void search_words_expect(search_words *opened, size_t count);
// Tells that a surface occurs [count] more times in the site. All are learnt before the first is found.
void search_words_learn(search_words *opened, text surface, size_t count);
// Only few words will be asked for: what the cache has of those that are learnt is looked at, not kept, and
// search_words_save would have too little to save.
void search_words_only_look(search_words *opened);
// After all have been learnt, for processes that are forked from this one: asks the dictionary, in so many others, about
// those that were not loaded, and puts in order what was learnt. Only saves time. False after a reported machine
// failure.
bool search_words_prepare(search_words *opened, int workers) __attribute__((warn_unused_result));
// The keys of [surface], which need not have been learnt. Kept until [opened] closes. Fastest
// when asked in the order of bytes of the surfaces.
search_word search_words_find(search_words *opened, text surface);
// Surfaces that readers are likely to type for the keys of [found] and that a longest common beginning
// would not lead to, whether or not they occur: the keys as words ("työpaja"), what a part is called when it
// stands alone ("kehittäminen" for "kehittämis-"), the other grade of a base form ("luvan" for
// "lupa"). Sorted by bytes, each once; not the surface itself; the list is in [memory]. The keys of each come
// from search_words_find.
typedef struct {
    const text *items;
    size_t count;
} surface_list;
surface_list search_words_related(search_words *opened, arena *memory, search_word found);

// Which answers may be others when [surface] is learnt that was not, or no more, or another number of times: those whose
// words asked hold one of these beginnings and ends of words. None is shorter than TOUCHED_LEAST.
enum { TOUCHED_LEAST = 3 };
surface_list search_words_touched(search_words *opened, arena *memory, text surface);

// What the dictionary said in one process, for one that it was forked from: all since there were [since] readings.
size_t search_words_read_count(const search_words *opened);
void search_words_pass_on(const search_words *opened, size_t since, buffer *record);
// [record] must outlive [opened].
void search_words_take_up(search_words *opened, text record);

// Changes when words may come to be analysed otherwise.
text search_words_version(arena *memory);
// Something was analysed that was not in what was loaded.
bool search_words_has_news(const search_words *opened);
// Adds what was found in this run, sorted: the same words give the same bytes. Nothing when analysing
// is as fast as reading (no dictionary).
void search_words_save(search_words *opened, buffer *out);

#endif
