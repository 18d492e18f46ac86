#!/usr/bin/env bash
# npm @4sure-tech/vc-bitstring-status-lists 0.1.0-unstable.1; against @digitalbazaar/vc-bitstring-status-list 2.0.1
#
# Expected: a status list that follows Bitstring Status List 1.0 is read: `statusSize` may stand in the *entry* of the
#           paper and is 1 if it does not (section 2.1); the list (section 2.2) has no such member.
# Seen:     the library asks the list for it: "StatusSize mismatch: expected 1, got from credentialSubject undefined",
#           for every list of others, and even for the ones that its own createStatusListCredential makes.
#           And a list loses its zeros at the end: one of 262,144 entries whose last mark is at 200,000 comes out as
#           200,008; asked for the good paper 250,000 it throws RANGE_ERROR.
# Matters:  an agency that takes it reads "could not check" for every good paper; and of lists made with it the good
#           papers after the last revoked one cannot be checked by anybody.
# Instead:  for our lists tell integrators to read the bit themselves (ten lines: base64url, gunzip, highest bit first)
#           or by the other library; do not add `statusSize` to a list to please one reader, it is no term of it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
  @4sure-tech/vc-bitstring-status-lists@0.1.0-unstable.1 @digitalbazaar/vc-bitstring-status-list@2.0.1

cat > check.mjs <<'JS'
import assert from 'node:assert/strict';
import {BitstreamStatusList, checkStatus, createStatusListCredential} from '@4sure-tech/vc-bitstring-status-lists';
import {createList, decodeList} from '@digitalbazaar/vc-bitstring-status-list';

const id = 'https://register.example/status/1';
const made = await createList({length: 131072});
made.setStatus(7, true);
const foreign = {
  '@context': ['https://www.w3.org/ns/credentials/v2'], id, type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: 'did:web:register.example',
  credentialSubject: {id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: await made.encode()},
};
const own = await createStatusListCredential({
  id, issuer: 'did:web:register.example', statusPurpose: 'revocation', statusList: new BitstreamStatusList()});
const credential = {
  '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:web:register.example',
  credentialSubject: {}, credentialStatus: {type: 'BitstringStatusListEntry', statusPurpose: 'revocation',
    statusListIndex: '8', statusListCredential: id},
};
for(const [whose, list] of [['a list of @digitalbazaar', foreign], ['a list of its own', own]]) {
  const {verified, error} = await checkStatus({credential, getStatusListCredential: async () => list});
  const other = (await decodeList({encodedList: list.credentialSubject.encodedList})).getStatus(8);
  console.log(`${whose}: verified ${verified}, ${error?.message}; @digitalbazaar reads: marked ${other}`);
  assert.equal(verified, false);
  assert.match(error.message, /StatusSize mismatch/);
  assert.equal(other, false);
}

const long = new BitstreamStatusList({initialSize: 262144 / 8});
long.setStatus(200000, 1);
assert.equal(long.getLength(), 262144);
const encodedList = await long.encode();
const read = await BitstreamStatusList.decode({encodedList});
let answer;
try {
  answer = read.getStatus(250000);
} catch(error) {
  answer = error.code;
}
const {length} = await decodeList({encodedList});
console.log(`262144 entries written, ${read.getLength()} read (by @digitalbazaar ${length}); entry 250000: ${answer}`);
assert.deepEqual([read.getLength(), length, answer], [200008, 200008, 'RANGE_ERROR']);
JS
node check.mjs
