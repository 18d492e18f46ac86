#!/usr/bin/env bash
# PyPI phonenumbers 9.0.43 and npm libphonenumber-js 1.13.16 (metadata "max")
#
# Expected: a fixed line of Ho Chi Minh City as it was written until June 2017, (08) 3822 xxxx, is refused, like one
#           of Hà Nội of that time, (04) 3822 xxxx, or is at least not called valid: today they are (028) and (024).
# Seen:     "(04) 3822 1234" is invalid, as expected. "(08) 3822 1234" is *valid*, and a mobile: the digits
#           0838221234 are read as the prefix 083, which became a mobile network's in 2018. So for all districts
#           whose numbers began with 3, 5 or 6.
# Matters:  letterheads, evidence and contracts in a dossier are years old, and of the two big cities one is refused
#           and the other becomes a stranger's telephone, to which messages with names and numbers then go.
# Instead:  do not take a number in the form (08) or 08 followed by a blank and eight digits for a mobile: ask. Never
#           send anything to a number that was read out of an old paper and not confirmed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check phonenumbers==9.0.43
npm install --silent --no-audit --no-fund --ignore-scripts libphonenumber-js@1.13.16

cat > read.py <<'PY'
import json
import subprocess
import phonenumbers as p

KINDS = {p.PhoneNumberType.MOBILE: 'mobile', p.PhoneNumberType.FIXED_LINE: 'fixed line', p.PhoneNumberType.UNKNOWN: 'unknown'}
WRITTEN = ['(04) 3822 1234', '(024) 3822 1234', '(08) 3822 1234', '(08) 5422 1234', '(08) 6222 1234', '(028) 3822 1234']

def python(text):
    number = p.parse(text, 'VN')
    return [p.is_valid_number(number), KINDS[p.number_type(number)]]

javascript = json.loads(subprocess.run(['node', '-e', '''
const {parsePhoneNumberWithError: parse} = require("libphonenumber-js/max");
console.log(JSON.stringify(process.argv.slice(1).map(text => {
  const number = parse(text, "VN");
  return [number.isValid(), {MOBILE: "mobile", FIXED_LINE: "fixed line"}[number.getType()] ?? "unknown"];
})))''', *WRITTEN], check=True, capture_output=True, text=True).stdout)
found = {text: python(text) for text in WRITTEN}
for text, other in zip(WRITTEN, javascript):
    print(f'{text}: phonenumbers {found[text]}, libphonenumber-js {other}')
    assert found[text] == other
assert found['(04) 3822 1234'] == [False, 'unknown']
assert found['(024) 3822 1234'] == found['(028) 3822 1234'] == [True, 'fixed line']
assert found['(08) 3822 1234'] == found['(08) 5422 1234'] == found['(08) 6222 1234'] == [True, 'mobile']
PY
venv/bin/python read.py
