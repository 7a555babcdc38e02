"""A machine that fails at one chosen operation of a run: see fail.c."""
import errno
import os
import signal
import struct
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = {name: 1 << i for i, name in enumerate(
    'OPEN READ WRITE CLOSE FOLDER NAME STATUS SYNC PROCESS LOCK MEMORY'.split())}
KILL, PART = -1, -2
LONGEST = 60            # seconds; a run takes one or less
PLAN = 'QQiIIi'         # struct plan of fail.c


class Machine:
    def __init__(self, folder):
        self.library, self.plan = os.path.join(folder, 'fail.so'), os.path.join(folder, 'plan')
        subprocess.run(['gcc', '-std=c17', '-D_GNU_SOURCE', '-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC',
                        os.path.join(HERE, 'fail.c'), '-o', self.library, '-ldl'], check=True)

    def run(self, command, classes, at=0, error=0, stays=False, cwd=None):
        """(status, what was said, operations counted, failures that happened)"""
        with open(self.plan, 'wb') as file:
            file.write(struct.pack(PLAN, 0, at, error, stays, sum(CLASSES[c] for c in classes), 0))
        environment = os.environ | {'LD_PRELOAD': self.library, 'FAULTS': self.plan, 'SOURCE_DATE_EPOCH': '1795305600'}
        # A group of its own, which a power cut kills as a whole.
        with subprocess.Popen(command, env=environment, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, start_new_session=True) as done:
            try:
                told = done.communicate(timeout=LONGEST)[1].decode('utf-8', 'replace')
            except subprocess.TimeoutExpired:
                os.killpg(done.pid, signal.SIGKILL)
                told = 'hangs'
        with open(self.plan, 'rb') as file:
            count, _, _, _, _, hits = struct.unpack(PLAN, file.read(struct.calcsize(PLAN)))
        return done.returncode if told != 'hangs' else 'hangs', told, count, hits


def name_of(error):
    return {KILL: 'kill', PART: 'a part'}.get(error) or errno.errorcode[error]
