"""The rules for fonts of PDF/UA-1, 7.21: embedded, widths as in the font, every character known by its Unicode."""
import re
import struct

from pikepdf import Array, Name, Stream

from objects import dictionary_of, is_dictionary, name_of

NOT_CHARACTERS = {'\x00', '\ufeff', '\ufffe'}
NAMED_ENCODINGS = {'WinAnsiEncoding', 'MacRomanEncoding', 'MacExpertEncoding'}
COLLECTIONS = {('Adobe', name) for name in ('GB1', 'CNS1', 'Japan1', 'Korea1')}
SYMBOLIC = 1 << 2


class TrueType:
    """As much of a font program as tells its glyphs and their widths."""

    def __init__(self, data):
        self.data, self.tables = data, {}
        for i in range(struct.unpack('>H', data[4:6])[0]):
            tag, _, offset, length = struct.unpack('>4sLLL', data[12 + 16 * i:28 + 16 * i])
            self.tables[tag.decode('latin-1')] = data[offset:offset + length]
        self.units = struct.unpack('>H', self.tables['head'][18:20])[0]
        self.glyph_count = struct.unpack('>H', self.tables['maxp'][4:6])[0]
        self.long_widths = struct.unpack('>H', self.tables['hhea'][34:36])[0]
        self.maps = self.read_maps()

    def width(self, glyph):
        at = 4 * min(glyph, self.long_widths - 1)
        return struct.unpack('>H', self.tables['hmtx'][at:at + 2])[0] * 1000 / self.units

    def read_maps(self):
        table, found = self.tables.get('cmap', b''), {}
        for i in range(struct.unpack('>H', table[2:4])[0] if table else 0):
            platform, encoding, offset = struct.unpack('>HHL', table[4 + 8 * i:12 + 8 * i])
            found[platform, encoding] = self.read_map(table[offset:])
        return found

    @staticmethod
    def read_map(table):
        form = struct.unpack('>H', table[:2])[0]
        if form == 0:
            return dict(enumerate(table[6:262]))
        if form == 6:
            first, count = struct.unpack('>HH', table[6:10])
            return dict(enumerate(struct.unpack(f'>{count}H', table[10:10 + 2 * count]), first))
        if form == 12:
            return {code: glyph + code - start for i in range(struct.unpack('>L', table[12:16])[0])
                    for start, end, glyph in [struct.unpack('>LLL', table[16 + 12 * i:28 + 12 * i])]
                    for code in range(start, min(end, start + 65535) + 1)}
        return TrueType.read_segments(table) if form == 4 else {}

    @staticmethod
    def read_segments(table):
        count = struct.unpack('>H', table[6:8])[0] // 2
        def row(at, kind):
            return struct.unpack(f'>{count}{kind}', table[at:at + 2 * count])
        ends, starts = row(14, 'H'), row(16 + 2 * count, 'H')
        deltas, offsets = row(16 + 4 * count, 'h'), row(16 + 6 * count, 'H')
        found = {}
        for i, (start, end) in enumerate(zip(starts, ends)):
            for code in range(start, end + 1):
                glyph = code
                if offsets[i]:
                    at = 16 + 6 * count + 2 * i + offsets[i] + 2 * (code - start)
                    glyph = struct.unpack('>H', table[at:at + 2])[0] if at + 2 <= len(table) else 0
                if glyph or not offsets[i]:
                    found[code] = (glyph + deltas[i]) & 0xFFFF
        return found


def to_unicode(stream):
    """code -> text, of a ToUnicode CMap."""
    data = stream.read_bytes().decode('latin-1')
    found = {}
    def text(digits):
        return bytes.fromhex(digits if len(digits) % 2 == 0 else digits + '0').decode('utf-16-be', 'replace')
    for block in re.findall(r'beginbfchar(.*?)endbfchar', data, re.S):
        for code, value in re.findall(r'<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]*)\s*>', block):
            found[int(code, 16)] = text(value)
    for block in re.findall(r'beginbfrange(.*?)endbfrange', data, re.S):
        for low, high, value, values in re.findall(
                r'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[(.*?)\])', block, re.S):
            listed = re.findall(r'<([0-9A-Fa-f]*)>', values)
            for i, code in enumerate(range(int(low, 16), min(int(high, 16), int(low, 16) + 65535) + 1)):
                if listed:
                    found[code] = text(listed[i]) if i < len(listed) else ''
                elif value:
                    first = text(value)
                    found[code] = first[:-1] + chr(min(ord(first[-1]) + i, 0x10FFFF)) if first else ''
    return found


class FontCheck:
    def __init__(self, font, fault):
        self.font, self.entry, self.fault = font, font.entry, fault
        self.name = name_of(self.entry.get('/BaseFont')) or name_of(self.entry.get('/Subtype'))
        self.kind = name_of(self.entry.get('/Subtype'))
        parts = self.entry.get('/DescendantFonts')
        self.part = parts[0] if isinstance(parts, Array) and len(parts) else self.entry
        self.descriptor = dictionary_of(self.part, '/FontDescriptor')

    def run(self):
        if self.kind != 'Type3':
            self.check_program()
        self.check_unicode()

    def say(self, clause, what, detail=''):
        self.fault(clause, what, f'{self.name} {detail}'.strip())

    def codes(self):
        size = 2 if self.kind == 'Type0' else 1
        return sorted({int.from_bytes(text[i:i + size], 'big') for text in self.font.texts
                       for i in range(0, len(text), size)})

    def check_program(self):
        key = next((k for k in ('/FontFile', '/FontFile2', '/FontFile3') if k in self.descriptor), None)
        if key is None:
            if self.font.is_seen:
                self.say('7.21.4.1', 'a font is not embedded')
            return
        program = None
        if key == '/FontFile2':
            try:
                program = TrueType(self.descriptor[key].read_bytes())
            except (struct.error, KeyError, IndexError):
                self.say('7.21.4.1', 'an embedded font cannot be read')
                return
        if self.kind == 'Type0':
            self.check_composite(program)
        elif self.kind == 'TrueType' and program:
            self.check_simple(program)

    # ---- Fonts of many characters

    def check_composite(self, program):
        encoding = self.entry.get('/Encoding')
        if isinstance(encoding, Stream):
            self.check_map(encoding)
        elif not re.fullmatch(r'Identity-[HV]|[A-Za-z0-9]+(-[A-Za-z0-9]+)*-[HV]|[HV]', name_of(encoding)):
            self.say('7.21.3.3', 'the encoding of a font is neither embedded nor one of PDF', name_of(encoding))
        to_glyphs = self.part.get('/CIDToGIDMap')
        if self.part.get('/Subtype') == Name.CIDFontType2 and not (to_glyphs == Name.Identity or isinstance(to_glyphs, Stream)):
            self.say('7.21.3.2', 'a font has no CIDToGIDMap')
        if program and name_of(encoding).startswith('Identity'):
            map_bytes = to_glyphs.read_bytes() if isinstance(to_glyphs, Stream) else None
            self.check_glyphs(program, {code: int.from_bytes(map_bytes[2 * code:2 * code + 2], 'big') if map_bytes else code
                                        for code in self.codes()}, self.composite_widths())
            self.check_listed(program, map_bytes)

    def check_map(self, stream):
        data = stream.read_bytes().decode('latin-1')
        there = re.search(r'/WMode\s+(\d)', data)
        if int(stream.get('/WMode', 0)) != int(there[1] if there else 0):
            self.say('7.21.3.3', 'the writing direction of an encoding is told in two ways')
        used = re.search(r'/([A-Za-z0-9-]+)\s+usecmap', data)
        if used and not isinstance(stream.get('/UseCMap'), Name):
            self.say('7.21.3.3', 'an encoding uses another that is not named', used[1])
        system, own = dictionary_of(stream, '/CIDSystemInfo'), dictionary_of(self.part, '/CIDSystemInfo')
        if (system and own and (str(system.get('/Registry')) != str(own.get('/Registry'))
                                or str(system.get('/Ordering')) != str(own.get('/Ordering')))):
            self.say('7.21.3.1', 'encoding and font are of different collections')

    def composite_widths(self):
        widths, listed = {}, list(self.part.get('/W', []))
        while len(listed) >= 2:
            first, second = int(listed[0]), listed[1]
            if isinstance(second, Array):
                widths.update(enumerate((float(width) for width in second), first))
                listed = listed[2:]
            elif len(listed) >= 3:
                widths.update((code, float(listed[2])) for code in range(first, int(second) + 1))
                listed = listed[3:]
            else:
                break
        return lambda code: widths.get(code, float(self.part.get('/DW', 1000)))

    def check_listed(self, program, map_bytes):
        """A CIDSet, where there is one, names every glyph of the font program."""
        listed = self.descriptor.get('/CIDSet')
        if not isinstance(listed, Stream) or map_bytes:
            return
        bits = listed.read_bytes()
        missing = [glyph for glyph in range(program.glyph_count)
                   if glyph // 8 >= len(bits) or not bits[glyph // 8] >> (7 - glyph % 8) & 1]
        if missing:
            self.say('7.21.4.2', 'CIDSet leaves out glyphs of the font', str(missing[:3]))

    # ---- Fonts of one byte

    def check_simple(self, program):
        encoding = self.entry.get('/Encoding')
        base = name_of(encoding.get('/BaseEncoding')) if is_dictionary(encoding) else name_of(encoding)
        flags = int(self.descriptor.get('/Flags', 0))
        if flags & SYMBOLIC:
            if encoding is not None:
                self.say('7.21.6', 'a symbolic TrueType font has an encoding')
            if (3, 0) not in program.maps and len(program.maps) != 1:
                self.say('7.21.6', 'a symbolic TrueType font has no character map for symbols')
            return
        if not program.maps:
            self.say('7.21.6', 'a TrueType font has no character map')
        if base not in ('WinAnsiEncoding', 'MacRomanEncoding'):
            self.say('7.21.6', 'a TrueType font that is not symbolic has neither WinAnsi nor MacRoman encoding')
            return
        by_character = program.maps.get((3, 1)) or program.maps.get((0, 3))
        if by_character is None or is_dictionary(encoding):
            return
        codec = 'cp1252' if base == 'WinAnsiEncoding' else 'mac_roman'
        glyphs = {code: by_character.get(ord(bytes([code]).decode(codec, 'replace')), 0) for code in self.codes()}
        first, widths = int(self.entry.get('/FirstChar', 0)), list(self.entry.get('/Widths', []))
        self.check_glyphs(program, glyphs, lambda code: float(widths[code - first]) if 0 <= code - first < len(widths) else None)

    def check_glyphs(self, program, glyphs, width_of):
        for code, glyph in glyphs.items():
            if glyph == 0 or glyph >= program.glyph_count:
                self.say('7.21.8', 'a character is shown that the font has not', f'code {code}')
                return
            told = width_of(code)
            if told is None or abs(told - program.width(glyph)) > 1:
                self.say('7.21.5', 'a width is not the width in the font',
                         f'code {code}: {told} for {program.width(glyph):.1f}')
                return

    # ---- Unicode

    def check_unicode(self):
        stream = self.entry.get('/ToUnicode')
        if not isinstance(stream, Stream):
            if self.kind == 'Type0' and self.font.is_seen:
                if not self.is_of_collection():
                    self.say('7.21.7', 'a font has no ToUnicode')
            elif self.kind in ('TrueType', 'Type1', 'Type3') and self.font.is_seen:
                self.check_names()
            return
        known = to_unicode(stream)
        if any(value in NOT_CHARACTERS for value in known.values()):
            self.say('7.21.7', 'ToUnicode names what is no character')
        missing = [code for code in self.codes() if not known.get(code)]
        if missing and not self.is_named():
            self.say('7.21.7', 'ToUnicode leaves out characters that are shown', f'codes {missing[:3]}')

    def is_of_collection(self):
        """Whether the characters are known by one of the collections of Asian characters."""
        system = dictionary_of(self.part, '/CIDSystemInfo')
        return (str(system.get('/Registry')), str(system.get('/Ordering'))) in COLLECTIONS

    def is_named(self):
        """Whether codes have names of characters without ToUnicode."""
        encoding = self.entry.get('/Encoding')
        if is_dictionary(encoding):
            names = [name_of(part) for part in encoding.get('/Differences', []) if isinstance(part, Name)]
            return all(re.fullmatch(r'[A-Za-z]{1,20}|uni[0-9A-F]{4}|u[0-9A-F]{4,6}|\.notdef', name) for name in names)
        return name_of(encoding) in NAMED_ENCODINGS

    def check_names(self):
        is_text_font = not int(self.descriptor.get('/Flags', 0)) & SYMBOLIC
        if not self.is_named() and not (self.kind == 'Type1' and is_text_font):
            self.say('7.21.7', 'a font has neither ToUnicode nor an encoding with names')
