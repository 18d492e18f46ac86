// The camera of the scan page and the air-gap kit: films for its eye, devices
// that are refused, missing or busy, lenses and lights.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  altered, complaints, photographed, scannedCard, someone, startBrowser, startBrowserSeeing, startServer,
} from './support.mjs';

/** A camera that shows a ball and a clock, so many times. */
const eyes = (count) => [`--use-fake-device-for-media-stream=device-count=${count}`, '--use-fake-ui-for-media-stream'];

let server;
let seeing;
let link;
let kit;

before(async () => {
  server = await startServer();
  const browser = await startBrowser();
  ({ link } = scannedCard(server));
  const { film } = await photographed(browser, server, link);
  await browser.close();
  seeing = await startBrowserSeeing(film);
  const file = join(mkdtempSync(join(tmpdir(), 'registry-camera.')), 'kit.html');
  writeFileSync(file, await (await fetch(`${server.base}/offline/kit.html`)).text());
  kit = pathToFileURL(file).href;
});

after(async () => {
  await seeing?.close();
  await server?.stop();
});

async function opened(browser, address = '/scan', prepared = null, more = {}) {
  const page = await someone(browser, server, { script: true, width: 390, ...more });
  page.broken = [];
  page.on('pageerror', (error) => page.broken.push(error.message));
  if (prepared) await page.addInitScript(prepared.script, prepared.given);
  await page.goto(address);
  await page.locator('[data-part=reader]').waitFor();
  return page;
}

function turnOn(page) {
  return page.getByRole('button', { name: 'Quét bằng máy ảnh' }).click();
}

async function sentence(page) {
  return page.locator('.result .verdict h2').innerText();
}

/** Does something in a browser of these flags. */
async function inBrowser(flags, work) {
  const browser = await startBrowser(...flags);
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

test('the camera reads a code and is turned off', async () => {
  for (const address of ['/scan', kit]) {
    const page = await opened(seeing, address);
    await turnOn(page);
    assert.equal(await sentence(page), 'Thẻ này còn hiệu lực.');
    assert.equal(await page.locator('video').evaluate((video) => video.srcObject), null);
    assert.equal(await page.locator('[data-part=view]').isVisible(), false);
    assert.deepEqual(page.broken, []);
    await page.context().close();
  }
});

test('refused, missing and busy are three sentences, each with the way by photo', async () => {
  await inBrowser(['--use-fake-device-for-media-stream', '--deny-permission-prompts'], async (browser) => {
    const page = await opened(browser);
    await turnOn(page);
    await page.getByText(/chưa được phép dùng máy ảnh.*chọn ảnh chụp mã/).waitFor();
    assert.equal(await page.locator('[data-part=view]').isVisible(), false);
  });
  await inBrowser(eyes(0), async (browser) => {
    const page = await opened(browser);
    await turnOn(page);
    await page.getByText(/không có máy ảnh nào dùng được.*chọn ảnh chụp mã/).waitFor();
  });
  const script = () => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Could not start video source', 'NotReadableError');
    };
  };
  const page = await opened(seeing, '/scan', { script });
  await turnOn(page);
  await page.getByText(/đang được chương trình khác dùng.*chọn ảnh chụp mã/).waitFor();
  assert.deepEqual(page.broken, []);
});

test('a lens is chosen by keyboard, shown at once, and remembered', async () => {
  await inBrowser(eyes(3), async (browser) => {
    const page = await opened(browser);
    await page.getByRole('button', { name: 'Quét bằng máy ảnh' }).press('Enter');
    const lens = page.getByLabel('Ống kính');
    await lens.waitFor();
    assert.equal(await lens.locator('option').count(), 3);
    const first = await lens.inputValue();
    await lens.press('ArrowDown');
    await page.waitForFunction((first) => {
      const video = document.querySelector('video');
      return video.srcObject?.getVideoTracks()[0]?.getSettings().deviceId !== first && video.videoWidth > 0;
    }, first);
    const chosen = await page.locator('video').evaluate((video) => video.srcObject.getVideoTracks()[0].getSettings().deviceId);
    assert.notEqual(chosen, first);
    await page.getByRole('button', { name: 'Tắt máy ảnh' }).press('Enter');
    await page.reload();
    await page.locator('[data-part=reader]').waitFor();
    await turnOn(page);
    await lens.waitFor();
    assert.equal(await lens.inputValue(), chosen);
    // One that is gone is no reason to see nothing.
    await page.evaluate(() => localStorage.setItem('scan-lens', 'no such lens'));
    await page.reload();
    await page.locator('[data-part=reader]').waitFor();
    await turnOn(page);
    await lens.waitFor();
    assert.deepEqual(page.broken, []);
  });
});

test('light, focus and zoom are offered where the camera has them', async () => {
  const script = () => {
    const asked = (window.asked = []);
    MediaStreamTrack.prototype.getCapabilities = () => ({
      torch: true, focusMode: ['manual', 'single-shot'], focusDistance: { min: 0, max: 1, step: 0.1 }, zoom: { min: 1, max: 4, step: 0.5 },
    });
    MediaStreamTrack.prototype.applyConstraints = async ({ advanced: [wish] }) => { asked.push(wish); };
  };
  await inBrowser(eyes(1), async (browser) => {
    const page = await opened(browser, '/scan', { script });
    await turnOn(page);
    const light = page.getByRole('button', { name: 'Đèn' });
    await light.click();
    assert.equal(await light.getAttribute('aria-pressed'), 'true');
    await page.getByRole('button', { name: 'Lấy nét lại' }).click();
    await page.getByLabel('Phóng to').fill('2');
    await page.getByLabel('Lấy nét', { exact: true }).fill('0.5');
    assert.deepEqual(await page.evaluate(() => window.asked), [
      { torch: true }, { focusMode: 'single-shot' }, { zoom: 2 }, { focusMode: 'manual', focusDistance: 0.5 },
    ]);
    assert.equal(await page.getByLabel('Ống kính').isVisible(), false, 'there is one lens');
    assert.deepEqual(await complaints(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 1, `${wide} px wider`);
  });
});

test('who sees no code in ten seconds is told what to do', async () => {
  await inBrowser(eyes(1), async (browser) => {
    const page = await opened(browser);
    await turnOn(page);
    await page.waitForFunction(() => document.querySelector('video').videoWidth > 0);
    assert.equal(await page.getByText('Chưa đọc được mã?').isVisible(), false);
    await page.getByText('Chưa đọc được mã?').waitFor();
    assert.match(await page.locator('[data-part=help]').innerText(), /chỗ sáng hơn[\s\S]*15–25 cm[\s\S]*chụp một ảnh/);
    assert.deepEqual(await complaints(page), []);
    await page.getByRole('button', { name: 'Tắt máy ảnh' }).click();
    assert.equal(await page.locator('[data-part=help]').isVisible(), false);
  });
});

/** A browser's own reader that says this. */
const saying = (given) => ({
  given,
  script: (texts) => {
    window.asked = 0;
    window.BarcodeDetector = class {
      static async getSupportedFormats() { return ['ean_13', 'qr_code']; }
      async detect() {
        window.asked += 1;
        if (texts === null) throw new DOMException('broken', 'InvalidStateError');
        return texts.map((rawValue) => ({ rawValue }));
      }
    };
  },
});

test("the browser's own reader is asked first, and what it says is believed no more than what is typed", async () => {
  await inBrowser(eyes(1), async (browser) => {
    for (const [texts, expected] of [
      [[link], /^Thẻ này còn hiệu lực\.$/],
      [['https://example.com/menu', link], /^Thẻ này còn hiệu lực\.$/],
      [[altered(link)], /không có hiệu lực: nội dung không khớp/],
      [[link.replace(/\/\/[^/]+/, '//evil.example')], /mã dẫn đến một trang không phải/],
      [['https://example.com/menu'], /nội dung này không phải mã/],
    ]) {
      const page = await opened(browser, '/scan', saying(texts));
      await turnOn(page);
      assert.match(await sentence(page), expected, texts.join());
      await page.context().close();
    }
  });
});

test("where the browser's own reader fails, ours reads", async () => {
  for (const texts of [null, []]) {
    const page = await opened(seeing, '/scan', saying(texts));
    await turnOn(page);
    assert.equal(await sentence(page), 'Thẻ này còn hiệu lực.');
    assert.ok(await page.evaluate(() => window.asked) >= 1);
    await page.context().close();
  }
});
