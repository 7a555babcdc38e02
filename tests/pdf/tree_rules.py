"""The rules for the structure tree: types, headings, lists, tables, figures, and what may stand in what."""
import re

from pikepdf import Array, Name

from objects import is_dictionary, text_of
from reading import STANDARD

# What may stand in it; and what it must stand in.
KIDS = {'Table': {'TR', 'THead', 'TBody', 'TFoot', 'Caption'}, 'TR': {'TH', 'TD'}, 'THead': {'TR'}, 'TBody': {'TR'},
        'TFoot': {'TR'}, 'L': {'LI', 'L', 'Caption'}, 'LI': {'Lbl', 'LBody'}, 'TOC': {'TOC', 'TOCI', 'Caption'},
        'TOCI': {'TOC', 'Lbl', 'Reference', 'P', 'NonStruct'}}
PARENTS = {'TR': {'Table', 'THead', 'TBody', 'TFoot'}, 'TH': {'TR'}, 'TD': {'TR'}, 'THead': {'Table'}, 'TBody': {'Table'},
           'TFoot': {'Table'}, 'LI': {'L'}, 'LBody': {'LI'}, 'TOCI': {'TOC'}}
# Only other elements stand in these.
GROUPING = {'Document', 'Part', 'Art', 'Sect', 'Table', 'TR', 'THead', 'TBody', 'TFoot', 'L', 'LI', 'TOC', 'Ruby', 'Warichu'}
MAY_BE_EMPTY = {'TD', 'TH', 'LBody', 'Div', 'NonStruct', 'Private'}
ALTERNATIVES = ('/Alt', '/ActualText')
WIDEST = 1000


def check_tree(reader, fault):
    for element in reader.elements:
        check_element(reader, fault, element)
    check_headings(reader, fault)
    check_ids(reader, fault)
    if reader.elements and {e.role for e in reader.elements if e.parent is None} != {'Document'}:
        fault('ours', 'the tree is not one Document', [e.role for e in reader.elements if e.parent is None][:5])


def page_of(reader, element):
    """Where an element begins, for messages."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        page = one.entry.get('/Pg')
        if page is not None:
            return reader.page_numbers.get(page.objgen)
        waiting += reversed(one.elements)
    return None


def check_element(reader, fault, element):
    role, entry = element.role, element.entry
    def say(clause, what, detail=''):
        fault(clause, what, detail, page_of(reader, element))
    if role not in STANDARD:
        say('7.1', 'a type is neither standard nor mapped to one', element.kind)
    if element.parent is not None and is_dictionary(entry.get('/P')) and entry.P.objgen != element.parent.entry.objgen:
        say('7.1', 'an element does not lead back to its parent', role)
    above = element.parent.role if element.parent else ''
    for kid in element.elements:
        if role in KIDS and kid.role not in KIDS[role]:
            say('7.2', f'{kid.role} stands in {role}, where it may not')
    if role in PARENTS and above not in PARENTS[role]:
        say('7.2', f'{role} stands in {above or "nothing"}, where it may not')
    if role in GROUPING and element.contents:
        say('ours', 'content stands right in a grouping element', role)
    if not element.kids and role not in MAY_BE_EMPTY:
        say('ours', 'an element is empty', role)
    rule = RULES.get(role)
    if rule is not None:
        rule(element, say)


# ---- Single elements

def has_alternative(element):
    return any(text_of(element.entry.get(key)).strip() for key in ALTERNATIVES)


def check_alternative(element, say, clause, what):
    if not any(key in element.entry for key in ALTERNATIVES):
        say(clause, f'{what} has no Alt')
    elif '/ActualText' not in element.entry and not has_alternative(element):
        say(clause, f'{what} has an empty Alt')


def check_figure(element, say):
    check_alternative(element, say, '7.3', 'a figure')
    box = element.attribute('/BBox')
    if element.contents and not (isinstance(box, Array) and len(box) == 4):
        say('ours', 'a figure does not say where it is (BBox)')


def check_formula(element, say):
    check_alternative(element, say, '7.7', 'a formula')


def check_form(element, say):
    if len(element.references) != 1 or len(element.kids) != 1:
        say('7.18.4', 'an element Form is not exactly one field', f'{len(element.references)} fields of {len(element.kids)} kids')


def check_link(element, say):
    if not element.references:
        say('7.18.5', 'an element Link has no link')
    if not element.contents and not element.elements and not has_alternative(element):
        say('ours', 'a link has no words')


def check_list(element, say):
    labelled = [kid for item in element.elements for kid in item.elements if kid.role == 'Lbl']
    numbering = element.attribute('/ListNumbering')
    if labelled and (numbering is None or numbering == Name.None_):
        say('7.6', 'a list with labels does not say how it is numbered')
    check_caption(element, say)


def check_caption(element, say):
    if [kid for kid in element.elements[1:] if kid.role == 'Caption']:
        say('7.2', 'the caption of a list is not first')


def check_item(element, say):
    roles = [kid.role for kid in element.elements]
    if roles.count('Lbl') > 1 or roles.count('LBody') != 1 or (roles.count('Lbl') and roles[0] != 'Lbl'):
        say('ours', 'an item of a list is not a label and a body', roles[:4])


def check_heading(element, say):
    if not element.kids:
        say('7.4.2', 'a heading is empty', element.role)


# ---- Headings and ids

def check_headings(reader, fault):
    last = 0
    kinds = {element.role for element in reader.elements if re.fullmatch('H[1-6]?', element.role)}
    if not kinds:
        fault('ours', 'there are no headings')
    if 'H' in kinds and len(kinds) > 1:
        fault('7.4.4', 'headings with and without a level are mixed')
    for element in reader.elements:
        if [kid.role for kid in element.elements].count('H') > 1:
            fault('7.4.4', 'two headings without a level in one element')
        match = re.fullmatch('H([1-6])', element.role)
        if match is None:
            continue
        level = int(match[1])
        if level > last + 1:
            fault('7.4.2', 'a level of headings is skipped', f'H{level} after {f"H{last}" if last else "nothing"}',
                  page_of(reader, element))
        last = level


def check_ids(reader, fault):
    seen = set()
    for element in reader.elements:
        name = element.entry.get('/ID')
        name = bytes(name) if name is not None else None
        if element.role == 'Note' and not name:
            fault('7.9', 'a note has no ID', '', page_of(reader, element))
        if name and name in seen:
            fault('7.9', 'an ID stands twice', name, page_of(reader, element))
        seen.add(name)


# ---- Tables

def rows_of(table):
    rows = []
    for kid in table.elements:
        rows += [kid] if kid.role == 'TR' else [row for row in kid.elements if row.role == 'TR'] \
            if kid.role in ('THead', 'TBody', 'TFoot') else []
    return rows


def span(cell, key):
    told = cell.attribute(key)
    return min(max(int(told), 1), WIDEST) if told is not None else 1


def check_table(table, say):
    roles = [kid.role for kid in table.elements]
    if roles.count('THead') > 1 or roles.count('TFoot') > 1:
        say('7.2', 'a table has two heads or feet')
    if 'Caption' in roles[1:-1] or roles.count('Caption') > 1:
        say('7.2', 'the caption of a table is neither first nor last')
    if ('THead' in roles or 'TFoot' in roles) and 'TBody' not in roles:
        say('7.2', 'a table with a head or foot has no body')
    taken, width = {}, 0
    rows = rows_of(table)
    for y, row in enumerate(rows):
        x = 0
        for cell in row.elements:
            while (x, y) in taken:
                x += 1
            for down in range(span(cell, '/RowSpan')):
                for right in range(span(cell, '/ColSpan')):
                    if (x + right, y + down) in taken:
                        say('7.2', 'cells of a table lie on one another', f'row {y + 1}')
                    taken[x + right, y + down] = cell
            x += span(cell, '/ColSpan')
        width = max(width, x)
    wrong = [y for y in range(len(rows)) if any((x, y) not in taken for x in range(width))] \
        or [y for x, y in taken if y >= len(rows)]
    if wrong:
        say('7.2', 'the rows of a table are not of one length', f'row {wrong[0] + 1} of {len(rows)}, {width} columns')
    check_heads(taken, say)


def check_heads(taken, say):
    """Every cell of data is told by the head of its column or row."""
    heads = {place: cell for place, cell in taken.items() if cell.role == 'TH'}
    if not heads:
        say('ours', 'a table has no heads (TH)')
    has_headers = any(cell.attribute('/Headers') is not None for cell in taken.values())
    for cell in {id(cell): cell for cell in heads.values()}.values():
        if cell.attribute('/Scope') is None and not has_headers:
            say('7.5', 'the head of a column or row does not say which (Scope)')
    columns = {x for (x, y), cell in heads.items() if cell.attribute('/Scope') in (Name.Column, Name.Both)}
    rows = {y for (x, y), cell in heads.items() if cell.attribute('/Scope') in (Name.Row, Name.Both)}
    for (x, y), cell in sorted(taken.items()):
        if cell.role == 'TD' and x not in columns and y not in rows and cell.attribute('/Headers') is None:
            say('ours', 'a cell has no head', f'row {y + 1}, column {x + 1}')
            return


RULES = {'TOC': check_caption, 'Figure': check_figure, 'Formula': check_formula, 'Form': check_form, 'Link': check_link, 'L': check_list,
         'LI': check_item, 'Table': check_table, **{f'H{i}': check_heading for i in ('', 1, 2, 3, 4, 5, 6)}}
