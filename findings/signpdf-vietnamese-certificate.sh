#!/usr/bin/env bash
# npm @signpdf/signpdf 3.3.0 with @signpdf/signer-p12 3.3.0 (node-forge 1.4.3)
#
# Expected: a PDF signed with a certificate verifies, whatever letters the certificate's names are written in.
# Seen:     with an ASCII name it verifies; with a Vietnamese name no validator finds the signer's certificate.
#           node-forge reads a UTF8String as single bytes and encodes these once more when it writes the issuer
#           into SignerInfo, so that it is no longer the issuer in the certificate, byte for byte, as RFC 5652,
#           section 5.3 (issuerAndSerialNumber) needs it. Nothing is said when signing; the document is spoilt.
# Matters:  an organisation in Viet Nam, and the authorities that certify it, have Vietnamese names. What a
#           consultant signs with such a program arrives here as "signer unknown", and the fault is not his.
# Instead:  sign with something that copies the certificate's bytes (pyHanko does, shown below). Of an incoming
#           file whose signer cannot be found, compare the serial number and say which program is known for it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
  @signpdf/signpdf@3.3.0 @signpdf/signer-p12@3.3.0 @signpdf/placeholder-plain@3.3.0 @signpdf/utils@3.3.0 \
  node-forge@1.4.3 pdf-lib@1.17.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyHanko==0.38.0

certificate() { # NAME SUBJECT
  openssl req -x509 -newkey rsa:2048 -nodes -utf8 -days 30 -keyout "$1.key" -out "$1.crt" -subj "$2" 2>/dev/null
  openssl pkcs12 -export -inkey "$1.key" -in "$1.crt" -passout pass:word -out "$1.p12"
}
certificate ascii '/C=VN/O=Cong ty Vi Du/CN=Nguyen Thi Mau'
certificate vietnamese '/C=VN/O=Công ty Ví Dụ/CN=Nguyễn Thị Mẫu'

cat > sign.mjs <<'JS'
import fs from 'node:fs';
import {PDFDocument} from 'pdf-lib';
import {plainAddPlaceholder} from '@signpdf/placeholder-plain';
import {P12Signer} from '@signpdf/signer-p12';
import signpdf from '@signpdf/signpdf';

const document = await PDFDocument.create();
document.addPage([300, 300]);
const plain = Buffer.from(await document.save({useObjectStreams: false}));
fs.writeFileSync('plain.pdf', plain);
for(const name of ['ascii', 'vietnamese']) {
  const pdfBuffer = plainAddPlaceholder({pdfBuffer: plain, reason: 'test', name: 'test', location: 'test', contactInfo: 'test'});
  const signer = new P12Signer(fs.readFileSync(`${name}.p12`), {passphrase: 'word'});
  fs.writeFileSync(`signpdf-${name}.pdf`, await signpdf.default.sign(pdfBuffer, signer));
}
JS
node sign.mjs

cat > check.py <<'PY'
import logging
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)
signer = signers.SimpleSigner.load_pkcs12('vietnamese.p12', passphrase=b'word')
with open('plain.pdf', 'rb') as plain, open('pyhanko-vietnamese.pdf', 'wb') as out:
    signers.sign_pdf(IncrementalPdfFileWriter(plain, strict=False),
                     signers.PdfSignatureMetadata(field_name='Signature1'), signer=signer, output=out)

def verdict(path):
    with open(path, 'rb') as file:
        signature = PdfFileReader(file, strict=False).embedded_signatures[0]
        attached = signature.signed_data['certificates'][0].chosen
        named = signature.signer_info['sid'].chosen['issuer']
        print(f"{path}: certificate of “{attached.issuer.native['common_name']}”, "
              f"signature names “{named.native['common_name']}”")
        try:
            status = validate_pdf_signature(signature, ValidationContext(trust_roots=[attached]))
            return 'valid' if status.intact and status.valid else 'not valid'
        except SignatureValidationError as error:
            return str(error)

found = {path: verdict(path) for path in
         ('signpdf-ascii.pdf', 'pyhanko-vietnamese.pdf', 'signpdf-vietnamese.pdf')}
for path, words in found.items():
    print(f'{path}: {words}')
assert found['signpdf-ascii.pdf'] == 'valid'
assert found['pyhanko-vietnamese.pdf'] == 'valid'
assert found['signpdf-vietnamese.pdf'].startswith('signer certificate not included')
PY
venv/bin/python check.py
