//! The grounds on which a certificate is suspended or revoked (TT26 article 23).

use serde::{Deserialize, Serialize};

macro_rules! grounds {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $letter:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// Every ground, in the order of the circular.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The letter of the point in the circular.
            pub fn letter(self) -> &'static str {
                match self { $(Self::$variant => $letter),* }
            }

            /// The ground of this letter.
            pub fn of_letter(letter: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|ground| ground.letter() == letter)
            }
        }
    };
}

grounds!(
    /// Why a certificate may be suspended (TT26 article 23.1).
    SuspensionGround {
        /// Does not follow the rules on consulting.
        RulesNotFollowed = "a",
        /// Does not follow the consulting process.
        ProcessNotFollowed = "b",
        /// Does not keep up organisation and capacity.
        CapacityNotKept = "c",
    }
);

grounds!(
    /// Why a certificate may be revoked (TT26 article 23.2).
    RevocationGround {
        /// Dissolved, bankrupt, or a serious breach.
        DissolvedOrSeriousBreach = "a",
        /// A repeated breach.
        RepeatedBreach = "b",
        /// A forged or false dossier.
        FalseDossier = "c",
        /// Forged consulting papers.
        ForgedPapers = "d",
        /// Suspended and not remedied.
        NotRemedied = "đ",
        /// Obstructs inspection.
        ObstructsInspection = "e",
    }
);
