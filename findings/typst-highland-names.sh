#!/usr/bin/env bash
# PyPI typst 0.15.2 (typst 0.15), its own font; read by pypdf 7.1.1, pdfminer.six 20260107, pymupdf 1.28.2
#
# Expected: a letter that Unicode spells with a mark after it, as ơ̆ in names of the Central Highlands, comes out of a PDF
#           as it went in: "Rơ Châm Ơ̆", "Tơr ơ̆". The file is tagged and has a ToUnicode table for every font.
# Seen:     pypdf gives "Tơr ơ" and the sign U+000F in place of the mark, pdfminer "Tơr ơ(cid:15)"; MuPDF and poppler
#           read both names. The glyph of the mark has no text of its own in the table: one group's text hangs on its
#           letter, the others' in spans with an ActualText that two readers pass over.
# Matters:  names copied, searched or indexed from the paper are other names.
# Instead:  one glyph for such a letter, from a font that has it ready, and that font for nothing else: then the table
#           has the whole letter, and every reader gets it (our press/fonts/stacked.py makes one).
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  typst==0.15.2 pypdf==7.1.1 pdfminer.six==20260107 pymupdf==1.28.2

cat > read.py <<'PY'
import unicodedata
from pathlib import Path

import pymupdf
import typst
from pdfminer.high_level import extract_text
from pypdf import PdfReader

NAMES = ['Trương Thị Thương', 'Rơ Châm Ơ\u0306', 'Tơr ơ\u0306']
Path('names.typ').write_text('#set text(lang: "vi")\n' + ' \\\n'.join(NAMES))
typst.compile('names.typ', output='names.pdf', ignore_system_fonts=True)

READERS = {'pypdf': lambda path: PdfReader(path).pages[0].extract_text(), 'pdfminer': extract_text,
           'MuPDF': lambda path: pymupdf.open(path)[0].get_text()}
right = {}
for reader, read in READERS.items():
    lines = [unicodedata.normalize('NFC', line).strip() for line in read('names.pdf').split('\n') if line.strip()]
    right[reader] = lines == NAMES
    print(reader, lines)
assert right == {'pypdf': False, 'pdfminer': False, 'MuPDF': True}, right
PY
venv/bin/python read.py
