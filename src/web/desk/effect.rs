//! What a decision would bring about: who gets a paper, who is left out and
//! why, and what stands in the way of a certificate.

use super::findings::Findings;
use super::open_dossier::OpenDossier;
use crate::domain::application::given;
use crate::domain::dossier::Stage;
use crate::domain::eligibility::{Rule, RuleFamily, Subject, Verdict};
use crate::language::Language;
use crate::language::desk::approval::ApprovalTexts;

/// What an approval would bring about.
pub(super) struct Effect {
    /// What it is called.
    pub(super) texts: &'static ApprovalTexts,
    /// Whether it can be proposed at all.
    pub(super) may_be_approved: bool,
    /// Who gets a certificate; none where cards alone are asked for.
    pub(super) holder: Option<String>,
    /// Who gets a card.
    pub(super) cards: Vec<String>,
    /// Who gets none, and why.
    pub(super) left_out: Vec<(String, String)>,
    /// Conditions that keep the certificate from being issued.
    pub(super) obstacles: Vec<String>,
}

impl Effect {
    /// Of a proposal, or of what would be proposed today.
    pub(super) fn of(language: Language, opened: &OpenDossier) -> Self {
        let (passing, may_be_approved) = match &opened.dossier.stage {
            Stage::Proposed { proposal, .. }
            | Stage::Issued { proposal, .. }
            | Stage::Refused { proposal, .. } => (proposal.passing_experts.clone(), true),
            _ => (
                opened.appraisal.experts_with_cards(&opened.dossier.application),
                opened.appraisal.judged.may_be_approved(),
            ),
        };
        let application = &opened.dossier.application;
        let organisation = application.organisation.as_ref();
        let experts = 0..application.experts.len();
        let left_out =
            experts.filter(|at| application.asks_card(*at) && !passing.contains(at)).map(|position| {
                let subject = Subject::Expert(position);
                (name(language, opened, position), why(language, &opened.findings, subject))
            });
        Self {
            texts: language.approval(application.grant().as_ref()),
            may_be_approved,
            holder: application.asks_certificate().then(|| match organisation {
                Some(organisation) => given(organisation.name.as_ref()).unwrap_or_default().to_owned(),
                None => name(language, opened, 0),
            }),
            cards: passing.iter().map(|position| name(language, opened, *position)).collect(),
            left_out: left_out.collect(),
            obstacles: obstacles(language, &opened.findings),
        }
    }
}

/// Conditions whose verdict today is another than the one kept.
pub(super) fn changed(language: Language, opened: &OpenDossier) -> Vec<String> {
    let now = &opened.appraisal.judged.verdicts;
    let changed =
        now.iter().filter(|(rule, subject, verdict)| opened.findings.verdict(*rule, *subject) != *verdict);
    let said = changed.map(|(rule, subject, verdict)| {
        let of = match subject {
            Subject::Organisation => String::new(),
            Subject::Expert(position) => format!(" – {}", name(language, opened, *position)),
        };
        format!("{}{of}: {}", titled(language, *rule), language.condition_verdict(*verdict))
    });
    said.collect()
}

/// The rules an expert fails, in words.
fn why(language: Language, findings: &Findings, subject: Subject) -> String {
    let failed = findings.verdicts().iter().filter(|known| known.1 == subject && known.2 == Verdict::Unmet);
    failed.map(|known| titled(language, known.0)).collect::<Vec<_>>().join("; ")
}

/// What is unmet of the organisation, or of an independent consultant.
fn obstacles(language: Language, findings: &Findings) -> Vec<String> {
    let is_own = |known: &(Rule, Subject, Verdict)| {
        let is_of_certificate = known.1 == Subject::Organisation && known.0 != Rule::B2;
        known.0.family() == RuleFamily::Organisation || is_of_certificate
    };
    let of_organisation = findings.verdicts().iter().any(is_own);
    let own =
        |known: &&(Rule, Subject, Verdict)| known.2 == Verdict::Unmet && (!of_organisation || is_own(known));
    let unmet = findings.verdicts().iter().filter(own);
    unmet
        .map(|(rule, subject, _)| {
            let sentence = findings.on_subject(*subject).find(|finding| finding.rule == *rule);
            let sentence = sentence.map(|finding| language.of(&finding.text)).unwrap_or_default();
            format!("{}. {sentence}", titled(language, *rule))
        })
        .collect()
}

fn titled(language: Language, rule: Rule) -> String {
    format!("{rule} {}", language.of(&rule.title()))
}

fn name(language: Language, opened: &OpenDossier, position: usize) -> String {
    let expert = opened.dossier.application.experts.get(position);
    let name = expert.and_then(|expert| given(expert.name.as_ref()));
    name.unwrap_or(language.queue().untitled).to_owned()
}
