// What can be downloaded: kits, books and forms, by language.
#include "publishers/website/worker.h"

#include "base/unicode.h"
#include "language/formatting.h"

#include <stdlib.h>

enum { FEW = 3 };

// ---- Kits

static void set_language(const making *of, data *made, size_t language)
{
    text code = build_language(of->build, language);
    data_set_text(of->memory, made, "language", code);
    data_set_text(of->memory, made, "language_name", theme_language_name(of->build->theme, of->language, code));
}

// As the readers of the page write sizes.
static text size_text(const making *of, uint64_t size)
{
    return format_size(of->memory, build_language(of->build, of->language), size);
}

static data *kit_download_data(const making *of, const download *offered)
{
    size_t languages = of->build->site->config.languages.count;
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "id", offered->kit->id);
    data_set_text(of->memory, made, "title", words_in(offered->kit->title, offered->language, languages));
    data_set(of->memory, made, "description", text_or_false(of->memory,
             words_in(offered->kit->description, offered->language, languages)));
    data_set_text(of->memory, made, "version", offered->kit->version);
    set_language(of, made, offered->language);
    data_set_text(of->memory, made, "url", url_to(of, offered->url));
    data_set_text(of->memory, made, "file", path_name(offered->url));
    data_set_text(of->memory, made, "size", size_text(of, offered->size));
    data_set(of->memory, made, "pages", data_number(of->memory, (double)offered->page_count));
    data_set(of->memory, made, "sha256", text_or_false(of->memory, offered->digest));
    return made;
}

static data *kits_data(const making *of, size_t language)
{
    data *list = data_list(of->memory);
    for (size_t i = 0; i < of->build->downloads.count; i++)
        if (of->build->downloads.items[i].language == language)
            data_add(of->memory, list, kit_download_data(of, &of->build->downloads.items[i]));
    return list;
}

// ---- Books

// The files of a book follow one another among the documents: this one begins at [first].
static data *book_data(const making *of, size_t first)
{
    static const char *const formats[] = { [BOOK_PDF] = "pdf", [BOOK_BOOKLET] = "booklet", [BOOK_EPUB] = "epub" };
    const book_document *documents = of->build->book_documents.items, *shown = &documents[first];
    size_t languages = of->build->site->config.languages.count;
    data *made = data_map(of->memory);
    data_set_text(of->memory, made, "id", shown->book->id);
    data_set_text(of->memory, made, "title", words_in(shown->book->title, shown->language, languages));
    data_set(of->memory, made, "description", text_or_false(of->memory, words_in(shown->book->description, shown->language, languages)));
    set_language(of, made, shown->language);
    data_set(of->memory, made, "pages", shown->page_count > 0 ? data_number(of->memory, (double)shown->page_count)
                                                               : data_bool(of->memory, false));
    data_set_bool(of->memory, made, "has_cards", shown->has_cards);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        data_set_bool(of->memory, made, formats[i], false);
    for (size_t i = first; i < of->build->book_documents.count && documents[i].book == shown->book
         && documents[i].language == shown->language; i++) {
        if (of->edition->kit != NULL && documents[i].format == BOOK_BOOKLET)
            continue;       // kits go without it
        data *file = data_map(of->memory);
        data_set_text(of->memory, file, "url", url_to(of, documents[i].url));
        data_set_text(of->memory, file, "size", size_text(of, documents[i].size));
        if (documents[i].format == BOOK_BOOKLET)
            data_set_text(of->memory, file, "paper", shown->book->is_a5 ? TEXT("A4") : TEXT("A3"));
        data_set(of->memory, made, formats[documents[i].format], file);
    }
    return made;
}

static data *books_data(const making *of, size_t language)
{
    data *list = data_list(of->memory);
    for (size_t i = 0; i < of->build->book_documents.count; i++) {
        const book_document *shown = &of->build->book_documents.items[i];
        bool is_next_file = i > 0 && shown[-1].book == shown->book && shown[-1].language == shown->language;
        bool is_held = of->edition->kit == NULL || book_is_in_kit(shown->book, of->edition->kit);
        if (shown->language == language && !is_next_file && is_held)
            data_add(of->memory, list, book_data(of, i));
    }
    return list;
}

// ---- Forms

data *form_documents_data(const making *of, const form *shown, size_t language)
{
    data *list = data_list(of->memory);
    for (size_t i = 0; i < of->build->documents.count; i++) {
        const form_document *offered = &of->build->documents.items[i];
        if (offered->form != shown || offered->language != language)
            continue;
        data *made = data_map(of->memory);
        data_set_text(of->memory, made, "format", text_of(offered->format));
        data_set_text(of->memory, made, "label", text_of(offered->format));
        data_set_text(of->memory, made, "url", url_to(of, offered->url));
        data_set_text(of->memory, made, "size", size_text(of, offered->size));
        data_add(of->memory, list, made);
    }
    return list;
}

static int compare_titles(const void *left, const void *right)
{
    return unicode_collate((*(const page *const *)left)->title, (*(const page *const *)right)->title);
}

static data *forms_data(const making *of, size_t language)
{
    const site *model = of->build->site;
    const page **pages = ARENA_NEW(of->memory, const page *, model->page_count + 1);
    size_t count = 0;
    data *list = data_list(of->memory);
    for (size_t i = 0; i < model->page_count; i++)
        if (model->pages[i].form != NULL && model->pages[i].language == language && edition_holds(of->edition, &model->pages[i]))
            pages[count++] = &model->pages[i];
    qsort(pages, count, sizeof *pages, compare_titles);
    for (size_t i = 0; i < count; i++) {
        data *made = data_map(of->memory), *files = form_documents_data(of, pages[i]->form, language);
        if (files->list.count == 0)
            continue;
        data_set_text(of->memory, made, "title", pages[i]->title);
        data_set_text(of->memory, made, "url", url_to(of, pages[i]->url));
        set_language(of, made, language);
        data_set(of->memory, made, "files", files);
        data_add(of->memory, list, made);
    }
    return list;
}

// ---- Together

static void set_list(const making *of, data *into, const char *key, const char *has, data *list)
{
    data_set(of->memory, into, key, list);
    data_set_bool(of->memory, into, has, list->list.count > 0);
}

void downloads_set_books(const making *of, data *context)
{
    set_list(of, context, "books", "has_books", books_data(of, of->language));
}

void downloads_set_few(const making *of, data *context)
{
    data *books = books_data(of, of->language), *kits = kits_data(of, of->language);
    data_set_bool(of->memory, context, "has_downloads", books->list.count + kits->list.count > 0);
    books->list.count = books->list.count < FEW ? books->list.count : FEW;
    kits->list.count = kits->list.count < FEW ? kits->list.count : FEW;
    for (size_t i = 0; i < kits->list.count; i++)
        data_set_bool(of->memory, kits->list.items[i], "sha256", false);     // who wants it looks among all
    set_list(of, context, "books", "has_books", books);
    set_list(of, context, "kits", "has_kits", kits);
}

// All of a language, in [into]; how many they are.
static size_t set_all(const making *of, data *into, size_t language)
{
    data *kits = kits_data(of, language), *books = books_data(of, language), *forms = forms_data(of, language);
    set_list(of, into, "kits", "has_kits", kits);
    set_list(of, into, "books", "has_books", books);
    set_list(of, into, "forms", "has_forms", forms);
    data_set(of->memory, into, "kit_count", data_number(of->memory, (double)kits->list.count));
    data_set(of->memory, into, "book_count", data_number(of->memory, (double)books->list.count));
    data_set(of->memory, into, "form_count", data_number(of->memory, (double)forms->list.count));
    return kits->list.count + books->list.count + forms->list.count;
}

static data *others_data(const making *of)
{
    data *list = data_list(of->memory);
    for (size_t l = 0; l < of->build->site->config.languages.count; l++) {
        data *made = data_map(of->memory);
        if (l == of->language || set_all(of, made, l) == 0)
            continue;
        set_language(of, made, l);
        data_set_text(of->memory, made, "own_name", language_name(of, l));
        data_add(of->memory, list, made);
    }
    return list;
}

bool make_downloads(making *of)
{
    const site_config *config = &of->build->site->config;
    data *context = shared_context(of, "downloads", theme_string(of->build->theme, of->language, "downloads.title"),
                                   (text){ 0 }, NULL);
    size_t count = set_all(of, context, of->language);
    data *others = others_data(of);
    text sums = of->build->downloads.count > 0 ? url_to(of, TEXT("downloads/SHA256SUMS")) : (text){ 0 };
    set_list(of, context, "others", "has_others", others);
    data_set_bool(of->memory, context, "is_empty", count + others->list.count == 0);
    data_set(of->memory, context, "sums_url", text_or_false(of->memory, sums));
    data_set(of->memory, context, "signing_key", text_or_false(of->memory, config->signing_key));
    return page_write(of, TEXT("downloads"), context);
}
