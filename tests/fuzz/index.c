// The files of a published search index: its root, then a list of words, lists of pages, their rest, a field and a page.
#include "fuzz.h"

#include "search/search.h"

enum { PIECES = 6 };
static const struct { const char *name, *call; } pieces[PIECES] = {
    { "en.js", "DigitoriSearch.open(\"en\"," },
    { "en/d/0.js", "DigitoriSearch.take(\"en\",\"d\",0,\"s\"," },
    { "en/p/0.js", "DigitoriSearch.take(\"en\",\"p\",0,\"s\"," },
    { "en/x/0.js", "DigitoriSearch.take(\"en\",\"x\",0,\"s\"," },
    { "en/f/0.js", "DigitoriSearch.take(\"en\",\"f\",0,\"s\"," },
    { "en/t/0/0.js", "DigitoriSearch.take(\"en\",\"t\",0,\"p\"," },
};
static text folder;

static void prepare(void)
{
    folder = make_scratch();
}

static void try_input(text input)
{
    static const text queries[] = { TEXT_CONSTANT("tori"), TEXT_CONSTANT("tori \"to to\" -ei parity:even"), TEXT_CONSTANT("t") };
    for (size_t i = 0; i < PIECES; i++) {
        text path = text_format(&memory, "%.*s/assets/search/%s", TEXT_PRINT(folder), pieces[i].name);
        text contents = text_format(&memory, "%s%.*s);", pieces[i].call, TEXT_PRINT(take_piece(&input)));
        require(file_write(path, contents));
    }
    search_index *opened = index_open(folder, TEXT("en"));
    for (size_t i = 0; opened != NULL && i < sizeof queries / sizeof *queries; i++)
        search_run(&memory, opened, queries[i], 10);
    index_close(opened);
}
