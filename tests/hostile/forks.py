"""Forks whose pages differ from the original in very many places: what is compared and told of them has an end."""
import json
import os
import random
import shutil

import sites
from trial import LIMIT_MEMORY, LIMIT_SECONDS, put, run


def words(seed, count, letters, between):
    chosen = random.Random(seed)
    return between.join(''.join(chosen.choice('abcdefgh') for _ in range(letters)) for _ in range(count))


def half_changed(seed, blocks, length):
    kept, changed = random.Random(7), random.Random(seed)
    return '\n\n'.join(' '.join(3 * kept.choice('abcdefgh') if kept.random() < 0.5 else changed.choice('abcdefgh') for _ in range(length))
                       for _ in range(blocks))


# What is in the page (made from a number: another one, another text), and what is told of it.
SHAPES = {
    '220,000 paragraphs': (lambda seed: words(seed, 220_000, 2, '\n\n'), 'is_too_long'),
    '220,000 items': (lambda seed: '- ' + words(seed, 220_000, 1, '\n- '), 'is_too_long'),
    '60,000 rows': (lambda seed: '| a |\n|---|\n| ' + words(seed, 60_000, 3, ' |\n| ') + ' |', 'is_too_long'),
    '60,000 headings': (lambda seed: '## ' + words(seed, 60_000, 3, '\n## '), 'is_too_long'),
    '19,900 paragraphs': (lambda seed: words(seed, 19_900, 4, '\n\n'), 'left_out'),
    '19,900 rows': (lambda seed: '| a | b |\n|---|---|\n' + '\n'.join(f'| {w} | {w} |' for w in words(seed, 19_900, 3, ' ').split()), 'left_out'),
    '1,000 paragraphs of which every other word was changed': (lambda seed: half_changed(seed, 1000, 250), 'left_out'),
    '4,000 paragraphs of which every other word was changed': (lambda seed: half_changed(seed, 4000, 60), 'left_out'),
}
PAGES = 60
KITS = 'kits:\n  - {id: kit, title: A kit, include: [\'**\']}\n'


def make_fork(trials, place, pages, make):
    for n in range(pages):
        put(place, f'original/content/en/p{n}.md', f'---\ntitle: P{n}\n---\n{make(n)}\n')
    sites.plain(os.path.join(place, 'original'))
    put(place, 'original/digitori.yaml', sites.SETTINGS + KITS)
    built = run([trials.program, 'build', 'original', '-j', '1', '--quiet'], place)
    forked = run([trials.program, 'fork', 'original/public/downloads/kit.en.zip', 'fork', '--title', 'F', '--publisher', 'P'], place)
    trials.tally.check(built.status == 0 and forked.status == 0, 'the site is built and forked', built.err[-1000:] + forked.err[-1000:])
    for n in range(pages):
        put(place, f'fork/content/en/p{n}.md', f'---\ntitle: P{n}\n---\n{make(1000 + n)}\n')


def told(outcome):
    return [page.get('differences', {}) for page in json.loads(outcome.out)['pages']]


def compare(trials, name, pages, make, check_told):
    place = os.path.join(trials.work, 'forks')
    os.makedirs(place)
    make_fork(trials, place, pages, make)
    for command in ('check', 'build', 'changes'):
        outcome = run([trials.program, command, 'fork', *(['--json'] if command == 'changes' else ['-j', '1'] if command == 'build' else [])], place)
        faults = trials.faults_of(outcome, {0}, None)
        if outcome.seconds > LIMIT_SECONDS * pages ** 0.5:
            faults.append(f'{outcome.seconds:.1f} seconds')
        if outcome.memory > LIMIT_MEMORY:
            faults.append(f'{outcome.memory >> 20} MiB')
        if command == 'changes' and not faults and not check_told(told(outcome)):
            faults.append('it is not told that changes are left out')
        trials.tally.check(not faults, f'{command}, a fork with {name}', '; '.join(faults) + '\n' + outcome.err[:1500])
    published = os.path.join(place, 'fork/public/en/changes.html')
    size = os.path.getsize(published) if os.path.exists(published) else -1
    trials.tally.check(0 < size < 8 << 20, f'a fork with {name}: the page of changes has an end', f'{size} bytes')
    shutil.rmtree(place)


def run_all(trials):
    for name, (make, key) in SHAPES.items():
        compare(trials, name, 1, make, lambda pages: len(pages) == 1 and pages[0].get(key))
    # All of them are counted, and of all together so much is told.
    compare(trials, f'{PAGES} pages of 4,000 paragraphs', PAGES, lambda seed: words(seed, 4000, 6, '\n\n'),
            lambda pages: len(pages) == PAGES and all(page['left_out'] + len(page['blocks']) >= 7900 for page in pages)
            and 19_000 < sum(len(page['blocks']) for page in pages) <= 20_000)
