// The demonstration on one day, over HTTP: every paper has the verdict of its
// state, an officer's act is dated by that day, and no answer knows another.
//
//   REGISTRY=target/debug/registry node tests/days/walk.mjs 2028-02-29 [2031-05-05]
//
// With a second day, the machine's clock is put to it (faketime): nothing of it
// may be seen.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [day, machine] = process.argv.slice(2);
const program = process.env.REGISTRY ?? 'target/debug/registry';
const PATIENCE = 600_000;
const VERDICTS = { active: 'valid', suspended: 'not_now', expired: 'not_valid', revoked: 'not_valid', returned: 'not_valid' };

const data = mkdtempSync(join(tmpdir(), 'registry-days.'));
const listen = `127.0.0.1:${await freePort()}`;
const words = ['serve', '--demo', '--today', day, '--data', data, '--listen', listen];
// Time that passes is not faked, only the date.
const faked = ['--exclude-monotonic', `${machine} 10:00:00`, program, ...words];
const server = machine ? spawn('faketime', faked, { detached: true }) : spawn(program, words, { detached: true });
let said = '';
server.stdout.on('data', (text) => (said += text));
server.stderr.on('data', (text) => (said += text));
let cookie = '';

try {
  await walk();
  console.log(`${day}${machine ? ` on a machine that shows ${machine}` : ''}: well`);
} catch (error) {
  process.exitCode = 1;
  console.error(`${day}:`, error, `\n${said.slice(-4000)}`);
} finally {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  if (server.exitCode === null) {
    process.kill(-server.pid, 'SIGTERM');
    await ended;
  }
  rmSync(data, { recursive: true, force: true });
}

async function walk() {
  await answering();
  const told = JSON.parse(readFileSync(join(data, 'demonstration.json'), 'utf8'));
  assert.equal(told.today, day);
  const [year, month, date] = day.split('-');
  const shown = `${date}/${month}/${year}`;
  assert.ok((await ask('/')).includes(shown), 'the frame shows the day');

  for (const { number, life, code } of [...told.certificates, ...told.cards]) {
    const { verdict } = JSON.parse(await ask(`/api/v1/verify/${code.split('/').at(-1)}`));
    assert.equal(verdict, VERDICTS[life], `${number}, ${life}`);
  }

  await signIn(told, 'tiepnhan@bkhcn.example.test');
  const { title } = told.dossiers.find(({ issuer, stage, procedure }) =>
    issuer === 'BKHCN' && stage === 'received' && procedure === 'new_organisation');
  const queue = await ask('/desk?view=open');
  const at = queue.indexOf(title);
  const dossier = queue.slice(0, at).match(/\/desk\/dossiers\/[0-9a-f-]{36}(?=[^]{0,400}$)/g).at(-1);
  const page = await ask(dossier);
  assert.ok(page.includes(title));
  const complete = await send(`${dossier}/completeness`, { csrf: field(page, 'csrf'), version: field(page, 'version') });
  assert.ok(complete.includes(shown), 'the act is of that day');
  await ask('/desk/certificates');
  await ask('/offline/status.json');
  await ask('/register');
}

async function signIn(told, email) {
  const page = await ask('/sign-in');
  await send('/sign-in', { csrf: field(page, 'csrf'), email, password: told.password });
  assert.match(cookie, /session=/, `${email} signed in`);
}

function field(page, name) {
  return page.match(new RegExp(`name="${name}" value="([^"]+)"`))[1];
}

async function ask(path, init = {}) {
  const answer = await fetch(`http://localhost:${listen.split(':')[1]}${path}`, {
    redirect: 'manual', ...init, headers: { cookie, ...init.headers },
  });
  for (const set of answer.headers.getSetCookie()) {
    const [pair] = set.split(';');
    const others = cookie.split('; ').filter((known) => known && known.split('=')[0] !== pair.split('=')[0]);
    cookie = [...others, pair].join('; ');
  }
  if (answer.status === 303) return ask(answer.headers.get('location').split('#')[0]);
  const text = await answer.text();
  assert.ok(answer.ok, `${path}: ${answer.status}\n${text.slice(0, 2000)}`);
  if (machine) assert.ok(!text.includes(machine) && !text.includes(machine.split('-').reverse().join('/')), `${path} knows the machine's day`);
  return text;
}

function send(path, fields) {
  return ask(path, { method: 'POST', body: new URLSearchParams(fields) });
}

async function answering() {
  const begun = Date.now();
  while (!await fetch(`http://localhost:${listen.split(':')[1]}/api/v1/ping`).then((answer) => answer.ok, () => false)) {
    assert.equal(server.exitCode, null, 'the server ended');
    assert.ok(Date.now() - begun < PATIENCE, 'the server does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
