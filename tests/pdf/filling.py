"""Fills the PDF forms by pdf-lib and proves that the values are in the files by name, and seen by poppler and MuPDF."""
import concurrent.futures
import copy
import glob
import json
import os
import re
import subprocess

import pikepdf
from PIL import Image, ImageChops
from pikepdf import Stream

import forms
from objects import dictionary_of, items_of, name_of, text_of
from reading import fields_of
from structure import rectangle

HERE = os.path.dirname(os.path.abspath(__file__))
RESOLUTION = 50                 # pixels in an inch: enough to see a tick
DARKER = 40                     # how much a pixel differs when something is drawn there
LONG = 'Pitkä teksti, jossa on monta sanaa ja useampi rivi: åäöÅÄÖ – € %. '
MULTILINE = 1 << 12


class Filled:
    """One form in one language: the file, and what is put into it."""

    def __init__(self, path, reader, form, work):
        self.path, self.reader, self.form = path, reader, form
        self.name = os.path.basename(path)
        self.language = self.name.split('.')[-2]
        self.to = os.path.join(work, self.name)
        self.fields = {field.name: field for field in self.reader.fields}
        self.values = {name: self.value(field, number) for number, (name, field) in enumerate(self.fields.items())}

    def value(self, field, number):
        kind, choices = kind_of(field), [label for _, label in options_of(field)]
        if kind == 'check':
            return True
        if kind in ('radio', 'combo'):
            return choices[number % len(choices)]
        most = int(field.inherited('/MaxLen') or 5000)
        is_long = int(field.inherited('/Ff') or 0) & MULTILINE and '__' not in field.name
        return (f'Äö{number}å–€' + (' ' + LONG * 4 if is_long else ''))[:most].strip()

    def tokens(self):
        """The first words of all texts, each unlike any other."""
        return {name: value.split()[0] for name, value in self.values.items() if kind_of(self.fields[name]) == 'text'}


def kind_of(field):
    kind, flags = name_of(field.inherited('/FT')), int(field.inherited('/Ff') or 0)
    return {'Tx': 'text', 'Ch': 'combo'}.get(kind, 'radio' if flags & 1 << 15 else 'check')


def on_state(widget):
    looks = dictionary_of(widget, '/AP').get('/N')
    states = [key[1:] for key in looks.keys() if key != '/Off'] if looks is not None and not isinstance(looks, Stream) else []
    return states[0] if states else ''


def options_of(field):
    """(id, words) of a choice; of radios the ids alone."""
    if kind_of(field) == 'radio':
        return [(on_state(widget), on_state(widget)) for widget in field.widgets]
    return [(str(pair[0]), str(pair[1])) if isinstance(pair, pikepdf.Array) else (str(pair), str(pair))
            for pair in items_of(field.inherited('/Opt'))]


# ---- By name

def check_names(tally, filled):
    """Names, kinds, options and labels are what form.yaml and the words say."""
    wanted = forms.pdf_names(filled.form)
    found = {name: kind_of(field) for name, field in filled.fields.items()}
    wrong = [f'{name}: {found.get(name, "missing")} instead of {wanted.get(name, "nothing")}'
             for name in sorted(set(wanted) | set(found)) if found.get(name) not in wanted.get(name, '').split(' or ')]
    tally.check(not wrong, f'{filled.name}: {len(wanted)} fields have the names and kinds of the form', '\n'.join(wrong[:8]))
    words = filled.form.words(filled.language)['fields']
    wrong = []
    for field in filled.form.fields:
        parts = [(field, words[field.id], [field.id])]
        if field.type == 'table':
            parts = [(column, words[field.id]['columns'][column.id],
                      [f'{field.id}__{row}__{column.id}' for row in range(1, field.rows + 1)]) for column in field.columns]
        elif field.type == 'multi':
            parts = [(field, words[field.id], [f'{field.id}__{option}' for option in field.options])]
        for part, said, names in parts:
            for name in names:
                wrong += check_words(part, said if isinstance(said, dict) else {'label': said}, filled.fields.get(name))
    tally.check(not wrong, f'{filled.name}: fields are told by their labels, options are those of the form', '\n'.join(wrong[:8]))


def check_words(part, said, field):
    if field is None:
        return []
    wrong = []
    if said['label'] not in text_of(field.inherited('/TU')):
        wrong.append(f'{field.name}: "{said["label"]}" is not in "{text_of(field.inherited("/TU"))}"')
    if part.type == 'choice' and [option for option, _ in options_of(field)] != part.options:
        wrong.append(f'{field.name}: {options_of(field)} instead of {part.options}')
    if part.type == 'choice' and kind_of(field) == 'combo' \
            and [label for _, label in options_of(field)] != [said['options'][option] for option in part.options]:
        wrong.append(f'{field.name}: {options_of(field)} are not the words {said["options"]}')
    return wrong


def fill_all(files):
    plan = [{'from': one.path, 'to': one.to, 'values': one.values} for one in files]
    done = subprocess.run(['node', os.path.join(HERE, 'fill.mjs')], input=json.dumps(plan), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout)


def check_values(tally, filled, by_pdf_lib):
    with pikepdf.open(filled.to) as file:
        by_pikepdf = {field.name: value_of(field) for field in fields_of(file)}
        problems = file.check()
    for program, found in (('pdf-lib', by_pdf_lib), ('pikepdf', by_pikepdf)):
        wrong = [f'{name}: {found.get(name)!r} instead of {value!r}' for name, value in filled.values.items()
                 if found.get(name) != value]
        tally.check(not wrong, f'{filled.name}: {program} reads the {len(filled.values)} values back', '\n'.join(wrong[:8]))
    tally.check(not problems, f'{filled.name}: the filled file is well-formed', '\n'.join(map(str, problems[:5])))


def value_of(field):
    value, kind = field.inherited('/V'), kind_of(field)
    if kind == 'check':
        return value is not None and name_of(value) == on_state(field.widgets[0]) == name_of(field.widgets[0].get('/AS'))
    if kind == 'radio':
        shown = [name_of(widget.get('/AS')) for widget in field.widgets if name_of(widget.get('/AS')) != 'Off']
        return name_of(value) if shown == [name_of(value)] else f'{name_of(value)}, shown {shown}'
    return text_of(value)


# ---- Seen

def texts_of(path):
    """All text of a file, as two programs draw it. Words of narrow columns may stand so close that they are told as one."""
    poppler = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, text=True, check=True).stdout
    mupdf = subprocess.run(['mutool', 'draw', '-q', '-F', 'txt', path], capture_output=True, text=True, check=True).stdout
    return {'poppler': poppler, 'MuPDF': mupdf}


def draw(path, folder):
    """The pages of a file as grey pictures: {program: [page, ...]}."""
    os.makedirs(folder)
    subprocess.run(['pdftoppm', '-gray', '-r', str(RESOLUTION), path, f'{folder}/poppler'], check=True, capture_output=True)
    subprocess.run(['mutool', 'draw', '-q', '-c', 'gray', '-r', str(RESOLUTION), '-o', f'{folder}/MuPDF-%03d.pgm', path],
                   check=True, capture_output=True)
    return {program: [Image.open(page) for page in sorted(glob.glob(f'{folder}/{program}-*.pgm'))]
            for program in ('poppler', 'MuPDF')}


def is_changed(before, after, widget, page):
    """Whether something is drawn in a widget that was not there."""
    scale = RESOLUTION / 72
    left, bottom, right, top = rectangle(widget)
    height = page.box[3]
    box = (int(left * scale) + 1, int((height - top) * scale) + 1, int(right * scale), int((height - bottom) * scale))
    difference = ImageChops.difference(before.crop(box), after.crop(box))
    return difference.getextrema()[1] > DARKER


def check_seen(tally, filled, work):
    for program, told in texts_of(filled.to).items():
        lost = [f'{name}: {token}' for name, token in filled.tokens().items() if token not in told]
        tally.check(not lost, f'{filled.name}: {program} tells {len(filled.tokens())} texts', '\n'.join(lost[:8]))
    before, after = (draw(path, os.path.join(work, f'{filled.name}-{when}'))
                     for when, path in (('before', filled.path), ('after', filled.to)))
    for program in before:
        wrong = []
        for name, field in filled.fields.items():
            for widget in field.widgets:
                number = filled.reader.page_of_annotation[widget.objgen]
                is_chosen = kind_of(field) != 'radio' or on_state(widget) == filled.values[name]
                seen = is_changed(before[program][number - 1], after[program][number - 1], widget, filled.reader.pages[number - 1])
                if seen != is_chosen:
                    wrong.append(f'{name} {on_state(widget)}: {"nothing" if is_chosen else "something"} is seen, page {number}')
        tally.check(not wrong, f'{filled.name}: {program} shows what was filled in', '\n'.join(wrong[:8]))


class Count:
    """Counts what fails, and prints nothing."""
    failed = 0

    def check(self, condition, *told):
        self.failed += not condition


def check_blindness(tally, filled, work):
    """In a form that nobody filled in nothing is seen: two programs, texts and pictures."""
    blank, count = copy.copy(filled), Count()
    blank.to = blank.path
    check_seen(count, blank, os.path.join(work, 'blank'))
    tally.check(count.failed == 4, 'a form that is not filled in fails', f'{count.failed} of 4 checks')


def form_of(path, of_forms):
    match = re.fullmatch(r'(.+)\.[a-z]{2,3}\.pdf', os.path.basename(path))
    return of_forms.get(match[1]) if match else None


def check_filling(tally, readers, of_forms, work):
    """[readers]: path -> Reader of every PDF; those that are no forms are left alone."""
    files = [Filled(path, reader, form_of(path, of_forms), work) for path, reader in readers.items() if form_of(path, of_forms)]
    for one in files:
        check_names(tally, one)
    for one, found in zip(list(files), fill_all(files)):
        if tally.check('values' in found, f'{one.name}: pdf-lib fills it in', found.get('fault')):
            check_values(tally, one, found['values'])
        else:
            files.remove(one)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(lambda one: check_seen(tally, one, work), files))
    return files
