#include "forks/settings.h"

#include "base/files.h"
#include "language/slug.h"
#include "source/value_make.h"
#include "source/yaml.h"

static text folder_of(const value *root, text key, text fallback)
{
    text folder = value_text(value_get(root, key));
    while (text_ends_with(folder, TEXT("/")))
        folder = text_slice(folder, 0, folder.length - 1);
    return folder.length > 0 ? folder : fallback;
}

bool fork_settings_read(arena *memory, text yaml, diagnostics *found, fork_settings *settings)
{
    const value *root = yaml_read(memory, yaml, TEXT(SETTINGS_FILE), 1, 0, found);
    const value *languages = value_get(root, TEXT("languages"));
    *settings = (fork_settings){ .root = root };
    if (diagnostics_count(found, SEVERITY_ERROR) > 0 || languages == NULL || languages->type != VALUE_LIST
        || languages->count == 0)
        return false;
    settings->languages = ARENA_NEW(memory, text, languages->count);
    for (size_t i = 0; i < languages->count; i++) {
        text code = value_text(languages->items[i]);
        if (!language_code_is_valid(code))
            return false;
        settings->languages[settings->language_count++] = code;
    }
    settings->content = folder_of(root, TEXT("content"), TEXT("content"));
    settings->forms = folder_of(root, TEXT("forms"), TEXT("templates-forms"));
    return true;
}

bool fork_settings_has_language(const fork_settings *in, text code)
{
    for (size_t i = 0; i < in->language_count; i++)
        if (text_equals(in->languages[i], code))
            return true;
    return false;
}

static bool is_below(text path, text folder, text *rest)
{
    bool is = text_starts_with(path, folder) && path.length > folder.length && path.bytes[folder.length] == '/';
    if (is)
        *rest = text_from(path, folder.length + 1);
    return is;
}

text fork_settings_language_of(const fork_settings *in, text path)
{
    text rest, code, name;
    if (is_below(path, in->content, &rest) && text_split(rest, '/', &code, &name) && language_code_is_valid(code))
        return code;
    if (is_below(path, in->forms, &rest) && text_split(rest, '/', &code, &name) && text_ends_with(name, TEXT(".md"))
        && language_code_is_valid(path_without_extension(name)))
        return path_without_extension(name);
    return (text){ 0 };
}

// `public_contacts` keeps the check for personal data from what the site writes itself, and with `signing_key` it would tell that its kits
// are signed by somebody else.
bool fork_setting_is_own(text key)
{
    static const text keys[] = { TEXT_CONSTANT("title"), TEXT_CONSTANT("base_url"), TEXT_CONSTANT("site_path"), TEXT_CONSTANT("output"),
                                 TEXT_CONSTANT("publisher"), TEXT_CONSTANT("accessibility"), TEXT_CONSTANT("network"),
                                 TEXT_CONSTANT("public_contacts"), TEXT_CONSTANT("signing_key") };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (text_equals(key, keys[i]))
            return true;
    return false;
}

// As deep as the reader allows, which is not deep.
static const value *narrowed(arena *memory, const value *v, const fork_settings *of_kit, const fork_settings *own)
{
    if (v->type == VALUE_SCALAR)
        return v;
    value *made = v->type == VALUE_MAP ? value_make_map(memory) : value_make_list(memory);
    for (size_t i = 0; i < v->count; i++) {
        if (v->type == VALUE_LIST)
            value_add(memory, made, narrowed(memory, v->items[i], of_kit, own));
        else if (fork_settings_has_language(own, v->entries[i].key) || !fork_settings_has_language(of_kit, v->entries[i].key))
            value_set(memory, made, v->entries[i].key, narrowed(memory, v->entries[i].value, of_kit, own));
    }
    return made;
}

const value *fork_settings_narrowed(arena *memory, const fork_settings *of_kit, const fork_settings *own)
{
    return narrowed(memory, of_kit->root, of_kit, own);
}
