#!/usr/bin/env bash
# PyPI python-stdnum 2.2, module stdnum.vn.mst; npm stdnum 1.12.0, VN.mst
#
# Expected: "the Vietnamese tax code" takes every tax code in force. For a person or a household business that is,
#           since 1 July 2025, the personal identification number of 12 digits (Law on Tax Administration 2019,
#           Article 35, clause 7, as Circular 86/2024/TT-BTC carries it out).
# Seen:     10 digits and 13 with a branch are taken, 12 are "invalid length" in both; and neither has anything for the
#           personal number itself. The 12 digits have no check digit: what can be checked is the code of the place (first
#           three), sex and century (the fourth) and the year.
# Matters:  an independent consultant is a person: his invoices, contracts and evidence of work bear 12 digits. A
#           form that checks with this library sends away exactly those people, and with them the right code.
# Instead:  take 10, 13 and 12 digits; check the first two by the library, the third by its parts; and treat it as a
#           personal number (sealed, never shown), since that is what it now is.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-stdnum==2.2
npm install --silent --no-audit --no-fund --ignore-scripts stdnum@1.12.0

cat > check.py <<'PY'
import json
import pkgutil
import subprocess
import stdnum.vn
from stdnum.exceptions import InvalidLength
from stdnum.vn import mst

def answer(number):
    try:
        return mst.validate(number)
    except InvalidLength as error:
        return type(error).__name__

NUMBERS = {'enterprise': '0101234565', 'its branch': '0101234565-001', 'person': '001090000123'}
javascript = json.loads(subprocess.run(['node', '-e', '''
const {stdnum} = require("stdnum");
console.log(JSON.stringify(process.argv.slice(1).map(number => {
  const {isValid, compact, error} = stdnum.VN.mst.validate(number);
  return isValid ? compact : error.name;
})));''', *NUMBERS.values()], check=True, capture_output=True, text=True).stdout)
found = {kind: answer(number) for kind, number in NUMBERS.items()}
for (kind, words), other in zip(found.items(), javascript):
    print(f'{kind}: python-stdnum {words}, stdnum {other}')
modules = [module.name for module in pkgutil.iter_modules(stdnum.vn.__path__)]
print('modules for Viet Nam:', modules)
assert list(found.values()) == javascript
assert found == {'enterprise': '0101234565', 'its branch': '0101234565001', 'person': 'InvalidLength'}
assert modules == ['mst']
PY
venv/bin/python check.py
