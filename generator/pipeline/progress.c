#include "pipeline/progress.h"

#include <stdio.h>

void progress_step(progress *shown)
{
    shown->done++;
    if (!shown->is_shown || shown->total == 0)
        return;
    int percent = (int)(shown->done * 100 / shown->total);
    if (percent == shown->last_percent)
        return;
    shown->last_percent = percent;
    fprintf(stderr, "\r%3d %%  %zu of %zu", percent, shown->done, shown->total);
    fflush(stderr);
}

void progress_end(progress *shown)
{
    if (!shown->is_shown)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}
