#!/usr/bin/env bash
# PyPI jsonschema 4.26.0, fastjsonschema 2.22.3, openapi-spec-validator 0.9.0; against npm ajv 8.20.0 and PyPI
# jsonschema-rs 0.61.2
#
# Expected: `pattern` means the same everywhere: a regular expression of ECMA-262 with Unicode (JSON Schema 2020-12,
#           core, section 6.4).
# Seen:     the Python validators hand it to Python's own `re`. "^\p{Lu}" for a name that begins with a capital (Đ, Ấ)
#           is an error for every document in both, and openapi-spec-validator refuses a whole description for it.
#           And "^\d{10}$" takes ten full-width digits in both. ajv and jsonschema-rs take the name and not the digits.
# Matters:  schemas of papers and dossiers are published for others to check by. With one pattern in them a program in
#           Python stops at every paper; with another it passes codes that we then refuse.
# Instead:  in published schemas write [0-9], not \d; no \p, so no pattern on names; check ours with a Python validator
#           too.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  jsonschema==4.26.0 fastjsonschema==2.22.3 openapi-spec-validator==0.9.0 jsonschema-rs==0.61.2
npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0

cat > check.py <<'PY'
import json
import subprocess
import fastjsonschema
import jsonschema
import jsonschema_rs
from openapi_spec_validator import OpenAPIV31SpecValidator

CASES = {'a name': (r'^\p{Lu}', 'Đỗ Văn Mẫu'), 'full-width digits': (r'^\d{10}$', '０１０１２３４５６５'),
         'a code': ('^[0-9]{10}$', '0101234565')}

def word(act):
    try:
        return 'takes' if act() else 'refuses'
    except (jsonschema.ValidationError, fastjsonschema.JsonSchemaValueException):
        return 'refuses'
    except Exception as error:
        return f'error: {error}'

def fast(schema, value):
    fastjsonschema.compile({'$schema': 'http://json-schema.org/draft-07/schema#'} | schema)(value)
    return True

def plain(schema, value):
    jsonschema.Draft202012Validator(schema).validate(value)
    return True

javascript = json.loads(subprocess.run(['node', '-e', '''
const Ajv = require("ajv/dist/2020").default;
console.log(JSON.stringify(JSON.parse(process.argv[1]).map(([pattern, value]) => new Ajv().validate({type: "string", pattern}, value))));
''', json.dumps(list(CASES.values()))], check=True, capture_output=True, text=True).stdout)
found = {}
for (case, (pattern, value)), other in zip(CASES.items(), javascript):
    schema = {'type': 'string', 'pattern': pattern}
    found[case] = [word(lambda: plain(schema, value)), word(lambda: fast(schema, value)),
                   word(lambda: jsonschema_rs.is_valid(schema, value)), word(lambda: other)]
    print(case, dict(zip(('jsonschema', 'fastjsonschema', 'jsonschema-rs', 'ajv'), found[case])))
assert all(words.startswith('error: bad escape') for words in found['a name'][:2]) and found['a name'][2:] == ['takes'] * 2
assert found['full-width digits'] == ['takes', 'takes', 'refuses', 'refuses']
assert found['a code'] == ['takes'] * 4

description = {'openapi': '3.1.0', 'info': {'title': 'Papers', 'version': '1'}, 'paths': {},
               'components': {'schemas': {'Name': {'type': 'string', 'pattern': CASES['a name'][0]}}}}
[error] = OpenAPIV31SpecValidator(description).iter_errors()
print('openapi-spec-validator:', error.message)
assert error.message.endswith("is not a 'regex'")
PY
venv/bin/python check.py
