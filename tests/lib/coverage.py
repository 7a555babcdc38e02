"""Sums what tests/coverage counted. usage: coverage.py BUILD LEAST"""
import collections
import glob
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOURCES = os.path.join(ROOT, 'generator') + os.sep


def exported(build):
    """What llvm-cov tells of the program; unit tests are made of the same objects, and count for the same functions."""
    counts, profile = glob.glob(os.path.join(build, 'counts', '*.profraw')), os.path.join(build, 'profile')
    subprocess.run(['llvm-profdata-14', 'merge', '-sparse', '-o', profile, *counts], check=True)
    done = subprocess.run(['llvm-cov-14', 'export', os.path.join(build, 'digitori'), '-instr-profile=' + profile],
                          check=True, capture_output=True, text=True)
    return [file for file in json.loads(done.stdout)['data'][0]['files'] if file['filename'].startswith(SOURCES)]


def share(covered, count):
    return f'{covered:7} of {count:6} {100 * covered / max(1, count):6.1f} %'


def list_untaken(files, path):
    """A line for each condition that was never true, or never false; what headers hold stands once, whoever includes it."""
    with open(path, 'w', encoding='utf-8') as out:
        for file in files:
            taken = collections.defaultdict(collections.Counter)
            for line, column, _, _, true, false, *_ in file['branches']:
                taken[line, column].update(true=true, false=false)
            for (line, column), counts in sorted(taken.items()):
                if not (counts['true'] and counts['false']):
                    never = 'true' if counts['false'] else 'false' if counts['true'] else 'reached'
                    out.write(f'{os.path.relpath(file["filename"], ROOT)}:{line}:{column}: never {never}\n')


def main():
    build, least = sys.argv[1], float(sys.argv[2])
    files = exported(build)
    list_untaken(files, os.path.join(build, 'branches.txt'))
    folders, rows = collections.defaultdict(collections.Counter), []
    for file in files:
        told, name = file['summary'], file['filename'][len(SOURCES):]
        rows.append((name, told))
        for where in (os.path.dirname(name) + os.sep, 'all'):
            for what in ('branches', 'lines'):
                folders[where][what] += told[what]['count']
                folders[where]['covered ' + what] += told[what]['covered']
    with open(os.path.join(build, 'files.txt'), 'w', encoding='utf-8') as out:
        for name, told in sorted(rows, key=lambda row: (row[1]['branches']['covered'] - row[1]['branches']['count'], row[0])):
            out.write(f'{name:44}{share(told["branches"]["covered"], told["branches"]["count"])}'
                      f'{share(told["lines"]["covered"], told["lines"]["count"])}\n')
    print(f'{"":30}{"branches":>25}{"lines":>25}')
    for name, sums in sorted(folders.items(), key=lambda item: (item[0] == 'all', item[0])):
        print(f'{name:30}{share(sums["covered branches"], sums["branches"])}{share(sums["covered lines"], sums["lines"])}')
    reached = 100 * folders['all']['covered branches'] / folders['all']['branches']
    print(f'{int(reached >= least)} passed, {int(reached < least)} failed')
    sys.exit(reached < least)


main()
