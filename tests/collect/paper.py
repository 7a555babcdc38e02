"""Fills printed forms by hand, and scans or photographs them. In a process of its own: it uses the modules of tests/scans.

usage: tests/collect/paper.py < PLAN > FILES
PLAN: a JSON list of {blank, to, marks: {name: state, or true}, writes: [name], seed}; a [to] that ends in .pdf is scanned, any
other is the stem of photographs, one a page. FILES: a list of lists of paths.
"""
import json
import os
import random
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(os.path.dirname(HERE), 'scans')]

import copying
import hands
import measure


def write(one, work):
    chance = random.Random(one['seed'])
    hand = hands.Hand(chance, measure.DOTS)
    hand.style = 'cross'
    pages = []
    for page, (boxes, lines) in zip(measure.render(one['blank'], work), measure.pages_of(one['blank'])):
        ink = measure.Image.new('L', page.size, 0)
        for box in boxes:
            if one['marks'].get(box.name) in (True, box.state):
                hand.mark(ink, box.place, hand.style)
        for name, place in lines:
            if name in one['writes']:
                hand.write(ink, place)
        page = hand.put(page, ink)
        pages.append((copying.scan if one['to'].endswith('.pdf') else copying.photograph)(page, measure.DOTS, chance))
    return measure.save(pages, one['to'], chance)


with tempfile.TemporaryDirectory() as folder:
    print(json.dumps([write(one, folder) for one in json.load(sys.stdin)]))
