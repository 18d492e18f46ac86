//! The register's entries: every act with public effect, one after another.
//!
//! An entry is canonical JSON (RFC 8785); its hash is that of a Merkle tree
//! leaf (RFC 6962, section 2.1); it names the hash of the entry before it.
//! Entries hold only what is public for good: no birth date, no contact of a
//! person, no reason in free text.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::certificate::{RevocationGround, SuspensionGround};
use super::correction::CorrectionField;
use super::issuer::IssuerCode;
use crate::dates::{Day, Instant};

/// One entry of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the register, from 1, without a gap.
    pub seq: i64,
    /// When the act happened.
    pub at: Instant,
    /// Whose act it was.
    pub issuer: IssuerCode,
    /// Leaf hash of the entry before it, 64 hexadecimal digits; zeros before the first.
    pub previous: String,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// An act with public effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A certificate and its cards were issued, or cards alone.
    Issued {
        /// The certificate; none when cards alone were issued.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        certificate: Option<IssuedCertificate>,
        /// The number of the certificate that cards alone were issued under.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        under: Option<String>,
        /// The number of the certificate that this one renews (TT26 articles 17
        /// to 19): another one, whose time is over.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        renews: Option<String>,
        /// That they were issued on paper before there was this register, and
        /// are recorded in it: nothing of ours is signed, and there is no code.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        recorded: Option<Recorded>,
        /// The cards.
        cards: Vec<IssuedCard>,
    },
    /// A certificate was suspended (TT26 article 23.1).
    Suspended {
        /// Its number.
        certificate: String,
        /// On which ground.
        ground: SuspensionGround,
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
        /// The last day on which it counts unless another entry confirms it:
        /// one leader ordered it alone.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        confirm_by: Option<Day>,
    },
    /// A suspension was lifted.
    Reinstated {
        /// The certificate's number.
        certificate: String,
        /// From which day.
        on: Day,
    },
    /// A certificate was revoked (TT26 article 23.2).
    Revoked {
        /// Its number.
        certificate: String,
        /// On which ground.
        ground: RevocationGround,
        /// From which day.
        on: Day,
    },
    /// A certificate was given up by its holder.
    GivenUp {
        /// Its number.
        certificate: String,
        /// From which day.
        on: Day,
    },
    /// A card was returned: the expert left.
    CardReturned {
        /// Its number.
        card: String,
        /// The certificate it belongs to.
        certificate: String,
        /// The day of leaving.
        on: Day,
    },
    /// What a paper said by a slip of the pen was corrected: the entry before
    /// this one issued it once more. Which of its facts, and never from what to
    /// what.
    Corrected {
        /// The certificate, or the one that the card belongs to.
        certificate: String,
        /// The card's number, where a card alone was corrected.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        card: Option<String>,
        /// What of it.
        field: CorrectionField,
        /// The version that says it right.
        version: u16,
    },
    /// Whoever scans a card sees its holder's portrait and year of birth: the
    /// holder agreed.
    PortraitShown {
        /// The card's number.
        card: String,
        /// The certificate it belongs to.
        certificate: String,
    },
    /// Nobody sees them any more.
    PortraitHidden {
        /// The card's number.
        card: String,
        /// The certificate it belongs to.
        certificate: String,
    },
    /// How an independent consultant is reached is shown beside their papers, as
    /// they chose now: they agreed. What is shown does not stand here.
    ContactShown {
        /// Their certificate's number.
        certificate: String,
    },
    /// It is shown no more.
    ContactHidden {
        /// Their certificate's number.
        certificate: String,
    },
    /// An issuer may sign with this key from now on.
    KeyAdded {
        /// The key's id.
        key_id: String,
        /// The public key, 64 hexadecimal digits.
        public_key: String,
        /// It signs from then on.
        valid_from: Instant,
    },
    /// An issuer signs no more with this key; what it signed stays good.
    KeyRetired {
        /// The key's id.
        key_id: String,
        /// The last instant at which it signs.
        retired_at: Instant,
    },
    /// A key is known to others since an instant.
    KeyCompromised {
        /// The key's id.
        key_id: String,
        /// Papers entered before this instant stay good.
        since: Instant,
        /// What it signed that was entered since: not good, from the beginning.
        distrusted: Vec<DistrustedIssue>,
    },
}

/// An act of issuing whose papers are not good, because others had the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistrustedIssue {
    /// The place of the entry that issued them.
    pub seq: i64,
    /// The numbers of the certificate and of its cards.
    pub papers: Vec<String>,
}

/// What the register says of a certificate when it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCertificate {
    /// Its number.
    pub number: String,
    /// 0 for the first paper; "cấp lại lần n" after that.
    pub version: u16,
    /// The holder's name.
    pub holder: String,
    /// The organisation's code; absent for an independent consultant.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub enterprise_code: Option<String>,
    /// First day.
    pub issued_on: Day,
    /// Last day.
    pub expires_on: Day,
    /// Its place in the issuer's status lists.
    pub status_index: u32,
    /// SHA-256 of the text of its QR, hexadecimal: the register commits to the
    /// paper. Empty and left out of what is recorded, which has no code.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub code_sha256: String,
    /// SHA-256 of its master document, hexadecimal; of what is recorded, that of
    /// its [record](super::recorded::Record).
    pub document_sha256: String,
}

/// What the register says of a card when it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCard {
    /// Its number.
    pub number: String,
    /// 0 for the first paper; "cấp lại lần n" after that.
    pub version: u16,
    /// The expert's name.
    pub holder: String,
    /// First day.
    pub issued_on: Day,
    /// Last day.
    pub expires_on: Day,
    /// Its place in the issuer's status lists.
    pub status_index: u32,
    /// SHA-256 of the text of its QR, hexadecimal; as of a certificate.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub code_sha256: String,
    /// SHA-256 of its master document, hexadecimal; as of a certificate.
    pub document_sha256: String,
}

/// What is said of papers that were issued before there was this register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The number of the decision they were issued by, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<String>,
    /// SHA-256 of the file that they were read from, hexadecimal: the office
    /// keeps it.
    pub file_sha256: String,
}

/// An entry as it is stored: its canonical bytes and their leaf hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Canonical JSON (RFC 8785).
    pub body: Vec<u8>,
    /// `SHA-256(0x00 || body)` (RFC 6962, section 2.1).
    pub hash: [u8; 32],
}

impl Entry {
    /// The entry's canonical bytes and leaf hash.
    pub fn leaf(&self) -> Leaf {
        let body = serde_json_canonicalizer::to_vec(self).expect("an entry has text keys and no floats");
        let hash = leaf_hash(&body);
        Leaf { body, hash }
    }
}

impl Event {
    /// The stored word for what happened.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Issued { .. } => "issued",
            Self::Suspended { .. } => "suspended",
            Self::Reinstated { .. } => "reinstated",
            Self::Revoked { .. } => "revoked",
            Self::GivenUp { .. } => "given_up",
            Self::CardReturned { .. } => "card_returned",
            Self::Corrected { .. } => "corrected",
            Self::PortraitShown { .. } => "portrait_shown",
            Self::PortraitHidden { .. } => "portrait_hidden",
            Self::ContactShown { .. } => "contact_shown",
            Self::ContactHidden { .. } => "contact_hidden",
            Self::KeyAdded { .. } => "key_added",
            Self::KeyRetired { .. } => "key_retired",
            Self::KeyCompromised { .. } => "key_compromised",
        }
    }

    /// The number of the certificate it is about, if it is about one.
    pub fn certificate(&self) -> Option<&str> {
        match self {
            Self::Issued { certificate, under, .. } => {
                certificate.as_ref().map(|certificate| &certificate.number).or(under.as_ref())
            }
            Self::Suspended { certificate, .. }
            | Self::Reinstated { certificate, .. }
            | Self::Revoked { certificate, .. }
            | Self::GivenUp { certificate, .. }
            | Self::CardReturned { certificate, .. }
            | Self::Corrected { certificate, .. }
            | Self::PortraitShown { certificate, .. }
            | Self::PortraitHidden { certificate, .. }
            | Self::ContactShown { certificate }
            | Self::ContactHidden { certificate } => Some(certificate),
            Self::KeyAdded { .. } | Self::KeyRetired { .. } | Self::KeyCompromised { .. } => None,
        }
        .map(String::as_str)
    }

    /// The numbers of the papers it speaks of.
    pub fn papers(&self) -> Vec<&str> {
        match self {
            Self::Issued { cards, renews, .. } => {
                let certificates = self.certificate().into_iter().chain(renews.as_deref());
                certificates.chain(cards.iter().map(|card| card.number.as_str())).collect()
            }
            Self::Suspended { certificate, .. }
            | Self::Reinstated { certificate, .. }
            | Self::Revoked { certificate, .. }
            | Self::ContactShown { certificate }
            | Self::ContactHidden { certificate }
            | Self::GivenUp { certificate, .. } => vec![certificate],
            Self::Corrected { card, certificate, .. } => {
                card.iter().chain([certificate]).map(String::as_str).collect()
            }
            Self::CardReturned { card, certificate, .. }
            | Self::PortraitShown { card, certificate }
            | Self::PortraitHidden { card, certificate } => vec![card, certificate],
            Self::KeyCompromised { distrusted, .. } => {
                let all = distrusted.iter().flat_map(|issue| &issue.papers).map(String::as_str);
                // Of a person's card there may be two issues; the paper is one.
                all.collect::<BTreeSet<_>>().into_iter().collect()
            }
            Self::KeyAdded { .. } | Self::KeyRetired { .. } => vec![],
        }
    }
}

/// The hash of a Merkle tree leaf (RFC 6962, section 2.1). The leading zero
/// keeps a leaf from being passed off as an inner node.
pub fn leaf_hash(body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update([0]).chain_update(body).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            seq: 1,
            at: "2026-11-22T03:04:05Z".parse().expect("an instant"),
            issuer: "BKHCN".parse().expect("an issuer"),
            previous: "0".repeat(64),
            event: Event::Reinstated {
                certificate: "01/2026/GXN-BKHCN".to_owned(),
                on: "2026-11-22".parse().expect("a day"),
            },
        }
    }

    #[test]
    fn an_entry_is_canonical_json_with_sorted_keys() {
        let body = String::from_utf8(entry().leaf().body).expect("UTF-8");
        let expected = format!(
            r#"{{"at":"2026-11-22T03:04:05Z","certificate":"01/2026/GXN-BKHCN","issuer":"BKHCN","kind":"reinstated","on":"2026-11-22","previous":"{}","seq":1}}"#,
            "0".repeat(64)
        );
        assert_eq!(body, expected);
        assert_eq!(serde_json::from_str::<Entry>(&body).expect("reads back"), entry());
    }

    #[test]
    fn cards_alone_are_entered_under_the_certificate_that_was_there() {
        let under = Some("01/2026/GXN-BKHCN".to_owned());
        let issued = Entry {
            event: Event::Issued {
                certificate: None,
                under,
                renews: None,
                recorded: None,
                cards: Vec::new(),
            },
            ..entry()
        };
        let body = String::from_utf8(issued.leaf().body).expect("UTF-8");
        assert!(body.contains(r#""cards":[],"issuer":"BKHCN","kind":"issued""#), "{body}");
        assert!(body.ends_with(r#""seq":1,"under":"01/2026/GXN-BKHCN"}"#), "{body}");
        assert_eq!(serde_json::from_str::<Entry>(&body).expect("reads back"), issued);
        assert_eq!(issued.event.papers(), ["01/2026/GXN-BKHCN"]);
        let renews = Some("07/2023/GXN-BKHCN".to_owned());
        let under = issued.event.certificate().map(str::to_owned);
        let renewal = Event::Issued { certificate: None, under, renews, recorded: None, cards: Vec::new() };
        assert_eq!(renewal.papers(), ["01/2026/GXN-BKHCN", "07/2023/GXN-BKHCN"], "it speaks of both");
    }

    #[test]
    fn the_leaf_of_an_empty_body_is_that_of_rfc_6962() {
        let expected = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
        assert_eq!(data_encoding::HEXLOWER.encode(&leaf_hash(b"")), expected);
    }
}
