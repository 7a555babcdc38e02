"""A small site with the forms of the handbook."""
import os
import re
import shutil

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGES_OF_OTHERS = ('phases', 'checklists', 'related')       # the site has none of them
LANGUAGES = ('fi', 'sv', 'en')


def make(folder, forms):
    """The site in [folder]: its settings, a front page in each language, and [forms]."""
    for language in LANGUAGES:
        os.makedirs(f'{folder}/content/{language}')
        with open(f'{folder}/content/{language}/index.md', 'w', encoding='utf-8') as file:
            file.write('---\ntitle: Tori\ndate: 2026-11-22\n---\n')
    with open(f'{folder}/digitori.yaml', 'w', encoding='utf-8') as file:
        file.write('title: Koetori\nlanguages: [fi, sv, en]\npublisher: {name: Koekaupunki}\nlicence: CC-BY-4.0\n')
    for name in forms:
        copy_form(folder, name)


def copy_form(folder, name):
    """A form of the handbook, without what leads to its pages."""
    own = f'{folder}/templates-forms/{name}'
    shutil.copytree(f'{ROOT}/templates-forms/{name}', own)
    with open(f'{own}/form.yaml', encoding='utf-8') as file:
        lines = file.read().split('\n')
    kept, is_left_out = [], False
    for line in lines:
        is_left_out = line.startswith(tuple(f'{key}:' for key in PAGES_OF_OTHERS)) or (is_left_out and line.startswith(' '))
        if not is_left_out:
            kept.append(line)
    with open(f'{own}/form.yaml', 'w', encoding='utf-8') as file:
        file.write('\n'.join(kept))
    for language in os.listdir(own):
        if language.endswith('.md'):
            leave_links(f'{own}/{language}')


def leave_links(path):
    """Links to pages of the handbook become text."""
    with open(path, encoding='utf-8') as file:
        said = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(re.sub(r'\[([^\]\[]+)\]\((?!https?:)[^)]*\)', r'\1', said))


def structure(folder, form):
    with open(f'{folder}/templates-forms/{form}/form.yaml', encoding='utf-8') as file:
        return yaml.safe_load(file)
