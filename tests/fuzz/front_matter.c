// A page's front matter against a kind that has a field of every type.
#include "fuzz.h"

#include "schema/fields.h"
#include "source/front_matter.h"
#include "source/yaml.h"

static const text codes[] = { TEXT_CONSTANT("fi"), TEXT_CONSTANT("sv") };
static const language_list languages = { codes, 2 };
static arena kept;
static kind *all;

static void prepare(void)
{
    diagnostics ignored = { .memory = &kept };
    all = kind_read(&kept, NULL, TEXT("all"), TEXT(
        "label: All\nfields:\n"
        "  t: {type: text, label: T, required: true}\n  l: {type: long, label: L}\n  m: {type: markdown, label: M}\n"
        "  d: {type: date, label: D}\n  n: {type: number, label: N, minimum: -5, maximum: 1000000}\n  b: {type: bool, label: B}\n"
        "  u: {type: url, label: U}\n  e: {type: email, label: E}\n  p: {type: page, label: P, kind: page}\n  i: {type: image, label: I}\n"
        "  c: {type: choice, label: C, choices: {a: A, b: B}}\n  ll: {type: list, label: L, of: choice, choices: {a: A, b: B}}\n"
        "  ln: {type: list, label: L, of: number, minimum: 0}\n"
        "  r: {type: record, label: R, fields: {x: {type: text, label: X}, y: {type: date, label: Y}}}\n"
        "  lr: {type: list, label: L, of: record, fields: {x: {type: text, label: X, required: true}, y: {type: number, label: Y}}}\n"),
        TEXT("kinds/all.yaml"), &languages, &ignored);
    require(all != NULL && ignored.count == 0);
}

static void try_input(text input)
{
    size_t count;
    const text *common = page_keys(&count);
    page_parts parts;
    if (!is_readable(input) || !front_matter_split(input, TEXT("a.md"), &found, &parts))
        return;
    require(parts.body.length + parts.yaml.length <= input.length);
    const value *front = parts.has_fences ? yaml_read(&memory, parts.yaml, TEXT("a.md"), 2, 0, &found) : NULL;
    if (front != NULL && front->type != VALUE_MAP)
        return;
    field_value *values = fields_read(&memory, all, front, TEXT("a.md"), common, count, &found);
    for (size_t i = 0; i < all->fields.count; i++)
        require(values[i].field == &all->fields.items[i]);
}
