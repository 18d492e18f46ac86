#!/usr/bin/env bash
# npm @signpdf/placeholder-pdf-lib 3.3.0 and @signpdf/placeholder-plain 3.3.0
#
# Expected: the reason, the name and the place given for a signature stand in the PDF as they were given.
# Seen:     neither writes Vietnamese. placeholder-pdf-lib keeps the low byte of every letter ("Hà Nội" becomes
#           "Hà NÙi", "Cấp giấy" the bytes 43 A5 70 …); placeholder-plain writes UTF-16 with its mark and then
#           encodes these bytes once more as UTF-8. A text string is PDFDocEncoding or UTF-16BE with its mark
#           (ISO 32000-1, section 7.9.2.2); what both write is neither, and the signature then seals it.
# Matters:  name, place and reason are what viewers show beside "signed by", and what an officer reads first. They
#           cannot be mended afterwards: they lie inside the signed bytes.
# Instead:  give these two only ASCII and let the certificate name the signer; or set the fields with
#           PDFHexString.fromText, or sign with pyHanko (shown below). In a check, never compare /Reason or /Name
#           of a foreign signature with what is on file.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
  @signpdf/placeholder-plain@3.3.0 @signpdf/placeholder-pdf-lib@3.3.0 @signpdf/utils@3.3.0 pdf-lib@1.17.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pyHanko==0.38.0

cat > place.mjs <<'JS'
import fs from 'node:fs';
import {PDFDocument} from 'pdf-lib';
import {pdflibAddPlaceholder} from '@signpdf/placeholder-pdf-lib';
import {plainAddPlaceholder} from '@signpdf/placeholder-plain';

const words = {reason: 'Cấp giấy xác nhận', name: 'Công ty Ví Dụ', location: 'Hà Nội', contactInfo: 'Phòng Tổ chức'};
const document = await PDFDocument.create();
document.addPage([300, 300]);
const plain = Buffer.from(await document.save({useObjectStreams: false}));
fs.writeFileSync('bare.pdf', plain);
fs.writeFileSync('placeholder-plain.pdf', plainAddPlaceholder({pdfBuffer: plain, ...words}));
pdflibAddPlaceholder({pdfDoc: document, ...words});
fs.writeFileSync('placeholder-pdf-lib.pdf', await document.save({useObjectStreams: false}));
JS
node place.mjs
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout key.pem -out crt.pem -subj /CN=test 2>/dev/null

cat > read.py <<'PY'
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pypdf import PdfReader

signer = signers.SimpleSigner.load('key.pem', 'crt.pem')
with open('bare.pdf', 'rb') as bare, open('pyhanko.pdf', 'wb') as out:
    given = signers.PdfSignatureMetadata(field_name='S', reason='Cấp giấy xác nhận', name='Công ty Ví Dụ', location='Hà Nội')
    signers.sign_pdf(IncrementalPdfFileWriter(bare, strict=False), given, signer=signer, output=out)

def read(path):
    for field in PdfReader(path).get_fields().values():
        found = {key: field['/V'].get(key) for key in ('/Reason', '/Name', '/Location')}
        print(path, found)
        return found

expected = {'/Reason': 'Cấp giấy xác nhận', '/Name': 'Công ty Ví Dụ', '/Location': 'Hà Nội'}
assert read('pyhanko.pdf') == expected
low, twice = read('placeholder-pdf-lib.pdf'), read('placeholder-plain.pdf')
assert low['/Location'] == 'Hà NÙi'
assert not any(low[key] == text for key, text in expected.items())
assert not any(twice[key] == text for key, text in expected.items())
assert bytes(twice['/Location']).decode('utf-8').encode('latin-1').decode('utf-16') == 'Hà Nội'
PY
venv/bin/python read.py
