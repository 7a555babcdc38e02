#include "diagram_flow.h"

static void add_boxes_and_notes(const flow *f)
{
    const sketch *s = f->s;
    for (size_t i = 0; i < f->items.count; i++) {
        const item *own = &f->items.items[i];
        if (own->type == ITEM_BOX) {
            diagram_add_box(s, own->number, own->x - own->width / 2, own->y, own->width, own->height);
            diagram_add_content(s, own->number, &own->content, DIAGRAM_MIDDLE, own->x, own->y + PADDING, false);
        } else if (own->type == ITEM_NOTE) {
            bool is_back = false;
            for (size_t j = 0; j < f->backs.count; j++)
                is_back = is_back || f->backs.items[j].arrow == own->number;
            diagram_add_text(s, (diagram_text){ is_back ? DIAGRAM_SAYS_BACK : DIAGRAM_SAYS_NOTE, DIAGRAM_MIDDLE, NOBODY, false,
                                                own->x, own->y, own->note });
        }
    }
}

void diagram_lay_flow(sketch *s)
{
    flow f = { .s = s, .left = EDGE, .right = s->width - EDGE };
    flow_make_rows(&f);
    flow_set_order(&f);
    flow_set_backs(&f);
    flow_set_places(&f);
    add_boxes_and_notes(&f);
    flow_add_lines(&f);
}
