//! The sites whose codes are accepted.

use std::str::FromStr;

use crate::credential::link::Origin;

/// Hosts as links name them, lower case; an empty list allows every host.
///
/// A code says nothing of its host in what is signed. Whoever copies a genuine
/// code behind the name of a look-alike site gets a genuine signature, and a
/// phone that opens the other site; compared letter by letter here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

/// What was given is not a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a host like so.example.vn, with a port if there is one")]
pub struct HostsError;

impl Hosts {
    /// Every host.
    pub fn any() -> Self {
        Self::default()
    }

    /// These hosts only, each with its port if it is not the usual one.
    pub fn only<'a>(hosts: impl IntoIterator<Item = &'a str>) -> Result<Self, HostsError> {
        hosts.into_iter().map(normal).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a code or document of this host is accepted.
    pub fn allow(&self, host: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|allowed| allowed == host)
    }
}

fn normal(host: &str) -> Result<String, HostsError> {
    let origin = Origin::from_str(&format!("https://{host}")).map_err(|_| HostsError)?;
    Ok(origin.host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_allowed_by_its_whole_name_and_port() {
        let hosts = Hosts::only(["So.Example.vn", "localhost:8000"]).expect("two hosts");
        for good in ["so.example.vn", "localhost:8000"] {
            assert!(hosts.allow(good), "{good}");
        }
        for wrong in
            ["so-example.vn", "xso.example.vn", "so.example.vn.evil.vn", "localhost", "so.example.vn:8443"]
        {
            assert!(!hosts.allow(wrong), "{wrong}");
        }
        assert!(Hosts::any().allow("anything.example"));
    }

    #[test]
    fn an_address_is_no_host() {
        for wrong in ["https://so.example.vn", "so.example.vn/v", "", "số.vn"] {
            assert_eq!(Hosts::only([wrong]), Err(HostsError), "{wrong}");
        }
    }
}
