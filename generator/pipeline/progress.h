// Progress on a terminal: one line that is written over; nothing in a pipe.
#ifndef PIPELINE_PROGRESS_H
#define PIPELINE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t total, done;
    int last_percent;
    bool is_shown;
} progress;

void progress_step(progress *shown);
void progress_end(progress *shown);     // clears the line

#endif
