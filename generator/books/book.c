#include "books/book.h"

#include "books/book_rules.h"
#include "books/book_settings.h"
#include "language/slug.h"

// ---- Ids and the names of files

static const book *book_with_id(const book_list *books, text id)
{
    for (size_t i = 0; i < books->count; i++)
        if (text_equals(books->items[i].id, id))
            return &books->items[i];
    return NULL;
}

// What else is published as downloads/<name>.<language>.pdf; empty when nothing is.
static text other_owner(arena *memory, const site *of, const book_list *books, const book *own, text name)
{
    for (size_t i = 0; i < of->forms.count; i++)
        if (text_equals(of->forms.items[i]->id, name))
            return of->forms.items[i]->path;
    const book *other = book_with_id(books, name);
    bool is_other = other != NULL && other != own && other->has_pdf;
    return is_other ? text_format(memory, "the book '%.*s'", TEXT_PRINT(name)) : (text){ 0 };
}

static bool name_is_free(const site *of, const book_list *books, const book *own, text name, diagnostics *found)
{
    text owner = other_owner(found->memory, of, books, own, name);
    if (owner.length == 0)
        return true;
    text code = of->config.languages.codes[0];
    report(found, OUTPUT_DUPLICATE, own->where, "downloads/%.*s.%.*s.pdf is also made from %.*s; give the book another %s",
           TEXT_PRINT(name), TEXT_PRINT(code), TEXT_PRINT(owner), own->page != NULL ? "'slug'" : "'id'");
    return false;
}

// Publishers claim the names again; what is told here is not made, so that it is told once.
static void check_names(arena *memory, const site *of, const book_list *books, diagnostics *found)
{
    for (size_t i = 0; i < books->count; i++) {
        book *own = &books->items[i];
        own->has_pdf = own->has_pdf && name_is_free(of, books, own, own->id, found);
        own->has_booklet = own->has_booklet && own->has_pdf
            && name_is_free(of, books, own, text_join(memory, own->id, TEXT("-booklet")), found);
    }
}

static bool id_is_new(const book_list *books, const book *fresh, diagnostics *found)
{
    const book *other = book_with_id(books, fresh->id);
    if (other == NULL)
        return true;
    if (fresh->page != NULL)
        report(found, OUTPUT_DUPLICATE, fresh->where, "the book '%.*s' of %.*s has the same name; give this page another 'slug'",
               TEXT_PRINT(fresh->id), TEXT_PRINT(other->rules->path));
    else
        report(found, CONFIG_VALUE, fresh->where, "another book already has the id '%.*s'", TEXT_PRINT(fresh->id));
    return false;
}

// ---- What it holds

// In which languages there is something to print, and which parts hold something.
static bool settle_languages(const site *of, const book *made)
{
    bool is_made = false;
    for (size_t l = 0; l < of->config.languages.count; l++) {
        arena scratch = { 0 };
        bound_book bound = book_bind(&scratch, of, made, l);
        for (size_t i = 0; i < bound.part_count; i++) {
            made->rules->parts[bound.parts[i].number].is_used = true;
            made->page_counts[l] += bound.parts[i].count;
        }
        made->has_language[l] = bound.part_count > 0;
        is_made |= made->has_language[l];
        arena_free(&scratch);
    }
    return is_made;
}

// The source of a kit holds a part of its whole: there, nothing of this is a mistake.
static void report_idle(const site *of, const book *made, bool is_made, diagnostics *found)
{
    if (of->config.is_part)
        return;
    if (!is_made) {
        report(found, BOOK_EMPTY, made->where, "'%.*s': no page in its languages matches its 'include'", TEXT_PRINT(made->id));
        return;
    }
    for (size_t i = 0; i < made->rules->count; i++) {
        const part_rules *part = &made->rules->parts[i];
        size_t before = found->count;
        selection_report_idle(&part->chosen, of, made->rules->path, found);
        if (!part->is_used && found->count == before)
            report(found, SELECTION_EMPTY, part->where, part->show == BOOK_MATRIX ? "the matrix has no rows" :
                   part->show == BOOK_PATH ? "the path has no steps" :
                   "this part holds no pages: those it chooses stand in an earlier part, or are left out of books");
    }
}

static void add_book(const site *of, book_list *books, book *fresh, diagnostics *found)
{
    if (!id_is_new(books, fresh, found))
        return;
    size_t before = found->count;
    bool is_made = settle_languages(of, fresh);
    if (!fresh->rules->has_mistakes && found->count == before)
        report_idle(of, fresh, is_made, found);
    books->items[books->count++] = *fresh;
}

// ---- Kits

bool book_is_in_kit(const book *of, const kit_config *kit)
{
    for (size_t i = 0; kit->books != NULL && i < kit->books->count; i++)
        if (text_equals(value_text(kit->books->items[i]), of->id))
            return true;
    return false;
}

static void check_kit(arena *memory, const site *of, const kit_config *kit, const book_list *books, diagnostics *found)
{
    text *ids = ARENA_NEW(memory, text, books->count);
    for (size_t i = 0; i < books->count; i++)
        ids[i] = books->items[i].id;
    text all = value_list_words(memory, ids, books->count);
    for (size_t i = 0; kit->books != NULL && i < kit->books->count; i++) {
        const value *item = kit->books->items[i];
        text id = value_text(item), meant = value_suggestion(id, ids, books->count);
        place where = value_place(item, of->config.path);
        if (book_with_id(books, id) != NULL)
            continue;
        if (meant.length > 0)
            report(found, CONFIG_VALUE, where, "there is no book '%.*s': did you mean '%.*s'?", TEXT_PRINT(id), TEXT_PRINT(meant));
        else if (books->count > 0)
            report(found, CONFIG_VALUE, where, "there is no book '%.*s': the books are %.*s", TEXT_PRINT(id), TEXT_PRINT(all));
        else
            report(found, CONFIG_VALUE, where, "there is no book '%.*s': this site has no books", TEXT_PRINT(id));
    }
}

// ---- All of them

// Pages of kind `book`, by the order of their ids.
static void add_pages(arena *memory, const site *of, book_list *books, diagnostics *found)
{
    for (size_t i = 0; i < of->entry_count; i++) {
        const entry *defined = of->entries[i];
        book fresh;
        if (entry_page(defined, 0)->book != NULL && book_read_page(memory, of, defined, found, &fresh))
            add_book(of, books, &fresh, found);
    }
}

book_list books_of(arena *memory, const site *of, diagnostics *found)
{
    const value *list = of->config.books;
    size_t written = list != NULL ? list->count : 0;
    book_list books = { ARENA_NEW(memory, book, written + of->entry_count), 0 };
    for (size_t i = 0; i < written; i++) {
        book fresh;
        if (book_read(memory, of, list->items[i], found, &fresh))
            add_book(of, &books, &fresh, found);
    }
    add_pages(memory, of, &books, found);
    check_names(memory, of, &books, found);
    for (size_t k = 0; k < of->config.kit_count; k++)
        check_kit(memory, of, &of->config.kits[k], &books, found);
    return books;
}
