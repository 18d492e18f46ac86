//! The pages: guards that are people, one frame, errors that offer ways out.
//!
//! [`rocket()`] builds the whole server from its parts; the program and the tests
//! start the same one.

mod access;
mod access_log;
mod address;
pub mod answer;
mod api;
pub mod assets;
mod background;
mod body;
mod catchers;
mod client;
mod credentials;
mod deadline;
mod desk;
mod expired;
pub mod failure;
mod file;
mod filing;
pub mod forgery;
pub mod form;
pub mod frame;
mod headers;
mod log;
pub mod metrics;
pub mod notice;
pub mod offline;
pub mod pace;
pub mod people;
mod printing;
mod proxied;
mod public;
mod repeated;
pub mod session;
mod site;
mod timeline;
mod tongue;

use std::time::Duration;

use rocket::config::{Ident, LogLevel, SecretKey, Shutdown};
use rocket::data::{ByteUnit, Limits};
use rocket::fairing::AdHoc;
use rocket::shield::Shield;
use rocket::tokio::spawn;
use rocket::tokio::time::sleep;
use rocket::{Build, Orbit, Rocket};

use crate::acts::log::Log;
use crate::acts::{Registry, access as access_acts, escalations, leftovers, mails, watch};
use crate::config::Config;
use crate::secret::MasterSecret;
use crate::verification::{Checks, Freshness};

/// How often what has ended is taken away.
const HOUSEKEEPING: Duration = Duration::from_mins(10);

pub use answer::Answer;
pub use failure::Failure;
pub use form::{Fields, Form, Parcel, Posted, Typed};
pub use frame::{FormFrame, Frame};
pub use site::Site;

/// The server over one register.
pub fn rocket(registry: Registry, config: Config, secret: &MasterSecret) -> Rocket<Build> {
    let rocket = rocket::custom(settings(&config, secret));
    let rocket = printing::with_printers(rocket, &registry, &config);
    rocket
        .manage(forgery::FormKey::new(secret))
        .manage(pace::Paces::new(&config))
        .manage(body::Lanes::default())
        .manage(Checks::new(registry.clone(), Freshness::default()))
        .manage(offline::LastFiles::default())
        .manage(Log::new(registry.clone()))
        .manage(registry)
        .manage(config)
        .attach(access_log::AccessLog)
        // Rocket's own shield would set weaker headers first.
        .attach(Shield::new())
        .attach(headers::SecurityHeaders)
        .attach(forgery::SameOrigin)
        .attach(proxied::OnThisMachineOnly)
        .attach(api::OpenToAll)
        .manage(background::Workers::default())
        .attach(background::begins())
        .attach(background::ends())
        .attach(AdHoc::on_liftoff("housekeeping", |rocket| Box::pin(keep_house(rocket))))
        .attach(AdHoc::on_liftoff("papers in memory", |rocket| Box::pin(load_papers(rocket))))
        .attach(AdHoc::on_liftoff("files swept", |rocket| {
            sweep_files(rocket);
            Box::pin(async {})
        }))
        .mount("/", assets::routes())
        .mount("/", public::routes())
        .mount("/", api::routes())
        .mount("/", credentials::routes())
        .mount("/", offline::routes())
        .mount("/", log::routes())
        .mount("/", access::routes())
        .mount("/", filing::routes())
        .mount("/", desk::routes())
        .mount("/", printing::routes())
        .mount("/", forgery::routes())
        .mount("/", proxied::routes())
        .mount("/", expired::routes())
        .register("/", catchers::catchers())
}

/// Takes away what has ended and orders what each day asks for: once before
/// anyone is answered, and for as long as the server runs.
async fn keep_house(rocket: &Rocket<Orbit>) {
    let Some(registry) = rocket.state::<Registry>().cloned() else { return };
    put_in_order(&registry).await;
    spawn(async move {
        loop {
            sleep(HOUSEKEEPING).await;
            put_in_order(&registry).await;
        }
    });
}

async fn put_in_order(registry: &Registry) {
    if let Err(error) = access_acts::sweep(registry).await {
        tracing::warn!(%error, "what has ended could not be taken away");
    }
    if let Err(error) = escalations::keep_noting(registry).await {
        tracing::warn!(%error, "today's limits could not be looked for");
    }
    if let Err(error) = mails::keep_reminding(registry).await {
        tracing::warn!(%error, "today's reminders could not be ordered");
    }
    if let Err(error) = watch::keep_watching(registry).await {
        tracing::warn!(%error, "today's watch could not be ordered");
    }
}

/// Reads every paper before the first visitor asks. When that fails the server
/// starts all the same: it answers "could not check" and tries again.
async fn load_papers(rocket: &Rocket<Orbit>) {
    let Some(checks) = rocket.state::<Checks>() else { return };
    match checks.load().await {
        Ok(papers) => tracing::info!(papers, "the register is in memory"),
        Err(error) => tracing::error!(%error, "the register could not be read into memory"),
    }
}

/// How often files that no row names are looked for.
const SWEEP_EVERY: Duration = Duration::from_hours(6);

/// Looks for files that no row names, once in a while until the server ends.
/// Several servers over one folder do no harm to each other.
fn sweep_files(rocket: &Rocket<Orbit>) {
    let Some(registry) = rocket.state::<Registry>().cloned() else { return };
    let mut ends = rocket.shutdown();
    spawn(async move {
        loop {
            tokio::select! {
                () = &mut ends => return,
                () = sleep(SWEEP_EVERY) => {}
            }
            match leftovers::sweep(&registry).await {
                Ok(removed) => tracing::info!(removed, "files that no row names were removed"),
                Err(error) => tracing::error!(%error, "files that no row names could not be looked for"),
            }
        }
    });
}

/// Rocket's own settings. Nothing is read from `Rocket.toml` or `ROCKET_*`:
/// what an operator can set is in [`Config`] alone.
fn settings(config: &Config, secret: &MasterSecret) -> rocket::Config {
    let limits = Limits::default()
        .limit("form", ByteUnit::Byte(body::MOST_TEXT))
        // Forms with files are read in `body`, where it is known who sends them.
        .limit("data-form", ByteUnit::Byte(0))
        .limit("file", ByteUnit::Byte(0));
    rocket::Config {
        address: config.listen.ip(),
        port: config.listen.port(),
        ident: Ident::none(),
        // Rocket would believe `X-Real-IP` from anyone; we believe nobody but
        // the proxy an operator names.
        ip_header: config.proxy_header.clone().map(Into::into),
        limits,
        secret_key: SecretKey::derive_from(&secret.key("cookies")),
        shutdown: Shutdown { grace: 5, mercy: 5, ..Shutdown::default() },
        // Its lines would name paths and parameters; `access_log` writes ours.
        log_level: LogLevel::Off,
        cli_colors: false,
        ..rocket::Config::default()
    }
}
