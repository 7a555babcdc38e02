#!/usr/bin/env python3
"""Writes a handbook to measure with: the same bytes for the same number of pages.

usage: corpus.py FOLDER PAGES [rich]

With "rich" some compounds have three parts, so that the words grow with the pages as they
do in real text. A page has front matter, about 600 Finnish-looking words in paragraphs and lists under
headings, a table, and links to its neighbours; sections have 100 pages.
"""
import os
import random
import sys

BEGINNINGS = '''yhteis kehittämis palvelu asukas kaupunki työ koulu lähi kirjasto nuoriso yritys hanke osallisuus
    tieto digi liikunta terveys hyvin vanhus perhe kulttuuri ympäristö liikenne talous hallinto päätös suunnittelu
    kokeilu arviointi mittari verkosto toimija rooli vaihe tarve idea tori kartta kysely haastattelu ohjaus'''.split()
ENDINGS = '''työ työpaja ryhmä suunnitelma malli tapa kohta paikka tila lista lomake sopimus mittari vaihe tavoite
    tulos vaikutus palvelu verkko talo päivä ilta kierros joukko neuvosto kysymys vastaus ratkaisu'''.split()
WORDS = '''ja on ei se että kun myös sekä tai niin kuin mutta vain jo nyt aina usein yhdessä ensin sitten lopuksi
    asukkaat kertovat kaupunki kysyy yritys kokeilee opettaja ohjaa oppilas näyttää ryhmä kokoaa sovitaan kirjataan
    mitataan tehdään katsotaan jatketaan palataan avoin uusi pieni iso hyvä tärkeä nopea oma yhteinen selkeä
    mitä miten kuka milloin miksi missä kanssa ilman ennen jälkeen aikana kautta varten mukaan'''.split()
IS_RICH = sys.argv[3:] == ['rich']
CASES = ['', 'n', 'ssa', 'sta', 'lla', 'lle', 'a', 'ksi', 't']


def word(chance):
    if chance.random() < 0.3:
        middle = chance.choice(BEGINNINGS) if IS_RICH and chance.random() < 0.12 else ''
        return chance.choice(BEGINNINGS) + middle + chance.choice(ENDINGS) + chance.choice(CASES)
    return chance.choice(WORDS)


def sentence(chance):
    words = [word(chance) for _ in range(chance.randint(6, 14))]
    if chance.random() < 0.15:
        place = chance.randrange(len(words))
        words[place] = f'**{words[place]}**'
    return ' '.join(words).capitalize() + '.'


def paragraph(chance, words):
    sentences = []
    while sum(len(s.split()) for s in sentences) < words:
        sentences.append(sentence(chance))
    return ' '.join(sentences)


def title(number):
    chance = random.Random(f'title {number}')
    return f'{chance.choice(BEGINNINGS)}{chance.choice(ENDINGS)} {number}'.capitalize()


def page(number, pages):
    chance = random.Random(number)
    lines = ['---', f'title: {title(number)}', 'kind: chapter', f'weight: {number % 100}',
             f'summary: {sentence(chance).replace("**", "")}',
             f'updated: 2026-{number % 12 + 1:02}-{number % 28 + 1:02}',
             'tags:', f'  - {chance.choice(BEGINNINGS)}', f'  - {chance.choice(ENDINGS)}',
             'takeaways:', f'  - {sentence(chance)}'.replace('**', ''), f'  - {sentence(chance)}'.replace('**', ''),
             '---']
    for part in range(4):
        lines += [f'## {sentence(chance)[:-1]}'.replace('**', ''), '', paragraph(chance, 38), '']
        neighbour = (number + part + 1) % pages
        where = f'sivu-{neighbour}.md' if neighbour // 100 == number // 100 \
            else f'../osa-{neighbour // 100}/sivu-{neighbour}.md'
        lines += [f'{sentence(chance)} Katso myös [{title(neighbour)}]({where}).', '']
        if part % 2:
            lines += [f'- {sentence(chance)}' for _ in range(5)] + ['']
        else:
            lines += [f'{n}. {sentence(chance)}' for n in range(1, 5)] + ['']
        lines += [paragraph(chance, 12), '']
    lines += ['| Vaihe | Kuka | Määrä |', '|---|---|--:|']
    lines += [f'| {word(chance)} | {word(chance)} | {chance.randint(1, 500)} |' for _ in range(6)]
    return '\n'.join(lines) + '\n'


def main():
    folder, pages = sys.argv[1], int(sys.argv[2])
    os.makedirs(f'{folder}/content/fi')
    with open(f'{folder}/digitori.yaml', 'w') as file:
        file.write('title: Mittauskirja\nlanguages: [fi]\n')
    with open(f'{folder}/content/fi/index.md', 'w') as file:
        file.write('---\ntitle: Mittauskirja\n---\nSivuja mittaamiseen.\n')
    for number in range(pages):
        section = f'{folder}/content/fi/osa-{number // 100}'
        if number % 100 == 0:
            os.makedirs(section)
        with open(f'{section}/sivu-{number}.md', 'w') as file:
            file.write(page(number, pages))


main()
