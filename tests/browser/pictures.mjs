// The pictures of the README: a verdict on a telephone, a dossier at the desk,
// a card. Beside them stands what was to be read when they were taken.
//
//   tests/browser/pictures      takes them anew
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { one, signedIn, someone, startBrowser, startServer } from './support.mjs';

/** Where the README finds them. */
export const FOLDER = fileURLToPath(new URL('../../docs/pictures', import.meta.url));
/** What was to be read on them, by picture. */
export const TEXTS = 'texts.json';
/** Most bytes of one. */
export const MOST_BYTES = 60_000;

/** Takes the pictures into a folder. */
export async function take(folder) {
  const server = await startServer();
  const browser = await startBrowser();
  try {
    const leader = await signedIn(browser, server, 'lanhdao1@bkhcn.example.test');
    const card = one(server.told.cards, { issuer: 'BKHCN', life: 'active' });
    const taken = {
      verdict: await verdict(browser, server, card),
      dossier: await dossier(browser, server),
      card: await paper(leader, card),
    };
    mkdirSync(folder, { recursive: true });
    const page = await browser.newPage();
    for (const [name, { png }] of Object.entries(taken)) {
      writeFileSync(join(folder, `${name}.webp`), await packed(page, png));
    }
    const texts = Object.entries(taken).map(([name, { text }]) => [name, timeless(text)]);
    writeFileSync(join(folder, TEXTS), `${JSON.stringify(Object.fromEntries(texts), null, 1)}\n`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** What a telephone shows that has scanned a card. */
async function verdict(browser, server, { code }) {
  const page = await someone(browser, server, { width: 390 });
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto(`/V/${code.split('/').at(-1)}`);
  return { png: await page.screenshot(), text: await page.locator('main').innerText() };
}

/** The first condition to be judged of a dossier, as its appraiser sees it. */
async function dossier(browser, server) {
  const { title } = one(server.told.dossiers, { issuer: 'BKHCN', stage: 'under_appraisal' });
  const page = await signedIn(browser, server, 'thamxet1@bkhcn.example.test');
  await page.setViewportSize({ width: 960, height: 860 });
  await page.goto('/desk?view=open');
  await page.getByRole('link', { name: title }).click();
  // At once, and not while it glides.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('link', { name: 'Đến điều kiện tiếp theo' }).click();
  const parts = await page.locator('h1, .stage, section:has(:target) :is(h2, h3, legend)').allInnerTexts();
  return { png: await page.screenshot(), text: parts.join('\n') };
}

/** A card as it is printed: its front. */
async function paper(leader, { certificate, number }) {
  const slug = (text) => text.replaceAll('/', '-');
  const address = `/desk/certificates/${slug(certificate)}/files/card-${slug(number)}.pdf`;
  const folder = mkdtempSync(join(tmpdir(), 'registry-card.'));
  const file = join(folder, 'card.pdf');
  const answer = await leader.request.get(address);
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()}`);
  writeFileSync(file, await answer.body());
  execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '200', file, join(folder, 'card')]);
  const text = execFileSync('pdftotext', ['-l', '1', file, '-'], { encoding: 'utf8' });
  const png = readFileSync(join(folder, 'card.png'));
  rmSync(folder, { recursive: true });
  return { png, text };
}

/** The same picture in fewer bytes (WebP). */
async function packed(page, png) {
  const base64 = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.7 })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, png.toString('base64'));
  return Buffer.from(base64, 'base64');
}

/** A text without the time of day and the server's port, in lines without space around them. */
function timeless(text) {
  const lines = text.split('\n').map((line) => line.trim().replace(/localhost:\d+/gi, 'localhost').replace(/\d\d:\d\d(:\d\d)?/g, '…'));
  return lines.filter((line) => line !== '');
}
