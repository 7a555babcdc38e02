"""Many pages: what was marked, and what the program says."""
import json
import os
import random
import re
import subprocess

import pikepdf
from PIL import Image

import copying
import forms
import hands

DOTS = 240
# Consents, criteria, scores, feedback, needs; a table with boxes and a board.
PRINTED = ['valokuvauslupa', 'arviointikriteerit', 'palaute', 'kehittamistarve', 'digiosaamiskysely', 'loppuarviointi',
           'kehityskohteen-pisteytys', 'kayttajatietosopimus', 'palvelupolku', 'idea']
LANGUAGES = ['fi', 'sv', 'en']


def print_forms(program, work):
    site = forms.make_site(os.path.join(work, 'site'), PRINTED)
    return site, forms.build(program, site, os.path.join(work, 'out'))


def is_computed(form, name):
    """Whether nobody writes there: what is computed is computed anew."""
    with open(os.path.join(forms.ROOT, 'templates-forms', form, 'form.yaml'), encoding='utf-8') as file:
        computed = re.findall(r'\bid: (\w+),(?=[^\n]*\b(?:product|sum):)', file.read())
    return name == '_total' or name.split('__')[-1] in computed


class Box:
    def __init__(self, name, state, kind, place):
        self.name, self.state, self.kind, self.place = name, state, kind, place
        self.truth = False              # or True, or None: not to be told

    @property
    def key(self):
        return f'{self.name}__{self.state}' if self.kind == 'radio' else self.name


def pages_of(path):
    """The fields of every page by another program: (boxes, places to write)."""
    file = pikepdf.open(path)
    for page in file.pages:
        height = float(page.MediaBox[3])
        boxes, lines = [], []
        for widget in page.get('/Annots', []):
            if widget.Subtype != '/Widget':
                continue
            left, bottom, right, top = (float(number) / 72 * DOTS for number in widget.Rect)
            place = (left, height / 72 * DOTS - top, right, height / 72 * DOTS - bottom)
            field = widget if '/T' in widget else widget.Parent
            name, kind = str(field.T), field.get('/FT', widget.get('/FT'))
            if kind == '/Btn':
                states = [str(state)[1:] for state in widget.AP.N.keys() if state != '/Off']
                boxes.append(Box(name, states[0], 'check' if '/T' in widget else 'radio', place))
            else:
                lines.append((name, place))
        yield boxes, lines


def choose(boxes, chance):
    """Who is marked; half of the groups as people do, the others left."""
    groups = {}
    for box in boxes:
        if box.kind == 'radio':
            groups.setdefault(box.name, []).append(box)
        else:
            box.truth = chance.random() < 0.4
    for group in groups.values():
        if chance.random() < 0.85:
            chance.choice(group).truth = True


def fill(page, boxes, lines, hand):
    """Marks what is true, and writes into some of the lines; returns the page and the names written into."""
    chance = hand.chance
    ink = Image.new('L', page.size, 0)
    for box in boxes:
        style = hand.style
        if box.truth and chance.random() < 0.012:
            style, box.truth = chance.choice(hands.UNSURE), None
        if box.truth is not False:
            hand.mark(ink, box.place, style)
    written = set()
    for name, place in lines:
        if chance.random() < 0.5:
            high = (place[3] - place[1]) / DOTS * 25.4
            hand.write(ink, place, max(1, min(4, int(high / 9))))
            written.add(name)
    # A group one of whose boxes is not to be told is not to be told as a whole.
    unsure = {box.name for box in boxes if box.truth is None and box.kind == 'radio'}
    for box in boxes:
        if box.name in unsure and box.kind == 'radio':
            box.truth = None
    return hand.put(page, ink), written


def render(path, work):
    stem = os.path.join(work, 'blank')
    subprocess.run(['pdftoppm', '-r', str(DOTS), '-gray', path, stem], check=True)
    names = sorted(name for name in os.listdir(work) if name.startswith('blank-'))
    made = []
    for name in names:
        made.append(Image.open(os.path.join(work, name)).convert('L'))
        os.unlink(os.path.join(work, name))
    return made


def save(pages, path, chance):
    """Scans as one PDF; each photo as a file of its own, of any of the formats."""
    if path.endswith('.pdf'):
        pictures = [copying.jpeg(picture, chance) for picture, _ in pages]
        pictures[0].save(path, 'PDF', resolution=pages[0][1], save_all=True, append_images=pictures[1:],
                         quality=chance.randint(50, 85))
        return [path]
    paths = []
    for number, picture in enumerate(pages, 1):
        ending = chance.choice(['jpg', 'jpg', 'jpg', 'png', 'webp'])
        paths.append(f'{path}-{number}.{ending}')
        (copying.jpeg(picture, chance) if ending == 'png' else picture).save(paths[-1], quality=chance.randint(45, 85))
    return paths


def make_person(downloads, work, number, chance):
    """One person's paper: (files, boxes, what was written into, lines, pages)."""
    form = PRINTED[number % len(PRINTED)]
    there = [path for path in (os.path.join(downloads, f'{form}.{language}.pdf') for language in LANGUAGES)
             if os.path.exists(path)]
    path = there[number // len(PRINTED) % len(there)]
    hand = hands.Hand(chance, DOTS)
    is_photo = chance.random() < 0.35
    pages, all_boxes, written, lines = [], [], set(), set()
    for page, (boxes, places) in zip(render(path, work), pages_of(path)):
        choose(boxes, chance)
        page, here = fill(page, boxes, places, hand)
        written |= {name for name in here if not is_computed(form, name)}
        lines |= {name for name, _ in places if not is_computed(form, name)}
        all_boxes += boxes
        # A board is photographed larger than it is scanned.
        pages.append(copying.photograph(page, DOTS, chance) if is_photo else copying.scan(page, DOTS, chance))
    files = save(pages, os.path.join(work, f'{number:03}-{form}-{hand.style}' + ('' if is_photo else '.pdf')), chance)
    return files, all_boxes, written, lines, len(pages)


def state(value):
    """How a box that is not a mere tick ends."""
    return '' if value is True else f'__{value:g}' if isinstance(value, (int, float)) else f'__{value}'


def marked_in(form):
    """Keys of all boxes that the program takes for marked."""
    keys = set()
    for name, value in {**form['answers'], **form['header']}.items():
        if value is True:
            keys.add(name)
        elif isinstance(value, list):
            for row, item in enumerate(value, 1):
                keys |= {f'{name}__{item}'} if isinstance(item, str) else {f'{name}__{row}__{column}' + state(cell) for column, cell in item.items()}
        else:
            keys.add(name + state(value))
    return keys


class Count:
    def __init__(self):
        self.pages = self.read_pages = self.boxes = self.wrong = self.doubtful = self.rightly_doubtful = 0
        self.unseen = self.lines = self.line_mistakes = 0
        self.notes = []


def compare(count, told, boxes, written, lines, name):
    seen, doubts, writing = set(), {}, set()
    for form in (form for line in told for form in line['forms']):
        seen |= marked_in(form)
        doubts.update({doubt['field']: doubt['likelihood'] for doubt in form['doubts']})
        writing |= set(form['written'])
    for box in boxes:
        if box.truth is None:
            # Who is in doubt should say so; a circle may be taken for what it is meant to be.
            count.rightly_doubtful += box.key in doubts
            continue
        count.boxes += 1
        if box.key in doubts:
            count.doubtful += 1
            count.notes.append(f'doubt {name}: {box.key} is {box.truth}, {doubts[box.key]:.2f}')
        elif (box.key in seen) != box.truth:
            count.wrong += 1
            count.notes.append(f'WRONG {name}: {box.key} is {box.truth}')
    for line in lines:
        count.lines += 1
        if (line in writing) != (line in written):
            count.line_mistakes += 1
            count.notes.append(f'line {name}: {line} {"is" if line in written else "is not"} written in')


def read(reader, site, files):
    done = subprocess.run([reader, site, *files], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_reading(tally, reader, site, downloads, work, wanted, seed):
    count, number, noted = Count(), 0, 0
    while count.pages < wanted:
        chance = random.Random(seed * 1000 + number)
        files, boxes, written, lines, pages = make_person(downloads, work, number, chance)
        told = read(reader, site, files)
        lost = [one for line in told for one in line['told'] if one['name'] != 'scan-page-missing']
        count.pages += pages
        count.unseen += len(lost)
        count.notes += [f'lost {os.path.basename(files[0])}: {one["detail"]}' for one in lost]
        if not lost:
            compare(count, told, boxes, written, lines, os.path.basename(files[0]))
        if not os.environ.get('KEEP'):
            for file in files:
                os.unlink(file)
        if os.environ.get('PAGES'):
            print(f'{count.pages} pages, {count.unseen} lost, {count.boxes} boxes, {count.wrong} wrong, {count.doubtful} '
                  f'doubtful, {count.line_mistakes} of {count.lines} lines', flush=True)
            print('\n'.join(count.notes[noted:]), flush=True)
            noted = len(count.notes)
        number += 1
    share = 1 - count.doubtful / max(count.boxes, 1)
    print(f'{count.pages} pages, {count.unseen} not read; {count.boxes} boxes: {count.wrong} wrong, {count.doubtful} '
          f'doubtful, {share:.2%} read without a person; {count.lines} lines: {count.line_mistakes} taken wrongly for '
          f'written or empty')
    tally.check(count.wrong == 0, 'no box is read wrongly', '\n'.join(count.notes))
    tally.check(share >= 0.98, 'at least 98 % of boxes are read without a person', '\n'.join(count.notes))
    tally.check(count.unseen <= count.pages * 0.02, 'at most one page in fifty is not found', '\n'.join(count.notes))
    tally.check(count.line_mistakes <= count.lines * 0.02, 'writing is found where it is', '\n'.join(count.notes))
