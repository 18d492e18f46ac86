//! The conditions of a dossier, subject by subject, as the page shows them.

use super::Desk;
use super::facts::{self, Part};
use super::findings::KeptFinding;
use super::open_dossier::OpenDossier;
use crate::domain::application::given;
use crate::domain::bilingual::Bilingual;
use crate::domain::dossier::Act;
use crate::domain::eligibility::{FactValue, Judgement, Rule, Standing, Subject, Verdict};
use crate::language::Language;
use crate::web::Form;

/// The organisation or an expert, with conditions on one side and facts and
/// papers on the other.
pub(super) struct SubjectView {
    pub(super) anchor: String,
    pub(super) subject: String,
    pub(super) title: String,
    pub(super) mark: &'static str,
    pub(super) standing: String,
    pub(super) conditions: Vec<ConditionView>,
    pub(super) parts: Vec<Part>,
}

/// One condition.
pub(super) struct ConditionView {
    pub(super) anchor: String,
    pub(super) rule: &'static str,
    pub(super) title: String,
    pub(super) mark: &'static str,
    pub(super) verdict: &'static str,
    pub(super) machine: &'static str,
    pub(super) text: String,
    pub(super) citation: String,
    pub(super) facts: Vec<(String, String)>,
    pub(super) evidence: Vec<(String, String)>,
    pub(super) judged: Option<JudgedView>,
    pub(super) judging: Judging,
    pub(super) radio: String,
    pub(super) note: String,
}

/// What an officer judged.
pub(super) struct JudgedView {
    pub(super) met: bool,
    pub(super) note: String,
    pub(super) by: String,
    pub(super) at: String,
}

/// Whether a condition is this officer's to judge.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Judging {
    /// Not, or not now.
    No,
    /// The machine left it to a person.
    Asked,
    /// The machine found it met; an officer may see that the paper is wanting.
    Doubt,
}

impl Judging {
    pub(super) fn is_asked(self) -> bool {
        self == Self::Asked
    }

    pub(super) fn is_doubt(self) -> bool {
        self == Self::Doubt
    }
}

/// The subjects of a dossier in the order of the findings.
pub(super) fn subjects(desk: &Desk<'_>, opened: &OpenDossier) -> Vec<SubjectView> {
    let application = &opened.dossier.application;
    let mut subjects = Vec::new();
    if let Some(organisation) = &application.organisation {
        let name = given(organisation.name.as_ref()).unwrap_or(desk.frame.language.queue().untitled);
        let parts = facts::organisation(desk.frame.language, opened, organisation);
        subjects.push(subject(desk, opened, Subject::Organisation, name, parts));
    }
    // Of a re-issue only whose card is asked for; of an independent
    // consultant's everything is theirs.
    let is_of_organisation = application.procedure.is_of_organisation();
    let asked = |(position, _): &(usize, _)| !is_of_organisation || application.asks_card(*position);
    for (position, expert) in application.experts.iter().enumerate().filter(asked) {
        let name = given(expert.name.as_ref()).unwrap_or(desk.frame.language.queue().untitled);
        let parts = facts::expert(desk.frame.language, opened, position, expert);
        subjects.push(subject(desk, opened, Subject::Expert(position), name, parts));
    }
    subjects
}

fn subject(
    desk: &Desk<'_>,
    opened: &OpenDossier,
    subject: Subject,
    name: &str,
    parts: Vec<Part>,
) -> SubjectView {
    let language = desk.frame.language;
    let judges = opened.is_open_to(desk, Act::Judge);
    let (mark, standing) = match subject {
        Subject::Organisation => organisation_standing(language, opened),
        Subject::Expert(position) => {
            let standing = opened.findings.standing(position);
            let mark = match standing {
                Standing::Passes => "valid",
                Standing::Open => "unchecked",
                Standing::Fails => "not-valid",
            };
            (mark, language.expert_standing(standing).to_owned())
        }
    };
    SubjectView {
        anchor: anchor_of(subject),
        subject: subject.to_string(),
        title: match subject {
            Subject::Organisation => name.to_owned(),
            Subject::Expert(position) => format!("{}. {name}", position + 1),
        },
        mark,
        standing,
        conditions: opened
            .findings
            .on_subject(subject)
            .map(|finding| condition(desk, opened, finding, judges))
            .collect(),
        parts,
    }
}

fn organisation_standing(language: Language, opened: &OpenDossier) -> (&'static str, String) {
    let own: Vec<Verdict> = opened
        .findings
        .on_subject(Subject::Organisation)
        .map(|f| opened.findings.verdict(f.rule, f.subject))
        .collect();
    let worst = if own.contains(&Verdict::Unmet) {
        Verdict::Unmet
    } else if own.contains(&Verdict::Officer) {
        Verdict::Officer
    } else {
        Verdict::Met
    };
    (mark_of(worst), language.condition_verdict(worst).to_owned())
}

fn condition(desk: &Desk<'_>, opened: &OpenDossier, finding: &KeptFinding, may_judge: bool) -> ConditionView {
    let language = desk.frame.language;
    let (rule, subject) = (finding.rule, finding.subject);
    let verdict = opened.findings.verdict(rule, subject);
    let judged = opened.findings.judgement(rule, subject).map(|judged| JudgedView {
        met: judged.judgement == Judgement::Met,
        note: judged.note.clone(),
        by: opened.names.name(judged.judged_by).to_owned(),
        at: language.instant(judged.judged_at),
    });
    let judging = match finding.verdict {
        Verdict::Officer if may_judge && !rule.follows() => Judging::Asked,
        Verdict::Met if may_judge && !rule.follows() => Judging::Doubt,
        _ => Judging::No,
    };
    let (radio, note) = field_names(rule, subject);
    ConditionView {
        anchor: format!("{}-{rule}", anchor_of(subject)),
        rule: rule.as_str(),
        title: language.of(&rule.title()),
        mark: mark_of(verdict),
        verdict: language.condition_verdict(verdict),
        machine: language.condition_verdict(finding.verdict),
        text: language.of(&finding.text),
        citation: language.citation(&finding.citation),
        facts: facts_of(language, finding),
        evidence: finding
            .evidence
            .iter()
            .filter(|evidence| !evidence.path.starts_with("register"))
            .map(|evidence| (language.of(&evidence.item.title()), facts::anchor(&evidence.path)))
            .collect(),
        judged,
        judging,
        radio,
        note,
    }
}

fn facts_of(language: Language, finding: &KeptFinding) -> Vec<(String, String)> {
    let value = |value: &Option<FactValue>| match value {
        None => language.facts().not_given.to_owned(),
        Some(FactValue::Day(day)) => language.day(*day),
        Some(FactValue::Count(count)) => count.to_string(),
        Some(FactValue::Score(score)) => language.of(&Bilingual::decimal(*score)),
        Some(FactValue::YesNo(yes)) => facts::yes_no(language, *yes).to_owned(),
        Some(FactValue::Text(text)) => language.keyword(text),
    };
    finding.facts.iter().map(|fact| (language.of(&fact.label), value(&fact.value))).collect()
}

/// The class and shape that go with a verdict.
pub(super) fn mark_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "valid",
        Verdict::Unmet => "not-valid",
        Verdict::Officer => "unchecked",
        Verdict::NotApplicable => "",
    }
}

/// Where a subject stands on the page.
pub(super) fn anchor_of(subject: Subject) -> String {
    match subject {
        Subject::Organisation => "organisation".to_owned(),
        Subject::Expert(position) => format!("experts-{position}"),
    }
}

/// The fields in which a finding is judged: the choice, and the note.
pub(super) fn field_names(rule: Rule, subject: Subject) -> (String, String) {
    let place = anchor_of(subject);
    (format!("judgement-{place}-{rule}"), format!("note-{place}-{rule}"))
}

/// The finding that a field of judgements is about: the other way round.
pub(super) fn judged_in(field: &str) -> Option<(Rule, Subject)> {
    let (place, rule) = field.split_once('-')?.1.rsplit_once('-')?;
    let subject = match place.strip_prefix("experts-") {
        Some(position) => Subject::Expert(position.parse().ok()?),
        None => Subject::Organisation,
    };
    let rule = rule.parse().ok()?;
    let names = field_names(rule, subject);
    (names.0 == field || names.1 == field).then_some((rule, subject))
}

/// What stands in the fields of the judgements, from what was judged before.
pub(super) fn judgement_form(mut form: Form, opened: &OpenDossier) -> Form {
    for (rule, subject, _) in opened.findings.verdicts() {
        if let Some(judged) = opened.findings.judgement(*rule, *subject) {
            let (radio, note) = field_names(*rule, *subject);
            form = form.with(&radio, judged.judgement.as_str()).with(&note, judged.note.as_str());
        }
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_names_its_finding() {
        for &rule in Rule::ALL {
            for subject in [Subject::Organisation, Subject::Expert(0), Subject::Expert(41)] {
                let (radio, note) = field_names(rule, subject);
                assert_eq!(
                    (judged_in(&radio), judged_in(&note)),
                    (Some((rule, subject)), Some((rule, subject)))
                );
            }
        }
        for other in
            ["", "csrf", "judgement-", "note-experts-x-E1", "judgement-experts--1-E1", "judgement-x-E1"]
        {
            assert_eq!(judged_in(other), None, "{other}");
        }
    }
}
