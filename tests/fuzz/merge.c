// Three versions of a page or of settings: merged, compared, and the last laid over the first.
#include "fuzz.h"

#include "document/markdown.h"
#include "forks/differences.h"
#include "forks/merge.h"
#include "forks/override.h"

#include <git2/global.h>

static void prepare(void)
{
    markdown_prepare();
    git_libgit2_init();     // else every merge starts the library anew
}

static void try_settings(text base, text ours, text theirs)
{
    fork_settings read[3];
    text versions[] = { base, ours, theirs };
    for (size_t i = 0; i < 3; i++)
        if (!fork_settings_read(&memory, versions[i], &found, &read[i]))
            return;
    merge_settings(&memory, &read[0], ours, &read[1], &read[2]);
}

static void try_input(text input)
{
    text base = take_piece(&input), ours = take_piece(&input), theirs = take_piece(&input);
    buffer out = { 0 };
    merge_file(&memory, TEXT("content/fi/a.md"), base, ours, theirs, TEXT("2.0"));
    merge_file(&memory, TEXT("content/kinds/a.yaml"), base, ours, theirs, TEXT("2.0"));
    try_settings(base, ours, theirs);
    if (!is_readable(base) || !is_readable(ours))
        return;
    page_differences differences = differences_of_pages(&memory, base, ours, NULL, NULL);
    data_write_json(differences_page_data(&memory, &differences), true, &out);
    buffer_free(&out);
    require(!text_equals(base, ours) || differences_of_pages_are_none(&differences));
    overridden_page laid = override_apply(&memory, base, ours, TEXT("overrides/a.md"), &found);
    require(laid.line_count <= base.length + ours.length + 2);
}
