"""The preview's server: what it is asked by those who mean harm. It answers this machine about this site, whatever comes."""
import os
import re
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from trial import CANARY, TODAY, put

SECONDS = 30
FILES = 220     # connections at once
STREAMS = 140


class Preview:
    def __init__(self, program, folder):
        self.process = subprocess.Popen([program, 'serve', folder, '-p', str(21000 + os.getpid() % 20000)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        stdin=subprocess.DEVNULL, env={'PATH': os.environ['PATH'], 'HOME': folder, 'SOURCE_DATE_EPOCH': TODAY})
        line = ''
        while 'Preview at' not in line:
            line = self.process.stdout.readline().decode()
            if not line:
                raise RuntimeError(self.process.stderr.read().decode())
        self.port = int(re.search(r':(\d+)/', line)[1])
        end = time.monotonic() + SECONDS
        while b'200' not in self.ask(b'GET /en/good.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')[:20] and time.monotonic() < end:
            time.sleep(0.1)

    def connect(self):
        return socket.create_connection(('127.0.0.1', self.port), timeout=SECONDS)

    def ask(self, data, limit=1 << 20):
        """All that comes back until the server ends it; what we send may be cut off by it."""
        with self.connect() as connection:
            try:
                connection.sendall(data)
            except OSError:
                pass
            got = b''
            try:
                while len(got) < limit and (piece := connection.recv(65536)):
                    got += piece
            except OSError:
                pass
        return got

    def get(self, path, host=b'localhost', method=b'GET', more=b''):
        return self.ask(method + b' ' + path + b' HTTP/1.1\r\nHost: ' + host + b'\r\nConnection: close\r\n' + more + b'\r\n')

    def memory(self):
        with open(f'/proc/{self.process.pid}/status', encoding='ascii') as file:
            return int(re.search(r'VmHWM:\s+(\d+)', file.read())[1]) * 1024

    def files(self):
        return len(os.listdir(f'/proc/{self.process.pid}/fd'))

    def end(self):
        self.process.send_signal(2)
        try:
            _, err = self.process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, err = self.process.communicate()
        return self.process.returncode, err.decode()


PATHS = [b'/../secret.txt', b'/..%2fsecret.txt', b'/%2e%2e/secret.txt', b'/%2e%2e%2fsecret.txt', b'/en/../../../secret.txt', b'/en/%2e%2e/%2e%2e/%2e%2e/secret.txt',
         b'//etc/passwd', b'///etc/passwd', b'/etc/passwd', b'/..\\secret.txt', b'/%5c..%5csecret.txt', b'/%c0%ae%c0%ae/secret.txt', b'/en/good.html%00.css', b'/.digitori/x',
         b'/.git/config', b'/en/.hidden', b'/%', b'/%2', b'/%zz', b'/' + b'a' * 5000, b'/' + b'a/' * 900, b'/' + b'%2e%2e/' * 300 + b'etc/passwd', b'http://evil.example/', b'*',
         b'', b'en/good.html', b'/en/good.html/../../../../secret.txt', b'/en/good.html?' + b'x=1&' * 4000, b'/en/good.html#' + b'x' * 4000, b'/\xff\xfe', b'/en//good.html', b'/./en/good.html',
         b'/out/secret.txt', b'/proc/self/environ', b'/con', b'/%0d%0aSet-Cookie:x', b'/en/good.html\x00', b'/_digitori/../secret.txt']
HOSTS = [b'evil.example', b'localhost.evil.example', b'127.0.0.1.evil.example', b'evil.example:80', b'', b'[::1', b'0', b'0x7f.1', b'127.1', b'localhost@evil.example', b'a' * 5000, b'\xff',
         b'10.0.0.1', b'[fe80::1]', b'localhost, evil.example', b'LOCALHOST.']
METHODS = [b'POST', b'PUT', b'DELETE', b'OPTIONS', b'TRACE', b'CONNECT', b'PATCH', b'PROPFIND', b'get', b'X' * 3000]
RANGES = [b'bytes=0-', b'bytes=-1', b'bytes=5-4', b'bytes=-0', b'bytes=99999999999999999999-', b'bytes=0-0,1-1,2-2', b'bytes=' + b'0-0,' * 3000, b'lines=1-2', b'bytes=a-b', b'bytes=--1',
          b'bytes=18446744073709551615-18446744073709551615']
RAW = {'nothing but noise': os.urandom(4000), 'no end': b'GET / HTTP/1.1\r\nHost: localhost\r\n', 'a huge head': b'GET / HTTP/1.1\r\nHost: localhost\r\n' + b'X: ' + b'a' * 200_000 + b'\r\n\r\n',
       'thousands of heads': b'GET / HTTP/1.1\r\nHost: localhost\r\n' + b'X: y\r\n' * 20_000 + b'\r\n', 'two hosts': b'GET /en/good.html HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n',
       'no host': b'GET / HTTP/1.1\r\n\r\n', 'HTTP 0.9': b'GET /\r\n', 'HTTP 2': b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'a body of a gigabyte': b'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n' + b'x' * 500_000,
       'pieces that never end': b'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n' + b'ffffffffffffffff\r\n' + b'x' * 1000, 'both lengths': b'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /en/good.html HTTP/1.1\r\nHost: evil.example\r\n\r\n',
       'a length below nothing': b'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n', 'folded heads': b'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n c\r\n\r\n', 'NUL in a head': b'GET / HTTP/1.1\r\nHost: local\x00host\r\n\r\n',
       'an upgrade': b'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n', 'a hundred questions at once': b'GET /en/good.html HTTP/1.1\r\nHost: localhost\r\n\r\n' * 100}


def harmless(answer):
    return CANARY not in answer and b'root:' not in answer and b'PATH=' not in answer


def timed(preview, data):
    start = time.monotonic()
    return preview.ask(data), time.monotonic() - start


def letters_one_at_a_time(preview):
    """Seconds until the server has had enough."""
    start = time.monotonic()
    with preview.connect() as slow:
        try:
            while time.monotonic() - start < 2 * SECONDS:
                slow.send(b'a')
                time.sleep(0.5)
        except OSError:
            pass
    return time.monotonic() - start


def said_by(connection, seconds=3):
    """What comes, and whether the server ended it."""
    connection.settimeout(seconds)
    got = b''
    try:
        while piece := connection.recv(4096):
            got += piece
        return got, True
    except socket.timeout:
        return got, False
    except OSError:
        return got, True


def hold_streams(preview, tally):
    """Streams that nobody reads: pages are answered all the while, and those that were left are let go."""
    before, held = preview.files(), []
    for _ in range(STREAMS):
        one = preview.connect()
        one.sendall(b'GET /_digitori/events?page=en/good.html HTTP/1.1\r\nHost: localhost\r\n\r\n')
        held.append(one)
    start = time.monotonic()
    answers = [preview.get(b'/en/good.html') for _ in range(3)]
    tally.check(all(b'Nothing is wrong here' in a for a in answers) and time.monotonic() - start < 5, f'{STREAMS} open streams keep no page from being shown',
                f'{time.monotonic() - start:.0f} s')
    tally.check(b'retry:' in said_by(held[-1])[0], 'the newest stream is served')
    tally.check(said_by(held[0])[1], 'the oldest stream was closed')
    for one in held:
        one.close()
    start = time.monotonic()
    while preview.files() > before and time.monotonic() - start < SECONDS:
        time.sleep(0.2)
    tally.check(time.monotonic() - start < 12, 'streams that were left are noticed', f'{time.monotonic() - start:.0f} s, {preview.files() - before} files')


def run(trials):
    tally, place = trials.tally, os.path.join(trials.work, 'preview')
    folder = os.path.join(place, 'site')
    shutil.copytree(trials.bases['plain'][0], folder)
    put(place, 'secret.txt', CANARY)
    preview = Preview(trials.program, folder)
    fine = preview.get(b'/en/good.html')
    tally.check(fine.startswith(b'HTTP/1.1 200') and b'Nothing is wrong here' in fine, 'the preview shows a page', fine[:300])
    normal = preview.memory()

    # Whoever does not close waits until the server does: all at once, or this would take minutes.
    with ThreadPoolExecutor(max_workers=32) as at_once:
        drip = at_once.submit(letters_one_at_a_time, preview)
        sent = {name: at_once.submit(timed, preview, data) for name, data in RAW.items()}
        by_path = at_once.map(preview.get, PATHS)
        for path, answer in zip(PATHS, by_path):
            tally.check(harmless(answer) and (not answer or re.match(rb'HTTP/1\.[01] (400|404|414|431|301|200)', answer) is not None), f'asked for {path[:40]!r}', answer[:200])
        for host in HOSTS:
            answer = preview.get(b'/en/good.html', host)
            tally.check(b'Nothing is wrong' not in answer and harmless(answer), f'as {host[:40]!r}', answer[:200])
        for method in METHODS:
            answer = preview.get(b'/en/good.html', method=method)
            tally.check(b'Nothing is wrong' not in answer and not re.match(rb'HTTP/1\.[01] (2|5)', answer), f'by {method[:20]!r}', answer[:200])
        for told in RANGES:
            answer = preview.get(b'/en/good.html', more=b'Range: ' + told + b'\r\n')
            tally.check(harmless(answer) and len(answer) < 200_000 and (not answer or re.match(rb'HTTP/1\.1 (200|206|416|4)', answer) is not None), f'for {told[:40]!r}', answer[:200])
        for name, coming in sent.items():
            answer, seconds = coming.result()
            tally.check(harmless(answer) and seconds < SECONDS and answer.count(b'HTTP/1.1 500') == 0, f'sent {name}', answer[:200])
        tally.check(drip.result() < 2 * SECONDS, 'one who sends a letter at a time is sent away')

    hold_streams(preview, tally)

    # Those who come and say nothing.
    waiting = []
    for _ in range(FILES):
        try:
            one = preview.connect()
            one.send(b'GET /en')
            waiting.append(one)
        except OSError:
            break
    start = time.monotonic()
    answer = b''
    while b'Nothing is wrong here' not in answer and time.monotonic() - start < SECONDS:
        answer = preview.get(b'/en/good.html')
    tally.check(b'Nothing is wrong here' in answer, f'{len(waiting)} who never end what they ask keep nobody out for long', f'{time.monotonic() - start:.0f} s')
    for one in waiting:
        one.close()
    for _ in range(300):
        try:
            preview.connect().close()
        except OSError:
            pass
    answer = preview.get(b'/en/good.html')
    tally.check(b'Nothing is wrong here' in answer, 'after all that it answers', answer[:200])
    used = preview.memory() - normal
    tally.check(used < 64 << 20, 'and has not grown', f'{used >> 20} MiB')
    status, err = preview.end()
    tally.check(status == 0 and not re.search('Sanitizer|runtime error', err), 'it ends well', f'{status} {err[-1000:]}')
