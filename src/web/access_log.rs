//! The access log: a line per answer, without what could name a person.

use std::time::Instant as Stopwatch;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::{Data, Request, Response};

/// Logs each answer. Never a query, a body, an address or a cookie.
pub(super) struct AccessLog;

struct Beginning(Stopwatch);

#[rocket::async_trait]
impl Fairing for AccessLog {
    fn info(&self) -> Info {
        Info { name: "access log", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        request.local_cache(|| Beginning(Stopwatch::now()));
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let started = request.local_cache(|| Beginning(Stopwatch::now()));
        tracing::info!(
            target: "access",
            method = request.method().as_str(),
            path = masked(request.uri().path().as_str()),
            status = response.status().code,
            micros = u64::try_from(started.0.elapsed().as_micros()).unwrap_or(u64::MAX),
        );
    }
}

/// The path without a scanned code, which holds the name of its holder, without
/// a slip's code, which is all it takes to follow a dossier, and without the
/// secret of an invitation or of a link in a mail.
pub(super) fn masked(path: &str) -> String {
    let lower = path.to_ascii_lowercase();
    for before in ["/v/", "/t/", "/open/", "/mail/", "/api/v1/verify/"] {
        if lower.starts_with(before) {
            return format!("{}…", &path[..before.len()]);
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_scanned_code_is_not_logged() {
        assert_eq!(masked("/V/ABCDEF"), "/V/…");
        assert_eq!(masked("/v/abcdef/x"), "/v/…");
        assert_eq!(masked("/api/v1/verify/ABCDEF"), "/api/v1/verify/…");
        assert_eq!(masked("/T/52-261122-0015-ABCD"), "/T/…");
        assert_eq!(masked("/open/c2VjcmV0"), "/open/…");
        assert_eq!(masked("/mail/confirmation/c2VjcmV0"), "/mail/…");
        assert_eq!(masked("/desk/dossiers"), "/desk/dossiers");
    }
}
