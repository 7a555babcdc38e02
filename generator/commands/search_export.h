// The pages of a published site as search servers take them in, written on standard output.
#ifndef COMMANDS_SEARCH_EXPORT_H
#define COMMANDS_SEARCH_EXPORT_H

#include "base/text.h"

enum { SEARCH_LANGUAGES_MOST = 64 };

typedef enum {
    EXPORT_OPENSEARCH,          // the bulk form: a line that says what to do, a line with the page
    EXPORT_MEILISEARCH          // one list
} export_format;

bool export_format_named(text name, export_format *format);

void export_begin(export_format format);
// False when the language's index cannot be read.
bool export_pages(export_format format, text folder, text language, text base_url);
void export_end(export_format format);

#endif
