// Views: lists of pages made from a query, the fenced block `view`.
//
//   kind: role                     one kind or a list of kinds (needed unless tag or where is given)
//   where: {phases: vaiheet/x}     fields and the value they must have
//   tag: koulu
//   show: list                     list (default), cards, table, matrix
//   title: ...                     a heading above, and the name of a table
//   fields: [acts, phases]         table: columns after the title
//   columns: acts                  matrix: a field whose choices or pages are the columns
//   sort: weight                   a field, title, date, weight; default: as the kind says
//   order: descending
//   group: topic                   a field to group by (list, cards, table)
//   limit: 6
//
// A view shows pages of its own page's language.
#ifndef SITE_VIEWS_H
#define SITE_VIEWS_H

#include "site/edition.h"
#include "site/theme.h"

typedef enum { VIEW_LIST, VIEW_CARDS, VIEW_TABLE, VIEW_MATRIX } view_form;

typedef struct {
    view_form form;
    text title;
    const kind **kinds;
    size_t kind_count;
    text tag;
    const value *where;
    const text *fields;
    size_t field_count;
    text columns, sort, group;
    bool descending;
    size_t limit;               // 0: all
} view;

// Reads the text of a block that begins after line [line] of [path]. False
// after reporting what is wrong.
bool view_read(arena *memory, const site *of, text yaml, text path, int line, diagnostics *found, view *read);
// The same from settings that stand in other YAML, at [where].
bool view_read_settings(arena *memory, const site *of, const value *settings, place where, diagnostics *found,
                        view *read);

// The pages the view shows, in order. The page [self] itself is left out.
size_t view_pages(arena *memory, const site *of, const edition *in, const view *shown, size_t language,
                  const page *self, const page ***pages);

// The field [id] in the kinds of the view; NULL when none has it.
const field *view_field(const view *shown, text id);

// Whether all kinds of the view that have the field [id] have a number there.
bool view_is_number(const view *shown, text id);

// What the column of a table is called: by the field, else by the theme's word for [id].
text view_column_label(arena *memory, const site *of, const theme *look, const view *shown, text id, size_t language);

// How many decimals the numbers of [pages] have in the column [id] of a table. 0 for a field by which a kind sorts its pages: its numbers
// only name them.
int view_column_decimals(arena *memory, const view *shown, const page *const *pages, size_t count, text id);

// A column of a matrix: a choice, or a page that the edition holds.
typedef struct {
    text id, label;
    const page *page;           // NULL: a choice
} view_column;
size_t view_columns(arena *memory, const site *of, const edition *in, const view *shown, size_t language,
                    view_column **columns);
// Whether the row [of_page] has a mark in the column [column_id].
bool view_is_marked(const view *shown, const page *of_page, text column_id);

// A group of pages that share a value of the view's `group` field; one group
// without a label when the view has none. Pages without a value come last. Groups follow the
// order of choices, else the first use.
typedef struct {
    text label;
    const page **pages;
    size_t count;
} page_group;
size_t view_groups(arena *memory, const site *of, const view *shown, size_t language,
                   const page **pages, size_t count, page_group **groups);

#endif
