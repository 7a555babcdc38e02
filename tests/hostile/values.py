"""YAML that means harm, for every file that is YAML; and characters that are not what they seem, for every file."""

DEEP = 300


def chain(opening, closing, count, inner='a'):
    return opening * count + inner + closing * count


# What stands behind "probe: " in a map of every file. None is fine: it breaks a rule of the YAML that is read.
BOMBS = {
    'laughs': '&a [x, x]\nprobe2: &b [*a, *a, *a]\nprobe3: &c [*b, *b, *b]\nprobe4: [*c, *c, *c]',
    'alias of itself': '&a [*a]',
    'alias unknown': '*nobody',
    'merge key': '{<<: {a: b}}\n<<: {c: d}',
    'tag': '!!python/object/apply:os.system [id]',
    'own tag': '!include /etc/passwd',
    'binary': '!!binary R0lGODlhAQABAIAAAAAAAP',
    'deep list': chain('[', ']', DEEP),
    'deep map': chain('{a: ', '}', DEEP),
    'deeper list': chain('[', ']', 30_000),
    'never closed': '[' * 30_000,
    'deep blocks': '\n' + ''.join(' ' * (i + 1) + 'a:\n' for i in range(DEEP)),
    'many items': '[' + 'a, ' * 25_000 + 'a]',
    'many keys': '{' + ', '.join(f'k{i}: v' for i in range(15_000)) + '}',
    'twice': 'x\nprobe: y',
    'key that is a list': '{[a, b]: c}',
    'key that is a map': '\n  ? {a: b}\n  : c',
    'second document': 'x\n---\nprobe: y',
    'end of document': 'x\n...\nprobe: y',
    'tab': '\n\ta: b',
    'quotation never closed': '"abc',
    'escape of NUL': '"a\\0b"',
    'escape of a control character': '"a\\x1bb"',
    'escape that turns direction': '"a\\u202eb"',
    'half a character': '"a\\ud800b"',
    'at sign': '@x',
    'back tick': '`x`',
    'per cent': '%x',
    'colon': 'a: b: c',
}

# Of single scalars: huge, small, odd. Text is fine wherever text may stand.
SCALARS = {
    'huge': '9' * 4000, 'exponent': '1e999999999', 'negative': '-99999999999999999999', 'infinity': '.inf', 'not a number': '.nan',
    'hexadecimal': '0x7fffffffffffffff', 'fraction': '1/3', 'date of nowhere': '2026-02-30', 'far date': '99999-01-01', 'year nought': '0000-00-00',
    'empty': "''", 'space': "' '", 'map': '{a: b}', 'list': '[a, [b]]', 'long': 'a' * 50_000, 'lines': '"a\\nb\\nc"', 'null': '~', 'truth': 'yes',
}

# Bytes in the midst of a text. The name says what a reader would.
CHARACTERS = {
    'half a character': b'a\xc3', 'overlong': b'a\xc0\xaf', 'half of a pair': b'a\xed\xa0\x80', 'beyond Unicode': b'a\xf4\x90\x80\x80',
    'latin': b'p\xe4iv\xe4', 'UTF-16': 'ä title'.encode('utf-16'), 'NUL': b'a\x00b', 'escape': b'a\x1b[31mred', 'bell': b'a\x07',
    'vertical tab': b'a\x0bb', 'delete': b'a\x7fb', 'noncharacter': 'a\ufffeb'.encode(),
    'one of the other planes': 'a\U0009fffeb'.encode(), 'one in the midst': 'a\ufdd0b'.encode(), 'next line': 'a\u0085b'.encode(),
    'override': 'a\u202egnp.exe'.encode(), 'isolate': 'a\u2066b\u2069'.encode(), 'embedding': 'a\u202bb'.encode(),
}
# Nothing is wrong with these, but they must not break what is made.
UNSEEN = {
    'no width': 'a\u200bb\u200cc\u200dd\u2060e', 'byte order mark': 'a\ufeffb', 'soft hyphen': 'a\u00adb', 'marks': 'Z' + '\u0300' * 400, 'line separator': 'a\u2028b\u2029c',
    'tags': 'a\U000e0041\U000e007f', 'variation': 'a\ufe0f\ufe0e', 'private': 'a\ue000\U000f0000', 'filler': '\u3164\u115f', 'astral': '\U0001f1eb\U0001f1ee\U0001f469\u200d\U0001f52c',
}
