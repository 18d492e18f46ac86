// The verifier that pages load gives the report of every vector, as the core
// and the program do; and what it is given never breaks it for good.
import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const root = new URL('../../', import.meta.url);
const vectors = JSON.parse(readFileSync(new URL('tests/vectors/offline.json', root), 'utf8'));
const bytes = readFileSync(new URL('static/verifier.wasm', root));
const Verifier = vm.runInThisContext(`${readFileSync(new URL('static/verifier.js', root), 'utf8')}\nVerifier`);
let verifier;

before(async () => {
  verifier = await Verifier.of(bytes);
});

function open({ snapshot = 'current', hosts = [], seen = {} } = {}) {
  return verifier.open({
    trust: JSON.stringify(vectors.trust), status: snapshot && vectors.snapshots[snapshot],
    hosts, any_host: hosts.length === 0, seen,
  });
}

test('every vector has the report that the core gives', async () => {
  assert.ok(vectors.cases.length > 20);
  for (const { name, input, at, on, expected, ...ground } of vectors.cases) {
    open(ground);
    const { vi, en, ...report } = await verifier.check(input, new Date(at), on);
    assert.deepEqual(report, expected, name);
    assert.ok(vi.sentence && en.sentence && vi.sentence !== en.sentence, name);
  }
});

test('without keys, hosts or a sensible question nothing is checked', async () => {
  const fresh = await Verifier.of(bytes);
  assert.deepEqual(await fresh.check('ABC'), { error: 'not opened' });
  assert.match(fresh.open({ trust: '{}', hosts: ['a.vn'] }).error, /keys/);
  assert.match(fresh.open({ trust: JSON.stringify(vectors.trust), hosts: [] }).error, /host/);
  assert.match(fresh.open({ hosts: ['a.vn'] }).error, /trust/);
  assert.ok((await fresh.check('ABC')).error);
});

test('a status that cannot be read is none', async () => {
  const { input, at } = vectors.cases.find((found) => found.expected.verdict === 'valid');
  assert.equal(verifier.open({ trust: JSON.stringify(vectors.trust), status: '{', hosts: [], any_host: true }), null);
  const { verdict, reason } = await verifier.check(input, new Date(at));
  assert.deepEqual([verdict, reason], ['could_not_check', 'status_unavailable']);
});

test('what is too large is refused before it is taken in', async () => {
  open();
  assert.equal(await verifier.read({ width: 5_000, height: 5_000, data: new Uint8Array(4) }), null);
  const report = await verifier.check(`{${'"a":'.repeat(1_000_000)}`);
  assert.deepEqual([report.verdict, report.refused], ['could_not_check', 'too_long']);
});

test('noise is no code, and the next picture is read all the same', async () => {
  open();
  const side = 400;
  for (let seed = 1; seed < 12; seed += 1) {
    const data = new Uint8ClampedArray(side * side * 4);
    let state = seed;
    for (let at = 0; at < data.length; at += 4) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      data.fill(state > 2 ** 31 ? 255 : 0, at, at + 3);
    }
    assert.equal(await verifier.read({ width: side, height: side, data }), null);
  }
  const { input, at } = vectors.cases.find((found) => found.expected.verdict === 'valid');
  assert.equal((await verifier.check(input, new Date(at))).verdict, 'valid');
});
