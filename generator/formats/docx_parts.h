// What the files of the Word writer share. Private to formats/docx*.c.
#ifndef FORMATS_DOCX_PARTS_H
#define FORMATS_DOCX_PARTS_H

#include "docx.h"

#define DOCX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define DOCX_NAMESPACES                                                                       \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""               \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""        \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""               \
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""                     \
    " xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\""

// Colours: pine, ink, soft ink, the frames of boxes, hairlines, sand, sky. Text has 4.5:1 at least.
#define DOCX_PINE "0C5647"
#define DOCX_INK "1C2A2E"
#define DOCX_SOFT_INK "55656A"
#define DOCX_FRAME "75837F"
#define DOCX_LINE "DDD5C7"
#define DOCX_SAND "F3ECDF"
#define DOCX_SKY "D7E8EE"

enum { DOCX_WIDTH = 9638, DOCX_LARGE_WIDTH = 21543 };      // of the text, in twentieths of a point

enum {
    DOCX_INDENT = 425,              // a step to the right
    DOCX_LIST_LEVELS = 9,
    DOCX_FIRST_LINK = 8             // relations before it are the document's own parts
};

typedef struct {
    docx_list_type type;
    int start;
} docx_list;

struct docx {
    arena *memory;
    docx_properties properties;
    buffer body;
    struct { text *items; size_t count, capacity; } links;
    struct { docx_list *items; size_t count, capacity; } lists;
    const int *widths;              // of the open table
    size_t column;                  // of the open row
    size_t control_count, mark_count;
};

// Text between tags and in attributes alike.
void docx_escape(buffer *out, text t);

const char *docx_style_id(docx_style style);
void docx_write_styles(buffer *out, text language);
void docx_write_numbering(buffer *out, const docx *of);
void docx_write_settings(buffer *out, text language);
void docx_write_fonts(buffer *out);

#endif
