//! Guards are people: who must be there for a page to be shown.
//!
//! Nobody signed in answers 401, which the catcher turns into the sign-in page
//! with a way back; somebody else answers 403.

use rocket::Request;
use rocket::http::{Method, Status};
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest};

use super::Failure;
use super::session::{self, CookieKind, Session};
use crate::acts::access::{SessionToken, SignedIn};
use crate::config::Config;
use crate::domain::ids::AccountId;
use crate::domain::staff::Officer;

/// An applicant: someone signed in with an account that files.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// Whose account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
}

/// Someone signed in, also with a password that somebody else gave: for the one
/// page where they change it.
#[derive(Clone, Debug)]
pub struct Newcomer(pub SignedIn);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Newcomer {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        session(request).await.map(|session| Self(session.person))
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for SignedIn {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        settled(request).await
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for SessionToken {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        session(request).await.map(|session| session.token)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Applicant {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        settled(request).await.and_then(|person| {
            if person.kind.may_file() {
                Outcome::Success(Self { account: person.account, name: person.name, email: person.email })
            } else {
                Outcome::Error((Failure::Forbidden.leave(request), ()))
            }
        })
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Officer {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        settled(request).await.and_then(|person| match officer(request, &person) {
            Some(officer) => Outcome::Success(officer),
            None => Outcome::Error((Failure::Forbidden.leave(request), ())),
        })
    }
}

/// The person as an officer of the issuer they chose, else of their first.
pub(super) fn officer(request: &Request<'_>, person: &SignedIn) -> Option<Officer> {
    let config = request.rocket().state::<Config>()?;
    let chosen =
        session::read(request.cookies(), config, CookieKind::Post).and_then(|code| code.parse().ok());
    let post = person.posts.iter().find(|post| Some(&post.issuer) == chosen.as_ref());
    let post = post.or_else(|| person.posts.first())?;
    let (account, number) = (person.account, person.kind.staff_number()?.clone());
    Some(Officer {
        account,
        number,
        name: person.name.clone(),
        issuer: post.issuer,
        roles: post.roles.clone(),
    })
}

/// Whoever is signed in, with a password of their own.
async fn settled(request: &Request<'_>) -> request::Outcome<SignedIn, ()> {
    session(request).await.and_then(|Session { person, .. }| {
        if person.must_change_password {
            Outcome::Error((Failure::PasswordFirst.leave(request), ()))
        } else {
            Outcome::Success(person)
        }
    })
}

async fn session(request: &Request<'_>) -> request::Outcome<Session, ()> {
    match session::of(request).await {
        Ok(Some(session)) => Outcome::Success(session.clone()),
        // What was typed into a form is not lost to the sign-in page: see `expired`.
        Ok(None) if request.method() == Method::Post => {
            request.local_cache(|| MissingSession(true));
            Outcome::Forward(Status::Unauthorized)
        }
        Ok(None) => Outcome::Error((Status::Unauthorized, ())),
        Err(error) => Outcome::Error((Failure::Broken(error.to_string()).leave(request), ())),
    }
}

/// Whether a handler was not run because nobody is signed in.
pub(super) fn is_missed(request: &Request<'_>) -> bool {
    request.local_cache(|| MissingSession(false)).0
}

struct MissingSession(bool);
