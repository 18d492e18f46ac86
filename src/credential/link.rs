//! The text of the QR code (FORMAT.md, section 1).

use std::fmt;
use std::str::FromStr;

use super::{refusal::Malformed, token::Token};

/// No text is longer: a scheme, a host name, and the longest code.
pub const MAX_TEXT_BYTES: usize = 1_200;

/// Where the official site is: scheme and host, as the QR code writes it.
///
/// `HTTP` is for a loopback host only: over it anyone on the way could answer
/// a scan with a green page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// What was given is not the origin of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an origin like https://host or, on this machine, http://localhost:8000")]
pub struct OriginError;

/// What a scanner or a person gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The host that the link names, lower case. To be shown, never followed.
    pub host: Option<String>,
    /// The token in it.
    pub token: Token,
}

/// The text of the QR code for this token.
pub fn text(origin: &Origin, token: &Token) -> String {
    format!("{}/V/{}", origin.0, token.to_code())
}

/// Reads a whole link, letters in either case, or a code alone.
///
/// What people paste has more in it: [`super::given::code`] takes it out.
pub fn parse(text: &str) -> Result<Scan, Malformed> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(Malformed::TooLong);
    }
    let (host, code) = split(text)?;
    Ok(Scan { host, token: Token::from_code(&code)? })
}

/// The host of a link, lower case, and what stands where its code should;
/// or what may be a code alone, upper case.
pub(super) fn split(text: &str) -> Result<(Option<String>, String), Malformed> {
    let text = text.trim();
    if !text.is_ascii() {
        return Err(Malformed::NotALink);
    }
    let text = text.to_ascii_uppercase();
    let Some(link) = text.strip_prefix("HTTPS://").or_else(|| text.strip_prefix("HTTP://")) else {
        if text.contains(['/', ':', '.', '?']) {
            return Err(Malformed::NotALink);
        }
        return Ok((None, text));
    };
    let (host, code) = link.split_once("/V/").ok_or(Malformed::NotALink)?;
    if !is_host(host) || code.contains(['/', ':', '.', '?', '#']) {
        return Err(Malformed::NotALink);
    }
    Ok((Some(host.to_ascii_lowercase()), code.to_owned()))
}

impl Origin {
    /// Host, and port if there is one, lower case, as printed beside the code.
    pub fn host(&self) -> String {
        self.0.split_once("://").map_or("", |(_, host)| host).to_ascii_lowercase()
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let text = text.to_ascii_uppercase();
        let (scheme, host) = text.split_once("://").ok_or(OriginError)?;
        let loopback = matches!(host.split(':').next(), Some("LOCALHOST" | "127.0.0.1"));
        let safe = scheme == "HTTPS" || (scheme == "HTTP" && loopback);
        if safe && is_host(host) { Ok(Self(text)) } else { Err(OriginError) }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A host name of upper-case letters, digits, `-` and `.`, perhaps a port.
pub(super) fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').map_or((text, None), |(name, port)| (name, Some(port)));
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let port_fits = port.is_none_or(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|number| number > 0)
    });
    name.len() <= 253 && name.split('.').all(label) && port_fits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::vectors::card_token;

    #[test]
    fn a_link_is_read_in_either_case_and_so_is_the_code_alone() {
        let token = card_token();
        let origin: Origin = "https://tuvan-iso.example.gov.vn".parse().expect("an origin");
        let link = text(&origin, &token);
        let host = Some("tuvan-iso.example.gov.vn".to_owned());
        let scanned = Scan { host, token: token.clone() };
        assert_eq!(parse(&link), Ok(scanned.clone()));
        assert_eq!(parse(&link.to_ascii_lowercase()), Ok(scanned.clone()));
        assert_eq!(parse(&format!(" {link}\r\n")), Ok(scanned));
        assert_eq!(parse(&token.to_code().to_ascii_lowercase()), Ok(Scan { host: None, token }));
    }

    #[test]
    fn a_link_has_nothing_before_or_after_the_code() {
        let code = card_token().to_code();
        for wrong in [
            format!("HTTPS://A.VN/V/{code}/"),
            format!("HTTPS://A.VN/V/{code}?X=1"),
            format!("HTTPS://A.VN/V/{code}#X"),
            format!("HTTPS://A.VN/X/V/{code}"),
            format!("HTTPS://USER@A.VN/V/{code}"),
            format!("HTTPS:///V/{code}"),
            format!("HTTPS://A.VN:0/V/{code}"),
            format!("FTP://A.VN/V/{code}"),
            format!("A.VN/V/{code}"),
            format!("HTTPS://A.VN/{code}"),
            format!("HTTPS://Á.VN/V/{code}"),
        ] {
            assert_eq!(parse(&wrong), Err(Malformed::NotALink), "{wrong}");
        }
    }

    #[test]
    fn an_origin_is_https_or_on_this_machine() {
        for good in ["https://a.vn", "HTTPS://A.VN:8443", "http://127.0.0.1:8000", "http://localhost"] {
            assert_eq!(good.parse::<Origin>().expect("an origin").to_string(), good.to_ascii_uppercase());
        }
        for wrong in [
            "http://a.vn",
            "https://a.vn/",
            "https://a..vn",
            "a.vn",
            "http://localhost.evil.vn",
            "https://a:+1",
        ] {
            assert_eq!(wrong.parse::<Origin>(), Err(OriginError), "{wrong}");
        }
    }
}
