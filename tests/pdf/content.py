"""Reads what a page draws: which pieces are tagged, which are artifacts, where they are, and with which fonts."""
import pikepdf
from pikepdf import Dictionary, Name, Stream

from objects import Unreadable, dictionary_of, identity, is_dictionary, items_of, name_of

INVISIBLE_TEXT = 3
DEEPEST_FORM = 20
UNCHANGED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Marked:
    """A marked-content sequence with an MCID, and the box of the points where it draws."""

    def __init__(self, number, tag, page):
        self.number, self.tag, self.page = number, tag, page
        self.box = None

    def include(self, x, y):
        if self.box is None:
            self.box = [x, y, x, y]
        left, bottom, right, top = self.box
        self.box = [min(left, x), min(bottom, y), max(right, x), max(top, y)]


class Font:
    def __init__(self, entry, page):
        self.entry, self.page = entry, page
        self.texts = set()          # what is shown with it, as it stands in the content
        self.is_seen = False        # as more than invisible text


class Page:
    def __init__(self, number, page):
        self.number, self.entry = number, page.obj
        self.box = [float(side) for side in (page.obj.get('/CropBox') or page.mediabox)]
        self.marked = {}            # MCID -> Marked, in the order of drawing
        self.faults = []            # (clause, what, detail)
        self.annotations = [a for a in items_of(page.obj.get('/Annots')) if is_dictionary(a)]


def multiply(first, second):
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def numbers(operands):
    return [float(n) for n in operands]


class Drawing:
    """One content stream, drawn. [reader] keeps fonts and the content of form XObjects."""

    def __init__(self, reader, page, resources, marked, within=None):
        self.reader, self.page, self.resources, self.marked = reader, page, resources, marked
        self.is_look = False            # of an annotation: it is no content of the page
        self.marks = list(within.marks) if within else []   # ('artifact', properties), ('content', Marked), ('other', None)
        self.depth = within.depth + 1 if within else 0
        self.matrix = within.matrix if within else UNCHANGED
        self.font, self.size, self.mode, self.leading = None, 0.0, 0, 0.0
        self.saved, self.line, self.path = [], UNCHANGED, []

    def fault(self, what, detail='', clause='7.1'):
        self.page.faults.append((clause, what, detail))

    def draw(self, stream):
        opened = len(self.marks)
        try:
            instructions = pikepdf.parse_content_stream(stream)
        except pikepdf.PdfError as fault:
            raise Unreadable(f'page {self.page.number}: its content cannot be read: {fault}')
        for instruction in instructions:
            operator = str(instruction.operator)
            handle = HANDLERS.get(operator)
            if handle is not None:
                handle(self, instruction.operands)
            elif operator in PAINT:
                self.paint(operator)
        if len(self.marks) > opened:
            self.fault('a marked sequence is not closed')

    # ---- Marks

    def begin_mark(self, operands):
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, Name):
            properties = dictionary_of(self.resources, '/Properties').get(properties)
        if not is_dictionary(properties):
            properties = Dictionary()
        inside = {kind for kind, _ in self.marks}
        if operands[0] == Name.Artifact:
            if 'content' in inside:
                self.fault('an artifact inside tagged content')
            self.marks.append(('artifact', properties))
        elif '/MCID' in properties and not self.is_look:
            self.begin_content(int(properties.MCID), name_of(operands[0]), inside)
        else:
            self.marks.append(('other', None))

    def begin_content(self, number, tag, inside):
        for kind in sorted(inside & {'artifact', 'content'}):
            self.fault(f'tagged content inside {"an artifact" if kind == "artifact" else "tagged content"}', f'MCID {number}')
        if number in self.marked:
            self.fault('an MCID stands twice', f'MCID {number}')
        self.marked.setdefault(number, Marked(number, tag, self.page.number))
        self.marks.append(('content', self.marked[number]))

    def end_mark(self, operands):
        if self.marks:
            self.marks.pop()
        else:
            self.fault('the end of a marked sequence without its beginning')

    def note(self, operator, points, is_text=False):
        """Something is drawn: it must be marked."""
        if self.is_look:
            return
        for kind, what in reversed(self.marks):
            if kind == 'content':
                for point in points:
                    what.include(*point)
                return
            if kind == 'artifact':
                if is_text and '/Type' not in what:
                    self.fault('text is an artifact without a type (running heads are /Pagination)', clause='7.8')
                return
        self.fault('content is neither tagged nor an artifact', operator)

    # ---- Painting

    def place(self, x, y):
        return multiply((1, 0, 0, 1, x, y), self.matrix)[4:]

    def paint(self, operator):
        self.note(operator, self.path or [self.place(0, 0)])
        self.path = []

    def end_path(self, operands):
        self.path = []

    def add_point(self, operands):
        self.path.append(self.place(*numbers(operands)[-2:]))

    def add_rectangle(self, operands):
        x, y, width, height = numbers(operands)
        self.path += [self.place(x, y), self.place(x + width, y + height)]

    def draw_object(self, operands):
        drawn = dictionary_of(self.resources, '/XObject').get(operands[0])
        if not isinstance(drawn, Stream):
            self.fault('a picture or form is not there', str(operands[0]))
        elif drawn.get('/Subtype') != Name.Form:
            self.note('Do', [self.place(0, 0), self.place(1, 1)])
        else:
            self.draw_form(drawn)

    def draw_form(self, form):
        if '/Ref' in form:
            self.fault('a form XObject is of another file', clause='7.20')
        if self.depth >= DEEPEST_FORM:
            raise Unreadable('form XObjects go too deep')
        marked, drawn = self.marked, self.reader.marked_in_forms
        if '/StructParents' in form:
            if form.objgen in drawn:
                self.fault('a form XObject with tagged content is drawn twice', clause='7.20')
            marked = drawn.setdefault(form.objgen, {})
        below = Drawing(self.reader, self.page, form.get('/Resources') or self.resources, marked, self)
        below.is_look = self.is_look
        below.matrix = multiply(numbers(form.get('/Matrix', UNCHANGED)), self.matrix)
        below.draw(form)

    # ---- Text

    def show_text(self, operands):
        parts = items_of(operands[-1]) if operands else []
        texts = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
        if not any(texts):
            return
        if self.font is not None:
            self.font.is_seen |= self.mode != INVISIBLE_TEXT
            self.font.texts.update(texts)
        placed = multiply(self.line, self.matrix)
        baseline = placed[4], placed[5]
        self.note('text', [baseline, (placed[4], placed[5] + abs(placed[3]) * self.size)], is_text=True)

    def show_next_line(self, operands):
        self.next_line(operands)
        self.show_text(operands)

    def begin_text(self, operands):
        self.line = UNCHANGED

    def place_text(self, operands):
        self.line = numbers(operands)

    def move_text(self, operands):
        x, y = numbers(operands)
        self.line = multiply((1, 0, 0, 1, x, y), self.line)

    def move_text_with_leading(self, operands):
        self.leading = -float(operands[1])
        self.move_text(operands)

    def next_line(self, operands):
        self.line = multiply((1, 0, 0, 1, 0, -self.leading), self.line)

    def set_leading(self, operands):
        self.leading = float(operands[0])

    def set_mode(self, operands):
        self.mode = int(operands[0])

    def set_font(self, operands):
        entry = dictionary_of(self.resources, '/Font').get(operands[0])
        self.size, self.font = float(operands[1]), None
        if is_dictionary(entry):
            self.font = self.reader.fonts.setdefault(identity(entry), Font(entry, self.page.number))
        elif not self.is_look:
            self.fault('a font is not there', str(operands[0]), '7.21')

    # ---- State

    def save(self, operands):
        self.saved.append((self.matrix, self.font, self.size, self.mode, self.leading))

    def restore(self, operands):
        if self.saved:
            self.matrix, self.font, self.size, self.mode, self.leading = self.saved.pop()

    def transform(self, operands):
        self.matrix = multiply(numbers(operands), self.matrix)


PAINT = {'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'INLINE IMAGE'}
HANDLERS = {'BMC': Drawing.begin_mark, 'BDC': Drawing.begin_mark, 'EMC': Drawing.end_mark,
            'n': Drawing.end_path, 'm': Drawing.add_point, 'l': Drawing.add_point, 'c': Drawing.add_point,
            'v': Drawing.add_point, 'y': Drawing.add_point, 're': Drawing.add_rectangle, 'Do': Drawing.draw_object,
            'Tj': Drawing.show_text, 'TJ': Drawing.show_text, "'": Drawing.show_next_line, '"': Drawing.show_next_line,
            'BT': Drawing.begin_text, 'Tm': Drawing.place_text, 'Td': Drawing.move_text,
            'TD': Drawing.move_text_with_leading, 'T*': Drawing.next_line, 'TL': Drawing.set_leading,
            'Tr': Drawing.set_mode, 'Tf': Drawing.set_font,
            'q': Drawing.save, 'Q': Drawing.restore, 'cm': Drawing.transform}


def looks_of(annotation):
    """The streams of an annotation's normal look, one for each of its states."""
    look = dictionary_of(annotation, '/AP').get('/N')
    if isinstance(look, Stream):
        return [look]
    return [state for _, state in look.items() if isinstance(state, Stream)] if is_dictionary(look) else []


def read_content(reader, page):
    resources = pikepdf.Page(page.entry).resources
    Drawing(reader, page, resources, page.marked).draw(page.entry)
    for annotation in page.annotations:
        for look in looks_of(annotation):
            drawing = Drawing(reader, page, look.get('/Resources') or Dictionary(), {})
            drawing.is_look = True
            drawing.draw(look)
