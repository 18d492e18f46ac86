//! Through whose hands a dossier went, as persons.

use std::collections::BTreeSet;

use super::columns::Column;
use super::database::fetch_all;
use super::{ReadTransaction, StorageError};
use crate::domain::dossier::Appraisers;
use crate::domain::ids::DossierId;

/// Everyone who ever appraised the dossier, by the audit trail: a stage names
/// only who has it now.
pub async fn appraisers(
    transaction: &mut ReadTransaction,
    id: DossierId,
) -> Result<Appraisers, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        transaction,
        (String, String),
        "select distinct a.id, a.staff_number
         from audit t
         join accounts a on a.id = t.actor_id
         where t.subject = $1
             and t.act in ('take_up', 'take_over', 'judge', 'order_on_site', 'record_minutes', 'propose')
             and a.staff_number is not null",
        id.to_string(),
    )?;
    let numbers: Result<BTreeSet<_>, _> = rows
        .iter()
        .map(|(account, number)| Column("accounts", "staff_number", account).parse(number))
        .collect();
    Ok(Appraisers(numbers?))
}
