// The README's pictures show what the pages say: not point by point, which
// fonts and browsers change, but what is to be read on them.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER, MOST_BYTES, TEXTS, take } from './pictures.mjs';

test('the pictures of the README show what the pages say today', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-pictures.'));
  await take(folder);
  const texts = (where) => JSON.parse(readFileSync(join(where, TEXTS), 'utf8'));
  assert.deepEqual(texts(FOLDER), texts(folder), 'take them anew: tests/browser/pictures');
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(texts(folder))) {
    for (const where of [folder, FOLDER]) {
      const picture = join(where, `${name}.webp`);
      assert.equal(readFileSync(picture).subarray(8, 12).toString(), 'WEBP', picture);
      assert.ok(statSync(picture).size < MOST_BYTES, `${picture}: ${statSync(picture).size} bytes`);
    }
    assert.ok(readme.includes(`docs/pictures/${name}.webp`), `the README has no ${name}`);
  }
  rmSync(folder, { recursive: true });
});
