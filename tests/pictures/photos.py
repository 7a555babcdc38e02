"""Photos for the tests, made here: what cameras write beside a picture, and what should never be taken for one.

Every piece of what must not be published holds the word SECRET, so that outputs can be searched for it.
"""
import base64
import io
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw

SECRET = b'SECRET-GPS-60.2055'
XMP = (b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
       b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" name="' + SECRET +
       b'"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>')


def scene(width, height, alpha=False):
    """Sky, ground, a house at the left and a sun in the upper right corner: which way is up can be seen."""
    picture = Image.new('RGBA' if alpha else 'RGB', (width, height), (0, 0, 0, 0) if alpha else (120, 170, 220))
    draw = ImageDraw.Draw(picture)
    if not alpha:
        for y in range(height // 2):
            draw.line([(0, y), (width, y)], fill=(90 + 100 * y // height, 150 + 80 * y // height, 225))
        for x in range(0, width, 3):
            draw.line([(x, height // 2 + (x * 7) % 11), (x, height)], fill=(70 + x * 13 % 40, 130 + x * 29 % 40, 70))
    radius = min(width, height) // 10
    draw.ellipse([width - 3 * radius, radius, width - radius, 3 * radius], fill=(255, 210, 60))
    draw.rectangle([width // 8, height * 2 // 5, width // 3, height * 4 // 5], fill=(190, 70, 50))
    draw.polygon([(width // 10, height * 2 // 5), (width * 7 // 30, height // 5), (width * 11 // 30, height * 2 // 5)], fill=(90, 60, 50))
    return picture


def exif(orientation=1):
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = 'SECRET-Camera'
    data[0x013B] = 'SECRET-Artist'
    data[0x9C9B] = 'SECRET-Title'.encode('utf-16le')
    gps = data.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = 'N', (60.0, 12.0, 19.8), 'E', (24.0, 39.0, 20.0)
    gps[27] = SECRET
    return data.tobytes()


# How a picture must be turned so that a camera's orientation turns it back.
TURNS = {1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
         5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270}


def turned(picture, orientation):
    turn = TURNS[orientation]
    return picture if turn is None else picture.transpose(turn)


def segment(marker, contents):
    return b'\xff' + bytes([marker]) + struct.pack('>H', len(contents) + 2) + contents


def with_segments(jpeg):
    """A JPEG with all that stands beside pictures: a small picture, IPTC, XMP, comments, and more behind the end."""
    thumbnail = io.BytesIO()
    scene(32, 24).save(thumbnail, 'JPEG', comment=b'SECRET-thumbnail')
    jfif = segment(0xE0, b'JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02' + b'SECRET-tiny!')
    extra = segment(0xE0, b'JFXX\0\x10' + thumbnail.getvalue())
    xmp = segment(0xE1, b'http://ns.adobe.com/xap/1.0/\0' + XMP)
    iptc = segment(0xED, b'Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x12\x1c\x02\x50\0\x0dSECRET-Byline')
    rest = segment(0xEF, b'SECRET-app15') + segment(0xFE, b'SECRET-comment') + segment(0xE2, b'MPF\0SECRET-mpf')
    body = jpeg[2:]
    if body[:2] == b'\xff\xe0':
        body = body[2 + struct.unpack('>H', body[2:4])[0]:]
    return jpeg[:2] + jfif + extra + xmp + iptc + rest + body + b'SECRET-behind-the-end'


def jpeg(picture, orientation=1, **options):
    out = io.BytesIO()
    turned(picture, orientation).save(out, 'JPEG', quality=92, exif=exif(orientation), **options)
    return with_segments(out.getvalue())


def chunk(name, contents):
    return struct.pack('>I', len(contents)) + name + contents + struct.pack('>I', zlib.crc32(name + contents))


def with_chunks(png):
    words = chunk(b'tEXt', b'Comment\0SECRET-text') + chunk(b'zTXt', b'Artist\0\0' + zlib.compress(b'SECRET-ztext'))
    xmp = chunk(b'iTXt', b'XML:com.adobe.xmp\0\0\0\0\0' + XMP)
    own = chunk(b'prVt', b'SECRET-private') + chunk(b'eXIf', exif()[6:] if exif().startswith(b'Exif') else exif())
    return png[:33] + words + xmp + own + png[33:] + b'SECRET-behind-the-end'


def png(picture, **options):
    out = io.BytesIO()
    picture.save(out, 'PNG', **options)
    return with_chunks(out.getvalue())


def deep_png(width, height, grey=False):
    """Sixteen bits a channel, written by hand: Pillow has none in colour."""
    rows = b''
    small = scene(width, height)
    pixels = small.convert('L').tobytes() if grey else small.tobytes()
    channels = 1 if grey else 3
    for y in range(height):
        row = pixels[y * width * channels:(y + 1) * width * channels]
        rows += b'\0' + b''.join(bytes([value, 0x5A]) for value in row)
    head = struct.pack('>IIBBBBB', width, height, 16, 0 if grey else 2, 0, 0, 0)
    return with_chunks(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def webp(picture, orientation=1, **options):
    out = io.BytesIO()
    turned(picture, orientation).save(out, 'WEBP', exif=exif(orientation), xmp=XMP, **options)
    return out.getvalue()


def moving_webp():
    """What says where it was made stands beside the pictures, and in one of them."""
    out = io.BytesIO()
    scene(64, 48).save(out, 'WEBP', save_all=True, append_images=[scene(64, 48).rotate(9)], duration=100, exif=exif(), xmp=XMP)
    whole = out.getvalue()
    at = whole.index(b'ANMF')
    length = struct.unpack('<I', whole[at + 4:at + 8])[0]
    own = b'Mine' + struct.pack('<I', len(SECRET)) + SECRET + bytes(len(SECRET) % 2)
    frame = b'ANMF' + struct.pack('<I', length + len(own)) + whole[at + 8:at + 8 + length] + own
    body = whole[8:at] + frame + whole[at + 8 + length + length % 2:]
    return b'RIFF' + struct.pack('<I', len(body)) + body


def moving_gif():
    out = io.BytesIO()
    scene(64, 48).save(out, 'GIF', save_all=True, append_images=[scene(64, 48).rotate(9)], loop=0, comment=SECRET)
    xmp = b'\x21\xff\x0bXMP DataXMP' + XMP + b'\x01' + bytes(range(255, -1, -1)) + b'\0'
    return out.getvalue()[:-1] + xmp + b';' + SECRET


def moving_png():
    out = io.BytesIO()
    scene(64, 48).save(out, 'PNG', save_all=True, append_images=[scene(64, 48).rotate(9)], duration=100)
    return with_chunks(out.getvalue())


def embedded(picture):
    return 'data:image/jpeg;base64,' + base64.encodebytes(picture).decode()


def drawing():
    """As Inkscape writes it."""
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<!-- SECRET-comment -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" width="640" height="480" sodipodi:docname="SECRET-name.svg">
<metadata><dc:creator>SECRET-Artist</dc:creator></metadata><title>Talo</title>
<image width="640" height="480" sodipodi:absref="/home/SECRET/talo.jpg" xlink:href="{embedded(jpeg(scene(640, 480)))}"/>
</svg>
'''


def wide_profile():
    """A profile of other colours than sRGB (red and green swapped would be seen at once), with a name in it."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes())
    for name, other in ((b'sRGB', b'Mine'), ('sRGB'.encode('utf-16be'), 'Mine'.encode('utf-16be'))):
        profile = profile.replace(name, other)
    text = bytes(profile)
    count = struct.unpack('>I', text[128:132])[0]
    places = {text[132 + 12 * i:136 + 12 * i]: 132 + 12 * i for i in range(count)}
    red, green = places[b'rXYZ'], places[b'gXYZ']
    profile[red:red + 4], profile[green:green + 4] = b'gXYZ', b'rXYZ'
    return bytes(profile)


def bomb():
    """A few bytes that ask for 50,000 by 50,000 pixels."""
    head = struct.pack('>IIBBBBB', 50000, 50000, 8, 2, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', zlib.compress(b'\0' * 1000)) + chunk(b'IEND', b'')


def scan_bomb():
    """A large progressive JPEG with one scan again and again."""
    out = io.BytesIO()
    Image.new('RGB', (4000, 4000), 'grey').save(out, 'JPEG', progressive=True)
    data = out.getvalue()
    last = data.rindex(b'\xff\xda')
    return data[:-2] + data[last:-2] * 3000 + data[-2:]


def hostile():
    """Name of the file -> its bytes: none of them is a picture that can be shown."""
    plain = jpeg(scene(640, 480))
    lying = bytearray(plain)
    frame = lying.rindex(b'\xff\xc0')        # the first is that of the small picture
    lying[frame + 5:frame + 9] = struct.pack('>HH', 60000, 60000)
    moving = io.BytesIO()
    scene(64, 48).save(moving, 'WEBP', save_all=True, append_images=[scene(64, 48).rotate(9)], duration=100)
    moving_png = io.BytesIO()
    scene(64, 48).save(moving_png, 'PNG', save_all=True, append_images=[scene(64, 48).rotate(9)], duration=100)
    small = png(scene(640, 480))
    return {
        'bomb.png': bomb(), 'scans.jpg': scan_bomb(), 'cut.jpg': plain[:len(plain) // 2], 'cut.png': small[:len(small) // 2],
        'cut.webp': webp(scene(640, 480))[:3000], 'lying.jpg': bytes(lying), 'moving.webp': moving.getvalue(),
        'moving.png': moving_png.getvalue(), 'noise.jpg': b'\xff\xd8\xff' + bytes(range(256)) * 40,
        'crc.png': small[:40] + b'\xff\xff' + small[42:], 'large.jpg': plain + b'\0' * (41 << 20),
    }
