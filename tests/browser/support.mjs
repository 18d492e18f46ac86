// The server with its invented data, a browser, and people at it.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const PASSWORD = 'so-dang-ky-minh-hoa';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts the demonstration on a free port; gives its address and what it said. */
export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), 'registry-browser.'));
  const port = await freePort();
  const program = process.env.REGISTRY ?? new URL('../../target/debug/registry', import.meta.url).pathname;
  const server = spawn(program, ['serve', '--demo', '--data', data, '--listen', `127.0.0.1:${port}`]);
  let said = '';
  server.stdout.on('data', (text) => (said += text));
  server.stderr.on('data', (text) => (said += text));
  const base = `http://localhost:${port}`;
  for (let tries = 0; ; tries += 1) {
    if (server.exitCode !== null) throw new Error(`the server ended:\n${said}`);
    if (await fetch(`${base}/`).then((answer) => answer.ok, () => false)) break;
    if (tries > 900) throw new Error(`the server does not answer:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { base, said: () => said, stop };
}

/** A browser; `close` it at the end. */
export function startBrowser(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', ...more],
  });
}

/** A browser whose camera sees one picture. */
export function startBrowserSeeing(jpeg) {
  return startBrowser('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${jpeg}`);
}

/** The link that the demonstration prints as a scanned card has it. */
export function scannedCard(server) {
  return server.said().match(/https?:\/\/\S+\/V\/[A-Z0-9]+/)[0];
}

/** A code with one letter in the middle changed. */
export function altered(link) {
  const at = link.length - 40;
  return link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
}

/** Photographs the QR code of a paper's page: a PNG, and what a camera sees. */
export async function photographed(browser, base, link) {
  const folder = mkdtempSync(join(tmpdir(), 'registry-photo.'));
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  await page.goto(base + new URL(link).pathname);
  const picture = await page.locator('.qr svg').screenshot({ path: join(folder, 'qr.png') });
  // Our rules let no picture in that we do not serve.
  await page.goto('about:blank');
  const source = `data:image/png;base64,${picture.toString('base64')}`;
  await page.setContent(`<body style="margin:0;background:#bbb;display:grid;place-items:center;height:100vh">
    <img src="${source}" style="height:420px;transform:rotate(4deg)">`);
  await page.locator('img').evaluate((image) => image.decode());
  // Chromium plays a file of pictures one after the other, again and again.
  writeFileSync(join(folder, 'camera.mjpeg'), await page.screenshot({ type: 'jpeg', quality: 90 }));
  await page.close();
  return { png: join(folder, 'qr.png'), camera: join(folder, 'camera.mjpeg') };
}

/** Somebody with a window of their own, without script unless asked for. */
export async function someone(browser, base, { script = false, width = 1280 } = {}) {
  const context = await browser.newContext({
    baseURL: base, javaScriptEnabled: script, viewport: { width, height: 900 }, locale: 'vi-VN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** Somebody who signed in. */
export async function signedIn(browser, base, email, options) {
  const page = await someone(browser, base, options);
  await page.goto('/sign-in');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
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
