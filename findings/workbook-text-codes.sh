#!/usr/bin/env bash
# PyPI csvkit 2.2.0 (agate-excel 0.4.2), pandas 3.1.1; against openpyxl 3.1.5, python-calamine 0.9.1
#
# Expected: a cell that its author made text is text: 0107654321 keeps its zero, 3.4.2028 keeps its day and month.
# Seen:     csvkit's in2csv and pandas.read_excel (with either reader) throw away that the cell is text and guess anew from
#           its letters. A column of tax codes becomes numbers without their zeros, and in2csv reads the text 3.4.2028, by
#           which a Vietnamese office means 3 April, as 4 March. openpyxl and calamine give the texts as they are.
# Matters:  making such a column text is what offices are told to do so that zeros stay; two of the most used tools undo
#           it without a word, and a code of nine digits is refused, or worse, another enterprise's.
# Instead:  read cells with openpyxl or calamine; pandas with dtype=str; in2csv with --no-inference, which keeps both.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check csvkit==2.2.0 agate-excel==0.4.2 pandas==3.1.1 \
  openpyxl==3.1.5 python-calamine==0.9.1

cat > read.py <<'PY'
import subprocess
import openpyxl
import pandas
from python_calamine import CalamineWorkbook

book = openpyxl.Workbook()
book.active.append(['code', 'last'])
book.active.append(['0107654321', '3.4.2028'])
book.active['A2'].number_format = book.active['B2'].number_format = '@'
book.save('list.xlsx')

found = {
    'openpyxl': [cell.value for cell in list(openpyxl.load_workbook('list.xlsx').active.rows)[1]],
    'calamine': CalamineWorkbook.from_path('list.xlsx').get_sheet_by_index(0).to_python()[1],
}
for engine in ('openpyxl', 'calamine'):
    found[f'pandas, {engine}'] = pandas.read_excel('list.xlsx', engine=engine).iloc[0].tolist()
for words in ([], ['--no-inference']):
    printed = subprocess.run(['venv/bin/in2csv', *words, 'list.xlsx'], check=True, capture_output=True, text=True).stdout
    found[' '.join(['in2csv', *words])] = printed.splitlines()[1].split(',')
for reader, row in found.items():
    print(reader, row)
assert found['openpyxl'] == found['calamine'] == found['in2csv --no-inference'] == ['0107654321', '3.4.2028']
assert found['pandas, openpyxl'][0] == found['pandas, calamine'][0] == 107654321
assert found['in2csv'] == ['107654321', '2028-03-04']
PY
venv/bin/python read.py
