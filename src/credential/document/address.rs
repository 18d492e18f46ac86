//! The names of issuers, keys, papers and lists (DOCUMENT.md, section 1).

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXUPPER;

use crate::credential::{
    keys::KeyId,
    link::Origin,
    payload::Paper,
    text::{IssuerCode, PaperNumber},
};

/// The DID of an issuer: `did:web:HOST:issuers:CODE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerDid {
    /// Host, and port if there is one, lower case.
    pub host: String,
    /// Whose it is.
    pub issuer: IssuerCode,
}

/// The URL of an issuer's key: its DID and, as the fragment, the key id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUrl {
    /// Whose key it is said to be.
    pub did: IssuerDid,
    /// The key.
    pub key_id: KeyId,
}

/// Not the name of an issuer or a key in the one accepted form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not did:web:HOST:issuers:CODE, with #KEYID for a key")]
pub struct AddressError;

impl IssuerDid {
    /// The DID of this issuer at this site.
    pub fn new(origin: &Origin, issuer: &IssuerCode) -> Self {
        Self { host: origin.host(), issuer: issuer.clone() }
    }
}

/// The site in lower case without a slash at its end: `https://host`.
pub fn base(origin: &Origin) -> String {
    origin.to_string().to_ascii_lowercase()
}

/// The site's own DID, the Ministry's second name: `did:web:HOST`.
pub fn site_did(origin: &Origin) -> String {
    format!("did:web:{}", encoded_host(&origin.host()))
}

/// The page and the document of exactly this paper.
///
/// A person's cards share one number for life, and so do the re-issues of a
/// certificate; the place in the issuer's status lists is each paper's own.
pub fn paper_url(origin: &Origin, paper: &Paper) -> String {
    format!("{}/c/{}?paper={}", base(origin), percent_encoded(&paper.number), paper.status_index)
}

/// The site that a paper's URL names, if it is one.
pub(super) fn origin_of_paper(url: &str) -> Option<Origin> {
    url.split_once("/c/")?.0.parse().ok()
}

/// A port's colon would part the DID (did:web, section 3.1).
fn encoded_host(host: &str) -> String {
    host.replace(':', "%3A")
}

fn percent_encoded(number: &PaperNumber) -> String {
    let mut encoded = String::new();
    for byte in number.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&HEXUPPER.encode(&[byte]));
        }
    }
    encoded
}

impl fmt::Display for IssuerDid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "did:web:{}:issuers:{}", encoded_host(&self.host), self.issuer)
    }
}

impl FromStr for IssuerDid {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let rest = text.strip_prefix("did:web:").ok_or(AddressError)?;
        let (host, issuer) = rest.split_once(":issuers:").ok_or(AddressError)?;
        let host = host.replace("%3A", ":");
        let origin: Origin = format!("https://{host}").parse().map_err(|_| AddressError)?;
        let did = Self::new(&origin, &issuer.parse().map_err(|_| AddressError)?);
        if did.to_string() == text { Ok(did) } else { Err(AddressError) }
    }
}

impl fmt::Display for KeyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.did, self.key_id)
    }
}

impl FromStr for KeyUrl {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (did, key_id) = text.split_once('#').ok_or(AddressError)?;
        Ok(Self { did: did.parse()?, key_id: key_id.parse().map_err(|_| AddressError)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::payload::tests::paper;

    #[test]
    fn a_port_is_written_so_that_it_does_not_part_the_did() {
        let origin: Origin = "http://localhost:8000".parse().expect("an origin");
        let did = IssuerDid::new(&origin, &"52".parse().expect("a code"));
        assert_eq!(did.to_string(), "did:web:localhost%3A8000:issuers:52");
        assert_eq!(did.to_string().parse(), Ok(did));
        assert_eq!(site_did(&origin), "did:web:localhost%3A8000");
    }

    #[test]
    fn a_did_has_one_spelling() {
        for wrong in [
            "did:web:a.vn:issuers:",
            "did:web:A.vn:issuers:52",
            "did:web:a.vn:8443:issuers:52",
            "did:web:a.vn%3a8443:issuers:52",
            "did:web:a.vn/x:issuers:52",
            "did:web:a.vn:issuers:52:issuers:52",
            "did:key:a.vn:issuers:52",
            "https://a.vn/issuers/52/did.json",
        ] {
            assert_eq!(wrong.parse::<IssuerDid>(), Err(AddressError), "{wrong}");
        }
        assert!("did:web:a.vn:issuers:52#0011223344556677".parse::<KeyUrl>().is_ok());
        assert!("did:web:a.vn:issuers:52".parse::<KeyUrl>().is_err());
    }

    #[test]
    fn a_number_is_one_segment_of_the_url() {
        let origin: Origin = "https://a.vn".parse().expect("an origin");
        let mut paper = paper();
        paper.number = "01/2026/TĐC-BKHCN".parse().expect("a number");
        assert_eq!(paper_url(&origin, &paper), "https://a.vn/c/01%2F2026%2FT%C4%90C-BKHCN?paper=104729");
        let url = paper_url(&origin, &paper);
        paper.status_index += 1;
        assert_ne!(paper_url(&origin, &paper), url, "another paper of the number");
        assert_eq!(origin_of_paper(&paper_url(&origin, &paper)), Some(origin));
    }
}
