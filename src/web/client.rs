//! From where a request comes, as far as that can be told.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Once;

use rocket::Request;

use super::session::{self, CookieKind};
use crate::acts::Registry;
use crate::acts::access::SessionToken;
use crate::config::Config;
use crate::domain::network::Network;
use crate::storage::audit::Provenance;

/// The headers by which proxies tell whom they speak for.
const FORWARDED: [&str; 3] = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

/// From where a request comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    address: IpAddr,
    /// Whether the address is that of a proxy of which we were not told, so
    /// that it says nothing about who asks.
    hidden: bool,
}

impl Client {
    /// Of this request. A header is believed only under the name the operator
    /// gave: anyone can send one.
    pub(super) fn of(request: &Request<'_>) -> Self {
        let address = request.client_ip().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let unasked = request.rocket().state::<Config>().is_some_and(|config| config.proxy_header.is_none())
            && FORWARDED.iter().any(|name| request.headers().contains(name));
        if unasked {
            warn_once();
        }
        // From elsewhere it is the sender's own word, and must not help to
        // get out of being counted.
        Self { address, hidden: unasked && address.to_canonical().is_loopback() }
    }

    /// The address, if it is who asks.
    pub(super) fn address(self) -> Option<IpAddr> {
        (!self.hidden).then(|| self.address.to_canonical())
    }

    /// The network by which who asks is counted; none when everybody would be
    /// counted as one.
    pub(super) fn network(self) -> Option<Network> {
        self.address().map(Network::from)
    }
}

/// The register for this request: the audit trail tells of everything written
/// through it from where it came.
pub(super) fn registry<'r>(request: &'r Request<'_>) -> Option<&'r Registry> {
    let (registry, config) = (request.rocket().state::<Registry>()?, request.rocket().state::<Config>()?);
    let here = request.local_cache(|| {
        let session = session::read(request.cookies(), config, CookieKind::Session);
        let session = session.and_then(|text| text.parse::<SessionToken>().ok());
        let provenance = Provenance {
            address: Client::of(request).address().map(|address| address.to_string()),
            session: session.map(|session| session.mark()),
            operator: None,
        };
        Here(Registry { storage: registry.storage.acting_from(provenance), ..registry.clone() })
    });
    Some(&here.0)
}

struct Here(Registry);

fn warn_once() {
    static WARNED: Once = Once::new();
    WARNED.call_once(|| {
        tracing::error!(
            "a request came through a proxy, but proxy_header is not set: who asks cannot be told, and limits \
             by network address are off for what comes from this machine. Set proxy_header to the header that \
             the proxy overwrites, such as X-Real-IP"
        );
    });
}
