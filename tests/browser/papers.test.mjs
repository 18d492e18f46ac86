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

/** Opens a PDF, and waits until the viewer that the browser brings along has it in a frame of its own. */
async function viewed(person, path) {
  const answer = await person.goto(path);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  const holds = () => person.frames().some((frame) => frame.parentFrame() && frame.url() === person.url());
  while (!holds()) await new Promise((soon) => setTimeout(soon, 100));
}

test('a PDF that was handed in is shown to who handed it in, and the same at the desk', { timeout: 300_000 }, async () => {
  const applicant = await signedIn(browser, server, server.told.drafting, { script: true });
  await applicant.goto('/filing/dossiers/new');
  await applicant.locator('input[name=procedure][value=new_independent]').check();
  await applicant.locator('select[name=issuer]').selectOption('BKHCN');
  await applicant.getByRole('button', { name: 'Bắt đầu hồ sơ mới' }).click();
  const part = `${new URL(applicant.url()).pathname}/parts/registration_form`;
  await applicant.goto(part);
  const body = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
    + '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
  await applicant.locator('input[type=file]').setInputFiles({ name: 'Đơn.pdf', mimeType: 'application/pdf', buffer: Buffer.from(body) });
  await applicant.getByRole('button', { name: 'Tải tệp lên' }).click();
  await applicant.locator('.notice').waitFor();
  await applicant.goto(part);
  await viewed(applicant, await applicant.getByRole('link', { name: 'Đơn.pdf', exact: true }).getAttribute('href'));

  const intake = await signedIn(browser, server, 'tiepnhan@bkhcn.example.test', { script: true });
  const linksOf = (pattern) => intake.$$eval('main a', (links, pattern) =>
    links.map((link) => link.getAttribute('href')).filter((href) => new RegExp(pattern).test(href)), pattern);
  await intake.goto('/desk?view=open');
  for (const dossier of await linksOf('^/desk/dossiers/[0-9a-f-]{36}$')) {
    await intake.goto(dossier);
    const pdf = intake.locator('main a[href*="/papers/"]').filter({ hasText: '.pdf' }).first();
    if (await pdf.count() === 0) continue;
    await viewed(intake, await pdf.getAttribute('href'));
    return;
  }
  assert.fail('no dossier of the demonstration has a PDF');
});
