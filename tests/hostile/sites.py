"""The sites that hostile files are put into: small, and nothing is wrong with them."""
import os

from trial import put

THEME = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../themes/digitori')

with open(os.path.join(THEME, 'strings/en.yaml'), encoding='utf-8') as file:
    STRINGS = file.read()
SETTINGS = '''title: Trial
languages: [en]
base_url: https://trial.example/
licence: CC-BY-4.0
publisher: {name: Trial city, email: tori@trial.example, url: https://trial.example/}
accessibility: {contact_email: tori@trial.example, updated: 2026-01-01, checked: 2026-01-01, status: full}
'''
PAGE = '''---
title: A page
kind: thing
summary: What the page says.
tags: [one, two]
date: 2026-11-01
name: Somebody
many: [a, b]
---
Words of the page, with a [link](good.md).

## A heading

| a | b |
|---|---|
| 1 | 2 |
'''
KIND = '''label: Thing
plural: Things
fields:
  name: {type: text, label: Name}
  words: {type: long, label: Words}
  marks: {type: markdown, label: Marks}
  when: {type: date, label: When}
  count: {type: number, label: Count, minimum: 0}
  truth: {type: bool, label: Truth}
  choice: {type: choice, label: Choice, facet: true, choices: {a: First, b: Second}}
  many: {type: list, of: text, label: Many}
  where: {type: url, label: Where}
  mail: {type: email, label: Mail}
  other: {type: page, label: Other, backlink: Led here from}
  parts: {type: list, of: record, label: Parts, fields: {one: {type: text, label: One}, two: {type: number, label: Two}}}
'''
FORM = '''version: 1
sections:
  - id: who
    fields:
      - {id: name, type: text, required: true}
      - {id: choice, type: choice, options: [a, b]}
      - {id: rows, type: table, rows: 2, columns: [{id: what, type: text}, {id: many, type: number}]}
      - {id: points, type: score}
'''
WORDS = '''---
title: A form
summary: What it is for.
purpose: To try.
fields:
  name: {label: Name, help: Help}
  choice: {label: Choice, options: {a: First, b: Second}}
  rows: {label: Rows, columns: {what: What, many: How many}}
  points: Points
---
Before.

## Who

[[name]]

[[choice]]

[[rows]]

[[points]]
'''
BOOKS = '''books:
  - {id: book, title: A book, include: ['**']}
kits:
  - {id: kit, title: A kit, include: ['**'], books: [book]}
'''


def plain(folder):
    put(folder, 'digitori.yaml', SETTINGS)
    put(folder, 'content/en/index.md', '---\ntitle: Front\n---\nThe front page.\n')
    put(folder, 'content/en/good.md', '---\ntitle: Good\n---\nNothing is wrong here.\n')
    put(folder, 'content/en/page.md', PAGE)
    put(folder, 'content/kinds/thing.yaml', KIND)
    put(folder, 'themes/digitori/strings/en.yaml', STRINGS)
    put(folder, 'themes/digitori/theme.yaml', 'menu: [{page: good}]\n')


def forms(folder):
    plain(folder)
    put(folder, 'templates-forms/ask/form.yaml', FORM)
    put(folder, 'templates-forms/ask/en.md', WORDS)


def books(folder):
    plain(folder)
    put(folder, 'digitori.yaml', SETTINGS + BOOKS)
    put(folder, 'themes/digitori/print.yaml', 'colours:\n  ink: \'#101010\'\n')


def finnish(folder):
    plain(folder)
    put(folder, 'digitori.yaml', SETTINGS.replace('[en]', '[en, fi]'))
    put(folder, 'content/fi/index.md', '---\ntitle: Etusivu\n---\nEtusivun sanoja.\n')
    put(folder, 'content/fi/sivu.md', '---\ntitle: Sivu\n---\nSivun sanoja.\n')


BASES = {'plain': plain, 'finnish': finnish, 'forms': forms, 'books': books}
