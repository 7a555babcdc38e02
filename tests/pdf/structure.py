#!/usr/bin/python3
"""Checks that PDF files are tagged as PDF/UA-1 (ISO 14289-1) asks, as far as a program can tell, and that they are
harmless: no scripts, no actions but links, no files inside.

usage: tests/pdf/structure.py FILE...

Prints each fault with its clause of ISO 14289-1 ("ours" where the rule is our own), how often it occurs and where
first. Of the 155 bad files for PDF/UA-1 in the veraPDF corpus it finds 140. It is stricter than the standard where our
files can be: the language is the whole document's, every text that is an artifact has a type, every field its own
words. A file that passes can still read badly: words, order and Alt texts are for people to judge.
Exit status: 0 all pass, 1 some fail. Needs python3-pikepdf.
"""
import re
import sys

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Stream

from fonts import FontCheck
from objects import Unreadable, dictionary_of, identity, is_dictionary, items_of, name_of, text_of
from reading import Reader
from tree_rules import check_tree

RDF = '{http://www.w3.org/1999/02/22-rdf-syntax-ns#}'
UA = '{http://www.aiim.org/pdfua/ns/id/}'
TITLE = '{http://purl.org/dc/elements/1.1/}title'
LANGUAGE = re.compile(r'[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*')
PAGES_WITHOUT_OUTLINE = 1
NO_ADDRESS = re.compile(rb'[\x00-\x20\x7f-\xff<>"\\^`{|}]')
SCHEMES = ('http:', 'https:', 'mailto:', 'tel:')
PRINTED, HIDDEN, NO_VIEW = 1 << 2, 1 << 1, 1 << 5
NEAR = 2.0                      # points


class Report:
    """Faults, each kind once: how often, and where first."""

    def __init__(self):
        self.faults = {}

    def __call__(self, clause, what, detail='', page=None):
        kept = self.faults.setdefault((clause, what), [0, ''])
        kept[0] += 1
        if kept[0] == 1:
            kept[1] = ' '.join(filter(None, [str(detail)[:160], page and f'(page {page})']))

    def lines(self):
        return [f'{clause}: {what}{f" ×{count}" if count > 1 else ""}{f": {where}" if where else ""}'
                for (clause, what), (count, where) in sorted(self.faults.items())]


# ---- The document as a whole

def check_catalogue(reader, fault):
    root = reader.root
    if dictionary_of(root, '/MarkInfo').get('/Marked') is not True:
        fault('7.1', 'the document does not say that it is tagged')
    if dictionary_of(root, '/MarkInfo').get('/Suspects') is True:
        fault('7.1', 'the document says that its tags are suspect')
    if dictionary_of(root, '/ViewerPreferences').get('/DisplayDocTitle') is not True:
        fault('7.1', 'the window shows the name of the file instead of the title')
    if not reader.elements:
        fault('7.1', 'there is no structure tree')
    for name, to in reader.roles.items():
        if name[1:] in reader.standard:
            fault('7.1', 'a standard type is mapped to another', f'{name} to {to}')
    if '/XFA' in dictionary_of(root, '/AcroForm'):
        fault('7.15', 'the form is XFA')
    if dictionary_of(root, '/AcroForm').get('/NeedAppearances') is True:
        fault('ours', 'what fields look like is left to the reader (NeedAppearances)')
    trailer = reader.file.trailer
    if '/Encrypt' in trailer and not int(trailer.Encrypt.get('/P', 0)) & 1 << 9:
        fault('7.16', 'the encryption keeps screen readers out')
    check_layers(dictionary_of(root, '/OCProperties'), fault)


def check_layers(layers, fault):
    for configuration in [layers.get('/D'), *items_of(layers.get('/Configs'))]:
        if is_dictionary(configuration):
            if not text_of(configuration.get('/Name')):
                fault('7.10', 'layers without a name')
            if '/AS' in configuration:
                fault('7.10', 'layers that switch by themselves')


def check_metadata(reader, fault):
    stream = reader.root.get('/Metadata')
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        description = etree.fromstring(stream.read_bytes(), parser) if isinstance(stream, Stream) else None
    except etree.XMLSyntaxError as wrong:
        fault('7.1', 'the XMP metadata is no XML', wrong)
        return
    if description is None:
        fault('7.1', 'there is no XMP metadata')
        return
    titles = [''.join(title.itertext()).strip() for title in description.iter(TITLE)]
    if not any(titles):
        fault('7.1', 'there is no dc:title')
    parts = [part.text for part in description.iter(UA + 'part')]
    parts += [about.get(UA + 'part') for about in description.iter(RDF + 'Description') if about.get(UA + 'part')]
    if [part.strip() for part in parts if part] != ['1']:
        fault('5', 'the metadata does not say PDF/UA-1 (pdfuaid:part)', parts)
    told = text_of(dictionary_of(reader.file.trailer, '/Info').get('/Title'))
    if told and told not in titles:
        fault('ours', 'the titles in Info and XMP differ', f'{told} / {titles}')


def check_language(reader, fault):
    default = text_of(reader.root.get('/Lang'))
    for entry in [reader.root, *(element.entry for element in reader.elements)]:
        if '/Lang' in entry and text_of(entry.Lang) and not LANGUAGE.fullmatch(text_of(entry.Lang)):
            fault('7.2', 'a language is none', text_of(entry.Lang))
    if not default:
        fault('7.2', 'the document has no language')


def outline_entries(reader):
    waiting, seen = [dictionary_of(reader.root, '/Outlines').get('/First')], set()
    while waiting:
        entry = waiting.pop()
        if is_dictionary(entry) and identity(entry) not in seen:
            seen.add(identity(entry))
            yield entry
            waiting += [entry.get('/Next'), entry.get('/First')]


def check_outline(reader, fault):
    entries = list(outline_entries(reader))
    if not entries and len(reader.pages) > PAGES_WITHOUT_OUTLINE:
        fault('ours', f'more than {PAGES_WITHOUT_OUTLINE} pages without bookmarks')
    for entry in entries:
        title = text_of(entry.get('/Title'))
        if not title.strip():
            fault('ours', 'a bookmark has no title')
        if not leads_to_page(reader, entry.get('/Dest', dictionary_of(entry, '/A').get('/D'))):
            fault('ours', 'a bookmark leads nowhere', title)


def leads_to_page(reader, destination):
    if isinstance(destination, (pikepdf.String, Name)):
        named = dictionary_of(dictionary_of(reader.root, '/Names'), '/Dests')
        found = reader.names(named).get(str(destination)) if named else dictionary_of(reader.root, '/Dests').get(str(destination))
        destination = found.get('/D') if is_dictionary(found) else found
    return isinstance(destination, Array) and len(destination) > 0 and is_dictionary(destination[0]) \
        and destination[0].objgen in reader.page_numbers


# ---- Tags and content agree

def check_content(reader, fault):
    for page in reader.pages:
        for clause, what, detail in page.faults:
            fault(clause, what, detail, page.number)
        check_owners(reader, fault, page.entry, page.marked, page.number)
    for stream, marked in reader.marked_in_forms.items():
        check_owners(reader, fault, reader.file.get_object(stream), marked, None)
    for (holder, number), elements in reader.content_of.items():
        if len(elements) > 1:
            fault('7.1', 'content belongs to two elements', f'MCID {number}', reader.page_numbers.get(holder))
        if reader.marked(holder, number) is None:
            fault('7.1', 'the tree names content that is not drawn', f'MCID {number}', reader.page_numbers.get(holder))


def check_owners(reader, fault, holder, marked, page):
    """The tree, and the parent tree that leads back into it, tell the same owner of all content."""
    key = holder.get('/StructParents')
    owners = reader.parents.get(int(key)) if key is not None else None
    owners = list(owners) if isinstance(owners, Array) else []
    for number in marked:
        elements = reader.content_of.get((holder.objgen, number))
        if not elements:
            fault('7.1', 'tagged content is not in the structure tree', f'MCID {number}', page)
            continue
        back = owners[number] if number < len(owners) else None
        if not is_dictionary(back) or identity(back) not in {identity(element.entry) for element in elements}:
            fault('7.1', 'the parent tree does not lead from content to its element', f'MCID {number}', page)
    for number, back in enumerate(owners):
        if is_dictionary(back) and number not in marked:
            fault('ours', 'the parent tree names content that is not drawn', f'MCID {number}', page)


def check_parent_keys(reader, fault):
    """Every key of the parent tree is used, and the next one is free."""
    used = {int(page.entry.StructParents) for page in reader.pages if '/StructParents' in page.entry}
    used |= {int(a.StructParent) for page in reader.pages for a in page.annotations if '/StructParent' in a}
    used |= {int(reader.file.get_object(form).get('/StructParents', -1)) for form in reader.marked_in_forms}
    for key in sorted(set(reader.parents) - used):
        fault('ours', 'a key of the parent tree is nobody\'s', key)
    following = reader.tree.get('/ParentTreeNextKey')
    if following is not None and reader.parents and int(following) <= max(reader.parents):
        fault('ours', 'ParentTreeNextKey is in use', following)


def check_order(reader, fault):
    """Readers of the tree meet a page's content in the order it is drawn. The lines of a row of a table are drawn one
    by one, across its cells."""
    last, row = {}, None
    for element, kid in reader.kids_in_order():
        _, page = reader.place(kid)
        number = getattr(kid, 'number', None)
        if page is None or number is None:
            continue
        drawn = reader.pages[page - 1].order.get(number, 0)
        before, row = row, element.ancestor('TR')
        if drawn < last.get(page, 0) and (row is None or row is not before):
            fault('ours', 'the tree tells content in another order than the page', f'{element.role}, MCID {number}', page)
        last[page] = max(drawn, last.get(page, 0))


def check_direction(reader, fault):
    """Readers of the tree go down a page, and up only to the right: into the next column."""
    above = {}
    for element, kid in reader.kids_in_order():
        box, page = reader.place(kid)
        if box is None:
            continue
        before = above.get(page, box)
        if box[1] > before[3] + NEAR and box[0] <= before[0] + NEAR:
            fault('ours', 'reading goes back up', f'{element.role} at height {box[3]:.0f} after {before[1]:.0f}', page)
        above[page] = box


# ---- Annotations and fields

def is_outside(annotation, page):
    left, bottom, right, top = rectangle(annotation)
    return right < page.box[0] or left > page.box[2] or top < page.box[1] or bottom > page.box[3]


def rectangle(annotation):
    sides = [float(side) for side in annotation.get('/Rect', [0, 0, 0, 0])]
    return [min(sides[0], sides[2]), min(sides[1], sides[3]), max(sides[0], sides[2]), max(sides[1], sides[3])]


def check_annotations(reader, fault):
    for page in reader.pages:
        for annotation in page.annotations:
            kind, flags = name_of(annotation.get('/Subtype')), int(annotation.get('/F', 0))
            if kind == 'TrapNet':
                fault('7.18.2', 'a trap network', page=page.number)
            if kind == 'PrinterMark' and identity(annotation) in reader.element_of:
                fault('7.18.8', 'a printer\'s mark is in the structure tree', page=page.number)
            check_within(fault, annotation, page, kind, flags)
            if kind not in ('Popup', 'PrinterMark') and not flags & HIDDEN and not is_outside(annotation, page):
                check_annotation(reader, fault, page, annotation, kind)
        if page.annotations and page.entry.get('/Tabs') != Name.S:
            fault('7.18.3', 'the tab key does not follow the structure', page=page.number)
        check_overlaps(fault, page)


def check_within(fault, annotation, page, kind, flags):
    left, bottom, right, top = rectangle(annotation)
    if kind in ('Widget', 'Link'):
        if left < page.box[0] or bottom < page.box[1] or right > page.box[2] or top > page.box[3]:
            fault('ours', f'a {kind.lower()} is not wholly on its page', '', page.number)
        if right - left < 1 or top - bottom < 1:
            fault('ours', f'a {kind.lower()} has no size', '', page.number)
        if not flags & PRINTED or flags & (HIDDEN | NO_VIEW):
            fault('ours', f'a {kind.lower()} is not shown or not printed', '', page.number)


def check_overlaps(fault, page):
    boxes = [rectangle(a) for a in page.annotations if a.get('/Subtype') == Name.Widget]
    for i, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[i + 1:]:
            if left < other[2] - 1 and other[0] < right - 1 and bottom < other[3] - 1 and other[1] < top - 1:
                fault('ours', 'two fields lie on one another', f'at {left:.0f}, {top:.0f}', page.number)


def check_annotation(reader, fault, page, annotation, kind):
    elements = reader.element_of.get(identity(annotation), [])
    wanted = {'Widget': 'Form', 'Link': 'Link'}.get(kind, 'Annot')
    clause = {'Widget': '7.18.4', 'Link': '7.18.5'}.get(kind, '7.18.1')
    if len(elements) != 1:
        fault(clause, f'an annotation ({kind}) is not once in the structure tree', f'{len(elements)} times', page.number)
        return
    if elements[0].role != wanted:
        fault(clause, f'an annotation ({kind}) is not in an element {wanted}', elements[0].role, page.number)
    back = reader.parents.get(int(annotation.get('/StructParent', -1)))
    if not is_dictionary(back) or identity(back) != identity(elements[0].entry):
        fault('7.18.1', 'the parent tree does not lead from an annotation to its element', kind, page.number)
    told = text_of(annotation.get('/Contents')).strip()
    if kind == 'Link' and not told:
        fault('7.18.5', 'a link has no description (Contents)', '', page.number)
    elif kind == 'Widget':
        return
    elif not told and not text_of(elements[0].entry.get('/Alt')):
        fault('7.18.1', f'an annotation ({kind}) has no description', '', page.number)


def check_fields(reader, fault):
    on_pages = {identity(a): page for page in reader.pages for a in page.annotations if a.get('/Subtype') == Name.Widget}
    known = {identity(widget) for field in reader.fields for widget in field.widgets}
    if set(on_pages) - known:
        fault('ours', 'a widget belongs to no field', len(set(on_pages) - known))
    names = [field.name for field in reader.fields]
    for name in sorted({name for name in names if names.count(name) > 1} | ({''} & set(names))):
        fault('ours', 'fields have no name or the same one', name)
    for field in reader.fields:
        for widget in field.widgets:
            page = on_pages.get(identity(widget))
            if page is None:
                fault('ours', 'a field is on no page', field.name)
            else:
                check_widget(reader, fault, field, widget, page.number)


def check_widget(reader, fault, field, widget, page):
    elements = reader.element_of.get(identity(widget), [])
    told = text_of(widget.get('/TU', field.inherited('/TU'))).strip()
    if not told and not any(text_of(element.entry.get('/Alt')) for element in elements):
        fault('7.18.1', 'a field is told by nothing (TU or Alt)', field.name, page)
    elif not told:
        fault('ours', 'a field has no words of its own (TU)', field.name, page)
    if any(not text_of(element.entry.get('/Alt')).strip() for element in elements) and len(field.widgets) > 1:
        fault('ours', 'one of several buttons of a field is not told by an Alt', field.name, page)
    kind, looks = name_of(field.inherited('/FT')), dictionary_of(widget, '/AP').get('/N')
    if kind == 'Btn':
        states = {name_of(Name(name)) for name in looks.keys()} if is_dictionary(looks) and not isinstance(looks, Stream) else set()
        if 'Off' not in states or len(states) != 2:
            fault('ours', 'a button has not a look for on and one for off', f'{field.name} {sorted(states)}', page)
        if name_of(widget.get('/AS')) not in states:
            fault('ours', 'a button is in a state without a look', field.name, page)
    elif kind in ('Tx', 'Ch'):
        if not isinstance(looks, Stream):
            fault('ours', 'a field has no look', field.name, page)
        check_field_font(reader, fault, field, page)
    else:
        fault('ours', 'a field is of no kind that we make', f'{field.name} {kind}', page)


def check_field_font(reader, fault, field, page):
    form = dictionary_of(reader.root, '/AcroForm')
    look = text_of(field.inherited('/DA')) or text_of(form.get('/DA'))
    used = re.search(r'/(\S+)\s+[\d.]+\s+Tf', look)
    font = dictionary_of(dictionary_of(form, '/DR'), '/Font').get('/' + used[1]) if used else None
    descriptor = dictionary_of(font, '/FontDescriptor') if font is not None else None
    if not descriptor or not any(key in descriptor for key in ('/FontFile', '/FontFile2', '/FontFile3')):
        fault('ours', 'the font of a field is not embedded', field.name, page)


# ---- Harmless

# Names that stand in nothing harmless.
FORBIDDEN = {'/JS': 'a script', '/JavaScript': 'a list of scripts', '/OpenAction': 'an action when the file is opened',
             '/AA': 'an action of a field, a page or the file', '/EmbeddedFiles': 'a file inside', '/EF': 'a file inside',
             '/RichMediaContent': 'a film or sound', '/XFA': 'an XFA form', '/Requirements': 'a list of requirements',
             '/Collection': 'a portfolio'}
ACTIONS = {'JavaScript', 'Launch', 'GoToR', 'GoToE', 'SubmitForm', 'ImportData', 'ResetForm', 'Named', 'Rendition', 'Movie',
           'Sound', 'Hide', 'Trans', 'GoTo3DView', 'SetOCGState', 'RichMediaExecute', 'Thread'}
WORTH_A_LOOK = re.compile('|'.join(rf'{name}\b' for name in [*FORBIDDEN, '/Filespec', '/EmbeddedFile', '/Dest', '/A', '/S'])
                          .encode())


def check_harmless(reader, fault):
    """Whatever object holds it: nothing in the file acts, but links that lead to the web or into the file."""
    for entry in reader.file.objects:
        if isinstance(entry, Stream):
            check_parts(reader, fault, entry)
        elif isinstance(entry, (Array, Dictionary)) and WORTH_A_LOOK.search(entry.unparse(resolved=True)):
            check_parts(reader, fault, entry)


def check_parts(reader, fault, entry):
    """An object, and what is written in place in it."""
    waiting = [entry]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Array):
            waiting += [item for item in part if is_in_place(item)]
        elif is_dictionary(part):
            keys = dict(part.items())
            for key in FORBIDDEN.keys() & keys.keys():
                fault('ours', f'there is {FORBIDDEN[key]}', key)
            if keys.get('/Type') == Name.EmbeddedFile:
                fault('ours', 'there is a file inside')
            if keys.get('/Type') == Name.Filespec and not ('/F' in keys and '/UF' in keys):
                fault('7.11', 'a file inside has no name')
            check_action(reader, fault, keys)
            waiting += [value for value in keys.values() if is_in_place(value)]


def is_in_place(entry):
    return isinstance(entry, pikepdf.Object) and entry.objgen == (0, 0) and (isinstance(entry, Array) or is_dictionary(entry))


def check_action(reader, fault, keys):
    kind = name_of(keys.get('/S'))
    if kind == 'URI':
        told = keys.get('/URI')
        address = bytes(told) if isinstance(told, pikepdf.String) else b''
        if not address.decode('latin-1').lower().startswith(SCHEMES) or NO_ADDRESS.search(address):
            fault('ours', 'a link has an address that is none', address[:60])
    elif kind == 'GoTo' and not leads_to_page(reader, keys.get('/D')):
        fault('ours', 'a link leads nowhere')
    elif kind in ACTIONS and keys.get('/Type', Name.Action) == Name.Action:
        fault('ours', f'there is an action: {kind}')
    if keys.get('/Subtype') == Name.Link and '/Dest' in keys and not leads_to_page(reader, keys['/Dest']):
        fault('ours', 'a link leads nowhere')


RULES = (check_catalogue, check_metadata, check_language, check_outline, check_content, check_parent_keys, check_order,
         check_direction, check_annotations, check_fields, check_harmless, check_tree)


def faults_of(reader):
    """What is wrong with a file, as lines."""
    fault = Report()
    for clause, what, detail in reader.faults:
        fault(clause, what, detail)
    for rule in RULES:
        rule(reader, fault)
    for font in reader.fonts.values():
        FontCheck(font, lambda clause, what, detail: fault(clause, what, detail, font.page)).run()
    return fault.lines()


def check(path):
    try:
        return faults_of(Reader(path))
    except (Unreadable, pikepdf.PdfError) as wrong:
        return [f'the file cannot be read: {wrong}']


def main():
    failed = False
    for path in sys.argv[1:]:
        lines = check(path)
        print(f'{"FAIL" if lines else "PASS"} {path}')
        for line in lines:
            print(f'     {line}')
        failed |= bool(lines)
    sys.exit(failed)


if __name__ == '__main__':
    main()
