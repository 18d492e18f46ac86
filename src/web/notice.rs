//! A sentence for the next page: what the act just did.

use rocket::Request;

use super::session::{self, CookieKind};
use crate::config::Config;

/// A sentence for the next page, left by [`super::Site::leave_notice`]. Its
/// cookie is encrypted and signed: nobody else can put words into our mouth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice(pub String);

/// The sentence left for this page, which is shown once.
pub(super) fn take(request: &Request<'_>, config: &Config) -> Option<Notice> {
    let taken = request.local_cache(|| {
        let sentence = session::read(request.cookies(), config, CookieKind::Notice);
        if sentence.is_some() {
            session::forget(request.cookies(), config, CookieKind::Notice);
        }
        TakenNotice(sentence.map(Notice))
    });
    taken.0.clone()
}

struct TakenNotice(Option<Notice>);
