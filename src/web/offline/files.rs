//! Keys, status and kit for those who check elsewhere.
//!
//! Each is made once for a state of the register and then handed out from
//! memory, however many ask.

use std::sync::Arc;

use rocket::tokio::task::spawn_blocking;
use rocket::{State, get};

use super::kit::{KitParts, kit};
use crate::config::Config;
use crate::verification::{Checks, Ready, SignedSnapshot};
use crate::web::credentials::{NoFile, PublicFile};
use crate::web::pace::PatientChecker;

/// The last files that were made of a snapshot.
#[derive(Default)]
pub(in crate::web) struct LastFiles {
    status: Ready<MadeOf>,
    kit: Ready<MadeOf>,
}

struct MadeOf {
    snapshot: Arc<SignedSnapshot>,
    file: PublicFile,
}

/// The keys of all issuers (credential/FORMAT.md, section 6).
#[get("/offline/trust.json")]
pub(super) async fn trust(checks: &State<Checks>, _patient: PatientChecker) -> Result<PublicFile, NoFile> {
    let trust = checks.trust().await.map_err(|_| out_of_reach())?;
    Ok(PublicFile::current("application/json", trust.to_json()))
}

/// The status of all papers (credential/DOCUMENT.md, section 9).
#[get("/offline/status.json")]
pub(super) async fn status(
    checks: &State<Checks>,
    config: &State<Config>,
    last: &State<LastFiles>,
    _patient: PatientChecker,
) -> Result<PublicFile, NoFile> {
    let snapshot = snapshot(checks, config).await?;
    let made = made_of(&last.status, snapshot, |snapshot| {
        Ok(PublicFile::current("application/json", snapshot.text.clone()))
    });
    made.await.ok_or_else(out_of_reach)
}

/// The verifier for machines without a network. To be saved, not opened here:
/// the rules of this site would not let it run.
#[get("/offline/kit.html")]
pub(super) async fn kit_file(
    checks: &State<Checks>,
    config: &State<Config>,
    last: &State<LastFiles>,
    _patient: PatientChecker,
) -> Result<PublicFile, NoFile> {
    let snapshot = snapshot(checks, config).await?;
    // Read after the snapshot, so that it has every key that signed a list.
    let trust = checks.trust().await.map_err(|_| out_of_reach())?;
    let (host, demo) = (config.host.clone(), config.demo);
    let made = made_of(&last.kit, snapshot, move |snapshot| {
        let (status, made_at) = (snapshot.text.as_str(), snapshot.as_of);
        let html = kit(&KitParts { trust: &trust, status, host: &host, made_at, demo })?;
        let name = format!("kiem-tra-khong-can-mang-{}.html", made_at.day());
        Ok(PublicFile::current("text/html; charset=utf-8", html).named(name))
    });
    made.await.ok_or(NoFile::unavailable("The kit cannot be put together."))
}

/// What was made of this snapshot: one makes it, the others wait for that.
async fn made_of(
    last: &Ready<MadeOf>,
    snapshot: Arc<SignedSnapshot>,
    make: impl FnOnce(&SignedSnapshot) -> Result<PublicFile, askama::Error> + Send + 'static,
) -> Option<PublicFile> {
    let known = || last.that(|made| Arc::ptr_eq(&made.snapshot, &snapshot)).map(|made| made.file.clone());
    if let Some(file) = known() {
        return Some(file);
    }
    let turn = last.turn().await;
    if let Some(file) = known() {
        return Some(file);
    }
    let written = spawn_blocking(move || {
        let file =
            make(&snapshot).inspect_err(|error| tracing::error!(%error, "a file was not made")).ok()?;
        Some(turn.keep(MadeOf { snapshot, file }).file.clone())
    });
    written.await.ok().flatten()
}

async fn snapshot(checks: &Checks, config: &Config) -> Result<Arc<SignedSnapshot>, NoFile> {
    let signed = checks.last_snapshot(config.snapshot_days).await.map_err(|_| out_of_reach())?;
    if signed.lists.is_empty() && !signed.without_key.is_empty() {
        return Err(NoFile::unavailable("This server has no signing key of any issuer at hand."));
    }
    Ok(signed)
}

fn out_of_reach() -> NoFile {
    NoFile::unavailable("The register cannot be read; try again in a minute.")
}
