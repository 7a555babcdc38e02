"""Runs programs under valgrind when UNDER=valgrind is in the environment.

What valgrind finds goes to a file for each process, workers too: it must not mix with what the program says.
"""
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
# A worker that a test kills, or that ends by a signal on purpose, is told of as well: that is no finding.
FINDING = re.compile(r'Invalid |ninitialised|definitely lost|Mismatched|overlap')


def is_valgrind():
    return os.environ.get('UNDER') == 'valgrind'


def command(logs):
    """What stands before the program; [logs] is a folder."""
    if not is_valgrind():
        return os.environ.get('UNDER', '').split()
    return ['valgrind', '--quiet', '--leak-check=full', '--show-leak-kinds=definite', '--num-callers=20',
            '--suppressions=' + os.path.join(HERE, 'valgrind.supp'), f'--log-file={logs}/%p']


def findings(logs):
    """What was found, as text; empty when nothing was."""
    found = []
    for name in sorted(os.listdir(logs)):
        with open(os.path.join(logs, name), encoding='utf-8', errors='replace') as file:
            told = file.read()
        if FINDING.search(told):
            found.append(told)
    return '\n'.join(found)
