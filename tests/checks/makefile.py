#!/usr/bin/env python3
"""Whether make compiles anew what has to be, and nothing else: in a copy of the tree, with a compiler that only notes its work.

usage: checks/makefile.py
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, 'tests/lib'))
sys.dont_write_bytecode = True
from tally import Tally

COMPILER = '''#!/bin/sh
[ "$1" != -dumpmachine ] || { echo x86_64-linux-gnu; exit; }
source=
while [ $# -gt 0 ]; do
    case $1 in
        -o) shift; echo "$source" > "$1" ;;
        *.c) source=$1; echo "$1" >> noted ;;
    esac
    shift
done
'''
ARCHIVER = '''#!/bin/sh
shift
archive=$1
shift
cat "$@" > "$archive"
'''
A_SOURCE = 'generator/base/aaa.c'
CARRIED = 'themes/digitori/aaa.txt'
EMBEDDED = 'made/embedded.c'


class Tree:
    def __init__(self, folder):
        self.folder = folder
        for name in ['generator', 'themes', 'content/kinds']:
            shutil.copytree(os.path.join(ROOT, name), os.path.join(folder, name), symlinks=True)
        for name in ['Makefile', 'LICENSE-CC-BY-4.0.txt']:
            shutil.copy(os.path.join(ROOT, name), folder)
        for name, contents in [('cc', COMPILER), ('ar', ARCHIVER)]:
            self.write(name, contents)
            os.chmod(os.path.join(folder, name), 0o755)
        self.write(A_SOURCE, 'int a;\n')
        self.write(CARRIED, 'a\n')
        self.write('build/.setup', '')

    def write(self, path, contents):
        os.makedirs(os.path.dirname(os.path.join(self.folder, path)), exist_ok=True)
        with open(os.path.join(self.folder, path), 'w', encoding='utf-8') as file:
            file.write(contents)

    def read(self, path):
        with open(os.path.join(self.folder, path), encoding='utf-8') as file:
            return file.read()

    def remove(self, path):
        os.remove(os.path.join(self.folder, path))

    def make(self, *settings, environment=None):
        """What was compiled, sorted."""
        self.write('noted', '')
        told = subprocess.run(['make', '-s', f'-j{os.cpu_count()}', 'CC=./cc', 'AR=./ar', 'BUILD=made', *settings, 'made/libdigitori.a'],
                              cwd=self.folder, env={**os.environ, **(environment or {})}, capture_output=True, text=True)
        return sorted(self.read('noted').split()) if told.returncode == 0 else [told.stderr]


def check_flags(tally, tree, everything):
    for what, settings, environment in [
            ('another version', ['VERSION=9.9.9'], {}),
            ('other flags', ['CFLAGS=-O1'], {}),
            ('flags of the environment', [], {'CPPFLAGS': '-DA=\'"b c"\''})]:
        compiled = tree.make(*settings, environment=environment)
        tally.check(compiled == everything, f'{what}: everything is compiled anew', compiled[:3])
        compiled = tree.make(*settings, environment=environment)
        tally.check(compiled == [], f'{what}, once more: nothing is compiled', compiled[:3])
    compiled = tree.make()
    tally.check(compiled == everything, 'the flags of before: everything is compiled anew', compiled[:3])


def check_files(tally, tree):
    tree.remove(CARRIED)
    compiled = tree.make()
    tally.check(compiled == [EMBEDDED], 'a file less that the program carries: it carries it no longer', compiled[:3])
    tally.check('aaa.txt' not in tree.read(EMBEDDED), 'what the program carries is told anew')
    tree.remove(A_SOURCE)
    compiled = tree.make()
    tally.check(compiled == [], 'a source less: nothing is compiled', compiled[:3])
    tally.check(A_SOURCE not in tree.read('made/libdigitori.a').split('\n'), 'a source less: the library has it no longer')


def main():
    tally = Tally(verbose='-v' in sys.argv)
    for name in ['MAKEFLAGS', 'MFLAGS', 'MAKELEVEL', 'MAKEOVERRIDES', 'SANITIZE', 'CFLAGS', 'CPPFLAGS']:
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory() as folder:
        tree = Tree(folder)
        everything = tree.make()
        tally.check(len(everything) > 300 and A_SOURCE in everything and EMBEDDED in everything, 'everything is compiled', everything[:3])
        compiled = tree.make()
        tally.check(compiled == [], 'nothing has changed: nothing is compiled', compiled[:3])
        check_flags(tally, tree, everything)
        check_files(tally, tree)
    tally.close()


main()
