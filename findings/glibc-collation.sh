#!/usr/bin/env bash
# Debian 12: glibc 2.36 and its package locales (2.36), locale vi_VN.UTF-8
#
# Expected: names sorted as in a Vietnamese dictionary: a ă â, e ê, o ô ơ, u ư are letters, the tone only decides
#           between words that are otherwise the same. glibc's own comment quotes CLDR's rules as its source.
# Seen:     every letter with a hat, horn or breve *and* a tone (ấ, ễ, ộ, ờ, ự …) comes before the same letter
#           without one: Ấn before Ân, Lễ before Lê; and since that difference is taken first, all Nguyễn stand
#           before all Nguyên, whoever of them has which given name. The rules name ă â ê ô ơ ư only; the 50
#           letters with two marks keep the order of the common table, under their plain vowel.
# Matters:  every list of people is affected by it, Nguyễn, Trần, Lê, Đỗ being what most are called: `sort`, `ls`,
#           strcoll, and PostgreSQL in a database made with LOCALE 'vi_VN.UTF-8' and the libc provider.
# Instead:  sort by ICU with "vi" ("vi-x-icu" in PostgreSQL, Intl.Collator, icu_collator), and give the collation
#           by name in the query or keep a sort key, never rely on the database's default.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get --quiet=2 download locales 2>/dev/null
dpkg-deb --extract locales_*.deb data
version=$(dpkg-deb --field locales_*.deb Version)
echo "locales $version"
[[ $version == 2.36-* ]]
gunzip data/usr/share/i18n/charmaps/UTF-8.gz
I18NPATH=data/usr/share/i18n localedef --no-archive -i vi_VN -f UTF-8 ./vi_VN.UTF-8

printf '%s\n' 'Nguyên An' 'Nguyễn An' 'Nguyên Bình' 'Nguyễn Bình' Ân Ấn Lê Lễ Mơ Mở Tô Tổ Trân Trần Ưu Ửu Ba Bá >names
by_glibc=$(LOCPATH=$work LC_ALL=vi_VN.UTF-8 sort names | paste -sd,)
by_icu=$(node -e '
  const names = require("node:fs").readFileSync("names", "utf8").trim().split("\n");
  console.log(names.sort(new Intl.Collator("vi").compare).join(","))')
echo "glibc: $by_glibc"
echo "ICU:   $by_icu"
[ "$by_icu" = 'Ân,Ấn,Ba,Bá,Lê,Lễ,Mơ,Mở,Nguyên An,Nguyễn An,Nguyên Bình,Nguyễn Bình,Tô,Tổ,Trân,Trần,Ưu,Ửu' ]
[ "$by_glibc" = 'Ấn,Ân,Ba,Bá,Lễ,Lê,Mở,Mơ,Nguyễn An,Nguyễn Bình,Nguyên An,Nguyên Bình,Tổ,Tô,Trần,Trân,Ửu,Ưu' ]
