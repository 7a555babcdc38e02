#include "site/cache_folder.h"

#include <sys/stat.h>
#include <unistd.h>

text cache_file(arena *memory, const site_config *config, text name)
{
    return config_file(memory, config, text_join(memory, TEXT(".digitori/cache/"), name));
}

// A site of others may have a link there, through which we would write to somebody else's folder.
static bool is_own_folder(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool cache_folder_make(const site_config *config)
{
    arena scratch = { 0 };
    const char *folder = text_to_string(&scratch, config_file(&scratch, config, TEXT(".digitori")));
    const char *cache = text_to_string(&scratch, config_file(&scratch, config, TEXT(".digitori/cache")));
    mkdir(folder, 0777);
    bool is_usable = is_own_folder(folder) && (mkdir(cache, 0777) == 0 || is_own_folder(cache)) && access(cache, W_OK) == 0;
    arena_free(&scratch);
    return is_usable;
}
