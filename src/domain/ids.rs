//! Typed identifiers: a dossier's id never stands where a person's belongs.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id of this UUID.
            pub fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let uuid = Uuid::try_parse(text).map_err(|_| NotAnId)?;
                // One spelling only, so that an id is also a key in a log or a cache.
                if uuid.to_string() == text { Ok(Self(uuid)) } else { Err(NotAnId) }
            }
        }
    };
}

id!(
    /// An account: a person who signs in.
    AccountId
);
id!(
    /// A dossier, from its first draft on.
    DossierId
);
id!(
    /// An expert who holds or held a card.
    PersonId
);
id!(
    /// An uploaded paper.
    EvidenceId
);
id!(
    /// A batch of papers being printed.
    BatchId
);
id!(
    /// A notice or a reminder by e-mail.
    MailId
);
id!(
    /// A change of staff that one administrator proposed.
    ProposalId
);
id!(
    /// A check that the Ministry ordered of something of another issuer.
    CheckId
);
id!(
    /// What the holder of a certificate gave notice of.
    NoticeId
);

id!(
    /// The report of a year about a certificate.
    ReportId
);

id!(
    /// A list of papers that is brought in.
    ImportId
);

/// The text is not an id in the one accepted spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;
