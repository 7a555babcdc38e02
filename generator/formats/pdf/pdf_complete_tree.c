#include "formats/pdf/pdf_objects.h"

// ---- The structure tree

static const char *attributes(const pdf_element *element)
{
    if (element->scope != PDF_NO_SCOPE)
        return element->scope == PDF_ROW_SCOPE ? "<</O /Table /Scope /Row>>" : "<</O /Table /Scope /Column>>";
    if (text_equals(text_of(element->type), TEXT("L")))
        return element->is_ordered ? "<</O /List /ListNumbering /Decimal>>" : "<</O /List /ListNumbering /Disc>>";
    return NULL;
}

static qpdf_oh kid_object(pdf_completion *in, const pdf_kid *kid, bool is_own_page)
{
    if (kid->type == KID_ELEMENT)
        return (qpdf_oh)kid->element->state->object;
    if (kid->type == KID_CONTENT && is_own_page)
        return pdf_number(in, kid->content);
    bool is_content = kid->type == KID_CONTENT;
    qpdf_oh made = qpdf_oh_new_dictionary(in->file);
    pdf_set(in, made, "/Type", pdf_constant(in, is_content ? "/MCR" : "/OBJR"));
    pdf_set(in, made, "/Pg", in->pages[kid->page]);
    if (is_content)
        pdf_set(in, made, "/MCID", pdf_number(in, kid->content));
    else
        pdf_set(in, made, "/Obj", (qpdf_oh)kid->annotation->object);
    return made;
}

static void complete_element(pdf_completion *in, const pdf_element *element)
{
    const pdf_element_state *state = element->state;
    qpdf_oh object = (qpdf_oh)state->object;
    size_t page = TEXT_NOT_FOUND;
    for (size_t i = 0; i < state->kids.count && page == TEXT_NOT_FOUND; i++)
        if (state->kids.items[i].type == KID_CONTENT)
            page = state->kids.items[i].page;
    if (page != TEXT_NOT_FOUND)
        pdf_set(in, object, "/Pg", in->pages[page]);
    if (state->kids.count > 0) {
        qpdf_oh kids = qpdf_oh_new_array(in->file);
        for (size_t i = 0; i < state->kids.count; i++) {
            const pdf_kid *kid = &state->kids.items[i];
            qpdf_oh_append_item(in->file, kids, kid_object(in, kid, kid->page == page));
        }
        pdf_give(in, object, "/K", kids);
    }
    if (!text_is_empty(element->alt))
        pdf_set_text(in, object, "/Alt", element->alt);
    if (!text_is_empty(element->actual_text))
        pdf_set_text(in, object, "/ActualText", element->actual_text);
    if (!text_is_empty(element->language))
        pdf_set_text(in, object, "/Lang", element->language);
    const char *described = attributes(element);
    if (described != NULL)
        pdf_set(in, object, "/A", pdf_constant(in, described));
    if (state->has_bounds) {
        qpdf_oh layout = qpdf_oh_parse(in->file, "<</O /Layout /Placement /Block>>");
        pdf_give(in, layout, "/BBox", pdf_rectangle_object(in, state->bounds));
        pdf_give(in, object, "/A", layout);
    }
}

// From marked content and annotations back to their elements.
static qpdf_oh parent_tree(pdf_completion *in)
{
    const pdf *document = in->document;
    qpdf_oh numbers = qpdf_oh_new_array(in->file);
    for (size_t i = 0; i < document->pages.count; i++) {
        const pdf_page *page = &document->pages.items[i];
        qpdf_oh owners = qpdf_oh_new_array(in->file);
        for (size_t j = 0; j < page->marks.count; j++)
            if (page->marks.items[j] != NULL && page->marks.items[j]->state != NULL)
                qpdf_oh_append_item(in->file, owners, (qpdf_oh)page->marks.items[j]->state->object);
        qpdf_oh_append_item(in->file, numbers, pdf_number(in, i));
        pdf_append(in, numbers, qpdf_make_indirect_object(in->file, owners));
        qpdf_oh_release(in->file, owners);
    }
    for (size_t i = 0; i < document->annotations.count; i++) {
        const pdf_annotation *annotation = document->annotations.items[i];
        qpdf_oh key = pdf_number(in, document->pages.count + i);
        pdf_set(in, (qpdf_oh)annotation->object, "/StructParent", key);
        qpdf_oh_append_item(in->file, numbers, key);
        qpdf_oh_append_item(in->file, numbers, (qpdf_oh)annotation->element->state->object);
    }
    qpdf_oh tree = pdf_dictionary(in, "<<>>");
    pdf_set(in, tree, "/Nums", numbers);
    return tree;
}

// Notes have names of their own, by which they are found.
static void name_notes(pdf_completion *in, qpdf_oh root)
{
    const pdf *document = in->document;
    qpdf_oh names = qpdf_oh_new_array(in->file);
    for (size_t i = 0; i < document->notes.count; i++) {
        const pdf_element *element = document->notes.items[i]->element;
        if (!element->state->is_attached)
            continue;
        text name = text_format(document->memory, "note-%06zu", i + 1);
        qpdf_oh written = qpdf_oh_new_binary_string(in->file, name.bytes, name.length);
        pdf_set(in, (qpdf_oh)element->state->object, "/ID", written);
        qpdf_oh_append_item(in->file, names, written);
        qpdf_oh_append_item(in->file, names, (qpdf_oh)element->state->object);
    }
    if (qpdf_oh_get_array_n_items(in->file, names) == 0)
        return;
    qpdf_oh tree = pdf_dictionary(in, "<<>>");
    pdf_set(in, tree, "/Names", names);
    pdf_set(in, root, "/IDTree", tree);
}

static qpdf_oh name_of_type(pdf_completion *in, const char *type)
{
    bool is_new;
    uintptr_t *known = table_put(&in->constants, text_of(type), &is_new);
    if (is_new)
        *known = qpdf_oh_new_name(in->file, text_to_string(in->document->memory, text_join(in->document->memory, TEXT("/"), text_of(type))));
    return (qpdf_oh)*known;
}

void pdf_complete_structure(pdf_completion *in)
{
    const pdf *document = in->document;
    qpdf_oh root = pdf_dictionary(in, "<</Type /StructTreeRoot>>");
    for (size_t i = 0; i < document->attached.count; i++) {
        pdf_element *element = document->attached.items[i];
        qpdf_oh object = pdf_dictionary_of_type(in, "/StructElem");
        element->state->object = (int)object;
        pdf_set(in, object, "/S", name_of_type(in, element->type));
        // Parents come first, so theirs is made.
        pdf_set(in, object, "/P", element->parent != NULL ? (qpdf_oh)element->parent->state->object : root);
    }
    for (size_t i = 0; i < document->attached.count; i++)
        complete_element(in, document->attached.items[i]);
    pdf_set(in, root, "/K", (qpdf_oh)document->root->state->object);
    pdf_set(in, root, "/ParentTree", parent_tree(in));
    name_notes(in, root);
    pdf_set(in, root, "/ParentTreeNextKey", pdf_number(in, document->pages.count + document->annotations.count));
    pdf_set(in, in->catalogue, "/StructTreeRoot", root);
}

// ---- Bookmarks

void pdf_complete_outline(pdf_completion *in)
{
    const pdf *document = in->document;
    size_t count = document->outline.count;
    if (count == 0)
        return;
    qpdf_oh root = pdf_dictionary(in, "<</Type /Outlines>>");
    enum { DEEPEST = 8 };
    // Of each level: the last entry, and how many its parent has.
    qpdf_oh newest[DEEPEST + 1] = { root };
    int levels[DEEPEST + 1] = { 0 }, children[DEEPEST + 1] = { 0 };
    int depth = 0, shown = 0;
    for (size_t i = 0; i < count; i++) {
        const pdf_outline_entry *entry = &document->outline.items[i];
        qpdf_oh object = pdf_dictionary(in, "<<>>");
        pdf_set_text(in, object, "/Title", entry->title);
        pdf_set(in, object, "/Dest", pdf_destination(in, entry->page, entry->y));
        while (depth > 0 && levels[depth] > entry->level)
            depth--;
        bool is_sibling = depth > 0 && levels[depth] == entry->level;
        if (!is_sibling && depth < DEEPEST)
            depth++;
        qpdf_oh parent = newest[depth - 1];
        if (is_sibling) {
            pdf_set(in, object, "/Prev", newest[depth]);
            pdf_set(in, newest[depth], "/Next", object);
        } else {
            pdf_set(in, parent, "/First", object);
            children[depth - 1] = 0;
        }
        pdf_set(in, object, "/Parent", parent);
        pdf_set(in, parent, "/Last", object);
        // The first two levels are shown; what is deeper is closed, and counts negatively.
        int count_there = ++children[depth - 1];
        if (depth <= 2)
            pdf_set(in, root, "/Count", qpdf_oh_new_integer(in->file, ++shown));
        if (depth > 1)
            pdf_set(in, parent, "/Count", qpdf_oh_new_integer(in->file, depth == 2 ? count_there : -count_there));
        newest[depth] = object;
        levels[depth] = entry->level;
        children[depth] = 0;
    }
    pdf_set(in, in->catalogue, "/Outlines", root);
}
