// What the register serves, as `cargo test --lib interop` wrote it, and the
// loader through which the libraries see it: there is no network behind it.

import {readFileSync} from 'node:fs';
import {contexts} from '@digitalbazaar/credentials-context';

const file = new URL('../../target/interop/fixture.json', import.meta.url);

export const fixture = JSON.parse(readFileSync(file, 'utf8'));
export const now = new Date(fixture.now);

const MULTIKEY = 'https://w3id.org/security/multikey/v1';

export const asked = new Set();

export async function documentLoader(url) {
  asked.add(url);
  const [address, fragment] = url.split('#');
  const whole = contexts.get(address) ?? fixture.served[address];
  if(!whole) {
    throw new Error(`nothing is served at ${url}`);
  }
  if(fragment === undefined) {
    return {contextUrl: null, documentUrl: url, document: structuredClone(whole)};
  }
  const method = whole.verificationMethod?.find(({id}) => id === url);
  if(!method) {
    throw new Error(`no key ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: {'@context': MULTIKEY, ...method}};
}

// Every text in a document but its keys' names, with the path to it.
export function* texts(value, path = []) {
  if(typeof value === 'string') {
    yield {path, text: value};
  } else if(value !== null && typeof value === 'object') {
    for(const [name, inner] of Object.entries(value)) {
      yield* texts(inner, [...path, name]);
    }
  }
}

// A copy with one letter of one text replaced by a neighbour.
export function withLetterChanged(document, path, at) {
  const copy = structuredClone(document);
  const holder = path.slice(0, -1).reduce((value, name) => value[name], copy);
  const name = path.at(-1);
  const letters = [...holder[name]];
  letters[at] = letters[at] === 'x' ? 'y' : 'x';
  holder[name] = letters.join('');
  return copy;
}
