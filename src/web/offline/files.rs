//! Keys, status and kit for those who check elsewhere.
//!
//! Each is made once for a state of the register and then handed out from
//! memory, however many ask.

use std::sync::{Arc, Mutex};

use rocket::{State, get};

use super::kit::{KitParts, kit};
use crate::acts::checks::{Checks, SignedSnapshot};
use crate::config::Config;
use crate::dates::Instant;
use crate::web::credentials::{NoFile, PublicFile};
use crate::web::pace::PatientChecker;

/// The last kit, by the number and the instant of the snapshot in it.
#[derive(Default)]
pub(in crate::web) struct LastKit(Mutex<Option<((u32, Instant), PublicFile)>>);

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
    _patient: PatientChecker,
) -> Result<PublicFile, NoFile> {
    let signed = signed(checks, config).await?;
    Ok(PublicFile::current("application/json", signed.text.as_str()))
}

/// The verifier for machines without a network. To be saved, not opened here:
/// the rules of this site would not let it run.
#[get("/offline/kit.html")]
pub(super) async fn kit_file(
    checks: &State<Checks>,
    config: &State<Config>,
    last: &State<LastKit>,
    _patient: PatientChecker,
) -> Result<PublicFile, NoFile> {
    let signed = signed(checks, config).await?;
    // Read after the snapshot, so that it has every key that signed a list.
    let trust = checks.trust().await.map_err(|_| out_of_reach())?;
    // One makes it, the others wait for what was made.
    let mut last = last.0.lock().expect("nothing panics while a kit is made");
    let of = (signed.number, signed.as_of);
    if let Some((_, file)) = last.as_ref().filter(|(known, _)| *known == of) {
        return Ok(file.clone());
    }
    let parts = KitParts {
        trust: &trust,
        status: &signed.text,
        host: &config.host,
        made_at: signed.as_of,
        demo: config.demo,
    };
    let html = kit(&parts).map_err(|_| NoFile::unavailable("The kit cannot be put together."))?;
    let name = format!("kiem-tra-khong-can-mang-{}.html", signed.as_of.day());
    let file = PublicFile::current("text/html; charset=utf-8", html).named(name);
    *last = Some((of, file.clone()));
    Ok(file)
}

async fn signed(checks: &Checks, config: &Config) -> Result<Arc<SignedSnapshot>, NoFile> {
    let signed = checks.last_snapshot(config.snapshot_days).await.map_err(|_| out_of_reach())?;
    if signed.lists.is_empty() && !signed.without_key.is_empty() {
        return Err(NoFile::unavailable("This server has no signing key of any issuer at hand."));
    }
    Ok(signed)
}

fn out_of_reach() -> NoFile {
    NoFile::unavailable("The register cannot be read; try again in a minute.")
}
