//! A register with one organisation and one expert, for the tests beside.

use super::letterhead::Letterhead;
use super::letters::{Registration, Slip};
use super::{card, certificate};
use crate::credential::link::Origin;
use crate::dates::{Day, Instant};
use crate::domain::application::{Application, Format, Organisation, Procedure};
use crate::domain::certificate::{
    Card, CardStanding, Certificate, Holder, Paper, Standing, Suspension, SuspensionGround,
};
use crate::domain::dossier::{Decision, Receipt, SupplementRequest};
use crate::domain::ids::{AccountId, DossierId, PersonId};
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::regime::{Regime, built_in_for};
use crate::language::Language;

const CODE: &str = "HTTPS://TUVAN.EXAMPLE.GOV.VN/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ID: &str = "0192f3a4-0000-7000-8000-000000000001";

pub(super) struct Register {
    pub(super) profile: Profile,
    pub(super) origin: Origin,
    pub(super) certificate: Certificate,
    pub(super) cards: Vec<Card>,
    pub(super) application: Application,
    pub(super) receipt: Receipt,
}

pub(super) fn register() -> Register {
    let issuer: IssuerCode = "52".parse().expect("Gia Lai");
    let organisation = Organisation {
        name: Some("Công ty TNHH Tư vấn Cao Nguyên".to_owned()),
        address: Some("Số 12 đường Hùng Vương, phường Pleiku, tỉnh Gia Lai".to_owned()),
        ..Organisation::default()
    };
    Register {
        profile: Profile::of(issuer),
        origin: "https://tuvan.example.gov.vn".parse().expect("an origin"),
        certificate: Certificate {
            holder: Holder::Organisation("5901234567".to_owned()),
            dossier: Some(ID.parse::<DossierId>().expect("an id")),
            entrusted_to: None,
            standing: Standing::InForce,
            paper: paper(issuer, "01/2026/GXN-52", "Công ty TNHH Tư vấn Cao Nguyên"),
        },
        cards: vec![Card {
            certificate: "01/2026/GXN-52".to_owned(),
            person: ID.parse::<PersonId>().expect("an id"),
            standing: CardStanding::InForce,
            photo_hash: [0; 16],
            photo: None,
            paper: paper(issuer, "52-TV-00000017", "Nguyễn Thị Quỳnh Hương"),
        }],
        application: Application {
            format: Format::Dossier1,
            procedure: Procedure::NewOrganisation,
            issuer,
            received_on: day("2026-11-22"),
            organisation: Some(organisation),
            experts: vec![],
            certificate: None,
            reissue: None,
            register: None,
        },
        receipt: Receipt {
            number: "52-261122-0015".to_owned(),
            submitted_at: instant("2026-11-22T01:00:00Z"),
            received_at: instant("2026-11-22T03:04:05Z"),
            received_by: account(),
            counted_from: day("2026-11-22"),
            completeness_due: day("2026-11-25"),
        },
    }
}

impl Register {
    pub(super) fn head(&self, language: Language) -> Letterhead<'_> {
        Letterhead::new(language, &self.profile, &self.origin)
    }

    pub(super) fn regime(&self) -> &'static Regime {
        built_in_for(&self.profile, self.certificate.paper.issued_on).expect("a regime")
    }

    pub(super) fn printed(&self) -> certificate::CertificateMaterial<'_> {
        let address = self.application.organisation.as_ref().and_then(|holder| holder.address.as_deref());
        certificate::CertificateMaterial {
            certificate: &self.certificate,
            regime: self.regime(),
            address,
            born_on: Some(day("1980-03-05")),
            cards: &self.cards,
            on: self.certificate.paper.issued_on,
            credential: Some(b"{}"),
        }
    }

    pub(super) fn printed_card(&self) -> card::CardMaterial<'_> {
        card::CardMaterial {
            card: &self.cards[0],
            organisation: Some(&self.certificate.paper.holder_name),
            born_on: Some(day("1980-03-05")),
            portrait: None,
            credential: None,
        }
    }

    pub(super) fn slip(&self) -> Slip<'_> {
        Slip {
            application: &self.application,
            receipt: &self.receipt,
            appointment: day("2026-12-07"),
            missing_year: None,
            officer: "Lê Hoàng Ngữ",
            link: "HTTPS://TUVAN.EXAMPLE.GOV.VN/T/52-261122-0015-ABCD-EFGH-IJKL-MNOP",
            address: "tuvan.example.gov.vn/T/52-261122-0015-ABCD-EFGH-IJKL-MNOP",
        }
    }

    pub(super) fn asked(&self) -> SupplementRequest {
        SupplementRequest {
            items: vec!["Ảnh màu 2 × 3 cm của bà Trần Thị Bưởi.".to_owned()],
            requested_by: account(),
            requested_at: self.receipt.received_at,
            counted_from: day("2026-11-22"),
            due: day("2026-12-13"),
        }
    }

    pub(super) fn decision(&self) -> Decision {
        Decision {
            decided_by: account(),
            decided_at: self.receipt.received_at,
            reasons: "Chỉ có 04 chuyên gia.\n\nGiấy chứng nhận đã hết hạn.".to_owned(),
        }
    }

    pub(super) fn suspension(&self) -> Suspension {
        Suspension {
            confirm_by: None,
            ground: SuspensionGround::CapacityNotKept,
            from: self.certificate.paper.issued_on.plus_days(9),
            until: day("2027-03-01"),
            remedy: "bổ sung chuyên gia".to_owned(),
        }
    }

    pub(super) fn registration(&self) -> Registration<'static> {
        Registration { number: Some("45/QĐ-UBND"), on: self.certificate.paper.issued_on.plus_days(8) }
    }
}

fn paper(issuer: IssuerCode, number: &str, holder: &str) -> Paper {
    Paper {
        number: number.to_owned(),
        issuer,
        holder_name: holder.to_owned(),
        paper_version: 0,
        issued_on: day("2026-11-22"),
        issued_at: instant("2026-11-22T03:04:05Z"),
        expires_on: day("2029-11-22"),
        status_index: 1,
        key_id: "52-2026".to_owned(),
        code: CODE.to_owned(),
        key_compromised_at: None,
        entry_seq: 1,
        version: 1,
    }
}

fn account() -> AccountId {
    ID.parse().expect("an id")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn instant(text: &str) -> Instant {
    text.parse().expect("an instant")
}
