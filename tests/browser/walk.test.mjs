// The whole job by people who have no script: from a received dossier to a
// card that a stranger scans.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { checkPath, one, scanned, signedIn, someone, startBrowser, startServer } from './support.mjs';

let server;
let browser;
let organisation;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  // Six experts, one of whom scored too low.
  const received = { issuer: 'BKHCN', stage: 'received', procedure: 'new_organisation' };
  organisation = one(server.told.dossiers, received).title;
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the dossier from the officer's own queue. */
async function openDossier(officer) {
  await officer.goto('/desk?view=open');
  await officer.getByRole('link', { name: organisation }).click();
  assert.match(await officer.locator('h1').innerText(), new RegExp(organisation));
}

test('a dossier becomes a certificate and cards that anyone can check', async () => {
  const intake = await signedIn(browser, server, 'tiepnhan@bkhcn.example.test');
  await openDossier(intake);
  assert.equal(await intake.getByRole('button', { name: 'Phê duyệt và cấp giấy' }).count(), 0);
  await intake.getByRole('button', { name: 'Xác nhận hồ sơ đầy đủ' }).click();

  const appraiser = await signedIn(browser, server, 'thamxet1@bkhcn.example.test');
  await openDossier(appraiser);
  await appraiser.getByRole('button', { name: 'Nhận thẩm xét hồ sơ' }).click();
  for (let form = await nextToJudge(appraiser); form; form = await nextToJudge(appraiser)) {
    for (const met of await form.locator('input[type=radio][value=met]').all()) {
      // What the machine found met can be judged too, folded away: left as it is.
      if (await met.isVisible()) await met.check();
    }
    await form.getByRole('button').first().click();
  }
  await appraiser.locator('input[name=outcome][value=approve]').check();
  await appraiser.locator('textarea[name=reasons]').fill('Đủ năm chuyên gia đạt; chuyên gia thứ sáu không đạt nên không cấp thẻ.');
  await appraiser.getByRole('button', { name: 'Trình lãnh đạo' }).click();
  assert.equal(await appraiser.getByRole('button', { name: 'Phê duyệt và cấp giấy' }).count(), 0);

  const leader = await signedIn(browser, server, 'lanhdao1@bkhcn.example.test');
  await openDossier(leader);
  await leader.locator('a.button[href$="/decision"]').click();
  await leader.getByRole('button', { name: 'Phê duyệt và cấp giấy' }).click();
  const number = (await leader.locator('main').innerText()).match(/\d{2}\/\d{4}\/GXN-BKHCN/)?.[0];
  assert.ok(number, 'the page names the new certificate');

  const stranger = await someone(browser, server, { width: 360 });
  await stranger.goto('/');
  await stranger.getByRole('textbox').first().fill(number.toLowerCase().replaceAll('/', ' '));
  await stranger.locator('main form button').first().click();
  assert.match(await stranger.locator('h1').first().innerText(), /còn hiệu lực/);
  assert.match(await stranger.locator('main').innerText(), new RegExp(organisation));

  assert.equal(await stranger.locator('.qr svg').count(), 0, 'who typed a number is not given its code');

  await leader.goto(`/desk/certificates/${number.replaceAll('/', '-')}`);
  const link = await scanned(leader.locator('svg.qr, .qr svg').first());
  assert.match(link, /^HTTP:\/\/LOCALHOST:\d+\/V\/[A-Z2-7]+$/);
  await stranger.goto(link);
  assert.match(await stranger.locator('h1').first().innerText(), /còn hiệu lực/);

  const middle = link.length - 60;
  const other = link[middle] === 'A' ? 'B' : 'A';
  await stranger.goto(link.slice(0, middle) + other + link.slice(middle + 1));
  assert.doesNotMatch(await stranger.locator('h1').first().innerText(), /còn hiệu lực/);
});

/** The first form that shows a condition nobody has judged. */
async function nextToJudge(page) {
  for (const form of await page.locator('form[action$="/judgements"]').all()) {
    for (const group of await form.locator('fieldset.judging').all()) {
      const judged = await group.locator('input[type=radio]:checked').count();
      if (judged === 0 && (await group.isVisible())) return form;
    }
  }
  return null;
}

test('an applicant is told beside the field what is wrong, and keeps what was typed', async () => {
  const applicant = await signedIn(browser, server, server.told.drafting);
  await applicant.goto('/filing');
  await applicant.locator('main a[href^="/filing/dossiers/"]:not([href$=new])').first().click();
  await applicant.getByRole('link', { name: 'Giấy tờ thành lập' }).click();
  const day = applicant.locator('input[name$=issued_on], input[name=issued_on]').first();
  await day.fill('31/02/2020');
  await applicant.locator('main form button').first().click();
  assert.equal(await day.inputValue(), '31/02/2020');
  assert.ok(await applicant.locator('.errors a').count(), 'a summary that leads to the field');
  assert.ok(await day.getAttribute('aria-describedby'), 'the sentence belongs to the field');
});

test('every page reads in English too', async () => {
  const stranger = await someone(browser, server);
  await stranger.goto('/');
  await stranger.getByRole('link', { name: 'English' }).click();
  assert.equal(await stranger.locator('html').getAttribute('lang'), 'en');
  await stranger.goto(checkPath(one(server.told.certificates, { life: 'active' })));
  assert.match(await stranger.locator('h1').first().innerText(), /is valid/i);
});
