#!/usr/bin/env bash
# npm @signpdf/signer-p12 3.3.0
#
# Expected: a signer made once from the key file signs every paper of a batch, as pyHanko's does.
# Seen:     it signs the first; the second call throws "Too few bytes to parse DER". The key file is kept in a
#           buffer with a reading position, which the first signature leaves at its end.
# Matters:  an office grants an organisation and its experts at once, ten or forty papers from one decision. A
#           trial with one paper passes; the batch breaks after the first, when the decision has been taken.
# Instead:  make a new P12Signer for each paper, as below; and try whatever signs with two papers, never with one.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
  @signpdf/signpdf@3.3.0 @signpdf/signer-p12@3.3.0 @signpdf/placeholder-plain@3.3.0 @signpdf/utils@3.3.0 \
  node-forge@1.4.3 pdf-lib@1.17.1
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout key.pem -out crt.pem -subj /CN=test 2>/dev/null
openssl pkcs12 -export -inkey key.pem -in crt.pem -passout pass:word -out key.p12

cat > sign.mjs <<'JS'
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {PDFDocument} from 'pdf-lib';
import {plainAddPlaceholder} from '@signpdf/placeholder-plain';
import {P12Signer} from '@signpdf/signer-p12';
import signpdf from '@signpdf/signpdf';

const document = await PDFDocument.create();
document.addPage([300, 300]);
const pdfBuffer = plainAddPlaceholder({
  pdfBuffer: Buffer.from(await document.save({useObjectStreams: false})),
  reason: 'test', name: 'test', location: 'test', contactInfo: 'test',
});
const signer = () => new P12Signer(fs.readFileSync('key.p12'), {passphrase: 'word'});
const sign = async by => {
  try {
    return `${(await signpdf.default.sign(pdfBuffer, by)).length} bytes`;
  } catch(error) {
    return error.message;
  }
};

const one = signer();
const same = [await sign(one), await sign(one)];
const fresh = [await sign(signer()), await sign(signer())];
console.log('one signer for two papers:', same.join(' / '));
console.log('a signer for each paper:  ', fresh.join(' / '));
assert.match(same[0], /bytes$/);
assert.match(same[1], /Too few bytes/);
assert.ok(fresh.every(answer => answer.endsWith('bytes')));
JS
node sign.mjs
