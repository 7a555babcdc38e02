"""Counts checks and closes with the line that tests/run reads: 'N passed, N failed'."""
import sys


class Tally:
    def __init__(self, verbose=False):
        self.passed = self.failed = 0
        self.left_out = []
        self.verbose = verbose

    def ok(self, name):
        self.passed += 1
        if self.verbose:
            print(f'ok      {name}')

    def fail(self, name, detail=''):
        self.failed += 1
        print(f'FAILED  {name}')
        for line in str(detail).rstrip('\n').split('\n'):
            if line:
                print(f'        {line}')
        sys.stdout.flush()

    def check(self, condition, name, detail=''):
        if condition:
            self.ok(name)
        else:
            self.fail(name, detail)
        return bool(condition)

    def leave_out(self, what):
        """Says what could not be checked on this machine. It counts neither way."""
        self.left_out.append(what)
        print(f'left out: {what}')

    def close(self):
        print(f'{self.passed} passed, {self.failed} failed')
        sys.exit(1 if self.failed else 0)
