//! A demonstration is for the machine it runs on: its passwords are public, and
//! under a public name its papers would look genuine. It listens on a loopback
//! address only; a request that came through a proxy came from elsewhere.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Method;
use rocket::http::uri::Origin;
use rocket::{Data, Request, Route, get, routes};

use super::{Answer, Failure, Frame};
use crate::config::Config;

/// Where a request that came through a proxy is sent.
pub(super) const REFUSED_PATH: &str = "/refused/proxied";

/// What proxies and tunnels add to a request (RFC 7239; RFC 9110, section 7.6.3).
const OF_PROXIES: [&str; 6] =
    ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

/// Turns away what reaches a demonstration through a proxy.
pub(super) struct OnThisMachineOnly;

#[rocket::async_trait]
impl Fairing for OnThisMachineOnly {
    fn info(&self) -> Info {
        Info { name: "demonstration on this machine only", kind: Kind::Request }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let is_demo = request.rocket().state::<Config>().is_some_and(|config| config.demo);
        if is_demo && OF_PROXIES.iter().any(|name| request.headers().contains(name)) {
            request.set_method(Method::Get);
            request.set_uri(Origin::parse(REFUSED_PATH).expect("a constant path"));
        }
    }
}

/// The page for what came through a proxy.
#[get("/refused/proxied")]
fn proxied(_frame: Frame) -> Result<Answer, Failure> {
    Err(Failure::Forbidden)
}

pub(super) fn routes() -> Vec<Route> {
    routes![proxied]
}
