// What jobs told: records come from the workers in any order, and what later stages read must not show it.
#ifndef PIPELINE_RECORDS_H
#define PIPELINE_RECORDS_H

#include "publishers/publisher.h"

void records_put_in_order(build *of);

#endif
