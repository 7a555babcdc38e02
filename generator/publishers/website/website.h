// The website: pages, lists, tags, front pages, and what goes with them, for
// the site and for every kit, made through the theme's layouts.
#ifndef PUBLISHERS_WEBSITE_H
#define PUBLISHERS_WEBSITE_H

#include "publishers/publisher.h"

extern const publisher website_publisher;

#endif
