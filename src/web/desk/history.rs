//! What was done with a dossier, by whom and when: for auditors, leaders and
//! administrators.

use askama::Template;
use rocket::get;
use serde_json::Value;

use super::dossier::{Head, reads_history};
use super::opened::Opened;
use super::people::Names;
use super::{Desk, MenuLink};
use crate::domain::eligibility::{Item, Judgement, Rule, Subject};
use crate::domain::ids::AccountId;
use crate::language::Language;
use crate::language::desk::dossier::DossierTexts;
use crate::language::desk::office::OfficeTexts;
use crate::storage::audit::{self, AuditLine, Provenance};
use crate::web::{Answer, Failure, Frame};

#[derive(Template)]
#[template(path = "desk/history.html")]
struct HistoryPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static OfficeTexts,
    dossier_texts: &'static DossierTexts,
    head: Head,
    lines: Vec<Line>,
    /// The page with what was done before these.
    earlier: Option<String>,
}

/// Acts on one page. A dossier that is worked on for months has thousands:
/// every saving of a part is one.
const LINES: usize = 200;

/// One act, in words.
pub(super) struct Line {
    at: String,
    who: String,
    what: String,
    from: String,
    details: Vec<(&'static str, String)>,
}

/// The audit trail of a dossier, the last act first; `before` a place in the
/// trail to go on from.
#[get("/desk/dossiers/<id>/history?<before>")]
pub(super) async fn page(id: &str, before: Option<i64>, desk: Desk<'_>) -> Result<Answer, Failure> {
    let opened = Opened::find(&desk, id).await?;
    if !reads_history(&desk.officer) {
        return Err(Failure::Forbidden);
    }
    let language = desk.frame.language;
    let mut transaction = desk.site.registry.storage.read().await?;
    let subject = opened.dossier.id.to_string();
    let mut lines = audit::last_of_subject(&mut transaction, &subject, before, LINES + 1).await?;
    let is_more = lines.len() > LINES;
    lines.truncate(LINES);
    let last = lines.last().filter(|_| is_more);
    let earlier = last.map(|line| format!("/desk/dossiers/{subject}/history?before={}", line.seq));
    let mut names = Names::default();
    names.learn(&mut transaction, lines.iter().flat_map(named).collect()).await?;
    let experts: Vec<String> = opened
        .dossier
        .application
        .experts
        .iter()
        .map(|expert| expert.name.clone().unwrap_or_default())
        .collect();
    Answer::page(&HistoryPage {
        menu: desk.menu(),
        unreadable: lines.references(),
        texts: language.office(),
        dossier_texts: language.dossier(),
        head: Head::of(&desk, &opened),
        earlier,
        lines: lines.iter().map(|line| Line::of(language, &names, &experts, line)).collect(),
        frame: desk.frame,
    })
}

impl Line {
    fn of(language: Language, names: &Names, experts: &[String], line: &AuditLine) -> Self {
        let who = line.actor.map_or(language.office().program, |id| names.name(id));
        let details = line.details.as_object().into_iter().flatten().filter_map(|(key, value)| {
            let label = language.audit_key(key)?;
            let said = match appraiser(key, value) {
                Some(id) => names.name(id).to_owned(),
                None => said(language, experts, key, value),
            };
            (!said.is_empty()).then_some((label, said))
        });
        Self {
            at: language.instant(line.at),
            who: who.to_owned(),
            what: language.audit_act(&line.act),
            from: from_where(language, &line.provenance),
            details: details.collect(),
        }
    }
}

/// From where an act came, in words; empty when it is not known.
pub(super) fn from_where(language: Language, provenance: &Provenance) -> String {
    let Provenance { address, session, operator } = provenance;
    let session = session.as_ref().map(|mark| language.session_mark(mark));
    let operator = operator.as_ref().map(|name| language.at_command_line(name));
    let parts = [address.clone(), session, operator];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Everyone a row speaks of.
fn named(line: &AuditLine) -> Vec<AccountId> {
    let details = line.details.as_object().into_iter().flatten();
    details.filter_map(|(key, value)| appraiser(key, value)).chain(line.actor).collect()
}

/// The account that a row's details name as the appraiser now or before.
fn appraiser(key: &str, value: &Value) -> Option<AccountId> {
    let speaks_of_one = matches!(key, "appraiser" | "appraiser_before");
    speaks_of_one.then(|| value.as_str()?.parse().ok()).flatten()
}

/// A value of an audit row's details, for people.
fn said(language: Language, experts: &[String], key: &str, value: &Value) -> String {
    let expert = |value: &Value| {
        let position = value.as_u64().and_then(|at| usize::try_from(at).ok());
        position.and_then(|at| experts.get(at)).cloned().unwrap_or_else(|| value.to_string())
    };
    match (key, value) {
        (_, Value::Null | Value::Bool(false)) => String::new(),
        (_, Value::Bool(true)) => language.choose("Có", "Yes").to_owned(),
        ("expert", value) => expert(value),
        ("passing_experts", Value::Array(values)) => values.iter().map(expert).collect::<Vec<_>>().join(", "),
        ("judgements", Value::Array(values)) => {
            values.iter().map(|one| judged(language, experts, one)).collect::<Vec<_>>().join("; ")
        }
        ("outcome", Value::String(outcome)) => {
            let texts = language.dossier();
            if outcome == "approve" { texts.propose_approval } else { texts.propose_refusal }.to_owned()
        }
        ("item", Value::String(item)) => {
            item.parse::<Item>().map_or_else(|_| item.clone(), |item| language.of(&item.title()))
        }
        (_, Value::String(text)) => text.parse().map_or_else(|_| text.clone(), |day| language.day(day)),
        (_, Value::Array(values)) => {
            values.iter().map(|value| said(language, experts, "", value)).collect::<Vec<_>>().join("; ")
        }
        (_, other) => other.to_string(),
    }
}

/// A judgement in a few words: `E2 Trần Thị Mai: Đạt`.
fn judged(language: Language, experts: &[String], value: &Value) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let rule = text("rule").parse::<Rule>().map_or_else(|_| text("rule").to_owned(), |rule| rule.to_string());
    let of = match text("subject").parse::<Subject>() {
        Ok(Subject::Expert(at)) => experts.get(at).map(|name| format!(" {name}")).unwrap_or_default(),
        _ => String::new(),
    };
    let texts = language.dossier();
    let met = text("judgement") == Judgement::Met.as_str();
    let verdict = if met { texts.judge_met } else { texts.judge_unmet };
    let note = text("note");
    let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
    format!("{rule}{of}: {verdict}{note}")
}
