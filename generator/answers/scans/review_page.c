#include "answers/scans/scans.h"
bool review_page_write(arena *memory, const site *of, const theme *look, const filled_forms *forms, size_t language, buffer *out) { (void)memory;(void)of;(void)look;(void)forms;(void)language;(void)out; return true; }
