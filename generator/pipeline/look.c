#include "pipeline/look.h"

#include "site/links.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

bool look_put_file(arena *scratch, text made, text target)
{
    const char *from = text_to_string(scratch, made), *to = text_to_string(scratch, target);
    const char *beside = text_to_string(scratch, text_join(scratch, made, TEXT(".put")));
    bool fine = link(from, beside) == 0 && (rename(beside, to) == 0
        || (errno == ENOENT && folder_make(path_folder(target)) && rename(beside, to) == 0));
    if (fine)
        unlink(beside);         // where both were one file already, a rename does nothing
    return fine || machine_failure("cannot write", target);
}

static bool files_are_published(const build *of, arena *scratch, text output)
{
    const content_files *shown = &of->files[0];
    bool are_there = true;
    for (size_t i = 0; i < shown->count && are_there; i++)
        are_there = path_exists(path_join(scratch, output, content_file_url(of->site, shown->items[i])));
    return are_there;
}

bool look_put_pages(const build *of, const job_list *jobs, text output)
{
    arena scratch = { 0 };
    bool fine = path_is_folder(output) && files_are_published(of, &scratch, output);
    text folder = fine ? build_folder(&scratch, of, 0) : (text){ 0 };
    for (size_t i = 0; i < jobs->count && fine; i++) {
        const job *made = &jobs->items[i];
        if (made->stage == STAGE_PAGES && made->edition == 0 && !made->is_kept && made->url.length > 0)
            fine = look_put_file(&scratch, text_join(&scratch, folder, made->url), path_join(&scratch, output, made->url));
    }
    arena_free(&scratch);
    return fine;
}
