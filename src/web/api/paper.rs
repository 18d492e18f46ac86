//! What the register publishes of a paper, as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use crate::dates::Day;
use crate::domain::validity::Effect;
use crate::storage::contacts::PublicContact;
use crate::storage::holders::OrganisationRecord;
use crate::verification::{Background, Check, KnownPaper};
use crate::web::public::{document_path, path_of};

/// What the register publishes of a paper.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PaperAnswer {
    /// `certificate` or `card`.
    kind: &'static str,
    /// Its number.
    #[schema(example = "01/2026/GXN-BKHCN")]
    number: String,
    /// Who issued it: `BKHCN` or the code of a province.
    issuer: String,
    /// The holder's name as printed.
    holder: String,
    /// The organisation; absent for an independent consultant.
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<OrganisationAnswer>,
    /// How an independent consultant is reached, where they agreed that it is
    /// shown; only where a number is looked up, while the paper is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactAnswer>,
    /// The certificate a card was issued under.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<String>,
    /// 0 for the first paper, n for its n-th re-issue.
    version: u16,
    /// First day.
    #[schema(value_type = String, format = Date)]
    issued_on: Day,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    expires_on: Day,
    /// The letter of the ground of a suspension or revocation (Circular
    /// 26/2014/TT-BKHCN, article 23, points 1 and 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<&'static str>,
    /// How many cards of a certificate are valid on this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_cards: Option<usize>,
    /// The path of the page of its number.
    page: String,
    /// The path of its signed document; absent of what is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// That it was issued on paper before there was this register, and is
    /// recorded in it: it has no code to scan, and nothing of it is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<RecordedAnswer>,
    /// The path of the page of a later paper of this number, if there is one (a
    /// person's cards share one number), or of the certificate that renewed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    newer: Option<String>,
}

/// What is known of a paper that was issued before there was this register.
#[derive(Debug, Serialize, ToSchema)]
struct RecordedAnswer {
    /// The day on which it was recorded.
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// The number of the decision it was issued by, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<String>,
}

/// How a consultant is reached.
#[derive(Debug, Serialize, ToSchema)]
struct ContactAnswer {
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

/// What the register publishes of an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrganisationAnswer {
    /// Its name.
    name: String,
    /// Ten digits.
    #[schema(example = "0101234567")]
    enterprise_code: String,
    /// Its head office; only where a certificate is looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// Its telephone; only where a certificate is looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// Its e-mail; only where a certificate is looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

impl PaperAnswer {
    pub(super) fn of(found: &KnownPaper, check: &Check) -> Self {
        let (paper, certificate) = (found.paper(), found.certificate());
        let organisation = found.published().enterprise_code.map(|code| OrganisationAnswer {
            name: certificate.holder.to_string(),
            enterprise_code: code.to_string(),
            address: None,
            phone: None,
            email: None,
        });
        Self {
            kind: if found.is_card() { "card" } else { "certificate" },
            number: paper.number.to_string(),
            issuer: paper.issuer.to_string(),
            holder: paper.holder.to_string(),
            organisation,
            contact: None,
            certificate: found.is_card().then(|| certificate.number.to_string()),
            version: paper.paper_version,
            issued_on: paper.validity.issued_on,
            expires_on: paper.validity.expires_on,
            ground: match found.effect_on(check.on) {
                Effect::Suspended { ground, .. } => Some(ground.letter()),
                Effect::Revoked { ground, .. } => Some(ground.letter()),
                Effect::InForce
                | Effect::Returned { .. }
                | Effect::Replaced { .. }
                | Effect::GivenUp { .. }
                | Effect::KeyCompromised { .. } => None,
            },
            valid_cards: (!found.is_card()).then(|| found.valid_cards(check.on)),
            page: path_of(&paper.number),
            document: (!paper.is_recorded).then(|| document_path(paper)),
            recorded: paper.is_recorded.then(|| RecordedAnswer {
                on: paper.entered_at.day(),
                decision: found.published().decision.as_deref().map(str::to_owned),
            }),
            newer: check.newer.as_ref().map(|newer| path_of(&newer.paper().number)),
        }
    }
}

impl PaperAnswer {
    /// Says what is public of whoever stands behind it: of an organisation at
    /// its certificate, of a consultant at their card too.
    pub(super) fn know(&mut self, check: &Check, background: &Background) {
        if let Some(record) = background.organisation.clone() {
            self.organisation = Some(OrganisationAnswer::of(record));
        }
        let contact = check.contact(background).cloned();
        self.contact = contact.map(|PublicContact { phone, email }| ContactAnswer { phone, email });
    }
}

impl OrganisationAnswer {
    fn of(record: OrganisationRecord) -> Self {
        let OrganisationRecord { enterprise_code, name, address, phone, email } = record;
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let (address, phone, email) = (given(address), given(phone), given(email));
        Self { name, enterprise_code, address, phone, email }
    }
}
