"""Marks and writing as people make them, drawn on the picture of a page."""
import math
import random

from PIL import Image, ImageDraw, ImageFilter

# How a hand marks a box. The last two leave the program in doubt, and should: nobody else could tell either.
STYLES = ['cross', 'tick', 'fill', 'slash', 'scribble', 'dot']
UNSURE = ['circle', 'taken back']


class Hand:
    """One person with one pen."""

    def __init__(self, chance, dots):
        self.chance, self.dots = chance, dots
        self.style = chance.choices(STYLES, [40, 34, 8, 6, 8, 4])[0]
        self.is_pencil = chance.random() < 0.4
        # Grey of the stroke (0 black), and its width in millimetres.
        self.grey = chance.randint(70, 150) if self.is_pencil else chance.choice([25, 40, 60, 85])
        self.width = chance.uniform(0.35, 0.7) if self.is_pencil else chance.uniform(0.3, 0.75)
        self.sloppy = chance.uniform(0.05, 0.3)         # of a box

    def mm(self, length):
        return length * self.dots / 25.4

    def stroke(self, ink, points, width=None):
        """A line through points that trembles a little."""
        width = max(1, round(self.mm(width or self.width)))
        draw = ImageDraw.Draw(ink)
        tremble = self.mm(0.08)
        path = [(x + self.chance.gauss(0, tremble), y + self.chance.gauss(0, tremble)) for x, y in points]
        draw.line(path, fill=255, width=width, joint='curve')
        for x, y in path:
            draw.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=255)

    def along(self, a, b, bend=0.06, steps=9):
        """Points from a to b, a little bent."""
        length = math.dist(a, b) or 1
        side = ((b[1] - a[1]) / length, (a[0] - b[0]) / length)
        off = self.chance.gauss(0, bend) * length
        return [(a[0] + (b[0] - a[0]) * t + side[0] * off * math.sin(math.pi * t),
                 a[1] + (b[1] - a[1]) * t + side[1] * off * math.sin(math.pi * t))
                for t in (i / (steps - 1) for i in range(steps))]

    # ---- Boxes

    def mark(self, ink, box, style):
        left, top, right, bottom = box
        size = right - left
        chance = self.chance
        shift = size * self.sloppy
        x, y = (left + right) / 2 + chance.gauss(0, shift / 2), (top + bottom) / 2 + chance.gauss(0, shift / 2)
        half = size * chance.uniform(0.36, 0.62)
        if style == 'cross':
            self.stroke(ink, self.along((x - half, y - half), (x + half, y + half)))
            self.stroke(ink, self.along((x + half, y - half), (x - half, y + half)))
        elif style == 'slash':
            self.stroke(ink, self.along((x - half, y + half), (x + half, y - half)))
        elif style == 'tick':
            self.stroke(ink, self.along((x - half * 0.7, y), (x - half * 0.1, y + half * 0.8)))
            tail = chance.uniform(0.9, 2.2)
            self.stroke(ink, self.along((x - half * 0.1, y + half * 0.8), (x + half * tail, y - half * tail)))
        elif style == 'fill':
            for i in range(12):
                down = y - half + 2 * half * i / 11
                self.stroke(ink, self.along((x - half, down), (x + half, down + chance.gauss(0, size * 0.05))))
        elif style == 'scribble':
            points = [(x + half * (-1 + 2 * (i % 2)) * chance.uniform(0.6, 1), y - half + 2 * half * i / 8) for i in range(9)]
            self.stroke(ink, points)
        elif style == 'dot':
            for _ in range(5):
                near = size * 0.13
                self.stroke(ink, self.along((x + chance.gauss(0, near / 2), y + chance.gauss(0, near / 2)),
                                            (x + chance.gauss(0, near), y + chance.gauss(0, near))), 0.8)
        elif style == 'circle':
            wide = size * chance.uniform(0.8, 1.0)
            self.stroke(ink, [(x + wide * math.cos(a / 4), y + wide * math.sin(a / 4)) for a in range(27)])
        elif style == 'taken back':
            for i in range(26):
                self.stroke(ink, self.along((x - size * chance.uniform(0.8, 1.2), y - size + 2 * size * i / 25),
                                            (x + size * chance.uniform(0.8, 1.2), y - size + 2 * size * i / 25)))

    # ---- Writing

    def write(self, ink, box, lines=1):
        """Loops and strokes that look like words."""
        left, top, right, bottom = box
        chance = self.chance
        height = min((bottom - top) / lines, self.mm(9))
        for line in range(lines):
            x, base = left + self.mm(chance.uniform(1, 4)), top + (bottom - top) * (line + 0.72) / lines
            end = left + (right - left) * chance.uniform(0.3, 0.97)
            while x < end:
                letters = chance.randint(2, 9)
                points = []
                for _ in range(letters):
                    tall = height * chance.choice([0.25, 0.28, 0.3, 0.55])
                    drop = height * chance.choice([0, 0, 0, 0.22])
                    wide = self.mm(chance.uniform(1.2, 2.2))
                    points += [(x, base), (x + wide * 0.3, base - tall), (x + wide * 0.7, base - tall * 0.5),
                               (x + wide * 0.8, base + drop)]
                    x += wide
                    if x > end:
                        break
                self.stroke(ink, points)
                x += self.mm(chance.uniform(1.5, 3))

    def put(self, page, ink):
        """The page with the ink on it. Pencils leave grains."""
        ink = ink.filter(ImageFilter.GaussianBlur(self.mm(0.05)))
        if self.is_pencil:
            grain = Image.effect_noise(ink.size, 60)
            ink = Image.composite(ink, Image.new('L', ink.size, 0), grain.point(lambda g: max(0, min(255, (g - 60) * 3))))
        dark = page.point(lambda g: g * self.grey // 255)
        return Image.composite(dark, page, ink)
