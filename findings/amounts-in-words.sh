#!/usr/bin/env bash
# PyPI num2words 0.5.14 (lang "vi"); npm read-vietnamese-number 2.3.1, number-to-text-vietnamese 1.1.7,
# read-vn-number 4.1.0, vn-num2words 1.0.4
#
# Expected: an amount in words says one number, by the rules every clerk knows: groups of three, an empty place is
#           spoken ("không trăm"), five after a ten is "lăm", five after a zero is "năm" ("lẻ" or "linh" is free).
# Seen:     four of the five leave the empty group out: 2,000,500 becomes "hai triệu năm trăm", which is how people
#           *say* 2,500,000. num2words also leaves the empty hundred: 2026 is "hai nghìn lẻ hai mươi sáu".
#           The fifth, which speaks the empty group, writes 15 as "muời năm" (a misspelt ten, then "five" or
#           "years"). read-vn-number has "lẻ lăm" for 05. No two of the five agree on all four numbers.
# Matters:  fees and years stand in words on receipts and decisions, where the words prevail over the digits.
# Instead:  write the twenty lines oneself, every group with its hundreds unless it is the first, with a table of
#           known amounts as the test; and print digits beside the words.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check num2words==0.5.14
npm install --silent --no-audit --no-fund --ignore-scripts \
  read-vietnamese-number@2.3.1 number-to-text-vietnamese@1.1.7 read-vn-number@4.1.0 vn-num2words@1.0.4

cat > words.cjs <<'JS'
const {ReadingConfig, doReadNumber} = require('read-vietnamese-number');
const config = new ReadingConfig();
config.unit = [];
const libraries = {
  'read-vietnamese-number': number => doReadNumber(String(number), config),
  'number-to-text-vietnamese': require('number-to-text-vietnamese').getText,
  'read-vn-number': require('read-vn-number').default,
  'vn-num2words': require('vn-num2words'),
};
const numbers = process.argv.slice(2).map(Number);
console.log(JSON.stringify(Object.fromEntries(
  Object.entries(libraries).map(([name, words]) => [name, numbers.map(number => words(number).trim())]))));
JS
cat > words.py <<'PY'
import json
import subprocess
from num2words import num2words

NUMBERS = [2_000_500, 2026, 15, 105]
found = {'num2words': [num2words(number, lang='vi') for number in NUMBERS]}
found |= json.loads(subprocess.run(['node', 'words.cjs', *map(str, NUMBERS)], check=True, capture_output=True, text=True).stdout)
for library, words in found.items():
    print(f"{library}: {'; '.join(f'{number:,} {text}' for number, text in zip(NUMBERS, words))}")

ambiguous = [library for library, words in found.items() if words[0] == 'hai triệu năm trăm']
assert sorted(ambiguous) == ['num2words', 'number-to-text-vietnamese', 'read-vietnamese-number', 'read-vn-number']
assert found['num2words'][1] == 'hai nghìn lẻ hai mươi sáu'
assert found['read-vn-number'][3] == 'một trăm lẻ lăm'
assert found['vn-num2words'][0] == 'hai triệu không nghìn năm trăm' and found['vn-num2words'][2] == 'muời năm'
PY
venv/bin/python words.py
