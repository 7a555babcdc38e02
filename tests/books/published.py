"""The rules that every printed book keeps, whatever it holds. What a tagged PDF must be, tests/pdf says."""
import os
import re
import subprocess

import pikepdf

from reading import said

# "(s. 12)", "(p. 12)": what a link within the book says behind its words.
PAGE_NUMBER = re.compile(r'\(?(?:(?:s|p)\.\u00a0?)?(\d+)\)')
ALLOWED_SCHEMES = ('https://', 'http://', 'mailto:', 'tel:')
NEAR = 1.0                      # points


def check_fonts(tally, name, path):
    shown = subprocess.run(['pdffonts', path], capture_output=True, text=True, check=True).stdout.split('\n')[2:]
    wrong = []
    for line in filter(None, shown):
        if 'Type 3' in line:
            wrong.append(line)
            continue
        # name, type, encoding, emb, sub, uni, object: the type has spaces
        flags = re.search(r'\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$', line)
        if flags is None or flags.groups()[:2] != ('yes', 'yes') or not re.match(r'[A-Z]{6}\+', line):
            wrong.append(line)
    tally.check(shown and not wrong, f'{name}: fonts are embedded as subsets', '\n'.join(wrong))


def check_harmless(tally, name, book):
    """No scripts, no actions but going to a page or an address, nothing attached."""
    wrong = [key for key in ('/OpenAction', '/AA') if key in book.root]
    for thing in book.file.objects:
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        wrong += [key for key in ('/JS', '/JavaScript', '/AA', '/EmbeddedFiles', '/XFA') if key in thing]
        kind = thing.get('/S')
        if kind in ('/JavaScript', '/Launch', '/SubmitForm', '/ImportData', '/GoToR', '/Rendition', '/Movie', '/Sound'):
            wrong.append(str(kind))
    tally.check(not wrong, f'{name}: no scripts and no actions', ', '.join(wrong[:5]))


def check_front(tally, name, book, language, title):
    lang = str(book.root.get('/Lang', ''))
    shown = str(book.file.docinfo.get('/Title', ''))
    preferences = book.root.get('/ViewerPreferences', pikepdf.Dictionary())
    tally.check(lang == language, f'{name}: its language', lang)
    tally.check(bool(shown) and (title is None or shown == title) and preferences.get('/DisplayDocTitle') is True,
                f'{name}: its title, which is shown', shown)
    first = said(book.pages[0].text)
    tally.check(said(shown) in first, f'{name}: the title stands on the cover', first[:200])
    root = book.root.get('/StructTreeRoot')
    tally.check(root is not None and '/K' in root and book.root.get('/MarkInfo', {}).get('/Marked') is True,
                f'{name}: it is tagged')


# ---- Links and page numbers

def printed_numbers(page):
    """(the link, the number printed behind its words), for every number that stands behind a link."""
    owners = [next((link for link in page.links if link.holds(word)), None) for word in page.words]
    last = None
    for i, word in enumerate(page.words):
        if owners[i] is not None:
            last = owners[i]
        found = PAGE_NUMBER.search(word.said)
        if found is None:
            continue
        before = page.words[i - 1].said if i else ''
        if '(' in word.said and re.search(r'\((?:s|p)\.', word.said) or re.search(r'\((?:s|p)\.$', before):
            yield last, int(found.group(1))


def is_contents_line(page, link):
    return re.search(r', \d+$', link.name) is not None and link.box[2] - link.box[0] > page.width / 2


def check_numbers(tally, name, book):
    wrong, count = [], 0
    for page in book.pages:
        for link, number in printed_numbers(page):
            count += 1
            if link is None or link.target != number:
                leads = 'no link' if link is None else f'{link.name!r} leads to {link.target or link.address}'
                wrong.append(f'page {page.number}: it says {number}, {leads}')
    tally.check(not wrong, f'{name}: {count} page numbers behind links are right', '\n'.join(wrong[:20]))
    return count


def squeezed(text):
    """Letters alone: lines may end within a word."""
    return re.sub(r'[\s\u00ad-]', '', text)


def check_contents(tally, name, book):
    """Lines of contents, of the book or of a part: the number at their end is the page they lead to, which holds the
    title; and they lead forward as long as they follow each other."""
    wrong, count = [], 0
    for page in book.pages:
        last = page.number
        for link in page.links:
            if link.target is None or not is_contents_line(page, link):
                continue
            count += 1
            title, _, number = link.name.rpartition(', ')
            inside = [word.said for word in page.words if link.holds(word)]
            if int(number) != link.target or not inside or inside[-1] != number:
                wrong.append(f'page {page.number}: {link.name!r} leads to {link.target}, printed {inside[-1:]}')
            if last > link.target > page.number:
                wrong.append(f'page {page.number}: {link.name!r} leads back')
            last = link.target
            if squeezed(title) not in squeezed(book.pages[link.target - 1].text):
                wrong.append(f'page {link.target} does not hold {title!r}')
    tally.check(not wrong, f'{name}: {count} lines of contents are right', '\n'.join(wrong[:20]))
    return count


def check_links(tally, name, book):
    tally.check(not book.broken, f'{name}: links and bookmarks lead to pages', '\n'.join(book.broken[:10]))
    links = [(page, link) for page in book.pages for link in page.links]
    wrong = [f'page {page.number}: {link.address}' for page, link in links
             if link.address is not None and not link.address.startswith(ALLOWED_SCHEMES)]
    tally.check(not wrong, f'{name}: links out are of the web, mail or telephone', '\n'.join(wrong[:10]))
    wrong = [f'page {page.number}: {link.name!r}' for page, link in links
             if not any(link.holds(word) for word in page.words)]
    tally.check(not wrong, f'{name}: every link has words', '\n'.join(wrong[:10]))


def check_bookmarks(tally, name, book):
    wrong, level, page = [], 0, 0
    for mark in book.bookmarks:
        if mark.level > level + 1:
            wrong.append(f'{mark.title!r} skips a level')
        if mark.target is not None and mark.target < page:
            wrong.append(f'{mark.title!r} leads back to {mark.target}')
        if not mark.title.strip():
            wrong.append(f'a bookmark to {mark.target} without a title')
        if mark.target and squeezed(mark.title) not in squeezed(book.pages[mark.target - 1].text):
            wrong.append(f'page {mark.target} does not hold {mark.title!r}')
        level, page = mark.level, mark.target or page
    tally.check(book.bookmarks and not wrong, f'{name}: {len(book.bookmarks)} bookmarks in order', '\n'.join(wrong[:10]))


# ---- Pages

def check_boxes(tally, name, book):
    wrong = []
    for page in book.pages:
        things = [(word.said, (word.left, word.top, word.right, word.bottom)) for word in page.words]
        things += [(link.name, link.box) for link in page.links] + page.widgets
        for what, (left, top, right, bottom) in things:
            if left < -NEAR or top < -NEAR or right > page.width + NEAR or bottom > page.height + NEAR:
                wrong.append(f'page {page.number}: {what!r}')
    tally.check(not wrong, f'{name}: nothing stands outside its page', '\n'.join(wrong[:10]))


def overlaps(first, second):
    """Whether two words stand on each other by a good part; letters that are set close, as "//", may touch."""
    width = min(first.right, second.right) - max(first.left, second.left)
    height = min(first.bottom, second.bottom) - max(first.top, second.top)
    return width > 4 and height > 0.5 * min(first.bottom - first.top, second.bottom - second.top)


def check_collisions(tally, name, book):
    wrong = []
    for page in book.pages:
        lines = page.lines()
        for line in lines:
            wrong += [f'page {page.number}: {a.said!r} and {b.said!r}' for a, b in zip(line, line[1:]) if overlaps(a, b)]
    tally.check(not wrong, f'{name}: no words stand on each other', '\n'.join(wrong[:10]))


def is_blank(page):
    return not page.words and not page.widgets


def edge_words(page):
    """What stands above and below the text: the running head, and the foot with the page number."""
    lines = page.lines()
    return (said(' '.join(w.said for w in lines[0])), said(' '.join(w.said for w in lines[-1]))) if lines else ('', '')


def check_size(tally, name, book, told):
    """[told]: how many pages the downloads page says the book has, or None."""
    count = len(book.pages)
    tally.check(3 <= count <= 1000, f'{name}: its size', f'{count} pages')
    if told is not None:
        tally.check(told == count, f'{name}: {count} pages, as the downloads page says', str(told))


def chapters_of(book, number):
    """Titles of the chapters that are open or begin on a page."""
    marks = [mark for mark in book.bookmarks if mark.target and mark.level <= 2]
    for i, mark in enumerate(marks):
        end = next((m.target for m in marks[i + 1:] if m.level <= mark.level), len(book.pages))
        if mark.target <= number <= end:
            yield said(mark.title)


def is_leaf(book, page):
    """The page that begins a part: nothing but its title, and what it holds."""
    return any(mark.level == 1 and mark.target == page.number for mark in book.bookmarks)


def check_pages(tally, name, book, has_cards=False):
    """A blank page is one before a chapter or part that begins on the other side of the leaf. All others have head
    and number, but for cover, colophon, the leaves of parts, and cards."""
    begun = {mark.target for mark in book.bookmarks if mark.level <= 2}
    blank = [page.number for page in book.pages if is_blank(page)]
    wrong = [number for number in blank if number + 1 not in begun or number + 1 in blank]
    tally.check(not wrong and not is_blank(book.pages[0]), f'{name}: blank pages stand before a chapter', str(wrong))
    title = said(str(book.file.docinfo.get('/Title', '')))
    wrong = []
    for page in book.pages[2:]:
        if is_blank(page):
            continue
        head, foot = edge_words(page)
        numbered = str(page.number) in (foot.split()[0], foot.split()[-1])
        if not numbered and not has_cards and not is_leaf(book, page):
            wrong.append(f'page {page.number} has no number: {foot!r}')
        elif numbered and not is_head(head, title, list(chapters_of(book, page.number))):
            wrong.append(f'page {page.number} has the head {head!r}')
    tally.check(not wrong, f'{name}: running heads and page numbers', '\n'.join(wrong[:20]))


def is_head(head, title, chapters):
    """The book's title, a chapter's, or both; what is too long ends in an ellipsis."""
    wanted = [title, *chapters, *(f'{title} {chapter}' for chapter in chapters)]
    return head in wanted or head.endswith('…') and any(one.startswith(head[:-1].rstrip()) for one in wanted)


def check_fields(tally, name, book):
    """Each field has a name of its own, and each of its boxes stands on a page."""
    names = [field for field, _ in book.fields]
    twice = sorted({field for field in names if names.count(field) > 1})
    placed = sum(len(page.widgets) for page in book.pages)
    listed = sum(widgets for _, widgets in book.fields)
    tally.check(all(names) and not twice and placed == listed, f'{name}: {len(names)} fields, each with a name of its own',
                f'{placed} boxes on pages, {listed} in fields; twice: {", ".join(twice[:10])}')


def check_book(tally, path, book, language, title=None, told=None, has_cards=False):
    name = os.path.basename(path)
    check_size(tally, name, book, told)
    check_fonts(tally, name, path)
    check_harmless(tally, name, book)
    check_front(tally, name, book, language, title)
    check_contents(tally, name, book)
    check_numbers(tally, name, book)
    check_links(tally, name, book)
    check_bookmarks(tally, name, book)
    check_boxes(tally, name, book)
    check_collisions(tally, name, book)
    check_pages(tally, name, book, has_cards)
    check_fields(tally, name, book)
