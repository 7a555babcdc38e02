"""Word forms, filled in as Word does (python-docx, by the tags of content controls) and by hand in LibreOffice.

Word's part: a control loses its placeholder and holds the value. LibreOffice's part: the text of a control is selected
and typed over, boxes are ticked, options chosen. LibreOffice 7.4 keeps no tags, so values are found by bookmark: a
text is the paragraph in which its bookmark begins, for typing leaves only its first letter inside.
"""
import os
import re
import subprocess

import docx

import forms
import libreoffice

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
W14 = '{http://schemas.microsoft.com/office/word/2010/wordml}'
W15 = '{http://schemas.microsoft.com/office/word/2012/wordml}'
TICKED, EMPTY = '\u2612', '\u2610'
DATE, DATE_ISO = '22.11.2026', '2026-11-22T00:00:00Z'
HANDS = 3                       # every third value is left for LibreOffice


class Control:
    def __init__(self, element, full_names):
        self.element, self.settings = element, element.find(W + 'sdtPr')
        tag = self.settings.find(W + 'tag').get(W + 'val')
        self.name = full_names.get(tag, tag)
        self.shown = next(element.find(W + 'sdtContent').iter(W + 't'))
        self.options = [item.get(W + 'displayText') for item in self.settings.iterfind(f'{W}dropDownList/{W}listItem')][1:]

    @property
    def kind(self):
        for name, kind in ((W14 + 'checkbox', 'check'), (W + 'date', 'date'), (W + 'dropDownList', 'list')):
            if self.settings.find(name) is not None:
                return kind
        return 'text'

    def value(self, number):
        if self.kind == 'list':
            return self.options[number % len(self.options)]
        return {'check': TICKED, 'date': DATE}.get(self.kind, f'Öä{number}')

    def fill(self, value):
        """As Word does."""
        placeholder = self.settings.find(W + 'showingPlcHdr')
        if placeholder is not None:
            self.settings.remove(placeholder)
            run = self.shown.getparent()
            run.remove(run.find(W + 'rPr'))
        if self.kind == 'check':
            self.settings.find(W14 + 'checkbox').find(W14 + 'checked').set(W14 + 'val', '1')
        elif self.kind == 'date':
            self.settings.find(W + 'date').set(W + 'fullDate', DATE_ISO)
        self.shown.text = value


def controls(body, form):
    """All but those around the rows of a table."""
    full_names = {forms.tag_of(name): name for name in forms.word_names(form)}
    for element in body.iter(W + 'sdt'):
        settings = element.find(W + 'sdtPr')
        if settings.find(W + 'tag') is not None and settings.find(W15 + 'repeatingSection') is None:
            yield Control(element, full_names)


# ---- Read back

def paragraph_of(element):
    while element is not None and element.tag != W + 'p':
        element = element.getparent()
    return element


def text_of(element):
    return ''.join(part.text or '' for part in element.iter(W + 't')) if element is not None else None


def read(body):
    """bookmark -> value, from a file that LibreOffice saved."""
    found, opened = {}, {}
    for element in body.iter():
        if element.tag == W + 'bookmarkStart':
            name = element.get(W + 'name')
            opened[element.get(W + 'id')] = name
            found.setdefault(name, ['', text_of(paragraph_of(element))])
        elif element.tag == W + 'bookmarkEnd':
            opened.pop(element.get(W + 'id'), None)
        elif element.tag == W + 't':
            for name in opened.values():
                found[name][0] += element.text or ''
    # A box to tick stands beside its label.
    return {name: inside if inside in (TICKED, EMPTY) else around for name, (inside, around) in found.items()}


# ---- LibreOffice

def control_in(range_of_text):
    paragraphs = range_of_text.createEnumeration()
    while paragraphs.hasMoreElements():
        portions = paragraphs.nextElement().createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            if portion.TextPortionType == 'ContentControl':
                return portion.ContentControl
    return None


def edit(office, document, left):
    """Puts the values in as a person does: {name: (kind, value)}."""
    for name, (kind, value) in left.items():
        if not document.Bookmarks.hasByName(forms.mark_of(name)):
            continue
        anchor = document.Bookmarks.getByName(forms.mark_of(name)).Anchor
        control = control_in(anchor)
        office.type_over(document, control.Anchor if control else anchor, value)
        if control and kind == 'check':
            control.Checked = True
        elif control and kind == 'date':
            control.CurrentDate = DATE_ISO


def check(tally, office, path, form, work):
    name = os.path.basename(path)
    document = docx.Document(path)
    there = list(controls(document.element.body, form))
    check_names(tally, name, form, there, document.element.body)
    values = {control.name: (control.kind, control.value(number)) for number, control in enumerate(there)}
    left = {control.name: values[control.name] for number, control in enumerate(there) if number % HANDS == 0}
    for control in there:
        if control.name not in left:
            control.fill(values[control.name][1])
    filled, saved, drawn = (os.path.join(work, f'{part}-{name}') for part in ('filled', 'saved', 'drawn'))
    drawn = drawn.removesuffix('docx') + 'pdf'
    document.save(filled)
    opened = office.open(filled)
    edit(office, opened, left)
    libreoffice.save(opened, saved)
    libreoffice.save(opened, drawn)
    libreoffice.close(opened)
    check_values(tally, name, values, saved, drawn)


def check_names(tally, name, form, there, body):
    found = [control.name for control in there]
    rows = {settings.find(W + 'tag').get(W + 'val') for settings in body.iter(W + 'sdtPr')
            if settings.find(W15 + 'repeatingSection') is not None}
    tables = {field.id for field in form.fields if field.type == 'table'}
    wrong = sorted(set(forms.word_names(form)) ^ set(found)) + sorted(rows - tables) \
        + sorted(n for n in set(found) if found.count(n) > 1)
    tally.check(not wrong, f'{name}: {len(found)} controls have the names of the form', ', '.join(wrong[:8]))
    mixed = [control.name for control in there if control.kind != 'check'
             and text_of(paragraph_of(control.element)) != control.shown.text]
    tally.check(not mixed, f'{name}: controls stand alone in their paragraphs', ', '.join(mixed[:8]))


def check_values(tally, name, values, saved, drawn):
    found = read(docx.Document(saved).element.body)
    lost = [f'{field}: {found.get(forms.mark_of(field))!r} instead of {value!r}' for field, (_, value) in values.items()
            if found.get(forms.mark_of(field)) != value]
    tally.check(not lost, f'{name}: {len(values)} values are found after LibreOffice', '\n'.join(lost[:8]))
    text = subprocess.run(['pdftotext', '-layout', drawn, '-'], capture_output=True, text=True, check=True).stdout
    words = set(re.findall(r'\S+', text.replace('\u00ad', '')))
    lost = [value for kind, value in values.values() if kind == 'text' and value not in words]
    tally.check(not lost, f'{name}: the values are seen', ', '.join(lost[:8]))
