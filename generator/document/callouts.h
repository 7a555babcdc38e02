// Callouts: GitHub's "> [!NOTE]". Private to document/.
#ifndef DOCUMENT_CALLOUTS_H
#define DOCUMENT_CALLOUTS_H

#include "document/document.h"

// Makes a callout of a quote whose first line is [!NOTE], [!TIP], [!IMPORTANT],
// [!WARNING] or [!CAUTION] (any case) and which says something after it.
void callout_recognize(node *quote);

#endif
