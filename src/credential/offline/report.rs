//! What a check found: the one answer of every shell.

use serde::Serialize;

use super::clock::ClockBehind;
use crate::{
    credential::{
        document::{GenuineDocument, statement::GenuineStatement},
        keys::KeyId,
        payload::{Affiliation, Payload, PhotoHash},
        refusal::Malformed,
        text::{EnterpriseCode, HolderName, IssuerCode, PaperNumber},
        verdict::Verdict,
        verify::Genuine,
    },
    dates::{Day, Instant},
};

/// The verdict with all that a person compares with the paper in the hand.
///
/// As JSON the members of the verdict stand beside the others; what is not
/// known is `null` (DOCUMENT.md, section 10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The answer.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The day the verdict speaks of, in Viet Nam.
    pub checked_on: Day,
    /// What was given.
    pub form: Form,
    /// Why it was refused, when it was: the reasons of FORMAT.md, section 7,
    /// and DOCUMENT.md, section 4, and `other_host`.
    pub refused: Option<&'static str>,
    /// The host it names. To be shown, never followed.
    pub host: Option<String>,
    /// What was signed; none of what was refused.
    pub paper: Option<ShownPaper>,
    /// By which key and when.
    pub signed: Option<SignatureFacts>,
    /// What the status rests on, when it is known.
    pub status: Option<ShownStatus>,
    /// For which day the register was asked, if this is a statement.
    pub statement: Option<ShownStatement>,
    /// By how much the clock of the machine is behind, when it is.
    pub clock: Option<ClockBehind>,
    /// Why it could not be read, for the sentence about it; `refused` has its
    /// name.
    #[serde(skip)]
    pub malformed: Option<Malformed>,
}

/// What was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A scanned link or the code in it.
    Code,
    /// The master document of a paper.
    Document,
    /// A signed statement of a paper's standing on a day.
    Statement,
}

/// A certificate or a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// A certificate of eligibility.
    Certificate,
    /// An expert card.
    Card,
}

/// What the paper says. A statement says its number, holder and issuer only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownPaper {
    /// Certificate or card.
    pub kind: Option<PaperKind>,
    /// Whether an organisation stands behind it.
    pub affiliation: Option<Affiliation>,
    /// Its number.
    pub number: PaperNumber,
    /// The holder's name as printed.
    pub holder: HolderName,
    /// The organisation of a card, which only the document names.
    pub organisation: Option<HolderName>,
    /// The certificate that a card hangs on, which only the document names.
    pub certificate_number: Option<PaperNumber>,
    /// The enterprise code of the organisation of a certificate.
    pub enterprise_code: Option<EnterpriseCode>,
    /// 0 for the first paper, n for "cấp lại lần n".
    pub version: Option<u16>,
    /// The first day on which it is valid.
    pub valid_from: Option<Day>,
    /// The last day on which it is valid, the whole of it.
    pub valid_until: Option<Day>,
    /// The code of the issuer.
    pub issuer: IssuerCode,
    /// The name of the issuer in Vietnamese, which only the document has.
    pub issuer_name: Option<HolderName>,
    /// The hash of the photo on a card.
    pub photo_hash: Option<PhotoHash>,
}

/// By which key and when it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SignatureFacts {
    /// The key.
    pub key_id: KeyId,
    /// The instant of signing, as signed.
    pub at: Instant,
    /// Since when others may have the key.
    pub key_compromised_at: Option<Instant>,
}

/// The list that the status was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownStatus {
    /// Its name.
    pub list: String,
    /// Its number.
    pub number: u32,
    /// As of when it speaks.
    pub as_of: Instant,
}

/// What a statement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ShownStatement {
    /// The day it speaks of.
    pub on: Day,
    /// When the register was asked.
    pub asked_at: Instant,
    /// The register's last entry then.
    pub register_position: u64,
}

impl Report {
    /// What a shell could not read before there was anything to check.
    pub fn unreadable(form: Form, checked_on: Day, malformed: Malformed) -> Self {
        Self { refused: Some(malformed.code()), malformed: Some(malformed), ..Self::blank(form, checked_on) }
    }

    /// Nothing known yet; the caller puts the verdict.
    pub(super) fn blank(form: Form, checked_on: Day) -> Self {
        let verdict = Verdict::CouldNotCheck(crate::credential::verdict::CouldNotCheck::Unreadable);
        Self {
            verdict,
            checked_on,
            form,
            refused: None,
            host: None,
            paper: None,
            signed: None,
            status: None,
            statement: None,
            clock: None,
            malformed: None,
        }
    }

    pub(super) fn with_genuine(self, genuine: &Genuine) -> Self {
        let signed = SignatureFacts {
            key_id: genuine.key_id(),
            at: genuine.issued_at(),
            key_compromised_at: genuine.key_compromised_at(),
        };
        Self { paper: Some(ShownPaper::of(genuine.payload())), signed: Some(signed), ..self }
    }

    pub(super) fn with_document(self, document: &GenuineDocument) -> Self {
        let (facts, report) = (document.facts(), self.with_genuine(document.genuine()));
        let under = facts.issued_under();
        let paper = report.paper.map(|paper| ShownPaper {
            issuer_name: Some(facts.issuer_name().vi.clone()),
            organisation: under.and_then(|under| under.organisation.clone()),
            certificate_number: under.map(|under| under.certificate.clone()),
            ..paper
        });
        Self { paper, ..report }
    }

    pub(super) fn with_statement(self, genuine: &GenuineStatement) -> Self {
        let stated = &genuine.statement;
        let signed = SignatureFacts { key_id: genuine.key_id, at: stated.asked_at, key_compromised_at: None };
        let statement = ShownStatement {
            on: stated.on,
            asked_at: stated.asked_at,
            register_position: stated.register_position,
        };
        let paper = ShownPaper::named(&stated.number, &stated.holder, &stated.issuer);
        Self { paper: Some(paper), signed: Some(signed), statement: Some(statement), ..self }
    }
}

impl ShownPaper {
    fn named(number: &PaperNumber, holder: &HolderName, issuer: &IssuerCode) -> Self {
        Self {
            kind: None,
            affiliation: None,
            number: number.clone(),
            holder: holder.clone(),
            organisation: None,
            certificate_number: None,
            enterprise_code: None,
            version: None,
            valid_from: None,
            valid_until: None,
            issuer: issuer.clone(),
            issuer_name: None,
            photo_hash: None,
        }
    }

    fn of(payload: &Payload) -> Self {
        let paper = payload.paper();
        let (kind, enterprise_code, photo_hash) = match payload {
            Payload::Certificate(certificate) => {
                (PaperKind::Certificate, certificate.enterprise_code().cloned(), None)
            }
            Payload::Card(card) => (PaperKind::Card, None, Some(card.photo_hash())),
        };
        Self {
            kind: Some(kind),
            affiliation: Some(payload.affiliation()),
            enterprise_code,
            version: Some(paper.version),
            valid_from: Some(paper.valid_from),
            valid_until: Some(paper.valid_until),
            photo_hash,
            ..Self::named(&paper.number, &paper.holder, &paper.issuer)
        }
    }
}
