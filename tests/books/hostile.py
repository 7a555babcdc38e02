"""Sites that are hard to print, and sites that must not be published at all."""
import filecmp
import os
import re
import resource
import shutil
import subprocess

import make
from booklet import check_booklet
from published import check_book
from reading import Book, said

SECONDS = 300                   # on a busy machine
PROCESSOR_SECONDS = 60

# What is said of the right site, each line once.
WARNINGS = '''\
digitori.yaml:14:19: warning: nothing matches: no page is chosen by this line of 'include': correct it or delete it
digitori.yaml:19:19: warning: nothing matches: no page is chosen by this line of 'include': correct it or delete it
'''
ERRORS = '''\
content/fi/sivut/aasia.md:4:10: error: a character that no font for print has: '漢字' cannot be printed: write it in words
content/fi/sivut/aasia.md:6:32: error: a character that no font for print has: 'かな' cannot be printed: write it in words
content/fi/sivut/kuvio.md:10:9: error: a character that no font for print has: '漢' cannot be printed: write it in words
content/fi/sivut/syva.md:68:1: error: the text is too complicated: more than 32 quotes or lists inside one another; use fewer levels
content/fi/sivut/viat.md:4:1: error: there is no such image: 'content/fi/sivut/ei-ole.png': there is no such file
content/fi/sivut/viat.md:6:1: error: the image is of a type that cannot be published: 'ohjelma.svg': save the picture as PNG, JPEG or WebP
content/fi/sivut/viat.md:8:1: error: the link's heading is not on that page: '#ei-ole' is not in content/fi/sivut/aasia.md
content/fi/sivut/viat.md:8:35: error: the link leads nowhere: 'ei-ole.md': there is no page content/fi/sivut/ei-ole.md
content/fi/sivut/viat.md:10:1: error: the image cannot be published: 'katkennut.png': the end of the file is missing; copy the picture here again
content/fi/sivut/viat.md:12:1: error: the image cannot be published: 'suuri.jpg': a picture may have 40 MiB, 50 million pixels and 30,000 pixels a side; make it smaller
digitori.yaml:15:5: error: the book holds no pages: 'tyhja': no page in its languages matches its 'include'
'''


def publish(command, site, out, workers, variables):
    """(status, what was said); 'late' when it does not end."""
    environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'SOURCE_DATE_EPOCH': '1795305600', **variables}
    try:
        done = subprocess.run([*command, 'build', site, '-o', out, '-j', str(workers), '--quiet'], env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return 'late', ''
    return done.returncode, done.stderr.decode('utf-8', 'replace')


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def check_hard(tally, program, work):
    """Checks the books of a right site, however odd; name -> path."""
    site, out = make.make_hard(os.path.join(work, 'hard')), os.path.join(work, 'hard-out')
    before = processor_seconds()
    status, told = publish([program], site, out, 2, {})
    spent = processor_seconds() - before
    tally.check(spent < PROCESSOR_SECONDS, 'hard pages: printed in bounded time', f'{spent:.0f} s')
    tally.check(told == WARNINGS, 'hard pages: what is said of them', told)
    if not tally.check(status == 0, 'hard pages: they are printed', f'{status}: {told}'):
        return {}
    downloads = os.path.join(out, 'downloads')
    books = {name: Book(os.path.join(downloads, f'{name}.fi.pdf')) for name in ('kova', 'sivulliset', 'vihko', 'otsake')}
    titles = {'kova': 'Kovat sivut', 'sivulliset': 'Sivullisten kirja', 'vihko': 'Vihko', 'otsake': make.LONG_TITLE}
    for name, book in books.items():
        check_book(tally, book.path, book, 'fi', titles[name])
    check_booklet(tally, 'vihko', books['vihko'], os.path.join(downloads, 'vihko-booklet.fi.pdf'))
    check_texts(tally, books['kova'])
    check_notes(tally, books['kova'])
    check_sharing(tally, books)

    again = os.path.join(work, 'hard-again')
    status, _ = publish([program], site, again, 1, {'TZ': 'Pacific/Kiritimati', 'LC_ALL': 'C', 'HOME': '/nowhere'})
    names = sorted(os.listdir(downloads))
    same = status == 0 and sorted(os.listdir(os.path.join(again, 'downloads'))) == names
    wrong = [name for name in names if same and not filecmp.cmp(os.path.join(downloads, name),
                                                                os.path.join(again, 'downloads', name), shallow=False)]
    tally.check(same and not wrong, 'hard pages: the same bytes with one worker, in another time zone', str(wrong))
    return {name: book.path for name, book in books.items()}


# ---- What is on the pages

def body_words(page):
    """The words of a page without head and foot."""
    lines = page.lines()
    return [word.said for line in lines[1:-1] for word in line]


def check_texts(tally, book):
    pages = [body_words(page) for page in book.pages]
    words = [word for page in pages for word in page]
    whole = re.sub(r'[\s\u00ad-]', '', ''.join(words))
    tally.check(make.LONG_WORD in whole, 'a word of 3,000 letters is printed whole')
    rows = [word for word in words if re.fullmatch(r'r\d+s2', word)]
    tally.check(rows == [f'r{n}s2' for n in range(1, make.ROWS + 1)], f'{make.ROWS} rows are printed once each, in order',
                f'{len(rows)} rows')
    wide = [word for word in words if re.fullmatch(r'w\d+s\d+', word) and not word.endswith('s1')]
    tally.check(sorted(wide) == sorted(f'w{r}s{c}' for r in range(1, make.WIDE_ROWS + 1) for c in range(2, make.COLUMNS + 1)),
                f'the cells of {make.COLUMNS} columns are printed once each, whole', f'{len(wide)} cells')
    bare = [page.number for page in book.pages if any(re.fullmatch(r'r\d+s2', word) for word in body_words(page))
            and 'Sarake 2' not in said(page.text)]
    tally.check(not bare, 'the table has its head on every page', str(bare))
    code = re.findall(r'\brivi (\d+)\b', ' '.join(words))
    tally.check(code == [str(n) for n in range(1, make.CODE_LINES + 1)], f'{make.CODE_LINES} lines of code are printed',
                f'{len(code)} lines')
    tally.check(whole.count('x' * 50) >= 1 and whole.count('x') >= 2000, 'a line of code of 2,000 letters is printed whole')
    levels = re.findall(r'\bTaso (\d+)\b', ' '.join(words))
    tally.check(levels == [str(n) for n in range(1, make.LEVELS + 1)], f'{make.LEVELS} levels are printed', str(levels))
    for shown in ('Viimeinen, jota ei mikään seuraa', 'Kuvien jälkeen.',
                  'Aivan lopussa', 'Привет.'):
        tally.check(shown in said(' '.join(words)), f'it is printed: {shown}')
    for shown in ('السلام', 'שלום'):
        # Its letters in the order of reading; their places on the page run the other way.
        tally.check(any(shown in page.text.replace(' ', '') for page in book.pages), f'it is printed: {shown}')


def check_notes(tally, book):
    """Footnotes stand on the page of their call; the call is a small number behind its word."""
    calls, notes = {}, {}
    for page in book.pages:
        # "Väite12" and the call 12 behind it are one word to poppler.
        calls.update((int(n), page.number) for n in re.findall(r'Väite(\d+?)\1\.', page.text.replace(' ', '')))
        notes.update((int(n), page.number) for n in re.findall(r'Selitys(\d+)\.', page.text))
    tally.check(len(notes) == make.NOTES and notes == calls, f'{make.NOTES} footnotes stand on the page of their call',
                f'{len(calls)} calls, {len(notes)} notes')
    long = [int(n) for page in book.pages for n in re.findall(r'\bsana(\d+)\b', ' '.join(body_words(page)))]
    tally.check(long == list(range(1, make.NOTE_WORDS + 1)), 'a footnote longer than a page is printed whole', str(len(long)))


def check_sharing(tally, books):
    """A page that stands in several books: its links lead to pages of the same book, or to the web."""
    for name, inside in (('kova', {'Viitteitä', 'Otsikko lopussa'}), ('vihko', {'Viitteitä', 'Otsikko lopussa'}),
                         ('sivulliset', set())):
        links = {link.name: link for page in books[name].pages for link in page.links
                 if link.name in ('Viitteitä', 'Otsikko lopussa', 'pitkä')}
        wrong = [title for title, link in links.items() if (link.target is not None) != (title in inside)
                 or link.target is None and not link.address.startswith('https://kova.example/fi/sivut/')]
        tally.check(len(links) == 3 and not wrong, f'{name}: links to pages of other books lead to the web', str(wrong))


# ---- What must not be published

def check_wrong(tally, program, work):
    site, out = make.make_wrong(os.path.join(work, 'wrong')), os.path.join(work, 'wrong-out')
    status, told = publish([program], site, out, 2, {})
    tally.check(status == 2 and told == ERRORS, 'wrong pages: what is said of them', f'{status}\n{told}')
    tally.check(not os.path.exists(out), 'wrong pages: nothing is published')


def check_fonts(tally, program, work):
    """Fonts are taken away by covering their folder, in a file system of the command's own."""
    alone = ['unshare', '-m', 'sh', '-c', 'mount -t tmpfs none "$0" && exec "$@"']
    if shutil.which('unshare') is None or subprocess.run([*alone, '/mnt', 'true'], capture_output=True).returncode != 0:
        tally.leave_out('books without fonts: a file system of its own cannot be made')
        return
    site, out = os.path.join(work, 'hard'), os.path.join(work, 'bare-out')
    for folder, font in (('vollkorn', 'Vollkorn-Regular.ttf'), ('lato', 'Lato-Regular.ttf'), ('dejavu', 'DejaVuSans.ttf')):
        status, told = publish([*alone, f'/usr/share/fonts/truetype/{folder}', program], site, out, 2, {})
        failures = [line for line in told.split('\n') if line and ': warning: ' not in line]
        wanted = ("digitori: find the font (Debian packages fonts-lato, fonts-vollkorn, fonts-dejavu-core) "
                  f"'{font}': No such file or directory")
        tally.check(isinstance(status, int) and status > 0 and set(failures) == {wanted} and not os.path.exists(out),
                    f'without {folder}: one clear message', f'{status}\n{told}')
