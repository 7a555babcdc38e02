// Data: what a template or a JSON file is made from.
//
// A small tree in an arena. Maps keep the order in which keys were set. A
// markup value is HTML that our own code has already escaped; a template's
// {{name}} writes it as it is, while text is escaped. (So a template cannot
// forget to escape, and {{{name}}} on text is an error in strict mode.)
#ifndef FORMATS_DATA_H
#define FORMATS_DATA_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/table.h"
#include "base/text.h"

typedef enum { DATA_NOTHING, DATA_BOOL, DATA_NUMBER, DATA_TEXT, DATA_MARKUP, DATA_LIST, DATA_MAP } data_type;

typedef struct data data;

typedef struct {
    text key;
    data *value;
} data_entry;

struct data {
    data_type type;
    union {                     // what the type says
        bool truth;
        double number;
        text text;              // text, markup
        struct { data **items; size_t count, capacity; } list;
        struct {
            data_entry *items;
            size_t count, capacity;
            table *index;       // position + 1 by key, once there are too many to look through
            const data *under;  // the map of what is not here; NULL: there is none
        } map;
    };
};

data *data_nothing(arena *memory);
data *data_bool(arena *memory, bool truth);
data *data_number(arena *memory, double number);
data *data_text(arena *memory, text t);         // the bytes are not copied
data *data_markup(arena *memory, text html);
data *data_list(arena *memory);
data *data_map(arena *memory);
data *data_map_copy(arena *memory, const data *map);    // the values are shared
// A map for templates that has what [under] has until something else is set; not for JSON.
data *data_map_over(arena *memory, const data *under);

data *data_texts(arena *memory, const text *texts, size_t count);      // a list of texts
void data_add(arena *memory, data *list, data *item);
void data_set_key(arena *memory, data *map, text key, data *value);     // replaces; the key is not copied
static inline void data_set(arena *memory, data *map, const char *key, data *item)
{
    data_set_key(memory, map, text_of(key), item);
}
static inline void data_set_text(arena *memory, data *map, const char *key, text t)
{
    data_set(memory, map, key, data_text(memory, t));
}
static inline void data_set_bool(arena *memory, data *map, const char *key, bool truth)
{
    data_set(memory, map, key, data_bool(memory, truth));
}
void data_set_known(arena *memory, data *map, const char *key, text t);         // an empty text is left out
void data_set_or_nothing(arena *memory, data *map, const char *key, text t);    // an empty text is nothing
const data *data_get(const data *map, text key);    // NULL when absent or no map
// The same where the key is asked for again and again of maps that are made alike: [position], at first 0, remembers where it stood.
const data *data_get_near(const data *map, text key, size_t *position);

// A number in its shortest decimal form that reads back the same: "3", "0.1",
// "1e+21" from there on and "1e-7" below. A "." whatever the locale says. What is not a
// finite number has no such form: nothing is written.
void data_write_number(double number, buffer *out);

// JSON of the tree, keys in their order, UTF-8 as it is, two-space indentation
// and a last newline when [indented]. Markup is written as text, a number that is not finite
// as null. "<", ">", "&", U+2028 and U+2029 are escaped (as "\u003c"), so that the result can
// stand inside a script. Trees are at most 1,000 deep.
void data_write_json(const data *value, bool indented, buffer *out);

// A hundred bytes and more each: a file of strangers would take gigabytes.
enum { DATA_READ_MOST = 1000000 };

// The tree of a JSON text; NULL when it is none, deeper than 64, or has more values than DATA_READ_MOST.
data *data_read_json(arena *memory, text json);

#endif
