// The verifier that pages load gives the report of every vector, as the core
// and the program do; and what it is given never breaks it for good.
import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
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
    const { vi, en, code, ...report } = await verifier.check(input, new Date(at), on);
    assert.deepEqual(report, expected, name);
    assert.ok(code === null || /^[A-Z0-9]*$/.test(code), name);
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

test('a scan of a card is read from a file and by a camera held still', async () => {
  for (const name of ['card-back-150-dpi', 'card-back-version-22']) {
    const scan = picture(name);
    const [text, ...others] = await verifier.readAll(scan);
    assert.match(text, /^HTTPS?:\/\/[A-Z0-9.:-]+\/V\/[A-Z2-7]{200,}$/, name);
    assert.deepEqual(others, []);
    assert.equal(await verifier.read(scan), text);
    let seen = null;
    for (let frame = 1; frame <= 8 && !seen; frame += 1) seen = await verifier.read(scan, frame);
    assert.equal(seen, text, `${name} by the camera`);
  }
});

test('a picture that breaks the verifier is told as none, and the next is read', async () => {
  open();
  const scan = picture('card-back-150-dpi');
  const { instantiate } = WebAssembly;
  // Stands for a library that stumbles over a picture: its code ends at once.
  WebAssembly.instantiate = async (module) => {
    const { exports } = await instantiate(module);
    return { exports: { ...exports, memory: exports.memory, read: () => { throw new WebAssembly.RuntimeError('unreachable'); } } };
  };
  const broken = await Verifier.of(bytes);
  WebAssembly.instantiate = instantiate;
  assert.equal(await broken.read(scan), null);
  assert.match(await broken.read(scan), /\/V\//);
  assert.equal(await broken.read({ width: 10, height: 10, grey: new Uint8Array(99) }), null);
});

/** A PNG of `tests/pictures` in red, green and blue as an ImageData would be. */
function picture(name) {
  const file = readFileSync(new URL(`tests/pictures/${name}.png`, root));
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const packed = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const rows = inflateSync(Buffer.concat(packed));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const wide = width * 3;
  const last = new Uint8Array(wide);
  for (let y = 0; y < height; y += 1) {
    const row = rows.subarray(y * (wide + 1) + 1, (y + 1) * (wide + 1));
    for (let x = 0; x < wide; x += 1) {
      const [left, above, both] = [x < 3 ? 0 : row[x - 3], last[x], x < 3 ? 0 : last[x - 3]];
      row[x] += [0, left, above, (left + above) >> 1, nearest(left, above, both)][rows[y * (wide + 1)]];
      data[4 * (y * width + Math.floor(x / 3)) + x % 3] = row[x];
    }
    last.set(row);
  }
  return { width, height, data };
}

/** Paeth's choice of the neighbour that is nearest to what they promise. */
function nearest(left, above, both) {
  const promised = left + above - both;
  const off = [left, above, both].map((value) => Math.abs(promised - value));
  return [left, above, both][off.indexOf(Math.min(...off))];
}
