"""Tells how the files of an EPUB are packed, and unpacks them."""
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as book:
    for entry in book.infolist():
        packed = 'stored' if entry.compress_type == zipfile.ZIP_STORED else 'deflated'
        print(f'{entry.filename}: {packed}, {len(entry.extra)} bytes more, {entry.date_time}')
    book.extractall(sys.argv[2])
