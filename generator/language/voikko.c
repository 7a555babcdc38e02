#include "voikko.h"

#include "base/diagnostics.h"
#include "base/files.h"

#include <errno.h>
#include <libvoikko/voikko.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    WORD_LIMIT = 200,               // bytes; no dictionary has longer words
    LONG_WORD = 24,                 // bytes
    DESCRIPTION_LIMIT = 1 << 16,
    SHORTEST_DIVIDED = 5,           // characters
    DICTIONARY_MEMORY = 16 << 20    // bytes, several times what it takes
};

struct voikko {
    struct VoikkoHandle *handle;
};

static struct VoikkoHandle *open_handle(void)
{
    const char *error;
    // libvoikko maps the dictionary into memory, and does not see when that fails.
    if (!memory_has(DICTIONARY_MEMORY))
        memory_exhausted();
    struct VoikkoHandle *handle = voikkoInit(&error, "fi", NULL);
    if (handle != NULL) {
        voikkoSetBooleanOption(handle, VOIKKO_OPT_NO_UGLY_HYPHENATION, 1);
        voikkoSetIntegerOption(handle, VOIKKO_MIN_HYPHENATED_WORD_LENGTH, SHORTEST_DIVIDED);
    }
    return handle;
}

// A dictionary tells its version to nobody but its own description file. libvoikko passes over a folder that it may not enter, as
// the home of somebody else that HOME still names.
static text description_below(arena *memory, text folder)
{
    text contents = { 0 };
    text path = path_join(memory, folder, TEXT("5/mor-standard/index.txt"));
    bool may_enter = folder.length > 0 && access(text_to_string(memory, folder), X_OK) == 0;
    if (!may_enter || !path_exists(path) || file_read(memory, path, DESCRIPTION_LIMIT, &contents) != FILE_READ)
        return (text){ 0 };
    return contents;
}

// Of the first dictionary, in the order in which libvoikko looks for them; empty when there is none.
static text description(arena *memory)
{
    text home = text_of(getenv("HOME"));
    text folders[] = {
        text_of(getenv("VOIKKO_DICTIONARY_PATH")),
        home.length > 0 ? path_join(memory, home, TEXT(".voikko")) : home,
        TEXT("/etc/voikko"), TEXT("/usr/lib/voikko"), TEXT("/usr/share/voikko"), TEXT("/usr/local/lib/voikko"),
    };
    text found = { 0 };
    for (size_t i = 0; i < sizeof folders / sizeof *folders && found.length == 0; i++)
        found = description_below(memory, folders[i]);
    return found;
}

static bool knows_words(struct VoikkoHandle *handle)
{
    struct voikko_mor_analysis **analyses = voikkoAnalyzeWordCstr(handle, "ja");
    bool is_known = analyses != NULL && analyses[0] != NULL;
    if (analyses != NULL)
        voikko_free_mor_analysis(analyses);
    return is_known;
}

static sigjmp_buf behind_the_end;

static void leave(int number)
{
    (void)number;
    siglongjmp(behind_the_end, 1);
}

// libvoikko does not see either when it cannot learn how large the dictionary is: then it has one without words, or reads
// behind the end of the file.
static bool is_whole(struct VoikkoHandle *handle)
{
    static const int numbers[] = { SIGBUS, SIGSEGV };
    enum { COUNT = sizeof numbers / sizeof *numbers };
    struct sigaction before[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        sigaction(numbers[i], &(struct sigaction){ .sa_handler = leave }, &before[i]);
    bool fine = sigsetjmp(behind_the_end, 1) == 0 && knows_words(handle);
    for (size_t i = 0; i < COUNT; i++)
        sigaction(numbers[i], &before[i], NULL);
    return fine;
}

static struct VoikkoHandle *open_whole(void)
{
    struct VoikkoHandle *handle = open_handle();
    // One that is not whole is left as it is: nobody knows what of it is there to be freed.
    return handle == NULL || is_whole(handle) ? handle : NULL;
}

voikko *voikko_open(void)
{
    errno = 0;
    struct VoikkoHandle *handle = open_whole();
    if (handle == NULL && errno == ENOMEM)
        memory_exhausted();
    if (handle == NULL) {
        // One that is there but cannot be read is no missing one: with other words the site would be another.
        arena scratch = { 0 };
        bool is_there = description(&scratch).length > 0;
        errno = EIO;
        if (is_there)
            machine_failure("cannot read", TEXT("the Finnish dictionary (Debian package voikko-fi)"));
        arena_free(&scratch);
        return NULL;
    }
    voikko *opened = memory_allocate(1, sizeof *opened);
    opened->handle = handle;
    return opened;
}

void voikko_close(voikko *opened)
{
    if (opened == NULL)
        return;
    voikkoTerminate(opened->handle);
    free(opened);
}

// libvoikko 4.3.1 gives up on a word that takes it too long, as some of fifty letters do, and knows no other
// word after that. Then it begins anew.
static void mend(voikko *opened, text word)
{
    if (word.length < LONG_WORD || knows_words(opened->handle))
        return;
    struct VoikkoHandle *fresh = open_handle();
    if (fresh == NULL)
        return;
    voikkoTerminate(opened->handle);
    opened->handle = fresh;
}

static text value_of(arena *memory, const struct voikko_mor_analysis *analysis, const char *key)
{
    char *value = voikko_mor_analysis_value_cstr(analysis, key);
    if (value == NULL)
        return (text){ 0 };
    text copy = text_copy(memory, text_of(value));
    voikko_free_mor_analysis_value_cstr(value);
    return copy;
}

voikko_analyses voikko_analyze(voikko *opened, arena *memory, text word)
{
    voikko_analyses found = { 0 };
    if (word.length > WORD_LIMIT || text_find_byte(word, '\0', 0) != TEXT_NOT_FOUND)
        return found;
    struct voikko_mor_analysis **analyses = voikkoAnalyzeWordCstr(opened->handle, text_to_string(memory, word));
    for (size_t i = 0; analyses != NULL && analyses[i] != NULL; i++)
        *ARENA_PUSH(memory, found) = (voikko_analysis){
            .base = value_of(memory, analyses[i], "BASEFORM"),
            .structure = value_of(memory, analyses[i], "STRUCTURE"),
            .word_bases = value_of(memory, analyses[i], "WORDBASES"),
            .word_class = value_of(memory, analyses[i], "CLASS"),
            .noun_case = value_of(memory, analyses[i], "SIJAMUOTO"),
            .participle = value_of(memory, analyses[i], "PARTICIPLE"),
        };
    if (analyses != NULL)
        voikko_free_mor_analysis(analyses);
    mend(opened, word);
    return found;
}

text voikko_version(arena *memory)
{
    text version = text_of(voikkoGetVersion()), described = description(memory);
    return described.length > 0 ? text_format(memory, "%.*s\n%.*s", TEXT_PRINT(version), TEXT_PRINT(described)) : version;
}

// Where dividing would change the letters ("=") the word is not divided.
text voikko_divisions(voikko *opened, arena *memory, text word)
{
    if (word.length > WORD_LIMIT || text_find_byte(word, '\0', 0) != TEXT_NOT_FOUND)
        return (text){ 0 };
    char *signs = voikkoHyphenateCstr(opened->handle, text_to_string(memory, word));
    mend(opened, word);
    if (signs == NULL)
        return (text){ 0 };
    text copy = text_copy(memory, text_of(signs));
    voikkoFreeCstr(signs);
    return copy;
}
