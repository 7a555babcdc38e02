#include "formats/pdf/pdf_parts.h"

static text plain_address(const node *link)
{
    static const text schemes[] = { TEXT_CONSTANT("https://"), TEXT_CONSTANT("http://"), TEXT_CONSTANT("mailto:"),
                                    TEXT_CONSTANT("tel:") };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (text_starts_with(link->link.address, schemes[i]))
            return link->link.address;
    return (text){ 0 };
}

static text link_address(pdf *document, const node *link, const pdf_document_request *request)
{
    return request->address != NULL ? request->address(request->context, document->memory, link)
                                    : plain_address(link);
}

// The look of the next run, from the inlines that are open.
typedef struct {
    int strong, emphasis, struck;
    text address;
} inline_state;

static const text no_break_space = TEXT_CONSTANT("\u00a0");

// What stands behind a link to a place in the document does not go to the next line alone.
static void tie(arena *memory, pdf_runs *runs, size_t first)
{
    for (size_t i = first; i < runs->count; i++) {
        buffer out = { 0 };
        text words = runs->items[i].words;
        bool is_first = i == first;
        if (is_first && !text_starts_with(words, TEXT(" ")) && !text_starts_with(words, no_break_space))
            buffer_add(&out, no_break_space);
        for (size_t j = 0; j < words.length; j++)
            buffer_add(&out, words.bytes[j] == ' ' ? no_break_space : text_slice(words, j, j + 1));
        if (text_is_empty(runs->items[i].page_of))
            runs->items[i].words = text_copy(memory, buffer_text(&out));
        buffer_free(&out);
    }
}

static void add_behind(pdf *document, const node *link, const pdf_document_request *request, pdf_runs *runs,
                       text address)
{
    if (request->behind == NULL)
        return;
    size_t first = runs->count;
    request->behind(request->context, document, link, runs);
    if (text_starts_with(address, TEXT("#")) && first < runs->count)
        tie(document->memory, runs, first);
}

static void step(inline_state *state, const node *at, bool is_entering)
{
    int by = is_entering ? 1 : -1;
    switch (at->type) {
    case NODE_STRONG: state->strong += by; break;
    case NODE_EMPHASIS: case NODE_IMAGE: state->emphasis += by; break;
    case NODE_STRIKETHROUGH: state->struck += by; break;
    default: break;
    }
}

static text literal_of(const node *at)
{
    switch (at->type) {
    case NODE_TEXT: case NODE_CODE: return at->literal;
    case NODE_SOFT_BREAK: return TEXT(" ");
    case NODE_HARD_BREAK: return TEXT("\n");
    default: return (text){ 0 };
    }
}

static void add_run(pdf *document, const node *at, const inline_state *state, pdf_runs *runs)
{
    text words = literal_of(at);
    pdf_note *note = NULL;
    if (at->type == NODE_FOOTNOTE_CALL) {
        note = pdf_tree_note(document, at);
        words = text_format(document->memory, note != NULL ? "%d" : "[%d]", at->footnote.number);
    }
    if (text_is_empty(words))
        return;
    bool is_link = !text_is_empty(state->address);
    *ARENA_PUSH(document->memory, *runs) = (pdf_run){
        .words = words, .is_strong = state->strong > 0, .is_emphasized = state->emphasis > 0,
        .is_struck = state->struck > 0, .is_code = at->type == NODE_CODE, .address = state->address,
        .colour = is_link ? document->settings.look.accent : 0, .note = note,
    };
}

pdf_runs pdf_inlines(pdf *document, const node *block, const pdf_document_request *request)
{
    pdf_runs runs = { 0 };
    inline_state state = { 0 };
    document_walk walk = { .root = (node *)block };
    while (document_next(&walk)) {
        const node *at = walk.current;
        step(&state, at, walk.entering);
        if (at->type == NODE_LINK && walk.entering)
            state.address = link_address(document, at, request);
        else if (at->type == NODE_LINK) {
            add_behind(document, at, request, &runs, state.address);
            state.address = (text){ 0 };
        }
        if (walk.entering)
            add_run(document, at, &state, &runs);
    }
    return runs;
}

text pdf_runs_text(arena *memory, const pdf_runs *runs)
{
    buffer out = { 0 };
    for (size_t i = 0; i < runs->count; i++)
        if (runs->items[i].note == NULL)
            buffer_add(&out, runs->items[i].words);
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}
