//! What a person is told of a deed beside its name: on the page of a dossier's
//! history, and when the same is asked for once more.

use super::{
    AlertNote, CalendarChangeNote, CheckAnswerNote, CompromiseNote, CropNote, Deed, DepartureNote, EndNote,
    JudgementNote, ProfileNote, SurrenderNote,
};
use crate::dates::Day;
use crate::domain::certificate::{RevocationGround, SuspensionGround};
use crate::domain::dossier::Outcome;
use crate::domain::eligibility::Item;
use crate::domain::ids::AccountId;
use crate::domain::supplement::Changes;

/// One fact of a deed, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described at the deed that has it")]
pub enum Fact<'d> {
    Appraiser(AccountId),
    AppraiserBefore(AccountId),
    Certificate(&'d str),
    Changes(&'d Changes),
    Due(Day),
    Expert(usize),
    From(Day),
    Item(Item),
    Items(&'d [String]),
    Judgements(&'d [JudgementNote]),
    NoInterestDeclared,
    Note(&'d str),
    Number(&'d str),
    On(Day),
    Outcome(Outcome),
    PassingExperts(&'d [usize]),
    Reasons(&'d str),
    Remedy(&'d str),
    Revocation(RevocationGround),
    Summary(&'d str),
    Suspension(SuspensionGround),
    Until(Day),
}

impl Deed {
    /// What is told of it, in the order of telling. One table, as long as there
    /// are deeds: whoever adds one decides here.
    #[expect(clippy::too_many_lines, reason = "one table, as long as what there is")]
    pub fn facts(&self) -> Vec<Fact<'_>> {
        match self {
            Self::Attach(paper) | Self::Detach(paper) => of_paper(paper.expert, paper.item),
            Self::Crop(CropNote { item, expert, .. }) | Self::ViewPaper { item, expert, .. } => {
                of_paper(*expert, *item)
            }
            Self::Receive { number, due } => vec![Fact::Due(*due), Fact::Number(number)],
            Self::RequestSupplement { items, due } => vec![Fact::Due(*due), Fact::Items(items)],
            Self::Supplement { due, changes } => {
                due.map(Fact::Due).into_iter().chain(changes.as_ref().map(Fact::Changes)).collect()
            }
            Self::Wait { due } | Self::ConfirmComplete { due } => vec![Fact::Due(*due)],
            Self::Cancel { reasons } | Self::SendBack { reasons } | Self::Refuse { reasons } => {
                vec![Fact::Reasons(reasons)]
            }
            Self::TakeUp { no_interest_declared } => declared(*no_interest_declared).into_iter().collect(),
            Self::TakeOver { appraiser_before, appraiser, no_interest_declared } => {
                let hands = handed_over(*appraiser, *appraiser_before);
                hands.chain(declared(*no_interest_declared)).collect()
            }
            Self::Reassign { appraiser_before, appraiser, reason } => {
                handed_over(*appraiser, *appraiser_before).chain([Fact::Reasons(reason)]).collect()
            }
            Self::Judge(judgements) => vec![Fact::Judgements(judgements.all())],
            Self::OrderOnSite { reason, due } => vec![Fact::Due(*due), Fact::Reasons(reason)],
            Self::RecordMinutes { summary } => vec![Fact::Summary(summary)],
            Self::Propose { outcome, reasons, passing_experts } => {
                vec![Fact::Outcome(*outcome), Fact::PassingExperts(passing_experts), Fact::Reasons(reasons)]
            }
            Self::Approve { certificate } => vec![Fact::Certificate(certificate)],
            Self::Suspended { ground, from, until, remedy, .. } => {
                vec![Fact::From(*from), Fact::Suspension(*ground), Fact::Remedy(remedy), Fact::Until(*until)]
            }
            Self::LimitNear(limit) | Self::LimitOver(limit) => vec![Fact::Due(limit.due)],
            Self::OrderCheck(check) => {
                vec![Fact::Due(check.answer_by), Fact::Note(&check.asked), Fact::Reasons(&check.reasons)]
            }
            Self::AnswerCheck(CheckAnswerNote { text: note, .. })
            | Self::CloseCheck(CheckAnswerNote { text: note, .. })
            | Self::Comment { comment: note }
            | Self::Reinstated { note, .. }
            | Self::NoteToFile { note }
            | Self::AnswerMeasure { answer: note, .. } => {
                vec![Fact::Note(note)]
            }
            Self::Revoked { ground, reasons, .. } => vec![Fact::Revocation(*ground), Fact::Reasons(reasons)],
            Self::ProposeMeasure { reasons, explain_by, .. } => {
                explain_by.map(Fact::Due).into_iter().chain([Fact::Reasons(reasons)]).collect()
            }
            Self::DeclineMeasure(note) => vec![Fact::Reasons(&note.reasons)],
            Self::CardReturned { on, certificate, .. } => {
                let certificate = certificate.as_deref().map(Fact::Certificate);
                certificate.into_iter().chain([Fact::On(*on)]).collect()
            }
            Self::StateSurrender(it) | Self::WithdrawSurrender(it) | Self::GivenUp(it) => of_surrender(it),
            Self::FileReport(note) | Self::ReceiveReport(note) | Self::ReturnReport(note) => {
                Some(note.note.as_str()).filter(|note| !note.is_empty()).map(Fact::Note).into_iter().collect()
            }
            Self::StandingAlert(note) | Self::StandingRegained(note) => of_alert(note),
            Self::WithdrawDeparture(note) => of_departure(note).into(),
            Self::ReportDepartures { departures } => departures.iter().flat_map(of_departure).collect(),
            Self::DeclineCorrection(note) | Self::WithdrawCorrection(note) => of_end(note),
            Self::ProposeCorrection(note) | Self::Corrected(note) => vec![Fact::Reasons(&note.evidence)],
            Self::DisableAccount { reason }
            | Self::ChangeProfile(ProfileNote { reason, .. })
            | Self::ChangeCalendar(CalendarChangeNote { reason, .. })
            | Self::CompromiseKey(CompromiseNote { reason, .. }) => vec![Fact::Reasons(reason)],
            Self::PrintBatch { reason, .. } => reason.as_deref().map(Fact::Reasons).into_iter().collect(),
            Self::EnterCalendarYear(year) => vec![Fact::Note(&year.basis)],
            Self::ProposeRegime(regime) | Self::EnterRegime(regime) | Self::WithdrawRegime(regime) => {
                vec![Fact::From(regime.valid_from), Fact::Note(&regime.citation)]
            }
            Self::Begin { .. }
            | Self::BeginAnew { .. }
            | Self::Edit {}
            | Self::Import {}
            | Self::RemoveExpert {}
            | Self::Discard {}
            | Self::Submit {}
            | Self::Withdraw {}
            | Self::PrintCards { .. }
            | Self::RemoveBatch {}
            | Self::SignUp {}
            | Self::SignIn {}
            | Self::SignOut {}
            | Self::ChangePassword {}
            | Self::SignInFailed {}
            | Self::WrongPassword(_)
            | Self::AskConfirmation {}
            | Self::ConfirmAddress {}
            | Self::ChooseReminders { .. }
            | Self::Enrol { .. }
            | Self::AcceptInvitation(_)
            | Self::ResetPassword(_)
            | Self::AddAdministrator { .. }
            | Self::AddStaff(_)
            | Self::ProposeInvitation(_)
            | Self::ProposeRole(_)
            | Self::ProposeRoleRemoval(_)
            | Self::ProposeEnabling(_)
            | Self::ProposeReset(_)
            | Self::ConfirmInvitation(_)
            | Self::ConfirmReset(_)
            | Self::GrantRole(_)
            | Self::TakeRole(_)
            | Self::EnableAccount(_)
            | Self::WithdrawProposal(_)
            | Self::WithdrawMeasure { .. }
            | Self::ShowPortrait { .. }
            | Self::HidePortrait {}
            | Self::ShowContact {}
            | Self::HideContact {}
            | Self::ViewConsent { .. }
            | Self::AddKey { .. }
            | Self::UploadImport(_)
            | Self::SetImportColumns(_)
            | Self::ConfirmImport(_)
            | Self::WithdrawImport(_)
            | Self::RecordPapers { .. }
            | Self::Entrust { .. }
            | Self::ExportList(_)
            | Self::RunJobAgain(_)
            | Self::RotateKey(_)
            | Self::RetireKey { .. } => Vec::new(),
        }
    }
}

fn of_paper<'d>(expert: Option<usize>, item: Item) -> Vec<Fact<'d>> {
    expert.map(Fact::Expert).into_iter().chain([Fact::Item(item)]).collect()
}

fn of_alert(note: &AlertNote) -> Vec<Fact<'_>> {
    let (due, on) = (note.put_right_by.map(Fact::Due), note.regained_on.map(Fact::On));
    [Some(Fact::From(note.since)), due, on].into_iter().flatten().collect()
}

fn of_departure(note: &DepartureNote) -> [Fact<'_>; 2] {
    [Fact::On(note.on), Fact::Reasons(&note.reason)]
}

fn of_end(note: &EndNote) -> Vec<Fact<'_>> {
    let reasons = Some(note.reasons.as_str()).filter(|reasons| !reasons.is_empty());
    reasons.map(Fact::Reasons).into_iter().collect()
}

fn of_surrender(note: &SurrenderNote) -> Vec<Fact<'_>> {
    vec![Fact::On(note.on), Fact::Reasons(&note.reason)]
}

fn handed_over<'d>(now: AccountId, before: Option<AccountId>) -> impl Iterator<Item = Fact<'d>> {
    [Some(Fact::Appraiser(now)), before.map(Fact::AppraiserBefore)].into_iter().flatten()
}

fn declared<'d>(no_interest: Option<bool>) -> Option<Fact<'d>> {
    no_interest.filter(|declared| *declared).map(|_| Fact::NoInterestDeclared)
}
