//! What was changed in the profile, by whom and why, in words.

use serde::Deserialize;
use serde_json::Value;

use super::super::Desk;
use super::super::history::from_where;
use super::super::people::Names;
use crate::acts::look::Look;
use crate::acts::profile;
use crate::domain::deed::{Deed, PartChange, ProfileNote};
use crate::domain::signing::Signatory;
use crate::language::Language;
use crate::web::Failure;

/// One change.
pub(super) struct Change {
    pub(super) at: String,
    pub(super) who: String,
    pub(super) from: String,
    pub(super) reason: String,
    pub(super) parts: Vec<Part>,
}

/// A part that was changed.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) before: String,
    pub(super) after: String,
}

/// Every change, the last first.
pub(super) async fn of(desk: &Desk<'_>, language: Language) -> Result<Vec<Change>, Failure> {
    let lines = profile::history(desk.site.registry, &desk.officer).await?;
    let mut look = Look::at(desk.site.registry).await?;
    let mut names = Names::default();
    names.learn(&mut look, lines.iter().filter_map(|line| line.actor).collect()).await?;
    let changes = lines.iter().filter_map(|line| {
        let Deed::ChangeProfile(ProfileNote { reason, changed, .. }) = &line.deed else { return None };
        Some(Change {
            at: language.instant(line.at),
            who: line.actor.map(|id| names.name_for(id, &desk.officer, language)).unwrap_or_default(),
            from: from_where(language, &line.provenance),
            reason: reason.clone(),
            parts: changed.iter().map(|(name, change)| part(language, name, change)).collect(),
        })
    });
    Ok(changes.collect())
}

fn part(language: Language, name: &str, change: &PartChange) -> Part {
    Part {
        name: language.profile_part(name),
        before: told(language, name, &change.before),
        after: told(language, name, &change.after),
    }
}

/// A part as it was, in the order in which people say such things.
fn told(language: Language, key: &str, value: &Value) -> String {
    let signatories = (key == "signatories").then(|| Vec::<Signatory>::deserialize(value).ok()).flatten();
    match signatories {
        Some(signatories) if !signatories.is_empty() => {
            joined(signatories.iter().map(|signatory| signed(language, signatory)), "; ")
        }
        _ => said(language, value),
    }
}

/// `Trần Thị Mai, KT. BỘ TRƯỞNG, THỨ TRƯỞNG, 01/01/2026 – 31/12/2026`.
fn signed(language: Language, signatory: &Signatory) -> String {
    let until = signatory.until.map(|day| language.day(day)).unwrap_or_default();
    let days = format!("{} – {until}", language.day(signatory.from));
    let picture = signatory.signature.as_ref().map(|_| language.profile().a_picture.to_owned());
    let signing = &signatory.signing;
    let parts = [
        Some(signatory.name.clone()),
        signing.line(),
        Some(language.of(&signing.title)),
        Some(days),
        picture,
    ];
    joined(parts.into_iter().flatten(), ", ")
}

/// A stored value as people read it: its texts, one after the other.
fn said(language: Language, value: &Value) -> String {
    let texts = language.profile();
    let said = match value {
        Value::Null => String::new(),
        Value::Bool(is_on) => (if *is_on { texts.yes } else { texts.no }).to_owned(),
        Value::String(text) => text.parse().map_or_else(|_| text.clone(), |day| language.day(day)),
        Value::Array(values) => joined(values.iter().map(|value| said_inside(language, value)), "; "),
        Value::Object(parts) if parts.contains_key("sha256") => texts.a_picture.to_owned(),
        Value::Object(parts) => joined(parts.values().map(|value| said_inside(language, value)), ", "),
        Value::Number(number) => number.to_string(),
    };
    if said.is_empty() { texts.empty.to_owned() } else { said }
}

/// The same within another value, where nothing is said of what is empty.
fn said_inside(language: Language, value: &Value) -> String {
    let said = said(language, value);
    if said == language.profile().empty { String::new() } else { said }
}

fn joined(said: impl Iterator<Item = String>, between: &str) -> String {
    said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
}
