"""Files that are no good scans: each is told of in plain words, and the rest is read."""
import os
import random
import shutil
import struct
import subprocess
import zlib

from PIL import Image

import copying
import forms
import hands
import measure

FORM = 'palaute'


def names(told):
    return [one['name'] for line in told for one in line['told']]


def bomb(path):
    """A PNG that says it is 60,000 pixels wide and high."""
    def chunk(kind, contents):
        return struct.pack('>I', len(contents)) + kind + contents + struct.pack('>I', zlib.crc32(kind + contents))
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 60000, 60000, 8, 0, 0, 0, 0))
                   + chunk(b'IDAT', zlib.compress(bytes(100000))) + chunk(b'IEND', b''))


def check_broken(tally, reader, site, work, page):
    def say(name, expected, write):
        path = os.path.join(work, name)
        write(path)
        told = measure.read(reader, site, [path])
        tally.check(names(told) == expected and not told[0]['forms'], f'{name}: told of', told)

    def cut(path):
        page.save(path, 'JPEG')
        with open(path, 'r+b') as file:
            file.truncate(400)
    say('cut.jpg', ['scan-page-unknown'], cut)
    say('bomb.png', ['scan-page-unknown'], bomb)
    say('white.png', [], Image.new('L', (1654, 2339), 255).save)
    say('tiny.png', [], Image.new('L', (1, 1), 255).save)
    say('text.pdf', ['scan-unreadable'], lambda path: open(path, 'wb').write(b'%PDF-1.4\nnothing'))
    say('words.txt', ['scan-unreadable'], lambda path: open(path, 'wb').write(b'no picture'))
    say('half.png', ['scan-page-unknown'], page.crop((0, page.size[1] // 3, *page.size)).save)
    two = Image.new('L', (page.size[0] * 2, page.size[1]), 255)
    two.paste(page, (0, 0))
    other = measure.render(os.path.join(os.path.dirname(site), 'out', 'downloads', f'{FORM}.fi.pdf'), work)[1]
    two.paste(other, (page.size[0], 0))
    say('two.png', ['scan-page-unknown'], two.save)


def check_people(tally, reader, site, work, pages):
    """Two people in one file, the second without the second page; a blank back between; all upside down."""
    chance = random.Random(5)
    hand = hands.Hand(chance, measure.DOTS)
    filled = []
    for page, (boxes, _) in zip(pages, measure.pages_of(os.path.join(os.path.dirname(site), 'out', 'downloads', f'{FORM}.fi.pdf'))):
        ink = Image.new('L', page.size, 0)
        for box in boxes:
            if box.key in ('arvosana__4', 'palautteen_kohde__lomake'):
                hand.mark(ink, box.place, 'cross')
        filled.append(hand.put(page, ink).rotate(180))
    path = os.path.join(work, 'people.pdf')
    blank = Image.new('L', pages[0].size, 250)
    # The second page first, as a turned pile gives it.
    filled[1].save(path, 'PDF', resolution=measure.DOTS, save_all=True, append_images=[filled[0], blank, filled[0]])
    told = measure.read(reader, site, [path])
    found = [form['answers'] for form in told[0]['forms']]
    tally.check(len(found) == 2 and all(one.get('arvosana') == 4 and one.get('palautteen_kohde') == 'lomake' for one in found),
                'two people in one file, upside down', told)
    tally.check(names(told) == ['scan-page-missing'], 'a missing page is told of', told)
    tally.check([form['path'].split('#')[-1] for form in told[0]['forms']] == ['page=1', 'page=4'],
                'each person is told from the other', told)


def check_two_marks(tally, reader, site, work, page):
    """Two circles of one question: nobody can tell which was meant."""
    hand = hands.Hand(random.Random(6), measure.DOTS)
    boxes, _ = next(measure.pages_of(os.path.join(os.path.dirname(site), 'out', 'downloads', f'{FORM}.fi.pdf')))
    ink = Image.new('L', page.size, 0)
    for box in boxes:
        if box.key in ('arvosana__2', 'arvosana__4'):
            hand.mark(ink, box.place, 'cross')
    path = os.path.join(work, 'both.png')
    hand.put(page, ink).save(path)
    form = measure.read(reader, site, [path])[0]['forms'][0]
    doubts = sorted(doubt['field'] for doubt in form['doubts'])
    tally.check(doubts == ['arvosana__2', 'arvosana__4'] and 'arvosana' not in form['answers'], 'two marks are a doubt', form)
    tally.check(all(doubt['picture'] > 500 for doubt in form['doubts']), 'with a cut-out of each', form)


def check_cells(tally, reader, site, downloads, work):
    """Circles in the cells of a table: one is an answer, two are a doubt of their row."""
    path, found = os.path.join(downloads, 'arviointikriteerit.fi.pdf'), os.path.join(work, 'cells.png')
    hand = hands.Hand(random.Random(8), measure.DOTS)
    for page, (boxes, _) in zip(measure.render(path, work), measure.pages_of(path)):
        marked = [box for box in boxes if box.key in ('pisteet__1__pisteet__3', 'pisteet__2__pisteet__1', 'pisteet__2__pisteet__4')]
        if marked:
            ink = Image.new('L', page.size, 0)
            for box in marked:
                hand.mark(ink, box.place, 'cross')
            hand.put(page, ink).save(found)
    form = measure.read(reader, site, [found])[0]['forms'][0]
    tally.check(form['answers'].get('pisteet') == [{'pisteet': 3}], 'a circle in a cell is read', form['answers'])
    doubts = sorted(doubt['field'] for doubt in form['doubts'])
    tally.check(doubts == ['pisteet__2__pisteet__1', 'pisteet__2__pisteet__4'], 'two in a cell are a doubt', doubts)
    out = os.path.join(work, 'cells.html')
    subprocess.run([reader, site, '--review', out, '0', found], check=True, capture_output=True)
    with open(out, encoding='utf-8') as file:
        page = file.read()
    tally.check(page.count('"kind":"score"') == 2 and page.count('"row":2') == 2 and '"pages":' in page and '"missing":' in page,
                'the review page asks for them by row, and tells which pages are missing')


def check_versions(tally, reader, site, work, page):
    """The form has changed since it was printed: its structure, or words that move its fields."""
    path = os.path.join(work, 'old.png')
    page.save(path)
    for what, old, new in (('structure', 'version: 1', 'version: 2'), ('words', 'summary: ', 'summary: Sanoja '  + 'lisää ' * 60)):
        changed = os.path.join(work, 'changed-' + what)
        forms.make_site(changed, [FORM], lambda text: text.replace(old, new, 1))
        told = measure.read(reader, changed, [path])
        tally.check(names(told) == ['scan-other-version'], f'a page of another version is not read: {what}', told)
        shutil.rmtree(changed)
    told = measure.read(reader, forms.make_site(os.path.join(work, 'without'), ['idea']), [path])
    tally.check(names(told) == ['scan-page-unknown'], 'nor a form that the site does not have', told)


def check_review(tally, reader, site, work):
    """The page to decide on holds what there is to decide, and lets nothing out."""
    out = os.path.join(work, 'review.html')
    subprocess.run([reader, site, '--review', out, '1', os.path.join(work, 'both.png')], check=True, capture_output=True)
    with open(out, encoding='utf-8') as file:
        page = file.read()
    tally.check("default-src 'none'" in page and 'lang="sv"' in page and page.count('"option_label"') == 2,
                'the review page shows both marks')
    tally.check('http:' not in page and 'https:' not in page, 'and nothing on it leads out')


def check_strange(tally, reader, program, site, downloads, work):
    pages = measure.render(os.path.join(downloads, f'{FORM}.fi.pdf'), work)
    check_broken(tally, reader, site, work, pages[0])
    check_people(tally, reader, site, work, pages)
    check_two_marks(tally, reader, site, work, pages[0])
    check_cells(tally, reader, site, downloads, work)
    check_versions(tally, reader, site, work, pages[0])
    check_review(tally, reader, site, work)
