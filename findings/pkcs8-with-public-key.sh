#!/usr/bin/env bash
# Debian 12's OpenSSL 3.0, Node 20 (WebCrypto), PyPI cryptography 50.0.2, npm jose 6.2.18; against npm node-forge 1.4.3
# and PyPI asn1crypto 1.5.1
#
# Expected: an Ed25519 key in a PKCS#8 file that follows the standard opens in every one of them.
# Seen:     a file of version 1 (only the secret) does. A file of version 2, which carries the public key as well
#           (RFC 5958, section 2; RFC 8410, section 7 with an example of it in 10.3), is "unsupported" or "invalid"
#           for OpenSSL, Node, WebCrypto, cryptography and jose. Forge and asn1crypto read it.
# Matters:  crates write version 2 by themselves (ring and what builds on it; ed25519-dalek unless told otherwise),
#           and a signing key is wanted elsewhere on the worst day: for a hardware module, a ceremony on another
#           machine, a recovery with nothing but `openssl`. The key is good, and nothing can open it.
# Instead:  write keys without their public half; and let the ceremony open the backup with a second program. What
#           came as version 2 is mended by rewriting it: version 0 in place of 1, the last field left out.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cryptography==50.0.2 asn1crypto==1.5.1
npm install --silent --no-audit --no-fund --ignore-scripts jose@6.2.18 node-forge@1.4.3

cat > write.py <<'PY'
import base64
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

secret = bytes(range(32))
public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
ed25519 = bytes.fromhex('300506032b6570')
inner = bytes.fromhex('04220420') + secret
for version, fields in ((1, b'\x02\x01\x00' + ed25519 + inner),
                        (2, b'\x02\x01\x01' + ed25519 + inner + b'\x81\x21\x00' + public)):
    der = b'\x30' + bytes([len(fields)]) + fields
    open(f'v{version}.der', 'wb').write(der)
    open(f'v{version}.pem', 'w').write(
        '-----BEGIN PRIVATE KEY-----\n' + base64.encodebytes(der).decode() + '-----END PRIVATE KEY-----\n')
PY
venv/bin/python write.py

cat > read.py <<'PY'
import json
import subprocess
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.serialization import load_pem_private_key

def opens(act):
    try:
        act()
        return True
    except Exception as error:
        return False

def read(version):
    pem, der = open(f'v{version}.pem', 'rb').read(), open(f'v{version}.der', 'rb').read()
    found = {
        'openssl': subprocess.run(['openssl', 'pkey', '-in', f'v{version}.pem', '-noout'], capture_output=True).returncode == 0,
        'cryptography': opens(lambda: load_pem_private_key(pem, None)),
        'asn1crypto': opens(lambda: PrivateKeyInfo.load(der)['private_key'].native),
    }
    javascript = subprocess.run(['node', '--input-type=module', '-e', '''
import fs from "node:fs";
import {createPrivateKey, webcrypto} from "node:crypto";
import {importPKCS8} from "jose";
import forge from "node-forge";
const [version] = process.argv.slice(1);
const pem = fs.readFileSync(`v${version}.pem`, "utf8"), der = fs.readFileSync(`v${version}.der`);
const opens = async act => { try { await act(); return true; } catch { return false; } };
console.log(JSON.stringify({
  "Node": await opens(() => createPrivateKey(pem)),
  "WebCrypto": await opens(() => webcrypto.subtle.importKey("pkcs8", der, "Ed25519", false, ["sign"])),
  "jose": await opens(() => importPKCS8(pem, "EdDSA")),
  "node-forge": await opens(() => forge.pki.ed25519.privateKeyFromAsn1(forge.asn1.fromDer(der.toString("binary")))),
}));''', str(version)], capture_output=True, text=True, check=True).stdout
    return found | json.loads(javascript)

first, second = read(1), read(2)
for library in first:
    print(f'{library}: version 1 {"opens" if first[library] else "refused"}, version 2 {"opens" if second[library] else "refused"}')
assert all(first.values())
assert sorted(library for library in second if second[library]) == ['asn1crypto', 'node-forge']
PY
openssl version
venv/bin/python read.py
