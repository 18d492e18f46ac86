//! Who signs in the demonstration: obviously invented people, entered by each
//! office's administrator before its first paper.

use std::collections::BTreeMap;

use super::DemoError;
use super::cast::Office;
use crate::acts::profile::{self, ProfileChange, ProfileError};
use crate::acts::{ActError, Registry};
use crate::dates::Day;
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::signing::Signatory;
use crate::domain::staff::Role;
use crate::storage::issuers;

/// Names by turns: nobody is called "Example" or "Illustration".
const NAMES: [(&str, &str); 3] = [
    ("Trần Văn Thí Dụ", "Lê Thị Minh Họa"),
    ("Phạm Minh Giả Định", "Ngô Thị Tưởng Tượng"),
    ("Hoàng Thị Làm Mẫu", "Đặng Văn Trình Diễn"),
];

/// Enters two signatories for each office: one until `handover`, one from the
/// day after.
pub(super) async fn enter(
    registry: &Registry,
    offices: &BTreeMap<IssuerCode, Office>,
    handover: Day,
) -> Result<(), DemoError> {
    for ((issuer, office), names) in offices.iter().zip(NAMES.iter().cycle()) {
        let mut reading = registry.storage.read().await?;
        let (stored, seen) = issuers::profile(&mut reading, *issuer).await?;
        reading.end().await?;
        let profile = signed(stored, *names, (registry.clock.today(), handover));
        let reason = "Phân công ký (minh họa).".to_owned();
        let change = ProfileChange { seen, profile, reason };
        let administrator = office.officer(Role::Administrator, 0);
        profile::change(registry, administrator, change).await.map_err(as_act)?;
    }
    Ok(())
}

fn signed(stored: Profile, (first, second): (&str, &str), (begins, handover): (Day, Day)) -> Profile {
    let signatory = |name: &str, from, until| Signatory {
        name: name.to_owned(),
        signing: stored.signing.clone(),
        from,
        until,
        signature: None,
    };
    let signatories =
        vec![signatory(first, begins, Some(handover)), signatory(second, handover.plus_days(1), None)];
    let contact = "Địa chỉ: số 00, đường Thí Dụ · Điện thoại: 000 0000 000".to_owned();
    Profile { contact, signatories, ..stored }
}

fn as_act(error: ProfileError) -> ActError {
    match error {
        ProfileError::Act(error) => error,
        // The profiles written here are whole and differ from the first ones.
        ProfileError::Faults(_) | ProfileError::Unchanged => ActError::NotAllowed,
    }
}
