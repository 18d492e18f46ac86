//! The authorities that issue papers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The code of an issuer: `BKHCN`, or a province's two digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IssuerCode(String);

/// No issuer has this code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such issuer")]
pub struct UnknownIssuer;

impl fmt::Display for IssuerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for IssuerCode {
    type Err = UnknownIssuer;

    fn from_str(text: &str) -> Result<Self, UnknownIssuer> {
        Ok(Self(text.to_owned()))
    }
}
