#!/usr/bin/env bash
# PyPI pdfminer.six 20260107 (extract_text); against pdfplumber 0.11.10, pypdf 7.1.1 and PyMuPDF 2.0
#
# Expected: "Nguyễn Thị Hương" is read out of a PDF as one line, whether the file has ễ as one letter or as e with two
#           marks: after normalising it is the same text.
# Seen:     with marks written apart pdfminer breaks the line at every second mark: "Nguyê", "̃n Thị Hương". A mark has
#           no width of its own, and pdfminer takes a letter that does not stand further right than the one before for
#           the beginning of a new line. The others read the name, pdfplumber too, which is
#           built on pdfminer but joins letters by itself. What the writer is does not matter (reportlab
#           here; fpdf2, jsPDF, pdf-lib and pdfkit write such marks apart as well).
# Matters:  names from a Mac come so. Evidence whose text is searched for a holder's name does not contain it, and a
#           first line cut at the mark looks like another, shorter name.
# Instead:  read with two programs before "the name is not in this file" is said; write PDFs from normalised text.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  pdfminer.six==20260107 pdfplumber==0.11.10 pypdf==7.1.1 PyMuPDF==2.0 reportlab==5.1.0
npm install --silent --no-audit --no-fund --ignore-scripts dejavu-fonts-ttf@2.37.3

cat > read.py <<'PY'
import unicodedata
import pdfplumber
import pymupdf
from pdfminer.high_level import extract_text
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

NAMES = ['Nguyễn Thị Hương', 'Đỗ Văn Đức', 'Lê Mẫu']
pdfmetrics.registerFont(TTFont('Serif', 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSerif.ttf'))
for form in ('NFC', 'NFD'):
    canvas = Canvas(f'{form}.pdf')
    canvas.setFont('Serif', 14)
    for line, name in enumerate(NAMES):
        canvas.drawString(60, 700 - 40 * line, unicodedata.normalize(form, name))
    canvas.save()

def plumber(path):
    with pdfplumber.open(path) as pdf:
        return pdf.pages[0].extract_text()

READERS = {'pypdf': lambda path: PdfReader(path).pages[0].extract_text(), 'PyMuPDF': lambda path: pymupdf.open(path)[0].get_text(),
           'pdfminer': extract_text, 'pdfplumber': plumber}
found = {}
for form in ('NFC', 'NFD'):
    for reader, read in READERS.items():
        lines = [line for line in unicodedata.normalize('NFC', read(f'{form}.pdf')).split('\n') if line.strip()]
        found[form, reader] = [name in lines for name in NAMES]
        print(form, reader, lines)
assert all(all(there) for (form, reader), there in found.items() if form == 'NFC' or reader != 'pdfminer')
assert not any(found['NFD', 'pdfminer'])
PY
venv/bin/python read.py 2>/dev/null
