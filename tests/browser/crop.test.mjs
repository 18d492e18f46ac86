// The part of a portrait that goes onto the card, chosen by hand: with the
// sliders, by keyboard alone, and with the frame itself.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaints, signedIn, startBrowser, startServer } from './support.mjs';

let server;
let browser;
let portrait;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  portrait = await drawn(1500, 2000);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A drawn face as a telephone's camera frames it, in a file. */
async function drawn(width, height) {
  const page = await browser.newPage();
  const address = await page.evaluate(([width, height]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const paint = canvas.getContext('2d');
    const oval = (colour, x, y, across, down) => {
      paint.fillStyle = colour;
      paint.beginPath();
      paint.ellipse(x * width, y * height, across * width, down * height, 0, 0, 7);
      paint.fill();
    };
    const wall = paint.createLinearGradient(0, 0, width, height);
    wall.addColorStop(0, '#bcd4e6');
    wall.addColorStop(1, '#8fb2cc');
    paint.fillStyle = wall;
    paint.fillRect(0, 0, width, height);
    oval('#24456b', 0.5, 1.0, 0.34, 0.3);
    oval('#e8bd95', 0.5, 0.66, 0.07, 0.1);
    oval('#2b211d', 0.5, 0.37, 0.185, 0.19);
    oval('#f0cba6', 0.5, 0.42, 0.16, 0.18);
    oval('#3a2a22', 0.43, 0.41, 0.017, 0.012);
    oval('#3a2a22', 0.57, 0.41, 0.017, 0.012);
    oval('#b8605a', 0.5, 0.52, 0.05, 0.014);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, [width, height]);
  await page.close();
  const file = join(mkdtempSync(join(tmpdir(), 'registry-face.')), 'IMG_20261122_090000.jpg');
  writeFileSync(file, Buffer.from(address.split(',')[1], 'base64'));
  return file;
}

/** An applicant who just uploaded the portrait of an expert of a new dossier. */
async function choosing(options) {
  const person = await signedIn(browser, server, server.told.drafting, options);
  await person.goto('/filing/dossiers/new');
  await person.locator('input[name=procedure][value=new_independent]').check();
  await person.locator('select[name=issuer]').selectOption('BKHCN');
  await person.getByRole('button', { name: 'Bắt đầu hồ sơ mới' }).click();
  await person.goto(`${new URL(person.url()).pathname}/parts/experts/1/photo`);
  await person.locator('input[type=file]').setInputFiles(portrait);
  await person.getByRole('button', { name: 'Tải tệp lên' }).click();
  assert.equal(await person.locator('h1').innerText(), 'Cắt ảnh cho vừa thẻ');
  return person;
}

/** Left, top and width of the frame, as they will be sent. */
async function area(person) {
  const value = await person.locator('form.by-hand input[name=area]').inputValue();
  return value.split(' ').map(Number);
}

async function taken(person) {
  await person.getByRole('button', { name: 'Cắt ảnh', exact: true }).click();
  await person.locator('.notice').waitFor();
  assert.equal(await person.locator('.portrait .tag').innerText(), 'Đạt');
  const size = (await person.locator('.portrait').innerText()).match(/(\d+)×(\d+) px/);
  return [Number(size[1]), Number(size[2])];
}

test('the frame is moved and sized by keyboard alone', async () => {
  const person = await choosing({ script: true });
  assert.ok(await person.locator('.proposals').isHidden(), 'one way at a time');
  assert.deepEqual(await area(person), [75, 0, 1200]);
  await person.getByLabel('Cỡ khung').focus();
  for (let press = 0; press < 60; press++) await person.keyboard.press('ArrowLeft');
  let [left, top, width] = await area(person);
  assert.ok(width < 700 && width > 500, `smaller: ${width}`);
  const middle = left + width / 2;
  assert.ok(Math.abs(middle - 675) < 3, `around its middle: ${middle}`);
  await person.keyboard.press('Tab');
  await person.keyboard.press('Home');
  await person.keyboard.press('Tab');
  await person.keyboard.press('End');
  [left, top, width] = await area(person);
  assert.equal(left, 0);
  assert.equal(top, 1800 - width * 3 / 2);
  assert.equal(await person.locator('[data-part=points]').innerText(), `${width}×${width * 3 / 2}`);
  await person.keyboard.press('Tab');
  await person.keyboard.press('Enter');
  await person.locator('.notice').waitFor();
  assert.match(await person.locator('.portrait').innerText(), new RegExp(`Đạt[\\s\\S]*${width}×${width * 3 / 2} px`));
});

test('the frame is dragged by the pointer, and its corners size it', async () => {
  const person = await choosing({ script: true });
  const corner = async (place) => {
    const box = await person.locator(`[data-corner="${place}"]`).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const drag = async ([x, y], [byX, byY]) => {
    await person.mouse.move(x, y);
    await person.mouse.down();
    await person.mouse.move(x + byX / 2, y + byY / 2);
    await person.mouse.move(x + byX, y + byY);
    await person.mouse.up();
  };
  await person.locator('[data-corner="1 1"]').scrollIntoViewIfNeeded();
  const before = await area(person);
  await drag(await corner('1 1'), [-120, -120]);
  const sized = await area(person);
  assert.deepEqual(sized.slice(0, 2), before.slice(0, 2), 'the opposite corner stays');
  assert.ok(sized[2] < before[2] - 100, `smaller: ${sized}`);
  const cut = await person.locator('.cut').boundingBox();
  await drag([cut.x + cut.width / 2, cut.y + cut.height / 2], [30, 40]);
  const moved = await area(person);
  assert.equal(moved[2], sized[2]);
  assert.ok(moved[0] > sized[0] && moved[1] > sized[1], `moved: ${moved}`);
  await drag([cut.x + cut.width / 2, cut.y + cut.height / 2], [-2000, 2000]);
  const [left, top, width] = await area(person);
  assert.equal(left, 0, 'never beyond the edge');
  assert.equal(top + width * 3 / 2, 1800);
  const [kept] = await taken(person);
  assert.equal(kept, Math.min(width, 800));
});

test('a finger drags the frame on a telephone, and the page is calm and accessible', async () => {
  const person = await choosing({ script: true, width: 360 });
  assert.deepEqual(await complaints(person), []);
  assert.equal(await person.evaluate(() => document.documentElement.scrollWidth), 360, 'nothing beside the screen');
  const touch = await person.locator('[data-corner]').first().boundingBox();
  assert.ok(touch.width >= 24 && touch.height >= 24, 'large enough for a finger');
  assert.equal(await person.locator('.cut').evaluate((cut) => getComputedStyle(cut).touchAction), 'none');
  await person.getByRole('link', { name: 'Chọn ảnh khác' }).click();
  await person.getByRole('link', { name: 'Cắt ảnh cho vừa thẻ' }).click();
  assert.equal(await person.locator('h1').innerText(), 'Cắt ảnh cho vừa thẻ');
});

test('without script one press takes a proposal', async () => {
  const person = await choosing({ width: 360 });
  assert.ok(await person.locator('form.by-hand').isHidden());
  assert.equal(await person.evaluate(() => document.documentElement.scrollWidth), 360);
  await person.getByRole('button', { name: 'Lấy khung 2' }).click();
  assert.equal(await person.locator('.portrait .tag').innerText(), 'Đạt');
});
