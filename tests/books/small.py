"""A small site with a book of each sort of part: what stands on every page, in which order."""
import os
import subprocess

import pikepdf

from booklet import check_backs

SITE = {
    'digitori.yaml': '''\
title: Pikkutori
languages: [fi]
base_url: https://pikku.example/
publisher: {name: Pikkukunta}
books:
  - id: luvut
    title: Lukujen kirja
    subtitle: Pieni mutta täysi
    version: '2.0'
    foreword: alku
    glossary: true
    parts:
      - {title: Alkuosa, summary: Mistä lähdetään., include: [luvut/*]}
      - {title: Lyhyet, include: [{kind: faq}]}
  - id: vihko
    title: Vihko
    notes: 1
    outputs: [pdf]
    parts:
      - {title: Polku, show: path, view: {kind: phase}}
      - {title: '', include: [{kind: phase}]}
      - {title: Kuka milloin, show: matrix, view: {kind: role, columns: phases}}
      - {title: Listat, show: checklists, include: [{kind: checklist}]}
  - id: tapaukset
    title: Tapaukset
    foreword: alku
    outputs: [pdf]
    parts: [{title: '', show: cases, include: [{kind: case}]}]
  - id: viitteet
    title: Viitteet
    sides: single
    outputs: [pdf]
    parts: [{title: '', include: [viitteet/*]}]
  - id: kortit
    title: Kortit
    foreword: kortit
    sides: single
    booklet: true
    contents: false
    outputs: [pdf]
    parts: [{title: '', show: cards, include: [{kind: role}]}]
''',
    'themes/digitori/print.yaml': 'print_addresses: false\nlogo: vaakuna.svg\n',
    'content/vaakuna.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>\n',
    'content/fi/index.md': '---\ntitle: Etusivu\n---\nTeksti.\n',
    'content/fi/alku.md': '---\ntitle: Alkusanat\n---\nTervetuloa lukemaan.\n',
    'content/fi/kortit.md': '---\ntitle: Kortit\n---\nLeikkaa irti.\n',
    'content/fi/luvut/eka.md': '---\ntitle: Ensimmäinen luku\nsummary: Mistä on kyse.\nprint: {start: page}\n---\n\n'
                               'Katso [toinen](toka.md) ja sen [loppu](toka.md#lopuksi) sekä [verkko](https://muualla.example/sivu).\n',
    'content/fi/luvut/toka.md': '---\ntitle: Toinen luku\nprint: {start: page, lines: 3}\n---\n\nTekstiä.\n\n```diagram\ntype: steps\ntitle: Kaksi askelta\nsource: Tori\n\n'
                              '1. Tarve: kenen\n2. Idea\n2 -> 1: ellei toimi\n```\n\n## Lopuksi\n\nValmista.\n',
    'content/fi/ukk/a.md': '---\ntitle: Kuka saa?\nkind: faq\ngroup: start\n---\nKaikki saavat.\n',
    'content/fi/ukk/b.md': '---\ntitle: Milloin voi?\nkind: faq\ngroup: start\n---\nAina voi.\n',
    'content/fi/sanasto/tori.md': '---\ntitle: tori\nkind: term\ndefinition: Paikka kohdata.\nsynonyms: [markkinat]\n---\n',
    'content/fi/vaiheet/yksi.md': '---\ntitle: Tarpeen vaihe\nkind: phase\nnumber: 1\nshort: Tarve\nquestion: Mitä kaivataan?\n'
                                  'tasks: [Kysykää]\n---\nEnsin kysytään.\n',
    'content/fi/vaiheet/kaksi.md': '---\ntitle: Tekemisen vaihe\nkind: phase\nnumber: 2\nshort: Teko\nquestion: Mitä tehdään?\n'
                                   'tasks: [Tehkää]\nprint: {start: page}\n---\nSitten tehdään.\n',
    'content/fi/roolit/auttaja.md': '---\ntitle: Auttaja\nkind: role\nsummary: Auttaa muita.\nphases: [vaiheet/kaksi]\n'
                                    'tasks: [Kantaa, Nostaa]\nwithout: Kukaan ei kanna.\n---\nTeksti.\n',
    'content/fi/roolit/opastaja.md': '---\ntitle: Opastaja\nkind: role\nsummary: Näyttää tien.\ntasks: [Kävelee]\n---\n',
    'content/fi/listat/lista.md': '---\ntitle: Muistilista\nkind: checklist\nsummary: Ennen lähtöä.\n---\n\nKäy läpi.\n\n'
                                  '## Mukaan\n\n- [ ] Kartta\n- [ ] Eväät\n',
    'content/fi/tapaukset/silta.md': '---\ntitle: Silta\nkind: case\nsummary: Silta yhdessä.\nmunicipality: Pikkukunta\n'
                                     'topic: brand\naim: Ylittää joki.\nfigures: [{value: "12 m", label: siltaa}]\n'
                                     'lessons: [Mittaa ensin]\nquestions: [Mikä on meidän jokemme?, Kuka rakentaa?]\n---\n\n'
                                     '## Näin tehtiin\n\nRakennettiin.\n',
    'content/fi/viitteet/keskus.md': '---\ntitle: A keskus\nweight: 1\nrelated: [viitteet/b, viitteet/c, viitteet/d, viitteet/e, viitteet/f]\n'
                                     '---\nTästä haarautuu.\n',
    **{f'content/fi/viitteet/{letter}.md': f'---\ntitle: Sivu {letter}\nweight: 2\nrelated: [viitteet/keskus]\nprint: {{start: page}}\n---\nTeksti.\n'
       for letter in 'bcdef'},
}

# What stands on the pages, from page 1; None: an empty page.
PAGES = {
    'luvut': [
        ['Pikkutori', 'Lukujen kirja', 'Pieni mutta täysi', 'Pikkukunta', 'Versio 2.0'],
        ['Lukujen kirja', 'Julkaisija: Pikkukunta', 'Versio: 2.0'],
        ['Sisällys', 'Alkusanat', '4', 'Alkuosa', '5', 'Ensimmäinen luku', '6', 'Toinen luku', '7', 'Lyhyet', '9',
         'Kuka saa?', '10', 'Milloin voi?', '10', 'Sanasto', '11'],
        ['Alkusanat', 'Tervetuloa lukemaan.'],
        ['1', 'Alkuosa', 'Mistä lähdetään.', 'Ensimmäinen luku', '6', 'Toinen luku', '7'],
        ['Lukujen kirja', 'Ensimmäinen luku', 'Mistä on kyse.', 'toinen (s. 7)', 'loppu (s. 7)', 'verkko.'],
        ['Toinen luku', 'Tekstiä.', 'Kaksi askelta. Lähde: Tori', 'Lopuksi', 'Valmista.', 'Muistiinpanoja'],
        None,
        ['2', 'Lyhyet', 'Kuka saa?', '10', 'Milloin voi?', '10'],
        ['Lukujen kirja', 'Kuka saa?', 'Kaikki saavat.', 'Milloin voi?', 'Aina voi.'],
        ['Sanasto', 'tori', 'Paikka kohdata.', 'markkinat'],
    ],
    'vihko': [
        ['Vihko'],
        ['Vihko'],
        ['Sisällys', 'Polku', '4', 'Tarpeen vaihe', '5', 'Tekemisen vaihe', '6', 'Kuka milloin', '7', 'Listat', '9',
         'Muistilista', '10', 'Muistiinpanoja', '11'],
        ['Polku', '1', 'Tarve', 'Mitä kaivataan?', '5', '2', 'Teko', 'Mitä tehdään?', '6'],
        ['Tarpeen vaihe', 'Vaiheen kysymys: Mitä kaivataan?', 'Kysykää', 'Ensin kysytään.'],
        ['Tekemisen vaihe', 'Tehkää', 'Sitten tehdään.'],
        ['Kuka milloin', 'Tarpeen vaihe, s. 5', 'Tekemisen vaihe, s. 6', 'Auttaja', '✓'],
        ['Muistiinpanoja'],
        ['1', 'Listat'],
        ['Muistilista', 'Ennen lähtöä.', 'Käy läpi.', 'Mukaan', 'Tekijä', 'Kartta', 'Eväät'],
        ['Muistiinpanoja'],
    ],
    'tapaukset': [
        ['Tapaukset'],
        ['Tapaukset'],
        ['Sisällys', 'Silta', '4', 'Alkusanat', 'Tervetuloa lukemaan.'],
        ['Silta', 'Silta yhdessä.', 'Ylittää joki.', '12 m', 'siltaa', 'Näin tehtiin', 'Rakennettiin.', 'Mittaa ensin',
         'Muistiinpanoja'],
        ['Mietitään yhdessä', '1', 'Mikä on meidän jokemme?', '2', 'Kuka rakentaa?', 'Ensimmäinen askel', 'Mitä tehdään'],
    ],
    'viitteet': [       # many as an index, the first column and then the second; one in a line
        ['Viitteet'],
        ['Viitteet'],
        ['Sisällys'],
        ['A keskus', 'Tästä haarautuu.', 'Katso myös Sivu b 5 Sivu c 6 Sivu d 7 Sivu e 8 Sivu f 9'],
        *[[f'Sivu {letter}', 'Katso myös: A keskus (s. 4)'] for letter in 'bcdef'],
    ],
    'kortit': [
        ['Kortit'],
        ['Lukijalle', 'Leikkaa irti.', 'Julkaisija: Pikkukunta'],
        ['Auttaja', 'Auttaa muita.', 'Kukaan ei kanna.', 'Opastaja', 'Näyttää tien.', 'Oma kortti'],
        ['Opastaja', 'Kävelee', 'Auttaja', 'Kantaa', 'Nostaa'],
    ],
}


DIAGRAM = 'Kaksi askelta. 1. Tarve: kenen. 2. Idea. Takaisin kohtaan 1, Tarve: ellei toimi.'


def write_site(folder):
    for path, contents in SITE.items():
        whole = os.path.join(folder, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, 'w', encoding='utf-8') as file:
            file.write(contents)
    return folder


def pages_of(path):
    shown = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, check=True).stdout.decode('utf-8')
    return [' '.join(page.split()) for page in shown.split('\f')[:-1]]


def alternatives(path):
    """What stands for the pictures."""
    with pikepdf.open(path) as pdf:
        return [str(entry.Alt) for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and '/Alt' in entry]


def missing(page, wanted):
    """The first of the phrases that does not follow the ones before it."""
    at = 0
    for phrase in wanted:
        found = page.find(phrase, at)
        if found < 0:
            return phrase
        at = found + len(phrase)
    return None


def check_small(tally, program, work):
    site, out = write_site(os.path.join(work, 'small')), os.path.join(work, 'small-out')
    environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'SOURCE_DATE_EPOCH': '1795305600'}
    done = subprocess.run([program, 'build', site, '-o', out, '--quiet'], env=environment, capture_output=True, text=True)
    if not tally.check(done.returncode == 0 and not done.stderr, 'small site: it is published', done.stderr):
        return
    for book, wanted in PAGES.items():
        pages = pages_of(os.path.join(out, 'downloads', f'{book}.fi.pdf'))
        tally.check(len(pages) == len(wanted), f'{book}: {len(wanted)} pages', f'{len(pages)} pages')
        for number, (page, phrases) in enumerate(zip(pages, wanted), 1):
            absent = page if phrases is None else missing(page, phrases)
            tally.check(not absent, f'{book}: page {number}', f'{absent!r} is not where it should be in: {page}')
    check_backs(tally, 'kortit', os.path.join(out, 'downloads', 'kortit-booklet.fi.pdf'), ['Auttaja', 'Opastaja'])
    whole = ' '.join(pages_of(os.path.join(out, 'downloads', 'luvut.fi.pdf')))
    told = alternatives(os.path.join(out, 'downloads', 'luvut.fi.pdf'))
    tally.check(DIAGRAM in told, 'luvut: a diagram is told in words', '\n'.join(told))
    tally.check('muualla.example' not in whole, "luvut: the theme's print.yaml keeps addresses away")


if __name__ == '__main__':
    import sys
    import tempfile
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lib'))
    from tally import Tally
    counted = Tally()
    with tempfile.TemporaryDirectory(prefix='digitori-small-') as folder:
        check_small(counted, os.path.abspath(sys.argv[1]), folder)
    counted.close()
