"""Reads a PDF for structure.py: its structure tree and form fields; content.py reads what is drawn. Nothing here
says what is right or wrong, except what cannot be read.
"""
import pikepdf
from pikepdf import Name

from content import Page, read_content
from objects import dictionary_of, identity, is_dictionary, items_of, name_of, text_of

STANDARD = set('''Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
    L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP
    Warichu WT WP Figure Formula Form'''.split())
DEEPEST, MOST_NODES = 200, 100000


class Content:
    """A piece of a page's content, as the structure tree names it."""

    def __init__(self, holder, number):
        self.holder, self.number = holder, number       # holder: the page or stream, by objgen


class Reference:
    """An annotation, as the structure tree names it."""

    def __init__(self, entry):
        self.entry = entry


class Element:
    def __init__(self, entry, parent, kind, role, classes):
        self.entry, self.parent, self.kind, self.role, self.classes = entry, parent, kind, role, classes
        self.kids = []

    @property
    def elements(self):
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def references(self):
        return [kid for kid in self.kids if isinstance(kid, Reference)]

    @property
    def contents(self):
        return [kid for kid in self.kids if isinstance(kid, Content)]

    def ancestor(self, role):
        above = self.parent
        while above is not None and above.role != role:
            above = above.parent
        return above

    def attribute(self, name):
        """A value among the attributes of the element itself, or of its classes."""
        classes = [self.classes.get(entry) for entry in items_of(self.entry.get('/C')) if isinstance(entry, Name)]
        for entry in [*items_of(self.entry.get('/A')), *(part for entry in classes for part in items_of(entry))]:
            if is_dictionary(entry) and name in entry:
                return entry[name]
        return None


class Field:
    def __init__(self, name, entry):
        self.name, self.entry, self.widgets = name, entry, []

    def inherited(self, key):
        entry, depth = self.entry, 0
        while entry is not None and depth < DEEPEST:
            if key in entry:
                return entry[key]
            entry, depth = entry.get('/Parent'), depth + 1
        return None


# ---- The structure tree

def number_tree(root):
    """The entries of a number tree."""
    found, waiting, count = {}, [root], 0
    while waiting and count < MOST_NODES:
        node, count = waiting.pop(), count + 1
        numbers = node.get('/Nums', [])
        for i in range(0, len(numbers) - 1, 2):
            found[int(numbers[i])] = numbers[i + 1]
        waiting += [kid for kid in items_of(node.get('/Kids')) if is_dictionary(kid)]
    return found


def role_of(kind, roles):
    """The standard type that [kind] stands for, or the last one that was found; and whether the map went round."""
    seen = set()
    while kind not in STANDARD and '/' + kind in roles and kind not in seen:
        seen.add(kind)
        kind = name_of(roles['/' + kind])
    return kind, kind in seen


def fields_of(file, faults=None):
    """The form fields of a file; what is wrong with their tree is added to [faults]."""
    fields = []
    waiting = [(entry, '', 0) for entry in reversed(items_of(dictionary_of(file.Root, '/AcroForm').get('/Fields')))]
    while waiting:
        entry, above, depth = waiting.pop()
        if not is_dictionary(entry) or depth > DEEPEST:
            if faults is not None:
                faults.append(('7.18', 'the fields go round or too deep', above))
            continue
        own = text_of(entry.get('/T'))
        name = f'{above}.{own}' if above and own else above or own
        kids = [kid for kid in items_of(entry.get('/Kids')) if is_dictionary(kid)]
        parts = [kid for kid in kids if '/T' in kid]
        if parts:
            waiting += [(kid, name, depth + 1) for kid in reversed(parts)]
            continue
        field = Field(name, entry)
        field.widgets = kids or [entry]
        fields.append(field)
    return fields


class Reader:
    def __init__(self, path):
        self.file = pikepdf.open(path)
        self.root = self.file.Root
        self.pages = [Page(i + 1, page) for i, page in enumerate(self.file.pages)]
        self.page_numbers = {page.entry.objgen: page.number for page in self.pages}
        self.fonts, self.faults = {}, []
        self.marked_in_forms = {}       # of form XObjects: objgen -> {MCID: Marked}
        self.elements = []
        self.content_of = {}            # (holder, MCID) -> [Element]
        self.element_of = {}            # annotation -> [Element]
        self.tree = dictionary_of(self.root, '/StructTreeRoot')
        self.standard = STANDARD
        self.roles = dictionary_of(self.tree, '/RoleMap')
        self.parents = number_tree(dictionary_of(self.tree, '/ParentTree'))
        self.read_tree()
        for page in self.pages:
            read_content(self, page)
            page.order = {number: i for i, number in enumerate(page.marked)}
        self.page_of_annotation = {identity(a): page.number for page in self.pages for a in page.annotations}
        self.fields = fields_of(self.file, self.faults)

    def read_tree(self):
        seen = set()
        waiting = [(entry, None, 0) for entry in reversed(items_of(self.tree.get('/K'))) if is_dictionary(entry)]
        while waiting:
            entry, parent, depth = waiting.pop()
            if identity(entry) in seen or depth > DEEPEST:
                self.faults.append(('7.1', 'the structure tree goes round or too deep', name_of(entry.get('/S'))))
                if parent is not None:
                    parent.kids = [kid for kid in parent.kids if kid is not entry]
                continue
            seen.add(identity(entry))
            kind = name_of(entry.get('/S'))
            role, goes_round = role_of(kind, self.roles)
            if goes_round:
                self.faults.append(('7.1', 'the role map goes round', kind))
            element = Element(entry, parent, kind, role, dictionary_of(self.tree, '/ClassMap'))
            self.elements.append(element)
            if parent is not None:
                parent.kids = [element if kid is entry else kid for kid in parent.kids]
            self.read_kids(element)
            waiting += [(kid, element, depth + 1) for kid in reversed(element.kids) if is_dictionary(kid)]

    def read_kids(self, element):
        entry = element.entry
        for kid in items_of(entry.get('/K')):
            if isinstance(kid, int):
                page = entry.get('/Pg')
                if page is None:
                    self.faults.append(('7.1', 'content without a page', element.kind))
                    continue
                self.add_content(element, page, kid)
            elif is_dictionary(kid) and kid.get('/Type') == Name.MCR:
                holder = kid.get('/Stm', kid.get('/Pg', entry.get('/Pg')))
                if holder is None:
                    self.faults.append(('7.1', 'content without a page', element.kind))
                    continue
                self.add_content(element, holder, int(kid.MCID))
            elif is_dictionary(kid) and kid.get('/Type') == Name.OBJR:
                element.kids.append(Reference(kid.get('/Obj')))
                if is_dictionary(kid.get('/Obj')):
                    self.element_of.setdefault(identity(kid.Obj), []).append(element)
            elif is_dictionary(kid):
                element.kids.append(kid)

    def add_content(self, element, holder, number):
        element.kids.append(Content(holder.objgen, number))
        self.content_of.setdefault((holder.objgen, number), []).append(element)

    def marked(self, holder, number):
        """What is drawn for a piece of content, or None."""
        page = self.page_numbers.get(holder)
        there = self.pages[page - 1].marked if page else self.marked_in_forms.get(holder, {})
        return there.get(number)

    def place(self, kid):
        """(box, page) of content or an annotation; None where it is not known."""
        if isinstance(kid, Content):
            found = self.marked(kid.holder, kid.number)
            return (found.box, found.page) if found and kid.holder in self.page_numbers else (None, None)
        page = self.page_of_annotation.get(identity(kid.entry)) if is_dictionary(kid.entry) else None
        return ([float(side) for side in kid.entry.Rect], page) if page else (None, None)

    def kids_in_order(self):
        """Every piece of content and annotation as a reader of the tree meets them: (element, kid)."""
        waiting = [(element, kid) for element in reversed(self.elements) if element.parent is None
                   for kid in reversed(element.kids)]
        while waiting:
            element, kid = waiting.pop()
            if isinstance(kid, Element):
                waiting += [(kid, below) for below in reversed(kid.kids)]
            else:
                yield element, kid

    @staticmethod
    def names(root):
        """The entries of a name tree."""
        found, waiting, count = {}, [root], 0
        while waiting and count < MOST_NODES:
            node, count = waiting.pop(), count + 1
            listed = node.get('/Names', [])
            for i in range(0, len(listed) - 1, 2):
                found[str(listed[i])] = listed[i + 1]
            waiting += [kid for kid in items_of(node.get('/Kids')) if is_dictionary(kid)]
        return found
