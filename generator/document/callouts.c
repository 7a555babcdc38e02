#include "callouts.h"

#include <strings.h>

static bool callout_of(text marker, callout *meant)
{
    static const text markers[] = {
        [CALLOUT_NOTE] = { "[!NOTE]", 7 },           [CALLOUT_TIP] = { "[!TIP]", 6 },
        [CALLOUT_IMPORTANT] = { "[!IMPORTANT]", 12 }, [CALLOUT_WARNING] = { "[!WARNING]", 10 },
        [CALLOUT_CAUTION] = { "[!CAUTION]", 10 },
    };
    marker = text_trim(marker);
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        if (marker.length == markers[i].length
            && strncasecmp(marker.bytes, markers[i].bytes, marker.length) == 0) {
            *meant = (callout)i;
            return true;
        }
    }
    return false;
}

void callout_recognize(node *quote)
{
    node *paragraph = quote->first;
    if (paragraph == NULL || paragraph->type != NODE_PARAGRAPH || paragraph->first == NULL)
        return;
    node *marker = paragraph->first, *after = marker->next;
    bool ends_line = after == NULL || after->type == NODE_SOFT_BREAK || after->type == NODE_HARD_BREAK;
    bool says_something = after != NULL || paragraph->next != NULL;
    callout meant;
    if (marker->type != NODE_TEXT || !ends_line || !says_something || !callout_of(marker->literal, &meant))
        return;

    quote->type = NODE_CALLOUT;
    quote->callout = meant;
    node_remove(marker);
    if (after != NULL)
        node_remove(after);
    if (paragraph->first == NULL)
        node_remove(paragraph);
    else
        paragraph->line = paragraph->first->line;
}
