// How the text of a field is spelled (templates-forms/README.md): letters, classes and repetition, which browsers take as
// they are. A pattern that they would not take is met by everything.
#ifndef SITE_FORM_PATTERN_H
#define SITE_FORM_PATTERN_H

#include "base/text.h"

// Whether all of [t] is as [pattern] asks. The time is that of reading [t] once for each part of the pattern.
bool form_pattern_matches(text t, text pattern);

// In how many ways a browser, which tries one after another, may divide a text of at most [length] characters among the parts.
double form_pattern_ways(text pattern, size_t length);

#endif
