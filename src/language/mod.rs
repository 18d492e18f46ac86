//! The languages of the pages and papers: Vietnamese first, English beside it.
//!
//! Every area has a struct of texts with a `VI` and an `EN`; a field missing in
//! one of them does not compile. A sentence with a value in it is a function.
//!
//! Without the server there are the verdicts and what is told beside them, for
//! the programs that check offline.

pub mod dates;
pub mod inquiry;
pub mod offline;
pub mod unreadable;
pub mod verdict;

#[cfg(feature = "server")]
pub mod about;
#[cfg(feature = "server")]
pub mod access;
#[cfg(feature = "server")]
pub mod api;
#[cfg(feature = "server")]
mod citation;
#[cfg(feature = "server")]
pub mod contacts;
#[cfg(feature = "server")]
pub mod corrections;
#[cfg(feature = "server")]
pub mod desk;
#[cfg(feature = "server")]
pub mod errors;
#[cfg(feature = "server")]
pub mod filing;
#[cfg(feature = "server")]
pub mod frame;
#[cfg(feature = "server")]
pub mod holding;
#[cfg(feature = "server")]
pub mod home;
#[cfg(feature = "server")]
pub mod mail;
#[cfg(feature = "server")]
pub mod mailbox;
#[cfg(feature = "server")]
pub mod notices;
#[cfg(feature = "server")]
pub mod portraits;
#[cfg(feature = "server")]
pub mod printable;
#[cfg(feature = "server")]
pub mod printing;
#[cfg(feature = "server")]
pub mod procedure;
#[cfg(feature = "server")]
pub mod public;
#[cfg(feature = "server")]
pub mod reports;
#[cfg(feature = "server")]
pub mod scan;
#[cfg(feature = "server")]
pub mod timeline;
#[cfg(feature = "server")]
pub mod uploads;
#[cfg(feature = "server")]
pub mod watch;

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
