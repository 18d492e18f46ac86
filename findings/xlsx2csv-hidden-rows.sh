#!/usr/bin/env bash
# PyPI xlsx2csv 0.8.6; against openpyxl 3.1.5, csvkit 2.2.0, python-calamine 0.9.1
#
# Expected: a workbook turned into text has all its rows unless it is asked otherwise, or says how many it left out.
# Seen:     xlsx2csv leaves out the rows that are hidden, by a filter that somebody forgot as well, and says nothing. Three
#           others give them. It writes the value 103959500 with the format 0000000000 without its zero, too, though it
#           applies the format of a day.
# Matters:  lists of papers are kept filtered ("only Hà Nội"); whoever takes such a list over loses every other certificate,
#           and the count of what was taken is right.
# Instead:  xlsx2csv --include-hidden-rows, or another library; and tell which rows were hidden.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.6 csvkit==2.2.0 openpyxl==3.1.5 python-calamine==0.9.1

cat > read.py <<'PY'
import subprocess
import openpyxl
from python_calamine import CalamineWorkbook

book = openpyxl.Workbook()
for row in (['number', 'code'], ['01/2025', 103959500], ['02/2025', 1], ['03/2025', 2]):
    book.active.append(row)
book.active['B2'].number_format = '0000000000'
book.active.row_dimensions[3].hidden = True
book.save('list.xlsx')

def printed(*words):
    return subprocess.run([f'venv/bin/{words[0]}', *words[1:], 'list.xlsx'], check=True, capture_output=True, text=True).stdout.splitlines()

found = {
    'xlsx2csv': [line for line in printed('xlsx2csv') if line],
    'in2csv': printed('in2csv', '--no-inference'),
    'openpyxl': [','.join(str(cell.value) for cell in row) for row in openpyxl.load_workbook('list.xlsx').active.rows],
    'calamine': [','.join(map(str, row)) for row in CalamineWorkbook.from_path('list.xlsx').get_sheet_by_index(0).to_python()],
}
for reader, rows in found.items():
    print(reader, rows)
assert [len(found[reader]) for reader in ('in2csv', 'openpyxl', 'calamine')] == [4, 4, 4]
assert len(found['xlsx2csv']) == 3 and '02/2025' not in ' '.join(found['xlsx2csv'])
assert '103959500' in found['xlsx2csv'][1] and '0103959500' not in found['xlsx2csv'][1]
PY
venv/bin/python read.py
