//! How often one address may ask, per server; the counters of failed sign-ins
//! in the database come on top.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

use crate::config::Config;

/// Sign-ins and sign-ups a minute from one address: an office behind one
/// address signs in together in the morning; a program that guesses does not.
const SIGN_INS: NonZeroU32 = NonZeroU32::new(30).expect("not zero");

/// Slips followed a minute from one address. A code has 80 bits nobody knows;
/// this keeps whoever guesses all the same from loading the register.
const FOLLOWED: NonZeroU32 = NonZeroU32::new(60).expect("not zero");

/// After this many questions the addresses that have been quiet are forgotten.
const SWEEP_EVERY: u32 = 1024;

/// The limits of this server.
pub struct Paces {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    follow: DefaultKeyedRateLimiter<IpAddr>,
    /// None when the limit is lifted.
    check: Option<DefaultKeyedRateLimiter<IpAddr>>,
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

    fn allow(&self, limiter: &DefaultKeyedRateLimiter<IpAddr>, from: IpAddr) -> bool {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            limiter.retain_recent();
        }
        limiter.check_key(&network(from)).is_ok()
    }
}

/// Someone who signs in or up at a human pace; faster answers 429.
pub struct PatientPerson {
    /// The network address they come from.
    pub from: IpAddr,
}

/// Someone who verifies papers at a reasonable pace; faster answers 429.
pub struct PatientChecker;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PatientPerson {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let from = address(request);
        match request.rocket().state::<Paces>() {
            Some(paces) if !paces.allow(&paces.sign_in, from) => {
                Outcome::Error((Status::TooManyRequests, ()))
            }
            _ => Outcome::Success(Self { from }),
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
            Some(paces) if !paces.allow(&paces.follow, address(request)) => {
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
            Some((paces, check)) if !paces.allow(check, address(request)) => {
                Outcome::Error((Status::TooManyRequests, ()))
            }
            _ => Outcome::Success(Self),
        }
    }
}

/// The client's address; one shared stand-in when there is none.
fn address(request: &Request<'_>) -> IpAddr {
    request.client_ip().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// One customer of IPv6 has a whole /64 to choose from.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}
