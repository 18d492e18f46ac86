//! Everything that can be done in a register, each deed with its facts: what
//! the audit trail keeps, and what letters, pages and answers are made from.
//!
//! A deed is stored as a word and its facts as JSON, and a hash chain covers both: a word is never changed, and
//! a fact that came later is optional when it is read, so that what older programs wrote is kept as it is.
//!
//! A new deed says here whether the public learns of it and which letter tells of it; `mails` says which mail
//! does, `facts` what the desk's history tells, `language` its name. It compiles when all of it is decided.

mod changes;
mod checks;
mod facts;
mod kinds;
mod lists;
mod mails;
mod noted;
mod notes;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use changes::{CalendarChangeNote, CropNote, ProfileNote};
pub use checks::{CheckAnswerNote, CheckNote};
pub use facts::Fact;
pub use kinds::Publicity;
use kinds::deeds;
pub use lists::{ExportNote, ImportNote};
pub use noted::{NotADeed, Noted};
pub use notes::{
    AlertNote, BatchPaper, CalendarNote, CompromiseNote, CorrectionNote, DepartureNote, EndNote, JobNote,
    JudgementNote, Judgements, MovedTerm, OpeningNote, PaperNote, PartChange, ProposalNote, ProposerNote,
    RegimeNote, ReportNote, RolesChanged, RotationNote, SurrenderNote, UrgencyNote, WrongPasswordNote,
    YearNote,
};

use super::application::Procedure;
use super::certificate::{RevocationGround, SuspensionGround};
use super::dossier::Outcome;
use super::eligibility::Item;
use super::escalation::LimitNote;
use super::ids::{AccountId, EvidenceId, ImportId, NoticeId, ProposalId};
use super::letter::LetterKind;
use super::measure::Measure;
use super::staff::{Role, StaffNumber};
use super::supplement::Changes;
use crate::dates::{Day, Instant};

deeds! {
    /// A draft was begun.
    Begin { #[doc = "What is applied for."] procedure: Procedure } = "begin", Inside, None;
    /// A part of a dossier was written.
    Edit {} = "edit", Inside, None;
    /// A dossier was filled from a file.
    Import {} = "import", Inside, None;
    /// An expert was taken out of a dossier.
    RemoveExpert {} = "remove_expert", Inside, None;
    /// A paper was handed in.
    Attach(PaperNote) = "attach", Inside, None;
    /// A paper was taken out.
    Detach(PaperNote) = "detach", Inside, None;
    /// A part of a portrait took the place of the whole.
    Crop(CropNote) = "crop", Inside, None;
    /// The draft of a renewal, which is too late, was made one of a new
    /// registration.
    BeginAnew { #[doc = "What is applied for now."] procedure: Procedure }
        = "begin_anew", Inside, None;
    /// A draft was thrown away.
    Discard {} = "discard", Inside, None;
    /// A dossier was filed.
    Submit {} = "submit", Inside, None;
    /// What was missing was handed in.
    Supplement {
        /// The last day to check it; not noted at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Day>,
        /// What is new in it; none where it was asked for by an older program.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        changes: Option<Changes>,
    } = "supplement", Inside, None;
    /// A dossier was taken back.
    Withdraw {} = "withdraw", Inside, None;

    /// A dossier was received.
    Receive { #[doc = "Its number."] number: String, #[doc = "The last day to check it."] due: Day } = "receive", Inside, None;
    /// The applicant was told what is missing.
    RequestSupplement { #[doc = "What."] items: Vec<String>, #[doc = "Their last day."] due: Day }
        = "request_supplement", Inside, Some(LetterKind::SupplementRequest);
    /// The applicant was given more time.
    Wait { #[doc = "The applicant's last day."] due: Day } = "wait", Inside, None;
    /// A dossier was cancelled after a lapse.
    Cancel { #[doc = "Why."] reasons: String } = "cancel", Inside, None;
    /// A dossier was confirmed complete.
    ConfirmComplete { #[doc = "The last day to decide."] due: Day } = "confirm_complete", Inside, None;

    /// An appraiser took a dossier up.
    TakeUp {
        /// That no interest ties them to it; not asked at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        no_interest_declared: Option<bool>,
    } = "take_up", Inside, None;
    /// A colleague went on with it.
    TakeOver {
        /// Who had it.
        appraiser_before: Option<AccountId>,
        /// Who has it.
        appraiser: AccountId,
        /// That no interest ties them to it; not asked at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        no_interest_declared: Option<bool>,
    } = "take_over", Inside, None;
    /// A leader gave it to another appraiser.
    Reassign {
        /// Who had it.
        appraiser_before: Option<AccountId>,
        /// Who has it.
        appraiser: AccountId,
        /// Why.
        reason: String,
    } = "reassign", Inside, None;
    /// Findings were judged.
    Judge(Judgements) = "judge", Inside, None;
    /// An on-site assessment was ordered.
    OrderOnSite { #[doc = "Why."] reason: String, #[doc = "The last day to decide."] due: Day } = "order_on_site", Inside, None;
    /// The minutes of an on-site assessment were recorded.
    RecordMinutes { #[doc = "What it found."] summary: String } = "record_minutes", Inside, None;
    /// A decision was proposed.
    Propose {
        /// Which.
        outcome: Outcome,
        /// Why.
        reasons: String,
        /// Positions of the experts who get a card.
        passing_experts: Vec<usize>,
    } = "propose", Inside, None;
    /// A proposal was sent back.
    SendBack { #[doc = "Why."] reasons: String } = "send_back", Inside, None;
    /// A proposal was approved: its papers exist.
    Approve { #[doc = "The certificate's number."] certificate: String } = "approve", Entered, None;
    /// A dossier was refused; its letter is told by the dossier itself.
    Refuse { #[doc = "Why."] reasons: String } = "refuse", Inside, None;

    /// A measure on a certificate was proposed, and the holder told of it where
    /// they are asked.
    ProposeMeasure {
        /// Which proposal.
        proposal: ProposalId,
        /// What.
        measure: Measure,
        /// Why.
        reasons: String,
        /// The last day on which the holder explains.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        explain_by: Option<Day>,
    } = "propose_measure", Inside, Some(LetterKind::MeasureNotice);
    /// The holder wrote what they have to say to it.
    AnswerMeasure { #[doc = "Which proposal."] proposal: ProposalId, #[doc = "What."] answer: String }
        = "answer_measure", Inside, None;
    /// A leader declined it.
    DeclineMeasure(EndNote) = "decline_measure", Inside, None;
    /// Whoever proposed it took it back.
    WithdrawMeasure(EndNote) = "withdraw_measure", Inside, None;
    /// A certificate was suspended.
    Suspended {
        /// On which ground.
        ground: SuspensionGround,
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
        /// What the holder must remedy.
        remedy: String,
        /// Why; not noted at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<String>,
        /// Who proposed it; one leader decided at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed: Option<ProposerNote>,
        /// That one leader ordered it at once, and why it could not wait.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        urgency: Option<UrgencyNote>,
    } = "suspended", Entered, Some(LetterKind::Suspension);
    /// A suspension was lifted.
    Reinstated {
        /// What was noted.
        note: String,
        /// Who proposed it, or whose urgent suspension was declined; one leader
        /// decided at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed: Option<ProposerNote>,
    } = "reinstated", Entered, Some(LetterKind::Reinstatement);
    /// A certificate was revoked.
    Revoked {
        /// On which ground.
        ground: RevocationGround,
        /// Why.
        reasons: String,
        /// Who proposed it; one leader decided at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed: Option<ProposerNote>,
    } = "revoked", Entered, Some(LetterKind::Revocation);
    /// A card was returned.
    CardReturned {
        /// The day of leaving.
        on: Day,
        /// Under which certificate; not noted at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        certificate: Option<String>,
        /// The notice of the organisation that it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<NoticeId>,
    } = "card_returned", Entered, None;

    /// The holder of a certificate gave notice that they give it up.
    StateSurrender(SurrenderNote) = "state_surrender", Inside, None;
    /// They took it back.
    WithdrawSurrender(SurrenderNote) = "withdraw_surrender", Inside, None;
    /// The office acknowledged it: the certificate is given up.
    GivenUp(SurrenderNote) = "given_up", Entered, Some(LetterKind::Surrender);

    /// An organisation gave notice that experts left.
    ReportDepartures { #[doc = "Who."] departures: Vec<DepartureNote> } = "report_departures", Inside, None;
    /// It took one back.
    WithdrawDeparture(DepartureNote) = "withdraw_departure", Inside, None;

    /// A correction of a paper was proposed.
    ProposeCorrection(CorrectionNote) = "propose_correction", Inside, None;
    /// A leader declined it.
    DeclineCorrection(EndNote) = "decline_correction", Inside, None;
    /// Whoever proposed it took it back.
    WithdrawCorrection(EndNote) = "withdraw_correction", Inside, None;
    /// A leader confirmed it: the paper was issued once more.
    Corrected(CorrectionNote) = "corrected", Entered, Some(LetterKind::Correction);

    /// The holder of a certificate made the report of a year.
    FileReport(ReportNote) = "file_report", Inside, None;
    /// An officer confirmed that it was received.
    ReceiveReport(ReportNote) = "receive_report", Inside, None;
    /// An officer asked for another.
    ReturnReport(ReportNote) = "return_report", Inside, None;
    /// A condition does not hold any more: found by the program.
    StandingAlert(AlertNote) = "standing_alert", Inside, None;
    /// It holds again.
    StandingRegained(AlertNote) = "standing_regained", Inside, None;

    /// The portrait of a card's holder is shown: they agreed.
    ShowPortrait {
        /// The SHA-256 of what they signed; none when they spoke for themselves.
        sha256: Option<String>,
    } = "show_portrait", Entered, None;
    /// It is shown no more.
    HidePortrait {} = "hide_portrait", Entered, None;
    /// Someone at the office looked at what the holder of a card signed.
    ViewConsent { #[doc = "Its SHA-256."] sha256: String } = "view_consent", Inside, None;

    /// How an independent consultant is reached is shown: they agreed.
    ShowContact {} = "show_contact", Entered, None;
    /// It is shown no more.
    HideContact {} = "hide_contact", Entered, None;

    /// A limit of the office came near.
    LimitNear(LimitNote) = "limit_near", Inside, None;
    /// A limit of the office was passed.
    LimitOver(LimitNote) = "limit_over", Inside, None;

    /// The Ministry commented on a dossier or certificate of another issuer.
    Comment { #[doc = "What."] comment: String } = "supervisor_comment", Inside, None;
    /// The Ministry ordered a check of one.
    OrderCheck(CheckNote) = "order_check", Inside, None;
    /// The office answered it.
    AnswerCheck(CheckAnswerNote) = "answer_check", Inside, None;
    /// The Ministry closed it.
    CloseCheck(CheckAnswerNote) = "close_check", Inside, None;

    /// An officer wrote a note to a dossier's file.
    NoteToFile { #[doc = "What."] note: String } = "note_to_file", Inside, None;
    /// An officer looked at a paper of a dossier.
    ViewPaper {
        /// What it shows.
        item: Item,
        /// Position of the expert.
        expert: Option<usize>,
        /// Which.
        paper: EvidenceId,
    } = "view_paper", Inside, None;
    /// An officer had cards printed.
    PrintCards { #[doc = "Their numbers."] cards: Vec<String> } = "print_cards", Inside, None;
    /// An officer began a batch of papers.
    PrintBatch {
        /// Which papers.
        papers: Vec<BatchPaper>,
        /// Why; not asked at first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    } = "print_batch", Inside, None;
    /// An officer removed a batch.
    RemoveBatch {} = "remove_batch", Inside, None;

    /// An applicant's account was made.
    SignUp {} = "sign_up", Inside, None;
    /// Someone signed in.
    SignIn {} = "sign_in", Inside, None;
    /// Someone signed out.
    SignOut {} = "sign_out", Inside, None;
    /// Someone changed their password.
    ChangePassword {} = "change_password", Inside, None;
    /// A password was wrong. Older programs noted each.
    SignInFailed {} = "sign_in_failed", Inside, None;
    /// Passwords were wrong: the sum of an hour.
    WrongPassword(WrongPasswordNote) = "wrong_password", Inside, None;
    /// Someone asked to be sent the mail that confirms their address.
    AskConfirmation {} = "ask_confirmation", Inside, None;
    /// Someone showed that the address of their account is theirs.
    ConfirmAddress {} = "confirm_address", Inside, None;
    /// Someone chose whether to be reminded.
    ChooseReminders { #[doc = "Whether they want to be."] wanted: bool } = "choose_reminders", Inside, None;
    /// An account was made for someone who does not exist.
    Enrol { #[doc = "Its roles."] roles: Vec<Role> } = "enrol", Inside, None;
    /// An account of staff was opened by whom it is for.
    AcceptInvitation(OpeningNote) = "accept_invitation", Inside, None;
    /// A new password was chosen after a reset.
    ResetPassword(OpeningNote) = "reset_password", Inside, None;

    /// The operator made one of an issuer's first administrators.
    AddAdministrator { #[doc = "Which person."] number: StaffNumber, #[doc = "Their roles."] roles: Vec<Role> }
        = "add_administrator", Inside, None;
    /// An account of staff was made. Older programs asked nobody else.
    AddStaff(RolesChanged) = "add_staff", Inside, None;
    /// An invitation was proposed.
    ProposeInvitation(ProposalNote) = "propose_invitation", Inside, None;
    /// More roles were proposed.
    ProposeRole(ProposalNote) = "propose_role", Inside, None;
    /// Fewer roles were proposed.
    ProposeRoleRemoval(ProposalNote) = "propose_role_removal", Inside, None;
    /// It was proposed that an account works again.
    ProposeEnabling(ProposalNote) = "propose_enabling", Inside, None;
    /// A new password was proposed.
    ProposeReset(ProposalNote) = "propose_reset", Inside, None;
    /// An invitation was confirmed.
    ConfirmInvitation(ProposalNote) = "confirm_invitation", Inside, None;
    /// A new password was confirmed.
    ConfirmReset(ProposalNote) = "confirm_reset", Inside, None;
    /// An account was given roles.
    GrantRole(RolesChanged) = "grant_role", Inside, None;
    /// An account lost roles.
    TakeRole(RolesChanged) = "take_role", Inside, None;
    /// A disabled account works again.
    EnableAccount(ProposalNote) = "enable_account", Inside, None;
    /// A proposal was withdrawn.
    WithdrawProposal(ProposalNote) = "withdraw_proposal", Inside, None;
    /// An account was disabled.
    DisableAccount { #[doc = "Why."] reason: String } = "disable_account", Inside, None;

    /// An issuer's profile was changed.
    ChangeProfile(ProfileNote) = "change_profile", Inside, None;
    /// The working calendar was changed.
    ChangeCalendar(CalendarChangeNote) = "change_calendar", Inside, None;

    /// A year of the working calendar was entered.
    EnterCalendarYear(YearNote) = "enter_calendar_year", Inside, None;

    /// An amended regime was proposed.
    ProposeRegime(RegimeNote) = "propose_regime", Inside, None;
    /// An amended regime was entered: another administrator confirmed it.
    EnterRegime(RegimeNote) = "enter_regime", Inside, None;
    /// A proposed regime was withdrawn.
    WithdrawRegime(RegimeNote) = "withdraw_regime", Inside, None;

    /// A list of papers from before there was this register was brought in.
    UploadImport(ImportNote) = "upload_import", Inside, None;
    /// Which of its columns are what was said anew.
    SetImportColumns(ImportNote) = "set_import_columns", Inside, None;
    /// A leader confirmed a list: its papers are to be recorded.
    ConfirmImport(ImportNote) = "confirm_import", Inside, None;
    /// A list was taken back.
    WithdrawImport(ImportNote) = "withdraw_import", Inside, None;
    /// Papers of a list were recorded.
    RecordPapers {
        /// Which list.
        import: ImportId,
        /// How many cards.
        cards: usize,
    } = "record_papers", Entered, None;
    /// A recorded certificate was entrusted to whoever holds it.
    Entrust { #[doc = "Their account."] account: AccountId } = "entrust", Inside, None;
    /// A list was given out as a file.
    ExportList(ExportNote) = "export_list", Inside, None;

    /// A job that was given up was to be done after all.
    RunJobAgain(JobNote) = "run_job_again", Inside, None;

    /// An issuer was given a key.
    AddKey { #[doc = "It signs from then on."] from: Instant } = "add_key", Entered, None;
    /// A key took over from others.
    RotateKey(RotationNote) = "rotate_key", Entered, None;
    /// A key was retired.
    RetireKey { #[doc = "It signs no more from then on."] at: Instant } = "retire_key", Entered, None;
    /// A key fell into other hands.
    CompromiseKey(CompromiseNote) = "compromise_key", Entered, None;
}
