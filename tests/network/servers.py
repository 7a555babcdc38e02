"""Servers on this machine that behave well and badly."""
import os
import shutil
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import hostile

LONG = 60       # seconds that a slow answer would take

REFUSED = [
    ('missing', 'there is no such file on the server (404)'),
    ('gone', 'there is no such file on the server (410)'),
    ('secret', 'does not give the file to everyone (401)'),
    ('broken', 'answered with the error 500'),
    ('nothing', 'answered with the error 204'),
    ('part', 'answered with the error 206'),
    ('loop', 'sends on more than 3 times'),
    ('redirects-4', 'sends on more than 3 times'),
    ('nowhere', 'answered with the error 302'),
    ('to-file', 'to another sort of address'),
    ('to-ftp', 'to another sort of address'),
    ('to-script', 'to another sort of address'),
    ('to-https', 'to another sort of address'),
    ('to-elsewhere', 'sends on to an address that is not followed: an address with http://'),
    ('to-user', "sends on to an address that is not followed: an address with a user's name"),
    ('web-page', 'leads to something else than a catalogue (text/html'),
    ('picture', 'leads to something else than a catalogue (image/png'),
    ('endless', 'larger than 2 MiB'),
    ('endless-chunks', 'larger than 2 MiB'),
    ('promises-much', 'larger than 2 MiB'),
    ('truncated', 'the answer broke off before its end'),
    ('cut', 'breaks off before its end'),
    ('no-answer', 'the answer broke off before its end'),
    ('old', 'gave no answer that can be used'),
    ('endless-head', 'the answer broke off before its end'),
    ('packed', 'not'),
    ('slow', 'the server took longer than 20 seconds'),
]
FINE = ['redirects-3', 'typeless', 'as-text', 'as-json-ld', 'chunks', 'plain']


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *ignored):
        pass

    def send(self, status=200, headers=(), body=b'', type='application/json', length=True):
        self.send_response_only(status)
        if type:
            self.send_header('Content-Type', type)
        for name, value in headers:
            self.send_header(name, value)
        if length:
            self.send_header('Content-Length', str(len(body)))
        self.send_header('Connection', 'close')
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def send_on(self, to):
        self.send(302, [('Location', to), ('Set-Cookie', 'a=b')], b'{}')

    def raw(self, *parts):
        for part in parts:
            self.wfile.write(part)
        self.close_connection = True

    def without_end(self, part, pause=0.0):
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            self.wfile.write(part)
            self.wfile.flush()
            time.sleep(pause)

    def do_GET(self):
        self.server.asked.append(self.headers)
        name = self.path.split('/')[1]
        try:
            getattr(self, 'answer_' + name.replace('-', '_'), lambda: self.answer(name))()
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True

    def answer(self, name):
        body = hostile.written(hostile.catalogue(url=None))
        kind, _, rest = name.partition('-')
        number = int(rest) if kind == 'redirects' else 0
        plain = {
            'missing': (404, [], b'', 'application/json'), 'gone': (410, [], b'', 'application/json'),
            'secret': (401, [('WWW-Authenticate', 'Basic realm="x"')], b'', 'application/json'),
            'broken': (500, [], body, 'application/json'), 'nothing': (204, [], b'', 'application/json'),
            'part': (206, [], body, 'application/json'), 'nowhere': (302, [], b'', 'application/json'),
            'web-page': (200, [], body, 'text/html; charset=utf-8'), 'picture': (200, [], body, 'image/png'),
            'cut': (200, [], body[:-9], 'application/json'), 'typeless': (200, [], body, None),
            'as-text': (200, [], body, 'Text/Plain; charset=utf-8'), 'as-json-ld': (200, [], body, 'application/ld+json'),
            'packed': (200, [('Content-Encoding', 'gzip')], b'\x1f\x8b\x08\0\0\0\0\0\0\x03', 'application/json'),
            'plain': (200, [('Set-Cookie', 'a=b')], body, 'application/json'),
        }
        targets = {
            'loop': self.path, 'to-file': 'file:///etc/passwd', 'to-ftp': 'ftp://127.0.0.1/x', 'to-script': 'javascript:alert(1)',
            'to-https': 'https://127.0.0.1:1/', 'to-http': 'http://127.0.0.1:1/', 'to-elsewhere': 'http://example.org/',
            'to-user': 'http://user:pass@127.0.0.1:1/',
        }
        if name in targets:
            self.send_on(targets[name])
        elif number > 0:
            self.send_on(f'/redirects-{number - 1}/data/digitori.json' if number > 1 else '/plain/data/digitori.json')
        else:
            status, headers, body, type = plain[name]
            self.send(status, headers, body, type)

    def answer_endless(self):
        self.send(length=False)
        self.without_end(b' ' * 65536)

    def answer_endless_chunks(self):
        self.send(headers=[('Transfer-Encoding', 'chunked')], length=False)
        self.without_end(b'10000\r\n' + b' ' * 65536 + b'\r\n')

    def answer_promises_much(self):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n')
        self.without_end(b' ' * 65536)

    def answer_truncated(self):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{"format": 1')

    def answer_no_answer(self):
        self.raw()

    def answer_old(self):
        self.raw(b'{"format": 1}')

    def answer_endless_head(self):
        self.raw(b'HTTP/1.1 200 OK\r\n')
        self.without_end(b'X: ' + b'y' * 60000 + b'\r\n')

    def answer_slow(self):
        self.send(length=False)
        self.without_end(b' ', pause=0.5)

    def answer_chunks(self):
        body = hostile.written(hostile.catalogue(url=None))
        self.send(headers=[('Transfer-Encoding', 'chunked')], length=False)
        self.raw(*[b'%x\r\n%b\r\n' % (len(body[i:i + 7]), body[i:i + 7]) for i in range(0, len(body), 7)], b'0\r\n\r\n')


class Server:
    """with Server() as server: server.base is its address, server.asked the headers of each request."""

    def __init__(self, certificate=None):
        self.http = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.http.daemon_threads = True
        self.http.block_on_close = False
        self.http.handle_error = lambda *ignored: None
        self.asked = self.http.asked = []
        scheme, host = 'http', '127.0.0.1'
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, certificate + '.key')
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
            scheme, host = 'https', 'localhost'
        self.base = f'{scheme}://{host}:{self.http.server_address[1]}/'

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *ignored):
        self.http.shutdown()
        self.http.server_close()


def certificate(folder):
    """A certificate for localhost that nobody but its file vouches for; None without openssl."""
    path = os.path.join(folder, 'certificate.pem')
    if shutil.which('openssl') is None:
        return None
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext',
                    'subjectAltName=DNS:localhost', '-keyout', path + '.key', '-out', path], check=True, capture_output=True)
    return path
