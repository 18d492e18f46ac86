//! The names of lists and the places in them (DOCUMENT.md, sections 1 and 2).

use std::fmt;
use std::str::FromStr;

use super::set::LIST_LENGTH;
use crate::credential::{document::address::base, link::Origin, text::IssuerCode};

/// What a list is about, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKind {
    /// A bitstring of the papers that have ended.
    Revocation,
    /// A bitstring of the papers that are suspended.
    Suspension,
    /// A Token Status List of both.
    Token,
}

/// A list's name: `BKHCN-revocation-0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListName {
    /// Whose papers it lists.
    pub issuer: IssuerCode,
    /// What it is about.
    pub kind: ListKind,
    /// Which of the issuer's lists, from 0.
    pub list: u32,
}

/// Where a paper stands in its issuer's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which list, from 0.
    pub list: u32,
    /// The entry in it, from 0 to 131,071.
    pub entry: u32,
}

/// Not the name of a list in the one accepted form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a status list like BKHCN-revocation-0")]
pub struct ListNameError;

impl ListKind {
    /// The kind as it stands in a name, and as the purpose of a bitstring.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
            Self::Token => "token",
        }
    }
}

impl ListName {
    /// Where the list is served; also its name in what is signed.
    pub fn url(&self, origin: &Origin) -> String {
        format!("{}/status/{self}", base(origin))
    }

    /// The site and the name that a list's address is made of.
    pub(super) fn of_url(url: &str) -> Option<(Origin, Self)> {
        let (origin, name) = url.split_once("/status/")?;
        let (origin, name): (Origin, Self) = (origin.parse().ok()?, name.parse().ok()?);
        (name.url(&origin) == url).then_some((origin, name))
    }
}

impl Place {
    /// The place that a status index means.
    pub fn of(status_index: u32) -> Self {
        Self { list: status_index / LIST_LENGTH, entry: status_index % LIST_LENGTH }
    }

    /// The status index that means this place; none beyond a list, or beyond
    /// the last list an index can reach.
    pub fn status_index(self) -> Option<u32> {
        if self.entry >= LIST_LENGTH {
            return None;
        }
        self.list.checked_mul(LIST_LENGTH)?.checked_add(self.entry)
    }
}

impl fmt::Display for ListName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.issuer, self.kind.as_str(), self.list)
    }
}

impl FromStr for ListName {
    type Err = ListNameError;

    fn from_str(text: &str) -> Result<Self, ListNameError> {
        let mut parts = text.splitn(3, '-');
        let mut next = || parts.next().ok_or(ListNameError);
        let issuer = next()?.parse().map_err(|_| ListNameError)?;
        let kind = match next()? {
            "revocation" => ListKind::Revocation,
            "suspension" => ListKind::Suspension,
            "token" => ListKind::Token,
            _ => return Err(ListNameError),
        };
        let name = Self { issuer, kind, list: next()?.parse().map_err(|_| ListNameError)? };
        let reachable = Place { list: name.list, entry: 0 }.status_index().is_some();
        // One spelling: neither `00` nor `+0`.
        if reachable && name.to_string() == text { Ok(name) } else { Err(ListNameError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        for good in ["BKHCN-revocation-0", "52-suspension-17", "01-token-32767"] {
            assert_eq!(good.parse::<ListName>().expect("a name").to_string(), good);
        }
        for wrong in
            ["BKHCN-revocation-00", "52-token-+1", "52-token", "52-token-32768", "52-expiry-0", "-token-0"]
        {
            assert_eq!(wrong.parse::<ListName>(), Err(ListNameError), "{wrong}");
        }
    }

    #[test]
    fn an_index_is_a_place_and_a_place_an_index() {
        for index in [0, 1, LIST_LENGTH - 1, LIST_LENGTH, 104_729, u32::MAX] {
            assert_eq!(Place::of(index).status_index(), Some(index));
        }
        assert_eq!(Place { list: 0, entry: LIST_LENGTH }.status_index(), None);
        assert_eq!(Place { list: 1 << 15, entry: 0 }.status_index(), None);
    }

    #[test]
    fn a_list_is_named_by_its_address_alone() {
        let origin: Origin = "https://a.vn:8443".parse().expect("an origin");
        let name: ListName = "52-token-1".parse().expect("a name");
        let url = name.url(&origin);
        assert_eq!(url, "https://a.vn:8443/status/52-token-1");
        assert_eq!(ListName::of_url(&url), Some((origin, name)));
        assert_eq!(ListName::of_url("https://A.vn/status/52-token-1"), None);
        assert_eq!(ListName::of_url("https://a.vn/status/52-token-1?x"), None);
    }
}
