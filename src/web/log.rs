//! The register as a log: the checkpoint that anyone may keep.

use rocket::{Route, State, get, routes};

use super::credentials::{NoFile, PublicFile};
use super::pace::PatientChecker;
use crate::acts::log::Log;

pub(super) fn routes() -> Vec<Route> {
    routes![checkpoint]
}

/// How many entries the register has, and the root of the Merkle tree over
/// them (C2SP tlog-checkpoint).
#[get("/log/checkpoint")]
async fn checkpoint(log: &State<Log>, _patient: PatientChecker) -> Result<PublicFile, NoFile> {
    let made = log.checkpoint().await.map_err(|error| {
        tracing::error!(%error, "no checkpoint could be made");
        NoFile::unavailable("The register cannot be read; try again in a minute.")
    })?;
    Ok(PublicFile::current("text/plain; charset=utf-8", made))
}
