// The scan page: with the register, without a network after the first visit,
// and without script.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import {
  altered, complaints, photographed, scannedCard, someone, startBrowser, startServer,
} from './support.mjs';

let server;
let browser;
let link;
let photo;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  ({ link } = scannedCard(server));
  photo = await photographed(browser, server, link);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function opened({ from = browser, path = '/scan' } = {}) {
  const page = await someone(from, server, { script: true, width: 390 });
  page.complained = [];
  page.on('console', (message) => page.complained.push(message.text()));
  page.on('pageerror', (error) => page.complained.push(error.message));
  await page.goto(path);
  await page.locator('[data-part=reader]').waitFor();
  return page;
}

async function checked(page, text) {
  await page.getByRole('textbox').fill(text);
  await page.getByRole('button', { name: 'Kiểm tra mã này' }).click();
  return page.locator('.result .verdict h2').innerText();
}

/** Opened once, and kept by the browser. */
async function kept(path) {
  const page = await opened({ path });
  await page.locator('[data-part=ready]').waitFor();
  return page;
}

test('a picture is read here', async () => {
  const page = await opened();
  await page.locator('[data-part=file]').setInputFiles(photo.png);
  assert.equal(await page.locator('.result .verdict h2').innerText(), 'Thẻ này còn hiệu lực.');
});

test('with a network the register answers, and its page is a link away', async () => {
  const page = await opened();
  assert.equal(await checked(page, link), 'Thẻ này còn hiệu lực.');
  assert.match(await page.locator('.result').innerText(), /Theo sổ đăng ký, hỏi lúc này/);
  await page.getByRole('link', { name: 'Mở trang kết quả của sổ đăng ký' }).click();
  assert.equal(await page.locator('h1').innerText(), 'Thẻ này còn hiệu lực.');
  assert.deepEqual(page.complained, []);
});

test('a code of another site is refused and not asked about', async () => {
  const page = await opened();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const sentence = await checked(page, link.replace(/\/\/[^/]+/, '//localhost.evil.example'));
  assert.match(sentence, /mã dẫn đến một trang không phải trang của sổ đăng ký/);
  assert.match(await page.locator('.result .warning').innerText(), /Đừng mở trang đó: localhost\.evil\.example/);
  assert.deepEqual(asked, []);
});

test('after the first visit it works without a network and says by which status', async () => {
  const page = await kept('/scan');
  await page.context().setOffline(true);
  await page.goto('/scan');
  await page.locator('[data-part=reader]').waitFor();
  assert.equal(await checked(page, link), 'Thẻ này còn hiệu lực.');
  assert.match(await page.locator('.result').innerText(), /Theo bản tình trạng ký lúc[\s\S]*Không hỏi được sổ đăng ký/);
  assert.match(await page.locator('[data-part=status]').innerText(), /Tình trạng lúc[\s\S]*(bây giờ|phút trước)/);
  assert.match(await checked(page, altered(link)), /^Mã này không có hiệu lực/);
  await page.context().setOffline(false);
  assert.equal(await checked(page, link), 'Thẻ này còn hiệu lực.');
  await page.getByText('Theo sổ đăng ký, hỏi lúc này').waitFor();
});

test('past the limit of its status the kept page calls nothing valid', async () => {
  const page = await kept('/scan');
  await page.context().setOffline(true);
  await page.clock.setSystemTime(server.now() + 8 * 86_400_000);
  await page.goto('/scan');
  await page.locator('[data-part=reader]').waitFor();
  assert.match(await checked(page, link), /^Chưa kiểm tra được: tình trạng đang có đã quá cũ/);
});

test('what is kept is in the language last read, and of nobody who signed in', async () => {
  const page = await kept('/scan?lang=en');
  await page.context().setOffline(true);
  await page.goto('/scan');
  assert.equal(await page.locator('h1').innerText(), 'Scan the code on a paper or card');
  assert.equal(await page.getByRole('link', { name: 'Sign in' }).count(), 1);
  await page.goto('/scan?lang=vi');
  assert.equal(await page.locator('h1').innerText(), 'Quét mã trên giấy hoặc thẻ');
});

test('an older status than one seen before is not used', async () => {
  const page = await opened();
  await page.evaluate(() => {
    const seen = JSON.parse(localStorage.getItem('scan-seen'));
    for (const name of Object.keys(seen)) seen[name] += 1;
    localStorage.setItem('scan-seen', JSON.stringify(seen));
  });
  await page.reload();
  await page.locator('[data-part=reader]').waitFor();
  await page.context().setOffline(true);
  assert.match(await checked(page, link), /^Chưa kiểm tra được/);
});

test('without script the form asks the register', async () => {
  const page = await someone(browser, server);
  await page.goto('/');
  await page.getByRole('link', { name: 'Quét mã trên giấy hoặc thẻ' }).click();
  assert.equal(await page.getByRole('button', { name: 'Quét bằng máy ảnh' }).isVisible(), false);
  await page.getByRole('textbox').fill(link);
  await page.getByRole('button', { name: 'Kiểm tra mã này' }).click();
  assert.equal(await page.locator('h1').innerText(), 'Thẻ này còn hiệu lực.');
});

test('axe finds nothing, and nothing is wider than a phone of 320 px', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await opened();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    for (const text of [link, altered(link), '{']) {
      await checked(page, text);
      assert.deepEqual(await complaints(page), [], colorScheme);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 1, `${wide} px wider`);
    }
  }
});
