// What `collect` can make of answers, and where it goes.
#ifndef COMMANDS_COLLECT_OUTPUTS_H
#define COMMANDS_COLLECT_OUTPUTS_H

#include "answers/outputs.h"
#include "commands/commands.h"

typedef struct collect_format collect_format;
enum { COLLECT_FORMATS = 7 };

typedef struct {
    const arguments *from;
    const site *site;
    const theme *look;
    const collect_format *formats[COLLECT_FORMATS];
    size_t format_count;
    text output;
    bool is_folder;             // a file for each form and format
    output_choice choice;
} collect_output;

// What -o and --as say together. False after saying what is wrong with it.
bool collect_output_read(arena *memory, const arguments *from, collect_output *made);
// And nothing else.
bool collect_output_is_pages(const collect_output *of);
// Whether [path] may be written: nothing stands there but what --force gives up, and it is none of the inputs. An exit status.
int collect_output_check(arena *memory, const collect_output *to, text path);
// Whether the page [review] (empty: none) and the answers of the site's forms, or of [only], go to places of their own. An exit status.
int collect_output_check_review(arena *memory, const collect_output *to, text review, const form *only);
// All of it or, for a file, nothing. [forms] are of one form each, [count] of them. An exit status.
int collect_output_write(arena *memory, const collect_output *to, const output_request *forms, size_t count);

#endif
