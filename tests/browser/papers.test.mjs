// Papers as files, and how an administrator sees them before they are changed.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { one, signedIn, startBrowser, startServer } from './support.mjs';

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

test('an administrator sees the paper change while typing', async () => {
  const administrator = await signedIn(browser, server, 'quantri@bkhcn.example.test', { script: true });
  await administrator.goto('/desk/profile');
  const picture = administrator.locator('#preview-picture');
  const drawn = () => picture.evaluate(async (image) => {
    while (!image.complete || image.naturalWidth === 0) await new Promise((soon) => setTimeout(soon, 50));
    return image.src;
  });
  const first = await drawn();
  await administrator.getByLabel('Địa danh').fill('Thành phố Mẫu');
  await administrator.waitForFunction((src) => document.getElementById('preview-picture').src !== src, first);
  assert.notEqual(await drawn(), first);
  const { width, height } = await picture.evaluate((image) => ({ width: image.naturalWidth, height: image.naturalHeight }));
  assert.ok(height > width, 'a page of A4');
});

test('a leader downloads a certificate that says what the page says', async () => {
  const leader = await signedIn(browser, server, 'lanhdao1@bkhcn.example.test');
  const card = one(server.told.cards, { life: 'active', issuer: 'BKHCN' });
  const slug = card.certificate.replaceAll('/', '-');
  await leader.goto(`/desk/certificates/${slug}`);
  const [download] = await Promise.all([
    leader.waitForEvent('download'),
    leader.getByRole('link', { name: 'Giấy xác nhận (PDF)', exact: true }).click(),
  ]);
  assert.equal(download.suggestedFilename(), `giay-xac-nhan-${slug}.pdf`);
  const text = execFileSync('pdftotext', ['-layout', await download.path(), '-'], { encoding: 'utf8' });
  assert.ok(text.includes(card.certificate), text);
  assert.ok(text.includes(card.holder), text);
});
