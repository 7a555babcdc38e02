// digitori.yaml.
#include "fuzz.h"

#include "site/config.h"

static arena kept;
static text folder, path;

static void prepare(void)
{
    folder = make_scratch();
    path = path_join(&kept, folder, TEXT("digitori.yaml"));
}

static void try_input(text input)
{
    site_config config;
    require(file_write(path, input));
    if (!config_read(&memory, folder, &found, &config)) {
        require(diagnostics_count(&found, SEVERITY_ERROR) > 0);
        return;
    }
    require(config.languages.count > 0 && config.languages.count <= 24);
}
