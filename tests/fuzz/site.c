// A small site as a whole: digitori.yaml, a kind of its own, then pages of which one is a book. What refers to what, what the kits and
// the books hold, and other Digitoris.
#include "file_pieces.h"

#include "books/book.h"
#include "site/embedded.h"
#include "site/load.h"
#include "site/network.h"

// In the place of the kinds that the program carries, which are many and always the same.
static const char page_kind[] = "label: Page\nsort: title\nfields:\n  related: {type: list, of: page, label: See also}\n";
static const char book_kind[] = "label: Book\nsort: title\nfields:\n  subtitle: {type: text, label: Subtitle}\n";
#define CARRIED(path, contents) { "content/kinds/" path, contents, contents + sizeof contents - 1 }
const embedded_file embedded_files[] = { CARRIED("book.yaml", book_kind), CARRIED("page.yaml", page_kind) };
const unsigned long embedded_file_count = sizeof embedded_files / sizeof *embedded_files;

static const char *const names[] = { "digitori.yaml", "content/kinds/own.yaml", "content/fi/a.md", "content/sv/a.md", "content/fi/b.md",
                                     "content/fi/book.md" };

static void prepare(void)
{
    folder = make_scratch();
}

static void check_pages(const site *model)
{
    for (size_t i = 0; i < model->page_count; i++) {
        const page *one = &model->pages[i];
        require(one->number == i && one->language < model->config.languages.count && one->kind != NULL);
        require_text(one->title);
        for (size_t r = 0; r < one->reference_count; r++)
            for (size_t t = 0; t < one->references[r].count; t++)
                require(one->references[r].targets[t] != NULL);
    }
}

static void bind_books(const site *model)
{
    book_list books = books_of(&memory, model, &found);
    for (size_t i = 0; i < books.count; i++)
        for (size_t language = 0; language < model->config.languages.count; language++) {
            bound_book bound = book_bind(&memory, model, &books.items[i], language);
            for (size_t p = 0; p < bound.part_count; p++)
                for (size_t item = 0; item < bound.parts[p].count; item++)
                    require(bound.parts[p].items[item].page->number < model->page_count);
        }
}

static void try_input(text input)
{
    site model;
    require(write_pieces(names, sizeof names / sizeof *names, input));
    site_result result = site_load(&memory, &(site_request){ .folder = folder }, &found, &model);
    require(result != SITE_MACHINE_FAILED);
    if (result != SITE_LOADED)
        return;
    check_pages(&model);
    edition_list editions = editions_of(&memory, &model, &found);
    require(editions.count >= 1);
    bind_books(&model);
    network others = network_read(&memory, &model.config, &found);
    require(network_load(&memory, &model.config, &others, &found));
}
