//! To whom a recorded certificate is entrusted, on its page at the desk.

use rocket::post;

use super::Desk;
use super::certificate::path;
use crate::acts::imports::{EntrustRefusal, entrust, may_entrust};
use crate::domain::certificate::Certificate;
use crate::storage::{ReadTransaction, StorageError, accounts};
use crate::web::{Answer, Failure, Posted};

/// What is shown of it.
pub(super) struct Entrusted {
    /// Who has it: their name and address.
    pub(super) to: Option<String>,
    /// Where it is entrusted, for officers who do, and the certificate's version.
    pub(super) way: Option<(String, i64)>,
}

impl Entrusted {
    /// Of a certificate that is recorded; none of others.
    pub(super) async fn of(
        reading: &mut ReadTransaction,
        desk: &Desk<'_>,
        certificate: &Certificate,
    ) -> Result<Option<Self>, StorageError> {
        if certificate.dossier.is_some() {
            return Ok(None);
        }
        let account = match certificate.entrusted_to {
            Some(account) => accounts::find(reading, account).await?,
            None => None,
        };
        let paper = &certificate.paper;
        Ok(Some(Self {
            to: account.map(|account| format!("{} · {}", account.name, account.email)),
            way: may_entrust(&desk.officer)
                .then(|| (format!("{}/account", path(&paper.number)), paper.version)),
        }))
    }
}

/// Entrusts a recorded certificate to an account.
#[post("/desk/certificates/<number>/account", data = "<posted>")]
pub(super) async fn give(number: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let Posted(fields) = posted;
    let texts = desk.frame.language.imports();
    let version = fields.text("version").parse().unwrap_or_default();
    let given = entrust(desk.site.registry, &desk.officer, (number, version), fields.text("address")).await;
    match given {
        Ok(()) => desk.site.leave_notice(texts.entrusts),
        // The address stands in nobody's form: said above the page that is there.
        Err(EntrustRefusal::NoAccount) => desk.site.leave_notice(texts.no_account),
        Err(EntrustRefusal::Act(error)) => return Err(error.into()),
    }
    Ok(Answer::redirect(path(number)))
}
