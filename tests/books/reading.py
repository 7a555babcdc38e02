"""A printed book as the tests see it: its pages, the words on them and where they stand, links, bookmarks, fields."""
import re
import subprocess
from html import unescape

import pikepdf

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
SOFT_HYPHEN = '\u00ad'


class Word:
    def __init__(self, box, said):
        self.left, self.top, self.right, self.bottom = map(float, box)
        self.said = unescape(said)

    @property
    def middle(self):
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Link:
    """A link; [target]: the number of the page it leads to, [address]: where it leads outside the book."""

    def __init__(self, box, target, address, name):
        self.box, self.target, self.address, self.name = box, target, address, name

    def holds(self, word):
        x, y = word.middle
        left, top, right, bottom = self.box
        return left <= x <= right and top <= y <= bottom


class Page:
    def __init__(self, number, width, height, words):
        self.number, self.width, self.height, self.words = number, width, height, words
        self.links, self.widgets = [], []

    @property
    def text(self):
        return ' '.join(word.said for word in self.words)

    def lines(self):
        """The words as lines, from top to bottom; a word belongs to the line in which its middle stands."""
        found = []
        for word in sorted(self.words, key=lambda w: (w.middle[1], w.left)):
            if found and found[-1][0].top < word.middle[1] < found[-1][0].bottom:
                found[-1].append(word)
            else:
                found.append([word])
        return [sorted(line, key=lambda w: w.left) for line in found]


class Bookmark:
    def __init__(self, level, title, target):
        self.level, self.title, self.target = level, title, target


def words_of(path, *options):
    """[(width, height, [Word])] of every page."""
    shown = subprocess.run(['pdftotext', '-raw', '-bbox', *options, path, '-'], capture_output=True, check=True).stdout
    return [(float(width), float(height), [Word(found[:4], found[4]) for found in WORD.findall(inside)])
            for width, height, inside in PAGE.findall(shown.decode('utf-8', 'replace'))]


def text_of_area(path, page, x, width, height):
    """The text of an area that reaches from the top of a page to its foot, as one line."""
    shown = subprocess.run(['pdftotext', '-raw', '-f', str(page), '-l', str(page), '-x', str(x), '-y', '0', '-W', str(width),
                            '-H', str(height), path, '-'], capture_output=True, check=True).stdout
    return ' '.join(shown.decode('utf-8', 'replace').split())


class Book:
    def __init__(self, path):
        self.path = path
        self.file = pikepdf.open(path)
        self.root = self.file.Root
        self.numbers = {page.obj.objgen: i + 1 for i, page in enumerate(self.file.pages)}
        self.pages = [Page(i + 1, *found) for i, found in enumerate(words_of(path))]
        self.broken = []                # destinations that lead nowhere
        for page, shown in zip(self.file.pages, self.pages):
            for annotation in page.obj.get('/Annots', []):
                self.read_annotation(annotation, shown)
        self.bookmarks = list(self.read_bookmarks())
        self.fields = list(self.read_fields())      # (whole name, how many boxes it has)

    def target(self, destination, what):
        """The number of the page a destination names; None, and noted, where there is none."""
        page = destination[0] if isinstance(destination, pikepdf.Array) and len(destination) else None
        number = self.numbers.get(page.objgen) if isinstance(page, pikepdf.Object) else None
        if number is None:
            self.broken.append(what)
        return number

    def read_annotation(self, annotation, page):
        left, bottom, right, top = (float(side) for side in annotation.Rect)
        box = (left, page.height - top, right, page.height - bottom)
        if annotation.Subtype == '/Widget':
            page.widgets.append((str(annotation.get('/TU', '')), box))
        elif annotation.Subtype == '/Link':
            name = str(annotation.get('/Contents', ''))
            action = annotation.get('/A', pikepdf.Dictionary())
            address = str(action.URI) if action.get('/S') == '/URI' else None
            target = None
            if address is None:
                target = self.target(annotation.get('/Dest', action.get('/D')), f'page {page.number}: {name}')
            page.links.append(Link(box, target, address, name))

    def read_bookmarks(self):
        above = self.root.get('/Outlines')
        waiting = [(above.get('/First'), 1)] if above is not None else []
        while waiting:
            entry, level = waiting.pop()
            if entry is None:
                continue
            action = entry.get('/A', pikepdf.Dictionary())
            title = str(entry.Title)
            yield Bookmark(level, title, self.target(entry.get('/Dest', action.get('/D')), f'bookmark {title}'))
            waiting += [(entry.get('/Next'), level), (entry.get('/First'), level + 1)]

    def read_fields(self):
        waiting = [(entry, '') for entry in self.root.get('/AcroForm', pikepdf.Dictionary()).get('/Fields', [])]
        while waiting:
            entry, above = waiting.pop()
            name = above + str(entry.get('/T', ''))
            kids = list(entry.get('/Kids', []))
            if any('/T' in kid for kid in kids):
                waiting += [(kid, name + '.') for kid in kids]
            else:
                yield name, len(kids) or 1


def said(text):
    """Words without what hyphenation and spaces of print add."""
    return ' '.join(text.replace(SOFT_HYPHEN, '').replace('\u00a0', ' ').split())
