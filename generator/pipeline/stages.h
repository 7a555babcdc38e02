// Running the jobs of a build in workers, stage by stage.
#ifndef PIPELINE_STAGES_H
#define PIPELINE_STAGES_H

#include "pipeline/reuse.h"

typedef struct {
    int worker_count;
    bool shows_progress;
    void (*pages_made)(void *context);      // when all pages are made; may be NULL
    void *context;
} stage_wishes;

// Jobs that are kept are taken from [kept], which is NULL in a check. False after a machine failure.
bool stages_run(build *of, const job_list *jobs, reuse *kept, const stage_wishes *wishes);

// Runs one job once more and takes nothing of it: its record, empty when it died or the machine failed.
text stages_run_alone(build *of, const job_list *jobs, size_t number, arena *memory);

#endif
