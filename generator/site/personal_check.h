// Warnings of personal data in the files of a site (language/personal_data.h).
//
// Phone numbers and addresses may be meant for everybody: then `public_contacts: true` is said, and where depends on the file.
// Identity codes never are.
#ifndef SITE_PERSONAL_CHECK_H
#define SITE_PERSONAL_CHECK_H

#include "site/site.h"

typedef enum {
    CONTACTS_BY_FILE,           // it says so itself: a page or the words of a form in the front matter, YAML among its keys
    CONTACTS_BY_SETTINGS,       // digitori.yaml does, of the theme
    CONTACTS_BY_PAGE,           // the page does that leads to the file
    CONTACTS_NEVER              // the file has no place for them
} contacts_rule;

// Warns of personal data in [contents], but of no phone number or address when they [are_public] or the file says so. Where a
// mistake of CONSENT_PERSONAL has been found on a line, nothing more is said of that line.
void site_check_personal(text contents, text path, contacts_rule rule, bool are_public, diagnostics *found);

// The same of a file that [of_page] links to, as it is published. Only plain text is looked through.
void site_check_personal_file(const site *of, text path, text contents, const page *of_page, diagnostics *found);

#endif
