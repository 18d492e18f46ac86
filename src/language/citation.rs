//! Citations of the law, written out: the register keeps them short.

use super::Language;

/// A text of the law that is cited: its short sign, and its names.
const TEXTS: [(&str, &str, &str); 3] = [
    ("QĐ19", "Quyết định 19/2014/QĐ-TTg", "Decision 19/2014/QĐ-TTg"),
    ("TT26", "Thông tư 26/2014/TT-BKHCN", "Circular 26/2014/TT-BKHCN"),
    ("BLDS", "Bộ luật Dân sự", "Civil Code"),
];

impl Language {
    /// A citation as an office writes it: of `QĐ19 7.2.c; TT26 9.3, 29` the
    /// articles by name. What is not written so short stands as it is.
    pub fn citation(self, short: &str) -> String {
        let parts = short.split(';').map(str::trim);
        parts.map(|part| self.cited(part).unwrap_or_else(|| part.to_owned())).collect::<Vec<_>>().join("; ")
    }

    fn cited(self, part: &str) -> Option<String> {
        let (sign, places) = part.split_once(' ').unwrap_or((part, ""));
        let (_, vi, en) = TEXTS.iter().find(|(known, ..)| *known == sign)?;
        let name = self.choose(*vi, *en);
        if places.is_empty() {
            return Some(name.to_owned());
        }
        let places: Option<Vec<String>> = places.split(',').map(|place| self.article(place.trim())).collect();
        let places = places?.join(", ");
        Some(self.choose(format!("{places} {name}"), format!("{name}, {places}")))
    }

    /// Article, clause and point of `7.2.đ`.
    fn article(self, place: &str) -> Option<String> {
        let levels: Vec<&str> = place.split('.').collect();
        let is_number = |level: &&str| level.chars().all(|sign| sign.is_ascii_digit() || sign == '–');
        let is_point = |level: &&str| level.chars().count() == 1 && level.chars().all(char::is_alphabetic);
        let fits = match levels.as_slice() {
            [article] => is_number(article),
            [article, clause] => is_number(article) && is_number(clause),
            [article, clause, point] => is_number(article) && is_number(clause) && is_point(point),
            _ => false,
        };
        if !fits || levels.contains(&"") {
            return None;
        }
        let names = ["Điều", "khoản", "điểm"];
        let vi = levels.iter().zip(names).rev().map(|(level, name)| format!("{name} {level}"));
        Some(self.choose(vi.collect::<Vec<_>>().join(" "), format!("article {place}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_written_out_as_an_office_writes_it() {
        let vi = |short| Language::Vi.citation(short);
        assert_eq!(
            vi("QĐ19 7.2.c; TT26 9.3, 29"),
            "điểm c khoản 2 Điều 7 Quyết định 19/2014/QĐ-TTg; khoản 3 Điều 9, Điều 29 Thông tư 26/2014/TT-BKHCN"
        );
        assert_eq!(vi("BLDS 20–24"), "Điều 20–24 Bộ luật Dân sự");
        assert_eq!(vi("TT26"), "Thông tư 26/2014/TT-BKHCN");
        assert_eq!(Language::En.citation("TT26 13.4.a"), "Circular 26/2014/TT-BKHCN, article 13.4.a");
        for as_it_is in ["Thông tư 12/2026/TT-BKHCN", "TT26 .", "TT26 8.", "TT26 phụ lục", ""] {
            assert_eq!(vi(as_it_is), as_it_is);
        }
    }
}
