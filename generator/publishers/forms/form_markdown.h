// The blank form as Markdown, for people who live in text.
#ifndef PUBLISHERS_FORMS_FORM_MARKDOWN_H
#define PUBLISHERS_FORMS_FORM_MARKDOWN_H

#include "printing/form_request.h"

// Adds the file to [out]. Always true: nothing outside memory is touched.
bool form_markdown_write(const form_request *request, buffer *out) __attribute__((warn_unused_result));

#endif
