#!/usr/bin/env bash
# PyPI mrz 0.6.2, npm mrz-fast 1.0.9: the readable line of a passport, from a name (ICAO Doc 9303, part 3, section 6)
#
# Expected: whoever writes NGUYEN<<THI<HUONG needs only the name; both write such lines, and mrz names its table of
#           letters with marks.
# Seen:     mrz turns Łukasz Đorđe into LUKASZ<<DORDE and Müller into MUELLER, and raises "String contains invalid
#           characters" for every letter with two marks or a tone under it: Nguyễn, Đỗ, Trần, Ưng. mrz-fast writes the
#           letters as they are, NGUYỄN<<THỊ<HƯƠNG, though the line has A-Z alone, and calls its own line valid.
# Matters:  a register that asks foreigners for the name of their readable line, and compares it with one made so,
#           finds no Vietnamese expert's own passport right, or takes a line that no reader can have read.
# Instead:  decompose, drop the marks, Đ to D, and then make the line; compare folded names.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mrz==0.6.2
npm install --silent --no-audit --no-fund --ignore-scripts mrz-fast@1.0.9

cat > write.py <<'PY'
from mrz.generator.td3 import TD3CodeGenerator

def line(surname, given):
    try:
        code = TD3CodeGenerator('P', 'VNM', surname, given, 'B1234567', 'VNM', '800305', 'F', '300101')
        return str(code).split('\n')[0].rstrip('<')
    except ValueError as error:
        return error.args[0]

for surname, given, seen in [
    ('Łukasz', 'Đorđe', 'P<VNMLUKASZ<<DORDE'), ('Müller', 'José', 'P<VNMMUELLER<<JOSE'),
    ('Nguyễn', 'Thị Hương', 'String contains invalid characters'), ('Đỗ', 'Văn', 'String contains invalid characters'),
    ('Trần', 'Hà', 'String contains invalid characters'), ('Nguyen', 'Thi Huong', 'P<VNMNGUYEN<<THI<HUONG'),
]:
    print('mrz', surname, given, '->', line(surname, given))
    assert line(surname, given) == seen
PY
venv/bin/python write.py

cat > write.mjs <<'JS'
import assert from 'node:assert';
import { createMRZ, parseMRZ } from 'mrz-fast';
const lines = createMRZ({
  documentCode: 'P', issuingState: 'VNM', lastName: 'Nguyễn', firstName: 'Thị Hương', documentNumber: 'B1234567',
  nationality: 'VNM', birthDate: { year: 1980, month: 3, day: 5 }, sex: 'female',
  expirationDate: { year: 2030, month: 1, day: 1 },
});
console.log('mrz-fast', lines[0], parseMRZ(lines).valid);
assert(lines[0].startsWith('P<VNMNGUYỄN<<THỊ<HƯƠNG<') && parseMRZ(lines).valid);
JS
node write.mjs
