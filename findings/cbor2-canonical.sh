#!/usr/bin/env bash
# PyPI cbor2 5.9.0; against npm cborg 6.1.5 and cbor 10.0.12
#
# Expected: dumps(…, canonical=True) is the deterministic CBOR that COSE and CWT mean: RFC 8949, section 4.2.1, keys in
#           the order of their encoded bytes.
# Seen:     keys come shortest first, as in the old RFC 7049, section 3.9 (kept in RFC 8949 as 4.2.3 under the name
#           "length-first"). For keys of one kind both orders agree, so a first trial passes. They part where a long
#           number meets a short text or a short negative number: a claim "so" beside -65538 is written before it by
#           cbor2, after it by cborg and cbor, which follow 4.2.1.
# Matters:  a verifier that writes a token anew and compares bytes, as ours does, refuses what such a program signs.
#           Nothing in the error points at the order of two keys.
# Instead:  in Python sort the keys oneself before dumps (shown below); in a format of one's own keep to keys for which
#           both orders agree (numbers in one width, or text only), and put a case with both into the vectors.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cbor2==5.9.0
npm install --silent --no-audit --no-fund --ignore-scripts cborg@6.1.5 cbor@10.0.12

cat > write.mjs <<'JS'
import {encode, rfc8949EncodeOptions} from 'cborg';
import cbor from 'cbor';

const claims = [[4, 1795000000], [-65538, 17], ['so', '01/2026']];
const both = [[1, 'a'], [65533, 'b'], [-65538, 'c']];
const hex = bytes => Buffer.from(bytes).toString('hex');
console.log(JSON.stringify([claims, both].map(pairs => ({
  cborg: hex(encode(new Map(pairs), rfc8949EncodeOptions)), cbor: hex(cbor.encodeCanonical(new Map(pairs))),
}))));
JS
cat > write.py <<'PY'
import json
import subprocess
import cbor2

claims = {4: 1795000000, -65538: 17, 'so': '01/2026'}
both = {1: 'a', 65533: 'b', -65538: 'c'}

def sorted_by_bytes(pairs):
    return dict(sorted(pairs.items(), key=lambda pair: cbor2.dumps(pair[0])))

javascript = json.loads(subprocess.run(['node', 'write.mjs'], check=True, capture_output=True, text=True).stdout)
for name, pairs, other in (('claims with a text among them', claims, javascript[0]), ('numbers only', both, javascript[1])):
    canonical = cbor2.dumps(pairs, canonical=True).hex()
    by_hand = cbor2.dumps(sorted_by_bytes(pairs)).hex()
    print(f"{name}:\n  cbor2 canonical {canonical}\n  cborg           {other['cborg']}\n"
          f"  cbor            {other['cbor']}\n  cbor2, sorted   {by_hand}")
    assert other['cborg'] == other['cbor'] == by_hand
    assert (canonical == by_hand) == (pairs is both)
PY
venv/bin/python write.py
