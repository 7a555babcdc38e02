// A file of scanned pages: a PDF drawn by poppler, or a picture.
#include "fuzz.h"

#include "answers/scans/scan_file.h"

static void prepare(void)
{
}

static void try_input(text input)
{
    size_t count;
    grey page;
    if (scan_count_pages(input, &count) != SCAN_READ)
        return;
    require(count > 0 && count <= SCAN_MOST_PAGES);
    // Larger pages take the time of many.
    bool is_small = text_find(input, TEXT("/MediaBox[0 0 60 80]"), 0) != TEXT_NOT_FOUND && text_find(input, TEXT("UserUnit"), 0) == TEXT_NOT_FOUND;
    if (is_small && scan_format_of(input) == SCAN_PDF && scan_read_page(&memory, input, 0, &page) == SCAN_READ)
        require(page.width > 0 && page.height > 0 && page.width <= SCAN_LONG_SIDE + 1 && page.height <= SCAN_LONG_SIDE + 1);
}
