"""Books harmed on purpose: the checks must see it."""
import os

import pikepdf
from pikepdf import Array, Dictionary, Name

from published import check_book
from reading import Book
from texts import check_texts, sources


class Count:
    """Stands in for a tally and tells nobody; [failed]: what failed, and how."""

    def __init__(self):
        self.failed = []

    def check(self, condition, name, detail=''):
        if not condition:
            self.failed.append((name, detail))
        return bool(condition)


def links(file, kind):
    for page in file.pages:
        for annotation in page.obj.get('/Annots', []):
            if annotation.get('/A', Dictionary()).get('/S') == kind:
                yield annotation


def contents_link(file):
    return next(link for link in links(file, '/GoTo') if str(link.Contents)[-1:].isdigit())


def text_link(file):
    return next(link for link in links(file, '/GoTo') if str(link.Contents) == 'Viitteitä')


def lead_elsewhere(link, file):
    link.A.D[0] = file.pages[1].obj


def lead_nowhere(file):
    text_link(file).A.D[0] = file.make_indirect(Dictionary(Type=Name.Page))


def make_script(file):
    file.Root.OpenAction = file.make_indirect(Dictionary(S=Name.JavaScript, JS='app.alert(1)'))


def change_address(file):
    next(links(file, '/URI')).A.URI = 'javascript:alert(1)'


def name_twice(file):
    fields = [field for field in file.Root.AcroForm.Fields]
    fields[1].T = fields[0].T


def drop_font(file):
    for thing in file.objects:
        if isinstance(thing, Dictionary) and '/FontFile2' in thing:
            del thing['/FontFile2']
            return


def crop(file):
    file.pages[3].mediabox = Array([0, 0, 200, 200])


def add_blank(file):
    file.add_blank_page(page_size=(419, 595))


def exchange(file):
    first, second = file.pages[4].obj, file.pages[6].obj
    first.Contents, second.Contents = second.Contents, first.Contents
    first.Resources, second.Resources = second.Resources, first.Resources


def cover_twice(file):
    """The words of a page stand on those of another."""
    first, second = file.pages[3], file.pages[4]
    first.contents_add(second.obj.Contents.read_bytes() if not isinstance(second.obj.Contents, Array) else b'')
    for kind, held in second.Resources.items():
        if kind in first.Resources and isinstance(held, Dictionary):
            for name, thing in held.items():
                if name not in first.Resources[kind]:
                    first.Resources[kind][name] = thing


def turn_bookmarks(file):
    first = file.Root.Outlines.First
    first.Dest, first.Next.Dest = first.Next.Dest, first.Dest


def drop_title(file):
    del file.docinfo['/Title']


HARMS = [
    ('a line of contents that leads elsewhere', lambda file: lead_elsewhere(contents_link(file), file), 'contents'),
    ('a link that leads elsewhere', lambda file: lead_elsewhere(text_link(file), file), 'numbers behind links'),
    ('a link that leads nowhere', lead_nowhere, 'lead to pages'),
    ('a script', make_script, 'no scripts'),
    ('an address of a script', change_address, 'links out'),
    ('two fields of one name', name_twice, 'a name of its own'),
    ('a font that is not there', drop_font, 'embedded'),
    ('a page cut', crop, 'outside its page'),
    ('a blank page at the end', add_blank, 'blank pages'),
    ('two pages exchanged', exchange, 'contents'),
    ('words on words', cover_twice, 'stand on each other'),
    ('bookmarks exchanged', turn_bookmarks, 'bookmarks'),
    ('another language', lambda file: file.Root.__setitem__('/Lang', pikepdf.String('sv')), 'language'),
    ('no title', drop_title, 'title'),
    ('no structure', lambda file: file.Root.__delitem__('/StructTreeRoot'), 'tagged'),
]


def failures_of(path):
    counted = Count()
    check_book(counted, path, Book(path), 'fi')
    return set(counted.failed)


def check_lost_text(tally, path, site):
    counted = Count()
    count = check_texts(counted, 'vihko', Book(path), sources(site, 'fi'))
    tally.check(count > 3 and not counted.failed, 'vihko: its texts are found', str(counted.failed))
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.pages[3].Contents = file.make_stream(b'')
        file.save(path)
    check_texts(counted, 'vihko', Book(path), sources(site, 'fi'))
    tally.check(bool(counted.failed), 'it is seen: a page without its text')


def check_blindness(tally, made, work):
    if 'vihko' not in made:
        return
    path = os.path.join(work, 'vihko.fi.pdf')
    with pikepdf.open(made['vihko']) as file:
        file.save(path)
    before = failures_of(path)
    check_lost_text(tally, path, os.path.join(work, 'hard'))
    for what, harm, wanted in HARMS:
        with pikepdf.open(made['vihko']) as file:
            harm(file)
            file.save(path)
        seen = failures_of(path) - before
        tally.check(any(wanted in name for name, _ in seen), f'it is seen: {what}',
                    ', '.join(sorted(name for name, _ in seen)))
