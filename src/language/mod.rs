//! The languages of the pages and papers: Vietnamese first, English beside it.
//!
//! Every area has a struct of texts with a `VI` and an `EN`; a field missing in
//! one of them does not compile. A sentence with a value in it is a function.

pub mod access;
pub mod api;
pub mod dates;
pub mod desk;
pub mod errors;
pub mod filing;
pub mod frame;
pub mod home;
pub mod printing;
pub mod procedure;
pub mod public;
pub mod verdict;

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese, which the law is written in.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// The tag of BCP 47, for `lang` attributes and the cookie.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The other language, for the switch.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// One of two things by language.
    pub fn choose<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}
