//! How an issuer's papers look, on invented facts: marked "MẪU" on every page,
//! signed by nobody, under numbers no paper ever has and with a code that every
//! verifier refuses.

use consultant_papers::{CardFacts, CertificateFacts, LetterFacts, PaperError, Pictures};

use super::letterhead::Letterhead;
use super::letters::{self, Registration};
use super::{card, certificate};
use crate::credential::Origin;
use crate::dates::Day;
use crate::domain::application::{Application, Format, Organisation, Procedure};
use crate::domain::certificate::{Card, CardStanding, Certificate, Holder, Paper, Standing};
use crate::domain::dossier::{Receipt, SupplementRequest};
use crate::domain::ids::{AccountId, DossierId, PersonId};
use crate::domain::issuer::Profile;
use crate::domain::numbering::{Filling, PersonNumber, Template};
use crate::domain::regime::Regime;
use crate::domain::words;
use crate::language::Language;
use consultant_qr::TooLong;

/// Everyone and everything in a specimen has the id that nothing else has.
const NOBODY: uuid::Uuid = uuid::Uuid::nil();

/// The longest code a certificate carries is about as long (`FORMAT.md`).
const CODE_LETTERS: usize = 300;

const HOLDER: &str = "Công ty TNHH Tư vấn Mẫu";
const ADDRESS: &str = "Số 00 đường Thí Dụ, phường Minh Họa";
const EXPERTS: [&str; 5] =
    ["Nguyễn Văn Mẫu", "Trần Thị Thí Dụ", "Lê Minh Họa", "Phạm Thị Giả Định", "Đỗ Văn Thử"];

words! {
    /// Which paper is shown.
    SpecimenKind {
        /// Giấy xác nhận.
        Certificate = "certificate",
        /// Thẻ.
        Card = "card",
        /// Công văn.
        Letter = "letter",
    }
}

/// A specimen with all its facts, not yet set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Specimen {
    /// A certificate.
    Certificate(Box<CertificateFacts>),
    /// A card.
    Card(Box<CardFacts>),
    /// An official letter.
    Letter(Box<LetterFacts>),
}

/// With which profile, and as of which day, specimens are made.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The profile; it may hold whatever was typed so far.
    pub profile: &'a Profile,
    /// The regime whose texts stand on a certificate.
    pub regime: &'a Regime,
    /// Where papers are checked.
    pub origin: &'a Origin,
    /// The day of the papers.
    pub on: Day,
    /// Pictures of signature and seal, where sealed files show them.
    pub pictures: Option<&'a Pictures>,
}

impl Specimen {
    /// The specimen of this kind.
    pub fn of(kind: SpecimenKind, language: Language, look: Look) -> Result<Self, TooLong> {
        let head = Letterhead {
            specimen: true,
            pictures: look.pictures,
            ..Letterhead::new(language, look.profile, look.origin)
        };
        Ok(match kind {
            SpecimenKind::Certificate => Self::Certificate(Box::new(certificate_facts(&head, look)?)),
            SpecimenKind::Card => Self::Card(Box::new(card_facts(&head, look)?)),
            SpecimenKind::Letter => {
                Self::Letter(Box::new(letter_facts(&Letterhead { language: Language::Vi, ..head }, look)))
            }
        })
    }

    /// As a picture, PNG. It takes some hundred milliseconds of a processor.
    pub fn picture(&self) -> Result<Vec<u8>, PaperError> {
        match self {
            Self::Certificate(facts) => consultant_papers::certificate_picture(facts),
            Self::Card(facts) => consultant_papers::card_picture(facts),
            Self::Letter(facts) => consultant_papers::letter_picture(facts),
        }
    }

    /// As a file for printing, PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, PaperError> {
        match self {
            Self::Certificate(facts) => consultant_papers::certificate(facts),
            Self::Card(facts) => consultant_papers::card(facts),
            Self::Letter(facts) => consultant_papers::letter(facts),
        }
    }
}

fn certificate_facts(head: &Letterhead, look: Look) -> Result<CertificateFacts, TooLong> {
    let numbering = &look.profile.numbering;
    let number = number(&numbering.certificate, look);
    let cards: Vec<Card> = EXPERTS.iter().map(|name| a_card(name, look)).collect();
    let certificate = Certificate {
        holder: Holder::Organisation("0000000000".to_owned()),
        dossier: Some(DossierId::new(NOBODY)),
        entrusted_to: None,
        standing: Standing::InForce,
        paper: paper(number, HOLDER, look),
    };
    let address = Some(ADDRESS);
    let printed = certificate::CertificateMaterial {
        certificate: &certificate,
        regime: look.regime,
        address,
        born_on: None,
        cards: &cards,
        on: look.on,
        credential: None,
    };
    certificate::facts(head, &printed)
}

fn card_facts(head: &Letterhead, look: Look) -> Result<CardFacts, TooLong> {
    let card = a_card(EXPERTS[0], look);
    let born_on = Day::new(1980, 1, 1).ok();
    let printed = card::CardMaterial {
        card: &card,
        organisation: Some(HOLDER),
        born_on,
        portrait: None,
        credential: None,
    };
    card::facts(head, &printed)
}

fn letter_facts(head: &Letterhead, look: Look) -> LetterFacts {
    let at = look.on.starts_at();
    let organisation = Organisation { name: Some(HOLDER.to_owned()), ..Organisation::default() };
    let application = Application {
        format: Format::Dossier1,
        procedure: Procedure::NewOrganisation,
        issuer: look.profile.code,
        received_on: look.on,
        organisation: Some(organisation),
        experts: vec![],
        certificate: None,
        reissue: None,
        register: None,
    };
    let receipt = Receipt {
        number: number(&look.profile.numbering.dossier, look),
        submitted_at: at,
        received_at: at,
        received_by: AccountId::new(NOBODY),
        counted_from: look.on,
        completeness_due: look.on,
    };
    let asked = SupplementRequest {
        items: vec![
            format!("Ảnh màu 2 × 3 cm của ông {}.", EXPERTS[0]),
            "Bản sao giấy chứng nhận hệ thống quản lý chất lượng.".to_owned(),
        ],
        requested_by: AccountId::new(NOBODY),
        requested_at: at,
        counted_from: look.on,
        due: look.on.plus_days(21),
    };
    let registration = Registration { number: None, on: look.on };
    letters::supplement_request(head, registration, (&application, &receipt), &asked)
}

fn a_card(name: &str, look: Look) -> Card {
    Card {
        certificate: number(&look.profile.numbering.certificate, look),
        person: PersonId::new(NOBODY),
        standing: CardStanding::InForce,
        photo_hash: [0; 16],
        photo: None,
        paper: paper(number(&look.profile.numbering.card, look), name, look),
    }
}

/// Number 0 of a series: the first paper has 1.
fn number(template: &Template, look: Look) -> String {
    let person = PersonNumber::new(0).ok();
    let filling = Filling { issuer: look.profile.code, on: look.on, seq: 0, person };
    template.render(&filling).unwrap_or_default()
}

fn paper(number: String, holder: &str, look: Look) -> Paper {
    Paper {
        number,
        issuer: look.profile.code,
        holder_name: holder.to_owned(),
        paper_version: 0,
        issued_on: look.on,
        issued_at: look.on.starts_at(),
        expires_on: look.on.plus_months(36),
        status_index: 0,
        key_compromised_at: None,
        key_id: String::new(),
        // Base32 like a real one, so that the code is as fine; what it says is
        // no token, and is refused before any signature is looked at.
        code: format!("{}/V/{}", look.origin, "MAU".repeat(CODE_LETTERS / 3)),
        entry_seq: 0,
        version: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{TrustList, verify_text};
    use crate::domain::bilingual::Bilingual;
    use crate::domain::issuer::IssuerCode;
    use crate::domain::regime::built_in;
    use crate::domain::signing::{Signatory, Signing};

    fn profile() -> Profile {
        let mut profile = Profile::of(IssuerCode::MINISTRY);
        profile.superior = Some(Bilingual::new("Chính phủ", "The Government"));
        profile.contact = "Địa chỉ: số 00, Hà Nội\nĐiện thoại: 000".to_owned();
        profile.signatories = vec![Signatory {
            name: "Trần Văn #strong[Mẫu] <script>".to_owned(),
            signing: Signing {
                form: None,
                principal: String::new(),
                title: Bilingual::new("BỘ TRƯỞNG", "MINISTER"),
            },
            from: Day::new(2026, 11, 1).expect("a day"),
            until: None,
            signature: None,
        }];
        profile
    }

    fn look<'a>(profile: &'a Profile, origin: &'a Origin) -> Look<'a> {
        Look {
            profile,
            regime: &built_in()[0],
            origin,
            on: Day::new(2026, 11, 22).expect("a day"),
            pictures: None,
        }
    }

    fn origin() -> Origin {
        "https://tuvan.example.gov.vn".parse().expect("an origin")
    }

    #[test]
    fn every_specimen_is_marked_and_is_drawn_as_picture_and_as_file() {
        let (profile, origin) = (profile(), origin());
        for &kind in SpecimenKind::ALL {
            let specimen = Specimen::of(kind, Language::Vi, look(&profile, &origin)).expect("fits");
            let marked = match &specimen {
                Specimen::Certificate(facts) => facts.specimen && facts.credential.is_none(),
                Specimen::Card(facts) => facts.specimen && facts.credential.is_none(),
                Specimen::Letter(facts) => facts.specimen && facts.credential.is_none(),
            };
            assert!(marked, "{kind}");
            assert!(specimen.picture().expect("a picture").starts_with(b"\x89PNG"), "{kind}");
            assert!(specimen.pdf().expect("a file").starts_with(b"%PDF-"), "{kind}");
        }
    }

    #[test]
    fn the_code_of_a_specimen_is_no_token() {
        let (profile, origin) = (profile(), origin());
        let code = paper("0".to_owned(), HOLDER, look(&profile, &origin)).code;
        assert!(code.len() > 250, "as fine as a real one");
        let trust = TrustList::new(vec![]).expect("an empty list");
        assert!(verify_text(&code, &trust).is_err());
    }

    #[test]
    fn a_specimen_says_what_was_typed_and_has_a_number_no_paper_has() {
        let (profile, origin) = (profile(), origin());
        let specimen = Specimen::of(SpecimenKind::Certificate, Language::Vi, look(&profile, &origin));
        let Ok(Specimen::Certificate(facts)) = specimen else { panic!("a certificate") };
        assert_eq!(facts.plain_number, "00/2026/GXN-BKHCN");
        assert_eq!(facts.issuer.superior.as_deref(), Some("Chính phủ"));
        assert_eq!(
            facts.signatory.name.as_deref(),
            Some("Trần Văn #strong[Mẫu] <script>"),
            "data, not markup"
        );
        assert_eq!((facts.signatory.line, facts.signatory.title.as_str()), (None, "BỘ TRƯỞNG"));
        let specimen = Specimen::of(SpecimenKind::Letter, Language::En, look(&profile, &origin));
        let Ok(Specimen::Letter(facts)) = specimen else { panic!("a letter") };
        assert_eq!(facts.number.as_deref(), Some("Số:         /BKHCN-TĐC"));
        assert_eq!(facts.contact.len(), 2);
    }
}
