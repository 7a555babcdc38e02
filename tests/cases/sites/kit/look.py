"""Prints what a kit holds, and checks the hashes that its kit.json promises."""
import hashlib
import json
import sys
import zipfile

kit = zipfile.ZipFile(sys.argv[1])
about = json.loads(kit.read('kit.json'))
print(about['id'], about['title'], about['version'], about['licence'])
promised = about['files']
for name in sorted(kit.namelist()):
    if name == 'kit.json':
        continue
    right = promised.pop(name, None) == hashlib.sha256(kit.read(name)).hexdigest()
    if not right or not name.startswith('assets/'):
        print('right' if right else 'WRONG', name)
print('promised but missing:', sorted(promised))
print('dated', {entry.date_time for entry in kit.infolist()})
