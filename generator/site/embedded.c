#include "site/embedded.h"

text embedded_find(text path)
{
    size_t low = 0, high = embedded_file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(text_of(embedded_files[middle].path), path);
        if (order == 0)
            return embedded_contents(&embedded_files[middle]);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (text){ 0 };
}
