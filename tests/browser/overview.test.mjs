// An officer who looks over the office and narrows its lists, without script; and
// a supervisor of another one.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { complaints, signedIn, startBrowser, startServer } from './support.mjs';

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

test('every number of the overview leads to as many dossiers', async () => {
  const page = await signedIn(browser, server, 'lanhdao1@bkhcn.example.test');
  await page.getByRole('link', { name: 'Tổng quan' }).click();
  assert.match(await page.locator('h1').innerText(), /Tổng quan/);
  const chart = page.getByRole('img', { name: 'Hồ sơ tiếp nhận và quyết định trong 12 tháng' });
  assert.ok(await chart.isVisible());
  const stages = await page.locator('section[aria-labelledby=open] td a').evaluateAll((links) =>
    links.map((link) => [link.getAttribute('href'), Number(link.textContent)]));
  assert.ok(stages.length > 3);
  for (const [href, count] of stages) {
    await page.goto(href);
    assert.equal(await page.locator('caption').innerText(), `${count} hồ sơ`, href);
  }
});

test('a list is narrowed without script, on a phone as well', async () => {
  const page = await signedIn(browser, server, 'tiepnhan@bkhcn.example.test', { width: 360 });
  await page.goto('/desk?view=open');
  await page.getByText('Lọc và sắp xếp').click();
  await page.getByLabel('Thủ tục').selectOption({ label: 'Cấp mới, tổ chức' });
  await page.getByLabel('Sắp xếp theo').selectOption({ label: 'Số hồ sơ' });
  await page.getByRole('button', { name: 'Áp dụng' }).click();
  const rows = await page.locator('table.queue tbody tr').allInnerTexts();
  assert.ok(rows.length > 0 && rows.every((row) => row.includes('Cấp mới, tổ chức')), rows.join('\n'));
  assert.match(page.url(), /procedure=new_organisation.*sort=number|sort=number.*procedure=new_organisation/);
  await page.getByRole('link', { name: 'Bỏ lọc' }).click();
  assert.ok((await page.locator('table.queue tbody tr').count()) > rows.length);
});

test('a supervisor orders a check of another office’s dossier', async () => {
  const page = await signedIn(browser, server, 'lanhdao1@bkhcn.example.test', { script: true });
  await page.goto('/desk/overview?issuer=52');
  await page.locator('section[aria-labelledby=open] td a').last().click();
  await page.locator('table.queue tbody th a').first().click();
  assert.ok(await page.getByText('Hồ sơ, giấy của cơ quan khác: chỉ xem.').isVisible());
  const found = await complaints(page);
  await page.getByText('Yêu cầu kiểm tra…').click();
  await page.getByLabel('Nội dung cần kiểm tra').fill('Rà soát hồ sơ');
  await page.getByLabel('Lý do').fill('Có phản ánh');
  await page.getByLabel('Hạn trả lời').fill('2027-01-04');
  await page.getByRole('button', { name: 'Yêu cầu kiểm tra', exact: true }).click();
  assert.ok(await page.getByText('Đã gửi yêu cầu kiểm tra.').isVisible());
  found.push(...(await complaints(page)));
  await page.getByRole('link', { name: /Rà soát hồ sơ/ }).click();
  found.push(...(await complaints(page)));
  const leader = await signedIn(browser, server, 'lanhdao@gialai.example.test');
  await leader.goto('/desk/checks');
  await leader.getByRole('link', { name: 'Rà soát hồ sơ' }).click();
  await leader.getByLabel('Trả lời của cơ quan').fill('Đã rà soát.');
  await leader.getByRole('button', { name: 'Gửi trả lời' }).click();
  assert.ok(await leader.getByText('Đã gửi trả lời.').isVisible());
  assert.equal(found.length, 0, found.join('\n'));
});
