//! What was done with a dossier, by whom and when: for auditors, leaders and
//! administrators.

use askama::Template;
use rocket::get;

use super::dossier::{Head, reads_history};
use super::open_dossier::OpenDossier;
use super::people::Names;
use super::{Desk, MenuLink, outbox};
use crate::acts::look::Look;
use crate::domain::deed::{Fact, JudgementNote};
use crate::domain::dossier::Outcome;
use crate::domain::eligibility::{Judgement, Subject};
use crate::domain::ids::AccountId;
use crate::language::Language;
use crate::language::desk::dossier::DossierTexts;
use crate::language::desk::office::OfficeTexts;
use crate::storage::audit::{self, AuditLine, Provenance};
use crate::storage::mails::{self, MailRecord};
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
    what: &'static str,
    from: String,
    details: Vec<(&'static str, String)>,
    /// What became of the mail that told of it; empty where none did.
    mail: String,
}

/// The audit trail of a dossier, the last act first; `before` a place in the
/// trail to go on from.
#[get("/desk/dossiers/<id>/history?<before>")]
pub(super) async fn page(id: &str, before: Option<i64>, desk: Desk<'_>) -> Result<Answer, Failure> {
    let opened = OpenDossier::find(&desk, id).await?;
    if !reads_history(&desk.officer) {
        return Err(Failure::Forbidden);
    }
    let language = desk.frame.language;
    let mut look = Look::at(desk.site.registry).await?;
    let subject = opened.dossier.id.to_string();
    let mut lines = audit::last_of_subject(&mut look, &subject, before, LINES + 1).await?;
    let is_more = lines.len() > LINES;
    lines.truncate(LINES);
    let last = lines.last().filter(|_| is_more);
    let earlier = last.map(|line| format!("/desk/dossiers/{subject}/history?before={}", line.seq));
    let mails = mails::about(&mut look, &subject).await?;
    let mut names = Names::default();
    names.learn(&mut look, lines.iter().flat_map(named).collect()).await?;
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
        lines: lines
            .iter()
            .map(|line| Line::of(language, &names, &experts, line).telling(language, line.seq, &mails))
            .collect(),
        frame: desk.frame,
    })
}

impl Line {
    fn of(language: Language, names: &Names, experts: &[String], line: &AuditLine) -> Self {
        let who = line.actor.map_or(language.office().program, |id| names.name(id));
        let details = line.deed.facts().into_iter().filter_map(|fact| {
            let said = said(language, names, experts, fact);
            (!said.is_empty()).then_some((language.fact(&fact), said))
        });
        Self {
            at: language.instant(line.at),
            who: who.to_owned(),
            what: language.deed(line.deed.kind()),
            from: from_where(language, &line.provenance),
            details: details.collect(),
            mail: String::new(),
        }
    }

    /// The same, with what became of the mail about the record at this place.
    fn telling(self, language: Language, seq: i64, mails: &[MailRecord]) -> Self {
        let told = mails.iter().find(|record| record.record() == Some(seq));
        let mail =
            told.map(|record| format!("{}: {}", language.outbox().mail, outbox::state(language, record)));
        Self { mail: mail.unwrap_or_default(), ..self }
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
    let appraisers = line.deed.facts().into_iter().filter_map(|fact| match fact {
        Fact::Appraiser(id) | Fact::AppraiserBefore(id) => Some(id),
        _ => None,
    });
    appraisers.chain(line.actor).collect()
}

/// A fact of a deed, for people.
fn said(language: Language, names: &Names, experts: &[String], fact: Fact<'_>) -> String {
    match fact {
        Fact::Appraiser(id) | Fact::AppraiserBefore(id) => names.name(id).to_owned(),
        Fact::Due(day) | Fact::From(day) | Fact::On(day) | Fact::Until(day) => language.day(day),
        Fact::Changes(changes) => language.changes(Some(changes)).join(". "),
        Fact::Expert(position) => expert(experts, position),
        Fact::Item(item) => language.of(&item.title()),
        Fact::Items(items) => items.join("; "),
        Fact::Judgements(judgements) => {
            judgements.iter().map(|one| judged(language, experts, one)).collect::<Vec<_>>().join("; ")
        }
        Fact::NoInterestDeclared => language.choose("Có", "Yes").to_owned(),
        Fact::Certificate(text)
        | Fact::Note(text)
        | Fact::Number(text)
        | Fact::Reasons(text)
        | Fact::Remedy(text)
        | Fact::Summary(text) => text.to_owned(),
        Fact::Outcome(Outcome::Approve) => language.dossier().propose_approval.to_owned(),
        Fact::Outcome(Outcome::Refuse) => language.dossier().propose_refusal.to_owned(),
        Fact::PassingExperts(positions) => {
            positions.iter().map(|position| expert(experts, *position)).collect::<Vec<_>>().join(", ")
        }
        Fact::Revocation(ground) => language.revocation_ground(ground).to_owned(),
        Fact::Suspension(ground) => language.suspension_ground(ground).to_owned(),
    }
}

/// The expert at a position by name, or the position when nobody is there.
fn expert(experts: &[String], position: usize) -> String {
    experts.get(position).cloned().unwrap_or_else(|| position.to_string())
}

/// A judgement in a few words: `E2 Trần Thị Mai: Đạt`.
fn judged(language: Language, experts: &[String], judged: &JudgementNote) -> String {
    let of = match judged.subject {
        Subject::Expert(at) => experts.get(at).map(|name| format!(" {name}")).unwrap_or_default(),
        Subject::Organisation => String::new(),
    };
    let texts = language.dossier();
    let verdict = match judged.judgement {
        Judgement::Met => texts.judge_met,
        Judgement::Unmet => texts.judge_unmet,
    };
    let note = if judged.note.is_empty() { String::new() } else { format!(" ({})", judged.note) };
    format!("{}{of}: {verdict}{note}", judged.rule)
}
