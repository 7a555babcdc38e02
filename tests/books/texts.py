"""Whether a book says what its pages say: the sentences of the Markdown files, in the pages of their chapter."""
import os
import re

import yaml

from published import squeezed
from reading import said

FRONT_MATTER = re.compile(r'\A---\n(.*?)\n---\n(.*)', re.S)
# Blocks of code, lists of definitions, tables and notes are printed in ways of their own.
PLAIN_PARAGRAPH = re.compile(r'[A-ZÅÄÖ][^\n|]*(?:\n[^\n|]+)*')
# What print changes: marks, links with their addresses and pages, terms.
MARKED = re.compile(r'[\[\]`*_<>^"\\]|\.\.\.|--|://')


def sources(site, language):
    """title -> the plain sentences of each page with that title, of every page of a language"""
    found = {}
    for parent, _, names in os.walk(os.path.join(site, 'content', language)):
        for name in sorted(names):
            if not name.endswith('.md'):
                continue
            with open(os.path.join(parent, name), encoding='utf-8') as file:
                parts = FRONT_MATTER.match(file.read())
            title = str(yaml.safe_load(parts.group(1)).get('title', ''))
            body = re.sub(r'^(```|~~~).*?^\1', '', parts.group(2), flags=re.M | re.S)
            found.setdefault(said(title), []).append(list(sentences_of(body)))
    return found


def sentences_of(body):
    for block in re.split(r'\n\s*\n', body):
        if PLAIN_PARAGRAPH.fullmatch(block.strip()):
            yield from (part for part in re.split(r'(?<=[.?!])\s+', ' '.join(block.split())) if not MARKED.search(part))


def text_of_pages(book, first, last):
    """What stands on the pages, without heads and feet, in the order in which it was put."""
    shown = []
    for page in book.pages[first - 1:last]:
        lines = page.lines()
        edges = {id(word) for line in (lines[:1] + lines[-1:] if len(lines) > 2 else []) for word in line}
        # A page that begins a chapter may have its text where others have the head.
        keep = edges if page.number > first else {id(word) for line in lines[-1:] for word in line}
        shown += [word.said for word in page.words if id(word) not in keep]
    return squeezed(''.join(shown))


def check_texts(tally, name, book, known):
    """[known]: of sources()"""
    count, wrong = 0, []
    marks = [mark for mark in book.bookmarks if mark.target]
    for i, mark in enumerate(marks):
        pages = known.get(said(mark.title))
        above = next((before for before in reversed(marks[:i]) if before.level < mark.level), None)
        # The cover may have the title of the foreword, and a heading of a chapter that of another page.
        if not pages or mark.level > 2 or mark.target == 1 or above and said(above.title) in known:
            continue
        last = next((after.target for after in marks[i + 1:] if after.level <= mark.level), len(book.pages))
        shown = text_of_pages(book, mark.target, last)
        # A role and a method may have one name: it is the page that says most of this.
        missing = min(([s for s in sentences if squeezed(s) not in shown] for sentences in pages), key=len)
        count += max(len(sentences) for sentences in pages)
        wrong += [f'page {mark.target}, {mark.title!r}: {sentence}' for sentence in missing]
    tally.check(not wrong, f'{name}: {count} sentences stand in their chapters', '\n'.join(wrong[:10]))
    return count
