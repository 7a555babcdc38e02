// A file of scanned pages: a PDF, of which poppler draws a page alone, or a picture.
// At most 700 bytes: a PDF of one page.
#include "fuzz.h"

#include "answers/scans/scan_file.h"
#include "base/library.h"

#include <poppler.h>

// As long as a document is open, poppler keeps its tables of the names of characters: to make them takes longer than to read a page.
static PopplerDocument *kept;

static void prepare(void)
{
    static const char *const name[] = { "poppler_document_new_from_bytes" };
    static const char bytes[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                                "trailer<</Root 1 0 R/Size 3>>\n%%EOF\n";
    struct { __typeof__(poppler_document_new_from_bytes) *open; } library;
    require(library_open("libpoppler-glib.so.8", name, 1, &library));
    GBytes *held = g_bytes_new_static(bytes, sizeof bytes - 1);
    kept = library.open(held, NULL, NULL);
    g_bytes_unref(held);
    require(kept != NULL);
}

// Poppler opens every file; to draw takes longer. Some of all are drawn, also of those that are made of one that was.
static bool is_drawn(text input)
{
    unsigned sum = 0;
    for (size_t i = 0; i < input.length; i++)
        sum = sum * 31 + (unsigned char)input.bytes[i];
    return sum % 8 == 0;
}

static void try_input(text input)
{
    scan_file file;
    grey page;
    if (scan_file_open(&file, input) == SCAN_READ) {
        require(file.page_count > 0 && file.page_count <= SCAN_MOST_PAGES);
        // Larger pages take the time of many.
        bool is_small = text_find(input, TEXT("/MediaBox[0 0 9 12]"), 0) != TEXT_NOT_FOUND && text_find(input, TEXT("UserUnit"), 0) == TEXT_NOT_FOUND;
        if (is_small && is_drawn(input) && file.format == SCAN_PDF && scan_file_page(&memory, &file, 0, &page) == SCAN_READ)
            require(page.width > 0 && page.height > 0 && page.width <= SCAN_LONG_SIDE + 1 && page.height <= SCAN_LONG_SIDE + 1);
    }
    scan_file_close(&file);
}
