// What pages read: our verifier as the scan page and the kit call it, from a
// file and from the frames of a camera; and jsQR beside it.
//
//     pages.mjs FOLDER     writes FOLDER/pages.json: reader, file, texts
import { readFileSync, writeFileSync } from 'node:fs';
import vm from 'node:vm';
import jsQR from 'jsqr';

/** A code held still is looked at for so many frames. */
const FRAMES = 10;

const folder = process.argv[2];
const root = new URL('../../', import.meta.url);
const Verifier = vm.runInThisContext(`${readFileSync(new URL('static/verifier.js', root), 'utf8')}\nVerifier`);
const verifier = await Verifier.of(readFileSync(new URL('static/verifier.wasm', root)));

/** A picture as pictures.py writes it beside the file: width and height, then its points. */
function grey(file) {
  const bytes = readFileSync(`${folder}/${file}.grey`);
  return { width: bytes.readUInt32LE(0), height: bytes.readUInt32LE(4), grey: new Uint8Array(bytes.subarray(8)) };
}

function coloured({ width, height, grey }) {
  const data = new Uint8ClampedArray(grey.length * 4);
  for (let at = 0; at < grey.length; at += 1) data.fill(grey[at], 4 * at, 4 * at + 3).fill(255, 4 * at + 3, 4 * at + 4);
  return [data, width, height];
}

const readers = {
  'page, file': (picture) => verifier.readAll(picture),
  'page, camera': async (picture) => {
    for (let frame = 1; frame <= FRAMES; frame += 1) {
      const texts = await verifier.readAll(picture, frame);
      if (texts.length > 0) return texts;
    }
    return [];
  },
  jsQR: (picture) => {
    const found = jsQR(...coloured(picture));
    return found?.data ? [found.data] : [];
  },
};

/** What one frame of a camera takes of a processor, in milliseconds, over all
    ways in turn. */
async function perFrame(picture) {
  const times = [];
  for (let frame = 1; frame <= 8; frame += 1) {
    const begun = process.cpuUsage();
    await verifier.readAll(picture, frame);
    times.push(process.cpuUsage(begun).user / 1000);
  }
  return { mean: times.reduce((sum, time) => sum + time) / times.length, longest: Math.max(...times) };
}

const rows = [];
const frames = [];
for (const { file } of JSON.parse(readFileSync(`${folder}/pictures.json`, 'utf8'))) {
  const picture = grey(file);
  if (picture.width === 1280 && picture.height === 720) frames.push(await perFrame(picture));
  for (const [reader, read] of Object.entries(readers)) {
    const begun = performance.now();
    const texts = await read(picture);
    rows.push({ reader, file, texts, ms: performance.now() - begun });
  }
}
writeFileSync(`${folder}/pages.json`, JSON.stringify(rows));
writeFileSync(`${folder}/frames.json`, JSON.stringify(frames));
