// Nothing is typed twice: a whole dossier with five experts, from no account
// to the commitment, without script. How many pages that takes and how many
// fields is counted, printed and bounded.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaints, someone, startBrowser, startServer } from './support.mjs';

const MOST_LOADS = 45;
const MOST_FIELDS = 250;

const file = (name) => new URL(`../${name}`, import.meta.url);
const whole = JSON.parse(readFileSync(file('cases/organisation-meets-all.json')));
const portrait = file('pictures/place-and-thumbnail.jpg').pathname;

let server;
let browser;
let scans;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'registry-scans.'));
  scans = Array.from({ length: 4 }, (_, at) => {
    const path = join(folder, `bản quét ${at + 1}.pdf`);
    writeFileSync(path, `%PDF-1.4\n% ${at}\n%%EOF`);
    return path;
  });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Somebody at a form, whose pages, fields and files are counted. */
function counting(page) {
  const counted = { loads: 0, fields: 0, files: 0 };
  page.on('load', () => (counted.loads += 1));
  const field = (name) => page.locator(`[name="${name}"]`);
  return {
    counted,
    async type(values) {
      for (const [name, value] of Object.entries(values)) {
        await field(name).fill(String(value));
        counted.fields += 1;
      }
    },
    async choose(values) {
      for (const [name, value] of Object.entries(values)) {
        const isSelect = await page.locator(`select[name="${name}"]`).count();
        if (isSelect) await field(name).selectOption(value);
        else await page.locator(`[name="${name}"][value="${value}"]`).check();
        counted.fields += 1;
      }
    },
    async upload(name, files) {
      await field(name).setInputFiles(files);
      counted.fields += 1;
      counted.files += [files].flat().length;
    },
    async press(label) {
      await page.getByRole('button', { name: label, exact: true }).click();
      assert.equal(await page.locator('.errors').count(), 0, await page.locator('main').innerText());
    },
    follow: (label) => page.getByRole('link', { name: label, exact: true }).click(),
  };
}

/** As people write a day. */
const day = (iso) => iso.split('-').map(Number).reverse().join('/');

async function begin(page, person, email) {
  await page.goto('/sign-up');
  await person.type({ name: 'Trần Thị Mai', email, password: 'ba con mèo trèo cây cau' });
  await person.press('Tạo tài khoản');
  await page.goto('/filing/dossiers/new');
  await person.choose({ procedure: 'new_organisation', issuer: 'BKHCN' });
  await person.press('Bắt đầu hồ sơ mới');
  await person.follow('Điền cả ba mục đầu trên một trang');
}

async function fillOrganisation(person) {
  const { organisation } = whole;
  const { establishment, qms_certificate: own } = organisation;
  await person.type({
    'organisation-name': organisation.name,
    'organisation-enterprise_code': organisation.enterprise_code,
    'organisation-address': organisation.address,
    'organisation-phone': organisation.phone,
    'organisation-email': organisation.email,
    'organisation-representative': organisation.legal_representative.name,
    'organisation-representative_title': organisation.legal_representative.title,
    'establishment-number': establishment.number,
    'establishment-issued_on': day(establishment.issued_on),
    'establishment-issued_by': establishment.issued_by,
    'establishment-functions': establishment.functions.join('\n'),
    'qms_certificate-number': own.number,
    'qms_certificate-edition': own.edition,
    'qms_certificate-scope': own.scope,
    'qms_certificate-body': own.body,
    'qms_certificate-body_registration': own.body_registration,
    'qms_certificate-valid_from': day(own.valid_from),
    'qms_certificate-valid_to': day(own.valid_to),
  });
  await person.choose({ 'establishment-kind': establishment.kind });
  await person.upload('establishment-file', scans.slice(0, 2));
  await person.upload('qms_certificate-file', scans[0]);
  await person.press('Lưu và tiếp tục');
}

/** The clients as they stand in a spreadsheet, copied and pasted. */
async function pasteClients(person) {
  const row = ({ name, tax_code: code, period, certificate }) => [
    name, code, day(period.from), day(period.to), certificate.number, day(certificate.certified_on),
    certificate.body, certificate.body_registration,
  ];
  await person.follow('Dán từ Excel hoặc nhập từ tệp');
  await person.type({ rows: whole.organisation.clients.map((client) => row(client).join('\t')).join('\n') });
  await person.press('Kiểm tra, chưa lưu');
  await person.press(`Nhận ${whole.organisation.clients.length} dòng này`);
  await person.upload('file', scans);
  await person.press('Lưu và tiếp tục');
}

async function fillExpert(person, expert, position) {
  const is = (value) => value !== undefined;
  await person.type({ name: expert.name, born_on: day(expert.born_on), personal_number: expert.personal_number });
  await person.choose({ sex: expert.sex, ...(position > 0 && { like: '1' }) });
  await person.press('Lưu và tiếp tục');
  const { degree, state_administration: state, qms_training: training, employment } = expert;
  await person.type({
    'degree-major': degree.major,
    'degree-school': degree.school,
    'degree-graduated_on': day(degree.graduated_on),
    'state_administration-number': state.number,
    'state_administration-issued_on': day(state.issued_on),
    'qms_training-number': training.number,
    'qms_training-completed_on': day(training.completed_on),
    'qms_training-score': String(training.score).replace('.', ','),
    'employment-contract_number': employment.contract_number,
    'employment-since': day(employment.since),
    'employment-social_insurance_months': employment.social_insurance_months,
  });
  await person.choose({
    'degree-level': degree.level, 'declaration-good_ethics': 'yes', 'declaration-full_capacity': 'yes',
  });
  // What colleagues have in common is typed for the first of them.
  if (position === 0) {
    await person.type({
      'state_administration-facility': state.facility,
      'qms_training-facility': training.facility,
      'qms_training-eligible_from': day(training.facility_eligible.from),
      'qms_training-eligible_to': day(training.facility_eligible.to),
    });
    await person.choose({
      'state_administration-proof': state.kind,
      'state_administration-programme': state.programme,
      'qms_training-proof': training.kind,
      'employment-kind': employment.kind,
    });
  }
  await person.upload('photo-file', portrait);
  for (const part of ['degree', 'state_administration', 'qms_training']) await person.upload(`${part}-file`, scans[0]);
  await person.upload('employment-file', scans.slice(0, 2));
  await person.press('Lưu và tiếp tục');
  for (const [at, post] of expert.history.entries()) {
    const name = (field) => `history-new${at + 1}-${field}`;
    await person.type({
      [name('place')]: post.place, [name('post')]: post.post, [name('from')]: day(post.from),
      ...(is(post.to) && { [name('to')]: day(post.to) }),
    });
  }
  // Each led other clients of the organisation.
  const led = Array.from({ length: 5 }, (_, at) => `engagements-client${1 + ((position + at) % 11)}`);
  await person.choose(Object.fromEntries(led.map((name) => [name, 'lead'])));
  await person.upload('engagements-file', scans);
  await person.press(position < 4 ? 'Lưu và thêm chuyên gia' : 'Lưu và tiếp tục');
}

test('a whole dossier with five experts takes few pages and few fields', async () => {
  const page = await someone(browser, server);
  const person = counting(page);
  await begin(page, person, 'mai.nop@example.test');
  await fillOrganisation(person);
  await pasteClients(person);
  for (const [position, expert] of whole.experts.entries()) await fillExpert(person, expert, position);
  await person.follow('Xem lại và nộp hồ sơ');
  const { loads, fields, files } = person.counted;
  console.log(`a dossier with five experts: ${loads} page loads, ${fields} fields, ${files} files`);
  const text = await page.locator('main').innerText();
  assert.equal(await page.locator('#blocked, #unmet').count(), 0, text);
  assert.doesNotMatch(text, /mục chưa xong/, 'every part is done, papers and all');
  assert.equal(await page.locator('.portrait img').count(), 5);
  assert.ok(loads <= MOST_LOADS, `${loads} page loads, at most ${MOST_LOADS}`);
  assert.ok(fields <= MOST_FIELDS, `${fields} fields, at most ${MOST_FIELDS}`);
  await page.locator('[name=commitment]').check();
  await person.press('Nộp hồ sơ');
  assert.equal(await page.locator('h1').innerText(), 'Đã nộp hồ sơ');
});

test('every form of filing keeps what was typed when the language changes', async () => {
  const page = await someone(browser, server);
  const person = counting(page);
  await begin(page, person, 'tam.nop@example.test');
  const dossier = page.url().split('/parts/')[0];
  await page.goto(`${dossier}/parts/experts/new`);
  await person.type({ name: whole.experts[0].name, born_on: '25/10/1986', personal_number: '073118121560' });
  await person.press('Lưu và tiếp tục');
  const parts = [
    'applicant', 'organisation', 'establishment', 'qms_certificate', 'clients', 'clients/new', 'experts/new',
    'experts/1/papers', 'experts/1/experience', 'experts/1/identity', 'experts/1/degree',
    'experts/1/state_administration', 'experts/1/qms_training', 'experts/1/employment', 'experts/1/history',
    'experts/1/history/new', 'experts/1/engagements', 'experts/1/engagements/new',
  ].map((part) => `parts/${part}`);
  const tables = ['clients', 'experts', 'experts/1/history', 'experts/1/engagements'].map((part) => `table/${part}`);
  for (const path of [...parts, ...tables]) {
    for (const isRefused of [false, true]) {
      await page.goto(`${dossier}/${path}`);
      const fields = page.locator('main form').first().locator('input:not([type]):visible, input[type=text]:visible, textarea:visible');
      const names = await fields.evaluateAll((all) => all.map((field) => field.name));
      assert.ok(names.length, path);
      for (const name of names) await page.locator(`[name="${name}"]`).fill(`gõ ở ${name}`);
      if (isRefused) await page.locator('main form button:not(.plain):not([name])').first().click();
      const before = isRefused ? await page.locator('.errors li').count() : 0;
      const typed = await fields.evaluateAll((all) => all.map((field) => field.value));
      await page.locator('#switch').click();
      assert.equal(await page.locator('html').getAttribute('lang'), 'en', path);
      assert.deepEqual(await fields.evaluateAll((all) => all.map((field) => field.value)), typed, path);
      assert.equal(await page.locator('.errors li').count(), before, `${path}: what is wrong is told again`);
      await page.goto('/?lang=vi');
    }
  }
});

test('the pages of the form are sound, and the application prints', async () => {
  const page = await someone(browser, server, { script: true });
  const person = counting(page);
  await begin(page, person, 'hoa.nop@example.test');
  const dossier = page.url().split('/parts/')[0];
  await fillOrganisation(person);
  await page.goto(`${dossier}/parts/experts/new`);
  await person.type({ name: 'Lý Thị Nam', born_on: '25/10/1986', personal_number: '073118121560' });
  await person.press('Lưu và tiếp tục');
  const found = [];
  for (const path of [
    'parts/applicant', 'parts/clients', 'parts/experts/new', 'parts/experts/1/papers', 'parts/experts/1/experience',
    'table/clients', 'table/experts', 'application', 'review',
  ]) {
    await page.goto(`${dossier}/${path}`);
    found.push(...await complaints(page));
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 1) found.push(`${path}: ${wide} px wider than a phone of 320 px`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  assert.deepEqual(found, []);
  await page.goto(`${dossier}/application`);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('header.site').isVisible(), false);
  assert.match(await page.locator('article').innerText(), /CỘNG HÒA XÃ HỘI[\s\S]*3100001009[\s\S]*Lý Thị Nam[\s\S]*ĐẠI DIỆN THEO PHÁP LUẬT[\s\S]*Lê Văn Mẫu/);
});
