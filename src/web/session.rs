//! The cookies: which there are, and what protects each.

use rocket::Request;
use rocket::http::{Cookie, CookieJar, SameSite};
use rocket::time::Duration;

use crate::acts::Registry;
use crate::acts::access::{self, BrowserToken, SessionToken, SignedIn};
use crate::config::Config;
use crate::storage::StorageError;

/// The cookies of this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieKind {
    /// The session's token.
    Session,
    /// A random value before signing in, for the tokens of forms.
    Visit,
    /// The language chosen.
    Language,
    /// The issuer an officer works for now.
    Post,
    /// A sentence for the next page; encrypted and signed.
    Notice,
    /// That someone signed in with this browser before; encrypted and signed.
    Browser,
}

impl CookieKind {
    /// The name. Under HTTPS `__Host-` keeps a neighbouring subdomain from
    /// setting the cookie for us.
    fn name(self, config: &Config) -> &'static str {
        let (plain, host_bound) = match self {
            Self::Session => ("session", "__Host-session"),
            Self::Visit => ("visit", "__Host-visit"),
            Self::Language => ("lang", "__Host-lang"),
            Self::Post => ("post", "__Host-post"),
            Self::Notice => ("notice", "__Host-notice"),
            Self::Browser => ("browser", "__Host-browser"),
        };
        if config.is_local() { plain } else { host_bound }
    }

    /// Whether nobody else can make or read it.
    fn is_private(self) -> bool {
        matches!(self, Self::Notice | Self::Browser)
    }

    fn cookie(self, config: &Config, value: &str) -> Cookie<'static> {
        let cookie = Cookie::build((self.name(config), value.to_owned()))
            .path("/")
            .http_only(true)
            .secure(!config.is_local())
            .same_site(SameSite::Lax);
        match self {
            Self::Language => cookie.max_age(Duration::days(365)).build(),
            Self::Post => cookie.max_age(Duration::days(30)).build(),
            Self::Browser => cookie.max_age(Duration::seconds(access::BROWSER_SECONDS)).build(),
            // Gone when the browser closes; the server ends sessions by itself.
            Self::Session | Self::Visit | Self::Notice => cookie.build(),
        }
    }
}

/// Sets a cookie.
pub fn keep(jar: &CookieJar<'_>, config: &Config, kind: CookieKind, value: &str) {
    let cookie = kind.cookie(config, value);
    if kind.is_private() { jar.add_private(cookie) } else { jar.add(cookie) }
}

/// The value of a cookie that the browser sent.
pub fn read(jar: &CookieJar<'_>, config: &Config, kind: CookieKind) -> Option<String> {
    let name = kind.name(config);
    let cookie = if kind.is_private() { jar.get_private(name) } else { jar.get(name).cloned() };
    cookie.map(|cookie| cookie.value().to_owned())
}

/// What the browser was given when someone signed in with it before.
pub(super) fn browser(jar: &CookieJar<'_>, config: &Config) -> Option<BrowserToken> {
    read(jar, config, CookieKind::Browser)?.parse().ok()
}

/// Takes a cookie away.
pub fn forget(jar: &CookieJar<'_>, config: &Config, kind: CookieKind) {
    jar.remove(kind.cookie(config, ""));
}

/// The session of this request, looked up once.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub(super) token: SessionToken,
    pub(super) person: SignedIn,
}

/// The session of this request, if its cookie is one and it is not over.
pub(super) async fn of<'r>(request: &'r Request<'_>) -> &'r Result<Option<Session>, StorageError> {
    request.local_cache_async(find(request)).await
}

async fn find(request: &Request<'_>) -> Result<Option<Session>, StorageError> {
    let (Some(registry), Some(config)) =
        (request.rocket().state::<Registry>(), request.rocket().state::<Config>())
    else {
        return Ok(None);
    };
    let token = read(request.cookies(), config, CookieKind::Session).and_then(|text| text.parse().ok());
    let Some(token) = token else { return Ok(None) };
    Ok(access::recognise(registry, &token).await?.map(|person| Session { token, person }))
}
