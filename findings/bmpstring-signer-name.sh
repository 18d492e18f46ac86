#!/usr/bin/env bash
# PyPI pdfsignerpy 0.3.1 and pyunderskrift 0.1.4 (both on the Rust crate x509-cert); against pyHanko 0.38.0 and openssl
#
# Expected: the verifier of a PDF shows who signed, "Nguyễn Thị Mẫu", in whichever string type the certificate has it.
# Seen:     with UTF8String, yes. With BMPString both say "2.5.4.3=#1e1c004e0067…": the letters as hexadecimal digits, and
#           not even CN. RFC 5280, section 4.1.2.4, lets a CA go on with the type it began with (and RFC 4514, section
#           2.4, lets a printer fall back to digits); pyHanko and openssl show the name.
# Matters:  BMPString is what `string_mask = default` in OpenSSL gives (here) for letters outside Latin-1, so for every
#           Vietnamese name. A page that shows the signer, or a check by his name, fails for a good signature.
# Instead:  decode BMPString (UTF-16BE without a mark) oneself before a certificate's name is shown (printing a Name of
#           x509-cert does not, here neither: papers/src/seal/certificate.rs). Compare certificates by their bytes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  pdfsignerpy==0.3.1 pyunderskrift==0.1.4 pyHanko==0.38.0 pypdf==7.1.1

certificate() { # TYPE
  printf '%s\n' '[req]' 'prompt = no' 'distinguished_name = name' "string_mask = $2" '[name]' 'C = VN' 'CN = Nguyễn Thị Mẫu' >"$1.cnf"
  openssl req -x509 -utf8 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
    -config "$1.cnf" -keyout "$1.key" -out "$1.crt" 2>/dev/null
}
certificate utf8 utf8only
certificate bmp default

cat > check.py <<'PY'
import subprocess
import pdfsigner
import pyunderskrift
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pypdf import PdfWriter

writer = PdfWriter()
writer.add_blank_page(300, 300)
writer.write('plain.pdf')
found = {}
for kind in ('utf8', 'bmp'):
    signer = signers.SimpleSigner.load(f'{kind}.key', f'{kind}.crt')
    with open('plain.pdf', 'rb') as plain, open(f'{kind}.pdf', 'wb') as out:
        signers.sign_pdf(IncrementalPdfFileWriter(plain), signers.PdfSignatureMetadata(field_name='S'), signer=signer, output=out)
    [first] = pdfsigner.verify_pdf(f'{kind}.pdf')
    stores = pyunderskrift.TrustStoreSet()
    stores.set_sig_store(pyunderskrift.TrustStore.from_pem_file(f'{kind}.crt'))
    verifier = pyunderskrift.SignatureVerifier(stores)
    verifier.set_allow_online(False)
    [second] = verifier.verify_pdf(open(f'{kind}.pdf', 'rb').read()).signatures
    assert first['valid'] and second.integrity_ok
    found[kind] = {
        'pdfsignerpy': first['signer'], 'pyunderskrift': second.signer_name,
        'pyHanko': signer.signing_cert.subject.human_friendly,
        'openssl': subprocess.run(['openssl', 'x509', '-noout', '-subject', '-nameopt', 'utf8', '-in', f'{kind}.crt'],
                                  check=True, capture_output=True, text=True).stdout.strip()}
    kinds = {type(part['value'].chosen).__name__ for rdn in signer.signing_cert.subject.chosen for part in rdn
             if part['type'].native == 'common_name'}
    print(kind, kinds, found[kind])
    assert kinds == {{'utf8': 'UTF8String', 'bmp': 'BMPString'}[kind]}
assert all('Nguyễn Thị Mẫu' in name for name in found['utf8'].values())
assert [reader for reader, name in found['bmp'].items() if 'Nguyễn Thị Mẫu' in name] == ['pyHanko', 'openssl']
assert found['bmp']['pdfsignerpy'].startswith('2.5.4.3=#1e') and found['bmp']['pyunderskrift'].startswith('2.5.4.3=#1e')
PY
venv/bin/python check.py
