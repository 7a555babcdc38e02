// A form with tables or scores as a spreadsheet: a sheet to start from, one sheet for each section, and one
// that counts. Cells to be filled are open, the rest is locked without a password. Every value has a defined name
// "f_<name>"; a column of a table is "f_<table>__<column>", over all of its rows.
//
// Choices hold the words of the option, checks the words for yes and no, in the form's language.
#ifndef PUBLISHERS_FORMS_FORM_XLSX_H
#define PUBLISHERS_FORMS_FORM_XLSX_H

#include "printing/form_request.h"

// Adds the file to [out]. False after a reported machine failure.
bool form_xlsx_write(const form_request *request, buffer *out) __attribute__((warn_unused_result));

#endif
