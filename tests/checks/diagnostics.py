#!/usr/bin/env python3
"""Writes DIAGNOSTICS.md, the table of every message, from the list in the source.

usage: tests/checks/diagnostics.py > tests/DIAGNOSTICS.md
"""
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LIST = 'generator/base/diagnostic_list.h'

HEAD = '''# Diagnostics

Every message that somebody who writes content, themes or settings can see. It is printed as
`path:line:column: error|warning: message: detail`; with `--json` the code stands in `code`. Errors keep the site
from being published, warnings do not. The cases in `cases/mistakes/` show them with their details.

This table is made from `generator/base/diagnostic_list.h`:
`tests/checks/diagnostics.py > tests/DIAGNOSTICS.md`.
'''


def entries():
    """(name, severity, message, section) of every diagnostic, in the list's order."""
    section, found = '', []
    started = False
    for line in open(os.path.join(ROOT, LIST), encoding='utf-8'):
        heading = re.match(r'// (\S.*)$', line)
        entry = re.match(r'DIAGNOSTIC\((\w+),\s*(ERROR|WARNING),\s*"(.*)"\)', line)
        if heading and (started or 'name ' not in line):
            section = heading[1]
        if entry:
            started = True
            found.append((entry[1], entry[2].lower(), entry[3], section))
    return found


def table():
    lines = [HEAD.rstrip('\n')]
    section = None
    for name, severity, message, heading in entries():
        if heading != section:
            section = heading
            lines += ['', f'## {section}', '', '| code | severity | message |', '|---|---|---|']
        lines.append(f"| `{name.lower().replace('_', '-')}` | {severity} | {message} |")
    return '\n'.join(lines) + '\n'


if __name__ == '__main__':
    print(table(), end='')
