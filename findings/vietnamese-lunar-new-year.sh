#!/usr/bin/env bash
# npm vietnamese-lunar-calendar 0.0.6; Intl.DateTimeFormat with the calendar "chinese" in Node 20.20 (ICU 78.2);
# against npm amlich 0.0.2 and, as the judge, astronomy-engine 2.1.19
#
# Expected: the first day of the lunar year is the day, in Viet Nam (UTC+7), of the second new moon after the winter
#           solstice (the third in a few years): 10 February 2024, 6 February 2027, 2 February 2030.
# Seen:     vietnamese-lunar-calendar reckons in the time zone of the machine. On one in UTC, as servers and containers
#           are, Tết of 2024 is 9 February, and a third of all days from 1968 to 2050 are wrong by one; with
#           TZ=Asia/Ho_Chi_Minh none is. ICU's "chinese", often taken for the Vietnamese calendar, has
#           7 February 2027 (the moon is new at 22:56 in Hà Nội and 23:56 in Beijing on the 6th: wrong for both), and
#           18 February 2007, which is right in China and a day late in Viet Nam. amlich agrees with the judge.
# Matters:  five days off hang on it. A term of five working days over Tết ends a day early or late, and what was
#           right on the developer's machine in Hà Nội is wrong where it is deployed.
# Instead:  Hồ Ngọc Đức's algorithm at UTC+7 (src/domain/calendar/lunar.rs; amlich has it too), and the decision that
#           the Prime Minister makes known every year before anything that counts.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
  vietnamese-lunar-calendar@0.0.6 amlich@0.0.2 astronomy-engine@2.1.19

cat > check.cjs <<'JS'
const assert = require('node:assert');
const astronomy = require('astronomy-engine');
const amlich = require('amlich');
const {LunarDate} = require('vietnamese-lunar-calendar');

const DAY = 86_400_000, VIET_NAM = 7 * 3_600_000;
const written = at => new Date(at).toISOString().slice(0, 10);
const inVietNam = time => Math.floor((time.date.getTime() + VIET_NAM) / DAY) * DAY;

// By the moon alone, for years without a leap month in the winter before.
const judged = year => {
  const solstice = astronomy.Seasons(year - 1).dec_solstice;
  let moon = astronomy.SearchMoonPhase(0, solstice.AddDays(-31), 40);
  for (;;) {
    const next = astronomy.SearchMoonPhase(0, moon.AddDays(20), 40);
    if (inVietNam(next) > inVietNam(solstice)) break;
    moon = next;
  }
  const second = astronomy.SearchMoonPhase(0, moon.AddDays(20), 40);
  return written(inVietNam(astronomy.SearchMoonPhase(0, second.AddDays(20), 40)));
};
const around = year => Array.from({length: 40}, (_, day) => new Date(Date.UTC(year, 0, 15) + day * DAY));
const first = (year, isNewYear) => written(around(year).find(isNewYear));
const parts = day => [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
const icu = new Intl.DateTimeFormat('en-u-ca-chinese', {timeZone: 'UTC', month: 'numeric', day: 'numeric'});
const libraries = {
  judge: judged,
  amlich: year => first(year, day => {
    const [y, m, d] = parts(day);
    return String(amlich.convertSolar2Lunar(d, m, y, 7).slice(0, 2)) === '1,1';
  }),
  'vietnamese-lunar-calendar': year => first(year, day => {
    const {date, month} = new LunarDate(...parts(day));
    return date === 1 && month === 1;
  }),
  'ICU chinese': year => first(year, day => {
    const found = Object.fromEntries(icu.formatToParts(day).map(({type, value}) => [type, value]));
    return found.month === '1' && found.day === '1';
  }),
};
const YEARS = [2007, 2024, 2025, 2026, 2027, 2030];
const found = Object.fromEntries(Object.entries(libraries).map(([name, of]) => [name, YEARS.map(of)]));
console.log('ICU', process.versions.icu);
for (const [name, days] of Object.entries(found)) console.log(name.padEnd(26), days.join(' '));

let days = 0, apart = 0;
for (let at = Date.UTC(1968, 2, 1); at < Date.UTC(2051, 0, 1); at += DAY) {
  const [y, m, d] = parts(new Date(at));
  const other = new LunarDate(y, m, d);
  days += 1;
  apart += String(amlich.convertSolar2Lunar(d, m, y, 7).slice(0, 2)) !== `${other.date},${other.month}` ? 1 : 0;
}
console.log(`vietnamese-lunar-calendar differs from amlich on ${apart} of ${days} days`);

const right = ['2007-02-17', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06', '2030-02-02'];
assert.deepEqual(found.judge, right);
if (process.env.TZ === 'Asia/Ho_Chi_Minh') {
  assert.deepEqual(found['vietnamese-lunar-calendar'], right);
  assert.equal(apart, 0);
  process.exit(0);
}
assert.deepEqual(found.amlich, right);
assert.equal(found['vietnamese-lunar-calendar'][1], '2024-02-09');
assert.equal(found['ICU chinese'][0], '2007-02-18');
assert.equal(found['ICU chinese'][4], '2027-02-07');
assert.ok(apart > days / 4 && apart < days / 2);
JS
for zone in UTC Asia/Ho_Chi_Minh; do
  echo "TZ=$zone"
  TZ=$zone node check.cjs
done
