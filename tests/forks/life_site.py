"""Espoo's site, version by version, and what Kuopio does with it: always the same files."""
import os
import struct
import zlib

CHAPTERS = 60           # in Finnish; the first 20 in Swedish too


def write(folder, path, text):
    full = os.path.join(folder, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, 'wb') as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def read(folder, path):
    with open(os.path.join(folder, path), encoding='utf-8', newline='') as file:
        return file.read()


def change(folder, path, old, new):
    text = read(folder, path)
    assert text.count(old) == 1, (path, old, text.count(old))
    write(folder, path, text.replace(old, new))


def remove(folder, path):
    os.remove(os.path.join(folder, path))


def move(folder, path, to):
    os.makedirs(os.path.dirname(os.path.join(folder, to)), exist_ok=True)
    os.rename(os.path.join(folder, path), os.path.join(folder, to))


def picture(shade):
    """A PNG of one colour."""
    def part(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    rows = b''.join(b'\0' + bytes([shade, 128, 128]) * 8 for _ in range(8))
    return (b'\x89PNG\r\n\x1a\n' + part(b'IHDR', struct.pack('>IIBBBBB', 8, 8, 8, 2, 0, 0, 0))
            + part(b'IDAT', zlib.compress(rows)) + part(b'IEND', b''))


def chapter(number):
    return f'content/fi/luvut/luku-{number:02}.md'


def swedish(number):
    return f'content/sv/kapitel/kapitel-{number:02}.md'


def page(title, id, paragraphs, *keys):
    front = [f'title: {title}', f'id: {id}', *keys]
    return '---\n' + '\n'.join(front) + '\n---\n\n' + '\n\n'.join(paragraphs) + '\n'


def espoo_1(folder):
    write(folder, 'digitori.yaml', '''# Espoo's own comment
title: {fi: Espoon tori, sv: Esbo torg}
languages: [fi, sv]
base_url: https://espoo.example/
licence: CC-BY-4.0
publisher: {name: Espoo, email: tori@espoo.example}
menu: [{page: luku-01}, {page: luku-02}]
strings:
  fi: {header: {menu: Luettelo}}
kits:
  - id: tori
    version: '1.0'
    title: {fi: Koko tori, sv: Hela torget}
    include: ['**']
  - id: alku
    version: '1.0'
    title: {fi: Alku, sv: Början}
    include: [{path: 'luvut/luku-0*'}, {path: 'kapitel/kapitel-0*'}]
''')
    write(folder, 'content/fi/kuvat/kartta.png', picture(10))
    write(folder, 'content/fi/kuvat/torni.png', picture(20))
    for n in range(1, CHAPTERS + 1):
        link = f'[Seuraava luku](luku-{n % 50 + 1:02}.md)' if n <= 50 else 'Luvun loppu.'
        shown = {1: '![Kartta torista](../kuvat/kartta.png)', 2: '![Torni](../kuvat/torni.png)'}.get(n, 'Ei kuvaa.')
        write(folder, chapter(n), page(f'Luku {n}', f'luku-{n:02}', [
            f'Luku {n} alkaa näin. Se kertoo torista numero {n}.', '## Aluksi', f'Ensimmäinen kappale luvussa {n}.',
            '## Sitten', f'Toinen kappale luvussa {n}.', shown, '## Lopuksi', f'Kolmas kappale luvussa {n}. {link}'],
            f'summary: Mitä luvussa {n} on', 'tags:\n  - tori\n  - espoo', f'weight: {n}'))
    for n in range(1, 21):
        write(folder, swedish(n), page(f'Kapitel {n}', f'luku-{n:02}', [
            f'Kapitel {n} börjar så här.', '## Först', f'Första stycket i kapitel {n}.', '## Sedan',
            f'Andra stycket i kapitel {n}.'], f'summary: Vad kapitel {n} handlar om', f'weight: {n}'))


TRANSLATED = (21, 22, 23)
EDITED = range(21, 41)          # twenty pages
DELETED = (58, 59, 60)
ADDED = range(1, 11)


def kuopio(folder):
    """Kuopio's work on its fork of 1.0."""
    move(folder, chapter(5), 'content/fi/luvut/viides-luku.md')
    for link in (4,):
        change(folder, chapter(link), 'luku-05.md', 'viides-luku.md')
    for n in TRANSLATED:
        write(folder, swedish(n), page(f'Kuopios kapitel {n}', f'luku-{n:02}', [f'Kuopio har översatt kapitel {n}.'],
                                       f'weight: {n}'))
    for n in EDITED:
        change(folder, chapter(n), f'Ensimmäinen kappale luvussa {n}.', f'Ensimmäinen kappale Kuopion luvussa {n}.')
    for n in (31, 32, 33):
        change(folder, chapter(n), '  - espoo', '  - espoo\n  - kuopio')
    change(folder, chapter(34), 'summary: Mitä luvussa 34 on', 'summary: Kuopion luku 34')
    for n in DELETED:
        remove(folder, chapter(n))
    for n in ADDED:
        write(folder, f'content/fi/kuopio/oma-{n:02}.md', page(f'Kuopion oma sivu {n}', f'oma-{n:02}', [
            f'Tämän kirjoitti Kuopio, sivu {n}.', f'[Luku](../luvut/luku-{n + 40}.md)']))
    write(folder, 'content/fi/kuvat/torni.png', picture(21))
    change(folder, 'digitori.yaml', 'strings:', "colours: {pine: '#0c5647'}\nstrings:")


# What Espoo does in 2.0.
EDITED_THERE = (41, 42, 43)                 # not touched in Kuopio
EDITED_BOTH = (21, 22, 23, 24)              # elsewhere on the page than Kuopio
TAGGED_BOTH = (31, 32)
CONFLICTS = (25, 26)                        # the same paragraph as Kuopio
MOVED = (45, 35)                            # 35 was edited in Kuopio
GONE = (51, 36)                             # 36 was edited in Kuopio
NEW = (1, 2)                                # of a new kind


def espoo_2(folder):
    """From 1.0 to 2.0, in place."""
    for n in EDITED_THERE:
        change(folder, chapter(n), f'Toinen kappale luvussa {n}.', f'Toinen kappale luvussa {n}, uudistettu.')
    for n in EDITED_BOTH:
        change(folder, chapter(n), f'Kolmas kappale luvussa {n}.', f'Kolmas kappale luvussa {n}, uudistettu.')
    for n in TAGGED_BOTH:
        change(folder, chapter(n), '  - espoo', '  - espoo\n  - uusi')
    for n in CONFLICTS:
        change(folder, chapter(n), f'Ensimmäinen kappale luvussa {n}.', f'Ensimmäinen kappale Espoon luvussa {n}.')
    for n in MOVED:
        move(folder, chapter(n), f'content/fi/uudet/luku-{n}.md')
        change(folder, f'content/fi/uudet/luku-{n}.md', f'luku-{n + 1}.md', f'../luvut/luku-{n + 1}.md')
        if n != 36:
            change(folder, chapter(n - 1), f'luku-{n}.md', f'../uudet/luku-{n}.md')
    change(folder, 'content/fi/uudet/luku-35.md', '../luvut/luku-36.md', '../luvut/luku-37.md')
    for n in GONE:
        remove(folder, chapter(n))
    change(folder, chapter(5), 'Toinen kappale luvussa 5.', 'Toinen kappale luvussa 5, uudistettu.')
    change(folder, chapter(59), 'Toinen kappale luvussa 59.', 'Toinen kappale luvussa 59, uudistettu.')
    write(folder, 'content/kinds/kokeilu.yaml', '''label: {fi: Kokeilu, sv: Försök}
plural: {fi: Kokeilut, sv: Försök}
description: {fi: Mitä on kokeiltu., sv: Vad som har prövats.}
folder: {fi: kokeilut, sv: forsok}
sort: title
fields:
  place:
    type: text
    label: {fi: Missä, sv: Var}
''')
    for n in NEW:
        write(folder, f'content/fi/kokeilut/kokeilu-{n}.md', page(f'Kokeilu {n}', f'kokeilu-{n}', [f'Kokeiltiin {n} kertaa.'],
                                                                  'kind: kokeilu', 'place: Espoo'))
    write(folder, 'content/fi/kuvat/kartta.png', picture(200))
    write(folder, 'content/fi/kuvat/torni.png', picture(201))
    change(folder, 'digitori.yaml', "version: '1.0'\n    title: {fi: Koko", "version: '2.0'\n    title: {fi: Koko")
    change(folder, 'digitori.yaml', 'menu: [{page: luku-01}, {page: luku-02}]',
           'menu: [{page: luku-01}, {page: luku-02}, {kind: kokeilu}]')


CONFLICT_TEXT = '''<<<<<<< this site
Ensimmäinen kappale Kuopion luvussa {n}.
=======
Ensimmäinen kappale Espoon luvussa {n}.
>>>>>>> upstream 2.0
'''


def settle(folder, n):
    change(folder, chapter(n), CONFLICT_TEXT.format(n=n), f'Ensimmäinen kappale Kuopion ja Espoon luvussa {n}.\n')
