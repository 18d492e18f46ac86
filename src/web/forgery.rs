//! Protection against forms that other sites send in a visitor's name.
//!
//! Two walls. A fairing turns away every unsafe request that the browser says
//! comes from another site. And each form carries a token derived from the
//! session (or, before signing in, from a cookie of the visit), which another
//! site cannot know.
//!
//! The token of an officer's form names the office too for which the form was
//! shown. Whoever works for two and changed over in another tab must not do for
//! one what they read of the other: at the desk such a form is refused.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{CookieJar, Method, uri::Origin};
use rocket::{Data, Request, Route, get, routes};
use sha2::Sha256;

use super::session::{self, CookieKind};
use super::{Answer, Failure, Frame, people};
use crate::acts::Registry;
use crate::config::Config;
use crate::domain::staff::Officer;
use crate::secret::MasterSecret;

/// The name of the field that carries the token.
pub const FIELD: &str = "csrf";

/// Where the fairing sends what comes from elsewhere.
pub(super) const REFUSED_PATH: &str = "/refused/cross-site";

/// The key that form tokens are derived with.
pub struct FormKey([u8; 32]);

impl FormKey {
    /// Derived from the installation's secret.
    pub fn new(secret: &MasterSecret) -> Self {
        Self(secret.key("forms"))
    }

    fn mac(&self, cookie: &str, office: &str) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256>>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        // No code of an office and no cookie of ours has a line end in it.
        mac.update(format!("{office}\n{cookie}").as_bytes());
        mac
    }

    fn token(&self, cookie: &str, office: &str) -> String {
        let mac = BASE64URL_NOPAD.encode(&self.mac(cookie, office).finalize().into_bytes());
        format!("{mac}.{office}")
    }

    /// Compares in constant time.
    fn matches(&self, cookie: &str, token: &str) -> bool {
        let (mac, office) = token.split_once('.').unwrap_or((token, ""));
        let mac = BASE64URL_NOPAD.decode(mac.as_bytes()).unwrap_or_default();
        self.mac(cookie, office).verify_slice(&mac).is_ok()
    }
}

/// The token for forms of this request. Before signing in it begins a visit:
/// a random cookie that says nothing but lets the form come back.
pub(super) fn token(request: &Request<'_>, officer: Option<&Officer>) -> String {
    let (Some(key), Some(config)) = (request.rocket().state::<FormKey>(), request.rocket().state::<Config>())
    else {
        return String::new();
    };
    let bound = || session_binding(request.cookies(), config).or_else(|| visit(request, config));
    let cookie = request.local_cache(|| Binding(bound().unwrap_or_default()));
    key.token(&cookie.0, &office_of(officer))
}

struct Binding(String);

/// The token of a form that is shown again because its session is over, in place
/// of the one it came with: it is for the same office, and bound to the visit,
/// so that it holds once the person has signed in again.
pub(super) fn lasting_token(request: &Request<'_>, before: &str, officer: Option<&Officer>) -> String {
    let (Some(key), Some(config)) = (request.rocket().state::<FormKey>(), request.rocket().state::<Config>())
    else {
        return String::new();
    };
    let office = before.split_once('.').map(|(_, office)| office.to_owned());
    let office = office.filter(|office| !office.is_empty()).unwrap_or_else(|| office_of(officer));
    visit(request, config).map(|visit| key.token(&visit, &office)).unwrap_or_default()
}

fn office_of(officer: Option<&Officer>) -> String {
    officer.map(|officer| officer.issuer.to_string()).unwrap_or_default()
}

/// The visit of this browser, begun now when there is none.
fn visit(request: &Request<'_>, config: &Config) -> Option<String> {
    let registry = request.rocket().state::<Registry>()?;
    let visit = session::read(request.cookies(), config, CookieKind::Visit).unwrap_or_else(|| {
        let visit = BASE64URL_NOPAD.encode(&registry.entropy.bytes::<16>());
        session::keep(request.cookies(), config, CookieKind::Visit, &visit);
        visit
    });
    Some(format!("visit:{visit}"))
}

fn session_binding(jar: &CookieJar<'_>, config: &Config) -> Option<String> {
    session::read(jar, config, CookieKind::Session).map(|value| format!("session:{value}"))
}

fn visit_binding(jar: &CookieJar<'_>, config: &Config) -> Option<String> {
    session::read(jar, config, CookieKind::Visit).map(|value| format!("visit:{value}"))
}

/// Whether the browser holds a cookie that a token can be bound to.
pub(super) fn is_bound(request: &Request<'_>) -> bool {
    let bindings = |config| {
        session_binding(request.cookies(), config).or_else(|| visit_binding(request.cookies(), config))
    };
    request.rocket().state::<Config>().and_then(bindings).is_some()
}

/// Why a form is not taken by its token; none when it is.
pub(super) enum Refused {
    /// It was not made for this browser, or before it signed in anew.
    Stale,
    /// It was shown for another office than the officer works for now.
    OtherOffice {
        /// The office it was shown for.
        shown_for: String,
        /// The one they work for now.
        now: String,
    },
}

/// Whether a form with this token was made for this browser and, at the desk,
/// for the office that its officer works for now.
pub(super) async fn refused(request: &Request<'_>, token: &str) -> Option<Refused> {
    let office = token.split_once('.').map_or("", |(_, office)| office);
    if request.uri().path().starts_with("/desk")
        && let Ok(Some(session)) = session::of(request).await
        && let Some(officer) = people::officer(request, &session.person)
    {
        let now = officer.issuer.to_string();
        // Asked before the rest: a form that is sent again after signing in
        // anew must not reach another office on that way either.
        if !office.is_empty() && office != now {
            return Some(Refused::OtherOffice { shown_for: office.to_owned(), now });
        }
        if office.is_empty() {
            return Some(Refused::Stale);
        }
    }
    (!is_ours(request, token)).then_some(Refused::Stale)
}

/// Whether it was made for the session of this browser, or for its visit, which
/// lasts until the browser is closed. Another site knows neither cookie.
fn is_ours(request: &Request<'_>, token: &str) -> bool {
    let (Some(key), Some(config)) = (request.rocket().state::<FormKey>(), request.rocket().state::<Config>())
    else {
        return false;
    };
    let bindings = [session_binding(request.cookies(), config), visit_binding(request.cookies(), config)];
    bindings.iter().flatten().any(|cookie| key.matches(cookie, token))
}

/// Turns away unsafe requests from other sites, before any handler runs. The
/// API is left out: it knows no cookie, so there is no name to act in.
pub(super) struct SameOrigin;

#[rocket::async_trait]
impl Fairing for SameOrigin {
    fn info(&self) -> Info {
        Info { name: "same origin", kind: Kind::Request }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let safe = matches!(request.method(), Method::Get | Method::Head | Method::Options);
        if !safe && !request.uri().path().starts_with("/api/") && is_cross_site(request) {
            request.set_method(Method::Get);
            request.set_uri(Origin::parse(REFUSED_PATH).expect("a constant path"));
        }
    }
}

/// What the browser says about where the request was made; `same-site` is not
/// enough, a neighbour under the same domain is another site to us. A request
/// that says nothing still has to bring the form's token.
fn is_cross_site(request: &Request<'_>) -> bool {
    says_origin(request) == Some(false)
}

/// Whether the browser says that the request was made by a page of ours.
pub(super) fn says_same_origin(request: &Request<'_>) -> bool {
    says_origin(request) == Some(true)
}

/// Whether the request comes from our origin; none when it does not say.
fn says_origin(request: &Request<'_>) -> Option<bool> {
    let headers = request.headers();
    if let Some(from) = headers.get_one("Sec-Fetch-Site") {
        return Some(matches!(from, "same-origin" | "none"));
    }
    let origin_host = headers.get_one("Origin")?.split_once("://").map(|(_, host)| host);
    Some(origin_host.is_some() && origin_host == headers.get_one("Host"))
}

/// The page for a request that another site made.
#[get("/refused/cross-site")]
fn cross_site(_frame: Frame) -> Result<Answer, Failure> {
    Err(Failure::Forbidden)
}

pub(super) fn routes() -> Vec<Route> {
    routes![cross_site]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Entropy;

    #[test]
    fn a_token_belongs_to_one_session_and_one_office() {
        let key = FormKey::new(&MasterSecret::generate(&Entropy::seeded(1)));
        let token = key.token("session:a", "BKHCN");
        assert!(key.matches("session:a", &token));
        assert!(!key.matches("session:b", &token) && !key.matches("visit:a", &token));
        assert!(!key.matches("session:a", "") && !key.matches("session:a", &token[1..]));
        assert!(!key.matches("session:a", &token.replace("BKHCN", "52")));
        assert!(!key.matches("session:a", token.trim_end_matches(".BKHCN")));
        assert!(key.matches("session:a", &key.token("session:a", "")));
        assert!(!FormKey::new(&MasterSecret::generate(&Entropy::seeded(2))).matches("session:a", &token));
    }
}
