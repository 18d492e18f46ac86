// The server with its invented data on a day of our choice, a browser whose
// pages show the same time, and people at it.
//
// Nothing here depends on the machine's date, nor on how fast it is: papers are
// found by what they are, and what is waited for is a fact, for minutes.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

/** How long something may take on a machine that is busy with other things. */
const PATIENCE = 300_000;
/** The day of every test that does not say another. */
const TODAY = process.env.TEST_TODAY ?? '2026-11-22';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Starts the demonstration on a free port. Gives its address, what is `told` in
 * it (people, papers, dossiers), and its time `now`.
 */
export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), 'registry-browser.'));
  const port = await freePort();
  const program = process.env.REGISTRY ?? new URL('../../target/debug/registry', import.meta.url).pathname;
  // Nine in the morning in Viet Nam; the server's clock begins a moment later.
  const ahead = Date.parse(`${TODAY}T02:00:00Z`) - Date.now();
  const server = spawn(program,
    ['serve', '--demo', '--today', TODAY, '--data', data, '--listen', `127.0.0.1:${port}`]);
  let said = '';
  server.stdout.on('data', (text) => (said += text));
  server.stderr.on('data', (text) => (said += text));
  const base = `http://localhost:${port}`;
  const begun = Date.now();
  while (!await fetch(`${base}/`).then((answer) => answer.ok, () => false)) {
    if (server.exitCode !== null) throw new Error(`the server ended:\n${said}`);
    if (Date.now() - begun > 2 * PATIENCE) throw new Error(`the server does not answer:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const told = JSON.parse(readFileSync(join(data, 'demonstration.json'), 'utf8'));
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { base, told, now: () => Date.now() + ahead, stop };
}

/** A browser; `close` it at the end. */
export function startBrowser(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    timeout: PATIENCE,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', ...more],
  });
}

/** A browser whose camera sees a film. */
export function startBrowserSeeing(film) {
  return startBrowser('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`);
}

/** The first of these papers, or dossiers, with these properties. */
export function one(things, wanted) {
  const found = things.find((thing) => Object.entries(wanted).every(([name, value]) => thing[name] === value));
  if (!found) throw new Error(`the demonstration has none with ${JSON.stringify(wanted)}`);
  return found;
}

/** The path of the page on which anyone checks a number. */
export function checkPath({ number }) {
  return `/c/${number.replaceAll('/', '-')}`;
}

/** A card in force, with the link that a phone reads from it. */
export function scannedCard({ told }) {
  const card = one(told.cards, { life: 'active' });
  return { ...card, link: `${told.origin}/V/${card.code.split('/').at(-1)}` };
}

/** A code with one letter in the middle changed. */
export function altered(link) {
  const at = link.length - 40;
  return link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
}

/** Photographs the QR code of a paper's page: the code alone as a PNG, and held in a hand as a JPEG, as
    rows of grey, and as the film of a camera. */
export async function photographed(browser, { base }, link) {
  const folder = mkdtempSync(join(tmpdir(), 'registry-photo.'));
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  patient(page);
  await page.goto(base + new URL(link).pathname);
  const picture = await page.locator('.qr svg').screenshot({ path: join(folder, 'qr.png') });
  // Our rules let no picture in that we do not serve.
  await page.goto('about:blank');
  const source = `data:image/png;base64,${picture.toString('base64')}`;
  await page.setContent(`<body style="margin:0;background:#bbb;display:grid;place-items:center;height:100vh">
    <img src="${source}" style="height:420px">`);
  const image = page.locator('img');
  await image.evaluate((image) => image.decode());
  await page.screenshot({ type: 'jpeg', quality: 90, path: join(folder, 'hand.jpeg') });
  // No hand is still. What is one picture for good is read at once or never: a film of one says
  // whether that picture can be read, and not whether the camera is looked at.
  const frames = [];
  for (const [turn, size] of [[4, 1], [3, 0.97], [1.5, 0.95], [0, 0.93], [0, 1], [-1, 0.97], [-3, 1], [-2, 0.9]]) {
    await image.evaluate((image, [turn, size]) => { image.style.transform = `rotate(${turn}deg) scale(${size})`; }, [turn, size]);
    frames.push(await greyOf(page, await page.screenshot()));
  }
  await page.close();
  writeFileSync(join(folder, 'film.y4m'), film(frames));
  return { png: join(folder, 'qr.png'), jpeg: join(folder, 'hand.jpeg'), grey: frames[4], film: join(folder, 'film.y4m') };
}

/** The points of a screenshot, a byte of grey each. */
async function greyOf(page, screenshot) {
  const base64 = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(640, 480);
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, 640, 480);
    return btoa(Array.from({ length: 640 * 480 }, (_, at) => String.fromCharCode(data[4 * at + 1])).join(''));
  }, screenshot.toString('base64'));
  return Buffer.from(base64, 'base64');
}

/** Frames as a film (YUV4MPEG2), ten a second, shown again and again. */
function film(frames) {
  const colourless = Buffer.alloc(640 * 480 / 2, 128);
  const head = Buffer.from('YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n');
  return Buffer.concat([head, ...frames.flatMap((light) => [Buffer.from('FRAME\n'), light, colourless])]);
}

/** A page that waits as long as it may take. */
export function patient(page) {
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** Somebody with a window of their own, without script unless asked for. */
export async function someone(browser, { base, now }, { script = false, width = 1280 } = {}) {
  const context = await browser.newContext({
    baseURL: base, javaScriptEnabled: script, viewport: { width, height: 900 }, locale: 'vi-VN',
  });
  if (script) await context.clock.setSystemTime(now());
  return patient(await context.newPage());
}

/** Somebody who signed in. */
export async function signedIn(browser, server, email, options) {
  const page = await someone(browser, server, options);
  await page.goto('/sign-in');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu').fill(server.told.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
  return page;
}

/** What axe finds wrong with the page, as lines of text. */
export async function complaints(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.flatMap((found) =>
    found.nodes.map((node) => `${new URL(page.url()).pathname}: ${found.id}: ${node.html.slice(0, 160)}`));
}

/** What a foreign reader (ZBar) reads in a picture of part of a page. */
export async function scanned(element) {
  const picture = join(mkdtempSync(join(tmpdir(), 'registry-qr.')), 'qr.png');
  writeFileSync(picture, await element.screenshot());
  return execFileSync('zbarimg', ['--quiet', '--raw', picture], { encoding: 'utf8' }).trim();
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
