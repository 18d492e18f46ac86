//! Status (Bitstring Status List 1.0): the two lists of this profile, entries
//! in them, and what is demanded of entries and lists of others.

use serde_json::{Map, Value, json};

use super::{
    Profile,
    fault::{Fault, Kind},
    proof::{self, Suite},
    values::{is_a, is_url, objects, one_or_more, url},
};
use crate::credential::{
    document::{context::CREDENTIALS_V2, json::members},
    status::{ListKind, Status, bitstring},
};

/// The lists that are served, by their purpose.
const LISTS: [ListKind; 2] = [ListKind::Revocation, ListKind::Suspension];

const ENTRY: &str = "BitstringStatusListEntry";

/// Checks the entries of a credential (section 2.1).
pub(super) fn check_entries(credential: &Map<String, Value>) -> Result<(), Fault> {
    entries(credential)?.into_iter().try_for_each(|entry| read(entry).map(drop))
}

/// Checks the list that a credential is, if it is one (section 2.2).
pub(super) fn check_list(credential: &Map<String, Value>) -> Result<(), Fault> {
    if !is_a(credential, "BitstringStatusListCredential") {
        return Ok(());
    }
    let wrong =
        |member: &str| Fault::malformed(format!("`credentialSubject.{member}` is not that of a status list"));
    let [list] = objects(&credential["credentialSubject"], "credentialSubject")?[..] else {
        return Err(wrong("type"));
    };
    if list.get("type").is_none_or(|of| of != "BitstringStatusList") {
        return Err(wrong("type"));
    }
    let purposes = list.get("statusPurpose").map(one_or_more).unwrap_or_default();
    if purposes.is_empty() || !purposes.iter().all(Value::is_string) {
        return Err(wrong("statusPurpose"));
    }
    if list.get("ttl").is_some_and(|ttl| ttl.as_u64().is_none()) {
        return Err(wrong("ttl"));
    }
    let encoded = list.get("encodedList").and_then(Value::as_str);
    let bits = encoded.and_then(|text| bitstring::decoded(text, ListKind::Revocation));
    bits.map(drop).ok_or_else(|| wrong("encodedList"))
}

/// Refuses a credential that is listed, or whose list is not one of ours.
pub(super) fn require_unlisted(profile: &Profile, credential: &Map<String, Value>) -> Result<(), Fault> {
    let Some(value) = credential.get("credentialStatus") else { return Ok(()) };
    if objects(value, "credentialStatus")?.iter().any(|entry| !is_a(entry, ENTRY)) {
        return Err(Fault::new(Kind::StatusRetrieval, "a status of another kind cannot be checked here"));
    }
    for entry in entries(credential)? {
        let (kind, index) = profile.place(entry)?;
        let listed = match kind {
            ListKind::Revocation => Status::Invalid,
            _ => Status::Suspended,
        };
        if profile.statuses().set.at(index) == Some(listed) {
            return Err(Fault::new(Kind::NotInForce, format!("listed for {}", kind.as_str())));
        }
    }
    Ok(())
}

impl Profile {
    /// The entries of a credential issued now, one in each list.
    pub(super) fn new_entries(&self) -> Result<Value, Fault> {
        let full = || Fault::new(Kind::Full, "no entry is left; start again");
        let index = self.next_entry().ok_or_else(full)?;
        let entry = |kind: ListKind| {
            let list = self.list_url(kind);
            json!({
                "id": format!("{list}#{index}"),
                "type": ENTRY,
                "statusPurpose": kind.as_str(),
                "statusListIndex": index.to_string(),
                "statusListCredential": list,
            })
        };
        Ok(LISTS.into_iter().map(entry).collect())
    }

    /// The signed list at `/status/NAME`, if there is one.
    pub(super) fn list(&self, name: &str) -> Option<Result<Map<String, Value>, Fault>> {
        let kind = LISTS.into_iter().find(|kind| kind.as_str() == name)?;
        let url = self.list_url(kind);
        let now = self.clock.now();
        let mut list = members(json!({
            "@context": [CREDENTIALS_V2],
            "id": url,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.issuer.did(),
            "validFrom": now,
            "credentialSubject": {
                "id": format!("{url}#list"),
                "type": "BitstringStatusList",
                "statusPurpose": kind.as_str(),
                "encodedList": bitstring::encoded(&self.statuses().set, kind),
            },
        }));
        Some(proof::add(&mut list, &self.issuer, Suite::Jcs, now).map(|()| list))
    }

    /// Lists an entry, or takes it off its list. What is revoked stays so when
    /// its suspension ends.
    pub(super) fn set_status(&self, entry: &Map<String, Value>, listed: bool) -> Result<(), Fault> {
        let (kind, index) = self.place(entry)?;
        let mut statuses = self.statuses();
        let before = statuses.set.at(index).unwrap_or(Status::Valid);
        let after = match (kind, listed, before) {
            (ListKind::Revocation, true, _) => Status::Invalid,
            (ListKind::Revocation, false, Status::Invalid) => Status::Valid,
            (_, true, Status::Valid) => Status::Suspended,
            (_, false, Status::Suspended) if kind != ListKind::Revocation => Status::Valid,
            _ => before,
        };
        statuses.set.set(index, after);
        Ok(())
    }

    /// Which of our lists an entry is in, and where.
    fn place(&self, entry: &Map<String, Value>) -> Result<(ListKind, u32), Fault> {
        let Entry { purpose, index, list } = read(entry)?;
        let kind = LISTS.into_iter().find(|kind| self.list_url(*kind) == list);
        let kind =
            kind.ok_or_else(|| Fault::new(Kind::StatusRetrieval, format!("{list} is not a list of ours")))?;
        if purpose != kind.as_str() {
            return Err(Fault::new(Kind::StatusVerification, "the list has another purpose"));
        }
        let index = index.parse().ok().filter(|index| *index < self.statuses().free);
        let index =
            index.ok_or_else(|| Fault::new(Kind::Range, "`statusListIndex` is beyond what was issued"))?;
        Ok((kind, index))
    }

    fn list_url(&self, kind: ListKind) -> String {
        format!("{}/status/{}", self.base, kind.as_str())
    }
}

/// What an entry says.
struct Entry<'entry> {
    purpose: &'entry str,
    index: &'entry str,
    list: &'entry str,
}

fn entries(credential: &Map<String, Value>) -> Result<Vec<&Map<String, Value>>, Fault> {
    let Some(value) = credential.get("credentialStatus") else { return Ok(Vec::new()) };
    let statuses = objects(value, "credentialStatus")?;
    Ok(statuses.into_iter().filter(|status| is_a(status, ENTRY)).collect())
}

fn read(entry: &Map<String, Value>) -> Result<Entry<'_>, Fault> {
    let wrong = |member: &str| Fault::malformed(format!("`credentialStatus.{member}` is malformed"));
    let text = |member: &str| entry.get(member).and_then(Value::as_str).ok_or_else(|| wrong(member));
    if entry.get("type").is_none_or(|of| of != ENTRY) {
        return Err(wrong("type"));
    }
    let list = entry.get("statusListCredential").unwrap_or(&Value::Null);
    let list = url(list, "credentialStatus.statusListCredential")?;
    if entry.get("id").is_some_and(|id| id == list) {
        return Err(wrong("id"));
    }
    let (purpose, index) = (text("statusPurpose")?, text("statusListIndex")?);
    if purpose.is_empty() {
        return Err(wrong("statusPurpose"));
    }
    let one_spelling = index == "0" || !index.starts_with('0');
    if index.is_empty() || !one_spelling || !index.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong("statusListIndex"));
    }
    messages(entry).ok_or_else(|| wrong("statusMessage"))?;
    let references = entry.get("statusReference").map(one_or_more).unwrap_or_default();
    if !references.iter().all(|reference| reference.as_str().is_some_and(is_url)) {
        return Err(wrong("statusReference"));
    }
    Ok(Entry { purpose, index, list })
}

/// As many messages as the bits of an entry have values; one bit needs none.
fn messages(entry: &Map<String, Value>) -> Option<()> {
    let size = entry.get("statusSize").map_or(Some(1), Value::as_u64)?;
    // More bits than anyone has meanings for.
    let values = (1..=8).contains(&size).then(|| 1usize << size)?;
    let Some(messages) = entry.get("statusMessage") else {
        return (size == 1).then_some(());
    };
    let said = |message: &Value| {
        let status = message.get("status")?.as_str()?.strip_prefix("0x")?;
        u64::from_str_radix(status, 16).ok()?;
        message.get("message")?.as_str().map(drop)
    };
    let messages = messages.as_array().filter(|messages| messages.len() == values)?;
    messages.iter().all(|message| said(message).is_some()).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(change: impl FnOnce(&mut Value)) -> bool {
        let mut entry = json!({
            "type": ENTRY,
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://example.com/status/3",
        });
        change(&mut entry);
        read(&members(entry)).is_ok()
    }

    #[test]
    fn an_entry_is_as_the_standard_has_it() {
        assert!(entry(|_| ()));
        assert!(entry(|entry| entry["id"] = json!("https://example.com/status/3#94567")));
        assert!(entry(|entry| entry["statusReference"] = json!(["https://example.com/why"])));
        for (member, wrong) in [
            ("id", json!("https://example.com/status/3")),
            ("type", json!(["BitstringStatusListEntry", "Other"])),
            ("statusPurpose", json!(["revocation"])),
            ("statusPurpose", json!("")),
            ("statusListIndex", json!(94_567)),
            ("statusListIndex", json!(true)),
            ("statusListIndex", json!("-1")),
            ("statusListIndex", json!("007")),
            ("statusListIndex", json!("")),
            ("statusListCredential", json!("status/3")),
            ("statusListCredential", json!(null)),
            ("statusReference", json!("why")),
            ("statusSize", json!(0)),
            ("statusSize", json!("1")),
            ("statusSize", json!(2)),
        ] {
            assert!(!entry(|entry| entry[member] = wrong.clone()), "{member} {wrong}");
        }
    }

    #[test]
    fn every_value_of_a_wider_entry_has_a_message() {
        let message = |value: u8| json!({"status": format!("{value:#x}"), "message": "pending"});
        let with = |count: u8| {
            entry(|entry| {
                entry["statusSize"] = json!(2);
                entry["statusMessage"] = (0..count).map(message).collect();
            })
        };
        assert!(with(4) && !with(3) && !with(5) && !with(0));
        assert!(!entry(|entry| entry["statusMessage"] = json!([{"status": "0x0"}, {"status": "0x1"}])));
    }
}
