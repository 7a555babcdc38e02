// A kind's YAML.
#include "fuzz.h"

#include "schema/fields.h"
#include "source/yaml.h"

static const text codes[] = { TEXT_CONSTANT("fi"), TEXT_CONSTANT("sv") };
static const language_list languages = { codes, 2 };

static void prepare(void)
{
}

static void try_input(text input)
{
    text definition = take_piece(&input);
    kind *read = is_readable(definition)
               ? kind_read(&memory, NULL, TEXT("koe"), definition, TEXT("kinds/koe.yaml"), &languages, &found) : NULL;
    const value *front = yaml_read(&memory, input, TEXT("a.md"), 2, 0, &found);
    if (read != NULL && (front == NULL || front->type == VALUE_MAP))
        fields_read(&memory, read, front, TEXT("a.md"), NULL, 0, &found);
}
