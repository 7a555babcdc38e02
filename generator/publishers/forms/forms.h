// Forms as documents: downloads/<form>.<language>.pdf, .docx, .md, and .xlsx
// where the form has tables or scores, for the website and in the kits that
// hold the form's page.
#ifndef PUBLISHERS_FORMS_H
#define PUBLISHERS_FORMS_H

#include "publishers/publisher.h"

extern const publisher forms_publisher;

#endif
