#include "pipeline/records.h"

#include <stdlib.h>

static int compare_downloads(const void *left, const void *right)
{
    const download *a = left, *b = right;
    if (a->kit != b->kit)
        return a->kit < b->kit ? -1 : 1;
    return (a->language > b->language) - (a->language < b->language);
}

static int compare_documents(const void *left, const void *right)
{
    const form_document *a = left, *b = right;
    int order = text_compare(a->form->id, b->form->id);
    if (order == 0)
        order = (a->language > b->language) - (a->language < b->language);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static int compare_book_documents(const void *left, const void *right)
{
    const book_document *a = left, *b = right;
    if (a->book != b->book)
        return a->book < b->book ? -1 : 1;
    if (a->language != b->language)
        return a->language < b->language ? -1 : 1;
    return (a->format > b->format) - (a->format < b->format);
}

static int compare_texts(const void *left, const void *right)
{
    return text_compare(*(const text *)left, *(const text *)right);
}

void records_put_in_order(build *of)
{
    if (of->downloads.count > 1)
        qsort(of->downloads.items, of->downloads.count, sizeof *of->downloads.items, compare_downloads);
    if (of->documents.count > 1)
        qsort(of->documents.items, of->documents.count, sizeof *of->documents.items, compare_documents);
    if (of->book_documents.count > 1)
        qsort(of->book_documents.items, of->book_documents.count, sizeof *of->book_documents.items, compare_book_documents);
    for (size_t e = 0; e < of->editions.count; e++)
        if (of->files[e].count > 1)
            qsort(of->files[e].items, of->files[e].count, sizeof *of->files[e].items, compare_texts);
}
