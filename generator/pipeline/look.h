// An early look: pages that were made anew, in the output of the build before, while the rest is still made.
//
// For the preview alone, whose output nobody else reads: lists, books, kits and the search of that output are older.
#ifndef PIPELINE_LOOK_H
#define PIPELINE_LOOK_H

#include "publishers/publisher.h"

// Gives each page of the website that was made anew, and each file of the theme, its place in [output], every file in one step.
// False, and nothing is changed, when there is no output yet or a page shows a file that is not published yet.
bool look_put_pages(const build *of, const job_list *jobs, text output);

// Puts one file that was made in the place of another, in one step. It keeps its old name too. False after a reported
// failure of the machine.
bool look_put_file(arena *scratch, text made, text target);

#endif
