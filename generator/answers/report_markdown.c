// The report as Markdown: with front matter, so that it may become a page of the site as it is.
#include "answers/outputs.h"
#include "answers/report.h"

#include "formats/markdown_write.h"
#include "source/value_make.h"
#include "source/yaml_write.h"

static void set(arena *memory, value *front, const char *key, text said)
{
    if (said.length > 0)
        value_set(memory, front, text_of(key), value_make_text(memory, said));
}

bool output_report_markdown(arena *memory, const output_request *request, buffer *out)
{
    answers_report of = report_make(memory, request);
    value *front = value_make_map(memory);
    set(memory, front, "title", of.title);
    set(memory, front, "summary", of.lead);
    set(memory, front, "updated", of.all->last_day);
    buffer_add_string(out, "---\n");
    yaml_write(front, out);
    buffer_add_string(out, "---\n\n");
    markdown_write_options options = { .keeps_blocks = true };
    markdown_write(memory, of.tree, &options, out);
    return true;
}
