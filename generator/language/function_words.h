// Words that hold sentences together and say nothing of what a page is about: "miten", "och", "which".
#ifndef LANGUAGE_FUNCTION_WORDS_H
#define LANGUAGE_FUNCTION_WORDS_H

#include "base/text.h"

#include <stdbool.h>

// The next of the language's words off the front of [rest], which begins as
// function_words(language). False at the end.
text function_words(text language);
bool function_words_next(text *rest, text *word);

#endif
