#include "site/cache_folder.h"

#include <sys/stat.h>
#include <unistd.h>

text cache_file(arena *memory, const site_config *config, text name)
{
    return config_file(memory, config, text_join(memory, TEXT(".digitori/cache/"), name));
}

bool cache_folder_make(const site_config *config)
{
    arena scratch = { 0 };
    const char *folder = text_to_string(&scratch, config_file(&scratch, config, TEXT(".digitori")));
    const char *cache = text_to_string(&scratch, config_file(&scratch, config, TEXT(".digitori/cache")));
    mkdir(folder, 0777);
    mkdir(cache, 0777);
    bool is_usable = access(cache, W_OK) == 0;
    arena_free(&scratch);
    return is_usable;
}
