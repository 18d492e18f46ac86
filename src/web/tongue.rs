//! Which language a visitor reads: `?lang=en`, else their cookie, else
//! Vietnamese.

use std::convert::Infallible;

use rocket::Request;
use rocket::request::{FromRequest, Outcome};

use super::session::{self, CookieKind};
use crate::config::Config;
use crate::language::Language;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Language {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(*request.local_cache(|| of(request)))
    }
}

fn of(request: &Request<'_>) -> Language {
    let Some(config) = request.rocket().state::<Config>() else { return Language::default() };
    let asked = request.query_value::<&str>("lang").and_then(Result::ok).and_then(Language::from_tag);
    if let Some(language) = asked {
        // The switch is a plain link; that a link can change the language of
        // later pages is all another site could do with it.
        session::keep(request.cookies(), config, CookieKind::Language, language.tag());
        return language;
    }
    let kept = session::read(request.cookies(), config, CookieKind::Language);
    kept.and_then(|tag| Language::from_tag(&tag)).unwrap_or_default()
}
