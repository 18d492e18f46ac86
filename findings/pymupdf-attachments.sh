#!/usr/bin/env bash
# PyPI PyMuPDF 2.0; against pypdf 7.1.1, pikepdf 10.18.0, npm pdfjs-dist 4.10.38
#
# Expected: a reader lists what is attached to a PDF, under the name it was given, however the file keeps its list.
# Seen:     the list is a name tree, and a tree may have branches (/Kids; ISO 32000-1, section 7.9.6). With one flat
#           node PyMuPDF counts two attachments; the same two in two leaves: none, and no error. The others see two
#           both times. And in the flat case embfile_info gives "Giấy xác nhận.json" as "Giáº¥y xÃ¡c nháº\xadn.json".
# Matters:  a certificate as PDF carries the signed document as an attachment; writers branch the tree when there are
#           many, and mergers keep the branches. "No attachment" then reads as "not one of ours".
# Instead:  take attachments with pikepdf, pypdf or pdf.js; attach one file, in a flat tree, with an ASCII name.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PyMuPDF==2.0 pypdf==7.1.1 pikepdf==10.18.0
npm install --silent --no-audit --no-fund --ignore-scripts --omit=optional pdfjs-dist@4.10.38

cat > read.py <<'PY'
import json
import subprocess
import pikepdf
import pymupdf
import pypdf
from pikepdf import Array, Dictionary, Name, String

NAMES = ['Giấy xác nhận.json', 'Phụ lục.json']

def write(path, branched):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pairs = []
    for name in NAMES:
        stream = pdf.make_stream(b'{}', Type=Name.EmbeddedFile)
        spec = Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=stream, UF=stream))
        pairs.append([String(name), pdf.make_indirect(spec)])
    if branched:
        tree = Dictionary(Kids=Array([
            pdf.make_indirect(Dictionary(Names=Array(pair), Limits=Array([pair[0], pair[0]]))) for pair in pairs]))
    else:
        tree = Dictionary(Names=Array([part for pair in pairs for part in pair]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree)
    pdf.save(path)

def javascript(path):
    return json.loads(subprocess.run(['node', '--input-type=module', '-e', '''
import fs from "node:fs";
import {getDocument} from "pdfjs-dist/legacy/build/pdf.mjs";
const pdf = await getDocument({data: new Uint8Array(fs.readFileSync(process.argv[1])), verbosity: 0}).promise;
console.log("\\n" + JSON.stringify(Object.values(await pdf.getAttachments() ?? {}).map(file => file.filename)));
''', path], check=True, capture_output=True, text=True).stdout.splitlines()[-1])

def read(path):
    with pikepdf.open(path) as pdf:
        pike = [pdf.attachments[key].filename for key in list(pdf.attachments)]
    with pymupdf.open(path) as pdf:
        mupdf = [pdf.embfile_info(at)['ufilename'] for at in range(pdf.embfile_count())]
    return {'pypdf': [file.alternative_name for file in pypdf.PdfReader(path).attachment_list],
            'pikepdf': pike, 'pdf.js': javascript(path), 'PyMuPDF': mupdf}

found = {}
for path, branched in (('flat.pdf', False), ('branched.pdf', True)):
    write(path, branched)
    found[path] = read(path)
    for reader, names in found[path].items():
        print(path, reader, names)
for reader in ('pypdf', 'pikepdf', 'pdf.js'):
    assert sorted(found['flat.pdf'][reader]) == sorted(found['branched.pdf'][reader]) == NAMES
assert len(found['flat.pdf']['PyMuPDF']) == 2 and found['branched.pdf']['PyMuPDF'] == []
assert found['flat.pdf']['PyMuPDF'][0] == NAMES[0].encode().decode('latin-1')
PY
venv/bin/python read.py
