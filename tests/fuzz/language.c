// Running text as the tools of languages read it: personal data in it, its words divided, and what they are inflections of.
#include "fuzz.h"

#include "language/hyphenation.h"
#include "language/inflection.h"
#include "language/personal_data.h"
#include "language/search_words.h"
#include "language/words.h"

enum { LANGUAGES = 3, WORDS_MOST = 20, RUNS_OF_TOOLS = 2000 };
static const text codes[LANGUAGES] = { TEXT_CONSTANT("fi"), TEXT_CONSTANT("sv"), TEXT_CONSTANT("en") };

// These remember the words they have seen, so they are opened anew now and then.
static struct {
    hyphenation *divided;
    inflection *inflected;
    search_words *searched;
} tools[LANGUAGES];
static size_t runs;

static void open_tools(void)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        tools[i].divided = hyphenation_open(codes[i]);
        tools[i].inflected = inflection_open(codes[i], NULL);
        tools[i].searched = search_words_open(codes[i]);
        require(tools[i].divided != NULL);
        search_words_learn(tools[i].searched, TEXT("plan"), 3);
        search_words_learn(tools[i].searched, TEXT("skola"), 1);
    }
}

static void close_tools(void)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        hyphenation_close(tools[i].divided);
        inflection_close(tools[i].inflected);
        search_words_close(tools[i].searched);
    }
}

static void prepare(void)
{
    open_tools();
    atexit(close_tools);
}

static void find_personal_data(text input)
{
    personal_finding one;
    for (size_t from = 0; personal_data_find(input, from, &one); from = one.start + one.length)
        require(one.start >= from && one.length > 0 && one.start + one.length <= input.length);
}

// But for the soft hyphens it stays as it was.
static void divide(const hyphenation *by, text input)
{
    static const text soft = TEXT_CONSTANT("\u00AD");
    text divided = hyphenation_divide(by, &memory, input);
    size_t at = 0;
    require_text(divided);
    while (divided.length > 0) {
        bool is_same = at < input.length && divided.bytes[0] == input.bytes[at];
        require(is_same || text_starts_with(divided, soft));
        bool is_new = text_starts_with(divided, soft) && !text_starts_with(text_from(input, at), soft);
        divided = text_from(divided, is_new ? soft.length : 1);
        at += !is_new;
    }
    require(at == input.length);
}

static void read_word(size_t language, text word)
{
    base_forms forms = inflection_base_forms(tools[language].inflected, word);
    for (size_t i = 0; i < forms.count; i++)
        require_text(forms.forms[i]);
    search_word found_word = search_words_find(tools[language].searched, search_word_surface(&memory, word));
    for (size_t i = 0; i < found_word.count; i++)
        require_text(found_word.keys[i].key);
    search_words_related(tools[language].searched, &memory, found_word);
}

static void try_input(text input)
{
    if (!is_readable(input))
        return;
    if (++runs % RUNS_OF_TOOLS == 0) {
        close_tools();
        open_tools();
    }
    find_personal_data(input);
    size_t language = input.length % LANGUAGES;
    divide(tools[language].divided, input);
    word_span span;
    for (size_t i = 0, offset = 0; i < WORDS_MOST && words_next(input, &offset, &span); i++)
        read_word(language, text_slice(input, span.from, span.to));
}
