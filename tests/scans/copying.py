"""What scanners, copiers and phones do to a page."""
import io
import math

import numpy
from PIL import Image, ImageFilter


def coefficients(to, back):
    """Of PIL's perspective transform, which asks for every pixel of the result where it comes from."""
    rows, sides = [], []
    for (x, y), (u, v) in zip(to, back):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        sides += [u, v]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(sides, float))


def lay(page, size, corners, desk):
    """The page with its corners at [corners] (from the top left, around) of a picture of [size]."""
    width, height = page.size
    back = [(0, 0), (width, 0), (width, height), (0, height)]
    found = coefficients(corners, back)
    picture = page.transform(size, Image.PERSPECTIVE, found, Image.BICUBIC, fillcolor=255)
    mask = Image.new('L', page.size, 255).transform(size, Image.PERSPECTIVE, found, Image.NEAREST, fillcolor=0)
    return Image.composite(picture, Image.new('L', size, desk), mask)


def light(picture, chance, depth, has_edge):
    """Uneven light, and the shadow of something with an edge."""
    width, height = picture.size
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
    angle = chance.uniform(0, 2 * math.pi)
    along = (x / width - 0.5) * math.cos(angle) + (y / height - 0.5) * math.sin(angle)
    factor = 1 - depth * (along + 0.7) / 1.4
    if has_edge:
        angle, soft = chance.uniform(0, 2 * math.pi), chance.uniform(2, 40)
        across = (x - width * chance.uniform(0.2, 0.8)) * math.cos(angle) + (y - height * chance.uniform(0.2, 0.8)) * math.sin(angle)
        factor *= 1 - chance.uniform(0.15, 0.4) / (1 + numpy.exp(-numpy.clip(across / soft, -30, 30)))
    return numpy.asarray(picture, numpy.float32) * factor


def noisy(pixels, chance, most):
    noise = numpy.random.default_rng(chance.getrandbits(32)).normal(0, chance.uniform(1, most), pixels.shape)
    return Image.fromarray(numpy.clip(pixels + noise, 0, 255).astype(numpy.uint8), 'L')


def scan(page, dots, chance):
    """From a flatbed or a feeder: (picture, its dots an inch)."""
    goal = chance.choice([150, 150, 200, 200, 240, 300])
    factor = goal / dots * chance.uniform(0.95, 1.01)
    width, height = round(page.size[0] * goal / dots), round(page.size[1] * goal / dots)
    if goal < dots * 0.8:
        page = page.filter(ImageFilter.GaussianBlur(0.35 * dots / goal))
    skew = math.radians(chance.choices([chance.uniform(-1, 1), chance.uniform(-5, 5)], [60, 40])[0])
    if chance.random() < 0.2:
        skew += math.pi
    x, y = page.size[0] * factor / 2, page.size[1] * factor / 2
    # A sheet that lies askew needs more of the glass than its own size, or its corners are lost for good.
    if abs(math.sin(skew)) > math.sin(math.radians(1)):
        width, height = (round(2 * (a * abs(math.cos(skew)) + b * abs(math.sin(skew)))) for a, b in ((x, y), (y, x)))
    middle = width / 2 + chance.uniform(-1, 1) * goal * 0.05, height / 2 + chance.uniform(-1, 1) * goal * 0.05
    corners = [(middle[0] + a * math.cos(skew) - b * math.sin(skew), middle[1] + a * math.sin(skew) + b * math.cos(skew))
               for a, b in ((-x, -y), (x, -y), (x, y), (-x, y))]
    picture = lay(page, (width, height), corners, chance.choice([255, 245, 60]))
    picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 1.0) * goal / 200))
    pixels = light(picture, chance, chance.uniform(0, 0.18), chance.random() < 0.15)
    pixels = 255 - (255 - pixels) * chance.uniform(0.75, 1.1) - chance.uniform(0, 12)
    return noisy(pixels, chance, 9), goal


def photograph(page, dots, chance):
    """By a phone from more or less above, in fair light."""
    scale = chance.uniform(170, 280) / dots
    width, height = page.size[0] * scale, page.size[1] * scale
    size = round(width * 1.14), round(height * 1.12)
    left, top = (size[0] - width) / 2, (size[1] - height) / 2
    bend = 0.045
    corners = [(left + a * width + chance.uniform(-bend, bend) * width, top + b * height + chance.uniform(-bend, bend) * height)
               for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))]
    picture = lay(page, size, corners, chance.choice([50, 90, 140]))
    # Paper is never quite flat.
    wave, phase = chance.uniform(0, 0.0012) * size[0], chance.uniform(0, 6)
    strips = 24
    mesh = []
    for i in range(strips):
        y1, y2 = size[1] * i // strips, size[1] * (i + 1) // strips
        d1, d2 = (wave * math.sin(phase + 4 * y / size[1]) for y in (y1, y2))
        mesh.append(((0, y1, size[0], y2), (d1, y1, d2, y2, size[0] + d2, y2, size[0] + d1, y1)))
    picture = picture.transform(size, Image.MESH, mesh, Image.BILINEAR)
    picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.3)))
    pixels = light(picture, chance, chance.uniform(0.05, 0.45), chance.random() < 0.35)
    picture = noisy(pixels, chance, 8)
    return picture.rotate(chance.choice([0, 0, 0, 90, 180, 270]), expand=True)


def jpeg(picture, chance):
    out = io.BytesIO()
    picture.save(out, 'JPEG', quality=chance.randint(35, 85))
    out.seek(0)
    return Image.open(out).convert('L')
