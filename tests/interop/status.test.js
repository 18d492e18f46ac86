// @digitalbazaar/vc-bitstring-status-list, @sd-jwt/jwt-status-list and jose
// read our status lists.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {verifyCredential} from '@digitalbazaar/vc';
import {decodeList} from '@digitalbazaar/vc-bitstring-status-list';
import {getListFromStatusListJWT} from '@sd-jwt/jwt-status-list';
import {base64url, importJWK, jwtVerify} from 'jose';
import jsonld from 'jsonld';
import {documentLoader, fixture, now, texts, withLetterChanged} from './fixture.js';

const {status} = fixture;
const LENGTH = 131_072;
const bitstrings = Object.values(fixture.served).filter(({type}) => type?.includes('BitstringStatusListCredential'));

const verifyList = credential => {
  const suite = new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});
  return verifyCredential({credential, suite, documentLoader, now});
};

const keyOf = hex => importJWK({kty: 'OKP', crv: 'Ed25519', x: base64url.encode(Buffer.from(hex, 'hex'))}, 'EdDSA');

const options = {
  typ: 'statuslist+jwt',
  algorithms: ['EdDSA'],
  subject: 'https://kiemtra-chuyengia.example/status/BKHCN-token-0',
  currentDate: now,
};

test('there is a bitstring of each purpose', () => {
  const purposes = bitstrings.map(({credentialSubject}) => credentialSubject.statusPurpose);
  assert.deepEqual(purposes.sort(), ['revocation', 'suspension']);
});

for(const list of bitstrings) {
  const purpose = list.credentialSubject.statusPurpose;

  test(`the ${purpose} bitstring is accepted and says what we said`, async () => {
    const result = await verifyList(list);
    assert.ok(result.verified, JSON.stringify(result.error));
    const decoded = await decodeList(list.credentialSubject);
    assert.equal(decoded.length, LENGTH);
    const marked = [...Array(LENGTH).keys()].filter(entry => decoded.getStatus(entry));
    const expected = purpose === 'revocation' ? status.invalid : status.suspended;
    assert.deepEqual(marked, expected.toSorted((one, other) => one - other));
  });

  test(`a letter changed in any text of the ${purpose} bitstring is refused`, async () => {
    for(const {path, text} of texts(list)) {
      const changed = withLetterChanged(list, path, Math.floor(text.length / 2));
      const {verified} = await verifyList(changed).catch(() => ({verified: false}));
      assert.equal(verified, false, path.join('/'));
    }
    const renumbered = structuredClone(list);
    renumbered.credentialSubject.listNumber += 1;
    assert.equal((await verifyList(renumbered)).verified, false);
  });

  test(`every term of the ${purpose} bitstring is defined by its contexts`, async () => {
    const [expanded] = await jsonld.expand(list, {documentLoader, safe: true});
    assert.equal(expanded['@id'], list.id);
  });
}

test('jose accepts the token list, with the key it names', async () => {
  const {payload, protectedHeader} = await jwtVerify(status.jwt, await keyOf(fixture.public_key), options);
  assert.ok(protectedHeader.kid.endsWith(`#${fixture.key_id}`));
  assert.deepEqual([payload.list_number, payload.status_list.bits], [status.number, 2]);
});

test('jwt-status-list finds every entry', () => {
  const list = getListFromStatusListJWT(status.jwt);
  assert.equal(list.getBitsPerStatus(), 2);
  const marked = value => [...Array(LENGTH).keys()].filter(entry => list.getStatus(entry) === value);
  assert.deepEqual(marked(1), status.invalid);
  assert.deepEqual(marked(2), status.suspended.toSorted((one, other) => one - other));
  assert.equal(marked(0).length, LENGTH - status.invalid.length - status.suspended.length);
});

test('jose refuses the token list with any letter changed, another key, or after its end', async () => {
  const key = await keyOf(fixture.public_key);
  for(const at of status.jwt.slice(0, -1).split('').keys()) {
    const letter = status.jwt[at];
    if(letter === '.') {
      continue;
    }
    const changed = status.jwt.slice(0, at) + (letter === 'x' ? 'y' : 'x') + status.jwt.slice(at + 1);
    await assert.rejects(jwtVerify(changed, key, options), `letter ${at}`);
  }
  await assert.rejects(jwtVerify(status.jwt, await keyOf(fixture.another_public_key), options));
  const tooLate = new Date('2026-11-24T00:00:00Z');
  await assert.rejects(jwtVerify(status.jwt, key, {...options, currentDate: tooLate}));
});
