#!/usr/bin/env bash
# npm pdf-signature-reader 1.4.3; against PyPI pyHanko 0.38.0 and pdfsignerpy 0.3.1
#
# Expected: of a PDF signed with a key on P-256 the verifier says that the signature holds, or that it cannot tell.
# Seen:     `verified: false`, as for a forged file, with the message "Cannot read public key. OID is not RSA": it
#           stands on node-forge, which knows no elliptic curves. With RSA it finds the file unaltered. Two others call
#           both files valid.
# Matters:  P-256 is what seals of PDFs take if a small signature is wanted, and poppler and Acrobat know it. A portal
#           that shows `verified` calls every paper sealed so a bad one.
# Instead:  name two verifiers that know P-256 where seals are explained (pdfsig, pyHanko); in a check of one's own keep
#           "could not check" apart from "not valid". A reader of this library looks at `error` before `verified`.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdf-signature-reader@1.4.3 pdf-lib@1.17.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyHanko==0.38.0 pdfsignerpy==0.3.1

certificate() { # NAME KEY-OPTIONS…
  openssl req -x509 -nodes -days 30 -keyout "$1.key" -out "$1.crt" -subj "/C=VN/O=Co quan Vi Du/CN=Con dau Vi Du" "${@:2}" 2>/dev/null
}
certificate rsa -newkey rsa:2048
certificate p256 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1
node -e '
const {PDFDocument} = require("pdf-lib");
PDFDocument.create().then(async document => {
  document.addPage([300, 300]);
  require("node:fs").writeFileSync("plain.pdf", await document.save({useObjectStreams: false}));
});'

cat > check.py <<'PY'
import json
import logging
import subprocess
import pdfsigner
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)
found = {}
for kind in ('rsa', 'p256'):
    signer = signers.SimpleSigner.load(f'{kind}.key', f'{kind}.crt')
    with open('plain.pdf', 'rb') as plain, open(f'{kind}.pdf', 'wb') as out:
        signers.sign_pdf(IncrementalPdfFileWriter(plain, strict=False),
                         signers.PdfSignatureMetadata(field_name='S'), signer=signer, output=out)
    with open(f'{kind}.pdf', 'rb') as file:
        signature = PdfFileReader(file, strict=False).embedded_signatures[0]
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=[signer.signing_cert]))
    answer = json.loads(subprocess.run(['node', '--input-type=module', '-e', '''
import fs from "node:fs";
import reader from "pdf-signature-reader";
const verify = reader.default ?? reader;
console.log(JSON.stringify(await verify(fs.readFileSync(process.argv[1]))));''', f'{kind}.pdf'],
        check=True, capture_output=True, text=True).stdout)
    found[kind] = {'pyHanko': status.intact and status.valid, 'pdfsignerpy': pdfsigner.verify_pdf(f'{kind}.pdf')[0]['valid'],
                   'pdf-signature-reader': (answer['verified'], answer.get('integrity'), answer.get('message'))}
    print(kind, found[kind])
for kind in found:
    assert found[kind]['pyHanko'] and found[kind]['pdfsignerpy']
assert found['rsa']['pdf-signature-reader'][1] is True
assert found['p256']['pdf-signature-reader'] == (False, None, 'Cannot read public key. OID is not RSA.')
PY
venv/bin/python check.py
