// The air-gap kit: opened from disk, without any network.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  altered, complaints, patient, scannedCard, startBrowser, startServer,
} from './support.mjs';

let server;
let browser;
let kit;
let link;
let holder;
let document;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  ({ link, holder } = scannedCard(server));
  const page = patient(await browser.newPage());
  await page.goto(server.base + new URL(link).pathname);
  const address = await page.locator('a[href^="/documents/"]').first().getAttribute('href');
  document = await (await fetch(server.base + address)).text();
  const file = join(mkdtempSync(join(tmpdir(), 'registry-kit.')), 'kit.html');
  writeFileSync(file, await (await fetch(`${server.base}/offline/kit.html`)).text());
  kit = pathToFileURL(file).href;
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** The kit, opened on a machine whose network is cut off; nothing may be asked. */
async function opened({ at = server.now(), from = browser, ...how } = {}) {
  const context = await from.newContext({ viewport: { width: 390, height: 800 }, locale: 'vi-VN', ...how });
  await context.setOffline(true);
  if (at) await context.clock.setSystemTime(at);
  const page = patient(await context.newPage());
  page.asked = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) page.asked.push(request.url());
  });
  page.on('console', (message) => page.asked.push(message.text()));
  await page.goto(kit);
  await page.locator('[data-part=reader]').waitFor();
  return page;
}

async function checked(page, text) {
  await page.getByRole('textbox').fill(text);
  await page.getByRole('button', { name: 'Kiểm tra mã này' }).click();
  return verdict(page);
}

async function verdict(page) {
  return page.locator('.result .verdict h2').innerText();
}

const days = (count) => server.now() + count * 86_400_000;

test('a typed code is checked, and the page asks nobody', async () => {
  const page = await opened();
  assert.equal(await checked(page, link), 'Thẻ này còn hiệu lực.');
  assert.equal(await page.locator('.verdict.valid > .shape').count(), 1);
  assert.match(await page.locator('.verdict').innerText(), /Theo bản tình trạng ký lúc \d\d:\d\d ngày \d\d\/\d\d\/\d{4} \((bây giờ|\d+ phút trước)\)/);
  assert.match(await page.locator('.result').innerText(), new RegExp(`Cấp cho\\s+${holder}`));
  assert.equal(await checked(page, ` ${link.split('/V/')[1].toLowerCase()}\n`), 'Thẻ này còn hiệu lực.');
  assert.deepEqual(page.asked, []);
});

test('one letter changed is not valid, and nothing of it is shown', async () => {
  const page = await opened();
  assert.match(await checked(page, altered(link)), /^Mã này không có hiệu lực/);
  assert.equal(await page.locator('.verdict.not-valid').count(), 1);
  assert.doesNotMatch(await page.locator('.result').innerText(), new RegExp(holder));
});

test('what is no code gets a sentence', async () => {
  const page = await opened();
  const said = page.locator('[data-part=said]');
  await page.getByRole('button', { name: 'Kiểm tra mã này' }).click();
  assert.match(await said.innerText(), /Hãy dán đường dẫn/);
  assert.equal(await checked(page, 'Số: 01/2026/GXN-BKHCN'), 'Chưa kiểm tra được: đây là số của giấy hoặc thẻ, không phải mã QR.');
  assert.match(await page.locator('.verdict').innerText(), /chỉ tra được trên trang của sổ đăng ký, khi có mạng/);
  assert.match(await checked(page, 'BKHCN-261129-0001'), /đây là số hồ sơ/);
  assert.match(await checked(page, '0101234567-001'), /đây là mã số doanh nghiệp/);
  assert.match(await checked(page, '{"a":'), /^Chưa kiểm tra được/);
});

test('a code of another site is refused, also of one that looks alike', async () => {
  const page = await opened();
  for (const host of ['localhost.evil.example', 'xn--lcalhost-9bb.example', 'localhost:1']) {
    const sentence = await checked(page, link.replace(/\/\/[^/]+/, `//${host}`));
    assert.match(sentence, /^Chưa kiểm tra được: mã dẫn đến một trang không phải trang của sổ đăng ký/);
    assert.match(await page.locator('.result .warning').innerText(), new RegExp(`Đừng mở trang đó: ${host}`));
    assert.doesNotMatch(await page.locator('.result').innerText(), new RegExp(holder));
  }
});

test('an electronic document is checked, dropped or pasted, and a changed one refused', async () => {
  const page = await opened();
  await page.locator('[data-part=file]').setInputFiles({ name: 'the.vc.json', mimeType: '', buffer: Buffer.from(document) });
  assert.equal(await verdict(page), 'Thẻ này còn hiệu lực.');
  assert.match(await page.locator('.result').innerText(), /Cơ quan cấp\s+Bộ Khoa học và Công nghệ/);
  assert.match(await checked(page, document.replace(holder, `${holder}x`)), /không có hiệu lực/);
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'the.vc.json', { type: 'application/json' }));
    return transfer;
  }, document);
  await page.locator('main').dispatchEvent('drop', { dataTransfer: data });
  await page.locator('.verdict.valid').waitFor();
});

test('past its limit nothing is called valid', async () => {
  const late = await opened({ at: days(8) });
  assert.match(await checked(late, link), /^Chưa kiểm tra được: tình trạng đang có đã quá cũ/);
  assert.equal(await late.locator('.verdict.unchecked').count(), 1);
  assert.match(await late.locator('[data-part=status]').innerText(), /quá hạn dùng[\s\S]*8 ngày trước/);
});

test('a clock some minutes behind is told, and one a day behind is to blame', async () => {
  const slow = await opened({ at: server.now() - 10 * 60_000 });
  assert.equal(await checked(slow, link), 'Thẻ này còn hiệu lực.');
  assert.match(await slow.locator('.result').innerText(), /Đồng hồ của máy này chậm khoảng \d+ phút so với lúc ký bản tình trạng/);
  assert.doesNotMatch(await slow.locator('[data-part=status]').innerText(), /Đồng hồ của máy này sai/);
  const wrong = await opened({ at: days(-1) });
  assert.match(await checked(wrong, link), /^Chưa kiểm tra được: đồng hồ của máy này sai: đang chỉ .* ngày .*, bản tình trạng ký lúc/);
  assert.match(await wrong.locator('.result').innerText(), /Lỗi ở đồng hồ, không phải ở giấy/);
  assert.match(await wrong.locator('[data-part=status]').innerText(), /Đồng hồ của máy này sai/);
});

test('English is one press away and keeps what was typed', async () => {
  const page = await opened();
  await page.getByRole('textbox').fill(link);
  await page.getByRole('button', { name: 'English' }).click();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.getByRole('button', { name: 'Check this code' }).click();
  assert.equal(await verdict(page), 'This card is valid.');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  assert.equal(await page.locator('h1').innerText(), 'Kiểm tra giấy và thẻ không cần mạng');
});

test('axe finds nothing, and nothing is wider than a phone of 320 px', async () => {
  for (const colorScheme of ['light', 'dark']) {
    // The rules of the page let no foreign script in, axe neither; and axe waits
    // by timers, which a clock that is set holds up on a page without an origin.
    const page = await opened({ at: null, colorScheme, bypassCSP: true, viewport: { width: 320, height: 640 } });
    for (const text of [link, altered(link)]) {
      await checked(page, text);
      await page.locator('summary').click();
      assert.deepEqual(await complaints(page), [], colorScheme);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 1, `${wide} px wider`);
    }
  }
});
