// A form as a Word document: the text with content controls in it, to be filled in by Word or LibreOffice,
// or printed. Every control has the field's name as its tag and stands in a bookmark "f_<name>".
#ifndef PUBLISHERS_FORMS_FORM_DOCX_H
#define PUBLISHERS_FORMS_FORM_DOCX_H

#include "printing/form_request.h"

// Adds the file to [out]. False after a reported machine failure.
bool form_docx_write(const form_request *request, buffer *out) __attribute__((warn_unused_result));

#endif
