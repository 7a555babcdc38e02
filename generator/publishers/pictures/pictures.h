// Photos, each read by a job of its own under limits of its own; see publishers/page_pictures.h.
#ifndef PUBLISHERS_PICTURES_PICTURES_H
#define PUBLISHERS_PICTURES_PICTURES_H

#include "publishers/publisher.h"

extern const publisher pictures_publisher;

#endif
