// Values as YAML that people can go on editing: blocks with two spaces, short maps and lists on one
// line, quotation marks only where they are needed.
#ifndef SOURCE_YAML_WRITE_H
#define SOURCE_YAML_WRITE_H

#include "source/value.h"

// The lines of a map, or the items of a list. yaml_read reads the same values back.
void yaml_write(const value *whole, buffer *out);

// One "key: value" of a map, on as many lines as it needs, the last with its end.
void yaml_write_entry(text key, const value *v, buffer *out);

#endif
