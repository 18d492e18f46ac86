//! What this officer can do with the dossier now, and what it waits for.

use super::Desk;
use super::conditions::anchor_of;
use super::effect::{Effect, changed};
use super::open_dossier::OpenDossier;
use crate::dates::Day;
use crate::domain::dossier::{Act, Outcome, Stage};
use crate::domain::regime::Step;

/// The buttons and sentences of the panel.
pub(super) struct Panel {
    /// What this officer can do now.
    acts: Vec<Act>,
    /// For those who can do nothing now: what it waits for.
    pub(super) waits: String,
    /// That the applicant holds a certificate already, beside which there is no
    /// second one.
    pub(super) held: Option<String>,
    /// Why a leader who proposed may not decide.
    pub(super) same_hands: String,
    /// What to do when its appraiser is gone.
    pub(super) orphaned: String,
    /// To whom a leader can give it: accounts and names.
    pub(super) successors: Vec<(String, String)>,
    /// The last day of each term if it began today.
    pub(super) check_until: String,
    pub(super) decide_until: String,
    pub(super) supplement_until: String,
    pub(super) on_site_until: String,
    /// How many conditions still need a judgement, and where the first is.
    pub(super) open: usize,
    pub(super) open_words: String,
    pub(super) next_open: String,
    /// What an approval brings about, when one is or can be proposed.
    pub(super) effect: Option<Effect>,
    pub(super) proposal: Option<ProposalView>,
    pub(super) said: Vec<Remark>,
    pub(super) certificate: Option<(String, String)>,
}

/// What the appraiser proposed.
pub(super) struct ProposalView {
    pub(super) approves: bool,
    pub(super) reasons: String,
    pub(super) by: String,
    pub(super) at: String,
    /// Whether what it rests on still holds today.
    pub(super) holds: bool,
    pub(super) changed: Vec<String>,
}

/// What someone decided or asked, with who and when.
pub(super) struct Remark {
    pub(super) what: &'static str,
    pub(super) lines: Vec<String>,
    pub(super) by: String,
    pub(super) at: String,
    pub(super) tone: &'static str,
}

impl Panel {
    /// Whether this officer can do the act now.
    pub(super) fn may(&self, act: Act) -> bool {
        self.acts.contains(&act)
    }

    /// Whether anything waits for this officer now.
    pub(super) fn has_acts(&self) -> bool {
        let appraiser_is_there = self.orphaned.is_empty();
        self.acts.iter().any(|act| !(appraiser_is_there && act.replaces_someone()))
    }

    pub(super) fn of(desk: &Desk<'_>, opened: &OpenDossier) -> Self {
        let language = desk.frame.language;
        let open = opened.appraisal.judged.open();
        let appraising = opened.is_open_to(desk, Act::Judge);
        let proposal = proposal(desk, opened);
        let term = |step, from| language.day(term(opened, step, from));
        let complete_on =
            opened.dossier.stage.completeness().map_or(opened.today, |done| done.confirmed_at.day());
        let same_hands = same_hands(desk, opened);
        Self {
            acts: acts(desk, opened),
            waits: waits(desk, opened),
            held: opened.held.as_ref().map(|held| {
                let (paper, life) = (&held.paper, held.life(opened.today));
                language.applicant_holds(&paper.number, &paper.issuer.called(), life)
            }),
            same_hands,
            orphaned: if opened.is_orphaned() {
                language.orphaned(appraiser_of(opened))
            } else {
                String::new()
            },
            successors: successors(opened),
            check_until: term(Step::NotifyMissing, opened.today),
            decide_until: term(opened.dossier.application.procedure.decided_within(), opened.today),
            supplement_until: term(Step::Supplement, opened.today),
            on_site_until: term(Step::DecideOnSite, complete_on),
            open: open.len(),
            open_words: language.still_to_judge(open.len()),
            next_open: open
                .first()
                .map(|(rule, subject)| format!("{}-{rule}", anchor_of(*subject)))
                .unwrap_or_default(),
            effect: (appraising || proposal.is_some()).then(|| Effect::of(language, opened)),
            proposal,
            said: said(desk, opened),
            certificate: match &opened.dossier.stage {
                Stage::Issued { certificate, .. } => {
                    Some((certificate.clone(), super::certificate::path(certificate)))
                }
                _ => None,
            },
        }
    }
}

/// What the officer can do now. To propose, nothing may be open; to approve,
/// what the proposal rests on must still hold.
fn acts(desk: &Desk<'_>, opened: &OpenDossier) -> Vec<Act> {
    let ready = |act: &Act| match act {
        Act::Propose => opened.appraisal.judged.open().is_empty(),
        Act::Approve => opened.proposal_holds(),
        _ => true,
    };
    Act::ALL.into_iter().filter(|act| opened.is_open_to(desk, *act)).filter(ready).collect()
}

/// The last day of a step that begins on this day; the day itself when the
/// regime knows no such step.
fn term(opened: &OpenDossier, step: Step, from: Day) -> Day {
    let term = opened.terms.regime.term(step);
    term.map_or(from, |term| term.ends_on(from, &opened.terms.calendar))
}

fn waits(desk: &Desk<'_>, opened: &OpenDossier) -> String {
    let has_to = |act: Act| !act.replaces_someone() && opened.is_open_to(desk, act);
    if opened.is_orphaned() || Act::ALL.into_iter().any(has_to) {
        return String::new();
    }
    desk.frame.language.waits_for(opened.stage(), appraiser_of(opened))
}

fn appraiser_of(opened: &OpenDossier) -> &str {
    opened.dossier.stage.appraiser().map(|id| opened.names.name(id)).unwrap_or_default()
}

/// The other appraisers, by name.
fn successors(opened: &OpenDossier) -> Vec<(String, String)> {
    let others = opened.appraisers.iter().filter(|(id, _)| Some(**id) != opened.dossier.stage.appraiser());
    let mut named: Vec<_> = others.map(|(id, name)| (id.to_string(), name.clone())).collect();
    named.sort_by(|one, other| one.1.cmp(&other.1));
    named
}

/// Why a leader who appraised it may not decide: four eyes.
fn same_hands(desk: &Desk<'_>, opened: &OpenDossier) -> String {
    let leads = desk.officer.is(crate::domain::staff::Role::Leader);
    match &opened.dossier.stage {
        Stage::Proposed { .. } if leads => match opened.hands.decider(&desk.officer) {
            Err(refusal) => desk.frame.language.refusal(&refusal),
            Ok(_) => String::new(),
        },
        _ => String::new(),
    }
}

fn proposal(desk: &Desk<'_>, opened: &OpenDossier) -> Option<ProposalView> {
    let language = desk.frame.language;
    let (Stage::Proposed { proposal, .. } | Stage::Issued { proposal, .. } | Stage::Refused { proposal, .. }) =
        &opened.dossier.stage
    else {
        return None;
    };
    let approves = proposal.outcome == Outcome::Approve;
    let holds = !approves || opened.proposal_holds();
    Some(ProposalView {
        approves,
        reasons: proposal.reasons.clone(),
        by: opened.names.name_for(proposal.proposed_by, &desk.officer, language),
        at: language.instant(proposal.proposed_at),
        holds,
        changed: if holds { Vec::new() } else { changed(language, opened) },
    })
}

/// What others wrote on the way here.
fn said(desk: &Desk<'_>, opened: &OpenDossier) -> Vec<Remark> {
    let (language, texts) = (desk.frame.language, desk.frame.language.dossier());
    let said = |what, lines: Vec<String>, (by, at), tone| Remark {
        what,
        lines,
        by: opened.names.name_for(by, &desk.officer, language),
        at: language.instant(at),
        tone,
    };
    match &opened.dossier.stage {
        Stage::SupplementRequested { request, .. } => {
            let who = (request.requested_by, request.requested_at);
            vec![said(texts.requested, request.items.clone(), who, "warning")]
        }
        Stage::UnderAppraisal { sent_back: Some(back), .. } => {
            vec![said(texts.sent_back, vec![back.reasons.clone()], (back.by, back.at), "warning")]
        }
        Stage::OnSite { reason, appraiser, completeness, .. } => {
            let who = (*appraiser, completeness.confirmed_at);
            vec![Remark {
                at: String::new(),
                ..said(texts.on_site_reason, vec![reason.clone()], who, "card")
            }]
        }
        Stage::Refused { decision, .. } => {
            let who = (decision.decided_by, decision.decided_at);
            vec![said(texts.refused, vec![decision.reasons.clone()], who, "errors")]
        }
        Stage::Cancelled { decision, .. } => {
            let who = (decision.decided_by, decision.decided_at);
            vec![said(texts.cancelled, vec![decision.reasons.clone()], who, "errors")]
        }
        Stage::Withdrawn { withdrawn_at, .. } => vec![Remark {
            what: texts.withdrawn,
            lines: Vec::new(),
            by: String::new(),
            at: language.instant(*withdrawn_at),
            tone: "card",
        }],
        _ => Vec::new(),
    }
}
