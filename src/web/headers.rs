//! Security headers on every answer.

use std::sync::LazyLock;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Header;
use rocket::response::{self, Responder};
use rocket::{Request, Response};

use super::session::{self, CookieKind};
use crate::config::Config;

/// What a page may load and do; a reason a line.
const CONTENT_SECURITY_POLICY: &[&str] = &[
    // Whatever is not named below is forbidden.
    "default-src 'none'",
    // One style sheet, ours; no inline style can be injected.
    "style-src 'self'",
    // Small scripts of ours.
    "script-src 'self'",
    // QR codes and portraits we serve.
    "img-src 'self'",
    // Scripts of ours ask our own API.
    "connect-src 'self'",
    // Forms go to us, so a form that was injected cannot carry data away.
    "form-action 'self'",
    // No `<base>` may turn our links elsewhere.
    "base-uri 'none'",
    // Nobody may put our buttons under their page.
    "frame-ancestors 'none'",
];

/// What the page that reads codes may do on top; a reason a line.
const POLICY_FOR_READING: &[&str] = &[
    // The verifier is WebAssembly; no text becomes script.
    "script-src 'self' 'wasm-unsafe-eval'",
    // The worker that keeps the page for times without a network.
    "worker-src 'self'",
    // The page can be installed.
    "manifest-src 'self'",
];

/// What the page that shows a paper as it is typed may do on top.
const POLICY_FOR_DRAWING: &[&str] = &[
    // The picture that our script was answered.
    "img-src 'self' blob:",
];

/// Everything off that a public register does not need.
const PERMISSIONS_POLICY: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), \
     accelerometer=(), gyroscope=(), magnetometer=(), display-capture=(), browsing-topics=()";

/// Puts the headers on every answer that does not bring its own.
pub(super) struct SecurityHeaders;

#[rocket::async_trait]
impl Fairing for SecurityHeaders {
    fn info(&self) -> Info {
        Info { name: "security headers", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let mut put = |name: &'static str, value: &'static str| {
            if !response.headers().contains(name) {
                response.set_header(Header::new(name, value));
            }
        };
        put("Content-Security-Policy", policy());
        // A content type is what we say it is: an uploaded text is no script.
        put("X-Content-Type-Options", "nosniff");
        // The path of a scanned code carries a name; other sites do not get it.
        put("Referrer-Policy", "same-origin");
        // A page that opened ours keeps no handle on it.
        put("Cross-Origin-Opener-Policy", "same-origin");
        // Other sites do not load our answers into their process.
        put("Cross-Origin-Resource-Policy", "same-origin");
        put("Permissions-Policy", PERMISSIONS_POLICY);
        let Some(config) = request.rocket().state::<Config>() else { return };
        // What a signed-in person saw stays out of every cache, also of the
        // "back" button after signing out. Other pages differ by language.
        let signed_in = session::read(request.cookies(), config, CookieKind::Session).is_some();
        put("Cache-Control", if signed_in { "private, no-store" } else { "no-cache" });
        put("Vary", "Cookie");
        if !config.is_local() {
            put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }
}

fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| CONTENT_SECURITY_POLICY.join("; "));
    &POLICY
}

/// An answer that may use the camera and run the verifier.
pub(super) struct ReadsCodes<R>(pub(super) R);

/// An answer whose script shows pictures that it was answered.
pub(super) struct ShowsDrawings<R>(pub(super) R);

impl<'r, R: Responder<'r, 'static>> Responder<'r, 'static> for ReadsCodes<R> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = self.0.respond_to(request)?;
        answer.set_header(policy_with(POLICY_FOR_READING));
        let permissions = PERMISSIONS_POLICY.replace("camera=()", "camera=(self)");
        answer.set_header(Header::new("Permissions-Policy", permissions));
        Ok(answer)
    }
}

impl<'r, R: Responder<'r, 'static>> Responder<'r, 'static> for ShowsDrawings<R> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = self.0.respond_to(request)?;
        answer.set_header(policy_with(POLICY_FOR_DRAWING));
        Ok(answer)
    }
}

/// The policy of every page, with these lines in place of those they name.
fn policy_with(more: &[&'static str]) -> Header<'static> {
    let named = |line: &&&str| !more.iter().any(|other| directive(other) == directive(line));
    let kept = CONTENT_SECURITY_POLICY.iter().filter(named);
    Header::new("Content-Security-Policy", kept.chain(more).copied().collect::<Vec<_>>().join("; "))
}

fn directive(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}
