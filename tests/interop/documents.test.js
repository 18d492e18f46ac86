// @digitalbazaar/vc with eddsa-jcs-2022 reads our documents; jsonld knows every
// term in them; ajv finds them as the schemas say.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import Ajv from 'ajv/dist/2020.js';
import jsonld from 'jsonld';
import {asked, documentLoader, fixture, now, texts, withLetterChanged} from './fixture.js';

const suite = () => new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});

// The lists are verified in status.test.js, at the time of the fixture.
const listsAlone = options => checkStatus({...options, verifyBitstringStatusListCredential: false});

const verify = credential =>
  verifyCredential({credential, suite: suite(), documentLoader, checkStatus: listsAlone, now});

const documents = fixture.documents.map(text => JSON.parse(text));
const [card] = documents;

for(const document of documents) {
  const {id, paperNumber, credentialSubject} = document;
  test(`${paperNumber}, ${credentialSubject.name['@value']}, is accepted`, async () => {
    const result = await verify(document);
    assert.ok(result.verified, JSON.stringify(result.error));
    const {pathname, searchParams} = new URL(id);
    assert.equal(pathname, `/c/${encodeURIComponent(paperNumber)}`);
    assert.match(searchParams.get('paper'), /^\d+$/);
  });
}

test('the library finds the suspension in our lists', async () => {
  const {statusResult} = await verify(card);
  const found = statusResult.results.map(({credentialStatus, status}) => [credentialStatus.statusPurpose, status]);
  assert.deepEqual(found, [['revocation', false], ['suspension', true]]);
});

test('a letter changed in any text is refused', async () => {
  let count = 0;
  for(const {path, text} of texts(card)) {
    const changed = withLetterChanged(card, path, Math.floor([...text].length / 2));
    const result = await verify(changed).catch(error => ({verified: false, error}));
    assert.equal(result.verified, false, path.join('/'));
    count += 1;
  }
  assert.ok(count > 40);
});

test('every letter of a Vietnamese name counts', async () => {
  const path = ['credentialSubject', 'name', '@value'];
  const name = [...card.credentialSubject.name['@value']];
  assert.equal(name.join(''), 'Nguyễn Thị Hồng Phương Thảo Vy');
  for(const at of name.keys()) {
    const {verified} = await verify(withLetterChanged(card, path, at));
    assert.equal(verified, false, `letter ${at}`);
  }
});

test('another Unicode form of the same name is another text', async () => {
  const changed = structuredClone(card);
  changed.credentialSubject.name['@value'] = card.credentialSubject.name['@value'].normalize('NFD');
  assert.equal((await verify(changed)).verified, false);
});

test('a key that was compromised asserts nothing', async () => {
  assert.equal((await verify(JSON.parse(fixture.of_compromised_key))).verified, false);
});

test('a key that nobody publishes is refused', async () => {
  assert.equal((await verify(JSON.parse(fixture.of_stranger))).verified, false);
  assert.equal((await verify(JSON.parse(fixture.under_another_issuers_name))).verified, false);
});

test('every term of a document is defined by its contexts', async () => {
  const all = [...documents, JSON.parse(fixture.reissue)];
  for(const document of all) {
    const [expanded] = await jsonld.expand(document, {documentLoader, safe: true});
    const subject = expanded['https://www.w3.org/2018/credentials#credentialSubject'][0];
    const [name] = subject['https://schema.org/name'];
    assert.equal(name['@language'], 'vi');
    assert.equal(name['@value'], document.credentialSubject.name['@value']);
  }
  const undefinedTerm = structuredClone(card);
  undefinedTerm.credentialSubject.birthDate = '1990-01-01';
  await assert.rejects(jsonld.expand(undefinedTerm, {documentLoader, safe: true}));
});

test('every document is as its schema says', () => {
  const ajv = new Ajv({allErrors: true});
  for(const document of [...documents, JSON.parse(fixture.reissue)]) {
    const schema = fixture.served[document.credentialSchema.id];
    const validate = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
    assert.ok(validate(document), JSON.stringify(validate.errors));
    const extra = {...document, credentialSubject: {...document.credentialSubject, birthDate: '1990-01-01'}};
    assert.equal(validate(extra), false);
  }
});

test('only what the register serves was asked for, and no key but its own', async () => {
  asked.clear();
  for(const document of documents) {
    assert.ok((await verify(document)).verified);
  }
  const strange = [...asked].filter(url => !(url.split('#')[0] in fixture.served));
  assert.deepEqual(strange, []);
  assert.ok(asked.has(card.issuer.id));
});
