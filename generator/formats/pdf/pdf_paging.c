// From the row of slices to pages.
//
// Slices that are kept together form a group, which goes to the next page as a whole when it does not fit.
// Footnotes take their room from below: a line stands on a page only when its notes do, or at least the first
// lines of a long one, whose rest goes on at the foot of the pages that follow.
#include "formats/pdf/pdf_parts.h"

// Above the notes: a gap, a rule and a gap.
enum { NOTES_ROOM = 13, NOTES_RULE = 8 };

typedef struct {
    pdf_note *note;
    size_t from, end;                   // of its slices
} note_piece;

typedef struct {
    note_piece *items;
    size_t count, capacity;
} note_pieces;

typedef struct {
    pdf *document;
    pdf_layout *into;
    const pdf_page_style *style;
    const pdf_heads *heads;
    double y;                           // of the next slice, from the page's top
    bool is_at_top;
    double shrink;                      // by how much the page's slices may, all together
    size_t first;                       // of the page's placements
    double foot;                        // what the notes of the page take
    note_pieces notes;                  // of the page
    note_pieces waiting;                // notes for which the page had no room
} paging;

static double bottom_of(const paging *state)
{
    return state->style->height - state->style->bottom;
}

static double text_height(const paging *state)
{
    return bottom_of(state) - state->style->top;
}

// Room between slices may shrink too, a little.
static double shrink_of_gap(double gap)
{
    return gap * 0.25;
}

// Fills the page: what may grow or shrink takes its share of the room that is left or missing.
static void settle_page(paging *state, bool is_last)
{
    double room = bottom_of(state) - state->foot - state->y, possible = 0, shift = 0;
    if (is_last && room > 0)
        return;
    for (size_t i = state->first; i < state->into->placed.count; i++) {
        const pdf_placement *placed = &state->into->placed.items[i];
        possible += room > 0 ? placed->slice->grow : placed->slice->shrink + shrink_of_gap(placed->gap);
    }
    double part = possible > 0 ? room / possible : 0;
    part = part > 1 ? 1 : part < -1 ? -1 : part;
    for (size_t i = state->first; i < state->into->placed.count; i++) {
        pdf_placement *placed = &state->into->placed.items[i];
        double of_gap = room > 0 ? 0 : part * shrink_of_gap(placed->gap);
        placed->gap += of_gap;
        shift += of_gap;
        placed->y += shift;
        placed->stretch = part * (room > 0 ? placed->slice->grow : placed->slice->shrink);
        shift += placed->stretch;
    }
}

static size_t page_of(const paging *state)
{
    return state->into->sheets.count - 1;
}

static void add_placement(paging *state, pdf_placement placed)
{
    arena *memory = state->document->memory;
    const pdf_slice_state *slice = placed.slice->state;
    placed.page = page_of(state);
    for (size_t i = 0; i < slice->anchors.count && !placed.is_repetition; i++) {
        pdf_anchor *made = ARENA_NEW(memory, pdf_anchor, 1);
        *made = (pdf_anchor){ slice->anchors.items[i], placed.page, state->into->placed.count };
        bool is_new;
        uintptr_t *kept = table_put(&state->into->anchors, made->name, &is_new);
        if (is_new)
            *kept = (uintptr_t)made;
    }
    *ARENA_PUSH(memory, state->into->placed) = placed;
}

// ---- Notes

static double height_of_slices(const pdf_slices *slices, size_t from, size_t end)
{
    double height = 0;
    for (size_t i = from; i < end; i++)
        height += slices->items[i]->before + slices->items[i]->height;
    return height;
}

// A note is kept whole, unless it is long; then its first two lines stand where it is called.
static size_t least_of_note(const paging *state, const pdf_note *note)
{
    size_t count = note->slices.count;
    bool is_long = height_of_slices(&note->slices, 0, count) > text_height(state) * 0.4;
    return is_long && count > 2 ? 2 : count;
}

static void add_piece(paging *state, note_pieces *to, note_piece piece)
{
    if (piece.from < piece.end)
        *ARENA_PUSH(state->document->memory, *to) = piece;
}

// As many slices of the piece as [limit] allows for all notes of the page, but at least [least]. The rest waits.
static void take_piece(paging *state, note_piece piece, size_t least, double limit)
{
    size_t end = piece.from;
    double foot = state->foot > 0 ? state->foot : NOTES_ROOM;
    while (end < piece.end) {
        double more = height_of_slices(&piece.note->slices, end, end + 1);
        if (end - piece.from >= least && foot + more > limit)
            break;
        foot += more;
        end++;
    }
    if (end > piece.from)
        state->foot = foot;
    add_piece(state, &state->notes, (note_piece){ piece.note, piece.from, end });
    add_piece(state, &state->waiting, (note_piece){ piece.note, end, piece.end });
}

static void take_waiting(paging *state, double limit)
{
    note_pieces old = state->waiting;
    state->waiting = (note_pieces){ 0 };
    for (size_t i = 0; i < old.count; i++) {
        // Nothing overtakes what waits; and at least one slice goes to every page.
        bool is_first = state->notes.count == 0;
        take_piece(state, old.items[i], is_first ? 1 : 0, state->waiting.count > 0 ? 0 : limit);
    }
}

static void call_notes(paging *state, const pdf_slice *slice)
{
    for (size_t i = 0; i < slice->state->notes.count; i++) {
        pdf_note *note = slice->state->notes.items[i];
        if (note->is_placed)
            continue;
        note->is_placed = true;
        note_piece whole = { note, 0, note->slices.count };
        if (state->waiting.count > 0)
            add_piece(state, &state->waiting, whole);
        else
            take_piece(state, whole, least_of_note(state, note), 0);
    }
}

// What the notes called by the slices would take.
static double foot_of(const paging *state, size_t from, size_t end)
{
    double foot = 0;
    for (size_t i = from; i < end && state->waiting.count == 0; i++) {
        const pdf_slice_state *slice = state->document->slices.items[i]->state;
        for (size_t j = 0; j < slice->notes.count; j++)
            if (!slice->notes.items[j]->is_placed)
                foot += height_of_slices(&slice->notes.items[j]->slices, 0,
                                         least_of_note(state, slice->notes.items[j]));
    }
    return foot > 0 && state->foot == 0 ? foot + NOTES_ROOM : foot;
}

static void place_notes(paging *state)
{
    if (state->notes.count == 0)
        return;
    double y = bottom_of(state) - state->foot;
    state->into->sheets.items[page_of(state)].notes_top = y + NOTES_RULE;
    y += NOTES_ROOM;
    for (size_t i = 0; i < state->notes.count; i++)
        for (size_t j = state->notes.items[i].from; j < state->notes.items[i].end; j++) {
            pdf_slice *slice = state->notes.items[i].note->slices.items[j];
            y += slice->before;
            add_placement(state, (pdf_placement){ .slice = slice, .y = y, .gap = slice->before });
            y += slice->height;
        }
}

// ---- Pages

static void begin_page(paging *state)
{
    pdf_sheet *made = ARENA_PUSH(state->document->memory, state->into->sheets);
    bool is_left_page = state->into->sheets.count % 2 == 0;
    made->style = state->style;
    made->heads = state->heads;
    made->left = state->style->is_mirrored && is_left_page ? state->style->right : state->style->left;
    state->first = state->into->placed.count;
    state->shrink = 0;
    state->foot = 0;
    state->notes = (note_pieces){ 0 };
    state->y = state->style->top;
    state->is_at_top = true;
    if (state->waiting.count > 0)
        take_waiting(state, text_height(state) * 0.6);
}

static void end_page(paging *state, bool is_last)
{
    // What is left of the page is the waiting notes'.
    if (state->waiting.count > 0)
        take_waiting(state, bottom_of(state) - state->y);
    settle_page(state, is_last);
    place_notes(state);
}

static void turn_page(paging *state)
{
    end_page(state, false);
    begin_page(state);
}

// Ends a page after which no text of before may go on: notes that still wait get pages of their own.
static void end_stretch(paging *state, bool is_last)
{
    end_page(state, is_last);
    while (state->waiting.count > 0) {
        begin_page(state);
        end_page(state, true);
    }
}

// It stands upright if either of its neighbours does.
static void add_blank_page(paging *state, const pdf_page_style *next)
{
    const pdf_page_style *before = state->style;
    if (next != NULL && next->width <= next->height)
        state->style = next;
    begin_page(state);
    state->style = before;
    state->into->sheets.items[page_of(state)].is_blank = true;
}

// The page that [slice] asks to begin.
static void start_page(paging *state, const pdf_slice *slice)
{
    const pdf_slice_state *asks = slice->state;
    bool is_first = state->into->sheets.count == 0;
    if (!is_first)
        end_stretch(state, false);
    if (is_first && asks->style != NULL)
        state->style = asks->style;
    bool is_left_next = state->into->sheets.count % 2 == 1;
    if (asks->begins_page && asks->start != PDF_NEXT_PAGE && (asks->start == PDF_LEFT_PAGE) != is_left_next)
        add_blank_page(state, asks->style);
    if (asks->style != NULL)
        state->style = asks->style;
    begin_page(state);
}

// ---- Slices

static void place_slice(paging *state, pdf_slice *slice)
{
    if (state->is_at_top && slice->repeated != NULL) {
        add_placement(state, (pdf_placement){ .slice = slice->repeated, .y = state->y, .is_repetition = true });
        state->y += slice->repeated->height;
        state->is_at_top = false;
    }
    if (slice->state->heads != NULL)
        state->into->sheets.items[page_of(state)].heads = state->heads = slice->state->heads;
    double gap = state->is_at_top ? 0 : slice->before;
    state->y += gap;
    add_placement(state, (pdf_placement){ .slice = slice, .y = state->y, .gap = gap });
    state->y += slice->height;
    state->shrink += slice->shrink + shrink_of_gap(gap);
    state->is_at_top = false;
    call_notes(state, slice);
}

// What [from] up to [end] need, the room above the first included or not.
static double height_of(const pdf *document, size_t from, size_t end, bool is_at_top)
{
    const pdf_slice *first = document->slices.items[from];
    double height = is_at_top ? -first->before : 0;
    if (is_at_top && first->repeated != NULL)
        height += first->before + first->repeated->height;
    return height + height_of_slices(&document->slices, from, end);
}

static double shrink_of(const pdf *document, size_t from, size_t end)
{
    double shrink = 0;
    for (size_t i = from; i < end; i++)
        shrink += document->slices.items[i]->shrink + shrink_of_gap(document->slices.items[i]->before);
    return shrink;
}

static bool fits(const paging *state, size_t from, size_t end)
{
    // A hair of room, or sums of fractions decide.
    double bottom = state->y + height_of(state->document, from, end, state->is_at_top) + state->foot +
                    foot_of(state, from, end);
    return bottom - state->shrink - shrink_of(state->document, from, end) <= bottom_of(state) + 0.01;
}

// Where a short block of what must be cut ends: its lines are not torn apart without need.
static size_t end_of_block(const pdf_slices *slices, size_t from, size_t end)
{
    enum { SHORT = 4 };
    size_t next = from + 1;
    while (next < end && slices->items[next]->before <= 0)
        next++;
    return next - from <= SHORT && slices->items[from]->before > 0 ? next : from + 1;
}

static bool begins_page(const pdf_slice *slice)
{
    return slice->new_page || slice->state->begins_page || slice->state->style != NULL;
}

static void break_into_pages(paging *state)
{
    const pdf_slices *slices = &state->document->slices;
    for (size_t i = 0; i < slices->count;) {
        size_t end = i + 1;
        while (end < slices->count && slices->items[end - 1]->keep && !begins_page(slices->items[end]))
            end++;
        const pdf_slice *first = slices->items[i];
        if (first->state->begins_page || first->state->style != NULL || (first->new_page && !state->is_at_top))
            start_page(state, first);
        else if (!state->is_at_top && !fits(state, i, end))
            turn_page(state);
        // What is too long for any page is cut where it must be.
        bool is_whole = fits(state, i, end);
        for (; i < end; i++) {
            // A page may begin with the rest of a note; then even its first slice may not fit.
            while (!is_whole && (!state->is_at_top || state->foot > 0) &&
                   !fits(state, i, end_of_block(slices, i, end)))
                turn_page(state);
            place_slice(state, slices->items[i]);
        }
    }
}

void pdf_lay_out(pdf *document, pdf_layout *into)
{
    *into = (pdf_layout){ .anchors = { .memory = document->memory } };
    for (size_t i = 0; i < document->notes.count; i++)
        document->notes.items[i]->is_placed = false;
    paging state = { .document = document, .into = into, .style = &document->first_style };
    bool is_started = document->slices.count > 0 && begins_page(document->slices.items[0]);
    if (!is_started)
        begin_page(&state);
    break_into_pages(&state);
    end_stretch(&state, true);
}
