//! How deeds are declared: each once, with its facts and what becomes of it.

/// Who learns of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publicity {
    /// The offices and whom it concerns.
    Inside,
    /// Everyone: it makes at least one entry in the register.
    Entered,
}

/// Builds [`Deed`] and [`DeedKind`] from one table: each deed with its facts,
/// its stored word, who learns of it, and the letter that tells of it.
macro_rules! deeds {
    ($($(#[$doc:meta])+ $name:ident $facts:tt = $word:literal, $publicity:ident, $letter:expr;)+) => {
        /// Something that was done, with what is kept of it.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "act", content = "details", deny_unknown_fields)]
        pub enum Deed {
            $($(#[$doc])+ #[serde(rename = $word)] $name $facts,)+
        }

        /// What was done, without its facts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DeedKind {
            $($(#[$doc])+ $name,)+
        }

        impl Deed {
            /// Its kind.
            pub fn kind(&self) -> DeedKind {
                match self { $(Self::$name { .. } => DeedKind::$name,)+ }
            }
        }

        impl DeedKind {
            /// Every kind there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stored word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// Who learns of it.
            pub fn publicity(self) -> Publicity {
                match self { $(Self::$name => Publicity::$publicity,)+ }
            }

            /// The letter that tells of it, found by its place in the audit
            /// trail.
            pub fn letter(self) -> Option<LetterKind> {
                match self { $(Self::$name => $letter,)+ }
            }
        }
    };
}

pub(super) use deeds;
