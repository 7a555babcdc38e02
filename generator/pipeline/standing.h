// A build that has ended and stands ready: settings, pages, theme and plan stay in memory, so that a page is made again
// in milliseconds when nothing but its text or its title has changed.
//
// It is for looking at, and comes before a whole build, never in place of one: lists, books and the search are not
// made again, and mistakes are not told. What is shown in between are pages as the whole build makes them.
#ifndef PIPELINE_STANDING_H
#define PIPELINE_STANDING_H

#include "publishers/publisher.h"

typedef struct {
    build *of;
    const job_list *jobs;
    text output;                // where it was published
    bool is_spent;              // a page asked for more than can be made alone: nothing is made any more
} standing_build;

// Makes the page of the file [path] ("content/fi/sivu.md") again and puts it into the output, each file in one step. False,
// and nothing is changed there, when more than its text or title is another or there are mistakes in it: only a whole build can tell.
bool standing_remake(standing_build *from, text path);

#endif
