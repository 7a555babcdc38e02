// How one flat sheet lies in a picture of it: places on paper to places in the picture. Private to answers/scans/.
#ifndef ANSWERS_SCANS_PLANE_H
#define ANSWERS_SCANS_PLANE_H

#include "answers/scans/grey.h"

typedef struct {
    double parts[9];                // a homography, row by row
} plane;

// The one that takes [from] to [to] best by least squares; at least four. False when they lie in a line. One that is
// even sees all parts of the sheet from the same distance: what is near together tells no more than that.
bool plane_through(const spot *from, const spot *to, const double *weights, size_t count, bool is_even, plane *made);
spot plane_at(const plane *of, spot from);

#endif
