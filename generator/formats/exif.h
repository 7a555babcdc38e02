// How a camera was held.
#ifndef FORMATS_EXIF_H
#define FORMATS_EXIF_H

#include "base/text.h"

// The orientation (1 to 8) in EXIF data, which begin "II" or "MM"; 1 when they say none.
int exif_orientation(text tiff);

#endif
