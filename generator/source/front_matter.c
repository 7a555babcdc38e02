#include "source/front_matter.h"

#include "source/yaml.h"

// Blanks after the hyphens cannot be seen and do no harm.
static bool is_fence(text line)
{
    return text_starts_with(line, TEXT("---")) && text_trim(text_from(line, 3)).length == 0;
}

// A line that was probably meant as the fence: hyphens and dashes only, but
// too many, too few or the wrong ones (programs turn "--" into a dash).
static bool is_nearly_fence(text line)
{
    text rest = text_trim(line);
    size_t length = rest.length;
    while (rest.length > 0) {
        size_t taken = rest.bytes[0] == '-' ? 1
                     : text_starts_with(rest, TEXT("–")) || text_starts_with(rest, TEXT("—")) ? 3 : 0;
        if (taken == 0)
            return false;
        rest = text_from(rest, taken);
    }
    return length > 1;
}

static void report_unclosed(text after_fence, text path, diagnostics *found)
{
    text line;
    for (int number = 2; text_take_line(&after_fence, &line); number++) {
        if (is_nearly_fence(line)) {
            report(found, FRONT_MATTER_UNCLOSED, at(path, 1, 1),
                   "line %d must be exactly three hyphens: ---", number);
            return;
        }
    }
    report(found, FRONT_MATTER_UNCLOSED, at(path, 1, 1), "write a line --- after the last key");
}

bool front_matter_report_nearly(text file, text path, diagnostics *found)
{
    text line = { 0 };
    int number = 1;
    if (text_starts_with(file, TEXT("\xEF\xBB\xBF")))
        file = text_from(file, 3);
    while (text_take_line(&file, &line) && text_trim(line).length == 0)
        number++;
    if (is_fence(line))
        report(found, FRONT_MATTER_MISSING, at(path, 1, 1), "delete the empty lines before the first line ---");
    else if (is_nearly_fence(line))
        report(found, FRONT_MATTER_MISSING, at(path, number, 1), "line %d must be exactly three hyphens: ---", number);
    return is_nearly_fence(line);
}

bool front_matter_split(text file, text path, diagnostics *found, page_parts *parts)
{
    if (text_starts_with(file, TEXT("\xEF\xBB\xBF")))
        file = text_from(file, 3);
    *parts = (page_parts){ .yaml = text_slice(file, 0, 0), .body = file, .body_line = 1 };

    text rest = file, line;
    if (!text_take_line(&rest, &line) || !is_fence(line))
        return true;

    text after_fence = rest;
    for (int number = 2; text_take_line(&rest, &line); number++) {
        if (!is_fence(line))
            continue;
        parts->has_fences = true;
        parts->yaml = text_between(after_fence.bytes, line.bytes);
        parts->body = rest;
        parts->body_line = number + 1;
        if (parts->yaml.length <= YAML_FRONT_MATTER_LIMIT)
            return true;
        report(found, YAML_TOO_LARGE, at(path, 1, 1),
               "front matter has more than 65,536 bytes: move text below it");
        parts->yaml = text_slice(after_fence, 0, 0);
        return false;
    }
    // Point at the opening fence: the end of the file tells the author nothing.
    report_unclosed(after_fence, path, found);
    return false;
}
