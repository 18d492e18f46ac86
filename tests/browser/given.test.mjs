// What people give, on the scan page and in the air-gap kit: texts, files in
// every encoding, PDFs. The same table as for the program and the pages of the
// register (tests/given).
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { patient, photographed, scannedCard, someone, startBrowser, startServer } from './support.mjs';

const table = JSON.parse(readFileSync(new URL('../given/texts.json', import.meta.url), 'utf8'));

/** The first sentence for what is expected, of a card. */
const SENTENCES = {
  valid: /^Thẻ này còn hiệu lực\.$/,
  altered: /không có hiệu lực: nội dung không khớp/,
  incomplete: /^Chưa kiểm tra được: mã bị thiếu một phần\.$/,
  several_codes: /^Chưa kiểm tra được: trong nội dung này có hơn một mã\.$/,
  other_host: /^Chưa kiểm tra được: mã dẫn đến một trang không phải/,
  not_a_link: /^Chưa kiểm tra được: nội dung này không phải mã của giấy xác nhận hay thẻ\.$/,
  base32: /^Chưa kiểm tra được: nội dung này không phải mã/,
  no_code: /^Chưa kiểm tra được: không thấy mã QR nào trong ảnh\.$/,
  picture: /^Chưa kiểm tra được: không mở được ảnh này\.$/,
  printed_pdf: /^Chưa kiểm tra được: tệp PDF này đã được in lại hoặc ghép/,
};

let server;
let browser;
let link;
let document;
let photo;
/** The two pages, opened. */
let shells;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  ({ link } = scannedCard(server));
  link = link.toUpperCase();
  photo = await photographed(browser, server, link);
  const page = patient(await browser.newPage());
  await page.goto(server.base + new URL(link).pathname);
  const address = await page.locator('a[href^="/documents/"]').first().getAttribute('href');
  document = await (await fetch(server.base + address)).text();
  const file = join(mkdtempSync(join(tmpdir(), 'registry-given.')), 'kit.html');
  writeFileSync(file, await (await fetch(`${server.base}/offline/kit.html`)).text());
  shells = [];
  for (const [name, address] of [['kit', pathToFileURL(file).href], ['scan', '/scan']]) {
    const shell = await someone(browser, server, { script: true, width: 390 });
    shell.broken = [];
    shell.on('pageerror', (error) => shell.broken.push(error.message));
    await shell.goto(address);
    await shell.locator('[data-part=reader]').waitFor();
    shells.push([name, shell]);
  }
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** The places of the table, as tests/given/table.rs fills them. */
function filled(text) {
  const at = link.indexOf('/V/') + 3;
  const [before, code] = [link.slice(0, at), link.slice(at)];
  const parted = (whole, length, by) => whole.match(new RegExp(`.{1,${length}}`, 'g')).join(by);
  const changed = code.length - 40;
  const places = {
    LINK: link, link: link.toLowerCase(), CODE: code, code: code.toLowerCase(), BARE: link.split('://')[1],
    GROUPS: parted(code, 5, ' '), HYPHENS: parted(code, 5, '-'), WRAPPED: parted(link, 76, '\r\n'), JOINED: parted(link, 76, ' '),
    QUOTED: parted(link, 76, '\r\n> '), SOFT: parted(link, 75, '=\r\n'), LINE: link.slice(0, 76),
    PERCENT: link.replaceAll(':', '%3A').replaceAll('/', '%2f'),
    HALF: before + code.slice(0, Math.floor(code.length / 2)), HALFCODE: code.slice(0, Math.floor(code.length / 2)),
    OTHER: `${before}${code.slice(0, changed)}${code[changed] === 'A' ? 'B' : 'A'}${code.slice(changed + 1)}`,
    WRONGLETTER: `${before}${code.slice(0, Math.floor(code.length / 2))}1`,
  };
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => places[name]);
}

async function sentence(page) {
  return page.locator('.result .verdict h2').innerText();
}

/** Does something, and waits for its own answer. */
async function answered(page, act) {
  await page.evaluate(() => window.document.querySelector('[data-part=result]').replaceChildren());
  await act();
  return sentence(page);
}

async function chosen(page, name, bytes, mimeType = '') {
  return answered(page, () => page.locator('[data-part=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) }));
}

test('every text of the table has its answer, typed and as a file', async () => {
  for (const [name, page] of shells) {
    for (const [place, given] of table.entries()) {
      const text = filled(given.text);
      const typed = await answered(page, async () => {
        await page.getByRole('textbox').fill(text);
        await page.getByRole('button', { name: 'Kiểm tra mã này' }).click();
      });
      assert.match(typed, SENTENCES[given.expected], `${name}: ${given.name}`);
      // The encoding of a file is read before its text is looked at.
      if (place % 8) continue;
      const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
      assert.match(await chosen(page, 'x.txt', wide, 'text/plain'), SENTENCES[given.expected], `${name}: ${given.name} in UTF-16`);
    }
    assert.deepEqual(page.broken, [], name);
  }
});

test('a document is read whatever its name, its encoding and what an editor put before it', async () => {
  const files = { plain: document, marked: `\ufeff${document}`, lines: `${document}\r\n`, wide: Buffer.from(`\ufeff${document}`, 'utf16le') };
  for (const [name, page] of shells) {
    for (const [how, bytes] of Object.entries(files)) {
      for (const file of ['the.vc.json', 'the.txt', 'the']) {
        assert.match(await chosen(page, file, bytes), SENTENCES.valid, `${name}: ${how} as ${file}`);
      }
    }
  }
});

/** A small PDF of these streams. */
function pdf(...streams) {
  const objects = streams.map(([dictionary, content], at) => Buffer.concat([
    Buffer.from(`${at + 1} 0 obj\n<<${dictionary}/Length ${content.length}>>\nstream\n`), content, Buffer.from('\nendstream\nendobj\n'),
  ]));
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...objects, Buffer.from('%%EOF\n')]);
}

test('a PDF gives its document, else the code on its pages, else it says that it was printed', async () => {
  const attached = ['/Type/EmbeddedFile/Filter/FlateDecode', deflateSync(Buffer.from(document))];
  const page = ['/Filter/FlateDecode', deflateSync(Buffer.from('BT (page) Tj ET'))];
  const jpeg = readFileSync(photo.jpeg);
  const scan = ['/Subtype/Image/Width 640/Height 480/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode', jpeg];
  const grey = ['/Subtype/Image/Width 640/Height 480/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode', deflateSync(photo.grey)];
  const logo = ['/Subtype/Image/Width 64/Height 64/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode', deflateSync(Buffer.alloc(4096, 200))];
  for (const [name, shell] of shells) {
    for (const [how, bytes, expected] of [
      ['with its document', pdf(page, attached), 'valid'],
      ['behind a mark', Buffer.concat([Buffer.from('\ufeff'), pdf(page, attached)]), 'valid'],
      ['behind the head of a mail', Buffer.concat([Buffer.from(`Subject: x\r\n${'x: y\r\n'.repeat(90)}\r\n`), pdf(attached)]), 'valid'],
      ['scanned as JPEG', pdf(page, logo, scan), 'valid'],
      ['scanned in grey', pdf(page, grey), 'valid'],
      ['printed', pdf(page, logo), 'printed_pdf'],
    ]) {
      assert.match(await chosen(shell, 'certificate.pdf', bytes, 'application/pdf'), SENTENCES[expected], `${name}: ${how}`);
    }
  }
});

test('a picture without a code, one that cannot be opened, and what is no picture are told apart', async () => {
  for (const [name, page] of shells) {
    const heading = await page.locator('h1').screenshot();
    assert.match(await chosen(page, 'x.png', heading, 'image/png'), SENTENCES.no_code, name);
    assert.match(await chosen(page, 'x.png', heading.subarray(0, 60), 'image/png'), SENTENCES.picture, name);
    assert.match(await chosen(page, 'x.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'image/heic'), SENTENCES.picture, name);
    assert.match(await page.locator('.result').innerText(), /HEIC[\s\S]*chụp màn hình/);
    assert.match(await chosen(page, 'x.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])), SENTENCES.not_a_link, name);
    assert.match(await chosen(page, 'x.png', readFileSync(photo.png), 'image/png'), SENTENCES.valid, name);
  }
});

test('a number, or a link to the page of one, leads to the register or says that it needs it', async () => {
  for (const typed of ['01/2026/GXN-BKHCN', `${server.base}/c/01-2026-GXN-BKHCN?fbclid=x`]) {
    const [, kit] = shells[0];
    await kit.getByRole('textbox').fill(typed);
    await kit.getByRole('button', { name: 'Kiểm tra mã này' }).click();
    await kit.getByText(/chỉ tra được khi có mạng/).first().waitFor();
  }
  const scan = await someone(browser, server, { script: true, width: 390 });
  await scan.goto('/scan');
  await scan.locator('[data-part=reader]').waitFor();
  const number = server.told.certificates[0].number;
  await scan.getByRole('textbox').fill(`${server.base}/c/${number.replaceAll('/', '-')}?zarsrc=1`);
  await scan.getByRole('button', { name: 'Kiểm tra mã này' }).click();
  await scan.waitForURL(/\/c\//);
});

test('a picture at which the verifier breaks is told, and the next one is read', async () => {
  for (const [name, address] of [['kit', shells[0][1].url()], ['scan', '/scan']]) {
    const page = await someone(browser, server, { script: true, width: 390 });
    // As if the reading of the first picture ran into a trap.
    await page.addInitScript(() => {
      const instantiate = WebAssembly.instantiate;
      let broken = 0;
      WebAssembly.instantiate = async (module, imports) => {
        const instance = await instantiate(module, imports);
        const read = (...given) => {
          broken += 1;
          if (broken === 1) throw new WebAssembly.RuntimeError('unreachable');
          return instance.exports.read(...given);
        };
        return { exports: { ...instance.exports, read } };
      };
    });
    await page.goto(address);
    await page.locator('[data-part=reader]').waitFor();
    const png = readFileSync(photo.png);
    const first = await chosen(page, 'x.png', png, 'image/png');
    assert.match(first, SENTENCES.picture, name);
    assert.match(await chosen(page, 'x.png', png, 'image/png'), SENTENCES.valid, name);
    assert.match(await chosen(page, 'the.vc.json', document), SENTENCES.valid, name);
  }
});
