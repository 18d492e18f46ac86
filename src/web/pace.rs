//! How often one address may ask, per server; the counters of failed sign-ins
//! in the database come on top.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

use super::client::Client;
use super::session;
use crate::acts::access::BrowserToken;
use crate::config::Config;
use crate::domain::network::Network;

/// Sign-ins and sign-ups a minute from one address: an office behind one
/// address signs in together in the morning; a program that guesses does not.
const SIGN_INS: NonZeroU32 = NonZeroU32::new(30).expect("not zero");

/// Slips followed a minute from one address. A code has 80 bits nobody knows;
/// this keeps whoever guesses all the same from loading the register.
const FOLLOWED: NonZeroU32 = NonZeroU32::new(60).expect("not zero");

/// After this many questions the addresses that have been quiet are forgotten.
const SWEEP_EVERY: u32 = 1024;

/// Who signs in, as far as pace goes: a browser that was signed in with before
/// is counted by itself, so that a neighbour behind the same address who
/// guesses does not stand in its way. Its cookie cannot be made up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Asker {
    Network(Network),
    Browser(String),
}

/// The limits of this server.
pub struct Paces {
    sign_in: DefaultKeyedRateLimiter<Asker>,
    follow: DefaultKeyedRateLimiter<Network>,
    /// None when the limit is lifted.
    check: Option<DefaultKeyedRateLimiter<Network>>,
    asked: AtomicU32,
}

impl Paces {
    /// The limits the operator set.
    pub fn new(config: &Config) -> Self {
        Self {
            sign_in: RateLimiter::keyed(Quota::per_minute(SIGN_INS)),
            follow: RateLimiter::keyed(Quota::per_minute(FOLLOWED)),
            check: NonZeroU32::new(config.checks_per_minute)
                .map(|n| RateLimiter::keyed(Quota::per_minute(n))),
            asked: AtomicU32::new(0),
        }
    }

    /// Whether who asks may; always, when it cannot be told who that is.
    fn allow<K: Hash + Eq + Clone>(&self, limiter: &DefaultKeyedRateLimiter<K>, asker: Option<K>) -> bool {
        let Some(asker) = asker else { return true };
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            limiter.retain_recent();
        }
        limiter.check_key(&asker).is_ok()
    }
}

/// Someone who signs in or up at a human pace; faster answers 429.
pub struct PatientPerson {
    /// Where they come from; none when that cannot be told.
    pub from: Option<Network>,
    /// What their browser was given when someone signed in with it before.
    pub browser: Option<BrowserToken>,
}

/// Someone who verifies papers at a reasonable pace; faster answers 429.
pub struct PatientChecker;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PatientPerson {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let from = Client::of(request).network();
        let config = request.rocket().state::<Config>();
        let browser = config.and_then(|config| session::browser(request.cookies(), config));
        let asker = browser.map(|token| Asker::Browser(token.to_string()));
        let asker = asker.or(from.map(Asker::Network));
        match request.rocket().state::<Paces>() {
            Some(paces) if !paces.allow(&paces.sign_in, asker) => {
                Outcome::Error((Status::TooManyRequests, ()))
            }
            _ => Outcome::Success(Self { from, browser }),
        }
    }
}

/// Someone who follows a dossier at a human pace; faster answers 429.
pub struct PatientFollower;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PatientFollower {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match request.rocket().state::<Paces>() {
            Some(paces) if !paces.allow(&paces.follow, Client::of(request).network()) => {
                Outcome::Error((Status::TooManyRequests, ()))
            }
            _ => Outcome::Success(Self),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PatientChecker {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let paces = request.rocket().state::<Paces>();
        match paces.and_then(|paces| paces.check.as_ref().map(|check| (paces, check))) {
            Some((paces, check)) if !paces.allow(check, Client::of(request).network()) => {
                Outcome::Error((Status::TooManyRequests, ()))
            }
            _ => Outcome::Success(Self),
        }
    }
}
