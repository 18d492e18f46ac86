#!/usr/bin/env bash
# npm exceljs 4.4.0; against PyPI openpyxl 3.1.5, python-calamine 0.9.1, npm xlsx 0.18.5
#
# Expected: a cell with the number 40 and the format 0\h, shown by Excel as "40h", is read as the number 40.
# Seen:     exceljs gives the date 1900-02-08. It looks for the letters y m d h s in the format and leaves out what
#           stands in quotes or brackets, but not what stands after a backslash, which is how one literal letter is
#           written (ECMA-376 part 1, section 18.8.31). The three others give 40; all four give 40 for 0"h".
# Matters:  "40h", "8h", "12m" are how hours of courses and months of work stand in lists that applicants send; hours
#           of training and work that turn into dates of 1900 are not even refused, being dates.
# Instead:  read with calamine or SheetJS, or look at the raw value; refuse any date before 1930 in every column.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 xlsx@0.18.5
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1

cat > read.py <<'PY'
import json
import subprocess
import openpyxl
from python_calamine import CalamineWorkbook

FORMATS = ['0"h"', r'0\h', r'0\ \m']
book = openpyxl.Workbook()
for row, number_format in enumerate(FORMATS, 1):
    book.active.cell(row, 1, 40).number_format = number_format
book.save('hours.xlsx')

found = json.loads(subprocess.run(['node', '-e', '''
const Exceljs = require("exceljs"), xlsx = require("xlsx");
(async () => {
  const book = new Exceljs.Workbook();
  await book.xlsx.readFile("hours.xlsx");
  const sheet = Object.values(xlsx.readFile("hours.xlsx", {cellDates: true}).Sheets)[0];
  const rows = [1, 2, 3];
  console.log(JSON.stringify({
    exceljs: rows.map(row => book.worksheets[0].getCell(row, 1).value), xlsx: rows.map(row => sheet[`A${row}`].v)}));
})();'''], check=True, capture_output=True, text=True).stdout)
found['openpyxl'] = [cell.value for (cell,) in openpyxl.load_workbook('hours.xlsx').active.rows]
found['calamine'] = [row[0] for row in CalamineWorkbook.from_path('hours.xlsx').get_sheet_by_index(0).to_python()]
for library, values in found.items():
    print(library, dict(zip(FORMATS, values)))
assert all(found[library] == [40, 40, 40] for library in ('xlsx', 'openpyxl', 'calamine'))
assert found['exceljs'][0] == 40 and all(str(value).startswith('1900-02-0') for value in found['exceljs'][1:])
PY
venv/bin/python read.py
