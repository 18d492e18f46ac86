//! Giấy xác nhận đủ điều kiện hoạt động tư vấn, from the register.

use consultant_papers::{CertificateFacts, HolderFacts, ListedExpert};

use super::letterhead::{Letterhead, date};
use crate::credential::verdict::{NotNow, NotValid, Verdict};
use crate::dates::Day;
use crate::domain::certificate::{Card, CardStanding, Certificate, Holder};
use crate::domain::regime::Regime;
use crate::domain::typed::drawable;
use crate::language::Language;
use consultant_qr::TooLong;

/// A certificate, with what stands elsewhere in the register.
#[derive(Clone, Copy, Debug)]
pub struct CertificateMaterial<'a> {
    /// The certificate.
    pub certificate: &'a Certificate,
    /// The regime it was issued under.
    pub regime: &'a Regime,
    /// The holder's address; an independent consultant's is not printed.
    pub address: Option<&'a str>,
    /// The birth date of an independent consultant, of which the year is printed.
    pub born_on: Option<Day>,
    /// The cards issued under it.
    pub cards: &'a [Card],
    /// The day it is printed: a paper that does not count then says so.
    pub on: Day,
    /// The signed credential to attach, JSON.
    pub credential: Option<&'a [u8]>,
}

/// What the certificate says.
pub fn facts(head: &Letterhead, printed: &CertificateMaterial) -> Result<CertificateFacts, TooLong> {
    let (language, paper) = (head.language, &printed.certificate.paper);
    let numbered = language.choose("Số", "No.");
    Ok(CertificateFacts {
        specimen: head.specimen,
        language: head.fixed_words(),
        issuer: head.issuer(),
        number: Some(format!("{numbered}: {}", paper.number)),
        plain_number: paper.number.clone(),
        place_and_date: head.place_and_date(paper.issued_on),
        issued_on: language.day_in_words(paper.issued_on),
        date: date(paper.issued_on),
        reissue: reissue(language, paper.paper_version),
        legal_bases: legal_bases(language, printed.regime),
        holder: holder(language, printed),
        scope: head.scope(),
        valid_from: language.day_in_words(paper.issued_on),
        valid_until: language.day_in_words(paper.expires_on),
        experts: experts(language, printed),
        signatory: head.signatory(paper.issued_on),
        standing: standing(language, &printed.certificate.verdict(printed.on)),
        code: head.code(&paper.code, &paper.number)?,
        credential: printed.credential.map(<[u8]>::to_vec),
    })
}

fn reissue(language: Language, paper_version: u16) -> Option<String> {
    let written = match language {
        Language::Vi => format!("cấp lại lần {paper_version}"),
        Language::En => format!("re-issue {paper_version}"),
    };
    (paper_version > 0).then_some(written)
}

/// The bases; in English also which text prevails.
fn legal_bases(language: Language, regime: &Regime) -> Vec<String> {
    let mut lines = super::letterhead::legal_bases(language, regime);
    if language == Language::En {
        lines.push("The Vietnamese text of this certificate prevails.".to_owned());
    }
    lines
}

/// What stands across a certificate that does not count on the day it is
/// printed: whoever holds the file must not take it for one that does.
fn standing(language: Language, verdict: &Verdict) -> Option<String> {
    let day = |day| language.day_in_words(day);
    Some(match *verdict {
        Verdict::Valid => return None,
        Verdict::NotValid(NotValid::Revoked { on }) => {
            language.choose(format!("Đã bị thu hồi kể từ {}", day(on)), format!("Revoked from {}", day(on)))
        }
        Verdict::NotValid(NotValid::GivenUp { on }) => language
            .choose(format!("Đã thôi hoạt động kể từ {}", day(on)), format!("Given up from {}", day(on))),
        Verdict::NotValid(NotValid::Expired { on }) => {
            language.choose(format!("Đã hết hiệu lực sau {}", day(on)), format!("Expired after {}", day(on)))
        }
        Verdict::NotNow(NotNow::Suspended { from, until }) => language.choose(
            format!("Bị đình chỉ hiệu lực từ {} đến hết {}", day(from), day(until)),
            format!("Suspended from {} to the end of {}", day(from), day(until)),
        ),
        _ => language.choose("Không có hiệu lực", "Not valid").to_owned(),
    })
}

fn holder(language: Language, printed: &CertificateMaterial) -> HolderFacts {
    let name = drawable(&printed.certificate.paper.holder_name);
    match &printed.certificate.holder {
        Holder::Organisation(code) => HolderFacts {
            kind: language.choose("Tổ chức tư vấn", "Consulting organisation").to_owned(),
            name,
            enterprise_code: Some(code.clone()),
            born: None,
            address: printed.address.map(drawable),
        },
        Holder::Independent(_) => HolderFacts {
            kind: language.choose("Chuyên gia tư vấn độc lập", "Independent consultant").to_owned(),
            name,
            enterprise_code: None,
            born: printed.born_on.map(|day| day.year().to_string()),
            address: None,
        },
    }
}

/// An independent consultant's own card is no annex.
fn experts(language: Language, printed: &CertificateMaterial) -> Vec<ListedExpert> {
    let listed = |card: &Card| ListedExpert {
        name: drawable(&card.paper.holder_name),
        card: card.paper.number.clone(),
        valid_until: match card.standing {
            CardStanding::InForce | CardStanding::Replaced(_) => language.day(card.paper.expires_on),
            CardStanding::Returned { on } => {
                let on = language.day(on);
                language.choose(format!("Đã trả lại từ {on}"), format!("Returned from {on}"))
            }
        },
    };
    match printed.certificate.holder {
        Holder::Organisation(_) => printed.cards.iter().map(listed).collect(),
        Holder::Independent(_) => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::super::print::Printable;
    use super::super::sample;
    use super::*;
    use crate::domain::certificate::{Revocation, RevocationGround, Standing};

    #[test]
    fn a_certificate_says_what_the_register_says() {
        let register = sample::register();
        let facts = facts(&register.head(Language::Vi), &register.printed()).expect("fits");
        assert_eq!(facts.number.as_deref(), Some("Số: 01/2026/GXN-52"));
        assert_eq!(facts.issuer.name, "Ủy ban nhân dân\ntỉnh Gia Lai");
        assert_eq!(facts.holder.enterprise_code.as_deref(), Some("5901234567"));
        assert_eq!(facts.valid_until, "ngày 22 tháng 11 năm 2029");
        assert_eq!(facts.experts.len(), 1);
        assert_eq!(facts.signatory.line.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(facts.reissue, None);
        assert_eq!(facts.code.host, "tuvan.example.gov.vn");
    }

    #[test]
    fn a_reissued_certificate_says_how_often_in_either_language() {
        let mut register = sample::register();
        register.certificate.paper.paper_version = 2;
        let said = |language| facts(&register.head(language), &register.printed()).expect("fits").reissue;
        assert_eq!(said(Language::Vi).as_deref(), Some("cấp lại lần 2"));
        assert_eq!(said(Language::En).as_deref(), Some("re-issue 2"));
    }

    #[test]
    fn a_certificate_that_does_not_count_says_so_across_the_paper() {
        let mut register = sample::register();
        let said = |register: &sample::Register, days| {
            let printed = register.printed();
            let printed = CertificateMaterial { on: printed.on.plus_days(days), ..printed };
            facts(&register.head(Language::Vi), &printed).expect("fits").standing
        };
        assert_eq!(said(&register, 0), None);
        let after = "Đã hết hiệu lực sau ngày 22 tháng 11 năm 2029";
        assert_eq!(said(&register, 3 * 366).as_deref(), Some(after));
        register.certificate.standing = Standing::Revoked(Revocation {
            ground: RevocationGround::RepeatedBreach,
            on: register.certificate.paper.issued_on,
            reasons: "chỉ để lưu nội bộ".to_owned(),
        });
        assert_eq!(said(&register, 1).as_deref(), Some("Đã bị thu hồi kể từ ngày 22 tháng 11 năm 2026"));
    }

    #[test]
    fn the_english_version_quotes_the_law_in_english_and_says_which_text_prevails() {
        let register = sample::register();
        let bases = facts(&register.head(Language::En), &register.printed()).expect("fits").legal_bases;
        assert!(bases[0].starts_with("Pursuant to Decision No. 19/2014/QĐ-TTg of 5 March 2014"), "{bases:?}");
        assert!(bases.last().is_some_and(|last| last.contains("Vietnamese text")), "{bases:?}");
        assert!(bases.iter().rev().nth(1).is_some_and(|base| base.ends_with("Technology.")), "{bases:?}");
    }

    #[test]
    fn an_independent_consultant_is_printed_by_name_and_year_of_birth_only() {
        let mut register = sample::register();
        register.certificate.holder = Holder::Independent(register.cards[0].person);
        let facts = facts(&register.head(Language::Vi), &register.printed()).expect("fits");
        assert_eq!(facts.holder.born.as_deref(), Some("1980"));
        assert_eq!((facts.holder.address, facts.experts.len()), (None, 0));
    }

    #[test]
    fn a_certificate_is_printed_in_both_languages() {
        let register = sample::register();
        for language in [Language::Vi, Language::En] {
            let facts = facts(&register.head(language), &register.printed()).expect("fits");
            let pdf = Printable::Certificate(Box::new(facts)).print().expect("a paper");
            assert!(pdf.starts_with(b"%PDF-"));
        }
    }
}
