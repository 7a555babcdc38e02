"""A site of real forms for the tests: the forms of the handbook without the pages they lead to."""
import os
import re
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

SETTINGS = """title: {fi: Digitori, sv: Digitorg, en: Digital market square}
description: {fi: Lomakkeita, sv: Blanketter, en: Forms}
languages: [fi, sv, en]
base_url: https://koe.example/
theme: digitori
licence: CC-BY-4.0
output: public
"""
PAGE = '---\nkind: page\ntitle: {0}\nsummary: {0}.\nid: index\n---\n\n{0}.\n'
# Lists of ids of pages that are not in this site.
LEADS = re.compile(r'^(phases|checklists|related|tags):\n(?:  - .*\n)+', re.M)


def make_site(folder, forms, change=lambda text: text):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'digitori.yaml'), 'w', encoding='utf-8') as file:
        file.write(SETTINGS)
    for language, title in (('fi', 'Lomakkeita'), ('sv', 'Blanketter'), ('en', 'Forms')):
        os.makedirs(os.path.join(folder, 'content', language), exist_ok=True)
        with open(os.path.join(folder, 'content', language, 'index.md'), 'w', encoding='utf-8') as file:
            file.write(PAGE.format(title))
    for form in forms:
        target = os.path.join(folder, 'templates-forms', form)
        shutil.copytree(os.path.join(ROOT, 'templates-forms', form), target)
        for name in os.listdir(target):
            path = os.path.join(target, name)
            with open(path, encoding='utf-8') as file:
                text = LEADS.sub('', file.read())
            # Links to pages of the handbook become words.
            text = re.sub(r'(?<!!)\[([^\]\[]+)\]\((?!https?:)[^)]*\)', r'\1', text)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(change(text))
    return folder


def build(program, site, output):
    subprocess.run([program, 'build', site, '-o', output, '--quiet'], check=True)
    return os.path.join(output, 'downloads')
