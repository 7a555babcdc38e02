// The form in the browser: what a form's page shows as its content.
#ifndef PUBLISHERS_WEBSITE_FORM_PAGE_H
#define PUBLISHERS_WEBSITE_FORM_PAGE_H

#include "publishers/website/worker.h"
#include "site/forms.h"

// The markup of the whole form in [language]: <form novalidate> with the text of the form, its
// sections, labels, help and native controls, and what assets/form*.js need to know as data
// attributes. The form is whole without scripts: all is shown, and on paper there is room to write.
//
//   names    of controls: the field's id; of an option of `multi` <field>__<option>; of a table's cell
//            <table>__<row>__<column>, rows from 1; of a field's own option <field>_other
//   ids      "f.<name>", with ".<option>", ".help" and ".hint" behind it (ids of headings have no dots)
//   tables   .rows-table, with .rows-wide when it needs more room than the page's column; .rows-stacked: cards
//   notes    the footnotes of all parts are one list behind the last section
//   wrapper  [data-field] with data-type and the field's constraints; [data-section] for sections
//
// [of] is the making of the form's page; links and terms in the text are settled as on any page.
text form_html(const making *of, const form *shown, size_t language, body_facts *told);

#endif
