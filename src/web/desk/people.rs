//! Names of colleagues, and who has a dossier now.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::domain::dossier::StageName;
use crate::domain::ids::AccountId;
use crate::domain::staff::Officer;
use crate::language::Language;
use crate::storage::{ReadTransaction, StorageError, accounts, if_readable};

/// Names by account, looked up once each.
#[derive(Default)]
pub(super) struct Names(BTreeMap<AccountId, String>);

impl Names {
    /// Looks these people up.
    pub(super) async fn learn(
        &mut self,
        transaction: &mut ReadTransaction,
        people: Vec<AccountId>,
    ) -> Result<(), StorageError> {
        for id in people {
            if let Entry::Vacant(unknown) = self.0.entry(id) {
                let account = if_readable(accounts::find(transaction, id).await)?;
                unknown.insert(account.map(|account| account.name).unwrap_or_default());
            }
        }
        Ok(())
    }

    /// The name of someone looked up.
    pub(super) fn name(&self, id: AccountId) -> &str {
        self.0.get(&id).map_or("", String::as_str)
    }

    /// The name, with a word when it is the reader's own.
    pub(super) fn name_for(&self, id: AccountId, reader: &Officer, language: Language) -> String {
        let name = self.name(id);
        if id == reader.account { format!("{name} ({})", language.queue().you) } else { name.to_owned() }
    }
}

/// Who has a dossier in this stage: a person, or whoever takes it next.
pub(super) fn holder(language: Language, stage: StageName, appraiser: Option<String>) -> String {
    let texts = language.queue();
    match stage {
        StageName::Submitted | StageName::Received | StageName::Lapsed => texts.intake.to_owned(),
        StageName::Draft | StageName::SupplementRequested => texts.the_applicant.to_owned(),
        StageName::Complete => texts.an_appraiser.to_owned(),
        StageName::UnderAppraisal | StageName::OnSite => appraiser.unwrap_or_default(),
        StageName::ProposedToApprove | StageName::ProposedToRefuse => texts.a_leader.to_owned(),
        StageName::Issued | StageName::Refused | StageName::Withdrawn | StageName::Cancelled => {
            texts.nobody.to_owned()
        }
    }
}
