#!/usr/bin/env bash
# Python's package email with policy.SMTP: 3.14.2 (npm pyodide 314.0.7) and 3.11.3 (pyodide 0.25.1; Debian 12's 3.11
# is the same); read by npm mailparser 3.14.2 and postal-mime 4.0.0
#
# Expected: a long header in Vietnamese is folded so that the reader has the text back, blanks included.
# Seen:     in 3.14 the second recipient's name loses its blanks, "NguyễnThịHồngPhươngThảo Vy", if the first one's has a
#           comma or quotation marks in it; without these it is right. Each word becomes an encoded word of its own, and
#           the blanks *between* two such are no part of the text (RFC 2047, section 6.2). In 3.11 a long subject loses
#           the blank at the fold as well ("Quảnlý"), and a name in From too.
# Matters:  "Bộ …, Vụ …" with a comma is how offices are called, and a decision goes to several. The name stands in the
#           mail program as one word; what answers is matched with nobody.
# Instead:  one recipient a mail; encode the name oneself as one run
#           (email.header.Header(name, "utf-8").encode()) with the compat32 policy, as below; test with another's reader.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
  new@npm:pyodide@314.0.7 old@npm:pyodide@0.25.1 mailparser@3.14.2 postal-mime@4.0.0

cat > write.py <<'PY'
import json
import sys
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.policy import SMTP

NAME = 'Nguyễn Thị Hồng Phương Thảo Vy'
SUBJECT = ('Thông báo kết quả giải quyết hồ sơ BKHCN-261129-0001: cấp Giấy xác nhận đủ điều kiện hoạt động tư vấn '
           'của Công ty Cổ phần Tư vấn Quản lý Chất lượng Ví Dụ')

def modern(first):
    mail = EmailMessage(policy=SMTP)
    mail['To'] = [Address(first, 'a', 'example.vn'), Address(NAME, 'b', 'example.vn')]
    mail['Subject'] = SUBJECT
    return mail.as_string()

def by_hand(first):
    mail = Message()
    mail['To'] = ', '.join(f'{Header(name, "utf-8").encode()} <{box}@example.vn>' for name, box in ((first, 'a'), (NAME, 'b')))
    mail['Subject'] = Header(SUBJECT, 'utf-8')
    return mail.as_string()

json.dumps([sys.version.split()[0], NAME, SUBJECT, [
    ['plain', modern('Vụ Pháp chế')], ['comma', modern('Bộ Mẫu, “Vụ Pháp chế”')], ['by hand', by_hand('Bộ Mẫu, “Vụ Pháp chế”')]]])
PY
cat > run.mjs <<'JS'
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import {loadPyodide as loadNew} from 'new';
import {simpleParser} from 'mailparser';
import PostalMime from 'postal-mime';

const found = {};
const {loadPyodide: loadOld} = createRequire(import.meta.url)('old/pyodide.js');
for(const [which, load] of [['new', loadNew], ['old', loadOld]]) {
  const python = await load();
  const [version, name, subject, mails] = JSON.parse(python.runPython(fs.readFileSync('write.py', 'utf8')));
  for(const [kind, mail] of mails) {
    const one = await simpleParser(mail), two = await new PostalMime().parse(mail);
    assert.deepEqual([one.to.value[1].name, one.subject], [two.to[1].name, two.subject]);
    console.log(`Python ${version}, first recipient ${kind}: “${two.to[1].name}”, subject ${two.subject === subject ? 'right' : 'wrong'}`);
    found[`${which} ${kind}`] = [two.to[1].name === name, two.subject === subject];
  }
  assert.equal(found[`${which} comma`][0], false);
  assert.deepEqual(found[`${which} by hand`], [true, true]);
}
assert.deepEqual(found['new plain'], [true, true]);
assert.equal(found['new comma'][1], true);
assert.equal(found['old plain'][1], false);
JS
node run.mjs 2>errors || { tail -c 800 errors; exit 1; }
