#!/usr/bin/env bash
# PyPI pillow 13.0.0; against PyPI opencv-python-headless 5.0.0.93, npm sharp 0.35.5, jimp 1.6.1
#
# Expected: a JPEG whose Exif is gone or says nothing of an orientation is shown as it is stored, as browsers show it;
#           a tiff:Orientation in its XMP packet is for programs that keep catalogues.
# Seen:     Pillow's getexif() then reports the XMP's orientation as Exif tag 274, and ImageOps.exif_transpose turns
#           the picture by it. sharp, jimp and OpenCV, told to turn pictures as they say, leave it upright. Where the
#           Exif says 1, Pillow does not look further, and all agree.
# Matters:  programs that turn the points and clean the Exif (piexif.remove, "remove camera data") leave the XMP packet
#           of the editor before them. Such a portrait is upright to whoever uploads it, and is measured and printed
#           lying on its side by a service built on Pillow; on another of the same office's services it is upright.
# Instead:  take the orientation from the Exif segment alone, draw the picture anew once, and keep no metadata.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 opencv-python-headless==5.0.0.93 piexif==1.1.3
npm install --silent --no-audit --no-fund sharp@0.35.5 jimp@1.6.1

cat > read.py <<'PY'
import json
import struct
import subprocess
import cv2
import piexif
from PIL import Image, ImageOps

def segment(body):
    return b'\xff\xe1' + struct.pack('>H', len(body) + 2) + body

def exif(orientation):
    return b'Exif\0\0' + piexif.dump({'0th': {piexif.ImageIFD.Orientation: orientation}})[6:]

XMP = (b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
       b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
       b'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>')
Image.new('RGB', (60, 90), (200, 120, 90)).save('plain.jpg')
plain = open('plain.jpg', 'rb').read()
for name, words in (('exif-1-xmp-6.jpg', [exif(1), XMP]), ('xmp-6.jpg', [XMP])):
    open(name, 'wb').write(plain[:2] + b''.join(map(segment, words)) + plain[2:])
# The same comes of a program that cleans the Exif of the first file.
piexif.remove('exif-1-xmp-6.jpg', 'cleaned.jpg')

def javascript(path):
    return json.loads(subprocess.run(['node', '--input-type=module', '-e', '''
import sharp from "sharp";
import {Jimp} from "jimp";
const path = process.argv[1];
const {info} = await sharp(path).rotate().toBuffer({resolveWithObject: true});
const {bitmap} = await Jimp.read(path);
console.log(JSON.stringify({sharp: [info.width, info.height], jimp: [bitmap.width, bitmap.height]}));
''', path], check=True, capture_output=True, text=True).stdout)

def read(path):
    height, width, _ = cv2.imread(path).shape
    with Image.open(path) as picture:
        turned = ImageOps.exif_transpose(picture)
        return {**javascript(path), 'OpenCV': [width, height], 'Pillow': list(turned.size),
                'Pillow tag 274': picture.getexif().get(274)}

found = {path: read(path) for path in ('plain.jpg', 'exif-1-xmp-6.jpg', 'xmp-6.jpg', 'cleaned.jpg')}
for path, sizes in found.items():
    print(path, sizes)
for path, sizes in found.items():
    assert all(sizes[reader] == [60, 90] for reader in ('sharp', 'jimp', 'OpenCV'))
    is_turned = path in ('xmp-6.jpg', 'cleaned.jpg')
    assert sizes['Pillow'] == ([90, 60] if is_turned else [60, 90])
    assert sizes['Pillow tag 274'] == {'plain.jpg': None, 'exif-1-xmp-6.jpg': 1}.get(path, 6)
PY
venv/bin/python read.py
