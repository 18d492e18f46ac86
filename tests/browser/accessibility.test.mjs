// axe on every kind of page, light and dark, and nothing wider than a phone.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { checkPath, complaints, scannedCard, signedIn, someone, startBrowser, startServer } from './support.mjs';

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function check(page, paths) {
  const found = [];
  for (const path of paths) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      found.push(...(await complaints(page)).map((line) => `${colorScheme} ${line}`));
    }
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 1) found.push(`${path}: ${wide} px wider than a phone of 320 px`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  assert.equal(found.length, 0, `\n${found.join('\n')}`);
}

async function linksOf(page, path, pattern) {
  await page.goto(path);
  const all = await page.$$eval('main a', (links) => links.map((link) => link.getAttribute('href')));
  return [...new Set(all.filter((href) => pattern.test(href)))];
}

test('public pages', async () => {
  const page = await someone(browser, server, { script: true });
  const code = new URL(scannedCard(server).link).pathname;
  // One of each state there is.
  const papers = [...new Map(server.told.certificates.map((paper) => [paper.life, paper])).values()];
  assert.equal(papers.length, 4);
  await check(page, [
    '/', '/scan', '/sign-in', '/sign-up', '/register', '/api', code, '/V/ABC', '/c/99-2099-GXN-BKHCN', '/nowhere',
    ...papers.map(checkPath),
  ]);
});

test("the applicant's pages", async () => {
  const page = await signedIn(browser, server, server.told.drafting, { script: true });
  const [dossier] = await linksOf(page, '/filing', /^\/filing\/dossiers\/[0-9a-f-]{36}$/);
  const parts = await linksOf(page, dossier, /^\/filing\/dossiers\/[0-9a-f-]{36}\/(?!application\.json|files\/|letters\/)/);
  const expert = parts.find((href) => /experts\/1$/.test(href));
  const ofExpert = await linksOf(page, expert, /\/experts\/1\//);
  await check(page, ['/filing', '/filing/dossiers/new', dossier, ...parts, ...ofExpert]);
});

test("the administrators' pages", async () => {
  const page = await signedIn(browser, server, 'quantri@bkhcn.example.test', { script: true });
  await check(page, ['/desk/staff', '/desk/calendar', '/desk/calendar/years/2028', '/desk/jobs', '/desk/mail', '/desk/regimes', '/desk/regimes/central-2014', '/desk/profile', '/desk/profile?signatory=new']);
});

test("the officers' pages", async () => {
  for (const email of ['tiepnhan', 'thamxet1', 'lanhdao1', 'quantri', 'kiemtra'].map((name) => `${name}@bkhcn.example.test`)) {
    const page = await signedIn(browser, server, email, { script: true });
    const dossiers = await linksOf(page, '/desk?view=open', /^\/desk\/dossiers\/[0-9a-f-]{36}$/);
    const papers = await linksOf(page, '/desk/certificates', /^\/desk\/certificates\//);
    await check(page, ['/desk', '/desk?view=done', '/desk?view=open&due=urgent&sort=received', '/desk/overview', '/desk/checks', ...dossiers.slice(0, 4), '/desk/certificates', ...papers.slice(0, 2), '/account']);
    await check(page, await lastLooks(page));
  }
});

/** The pages on which this officer can end a dossier, or begin a certificate's validity anew. */
async function lastLooks(page) {
  const looks = [];
  for (const [list, look] of [
    ['/desk?stage=proposed_to_refuse', 'refusal'],
    ['/desk?stage=lapsed', 'cancellation'],
    ['/desk/certificates?view=suspended', 'reinstatement'],
  ]) {
    const [first] = await linksOf(page, list, /^\/desk\/(dossiers\/[0-9a-f-]{36}|certificates\/[^?]+)$/);
    if (first) looks.push(...(await linksOf(page, first, new RegExp(`/${look}$`))).slice(0, 1));
  }
  return looks;
}
