#!/usr/bin/env bash
# Python 3.14.2's package email, as it comes in npm pyodide 314.0.7 (the same in 3.11 and 3.13);
# the mail is written by npm nodemailer 10.6.1
#
# Expected: the sender's name is read as it was written. A name too long for one encoded word stands in two, and
#           the blank or line break between two encoded words is no part of the text (RFC 2047, section 6.2).
# Seen:     Subject is read so; in From, To and Cc the blank stays: "Trần Thị Minh Nguyệt" comes as "Trần Thị Minh
#           Nguy ệt". nodemailer cuts where 52 characters are full, and in Vietnamese that is after some twenty
#           letters, in the middle of a syllable.
# Matters:  mails of applicants and letters that come back are matched with people by the sender's name. Nearly
#           every full name with four syllables is hit, and looks right in every mail program.
# Instead:  match by address. To read a name, take the raw header and email.header.decode_header with make_header
#           (shown below: right), not policy.default's addresses.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pyodide@314.0.7 nodemailer@10.6.1 mailparser@3.14.2

cat > read.py <<'PY'
import sys
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

raw = letter.encode('ascii')
modern = message_from_bytes(raw, policy=policy.default)
[sender] = modern['From'].addresses
name, _ = parseaddr(message_from_bytes(raw)['From'].replace('\r\n', ''))
[sys.version.split()[0], sender.display_name, str(modern['Subject']), str(make_header(decode_header(name)))]
PY
cat > run.mjs <<'JS'
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {loadPyodide} from 'pyodide';
import nodemailer from 'nodemailer';
import {simpleParser} from 'mailparser';

const python = await loadPyodide();
const transport = nodemailer.createTransport({streamTransport: true, buffer: true, newline: 'windows'});
for(const [name, wrong] of [
  ['Trần Thị Minh Nguyệt', 'Trần Thị Minh Nguy ệt'],
  ['Nguyễn Hữu Phước Đại', 'Nguyễn Hữu Phư ớc Đại'],
  ['Lê Văn Mẫu', 'Lê Văn Mẫu'],
]) {
  const {message} = await transport.sendMail({from: {name, address: 'a@example.vn'}, to: 'b@example.vn', subject: name, text: '-'});
  python.globals.set('letter', message.toString('ascii'));
  const [version, sender, subject, byHand] = python.runPython(fs.readFileSync('read.py', 'utf8')).toJs();
  const other = (await simpleParser(message)).from.value[0].name;
  console.log(`written “${name}”. Python ${version}: From “${sender}”, Subject “${subject}”, by hand “${byHand}”; mailparser: “${other}”`);
  assert.deepEqual([sender, subject, byHand, other], [wrong, name, name, name]);
}
JS
node run.mjs
