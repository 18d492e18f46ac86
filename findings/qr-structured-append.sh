#!/usr/bin/env bash
# PyPI zxing-cpp 3.1.1, opencv-python-headless 5.0.0.93, pyzbar 0.1.9 with Debian 12's libzbar0 0.23.92; npm jsqr 1.4.0
#
# Expected: of a text spread over two codes (structured append, ISO/IEC 18004, section 8) a reader that sees only one
#           says "part 1 of 2", or gives nothing.
# Seen:     zxing-cpp and OpenCV give half of the text as a whole and valid code, and no attribute tells that there
#           is another half; jsQR gives an empty text; zbar waits for the second, and its Python binding, pyzbar, does
#           not get as far as that: ValueError, "4294967295 is not a valid ZBarOrientation", for the whole picture.
# Matters:  it is the standard's way to print a long signed text, and two codes on a card are easily caught one at a
#           time. Half a signed text is "altered"; a picture with such a code beside ours gives no code at all.
# Instead:  one code, always; what does not fit is fetched. A reader that uses pyzbar catches ValueError and tries
#           parts of the picture.
set -euo pipefail

ldconfig -p | grep -q libzbar.so.0 || { echo "needs Debian's libzbar0"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  zxing-cpp==3.1.1 opencv-python-headless==5.0.0.93 pyzbar==0.1.9 segno==1.6.6 pillow==13.0.0
npm install --silent --no-audit --no-fund --ignore-scripts jsqr@1.4.0 pngjs@7.0.0

cat > read.py <<'PY'
import json
import subprocess
import cv2
import segno
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

TEXT = 'HTTPS://DANGKY.EXAMPLE.VN/V/' + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567' * 8
segno.make_qr(TEXT, error='m').save('whole.png', scale=6, border=4)
for at, part in enumerate(segno.make_sequence(TEXT, symbol_count=2, error='m')):
    part.save(f'part{at}.png', scale=6, border=4)

def zbar(path):
    try:
        return [code.data.decode() for code in pyzbar.decode(Image.open(path).convert('L'))]
    except ValueError as error:
        return str(error)

def read(path):
    javascript = json.loads(subprocess.run(['node', '-e', '''
const {PNG} = require("pngjs"), jsqr = require("jsqr");
const {data, width, height} = PNG.sync.read(require("node:fs").readFileSync(process.argv[1]));
console.log(JSON.stringify(jsqr(new Uint8ClampedArray(data), width, height)?.data ?? null));
''', path], check=True, capture_output=True, text=True).stdout)
    [code] = zxingcpp.read_barcodes(Image.open(path).convert('L'))
    return {'zxing-cpp': (code.text, code.valid), 'OpenCV': cv2.QRCodeDetector().detectAndDecode(cv2.imread(path))[0],
            'jsQR': javascript, 'pyzbar': zbar(path)}

whole, half = read('whole.png'), read('part0.png')
for reader, answer in half.items():
    print(f'{reader}: {answer}')
assert whole == {'zxing-cpp': (TEXT, True), 'OpenCV': TEXT, 'jsQR': TEXT, 'pyzbar': [TEXT]}
assert half['zxing-cpp'] == (half['OpenCV'], True) and TEXT.startswith(half['OpenCV']) and len(half['OpenCV']) == len(TEXT) // 2
assert half['jsQR'] in ('', None) and half['pyzbar'].endswith('is not a valid ZBarOrientation')
print(f"{len(half['OpenCV'])} of {len(TEXT)} letters")
PY
venv/bin/python read.py 2>/dev/null
