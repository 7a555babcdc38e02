// Choosing pages: the `include` and `exclude` lists of kits (and books).
//
// Each item is a text, which is an id or a path pattern within the language's
// folder ("roolit/*", "vaiheet/lahtokohdat"; "*" stands for anything but "/",
// "**" for anything), or a map whose conditions must all hold:
//
//   {path: 'roolit/*', kind: role, tag: koulu, where: {status: open}}
//
// A page is chosen when an item of `include` matches and none of `exclude`.
#ifndef SITE_SELECTION_H
#define SITE_SELECTION_H

#include "site/site.h"

typedef struct {
    text path, kind, tag;       // empty: any
    const value *where;         // field: value; NULL: any
    const value *written;       // for the place of mistakes
    bool has_mistakes;          // reported
} selection_rule;

typedef struct {
    selection_rule *rules;
    size_t count;
} selection_rules;

typedef struct {
    selection_rules include, exclude;
} selection;

// Reads `include` and `exclude` of [definition]. Mistakes are reported; false
// when there is nothing to choose by.
bool selection_read(arena *memory, const site *of, const value *definition, text path,
                    diagnostics *found, selection *chosen);
bool selection_matches(const selection *chosen, const site *of, const page *of_page);

// The pages chosen in [language], each once, in the order of the items of `include`; those of one item
// as their kind sorts them.
size_t selection_pages(arena *memory, const selection *chosen, const site *of, size_t language,
                       const page ***pages);

// Whether every field of [where] has the value given: a choice by its id, a
// page by its id, anything else by its text; a list matches when it holds it.
bool selection_fields_match(const page *of_page, const value *where);
// Warns of every item of `include` that chooses no page.
void selection_report_idle(const selection *chosen, const site *of, text path, diagnostics *found);
// Reports fields that no kind has, and choices and pages that there are not; [kind_id] limits to one
// kind when not empty.
void selection_check_fields(const site *of, const value *where, text kind_id, text path, diagnostics *found);

#endif
