//! Signed statements of how a paper stood on a day.

use super::PublicFile;
use super::file::NoFile;
use crate::credential::document::MEDIA_TYPE;
use crate::verification::{Check, Checks, NoStatement};
use crate::web::Failure;

/// The statement on the paper that a check found, for the day that was typed.
pub(in crate::web) async fn statement_of(
    check: &Check,
    typed_day: Option<&str>,
    checks: &Checks,
) -> Result<Result<PublicFile, NoFile>, Failure> {
    if check.is_outage() {
        return Ok(Err(NoFile::unavailable("The register cannot be read; try again in a minute.")));
    }
    if check.unasked.is_some() {
        return Ok(Err(NoFile::misread("This is not the number of such a paper.")));
    }
    let Ok(on) = typed_day.map(str::parse).transpose() else {
        return Ok(Err(NoFile::misread("`on` is a day like 2026-11-22.")));
    };
    Ok(match checks.statement(check, on).await {
        Ok(text) => Ok(PublicFile::current(MEDIA_TYPE, text)),
        Err(NoStatement::Unknown) => Err(NoFile::unknown("No paper of this number was ever issued.")),
        Err(NoStatement::NotYet) => Err(NoFile::misread("Nothing is stated of a day that has not come.")),
        Err(NoStatement::NoKey) => {
            Err(NoFile::unavailable("This server has no signing key of the issuer at hand."))
        }
        Err(NoStatement::OutOfReach(_)) => {
            Err(NoFile::unavailable("The register cannot be read; try again in a minute."))
        }
    })
}
