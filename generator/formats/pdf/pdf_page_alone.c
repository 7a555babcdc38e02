#include "formats/pdf/pdf_page_alone.h"

#include "base/lower_memory.h"
#include "formats/pdf/pdf_objects.h"

#include <stdlib.h>

// Of the page tree; of what is pinned to a page.
enum { NODES_MOST = 20 * 1000, ANNOTATIONS_MOST = 2000 };

#define LENGTH(list) (sizeof(list) / sizeof *(list))

static const char *const inherited_keys[] = { "/Resources", "/MediaBox", "/CropBox", "/Rotate" };
static const char *const own_keys[] = { "/Contents", "/Group", "/UserUnit" };
static const char *const annotation_keys[] = {
    "/Type", "/Subtype", "/Rect", "/AP", "/AS", "/F", "/C", "/CA", "/BS", "/BE", "/Border", "/OC", "/Contents", "/DA", "/DS", "/Q", "/RC",
    "/RD", "/IC", "/IT", "/LE", "/L", "/LL", "/LLE", "/CL", "/InkList", "/QuadPoints", "/Vertices", "/Name", "/Sy", "/MK", "/FT", "/Ff", "/V",
};

typedef struct {
    qpdf_oh dictionary;
    qpdf_oh inherited[LENGTH(inherited_keys)];      // 0: none
} found_page;

struct pdf_pages {
    qpdf_data file;
    qpdf_oh root;
    found_page *items;
    size_t count, capacity;
    arena memory;
    size_t most, nodes;             // how many nodes are still looked at
    bool is_damaged;
};

static void find_in_kids(pdf_pages *in, qpdf_oh kids, const found_page *above, int depth);

// What is in the place of a page and none counts as one, so that the others keep their numbers.
static void find_pages(pdf_pages *in, qpdf_oh branch, found_page from, int depth)
{
    in->is_damaged |= depth == PDF_READ_DEPTH || in->nodes == 0;
    if (in->is_damaged || in->count > in->most)
        return;
    in->nodes--;
    from.dictionary = branch;
    for (size_t i = 0; i < LENGTH(inherited_keys); i++) {
        qpdf_oh value = pdf_key(in->file, branch, inherited_keys[i]);
        from.inherited[i] = value != 0 ? value : from.inherited[i];
    }
    qpdf_oh kids = pdf_key(in->file, branch, "/Kids");
    if (kids != 0 && qpdf_oh_is_array(in->file, kids))
        find_in_kids(in, kids, &from, depth);
    else
        *ARENA_PUSH(&in->memory, *in) = from;
}

static void find_in_kids(pdf_pages *in, qpdf_oh kids, const found_page *above, int depth)
{
    int count = qpdf_oh_get_array_n_items(in->file, kids);
    for (int i = 0; i < count && in->count <= in->most && !in->is_damaged; i++)
        find_pages(in, qpdf_oh_get_array_item(in->file, kids, i), *above, depth + 1);
}

pdf_read_result pdf_pages_open(text bytes, size_t most, pdf_pages **opened)
{
    pdf_pages *in = memory_allocate(1, sizeof *in);
    *in = (pdf_pages){ .most = most, .nodes = NODES_MOST };
    memory_before before = memory_lower(PDF_READ_MEMORY);
    pdf_read_result result = pdf_open(&in->file, bytes);
    if (result == PDF_READ) {
        in->root = qpdf_get_root(in->file);
        qpdf_oh pages = pdf_key(in->file, in->root, "/Pages");
        if (pages != 0)
            find_pages(in, pages, (found_page){ 0 }, 0);
        result = in->is_damaged ? PDF_READ_DAMAGED : PDF_READ;
    }
    memory_restore(before);
    *opened = result == PDF_READ ? in : NULL;
    if (result != PDF_READ)
        pdf_pages_close(in);
    return result;
}

void pdf_pages_close(pdf_pages *of)
{
    if (of == NULL)
        return;
    pdf_close(&of->file);
    arena_free(&of->memory);
    free(of);
}

size_t pdf_pages_count(const pdf_pages *of)
{
    return of->count;
}

// ---- The page alone

static bool is_among(const char *key, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

// Most have few of the keys.
static void take_keys(qpdf_data file, qpdf_oh to, qpdf_oh from, const char *const *keys, size_t count)
{
    if (!qpdf_oh_is_dictionary(file, from))
        return;
    for (qpdf_oh_begin_dict_key_iter(file, from); qpdf_oh_dict_more_keys(file);) {
        const char *key = qpdf_oh_dict_next_key(file);
        if (!is_among(key, keys, count))
            continue;
        qpdf_oh value = qpdf_oh_get_key(file, from, key);
        qpdf_oh_replace_key(file, to, key, value);
        qpdf_oh_release(file, value);
    }
}

static qpdf_oh shown_annotations(qpdf_data file, qpdf_oh page)
{
    qpdf_oh made = qpdf_oh_new_array(file), all = pdf_key(file, page, "/Annots");
    int count = all != 0 && qpdf_oh_is_array(file, all) ? qpdf_oh_get_array_n_items(file, all) : 0;
    for (int i = 0; i < count && i < ANNOTATIONS_MOST; i++) {
        qpdf_oh one = qpdf_oh_new_dictionary(file), annotation = qpdf_oh_get_array_item(file, all, i);
        take_keys(file, one, annotation, annotation_keys, LENGTH(annotation_keys));
        qpdf_oh_append_item(file, made, one);
        qpdf_oh_release(file, one);
        qpdf_oh_release(file, annotation);
    }
    return made;
}

static qpdf_oh page_of(qpdf_data file, const found_page *of)
{
    qpdf_oh made = qpdf_oh_parse(file, "<</Type /Page>>");
    take_keys(file, made, of->dictionary, own_keys, LENGTH(own_keys));
    for (size_t i = 0; i < LENGTH(inherited_keys); i++)
        if (of->inherited[i] != 0)
            qpdf_oh_replace_key(file, made, inherited_keys[i], of->inherited[i]);
    qpdf_oh annotations = shown_annotations(file, of->dictionary);
    qpdf_oh_replace_key(file, made, "/Annots", annotations);
    qpdf_oh_release(file, annotations);
    return qpdf_make_indirect_object(file, made);
}

// What the file begins with leads to [page] alone; qpdf writes what can be reached.
static void leave_the_rest(const pdf_pages *of, qpdf_oh page)
{
    qpdf_data file = of->file;
    qpdf_oh trailer = qpdf_get_trailer(file), kids = qpdf_oh_new_array(file);
    qpdf_oh_append_item(file, kids, page);
    qpdf_oh pages = qpdf_make_indirect_object(file, qpdf_oh_parse(file, "<</Type /Pages /Count 1>>"));
    qpdf_oh_replace_key(file, pages, "/Kids", kids);
    qpdf_oh_replace_key(file, page, "/Parent", pages);
    qpdf_oh root = qpdf_make_indirect_object(file, qpdf_oh_parse(file, "<</Type /Catalog>>"));
    qpdf_oh_replace_key(file, root, "/Pages", pages);
    take_keys(file, root, of->root, (const char *const[]){ "/OCProperties" }, 1);       // which layers show
    for (qpdf_oh_begin_dict_key_iter(file, trailer); qpdf_oh_dict_more_keys(file);) {
        const char *key = qpdf_oh_dict_next_key(file);
        if (!is_among(key, (const char *const[]){ "/Size", "/Encrypt", "/ID" }, 3))
            qpdf_oh_remove_key(file, trailer, key);
    }
    qpdf_oh_replace_key(file, trailer, "/Root", root);
}

static bool write_file(qpdf_data file, buffer *out)
{
    if (qpdf_init_write_memory(file) >= QPDF_ERRORS)
        return false;
    qpdf_set_deterministic_ID(file, QPDF_TRUE);
    qpdf_set_preserve_encryption(file, QPDF_FALSE);
    qpdf_set_stream_data_mode(file, qpdf_s_preserve);
    qpdf_set_object_stream_mode(file, qpdf_o_disable);
    if (qpdf_write(file) >= QPDF_ERRORS)
        return false;
    buffer_add(out, (text){ (const char *)qpdf_get_buffer(file), qpdf_get_buffer_length(file) });
    return true;
}

pdf_read_result pdf_page_alone(pdf_pages *of, size_t number, buffer *out)
{
    if (number >= of->count || !qpdf_oh_is_dictionary(of->file, of->items[number].dictionary))
        return PDF_READ_DAMAGED;
    memory_before before = memory_lower(PDF_READ_MEMORY);
    qpdf_oh page = page_of(of->file, &of->items[number]);
    leave_the_rest(of, page);
    bool is_written = write_file(of->file, out);
    qpdf_oh_remove_key(of->file, page, "/Annots");      // thousands, perhaps, and hundreds of pages
    memory_restore(before);
    return is_written ? PDF_READ : PDF_READ_DAMAGED;
}
